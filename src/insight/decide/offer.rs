//! The field of a bound: what stands in it until somebody types.

use super::super::html::field;
use super::super::sheet::Region;
use super::PANEL;
use crate::analysis::evaluation::answer_once;
use crate::analysis::question::{Quantity, Question};
use crate::format;
use crate::html::Form;
use crate::model::scenario::Scenario;
use crate::model::units::Unit;

/// What odds are asked to be at first.
const ODDS: &str = "90 %";

/// A bound that is offered for the question beside it.
#[derive(Debug)]
pub(super) struct Offer {
    /// The name of the field.
    name: &'static str,
    /// The question that it was offered for, by its key.
    question: Option<String>,
    text: String,
    /// Whether the page holds another text still.
    is_new: bool,
}

impl Offer {
    /// What stands in a field before anything was chosen: odds are asked for first.
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            question: None,
            text: ODDS.to_owned(),
            is_new: false,
        }
    }

    /// What the field says.
    pub(super) fn text<'text>(&'text self, form: &'text Form) -> &'text str {
        form.get_or(self.name, &self.text)
    }

    /// Offers a bound of another question in a form that was sent, unless its own was typed.
    pub(super) fn follow(&mut self, form: &mut Form, question: Option<&Question>, plan: &Scenario) {
        self.is_new = false;
        let Some(question) = question else { return };
        let key = Some(question.key());
        if self.question == key {
            return;
        }
        self.question = key;
        if self.text(form) == self.text {
            let text = usual(question, plan);
            self.is_new = text != self.text;
            form.set(self.name, &text);
            self.text = text;
        }
    }

    /// Where the field stands.
    pub(super) fn place(&self) -> String {
        super::super::html::place(PANEL, self.name)
    }

    /// The field. It is sent again only for another offer: who types keeps the caret.
    pub(super) fn region(&self, form: &Form) -> Region {
        let html = field(self.name, "this", self.text(form));
        if self.is_new {
            Region::result(PANEL, self.name, html)
        } else {
            Region::control(PANEL, self.name, html)
        }
    }
}

/// Amounts of money of which nobody wants another bound than zero at first.
const FROM_ZERO: [&str; 3] = ["cash", "lowest_cash", "missing_funding"];

/// A bound to begin with: nine in ten for odds, zero for cash that is there or missing, yes, and
/// otherwise the figure as it stands, which can then be typed over. What does not exist in this plan
/// is to come by its horizon, or to be nothing.
fn usual(question: &Question, plan: &Scenario) -> String {
    let unit = question.unit();
    let of = match question {
        Question::Odds(_) => return ODDS.to_owned(),
        Question::Value(of) | Question::Mean(of) | Question::Percentile(of, _) => *of,
    };
    let stands = || answer_once(&plan.inputs, &plan.luck(), &Question::Value(of));
    let key = match of {
        Quantity::Figure(row) => row.key,
        Quantity::Series(row, _) => row.key,
        Quantity::Margin(_) | Quantity::Input(_) => "",
    };
    #[allow(clippy::cast_precision_loss)] // some hundred weeks
    let value = match unit {
        _ if FROM_ZERO.contains(&key) => 0.0,
        Unit::YesNo => 1.0,
        Unit::Week => stands().unwrap_or(plan.inputs.weeks() as f64),
        _ => stands().unwrap_or(0.0),
    };
    format::plain(unit, value)
}
