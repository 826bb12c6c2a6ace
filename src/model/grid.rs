//! Numbers with fewer digits.

/// The multiple of a power of ten that is nearest to a number, as its digits are read: 0.57, not
/// 0.5700000000000001. A power of ten below one is no binary fraction, so it is divided by its inverse.
#[must_use]
pub fn nearest_multiple(value: f64, power_of_ten: f64) -> f64 {
    let count = (value / power_of_ten).round();
    if power_of_ten < 1.0 {
        count / (1.0 / power_of_ten).round()
    } else {
        count * power_of_ten
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_are_the_numbers_that_their_digits_say() {
        for exponent in -9..=6 {
            for count in 0..=1000 {
                let read = |text: String| text.parse::<f64>().expect("a number");
                let expected = read(format!("{count}e{exponent}"));
                let power = libm::pow(10.0, f64::from(exponent));
                for value in [expected, expected + 0.3 * power] {
                    let nearest = nearest_multiple(value, power);
                    assert_eq!(nearest.to_bits(), expected.to_bits(), "{value} by {power}");
                }
            }
        }
    }
}
