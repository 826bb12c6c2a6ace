//! Numbers of several runs side by side, which a machine works on at once.

#![allow(clippy::inline_always)] // nearly every function is one instruction

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod pair;
mod part;
mod truths;

use std::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use self::part::Part;
pub use self::truths::Truths;
use super::bounds::Bounds;
use super::exponential;
use super::number::{Number, Truth};

/// How many runs are made side by side.
pub const LANES: usize = 8;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
type Widest = f64;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
type Widest = pair::Pair;

/// Parts of [`Lanes`].
const PARTS: usize = LANES / Widest::WIDTH;

type PartTruth = <Widest as Part>::Truth;

/// A number of each of several runs.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Lanes([Widest; PARTS]);

/// The part that a run is in, and its place there.
#[inline(always)]
fn within_parts(run: usize) -> (usize, usize) {
    (run / Widest::WIDTH, run & (Widest::WIDTH - 1))
}

/// The numbers that parts hold, one after the other.
#[inline(always)]
fn numbers_of<const COUNT: usize>(parts: &[Widest]) -> [f64; COUNT] {
    let mut numbers = [0.0; COUNT];
    for (numbers, &part) in numbers.chunks_exact_mut(Widest::WIDTH).zip(parts) {
        for (place, number) in numbers.iter_mut().enumerate() {
            *number = Part::of(part, place);
        }
    }
    numbers
}

impl Lanes {
    /// The numbers of the runs.
    #[inline(always)]
    #[must_use]
    pub fn numbers(self) -> [f64; LANES] {
        numbers_of(&self.0)
    }

    /// The registers that the numbers are in.
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    #[inline(always)]
    pub(crate) fn registers(self) -> [std::arch::wasm32::v128; PARTS] {
        self.0.map(|pair| pair.0)
    }

    /// So many numbers, and zeros in the place of the others.
    #[cold]
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    #[must_use]
    pub fn first(self, count: usize) -> Self {
        let mut numbers = self.numbers();
        numbers[count..].fill(0.0);
        Self::from(numbers)
    }

    #[inline(always)]
    fn each(self, function: impl Fn(Widest) -> Widest) -> Self {
        let mut result = self;
        for part in &mut result.0 {
            *part = function(*part);
        }
        result
    }

    #[inline(always)]
    fn with(self, other: Self, function: impl Fn(Widest, Widest) -> Widest) -> Self {
        let mut result = self;
        for (part, other) in result.0.iter_mut().zip(other.0) {
            *part = function(*part, other);
        }
        result
    }

    #[inline(always)]
    fn compare(self, other: Self, function: impl Fn(Widest, Widest) -> PartTruth) -> Truths {
        let mut result = Truths::from(false);
        for (place, truth) in result.0.iter_mut().enumerate() {
            *truth = function(self.0[place], other.0[place]);
        }
        result
    }

    /// Takes the numbers of even and of odd runs into what they have come to so far: halves of the
    /// runs first, then halves of those.
    #[inline(always)]
    fn fold(self, so_far: [f64; 2], both: impl Fn(Widest, Widest) -> Widest) -> [f64; 2] {
        let half: [_; PARTS / 2] =
            std::array::from_fn(|part| both(self.0[part], self.0[part + PARTS / 2]));
        let quarter: [_; PARTS / 4] =
            std::array::from_fn(|part| both(half[part], half[part + PARTS / 4]));
        let result: [Widest; PARTS / 4] = std::array::from_fn(|part| {
            let so_far = Widest::from_numbers(|place| so_far[part * Widest::WIDTH + place]);
            both(so_far, quarter[part])
        });
        numbers_of(&result)
    }

    /// Adds the numbers to sums of even and of odd runs.
    #[inline(always)]
    #[must_use]
    pub fn add_to(self, sums: [f64; 2]) -> [f64; 2] {
        self.fold(sums, |sum, number| sum + number)
    }

    /// The least of the numbers and of those so far, of even and of odd runs.
    #[inline(always)]
    #[must_use]
    pub fn least(self, so_far: [f64; 2]) -> [f64; 2] {
        self.fold(so_far, |least, number| Part::at_most(number, least))
    }

    /// The greatest of the numbers and of those so far, of even and of odd runs.
    #[inline(always)]
    #[must_use]
    pub fn greatest(self, so_far: [f64; 2]) -> [f64; 2] {
        self.fold(so_far, |greatest, number| Part::at_least(number, greatest))
    }

    /// A function of each number.
    #[inline(always)]
    fn number_by_number(self, function: impl Fn(f64) -> f64) -> Self {
        Self::from(self.numbers().map(function))
    }
}

impl Default for Lanes {
    fn default() -> Self {
        Self::from(0.0)
    }
}

impl PartialEq for Lanes {
    fn eq(&self, other: &Self) -> bool {
        self.numbers() == other.numbers()
    }
}

impl From<f64> for Lanes {
    #[inline(always)]
    fn from(number: f64) -> Self {
        Self([Widest::all(number); PARTS])
    }
}

impl From<[f64; LANES]> for Lanes {
    #[inline(always)]
    fn from(numbers: [f64; LANES]) -> Self {
        Self(std::array::from_fn(|part| {
            Widest::from_numbers(|place| numbers[part * Widest::WIDTH + place])
        }))
    }
}

macro_rules! arithmetic {
    ($($Trait:ident $method:ident $Assign:ident $assign:ident $operator:tt;)+) => { $(
        impl $Trait for Lanes {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                self.with(other, |a, b| a $operator b)
            }
        }

        impl $Trait<f64> for Lanes {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: f64) -> Self {
                self $operator Self::from(other)
            }
        }

        impl $Assign for Lanes {
            #[inline(always)]
            fn $assign(&mut self, other: Self) {
                *self = *self $operator other;
            }
        }
    )+ };
}

arithmetic! {
    Add add AddAssign add_assign +;
    Sub sub SubAssign sub_assign -;
    Mul mul MulAssign mul_assign *;
    Div div DivAssign div_assign /;
}

impl Neg for Lanes {
    type Output = Self;

    #[inline(always)]
    fn neg(self) -> Self {
        self.each(|part| -part)
    }
}

impl Bounds for Lanes {
    #[inline(always)]
    fn at_most(self, bound: impl Into<Self>) -> Self {
        self.with(bound.into(), Part::at_most)
    }

    #[inline(always)]
    fn at_least(self, bound: impl Into<Self>) -> Self {
        self.with(bound.into(), Part::at_least)
    }
}

impl Number for Lanes {
    type Truth = Truths;

    const RUNS: usize = LANES;

    #[inline(always)]
    fn from_runs(number: impl FnMut(usize) -> f64) -> Self {
        Self::from(std::array::from_fn(number))
    }

    #[inline(always)]
    fn of(&self, place: usize) -> f64 {
        let (part, place) = within_parts(place);
        Part::of(self.0[part], place)
    }

    #[inline(always)]
    fn put(&mut self, place: usize, number: f64) {
        let (part, place) = within_parts(place);
        Part::put(&mut self.0[part], place, number);
    }

    #[inline(always)]
    fn is_below(self, other: impl Into<Self>) -> Truths {
        self.compare(other.into(), Part::is_below)
    }

    #[inline(always)]
    fn is_above(self, other: impl Into<Self>) -> Truths {
        self.compare(other.into(), Part::is_above)
    }

    #[inline(always)]
    fn reaches(self, other: impl Into<Self>) -> Truths {
        self.compare(other.into(), Part::reaches)
    }

    #[inline(always)]
    fn is(self, other: impl Into<Self>) -> Truths {
        self.compare(other.into(), Part::is)
    }

    #[inline(always)]
    fn choose(is_so: Truths, then: impl Into<Self>, otherwise: impl Into<Self>) -> Self {
        let then: Self = then.into();
        let mut result: Self = otherwise.into();
        for (place, part) in result.0.iter_mut().enumerate() {
            *part = Part::choose(is_so.0[place], then.0[place], *part);
        }
        result
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn exponential(self) -> Self {
        if exponential::is_ordinary(self).all() {
            exponential::ordinary(self)
        } else {
            self.number_by_number(exponential::exponential)
        }
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn power(self, exponent: Self) -> Self {
        if exponential::has_logarithm(self, exponent).all() {
            (exponent * exponential::logarithm(self)).exponential()
        } else {
            Self::from_runs(|run| exponential::power(self.of(run), exponent.of(run)))
        }
    }

    #[inline(always)]
    fn map(self, function: impl Fn(f64) -> f64) -> Self {
        let first = self.of(0);
        let value = function(first);
        // The same question in all runs. (Nothing and negative nothing count as one.)
        if self.is(first).all() {
            return Self::from(value);
        }
        self.number_by_number(function)
    }
}
