//! THE TARGET TABLE: what the first plan promises, and by when. Each row names a measure of a
//! week, the goal and the weeks that count; the answer for a run is derived from these alone.

use super::accounts::{self, Flow, flows, users_at_start};
use super::calendar::{WEEKS_PER_MONTH, WEEKS_PER_QUARTER, unit, weeks_to_end_of_month};
use super::churn::TIERS;
use super::delivery::{Architecture, PHASES, PlannedPhase};
use super::figures::{MILLION, UPTIME_TARGET};
use super::inputs::Inputs;
use super::money;
use super::parameters::Tier;
use super::run::Run;
use super::slippage::{initiatives_finished, number, phase_outcomes};
use super::support::deflected;
use super::units::Unit;
use super::week::Week;

/// Which side of its goal a measure has to be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// At the goal or above it.
    AtLeast,
    /// At the goal or below it.
    AtMost,
    /// Above the goal.
    Above,
    /// Below the goal.
    Below,
}

impl Comparison {
    /// The sign for it.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::AtLeast => '≥',
            Self::AtMost => '≤',
            Self::Above => '>',
            Self::Below => '<',
        }
    }

    /// How far a value is on the right side of the goal; below zero it is on the wrong one.
    fn margin(self, value: f64, goal: f64) -> f64 {
        match self {
            Self::AtLeast | Self::Above => value - goal,
            Self::AtMost | Self::Below => goal - value,
        }
    }

    fn holds(self, value: f64, goal: f64) -> bool {
        let margin = self.margin(value, goal);
        match self {
            // A share such as 1 − 0.7 must not fail for its last bit.
            Self::AtLeast | Self::AtMost => margin >= -1e-12 * goal.abs(),
            Self::Above | Self::Below => margin > 0.0,
        }
    }
}

/// The weeks in which a target counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum When {
    /// Reached for the first time no later than this week, counted from 1.
    ByWeek(u32),
    /// Reached for the first time no later than the end of this month.
    ByMonth(u32),
    /// At the end of this month.
    AtMonth(u32),
    /// In every week up to the end of this month.
    ThroughMonth(u32),
    /// At the end of every month up to this one.
    EveryMonth(u32),
    /// In every week of the horizon.
    Always,
    /// At the end of every quarter of the horizon.
    EveryQuarter,
    /// In every week after this phase is finished.
    AfterPhase(usize),
    /// In the week in which this phase is finished.
    AtEndOfPhase(usize),
    /// From the planned start of phase 1 until the last phase is finished.
    DuringPhases,
    /// In the first week that ends with so many users.
    AtUsers(f64),
    /// A property of the plan, the same in every week.
    Plan,
}

impl When {
    /// The weeks in words.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::ByWeek(week) => format!("by week {week}"),
            Self::ByMonth(month) => format!("by month {month}"),
            Self::AtMonth(month) => format!("in month {month}"),
            Self::ThroughMonth(month) => format!("through month {month}"),
            Self::EveryMonth(month) => format!("every month up to month {month}"),
            Self::Always => "throughout".to_owned(),
            Self::EveryQuarter => "every quarter".to_owned(),
            Self::AfterPhase(phase) => format!("from the end of phase {phase}"),
            Self::AtEndOfPhase(phase) => format!("at the end of phase {phase}"),
            Self::DuringPhases => "during phases 1 to 3".to_owned(),
            Self::AtUsers(_) => "at a million users".to_owned(),
            Self::Plan => "in the plan itself".to_owned(),
        }
    }

    /// The week, counted from 1, at whose end the target is due, where it is due once.
    #[must_use]
    pub fn due(self) -> Option<u32> {
        match self {
            Self::ByWeek(week) => Some(week),
            Self::ByMonth(month)
            | Self::AtMonth(month)
            | Self::ThroughMonth(month)
            | Self::EveryMonth(month) => u32::try_from(weeks_to_end_of_month(month)).ok(),
            _ => None,
        }
    }
}

/// What a run says of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The plan keeps its promise.
    Met,
    /// It does not.
    Missed,
    /// The horizon ends before the answer is known.
    NotWithinHorizon,
}

/// One row of the table.
#[derive(Debug)]
pub struct Target {
    /// The name in files and on the command line. It never changes.
    pub id: &'static str,
    /// What is measured, as people read it.
    pub label: &'static str,
    /// The unit of measure and goal.
    pub unit: Unit,
    /// Which side of the goal is right.
    pub comparison: Comparison,
    /// The goal.
    pub goal: f64,
    /// When it counts.
    pub when: When,
    /// How it is measured, where that is not plain.
    pub note: &'static str,
    measure: fn(&Case, usize) -> Option<f64>,
}

/// A target held against a run.
#[derive(Clone, Copy, Debug)]
pub struct Assessment {
    /// The target.
    pub target: &'static Target,
    /// What came out.
    pub outcome: Outcome,
    /// For a target with a due date: the first week that reaches it. For one that must hold in
    /// many weeks: the first that breaks it. For others: the week it is read in. From 1.
    pub week: Option<u32>,
    /// The value at the due date, or the worst of the weeks that count, as far as the horizon
    /// shows them.
    pub value: Option<f64>,
    /// How far the value is on the right side of the goal; below zero on the wrong side.
    pub margin: Option<f64>,
}

impl Assessment {
    /// Weeks by which a target with a due date is reached too late; below zero too early.
    #[must_use]
    pub fn weeks_late(&self) -> Option<i64> {
        match self.target.when {
            When::ByWeek(_) | When::ByMonth(_) => {
                Some(i64::from(self.week?) - i64::from(self.target.when.due()?))
            }
            _ => None,
        }
    }
}

impl Target {
    /// The target with this id, if there is one.
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        TARGETS.iter().find(|target| target.id == id)
    }
}

/// Everything that measures read, worked out once a run.
struct Case<'run> {
    inputs: &'run Inputs,
    weeks: &'run [Week],
    /// Share of accounts that have not left, and of those that have not upgraded, since the start.
    kept: Vec<f64>,
    not_upgraded: Vec<f64>,
    phases: [PlannedPhase; PHASES],
    finished: [Option<u32>; PHASES],
}

impl<'run> Case<'run> {
    fn new(inputs: &'run Inputs, run: &'run Run) -> Self {
        let flows = flows(inputs, run);
        let left_by = |share: fn(&Flow) -> f64| {
            flows
                .iter()
                .scan(1.0, |left, flow| {
                    *left *= 1.0 - share(flow);
                    Some(*left)
                })
                .collect()
        };
        Self {
            kept: left_by(Flow::lost_share),
            not_upgraded: left_by(Flow::upgraded_share),
            phases: PlannedPhase::all(inputs),
            finished: phase_outcomes(inputs, run).map(|phase| phase.finished),
            weeks: &run.weeks,
            inputs,
        }
    }

    fn finished(&self, phase: usize) -> Option<usize> {
        self.finished[phase - 1].map(|week| week as usize - 1)
    }

    fn tier_mrr(&self, accounts: &[f64; TIERS], tiers: std::ops::Range<usize>) -> f64 {
        let prices: &[Tier; TIERS] = &self.inputs.parameters.tiers;
        tiers.map(|tier| accounts[tier] * prices[tier].price).sum()
    }
}

/// Share of accounts kept in the month that ends with this week, or has come so far.
fn monthly_retention(case: &Case, week: usize) -> f64 {
    let mut start = 0;
    for month in 1.. {
        let end = weeks_to_end_of_month(month);
        if end > week {
            break;
        }
        start = end;
    }
    let before = if start == 0 {
        1.0
    } else {
        case.kept[start - 1]
    };
    if before <= 0.0 {
        return 0.0;
    }
    #[allow(clippy::cast_precision_loss)] // four or five weeks
    let length = (week + 1 - start) as f64;
    libm::pow(case.kept[week] / before, WEEKS_PER_MONTH / length)
}

/// Share of accounts on the two dearest tiers.
fn enterprise_share(case: &Case, week: usize) -> Option<f64> {
    let week = &case.weeks[week];
    let all = accounts::total(week);
    (all > 0.0).then(|| (week.enterprise + week.custom) / all)
}

/// Share of the growth of MRR since the start that is on the two dearest tiers.
fn enterprise_growth(case: &Case, week: usize) -> Option<f64> {
    let before = case.inputs.parameters.tiers.map(|tier| tier.accounts);
    let now = accounts::closing(&case.weeks[week]);
    let growth = |tiers: std::ops::Range<usize>| {
        case.tier_mrr(&now, tiers.clone()) - case.tier_mrr(&before, tiers)
    };
    let all = growth(0..TIERS);
    (all > 0.0).then(|| growth(2..TIERS) / all)
}

/// Tickets that reach a person, against those of today's users in a good service: how many more.
fn ticket_growth(case: &Case, week: usize) -> Option<f64> {
    let today = users_at_start(case.inputs) * case.inputs.parameters.support.tickets;
    let now = case.weeks[week].tickets;
    if now <= 0.0 {
        return Some(-1.0);
    }
    (today > 0.0).then(|| now / today - 1.0)
}

/// Stand-in for the net promoter score, which nobody can compute from a model.
fn promoter_proxy(case: &Case, week: usize) -> f64 {
    let week = &case.weeks[week];
    60.0 - 80.0 * week.perceived - 40.0 * unit(week.wait / 2.0) - 30.0 * week.stale
}

/// Change of the infrastructure bill per user in the quarter that ends with this week. A quarter
/// in which users do not grow has none: the promise is about growth.
fn cost_change(case: &Case, week: usize) -> Option<f64> {
    let now = &case.weeks[week];
    let (users, cost) = if let Some(before) = week.checked_sub(WEEKS_PER_QUARTER) {
        let before = &case.weeks[before];
        (before.users, before.cost_per_user)
    } else {
        let users = users_at_start(case.inputs);
        let bill = money::infrastructure(&case.inputs.parameters, -1.0, users);
        (users, bill / users)
    };
    (now.users > users && users > 0.0).then_some(now.cost_per_user - cost)
}

/// Infrastructure budgets of the three phases, $ a month.
const INFRASTRUCTURE_BUDGETS: [f64; PHASES] = [8_000.0, 25_000.0, 60_000.0];

/// The infrastructure bill against the budget of the last phase whose planned start has come.
fn budget_use(case: &Case, week: usize) -> Option<f64> {
    #[allow(clippy::cast_precision_loss)] // some hundred weeks
    let now = week as f64;
    (0..PHASES)
        .rev()
        .find(|&phase| now >= case.phases[phase].start)
        .map(|phase| case.weeks[week].infra / INFRASTRUCTURE_BUDGETS[phase])
}

/// Users that the architecture carries after what is finished at the end of this week.
fn capacity_after(case: &Case, week: usize) -> f64 {
    let finished = initiatives_finished(&case.phases, &case.weeks[week]);
    Architecture::after(case.inputs, finished).capacity()
}

macro_rules! targets {
    ($( $id:ident $label:literal $comparison:ident $goal:tt $unit:ident,
        $when:ident $(($at:expr))? $note:literal = |$case:pat_param, $week:pat_param| $measure:expr; )+) => {
        /// Every target of the plan, in its order.
        pub static TARGETS: &[Target] = &[
            $( Target {
                id: stringify!($id),
                label: $label,
                unit: Unit::$unit,
                comparison: Comparison::$comparison,
                goal: $goal,
                when: When::$when $(($at))?,
                note: $note,
                measure: |$case, $week| $measure,
            }, )+
        ];
    };
}

// A row: id, label, comparison with the goal and its unit, when it counts, a note on how it is
// measured, and the measure of a week.
targets! {
    users_50k "Users" AtLeast 50_000.0 Users, ByWeek(4) "" = |case, week| Some(case.weeks[week].users);
    users_200k "Users" AtLeast 200_000.0 Users, ByWeek(12) "" = |case, week| Some(case.weeks[week].users);
    users_1m "Users" AtLeast MILLION Users, ByWeek(26) "" = |case, week| Some(case.weeks[week].users);
    arr_1m "ARR" AtLeast 1_000_000.0 DollarsPerYear, ByMonth(3) "" = |case, week| Some(case.weeks[week].arr);
    arr_3m "ARR" AtLeast 3_000_000.0 DollarsPerYear, ByMonth(6) "" = |case, week| Some(case.weeks[week].arr);
    arr_10m "ARR" AtLeast 10_000_000.0 DollarsPerYear, ByMonth(12) "" = |case, week| Some(case.weeks[week].arr);
    retention "Monthly customer retention" AtLeast 0.95 Share, EveryMonth(6)
        "accounts of all tiers; whole weeks, scaled to a month" = |case, week| Some(monthly_retention(case, week));
    churn_crisis "Customers lost since the start" Below 0.3 Share, ThroughMonth(6)
        "weekly shares of all accounts compounded, as if one cohort behaved like the average" = |case, week| Some(1.0 - case.kept[week]);
    upgrades "Customers upgraded since the start" AtLeast 0.3 Share, ByMonth(6)
        "weekly shares of all accounts compounded" = |case, week| Some(1.0 - case.not_upgraded[week]);
    enterprise_share "Customers on Enterprise or Custom" AtLeast 0.2 Share, AtMonth(6) "" = |case, week| enterprise_share(case, week);
    enterprise_growth "Growth of MRR that is on Enterprise or Custom" AtLeast 0.8 Share, AtMonth(6)
        "since the start" = |case, week| enterprise_growth(case, week);
    page_2s "Page load" Below 2.0 Seconds, Always "" = |case, week| Some(case.weeks[week].page);
    page_1s "Page load" Below 1.0 Seconds, AfterPhase(1) "" = |case, week| Some(case.weeks[week].page);
    api_500ms "API response" Below 0.5 Seconds, Always "" = |case, week| Some(case.weeks[week].api);
    uptime_995 "Uptime" AtLeast 0.995 Share, AfterPhase(1) "each week by itself" = |case, week| Some(case.weeks[week].uptime);
    uptime_999 "Uptime" AtLeast UPTIME_TARGET Share, Always "each week by itself" = |case, week| Some(case.weeks[week].uptime);
    uptime_9995 "Uptime" AtLeast 0.9995 Share, AfterPhase(3) "each week by itself" = |case, week| Some(case.weeks[week].uptime);
    velocity_70 "Feature velocity" AtLeast 0.7 Share, Always
        "against the whole of today's output" = |case, week| Some(case.weeks[week].velocity);
    features_30 "Engineering on features" AtLeast 0.3 Share, Plan
        "the planned split" = |case, _| Some(1.0 - case.inputs.parameters.team.scaling);
    team_mix "Engineers who are there today" AtLeast 0.7 Share, Always
        "of all engineers present" = |case, week| Some(case.inputs.parameters.team.engineers / case.weeks[week].heads);
    sso_m4 "Single sign-on live" AtLeast 1.0 YesNo, ByMonth(4) "" = |case, week| Some(case.weeks[week].sso);
    tickets_10 "Growth of tickets that a person answers" Below 0.1 Share, AtMonth(6)
        "against those of today's users in a good service" = |case, week| ticket_growth(case, week);
    deflection_90 "Tickets answered without a person" AtLeast 0.9 Share, AtMonth(6) "" = |case, week| {
        #[allow(clippy::cast_precision_loss)] // some hundred weeks
        Some(deflected(&case.inputs.parameters.support, week as f64))
    };
    nps_50 "Promoter score (proxy)" Above 50.0 Points, Always
        "a proxy, not a survey: 60 − 80 × perceived pain − 40 × swamped support − 30 × stagnation" = |case, week| Some(promoter_proxy(case, week));
    cost_per_user "Infrastructure per user" Below 0.1 DollarsPerUserPerMonth, Always "" = |case, week| Some(case.weeks[week].cost_per_user);
    cost_per_user_1m "Infrastructure per user" Below 0.1 DollarsPerUserPerMonth, AtUsers(MILLION) "" = |case, week| Some(case.weeks[week].cost_per_user);
    cost_falls "Change of infrastructure per user while users grow" Below 0.0 DollarsPerUserPerMonth, EveryQuarter
        "quarters in which users do not grow do not count" = |case, week| cost_change(case, week);
    infra_budget "Infrastructure against the phase's budget" AtMost 1.0 Share, DuringPhases
        "$8K, $25K and $60K a month from the planned start of phases 1, 2 and 3" = |case, week| budget_use(case, week);
    hiring_budget "New engineers' pay" AtMost 500_000.0 DollarsPerYear, Plan
        "salaries of all hires, without the loaded cost" = |case, _| Some(case.inputs.hires.iter().map(|hire| hire.salary).sum());
    runway "Cash" AtLeast 0.0 Dollars, Always "" = |case, week| Some(case.weeks[week].cash);
    headroom_10x "Capacity" AtLeast 10_000_000.0 Users, AtEndOfPhase(3)
        "ten times a million users" = |case, week| Some(capacity_after(case, week));
}

/// Holds every target against a run of these inputs, in the order of [`TARGETS`].
#[must_use]
pub fn assess(inputs: &Inputs, run: &Run) -> Vec<Assessment> {
    let case = Case::new(inputs, run);
    TARGETS.iter().map(|target| target.assess(&case)).collect()
}

impl Target {
    fn assess(&'static self, case: &Case) -> Assessment {
        let length = case.weeks.len();
        let month_ends = |months: u32| (1..=months).map(|month| weeks_to_end_of_month(month) - 1);
        match self.when {
            When::ByWeek(_) | When::ByMonth(_) => self.reached(case),
            When::AtMonth(month) => self.at(case, month_ends(month).next_back()),
            When::AtEndOfPhase(phase) => self.at(case, case.finished(phase)),
            When::AtUsers(users) => {
                self.at(case, case.weeks.iter().position(|week| week.users >= users))
            }
            When::Plan => Assessment {
                week: None,
                ..self.at(case, Some(0))
            },
            When::ThroughMonth(month) => self.throughout(case, 0..weeks_to_end_of_month(month)),
            When::EveryMonth(months) => self.throughout(case, month_ends(months)),
            When::Always => self.throughout(case, 0..length),
            When::EveryQuarter => self.throughout(
                case,
                (1..=length / WEEKS_PER_QUARTER).map(|quarter| quarter * WEEKS_PER_QUARTER - 1),
            ),
            When::AfterPhase(phase) => {
                let first = case.finished(phase).map_or(length, |week| week + 1);
                self.throughout(case, first..length)
            }
            When::DuringPhases => {
                let last = (1..=PHASES)
                    .map(|phase| case.finished(phase))
                    .max_by_key(|week| {
                        // A phase that is not finished ends after all others.
                        week.unwrap_or(usize::MAX)
                    });
                // One week past the horizon stands for an end that is not in sight.
                let end = last.flatten().map_or(length + 1, |week| week + 1);
                let begins = case
                    .phases
                    .iter()
                    .map(|phase| phase.start)
                    .fold(f64::MAX, f64::min);
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 520
                let begins = begins.ceil() as usize;
                self.throughout(case, begins..end.max(begins))
            }
        }
    }

    /// Whether a value is on the right side of the goal.
    #[must_use]
    pub fn is_met_by(&self, value: f64) -> bool {
        self.comparison.holds(value, self.goal)
    }

    fn value(&self, case: &Case, week: usize) -> Option<f64> {
        (self.measure)(case, week).filter(|value| value.is_finite())
    }

    fn holds(&self, value: Option<f64>) -> bool {
        value.is_some_and(|value| self.is_met_by(value))
    }

    fn answer(
        &'static self,
        outcome: Outcome,
        week: Option<usize>,
        value: Option<f64>,
    ) -> Assessment {
        Assessment {
            target: self,
            outcome,
            week: week.map(number),
            value,
            margin: value.map(|value| self.comparison.margin(value, self.goal)),
        }
    }

    /// A target that has to be reached once, by its due week.
    fn reached(&'static self, case: &Case) -> Assessment {
        let due = self.when.due().unwrap_or(u32::MAX) as usize;
        let Some(last) = case.weeks.len().checked_sub(1) else {
            return self.answer(Outcome::NotWithinHorizon, None, None);
        };
        let first = (0..=last).find(|&week| self.holds(self.value(case, week)));
        let outcome = match first {
            Some(week) if week < due => Outcome::Met,
            None if last + 1 < due => Outcome::NotWithinHorizon,
            _ => Outcome::Missed,
        };
        self.answer(outcome, first, self.value(case, last.min(due - 1)))
    }

    /// A target that is read once.
    fn at(&'static self, case: &Case, week: Option<usize>) -> Assessment {
        let Some(week) = week.filter(|&week| week < case.weeks.len()) else {
            return self.answer(Outcome::NotWithinHorizon, None, None);
        };
        let value = self.value(case, week);
        let outcome = if self.holds(value) {
            Outcome::Met
        } else {
            Outcome::Missed
        };
        self.answer(outcome, Some(week), value)
    }

    /// A target that has to hold in each of these weeks. One that breaks it is enough to miss it;
    /// to meet it, all of them must be within the horizon.
    fn throughout(&'static self, case: &Case, weeks: impl Iterator<Item = usize>) -> Assessment {
        let mut worst: Option<f64> = None;
        let mut broken = None;
        let mut beyond = false;
        for week in weeks {
            if week >= case.weeks.len() {
                beyond = true;
                break;
            }
            // What cannot be measured in a week makes no demand on it.
            let Some(value) = self.value(case, week) else {
                continue;
            };
            if broken.is_none() && !self.holds(Some(value)) {
                broken = Some(week);
            }
            let margin = |value| self.comparison.margin(value, self.goal);
            if worst.is_none_or(|worst| margin(value) < margin(worst)) {
                worst = Some(value);
            }
        }
        let outcome = match broken {
            Some(_) => Outcome::Missed,
            None if beyond || worst.is_none() => Outcome::NotWithinHorizon,
            None => Outcome::Met,
        };
        self.answer(outcome, broken, worst)
    }
}
