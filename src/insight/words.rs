//! Answers as people read them.

use crate::analysis::question::Question;
use crate::ensemble::Share;
use crate::format;
use crate::model::figures::Figure;
use crate::model::units::Unit;
use crate::session::lever::Lever;

/// The answer to a question with its unit, or what it says that there is none.
#[inline(never)]
pub(super) fn answered(question: &Question, value: Option<f64>) -> String {
    let (unit, absent, boundless) = (question.unit(), question.absent(), question.boundless());
    written(unit, value, absent, boundless)
}

/// A figure with its unit, likewise.
#[inline(never)]
pub(super) fn figure(row: &Figure, value: Option<f64>) -> String {
    written(row.unit, value, row.absent(), row.boundless())
}

fn written(unit: Unit, value: Option<f64>, absent: &str, boundless: Option<&str>) -> String {
    match (value, boundless) {
        (None, _) => absent.to_owned(),
        (Some(value), Some(boundless)) if value.is_infinite() => boundless.to_owned(),
        (Some(value), _) => answer(unit, value),
    }
}

/// A number with its unit: week 18, −$586K, 4 weeks, 76.2 %, yes.
pub(super) fn answer(unit: Unit, value: f64) -> String {
    match unit {
        Unit::YesNo if value == 0.0 => "no".to_owned(),
        Unit::YesNo if (value - 1.0).abs() < f64::EPSILON => "yes".to_owned(),
        Unit::YesNo => format::percent(value, 1),
        Unit::Week | Unit::Month => {
            format!(
                "{} {}",
                unit.name(),
                format::full((value * 10.0).round() / 10.0)
            )
        }
        Unit::Weeks => {
            let weeks = (value * 10.0).round() / 10.0;
            let plural = if (weeks.abs() - 1.0).abs() < 0.05 {
                ""
            } else {
                "s"
            };
            format!("{} week{plural}", format::full(weeks))
        }
        Unit::Months => format::with_unit(unit, (value * 10.0).round() / 10.0),
        _ => format::reading(unit, value),
    }
}

/// Said of answers that have runs of their own.
pub(super) const NOT_THE_VERDICT: &str = ", so these odds are not quite those of the verdict";

/// An answer with a sign in front, for differences.
pub(super) fn difference(unit: Unit, value: f64) -> String {
    let text = match unit {
        // Between two weeks there are weeks.
        Unit::Week => answer(Unit::Weeks, value),
        Unit::Month => format::with_unit(Unit::Months, (value * 10.0).round() / 10.0),
        Unit::Share | Unit::YesNo => format::points(value),
        _ => answer(unit, value),
    };
    format::difference(value, text)
}

/// An input's value with its unit, short enough for a table but with the digits that its slider has:
/// 0.18 / user / wk, $32K / mo, $0.015 / user / mo, 2.6 ×.
pub(super) fn input(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Week | Unit::Month => format::with_unit(unit, value),
        Unit::Users | Unit::Accounts | Unit::People | Unit::Servers => {
            let text = format::precise(unit, value);
            format!("{text} {}", format::noun(unit, &text))
        }
        _ => {
            let text = format::precise(unit, value);
            format!("{text} {}", format::beside(unit, value))
                .trim_end()
                .to_owned()
        }
    }
}

/// A value as it stands in a field: as short as it can be typed, and every digit of it.
pub(super) fn typed(lever: &Lever, value: f64) -> String {
    let unit = lever.unit();
    let short = format::precise(unit, value);
    match format::number(unit, &short) {
        Ok(read) if read.to_bits() == value.to_bits() => short,
        _ => lever.editable(value),
    }
}

/// A number with so many digits behind the point, so that columns align.
pub(super) fn decimal(value: f64, digits: usize) -> String {
    format::decimal(value, digits)
}

/// A share in per cent with one digit behind the point, so that columns align.
pub(super) fn share(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), format::odds)
}

/// Odds in per cent with their standard error in points.
pub(super) fn odds(share: Share) -> String {
    match (share.value(), share.standard_error()) {
        (Some(value), Some(error)) => with_error(value, error),
        _ => "–".to_owned(),
    }
}

/// A share with its standard error: 76.2 % ± 0.6.
pub(super) fn with_error(value: f64, error: f64) -> String {
    give_or_take(&share(Some(value)), &points(error))
}

/// An answer with its standard error in small print, both as HTML.
pub(super) fn give_or_take(answer: &str, error: &str) -> String {
    format!("{answer} <small>±&nbsp;{error}</small>")
}

/// A standard error in points, as HTML.
pub(super) fn points(error: f64) -> String {
    super::html::escape(&format::odds_error(error))
}

/// A sentence's beginning.
pub(super) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
