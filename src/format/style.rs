//! How this thread writes numbers: the signs of the reader's part of the world, the currency and
//! the first month of the plan. Until somebody says otherwise it is as in the United States, and
//! months are counted.
//!
//! A setting of the thread rather than an argument: every number of the page, of its engine and of
//! its studio is written in the same way, and each of these is one thread.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::model::calendar::{YearMonth, month_of_week};
use crate::model::currency::Currency;
use crate::model::scenario::Scenario;

/// January to December in English.
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

pub(super) struct Style {
    /// The sign between whole and fraction.
    pub(super) decimal: char,
    /// The sign between thousands.
    pub(super) group: char,
    /// What stands before and behind an amount, `¤` in the place of the currency's sign.
    around: (String, String),
    months: [Cow<'static, str>; 12],
    pub(super) currency: Currency,
    first_month: Option<YearMonth>,
    /// What [`set_locale`] was told.
    locale: String,
    /// The locale that the founder chose; empty for that of the browser.
    choice: String,
    changes: u32,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            decimal: '.',
            group: ',',
            around: ("¤".to_owned(), String::new()),
            months: MONTHS.map(Cow::Borrowed),
            currency: Currency::default(),
            first_month: None,
            locale: String::new(),
            choice: String::new(),
            changes: 0,
        }
    }
}

thread_local! {
    static STYLE: RefCell<Style> = RefCell::default();
}

pub(super) fn with<T>(read: impl FnOnce(&Style) -> T) -> T {
    STYLE.with_borrow(read)
}

impl Style {
    /// An amount with the sign of its currency.
    pub(super) fn amount(&self, figure: &str) -> String {
        let sign = self.currency.sign();
        let (before, after) = &self.around;
        format!("{before}{figure}{after}").replace('¤', sign)
    }

    fn month(&self, month: YearMonth) -> String {
        format!("{} {}", self.months[month.month_index()], month.year())
    }
}

/// Writes and reads numbers from now on as `text` says, which is lines: the decimal sign, the sign
/// between thousands, `0` with `¤` before or behind it for an amount, the locale that the founder
/// chose or nothing, and the short names of the twelve months. Anything else changes nothing.
pub fn set_locale(text: &str) {
    let lines: Vec<&str> = text.split('\n').collect();
    let [decimal, group, pattern, choice, months @ ..] = lines.as_slice() else {
        return;
    };
    let sign = |line: &str| line.chars().next();
    let (Some(decimal), Some((before, after)), Ok(months)) = (
        sign(decimal),
        pattern.split_once('0'),
        <[&str; 12]>::try_from(months),
    ) else {
        return;
    };
    STYLE.with_borrow_mut(|style| {
        style.decimal = decimal;
        // Some write no sign between thousands; a space then is none either.
        style.group = sign(group).unwrap_or('\u{202f}');
        style.around = (before.to_owned(), after.to_owned());
        style.months = months.map(|month| Cow::Owned(month.to_owned()));
        text.clone_into(&mut style.locale);
        (*choice).clone_into(&mut style.choice);
        style.changes += 1;
    });
}

/// What [`set_locale`] was told last, for other threads; empty if nothing.
#[must_use]
pub fn locale() -> String {
    with(|style| style.locale.clone())
}

/// The locale that the founder chose, by its tag; empty for that of the browser.
#[must_use]
pub fn locale_choice() -> String {
    with(|style| style.choice.clone())
}

/// Takes over currency and first month of the plan that is shown. True if that makes a difference
/// to what is written.
#[allow(clippy::must_use_candidate)] // who only wants the signs set needs no answer
pub fn follow(scenario: &Scenario) -> bool {
    STYLE.with_borrow_mut(|style| {
        let differs =
            style.currency != scenario.currency || style.first_month != scenario.first_month;
        if differs {
            style.currency = scenario.currency.clone();
            style.first_month = scenario.first_month;
            style.changes += 1;
        }
        differs
    })
}

/// A number that is another one whenever something is written differently.
#[must_use]
pub fn edition() -> u32 {
    with(|style| style.changes)
}

/// A text that is written for dollars and decimal points, with the plan's currency instead:
/// "$ a year" as "€ a year", "target $0.10" as "target 0,10 €".
#[must_use]
pub fn with_sign(text: &str) -> String {
    let Some((before, rest)) = text.split_once('$') else {
        return text.to_owned();
    };
    with(|style| {
        let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'K' | 'M');
        let end = rest.find(|c| !is_figure(c)).unwrap_or(rest.len());
        let (figure, after) = rest.split_at(end);
        let amount = if figure.is_empty() {
            style.currency.sign().to_owned()
        } else {
            style.amount(&figure.replace('.', style.decimal.encode_utf8(&mut [0; 4])))
        };
        format!("{before}{amount}{after}")
    })
}

/// The number of a week, counted from 1, and its month if that has a date: 18, 18 (Jul 2027).
#[must_use]
pub fn dated(week: u32) -> String {
    with(|style| match style.first_month {
        Some(first) => format!("{week} ({})", style.month(first.plus(month_of_week(week)))),
        None => week.to_string(),
    })
}

/// A month of the calendar: Mar 2027.
#[must_use]
pub fn year_month(month: YearMonth) -> String {
    with(|style| style.month(month))
}

/// The name of the moment so many months from now, beside an axis: "now" and "M3", or the month
/// that begins there, with its year if the label before this one has another.
#[must_use]
pub fn month_tick(month: u32, before: Option<u32>) -> String {
    with(|style| match style.first_month {
        Some(first) => {
            let begins = first.plus(month);
            match before {
                Some(before) if first.plus(before).year() == begins.year() => {
                    style.months[begins.month_index()].to_string()
                }
                _ => style.month(begins),
            }
        }
        None if month == 0 => "now".to_owned(),
        None => format!("M{month}"),
    })
}
