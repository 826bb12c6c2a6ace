//! What may go with failure beside the risk events: one row a condition that holds in a run or
//! does not.

use crate::model::calendar::whole_weeks;
use crate::model::delivery::PHASES;
use crate::model::run::Run;
use crate::model::slippage::PhaseOutcome;

use super::sampler::Draw;

/// What is asked of a run.
pub(super) struct Case<'run> {
    pub(super) draw: &'run Draw,
    pub(super) run: &'run Run,
    pub(super) phases: &'run [PhaseOutcome; PHASES],
}

/// One row of the table.
#[derive(Debug)]
pub struct Cause {
    /// The name in JSON. It never changes.
    pub key: &'static str,
    /// The name that people read.
    pub label: &'static str,
    /// What it takes for the condition to hold.
    pub meaning: &'static str,
    pub(super) holds: fn(&Case) -> bool,
}

/// How much later than planned a phase is late.
const LATE: f64 = 4.0;

fn late(case: &Case, phase: usize) -> bool {
    case.phases[phase].slip().is_none_or(|slip| slip > LATE)
}

/// Every condition.
pub static CAUSES: &[Cause] = &[
    Cause {
        key: "phase1_late",
        label: "Phase 1 late",
        meaning: "Phase 1 is finished more than 4 weeks after its plan, or not at all.",
        holds: |case| late(case, 0),
    },
    Cause {
        key: "phase2_late",
        label: "Phase 2 late",
        meaning: "Phase 2 is finished more than 4 weeks after its plan, or not at all.",
        holds: |case| late(case, 1),
    },
    Cause {
        key: "phase3_late",
        label: "Phase 3 late",
        meaning: "Phase 3 is finished more than 4 weeks after its plan, or not at all.",
        holds: |case| late(case, 2),
    },
    Cause {
        key: "overload",
        label: "A month over capacity",
        meaning: "More than 4 weeks start with more load than the architecture carries.",
        holds: |case| {
            let over = |week: &&crate::model::week::Week| week.utilisation > 1.0;
            case.run.weeks.iter().filter(over).count() > 4
        },
    },
    Cause {
        key: "swamped",
        label: "Support swamped",
        meaning: "In some week tickets wait for two weeks or longer.",
        holds: |case| case.run.weeks.iter().any(|week| week.wait >= 2.0),
    },
    Cause {
        key: "rival_larger",
        label: "Rival larger when the window closes",
        meaning: "The rival has more users when the market's window closes, or at the horizon if that comes first.",
        holds: |case| {
            let month = case.draw.inputs.parameters.growth.window_month;
            let week = whole_weeks(month)
                .min(case.run.weeks.len())
                .saturating_sub(1);
            let week = case.run.weeks.get(week);
            week.is_some_and(|week| week.users < week.competitor)
        },
    },
    Cause {
        key: "slow_hiring",
        label: "Slow hiring",
        meaning: "Positions stay open for half as long again as planned, on average.",
        holds: |case| {
            let delays = &case.draw.luck.delays;
            #[allow(clippy::cast_precision_loss)] // at most 40
            let mean = delays.iter().sum::<f64>() / delays.len().max(1) as f64;
            mean > 1.5 * case.draw.planned_delay
        },
    },
];
