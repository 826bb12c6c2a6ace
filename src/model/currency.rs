//! The currency that amounts are in. It changes signs, never amounts.

use std::borrow::Cow;

/// Common currencies: their codes in ISO 4217, which links and files carry, and their signs.
pub const CURRENCIES: [(&str, &str); 20] = [
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("CHF", "CHF"),
    ("JPY", "¥"),
    ("CNY", "CN¥"),
    ("INR", "₹"),
    ("CAD", "CA$"),
    ("AUD", "A$"),
    ("NZD", "NZ$"),
    ("SGD", "S$"),
    ("BRL", "R$"),
    ("MXN", "MX$"),
    ("ZAR", "R"),
    ("SEK", "kr"),
    ("NOK", "kr"),
    ("DKK", "kr"),
    ("PLN", "zł"),
    ("CZK", "Kč"),
    ("ILS", "₪"),
];

/// The longest sign, in characters.
pub const MAXIMUM_SIGN: usize = 4;

/// A currency: one of the table by its code, or any other by its sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency(Cow<'static, str>);

impl Default for Currency {
    fn default() -> Self {
        Self(Cow::Borrowed(CURRENCIES[0].0))
    }
}

impl Currency {
    /// What the founder typed: a code of the table, or a sign. None if it could not be told from
    /// the number beside it, or is too long.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let known = CURRENCIES
            .iter()
            .find(|(code, sign)| code.eq_ignore_ascii_case(text) || *sign == text);
        if let Some((code, _)) = known {
            return Some(Self(Cow::Borrowed(code)));
        }
        let length = text.chars().count();
        // A single letter could stand for thousands or millions, or an exponent.
        let is_sign = (1..=MAXIMUM_SIGN).contains(&length)
            && text.chars().all(belongs_to_sign)
            && !(length == 1 && text.chars().all(|c| c.is_ascii_alphabetic() || c == '.'));
        is_sign.then(|| Self(Cow::Owned(text.to_owned())))
    }

    /// Its code, or its sign if it has none: what [`Currency::new`] takes.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.0
    }

    /// Its sign, as it stands beside an amount.
    #[must_use]
    pub fn sign(&self) -> &str {
        CURRENCIES
            .iter()
            .find_map(|(code, sign)| (*code == self.0).then_some(*sign))
            .unwrap_or(&self.0)
    }
}

/// Whether a character may be part of a sign: no digit, space or mark of a number, nothing that
/// means something in HTML or turns the direction of the text.
fn belongs_to_sign(c: char) -> bool {
    match c {
        '$' | '.' | '/' => true,
        _ if c.is_ascii() => c.is_ascii_alphabetic(),
        '−' | '’' | '\u{200b}'..='\u{206f}' | '\u{feff}' => false,
        _ => !c.is_numeric() && !c.is_whitespace() && !c.is_control(),
    }
}
