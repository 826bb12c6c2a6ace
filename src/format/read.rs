//! Numbers and ranges as people type them into a field of a unit.
//!
//! The signs of the reader's part of the world come first, if they stand where they belong: a sign
//! between thousands has groups of three digits behind it. What makes no sense that way is read with
//! a decimal point and nothing between thousands; what makes none that way either is refused. Where
//! the comma is the decimal sign, `1,5` and `1.5` are one and a half and `1.500` is fifteen hundred;
//! where it is the point, `1,500` is fifteen hundred and `1,5` is refused.
//!
//! Behind the figure may stand a letter or a word for thousands and more, a sign of per cent, and
//! the unit as the page writes it: 5K users, 4 % / mo, $1.5 million per year. Where the unit is a
//! share, every number is a percentage, with or without the sign.

use super::style::{self, Style};
use super::{MINUS, unit_name};
use crate::decimal;
use crate::model::units::{Notation, Unit};

/// What power of ten figures are multiplied by.
const MAGNITUDES: [(&str, i32); 8] = [
    ("k", 3),
    ("thousand", 3),
    ("m", 6),
    ("million", 6),
    ("b", 9),
    ("billion", 9),
    ("t", 12),
    ("trillion", 12),
];

/// What stands between the ends of a range. A hyphen can also be a minus: with spaces around it, it
/// is none, nor after a digit or letter.
const SEPARATORS: [&str; 6] = [" to ", "..", "–", "—", " - ", "-"];

/// What somebody typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Typed {
    /// One value.
    Number(f64),
    /// Two ends, in the order in which they were typed.
    Range(f64, f64),
}

/// Why what was typed is no value of a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misread {
    /// It is nothing at all.
    #[error("nothing is typed")]
    Nothing,
    /// It is not a number.
    #[error("“{0}” is not a number")]
    NotANumber(String),
    /// It is a number of something else.
    #[error("“{text}” is {what}, but here the unit is {unit}{advice}")]
    OtherUnit {
        /// What was typed.
        text: String,
        /// What it is instead.
        what: &'static str,
        /// The name of the field's unit.
        unit: String,
        /// What to do.
        advice: &'static str,
    },
}

/// A number and what stands behind it.
struct Said {
    /// As [`decimal::parse`] reads them.
    digits: String,
    figure: f64,
    /// The power of ten that a letter or a word multiplies it by.
    magnitude: Option<i32>,
    is_percentage: bool,
    /// Other words, as [`folded`] has them.
    unit: String,
}

impl Said {
    fn read(unit: Unit, text: &str) -> Option<Self> {
        style::with(|style| Self::read_as(style, unit, text))
    }

    fn read_as(style: &Style, unit: Unit, text: &str) -> Option<Self> {
        let mut text = match unit.notation() {
            Notation::Dollars => text.replace(style.currency.sign(), "").replace('$', ""),
            _ => text.to_owned(),
        };
        text.make_ascii_lowercase();
        let text = text.replace("per cent", "%").replace("percent", "%");
        let mut text = text.trim();
        if unit.notation() == Notation::Place {
            text = text.strip_prefix(unit.name()).unwrap_or(text);
        }
        let is_behind = |(at, c): &(usize, char)| {
            let after = text[at + c.len_utf8()..].trim_start_matches(['-', '+']);
            let is_exponent = *c == 'e' && after.starts_with(|c: char| c.is_ascii_digit());
            c.is_ascii_alphabetic() && !is_exponent || matches!(c, '%' | '/' | '×')
        };
        let end = text.char_indices().find(is_behind);
        let (figure, behind) = text.split_at(end.map_or(text.len(), |(at, _)| at));
        let digits: String = figure
            .chars()
            // Nothing of this has any other meaning within a number.
            .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '\'' | '’'))
            .map(|c| if c == MINUS { '-' } else { c })
            .collect();
        let readings = [plain(&digits, style.decimal, style.group), Some(digits)];
        let (digits, figure) = readings.into_iter().flatten().find_map(|digits| {
            let figure = decimal::parse(&digits)?;
            Some((digits, figure))
        })?;
        let word = behind.find(|c: char| !c.is_ascii_alphabetic());
        let (word, rest) = behind.split_at(word.unwrap_or(behind.len()));
        let magnitude = MAGNITUDES.iter().find(|(name, _)| *name == word);
        let rest = magnitude.map_or(behind, |_| rest.trim_start());
        let (is_percentage, rest) = match rest.strip_prefix('%') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        // A unit has no digits: what has some is more than one number.
        (!rest.contains(|c: char| c.is_ascii_digit())).then(|| Self {
            digits,
            figure,
            magnitude: magnitude.map(|(_, power)| *power),
            is_percentage,
            unit: folded(rest),
        })
    }

    /// The value in a field of this unit.
    fn value(&self, unit: Unit, text: &str) -> Result<f64, Misread> {
        // A range that is not finished is no number of another unit.
        if self.unit == "to" {
            return Err(not_a_number(text));
        }
        let is_share = unit.notation() == Notation::Percent;
        let refusal = if self.is_percentage && !is_share {
            Some(("a percentage", ": type it without %"))
        } else if !names(unit, &self.unit) {
            Some(("in another unit", ""))
        } else {
            None
        };
        if let Some((what, advice)) = refusal {
            return Err(Misread::OtherUnit {
                text: text.trim().to_owned(),
                what,
                unit: unit_name(unit),
                advice,
            });
        }
        // The point is moved before the number is read, so that 1.3 % is exactly 0.013.
        let power = self.magnitude.unwrap_or(0) - if is_share { 2 } else { 0 };
        times_ten_to(&self.digits, power).ok_or_else(|| not_a_number(text))
    }
}

/// The number nearest to these digits times a power of ten; none that is not finite.
fn times_ten_to(digits: &str, power: i32) -> Option<f64> {
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let exponent = exponent.parse::<i32>().ok()?.checked_add(power)?;
    decimal::parse(&format!("{mantissa}e{exponent}"))
}

fn not_a_number(text: &str) -> Misread {
    match text.trim() {
        "" => Misread::Nothing,
        text => Misread::NotANumber(text.to_owned()),
    }
}

/// Words of a unit so that those who mean the same are the same: `/ user / wk` as `/user/wk`,
/// `users per week` as `user/week`.
fn folded(words: &str) -> String {
    words
        .replace('/', " / ")
        .split_whitespace()
        .map(|word| match word {
            "per" | "a" | "of" => "/",
            "$" => "",
            "s" => word,
            _ => word.strip_suffix('s').unwrap_or(word),
        })
        .collect()
}

/// Whether folded words are a name that the page has for a unit, or the end of one: nothing,
/// `/week` and `user/week` of users per week.
fn names(unit: Unit, words: &str) -> bool {
    let known = [unit.name(), unit.singular(), unit.suffix()];
    words.is_empty()
        || known.into_iter().any(|known| {
            let known = folded(known);
            known.ends_with(words) && (known.len() == words.len() || words.starts_with('/'))
        })
}

/// Understands a number that was typed into a field of a unit: 2.5M, $29, 70 %, 1,200, 3k users.
/// A percentage comes back as a share.
///
/// # Errors
/// [`Misread`] with what was typed, and the unit if it is a number of another.
pub fn number(unit: Unit, text: &str) -> Result<f64, Misread> {
    if unit == Unit::YesNo {
        match text.trim().to_ascii_lowercase().as_str() {
            "yes" => return Ok(1.0),
            "no" => return Ok(0.0),
            _ => {}
        }
    }
    let said = Said::read(unit, text).ok_or_else(|| not_a_number(text))?;
    said.value(unit, text)
}

/// The same where a range can be typed as well: 3K to 8K, 2–5 %, $10 - $20, 2 to 5 weeks. A letter or
/// word for thousands and more behind the second number counts for a first one that has none, if
/// they are in order then: 1 to 2M is 1M to 2M, but 500 to 2K begins at 500.
///
/// # Errors
/// [`Misread`] as for [`number`].
pub fn typed(unit: Unit, text: &str) -> Result<Typed, Misread> {
    let refusal = match number(unit, text) {
        Ok(value) => return Ok(Typed::Number(value)),
        Err(refusal) => refusal,
    };
    let ends = SEPARATORS.iter().find_map(|separator| {
        let (low, high) = text.split_once(separator)?;
        Some((Said::read(unit, low)?, Said::read(unit, high)?))
    });
    let (mut low, high) = ends.ok_or(refusal)?;
    if low.magnitude.is_none() && low.figure < high.figure {
        low.magnitude = high.magnitude;
    }
    Ok(Typed::Range(
        low.value(unit, text)?,
        high.value(unit, text)?,
    ))
}

/// A number in these signs with a decimal point and nothing between thousands. None if a sign
/// between thousands stands elsewhere.
#[must_use]
pub fn plain(text: &str, decimal: char, group: char) -> Option<String> {
    let (whole, fraction) = match text.split_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|fraction| fraction.contains([group, decimal])) {
        return None;
    }
    let mut plain = whole.replace(group, "");
    if plain.len() < whole.len() {
        let mut groups = whole.trim_start_matches(['-', '+']).split(group);
        let is_first = groups
            .next()
            .is_some_and(|first| (1..=3).contains(&first.len()));
        let others: Vec<usize> = groups.map(str::len).collect();
        // In India groups of two stand before the last one.
        let are_others = others.iter().all(|&length| length == 3)
            || others.split_last().is_some_and(|(last, middle)| {
                *last == 3 && middle.iter().all(|&length| length == 2)
            });
        if !is_first || !are_others {
            return None;
        }
    }
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    Some(plain)
}
