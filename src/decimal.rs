//! Numbers as decimal text in files, links and exports, and back: the same bits on every target.
//!
//! The standard library brings a table of powers that a visitor would have to load; a browser has
//! its own reader, which is as exact. What counts as a number is settled here for both.

/// The shortest text that gives back the same bits: 0.55, 750000, 1e-300.
#[must_use]
pub fn shortest(value: f64) -> String {
    // Far from 1 the plain form is hundreds of digits long.
    const LONGEST_PLAIN: usize = 24;
    let plain = value.to_string();
    if plain.len() <= LONGEST_PLAIN {
        plain
    } else {
        format!("{value:e}")
    }
}

/// The number that the decimal text stands for: `-1200`, `.5`, `1e-3`. None for anything else,
/// such as words for infinity, hexadecimals, and what is too large.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    if !is_decimal(text) {
        return None;
    }
    let value = nearest(text)?;
    value.is_finite().then_some(value)
}

/// A sign, digits with at most one point among them, and an exponent, as far as they are there.
fn is_decimal(text: &str) -> bool {
    fn signless(text: &str) -> &str {
        text.strip_prefix(['-', '+']).unwrap_or(text)
    }
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let number = signless(text);
    let (mantissa, exponent) = number
        .split_once(['e', 'E'])
        .map_or((number, None), |(mantissa, exponent)| {
            (mantissa, Some(signless(exponent)))
        });
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    are_digits(whole)
        && are_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|exponent| !exponent.is_empty() && are_digits(exponent))
}

#[cfg(not(target_arch = "wasm32"))]
fn nearest(text: &str) -> Option<f64> {
    text.parse().ok()
}

#[cfg(target_arch = "wasm32")]
#[allow(clippy::unnecessary_wraps)] // the standard library's may fail
fn nearest(text: &str) -> Option<f64> {
    Some(js_sys::parse_float(text))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn decimals_are_read_to_the_nearest_number() {
        for (text, value) in [
            ("0", 0.0),
            ("-1200", -1200.0),
            ("+.5", 0.5),
            ("5.", 5.0),
            ("0.1", 0.1),
            ("1e-3", 0.001),
            ("2.5E+6", 2.5e6),
            ("9007199254740993", 9_007_199_254_740_992.0),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
    }

    #[test]
    fn everything_else_is_no_number() {
        for text in [
            "", "-", ".", "-.", "e5", "1e", "1e+", "1.2.3", "--1", "1-2", "0x10", "inf", "-inf",
            "Infinity", "nan", "NaN", "1e999", "1 2", " 1", "１",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
