//! Weeks and months. Weeks are counted from 0 inside the model and from 1 wherever people read.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::number::Number;

/// Weeks a month: 52/12.
pub const WEEKS_PER_MONTH: f64 = 52.0 / 12.0;

/// Months a week: 12/52.
pub const MONTHS_PER_WEEK: f64 = 12.0 / 52.0;

/// Weeks a quarter.
pub const WEEKS_PER_QUARTER: usize = 13;

/// Weeks a year.
pub const WEEKS_PER_YEAR: usize = 52;

/// The moment at which a month starts, in weeks from now, not rounded. Month 1 starts now.
#[inline(always)]
#[must_use]
pub fn month_start<N: Number>(month: N) -> N {
    (month - 1.0) * WEEKS_PER_MONTH
}

/// The number of whole weeks after which a month has ended: 13 for month 3.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // months are small and positive
pub fn weeks_to_end_of_month(month: u32) -> usize {
    (f64::from(month) * WEEKS_PER_MONTH - 1e-9).ceil() as usize
}

/// The share of week `week` during which somebody is present who came at `since`, in weeks.
#[inline(always)]
#[must_use]
pub fn presence<N: Number>(week: f64, since: N) -> N {
    unit(N::from(week + 1.0) - since)
}

/// Bounds a number to 0 … 1.
#[inline(always)]
#[must_use]
pub fn unit<N: Number>(value: N) -> N {
    value.at_least(0.0).at_most(1.0)
}
