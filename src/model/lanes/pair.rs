//! Two numbers in one register of WebAssembly. What the compiler makes of loops over arrays there
//! are numbers one by one wherever a comparison is near, each with a branch.

use std::arch::wasm32::{
    f64x2, f64x2_add, f64x2_div, f64x2_eq, f64x2_extract_lane, f64x2_ge, f64x2_gt, f64x2_lt,
    f64x2_mul, f64x2_neg, f64x2_pmax, f64x2_pmin, f64x2_replace_lane, f64x2_splat, f64x2_sub,
    i64x2_all_true, i64x2_bitmask, i64x2_replace_lane, i64x2_splat, v128, v128_and, v128_any_true,
    v128_bitselect, v128_or,
};
use std::ops::{Add, BitAnd, BitOr, Div, Mul, Neg, Sub};

use super::part::Part;

/// Two numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair(pub(super) v128);

/// Whether something is so of each of two numbers: all bits, or none.
#[derive(Clone, Copy, Debug)]
pub(super) struct PairTruth(v128);

macro_rules! arithmetic {
    ($($Trait:ident $method:ident $instruction:ident;)+) => { $(
        impl $Trait for Pair {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self($instruction(self.0, other.0))
            }
        }
    )+ };
}

arithmetic! {
    Add add f64x2_add;
    Sub sub f64x2_sub;
    Mul mul f64x2_mul;
    Div div f64x2_div;
}

impl Neg for Pair {
    type Output = Self;

    #[inline(always)]
    fn neg(self) -> Self {
        Self(f64x2_neg(self.0))
    }
}

impl BitAnd for PairTruth {
    type Output = Self;

    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        Self(v128_and(self.0, other.0))
    }
}

impl BitOr for PairTruth {
    type Output = Self;

    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        Self(v128_or(self.0, other.0))
    }
}

impl Part for Pair {
    type Truth = PairTruth;

    const WIDTH: usize = 2;

    #[inline(always)]
    fn all(number: f64) -> Self {
        Self(f64x2_splat(number))
    }

    #[inline(always)]
    fn from_numbers(mut number: impl FnMut(usize) -> f64) -> Self {
        Self(f64x2(number(0), number(1)))
    }

    #[inline(always)]
    fn of(self, place: usize) -> f64 {
        match place {
            0 => f64x2_extract_lane::<0>(self.0),
            _ => f64x2_extract_lane::<1>(self.0),
        }
    }

    #[inline(always)]
    fn put(&mut self, place: usize, number: f64) {
        self.0 = match place {
            0 => f64x2_replace_lane::<0>(self.0, number),
            _ => f64x2_replace_lane::<1>(self.0, number),
        };
    }

    #[inline(always)]
    fn at_most(self, bound: Self) -> Self {
        Self(f64x2_pmin(bound.0, self.0))
    }

    #[inline(always)]
    fn at_least(self, bound: Self) -> Self {
        Self(f64x2_pmax(bound.0, self.0))
    }

    #[inline(always)]
    fn is_below(self, other: Self) -> PairTruth {
        PairTruth(f64x2_lt(self.0, other.0))
    }

    #[inline(always)]
    fn is_above(self, other: Self) -> PairTruth {
        PairTruth(f64x2_gt(self.0, other.0))
    }

    #[inline(always)]
    fn reaches(self, other: Self) -> PairTruth {
        PairTruth(f64x2_ge(self.0, other.0))
    }

    #[inline(always)]
    fn is(self, other: Self) -> PairTruth {
        PairTruth(f64x2_eq(self.0, other.0))
    }

    #[inline(always)]
    fn choose(is_so: PairTruth, then: Self, otherwise: Self) -> Self {
        Self(v128_bitselect(then.0, otherwise.0, is_so.0))
    }

    #[inline(always)]
    fn truth(is_so: bool) -> PairTruth {
        PairTruth(i64x2_splat(-i64::from(is_so)))
    }

    #[inline(always)]
    fn bits(is_so: PairTruth) -> u32 {
        u32::from(i64x2_bitmask(is_so.0))
    }

    #[inline(always)]
    fn put_truth(truth: PairTruth, place: usize, is_so: bool) -> PairTruth {
        let is_so = -i64::from(is_so);
        PairTruth(match place {
            0 => i64x2_replace_lane::<0>(truth.0, is_so),
            _ => i64x2_replace_lane::<1>(truth.0, is_so),
        })
    }

    #[inline(always)]
    fn is_any(truth: PairTruth) -> bool {
        v128_any_true(truth.0)
    }

    #[inline(always)]
    fn is_every(truth: PairTruth) -> bool {
        i64x2_all_true(truth.0)
    }
}
