//! What one instruction works on, as far as the compiler has to be told: one number natively, where
//! it finds by itself how many fit into a register, and two in WebAssembly.

use std::fmt::Debug;
use std::ops::{Add, BitAnd, BitOr, Div, Mul, Neg, Sub};

use crate::model::bounds::Bounds;

/// One number or several.
pub(super) trait Part:
    Copy
    + Debug
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
{
    /// Whether something is so of each number: all bits, or none.
    type Truth: Copy + Debug + BitAnd<Output = Self::Truth> + BitOr<Output = Self::Truth>;

    /// How many numbers there are.
    const WIDTH: usize;

    /// The same number everywhere.
    fn all(number: f64) -> Self;

    /// The numbers with these places.
    fn from_numbers(number: impl FnMut(usize) -> f64) -> Self;

    /// The number with this place.
    fn of(self, place: usize) -> f64;

    /// Makes this the number with this place.
    fn put(&mut self, place: usize, number: f64);

    /// The numbers, or the bounds where they are above those.
    fn at_most(self, bound: Self) -> Self;

    /// The numbers, or the bounds where they are below those.
    fn at_least(self, bound: Self) -> Self;

    /// Whether the numbers are less than others.
    fn is_below(self, other: Self) -> Self::Truth;

    /// Whether the numbers are greater than others.
    fn is_above(self, other: Self) -> Self::Truth;

    /// Whether the numbers are at least as great as others.
    fn reaches(self, other: Self) -> Self::Truth;

    /// Whether the numbers are others.
    fn is(self, other: Self) -> Self::Truth;

    /// The first numbers where something is so, and the others where it is not.
    fn choose(is_so: Self::Truth, then: Self, otherwise: Self) -> Self;

    /// The same everywhere.
    fn truth(is_so: bool) -> Self::Truth;

    /// One bit for each number of which it is so, the lowest for the first.
    fn bits(truth: Self::Truth) -> u32;

    /// The same but of the number with this place, of which it is so or not.
    fn put_truth(truth: Self::Truth, place: usize, is_so: bool) -> Self::Truth;

    /// Whether it is so of any number.
    fn is_any(truth: Self::Truth) -> bool;

    /// Whether it is so of every number.
    fn is_every(truth: Self::Truth) -> bool;
}

/// All bits if something is so, or none: what a machine makes of a comparison, and chooses by.
#[inline(always)]
fn mask(is_so: bool) -> u64 {
    if is_so { u64::MAX } else { 0 }
}

impl Part for f64 {
    type Truth = u64;

    const WIDTH: usize = 1;

    #[inline(always)]
    fn all(number: f64) -> Self {
        number
    }

    #[inline(always)]
    fn from_numbers(mut number: impl FnMut(usize) -> f64) -> Self {
        number(0)
    }

    #[inline(always)]
    fn of(self, _: usize) -> f64 {
        self
    }

    #[inline(always)]
    fn put(&mut self, _: usize, number: f64) {
        *self = number;
    }

    #[inline(always)]
    fn at_most(self, bound: Self) -> Self {
        Bounds::at_most(self, bound)
    }

    #[inline(always)]
    fn at_least(self, bound: Self) -> Self {
        Bounds::at_least(self, bound)
    }

    #[inline(always)]
    fn is_below(self, other: Self) -> u64 {
        mask(self < other)
    }

    #[inline(always)]
    fn is_above(self, other: Self) -> u64 {
        mask(self > other)
    }

    #[inline(always)]
    fn reaches(self, other: Self) -> u64 {
        mask(self >= other)
    }

    #[inline(always)]
    #[allow(clippy::float_cmp)] // whoever asks means it
    fn is(self, other: Self) -> u64 {
        mask(self == other)
    }

    #[inline(always)]
    fn choose(is_so: u64, then: Self, otherwise: Self) -> Self {
        Self::from_bits(then.to_bits() & is_so | otherwise.to_bits() & !is_so)
    }

    #[inline(always)]
    fn truth(is_so: bool) -> u64 {
        mask(is_so)
    }

    #[inline(always)]
    fn bits(truth: u64) -> u32 {
        u32::from(truth != 0)
    }

    #[inline(always)]
    fn put_truth(_: u64, _: usize, is_so: bool) -> u64 {
        mask(is_so)
    }

    #[inline(always)]
    fn is_any(truth: u64) -> bool {
        truth != 0
    }

    #[inline(always)]
    fn is_every(truth: u64) -> bool {
        truth != 0
    }
}
