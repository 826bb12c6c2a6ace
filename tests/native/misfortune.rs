//! Risk events do what they say, from their week on and not before, and nothing is made or lost.

use headroom::model::calendar::WEEKS_PER_MONTH;
use headroom::model::luck::{Luck, Strike};
use headroom::model::preset::Preset;
use headroom::model::risks::{self, RISKS, Risk};
use headroom::model::run::{Run, run, run_with};
use headroom::model::scenario::Scenario;
use headroom::model::week::{SERIES, Week};
use proptest::prelude::*;

use crate::random::{Within, company};

/// Week 16: phases 2 and 3 of the realistic preset are under way.
const WEEK: u32 = 16;

fn stressed(risk: Risk) -> (Run, Run) {
    let inputs = Scenario::preset(Preset::Realistic).inputs;
    let stressed = run_with(&inputs, &Luck::stress([(risk, WEEK)]));
    let struck = stressed.struck;
    for event in &RISKS {
        let expected = (event.risk == risk).then_some(WEEK);
        assert_eq!(struck[event.risk as usize], expected, "{}", event.key);
    }
    (run(&inputs), stressed)
}

fn at(run: &Run, week: u32) -> &Week {
    &run.weeks[week as usize - 1]
}

#[test]
fn nothing_happens_before_its_week_and_something_in_it_or_after() {
    for event in &RISKS {
        let (plain, stressed) = stressed(event.risk);
        let before = WEEK as usize - 1;
        assert_eq!(
            plain.weeks[..before],
            stressed.weeks[..before],
            "{}",
            event.key
        );
        assert_ne!(
            plain.weeks[before..],
            stressed.weeks[before..],
            "{}",
            event.key
        );
        let worse = at(&stressed, 52).cash < at(&plain, 52).cash
            || at(&stressed, 52).users < at(&plain, 52).users;
        assert!(worse, "{}", event.key);
    }
}

#[test]
fn a_failing_database_is_felt_for_a_week_reworked_and_paid_for_ever_after() {
    let (plain, stressed) = stressed(Risk::Database);
    let (calm, week) = (at(&plain, WEEK), at(&stressed, WEEK));
    assert_eq!(week.uptime, calm.uptime * 0.9);
    assert_eq!(week.pain, 1.0);
    assert!((week.infra - calm.infra - 5000.0).abs() < 1e-9);
    assert_ne!(at(&stressed, WEEK + 1).pain, 1.0);
    let done = |run: &Run| run.weeks.iter().position(|week| week.phase3 >= 1.0 - 1e-12);
    assert!(done(&stressed) > done(&plain));
    // What is done of phase 3 is the same work, of 4 engineer-weeks more in all.
    let effort = 1.3 * 48.0;
    let (before, after) = (calm.phase3 * effort, week.phase3 * (effort + risks::REWORK));
    assert!((before - after).abs() < 1e-9, "{before}, {after}");
}

#[test]
fn sprawl_stretches_what_remains_and_leaves_what_is_done() {
    let (plain, stressed) = stressed(Risk::Sprawl);
    let effort = 1.3 * 48.0;
    let done = at(&plain, WEEK - 1).phase3 * effort;
    let stretched = done + (effort - done) * 1.5;
    let (calm, week) = (at(&plain, WEEK), at(&stressed, WEEK));
    assert!((week.phase3 * stretched - calm.phase3 * effort).abs() < 1e-9);
    assert_eq!(week.infra, calm.infra);
}

#[test]
fn an_exploding_bill_is_half_as_much_again() {
    let (plain, stressed) = stressed(Risk::Bill);
    for week in WEEK..=52 {
        assert!((at(&stressed, week).infra / at(&plain, week).infra - 1.5).abs() < 1e-12);
        assert_eq!(at(&stressed, week).users, at(&plain, week).users);
    }
    let more: f64 = (WEEK..=52)
        .map(|week| at(&plain, week).infra * 0.5 / WEEKS_PER_MONTH)
        .sum();
    let missing = at(&plain, 52).cash - at(&stressed, 52).cash;
    assert!((missing - more).abs() < 1e-6 * more, "{missing}, {more}");
}

#[test]
fn a_leaving_engineer_is_missed_until_somebody_new_has_arrived() {
    let (plain, stressed) = stressed(Risk::Departure);
    // Six weeks to hire: the desk is empty until then, and so is the payroll.
    for week in WEEK..WEEK + 6 {
        assert!((at(&plain, week).heads - at(&stressed, week).heads - 1.0).abs() < 1e-12);
        assert!(at(&stressed, week).people < at(&plain, week).people);
    }
    assert_eq!(at(&stressed, WEEK + 6).heads, at(&plain, WEEK + 6).heads);
    assert!(
        at(&stressed, WEEK + 6).team < at(&plain, WEEK + 6).team,
        "still ramping up"
    );
    // Once everybody has grown, the team is what it was.
    assert!((at(&stressed, 52).team - at(&plain, 52).team).abs() < 1e-9);
}

#[test]
fn the_only_engineer_can_leave() {
    let mut inputs = Scenario::preset(Preset::Realistic).inputs;
    inputs.parameters.team.engineers = 1.0;
    inputs.hires.clear();
    let run = run_with(&inputs, &Luck::stress([(Risk::Departure, 5)]));
    assert_eq!((at(&run, 5).heads, at(&run, 5).team), (0.0, 0.0));
    assert!(
        run.weeks
            .iter()
            .all(|week| SERIES.iter().all(|series| (series.get)(week).is_finite()))
    );
}

#[test]
fn a_faster_rival_grows_half_as_fast_again() {
    let (plain, stressed) = stressed(Risk::Rival);
    let inputs = Scenario::preset(Preset::Realistic).inputs;
    let growth = &inputs.parameters.growth;
    let before = at(&plain, WEEK - 1);
    let room = 1.0 - (before.users + before.competitor) / growth.market;
    let more = before.competitor * growth.competitor_growth * 0.5 * room;
    let got = at(&stressed, WEEK).competitor - at(&plain, WEEK).competitor;
    assert!((got - more).abs() < 1e-9 * more, "{got}, {more}");
}

#[test]
fn events_wait_until_they_can_strike() {
    let inputs = Scenario::preset(Preset::Realistic).inputs;
    for (risk, first, last) in [
        (Risk::Database, 3, 30),
        (Risk::Sprawl, 8, 30),
        (Risk::Bill, 1, 52),
        (Risk::Departure, 1, 52),
        (Risk::Rival, 1, 52),
    ] {
        let struck = |after: u32| {
            let mut luck = Luck::default();
            luck.strikes[risk as usize] = Strike::After(after);
            run_with(&inputs, &luck).struck[risk as usize]
        };
        assert_eq!(struck(0), Some(first), "{risk:?}");
        assert_eq!(struck(last - first), Some(last), "{risk:?}");
        assert_eq!(struck(last - first + 1), None, "{risk:?}");
    }
}

#[test]
fn a_run_without_luck_is_the_plain_run() {
    for preset in Preset::ALL {
        let inputs = Scenario::preset(preset).inputs;
        let lucky = run_with(&inputs, &Luck::default());
        let struck = lucky.struck;
        assert_eq!(lucky, run(&inputs));
        assert_eq!(struck, [None; 5]);
    }
}

#[test]
fn delays_and_overruns_are_those_of_their_own() {
    let inputs = Scenario::preset(Preset::Realistic).inputs;
    let luck = Luck {
        delays: vec![0.0, 20.0],
        overruns: [2.0, 1.0, 1.0],
        ..Luck::default()
    };
    let (lucky, plain) = (run_with(&inputs, &luck), run(&inputs));
    assert!(
        (at(&lucky, 1).heads - 6.0).abs() < 1e-12,
        "the first is there at once"
    );
    assert_eq!(at(&plain, 1).heads, 5.0);
    assert!(
        at(&lucky, 12).heads < at(&plain, 12).heads,
        "the second is not yet there"
    );
    let half = at(&plain, 1).phase1 / 2.0;
    assert!(at(&lucky, 1).phase1 < at(&plain, 1).phase1 && at(&lucky, 1).phase1 > half * 0.9);
}

fn luck() -> impl Strategy<Value = Luck> {
    (
        [0.1_f64..8.0, 0.1_f64..8.0, 0.1_f64..8.0],
        proptest::collection::vec(0.0_f64..60.0, 0..6),
        [0_u32..60, 0_u32..60, 0_u32..60, 0_u32..60, 0_u32..60],
        any::<[bool; 5]>(),
    )
        .prop_map(|(overruns, delays, weeks, certain)| Luck {
            overruns,
            delays,
            strikes: std::array::from_fn(|risk| {
                if certain[risk] {
                    Strike::In(weeks[risk])
                } else {
                    Strike::After(weeks[risk])
                }
            }),
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_nothing_is_made_or_lost(inputs in company(Within::Sliders), luck in luck()) {
        let run = run_with(&inputs, &luck);
        let p = &inputs.parameters;
        let mut opening_mrr: f64 = p.tiers.iter().map(|tier| tier.accounts * tier.price).sum();
        let mut cash = p.finance.cash;
        let raised = (((p.finance.raise_month - 1.0) * WEEKS_PER_MONTH) + 1e-9).floor();
        for (number, week) in run.weeks.iter().enumerate() {
            let cost = week.infra + week.people + p.finance.overhead + p.finance.content + p.finance.fee * week.revenue;
            prop_assert!((week.cost - cost).abs() <= 1e-9 * cost, "costs in week {number}");
            let mrr = opening_mrr + week.new_mrr + week.expansion_mrr - week.contraction_mrr - week.churned_mrr;
            prop_assert!((week.mrr - mrr).abs() <= 1e-9 * (opening_mrr + week.new_mrr + week.expansion_mrr + 1.0), "MRR in week {number}");
            let raise = if number as f64 == raised { p.finance.raise } else { 0.0 };
            let expected = cash - week.burn / WEEKS_PER_MONTH + raise;
            prop_assert!((week.cash - expected).abs() <= 1e-9 * (cash.abs() + week.cost + raise + 1.0), "cash in week {number}");
            for share in [week.phase1, week.phase2, week.phase3, week.uptime, week.pain] {
                prop_assert!((0.0..=1.0 + 1e-9).contains(&share), "week {number}: {share}");
            }
            for series in SERIES {
                prop_assert!((series.get)(week).is_finite(), "{} in week {number}", series.key);
            }
            (opening_mrr, cash) = (week.mrr, week.cash);
        }
    }
}
