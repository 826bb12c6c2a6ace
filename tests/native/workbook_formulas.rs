//! The formulas of the workbook, worked out by the crate itself: they come to what the model says.

use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::week::SERIES;
use headroom::workbook::columns::COLUMNS;
use headroom::workbook::results::Results;
use proptest::prelude::*;

use crate::random::{Within, stressed};
use crate::workbook_agreement;

/// The model's own measure of agreement.
const TOLERANCE: f64 = 1e-9;

fn compare(scenario: &Scenario) -> Result<f64, String> {
    let results = Results::of(scenario).expect("formulas that fit");
    workbook_agreement::compare(scenario, TOLERANCE, |key| {
        (1..=results.weeks)
            .map(|week| {
                results
                    .cell(key, week, 0)
                    .expect("a column for every series")
            })
            .collect()
    })
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
        compare(&scenario).map_err(TestCaseError::fail)?;
    }
}
