//! How wide a text is, without asking the browser: laying out must not wait for a measurement.

/// The size of labels, in CSS pixels: the page's small type.
pub(super) const SMALL: f64 = 12.0;

/// How much wider bold type is.
pub(super) const BOLD: f64 = 1.1;

/// The width of a text in CSS pixels at a size of type. The advances are those of the widest of
/// the usual system fonts, so that elsewhere there is a little more room than needed.
#[must_use]
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// The advance of a character, as a share of the size of type.
fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '|' => 0.28,
        ' ' | '.' | ',' | ':' | ';' | '·' | 'I' => 0.34,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 0.41,
        'm' | 'w' | 'M' | 'W' | '%' | '…' | '—' => 0.98,
        '→' | '−' => 0.84,
        'c' | 's' | 'z' | 'J' => 0.55,
        _ if character.is_uppercase() => 0.74,
        _ => 0.64,
    }
}

/// A text cut at the end to fit a width at a size of type, with an ellipsis where it was cut.
#[must_use]
pub(super) fn shortened(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut used = width("…", size);
    let mut kept = String::new();
    for character in text.chars() {
        used += advance(character) * size;
        if used > room {
            break;
        }
        kept.push(character);
    }
    let kept = kept.trim_end();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortened_text_fits_and_one_that_fits_is_left_alone() {
        let text = "Customer-success manager";
        for room in [30.0, 60.0, 90.0, 120.0] {
            let cut = shortened(text, SMALL, room);
            assert!(width(&cut, SMALL) <= room, "{cut}");
            assert!(cut.ends_with('…'));
        }
        assert_eq!(shortened(text, SMALL, 1000.0), text);
    }
}
