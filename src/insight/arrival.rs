//! When new funding arrives: in another month in every future, unless the founder is sure of it.

use super::words;
use crate::model::parameters::Parameter;
use crate::model::scenario::Scenario;
use crate::model::uncertainty::Shape;
use crate::model::units::Unit;

/// The input that says how much it is.
pub(super) const FUNDING: &str = "finance.raise";
/// The input that says when it arrives.
pub(super) const MONTH: &str = "finance.raise_month";

/// What the founder can do about it.
const ADVICE: &str = "say in Uncertainty that it is fixed if it is committed";

/// The month in the plan itself.
pub(super) fn in_plan(plan: &Scenario) -> Option<String> {
    let row = Parameter::by_key(MONTH)?;
    Some(words::answer(row.unit, (row.get)(&plan.inputs.parameters)))
}

/// The months in the futures of a plan. None if it is the same in all of them.
pub(super) fn in_futures(plan: &Scenario) -> Option<String> {
    range(Parameter::by_key(MONTH)?, plan)
}

/// Between which values an input is in the futures of a plan. None if it is the same in all of them.
pub(super) fn range(row: &Parameter, plan: &Scenario) -> Option<String> {
    let value = (row.get)(&plan.inputs.parameters);
    let spread = plan.uncertainty.spread(row).around(value);
    // The ends of a spread that has moved with its value have more digits than a month.
    let written = |value: f64| match row.unit {
        Unit::Week | Unit::Month => words::answer(row.unit, value),
        unit => words::input(unit, value),
    };
    let [low, high, likely] = [spread.low, spread.high, value].map(written);
    let values = format!("between {low} and {high}");
    match spread.shape {
        Shape::Pert => {
            let within = match row.unit {
                Unit::Week | Unit::Month => "in ",
                _ => "",
            };
            Some(format!("{values}, most likely {within}{likely}"))
        }
        Shape::Uniform => Some(format!("{values}, each as likely as any other")),
        Shape::Lognormal => Some(format!("nine times in ten {values}")),
        Shape::Fixed => None,
    }
}

/// These months in a sentence beside odds.
pub(super) fn sentence(months: &str) -> String {
    format!("In these futures the money arrives {months}; {ADVICE}.")
}
