//! Answers → inputs: solved one question after the other, in the order in which one depends on
//! another.

mod costs;
mod customers;
mod rates;

use super::answers::{Answers, Refusal};
use super::contradiction::{Choice, Contradiction};
use super::field::Field;
use super::measured::Measured;
use super::question::COMPONENTS;
use super::root::{differ, is_near, tidy};
use crate::format;
use crate::model::inputs::Inputs;
use crate::model::parameters::Parameter;

/// A company fitted to its answers.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The inputs with which the model comes to the answers.
    pub inputs: Inputs,
    /// What the model says of them.
    pub measured: Measured,
    /// Answers that do not fit together, in the order of the questions.
    pub contradictions: Vec<Contradiction>,
    /// Answers that cannot be taken. With any of them there is no company to start.
    pub refusals: Vec<Refusal>,
}

/// Fits a company to answers. What is not answered stays as it is in `base`.
#[must_use]
pub fn fit(base: &Inputs, answers: &Answers) -> Fit {
    let before = Measured::of(base);
    let mut fitter = Fitter {
        users: before.users,
        before,
        answers,
        inputs: base.clone(),
        contradictions: Vec::new(),
        refusals: Vec::new(),
    };
    // What nobody answered is not touched, to the bit.
    if !answers.is_empty() {
        fitter.customers();
        fitter.team();
        fitter.limit();
        fitter.rates();
        fitter.bill();
        fitter.costs();
    }
    let measured = Measured::of(&fitter.inputs);
    Fit {
        inputs: fitter.inputs,
        measured,
        contradictions: fitter.contradictions,
        refusals: fitter.refusals,
    }
}

struct Fitter<'answers> {
    answers: &'answers Answers,
    /// What the model says of the company that the answers change.
    before: Measured,
    /// Users that the fitted company starts with.
    users: f64,
    inputs: Inputs,
    contradictions: Vec<Contradiction>,
    refusals: Vec<Refusal>,
}

/// A value as people type it, with the unit of a field.
fn told(field: Field, value: f64) -> String {
    format::plain(field.row().unit, value)
}

impl Fitter<'_> {
    /// The answer, or what the company has where there is none.
    fn want(&self, field: Field) -> f64 {
        let before = || (field.row().get)(&self.before);
        self.answers.get(field).or_else(before).unwrap_or(0.0)
    }

    fn refuse(&mut self, field: Field, says: String) {
        self.refusals.push(Refusal::new(field, says));
    }

    /// Names a contradiction, and says what is believed: the first choice unless the founder chose.
    fn contradict(
        &mut self,
        key: &'static str,
        says: String,
        choices: Vec<(&'static str, String)>,
    ) -> &'static str {
        let keys = || choices.iter().map(|(key, _)| *key);
        let believed = self
            .answers
            .belief(key)
            .and_then(|belief| keys().find(|known| *known == belief))
            .or_else(|| keys().next())
            .unwrap_or("");
        let choices = choices.into_iter().map(|(key, text)| Choice { key, text });
        self.contradictions.push(Contradiction {
            key,
            says,
            choices: choices.collect(),
            believed,
        });
        believed
    }

    /// What an answer comes to if a figure was typed in its place. Where both were, and differ, one
    /// of them has to be believed.
    fn between(
        &mut self,
        key: &'static str,
        answer: Field,
        figure: Field,
        as_answer: impl Fn(f64) -> f64,
    ) -> f64 {
        let Some(typed) = self.answers.get(figure) else {
            return self.want(answer);
        };
        let instead = as_answer(typed);
        let Some(given) = self.answers.get(answer) else {
            return instead;
        };
        if !differ(given, instead) {
            return given;
        }
        let (row, other) = (answer.row(), figure.row());
        let says = format!(
            "{} of {} and {} of {} do not fit together: that would be {}.",
            row.label,
            told(answer, given),
            other.label.to_lowercase(),
            told(figure, typed),
            told(answer, instead),
        );
        let choices = vec![
            ("answer", format!("{}: {}", row.label, told(answer, given))),
            (
                "figure",
                format!("{}: {}", other.label, told(figure, typed)),
            ),
        ];
        if self.contradict(key, says, choices) == "figure" {
            instead
        } else {
            given
        }
    }

    /// Sets an input, or refuses the answer that would take it beyond what is possible.
    fn set(&mut self, key: &str, value: f64, field: Field) {
        let Some(row) = Parameter::by_key(key) else {
            return;
        };
        match row.check(tidy(value)) {
            Ok(value) => (row.set)(&mut self.inputs.parameters, value),
            Err(limit) => {
                let label = row.label;
                let of = |value| format::plain(row.unit, value);
                self.refuse(
                    field,
                    format!(
                        "{label} would be {}: possible are {} to {}.",
                        of(limit.value),
                        of(limit.low),
                        of(limit.high)
                    ),
                );
            }
        }
    }

    fn get(&self, key: &str) -> f64 {
        Parameter::by_key(key).map_or(0.0, |row| (row.get)(&self.inputs.parameters))
    }

    /// Multiplies inputs.
    fn scale(&mut self, keys: &[&str], factor: f64, field: Field) {
        if is_near(factor, 1.0) {
            return;
        }
        for key in keys {
            self.set(key, self.get(key) * factor, field);
        }
    }

    fn team(&mut self) {
        for (key, field) in [
            ("team.engineers", Field::Engineers),
            ("team.salary", Field::Pay),
            ("finance.cash", Field::Cash),
        ] {
            if let Some(value) = self.answers.get(field) {
                self.set(key, value, field);
            }
        }
    }

    fn limit(&mut self) {
        let limit = self.want(Field::Limit);
        self.scale(&COMPONENTS, limit / self.before.limit, Field::Limit);
        if limit < self.users {
            let says = format!(
                "You have {} users and things break at {}: then you are over capacity today, with \
                 {} % of what the architecture carries.",
                told(Field::Users, self.users),
                told(Field::Limit, limit),
                format::short((100.0 * self.users / limit).round()),
            );
            self.contradict("capacity", says, Vec::new());
        }
    }
}
