//! What has really been measured: how scenarios keep it, how files of it are read, and how the
//! model is fitted to it.

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

pub(crate) mod files {
    use headroom::actuals::{
        COLUMNS, Decimal, FileError, MAXIMUM_FILE, MAXIMUM_PROBLEMS, MAXIMUM_ROWS, Meaning,
        Options, Reading, read,
    };
    use headroom::model::actuals::{Actuals, TRACKED};
    use headroom::model::calendar::YearMonth;
    use headroom::model::week::Series;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn taken(text: &str) -> Reading {
        read(text.as_bytes(), &Options::default()).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    /// Week and values of every row.
    fn rows(reading: &Reading) -> Vec<(u16, [Option<f64>; TRACKED.len()])> {
        let rows = reading.rows.iter();
        rows.map(|row| (row.week, row.values)).collect()
    }

    fn dated(first: &str) -> Options {
        Options {
            first_month: YearMonth::parse(first),
            ..Options::default()
        }
    }

    #[test]
    fn every_column_of_the_table_is_found_by_each_of_its_names_and_by_no_other() {
        let mut names = std::collections::BTreeSet::new();
        for column in &COLUMNS {
            for name in column.names {
                assert!(names.insert(name), "{name} is there twice");
                assert_eq!(*name, name.to_lowercase());
            }
            if let Meaning::Measure { place, .. } = column.meaning {
                assert!(Series::by_key(TRACKED[place].series).is_some());
                assert!(column.series().is_some() && column.unit().is_some());
            }
        }
        assert!(TRACKED.iter().all(|row| COLUMNS.iter().any(|column| {
            column
                .series()
                .is_some_and(|series| series.key == row.series)
        })));
    }

    #[test]
    fn columns_may_come_in_any_order_and_any_subset() {
        for (text, expected) in [
            ("week,users\n4,100", [Some(100.0), None, None, None]),
            ("Users;Week\n100;4", [Some(100.0), None, None, None]),
            ("cash\tMONTH\n-5000\t1", [None, None, Some(-5000.0), None]),
            ("Week|MRR ($)\n4|100", [None, Some(1200.0), None, None]),
            (
                "hosting_costs,note,ARR,week,Cash Balance [USD],users\n1,x,2,4,3,4",
                [Some(4.0), Some(2.0), Some(3.0), Some(1.0)],
            ),
        ] {
            let reading = taken(text);
            assert_eq!(rows(&reading), [(4, expected)], "{text}");
            assert_eq!(reading.problems, [], "{text}");
        }
        let reading = taken("week,users,ARR,MRR,plan\n4,1,2,3,x");
        assert_eq!(reading.unused, ["MRR", "plan"], "ARR is there already");
    }

    #[test]
    fn numbers_may_be_written_in_many_ways() {
        for (cell, value) in [
            ("1200", 1200.0),
            ("\"1,200\"", 1200.0),
            ("$1.2K", 1200.0),
            ("1.2k", 1200.0),
            ("1 200", 1200.0),
            ("1'200", 1200.0),
            ("1\u{202f}200", 1200.0),
            ("\"1,200.00 USD\"", 1200.0),
            ("€ 1200", 1200.0),
            ("0.0012M", 1200.0),
            ("(1200)", -1200.0),
            ("-$1200", -1200.0),
            ("$-1200", -1200.0),
            ("−1200", -1200.0),
            ("1.2e3", 1200.0),
        ] {
            let reading = taken(&format!("week,cash\n4,{cell}\n"));
            assert_eq!(
                rows(&reading)[0].1[2],
                Some(value),
                "{cell}: {:?}",
                reading.problems
            );
        }
        for cell in [
            "\"1,20\"",
            "1.2.3",
            "12a",
            "5 %",
            "#REF!",
            "1/2",
            "NaN",
            "inf",
            "\"1,2,3\"",
        ] {
            let reading = taken(&format!("week,cash\n4,{cell}\n5,1.5\n"));
            assert_eq!(reading.rows.len(), 2, "{cell}");
            assert_eq!(reading.rows[0].values[2], None, "{cell}");
            assert_eq!(reading.problems[0].line, 2, "{cell}");
            let said = reading.problems[0].to_string();
            assert!(
                said.contains("Cash") && said.contains("no number"),
                "{said}"
            );
        }
    }

    #[test]
    fn the_decimal_sign_is_told_from_the_numbers_or_asked_for() {
        use Decimal::{Comma, Point};
        for (text, decimal, guessed, value) in [
            ("week;cash\n1;1,5\n2;1.500", Comma, false, 1500.0),
            ("week;cash\n1;1.5\n2;1.500", Point, false, 1.5),
            ("week\tcash\n1\t1.000,5\n2\t1.500", Comma, false, 1500.0),
            ("week\tcash\n1\t1.000.000\n2\t1.500", Comma, false, 1500.0),
            ("week\tcash\n1\t1,000,000\n2\t1,500", Point, false, 1500.0),
            ("week;cash\n1;1\n2;1.500", Comma, true, 1500.0),
            ("week\tcash\n1\t1\n2\t1.500", Point, true, 1.5),
            ("week,cash\n1,7\n2,8", Point, false, 8.0),
        ] {
            let reading = taken(text);
            assert_eq!(reading.decimal, decimal, "{text}");
            assert_eq!(reading.is_decimal_guessed, guessed, "{text}");
            assert_eq!(reading.rows[1].values[2], Some(value), "{text}");
        }
        let options = Options {
            decimal: Some(Point),
            ..Options::default()
        };
        let reading = read(b"week;cash\n2;1.500", &options).expect("a file");
        assert_eq!(reading.rows[0].values[2], Some(1.5));
        assert!(!reading.is_decimal_guessed);
    }

    #[test]
    fn times_are_weeks_months_or_dates() {
        for (heading, cell, week) in [
            ("week", "1", 1),
            ("week", "520", 520),
            ("month", "1", 4),
            ("month", "3", 13),
            ("month", "12", 52),
            ("month", "2027-03", 4),
            ("date", "2027-05", 13),
            ("date", "2027-05-31", 13),
            ("date", "2027-05-15T10:00:00", 11),
            ("week", "2027-05-15 10:00", 11),
            ("date", "2028-02-29", 52),
        ] {
            let text = format!("{heading},users\n{cell},1\n");
            let reading = read(text.as_bytes(), &dated("2027-03")).expect("a file");
            let weeks: Vec<u16> = reading.rows.iter().map(|row| row.week).collect();
            assert_eq!(weeks, [week], "{cell}: {:?}", reading.problems);
        }
        for (heading, cell, says) in [
            ("week", "0", "neither 1, 2, 3"),
            ("week", "1.5", "neither 1, 2, 3"),
            ("week", "-4", "neither 1, 2, 3"),
            ("week", "521", "later than week 520"),
            ("month", "March", "neither 1, 2, 3"),
            ("date", "7", "neither a month such as"),
            ("date", "2027-02-30", "neither a month"),
            ("date", "2027-13", "neither a month"),
            ("date", "03/15/2027", "neither a month"),
            (
                "date",
                "2027-02-28",
                "before the end of the plan's first week",
            ),
            ("date", "2026-12", "its first month is 2027-03"),
            ("date", "2199-12", "later than week 520"),
            ("week", "", "neither 1, 2, 3"),
        ] {
            let text = format!("{heading},users\n{cell},1\n");
            let reading = read(text.as_bytes(), &dated("2027-03")).expect("a file");
            assert_eq!(reading.rows, [], "{cell}");
            let said = reading.problems[0].to_string();
            assert!(
                said.starts_with("line 2: ") && said.contains(says),
                "{said}"
            );
        }
    }

    #[test]
    fn dates_count_from_the_earliest_unless_the_plan_says_otherwise() {
        let text = "month,users\n2027-04,2\n2027-03,1\n";
        let reading = taken(text);
        assert_eq!(reading.first_month, YearMonth::parse("2027-03"));
        assert_eq!(
            reading.rows.iter().map(|row| row.week).collect::<Vec<_>>(),
            [4, 9]
        );
        let reading = read(text.as_bytes(), &dated("2027-01")).expect("a file");
        assert_eq!(
            reading.rows.iter().map(|row| row.week).collect::<Vec<_>>(),
            [13, 17]
        );
        assert_eq!(taken("week,users\n4,1").first_month, None);
    }

    #[test]
    fn bad_rows_are_listed_and_leave_the_others_alone() {
        let reading = taken(
            "\u{feff}week,users,cash\r\n4,100,5\r\n5,many,6\r\n\r\nsoon,1,2\r\n4,7,8\r\n8,,\r\n9,-3,1\r\n10,12,\"1,000\"\r\n,,\r\n",
        );
        let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "line 3: Users: “many” is no number with a point as decimal sign",
                "line 5: Week: “soon” is neither 1, 2, 3 … nor a date such as 2027-03 or 2027-03-15",
                "line 6: week 4 is in line 2 already",
                "line 7: there is no value in it",
                "line 8: Users: -3 is not possible; 0 to 10000000000 is",
            ]
        );
        let weeks: Vec<u16> = reading.rows.iter().map(|row| row.week).collect();
        assert_eq!(weeks, [4, 5, 9, 10]);
        assert_eq!(reading.rows[1].values, [None, None, Some(6.0), None]);
        assert_eq!(reading.rows[3].values[2], Some(1000.0));
    }

    #[test]
    fn of_several_days_in_a_week_the_last_one_counts() {
        let text = "date,users\n2027-03-29,3\n2027-03-31,5\n2027-03-30,4\n2027-03-31,6\n";
        let reading = taken(text);
        assert_eq!(rows(&reading), [(4, [Some(5.0), None, None, None])]);
        assert_eq!(reading.superseded, 2);
        assert_eq!(reading.problem_count, 1, "the same day twice");
    }

    #[test]
    fn what_cannot_be_read_at_all_is_refused_with_the_reason() {
        let large = vec![b'1'; MAXIMUM_FILE + 1];
        let many = format!("week,users\n{}", "4,1\n".repeat(MAXIMUM_ROWS + 1));
        for (bytes, says) in [
            (&b""[..], "no rows under a heading"),
            (b"week,users\n", "no rows under a heading"),
            (b"a,b\n1,2\n", "no column says when"),
            (
                b"week,b\n1,2\n",
                "no column has anything that could be drawn",
            ),
            (b"w\0e\0e\0k\0", "not text"),
            (&large, "at most 1000000 are read"),
            (many.as_bytes(), "more than 5000 rows"),
        ] {
            let error = read(bytes, &Options::default()).expect_err(says);
            assert!(error.to_string().contains(says), "{error}");
        }
        assert_eq!(
            read(b"x", &Options::default()),
            Err(FileError::NoTime {
                found: "“x”".to_owned()
            })
        );
    }

    #[test]
    fn a_file_full_of_mistakes_is_told_in_brief() {
        let reading = taken(&format!("week,users\n{}", "x,y\n".repeat(MAXIMUM_ROWS)));
        assert_eq!(reading.problems.len(), MAXIMUM_PROBLEMS);
        assert_eq!(reading.problem_count, MAXIMUM_ROWS);
    }

    pub(crate) fn assert_is_sound(bytes: &[u8]) {
        for decimal in [None, Some(Decimal::Point), Some(Decimal::Comma)] {
            let options = Options {
                decimal,
                first_month: None,
            };
            let Ok(reading) = read(bytes, &options) else {
                continue;
            };
            assert!(reading.problems.len() <= MAXIMUM_PROBLEMS);
            for problem in &reading.problems {
                let said = problem.to_string();
                assert!(
                    said.chars().count() < 300 && !said.contains(char::is_control),
                    "{said}"
                );
            }
            // What was taken can be kept.
            let mut actuals = Actuals::default();
            for row in &reading.rows {
                for (place, value) in row.values.iter().enumerate() {
                    if let Some(value) = value {
                        let week = f64::from(row.week);
                        actuals.add(place, "test", week, *value).expect("possible");
                    }
                }
            }
        }
    }

    fn cell() -> impl Strategy<Value = String> {
        prop_oneof![
            (1_u32..60).prop_map(|week| week.to_string()),
            "20[0-9]{2}-[01][0-9](-[0-3][0-9])?",
            "[$€£(-]{0,2}[0-9]{1,3}([.,' ]?[0-9]{1,3}){0,3}[KkMm%)]{0,1}",
            any::<f64>().prop_map(|value| value.to_string()),
            "\\PC{0,12}",
            "[\",;\t|\n\r]{0,3}",
        ]
    }

    fn file_like() -> impl Strategy<Value = String> {
        let names: Vec<&str> = COLUMNS
            .iter()
            .flat_map(|column| column.names)
            .copied()
            .collect();
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        (
            select(vec![",", ";", "\t", "|"]),
            vec(select(names), 1..6),
            vec(vec(cell(), 0..7), 0..30),
        )
            .prop_map(|(delimiter, heading, rows)| {
                let rows = rows.into_iter().map(|row| row.join(delimiter));
                let lines: Vec<String> = std::iter::once(heading.join(delimiter))
                    .chain(rows)
                    .collect();
                lines.join("\n")
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..400)) {
            assert_is_sound(&bytes);
        }

        #[test]
        fn anything_like_a_file_is_read_or_refused(text in file_like()) {
            assert_is_sound(text.as_bytes());
        }

        #[test]
        fn what_is_written_comes_back(
            rows in proptest::collection::btree_map(1_u16..=520, (0_u64..1_000_000_000, -1_000_000_i64..1_000_000), 1..50),
        ) {
            let mut text = "week,users,cash\n".to_owned();
            for (week, (users, cash)) in &rows {
                text += &[week.to_string(), users.to_string(), cash.to_string()].join(",");
                text.push('\n');
            }
            let reading = taken(&text);
            prop_assert_eq!(reading.problem_count, 0);
            prop_assert_eq!(reading.rows.len(), rows.len());
            for (row, (week, (users, cash))) in reading.rows.iter().zip(&rows) {
                prop_assert_eq!(row.week, *week);
                prop_assert_eq!(row.values[0], Some(*users as f64));
                prop_assert_eq!(row.values[2], Some(*cash as f64));
            }
        }
    }
}

mod fits {
    use std::time::Instant;

    use headroom::actuals::fit::{Doubt, FITTED, FitError, fit};
    use headroom::model::actuals::TRACKED;
    use headroom::model::preset::Preset;
    use headroom::model::scenario::Scenario;
    use headroom::model::week::Series;
    use proptest::prelude::*;
    use proptest::sample::subsequence;

    /// The scenario with actuals of some series, at the ends of some weeks, taken from another one
    /// and disturbed by shares of themselves.
    fn measured(
        scenario: &Scenario,
        truth: &Scenario,
        places: &[usize],
        weeks: &[u16],
        noise: impl Fn(usize) -> f64,
    ) -> Scenario {
        let mut scenario = scenario.clone();
        let run = truth.run();
        let mut count = 0;
        for &place in places {
            let row = &TRACKED[place];
            let series = Series::by_key(row.series).expect("a series");
            for &week in weeks {
                let value = (series.get)(&run.weeks[usize::from(week) - 1]);
                let value = (value * (1.0 + noise(count))).clamp(row.possible.0, row.possible.1);
                count += 1;
                scenario
                    .actuals
                    .add(place, row.series, f64::from(week), value)
                    .expect("possible");
            }
        }
        scenario
    }

    const MONTHS: [u16; 6] = [4, 9, 13, 17, 22, 26];
    const USUAL: [&str; 4] = [
        "growth.viral",
        "churn.free",
        "conversion.starter",
        "tiers.starter.churn",
    ];

    fn truth() -> Scenario {
        let mut truth = Scenario::preset(Preset::Realistic);
        for (key, value) in [
            ("growth.viral", 0.19),
            ("churn.free", 0.08),
            ("conversion.starter", 0.017),
            ("tiers.starter.churn", 0.06),
        ] {
            truth.set(key, value).expect("possible");
        }
        truth
    }

    #[test]
    fn every_row_of_the_table_is_a_parameter() {
        for row in &FITTED {
            assert_eq!(row.parameter().key, row.key);
            assert!(row.series < TRACKED.len());
        }
    }

    #[test]
    fn what_the_actuals_tell_alone_is_found_again() {
        for (key, value, place) in [
            ("growth.viral", 0.17, 0),
            ("conversion.starter", 0.02, 1),
            ("tiers.starter.churn", 0.09, 1),
            ("churn.free", 0.15, 0),
        ] {
            let start = Scenario::preset(Preset::Realistic);
            let mut truth = start.clone();
            truth.set(key, value).expect("possible");
            let scenario = measured(&start, &truth, &[place], &MONTHS, |_| 0.0);
            let fit = fit(&scenario, &[key]).expect("a fit");
            let found = fit.values[0].after;
            assert!(
                (found / value - 1.0).abs() < 1e-3,
                "{key}: {found}, not {value}"
            );
            assert_eq!(fit.values[0].doubt, None, "{key}");
            assert_eq!(fit.scenario.get(key), Ok(found));
            assert!(fit.errors[0].after < 1e-3 && fit.errors[0].before > 0.01);
        }
    }

    #[test]
    fn two_numbers_are_found_again_across_the_valleys_between() {
        for (viral, churn) in [(0.2, 0.07), (0.2, 0.06), (0.15, 0.1), (0.27, 0.08)] {
            let start = Scenario::preset(Preset::Realistic);
            let mut truth = start.clone();
            truth.set("growth.viral", viral).expect("possible");
            truth.set("tiers.starter.churn", churn).expect("possible");
            let weeks: Vec<u16> = (1..=26).collect();
            let scenario = measured(&start, &truth, &[0, 1, 2], &weeks, |_| 0.0);
            let fit = fit(&scenario, &["growth.viral", "tiers.starter.churn"]).expect("a fit");
            let found: Vec<f64> = fit.values.iter().map(|value| value.after).collect();
            assert_eq!(found, [viral, churn]);
        }
    }

    #[test]
    fn a_known_company_is_predicted_from_half_a_year_of_it() {
        let (start, truth) = (Scenario::preset(Preset::Realistic), truth());
        let scenario = measured(&start, &truth, &[0, 1], &MONTHS, |_| 0.0);
        let fit = fit(&scenario, &USUAL).expect("a fit");
        for error in &fit.errors {
            assert!(error.after < 2e-3, "{error:?}");
        }
        let (found, run) = (fit.scenario.run(), truth.run());
        for week in 0..26 {
            for key in ["users", "arr"] {
                let get = Series::by_key(key).expect("a series").get;
                let (found, real) = (get(&found.weeks[week]), get(&run.weeks[week]));
                assert!(
                    (found / real - 1.0).abs() < 0.02,
                    "{key} in week {week}: {found}, {real}"
                );
            }
        }
    }

    #[test]
    fn noise_is_averaged_out() {
        let (start, truth) = (Scenario::preset(Preset::Realistic), truth());
        let weeks: Vec<u16> = (1..=26).collect();
        // Three per cent, up and down without a pattern.
        let noise = |at: usize| 0.03 * (((at * 7919 + 13) % 101) as f64 / 50.0 - 1.0);
        let scenario = measured(&start, &truth, &[0, 1], &weeks, noise);
        let fit = fit(&scenario, &["growth.viral", "conversion.starter"]).expect("a fit");
        for value in &fit.values {
            let error = value.standard_error.expect("more actuals than parameters");
            assert!(error > 0.0 && error < 0.2 * value.after, "{value:?}");
        }
        let (found, run) = (fit.scenario.run(), truth.run());
        let real = run.weeks[25].users;
        assert!((found.weeks[25].users / real - 1.0).abs() < 0.05);
        assert!(fit.errors.iter().all(|error| error.after < 0.05));
    }

    #[test]
    fn what_cannot_be_told_apart_is_said() {
        let (start, truth) = (Scenario::preset(Preset::Realistic), truth());
        // Content and word of mouth in the first weeks, as users alone tell them.
        let scenario = measured(&start, &truth, &[0], &[1, 2], |_| 0.0);
        let both =
            fit(&scenario, &["growth.viral", "churn.free", "growth.content"]).expect("a fit");
        assert!(both.is_underdetermined);
        assert!(
            both.values
                .iter()
                .any(|value| matches!(value.doubt, Some(Doubt::MadeUpFor { .. })))
        );
        assert!(
            both.values
                .iter()
                .all(|value| value.standard_error.is_none())
        );
        // Where nobody is on Starter, nobody can move up from it.
        let mut start = start;
        for key in ["tiers.starter.accounts", "conversion.starter"] {
            start.set(key, 0.0).expect("possible");
        }
        let scenario = measured(&start, &start, &[0], &MONTHS, |_| 0.0);
        let other = fit(&scenario, &["conversion.professional"]).expect("a fit");
        assert_eq!(other.values[0].doubt, Some(Doubt::NothingSaid));
        assert!(!other.is_change());
    }

    #[test]
    fn without_actuals_or_parameters_there_is_no_fit() {
        let start = Scenario::preset(Preset::Realistic);
        assert_eq!(fit(&start, &USUAL).err(), Some(FitError::NoActuals));
        let scenario = measured(&start, &start, &[0], &MONTHS, |_| 0.0);
        assert_eq!(fit(&scenario, &[]).err(), Some(FitError::NoParameter));
        let same = fit(&scenario, &USUAL).expect("a fit");
        assert!(!same.is_change(), "nothing fits better than what made them");
    }

    #[test]
    fn actuals_beyond_the_horizon_count() {
        let mut start = Scenario::preset(Preset::Realistic);
        let scenario = measured(&start, &truth(), &[0], &[40, 52], |_| 0.0);
        start = scenario;
        start.set("run.weeks", 26.0).expect("possible");
        let fit = fit(&start, &["growth.viral"]).expect("a fit");
        assert!(fit.errors[0].after < fit.errors[0].before);
        assert_eq!(fit.scenario.get("run.weeks"), Ok(26.0));
    }

    #[test]
    fn a_fit_takes_some_thousand_runs() {
        let scenario = measured(
            &Scenario::preset(Preset::Realistic),
            &truth(),
            &[0, 1, 2, 3],
            &MONTHS,
            |at| 0.1 * ((at % 3) as f64 - 1.0),
        );
        let keys = FITTED.each_ref().map(|row| row.key);
        let start = Instant::now();
        let all = fit(&scenario, &keys).expect("a fit");
        println!("{} runs in {:?}", all.runs, start.elapsed());
        let usual = fit(&scenario, &USUAL).expect("a fit");
        println!("{} runs with the usual ones", usual.runs);
        assert!(
            usual.runs < 4_000 && all.runs < 8_000,
            "{} {}",
            usual.runs,
            all.runs
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_fit_never_worsens_the_error_and_stays_within_what_is_possible(
            keys in subsequence(FITTED.each_ref().map(|row| row.key).to_vec(), 1..5),
            places in subsequence(vec![0_usize, 1, 2, 3], 1..4),
            noise in proptest::collection::vec(-0.9_f64..3.0, 40),
        ) {
            let start = Scenario::preset(Preset::Realistic);
            let scenario = measured(&start, &truth(), &places, &MONTHS, |at| noise[at % noise.len()]);
            let fit = fit(&scenario, &keys).expect("a fit");
            let cost = |of: fn(&headroom::actuals::fit::SeriesError) -> f64| {
                fit.errors.iter().map(|error| of(error).powi(2)).sum::<f64>()
            };
            prop_assert!(cost(|error| error.after) <= cost(|error| error.before));
            for value in &fit.values {
                let (low, high) = value.parameter.possible;
                prop_assert!((low..=high).contains(&value.after), "{:?}", value);
            }
        }
    }
}
