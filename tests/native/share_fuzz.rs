//! Whatever comes in, nothing panics, and what comes out is a scenario that can be run.

use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::{from_json, from_link, to_json, to_link, with_overrides};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::share_errors::keys;
use crate::share_scenarios::{assert_valid, bits, scenario};

/// One damage to a text.
#[derive(Clone, Debug)]
pub(crate) enum Damage {
    Remove(Index, usize),
    Insert(Index, String),
    Repeat(Index, usize, Index),
}

pub(crate) fn damage() -> impl Strategy<Value = Damage> {
    let pieces = select(
        [
            "&",
            "=",
            ":",
            ",",
            "*",
            "#",
            "%",
            "%2",
            "%FF",
            "+",
            "none",
            "v=2",
            "preset=",
            "hires.",
            "initiative.",
            "uncertain.",
            "actuals.users=",
            "calendar.start=",
            "currency=",
            "compare=",
            "view=",
            "%26",
            "%3D",
            "risk.",
            "slides=",
            "slide.risk.",
            "headline",
            "-verdict,",
            "lognormal",
            "fixed",
            "NaN",
            "inf",
            "-1",
            "1e999",
            "1e-400",
            "\"",
            "{",
            "}",
            "[",
            "]",
            "null",
            "\\u0000",
            "\\ud800",
            "é",
            "\0",
            "\n",
        ]
        .map(str::to_owned)
        .to_vec(),
    );
    prop_oneof![
        (any::<Index>(), 1_usize..30).prop_map(|(at, length)| Damage::Remove(at, length)),
        (any::<Index>(), prop_oneof![pieces, "\\PC{0,8}"])
            .prop_map(|(at, text)| Damage::Insert(at, text)),
        (any::<Index>(), 1_usize..60, any::<Index>())
            .prop_map(|(from, length, to)| Damage::Repeat(from, length, to)),
    ]
}

pub(crate) fn damaged(text: &str, damages: &[Damage]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for damage in damages {
        let place = |index: &Index| index.index(letters.len() + 1);
        let range = |from: usize, length: usize| from..(from + length).min(letters.len());
        match damage {
            Damage::Remove(at, length) => {
                letters.drain(range(place(at), *length));
            }
            Damage::Insert(at, text) => {
                let at = place(at);
                letters.splice(at..at, text.chars());
            }
            Damage::Repeat(from, length, to) => {
                let (to, piece) = (place(to), letters[range(place(from), *length)].to_vec());
                letters.splice(to..to, piece);
            }
        }
    }
    letters.into_iter().collect()
}

pub(crate) fn assert_link_is_taken(link: &str) {
    let (scenario, problems) = from_link(link);
    assert_valid(&scenario);
    for problem in &problems {
        assert!(!problem.to_string().contains(char::is_control), "{problem}");
        assert!(problem.to_string().chars().count() < 1000, "{problem}");
    }
    // What was taken is a scenario like any other.
    let (again, problems) = from_link(&to_link(&scenario));
    assert_eq!(problems, [], "{link}");
    assert_eq!(bits(&again), bits(&scenario), "{link}");
}

fn assert_text_is_taken_or_refused(text: &str) {
    let base = Scenario::preset(Preset::Realistic);
    for result in [from_json(text), with_overrides(&base, text)] {
        match result {
            Ok(scenario) => assert_valid(&scenario),
            Err(error) => {
                let message = error.to_string();
                assert!(!message.contains(char::is_control), "{message}");
                assert!(message.chars().count() < 1000, "{message}");
            }
        }
    }
}

/// Text that looks like a link: known and unknown keys with all kinds of values.
fn link_like() -> impl Strategy<Value = String> {
    let known: Vec<String> = keys().into_iter().map(|(key, _)| key).collect();
    let key = prop_oneof![
        select(known),
        select(
            [
                "v",
                "preset",
                "name",
                "hires",
                "initiatives",
                "calendar.start",
                "currency",
                "actuals.users",
                "actuals.cash",
                "compare",
                "view",
                "slides"
            ]
            .map(str::to_owned)
            .to_vec()
        ),
        "initiative\\.[a-z_]{0,10}",
        "slide\\.(verdict|risk|x)\\.(headline|note|figures|x)",
        "hires\\.[0-9+-]{0,22}\\.(month|salary|role)",
        "[a-z.]{0,20}",
    ];
    let value = prop_oneof![
        any::<f64>().prop_map(|value| value.to_string()),
        any::<f64>().prop_map(|value| format!("{value:e}")),
        "[0-9]{1,3}:[0-9.e-]{1,5}:[a-z*0-9,.]{0,20}(:[a-z]{0,7}(:.{0,90})?)?",
        "([0-9.]{1,4}:[0-9]{1,6}:[A-Za-z+%]{0,10},?){0,50}",
        "[a-z_,]{0,40}",
        "[12][0-9]{3}-[01][0-9]",
        "([0-9]{1,3}:-?[0-9.e]{1,9},?){0,30}",
        "(-?(verdict|growth|risk|burn|x),){0,9}",
        "\\PC{0,100}",
    ];
    vec((key, value), 0..12).prop_map(|parts| {
        let parts: Vec<String> = parts
            .into_iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        parts.join("&")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_link(text in prop_oneof![".{0,300}", any::<String>(), link_like()]) {
        assert_link_is_taken(&text);
    }

    #[test]
    fn a_damaged_link_is_a_link(scenario in scenario(), damages in vec(damage(), 1..6)) {
        assert_link_is_taken(&damaged(&to_link(&scenario), &damages));
    }

    #[test]
    fn any_text_is_refused_as_a_file_without_harm(text in any::<String>()) {
        assert_text_is_taken_or_refused(&text);
    }

    #[test]
    fn a_damaged_file_is_taken_or_refused(scenario in scenario(), damages in vec(damage(), 1..4)) {
        assert_text_is_taken_or_refused(&damaged(&to_json(&scenario), &damages));
    }

    #[test]
    fn values_of_a_file_are_taken_if_they_are_possible_and_refused_if_not(
        (key, possible) in select(keys()),
        value in any::<f64>(),
    ) {
        let file = format!(r#"{{"version":1,"values":{{"{key}":{value:e}}}}}"#);
        match from_json(&file) {
            Ok(scenario) => {
                prop_assert!(value >= possible.0 && value <= possible.1);
                prop_assert_eq!(scenario.get(&key).map(f64::to_bits), Ok(value.to_bits()));
            }
            Err(_) => prop_assert!(!(value >= possible.0 && value <= possible.1)),
        }
    }
}
