//! Whether something is so in each of several runs.

#![allow(clippy::inline_always)] // nearly every function is one instruction

use std::ops::{BitAnd, BitOr, BitOrAssign};

use super::part::Part;
use super::{PARTS, PartTruth, Widest, within_parts};
use crate::model::number::Truth;

/// Whether something is so in each of several runs.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Truths(pub(super) [PartTruth; PARTS]);

impl Truths {
    #[inline(always)]
    fn with(self, other: Self, function: impl Fn(PartTruth, PartTruth) -> PartTruth) -> Self {
        let mut result = self;
        for (part, other) in result.0.iter_mut().zip(other.0) {
            *part = function(*part, other);
        }
        result
    }

    /// One bit for each run in which it is so, the lowest for the first.
    #[inline(always)]
    fn bits(self) -> u32 {
        let parts = self.0.into_iter().enumerate();
        parts.fold(0, |bits, (part, truth)| {
            bits | Widest::bits(truth) << (part * Widest::WIDTH)
        })
    }
}

impl PartialEq for Truths {
    fn eq(&self, other: &Self) -> bool {
        self.bits() == other.bits()
    }
}

impl From<bool> for Truths {
    #[inline(always)]
    fn from(is_so: bool) -> Self {
        Self([Widest::truth(is_so); PARTS])
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
        let parts = self.0.into_iter();
        Widest::is_any(parts.fold(Widest::truth(false), |any, part| any | part))
    }

    #[inline(always)]
    fn all(self) -> bool {
        let parts = self.0.into_iter();
        Widest::is_every(parts.fold(Widest::truth(true), |all, part| all & part))
    }

    #[inline(always)]
    fn places(self) -> impl Iterator<Item = usize> {
        let mut bits = self.bits();
        std::iter::from_fn(move || {
            let place = bits.trailing_zeros();
            (bits != 0).then(|| {
                bits &= bits - 1;
                place as usize
            })
        })
    }

    #[inline(always)]
    fn put(&mut self, place: usize, is_so: bool) {
        let (part, place) = within_parts(place);
        self.0[part] = Widest::put_truth(self.0[part], place, is_so);
    }
}
