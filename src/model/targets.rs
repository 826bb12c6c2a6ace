//! THE TARGET TABLE: what the first plan promises, and by when. Each row names a measure of a
//! week, the goal and the weeks that count; the answer for a run is derived from these alone.

use super::calendar::weeks_to_end_of_month;
use super::figures::{MILLION, UPTIME_TARGET};
use super::measures::{
    Case, budget_use, capacity_after, cost_change, enterprise_growth, enterprise_share,
    monthly_retention, promoter_proxy, team_mix, ticket_growth,
};
use super::support::deflected;
use super::text::same_text;
use super::units::Unit;

pub use super::assessment::{Assessment, Outcome, assess};

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
    pub(super) fn margin(self, value: f64, goal: f64) -> f64 {
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
    pub(super) measure: fn(&Case, usize) -> Option<f64>,
}

/// What a target asks for, without the table that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Goal {
    /// Which side of the goal counts.
    pub comparison: Comparison,
    /// The goal, in the unit of the target.
    pub goal: f64,
    /// The weeks that count.
    pub when: When,
}

impl Goal {
    /// The goal of the target with this id, worked out by the compiler: who needs one goal does not
    /// bring the whole table into the page.
    ///
    /// # Panics
    /// If there is no such target, which stops the build.
    #[must_use]
    pub const fn of(id: &str) -> Self {
        let mut row = 0;
        while row < TARGETS.len() {
            let target = &TARGETS[row];
            if same_text(target.id, id) {
                return target.as_goal();
            }
            row += 1;
        }
        panic!("no target has this id")
    }

    /// Whether a value is on the right side of the goal.
    #[must_use]
    pub fn is_met_by(&self, value: f64) -> bool {
        self.comparison.holds(value, self.goal)
    }
}

impl Target {
    /// The target with this id, if there is one.
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        TARGETS.iter().find(|target| target.id == id)
    }

    /// What it asks for.
    #[must_use]
    pub const fn as_goal(&self) -> Goal {
        Goal {
            comparison: self.comparison,
            goal: self.goal,
            when: self.when,
        }
    }

    /// Whether a value is on the right side of the goal.
    #[must_use]
    pub fn is_met_by(&self, value: f64) -> bool {
        self.as_goal().is_met_by(value)
    }
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
        "of all engineers present" = |case, week| team_mix(case, week);
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
