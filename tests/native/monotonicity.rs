//! What more of something can never do. Each property follows from the equations; where a loop of
//! the model can turn it round, the loop is cut and the test says which and why.

use headroom::model::churn::{Causes, Hazards};
use headroom::model::delivery::Architecture;
use headroom::model::growth;
use headroom::model::inputs::Inputs;
use headroom::model::load::{Load, Queue, load, service, slow_down};
use headroom::model::parameters::{PARAMETERS, Parameter};
use headroom::model::run::run;
use headroom::model::week::{Series, Week};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::random::{Within, company};

/// Rounding, relative to the largest value of a series.
const ROUNDING: f64 = 1e-9;

/// The direction of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    More,
    Less,
}

use Change::{Less, More};

/// The inputs with one parameter moved by a share of the way to its limit, in one direction.
fn moved(inputs: &Inputs, key: &str, change: Change, share: f64) -> Inputs {
    let row = Parameter::by_key(key).unwrap_or_else(|| panic!("{key} is no parameter"));
    let value = (row.get)(&inputs.parameters);
    let limit = match change {
        More => row.possible.1.min(value.max(row.range.1) * 2.0),
        Less => row.possible.0,
    };
    let mut other = inputs.clone();
    let target = value + (limit - value) * share;
    (row.set)(
        &mut other.parameters,
        target.clamp(row.possible.0, row.possible.1),
    );
    other
}

/// Fails if a series is above that of another run in any week.
fn never_above(key: &str, run: &[Week], other: &[Week]) -> Result<(), TestCaseError> {
    let series = Series::by_key(key).unwrap_or_else(|| panic!("{key} is no series"));
    let largest = run.iter().chain(other).map(|week| (series.get)(week).abs());
    let slack = ROUNDING * largest.fold(0.0, f64::max);
    for (index, (week, other)) in run.iter().zip(other).enumerate() {
        let (value, limit) = ((series.get)(week), (series.get)(other));
        prop_assert!(
            value <= limit + slack,
            "{key} in week {index}: {value} > {limit}"
        );
    }
    Ok(())
}

/// Fails if two runs differ in a series by a single bit.
fn same(key: &str, run: &[Week], other: &[Week]) -> Result<(), TestCaseError> {
    let series = Series::by_key(key).unwrap_or_else(|| panic!("{key} is no series"));
    for (week, other) in run.iter().zip(other) {
        prop_assert_eq!((series.get)(week), (series.get)(other), "{}", key);
    }
    Ok(())
}

/// What makes the service, or its support, worse for users who are there already.
const WORSE_SERVICE: &[(&str, Change)] = &[
    ("performance.page", More),
    ("performance.timeout", More),
    ("performance.peak", More),
    ("performance.servers", Less),
    ("performance.availability", Less),
    ("capacity.connections", Less),
    ("capacity.queries", Less),
    ("capacity.app", Less),
    ("capacity.bandwidth", Less),
    ("capacity.jobs", Less),
    ("capacity.analytics", Less),
    ("support.tickets", More),
    ("support.rate", Less),
    ("support.agents", Less),
    ("support.patience", More),
    ("churn.relief", Less),
    ("churn.performance", More),
    ("churn.support", More),
    ("churn.stale", More),
    ("growth.pain_loss", More),
    ("growth.stale_loss", More),
];

/// What makes everybody likelier to leave.
const MORE_CHURN: &[(&str, Change)] = &[
    ("churn.free", More),
    ("tiers.starter.churn", More),
    ("tiers.professional.churn", More),
    ("tiers.enterprise.churn", More),
    ("tiers.custom.churn", More),
    ("tiers.starter.sensitivity", More),
    ("tiers.professional.sensitivity", More),
    ("tiers.enterprise.sensitivity", More),
    ("tiers.custom.sensitivity", More),
];

/// What keeps people from coming in the first week.
const HARDER_MARKET: &[(&str, Change)] = &[
    ("growth.viral", Less),
    ("growth.content", Less),
    ("growth.market", Less),
    ("growth.competitor", More),
];

/// Money that is spent, and moves no user, engineer or agent.
const COSTS: &[(&str, Change)] = &[
    ("team.salary", More),
    ("team.loading", More),
    ("infra.stage0", More),
    ("infra.stage1", More),
    ("infra.stage2", More),
    ("infra.stage3", More),
    ("infra.per_user", More),
    ("infra.reserved", Less),
    ("infra.reserved_saving", Less),
    ("infra.spot", Less),
    ("infra.spot_saving", Less),
    ("finance.founders", More),
    ("finance.founder_salary", More),
    ("finance.csm_month", Less),
    ("finance.csm_salary", More),
    ("finance.agent_salary", More),
    ("finance.rep_salary", More),
    ("finance.overhead", More),
    ("finance.content", More),
    ("finance.fee", More),
];

/// Money that comes in, and moves no user either.
const LESS_FUNDING: &[(&str, Change)] = &[
    ("finance.cash", Less),
    ("finance.raise", Less),
    ("finance.raise_month", More),
    ("tiers.starter.price", Less),
    ("tiers.professional.price", Less),
    ("tiers.enterprise.price", Less),
    ("tiers.custom.price", Less),
];

/// What makes a team of the same people get less done.
const WEAKER_TEAM: &[(&str, Change)] = &[
    ("team.ramp", More),
    ("team.ramp_start", Less),
    ("team.mentoring", More),
    ("team.communication", More),
    ("team.cliff_share", Less),
    ("team.cliff_loss", More),
];

/// The first week with no cash left, the horizon where there is none.
fn cash_out(weeks: &[Week]) -> usize {
    weeks
        .iter()
        .position(|week| week.cash < 0.0)
        .unwrap_or(weeks.len())
}

/// A company without loops between its users and its service: components carry any load, nobody
/// asks for support, all users are free, and the market is far larger than it ever needs. What is
/// left of the service's quality is what latency and availability make of it.
fn uncoupled() -> impl Strategy<Value = Inputs> {
    (company(Within::Sliders), 0.01..0.15_f64, 100.0..1e5_f64).prop_map(
        |(mut inputs, viral, users)| {
            let p = &mut inputs.parameters;
            let c = &mut p.capacity;
            for carries in [
                &mut c.connections,
                &mut c.queries,
                &mut c.app,
                &mut c.bandwidth,
                &mut c.jobs,
                &mut c.analytics,
            ] {
                *carries = 1e15;
            }
            p.run.weeks = 52.0;
            p.support.tickets = 0.0;
            p.tiers.iter_mut().for_each(|tier| tier.accounts = 0.0);
            (p.conversion.starter, p.sales.reps) = (0.0, 0.0);
            (p.growth.viral, p.start.users) = (viral, users);
            // More users always bring more signups: each takes less room than it brings people.
            p.growth.market = 1e12;
            (p.growth.competitor, p.growth.content_growth) = (0.0, 0.02);
            inputs
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Cash decides nothing, so more of it shifts the whole curve.
    #[test]
    fn more_cash_never_brings_cash_out_forward(
        inputs in company(Within::Possible), share in 0.0..1.0_f64
    ) {
        let richer = moved(&inputs, "finance.cash", More, share);
        let (poor, rich) = (run(&inputs).weeks, run(&richer).weeks);
        // To the bit: rounding is monotone too.
        prop_assert!(cash_out(&rich) >= cash_out(&poor));
        for (poor, rich) in poor.iter().zip(&rich) {
            prop_assert!(rich.cash >= poor.cash);
        }
    }

    #[test]
    fn costs_and_prices_move_cash_their_way_and_nothing_else(
        inputs in company(Within::Possible),
        (key, change) in select([COSTS, LESS_FUNDING].concat()),
        share in 0.0..1.0_f64
    ) {
        let (before, after) = (run(&inputs).weeks, run(&moved(&inputs, key, change, share)).weeks);
        for unmoved in ["users", "signups", "lost_users", "starter", "custom", "team", "phase3",
            "uptime", "perceived", "wait", "competitor"] {
            same(unmoved, &after, &before)?;
        }
        // With fees of 100 % a better price earns nothing: rounding of revenue is no movement.
        let revenue = before.iter().chain(&after).map(|week| week.revenue + week.cost);
        let slack = ROUNDING * revenue.fold(inputs.parameters.finance.cash, f64::max);
        for (index, (before, after)) in before.iter().zip(&after).enumerate() {
            prop_assert!(
                after.cash <= before.cash + slack * (index + 1) as f64,
                "{key}: cash in week {index} rises to {} from {}", after.cash, before.cash
            );
        }
        if COSTS.iter().any(|(cost, _)| *cost == key) {
            never_above("cost", &before, &after)?;
            same("mrr", &after, &before)?;
        } else {
            never_above("mrr", &after, &before)?;
            never_above("revenue", &after, &before)?;
        }
    }

    /// Later weeks can turn this round: who leaves makes room, load and queues shorter for others.
    #[test]
    fn a_worse_service_or_market_brings_nobody_and_keeps_nobody_in_the_first_week(
        inputs in company(Within::Possible),
        (key, change) in select([WORSE_SERVICE, MORE_CHURN, HARDER_MARKET].concat()),
        share in 0.0..1.0_f64
    ) {
        let mut inputs = inputs;
        inputs.parameters.run.weeks = 4.0;
        let other = moved(&inputs, key, change, share);
        let (before, after) = (&run(&inputs).weeks[..1], &run(&other).weeks[..1]);
        never_above("signups", after, before)?;
        never_above("lost_users", before, after)?;
        never_above("perceived", before, after)?;
        never_above("wait", before, after)?;
        never_above("expansion_mrr", after, before)?;
    }

    #[test]
    fn more_latency_or_downtime_never_raises_signups_nor_lowers_churn_in_any_week(
        inputs in uncoupled(),
        (key, change) in select(&WORSE_SERVICE[..5]),
        share in 0.0..1.0_f64
    ) {
        let other = moved(&inputs, key, change, share);
        let (good, bad) = (run(&inputs).weeks, run(&other).weeks);
        prop_assert!(good.iter().all(|week| week.utilisation < 1e-3), "no load to speak of");
        never_above("perceived", &good, &bad)?;
        never_above("users", &bad, &good)?;
        never_above("signups", &bad, &good)?;
        // Churn as the share of those present at the start of the week.
        for week in 1..good.len() {
            let (of_good, of_bad) = (good[week - 1].users, bad[week - 1].users);
            prop_assert!(
                bad[week].lost_users * of_good
                    >= good[week].lost_users * of_bad * (1.0 - ROUNDING) - f64::MIN_POSITIVE,
                "churn falls in week {week}"
            );
        }
    }

    /// The same people; a hire more or less has no sign, as Brooks's law has it.
    #[test]
    fn a_weaker_team_never_gets_more_done(
        inputs in company(Within::Possible),
        (key, change) in select(WEAKER_TEAM),
        share in 0.0..1.0_f64
    ) {
        let (before, after) = (run(&inputs).weeks, run(&moved(&inputs, key, change, share)).weeks);
        never_above("team", &after, &before)?;
        same("heads", &after, &before)?;
    }

    #[test]
    fn a_hire_that_comes_later_is_never_paid_more(
        inputs in company(Within::Possible), which: Index, months in 0.0..24.0_f64
    ) {
        let mut later = inputs.clone();
        if !later.hires.is_empty() {
            let index = which.index(later.hires.len());
            later.hires[index].month += months;
        }
        let (before, after) = (run(&inputs).weeks, run(&later).weeks);
        never_above("heads", &after, &before)?;
        // Agents and reps are the same, so pay differs by the engineer's alone.
        never_above("people", &after, &before)?;
    }

    /// Extracted services take time from every phase, so that more of them finished can slow the
    /// rest: their operation costs nothing here.
    #[test]
    fn an_overrun_never_brings_a_phase_forward(
        inputs in company(Within::Possible), share in 0.0..1.0_f64
    ) {
        let mut inputs = inputs;
        inputs.parameters.delivery.ops = 0.0;
        let other = moved(&inputs, "delivery.overrun", More, share);
        let (before, after) = (run(&inputs).weeks, run(&other).weeks);
        for phase in ["phase1", "phase2", "phase3"] {
            never_above(phase, &after, &before)?;
        }
        never_above("velocity", &after, &before)?;
        never_above("stale", &before, &after)?;
    }

    /// For the same reason without operating time.
    #[test]
    fn more_engineering_on_scaling_never_delays_a_phase(
        inputs in company(Within::Possible), share in 0.0..1.0_f64
    ) {
        let mut inputs = inputs;
        inputs.parameters.delivery.ops = 0.0;
        let other = moved(&inputs, "team.scaling", More, share);
        let (before, after) = (run(&inputs).weeks, run(&other).weeks);
        for phase in ["phase1", "phase2", "phase3"] {
            never_above(phase, &before, &after)?;
        }
    }

    #[test]
    fn a_phase_that_starts_later_is_never_further_along(
        inputs in company(Within::Possible), index in 0..3_usize, weeks in 0.0..52.0_f64
    ) {
        let mut inputs = inputs;
        inputs.parameters.delivery.ops = 0.0;
        let mut other = inputs.clone();
        other.parameters.phases[index].start += weeks;
        let phase = ["phase1", "phase2", "phase3"][index];
        never_above(phase, &run(&other).weeks, &run(&inputs).weeks)?;
    }

    /// Users who wait less stay and ask again: waiting drives nobody away here. Agents are there
    /// from the start: a desk without any has dropped all its tickets when the first one comes.
    #[test]
    fn better_support_never_makes_tickets_wait_longer(
        inputs in company(Within::Possible),
        (key, change) in select(vec![
            ("support.rate", More), ("support.chatbot", More), ("support.selfservice", More),
            ("support.chatbot_month", Less), ("support.selfservice_week", Less),
            ("support.tickets", Less), ("support.patience", Less),
        ]),
        share in 0.0..1.0_f64
    ) {
        let mut inputs = inputs;
        let p = &mut inputs.parameters;
        p.churn.support = 0.0;
        p.support.agents = p.support.agents.max(1.0);
        p.support.rate = p.support.rate.max(1.0);
        let mut other = moved(&inputs, key, change, share);
        other.parameters.support.rate = other.parameters.support.rate.max(1.0);
        let (before, after) = (run(&inputs).weeks, run(&other).weeks);
        never_above("wait", &after, &before)?;
        if key != "support.rate" && key != "support.patience" {
            never_above("tickets", &after, &before)?;
        }
    }

    #[test]
    fn more_load_never_helps(
        inputs in company(Within::Possible), users in 0.0..1e9_f64, more in 1.0..100.0_f64
    ) {
        let p = &inputs.parameters;
        let architecture = Architecture::after(&inputs, [0; 3]);
        let mut queue = Queue::new(p.performance.servers);
        let mut at = |users: f64| {
            let load: Load = load(users, &architecture, p.capacity.query_exponent);
            let service = service(&load, &architecture, &p.performance, &mut queue);
            (load, service)
        };
        let ((light, good), (heavy, bad)) = (at(users), at(users * more));
        prop_assert!(heavy.utilisation >= light.utilisation);
        prop_assert!(bad.page >= good.page * (1.0 - ROUNDING));
        prop_assert!(bad.api >= good.api * (1.0 - ROUNDING));
        prop_assert!(bad.uptime <= good.uptime);
        prop_assert!(bad.pain >= good.pain - ROUNDING);
    }

    #[test]
    fn more_servers_never_queue_longer(servers in 1..200_usize, utilisation in 0.0..1.2_f64) {
        let (few, many) = (slow_down(servers, utilisation), slow_down(servers + 1, utilisation));
        prop_assert!(many <= few * (1.0 + ROUNDING) && many >= 1.0, "{few} {many}");
    }

    #[test]
    fn worse_experience_drives_more_away_and_lets_fewer_in(
        inputs in company(Within::Possible),
        better in [0.0..1.0_f64, 0.0..1.0, 0.0..1.0], worse in [0.0..1.0_f64, 0.0..1.0, 0.0..1.0]
    ) {
        let p = &inputs.parameters;
        let hazards = Hazards::new(p);
        let of = |[perceived, swamped, stagnation]: [f64; 3]| {
            let causes = Causes::of(&p.churn, perceived, swamped, stagnation);
            let quality = growth::quality(&p.growth, perceived, stagnation);
            (causes.total(), hazards.leaving(causes.total()), quality)
        };
        let worse: [f64; 3] = std::array::from_fn(|index| better[index].max(worse[index]));
        let ((x, stay, good), (y, go, bad)) = (of(better), of(worse));
        prop_assert!(y >= x && go.free >= stay.free && bad <= good);
        for (stay, go) in stay.tiers.iter().zip(go.tiers) {
            prop_assert!(go >= *stay && (0.0..=1.0).contains(&go));
        }
    }
}

#[test]
fn money_that_moves_nothing_else_is_listed_in_full() {
    // A new input of money belongs into one of the lists, or has a reason not to.
    for row in PARAMETERS {
        let listed = [COSTS, LESS_FUNDING]
            .concat()
            .iter()
            .any(|(key, _)| *key == row.key);
        assert!(
            listed || !(row.key.starts_with("finance.") || row.key.starts_with("infra.")),
            "{} is in no list",
            row.key
        );
    }
}
