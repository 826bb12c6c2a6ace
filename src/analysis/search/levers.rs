//! THE USUAL LEVERS of a plan search: what founders can decide, and how far one would go.

use crate::model::inputs::HIRE_FIELDS;
use crate::model::parameters::Parameter;
use crate::model::scenario::Scenario;
use crate::session::lever::Lever;

use super::super::dial::Dial;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct LeverBounds {
    /// The parameter's key.
    pub key: &'static str,
    /// The least value that is tried.
    pub low: f64,
    /// The greatest value that is tried.
    pub high: f64,
    /// Whether it is a price: then the bounds are multiples of what it is now.
    pub is_price: bool,
}

const fn row(key: &'static str, low: f64, high: f64) -> LeverBounds {
    LeverBounds {
        key,
        low,
        high,
        is_price: false,
    }
}

const fn price(key: &'static str) -> LeverBounds {
    LeverBounds {
        key,
        low: 0.5,
        high: 2.0,
        is_price: true,
    }
}

/// The usual levers that are parameters; the months of all hires come on top.
pub static USUAL_LEVERS: &[LeverBounds] = &[
    row("finance.raise", 0.0, 5e6),
    row("finance.raise_month", 1.0, 12.0),
    row("team.scaling", 0.3, 0.9),
    row("phases.1.start", 1.0, 6.0),
    row("phases.2.start", 1.0, 16.0),
    row("phases.3.start", 4.0, 30.0),
    row("phases.1.weeks", 2.0, 12.0),
    row("phases.2.weeks", 4.0, 24.0),
    row("phases.3.weeks", 4.0, 30.0),
    price("tiers.starter.price"),
    price("tiers.professional.price"),
    price("tiers.enterprise.price"),
    price("tiers.custom.price"),
];

/// Months in which a hire may be put.
const HIRE_MONTHS: (f64, f64) = (1.0, 12.0);

/// The usual levers of a scenario, those of the table that are chosen and the month of each hire.
/// A value that stands outside its bounds widens them.
#[must_use]
pub fn usual_dials(scenario: &Scenario, chosen: impl Fn(&LeverBounds) -> bool) -> Vec<Dial> {
    let parameters = USUAL_LEVERS
        .iter()
        .filter(|bounds| chosen(bounds))
        .filter_map(|bounds| {
            let lever = Lever::Parameter(Parameter::by_key(bounds.key)?);
            let unit = if bounds.is_price {
                lever.read(&scenario.inputs)?
            } else {
                1.0
            };
            Some((lever, bounds.low * unit, bounds.high * unit))
        });
    let hires = (0..scenario.inputs.hires.len()).map(|index| {
        (
            Lever::Hire(index, &HIRE_FIELDS[0]),
            HIRE_MONTHS.0,
            HIRE_MONTHS.1,
        )
    });
    parameters
        .chain(hires)
        .filter_map(|(lever, low, high)| {
            let present = lever.read(&scenario.inputs)?;
            Dial::between(lever, low.min(present), high.max(present)).ok()
        })
        .collect()
}
