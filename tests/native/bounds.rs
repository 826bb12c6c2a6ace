//! Whatever the inputs, a run says things that can be: finite, no stock below nothing, no share
//! above everything.

use headroom::model::inputs::Inputs;
use headroom::model::parameters::PARAMETERS;
use headroom::model::preset::Preset;
use headroom::model::run::run;
use headroom::model::units::Unit;
use headroom::model::week::{SERIES, Week};
use proptest::prelude::*;

use crate::random::{Within, company};

/// The two series that may be negative: what is missing, and what is earned.
const SIGNED: [&str; 2] = ["cash", "burn"];

/// Series that are a part of a whole.
const UP_TO_ONE: [&str; 8] = [
    "uptime",
    "pain",
    "perceived",
    "stale",
    "phase1",
    "phase2",
    "phase3",
    "sso",
];

/// Rounding, relative to the largest of the numbers at hand.
const ROUNDING: f64 = 1e-12;

/// Everything that must hold in every run, or what does not.
fn check(inputs: &Inputs) -> Result<(), String> {
    let p = &inputs.parameters;
    let weeks = run(inputs).weeks;
    if weeks.len() != inputs.weeks() {
        return Err(format!("{} weeks of {}", weeks.len(), inputs.weeks()));
    }
    let seated: f64 = p.tiers.iter().map(|tier| tier.accounts * tier.seats).sum();
    let (mut users, mut rival) = (seated.max(p.start.users), p.growth.competitor);
    for (index, week) in weeks.iter().enumerate() {
        let fail = |what: &str| Err(format!("week {index}: {what}: {week:?}"));
        for series in SERIES {
            let value = (series.get)(week);
            if !value.is_finite() {
                return fail(&format!("{} is {value}", series.key));
            }
            if value < 0.0 && !SIGNED.contains(&series.key) {
                return fail(&format!("{} is {value}", series.key));
            }
            if value > 1.0 + ROUNDING && UP_TO_ONE.contains(&series.key) {
                return fail(&format!("{} is {value}", series.key));
            }
            if series.unit == Unit::YesNo && value != 0.0 && value != 1.0 {
                return fail(&format!("{} is {value}", series.key));
            }
        }
        if let Some(what) = out_of_bounds(inputs, week, users, rival) {
            return fail(what);
        }
        (users, rival) = (week.users, week.competitor);
    }
    Ok(())
}

/// What a week must keep to, given the users it opens with.
fn out_of_bounds(inputs: &Inputs, week: &Week, users: f64, rival: f64) -> Option<&'static str> {
    let p = &inputs.parameters;
    let slack = ROUNDING * (users + week.users + rival) + f64::MIN_POSITIVE;
    let full = users + rival >= p.growth.market;
    let engineers = p.team.engineers + inputs.hires.len() as f64;
    [
        (
            [0.0, 1.0, 2.0, 3.0, 4.0, 5.0].contains(&week.bottleneck),
            "the bottleneck is none of the components",
        ),
        (
            week.page <= p.performance.timeout && week.api <= p.performance.timeout,
            "a response after the time-out",
        ),
        (
            week.wait <= p.support.patience * (1.0 + ROUNDING),
            "a wait beyond patience",
        ),
        (
            week.heads >= p.team.engineers && week.heads <= engineers * (1.0 + ROUNDING),
            "more engineers than hired",
        ),
        (
            week.team <= week.heads * (1.0 + ROUNDING),
            "more output than heads",
        ),
        (
            week.free <= week.users * (1.0 + ROUNDING),
            "more free users than users",
        ),
        (
            week.lost_users <= users + slack,
            "more users lost than were there",
        ),
        (
            week.signups <= (p.growth.market - users - rival).max(0.0) + slack,
            "more signups than the market has left",
        ),
        (
            !full || (week.signups == 0.0 && week.expansion_mrr == 0.0),
            "growth in a full market",
        ),
        (
            !full || week.users <= users + slack,
            "more users in a full market",
        ),
    ]
    .into_iter()
    .find_map(|(holds, what)| (!holds).then_some(what))
}

#[test]
fn every_parameter_at_each_end_of_its_slider_and_of_the_possible_gives_a_sound_run() {
    for preset in Preset::ALL {
        for row in PARAMETERS {
            for value in [row.range.0, row.range.1, row.possible.0, row.possible.1] {
                let mut inputs = Inputs::preset(preset);
                (row.set)(&mut inputs.parameters, value);
                if let Err(what) = check(&inputs) {
                    panic!("{} = {value} of {preset:?}: {what}", row.key);
                }
            }
        }
    }
}

#[test]
fn a_company_that_dies_out_gives_a_sound_run_down_to_the_last_trace_of_a_user() {
    let mut inputs = Inputs::preset(Preset::Realistic);
    let p = &mut inputs.parameters;
    p.run.weeks = 520.0;
    (p.growth.viral, p.growth.content, p.growth.partner) = (0.0, 0.0, 0.0);
    p.sales.reps = 0.0;
    (p.performance.page, p.performance.timeout) = (600.0, 600.0);
    p.churn.free = 0.99;
    p.tiers.iter_mut().for_each(|tier| tier.churn = 0.99);
    let traces = run(&inputs)
        .weeks
        .iter()
        .filter(|week| week.users > 0.0 && week.users < f64::MIN_POSITIVE)
        .count();
    assert!(traces > 0, "the case is the one it is meant to be");
    assert_eq!(check(&inputs), Ok(()));
}

/// Each parameter at one end or at its preset, by a random choice.
fn extremes(within: Within) -> impl Strategy<Value = Inputs> {
    (
        prop::collection::vec(0..4_usize, PARAMETERS.len()),
        company(within),
    )
        .prop_map(move |(choices, mut inputs)| {
            for (row, choice) in PARAMETERS.iter().zip(choices) {
                let (low, high) = within.limits(row);
                let value = [low, high, row.realistic, row.as_written][choice];
                (row.set)(&mut inputs.parameters, value);
            }
            inputs
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn ends_of_sliders_in_any_combination_give_a_sound_run(inputs in extremes(Within::Sliders)) {
        prop_assert_eq!(check(&inputs), Ok(()));
    }

    #[test]
    fn ends_of_the_possible_in_any_combination_give_a_sound_run(
        inputs in extremes(Within::Possible)
    ) {
        prop_assert_eq!(check(&inputs), Ok(()));
    }

    #[test]
    fn anything_within_the_sliders_gives_a_sound_run(inputs in company(Within::Sliders)) {
        prop_assert_eq!(check(&inputs), Ok(()));
    }

    #[test]
    fn anything_possible_gives_a_sound_run(inputs in company(Within::Possible)) {
        prop_assert_eq!(check(&inputs), Ok(()));
    }

    #[test]
    fn without_sales_and_upgrades_nobody_has_more_users_than_the_market(
        inputs in company(Within::Possible)
    ) {
        // Seats of larger tiers and of deals are not part of the market's limit; nothing else is
        // above it unless the company starts there.
        let mut inputs = inputs;
        let p = &mut inputs.parameters;
        p.sales.reps = 0.0;
        (p.conversion.professional, p.conversion.enterprise, p.conversion.custom) = (0.0, 0.0, 0.0);
        let seated: f64 = p.tiers.iter().map(|tier| tier.accounts * tier.seats).sum();
        let limit = p.growth.market.max(p.start.users).max(seated);
        for week in run(&inputs).weeks {
            prop_assert!(week.users <= limit * (1.0 + ROUNDING), "{} of {limit}", week.users);
        }
    }
}
