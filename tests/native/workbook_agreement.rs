//! How far a workbook is from the model.

use headroom::model::run::Run;
use headroom::model::scenario::Scenario;
use headroom::model::week::{SERIES, Series};

/// By how much an input is nudged to see how much of a run is determined at all.
const NUDGE: f64 = 1e-14;

/// A cell that moves by more than this after a nudge is not determined: a company that bounces off
/// the limit of its market can double every last digit in every week.
const DETERMINED: f64 = 1e-11;

/// What differences of a series are held against: its largest value in the run, for money also the
/// largest cost.
fn scale(series: &Series, run: &Run) -> f64 {
    let largest = |get: fn(&headroom::model::week::Week) -> f64| {
        let values = run.weeks.iter().map(|week| get(week).abs());
        values.fold(f64::MIN_POSITIVE, f64::max)
    };
    match series.key {
        "cash" | "burn" => largest(series.get).max(largest(|week| week.cost)),
        _ => largest(series.get),
    }
}

/// How many weeks of a run the inputs determine: until a nudge of an input is seen in any series.
pub(crate) fn determined(scenario: &Scenario) -> usize {
    let run = scenario.run();
    let nudged = |key: &str| {
        let mut nudged = scenario.clone();
        let value = nudged.get(key).expect("an input");
        // What is at the end of what is possible is nudged the other way.
        nudged
            .set(key, value * (1.0 + NUDGE))
            .or_else(|_| nudged.set(key, value * (1.0 - NUDGE)))
            .expect("possible");
        nudged.run()
    };
    [
        "start.users",
        "growth.market",
        "growth.viral",
        "capacity.connections",
        "delivery.overrun",
    ]
    .map(nudged)
    .iter()
    .map(|other| {
        (0..run.weeks.len())
            .find(|&week| {
                SERIES.iter().any(|series| {
                    let (a, b) = (&run.weeks[week], &other.weeks[week]);
                    let distance = ((series.get)(a) - (series.get)(b)).abs();
                    distance > DETERMINED * scale(series, &run)
                })
            })
            .unwrap_or(run.weeks.len())
    })
    .min()
    .unwrap_or(0)
}

/// Holds every cell of the weekly sheet that the inputs determine against the model: the largest
/// distance, or what is wrong.
pub(crate) fn compare(
    scenario: &Scenario,
    tolerance: f64,
    cells: impl Fn(&str) -> Vec<f64>,
) -> Result<f64, String> {
    let run = scenario.run();
    let weeks = determined(scenario);
    let mut worst = 0.0_f64;
    let mut wrong = Vec::new();
    for series in SERIES {
        let scale = scale(series, &run);
        let cells = cells(series.key);
        assert!(cells.len() >= run.weeks.len(), "{} weeks", cells.len());
        for (number, (week, got)) in (1..).zip(run.weeks.iter().zip(cells)).take(weeks) {
            let expected = (series.get)(week);
            let distance = (got - expected).abs() / scale;
            // Written so that what is no number is wrong.
            if distance.is_nan() || distance > tolerance {
                wrong.push(format!(
                    "{} in week {number}: {got} instead of {expected}",
                    series.key
                ));
            }
            worst = worst.max(distance);
        }
    }
    if wrong.is_empty() {
        Ok(worst)
    } else {
        wrong.truncate(20);
        Err(wrong.join("\n"))
    }
}
