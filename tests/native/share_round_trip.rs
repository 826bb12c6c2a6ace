//! Files and links give back every bit.

use headroom::model::presentation::{Page, Slide, Wording};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::uncertainty::{Shape, Spread};
use headroom::share::{from_json, from_link, to_json, to_link};
use proptest::prelude::*;

use crate::share_scenarios::{assert_valid, bits, scenario};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_gives_back_every_scenario(scenario in scenario()) {
        assert_valid(&scenario);
        let file = to_json(&scenario);
        let back = from_json(&file).map_err(|error| TestCaseError::fail(format!("{error}\n{file}")))?;
        prop_assert_eq!(bits(&back), bits(&scenario), "{}", file);
        prop_assert_eq!(to_json(&back), file);
    }

    #[test]
    fn a_link_gives_back_every_scenario(scenario in scenario()) {
        let link = to_link(&scenario);
        for begin in ["", "#", "?"] {
            let (back, problems) = from_link(&format!("{begin}{link}"));
            prop_assert!(problems.is_empty(), "{:?}\n{}", problems, link);
            prop_assert_eq!(bits(&back), bits(&scenario), "{}", link);
        }
    }

    #[test]
    fn a_link_is_plain_text_that_no_program_breaks(scenario in scenario()) {
        let link = to_link(&scenario);
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./$@&=+%:,*".contains(c);
        prop_assert!(link.chars().all(plain), "{}", link);
    }
}

#[test]
fn an_untouched_preset_needs_almost_nothing() {
    assert_eq!(to_link(&Scenario::preset(Preset::Realistic)), "");
    assert_eq!(
        to_link(&Scenario::preset(Preset::AsWritten)),
        "v=1&preset=as-written"
    );
}

#[test]
fn a_link_can_be_read_by_people() {
    let mut scenario = Scenario::preset(Preset::AsWritten);
    scenario.name = "Cheaper plan".to_owned();
    scenario.set("team.scaling", 0.55).expect("possible");
    scenario.set("hires.2.month", 2.5).expect("possible");
    scenario.inputs.initiatives[3].effort = 4.0;
    assert_eq!(
        to_link(&scenario),
        "v=1&preset=as-written&name=Cheaper+plan&team.scaling=0.55&hires.2.month=2.5\
         &initiative.caching=1:4:page*0.2"
    );
    scenario.inputs.hires.truncate(2);
    scenario.inputs.hires[1].role = "Ops, part-time".into();
    scenario.inputs.initiatives.truncate(3);
    assert_eq!(
        to_link(&scenario),
        "v=1&preset=as-written&name=Cheaper+plan&team.scaling=0.55\
         &hires=1:120000:Senior+backend+engineer,2.5:130000:Ops%2C+part-time\
         &initiatives=pooling,query_optimisation,read_replica"
    );
    scenario.inputs.hires.clear();
    scenario.inputs.initiatives.clear();
    assert_eq!(
        to_link(&scenario),
        "v=1&preset=as-written&name=Cheaper+plan&team.scaling=0.55&hires=none&initiatives=none"
    );
}

#[test]
fn uncertainty_can_be_read_by_people() {
    let mut scenario = Scenario::preset(Preset::Realistic);
    for (key, low, high, shape) in [
        ("growth.viral", 0.2, 0.3, Shape::Pert),
        ("growth.content", 3000.0, 8000.0, Shape::Lognormal),
        ("team.ramp", 0.0, 0.0, Shape::Fixed),
    ] {
        let spread = Spread { low, high, shape };
        scenario
            .uncertainty
            .set_spread(key, spread)
            .expect("possible");
    }
    scenario.set("risk.database", 0.65).expect("possible");
    assert_eq!(
        to_link(&scenario),
        "v=1&uncertain.growth.viral=0.2:0.3&uncertain.growth.content=3000:8000:lognormal\
         &uncertain.team.ramp=fixed&risk.database=0.65"
    );
    let file = to_json(&scenario);
    let value: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(
        value["uncertainty"],
        serde_json::json!({
            "growth.viral": { "low": 0.2, "high": 0.3 },
            "growth.content": { "low": 3000, "high": 8000, "shape": "lognormal" },
            "team.ramp": { "shape": "fixed" },
        })
    );
    assert_eq!(value["risks"], serde_json::json!({ "database": 0.65 }));
    assert_eq!(from_json(&file), Ok(scenario));
}

#[test]
fn a_presentation_can_be_read_by_people() {
    let mut scenario = Scenario::preset(Preset::Realistic);
    let presentation = &mut scenario.presentation;
    presentation.move_to(Slide::Risk, 1);
    presentation.page_mut(Slide::Growth).hidden = true;
    let page = presentation.page_mut(Slide::Risk);
    for (wording, text) in Wording::ALL
        .into_iter()
        .zip(["Two risks, named", "Breathe.\nSmile."])
    {
        page.set_words(wording, text.to_owned()).expect("short");
    }
    page.written_for = Some(7);
    assert_eq!(
        to_link(&scenario),
        "v=1&slides=verdict,risk,-growth,bridge,burn,capacity,assumptions\
         &slide.risk.headline=Two+risks%2C+named&slide.risk.note=Breathe.%0ASmile.\
         &slide.risk.figures=7"
    );
    let value: serde_json::Value = serde_json::from_str(&to_json(&scenario)).expect("JSON");
    assert_eq!(
        value["presentation"].as_array().expect("a list")[..3],
        [
            serde_json::json!({ "slide": "verdict" }),
            serde_json::json!({
                "slide": "risk",
                "headline": "Two risks, named",
                "note": "Breathe.\nSmile.",
                "figures": 7,
            }),
            serde_json::json!({ "slide": "growth", "hidden": true }),
        ]
    );
    // What is not named follows; what is not said is as it comes.
    let (short, problems) = from_link("slides=verdict,risk,-growth&slide.risk.figures=7");
    assert_eq!(problems, []);
    for page in short.presentation.pages() {
        let whole = scenario.presentation.page(page.slide());
        assert_eq!(
            (page.hidden, page.written_for),
            (whole.hidden, whole.written_for)
        );
    }
    let order = |scenario: &Scenario| -> Vec<Slide> {
        scenario
            .presentation
            .pages()
            .iter()
            .map(Page::slide)
            .collect()
    };
    assert_eq!(order(&short), order(&scenario));
}

#[test]
fn uncertainty_that_cannot_be_taken_is_named_with_its_limit() {
    for (part, says) in [
        ("uncertain.growth.viral=0.3:0.2", "0.3 is not below"),
        ("uncertain.growth.viral=0:0.2:lognormal", "above 0"),
        ("uncertain.growth.viral=0.1:99", "0 to 10"),
        (
            "uncertain.growth.viral=0.1:0.2:normal",
            "one of pert, uniform, lognormal, fixed",
        ),
        ("uncertain.growth.viral=0.1", "low:high"),
        ("uncertain.growth.viral=0.1:x", "expected a number"),
        ("uncertain.run.weeks=26:52", "every run has the same"),
        ("uncertain.no.such=1:2", "no such parameter"),
        ("risk.database=1", "0 to 0.99"),
        ("risk.flood=0.5", "no such input"),
        ("stress.database=5.5", "whole numbers"),
        ("stress.database=521", "0 to 520"),
    ] {
        let (scenario, problems) = from_link(&format!("v=1&{part}&team.scaling=0.5"));
        assert_eq!(problems.len(), 1, "{part}: {problems:?}");
        assert!(problems[0].to_string().contains(says), "{}", problems[0]);
        assert_eq!(scenario.get("team.scaling"), Ok(0.5), "the rest is kept");
        assert!(scenario.uncertainty.is_default(), "{part}");
        assert!(!scenario.is_stressed(), "{part}");
    }
    for (field, says) in [
        (
            r#""uncertainty": {"growth.viral": {"low": 0.3, "high": 0.2}}"#,
            "0.3 is not below",
        ),
        (
            r#""uncertainty": {"growth.viral": {"low": 0.1}}"#,
            "uncertainty.growth.viral.high: missing",
        ),
        (
            r#""uncertainty": {"growth.viral": {"shape": "odd"}}"#,
            "one of pert",
        ),
        (
            r#""uncertainty": {"growth.viral": 3}"#,
            "expected an object",
        ),
        (
            r#""uncertainty": {"no.such": {"low": 1, "high": 2}}"#,
            "no such parameter",
        ),
        (r#""risks": {"database": "HIGH"}"#, "expected a number"),
        (r#""risks": {"flood": 0.5}"#, "no such input"),
    ] {
        let error = from_json(&format!(r#"{{"version": 1, {field}}}"#)).expect_err(field);
        assert!(error.to_string().contains(says), "{error}");
    }
}
