//! Limits that files and links share. Those of parameters and hires are the model's own.

use crate::model::actuals::{ActualError, Actuals, TRACKED};
use crate::model::calendar::YearMonth;
use crate::model::currency::Currency;
use crate::model::delivery::PHASES;
use crate::model::initiatives::{EFFECTS, Kind, MAXIMUM_INITIATIVES};
use crate::model::inputs::{MAXIMUM_HIRES, MAXIMUM_NAME};
use crate::model::parameters::check_range;
use crate::model::presentation::{Page, Slide, Wording};
use crate::model::preset::Preset;
use crate::model::scenario::{InputError, Scenario};
use crate::model::uncertainty::{Shape, Spread, Uncertainty, UncertaintyError};

use crate::decimal;

use super::error::{ScenarioError, shown};

/// Where the first month stands.
pub(super) const FIRST_MONTH: &str = "calendar.start";

/// Where the currency stands.
pub(super) const CURRENCY: &str = "currency";

/// Where actuals stand.
pub(super) const ACTUALS: &str = "actuals";

/// A month of the calendar.
pub(super) fn first_month(path: &str, text: &str) -> Result<YearMonth, ScenarioError> {
    YearMonth::parse(text)
        .ok_or_else(|| unexpected(path, "a month from 1970 on, such as 2027-03", &quoted(text)))
}

/// A currency.
pub(super) fn currency(path: &str, text: &str) -> Result<Currency, ScenarioError> {
    Currency::new(text).ok_or_else(|| {
        let expected = "a code such as EUR, or a sign of 1 to 4 characters without digits";
        unexpected(path, expected, &quoted(text))
    })
}

/// The place of a series among those that actuals can be kept of.
pub(super) fn tracked(path: &str, key: &str) -> Result<usize, ScenarioError> {
    TRACKED
        .iter()
        .position(|row| row.series == key)
        .ok_or_else(|| {
            let keys = TRACKED.each_ref().map(|row| row.series);
            unexpected(path, &one_of(keys), &quoted(key))
        })
}

/// Adds what was measured in a week.
pub(super) fn add_actual(
    actuals: &mut Actuals,
    place: usize,
    path: &str,
    week: &str,
    value: f64,
) -> Result<(), ScenarioError> {
    // Whole weeks: others would come back rounded.
    let whole = week.bytes().all(|byte| byte.is_ascii_digit());
    let week = decimal::parse(week)
        .filter(|_| whole)
        .ok_or_else(|| unexpected(path, "a week, 1 to 520", &quoted(week)))?;
    actuals
        .add(place, path, week, value)
        .map_err(|error| match error {
            ActualError::OutOfRange(error) => error.into(),
            ActualError::Twice { week } => ScenarioError::Duplicate {
                path: path.to_owned(),
                value: format!("week {week}"),
            },
        })
}

/// A name, role or label: any text that is not too long.
pub(super) fn text<'text>(path: &str, text: &'text str) -> Result<&'text str, ScenarioError> {
    let length = text.chars().count();
    if length > MAXIMUM_NAME {
        return Err(ScenarioError::TooLong {
            path: path.to_owned(),
            length,
            limit: MAXIMUM_NAME,
        });
    }
    Ok(text)
}

/// The id of an initiative.
pub(super) fn id<'text>(path: &str, id: &'text str) -> Result<&'text str, ScenarioError> {
    let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if id.is_empty() || !id.chars().all(is_allowed) {
        return Err(unexpected(
            path,
            "lower-case letters, digits and underscores",
            &quoted(id),
        ));
    }
    text(path, id)
}

/// A number within its possible range.
pub(super) fn range(path: &str, value: f64, possible: (f64, f64)) -> Result<f64, ScenarioError> {
    Ok(check_range(path, value, possible)?)
}

/// The phase of an initiative.
pub(super) fn phase(path: &str, value: f64) -> Result<u8, ScenarioError> {
    (1..=u8::try_from(PHASES).unwrap_or(u8::MAX))
        .find(|&phase| f64::from(phase).to_bits() == value.to_bits())
        .ok_or_else(|| {
            unexpected(
                path,
                &format!("a phase, 1 to {PHASES}"),
                &crate::decimal::shortest(value),
            )
        })
}

/// The preset with this key.
pub(super) fn preset(path: &str, key: &str) -> Result<Preset, ScenarioError> {
    Preset::from_key(key)
        .ok_or_else(|| unexpected(path, &one_of(Preset::ALL.map(Preset::key)), &quoted(key)))
}

/// The kind of an initiative with this key.
pub(super) fn kind(path: &str, key: &str) -> Result<Kind, ScenarioError> {
    Kind::ALL
        .into_iter()
        .find(|kind| kind.key() == key)
        .ok_or_else(|| unexpected(path, &one_of(Kind::ALL.map(Kind::key)), &quoted(key)))
}

/// The shape of a spread with this key.
pub(super) fn shape(path: &str, key: &str) -> Result<Shape, ScenarioError> {
    Shape::from_key(key)
        .ok_or_else(|| unexpected(path, &one_of(Shape::ALL.map(Shape::key)), &quoted(key)))
}

/// Sets the spread of a parameter, but shortens in the error a key that a stranger wrote.
pub(super) fn set_spread(
    uncertainty: &mut Uncertainty,
    key: &str,
    spread: Spread,
) -> Result<(), ScenarioError> {
    uncertainty.set_spread(key, spread).map_err(|error| {
        match error {
            UncertaintyError::UnknownParameter { key } => {
                UncertaintyError::UnknownParameter { key: shown(&key) }
            }
            other => other,
        }
        .into()
    })
}

/// The place of an effect in the table of effects.
pub(super) fn effect(path: &str, key: &str) -> Result<usize, ScenarioError> {
    EFFECTS
        .iter()
        .position(|effect| effect.key == key)
        .ok_or_else(|| {
            let keys = EFFECTS.each_ref().map(|effect| effect.key);
            unexpected(path, &one_of(keys), &quoted(key))
        })
}

/// The slide with this key.
pub(super) fn slide(path: &str, key: &str) -> Result<Slide, ScenarioError> {
    Slide::by_key(key)
        .ok_or_else(|| unexpected(path, &one_of(Slide::ALL.map(Slide::key)), &quoted(key)))
}

/// Sets a text of a slide.
pub(super) fn set_words(
    path: &str,
    page: &mut Page,
    wording: Wording,
    text: String,
) -> Result<(), ScenarioError> {
    page.set_words(wording, text)
        .map_err(|error| ScenarioError::TooLong {
            path: path.to_owned(),
            length: error.length,
            limit: error.limit,
        })
}

/// How many hires there are.
pub(super) fn hire_count(path: &str, count: usize) -> Result<(), ScenarioError> {
    at_most(path, count, MAXIMUM_HIRES)
}

/// How many initiatives there are.
pub(super) fn initiative_count(path: &str, count: usize) -> Result<(), ScenarioError> {
    at_most(path, count, MAXIMUM_INITIATIVES)
}

/// Sets a value by its key, like [`Scenario::set`], but shortens in the error a key that a stranger
/// wrote.
///
/// # Errors
/// [`ScenarioError::Input`] that names the key, the value and the limit.
pub fn set(scenario: &mut Scenario, key: &str, value: f64) -> Result<(), ScenarioError> {
    scenario.set(key, value).map_err(|error| match error {
        InputError::Unknown { key } => InputError::Unknown { key: shown(&key) },
        InputError::NoSuchHire { key, count } => InputError::NoSuchHire {
            key: shown(&key),
            count,
        },
        InputError::Fraction { key, value } => InputError::Fraction {
            key: shown(&key),
            value,
        },
        InputError::OutOfRange(mut error) => {
            error.key = shown(&error.key);
            InputError::OutOfRange(error)
        }
    })?;
    Ok(())
}

/// The error that something else stands there than should.
pub(super) fn unexpected(path: &str, expected: &str, found: &str) -> ScenarioError {
    ScenarioError::Unexpected {
        path: path.to_owned(),
        expected: expected.to_owned(),
        found: found.to_owned(),
    }
}

/// A text in quotes, as it stands in an error.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", shown(text))
}

fn at_most(path: &str, count: usize, limit: usize) -> Result<(), ScenarioError> {
    if count > limit {
        return Err(ScenarioError::TooMany {
            path: path.to_owned(),
            count,
            limit,
        });
    }
    Ok(())
}

fn one_of<const COUNT: usize>(keys: [&str; COUNT]) -> String {
    format!("one of {}", keys.join(", "))
}
