//! e^x, ln x and x^e: the same bits natively and in WebAssembly, at half the time of `libm`.
//!
//! The platforms' own functions differ in the last place, so the model uses none of them. These
//! are made of additions, multiplications and table look-ups alone, which IEEE 754 defines to the
//! bit. The tables are worked out when the program is compiled. Arguments at the edge of what a
//! number can hold, and those that are none, go to `libm`, which gives the same bits everywhere as
//! well.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::number::Number;

/// Entries of each table: a power of two.
const STEPS: usize = 128;
const STEP_BITS: u32 = STEPS.trailing_zeros();
const STEP_MASK: u64 = STEPS as u64 - 1;

/// Bits of the fraction of a number, and the bits of 1.
const FRACTION_BITS: u32 = f64::MANTISSA_DIGITS - 1;
const ONE: u64 = 1.0_f64.to_bits();

/// Added to a number, it leaves the nearest whole number in the lowest bits of the sum.
#[allow(clippy::cast_precision_loss)] // a power of two
const ROUNDER: f64 = 1.5 * (1_u64 << FRACTION_BITS) as f64;

/// Beyond it, e^x or e^−x is no longer a number of full precision.
const LIMIT: f64 = 708.0;

/// ln 2 in two parts: multiples of the first by a power of two's exponent are exact.
const LN_2: (f64, f64) = (0.693_147_180_559_208_2, 7.371_002_565_167_799e-13);

/// The same divided by [`STEPS`]; multiples up to 2^18 of the first part are exact.
const LN_2_STEP: (f64, f64) = (5.415_212_347_998_022e-3, 1.265_508_608_332_543_8e-13);

/// 2^(1/[`STEPS`]) to twice the precision of a number.
const ROOT_OF_2: (f64, f64) = (1.005_429_901_112_802_7, 9.499_186_535_455_032e-17);

/// 2^(i/[`STEPS`]), and the relative part of it that did not fit.
static POWERS: [(f64, f64); STEPS] = powers_of_two();

/// 1/c and ln c for a c in the middle of each step from 1 to 2; the first step has c = 1, so that
/// ln 1 is exactly 0.
static LOGARITHMS: [(f64, f64); STEPS] = logarithms();

/// e^x, within one unit in the last place.
#[inline]
#[must_use]
pub fn exponential(x: f64) -> f64 {
    if is_ordinary(x) {
        ordinary(x)
    } else {
        libm::exp(x)
    }
}

/// Whether e^x and e^−x are numbers of full precision.
#[inline(always)]
pub(super) fn is_ordinary<N: Number>(x: N) -> N::Truth {
    x.is_above(-LIMIT) & x.is_below(LIMIT)
}

/// e^x where [`is_ordinary`] holds.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // a masked index, and 128
pub(super) fn ordinary<N: Number>(x: N) -> N {
    // x = n·ln 2/STEPS + r, and e^x = 2^(n/STEPS)·e^r with |r| below 0.0028.
    let shifted = x * (STEPS as f64 / std::f64::consts::LN_2) + ROUNDER;
    let n = shifted - ROUNDER;
    let step = |bits: u64| POWERS[(bits & STEP_MASK) as usize];
    let scale = N::from_runs(|run| {
        let bits = shifted.of(run).to_bits();
        let (power, _) = step(bits);
        f64::from_bits(
            power
                .to_bits()
                .wrapping_add(bits >> STEP_BITS << FRACTION_BITS),
        )
    });
    let tail = N::from_runs(|run| step(shifted.of(run).to_bits()).1);
    let r = (x - n * LN_2_STEP.0) - n * LN_2_STEP.1;
    let square = r * r;
    let grown = tail
        + r
        + square * (r * (1.0 / 6.0) + 1.0 / 2.0)
        + square * square * (r * (1.0 / 120.0) + 1.0 / 24.0);
    scale + scale * grown
}

/// ln x for a normal number above zero, within 3e−16 or as many units in the last place.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // exponents are small
#[allow(clippy::cast_possible_wrap)] // a shift that keeps the sign
pub(super) fn logarithm<N: Number>(x: N) -> N {
    // x = 2^k·c·(1 + r), and ln x = k·ln 2 + ln c + ln(1 + r) with |r| below 0.008.
    let bits = |run| x.of(run).to_bits().wrapping_sub(ONE);
    let fraction = |run| bits(run) & ((1 << FRACTION_BITS) - 1);
    let step = |run| LOGARITHMS[(fraction(run) >> (FRACTION_BITS - STEP_BITS)) as usize];
    let k = N::from_runs(|run| f64::from((bits(run) as i64 >> FRACTION_BITS) as i32));
    let inverse = N::from_runs(|run| step(run).0);
    let constant = N::from_runs(|run| step(run).1);
    let r = N::from_runs(|run| f64::from_bits(fraction(run) | ONE)) * inverse - 1.0;
    let square = r * r;
    let series = square
        * ((r * (1.0 / 3.0) - 1.0 / 2.0)
            + square * ((r * (1.0 / 5.0) - 1.0 / 4.0) + square * (r * (1.0 / 7.0) - 1.0 / 6.0)));
    k * LN_2.0 + (constant + (r + (series + k * LN_2.1)))
}

/// base^exponent as e^(exponent·ln base): within 1e−15 of it for every unit of that product.
#[inline]
#[must_use]
pub fn power(base: f64, exponent: f64) -> f64 {
    if has_logarithm(base, exponent) {
        exponential(exponent * logarithm(base))
    } else {
        libm::pow(base, exponent)
    }
}

/// Whether the base is a normal number above zero and the exponent is finite.
#[inline(always)]
pub(super) fn has_logarithm<N: Number>(base: N, exponent: N) -> N::Truth {
    base.reaches(f64::MIN_POSITIVE)
        & base.is_below(f64::INFINITY)
        & exponent.is_above(f64::NEG_INFINITY)
        & exponent.is_below(f64::INFINITY)
}

#[allow(clippy::cast_precision_loss)] // indices are small
const fn powers_of_two() -> [(f64, f64); STEPS] {
    let mut table = [(1.0, 0.0); STEPS];
    let mut power = (1.0, 0.0);
    let mut i = 1;
    while i < STEPS {
        power = multiply(power, ROOT_OF_2);
        table[i] = (power.0, power.1 / power.0);
        i += 1;
    }
    table
}

#[allow(clippy::cast_precision_loss)] // indices are small
const fn logarithms() -> [(f64, f64); STEPS] {
    let mut table = [(1.0, 0.0); STEPS];
    let mut i = 1;
    while i < STEPS {
        let inverse = 1.0 / (1.0 + (i as f64 + 0.5) / STEPS as f64);
        // ln c = 2·artanh((c − 1)/(c + 1)), the smallest terms first.
        let ratio = (1.0 - inverse) / (1.0 + inverse);
        let mut sum = 0.0;
        let mut term = 41.0;
        while term > 0.0 {
            sum = sum * ratio * ratio + 2.0 / term;
            term -= 2.0;
        }
        table[i] = (inverse, sum * ratio);
        i += 1;
    }
    table
}

/// The product of two numbers of twice the usual precision, each a sum of a number and what did
/// not fit into it (Dekker).
const fn multiply(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    let (a_high, a_low) = split(a.0);
    let (b_high, b_low) = split(b.0);
    let product = a.0 * b.0;
    let missing = ((a_high * b_high - product) + a_high * b_low + a_low * b_high)
        + a_low * b_low
        + (a.0 * b.1 + a.1 * b.0);
    let sum = product + missing;
    (sum, missing - (sum - product))
}

/// A number as the sum of two of half the digits.
const fn split(a: f64) -> (f64, f64) {
    let scaled = 134_217_729.0 * a; // 2^27 + 1
    let high = scaled - (scaled - a);
    (high, a - high)
}
