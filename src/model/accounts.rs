//! Accounts that left or upgraded in each week. A row tells their MRR, not their number; the
//! number follows from the row, the one before it and the inputs, by the equations of the run.

use super::churn::{Causes, Hazards, TIERS};
use super::growth::seats;
use super::growth::{Rates, UPGRADES, quality, room};
use super::inputs::Inputs;
use super::run::Run;
use super::week::Week;

/// What became of the accounts in one week.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Flow {
    /// Accounts of each tier at the start of the week.
    pub opening: [f64; TIERS],
    /// Accounts of each tier that left.
    pub lost: [f64; TIERS],
    /// Accounts that moved one tier up, from each tier that has one above it.
    pub upgraded: [f64; UPGRADES],
}

impl Flow {
    /// Share of all accounts that left; nothing leaves where there is nobody.
    #[must_use]
    pub fn lost_share(&self) -> f64 {
        share(self.lost.iter().sum(), &self.opening)
    }

    /// Share of all accounts that upgraded.
    #[must_use]
    pub fn upgraded_share(&self) -> f64 {
        share(self.upgraded.iter().sum(), &self.opening)
    }
}

fn share(part: f64, opening: &[f64; TIERS]) -> f64 {
    let all: f64 = opening.iter().sum();
    if all > 0.0 { part / all } else { 0.0 }
}

/// Accounts of each tier at the end of a week.
#[must_use]
pub fn closing(week: &Week) -> [f64; TIERS] {
    [
        week.starter,
        week.professional,
        week.enterprise,
        week.custom,
    ]
}

/// Paying accounts of all tiers at the end of a week.
#[must_use]
pub fn total(week: &Week) -> f64 {
    closing(week).iter().sum()
}

/// Users present before the first week: those of the start, or the seats of its accounts where
/// these are more.
#[must_use]
pub fn users_at_start(inputs: &Inputs) -> f64 {
    let p = &inputs.parameters;
    let accounts = p.tiers.map(|tier| tier.accounts);
    p.start.users.max(seats(&accounts, p))
}

/// The flows of every week of a run.
#[must_use]
pub fn flows(inputs: &Inputs, run: &Run) -> Vec<Flow> {
    let p = &inputs.parameters;
    let hazards = Hazards::new(p);
    let rates = Rates::new(p);
    let mut opening = p.tiers.map(|tier| tier.accounts);
    let (mut users, mut rival) = (users_at_start(inputs), p.growth.competitor);
    run.weeks
        .iter()
        .map(|week| {
            let swamped = super::calendar::unit(week.wait / 2.0);
            let causes = Causes::of(&p.churn, week.perceived, swamped, week.stale);
            let leaving = hazards.leaving(causes.total());
            let lost: [f64; TIERS] =
                std::array::from_fn(|tier| opening[tier] * leaving.tiers[tier]);
            let open = room(users, rival, p.growth.market)
                * quality(&p.growth, week.perceived, week.stale);
            let upgrade = &rates.upgrades[usize::from(week.sso > 0.5)];
            let flow = Flow {
                opening,
                lost,
                upgraded: std::array::from_fn(|tier| {
                    (opening[tier] - lost[tier]) * upgrade[tier] * open
                }),
            };
            opening = closing(week);
            (users, rival) = (week.users, week.competitor);
            flow
        })
        .collect()
}
