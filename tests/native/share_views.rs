//! Links that show more than a scenario: those beside it, and the open part of the page.

use headroom::insight::Panel;
use headroom::model::builtin::BUILTINS;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::link::{MAXIMUM_COMPARED, MAXIMUM_LINK, usual};
use headroom::share::{Tab, View, from_link, to_link};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

use crate::share_fuzz::{damage, damaged};
use crate::share_scenarios::{assert_valid, bits, scenario};

fn view() -> impl Strategy<Value = View> {
    let builtin = select(BUILTINS.iter().collect::<Vec<_>>())
        .prop_map(headroom::model::builtin::Builtin::scenario);
    let compared = vec(
        prop_oneof![2 => builtin.boxed(), 1 => scenario().boxed()],
        0..=MAXIMUM_COMPARED,
    );
    (
        scenario(),
        weighted(0.8, compared),
        select(Tab::ALL.to_vec()),
    )
        .prop_map(|(scenario, compared, tab)| View {
            scenario,
            compared,
            tab,
        })
}

/// Everything that a view shows, numbers as bits.
fn all_bits(view: &View) -> impl PartialEq + std::fmt::Debug + use<> {
    let compared = view.compared.as_ref();
    (
        bits(&view.scenario),
        compared.map(|compared| compared.iter().map(bits).collect::<Vec<_>>()),
        view.tab,
    )
}

fn realistic() -> Scenario {
    Scenario::preset(Preset::Realistic)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_link_gives_back_every_view(view in view()) {
        let link = view.to_link();
        prop_assert!(link.chars().count() <= MAXIMUM_LINK);
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./$@&=+%:,*".contains(c);
        prop_assert!(link.chars().all(plain), "{}", link);
        for begin in ["", "#", "?"] {
            let (back, problems) = View::from_link(&format!("{begin}{link}"));
            prop_assert!(problems.is_empty(), "{:?}\n{}", problems, link);
            prop_assert_eq!(all_bits(&back), all_bits(&view), "{}", link);
        }
        // Whoever asks for the scenario alone is told nothing else, and nothing amiss.
        let (alone, problems) = from_link(&link);
        prop_assert!(problems.is_empty(), "{:?}", problems);
        prop_assert_eq!(bits(&alone), bits(&view.scenario));
    }

    #[test]
    fn a_view_of_nothing_else_is_the_link_of_its_scenario(scenario in scenario()) {
        prop_assert_eq!(View::new(scenario.clone()).to_link(), to_link(&scenario));
    }

    #[test]
    fn a_damaged_link_is_a_view(view in view(), damages in vec(damage(), 1..6)) {
        let link = damaged(&view.to_link(), &damages);
        let (view, problems) = View::from_link(&link);
        for scenario in std::iter::once(&view.scenario).chain(view.compared.iter().flatten()) {
            assert_valid(scenario);
        }
        prop_assert!(view.others().len() <= MAXIMUM_COMPARED);
        for problem in &problems {
            prop_assert!(problem.to_string().chars().count() < 1000, "{}", problem);
            prop_assert!(!problem.to_string().contains(char::is_control), "{}", problem);
        }
        let (again, problems) = View::from_link(&view.to_link());
        prop_assert!(problems.is_empty(), "{:?}", problems);
        prop_assert_eq!(all_bits(&again), all_bits(&view), "{}", link);
    }

    #[test]
    fn any_text_is_a_comparison(text in prop_oneof![
        "[a-z+%=&.0-9-]{0,80}", ".{0,100}",
        "((do-nothing|hire-early|none|name%3D[a-z%]{0,9}|team\\.scaling%3D[0-9.]{0,4})\\+?){0,6}",
    ]) {
        let (view, _) = View::from_link(&format!("compare={text}"));
        prop_assert!(view.others().len() <= MAXIMUM_COMPARED);
        let (again, problems) = View::from_link(&view.to_link());
        prop_assert!(problems.is_empty(), "{:?}", problems);
        prop_assert_eq!(all_bits(&again), all_bits(&view));
    }
}

#[test]
fn a_comparison_can_be_read_by_people() {
    let mut own = Scenario::preset(Preset::AsWritten);
    own.name = "Cheaper plan".to_owned();
    own.set("team.scaling", 0.55).expect("possible");
    let mut view = View::new(realistic());
    for (compared, tab, link) in [
        (None, Tab::Explore, ""),
        (None, Tab::PlanCheck, "v=1&view=plan-check"),
        (Some(vec![]), Tab::Explore, "v=1&compare=none"),
        (
            Some(vec![BUILTINS[1].scenario(), BUILTINS[3].scenario()]),
            Tab::Uncertainty,
            "v=1&compare=as-written+hire-early&view=uncertainty",
        ),
        (
            Some(vec![own, realistic()]),
            Tab::Explore,
            "v=1&compare=preset%3Das-written%26name%3DCheaper%2Bplan%26team.scaling%3D0.55+realistic",
        ),
    ] {
        (view.compared, view.tab) = (compared, tab);
        assert_eq!(view.to_link(), link);
        assert_eq!(View::from_link(link), (view.clone(), vec![]));
    }
}

#[test]
fn every_built_in_plan_is_compared_by_its_key_until_it_is_changed() {
    for row in BUILTINS {
        let mut view = View::new(realistic());
        view.compared = Some(vec![row.scenario()]);
        assert_eq!(view.to_link(), format!("v=1&compare={}", row.key));
        let mut changed = row.scenario();
        changed.set("team.delay", 9.0).expect("possible");
        view.compared = Some(vec![changed]);
        assert!(view.to_link().contains("team.delay%3D9"), "{}", row.key);
    }
}

#[test]
fn nothing_said_is_the_other_preset() {
    for (preset, other) in [
        (Preset::Realistic, Preset::AsWritten),
        (Preset::AsWritten, Preset::Realistic),
    ] {
        let scenario = Scenario::preset(preset);
        assert_eq!(usual(&scenario), [Scenario::preset(other)]);
        assert_eq!(View::new(scenario).others(), [Scenario::preset(other)]);
    }
}

#[test]
fn what_of_a_comparison_cannot_be_taken_is_named_and_the_rest_is_kept() {
    let keys =
        |view: &View| -> Vec<String> { view.others().into_iter().map(|each| each.name).collect() };
    for (link, says, kept) in [
        (
            "compare=hire-early+dreams",
            "compare.2",
            &["Hire early"][..],
        ),
        ("compare=dreams", "compare.1", &["Plan as written"]),
        ("compare=", "compare.1", &["Plan as written"]),
        (
            "compare=hire-early+do-nothing+realistic+as-written",
            "at most 3",
            &["Hire early", "Do nothing", "Realistic plan"],
        ),
        (
            "compare=name%3DMine%26team.scaling%3D7",
            "team.scaling",
            &["Mine"],
        ),
        (
            "compare=name%3DMine%26team.scaling%3D7",
            "in compare.1",
            &["Mine"],
        ),
        ("compare=name%3DMine%26compare%3Dnone", "compare", &["Mine"]),
        ("compare=%E0%A4+do-nothing", "compare.1", &["Do nothing"]),
        ("view=dreams", "view", &["Plan as written"]),
        (
            "view=uncertainty&view=decide",
            "twice",
            &["Plan as written"],
        ),
    ] {
        let (view, problems) = View::from_link(&format!("v=1&{link}&team.delay=9"));
        assert_eq!(problems.len(), 1, "{link}: {problems:?}");
        let said = problems[0].to_string();
        assert!(said.contains(says), "{link}: {said}");
        assert_eq!(keys(&view), kept, "{link}");
        assert_eq!(view.scenario.get("team.delay"), Ok(9.0), "{link}");
    }
}

#[test]
fn every_panel_of_the_engine_is_a_part_of_the_page_that_a_link_opens() {
    assert_eq!(Tab::OF_ENGINE.len(), Panel::ALL.len());
    for (tab, panel) in Tab::OF_ENGINE.into_iter().zip(Panel::ALL) {
        assert_eq!((tab.key(), tab.label()), (panel.key(), panel.label()));
    }
    for tab in Tab::ALL {
        assert_eq!(Tab::from_key(tab.key()), Some(tab));
    }
}
