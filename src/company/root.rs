//! Solving for one factor.

/// How often an interval is halved: to the last bits of any factor.
const HALVINGS: usize = 60;

/// The factor in `low..=high` at which `value` comes up to `goal`; its value at an end where it
/// stays above or below. What rises as a whole may fall by jumps on the way, as growth does where
/// it breaks the service: what is found is a place where it comes up, not a jump.
pub(super) fn factor(
    goal: f64,
    (low, high): (f64, f64),
    mut value: impl FnMut(f64) -> f64,
) -> Result<f64, f64> {
    let least = value(low);
    if least >= goal {
        return if is_near(least, goal) {
            Ok(low)
        } else {
            Err(least)
        };
    }
    let most = value(high);
    if most < goal {
        return if is_near(most, goal) {
            Ok(high)
        } else {
            Err(most)
        };
    }
    let (mut below, mut above) = (low, high);
    for _ in 0..HALVINGS {
        let middle = below + (above - below) / 2.0;
        if value(middle) < goal {
            below = middle;
        } else {
            above = middle;
        }
    }
    Ok(above)
}

/// Whether nobody could tell two shares apart.
pub(super) fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9
}

/// Whether two amounts differ by more than people round when they type.
pub(super) fn differ(one: f64, other: f64) -> bool {
    (one - other).abs() > 0.01 * one.abs().max(other.abs())
}

/// Seven significant digits: what links carry and sliders show has no needless ones.
pub(super) fn tidy(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let places = 6.0 - libm::floor(libm::log10(value.abs()));
    let scale = libm::pow(10.0, places.clamp(-300.0, 300.0));
    // Divided by a power of ten with a positive exponent, which is exact up to 10²².
    if places >= 0.0 {
        libm::round(value * scale) / scale
    } else {
        let scale = libm::pow(10.0, -places);
        libm::round(value / scale) * scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_is_found_or_the_nearest_value_told() {
        assert!((factor(2.0, (0.0, 10.0), |x| x * x).unwrap() - 2.0_f64.sqrt()).abs() < 1e-12);
        assert_eq!(factor(101.0, (0.0, 10.0), |x| x * x), Err(100.0));
        assert_eq!(factor(-1.0, (0.0, 10.0), |x| x * x), Err(0.0));
        // A jump downwards on the way is passed.
        let jumps = |x: f64| if x < 1.0 { x } else { x - 0.5 };
        let found = factor(0.7, (0.0, 10.0), jumps).unwrap();
        assert!((jumps(found) - 0.7).abs() < 1e-12);
    }

    #[test]
    fn seven_digits_are_kept() {
        for (value, expected) in [
            (0.123_456_789, 0.123_456_8),
            (1_234_567_890.0, 1_234_568_000.0),
            (29.0, 29.0),
            (0.000_012_345_678_9, 0.000_012_345_68),
            (0.0, 0.0),
            (-3.0, -3.0),
        ] {
            assert_eq!(tidy(value).to_bits(), f64::to_bits(expected), "{value}");
        }
    }
}
