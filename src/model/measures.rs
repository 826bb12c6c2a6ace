//! What the plan's targets measure in a week of a run.

use super::accounts::{self, Flow, flows, users_at_start};
use super::calendar::{WEEKS_PER_MONTH, WEEKS_PER_QUARTER, unit, weeks_to_end_of_month};
use super::churn::TIERS;
use super::delivery::{Architecture, PHASES, PlannedPhase};
use super::inputs::Inputs;
use super::luck::Struck;
use super::money;
use super::parameters::Tier;
use super::risks::Risk;
use super::run::Run;
use super::slippage::{initiatives_finished, number, phase_outcomes};
use super::week::Week;

/// Everything that measures read, worked out once a run.
pub(super) struct Case<'run> {
    pub(super) inputs: &'run Inputs,
    pub(super) weeks: &'run [Week],
    struck: Struck,
    /// Share of accounts that have not left, and of those that have not upgraded, since the start.
    pub(super) kept: Vec<f64>,
    pub(super) not_upgraded: Vec<f64>,
    pub(super) phases: [PlannedPhase; PHASES],
    finished: [Option<u32>; PHASES],
}

impl<'run> Case<'run> {
    pub(super) fn new(inputs: &'run Inputs, run: &'run Run) -> Self {
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
            struck: run.struck,
            inputs,
        }
    }

    /// The row in which a phase, from 1, is finished.
    pub(super) fn finished(&self, phase: usize) -> Option<usize> {
        self.finished[phase - 1].map(|week| week as usize - 1)
    }

    fn tier_mrr(&self, accounts: &[f64; TIERS], tiers: std::ops::Range<usize>) -> f64 {
        let prices: &[Tier; TIERS] = &self.inputs.parameters.tiers;
        tiers.map(|tier| accounts[tier] * prices[tier].price).sum()
    }
}

/// Of the engineers present, the share that is there today. One who leaves is replaced by somebody
/// new. Where nobody is present there is none.
pub(super) fn team_mix(case: &Case, week: usize) -> Option<f64> {
    let left = case.struck[Risk::Departure as usize].is_some_and(|struck| struck <= number(week));
    let remaining = case.inputs.parameters.team.engineers - f64::from(u8::from(left));
    let heads = case.weeks[week].heads;
    (heads > 0.0).then(|| remaining.max(0.0) / heads)
}

/// Share of accounts kept in the month that ends with this week, or has come so far.
pub(super) fn monthly_retention(case: &Case, week: usize) -> f64 {
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
pub(super) fn enterprise_share(case: &Case, week: usize) -> Option<f64> {
    let week = &case.weeks[week];
    let all = accounts::total(week);
    (all > 0.0).then(|| (week.enterprise + week.custom) / all)
}

/// Share of the growth of MRR since the start that is on the two dearest tiers.
pub(super) fn enterprise_growth(case: &Case, week: usize) -> Option<f64> {
    let before = case.inputs.parameters.tiers.map(|tier| tier.accounts);
    let now = accounts::closing(&case.weeks[week]);
    let growth = |tiers: std::ops::Range<usize>| {
        case.tier_mrr(&now, tiers.clone()) - case.tier_mrr(&before, tiers)
    };
    let all = growth(0..TIERS);
    (all > 0.0).then(|| growth(2..TIERS) / all)
}

/// Tickets that reach a person, against those of today's users in a good service: how many more.
pub(super) fn ticket_growth(case: &Case, week: usize) -> Option<f64> {
    let today = users_at_start(case.inputs) * case.inputs.parameters.support.tickets;
    let now = case.weeks[week].tickets;
    if now <= 0.0 {
        return Some(-1.0);
    }
    (today > 0.0).then(|| now / today - 1.0)
}

/// Stand-in for the net promoter score, which nobody can compute from a model.
pub(super) fn promoter_proxy(case: &Case, week: usize) -> f64 {
    let week = &case.weeks[week];
    60.0 - 80.0 * week.perceived - 40.0 * unit(week.wait / 2.0) - 30.0 * week.stale
}

/// Change of the infrastructure bill per user in the quarter that ends with this week. A quarter
/// in which users do not grow has none: the promise is about growth.
pub(super) fn cost_change(case: &Case, week: usize) -> Option<f64> {
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
pub(super) fn budget_use(case: &Case, week: usize) -> Option<f64> {
    #[allow(clippy::cast_precision_loss)] // some hundred weeks
    let now = week as f64;
    (0..PHASES)
        .rev()
        .find(|&phase| now >= case.phases[phase].start)
        .map(|phase| case.weeks[week].infra / INFRASTRUCTURE_BUDGETS[phase])
}

/// Users that the architecture carries after what is finished at the end of this week.
pub(super) fn capacity_after(case: &Case, week: usize) -> f64 {
    let finished = initiatives_finished(&case.phases, &case.weeks[week]);
    Architecture::after(case.inputs, finished).capacity()
}
