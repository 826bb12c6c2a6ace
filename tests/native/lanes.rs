//! Runs side by side have the bits that each has by itself, whatever instructions make them.

use headroom::model::breakdown::{Breakdown, breakdown, columns};
use headroom::model::inputs::Inputs;
use headroom::model::lanes::{LANES, Lanes};
use headroom::model::luck::{Luck, Strike, Struck};
use headroom::model::number::Number;
use headroom::model::risks::RISK_COUNT;
use headroom::model::run::{run_beside, run_with};
use headroom::model::week::Week;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::random::{Within, company};

fn strike() -> impl Strategy<Value = Strike> {
    prop_oneof![
        Just(Strike::Never),
        (0..60_u32).prop_map(Strike::In),
        (0..30_u32).prop_map(Strike::After),
    ]
}

fn luck() -> impl Strategy<Value = Luck> {
    (
        [0.2..5.0_f64, 0.2..5.0, 0.2..5.0],
        vec(0.0..40.0_f64, 0..8),
        vec(strike(), RISK_COUNT),
    )
        .prop_map(|(overruns, delays, strikes)| Luck {
            overruns,
            delays,
            strikes: strikes.try_into().expect("one for each event"),
        })
}

/// Companies that differ in parameters and luck, but not in hires, initiatives and horizon.
fn companies(within: Within) -> impl Strategy<Value = Vec<(Inputs, Luck)>> {
    vec((company(within), luck()), LANES).prop_map(|mut companies| {
        let first = companies[0].0.clone();
        for (inputs, _) in &mut companies {
            inputs.hires.clone_from(&first.hires);
            inputs.initiatives.clone_from(&first.initiatives);
            inputs.parameters.run = first.parameters.run;
        }
        companies
    })
}

type Made = (Vec<(Week<Lanes>, Breakdown<Lanes>)>, [Struck; LANES]);

/// The runs side by side.
struct Beside<'runs>(&'runs [(Inputs, Luck)]);

impl pulp::NullaryFnOnce for Beside<'_> {
    type Output = Made;

    #[inline(always)]
    #[allow(clippy::inline_always)] // or it would not be compiled for what a machine can do
    fn call(self) -> Made {
        let mut weeks = Vec::new();
        let runs = std::array::from_fn(|lane| (&self.0[lane].0, &self.0[lane].1));
        let struck = run_beside(
            runs,
            #[inline(always)]
            |_, row, parts| weeks.push((*row, *parts)),
        );
        (weeks, struck)
    }
}

fn same_bits(companies: &[(Inputs, Luck)]) -> Result<(), TestCaseError> {
    let narrow = pulp::NullaryFnOnce::call(Beside(companies));
    let wide = pulp::Arch::new().dispatch(Beside(companies));
    for (width, (weeks, struck)) in [("narrow", narrow), ("wide", wide)] {
        for (lane, (inputs, luck)) in companies.iter().enumerate() {
            let alone = run_with(inputs, luck);
            let struck_alone = alone.struck;
            prop_assert_eq!(struck[lane], struck_alone, "{} lane {}", width, lane);
            prop_assert_eq!(weeks.len(), alone.weeks.len());
            let parts = breakdown(inputs, &alone);
            let alone = alone.weeks.iter().zip(&parts);
            for (week, ((row, parts), (row_alone, parts_alone))) in
                weeks.iter().zip(alone).enumerate()
            {
                let beside = row.places().into_iter().chain(parts.places());
                let alone = row_alone.places().into_iter().chain(parts_alone.places());
                for ((key, beside), &alone) in columns().zip(beside).zip(alone) {
                    let beside = beside.of(lane);
                    prop_assert!(
                        beside.to_bits() == alone.to_bits() || beside.is_nan() && alone.is_nan(),
                        "{width} lane {lane}, {key} in week {week}: {beside} instead of {alone}",
                    );
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn side_by_side_within_the_sliders_each_run_has_its_own_bits(
        companies in companies(Within::Sliders)
    ) {
        same_bits(&companies)?;
    }

    #[test]
    fn side_by_side_within_the_possible_each_run_has_its_own_bits(
        companies in companies(Within::Possible)
    ) {
        same_bits(&companies)?;
    }
}
