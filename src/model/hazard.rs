//! Monthly fractions as hazards, and hazards as weekly fractions.
//!
//! Transcendental functions come from `libm` on every target, so that a run has the same bits
//! natively and in WebAssembly, where the platform's own differ in the last place.

use super::calendar::WEEKS_PER_MONTH;
use super::exponential::exponential;

/// The hazard per month that a monthly fraction amounts to: −ln(1 − m).
#[inline]
#[must_use]
pub fn monthly(fraction: f64) -> f64 {
    -libm::log(1.0 - fraction)
}

/// The share that goes in one week under a hazard per month: 1 − e^(−h/W).
#[inline]
#[must_use]
pub fn leave(hazard: f64) -> f64 {
    1.0 - exponential(-hazard / WEEKS_PER_MONTH)
}
