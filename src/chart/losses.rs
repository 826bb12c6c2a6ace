//! Users lost in a week, by what drove them away.

use crate::model::calendar::unit;
use crate::model::churn::{Causes, Hazards, TIERS};
use crate::model::inputs::Inputs;
use crate::model::run::Run;

/// Users lost in a week, free and paid, by cause. The causes add up to the users lost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Losses {
    /// Who would have left with nothing wrong.
    pub ordinary: f64,
    /// Driven away by slow or unavailable service.
    pub performance: f64,
    /// Driven away by swamped support.
    pub support: f64,
    /// Driven away by features standing still.
    pub stagnation: f64,
}

/// Splits the users lost in every week by cause.
///
/// With causes x = performance + support + stagnation on the logarithm of the hazard, the users
/// lost are L(x). L(0) is ordinary churn; the excess L(x) − L(0) is split in proportion to the
/// three terms of x, which is the split in which a cause twice as strong counts twice.
#[must_use]
pub fn losses(inputs: &Inputs, run: &Run) -> Vec<Losses> {
    let p = &inputs.parameters;
    let ordinary = Hazards::new(p).leaving(0.0);
    let seats = p.tiers.map(|tier| tier.seats);
    let mut accounts = p.tiers.map(|tier| tier.accounts);
    let seated: f64 = (0..TIERS).map(|i| accounts[i] * seats[i]).sum();
    let mut free = (p.start.users - seated).max(0.0);
    run.weeks
        .iter()
        .map(|week| {
            let paid: f64 = (0..TIERS)
                .map(|i| accounts[i] * ordinary.tiers[i] * seats[i])
                .sum();
            let expected = free * ordinary.free + paid;
            let causes = Causes::of(&p.churn, week.perceived, unit(week.wait / 2.0), week.stale);
            let total = causes.total();
            // Without a cause there is no excess, but for what rounding leaves.
            let excess = if total > 0.0 {
                (week.lost_users - expected) / total
            } else {
                0.0
            };
            free = week.free;
            accounts = [
                week.starter,
                week.professional,
                week.enterprise,
                week.custom,
            ];
            Losses {
                ordinary: expected,
                performance: excess * causes.performance,
                support: excess * causes.support,
                stagnation: excess * causes.stale,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::preset::Preset;
    use crate::model::run::run;

    #[test]
    fn causes_add_up_to_the_users_lost_and_none_is_negative() {
        for preset in Preset::ALL {
            let inputs = Inputs::preset(preset);
            let run = run(&inputs);
            for (week, losses) in run.weeks.iter().zip(losses(&inputs, &run)) {
                let Losses {
                    ordinary,
                    performance,
                    support,
                    stagnation,
                } = losses;
                let sum = ordinary + performance + support + stagnation;
                assert!((sum - week.lost_users).abs() <= 1e-9 * week.lost_users);
                for part in [ordinary, performance, support, stagnation] {
                    assert!(part >= 0.0);
                }
            }
        }
    }

    #[test]
    fn with_nothing_wrong_all_churn_is_ordinary() {
        let mut inputs = Inputs::preset(Preset::Realistic);
        inputs.parameters.churn.performance = 0.0;
        inputs.parameters.churn.support = 0.0;
        inputs.parameters.churn.stale = 0.0;
        let run = run(&inputs);
        for (week, losses) in run.weeks.iter().zip(losses(&inputs, &run)) {
            assert!((losses.ordinary - week.lost_users).abs() <= 1e-9 * week.lost_users);
            assert!(losses.performance + losses.support + losses.stagnation == 0.0);
        }
    }
}
