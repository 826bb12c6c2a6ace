//! Growth and churn, which depend on each other and on the load: solved with the model itself.

use super::{Fitter, told};
use crate::company::field::Field;
use crate::company::month::Month;
use crate::company::root::{factor, is_near};
use crate::model::calendar::WEEKS_PER_MONTH;
use crate::model::growth::room;
use crate::model::hazard::monthly;
use crate::model::parameters::{Parameters, Tier};

/// How often growth and churn are solved in turn at most: each changes the other a little.
const ROUNDS: usize = 16;

/// The greatest churn that a tier can have, as a share a month.
const MOST_CHURN: f64 = 0.99;

/// What the first month is to show.
struct Goal {
    users: f64,
    growth: f64,
    churn: f64,
    arr_growth: Option<f64>,
}

impl Goal {
    fn is_reached(&self, month: &mut Month) -> bool {
        is_near(month.growth(self.users), self.growth)
            && is_near(month.churn(), self.churn)
            && self.arr_growth.is_none_or(|goal| {
                month
                    .mrr_growth()
                    .is_none_or(|growth| is_near(growth, goal))
            })
    }
}

impl Fitter<'_> {
    pub(super) fn rates(&mut self) {
        let growth = self.between("growth", Field::Growth, Field::WeeklyGrowth, |weekly| {
            libm::pow(1.0 + weekly, WEEKS_PER_MONTH) - 1.0
        });
        let mut goal = Goal {
            users: self.users,
            growth,
            churn: self.want(Field::Churn),
            arr_growth: self.answers.get(Field::ArrGrowth),
        };
        if !self.has_room() {
            return;
        }
        let mut month = Month::new(&self.inputs);
        self.channels(&mut month);
        if !self.solve(&goal, &mut month) {
            return;
        }
        if goal.arr_growth.is_some() && month.mrr_growth().is_none() {
            let says = "Without an account that pays there is no ARR to grow.";
            self.refuse(Field::ArrGrowth, says.to_owned());
        }
        if goal.arr_growth.is_none() && self.leaks(&goal, &mut month) {
            goal.arr_growth = Some(goal.growth);
            if !self.solve(&goal, &mut month) {
                return;
            }
        }
        self.take(&month);
    }

    /// Whether the market has room for the users that are there.
    fn has_room(&mut self) -> bool {
        let growth = &self.inputs.parameters.growth;
        let (market, rival) = (growth.market, growth.competitor);
        if room(self.users, rival, market) > 0.0 {
            return true;
        }
        let field = if self.answers.get(Field::Market).is_some() {
            Field::Market
        } else {
            Field::Users
        };
        let says = format!(
            "A market of {} users has no room: {} are yours, {} the strongest rival's. Type a \
             larger market size.",
            told(Field::Market, market),
            told(Field::Users, self.users),
            told(Field::Users, rival),
        );
        self.refuse(field, says);
        false
    }

    /// Channels that bring so many users whatever there are bring them in proportion to the size of
    /// the company.
    fn channels(&self, month: &mut Month) {
        let size = self.users / self.before.users;
        if !is_near(size, 1.0) {
            let p = &mut month.inputs.parameters;
            p.growth.content *= size;
            p.growth.partner *= size;
            p.sales.deals *= size;
        }
    }

    /// Solves for signups, churn hazards and conversion in turn. False if an answer is refused.
    fn solve(&mut self, goal: &Goal, month: &mut Month) -> bool {
        for _ in 0..ROUNDS {
            if goal.is_reached(month) {
                return true;
            }
            if let Err(refusal) = solve_churn(goal.churn, month)
                .and_then(|()| solve_signups(goal, month))
                .and_then(|()| solve_conversion(goal.arr_growth, month))
            {
                self.refuse(refusal.0, refusal.1);
                return false;
            }
        }
        // Close enough for anybody who reads whole per cents; nobody has found such a company.
        true
    }

    /// Names accounts that leave faster than users come. True if ARR is to grow with users.
    fn leaks(&mut self, goal: &Goal, month: &mut Month) -> bool {
        let Some(arr_growth) = month.mrr_growth() else {
            return false;
        };
        let shrinks = arr_growth < -0.0005;
        if goal.growth <= 0.0 || goal.churn <= goal.growth && !shrinks {
            return false;
        }
        let (growth, churn) = (
            told(Field::Growth, goal.growth),
            told(Field::Churn, goal.churn),
        );
        let course = if shrinks {
            format!(
                "ARR shrinks by {} a month.",
                told(Field::ArrGrowth, -arr_growth)
            )
        } else {
            format!(
                "only new accounts and upgrades make ARR grow by {} a month.",
                told(Field::ArrGrowth, arr_growth)
            )
        };
        let says =
            format!("Users grow by {growth} a month, but {churn} of the accounts leave: {course}");
        let choices = vec![
            ("as-is", "So be it".to_owned()),
            (
                "arr",
                format!("ARR grows with users, by {growth} a month: more free teams start to pay"),
            ),
        ];
        self.contradict("leak", says, choices) == "arr"
    }

    /// Takes the solution over.
    fn take(&mut self, month: &Month) {
        let p = &month.inputs.parameters;
        for (key, value, field) in [
            ("growth.viral", p.growth.viral, Field::Growth),
            ("growth.content", p.growth.content, Field::Growth),
            ("growth.partner", p.growth.partner, Field::Growth),
            ("sales.deals", p.sales.deals, Field::Growth),
            (
                "conversion.professional",
                p.conversion.professional,
                Field::Growth,
            ),
            (
                "conversion.enterprise",
                p.conversion.enterprise,
                Field::Growth,
            ),
            ("conversion.custom", p.conversion.custom, Field::Growth),
            ("conversion.starter", p.conversion.starter, Field::ArrGrowth),
            ("tiers.starter.churn", p.tiers[0].churn, Field::Churn),
            ("tiers.professional.churn", p.tiers[1].churn, Field::Churn),
            ("tiers.enterprise.churn", p.tiers[2].churn, Field::Churn),
            ("tiers.custom.churn", p.tiers[3].churn, Field::Churn),
        ] {
            if self.get(key).to_bits() != value.to_bits() {
                self.set(key, value, field);
            }
        }
    }
}

type Refused = (Field, String);

/// Scales the churn hazards of all tiers.
fn solve_churn(goal: f64, month: &mut Month) -> Result<(), Refused> {
    if is_near(month.churn(), goal) {
        return Ok(());
    }
    let p = &month.inputs.parameters;
    let mut hazards = p.tiers.map(|tier| monthly(tier.churn));
    // Tiers that lose nobody cannot lose a multiple of that: then all lose alike.
    let loses = |tier: &Tier, hazard: f64| hazard > 0.0 && tier.accounts > 0.0;
    let has_accounts = p.tiers.iter().any(|tier| tier.accounts > 0.0);
    let some_lose = p
        .tiers
        .iter()
        .zip(hazards)
        .any(|(tier, it)| loses(tier, it));
    if hazards[0] <= 0.0 && !has_accounts || has_accounts && !some_lose {
        hazards = [monthly(0.05); 4];
    }
    let highest = hazards.iter().copied().fold(0.0, f64::max);
    let most = monthly(MOST_CHURN) / highest;
    let found = factor(goal, (0.0, most), |factor| {
        set_hazards(&mut month.inputs.parameters, &hazards, factor);
        month.churn()
    });
    match found {
        Ok(factor) => {
            set_hazards(&mut month.inputs.parameters, &hazards, factor);
            Ok(())
        }
        Err(limit) => Err((
            Field::Churn,
            format!(
                "The model cannot lose {} of the accounts in a month: at most {} with these tiers.",
                told(Field::Churn, goal),
                told(Field::Churn, limit)
            ),
        )),
    }
}

fn set_hazards(p: &mut Parameters, hazards: &[f64; 4], factor: f64) {
    for (tier, hazard) in p.tiers.iter_mut().zip(hazards) {
        tier.churn = (1.0 - libm::exp(-hazard * factor)).min(MOST_CHURN);
    }
}

/// Scales the signups of all channels, and the deals of those who sell.
fn solve_signups(goal: &Goal, month: &mut Month) -> Result<(), Refused> {
    if is_near(month.growth(goal.users), goal.growth) {
        return Ok(());
    }
    let mut channels = month.inputs.parameters.growth;
    let sales = month.inputs.parameters.sales;
    let conversion = month.inputs.parameters.conversion;
    // Without any channel, users come by word of mouth.
    if channels.viral <= 0.0 && channels.content <= 0.0 {
        channels.viral = 0.01;
    }
    let set = |month: &mut Month, factor: f64| {
        let p = &mut month.inputs.parameters;
        p.growth.viral = channels.viral * factor;
        p.growth.content = channels.content * factor;
        p.growth.partner = channels.partner * factor;
        if sales.reps > 0.0 {
            p.sales.deals = sales.deals * factor;
        }
        // Accounts that move up bring users. They move up more slowly in a company that grows more
        // slowly, but no faster than in the scenario.
        let slowed = |rate: f64| slower(rate, factor.min(1.0));
        p.conversion.professional = slowed(conversion.professional);
        p.conversion.enterprise = slowed(conversion.enterprise);
        p.conversion.custom = slowed(conversion.custom);
    };
    let limits = [
        (channels.viral, 10.0),
        (channels.content, 1e9),
        (channels.partner, 1e9),
        (
            sales.deals * sales.reps.min(1.0),
            1000.0 * sales.reps.min(1.0),
        ),
    ];
    let most = limits
        .iter()
        .filter(|(channel, _)| *channel > 0.0)
        .map(|(channel, limit)| limit / channel)
        .fold(f64::INFINITY, f64::min);
    let found = factor(goal.growth, (0.0, most), |factor| {
        set(month, factor);
        month.growth(goal.users)
    });
    match found {
        Ok(factor) => {
            set(month, factor);
            Ok(())
        }
        Err(limit) => Err((Field::Growth, unreachable_growth(goal.growth, limit, month))),
    }
}

/// A monthly rate whose hazard is multiplied.
fn slower(rate: f64, factor: f64) -> f64 {
    if factor >= 1.0 {
        rate
    } else {
        1.0 - libm::exp(-monthly(rate) * factor)
    }
}

fn unreachable_growth(goal: f64, limit: f64, month: &Month) -> String {
    let p = &month.inputs.parameters;
    if limit > goal {
        format!(
            "Even with nobody new, users shrink by no more than {} a month: free users' churn is \
             {}.",
            told(Field::Growth, -limit),
            told(Field::Churn, p.churn.free)
        )
    } else {
        format!(
            "At most {} a month: a market of {} users has no room for more.",
            told(Field::Growth, limit),
            told(Field::Market, p.growth.market)
        )
    }
}

/// Solves for the share of free teams that start to pay.
fn solve_conversion(goal: Option<f64>, month: &mut Month) -> Result<(), Refused> {
    let (Some(goal), Some(growth)) = (goal, month.mrr_growth()) else {
        return Ok(());
    };
    if is_near(growth, goal) {
        return Ok(());
    }
    let found = factor(goal, (0.0, MOST_CHURN), |share| {
        month.inputs.parameters.conversion.starter = share;
        month.mrr_growth().unwrap_or(0.0)
    });
    match found {
        Ok(share) => {
            month.inputs.parameters.conversion.starter = share;
            Ok(())
        }
        Err(limit) => Err((
            Field::ArrGrowth,
            if limit > goal {
                format!(
                    "Upgrades and deals alone make ARR grow by {} a month: no less with these \
                     answers.",
                    told(Field::ArrGrowth, limit)
                )
            } else {
                format!(
                    "At most {} a month, if nearly every free team starts to pay.",
                    told(Field::ArrGrowth, limit)
                )
            },
        )),
    }
}
