//! Section 7 of a week: signups, the rival, conversion, upgrades and deals.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::calendar::{WEEKS_PER_MONTH, month_start, presence, unit};
use super::churn::TIERS;
use super::hazard::{leave, monthly};
use super::number::Number;
use super::parameters::{Growth, Parameters};

/// The number of steps from one tier to the next.
pub const UPGRADES: usize = TIERS - 1;

/// Weekly rates of conversion, worked out once a run.
#[derive(Clone, Copy, Debug)]
pub struct Rates<N = f64> {
    /// Share of the rival's users that leave it in a week.
    pub rival_loss: N,
    /// Starter accounts that come of each free user in a week: the share of free teams that start
    /// to pay, divided by their size.
    pub starter: N,
    /// What signups by content grow to in a week.
    pub content: N,
    /// Shares of accounts that move up a tier, before and after single sign-on.
    pub upgrades: [[N; UPGRADES]; 2],
}

impl<N: Number> Rates<N> {
    /// The rates of a run. Enterprise flows pass a gate until single sign-on is live.
    #[inline(always)]
    #[must_use]
    pub fn new(parameters: &Parameters<N>) -> Self {
        let conversion = &parameters.conversion;
        let weekly = |fraction: N| leave(monthly(fraction));
        let upgrades = |gate: N| {
            [
                weekly(conversion.professional),
                weekly(conversion.enterprise * gate),
                weekly(conversion.custom * gate),
            ]
        };
        Self {
            rival_loss: weekly(parameters.churn.free),
            starter: weekly(conversion.starter) / conversion.team,
            content: parameters.growth.content_growth + 1.0,
            upgrades: [upgrades(conversion.before_sso), upgrades(N::from(1.0))],
        }
    }
}

/// Users of so many accounts of each tier.
#[inline(always)]
#[must_use]
pub fn seats<N: Number>(accounts: &[N; TIERS], parameters: &Parameters<N>) -> N {
    let each = accounts.iter().zip(&parameters.tiers);
    each.fold(N::from(0.0), |sum, (&accounts, tier)| {
        sum + accounts * tier.seats
    })
}

/// Share of the market that nobody has yet.
#[inline(always)]
#[must_use]
pub fn room<N: Number>(users: N, rival: N, market: N) -> N {
    unit(((users + rival) / market).rest())
}

/// Word of mouth that is left to a company that is smaller than its rival: less once the window has
/// closed.
#[inline(always)]
#[must_use]
pub fn loyalty_behind<N: Number>(growth: &Growth<N>, week: f64) -> N {
    let closed = N::from(week).reaches(growth.window_month * WEEKS_PER_MONTH);
    N::choose(closed, growth.window_penalty.rest(), 1.0)
}

/// Signups kept by a good service and a product that moves on.
#[inline(always)]
#[must_use]
pub fn quality<N: Number>(growth: &Growth<N>, perceived: N, stagnation: N) -> N {
    (growth.pain_loss * perceived).rest() * (growth.stale_loss * stagnation).rest()
}

/// Users that partners bring in a week.
#[inline(always)]
#[must_use]
pub fn partners<N: Number>(growth: &Growth<N>, week: f64) -> N {
    growth.partner * unit((N::from(week) - month_start(growth.partner_month)) / growth.partner_ramp)
}

/// Sales people present in a week.
#[inline(always)]
#[must_use]
pub fn reps_present<N: Number>(parameters: &Parameters<N>, week: f64) -> N {
    parameters.sales.reps * presence(week, month_start(parameters.sales.month))
}
