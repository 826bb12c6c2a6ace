//! Records and files of scenarios: every bit comes back, and what is wrong is named.

use headroom::library::{Incoming, Kind, Record, VERSION, read_file, to_collection};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::to_json;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::share_scenarios::{bits, scenario};

fn record() -> impl Strategy<Value = Record> {
    let head = (
        "[0-9a-f]{16}-[1-9]",
        1_u64..=u64::MAX,
        0.0..4e12,
        any::<bool>(),
        weighted(0.3, 0.0..4e12),
    );
    (head, scenario()).prop_map(
        |((id, revision, saved, is_saved, deleted), scenario)| Record {
            id,
            revision,
            saved,
            kind: if is_saved { Kind::Saved } else { Kind::Draft },
            deleted,
            scenario,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_record_gives_back_all_that_was_kept(record in record()) {
        let text = record.to_text();
        let back = Record::from_text(&record.id, &text)
            .map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(bits(&back.scenario), bits(&record.scenario));
        prop_assert_eq!(back.saved.to_bits(), record.saved.to_bits());
        prop_assert_eq!(&back, &record);
        prop_assert_eq!(back.to_text(), text);
    }

    #[test]
    fn a_text_that_was_cut_or_changed_is_refused_or_read_and_never_panics(
        record in record(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = record.to_text().into_bytes();
        let at = at.index(bytes.len());
        if is_cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        let text = String::from_utf8_lossy(&bytes);
        let read = Record::from_text(&record.id, &text);
        prop_assert!(!is_cut || read.is_err(), "a part of a record is none");
        if let Err(error) = read {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn a_library_gives_back_every_scenario_in_order(scenarios in vec(scenario(), 0..6)) {
        let file = to_collection(&scenarios);
        let Ok(Incoming::Many(back)) = read_file("all.json", file.as_bytes()) else {
            return Err(TestCaseError::fail(file));
        };
        let each = |list: &[Scenario]| list.iter().map(bits).collect::<Vec<_>>();
        prop_assert_eq!(each(&back), each(&scenarios));
    }

    #[test]
    fn a_file_of_one_scenario_gives_it_back(scenario in scenario()) {
        let Ok(Incoming::One(back)) = read_file("one.json", to_json(&scenario).as_bytes()) else {
            return Err(TestCaseError::fail("no scenario"));
        };
        prop_assert_eq!(bits(&back), bits(&scenario));
    }

    #[test]
    fn any_bytes_are_taken_or_refused_with_the_name_of_the_file(bytes in vec(any::<u8>(), 0..400)) {
        if let Err(error) = read_file("some.json", &bytes) {
            prop_assert!(error.to_string().starts_with("some.json: "), "{}", error);
        }
    }
}

fn good() -> Value {
    let record = Record {
        id: "a-1".to_owned(),
        revision: 1,
        saved: 1e12,
        kind: Kind::Saved,
        deleted: None,
        scenario: Scenario::preset(Preset::Realistic),
    };
    serde_json::from_str(&record.to_text()).expect("a record is JSON")
}

#[test]
fn what_is_wrong_with_a_record_is_named() {
    assert!(Record::from_text("a-1", &good().to_string()).is_ok());
    let newer = VERSION + 1;
    for (field, value, parts) in [
        ("record", json!(newer), vec!["record", "newer Headroom"]),
        ("record", json!(0), vec!["record", "0"]),
        ("record", Value::Null, vec!["record", "missing"]),
        ("id", json!("b-2"), vec!["id", "a-1", "b-2"]),
        ("revision", json!(0), vec!["revision", "1 or more", "0"]),
        ("revision", json!(1.5), vec!["revision", "1.5"]),
        ("saved", json!("now"), vec!["saved", "a number", "now"]),
        (
            "kind",
            json!("best"),
            vec!["kind", "saved or draft", "best"],
        ),
        ("deleted", json!(true), vec!["deleted", "a number", "true"]),
        ("scenario", Value::Null, vec!["scenario", "missing"]),
        (
            "scenario",
            json!({ "version": 1, "values": { "team.scaling": 7 } }),
            vec!["team.scaling", "7", "0", "1"],
        ),
    ] {
        let mut record = good();
        let fields = record.as_object_mut().expect("an object");
        if value.is_null() {
            fields.remove(field);
        } else {
            fields.insert(field.to_owned(), value);
        }
        let error = Record::from_text("a-1", &record.to_string())
            .expect_err("something is wrong")
            .to_string();
        for part in parts {
            assert!(error.contains(part), "{field}: {error}");
        }
    }
}

#[test]
fn what_is_wrong_with_a_file_names_file_field_value_and_limit() {
    let one = |values: &str| format!("{{\"version\":1,\"values\":{values}}}");
    let good = one("{}");
    for (text, expected) in [
        (
            one("{\"team.scaling\":7}"),
            "plans.json: team.scaling: 7 is outside the possible range 0 to 1",
        ),
        (
            format!(
                "{{\"library\":1,\"scenarios\":[{good},{}]}}",
                one("{\"team.scaling\":7}")
            ),
            "plans.json: scenarios.2.team.scaling: 7 is outside the possible range 0 to 1",
        ),
        (
            format!("{{\"library\":1,\"scenarios\":[{good},3]}}"),
            "plans.json: scenarios.2.the file: expected an object, found 3",
        ),
        (
            "{\"library\":2,\"scenarios\":[]}".to_owned(),
            "plans.json: library: made by a newer Headroom (version 2, this one knows versions up to 1): reload the page or update",
        ),
        (
            "{\"library\":1}".to_owned(),
            "plans.json: scenarios: missing",
        ),
        (
            "{\"library\":1,\"scenarios\":[],\"more\":1}".to_owned(),
            "plans.json: more: there is no such field; possible are library, scenarios",
        ),
        (
            "{\"library\":\"x\"}".to_owned(),
            "plans.json: library: expected a version, 1, found \"x\"",
        ),
        (
            "{\"library\":1,\"library\":1}".to_owned(),
            "plans.json: not valid JSON: \"library\" is given twice at line 1 column 25",
        ),
        (
            format!(
                "{{\"library\":1,\"scenarios\":[{}]}}",
                vec!["{}"; 501].join(",")
            ),
            "plans.json: scenarios: 501 entries, at most 500 are possible",
        ),
    ] {
        let error = read_file("plans.json", text.as_bytes()).expect_err("something is wrong");
        assert_eq!(error.to_string(), expected);
    }
    let error = read_file("plans.json", b"{\"a\xff").expect_err("no text");
    assert_eq!(
        error.to_string(),
        "plans.json: not text: byte 4 is not UTF-8"
    );
}

/// A record as the first version has written it. It stays readable, whatever comes after.
const FIRST: &str = r#"{"record":1,"id":"0123456789abcdef-1","revision":7,"saved":1790000000000.0,"kind":"saved","scenario":{"version":1,"name":"Base case","preset":"as-written","values":{"team.scaling":0.55},"hires":[{"role":"Designer","month":2.5,"salary":90000}]}}"#;

#[test]
fn a_record_of_the_first_version_is_read() {
    let record = Record::from_text("0123456789abcdef-1", FIRST).expect("still readable");
    assert_eq!(
        (record.revision, record.saved, record.kind),
        (7, 1.79e12, Kind::Saved)
    );
    assert_eq!(record.scenario.name, "Base case");
    assert_eq!(record.scenario.preset, Preset::AsWritten);
    assert_eq!(record.scenario.get("team.scaling"), Ok(0.55));
    assert_eq!(record.scenario.inputs.hires.len(), 1);
}
