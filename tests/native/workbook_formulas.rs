//! The formulas of the workbook, worked out by the crate itself: they come to what the model says.

use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::week::SERIES;
use headroom::workbook::columns::COLUMNS;
use headroom::workbook::results::Results;
use proptest::prelude::*;

use crate::random::{Within, stressed};

/// How far a series may be off: the model's own measure of agreement, for every week.
const TOLERANCE: f64 = 1e-9;

/// The largest distance from the model of any series and week, in the measure of the model: against
/// the value or the largest of its series, for money also the largest cost.
fn compare(scenario: &Scenario) -> Result<f64, TestCaseError> {
    let run = scenario.run();
    let results = Results::of(scenario).expect("formulas that fit");
    let largest = |get: &dyn Fn(usize) -> f64| {
        (0..run.weeks.len()).map(|week| get(week).abs()).fold(0.0, f64::max)
    };
    let largest_cost = largest(&|week| run.weeks[week].cost);
    let mut worst = 0.0_f64;
    for series in SERIES {
        let mut scale = largest(&|week| (series.get)(&run.weeks[week]));
        if matches!(series.key, "cash" | "burn") {
            scale = scale.max(largest_cost);
        }
        for (index, week) in run.weeks.iter().enumerate() {
            let expected = (series.get)(week);
            let got = results
                .cell(series.key, index + 1, 0)
                .expect("a column for every series");
            let distance = (got - expected).abs() / expected.abs().max(scale).max(1e-300);
            prop_assert!(
                distance <= TOLERANCE,
                "{} in week {}: {got} instead of {expected}",
                series.key,
                index + 1
            );
            worst = worst.max(distance);
        }
    }
    Ok(worst)
}

#[test]
fn every_series_has_a_column() {
    for series in SERIES {
        let columns = COLUMNS.iter().filter(|column| column.key == series.key);
        assert_eq!(columns.count(), 1, "{}", series.key);
    }
}

#[test]
fn the_presets_come_to_what_the_model_says() {
    for preset in Preset::ALL {
        let worst = compare(&Scenario::preset(preset)).expect("agreement");
        println!("{preset:?}: {worst:e}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn random_companies_come_to_what_the_model_says(scenario in stressed(Within::Sliders)) {
        compare(&scenario)?;
    }
}
