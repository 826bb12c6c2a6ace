//! What can be wrong with a file of actuals.

use crate::model::parameters::OutOfRange;

/// A file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It is too large.
    #[error(
        "the file has {size} bytes: at most {limit} are read. Leave out columns or rows that are not needed"
    )]
    TooLarge {
        /// How large it is.
        size: usize,
        /// How large it may be.
        limit: usize,
    },
    /// It has too many rows.
    #[error("the file has more than {limit} rows. Keep one row a week or a month")]
    TooManyRows {
        /// How many it may have.
        limit: usize,
    },
    /// It is no text.
    #[error("the file is not text. Save it as CSV, in UTF-8")]
    NotText,
    /// There is nothing in it.
    #[error("the file has no rows under a heading")]
    Empty,
    /// No column says when.
    #[error(
        "no column says when: one has to be called week, month or date. The first line is {found}"
    )]
    NoTime {
        /// The first line, shortened.
        found: String,
    },
    /// No column has a series in it.
    #[error(
        "no column has anything that could be drawn: one at least has to be called users, ARR, MRR, \
         cash or infrastructure. The first line is {found}"
    )]
    NoMeasure {
        /// The first line, shortened.
        found: String,
    },
}

/// Why a row, or a value of it, cannot be taken.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RowError {
    /// The value is no number.
    #[error("{column}: {found} is no number with {decimal} as decimal sign")]
    NotANumber {
        /// The column's label.
        column: &'static str,
        /// What stands there, shortened.
        found: String,
        /// The decimal sign of the file, in words.
        decimal: &'static str,
    },
    /// The time cannot be understood.
    #[error("{column}: {found} is neither {expected}")]
    NotATime {
        /// The column's label.
        column: &'static str,
        /// What stands there, shortened.
        found: String,
        /// What could stand there.
        expected: &'static str,
    },
    /// It was before the plan's first week ended.
    #[error("{found} is before the end of the plan's first week; its first month is {first}")]
    TooEarly {
        /// What stands there, shortened.
        found: String,
        /// The plan's first month.
        first: String,
    },
    /// It is later than any week of a plan.
    #[error("{found} is later than week 520 of the plan")]
    TooLate {
        /// What stands there, shortened.
        found: String,
    },
    /// The value is not possible.
    #[error("{column}: {value} is not possible; {low} to {high} is")]
    NotPossible {
        /// The column's label.
        column: &'static str,
        /// The value, as short as it can be written.
        value: String,
        /// The least possible value.
        low: f64,
        /// The greatest possible value.
        high: f64,
    },
    /// Another row is of the same time.
    #[error("week {week} is in line {line} already")]
    Twice {
        /// The week.
        week: u16,
        /// The line of the row that counts.
        line: u64,
    },
    /// There is no value in it.
    #[error("there is no value in it")]
    Nothing,
    /// The row cannot be taken apart.
    #[error("the row cannot be read: {message}")]
    Broken {
        /// What the reader says.
        message: String,
    },
}

impl RowError {
    pub(super) fn not_possible(column: &'static str, error: &OutOfRange) -> Self {
        Self::NotPossible {
            column,
            value: brief(error.value),
            low: error.low,
            high: error.high,
        }
    }
}

/// A number in few characters, however large or small it is.
fn brief(value: f64) -> String {
    if value.abs() < 1e-6 || value.abs() >= 1e15 {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

/// A row, or a value of it, that cannot be taken.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("line {line}: {error}")]
pub struct RowProblem {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// Why.
    pub error: RowError,
}

/// What was found, short enough for a message of one line.
pub(super) fn shown(text: &str) -> String {
    const LIMIT: usize = 40;
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let shown: String = plain.take(LIMIT).collect();
    let more = if text.chars().nth(LIMIT).is_some() {
        "…"
    } else {
        ""
    };
    format!("“{shown}{more}”")
}
