//! What a founder has answered.

use std::collections::BTreeMap;

use super::field::{FIELD_COUNT, Field};
use crate::format;

/// Answers, and what to believe where they contradict each other. What is not answered is as in
/// the company that one starts from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    values: [Option<f64>; FIELD_COUNT],
    beliefs: BTreeMap<String, String>,
}

/// An answer cannot be taken. Everything else is fitted as if it had not been given.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{says}")]
pub struct Refusal {
    /// The answer.
    pub field: Field,
    /// What is wrong and where the limit is, in a sentence.
    pub says: String,
}

impl Refusal {
    /// A refusal of an answer.
    pub(super) fn new(field: Field, says: String) -> Self {
        Self { field, says }
    }
}

impl Answers {
    /// Takes an answer.
    ///
    /// # Errors
    /// [`Refusal`] with the limit, if no company has such a number.
    pub fn give(&mut self, field: Field, value: f64) -> Result<(), Refusal> {
        let row = field.row();
        let (low, high) = row.possible;
        let told = |value| format::plain(row.unit, value);
        // Written so that NaN fails.
        if value >= low && value <= high {
            self.values[field as usize] = Some(value);
            return Ok(());
        }
        let says = if value < low {
            format!("{} is too little: at least {}.", told(value), told(low))
        } else {
            format!("{} is too much: at most {}.", told(value), told(high))
        };
        Err(Refusal::new(field, says))
    }

    /// Says what to believe of a contradiction.
    pub fn believe(&mut self, contradiction: &str, choice: &str) {
        self.beliefs
            .insert(contradiction.to_owned(), choice.to_owned());
    }

    /// The answer that was given, if one was.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<f64> {
        self.values[field as usize]
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.iter().all(Option::is_none)
    }

    /// Whether one of these was answered.
    pub(super) fn has_any(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| self.get(*field).is_some())
    }

    /// What the founder chose to believe of a contradiction.
    pub(super) fn belief(&self, contradiction: &str) -> Option<&str> {
        self.beliefs.get(contradiction).map(String::as_str)
    }
}
