//! Numbers of several runs side by side, which a machine works on at once.

#![allow(clippy::inline_always)] // nearly every function is one instruction

use std::ops::{
    Add, AddAssign, BitAnd, BitOr, BitOrAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign,
};

use super::bounds::Bounds;
use super::exponential;
use super::number::{Number, Truth};

/// How many runs are made side by side.
pub const LANES: usize = 8;

/// A number of each of several runs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(align(64))]
pub struct Lanes(pub [f64; LANES]);

/// Whether something is so in each of several runs: all bits of a lane, or none. So it is what a
/// machine makes of a comparison, and what it chooses by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(align(64))]
pub struct Truths([u64; LANES]);

/// All bits if something is so, or none.
#[inline(always)]
fn bits(is_so: bool) -> u64 {
    if is_so { u64::MAX } else { 0 }
}

impl Truths {
    #[inline(always)]
    fn with(self, other: Self, function: impl Fn(u64, u64) -> u64) -> Self {
        let mut result = self;
        for (lane, other) in result.0.iter_mut().zip(other.0) {
            *lane = function(*lane, other);
        }
        result
    }
}

impl Lanes {
    #[inline(always)]
    fn each(self, function: impl Fn(f64) -> f64) -> Self {
        let mut result = self;
        for number in &mut result.0 {
            *number = function(*number);
        }
        result
    }

    #[inline(always)]
    fn with(self, other: Self, function: impl Fn(f64, f64) -> f64) -> Self {
        let mut result = self;
        for (number, other) in result.0.iter_mut().zip(other.0) {
            *number = function(*number, other);
        }
        result
    }

    #[inline(always)]
    fn compare(self, other: Self, function: impl Fn(f64, f64) -> bool) -> Truths {
        let mut result = Truths::default();
        for (lane, is_so) in result.0.iter_mut().enumerate() {
            *is_so = bits(function(self.0[lane], other.0[lane]));
        }
        result
    }
}

impl From<f64> for Lanes {
    #[inline(always)]
    fn from(number: f64) -> Self {
        Self([number; LANES])
    }
}

impl From<bool> for Truths {
    #[inline(always)]
    fn from(is_so: bool) -> Self {
        Self([bits(is_so); LANES])
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
                self.each(|a| a $operator other)
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
        self.each(|number| -number)
    }
}

impl Bounds for Lanes {
    #[inline(always)]
    fn at_most(self, bound: impl Into<Self>) -> Self {
        self.with(bound.into(), f64::at_most)
    }

    #[inline(always)]
    fn at_least(self, bound: impl Into<Self>) -> Self {
        self.with(bound.into(), f64::at_least)
    }
}

impl BitAnd for Truths {
    type Output = Self;

    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        self.with(other, |a, b| a & b)
    }
}

impl BitOr for Truths {
    type Output = Self;

    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        self.with(other, |a, b| a | b)
    }
}

impl BitOrAssign for Truths {
    #[inline(always)]
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

impl Truth for Truths {
    #[inline(always)]
    fn any(self) -> bool {
        self.0.iter().fold(0, |any, lane| any | lane) != 0
    }

    #[inline(always)]
    fn all(self) -> bool {
        self.0.iter().fold(u64::MAX, |all, lane| all & lane) != 0
    }

    #[inline(always)]
    fn of(self, place: usize) -> bool {
        self.0[place] != 0
    }
}

impl Number for Lanes {
    type Truth = Truths;

    const RUNS: usize = LANES;

    #[inline(always)]
    fn from_runs(number: impl FnMut(usize) -> f64) -> Self {
        Self(std::array::from_fn(number))
    }

    #[inline(always)]
    fn of(&self, place: usize) -> f64 {
        self.0[place]
    }

    #[inline(always)]
    fn is_below(self, other: impl Into<Self>) -> Truths {
        self.compare(other.into(), |a, b| a < b)
    }

    #[inline(always)]
    fn is_above(self, other: impl Into<Self>) -> Truths {
        self.compare(other.into(), |a, b| a > b)
    }

    #[inline(always)]
    fn reaches(self, other: impl Into<Self>) -> Truths {
        self.compare(other.into(), |a, b| a >= b)
    }

    #[inline(always)]
    #[allow(clippy::float_cmp)] // whoever asks means it
    fn is(self, other: impl Into<Self>) -> Truths {
        self.compare(other.into(), |a, b| a == b)
    }

    #[inline(always)]
    fn choose(is_so: Truths, then: impl Into<Self>, otherwise: impl Into<Self>) -> Self {
        let then: Self = then.into();
        let mut result: Self = otherwise.into();
        for (lane, number) in result.0.iter_mut().enumerate() {
            let (is_so, then) = (is_so.0[lane], then.0[lane].to_bits());
            *number = f64::from_bits(then & is_so | number.to_bits() & !is_so);
        }
        result
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn exponential(self) -> Self {
        if self.compare(self, |x, _| exponential::is_ordinary(x)).all() {
            self.each(exponential::ordinary)
        } else {
            self.each(exponential::exponential)
        }
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn power(self, exponent: Self) -> Self {
        if self.compare(exponent, exponential::has_logarithm).all() {
            (exponent * self.each(exponential::logarithm)).exponential()
        } else {
            self.with(exponent, exponential::power)
        }
    }

    #[inline(always)]
    #[allow(clippy::float_cmp)] // the same question, to the bit
    fn map(self, function: impl Fn(f64) -> f64) -> Self {
        let (first, value) = (self.0[0], function(self.0[0]));
        if self.is(first).all() {
            return Self::from(value);
        }
        self.each(function)
    }
}
