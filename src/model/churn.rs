//! Section 6 of a week: who leaves, and why.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::calendar::WEEKS_PER_MONTH;
use super::hazard::monthly;
use super::number::{Number, Truth};
use super::parameters::{Churn, Parameters};

/// The number of paid tiers.
pub const TIERS: usize = 4;

/// What poor service, support and pace add to the logarithm of the churn hazard.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Causes<N = f64> {
    /// Slow or unavailable service, after what communication relieves.
    pub performance: N,
    /// Swamped support.
    pub support: N,
    /// Features standing still.
    pub stale: N,
}

impl<N: Number> Causes<N> {
    /// The causes at work, each its strength times what customers notice.
    #[inline(always)]
    #[must_use]
    pub fn of(churn: &Churn<N>, perceived: N, swamped: N, stagnation: N) -> Self {
        Self {
            performance: churn.performance * perceived * churn.relief.rest(),
            support: churn.support * swamped,
            stale: churn.stale * stagnation,
        }
    }

    /// All of them together.
    #[inline(always)]
    #[must_use]
    pub fn total(&self) -> N {
        self.performance + self.support + self.stale
    }
}

/// Weekly hazards of everybody who can leave, as long as nothing is wrong.
#[derive(Clone, Copy, Debug)]
pub struct Hazards<N = f64> {
    /// Those of free users and of each tier, negative, as the exponent of those who stay.
    free: N,
    tiers: [N; TIERS],
    sensitivity: [N; TIERS],
    /// The earlier tier with the same sensitivity, whose multiplier serves as well.
    same_as: [Option<usize>; TIERS],
    /// Whether it is that of free users.
    is_plain: [bool; TIERS],
}

/// Shares that leave in a week.
#[derive(Clone, Copy, Debug)]
pub struct Leaving<N = f64> {
    /// Of the free users.
    pub free: N,
    /// Of the accounts of each tier.
    pub tiers: [N; TIERS],
}

impl<N: Number> Hazards<N> {
    /// The hazards of a run.
    #[must_use]
    #[inline(always)]
    pub fn new(parameters: &Parameters<N>) -> Self {
        let sensitivity = parameters.tiers.map(|tier| tier.sensitivity);
        Self {
            free: -monthly(parameters.churn.free) / N::from(WEEKS_PER_MONTH),
            tiers: parameters
                .tiers
                .map(|tier| -monthly(tier.churn) / N::from(WEEKS_PER_MONTH)),
            sensitivity,
            is_plain: sensitivity.map(|sensitivity| sensitivity.is(1.0).all()),
            same_as: std::array::from_fn(|tier| {
                sensitivity[..tier]
                    .iter()
                    .position(|&other| other.is(sensitivity[tier]).all())
            }),
        }
    }

    /// Shares that leave when the causes add `log_hazard`: 1 − e^(−h·e^(s·x)).
    #[inline(always)]
    #[must_use]
    pub fn leaving(&self, log_hazard: N) -> Leaving<N> {
        let plain = log_hazard.exponential();
        let mut multipliers = [plain; TIERS];
        for tier in 0..TIERS {
            if let Some(same) = self.same_as[tier] {
                multipliers[tier] = multipliers[same];
            } else if !self.is_plain[tier] {
                multipliers[tier] = (self.sensitivity[tier] * log_hazard).exponential();
            }
        }
        let gone = |hazard: N, multiplier: N| (hazard * multiplier).exponential().rest();
        let mut tiers = self.tiers;
        // By a loop, which is always compiled as a part of this.
        for (hazard, multiplier) in tiers.iter_mut().zip(multipliers) {
            *hazard = gone(*hazard, multiplier);
        }
        Leaving {
            free: gone(self.free, plain),
            tiers,
        }
    }
}
