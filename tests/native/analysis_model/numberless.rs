//! Answers that are no number: what never happens, and what none is large enough for.

use headroom::analysis::bound::Bound;
use headroom::analysis::evaluation::Sample;
use headroom::analysis::seek::Finding;
use headroom::analysis::sensitivity::Sensitivity;
use headroom::analysis::tornado::Span;
use headroom::analysis::work::Work;

use super::{answer, by_panel, goal, question, realistic, sampled, set, tornado, waterfall};

#[test]
fn what_never_happens_is_later_than_any_week_within_the_horizon() {
    let scenario = realistic();
    // Cash is lowest in week 40: who is not out of it by then is not until the horizon.
    let alive = Bound::at_least(45.0);
    let cash = "finance.cash";
    let study = goal(&scenario, "cash_out_week", alive, cash, Sample::Single);
    let Some(Finding::Found { value }) = study.finding() else {
        panic!("{:?}", study.finding());
    };
    assert_eq!(
        answer(&set(&scenario, &[(cash, value)]), "cash_out_week"),
        None
    );
    // As odds it is the same event as survival.
    let saved = set(&scenario, &[(cash, 1.5e6)]);
    let odds = sampled(&saved, &["odds:cash_out_week>=53", "odds:survive"], 200, 1);
    assert_eq!(odds[0], odds[1]);
    assert!(odds[0].is_some_and(|share| share > 0.0));
    // What lies beyond the horizon is not known.
    let beyond = Bound::at_least(60.0);
    let study = goal(&scenario, "cash_out_week", beyond, cash, Sample::Single);
    assert!(matches!(study.finding(), Some(Finding::OutOfReach { .. })));
    // Nor is what never happens in time for anything.
    let slow = set(&scenario, &[("growth.viral", 0.0)]);
    let early = Bound::at_most(52.0);
    let study = goal(
        &slow,
        "users_1m_week",
        early,
        "team.scaling",
        Sample::Single,
    );
    assert!(
        matches!(study.finding(), Some(Finding::OutOfReach { margin, .. }) if margin == f64::NEG_INFINITY)
    );
}

#[test]
fn what_no_number_is_large_enough_for_is_more_than_any_bound() {
    // The old capacity lasts, and the company earns what it spends.
    let calm = set(&realistic(), &[("growth.viral", 0.09)]);
    let earning = set(
        &realistic(),
        &[
            ("run.weeks", 30.0),
            ("finance.cash", 3_000_000.0),
            ("tiers.starter.price", 120.0),
        ],
    );
    let cases = [
        (&calm, "phase3_slip_tolerance", 25.0, "growth.viral"),
        (&earning, "runway_months", 24.0, "tiers.starter.price"),
    ];
    for (scenario, key, bound, lever) in cases {
        let question = question(key);
        assert_eq!(answer(scenario, key), Some(f64::INFINITY), "{key}");
        assert!(question.boundless().is_some(), "{key}");
        let holds = goal(scenario, key, Bound::at_least(bound), lever, Sample::Single);
        assert_eq!(holds.finding(), Some(Finding::Holds), "{key}");
        // It is above whatever is not to be passed.
        assert!(!Bound::at_most(bound).holds(answer(scenario, key)), "{key}");
        // Odds count the runs in which it is, means and percentiles do not.
        let keys = [
            format!("odds:{key}>={bound}"),
            format!("mean:{key}"),
            format!("p50:{key}"),
        ];
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let answers = sampled(scenario, &keys, 200, 1);
        assert!(answers[0].expect("odds") > 0.0, "{key}");
        assert!(
            answers.iter().flatten().all(|answer| answer.is_finite()),
            "{answers:?}"
        );
    }
    // Word of mouth at which load never passes the old capacity is found from where it does.
    let study = goal(
        &realistic(),
        "phase3_slip_tolerance",
        Bound::at_least(25.0),
        "growth.viral",
        Sample::Single,
    );
    let Some(Finding::Found { value }) = study.finding() else {
        panic!("{:?}", study.finding());
    };
    let tolerance = |viral| {
        answer(
            &set(&realistic(), &[("growth.viral", viral)]),
            "phase3_slip_tolerance",
        )
    };
    assert_eq!(tolerance(value), Some(f64::INFINITY));
    assert!(tolerance(value + 0.005).is_some_and(|weeks| weeks < 25.0));
    // A phase that is not finished tolerates nothing, and spent cash is no runway.
    let unfinished = set(&realistic(), &[("run.weeks", 8.0)]);
    assert_eq!(answer(&unfinished, "phase3_slip_tolerance"), None);
    assert_eq!(answer(&realistic(), "runway_months"), None);
}

#[test]
fn tornados_waterfalls_and_indices_count_with_numbers_only() {
    let scenario = set(&realistic(), &[("growth.viral", 0.095)]);
    let asked = "phase3_slip_tolerance";
    let study = tornado(&scenario, asked, Span::all(&scenario), Sample::Single);
    assert!(
        study
            .bars()
            .iter()
            .any(|bar| bar.at_high.is_some_and(f64::is_finite))
    );
    for bar in study.bars() {
        let swing = bar.swing(study.baseline());
        assert!(swing.is_none_or(f64::is_finite), "{bar:?}");
    }
    let known = answer(&realistic(), asked);
    assert!(known.is_some_and(f64::is_finite));
    let study = waterfall(&realistic(), &scenario, asked, by_panel, Sample::Single, 12);
    assert!(!study.is_defined(), "from a number to none there is no way");
    let study = Work::new(Sensitivity::new(question(asked), scenario, 64, 1)).finish();
    assert!(study.coverage() < 1.0);
    for (factor, index) in study.indices().expect("it varies") {
        for estimate in [index.first, index.total] {
            let bounds = [estimate.low, estimate.value, estimate.high];
            assert!(bounds.into_iter().all(f64::is_finite), "{factor:?}");
        }
    }
}
