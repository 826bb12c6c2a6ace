//! A bound that an answer has to keep.

use crate::model::units::Better;

/// Which side of the bound is the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// At the bound or above it.
    AtLeast,
    /// At the bound or below it.
    AtMost,
}

impl Side {
    /// Both, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::AtLeast, Self::AtMost];

    /// The side that is asked for where the better answer is on it.
    #[must_use]
    pub const fn of(better: Better) -> Self {
        match better {
            Better::More => Self::AtLeast,
            Better::Less => Self::AtMost,
        }
    }

    /// The sign that people read.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::AtLeast => '≥',
            Self::AtMost => '≤',
        }
    }

    /// The sign in keys, which are typed.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
        }
    }
}

/// A bound that an answer has to keep.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The right side.
    pub side: Side,
    /// The bound itself, in the unit of the answer.
    pub value: f64,
}

/// A share such as 1 − 0.7 must not fail for its last bit.
const TOLERANCE: f64 = 1e-12;

impl Bound {
    /// At this value or above it.
    #[must_use]
    pub const fn at_least(value: f64) -> Self {
        Self {
            side: Side::AtLeast,
            value,
        }
    }

    /// At this value or below it.
    #[must_use]
    pub const fn at_most(value: f64) -> Self {
        Self {
            side: Side::AtMost,
            value,
        }
    }

    /// How far an answer is on the right side; below zero it is on the wrong one. What has no
    /// answer is infinitely far on the wrong side.
    #[must_use]
    pub fn margin(&self, answer: Option<f64>) -> f64 {
        match (answer, self.side) {
            (None, _) => f64::NEG_INFINITY,
            (Some(answer), Side::AtLeast) => answer - self.value,
            (Some(answer), Side::AtMost) => self.value - answer,
        }
    }

    /// Whether an answer keeps the bound. No answer keeps none.
    #[must_use]
    pub fn holds(&self, answer: Option<f64>) -> bool {
        self.margin(answer) >= -TOLERANCE * self.value.abs()
    }
}
