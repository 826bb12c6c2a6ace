//! Numbers with fewer digits.

/// The multiple of a power of ten that is nearest to a number, as its digits are read: 0.57, not
/// 0.5700000000000001. A power of ten below one is no binary fraction, so it is divided by its inverse.
#[must_use]
pub fn nearest_multiple(value: f64, power_of_ten: f64) -> f64 {
    if power_of_ten < 1.0 {
        let inverse = (1.0 / power_of_ten).round();
        (value * inverse).round() / inverse
    } else {
        (value / power_of_ten).round() * power_of_ten
    }
}

/// What is left of a sum or product of decimal numbers without the dust of binary fractions: 0.15, not
/// 0.15000000000000002. Nine decimals remain, more than any step of an input has; what has no dust stays
/// as it is up to 10^12, more than any input can be.
#[must_use]
pub fn without_dust(value: f64) -> f64 {
    nearest_multiple(value, 1e-9)
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

    #[test]
    fn what_has_no_dust_stays_as_it_is_whatever_its_size() {
        for exponent in -6..=10 {
            for count in [1, 3, 7, 29, 57, 95, 123] {
                let clean: f64 = format!("{count}e{exponent}").parse().expect("a number");
                assert_eq!(without_dust(clean).to_bits(), clean.to_bits(), "{clean}");
            }
        }
        assert_eq!(without_dust(0.1 + 0.2).to_bits(), 0.3_f64.to_bits());
        assert_eq!(without_dust(3.0 * 0.05).to_bits(), 0.15_f64.to_bits());
    }
}
