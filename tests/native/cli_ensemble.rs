//! `headroom ensemble` as it is run.

use headroom::ensemble::{Detail, Ensemble, Odds};
use headroom::model::breakdown::columns;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::targets::TARGETS;
use headroom::share::to_json;
use serde_json::Value;

use crate::cli::{Scratch, answer, refusal};

#[test]
fn it_prints_the_numbers_of_the_library_whatever_the_threads() {
    let mut scenario = Scenario::preset(Preset::AsWritten);
    scenario.set("risk.rival", 0.65).expect("possible");
    let mut ensemble = Ensemble::new(&scenario, 700, 9, Detail::Bands);
    let mut tally = ensemble.tally();
    ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
    let mut arguments = vec!["ensemble", "--runs", "700", "--seed", "9"];
    arguments.extend([
        "--preset",
        "as-written",
        "--set",
        "risk.rival=0.65",
        "--threads",
    ]);
    let with = |threads| answer(&[arguments.as_slice(), &[threads]].concat(), "");
    let csv = with("1");
    assert_eq!(with("4"), csv);
    assert_eq!(with("3"), csv);
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("week,series,p10,p50,p90,mean"));
    for week in 0..52 {
        for (column, key) in columns().enumerate() {
            let band = tally.band(column);
            let cells: Vec<&str> = lines.next().expect("a line").split(',').collect();
            assert_eq!(cells[..2], [(week + 1).to_string().as_str(), key]);
            let values: Vec<f64> = cells[2..]
                .iter()
                .map(|cell| cell.parse().expect("a number"))
                .collect();
            assert_eq!(
                values,
                [
                    band.p10[week],
                    band.p50[week],
                    band.p90[week],
                    band.mean[week]
                ]
            );
        }
    }
    assert_eq!(lines.next(), None);
}

#[test]
fn json_adds_odds_with_their_standard_errors() {
    let text = answer(&["ensemble", "--runs", "400", "--format", "json"], "");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        (value["runs"].as_u64(), value["weeks"].as_u64()),
        (Some(400), Some(52))
    );
    let share = |value: &Value| {
        let odds = value["odds"].as_f64().expect("odds");
        let error = value["standard_error"].as_f64().expect("a standard error");
        assert!(
            (0.0..=1.0).contains(&odds) && error > 0.0 && error < 0.5,
            "{value}"
        );
        odds
    };
    let survival = share(&value["survival"]);
    let cash_out: Vec<f64> = value["cash_out_by_week"]
        .as_array()
        .expect("a list")
        .iter()
        .map(share)
        .collect();
    assert_eq!(cash_out.len(), 52);
    assert!(cash_out.is_sorted());
    assert!((cash_out[51] + survival - 1.0).abs() < 1e-12);
    let targets = value["targets"].as_array().expect("a list");
    assert_eq!(targets.len(), TARGETS.len());
    for target in targets {
        assert!(share(&target["met"]) + share(&target["missed"]) <= 1.0 + 1e-12);
    }
    let runway = targets
        .iter()
        .find(|target| target["id"] == "runway")
        .expect("a target");
    assert!((share(&runway["met"]) - survival).abs() < 1e-12);
    for event in value["events"].as_array().expect("a list") {
        share(&event["happens"]);
        share(&event["fails_with"]);
        share(&event["fails_without"]);
    }
    let missing = &value["missing_funding"];
    let raises = missing["raise_for"].as_array().expect("a list");
    let raise = |at: usize| raises[at]["raise"].as_f64().expect("an amount");
    assert!(raise(0) <= raise(1) && raise(1) <= raise(2) && raise(1) > 0.0);
    for (raise, survival) in raises.iter().zip([0.5, 0.9, 0.99]) {
        assert_eq!(raise["survival"].as_f64(), Some(survival));
        let error = raise["standard_error"].as_f64().expect("a standard error");
        assert!(error > 0.0 && error < 0.5 * raise["raise"].as_f64().expect("an amount"));
    }
    for percentile in ["p10", "p50", "p90"] {
        let error = missing["standard_errors"][percentile].as_f64();
        assert!(error.expect("a standard error") > 0.0, "{percentile}");
    }
    let phases = value["phases"].as_array().expect("a list");
    assert_eq!(phases.len(), 3);
    for phase in phases {
        // No horizon's end is told as a week: who finishes later is later than all.
        let weeks = ["p10", "p50", "p90"].map(|key| phase["finished_week"][key].as_i64());
        let unfinished = share(&phase["unfinished"]);
        assert_eq!(weeks[2].is_none(), unfinished > 0.1, "{phase}");
        assert!(weeks[0] < weeks[1], "{phase}");
        assert!(share(&phase["slip_tolerance_known"]) <= 1.0 - unfinished);
    }
    assert_eq!(
        value["series"]["cash"]["p10"]
            .as_array()
            .expect("a list")
            .len(),
        52
    );
}

#[test]
fn the_probability_of_an_event_can_be_said_in_a_word() {
    let said = |value: &str| {
        let set = format!("risk.database={value}");
        answer(&["ensemble", "--runs", "64", "--set", &set], "")
    };
    assert_eq!(said("HIGH"), said("0.65"));
    assert_eq!(said("low"), said("0.12"));
    assert_ne!(said("low"), said("HIGH"));
}

/// What the funding for so many survivors scatters by from seed to seed is the error that is told.
#[test]
fn the_error_of_the_missing_funding_is_how_much_it_scatters() {
    let scenario = Scenario::preset(Preset::Realistic);
    let odds: Vec<Odds> = (0..40)
        .map(|seed| {
            let mut ensemble = Ensemble::new(&scenario, 400, seed, Detail::Bands);
            let mut tally = ensemble.tally();
            ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
            tally.odds()
        })
        .collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / 40.0;
    for share in [0.5, 0.9] {
        let of = |get: fn(&Odds, f64) -> Option<f64>| -> Vec<f64> {
            odds.iter()
                .map(|odds| get(odds, share).expect("runs"))
                .collect()
        };
        let raises = of(Odds::raise_for);
        let middle = mean(&raises);
        let squares: Vec<f64> = raises
            .iter()
            .map(|raise| (raise - middle).powi(2))
            .collect();
        let scatter = mean(&squares).sqrt();
        let told = mean(&of(Odds::raise_error));
        // Runs are spread more evenly than independent ones, of which the error is told.
        assert!(
            scatter < 1.3 * told && told < 4.0 * scatter,
            "at {share}: scatters by {scatter}, told {told}"
        );
    }
}

#[test]
fn the_error_of_a_raise_is_as_large_at_the_ends_and_none_of_a_single_run() {
    let odds = |runs| {
        let scenario = Scenario::preset(Preset::Realistic);
        let mut ensemble = Ensemble::new(&scenario, runs, 1, Detail::Bands);
        let mut tally = ensemble.tally();
        ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
        tally.odds()
    };
    assert_eq!(odds(1).raise_error(0.9), None);
    // A standard error above 95 % of eight runs is more than all of them.
    let few = odds(8);
    let error = (0.95_f64 * 0.05 / 8.0).sqrt();
    let raise = |share| few.raise_for(share).expect("runs");
    let between = raise(1.0) - raise(0.95 - error);
    let told = few.raise_error(0.95).expect("runs");
    assert!((told - between * error / (0.05 + error)).abs() < 0.05 * between);
    assert!(told > 0.5 * between);
}

#[test]
fn the_error_of_a_raise_goes_on_to_halve_where_cells_are_wider() {
    let [some, many] = [25_000, 100_000].map(|runs| {
        let scenario = Scenario::preset(Preset::Realistic);
        let mut ensemble = Ensemble::new(&scenario, runs, 77, Detail::Bands);
        let mut tally = ensemble.tally();
        ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
        let odds = tally.odds();
        [0.5, 0.9].map(|share| odds.raise_error(share).expect("runs"))
    });
    for (some, many) in some.into_iter().zip(many) {
        assert!(
            many > 0.0 && (1.6..2.4).contains(&(some / many)),
            "{some} {many}"
        );
    }
}

#[test]
fn a_scenario_file_brings_its_uncertainty() {
    let mut scenario = Scenario::preset(Preset::Realistic);
    scenario.set("risk.bill", 0.9).expect("possible");
    let file = Scratch::new("ensemble.json", to_json(&scenario).as_bytes());
    let from_file = answer(&["ensemble", "--runs", "50", "--scenario", file.path()], "");
    let set = answer(&["ensemble", "--runs", "50", "--set", "risk.bill=0.9"], "");
    assert_eq!(from_file, set);
    assert_ne!(from_file, answer(&["ensemble", "--runs", "50"], ""));
    assert_ne!(
        set,
        answer(
            &[
                "ensemble",
                "--runs",
                "50",
                "--seed",
                "2",
                "--set",
                "risk.bill=0.9"
            ],
            ""
        )
    );
}

#[test]
fn bad_input_is_one_line_that_says_what_is_wrong() {
    for (arguments, says) in [
        (vec!["--runs", "0"], "--runs"),
        (vec!["--runs", "2000000"], "1000000"),
        (vec!["--runs", "many"], "many"),
        (vec!["--seed", "-1"], "-1"),
        (vec!["--threads", "0"], "--threads"),
        (vec!["--format", "xml"], "xml"),
        (vec!["--preset", "rosy"], "rosy"),
        (vec!["--set", "risk.database=2"], "0 to 0.99"),
        (vec!["--set", "risk.flood=0.5"], "risk.flood"),
        (vec!["--scenario", "/no/such.json"], "/no/such.json"),
    ] {
        let all = [&["ensemble"], arguments.as_slice()].concat();
        let (error, output) = refusal(&all, "");
        assert!(error.contains(says), "no {says:?} in {error:?}");
        assert_eq!(output, "");
    }
}
