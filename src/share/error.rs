//! What can be wrong with a file, a link or an override.

use crate::model::parameters::OutOfRange;
use crate::model::scenario::InputError;
use crate::model::uncertainty::UncertaintyError;

/// A part of a scenario cannot be taken. Every message is one line that names the part and says
/// what was found and what would be possible.
///
/// Paths are dotted and count from 1, as the keys do: `hires.2.month`, `initiatives.4.effort`.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ScenarioError {
    /// It is not JSON.
    #[error("not valid JSON: {message}")]
    Syntax {
        /// What the parser says, with line and column.
        message: String,
    },
    /// It is longer than any scenario can be.
    #[error("{what} of {size} {unit} or more is longer than any scenario: the limit is {limit}")]
    TooLarge {
        /// What it is.
        what: &'static str,
        /// How long it is, as far as it was read.
        size: usize,
        /// In what the length is counted.
        unit: &'static str,
        /// How long it may be.
        limit: usize,
    },
    /// A later Headroom made it.
    #[error(
        "{path}: made by a newer Headroom (version {found}, this one knows versions up to {limit}): \
         reload the page or update"
    )]
    NewerVersion {
        /// Where the version stands.
        path: &'static str,
        /// The version found.
        found: u64,
        /// The newest version that can be read.
        limit: u64,
    },
    /// A field that cannot be left out is not there.
    #[error("{path}: missing")]
    Missing {
        /// Which field.
        path: String,
    },
    /// There is no such field.
    #[error("{path}: there is no such field; possible are {possible}")]
    UnknownField {
        /// Which field.
        path: String,
        /// The fields that exist there.
        possible: String,
    },
    /// The value is of another type or form.
    #[error("{path}: expected {expected}, found {found}")]
    Unexpected {
        /// Which field.
        path: String,
        /// What should stand there.
        expected: String,
        /// What stands there, shortened.
        found: String,
    },
    /// No input has this key, or its value is outside the possible range.
    #[error(transparent)]
    Input(#[from] InputError),
    /// A spread cannot be taken.
    #[error(transparent)]
    Uncertainty(#[from] UncertaintyError),
    /// A list has too many entries.
    #[error("{path}: {count} entries, at most {limit} are possible")]
    TooMany {
        /// Which list.
        path: String,
        /// How many entries it has.
        count: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A text is too long.
    #[error("{path}: {length} characters, at most {limit} are possible")]
    TooLong {
        /// Which field.
        path: String,
        /// How long it is.
        length: usize,
        /// How long it may be.
        limit: usize,
    },
    /// The same thing is given twice.
    #[error("{path}: {value} is given twice")]
    Duplicate {
        /// Where.
        path: String,
        /// What is there twice.
        value: String,
    },
    /// A scenario that another one is compared with cannot be taken.
    #[error("compared.{number}.{error}")]
    Compared {
        /// Which one, counted from 1.
        number: usize,
        /// What is wrong where in it.
        error: Box<ScenarioError>,
    },
    /// More was wrong than is worth listing.
    #[error("{count} more parts could not be understood")]
    More {
        /// How many more.
        count: usize,
    },
}

impl From<OutOfRange> for ScenarioError {
    fn from(error: OutOfRange) -> Self {
        Self::Input(InputError::OutOfRange(error))
    }
}

/// What was found, short enough and safe enough for a message of one line.
pub(super) fn shown(text: &str) -> String {
    const LIMIT: usize = 60;
    let mut shown: String = text
        .chars()
        .take(LIMIT)
        .flat_map(|c| {
            // Escapes only what would break the line: letters of all languages stay.
            let escaped = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
            let plain = (!escaped).then_some(c);
            plain
                .into_iter()
                .chain(escaped.then(|| c.escape_unicode()).into_iter().flatten())
        })
        .collect();
    if text.chars().nth(LIMIT).is_some() {
        shown.push('…');
    }
    shown
}
