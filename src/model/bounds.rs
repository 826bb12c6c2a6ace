//! Bounds on numbers. A plain comparison is one instruction on every machine; the standard
//! library's functions look for NaN first, and in WebAssembly they are calls.

/// Bounds as methods, to be read from left to right.
pub trait Bounds {
    /// The number, or the bound if it is above that.
    #[must_use]
    fn at_most(self, bound: f64) -> f64;

    /// The number, or the bound if it is below that.
    #[must_use]
    fn at_least(self, bound: f64) -> f64;
}

impl Bounds for f64 {
    #[inline]
    fn at_most(self, bound: f64) -> f64 {
        if self < bound { self } else { bound }
    }

    #[inline]
    fn at_least(self, bound: f64) -> f64 {
        if self > bound { self } else { bound }
    }
}
