//! Section 7 of a week: signups, the rival, conversion, upgrades and deals.

use super::calendar::{WEEKS_PER_MONTH, month_start, presence, unit};
use super::churn::TIERS;
use super::hazard::{leave, monthly};
use super::parameters::{Growth, Parameters};

/// The number of steps from one tier to the next.
pub const UPGRADES: usize = TIERS - 1;

/// Weekly rates of conversion, worked out once a run.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    /// Share of the rival's users that leave it in a week.
    pub rival_loss: f64,
    /// Starter accounts that come of each free user in a week: the share of free teams that start
    /// to pay, divided by their size.
    pub starter: f64,
    /// Shares of accounts that move up a tier, before and after single sign-on.
    pub upgrades: [[f64; UPGRADES]; 2],
}

impl Rates {
    /// The rates of a run. Enterprise flows pass a gate until single sign-on is live.
    #[must_use]
    pub fn new(parameters: &Parameters) -> Self {
        let conversion = &parameters.conversion;
        let weekly = |fraction: f64| leave(monthly(fraction));
        let upgrades = |gate: f64| {
            [
                weekly(conversion.professional),
                weekly(conversion.enterprise * gate),
                weekly(conversion.custom * gate),
            ]
        };
        Self {
            rival_loss: weekly(parameters.churn.free),
            starter: weekly(conversion.starter) / conversion.team,
            upgrades: [upgrades(conversion.before_sso), upgrades(1.0)],
        }
    }
}

/// Share of the market that nobody has yet.
#[inline]
#[must_use]
pub fn room(users: f64, rival: f64, market: f64) -> f64 {
    unit(1.0 - (users + rival) / market)
}

/// Word of mouth left: less once the window has closed on a smaller company.
#[inline]
#[must_use]
pub fn loyalty(growth: &Growth, week: f64, users: f64, rival: f64) -> f64 {
    if week >= growth.window_month * WEEKS_PER_MONTH && users < rival {
        1.0 - growth.window_penalty
    } else {
        1.0
    }
}

/// Signups kept by a good service and a product that moves on.
#[inline]
#[must_use]
pub fn quality(growth: &Growth, perceived: f64, stagnation: f64) -> f64 {
    (1.0 - growth.pain_loss * perceived) * (1.0 - growth.stale_loss * stagnation)
}

/// Users that partners bring in a week.
#[inline]
#[must_use]
pub fn partners(growth: &Growth, week: f64) -> f64 {
    growth.partner * unit((week - month_start(growth.partner_month)) / growth.partner_ramp)
}

/// Sales people present in a week.
#[inline]
#[must_use]
pub fn reps_present(parameters: &Parameters, week: f64) -> f64 {
    parameters.sales.reps * presence(week, month_start(parameters.sales.month))
}
