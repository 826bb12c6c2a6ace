//! Start from your company: what a founder knows by heart, as the inputs of the model.
//!
//! A founder knows users, revenue, pay and cash, not the hazards and multipliers of a recurrence.
//! [`fit()`] takes [`Answers`] and solves for the inputs with which the model's own first month
//! comes to these answers: a growth of 8 % a month is the growth that a run shows, with word of
//! mouth, churn, and whatever an overloaded service does to both.
//!
//! - [`QUESTIONS`] are the eight questions, [`FIELDS`] all numbers that can be typed: answers, and
//!   figures that follow from answers and can be typed in the place of one.
//! - [`Measured`] is what the model says of a company today, the same numbers read back.
//! - [`TEMPLATES`] are companies to start from.
//!
//! What is not asked stays as in the scenario that one starts from. Nothing is clamped: an answer
//! that the model cannot take is a [`Refusal`] with its limit, answers that contradict each other
//! are a [`Contradiction`] with both values, and which to believe is the founder's choice.

mod answers;
mod contradiction;
mod field;
mod fit;
mod measured;
mod month;
mod question;
mod root;
mod template;

pub use answers::{Answers, Refusal};
pub use contradiction::{Choice, Contradiction};
pub use field::{FIELD_COUNT, FIELDS, Field, FieldRow};
pub use fit::{Fit, fit};
pub use measured::Measured;
pub use question::{QUESTIONS, Question, QuestionRow};
pub use template::{Figure, TEMPLATES, Template};
