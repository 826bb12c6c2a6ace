//! The tables that everything else is derived from, against the reference tables beside this file.

use std::collections::BTreeSet;

use headroom::format;
use headroom::model::initiatives::{EFFECT_COUNT, EFFECTS, Kind, planned};
use headroom::model::inputs::{HIRE_FIELDS, Inputs};
use headroom::model::parameters::{PARAMETERS, Parameter, Parameters, Place};
use headroom::model::preset::Preset;
use headroom::model::run::run;
use headroom::model::units::Unit;
use headroom::model::week::{SERIES, Week};

/// The cells of a table without quotes: the header, then the rows.
fn table(text: &'static str) -> (Vec<&'static str>, Vec<Vec<&'static str>>) {
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    let rows: Vec<_> = lines.collect();
    for row in &rows {
        assert_eq!(row.len(), header.len(), "{row:?}");
    }
    (header, rows)
}

fn number(cell: &str) -> f64 {
    cell.parse()
        .unwrap_or_else(|_| panic!("{cell} is no number"))
}

/// One row of the reference table of inputs.
struct Reference {
    key: &'static str,
    label: &'static str,
    unit: &'static str,
    presets: [f64; 2],
    range: (f64, f64),
    step: f64,
    spread: Option<(f64, f64)>,
    main: bool,
}

fn reference() -> Vec<Reference> {
    let (header, rows) = table(include_str!("golden/parameters.csv"));
    assert_eq!(
        header,
        [
            "id",
            "label",
            "unit",
            "realistic",
            "as_written",
            "min",
            "max",
            "step",
            "low",
            "high",
            "main",
            "basis"
        ]
    );
    rows.into_iter()
        .map(|row| Reference {
            key: row[0],
            label: row[1],
            unit: row[2],
            presets: [number(row[3]), number(row[4])],
            range: (number(row[5]), number(row[6])),
            step: number(row[7]),
            spread: match (row[8], row[9]) {
                ("", "") => None,
                (low, high) => Some((number(low), number(high))),
            },
            main: match row[10] {
                "yes" => true,
                "no" => false,
                other => panic!("{}: {other} is neither yes nor no", row[0]),
            },
        })
        .collect()
}

#[test]
fn every_parameter_agrees_with_the_reference_in_every_column() {
    let (mut of_hires, mut compared) = (0, 0);
    for expected in reference() {
        if expected.key.starts_with("hires.") {
            of_hires += 1;
            continue;
        }
        let key = expected.key;
        let row = Parameter::by_key(key).unwrap_or_else(|| panic!("{key} is missing"));
        compared += 1;
        assert_eq!(row.label, expected.label, "{key}");
        // What is counted is part of a unit here; the reference leaves tickets to the label.
        let unit = row.unit.name();
        let unit = unit.strip_prefix("tickets ").unwrap_or(unit);
        assert_eq!(unit, expected.unit, "{key}");
        assert_eq!(
            Preset::ALL.map(|preset| row.in_preset(preset)),
            expected.presets,
            "{key}"
        );
        assert_eq!(row.range, expected.range, "{key}");
        assert_eq!(row.step, expected.step, "{key}");
        assert_eq!(row.spread, expected.spread, "{key}");
        assert_eq!(row.place == Place::Slider, expected.main, "{key}");
    }
    assert_eq!(compared, PARAMETERS.len(), "a row stands in one table only");
    assert_eq!(
        of_hires,
        5 * HIRE_FIELDS.len(),
        "the plan hires five engineers"
    );
}

#[test]
fn the_plans_hires_agree_with_the_reference_in_every_preset() {
    for (index, preset) in Preset::ALL.into_iter().enumerate() {
        let hires = Inputs::preset(preset).hires;
        let mut compared = 0;
        for expected in reference() {
            let Some(rest) = expected.key.strip_prefix("hires.") else {
                continue;
            };
            let (place, field) = rest.split_once('.').expect("hires.number.field");
            let hire = &hires[place.parse::<usize>().expect("a number") - 1];
            let row = HIRE_FIELDS
                .iter()
                .find(|row| row.key == field)
                .expect("a field of hires");
            assert_eq!((row.get)(hire), expected.presets[index], "{}", expected.key);
            assert_eq!(row.unit.name(), expected.unit, "{}", expected.key);
            assert_eq!(row.range, expected.range, "{}", expected.key);
            assert_eq!(row.step, expected.step, "{}", expected.key);
            if field == "month" {
                assert_eq!(hire.role, expected.label, "{}", expected.key);
            }
            compared += 1;
        }
        assert_eq!(compared, hires.len() * HIRE_FIELDS.len());
    }
}

#[test]
fn the_plans_initiatives_agree_with_the_reference_in_order_and_in_every_column() {
    let (header, rows) = table(include_str!("golden/initiatives.csv"));
    let effects: Vec<&str> = EFFECTS.iter().map(|effect| effect.key).collect();
    assert_eq!(header[..4], ["phase", "id", "label", "effort"]);
    assert_eq!(header[4..4 + EFFECT_COUNT], effects);
    assert_eq!(header[4 + EFFECT_COUNT..], ["kind"]);

    let initiatives = planned();
    assert_eq!(initiatives.len(), rows.len());
    for (initiative, row) in initiatives.iter().zip(&rows) {
        assert_eq!(f64::from(initiative.phase), number(row[0]), "{row:?}");
        assert_eq!(initiative.id, row[1]);
        assert_eq!(initiative.label, row[2]);
        assert_eq!(initiative.effort, number(row[3]), "{row:?}");
        for (effect, (value, cell)) in EFFECTS.iter().zip(initiative.effects.iter().zip(&row[4..]))
        {
            let expected = if cell.is_empty() {
                effect.neutral
            } else {
                number(cell)
            };
            assert_eq!(*value, expected, "{} of {}", effect.key, initiative.id);
            assert!((effect.possible.0..=effect.possible.1).contains(value));
        }
        let kind = Kind::ALL
            .into_iter()
            .find(|kind| kind.key() == row[4 + EFFECT_COUNT])
            .unwrap_or(Kind::Plain);
        assert_eq!(initiative.kind, kind, "{}", initiative.id);
    }
    for preset in Preset::ALL {
        assert_eq!(Inputs::preset(preset).initiatives, initiatives);
    }
}

#[test]
fn ranges_hold_the_presets_and_stay_within_what_is_possible() {
    for row in PARAMETERS {
        let key = row.key;
        let ((low, high), (least, most)) = (row.range, row.possible);
        assert!(low < high, "{key}: an empty range");
        assert!(
            least <= low && high <= most,
            "{key}: a slider to the impossible"
        );
        assert!(
            row.step > 0.0 && row.step <= high - low,
            "{key}: step {}",
            row.step
        );
        for preset in Preset::ALL {
            let value = row.in_preset(preset);
            assert!(
                (low..=high).contains(&value),
                "{key}: {value} of {preset:?}"
            );
        }
        if let Some((from, to)) = row.spread {
            assert!(from < to && least <= from && to <= most, "{key}: spread");
        }
    }
    for row in &HIRE_FIELDS {
        let ((low, high), (least, most)) = (row.range, row.possible);
        assert!(
            least <= low && low < high && high <= most && row.step > 0.0,
            "{}",
            row.key
        );
    }
}

#[test]
fn a_value_outside_the_possible_is_refused_with_its_limits_and_one_inside_is_kept() {
    for row in PARAMETERS {
        let (low, high) = row.possible;
        for value in [low, high, row.realistic] {
            assert_eq!(row.check(value), Ok(value), "{}", row.key);
        }
        for value in [
            low - 1.0,
            high * 2.0 + 1.0,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ] {
            let error = row.check(value).expect_err("outside");
            assert_eq!((error.low, error.high), row.possible);
            assert!(error.to_string().starts_with(row.key), "{error}");
        }
    }
}

#[test]
fn every_input_and_series_has_a_key_of_its_own_a_name_and_a_sentence() {
    let inputs = PARAMETERS
        .iter()
        .map(|row| (row.key, row.label, row.meaning()));
    let hires = HIRE_FIELDS
        .iter()
        .map(|row| (row.key, row.label, row.meaning));
    let series = SERIES.iter().map(|row| (row.key, row.label, row.meaning()));
    for rows in [
        inputs.collect::<Vec<_>>(),
        hires.collect(),
        series.collect(),
    ] {
        let mut keys = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for (key, label, meaning) in rows {
            assert!(keys.insert(key), "{key} twice");
            assert!(labels.insert(label), "{label} twice");
            assert!(
                !key.is_empty()
                    && key
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._".contains(c)),
                "{key} goes into links as it is"
            );
            assert!(label.starts_with(char::is_uppercase), "{key}: {label}");
            assert!(
                meaning.starts_with(char::is_uppercase)
                    && meaning.ends_with('.')
                    && meaning.contains(' ')
                    && !meaning.contains("  "),
                "{key}: {meaning}"
            );
        }
    }
}

#[test]
fn every_parameter_has_exactly_one_row_that_reads_and_writes_it() {
    assert_eq!(
        size_of::<Parameters>(),
        PARAMETERS.len() * size_of::<f64>(),
        "as many rows as fields"
    );
    let mut parameters = Parameters::default();
    for (index, row) in PARAMETERS.iter().enumerate() {
        (row.set)(&mut parameters, index as f64 + 0.5);
    }
    for (index, row) in PARAMETERS.iter().enumerate() {
        assert_eq!((row.get)(&parameters), index as f64 + 0.5, "{}", row.key);
    }
}

#[test]
fn every_series_reads_a_field_of_its_own() {
    assert_eq!(size_of::<Week>(), SERIES.len() * size_of::<f64>());
    let weeks = run(&Inputs::preset(Preset::Realistic)).weeks;
    for (index, row) in SERIES.iter().enumerate() {
        for other in &SERIES[..index] {
            assert!(
                weeks
                    .iter()
                    .any(|week| (row.get)(week) != (other.get)(week)),
                "{} and {} are the same series",
                row.key,
                other.key
            );
        }
    }
}

#[test]
fn a_number_written_in_full_is_read_back_the_same() {
    for row in PARAMETERS {
        let (low, high) = row.range;
        let mut values = vec![low, high, row.realistic, row.as_written, row.step];
        values.extend([row.possible.0, row.possible.1]);
        values.extend(row.spread.into_iter().flat_map(|(low, high)| [low, high]));
        for value in values {
            let text = format::full(value);
            let read = format::number(Unit::Users, &text);
            assert_eq!(read, Ok(value), "{} as {text}", row.key);
        }
    }
}
