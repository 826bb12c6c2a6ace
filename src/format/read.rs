//! Numbers as people type them.
//!
//! The signs of the reader's part of the world come first, if they stand where they belong: a sign
//! between thousands has groups of three digits behind it. What makes no sense that way is read with
//! a decimal point and nothing between thousands; what makes none that way either is refused. Where
//! the comma is the decimal sign, `1,5` and `1.5` are one and a half and `1.500` is fifteen hundred;
//! where it is the point, `1,500` is fifteen hundred and `1,5` is refused.

use super::MINUS;
use super::style::{self, Style};
use crate::decimal;

/// Parses what people type: 2.5M, $29, 70 %, 1,200, 3k. A percentage comes back as a share.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    style::with(|style| parse_as(style, text))
}

fn parse_as(style: &Style, text: &str) -> Option<f64> {
    let text: String = text
        .replace(style.currency.sign(), "")
        .chars()
        // Nothing of this has any other meaning within a number.
        .filter(|c| !c.is_whitespace() && !matches!(c, '$' | '_' | '\'' | '’'))
        .map(|c| {
            if c == MINUS {
                '-'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    let (digits, scale) = match text.char_indices().next_back()? {
        (at, '%') => (&text[..at], 0.01),
        (at, 'k') => (&text[..at], 1e3),
        (at, 'm') => (&text[..at], 1e6),
        (at, 'b') => (&text[..at], 1e9),
        _ => (text.as_str(), 1.0),
    };
    let number = plain(digits, style.decimal, style.group)
        .and_then(|digits| decimal::parse(&digits))
        .or_else(|| decimal::parse(digits))?;
    // A hundredth is divided, so that 70 % is exactly 0.7.
    #[allow(clippy::float_cmp)] // one of the four constants above
    let value = if scale == 0.01 {
        number / 100.0
    } else {
        number * scale
    };
    value.is_finite().then_some(value)
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

/// Parses a range as people type it: 3K to 8K, 2–5 %, $10 - $20. Both ends come back as
/// [`parse`] gives them; a sign of per cent behind the second counts for both.
#[must_use]
pub fn parse_range(text: &str) -> Option<(f64, f64)> {
    // A hyphen can also be a minus: with spaces around it, it is none, nor after a digit or letter.
    let separators = [" to ", "..", "–", "—", " - ", "-"];
    separators.iter().find_map(|separator| {
        let (low, high) = text.split_once(separator)?;
        let high = parse(high)?;
        let low = if text.trim_end().ends_with('%') && !low.contains('%') {
            parse(&format!("{low}%"))?
        } else {
            parse(low)?
        };
        (low < high).then_some((low, high))
    })
}
