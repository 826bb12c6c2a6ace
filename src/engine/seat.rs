//! A helper's seat, and what the one who sits there is at.

use std::ops::Range;

/// What has been given to a helper.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) number: u32,
    pub(super) doing: Doing,
    /// Weeks of all its runs.
    pub(super) weeks: f64,
    pub(super) since: f64,
    pub(super) due: f64,
}

/// What a helper is doing.
#[derive(Debug)]
pub(super) enum Doing {
    /// Blocks of the ensemble that is being made.
    Blocks(Range<u32>),
    /// So many trials, each of so many questions.
    Trials {
        /// How many trials.
        count: usize,
        /// How many questions.
        questions: usize,
    },
    /// A part of an earlier request: the answer is of no use.
    Nothing,
}

#[derive(Debug, Default)]
pub(super) enum State {
    #[default]
    Empty,
    /// By then it is to say that it is there.
    Starting {
        due: f64,
    },
    Idle,
    Busy(Given),
    Closed,
}

#[derive(Debug, Default)]
pub(super) struct Seat {
    pub(super) state: State,
    pub(super) failures: u32,
}

impl Seat {
    /// When whoever sits here is lost unless something has been heard.
    pub(super) const fn due(&self) -> Option<f64> {
        match &self.state {
            State::Starting { due } | State::Busy(Given { due, .. }) => Some(*due),
            State::Empty | State::Idle | State::Closed => None,
        }
    }

    pub(super) fn can_work(&self) -> bool {
        matches!(self.state, State::Idle | State::Busy(_))
    }
}
