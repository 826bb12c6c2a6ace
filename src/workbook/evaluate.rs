//! What a formula comes to: the result that stands in its cell until a spreadsheet program works it
//! out anew.

use super::expression::{Expression, Operator, Reference};
use super::function::{Function, truth};

/// What a cell or a formula is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number; yes and no are 1 and 0.
    Number(f64),
    /// A text.
    Text(String),
    /// The numbers of several cells.
    Row(Vec<f64>),
}

/// A formula does not fit what it reads.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Nothing has this name or key.
    #[error("there is no {0} to be read")]
    Missing(String),
    /// A text or several numbers stand where one is needed.
    #[error("one number is needed")]
    NoNumber,
    /// A function has too few arguments, or others than it can take.
    #[error("a function has not the arguments that it needs")]
    Arguments,
    /// Two rows of cells do not have the same length.
    #[error("two rows of cells are not equally long")]
    Lengths,
}

/// Where formulas read.
pub trait Cells {
    /// The number of a cell with a name of its own.
    fn named(&self, name: &str) -> Option<f64>;
    /// A cell, or a row of them, by its key.
    fn read(&self, reference: &Reference) -> Option<Value>;
}

impl Value {
    pub(super) fn number(&self) -> Result<f64, Wrong> {
        match self {
            Self::Number(number) => Ok(*number),
            _ => Err(Wrong::NoNumber),
        }
    }

    /// All numbers in it: functions over cells leave out texts.
    pub(super) fn numbers(&self) -> Vec<f64> {
        match self {
            Self::Number(number) => vec![*number],
            Self::Text(_) => Vec::new(),
            Self::Row(numbers) => numbers.clone(),
        }
    }

    fn each(self, of: impl Fn(f64) -> f64) -> Result<Self, Wrong> {
        Ok(match self {
            Self::Number(number) => Self::Number(of(number)),
            Self::Row(numbers) => Self::Row(numbers.into_iter().map(of).collect()),
            Self::Text(_) => return Err(Wrong::NoNumber),
        })
    }
}

impl Expression {
    /// Works the formula out.
    ///
    /// # Errors
    /// [`Wrong`] if it does not fit the cells.
    pub fn value(&self, cells: &impl Cells) -> Result<Value, Wrong> {
        match self {
            Self::Number(number) => Ok(Value::Number(*number)),
            Self::Text(text) => Ok(Value::Text(text.clone())),
            Self::Name(name) => cells
                .named(name)
                .map(Value::Number)
                .ok_or_else(|| Wrong::Missing(name.clone())),
            Self::Cell(reference) => cells
                .read(reference)
                .ok_or_else(|| Wrong::Missing(reference.key.clone())),
            Self::Negative(inner) => inner.value(cells)?.each(|number| -number),
            Self::Binary(operator, left, right) => {
                operator.of(left.value(cells)?, right.value(cells)?)
            }
            Self::Call(Function::If, arguments) => {
                let [condition, then, otherwise] = arguments.as_slice() else {
                    return Err(Wrong::Arguments);
                };
                let holds = condition.value(cells)?.number()? != 0.0;
                if holds { then } else { otherwise }.value(cells)
            }
            Self::Call(Function::Choose, arguments) => {
                let (which, choices) = arguments.split_first().ok_or(Wrong::Arguments)?;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 6
                let which = which.value(cells)?.number()? as usize;
                let chosen = choices.get(which.wrapping_sub(1));
                chosen.ok_or(Wrong::Arguments)?.value(cells)
            }
            Self::Call(function, arguments) => {
                let values: Result<Vec<_>, _> = arguments
                    .iter()
                    .map(|argument| argument.value(cells))
                    .collect();
                function.of(&values?)
            }
        }
    }
}

impl Operator {
    fn of(self, left: Value, right: Value) -> Result<Value, Wrong> {
        match (left, right) {
            (Value::Text(left), Value::Text(right)) if self == Self::Equal => {
                Ok(Value::Number(truth(left == right)))
            }
            (left, Value::Number(right)) => left.each(|left| self.apply(left, right)),
            (Value::Number(left), right) => right.each(|right| self.apply(left, right)),
            (Value::Row(left), Value::Row(right)) if left.len() == right.len() => Ok(Value::Row(
                left.iter()
                    .zip(right)
                    .map(|(&left, right)| self.apply(left, right))
                    .collect(),
            )),
            (Value::Row(_), Value::Row(_)) => Err(Wrong::Lengths),
            _ => Err(Wrong::NoNumber),
        }
    }

    #[allow(clippy::float_cmp)] // a spreadsheet's own question
    fn apply(self, left: f64, right: f64) -> f64 {
        match self {
            Self::Add => left + right,
            Self::Subtract => left - right,
            Self::Multiply => left * right,
            Self::Divide => left / right,
            Self::Power => libm::pow(left, right),
            Self::Less => truth(left < right),
            Self::AtMost => truth(left <= right),
            Self::Greater => truth(left > right),
            Self::AtLeast => truth(left >= right),
            Self::Equal => truth(left == right),
        }
    }
}
