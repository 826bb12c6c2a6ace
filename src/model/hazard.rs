//! Monthly fractions as hazards, and hazards as weekly fractions.
//!
//! Transcendental functions come from `libm` on every target, so that a run has the same bits
//! natively and in WebAssembly, where the platform's own differ in the last place.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::calendar::WEEKS_PER_MONTH;
use super::number::Number;

/// The hazard per month that a monthly fraction amounts to: −ln(1 − m).
#[inline(always)]
#[must_use]
pub fn monthly<N: Number>(fraction: N) -> N {
    fraction.map(|fraction| -libm::log(1.0 - fraction))
}

/// The share that goes in one week under a hazard per month: 1 − e^(−h/W).
#[inline(always)]
#[must_use]
pub fn leave<N: Number>(hazard: N) -> N {
    (-hazard / N::from(WEEKS_PER_MONTH)).exponential().rest()
}
