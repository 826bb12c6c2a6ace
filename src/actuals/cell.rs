//! A number in a file: with signs between thousands, signs of currencies, letters for thousands and
//! millions, a decimal point or a decimal comma.

use crate::decimal;
use crate::format::plain_digits;
use crate::model::currency::CURRENCIES;

/// The decimal sign of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimal {
    /// A point; commas stand between thousands.
    Point,
    /// A comma; points stand between thousands.
    Comma,
}

impl Decimal {
    /// In words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Point => "a point",
            Self::Comma => "a comma",
        }
    }

    const fn signs(self) -> (char, char) {
        match self {
            Self::Point => ('.', ','),
            Self::Comma => (',', '.'),
        }
    }
}

/// A cell taken apart, before it is known which sign is the decimal one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    is_negative: bool,
    digits: String,
    scale: f64,
}

/// What people write where there is no value.
const NOTHING: [&str; 6] = ["", "-", "–", "—", "n/a", "na"];

impl Cell {
    /// Takes a cell apart. None if there is no value in it.
    pub(super) fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        if NOTHING.contains(&text.to_ascii_lowercase().as_str()) {
            return None;
        }
        // Accountants put what is below zero into brackets.
        let bracketed = text
            .strip_prefix('(')
            .and_then(|text| text.strip_suffix(')'));
        let mut text: String = bracketed
            .unwrap_or(text)
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '_'))
            .collect();
        let mut is_negative = bracketed.is_some();
        // A minus stands before the currency's sign or behind it.
        for _ in 0..2 {
            if let Some(rest) = text.strip_prefix(['-', '−']) {
                is_negative = !is_negative;
                text = rest.to_owned();
            }
            text = without_currency(&text).to_owned();
        }
        let (digits, scale) = match text.char_indices().next_back() {
            Some((at, 'k' | 'K')) => (&text[..at], 1e3),
            Some((at, 'm' | 'M')) => (&text[..at], 1e6),
            Some((at, 'b' | 'B')) => (&text[..at], 1e9),
            _ => (text.as_str(), 1.0),
        };
        Some(Self {
            is_negative,
            digits: digits.to_owned(),
            scale,
        })
    }

    /// The number, if it is one with this decimal sign.
    pub(super) fn number(&self, decimal: Decimal) -> Option<f64> {
        let (decimal, group) = decimal.signs();
        let is_number = self
            .digits
            .starts_with(|c: char| c.is_ascii_digit() || c == decimal);
        let digits = plain_digits(&self.digits, decimal, group).filter(|_| is_number)?;
        let value = decimal::parse(&digits)? * self.scale;
        let value = if self.is_negative { -value } else { value };
        value.is_finite().then_some(value)
    }

    /// Which decimal sign the cell shows; none if it could be either.
    pub(super) fn evidence(&self) -> Option<Decimal> {
        let count = |sign| self.digits.matches(sign).count();
        let of = |sign| {
            if sign == '.' {
                Decimal::Point
            } else {
                Decimal::Comma
            }
        };
        let last = self.digits.rfind(['.', ','])?;
        let sign = if self.digits[last..].starts_with('.') {
            '.'
        } else {
            ','
        };
        let other = if sign == '.' { ',' } else { '.' };
        if count(other) > 0 {
            return Some(of(sign));
        }
        if count(sign) > 1 {
            return Some(of(other));
        }
        let (before, after) = (&self.digits[..last], &self.digits[last + 1..]);
        // Groups of thousands are three digits, with one to three before them.
        let is_either = after.len() == 3 && (1..=3).contains(&before.len()) && before != "0";
        (!is_either).then(|| of(sign))
    }

    /// Whether the decimal sign makes a difference.
    pub(super) fn is_ambiguous(&self) -> bool {
        self.digits.contains(['.', ',']) && self.evidence().is_none()
    }
}

/// The text without the sign or the code of a currency before or behind it.
fn without_currency(text: &str) -> &str {
    let signs = CURRENCIES.iter().flat_map(|(code, sign)| [*code, *sign]);
    signs
        .filter_map(|sign| {
            let rest = text
                .strip_prefix(sign)
                .or_else(|| text.strip_suffix(sign))?;
            Some((sign.len(), rest))
        })
        .max_by_key(|(length, _)| *length)
        .map_or(text, |(_, rest)| rest)
}
