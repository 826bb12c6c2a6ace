//! The built-in plans: each is possible, and what its sentence says is what the model makes of it.

use std::collections::HashSet;

use headroom::model::builtin::{BUILTINS, Builtin};
use headroom::model::figures::{Figures, figures};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::{from_link, to_link};

use crate::share_scenarios::{assert_valid, bits};

fn scenario(key: &str) -> Scenario {
    Builtin::by_key(key).expect("a built-in plan").scenario()
}

fn figures_of(key: &str) -> Figures {
    let scenario = scenario(key);
    figures(&scenario.inputs, &scenario.run())
}

#[test]
fn every_plan_is_possible_and_has_a_key_a_name_and_a_sentence_of_its_own() {
    let mut keys = HashSet::new();
    let mut labels = HashSet::new();
    for row in BUILTINS {
        assert!(
            keys.insert(row.key) && labels.insert(row.label),
            "{}",
            row.key
        );
        assert!(row.key.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        assert!(row.description().ends_with('.'), "{}", row.key);
        let scenario = row.scenario();
        assert_valid(&scenario);
        assert_eq!(scenario.name, row.label);
        // Whatever the row names has been taken: nothing of it could not be.
        let (back, problems) = from_link(&to_link(&scenario));
        assert!(problems.is_empty(), "{}: {problems:?}", row.key);
        assert_eq!(bits(&back), bits(&scenario), "{}", row.key);
    }
    assert!(Builtin::by_key("other").is_none());
}

#[test]
fn the_presets_are_among_them_and_the_others_differ_from_their_preset() {
    for preset in Preset::ALL {
        assert_eq!(scenario(preset.key()), Scenario::preset(preset));
    }
    for row in BUILTINS {
        let is_preset = Preset::from_key(row.key).is_some();
        assert_eq!(row.scenario().is_changed(), !is_preset, "{}", row.key);
    }
}

#[test]
fn who_does_nothing_hires_nobody_builds_nothing_and_runs_into_the_limits_of_today() {
    let idle = scenario("do-nothing");
    assert!(idle.inputs.hires.is_empty() && idle.inputs.initiatives.is_empty());
    let run = idle.run();
    let realistic = scenario("realistic").run();
    let carried = idle.inputs.parameters.capacity;
    for (week, other) in run.weeks.iter().zip(&realistic.weeks) {
        // Whichever of these is full first, it is as large as today.
        assert!([carried.connections, carried.queries].contains(&week.capacity));
        assert!(week.heads <= idle.inputs.parameters.team.engineers);
        assert!(week.infra <= other.infra, "nothing new is rented");
    }
    let last = run.weeks.last().expect("a week");
    assert!(
        last.users > carried.queries,
        "growth has run into the limit"
    );
    assert!(figures_of("do-nothing").users < figures_of("realistic").users);
}

#[test]
fn hiring_early_ends_the_last_phase_and_the_cash_sooner() {
    let (early, realistic) = (figures_of("hire-early"), figures_of("realistic"));
    assert!(early.phase3_week < realistic.phase3_week);
    assert!(early.cash_out_week < realistic.cash_out_week);
    assert!(early.phase1_week <= realistic.phase1_week);
    let hires = scenario("hire-early").inputs.hires;
    assert!(hires.len() == 5 && hires.iter().all(|hire| hire.month == 1.0));
}

#[test]
fn all_on_scaling_ends_phases_sooner_and_features_first_later() {
    let realistic = figures_of("realistic");
    let weeks = |figures: &Figures| {
        [
            figures.phase1_week,
            figures.phase2_week,
            figures.phase3_week,
        ]
        .map(|week| week.unwrap_or(u32::MAX))
    };
    let sooner = weeks(&figures_of("all-on-scaling"));
    let later = weeks(&figures_of("features-first"));
    for ((sooner, usual), later) in sooner.into_iter().zip(weeks(&realistic)).zip(later) {
        assert!(sooner < usual && usual < later, "{sooner} {usual} {later}");
    }
    assert_eq!(figures_of("all-on-scaling").lowest_velocity, Some(0.0));
    assert!(figures_of("features-first").lowest_velocity > realistic.lowest_velocity);
}

#[test]
fn slower_growth_meets_its_limits_later_and_ends_with_fewer_users() {
    let (slow, realistic) = (figures_of("slower-growth"), figures_of("realistic"));
    assert!(slow.over_capacity_week > realistic.over_capacity_week);
    assert!(slow.weeks_over_capacity < realistic.weeks_over_capacity);
    assert!(slow.users < realistic.users);
}

#[test]
fn a_bridge_round_comes_before_the_cash_is_gone_and_carries_over_the_gap() {
    let (bridge, realistic) = (figures_of("bridge-round"), figures_of("realistic"));
    assert!(
        realistic.cash_out_week.is_some_and(|week| week > 13),
        "after month 3"
    );
    assert_eq!(bridge.cash_out_week, None);
    let raised = bridge.lowest_cash - realistic.lowest_cash;
    assert!(raised > 0.0 && raised <= 750_000.0 + 1e-6, "{raised}");
}
