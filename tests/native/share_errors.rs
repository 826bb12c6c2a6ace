//! What is wrong with a file or a link is told with the field, the value and the limit.

use headroom::model::initiatives::{EFFECTS, EFFORT_POSSIBLE, MAXIMUM_INITIATIVES};
use headroom::model::inputs::{HIRE_FIELDS, Hire, MAXIMUM_HIRES, MAXIMUM_NAME};
use headroom::model::parameters::PARAMETERS;
use headroom::model::presentation::{MAXIMUM_HEADLINE, MAXIMUM_NOTE, Slide, Wording};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::file::MAXIMUM_FILE;
use headroom::share::link::{MAXIMUM_LINK, MAXIMUM_PROBLEMS};
use headroom::share::version::VERSION;
use headroom::share::{from_json, from_link, shortest, to_json, to_link, with_overrides};

use crate::share_scenarios::{assert_valid, bits};

/// Keys of all numbers a link or a file can set, with what is possible and what a preset has.
pub(crate) fn keys() -> Vec<(String, (f64, f64))> {
    let parameters = PARAMETERS
        .iter()
        .map(|row| (row.key.to_owned(), row.possible));
    let hires = HIRE_FIELDS
        .iter()
        .map(|field| (format!("hires.2.{}", field.key), field.possible));
    parameters.chain(hires).collect()
}

/// The nearest numbers outside a range, and some far outside.
pub(crate) fn outside((low, high): (f64, f64)) -> [f64; 4] {
    [low.next_down(), high.next_up(), low - 1e6, high * 2.0 + 1.0]
}

fn assert_says(message: &str, parts: &[&str]) {
    assert!(!message.contains('\n'), "one line: {message}");
    for part in parts {
        assert!(message.contains(part), "no {part:?} in {message:?}");
    }
}

#[test]
fn a_file_refuses_every_number_outside_its_range() {
    for (key, possible) in keys() {
        let (low, high) = (possible.0.to_string(), possible.1.to_string());
        for value in outside(possible) {
            let file = format!(r#"{{"version":{VERSION},"values":{{"{key}":{value:e}}}}}"#);
            let error = from_json(&file).expect_err(&key).to_string();
            assert_says(&error, &[&key, &value.to_string(), &low, &high]);
            let line = format!(r#"{{"{key}":{value:e}}}"#);
            let base = Scenario::preset(Preset::Realistic);
            let error = with_overrides(&base, &line).expect_err(&key).to_string();
            assert_says(&error, &[&key, &value.to_string(), &low, &high]);
        }
    }
}

#[test]
fn a_link_tells_every_number_outside_its_range_and_keeps_the_presets() {
    for preset in Preset::ALL {
        let untouched = Scenario::preset(preset);
        for (key, possible) in keys() {
            let (low, high) = (possible.0.to_string(), possible.1.to_string());
            let kept = shortest(untouched.get(&key).expect("a known key"));
            let infinite = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
            for value in outside(possible).into_iter().chain(infinite) {
                let link = format!("v=1&preset={}&{key}={value:e}", preset.key());
                let (scenario, problems) = from_link(&link);
                assert_eq!(bits(&scenario), bits(&untouched), "{link}");
                assert_eq!(problems.len(), 1, "{link}: {problems:?}");
                let problem = &problems[0];
                assert_eq!(problem.part, key);
                assert_eq!(problem.value, format!("{value:e}"));
                assert_eq!(problem.kept, kept);
                let text = value.to_string();
                let said = problem.to_string();
                assert_says(&said, &[&key, &text, &kept]);
                if value.is_finite() {
                    assert_says(&said, &[&low, &high]);
                } else {
                    assert_says(&said, &["a number"]);
                }
            }
        }
    }
}

#[test]
fn a_file_says_what_it_cannot_take() {
    let long = "x".repeat(MAXIMUM_NAME + 1);
    let headline = "x".repeat(MAXIMUM_HEADLINE + 1);
    let note = "x".repeat(MAXIMUM_NOTE + 1);
    let hire = r#"{"role":"A","month":1,"salary":1}"#;
    let hires = vec![hire; MAXIMUM_HIRES + 1].join(",");
    let initiative = |rest: &str| {
        format!(r#""initiatives":[{{"id":"a","label":"A","phase":1,"effort":1{rest}}}]"#)
    };
    let many: Vec<String> = (0..=MAXIMUM_INITIATIVES)
        .map(|number| format!(r#"{{"id":"a{number}","label":"","phase":1,"effort":1}}"#))
        .collect();
    let limit = |limit: usize| limit.to_string();
    let (name_limit, hire_limit) = (limit(MAXIMUM_NAME), limit(MAXIMUM_HIRES));
    let initiative_limit = limit(MAXIMUM_INITIATIVES);
    let effort = EFFORT_POSSIBLE.1.to_string();
    let effect = EFFECTS[0].possible.1.to_string();
    let cases: Vec<(String, Vec<&str>)> = vec![
        (r#""nme":"x""#.into(), vec!["nme", "no such field", "name, preset"]),
        (r#""name":3"#.into(), vec!["name", "expected text", "found 3"]),
        (format!(r#""name":"{long}""#), vec!["name", "81", &name_limit]),
        (r#""preset":"best""#.into(), vec!["preset", "best", "realistic, as-written"]),
        (r#""values":[]"#.into(), vec!["values", "an object", "a list"]),
        (r#""values":{"team.speed":1}"#.into(), vec!["team.speed", "no such input"]),
        (r#""values":{"team.speed":"x"}"#.into(), vec!["team.speed", "no such input"]),
        (r#""values":{"team.scaling":"0.5"}"#.into(), vec!["team.scaling", "a number", "\"0.5\""]),
        (r#""values":{"team.scaling":null}"#.into(), vec!["team.scaling", "a number", "null"]),
        (r#""values":{"team.scaling":0.5,"team.scaling":0.6}"#.into(), vec!["team.scaling", "twice"]),
        (r#""values":{"team.scaling":1e999}"#.into(), vec!["number out of range"]),
        (r#""values":{"team.scaling":NaN}"#.into(), vec!["not valid JSON"]),
        (r#""values":{"hires.6.month":2}"#.into(), vec!["hires.6.month", "5 hires"]),
        (r#""values":{"hires.0.month":2}"#.into(), vec!["hires.0.month"]),
        (r#""hires":[],"values":{"hires.1.month":2}"#.into(), vec!["hires.1.month", "0 hires"]),
        (r#""hires":{}"#.into(), vec!["hires", "a list", "an object"]),
        (r#""hires":[7]"#.into(), vec!["hires.1", "an object", "found 7"]),
        (r#""hires":[{"role":"A","month":1}]"#.into(), vec!["hires.1.salary", "missing"]),
        (format!(r#""hires":[{hire},{{"role":"A","month":500,"salary":1}}]"#), vec!["hires.2.month", "500", "1 to 120"]),
        (r#""hires":[{"role":"A","month":1,"salary":1,"pay":1}]"#.into(), vec!["hires.1.pay", "role, month, salary"]),
        (format!(r#""hires":[{{"role":"{long}","month":1,"salary":1}}]"#), vec!["hires.1.role", "81", &name_limit]),
        (format!(r#""hires":[{hires}]"#), vec!["hires", "41", &hire_limit]),
        (format!(r#""initiatives":[{}]"#, many.join(",")), vec!["initiatives", "61", &initiative_limit]),
        (initiative("").replace("\"a\"", "\"A b\""), vec!["initiatives.1.id", "A b", "lower-case"]),
        (initiative("").replace("\"a\"", "\"\""), vec!["initiatives.1.id", "lower-case"]),
        (initiative("").replace(":1", ":4"), vec!["initiatives.1.phase", "4", "1 to 3"]),
        (initiative("").replace(":1,", ":1.5,"), vec!["initiatives.1.phase", "1.5", "1 to 3"]),
        (initiative("").replace("effort\":1", "effort\":1e6"), vec!["initiatives.1.effort", "1000000", &effort]),
        (initiative(r#","effects":{"speed":2}"#), vec!["initiatives.1.effects", "speed", "connections, queries"]),
        (initiative(r#","effects":{"connections":0}"#), vec!["initiatives.1.effects.connections", "0.001", &effect]),
        (initiative(r#","kind":"big""#), vec!["initiatives.1.kind", "big", "plain, service, sso"]),
        (initiative(r#","cost":1"#), vec!["initiatives.1.cost", "no such field"]),
        (r#""presentation":{}"#.into(), vec!["presentation", "a list", "an object"]),
        (r#""presentation":[{}]"#.into(), vec!["presentation.1.slide", "missing"]),
        (r#""presentation":[{"slide":"finale"}]"#.into(), vec!["presentation.1.slide", "finale", "verdict, growth"]),
        (r#""presentation":[{"slide":"risk"},{"slide":"risk"}]"#.into(), vec!["presentation.2.slide", "risk", "twice"]),
        (r#""presentation":[{"slide":"risk","hidden":"yes"}]"#.into(), vec!["presentation.1.hidden", "true or false", "yes"]),
        (r#""presentation":[{"slide":"risk","figures":-1}]"#.into(), vec!["presentation.1.figures", "a whole number", "-1"]),
        (r#""presentation":[{"slide":"risk","colour":"red"}]"#.into(), vec!["presentation.1.colour", "headline, note"]),
        (format!(r#""presentation":[{{"slide":"risk","headline":"{headline}"}}]"#), vec!["presentation.1.headline", "201", "200"]),
        (format!(r#""presentation":[{{"slide":"risk","note":"{note}"}}]"#), vec!["presentation.1.note", "1001", "1000"]),
        (r#""initiatives":[{"id":"a","label":"A","phase":1,"effort":1},{"id":"a","label":"B","phase":2,"effort":1}]"#.into(), vec!["initiatives.2.id", "\"a\"", "twice"]),
    ];
    for (fields, parts) in cases {
        let file = format!(r#"{{"version":{VERSION},{fields}}}"#);
        let error = from_json(&file).expect_err(&file);
        assert_says(&error.to_string(), &parts);
    }
}

#[test]
fn a_file_without_a_version_that_is_known_is_refused() {
    let newer = (VERSION + 1).to_string();
    let large = format!("\"{}\"", " ".repeat(MAXIMUM_FILE));
    let limit = MAXIMUM_FILE.to_string();
    for (file, parts) in [
        ("", vec!["not valid JSON"]),
        ("{\"version\":1", vec!["not valid JSON", "line 1"]),
        ("{\"version\":1} {}", vec!["not valid JSON"]),
        ("[]", vec!["the file", "an object", "a list"]),
        ("{}", vec!["version", "missing"]),
        ("{\"version\":0}", vec!["version", "0", "1 to"]),
        (
            "{\"version\":\"1\"}",
            vec!["version", "whole number", "\"1\""],
        ),
        ("{\"version\":1.5}", vec!["version", "whole number", "1.5"]),
        (
            &format!("{{\"version\":{newer}}}"),
            vec!["newer Headroom", &newer],
        ),
        (&large, vec![&limit]),
        (&"[".repeat(100_000), vec!["recursion limit"]),
    ] {
        assert_says(&from_json(file).expect_err(file).to_string(), &parts);
    }
}

#[test]
fn a_small_file_written_by_hand_is_enough() {
    let text = "\u{feff}{\"version\":1,\"values\":{\"hires.2.month\":2.5}}";
    let mut expected = Scenario::preset(Preset::Realistic);
    expected.set("hires.2.month", 2.5).expect("possible");
    assert_eq!(
        bits(&from_json(text).expect("a valid file")),
        bits(&expected)
    );
}

/// Cases of a part, what is said of it, and what stands instead.
fn assert_told(cases: &[(&str, &[&str], &str)]) {
    for (part, says, kept) in cases {
        let (scenario, problems) = from_link(&format!("#team.scaling=0.55&{part}&run.weeks=60"));
        assert_eq!(problems.len(), 1, "{part}: {problems:?}");
        assert_eq!(problems[0].kept, *kept, "{part}");
        assert_says(&problems[0].to_string(), says);
        assert_eq!(scenario.get("team.scaling"), Ok(0.55), "{part}");
        assert_eq!(scenario.get("run.weeks"), Ok(60.0), "{part}");
        assert_valid(&scenario);
    }
}

#[test]
fn a_link_says_what_it_cannot_take_and_keeps_the_rest() {
    let long = "x".repeat(MAXIMUM_NAME + 1);
    let newer = VERSION + 1;
    assert_told(&[
        (
            "team.speed=1",
            &["team.speed", "no such input"],
            "nothing of it",
        ),
        (
            "team.speed=x",
            &["team.speed", "no such input"],
            "nothing of it",
        ),
        (
            "team.engineers=many",
            &["team.engineers", "a number", "many"],
            "5",
        ),
        ("team.engineers=", &["team.engineers", "a number"], "5"),
        (
            "team.engineers",
            &["team.engineers", "=value"],
            "nothing of it",
        ),
        ("team.scaling=0.4", &["team.scaling", "twice"], "the first"),
        (
            "hires.9.month=2",
            &["hires.9.month", "5 hires"],
            "nothing of it",
        ),
        (
            "preset=best",
            &["preset", "best", "as-written"],
            "realistic",
        ),
        (
            &format!("name={long}"),
            &["name", "81", "80"],
            "Realistic plan",
        ),
        ("name=%FF", &["name", "UTF-8"], "Realistic plan"),
        ("%FF=1", &["UTF-8"], "nothing of it"),
        (
            &format!("v={newer}"),
            &["newer Headroom"],
            "what is understood",
        ),
        ("v=0", &["v", "0"], "what is understood"),
        ("v=x", &["v", "\"x\""], "what is understood"),
    ]);
}

#[test]
fn a_link_says_which_entry_of_a_list_it_cannot_take_and_keeps_the_others() {
    let hires = vec!["1:1:A"; MAXIMUM_HIRES + 1].join(",");
    assert_told(&[
        (
            "hires=1:90000:A,soon",
            &["hires.2", "month:salary:role", "soon"],
            "the other hires",
        ),
        (
            "hires=1:90000:A,500:1:B",
            &["hires.2.month", "500", "120"],
            "the other hires",
        ),
        (
            &format!("hires={hires}"),
            &["hires", "41", "40"],
            "the first 40",
        ),
        (
            "initiatives=pooling,teleport",
            &["initiatives.2", "teleport"],
            "the others",
        ),
        (
            "initiatives=pooling,pooling",
            &["initiatives.2", "twice"],
            "the first",
        ),
        (
            "initiative.pooling=9:1:",
            &["initiative.pooling.phase", "9", "1 to 3"],
            "the preset's",
        ),
        (
            "initiative.pooling=1:-1:",
            &["initiative.pooling.effort", "-1", "10000"],
            "the preset's",
        ),
        (
            "initiative.pooling=1",
            &["initiative.pooling", "phase:effort"],
            "the preset's",
        ),
        (
            "initiative.new=1:1:speed*2",
            &["initiative.new", "speed", "connections"],
            "nothing of it",
        ),
        (
            "initiative.new=1:1:app*0",
            &["initiative.new.app", "0.001"],
            "nothing of it",
        ),
        (
            "initiative.new=1:1:app",
            &["initiative.new", "effect*value"],
            "nothing of it",
        ),
        (
            "initiative.new=1:1:app*2,app*2",
            &["initiative.new", "app", "twice"],
            "nothing of it",
        ),
        (
            "initiative.new=1:1::big",
            &["initiative.new.kind", "big"],
            "nothing of it",
        ),
        (
            "initiative.New=1:1:",
            &["initiative.New", "lower-case"],
            "nothing of it",
        ),
    ]);
}

#[test]
fn a_link_says_what_of_a_presentation_it_cannot_take_and_keeps_the_rest() {
    let headline = "x".repeat(MAXIMUM_HEADLINE + 1);
    let note = "x".repeat(MAXIMUM_NOTE + 1);
    let without = "the page without it";
    assert_told(&[
        (
            "slides=risk,finale",
            &["slides", "finale", "verdict, growth"],
            "the others",
        ),
        (
            "slides=risk,-risk",
            &["slides", "risk", "twice"],
            "the first",
        ),
        ("slides=", &["slides", "verdict, growth"], "the others"),
        (
            "slide.finale.note=x",
            &["slide.finale.note", "finale"],
            without,
        ),
        (
            "slide.risk.colour=red",
            &["slide.risk.colour", "headline, note"],
            without,
        ),
        ("slide.risk=red", &["slide.risk", "headline, note"], without),
        (
            "slide.risk.figures=4294967296",
            &["slide.risk.figures", "a whole number"],
            without,
        ),
        (
            "slide.risk.headline=%FF",
            &["slide.risk.headline", "UTF-8"],
            without,
        ),
        (
            &format!("slide.risk.headline={headline}"),
            &["slide.risk.headline", "201", "200"],
            without,
        ),
        (
            &format!("slide.risk.note={note}"),
            &["slide.risk.note", "1001", "1000"],
            without,
        ),
    ]);
}

#[test]
fn a_new_initiative_needs_no_order() {
    let (scenario, problems) = from_link("initiative.edge=2:3:bandwidth*2");
    assert_eq!(problems, []);
    let last = scenario.inputs.initiatives.last().expect("the new one");
    assert_eq!(
        (last.id.as_ref(), last.label.as_ref(), last.phase),
        ("edge", "edge", 2)
    );
}

#[test]
fn problems_beyond_measure_are_counted() {
    let parts: Vec<String> = (0..MAXIMUM_PROBLEMS + 7)
        .map(|part| format!("x{part}=1"))
        .collect();
    let (_, problems) = from_link(&parts.join("&"));
    assert_eq!(problems.len(), MAXIMUM_PROBLEMS + 1);
    assert_says(&problems[MAXIMUM_PROBLEMS].to_string(), &["7 more"]);
}

#[test]
fn a_link_beyond_measure_is_read_up_to_the_limit() {
    let link = format!(
        "team.scaling=0.55&name={}&run.weeks=60",
        "a".repeat(MAXIMUM_LINK)
    );
    let (scenario, problems) = from_link(&link);
    assert_eq!(problems.len(), 1);
    let limit = MAXIMUM_LINK.to_string();
    assert_says(&problems[0].to_string(), &[&link.len().to_string(), &limit]);
    assert_eq!(scenario.get("team.scaling"), Ok(0.55));
    assert_eq!(scenario.get("run.weeks"), Ok(52.0));
}

#[test]
fn the_largest_scenario_fits_in_a_file_and_a_link() {
    for letter in ["🚀", "\u{1}"] {
        let name = letter.repeat(MAXIMUM_NAME);
        // Takes many digits, in every form a number can be written in.
        let long = |(low, high): (f64, f64)| (low + (high - low) / 1.7).next_up();
        let mut scenario = Scenario::preset(Preset::AsWritten);
        scenario.name.clone_from(&name);
        for (key, possible) in keys() {
            scenario.set(&key, long(possible)).expect("possible");
        }
        let template = scenario.inputs.initiatives[0].clone();
        scenario.inputs.hires = vec![
            Hire {
                role: name.clone().into(),
                month: long(HIRE_FIELDS[0].possible),
                salary: long(HIRE_FIELDS[1].possible),
            };
            MAXIMUM_HIRES
        ];
        scenario.inputs.initiatives = (0..MAXIMUM_INITIATIVES)
            .map(|number| {
                let mut initiative = template.clone();
                initiative.id = format!("{number:0MAXIMUM_NAME$}").into();
                initiative.label = name.clone().into();
                initiative.effort = long(EFFORT_POSSIBLE);
                initiative.effects = EFFECTS.each_ref().map(|effect| long(effect.possible));
                initiative
            })
            .collect();
        for (place, slide) in Slide::ALL.into_iter().rev().enumerate() {
            scenario.presentation.move_to(slide, place);
            let page = scenario.presentation.page_mut(slide);
            page.hidden = true;
            page.written_for = Some(u32::MAX);
            for wording in Wording::ALL {
                let text = letter.repeat(wording.limit());
                page.set_words(wording, text).expect("within its limit");
            }
        }
        let (back, problems) = from_link(&to_link(&scenario));
        assert_eq!(problems, []);
        assert_eq!(bits(&back), bits(&scenario));
        assert_eq!(
            bits(&from_json(&to_json(&scenario)).expect("fits")),
            bits(&scenario)
        );
    }
}

#[test]
fn overrides_change_the_base_or_start_from_a_preset() {
    let mut base = Scenario::preset(Preset::Realistic);
    base.set("team.scaling", 0.55).expect("possible");
    let set = |mut scenario: Scenario, key: &str, value| {
        scenario.set(key, value).expect("possible");
        scenario
    };
    for (line, expected) in [
        ("{}", base.clone()),
        (
            " {\"run.weeks\":60}\r\n",
            set(base.clone(), "run.weeks", 60.0),
        ),
        (
            "{\"hires.2.month\":2.5}",
            set(base.clone(), "hires.2.month", 2.5),
        ),
        (
            "{\"preset\":\"as-written\"}",
            Scenario::preset(Preset::AsWritten),
        ),
        (
            "{\"run.weeks\":60,\"preset\":\"as-written\"}",
            set(Scenario::preset(Preset::AsWritten), "run.weeks", 60.0),
        ),
    ] {
        let scenario = with_overrides(&base, line).expect(line);
        assert_eq!(bits(&scenario), bits(&expected), "{line}");
    }
    let none = with_overrides(&base, "{\"hires\":[],\"initiatives\":[]}").expect("valid");
    assert!(none.inputs.hires.is_empty() && none.inputs.initiatives.is_empty());
    for line in [
        "",
        " \n",
        "[]",
        "{\"name\":\"x\"}",
        "{\"version\":1}",
        "{} {}",
    ] {
        assert!(with_overrides(&base, line).is_err(), "{line}");
    }
}
