//! The uncertainty of a link: spreads and probabilities that differ from the tables.

use crate::decimal::shortest;
use crate::model::parameters::Parameter;
use crate::model::scenario::Scenario;
use crate::model::uncertainty::{Shape, Spread, Uncertainty};
use crate::share::check;
use crate::share::error::{ScenarioError, shown};

use super::UNCERTAIN;
use super::parts::{Parts, number, take_all};
use super::problem::Problems;

/// Writes the spreads and probabilities that differ.
pub(super) fn write_uncertainty(uncertainty: &Uncertainty, parts: &mut Vec<String>) {
    for (row, spread) in uncertainty.edited() {
        let mut fields = Vec::new();
        if !spread.is_fixed() {
            fields.push(shortest(spread.low));
            fields.push(shortest(spread.high));
        }
        if spread.shape != Shape::default() {
            fields.push(spread.shape.key().to_owned());
        }
        parts.push(format!("{UNCERTAIN}{}={}", row.key, fields.join(":")));
    }
    for (risk, probability) in uncertainty.edited_probabilities() {
        let key = risk.event().key;
        parts.push(format!("risk.{key}={}", shortest(probability)));
    }
}

/// Reads the spreads, and takes these parts out of the link's. Probabilities are read as values.
pub(super) fn read_spreads(parts: &mut Parts, scenario: &mut Scenario, problems: &mut Problems) {
    for (part, raw) in &take_all(parts, UNCERTAIN) {
        let key = &part[UNCERTAIN.len()..];
        let result = read_spread(part, raw)
            .and_then(|spread| check::set_spread(&mut scenario.uncertainty, key, spread));
        if let Err(reason) = result {
            let kept = if Parameter::by_key(key).is_some() {
                "the spread of the table"
            } else {
                "nothing of it"
            };
            problems.add(part, raw, reason, kept);
        }
    }
}

fn read_spread(part: &str, raw: &str) -> Result<Spread, ScenarioError> {
    let path = shown(part);
    let fields: Vec<&str> = raw.split(':').collect();
    match fields.as_slice() {
        [shape] if *shape == Shape::Fixed.key() => Ok(Spread::FIXED),
        [low, high, rest @ ..] if rest.len() <= 1 => Ok(Spread {
            low: number(&format!("{path}.low"), low)?,
            high: number(&format!("{path}.high"), high)?,
            shape: match rest.first() {
                Some(shape) => check::shape(&format!("{path}.shape"), shape)?,
                None => Shape::default(),
            },
        }),
        _ => {
            let expected = "low:high, then :shape where it is not PERT, or fixed";
            Err(check::unexpected(&path, expected, &check::quoted(raw)))
        }
    }
}
