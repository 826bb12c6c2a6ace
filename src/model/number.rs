//! What the equations are written in: a number of one run, or the same number of several runs side
//! by side. Every operation does the same to each of them, so that their bits do not depend on how
//! many there are.
//!
//! Natively the equations are compiled as one piece, for what a machine can do. In WebAssembly the
//! larger pieces of them stay functions: what a browser compiles with many thousand values in one
//! function it takes less care of, and every value then passes through memory.

#![allow(clippy::inline_always)] // the equations are compiled as a whole for what a machine can do

use std::fmt::Debug;
use std::ops::{
    Add, AddAssign, BitAnd, BitOr, BitOrAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign,
};

use super::bounds::Bounds;
use super::exponential::{exponential, power};

/// Whether something is so in each run.
pub trait Truth:
    Copy + Debug + PartialEq + From<bool> + BitAnd<Output = Self> + BitOr<Output = Self> + BitOrAssign
{
    /// Whether it is so in at least one run.
    #[must_use]
    fn any(self) -> bool;

    /// Whether it is so in every run.
    #[must_use]
    fn all(self) -> bool;

    /// The places of the runs in which it is so.
    #[must_use]
    fn places(self) -> impl Iterator<Item = usize>;

    /// Says whether it is so in the run with this place.
    fn put(&mut self, place: usize, is_so: bool);
}

/// A number of each run.
pub trait Number:
    Copy
    + Debug
    + PartialEq
    + From<f64>
    + Bounds
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + DivAssign
{
    /// Whether something is so in each run.
    type Truth: Truth;

    /// How many runs there are.
    const RUNS: usize;

    /// The numbers of the runs with these places.
    #[must_use]
    fn from_runs(number: impl FnMut(usize) -> f64) -> Self;

    /// The number of the run with this place.
    #[must_use]
    fn of(&self, place: usize) -> f64;

    /// Makes this the number of the run with this place.
    fn put(&mut self, place: usize, number: f64);

    /// Whether the number is less than another.
    #[must_use]
    fn is_below(self, other: impl Into<Self>) -> Self::Truth;

    /// Whether the number is greater than another.
    #[must_use]
    fn is_above(self, other: impl Into<Self>) -> Self::Truth;

    /// Whether the number is at least as great as another.
    #[must_use]
    fn reaches(self, other: impl Into<Self>) -> Self::Truth;

    /// Whether the number is another one.
    #[must_use]
    fn is(self, other: impl Into<Self>) -> Self::Truth;

    /// The first number where something is so, and the second one where it is not.
    #[must_use]
    fn choose(is_so: Self::Truth, then: impl Into<Self>, otherwise: impl Into<Self>) -> Self;

    /// e to the number.
    #[must_use]
    fn exponential(self) -> Self;

    /// The number to the power of another.
    #[must_use]
    fn power(self, exponent: Self) -> Self;

    /// A function of the number, run by run; equal numbers are asked for once.
    #[must_use]
    fn map(self, function: impl Fn(f64) -> f64) -> Self;

    /// What is missing to 1.
    #[inline(always)]
    #[must_use]
    fn rest(self) -> Self {
        Self::from(1.0) - self
    }

    /// 1 divided by the number.
    #[inline(always)]
    #[must_use]
    fn reciprocal(self) -> Self {
        Self::from(1.0) / self
    }
}

impl Truth for bool {
    #[inline(always)]
    fn any(self) -> bool {
        self
    }

    #[inline(always)]
    fn all(self) -> bool {
        self
    }

    #[inline(always)]
    fn places(self) -> impl Iterator<Item = usize> {
        self.then_some(0).into_iter()
    }

    #[inline(always)]
    fn put(&mut self, _: usize, is_so: bool) {
        *self = is_so;
    }
}

impl Number for f64 {
    type Truth = bool;

    const RUNS: usize = 1;

    #[inline(always)]
    fn from_runs(mut number: impl FnMut(usize) -> f64) -> Self {
        number(0)
    }

    #[inline(always)]
    fn of(&self, _: usize) -> f64 {
        *self
    }

    #[inline(always)]
    fn put(&mut self, _: usize, number: f64) {
        *self = number;
    }

    #[inline(always)]
    fn is_below(self, other: impl Into<Self>) -> bool {
        self < other.into()
    }

    #[inline(always)]
    fn is_above(self, other: impl Into<Self>) -> bool {
        self > other.into()
    }

    #[inline(always)]
    fn reaches(self, other: impl Into<Self>) -> bool {
        self >= other.into()
    }

    #[inline(always)]
    #[allow(clippy::float_cmp)] // whoever asks means it
    fn is(self, other: impl Into<Self>) -> bool {
        self == other.into()
    }

    #[inline(always)]
    fn choose(is_so: bool, then: impl Into<Self>, otherwise: impl Into<Self>) -> Self {
        if is_so { then.into() } else { otherwise.into() }
    }

    #[inline(always)]
    fn exponential(self) -> Self {
        exponential(self)
    }

    #[inline(always)]
    fn power(self, exponent: Self) -> Self {
        power(self, exponent)
    }

    #[inline(always)]
    fn map(self, function: impl Fn(f64) -> f64) -> Self {
        function(self)
    }
}
