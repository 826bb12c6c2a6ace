//! What the founder has changed in the tables of what is uncertain.

use std::collections::BTreeMap;

use super::super::menu::number;
use super::super::refusal::Refusal;
use super::super::words;
use super::inputs::editable;
use crate::format;
use crate::html::Form;
use crate::model::parameters::{PARAMETERS, Parameter};
use crate::model::risks::{LIKELIHOODS, PROBABILITY_POSSIBLE, RISKS, RiskEvent, likelihood};
use crate::model::scenario::Scenario;
use crate::model::uncertainty::{Shape, Spread, UncertaintyError};
use crate::model::units::Unit;

/// What the fields of an input say.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) low: String,
    pub(super) high: String,
    pub(super) shape: Shape,
}

impl Shown {
    /// What they say of a scenario: the ends that are used. An input that is fixed keeps the ends of
    /// the table at hand.
    pub(super) fn of(row: &'static Parameter, scenario: &Scenario) -> Self {
        let spread = used(row, scenario);
        let (low, high) = if spread.is_fixed() {
            let value = (row.get)(&scenario.inputs.parameters);
            row.spread.unwrap_or((value, value))
        } else {
            (spread.low, spread.high)
        };
        Self {
            low: editable(row, low),
            high: editable(row, high),
            shape: spread.shape,
        }
    }
}

/// The spread of an input as it is used: widened where the value of the plan is outside.
fn used(row: &Parameter, scenario: &Scenario) -> Spread {
    let value = (row.get)(&scenario.inputs.parameters);
    scenario.uncertainty.spread(row).around(value)
}

/// What is to be known of the ends that are used: that the value of the plan has widened the range.
pub(super) fn widened(row: &Parameter, scenario: &Scenario) -> Option<String> {
    let spread = scenario.uncertainty.spread(row);
    (spread != used(row, scenario)).then(|| {
        format!(
            "The plan’s value is outside {} to {} and widens the range.",
            format::plain(row.unit, spread.low),
            format::plain(row.unit, spread.high)
        )
    })
}

/// The inputs that have a spread in the table or were given one.
pub(super) fn rows(scenario: &Scenario) -> Vec<&'static Parameter> {
    PARAMETERS
        .iter()
        .filter(|row| row.spread.is_some() || !scenario.uncertainty.spread(row).is_fixed())
        .collect()
}

/// The keys of all that can be edited.
pub(super) fn keys(scenario: &Scenario) -> impl Iterator<Item = String> {
    let inputs = rows(scenario).into_iter().map(|row| row.key.to_owned());
    inputs.chain(RISKS.iter().map(|event| format!("risk.{}", event.key)))
}

/// The probability of an event as its field says it: the word for it, if there is one.
pub(super) fn probability(scenario: &Scenario, event: &RiskEvent) -> String {
    let share = scenario.uncertainty.probability(event.risk);
    let word = LIKELIHOODS
        .iter()
        .find(|(_, meant)| meant.to_bits() == share.to_bits());
    word.map_or_else(
        || format!("{} %", format::full(share * 100.0)),
        |(word, _)| (*word).to_owned(),
    )
}

/// The ends that the fields of inputs still show that were fixed since, by key.
pub(super) type LeftEnds = BTreeMap<String, (String, String)>;

/// The scenario with what was changed and can be taken, what that was in sentences, and what is
/// wrong with the rest, by key.
pub(super) fn take(
    form: &Form,
    scenario: &Scenario,
    left: &mut LeftEnds,
) -> (Scenario, Vec<String>, BTreeMap<String, String>) {
    let mut changed = scenario.clone();
    let mut said = Vec::new();
    let mut refusals = BTreeMap::new();
    for row in rows(scenario) {
        match spread(form, row, scenario, left) {
            None => {}
            Some(Err(refusal)) => {
                refusals.insert(row.key.to_owned(), refusal.to_string());
            }
            Some(Ok(spread)) => match changed.uncertainty.set_spread(row.key, spread) {
                Ok(()) if spread == scenario.uncertainty.spread(row) => {}
                Ok(()) => said.push(sentence(row, spread)),
                Err(error) => {
                    refusals.insert(row.key.to_owned(), explained(row, &error).to_string());
                }
            },
        }
    }
    for event in &RISKS {
        let key = format!("risk.{}", event.key);
        let before = probability(scenario, event);
        let Some(text) = form.get(&key).filter(|text| *text != before) else {
            continue;
        };
        match chance(event, text) {
            Err(refusal) => {
                refusals.insert(key, refusal.to_string());
            }
            Ok(share) => {
                let known = scenario.uncertainty.probability(event.risk);
                let taken = changed.uncertainty.set_probability(event.risk, share);
                if taken.is_ok() && known.to_bits() != share.to_bits() {
                    said.push(format!("{}: {}.", event.label, format::percent(share, 1)));
                }
            }
        }
    }
    (changed, said, refusals)
}

/// The spread that the fields of an input say, if they say another than before. Ends that are typed
/// for a fixed input are refused, not dropped in silence.
fn spread(
    form: &Form,
    row: &'static Parameter,
    scenario: &Scenario,
    left: &mut LeftEnds,
) -> Option<Result<Spread, Refusal>> {
    let before = Shown::of(row, scenario);
    let get = |part: &str| form.get(&format!("{}.{part}", row.key));
    let (low, high) = (get("low")?, get("high")?);
    let shape = Shape::from_key(get("shape")?)?;
    if (low, high, shape) == (&before.low, &before.high, before.shape) {
        return None;
    }
    if shape == Shape::Fixed {
        let ends = (low.to_owned(), high.to_owned());
        if before.shape != Shape::Fixed {
            left.insert(row.key.to_owned(), ends);
            return Some(Ok(Spread::FIXED));
        }
        let is_typed = left.get(row.key) != Some(&ends);
        return is_typed.then(|| {
            Err(Refusal::Fixed {
                label: row.label.to_owned(),
                low: ends.0,
                high: ends.1,
            })
        });
    }
    let present = used(row, scenario);
    let spread = || {
        Ok(Spread {
            low: end(row, "low", low, &before.low, present.low)?,
            high: end(row, "high", high, &before.high, present.high)?,
            shape,
        })
    };
    Some(spread())
}

/// An end as it was typed; one that was left alone keeps every digit.
fn end(
    row: &Parameter,
    part: &str,
    text: &str,
    before: &str,
    present: f64,
) -> Result<f64, Refusal> {
    if text == before && present != 0.0 {
        return Ok(present);
    }
    number(&format!("{}, {part}", row.label), row.unit, text)
}

fn sentence(row: &Parameter, spread: Spread) -> String {
    if spread.is_fixed() {
        return format!("{} is fixed.", row.label);
    }
    format!(
        "{}: {} to {}, {}.",
        row.label,
        words::input(row.unit, spread.low),
        words::input(row.unit, spread.high),
        spread.shape.label()
    )
}

/// A refusal of the model in the words of the form.
fn explained(row: &Parameter, error: &UncertaintyError) -> Refusal {
    let label = row.label.to_owned();
    let written = |value: f64| words::input(row.unit, value);
    match error {
        UncertaintyError::UnknownParameter { key } => Refusal::Unknown {
            label,
            text: key.clone(),
        },
        UncertaintyError::Certain { .. } => Refusal::Certain { label },
        UncertaintyError::Empty { low, high, .. } => Refusal::Empty {
            label,
            low: written(*low),
            high: written(*high),
        },
        UncertaintyError::NotPositive { low, .. } => Refusal::NotPositive {
            label,
            low: written(*low),
        },
        UncertaintyError::OutOfRange(range) => Refusal::OutOfRange {
            label,
            value: written(range.value),
            low: written(range.low),
            high: written(range.high),
        },
    }
}

/// A probability, as a word or a number.
fn chance(event: &RiskEvent, text: &str) -> Result<f64, Refusal> {
    let label = event.label.to_owned();
    if let Some(share) = likelihood(text.trim()) {
        return Ok(share);
    }
    let share = number(&label, Unit::Share, text).map_err(|_| Refusal::NotAProbability {
        label: label.clone(),
        text: text.trim().to_owned(),
        words: LIKELIHOODS.map(|(word, _)| word).join(", "),
    })?;
    let (low, high) = PROBABILITY_POSSIBLE;
    if (low..=high).contains(&share) {
        Ok(share)
    } else {
        Err(Refusal::OutOfRange {
            label,
            value: format::percent(share, 2),
            low: format::percent(low, 0),
            high: format::percent(high, 0),
        })
    }
}
