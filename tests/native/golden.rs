//! Full runs, written apart from this program and judged right: every series, every week.

use headroom::model::preset::Preset;
use headroom::model::run::run;
use headroom::model::scenario::Scenario;
use headroom::model::week::SERIES;

/// |a − b| ≤ 1e−9·max(|b|, s), s the largest |value| of the series, and at least the largest cost
/// for cash and burn.
fn agrees(scenario: &Scenario, golden: &str) {
    let run = run(&scenario.inputs);
    let mut lines = golden.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let rows: Vec<Vec<f64>> = lines
        .map(|line| {
            line.split(',')
                .map(|cell| cell.parse().expect("a number"))
                .collect()
        })
        .collect();
    assert_eq!(run.weeks.len(), rows.len());
    assert_eq!(header[0], "week");
    let keys: Vec<&str> = SERIES.iter().map(|series| series.key).collect();
    assert_eq!(
        keys,
        header[1..],
        "the output table has the golden order and names"
    );

    let largest = |column: usize| rows.iter().map(|row| row[column].abs()).fold(0.0, f64::max);
    let cost = largest(header.iter().position(|&key| key == "cost").expect("costs"));
    for (index, series) in SERIES.iter().enumerate() {
        let column = index + 1;
        let mut scale = largest(column);
        if series.key == "cash" || series.key == "burn" {
            scale = scale.max(cost);
        }
        for (week, row) in run.weeks.iter().zip(&rows) {
            let (got, expected) = ((series.get)(week), row[column]);
            assert!(
                (got - expected).abs() <= 1e-9 * expected.abs().max(scale),
                "{} in week {}: {got} instead of {expected}",
                series.key,
                row[0],
            );
        }
    }
}

#[test]
fn the_realistic_preset_agrees_in_every_series_and_week() {
    agrees(
        &Scenario::preset(Preset::Realistic),
        include_str!("golden/realistic.csv"),
    );
}

#[test]
fn the_plan_as_written_agrees_in_every_series_and_week() {
    agrees(
        &Scenario::preset(Preset::AsWritten),
        include_str!("golden/as-written.csv"),
    );
}

#[test]
fn a_scenario_with_a_dozen_inputs_moved_agrees_in_every_series_and_week() {
    let mut scenario = Scenario::preset(Preset::Realistic);
    for (key, value) in [
        ("run.weeks", 104.0),
        ("team.scaling", 0.55),
        ("hires.2.month", 2.5),
        ("phases.2.start", 5.0),
        ("finance.raise", 750_000.0),
        ("finance.raise_month", 5.0),
        ("infra.reserved", 0.6),
        ("infra.spot", 0.4),
        ("capacity.query_exponent", 1.3),
        ("performance.servers", 9.0),
        ("tiers.professional.price", 25.0),
        ("support.associates", 6.0),
    ] {
        scenario.set(key, value).expect("a possible value");
    }
    agrees(&scenario, include_str!("golden/moved.csv"));
}
