//! Records and files of scenarios: every bit comes back, and what is wrong is named.

use headroom::library::{Incoming, Kind, Record, VERSION, read_file, to_collection};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::{View, from_json, to_json, view_to_json};
use proptest::collection::vec;
use proptest::option::{self, weighted};
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
    let compared = option::of(vec(scenario(), 0..=3));
    (head, scenario(), compared).prop_map(
        |((id, revision, saved, is_saved, deleted), scenario, compared)| Record {
            id,
            revision,
            saved,
            kind: if is_saved { Kind::Saved } else { Kind::Draft },
            deleted,
            scenario,
            compared,
        },
    )
}

/// A scenario in a comparison, be it the usual one or another.
pub(crate) fn view() -> impl Strategy<Value = View> {
    (scenario(), option::of(vec(scenario(), 0..=3))).prop_map(|(scenario, compared)| View {
        compared,
        ..View::new(scenario)
    })
}

type Bits = (String, Preset, Vec<(String, u64)>);

fn all_bits(view: &View) -> (Bits, Option<Vec<Bits>>) {
    let compared = view.compared.as_ref();
    let compared = compared.map(|compared| compared.iter().map(bits).collect());
    (bits(&view.scenario), compared)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_record_gives_back_all_that_was_kept(record in record()) {
        let text = record.to_text();
        let back = Record::from_text(&record.id, &text)
            .map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(bits(&back.scenario), bits(&record.scenario));
        let others = |record: &Record| {
            let compared = record.compared.as_ref();
            compared.map(|compared| compared.iter().map(bits).collect::<Vec<_>>())
        };
        prop_assert_eq!(others(&back), others(&record));
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
    fn a_library_gives_back_every_scenario_in_order(views in vec(view(), 0..4)) {
        let file = to_collection(&views);
        let Ok(Incoming::Many(back)) = read_file("all.json", file.as_bytes()) else {
            return Err(TestCaseError::fail(file));
        };
        let each = |list: &[View]| list.iter().map(all_bits).collect::<Vec<_>>();
        prop_assert_eq!(each(&back), each(&views));
    }

    #[test]
    fn a_file_of_one_scenario_gives_it_back_with_those_beside_it(view in view()) {
        let file = view_to_json(&view);
        let Ok(Incoming::One(back)) = read_file("one.json", file.as_bytes()) else {
            return Err(TestCaseError::fail("no scenario"));
        };
        prop_assert_eq!(all_bits(&back), all_bits(&view));
        // Whoever wants the scenario alone has it from the same file.
        let alone = from_json(&file).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(bits(&alone), bits(&view.scenario));
        if view.compared.is_none() {
            prop_assert_eq!(file, to_json(&view.scenario));
        }
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
        compared: Some(vec![Scenario::preset(Preset::AsWritten)]),
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
        (
            "compared",
            json!([{ "version": 1 }, { "version": 1, "values": { "team.scaling": 7 } }]),
            vec!["compared.2.team.scaling: 7 is outside the possible range 0 to 1"],
        ),
        (
            "compared",
            json!([{ "version": 1, "compared": [] }]),
            vec!["compared.1.compared: expected nothing"],
        ),
        (
            "compared",
            json!([1, 2, 3, 4]),
            vec!["compared: 4 entries, at most 3 are possible"],
        ),
        (
            "compared",
            json!("as usual"),
            vec!["compared", "a list", "as usual"],
        ),
        ("compared", json!(null), vec!["compared: missing"]),
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
            "{\"version\":1,\"compared\":[{\"version\":1},{\"version\":1,\"values\":{\"team.scaling\":7}}]}"
                .to_owned(),
            "plans.json: compared.2.team.scaling: 7 is outside the possible range 0 to 1",
        ),
        (
            "{\"library\":1,\"scenarios\":[{\"version\":1,\"compared\":[3]}]}".to_owned(),
            "plans.json: scenarios.1.compared.1.the file: expected an object, found 3",
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
    assert_eq!(record.compared, None, "as usual: nothing else was kept");
    let text = record.to_text();
    assert_eq!(Record::from_text(&record.id, &text).as_ref(), Ok(&record));
    let text: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        (&text["record"], &text["compared"]),
        (&json!(2), &Value::Null)
    );
}

/// A record as the second version has written it: with what the scenario is compared with.
const SECOND: &str = r#"{"record":2,"id":"a-1","revision":1,"saved":1790000000000.0,"kind":"draft","scenario":{"version":1,"name":"Base case","preset":"realistic","values":{"team.scaling":0.55}},"compared":[{"version":1,"name":"Plan as written","preset":"as-written","values":{}},{"version":1,"name":"Cheaper","preset":"realistic","values":{"tiers.starter.price":19}}]}"#;

#[test]
fn a_record_of_the_second_version_is_read_and_written_alike() {
    let record = Record::from_text("a-1", SECOND).expect("readable");
    let compared = record.compared.as_deref().expect("it says so");
    let names: Vec<&str> = compared.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Plan as written", "Cheaper"]);
    assert_eq!(compared[1].get("tiers.starter.price"), Ok(19.0));
    assert_eq!(record.to_text(), SECOND);
}
