//! Actuals within a scenario: in its links and files, and what cannot be kept.

use headroom::model::actuals::{ActualError, Actuals};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::{from_json, from_link, to_json, to_link};

#[test]
fn links_and_files_with_actuals_can_be_read_by_people() {
    let mut scenario = Scenario::preset(Preset::Realistic);
    for (place, week, value) in [
        (0, 9.0, 21_050.5),
        (0, 4.0, 14_200.0),
        (2, 13.0, -250_000.0),
    ] {
        scenario
            .actuals
            .add(place, "test", week, value)
            .expect("possible");
    }
    assert_eq!(
        to_link(&scenario),
        "v=1&actuals.users=4:14200,9:21050.5&actuals.cash=13:-250000"
    );
    let file: serde_json::Value = serde_json::from_str(&to_json(&scenario)).expect("JSON");
    assert_eq!(
        file["actuals"],
        serde_json::json!({ "users": { "4": 14200, "9": 21050.5 }, "cash": { "13": -250_000 } })
    );
}

#[test]
fn actuals_that_cannot_be_kept_are_named_with_their_limit() {
    for (part, says, kept) in [
        ("actuals.users=4:100,4:200", "week 4 is given twice", 1),
        ("actuals.users=0:100", "0 is outside the possible range", 0),
        (
            "actuals.users=521:100",
            "521 is outside the possible range",
            0,
        ),
        ("actuals.users=4.5:100,5:1", "a week, 1 to 520", 1),
        (
            "actuals.users=4:-1,5:1",
            "-1 is outside the possible range",
            1,
        ),
        ("actuals.users=4,5:1", "week:value", 1),
        ("actuals.users=", "week:value", 0),
        ("actuals.users=4:x,5:1,6:2", "expected a number", 2),
        ("actuals.signups=4:1", "one of users, arr, cash, infra", 0),
    ] {
        let (scenario, problems) = from_link(&format!("v=1&{part}&team.scaling=0.5"));
        assert_eq!(problems.len(), 1, "{part}: {problems:?}");
        assert!(problems[0].to_string().contains(says), "{}", problems[0]);
        assert_eq!(scenario.get("team.scaling"), Ok(0.5), "the rest is kept");
        assert_eq!(scenario.actuals.of("users").len(), kept, "{part}");
    }
    for (field, says) in [
        (
            r#"{"users": {"4": "many"}}"#,
            "actuals.users.4: expected a number",
        ),
        (r#"{"users": {"4": 1, "04": 2}}"#, "week 4 is given twice"),
        (r#"{"users": [1]}"#, "actuals.users: expected an object"),
        (r#"{"profit": {}}"#, "one of users, arr, cash, infra"),
        (
            r#"{"users": {"521": 2}}"#,
            "521 is outside the possible range",
        ),
    ] {
        let error =
            from_json(&format!(r#"{{"version": 1, "actuals": {field}}}"#)).expect_err(field);
        assert!(error.to_string().contains(says), "{error}");
    }
}

#[test]
fn a_week_has_one_value() {
    let mut actuals = Actuals::default();
    actuals.add(0, "users", 4.0, 100.0).expect("possible");
    let again = actuals.add(0, "users", 4.0, 200.0);
    assert_eq!(again, Err(ActualError::Twice { week: 4 }));
    actuals.add(1, "arr", 4.0, 100.0).expect("another series");
    assert_eq!(actuals.of("users")[0].value, 100.0);
}
