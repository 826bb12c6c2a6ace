//! What the company has really measured: a few series, at the ends of some weeks.

use super::parameters::{OutOfRange, check_range};

/// A series that actuals can be kept of.
#[derive(Clone, Copy, Debug)]
pub struct Tracked {
    /// The key of the series in the output table.
    pub series: &'static str,
    /// The values that can have been measured.
    pub possible: (f64, f64),
}

const fn tracked(series: &'static str, low: f64, high: f64) -> Tracked {
    let possible = (low, high);
    Tracked { series, possible }
}

/// The series that actuals can be kept of. Keys are for ever: links and files carry them.
pub const TRACKED: [Tracked; 4] = [
    tracked("users", 0.0, 1e10),
    tracked("arr", 0.0, 1e13),
    tracked("cash", -1e13, 1e13),
    tracked("infra", 0.0, 1e12),
];

/// The weeks at whose end something can have been measured, counted from 1.
pub const WEEK_POSSIBLE: (f64, f64) = (1.0, 520.0);

/// A value that was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Actual {
    /// The week at whose end it was, counted from 1.
    pub week: u16,
    /// The value, in the unit of its series.
    pub value: f64,
}

/// Why a value cannot be kept.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ActualError {
    /// The week or the value is not possible.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
    /// The week has a value already.
    #[error("week {week} is there twice")]
    Twice {
        /// The week, counted from 1.
        week: u16,
    },
}

/// Measured values of each series of [`TRACKED`], each week once, in the order of the weeks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actuals([Vec<Actual>; TRACKED.len()]);

impl Actuals {
    /// Whether nothing has been measured.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// What was measured of the series with this key.
    #[must_use]
    pub fn of(&self, series: &str) -> &[Actual] {
        self.each()
            .find_map(|(row, actuals)| (row.series == series).then_some(actuals))
            .unwrap_or_default()
    }

    /// Every series with what was measured of it, in the order of [`TRACKED`].
    pub fn each(&self) -> impl Iterator<Item = (&'static Tracked, &[Actual])> {
        TRACKED.iter().zip(self.0.iter().map(Vec::as_slice))
    }

    /// Adds a value to the series at this place of [`TRACKED`]. `path` names it in an error.
    ///
    /// # Errors
    /// [`ActualError`] if the week or the value is not possible, or the week has a value already.
    ///
    /// # Panics
    /// If there is no such place.
    pub fn add(
        &mut self,
        place: usize,
        path: &str,
        week: f64,
        value: f64,
    ) -> Result<(), ActualError> {
        let week = check_range(path, week, WEEK_POSSIBLE)?.round();
        let value = check_range(path, value, TRACKED[place].possible)?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 520
        let week = week as u16;
        let series = &mut self.0[place];
        let at = series.partition_point(|other| other.week < week);
        if series.get(at).is_some_and(|other| other.week == week) {
            return Err(ActualError::Twice { week });
        }
        series.insert(at, Actual { week, value });
        Ok(())
    }
}
