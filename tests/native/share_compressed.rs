//! Compressed links: whole or refused, within bounds, and taken by the page's own script as here.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use data_encoding::BASE64URL_NOPAD;
use headroom::model::inputs::{Hire, MAXIMUM_HIRES, MAXIMUM_NAME};
use headroom::model::parameters::PARAMETERS;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::link::{MAXIMUM_LINK, MAXIMUM_UNPACKED, pack, unpack};
use headroom::share::{ScenarioError, from_link, to_link};
use miniz_oxide::deflate::compress_to_vec_zlib;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::cli::{answer, refusal};
use crate::share_scenarios::{bits, scenario};

/// Links that the page's script and the Rust code both have to read: packed, and what it says, or
/// null. The page's tests read the same list.
const PACKED: &str = include_str!("links/packed.json");

fn packed_bytes(bytes: &[u8]) -> String {
    format!(
        "z=1.{}",
        BASE64URL_NOPAD.encode(&compress_to_vec_zlib(bytes, 10))
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_scenario_comes_back_out_of_a_packed_link(scenario in scenario()) {
        let link = to_link(&scenario);
        let packed = pack(&link);
        prop_assert!(packed.chars().all(|c| c.is_ascii_alphanumeric() || "-_.=".contains(c)), "{}", packed);
        for begin in ["", "#", "?"] {
            let text = format!("{begin}{packed}");
            let plain = unpack(&text).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(plain.as_ref(), link.as_str());
        }
        let (back, problems) = from_link(&unpack(&packed).expect("sound"));
        prop_assert!(problems.is_empty());
        prop_assert_eq!(bits(&back), bits(&scenario));
    }

    #[test]
    fn any_text_is_unpacked_or_refused(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        for text in [text.clone(), format!("z={text}"), format!("z=1.{text}")] {
            let _ = unpack(&text);
        }
        let _ = unpack(&format!("z=1.{}", BASE64URL_NOPAD.encode(&bytes)));
        // Whatever was compressed: only what can stand in an address is a link.
        let plain = bytes.iter().all(u8::is_ascii_graphic);
        prop_assert_eq!(unpack(&packed_bytes(&bytes)).is_ok(), plain);
    }

    #[test]
    fn a_link_cut_anywhere_is_refused_and_named(scenario in scenario(), at in any::<Index>()) {
        let packed = pack(&to_link(&scenario));
        let cut = &packed[..at.index(packed.len())];
        if cut.starts_with("z=") {
            let error = unpack(cut).map(std::borrow::Cow::into_owned);
            prop_assert!(matches!(error, Err(ScenarioError::Unexpected { .. })), "{:?}", error);
        }
        // Nor does a page that could not unpack it take it for something else.
        let (_, problems) = from_link(&packed);
        prop_assert_eq!(problems.len(), 1);
        prop_assert!(problems[0].to_string().contains("complete and unchanged"), "{}", problems[0]);
    }

    #[test]
    fn a_damaged_link_is_refused(scenario in scenario(), at in any::<Index>(), letter in "[A-Za-z0-9_-]") {
        let packed = pack(&to_link(&scenario));
        let at = 4 + at.index(packed.len() - 4);
        let mut damaged = packed.clone();
        damaged.replace_range(at..=at, &letter);
        // What the last letter has too many of may differ; nothing else passes for another plan.
        if let Ok(text) = unpack(&damaged) {
            prop_assert_eq!(text.as_ref(), to_link(&scenario));
        }
    }
}

#[test]
fn a_link_that_is_not_packed_stays_as_it_is() {
    for link in [
        "",
        "#",
        "v=1&team.scaling=0.55",
        "?v=1&name=z=1.",
        "zebra=1",
    ] {
        assert_eq!(unpack(link).expect("a link"), link);
    }
}

#[test]
fn what_follows_a_packed_link_is_kept() {
    let packed = pack("v=1&team.scaling=0.55");
    assert_eq!(
        unpack(&format!("{packed}&hires.2.month=3")).expect("a link"),
        "v=1&team.scaling=0.55&hires.2.month=3"
    );
    assert!(unpack(&format!("{packed}.")).is_err());
}

#[test]
fn the_fixtures_are_read_as_they_say() {
    let fixtures: Vec<(String, Option<String>)> =
        serde_json::from_str(PACKED).expect("a list of pairs");
    assert!(fixtures.iter().any(|(_, plain)| plain.is_some()));
    assert!(fixtures.iter().any(|(_, plain)| plain.is_none()));
    for (packed, plain) in &fixtures {
        let read = unpack(packed).ok().map(std::borrow::Cow::into_owned);
        assert_eq!(&read, plain, "{packed}");
    }
}

#[test]
fn a_bomb_is_refused_quickly_and_in_little_memory() {
    // A megabyte comes to a gigabyte: nothing but zeros, as letters.
    let bomb = packed_bytes(&vec![b'0'; 64 * MAXIMUM_UNPACKED]);
    let start = Instant::now();
    let error = unpack(&bomb).expect_err("a bomb");
    assert!(matches!(error, ScenarioError::TooLarge { limit, .. } if limit == MAXIMUM_UNPACKED));
    assert!(start.elapsed() < Duration::from_secs(2));
    let largest = packed_bytes(&vec![b'0'; MAXIMUM_UNPACKED]);
    assert_eq!(
        unpack(&largest).expect("as much as may be").len(),
        MAXIMUM_UNPACKED
    );
    assert!(unpack(&packed_bytes(&vec![b'0'; MAXIMUM_UNPACKED + 1])).is_err());
    const { assert!(MAXIMUM_LINK < MAXIMUM_UNPACKED) };
}

#[test]
fn every_later_version_is_refused_by_name() {
    let error = unpack("z=2.abc").expect_err("a later version");
    assert!(error.to_string().contains("version 1"), "{error}");
    assert!(!error.to_string().contains("z=z="), "{error}");
}

/// A scenario with forty hires of their own.
fn many_hires() -> Scenario {
    let mut scenario = Scenario::preset(Preset::Realistic);
    let roles = [
        "Back-end engineer",
        "Designer",
        "Support associate",
        "Site reliability engineer",
    ];
    scenario.inputs.hires = (0..MAXIMUM_HIRES)
        .map(|number| Hire {
            role: roles[number % roles.len()].into(),
            month: 1.0 + number as f64 * 0.5,
            salary: 90_000.0 + 2_500.0 * number as f64,
        })
        .collect();
    scenario
}

/// Every parameter a little off its preset.
fn every_parameter() -> Scenario {
    let mut scenario = Scenario::preset(Preset::Realistic);
    for row in PARAMETERS {
        let value = (row.get)(&scenario.inputs.parameters);
        let (low, high) = row.possible;
        let changed = [value * 1.1, value * 0.9, value + 1.0, value - 1.0]
            .into_iter()
            .map(|value| (value * 1e4).round() / 1e4)
            .find(|changed| *changed >= low && *changed <= high && *changed != value);
        (row.set)(&mut scenario.inputs.parameters, changed.expect("room"));
    }
    scenario
}

/// What a founder changes in an afternoon: twenty sliders, three hires, a name, a stress test.
fn an_afternoon() -> Scenario {
    let mut scenario = every_parameter();
    let whole = Scenario::preset(Preset::AsWritten);
    for row in &PARAMETERS[20..] {
        (row.set)(
            &mut scenario.inputs.parameters,
            (row.get)(&whole.inputs.parameters),
        );
    }
    scenario.preset = Preset::AsWritten;
    "Hire early, raise the price in spring".clone_into(&mut scenario.name);
    scenario.stress[0] = Some(20);
    scenario
}

#[test]
fn ordinary_links_are_short_and_the_others_are_when_packed() {
    let mut report = String::new();
    let mut measure = |what: &str, scenario: &Scenario| {
        let link = to_link(scenario);
        let packed = pack(&link);
        let _ = writeln!(
            report,
            "{what}: {} plain, {} packed",
            link.len(),
            packed.len()
        );
        (link.len(), packed.len())
    };
    for preset in Preset::ALL {
        assert!(measure(preset.label(), &Scenario::preset(preset)).0 < 40);
    }
    assert!(measure("an afternoon", &an_afternoon()).0 < 2000);
    let (_, hires) = measure("forty hires", &many_hires());
    let (_, all) = measure("every parameter", &every_parameter());
    assert!(hires < 2000 && all < 2000, "{report}");
    let mut both = every_parameter();
    both.inputs.hires = many_hires().inputs.hires;
    both.name = "ü".repeat(MAXIMUM_NAME);
    let (plain, packed) = measure("every parameter and forty hires", &both);
    assert!(packed * 2 < plain, "{report}");
    println!("{report}");
}

#[test]
fn the_command_line_follows_links_packed_or_not_and_refuses_broken_ones() {
    let mut scenario = Scenario::preset(Preset::AsWritten);
    scenario.set("team.scaling", 0.55).expect("possible");
    let link = to_link(&scenario);
    let expected = answer(
        &[
            "summary",
            "--preset",
            "as-written",
            "--set",
            "team.scaling=0.55",
        ],
        "",
    );
    for text in [
        link.clone(),
        format!("https://example.org/headroom/?embed=arr#{link}"),
        format!("https://example.org/headroom/#{}", pack(&link)),
        pack(&link),
    ] {
        assert_eq!(
            answer(&["summary", "--link", &text], ""),
            expected,
            "{text}"
        );
    }
    for (broken, said) in [
        ("v=1&no.such=1", "no.such"),
        ("#z=1.abcd", "complete and unchanged"),
    ] {
        let (error, _) = refusal(&["summary", "--link", broken], "");
        assert!(error.contains("--link") && error.contains(said), "{error}");
    }
    let (error, _) = refusal(&["summary", "--link", &link, "--preset", "realistic"], "");
    assert!(error.contains("cannot be used with"), "{error}");
}
