//! Bounds on numbers. A plain comparison is one instruction on every machine; the standard
//! library's functions look for NaN first, and in WebAssembly they are calls.

#![allow(clippy::inline_always)] // one instruction

/// Bounds as methods, to be read from left to right.
pub trait Bounds: Sized {
    /// The number, or the bound if it is above that.
    #[must_use]
    fn at_most(self, bound: impl Into<Self>) -> Self;

    /// The number, or the bound if it is below that.
    #[must_use]
    fn at_least(self, bound: impl Into<Self>) -> Self;
}

impl Bounds for f64 {
    #[inline(always)]
    fn at_most(self, bound: impl Into<Self>) -> Self {
        let bound = bound.into();
        if self < bound { self } else { bound }
    }

    #[inline(always)]
    fn at_least(self, bound: impl Into<Self>) -> Self {
        let bound = bound.into();
        if self > bound { self } else { bound }
    }
}
