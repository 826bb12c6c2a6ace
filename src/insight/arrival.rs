//! When new funding arrives: in another month in every future, unless the founder is sure of it.

use super::words;
use crate::model::parameters::Parameter;
use crate::model::scenario::Scenario;
use crate::model::uncertainty::Shape;

/// The input that says how much it is.
pub(super) const FUNDING: &str = "finance.raise";
/// The input that says when it arrives.
pub(super) const MONTH: &str = "finance.raise_month";

/// What the founder can do about it.
pub(super) const ADVICE: &str = "say in Uncertainty that it is fixed if it is committed";

/// The month in the plan itself.
pub(super) fn in_plan(plan: &Scenario) -> Option<String> {
    let row = Parameter::by_key(MONTH)?;
    Some(words::answer(row.unit, (row.get)(&plan.inputs.parameters)))
}

/// The months in the futures of a plan. None if it is the same in all of them.
pub(super) fn in_futures(plan: &Scenario) -> Option<String> {
    let row = Parameter::by_key(MONTH)?;
    let value = (row.get)(&plan.inputs.parameters);
    let spread = plan.uncertainty.spread(row).around(value);
    let [low, high, likely] =
        [spread.low, spread.high, value].map(|month| words::answer(row.unit, month));
    let months = format!("between {low} and {high}");
    match spread.shape {
        Shape::Pert => Some(format!("{months}, most likely in {likely}")),
        Shape::Uniform => Some(format!("{months}, each as likely as any other")),
        Shape::Lognormal => Some(format!("nine times in ten {months}")),
        Shape::Fixed => None,
    }
}

/// These months in a sentence beside odds.
pub(super) fn sentence(months: &str) -> String {
    format!("In these futures the money arrives {months}; {ADVICE}.")
}
