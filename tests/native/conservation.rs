//! What flows in less what flows out is what is there: users, accounts, recurring revenue, work,
//! tickets and cash, in every week of random companies.
//!
//! A row has no series for every single flow of accounts. List prices move no user, so a run with
//! one tier at $1 and the others free counts the flows of that tier in its MRR movements.

use headroom::model::calendar::{WEEKS_PER_MONTH, presence};
use headroom::model::churn::TIERS;
use headroom::model::delivery::PlannedPhase;
use headroom::model::growth::Rates;
use headroom::model::inputs::Inputs;
use headroom::model::preset::Preset;
use headroom::model::run::run;
use headroom::model::team::Roster;
use headroom::model::week::Week;
use proptest::prelude::*;

use crate::random::{Within, company};

/// Rounding, relative to the largest of the numbers at hand.
const ROUNDING: f64 = 1e-9;

/// What dies out passes through numbers so small that they lose their digits; a difference of
/// this size says nothing.
const TRACE: f64 = 1e-290;

/// Fails unless two numbers are equal but for rounding among terms of this size.
macro_rules! same {
    ($left:expr, $right:expr, $scale:expr, $($what:tt)+) => {
        let (left, right, scale): (f64, f64, f64) = ($left, $right, $scale);
        prop_assert!(
            (left - right).abs()
                <= ROUNDING * scale.abs().max(left.abs()).max(right.abs()) + TRACE,
            "{}: {left} is not {right}", format_args!($($what)+)
        );
    };
}

fn accounts(week: &Week) -> [f64; TIERS] {
    [
        week.starter,
        week.professional,
        week.enterprise,
        week.custom,
    ]
}

/// The flows of accounts in a week.
#[derive(Clone, Copy, Debug, Default)]
struct Flows {
    new: f64,
    deals: f64,
    upgrades: [f64; TIERS - 1],
    lost: [f64; TIERS],
}

/// The flows of every week, counted by one run for each tier.
fn flows(inputs: &Inputs) -> Vec<Flows> {
    let mut flows = vec![Flows::default(); inputs.weeks()];
    for tier in 0..TIERS {
        let mut counted = inputs.clone();
        for (index, each) in counted.parameters.tiers.iter_mut().enumerate() {
            each.price = f64::from(u8::from(index == tier));
        }
        for (flows, week) in flows.iter_mut().zip(run(&counted).weeks) {
            flows.lost[tier] = week.churned_mrr;
            match tier {
                0 => flows.new = week.new_mrr,
                2 => flows.deals = week.new_mrr,
                _ => {}
            }
            if tier > 0 {
                flows.upgrades[tier - 1] = week.expansion_mrr;
            }
        }
    }
    flows
}

/// The row before the first: what the company opens with.
fn opening(inputs: &Inputs) -> Week {
    let p = &inputs.parameters;
    let seated: f64 = p.tiers.iter().map(|tier| tier.accounts * tier.seats).sum();
    let free = (p.start.users - seated).max(0.0);
    Week {
        users: free + seated,
        free,
        starter: p.tiers[0].accounts,
        professional: p.tiers[1].accounts,
        enterprise: p.tiers[2].accounts,
        custom: p.tiers[3].accounts,
        competitor: p.growth.competitor,
        mrr: p.tiers.iter().map(|tier| tier.accounts * tier.price).sum(),
        cash: p.finance.cash,
        ..Week::default()
    }
}

/// Every week with the one before it.
fn pairs(inputs: &Inputs) -> Vec<(Week, Week)> {
    let weeks = run(inputs).weeks;
    let before = std::iter::once(opening(inputs)).chain(weeks.iter().copied());
    before.zip(weeks.iter().copied()).collect()
}

fn users_and_accounts(inputs: &Inputs) -> Result<(), TestCaseError> {
    let tiers = &inputs.parameters.tiers;
    for (index, ((before, week), flows)) in pairs(inputs).into_iter().zip(flows(inputs)).enumerate()
    {
        let Flows {
            new,
            deals,
            upgrades: [to_professional, to_enterprise, to_custom],
            lost,
        } = flows;
        // Accounts of each tier: who came, less who moved on, less who left.
        let entered = [new, to_professional, to_enterprise + deals, to_custom];
        let moved_on = [to_professional, to_enterprise, to_custom, 0.0];
        for tier in 0..TIERS {
            let (from, to) = (accounts(&before)[tier], accounts(&week)[tier]);
            let flow = entered[tier] - moved_on[tier] - lost[tier];
            same!(
                from + flow,
                to,
                from + entered[tier],
                "accounts of tier {tier}, week {index}"
            );
            prop_assert!(moved_on[tier] + lost[tier] <= from * (1.0 + ROUNDING) + TRACE);
        }

        // Free users: signups come, some leave, some take the seats of a new account.
        let paid_lost: f64 = (0..TIERS).map(|tier| lost[tier] * tiers[tier].seats).sum();
        let free_lost = week.lost_users - paid_lost;
        let scale = before.users + week.signups + TRACE;
        prop_assert!(free_lost >= -ROUNDING * scale && free_lost <= before.free + ROUNDING * scale);
        let seated = new * tiers[0].seats;
        same!(
            before.free + week.signups - free_lost - seated,
            week.free,
            scale,
            "free users, week {index}"
        );

        // Everybody: a new account moves users from free to paid; an upgrade brings the colleagues
        // that the larger tier seats, a deal a whole company.
        let seats = tiers.map(|tier| tier.seats);
        let colleagues: f64 = (0..TIERS - 1)
            .map(|step| flows.upgrades[step] * (seats[step + 1] - seats[step]))
            .sum();
        let scale = scale + week.users;
        same!(
            before.users + week.signups - week.lost_users + colleagues + deals * seats[2],
            week.users,
            scale + flows.upgrades[2] * seats[3] + flows.upgrades[1] * seats[2],
            "users, week {index}"
        );
        let paid: f64 = (0..TIERS)
            .map(|tier| accounts(&week)[tier] * seats[tier])
            .sum();
        same!(
            week.free + paid,
            week.users,
            scale,
            "free and paid users, week {index}"
        );
    }
    Ok(())
}

fn rival(inputs: &Inputs) -> Result<(), TestCaseError> {
    let growth = &inputs.parameters.growth;
    let leaving = Rates::new(&inputs.parameters).rival_loss;
    for (index, (before, week)) in pairs(inputs).into_iter().enumerate() {
        let everybody = before.users + before.competitor;
        let unserved = (growth.market - everybody).clamp(0.0, growth.market) / growth.market;
        let won = before.competitor * growth.competitor_growth * unserved;
        let lost = before.competitor * leaving;
        same!(
            before.competitor + won - lost,
            week.competitor,
            before.competitor,
            "the rival's users, week {index}"
        );
    }
    Ok(())
}

fn revenue(inputs: &Inputs) -> Result<(), TestCaseError> {
    let tiers = &inputs.parameters.tiers;
    for (index, ((before, week), flows)) in pairs(inputs).into_iter().zip(flows(inputs)).enumerate()
    {
        let won = week.new_mrr + week.expansion_mrr;
        let lost = week.contraction_mrr + week.churned_mrr;
        same!(
            before.mrr + won - lost,
            week.mrr,
            before.mrr + won,
            "MRR, week {index}"
        );
        let listed: f64 = (0..TIERS)
            .map(|tier| accounts(&week)[tier] * tiers[tier].price)
            .sum();
        same!(listed, week.mrr, listed, "MRR at list prices, week {index}");
        same!(12.0 * week.mrr, week.arr, 0.0, "ARR, week {index}");
        same!(
            f64::midpoint(before.mrr, week.mrr),
            week.revenue,
            0.0,
            "revenue, week {index}"
        );

        // Each movement is its accounts at list prices.
        let new = flows.new * tiers[0].price + flows.deals * tiers[2].price;
        same!(new, week.new_mrr, new, "new MRR, week {index}");
        let steps = (0..TIERS - 1)
            .map(|step| flows.upgrades[step] * (tiers[step + 1].price - tiers[step].price));
        let (up, down): (Vec<f64>, Vec<f64>) = steps.partition(|&step| step > 0.0);
        let (up, down): (f64, f64) = (up.iter().sum(), down.iter().sum());
        same!(up, week.expansion_mrr, up, "expansion, week {index}");
        same!(
            -down,
            week.contraction_mrr,
            down,
            "contraction, week {index}"
        );
        let churned: f64 = (0..TIERS)
            .map(|tier| flows.lost[tier] * tiers[tier].price)
            .sum();
        same!(
            churned,
            week.churned_mrr,
            churned,
            "churned MRR, week {index}"
        );
    }
    Ok(())
}

fn cash(inputs: &Inputs) -> Result<(), TestCaseError> {
    let finance = &inputs.parameters.finance;
    let raise_week = ((finance.raise_month - 1.0) * 52.0 / 12.0 + 1e-9).floor();
    let mut all = finance.cash;
    let mut largest = finance.cash;
    for (index, (before, week)) in pairs(inputs).into_iter().enumerate() {
        let spent = week.infra
            + week.people
            + finance.overhead
            + finance.content
            + finance.fee * week.revenue;
        same!(spent, week.cost, spent, "costs, week {index}");
        same!(
            week.cost - week.revenue,
            week.burn,
            week.cost,
            "burn, week {index}"
        );
        // Below a trace of a user the quotient leaves the numbers.
        if week.users > 1e-200 {
            same!(
                week.cost_per_user * week.users,
                week.infra,
                0.0,
                "infrastructure for each of {} users, week {index}",
                week.users
            );
        } else {
            prop_assert!(week.users > 0.0 || week.cost_per_user == 0.0);
        }

        let raised = if index as f64 == raise_week {
            finance.raise
        } else {
            0.0
        };
        all += raised - (week.cost - week.revenue) * 12.0 / 52.0;
        largest = largest
            .max(week.cash.abs())
            .max(week.cost)
            .max(week.revenue);
        let cents = f64::max(0.01, largest * 1e-12);
        let closing = before.cash - week.burn / WEEKS_PER_MONTH + raised;
        prop_assert!((closing - week.cash).abs() <= cents, "cash, week {index}");
        prop_assert!(
            (all - week.cash).abs() <= cents,
            "cash since the start, week {index}"
        );
    }
    Ok(())
}

fn work(inputs: &Inputs) -> Result<(), TestCaseError> {
    let p = &inputs.parameters;
    let phases = PlannedPhase::all(inputs);
    let today = Roster::new(inputs, &[]).output_today;
    let effort: f64 = phases.iter().map(|phase| phase.effort).sum();
    for (index, (before, week)) in pairs(inputs).into_iter().enumerate() {
        let mut spent = 0.0;
        let shares = |week: &Week| [week.phase1, week.phase2, week.phase3];
        for (k, phase) in phases.iter().enumerate() {
            if phase.effort == 0.0 {
                continue;
            }
            let done = shares(&week)[k] - shares(&before)[k];
            let started = index as f64 >= p.phases[k].start - 1.0;
            let pace = 1.0 / p.phases[k].weeks;
            prop_assert!(done >= 0.0, "phase {k} falls in week {index}");
            prop_assert!(
                started || done == 0.0,
                "phase {k} before its start, week {index}"
            );
            prop_assert!(
                done <= pace + ROUNDING,
                "phase {k} above its pace, week {index}"
            );
            spent += done * phase.effort;
        }
        prop_assert!(
            spent <= p.team.scaling * week.team + ROUNDING * effort,
            "more work than scaling hours, week {index}"
        );
        // What is not spent on phases goes to features, but for the time that operations take.
        let worked = spent + week.velocity * today;
        let slack = ROUNDING * (week.team + effort);
        prop_assert!(worked <= week.team + slack && worked >= 0.5 * week.team - slack);
        if p.delivery.ops == 0.0 {
            same!(worked, week.team, effort, "engineering time, week {index}");
        }
    }
    Ok(())
}

fn tickets(inputs: &Inputs) -> Result<(), TestCaseError> {
    let support = &inputs.parameters.support;
    let since = (support.associates_month - 1.0) * WEEKS_PER_MONTH;
    let mut backlog = 0.0;
    for (index, (_, week)) in pairs(inputs).into_iter().enumerate() {
        let agents = support.agents + support.associates * presence(index as f64, since);
        let able = (agents * support.rate).max(1e-9);
        let left = week.wait * able;
        let (asked, most) = (backlog + week.tickets, support.patience * able);
        // Nobody works on tickets that are not there, and only the impatient give up unanswered.
        let expected = if asked <= able {
            0.0
        } else if asked - able >= most {
            most
        } else {
            asked - able
        };
        same!(left, expected, asked, "tickets, week {index}");
        backlog = left;
    }
    Ok(())
}

/// Everything that is conserved.
fn all(inputs: &Inputs) -> Result<(), TestCaseError> {
    users_and_accounts(inputs)?;
    rival(inputs)?;
    revenue(inputs)?;
    cash(inputs)?;
    work(inputs)?;
    tickets(inputs)
}

#[test]
fn both_presets_conserve_everything() {
    for preset in Preset::ALL {
        if let Err(what) = all(&Inputs::preset(preset)) {
            panic!("{preset:?}: {what}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn anything_within_the_sliders_conserves_everything(inputs in company(Within::Sliders)) {
        all(&inputs)?;
    }

    #[test]
    fn anything_possible_conserves_everything(inputs in company(Within::Possible)) {
        all(&inputs)?;
    }

    #[test]
    fn without_services_to_run_all_engineering_time_is_spent(
        mut inputs in company(Within::Possible)
    ) {
        inputs.parameters.delivery.ops = 0.0;
        work(&inputs)?;
    }

    #[test]
    fn list_prices_move_no_user(inputs in company(Within::Possible), prices: [u16; TIERS]) {
        let mut other = inputs.clone();
        for (tier, price) in other.parameters.tiers.iter_mut().zip(prices) {
            tier.price = f64::from(price);
        }
        for (a, b) in run(&inputs).weeks.iter().zip(&run(&other).weeks) {
            prop_assert_eq!(accounts(a), accounts(b));
            prop_assert_eq!((a.users, a.signups, a.lost_users), (b.users, b.signups, b.lost_users));
        }
    }
}
