//! Waterfalls: the parts of a difference sum to it, and those that are drawn know their errors.

use headroom::analysis::evaluation::Sample;
use headroom::analysis::paired::{Futures, SURVIVAL};
use headroom::analysis::shapley::EXACT_PLAYERS;
use headroom::analysis::waterfall::Group;
use headroom::model::parameters::{PARAMETERS, Parameter};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;

use super::{answer, by_panel, realistic, set, waterfall};

#[test]
fn a_part_of_odds_has_the_standard_error_of_its_own_runs() {
    let chance = Sample::Runs {
        count: 256,
        seed: 1,
    };
    let parts = |from: &Scenario, to: &Scenario, named: fn(&Parameter) -> String| {
        let study = waterfall(from, to, "odds:survive", named, chance.clone(), 12);
        study.parts().expect("a division").parts
    };
    let from = realistic();
    // Of one change it is that of the difference run by run.
    let to = set(&from, &[("finance.cash", 1_500_000.0)]);
    let found = parts(&from, &to, by_panel);
    let [mut here, mut there] = [&to, &from].map(|plan| Futures::new(plan, 256, 1));
    here.step(256);
    there.step(256);
    let pairs = here.events_against(&there, SURVIVAL);
    assert_eq!(found.len(), 1);
    assert!((found[0].value - pairs.difference).abs() < 1e-12);
    assert!((found[0].standard_error - pairs.standard_error).abs() < 1e-12);
    assert!(pairs.standard_error > 0.0);
    // Several changes, told apart exactly and by drawn orders.
    let mut changes: Vec<(&str, f64)> = vec![
        ("finance.cash", 1_500_000.0),
        ("growth.viral", 0.2),
        ("team.scaling", 0.6),
    ];
    for is_drawn in [false, true] {
        if is_drawn {
            let known: Vec<&str> = changes.iter().map(|(key, _)| *key).collect();
            let more = PARAMETERS
                .iter()
                .filter(|row| row.spread.is_some() && !known.contains(&row.key) && row.step < 0.1);
            let value = |row: &Parameter| (row.get)(&from.inputs.parameters);
            let more = more.map(|row| (row.key, value(row) * 0.95));
            changes.extend(more.filter(|(_, value)| *value > 0.0).take(12));
        }
        let to = set(&from, &changes);
        let found = parts(&from, &to, |row| row.label.to_owned());
        assert_eq!(found.len() > EXACT_PLAYERS, is_drawn);
        let cash = found
            .iter()
            .map(|part| part.standard_error)
            .fold(0.0, f64::max);
        assert!(cash > 0.0 && cash < 0.1, "{found:?}");
    }
}

#[test]
fn the_standard_error_of_a_part_is_how_much_it_differs_from_one_luck_to_another() {
    let from = realistic();
    let changes = [
        ("finance.cash", 1_500_000.0),
        ("growth.viral", 0.2),
        ("delivery.overrun", 1.6),
    ];
    let to = set(&from, &changes);
    let seeds = 1..=24;
    let lucks: Vec<_> = seeds
        .map(|seed| {
            let sample = Sample::Runs { count: 128, seed };
            let by_label = |row: &Parameter| row.label.to_owned();
            let study = waterfall(&from, &to, "odds:survive", by_label, sample, 12);
            study.parts().expect("a division").parts
        })
        .collect();
    for part in 0..changes.len() {
        let (values, errors): (Vec<f64>, Vec<f64>) = lucks
            .iter()
            .map(|parts| (parts[part].value, parts[part].standard_error))
            .unzip();
        let count = 24.0;
        let mean = values.iter().sum::<f64>() / count;
        let squares = values.iter().map(|value| (value - mean).powi(2));
        let scatter = (squares.sum::<f64>() / (count - 1.0)).sqrt();
        let error = errors.iter().sum::<f64>() / count;
        // 24 values tell their scatter to within a third; drawn evenly, they scatter less than the runs
        // would by themselves.
        let ratio = scatter / error;
        assert!(ratio > 0.4 && ratio < 1.35, "{part}: {scatter} and {error}");
    }
}

#[test]
fn a_waterfall_between_the_presets_sums_to_the_bit() {
    let (from, to) = (Scenario::preset(Preset::AsWritten), realistic());
    for key in ["lowest_cash", "arr@52", "users@26", "downtime_hours"] {
        let study = waterfall(&from, &to, key, by_panel, Sample::Single, 1);
        let parts = study.parts().expect("numbers");
        assert_eq!(Some(parts.from), answer(&from, key));
        assert_eq!(Some(parts.to), answer(&to, key));
        assert_eq!(parts.parts.len(), study.groups().len());
        let sum: f64 = parts.parts.iter().map(|part| part.value).sum();
        assert_eq!(sum + parts.rounding, parts.difference());
        let scale: f64 = parts.parts.iter().map(|part| part.value.abs()).sum();
        assert!(
            parts.rounding.abs() <= 1e-9 * scale,
            "{key}: {}",
            parts.rounding
        );
        assert!(parts.parts.iter().all(|part| part.standard_error == 0.0));
    }
}

#[test]
fn many_groups_are_drawn_and_stay_within_their_errors() {
    let (from, to) = (Scenario::preset(Preset::AsWritten), realistic());
    let by_key = |row: &Parameter| row.key.to_owned();
    let study = waterfall(&from, &to, "lowest_cash", by_key, Sample::Single, 60);
    assert!(study.groups().len() > 10, "each input by itself");
    let parts = study.parts().expect("numbers");
    let sum: f64 = parts.parts.iter().map(|part| part.value).sum();
    assert_eq!(sum + parts.rounding, parts.difference());
    assert!(parts.rounding.abs() < 1e-6);
    assert!(parts.parts.iter().any(|part| part.standard_error > 0.0));
    // Salaries of founders are paid whatever else happens: exactly that much, in every order.
    let at = |label: &str| {
        study
            .groups()
            .iter()
            .position(|group: &Group| group.label == label)
    };
    let overhead = parts.parts[at("finance.overhead").expect("it differs")];
    assert!(overhead.value < 0.0);
    assert!(overhead.standard_error < 0.2 * overhead.value.abs());
}

#[test]
fn hires_initiatives_and_uncertainty_are_groups_of_their_own() {
    let from = realistic();
    let mut to = set(
        &from,
        &[
            ("hires.1.month", 3.0),
            ("team.scaling", 0.5),
            ("risk.bill", 0.5),
        ],
    );
    to.inputs.initiatives[0].effort *= 2.0;
    let study = waterfall(&from, &to, "arr@52", by_panel, Sample::Single, 1);
    let labels: Vec<&str> = study
        .groups()
        .iter()
        .map(|group| group.label.as_str())
        .collect();
    assert_eq!(
        labels,
        ["Team and split", "Hires", "Initiatives", "Uncertainty"]
    );
    let parts = study.parts().expect("numbers");
    assert_eq!(
        parts.parts[3].value, 0.0,
        "chance has no part in a single run"
    );
    assert!(parts.parts[..3].iter().all(|part| part.value != 0.0));
    let nothing = waterfall(&from, &from, "arr@52", by_panel, Sample::Single, 1);
    let parts = nothing.parts().expect("numbers");
    assert_eq!(
        (parts.parts.len(), parts.difference(), parts.rounding),
        (0, 0.0, 0.0)
    );
}
