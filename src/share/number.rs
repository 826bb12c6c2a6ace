//! Numbers in files, links and exports.

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
