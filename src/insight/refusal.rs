//! Why something in a form was not taken: shown beside its field, while the last good value stays.

use crate::analysis::goal::NoSuchLever;
use crate::analysis::search::ProblemError;
use crate::format::Misread;

/// Why something in a form was not taken.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// It is not a number of the field's unit.
    #[error("{label}: {why}")]
    Misread {
        /// The field.
        label: String,
        /// What it is instead.
        why: Misread,
    },
    /// The ends of a range were typed for an input that is fixed.
    #[error("{label}: it is fixed, so {low} to {high} is not taken yet: choose a shape for it")]
    Fixed {
        /// The input.
        label: String,
        /// The low end as it stands in its field.
        low: String,
        /// The high end likewise.
        high: String,
    },
    /// It is neither a number nor one of the words for it.
    #[error("{label}: “{text}” is neither a probability nor one of {words}")]
    NotAProbability {
        /// The field.
        label: String,
        /// What was typed.
        text: String,
        /// The words there are.
        words: String,
    },
    /// It is not possible for this input.
    #[error("{label}: {value} is not possible, only {low} to {high}")]
    OutOfRange {
        /// The field.
        label: String,
        /// What was typed, as it is written.
        value: String,
        /// The least possible value, as it is written.
        low: String,
        /// The greatest possible value, as it is written.
        high: String,
    },
    /// The low end of a range is not below the high one.
    #[error("{label}: low {low} is not below high {high}")]
    Empty {
        /// The input.
        label: String,
        /// The low end, as it is written.
        low: String,
        /// The high end, as it is written.
        high: String,
    },
    /// The ends of a range are the wrong way round.
    #[error("{label}: {low} is above {high}; type the lesser value first")]
    Reversed {
        /// The input.
        label: String,
        /// What was typed first, as it is written.
        low: String,
        /// What was typed after it, as it is written.
        high: String,
    },
    /// A lognormal range begins at nothing or below.
    #[error("{label}: a lognormal range has to begin above 0, not at {low}")]
    NotPositive {
        /// The input.
        label: String,
        /// The low end, as it is written.
        low: String,
    },
    /// The input is the same in every run.
    #[error("{label}: it is the same in every run and cannot be uncertain")]
    Certain {
        /// The input.
        label: String,
    },
    /// A menu sent what it does not offer.
    #[error("{label}: there is no “{text}”; choose another")]
    Unknown {
        /// The menu.
        label: String,
        /// What was sent.
        text: String,
    },
    /// Odds where a single run is asked.
    #[error("{label}: “{text}” takes many runs, and a stress test is of one. This is {instead}")]
    NeedsChance {
        /// The menu.
        label: String,
        /// What was chosen.
        text: String,
        /// The question that is answered instead.
        instead: String,
    },
    /// A lever of goal seek is not there.
    #[error(transparent)]
    NoSuchLever(#[from] NoSuchLever),
    /// A plan search cannot begin.
    #[error(transparent)]
    Problem(#[from] ProblemError),
}
