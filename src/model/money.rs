//! Sections 8 and 9 of a week: revenue movements, costs and cash.

use super::bounds::Bounds;
use super::calendar::{month_start, presence};
use super::churn::TIERS;
use super::growth::UPGRADES;
use super::parameters::{Finance, Infrastructure, Parameters, Phase, Tier};

/// Movements of MRR in a week, $ a month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Movements {
    /// From new accounts.
    pub new: f64,
    /// From accounts that moved to a dearer tier.
    pub expansion: f64,
    /// From accounts that moved to a cheaper tier.
    pub contraction: f64,
    /// From accounts that left.
    pub churned: f64,
}

/// Movements at list prices.
#[inline]
#[must_use]
pub fn movements(
    tiers: &[Tier; TIERS],
    new_accounts: f64,
    deals: f64,
    upgrades: &[f64; UPGRADES],
    lost: &[f64; TIERS],
) -> Movements {
    let mut movements = Movements {
        new: new_accounts * tiers[0].price + deals * tiers[2].price,
        ..Movements::default()
    };
    for (step, accounts) in upgrades.iter().enumerate() {
        let gain = tiers[step + 1].price - tiers[step].price;
        movements.expansion += accounts * gain.at_least(0.0);
        movements.contraction += accounts * (-gain).at_least(0.0);
    }
    for (accounts, tier) in lost.iter().zip(tiers) {
        movements.churned += accounts * tier.price;
    }
    movements
}

/// MRR of the accounts at list prices, $ a month.
#[inline]
#[must_use]
pub fn mrr(accounts: &[f64; TIERS], tiers: &[Tier; TIERS]) -> f64 {
    accounts
        .iter()
        .zip(tiers)
        .map(|(accounts, tier)| accounts * tier.price)
        .sum()
}

/// The fixed part of the infrastructure bill: that of the last phase whose planned start has
/// come, whatever the progress, $ a month.
#[inline]
#[must_use]
pub fn fixed_infrastructure(infra: &Infrastructure, phases: &[Phase; 3], week: f64) -> f64 {
    let stages = [infra.stage1, infra.stage2, infra.stage3];
    let mut fixed = infra.stage0;
    for (phase, stage) in phases.iter().zip(stages) {
        if week >= phase.start - 1.0 {
            fixed = stage;
        }
    }
    fixed
}

/// The infrastructure bill with its savings, $ a month.
#[inline]
#[must_use]
pub fn infrastructure(parameters: &Parameters, week: f64, users: f64) -> f64 {
    let infra = &parameters.infra;
    fixed_infrastructure(infra, &parameters.phases, week)
        * (1.0 - infra.reserved * infra.reserved_saving)
        + users * infra.per_user * (1.0 - infra.spot * infra.spot_saving)
}

/// The infrastructure bill for each user, $ a month. 0 where nobody is left, or where a company
/// that dies out has so little of a user left that no number holds the quotient.
#[inline]
#[must_use]
pub fn per_user(infrastructure: f64, users: f64) -> f64 {
    let each = infrastructure / users;
    if each.is_finite() { each } else { 0.0 }
}

/// Everybody's pay with its loading, $ a month.
#[inline]
#[must_use]
pub fn payroll(parameters: &Parameters, week: f64, engineers: f64, agents: f64, reps: f64) -> f64 {
    let finance = &parameters.finance;
    let yearly = engineers
        + finance.founders * finance.founder_salary
        + finance.csm_salary * presence(week, month_start(finance.csm_month))
        + agents * finance.agent_salary
        + reps * finance.rep_salary;
    parameters.team.loading * (1.0 / 12.0) * yearly
}

/// The week, counted from 0, at which new funding arrives.
#[must_use]
pub fn raise_week(finance: &Finance) -> f64 {
    (month_start(finance.raise_month) + 1e-9).floor()
}
