//! Section 6 of a week: who leaves, and why.

use super::calendar::WEEKS_PER_MONTH;
use super::exponential::exponential;
use super::hazard::monthly;
use super::parameters::{Churn, Parameters};

/// The number of paid tiers.
pub const TIERS: usize = 4;

/// What poor service, support and pace add to the logarithm of the churn hazard.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Causes {
    /// Slow or unavailable service, after what communication relieves.
    pub performance: f64,
    /// Swamped support.
    pub support: f64,
    /// Features standing still.
    pub stale: f64,
}

impl Causes {
    /// The causes at work, each its strength times what customers notice.
    #[inline]
    #[must_use]
    pub fn of(churn: &Churn, perceived: f64, swamped: f64, stagnation: f64) -> Self {
        Self {
            performance: churn.performance * perceived * (1.0 - churn.relief),
            support: churn.support * swamped,
            stale: churn.stale * stagnation,
        }
    }

    /// All of them together.
    #[inline]
    #[must_use]
    pub fn total(&self) -> f64 {
        self.performance + self.support + self.stale
    }
}

/// Weekly hazards of everybody who can leave, as long as nothing is wrong.
#[derive(Clone, Copy, Debug)]
pub struct Hazards {
    free: f64,
    tiers: [f64; TIERS],
    sensitivity: [f64; TIERS],
    /// The earlier tier with the same sensitivity, whose multiplier serves as well.
    same_as: [Option<usize>; TIERS],
}

/// Shares that leave in a week.
#[derive(Clone, Copy, Debug)]
pub struct Leaving {
    /// Of the free users.
    pub free: f64,
    /// Of the accounts of each tier.
    pub tiers: [f64; TIERS],
}

impl Hazards {
    /// The hazards of a run.
    #[must_use]
    #[allow(clippy::float_cmp)] // equal sensitivities have equal multipliers, to the bit
    pub fn new(parameters: &Parameters) -> Self {
        let sensitivity = parameters.tiers.map(|tier| tier.sensitivity);
        Self {
            free: monthly(parameters.churn.free) / WEEKS_PER_MONTH,
            tiers: parameters
                .tiers
                .map(|tier| monthly(tier.churn) / WEEKS_PER_MONTH),
            sensitivity,
            same_as: std::array::from_fn(|tier| {
                sensitivity[..tier]
                    .iter()
                    .position(|&other| other == sensitivity[tier])
            }),
        }
    }

    /// Shares that leave when the causes add `log_hazard`: 1 − e^(−h·e^(s·x)).
    #[inline]
    #[must_use]
    #[allow(clippy::float_cmp)] // exactly 1 is the sensitivity of free users
    pub fn leaving(&self, log_hazard: f64) -> Leaving {
        let plain = exponential(log_hazard);
        let mut multipliers = [plain; TIERS];
        for tier in 0..TIERS {
            if let Some(same) = self.same_as[tier] {
                multipliers[tier] = multipliers[same];
            } else if self.sensitivity[tier] != 1.0 {
                multipliers[tier] = exponential(self.sensitivity[tier] * log_hazard);
            }
        }
        let gone = |hazard: f64, multiplier: f64| 1.0 - exponential(-hazard * multiplier);
        Leaving {
            free: gone(self.free, plain),
            tiers: std::array::from_fn(|tier| gone(self.tiers[tier], multipliers[tier])),
        }
    }
}
