//! Sections 8 and 9 of a week: revenue movements, costs and cash.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::calendar::{month_start, presence};
use super::churn::TIERS;
use super::growth::UPGRADES;
use super::number::Number;
use super::parameters::{Finance, Infrastructure, Parameters, Phase, Tier};

/// Movements of MRR in a week, $ a month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Movements<N = f64> {
    /// From new accounts.
    pub new: N,
    /// From accounts that moved to a dearer tier.
    pub expansion: N,
    /// From accounts that moved to a cheaper tier.
    pub contraction: N,
    /// From accounts that left.
    pub churned: N,
}

/// What a step up to the next tier changes in MRR, $ a month: nothing is both more and less.
#[derive(Clone, Copy, Debug)]
pub struct Steps<N = f64> {
    /// What is gained where the next tier is dearer.
    gains: [N; UPGRADES],
    /// What is lost where it is cheaper.
    losses: [N; UPGRADES],
}

impl<N: Number> Steps<N> {
    /// The steps between tiers at list prices.
    #[inline(always)]
    #[must_use]
    pub fn new(tiers: &[Tier<N>; TIERS]) -> Self {
        let rises: [N; UPGRADES] =
            std::array::from_fn(|step| tiers[step + 1].price - tiers[step].price);
        Self {
            gains: rises.map(|rise| rise.at_least(0.0)),
            losses: rises.map(|rise| (-rise).at_least(0.0)),
        }
    }
}

/// Movements at list prices.
#[inline(always)]
#[must_use]
pub fn movements<N: Number>(
    tiers: &[Tier<N>; TIERS],
    steps: &Steps<N>,
    new_accounts: N,
    deals: N,
    upgrades: &[N; UPGRADES],
    lost: &[N; TIERS],
) -> Movements<N> {
    let mut movements = Movements {
        new: new_accounts * tiers[0].price + deals * tiers[2].price,
        expansion: N::from(0.0),
        contraction: N::from(0.0),
        churned: N::from(0.0),
    };
    for (step, &accounts) in upgrades.iter().enumerate() {
        movements.expansion += accounts * steps.gains[step];
        movements.contraction += accounts * steps.losses[step];
    }
    for (&accounts, tier) in lost.iter().zip(tiers) {
        movements.churned += accounts * tier.price;
    }
    movements
}

/// MRR of the accounts at list prices, $ a month.
#[inline(always)]
#[must_use]
pub fn mrr<N: Number>(accounts: &[N; TIERS], tiers: &[Tier<N>; TIERS]) -> N {
    let each = accounts.iter().zip(tiers);
    each.fold(N::from(0.0), |sum, (&accounts, tier)| {
        sum + accounts * tier.price
    })
}

/// The fixed part of the infrastructure bill: that of the last phase whose planned start has
/// come, whatever the progress, $ a month.
#[inline(always)]
#[must_use]
pub fn fixed_infrastructure<N: Number>(
    infra: &Infrastructure<N>,
    phases: &[Phase<N>; 3],
    week: f64,
) -> N {
    let stages = [infra.stage1, infra.stage2, infra.stage3];
    let mut fixed = infra.stage0;
    for (phase, stage) in phases.iter().zip(stages) {
        let has_come = N::from(week).reaches(phase.start - 1.0);
        fixed = N::choose(has_come, stage, fixed);
    }
    fixed
}

/// The part of the infrastructure bill that is paid whatever the number of users, with what
/// reserving saves, $ a month.
#[inline(always)]
#[must_use]
pub fn standing_infrastructure<N: Number>(parameters: &Parameters<N>, week: f64) -> N {
    let infra = &parameters.infra;
    fixed_infrastructure(infra, &parameters.phases, week)
        * (infra.reserved * infra.reserved_saving).rest()
}

/// The part of the list price of what users take that is paid, with what spot instances save.
#[inline(always)]
#[must_use]
pub fn paid_of_usage<N: Number>(infra: &Infrastructure<N>) -> N {
    (infra.spot * infra.spot_saving).rest()
}

/// The infrastructure bill with its savings, $ a month.
#[inline(always)]
#[must_use]
pub fn infrastructure<N: Number>(parameters: &Parameters<N>, week: f64, users: N) -> N {
    let infra = &parameters.infra;
    standing_infrastructure(parameters, week) + users * infra.per_user * paid_of_usage(infra)
}

/// The infrastructure bill for each user, $ a month. 0 where nobody is left, or where a company
/// that dies out has so little of a user left that no number holds the quotient.
#[inline(always)]
#[must_use]
pub fn per_user<N: Number>(infrastructure: N, users: N) -> N {
    let each = infrastructure / users;
    let is_finite = each.is_below(f64::INFINITY) & each.is_above(f64::NEG_INFINITY);
    N::choose(is_finite, each, 0.0)
}

/// Pay of everybody but engineers, before its loading, $ a year.
#[derive(Clone, Copy, Debug)]
pub struct Others<N = f64> {
    founders: N,
    customer_success: N,
    agents: N,
    reps: N,
}

impl<N: Number> Others<N> {
    /// The pay of a week with so many agents and sales representatives.
    #[inline(always)]
    #[must_use]
    pub fn of(finance: &Finance<N>, week: f64, agents: N, reps: N) -> Self {
        Self {
            founders: finance.founders * finance.founder_salary,
            customer_success: finance.csm_salary * presence(week, month_start(finance.csm_month)),
            agents: agents * finance.agent_salary,
            reps: reps * finance.rep_salary,
        }
    }

    /// Everybody's pay, engineers' included, $ a year.
    #[inline(always)]
    #[must_use]
    pub fn with(&self, engineers: N) -> N {
        engineers + self.founders + self.customer_success + self.agents + self.reps
    }
}

/// What a dollar of pay a year costs, $ a month, with its loading.
#[inline(always)]
#[must_use]
pub fn monthly_loading<N: Number>(parameters: &Parameters<N>) -> N {
    parameters.team.loading * (1.0 / 12.0)
}

/// Everybody's pay with its loading, $ a month.
#[inline(always)]
#[must_use]
pub fn payroll<N: Number>(
    parameters: &Parameters<N>,
    week: f64,
    engineers: N,
    agents: N,
    reps: N,
) -> N {
    let others = Others::of(&parameters.finance, week, agents, reps);
    monthly_loading(parameters) * others.with(engineers)
}

/// The week, counted from 0, at which new funding arrives.
#[inline(always)]
#[must_use]
pub fn raise_week<N: Number>(finance: &Finance<N>) -> N {
    (month_start(finance.raise_month) + 1e-9).map(f64::floor)
}
