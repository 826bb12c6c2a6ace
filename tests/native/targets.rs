//! The plan's targets, held against runs made by hand: a company that keeps every promise, and
//! the same company breaking one promise after another.

use headroom::model::calendar::weeks_to_end_of_month;
use headroom::model::inputs::{Hire, Inputs};
use headroom::model::luck::Luck;
use headroom::model::preset::Preset;
use headroom::model::risks::Risk;
use headroom::model::run::{Run, run, run_with};
use headroom::model::targets::{Assessment, Outcome, TARGETS, When, assess};
use headroom::model::week::Week;

use crate::figures::{by_hand, every_extreme};

/// A company whose inputs keep every promise that follows from them.
fn promising() -> Inputs {
    let mut inputs = Inputs::preset(Preset::AsWritten);
    inputs.hires.clear();
    let p = &mut inputs.parameters;
    for tier in &mut p.tiers {
        tier.churn = 0.0;
    }
    p.conversion.professional = 0.5;
    p.support.chatbot = 0.95;
    p.capacity.connections *= 10.0;
    p.capacity.queries *= 10.0;
    p.capacity.app *= 10.0;
    p.capacity.bandwidth *= 10.0;
    p.capacity.jobs *= 10.0;
    p.capacity.analytics *= 10.0;
    inputs
}

/// A year in which every promise is kept, each of them in the last week that will do.
fn kept_promises() -> Run {
    by_hand(52, |week| {
        #[allow(clippy::cast_precision_loss)] // 0 to 51
        let now = week as f64;
        let steps = |steps: [(usize, f64); 4]| {
            steps
                .into_iter()
                .rev()
                .find(|&(from, _)| week + 1 >= from)
                .map_or(0.0, |(_, value)| value)
        };
        Week {
            users: steps([(1, 40e3), (4, 50e3), (12, 200e3), (26, 1e6)]),
            arr: steps([(1, 0.5e6), (13, 1e6), (26, 3e6), (52, 10e6)]),
            starter: 650.0,
            professional: 130.0,
            enterprise: 20.0 + 20.0 * now,
            page: 0.9,
            api: 0.4,
            uptime: 0.9995,
            velocity: 0.7,
            heads: 5.0,
            sso: if week + 1 >= 18 { 1.0 } else { 0.0 },
            tickets: 40.0,
            cost_per_user: 0.09 - 0.001 * now,
            infra: 8_000.0,
            cash: 0.0,
            phase1: 1.0,
            phase2: if week + 1 >= 12 { 1.0 } else { 0.5 },
            phase3: if week + 1 >= 20 { 1.0 } else { 0.5 },
            ..Week::default()
        }
    })
}

fn find(assessments: &[Assessment], id: &str) -> Assessment {
    *assessments
        .iter()
        .find(|each| each.target.id == id)
        .unwrap_or_else(|| panic!("no target {id}"))
}

#[test]
fn a_company_can_keep_every_promise() {
    let assessments = assess(&promising(), &kept_promises());
    assert_eq!(assessments.len(), TARGETS.len());
    for (each, target) in assessments.iter().zip(TARGETS) {
        assert!(
            std::ptr::eq(each.target, target),
            "{} is out of order",
            target.id
        );
        assert_eq!(each.outcome, Outcome::Met, "{each:?}");
        // A share may miss its goal by its last bit.
        assert!(each.margin.expect("a value") >= -1e-12, "{each:?}");
        assert!(each.weeks_late().is_none_or(|weeks| weeks <= 0), "{each:?}");
    }
    let sso = find(&assessments, "sso_m4");
    assert_eq!((sso.week, sso.weeks_late()), (Some(18), Some(0)));
}

type Break = fn(&mut Inputs, &mut [Week]);

/// How each promise is broken, and the week that shows it.
const BROKEN: [(&str, Option<u32>, Break); 31] = [
    ("users_50k", Some(5), |_, weeks| weeks[3].users = 49_999.0),
    ("users_200k", Some(13), |_, weeks| {
        weeks[11].users = 199_999.0;
    }),
    ("users_1m", Some(27), |_, weeks| weeks[25].users = 999_999.0),
    ("arr_1m", Some(14), |_, weeks| weeks[12].arr = 999_999.0),
    ("arr_3m", Some(27), |_, weeks| weeks[25].arr = 2_999_999.0),
    ("arr_10m", None, |_, weeks| weeks[51].arr = 9_999_999.0),
    // Every account has the same churn: the share lost is known in advance.
    ("retention", Some(5), |inputs, _| {
        for tier in &mut inputs.parameters.tiers {
            tier.churn = 0.051;
        }
    }),
    ("churn_crisis", Some(26), |inputs, _| {
        for tier in &mut inputs.parameters.tiers {
            tier.churn = 0.058;
        }
    }),
    ("upgrades", None, |inputs, _| {
        inputs.parameters.conversion.professional = 0.0;
        inputs.parameters.conversion.enterprise = 0.0;
    }),
    ("enterprise_share", Some(26), |_, weeks| {
        weeks[25].enterprise = 0.24 * 780.0;
    }),
    ("enterprise_growth", Some(26), |_, weeks| {
        weeks[25].professional = 10_000.0;
    }),
    ("page_2s", Some(1), |_, weeks| weeks[0].page = 2.0),
    ("page_1s", Some(2), |_, weeks| weeks[1].page = 1.0),
    ("api_500ms", Some(52), |_, weeks| weeks[51].api = 0.5),
    ("uptime_995", Some(2), |_, weeks| weeks[1].uptime = 0.9949),
    ("uptime_999", Some(1), |_, weeks| weeks[0].uptime = 0.9989),
    ("uptime_9995", Some(21), |_, weeks| {
        weeks[20].uptime = 0.9994;
    }),
    ("velocity_70", Some(30), |_, weeks| {
        weeks[29].velocity = 0.69;
    }),
    ("features_30", None, |inputs, _| {
        inputs.parameters.team.scaling = 0.75;
    }),
    ("team_mix", Some(9), |_, weeks| weeks[8].heads = 8.0),
    ("sso_m4", Some(19), |_, weeks| weeks[17].sso = 0.0),
    // Ten thousand users open 40 tickets a week today.
    ("tickets_10", Some(26), |_, weeks| weeks[25].tickets = 44.0),
    ("deflection_90", Some(26), |inputs, _| {
        inputs.parameters.support.chatbot = 0.5;
        inputs.parameters.support.selfservice = 0.39;
    }),
    ("nps_50", Some(7), |_, weeks| weeks[6].perceived = 0.125),
    ("cost_per_user", Some(3), |_, weeks| {
        weeks[2].cost_per_user = 0.1;
    }),
    ("cost_per_user_1m", Some(26), |_, weeks| {
        weeks[25].cost_per_user = 0.1;
    }),
    ("cost_falls", Some(26), |_, weeks| {
        weeks[25].cost_per_user = weeks[12].cost_per_user;
    }),
    ("infra_budget", Some(3), |_, weeks| {
        weeks[2].infra = 25_001.0;
    }),
    ("hiring_budget", None, |inputs, _| {
        inputs.hires.push(Hire {
            role: "Principal engineer".into(),
            month: 1.0,
            salary: 500_001.0,
        });
    }),
    ("runway", Some(40), |_, weeks| weeks[39].cash = -0.01),
    ("headroom_10x", Some(20), |inputs, _| {
        inputs.parameters.capacity.bandwidth = 100_000.0;
    }),
];

#[test]
fn every_promise_can_be_broken_and_the_week_is_named() {
    let ids: Vec<&str> = TARGETS.iter().map(|target| target.id).collect();
    let broken: Vec<&str> = BROKEN.iter().map(|&(id, ..)| id).collect();
    assert_eq!(ids, broken, "one way to break each target");
    for (id, week, break_promise) in BROKEN {
        let (mut inputs, mut run) = (promising(), kept_promises());
        break_promise(&mut inputs, &mut run.weeks);
        let got = find(&assess(&inputs, &run), id);
        assert_eq!(got.outcome, Outcome::Missed, "{got:?}");
        assert_eq!(got.week, week, "{got:?}");
        assert!(got.margin.is_none_or(|margin| margin <= 0.0), "{got:?}");
        if let (When::ByWeek(_) | When::ByMonth(_), Some(_)) = (got.target.when, week) {
            assert_eq!(got.weeks_late(), Some(1), "{got:?}");
        }
    }
}

#[test]
fn what_the_horizon_does_not_show_is_neither_met_nor_missed() {
    let (inputs, mut run) = (promising(), kept_promises());
    run.weeks.truncate(10);
    for each in assess(&inputs, &run) {
        let is_later = each.target.when.due().is_some_and(|due| due > 10);
        let expected = match each.target.when {
            // Reached before its time all the same.
            When::ByMonth(_) if each.week.is_some() => Outcome::Met,
            _ if is_later => Outcome::NotWithinHorizon,
            // No quarter, no million users and no third phase in ten weeks.
            When::EveryQuarter
            | When::AtUsers(_)
            | When::AfterPhase(3)
            | When::AtEndOfPhase(3)
            | When::DuringPhases => Outcome::NotWithinHorizon,
            _ => Outcome::Met,
        };
        assert_eq!(each.outcome, expected, "{each:?}");
    }
}

#[test]
fn a_promise_broken_within_a_short_horizon_is_missed() {
    let (mut inputs, mut run) = (promising(), kept_promises());
    run.weeks.truncate(10);
    for tier in &mut inputs.parameters.tiers {
        tier.churn = 0.5;
    }
    run.weeks[4].infra = 60_000.0;
    let assessments = assess(&inputs, &run);
    for id in ["retention", "churn_crisis", "infra_budget"] {
        assert_eq!(find(&assessments, id).outcome, Outcome::Missed, "{id}");
    }
}

/// Five engineers and two hires: five of seven are 71 %, four of seven 57 %.
#[test]
fn who_follows_an_engineer_who_has_left_is_not_there_today() {
    let mut inputs = Inputs::preset(Preset::Realistic);
    inputs.hires.truncate(2);
    for hire in &mut inputs.hires {
        hire.month = 1.0;
    }
    let mix = |luck: &Luck| {
        let run = run_with(&inputs, luck);
        find(&assess(&inputs, &run), "team_mix")
    };
    let stays = mix(&Luck::default());
    assert_eq!(stays.outcome, Outcome::Met);
    assert!((stays.value.expect("a share") - 5.0 / 7.0).abs() < 1e-12);
    let leaves = mix(&Luck::stress([(Risk::Departure, 2)]));
    assert_eq!(leaves.outcome, Outcome::Missed);
    assert!((leaves.value.expect("a share") - 4.0 / 7.0).abs() < 1e-12);
}

/// 5 % a month lose 26.5 % in six months, and 95 % monthly retention is just met.
#[test]
fn customers_lost_are_the_churn_of_all_tiers_compounded() {
    let (mut inputs, run) = (promising(), kept_promises());
    for tier in &mut inputs.parameters.tiers {
        tier.churn = 0.05;
    }
    let assessments = assess(&inputs, &run);
    let value = |id| find(&assessments, id).value.expect("a value");
    assert!((value("churn_crisis") - (1.0 - 0.735_092)).abs() < 1e-6);
    assert!((value("retention") - 0.95).abs() < 1e-12);
}

#[test]
fn the_realistic_plan_is_late_with_its_million_users() {
    let inputs = Inputs::preset(Preset::Realistic);
    let got = find(&assess(&inputs, &run(&inputs)), "users_1m");
    assert_eq!(got.outcome, Outcome::Missed);
    assert_eq!((got.week, got.weeks_late()), (Some(40), Some(14)));
}

#[test]
fn every_target_has_an_answer_whatever_the_inputs() {
    every_extreme(|inputs, name| {
        let run = run(inputs);
        let horizon = u32::try_from(run.weeks.len()).expect("a short run");
        for each in assess(inputs, &run) {
            let id = each.target.id;
            assert!(each.value.is_none_or(f64::is_finite), "{name}: {each:?}");
            assert!(
                each.week.is_none_or(|week| (1..=horizon).contains(&week)),
                "{name}: {each:?}"
            );
            match each.target.when {
                When::AtMonth(month) => assert_eq!(
                    each.outcome == Outcome::NotWithinHorizon,
                    run.weeks.len() < weeks_to_end_of_month(month),
                    "{name}: {id}"
                ),
                When::Always => assert_eq!(
                    each.outcome == Outcome::Missed,
                    each.week.is_some(),
                    "{name}: {id}"
                ),
                When::ByWeek(due) if each.outcome == Outcome::Met => {
                    assert!(each.week.is_some_and(|week| week <= due), "{name}: {id}");
                }
                _ => {}
            }
        }
    });
}
