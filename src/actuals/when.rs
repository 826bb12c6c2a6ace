//! When something was measured, as it stands in a file.

use crate::decimal;
use crate::model::calendar::{YearMonth, week_of_moment};

use super::columns::Meaning;

/// A moment as a file says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum When {
    /// The end of a week of the plan, counted from 1.
    Week(f64),
    /// The end of a month of the plan, counted from 1.
    Month(f64),
    /// The end of a day, or of a month if there is none: the share of the month that has passed.
    Date(YearMonth, f64),
}

/// Days of the months from January on; February may have one more.
const DAYS: [f64; 12] = [
    31.0, 28.0, 31.0, 30.0, 31.0, 30.0, 31.0, 31.0, 30.0, 31.0, 30.0, 31.0,
];

impl When {
    /// Reads a cell of such a column.
    pub(super) fn new(meaning: Meaning, text: &str) -> Option<Self> {
        if let Some((month, day)) = date(text) {
            let days = DAYS[month.month_index()];
            let is_leap_day = month.month_index() == 1 && day == Some(29.0);
            return match day {
                None => Some(Self::Date(month, 1.0)),
                Some(day) if day >= 1.0 && (day <= days || is_leap_day) => {
                    Some(Self::Date(month, (day / days).min(1.0)))
                }
                Some(_) => None,
            };
        }
        let is_count = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = decimal::parse(text).filter(|number| is_count && *number >= 1.0)?;
        match meaning {
            Meaning::Week => Some(Self::Week(number)),
            Meaning::Month => Some(Self::Month(number)),
            _ => None,
        }
    }

    /// What a cell of such a column could say.
    pub(super) const fn expected(meaning: Meaning) -> &'static str {
        match meaning {
            Meaning::Week | Meaning::Month => "1, 2, 3 … nor a date such as 2027-03 or 2027-03-15",
            _ => "a month such as 2027-03 nor a day such as 2027-03-15",
        }
    }

    /// The week with whose end it is told, counted from 1; below 1 if it was before that.
    pub(super) fn week(self, first: YearMonth) -> f64 {
        match self {
            Self::Week(week) => week,
            Self::Month(month) => week_of_moment(month),
            #[allow(clippy::cast_precision_loss)] // some thousand months
            Self::Date(month, share) => week_of_moment(month.since(first) as f64 + share),
        }
    }

    /// The month that a date is in.
    pub(super) const fn month(self) -> Option<YearMonth> {
        match self {
            Self::Date(month, _) => Some(month),
            _ => None,
        }
    }

    /// A place in time among dates.
    pub(super) fn order(self) -> Option<(YearMonth, f64)> {
        match self {
            Self::Date(month, share) => Some((month, share)),
            _ => None,
        }
    }
}

/// `2027-03` or `2027-03-15`, the latter with a time behind it if need be.
fn date(text: &str) -> Option<(YearMonth, Option<f64>)> {
    let day = text.split([' ', 'T']).next()?;
    let (year_month, day) = day.rsplit_once('-')?;
    if year_month.contains('-') {
        let is_plain = day.len() == 2 && day.bytes().all(|byte| byte.is_ascii_digit());
        let day = decimal::parse(day).filter(|_| is_plain)?;
        return Some((YearMonth::parse(year_month)?, Some(day)));
    }
    Some((YearMonth::parse(text)?, None))
}
