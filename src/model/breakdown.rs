//! THE TABLE OF PARTS: what charts show of a week beside the series of the output table, worked out
//! from these and the inputs. Where there are many runs, each has parts of its own.

#![allow(clippy::inline_always)] // worked out with the equations, which are compiled as a whole

use super::calendar::unit;
use super::churn::{Causes, Hazards, Leaving, TIERS};
use super::growth::seats;
use super::inputs::Inputs;
use super::number::Number;
use super::parameters::Parameters;
use super::run::Run;
use super::support::agents;
use super::week::{SERIES, SERIES_COUNT, Week};

/// One row of the table of parts.
#[derive(Debug)]
pub struct Part {
    /// The name of the part, which is that of the line that shows it.
    pub key: &'static str,
    /// Reads the value.
    pub get: fn(&Breakdown) -> f64,
}

macro_rules! parts {
    ($( $(#[doc = $meaning:literal])+ $field:ident; )+) => {
        /// A week taken apart.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Breakdown<N = f64> {
            $( $(#[doc = $meaning])+ pub $field: N, )+
        }

        /// The number of parts.
        pub const PART_COUNT: usize = [$( stringify!($field) ),+].len();

        impl<N> Breakdown<N> {
            /// The place of every value, in the order of [`PARTS`].
            #[inline]
            #[must_use]
            pub fn places(&self) -> [&N; PART_COUNT] {
                [$( &self.$field ),+]
            }
        }

        /// Every part.
        pub static PARTS: &[Part] = &[
            $( Part { key: stringify!($field), get: |parts| parts.$field }, )+
        ];
    };
}

parts! {
    /// Users of the accounts on the Starter tier.
    starter_users;
    /// Users of the accounts on the Professional tier.
    professional_users;
    /// Users of the accounts on the Enterprise tier.
    enterprise_users;
    /// Users of the accounts on the Custom tier.
    custom_users;
    /// MRR won in the week less MRR lost in it, $ a month.
    net_new_mrr;
    /// Users lost in the week who would have left with nothing wrong.
    lost_ordinary;
    /// Users driven away in the week by slow or unavailable service.
    lost_performance;
    /// Users driven away in the week by swamped support.
    lost_support;
    /// Users driven away in the week by features standing still.
    lost_stagnation;
    /// Tickets that the agents present can answer in the week.
    answerable;
}

/// How many numbers a week has, whole and taken apart.
pub const COLUMN_COUNT: usize = SERIES_COUNT + PART_COUNT;

/// The keys of all of these: of every series in the order of [`SERIES`], then of every part in that
/// of [`PARTS`].
pub fn columns() -> impl Iterator<Item = &'static str> {
    let series = SERIES.iter().map(|series| series.key);
    series.chain(PARTS.iter().map(|part| part.key))
}

/// Takes the weeks of a run apart, one after the other.
#[derive(Clone, Debug)]
pub struct Splitter<N = f64> {
    /// Shares that leave in a week with nothing wrong.
    ordinary: Leaving<N>,
    /// Free users and accounts as the week opens.
    free: N,
    accounts: [N; TIERS],
}

impl<N: Number> Splitter<N> {
    /// For a run of these parameters, before its first week.
    #[inline(always)]
    #[must_use]
    pub fn new(parameters: &Parameters<N>, hazards: &Hazards<N>) -> Self {
        let accounts = parameters.tiers.map(|tier| tier.accounts);
        Self {
            ordinary: hazards.leaving(N::from(0.0)),
            free: (parameters.start.users - seats(&accounts, parameters)).at_least(0.0),
            accounts,
        }
    }

    /// Takes the next week apart.
    ///
    /// With causes x = performance + support + stagnation on the logarithm of the hazard, the users
    /// lost are L(x). L(0) is ordinary churn; the excess L(x) − L(0) is split in proportion to the
    /// three terms of x, which is the split in which a cause twice as strong counts twice.
    #[inline(always)]
    #[must_use]
    pub fn split(&mut self, p: &Parameters<N>, week: f64, row: &Week<N>) -> Breakdown<N> {
        let lost = std::array::from_fn(|tier| self.accounts[tier] * self.ordinary.tiers[tier]);
        let expected = self.free * self.ordinary.free + seats(&lost, p);
        let causes = Causes::of(&p.churn, row.perceived, unit(row.wait * 0.5), row.stale);
        let total = causes.total();
        // Without a cause there is no excess, but for what rounding leaves.
        let excess = N::choose(
            total.is_above(0.0),
            (row.lost_users - expected) / total,
            0.0,
        );
        self.free = row.free;
        self.accounts = [row.starter, row.professional, row.enterprise, row.custom];
        Breakdown {
            starter_users: row.starter * p.tiers[0].seats,
            professional_users: row.professional * p.tiers[1].seats,
            enterprise_users: row.enterprise * p.tiers[2].seats,
            custom_users: row.custom * p.tiers[3].seats,
            net_new_mrr: row.new_mrr + row.expansion_mrr - row.contraction_mrr - row.churned_mrr,
            lost_ordinary: expected,
            lost_performance: excess * causes.performance,
            lost_support: excess * causes.support,
            lost_stagnation: excess * causes.stale,
            answerable: agents(&p.support, week) * p.support.rate,
        }
    }
}

/// Takes every week of a run apart.
#[must_use]
#[allow(clippy::cast_precision_loss)] // weeks are few
pub fn breakdown(inputs: &Inputs, run: &Run) -> Vec<Breakdown> {
    let p = &inputs.parameters;
    let mut splitter = Splitter::new(p, &Hazards::new(p));
    let weeks = run.weeks.iter().enumerate();
    weeks
        .map(|(week, row)| splitter.split(p, week as f64, row))
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
            for (week, parts) in run.weeks.iter().zip(breakdown(&inputs, &run)) {
                let causes = [
                    parts.lost_ordinary,
                    parts.lost_performance,
                    parts.lost_support,
                    parts.lost_stagnation,
                ];
                let sum: f64 = causes.iter().sum();
                assert!((sum - week.lost_users).abs() <= 1e-9 * week.lost_users);
                for part in causes {
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
        for (week, parts) in run.weeks.iter().zip(breakdown(&inputs, &run)) {
            assert!((parts.lost_ordinary - week.lost_users).abs() <= 1e-9 * week.lost_users);
            assert!(parts.lost_performance + parts.lost_support + parts.lost_stagnation == 0.0);
        }
    }

    #[test]
    fn users_of_all_tiers_and_free_users_are_all_users() {
        for preset in Preset::ALL {
            let inputs = Inputs::preset(preset);
            let run = run(&inputs);
            for (week, parts) in run.weeks.iter().zip(breakdown(&inputs, &run)) {
                let paid = parts.starter_users
                    + parts.professional_users
                    + parts.enterprise_users
                    + parts.custom_users;
                assert!((week.free + paid - week.users).abs() <= 1e-9 * week.users);
            }
        }
    }

    #[test]
    fn net_new_mrr_is_what_mrr_changes_by() {
        for preset in Preset::ALL {
            let inputs = Inputs::preset(preset);
            let run = run(&inputs);
            let parts = breakdown(&inputs, &run);
            for (week, pair) in run.weeks.windows(2).enumerate() {
                let change = pair[1].mrr - pair[0].mrr;
                assert!((parts[week + 1].net_new_mrr - change).abs() <= 1e-9 * pair[1].mrr);
            }
        }
    }
}
