//! When the engine takes a turn although nothing has happened: a helper may be lost, or news be due.

/// What a clock of the browser's may be late by, in milliseconds, before it is set anew.
const LATE: f64 = 2.0;

/// The one timer of the engine. Without a browser: it says how long to wait, and is told when that
/// is over.
#[derive(Debug, Default)]
pub struct Alarm {
    /// When it rings, in milliseconds; nothing while it is not set.
    at: Option<f64>,
}

impl Alarm {
    /// It has rung. A timer may do so a little early, with what it was set for still to come.
    pub const fn rang(&mut self) {
        self.at = None;
    }

    /// In how many whole milliseconds it is to ring so that a turn is taken when something is due: in
    /// place of what was set before. Nothing if nothing is due, or it rings in time as it is.
    pub fn set(&mut self, due: Option<f64>, now: f64) -> Option<i32> {
        let due = due?;
        if self.at.is_some_and(|at| at <= due + LATE) {
            return None;
        }
        // A little later than due, or it might just not be.
        let wait = (due - now).max(0.0).ceil() + 1.0;
        self.at = Some(now + wait);
        #[allow(clippy::cast_possible_truncation)] // seconds
        Some(wait as i32)
    }
}
