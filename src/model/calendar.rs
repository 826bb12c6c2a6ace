//! Weeks and months. Weeks are counted from 0 inside the model and from 1 wherever people read.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use std::fmt;

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

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth(u32);

impl YearMonth {
    /// The years that can be told.
    pub const YEARS: std::ops::RangeInclusive<u32> = 1970..=2199;

    /// A month, 1 to 12, of a year.
    #[must_use]
    pub fn new(year: u32, month: u32) -> Option<Self> {
        let is_possible = Self::YEARS.contains(&year) && (1..=12).contains(&month);
        is_possible.then(|| Self(year * 12 + month - 1))
    }

    /// Reads `2027-03`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let number = |text: &str, digits: usize| {
            let is_plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
            is_plain.then(|| text.parse().ok()).flatten()
        };
        Self::new(number(year, 4)?, number(month, 2)?)
    }

    /// Its year.
    #[must_use]
    pub const fn year(self) -> u32 {
        self.0 / 12
    }

    /// Its place in the year, from 0 for January.
    #[must_use]
    pub const fn month_index(self) -> usize {
        (self.0 % 12) as usize
    }

    /// So many months later.
    #[must_use]
    pub const fn plus(self, months: u32) -> Self {
        Self(self.0 + months)
    }

    /// How many months later than another it is; below 0 for an earlier one.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        i64::from(self.0) - i64::from(earlier.0)
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year(), self.0 % 12 + 1)
    }
}

/// The month, counted from 0, in which a week ends that is counted from 1. All months are 52/12
/// weeks long; a week that ends with a month belongs to it.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // weeks are few
pub fn month_of_week(week: u32) -> u32 {
    (f64::from(week) * MONTHS_PER_WEEK - 1e-9).max(0.0) as u32
}

/// The number of whole weeks that are over so many months from now: 117 for 27 months.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // months are few
pub fn whole_weeks(months: f64) -> usize {
    (months * WEEKS_PER_MONTH + 1e-9).max(0.0) as usize
}

/// The week, counted from 1, with whose end a moment is told that is so many months from now: the
/// end of week 4 stands for that of month 1, the end of week 13 for that of month 3.
#[must_use]
pub fn week_of_moment(months: f64) -> f64 {
    (months * WEEKS_PER_MONTH).round()
}
