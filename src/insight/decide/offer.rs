//! A bound and its side: what is offered for the question beside them, until somebody says otherwise.

use super::super::html::{Group, field, select};
use super::super::sheet::Region;
use super::PANEL;
use crate::analysis::bound::{Bound, Side};
use crate::analysis::evaluation::{answer_once, countable};
use crate::analysis::question::{Quantity, Question};
use crate::format;
use crate::html::Form;
use crate::model::scenario::Scenario;
use crate::model::units::{Better, Unit};

/// What odds are asked to be at first.
const ODDS: &str = "90 %";

/// A bound that is offered for the question beside it.
#[derive(Debug)]
pub(super) struct Offer {
    /// The name of the field.
    name: &'static str,
    /// The question that it was offered for, by its key.
    question: Option<String>,
    /// The unit of the question.
    unit: Unit,
    text: String,
    /// What the field said in the form before.
    said: String,
    /// Whether the page holds another text still.
    is_new: bool,
}

impl Offer {
    /// What stands in a field before anything was chosen: odds are asked for first.
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            question: None,
            unit: Unit::Share,
            text: ODDS.to_owned(),
            said: ODDS.to_owned(),
            is_new: false,
        }
    }

    /// What the field says.
    pub(super) fn text<'text>(&'text self, form: &'text Form) -> &'text str {
        form.get_or(self.name, &self.text)
    }

    /// Offers a bound of another question in a form that was sent, unless its own was typed. What was
    /// typed for a question of another unit is no bound of this one.
    pub(super) fn follow(&mut self, form: &mut Form, question: Option<&Question>, plan: &Scenario) {
        self.is_new = false;
        if let Some(question) = question {
            self.offer(form, question, plan);
        }
        self.said = self.text(form).to_owned();
    }

    fn offer(&mut self, form: &mut Form, question: &Question, plan: &Scenario) {
        let key = Some(question.key());
        if self.question == key {
            return;
        }
        self.question = key;
        let unit = std::mem::replace(&mut self.unit, question.unit());
        let said = self.text(form);
        let is_of_before = unit != self.unit && said == self.said;
        if said == self.text || is_of_before {
            let text = usual(question, plan);
            self.is_new = text != said;
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

/// A side that is offered for the question beside it: the one on which the better answers are.
#[derive(Debug)]
pub(super) struct SideOffer {
    /// The name of the menu.
    name: &'static str,
    /// The label before it.
    label: &'static str,
    /// The question that it was offered for, by its key.
    question: Option<String>,
    /// What the menu said in the form before.
    said: Side,
    /// Whether the page holds another side still.
    is_new: bool,
}

impl SideOffer {
    /// What is chosen before anything was asked: odds are asked for first.
    pub(super) fn new(name: &'static str, label: &'static str) -> Self {
        Self {
            name,
            label,
            question: None,
            said: Side::AtLeast,
            is_new: false,
        }
    }

    /// Offers the side of another question in a form that was sent, unless one was chosen with it.
    pub(super) fn follow(&mut self, form: &mut Form, question: Option<&Question>) {
        self.is_new = false;
        if let Some(question) = question {
            let key = Some(question.key());
            let chosen = self.chosen(form);
            if self.question != key && chosen == self.said {
                let offered = Side::of(question.better());
                self.is_new = offered != chosen;
                form.set(self.name, offered.key());
            }
            self.question = key;
        }
        self.said = self.chosen(form);
    }

    /// The side that is chosen.
    pub(super) fn chosen(&self, form: &Form) -> Side {
        let key = form.get(self.name);
        let chosen = Side::ALL.into_iter().find(|side| Some(side.key()) == key);
        chosen.unwrap_or(Side::AtLeast)
    }

    /// Where the menu stands.
    pub(super) fn place(&self) -> String {
        super::super::html::place(PANEL, self.name)
    }

    /// The menu. It is sent again only for another offer: who chooses keeps the focus.
    pub(super) fn region(&self, form: &Form) -> Region {
        let chosen = self.chosen(form).key();
        let html = select(self.name, self.label, &sides(), chosen);
        if self.is_new {
            Region::result(PANEL, self.name, html)
        } else {
            Region::control(PANEL, self.name, html)
        }
    }
}

/// The menu of the two sides of a bound.
fn sides() -> [Group; 1] {
    let words = |side| match side {
        Side::AtLeast => "at least",
        Side::AtMost => "at most",
    };
    let options = Side::ALL.map(|side| (side.key().to_owned(), words(side).to_owned()));
    [Group::new("", options.into())]
}

/// Amounts of money of which nobody wants another bound than zero at first.
const FROM_ZERO: [&str; 3] = ["cash", "lowest_cash", "missing_funding"];

/// A bound to begin with: nine in ten for odds, zero for cash that is there or missing, yes, and
/// otherwise the figure as it stands, rounded to the side that holds, which can then be typed over.
/// What does not exist in this plan is to come by its horizon, or to be nothing.
fn usual(question: &Question, plan: &Scenario) -> String {
    let unit = question.unit();
    let of = match question {
        Question::Odds(_) => return ODDS.to_owned(),
        Question::Value(of) | Question::Mean(of) | Question::Percentile(of, _) => *of,
    };
    let stands = || {
        countable(answer_once(
            &plan.inputs,
            &plan.luck(),
            &Question::Value(of),
        ))
    };
    let key = match of {
        Quantity::Figure(row) => row.key,
        Quantity::Series(row, _) => row.key,
        Quantity::Margin(_) | Quantity::Input(_) => "",
    };
    #[allow(clippy::cast_precision_loss)] // some hundred weeks
    let value = match unit {
        _ if FROM_ZERO.contains(&key) => 0.0,
        Unit::YesNo => return "yes".to_owned(),
        Unit::Week => stands().unwrap_or(plan.inputs.weeks() as f64),
        _ => stands().unwrap_or(0.0),
    };
    // What the figure is already is not to be missed by what is cut off.
    let side = Side::of(question.better());
    let holds = |text: &str| {
        let bound = format::number(unit, text).map(|value| Bound { side, value });
        bound.is_ok_and(|bound| bound.holds(Some(value)))
    };
    let worse = match question.better() {
        Better::More => -value.abs(),
        Better::Less => value.abs(),
    };
    let nearby = [
        0.0, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2,
    ];
    let mut texts = nearby
        .iter()
        .map(|share| format::plain(unit, value + share * worse));
    texts
        .find(|text| holds(text))
        .unwrap_or_else(|| format::plain(unit, value))
}
