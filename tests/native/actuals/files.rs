//! Files of actuals: columns, numbers and times in whatever form they come, and what is wrong is
//! told with its line.

use headroom::actuals::{
    COLUMNS, Decimal, FileError, MAXIMUM_FILE, MAXIMUM_PROBLEMS, MAXIMUM_ROWS, Meaning, Options,
    Reading, read,
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

fn weeks(reading: &Reading) -> Vec<u16> {
    reading.rows.iter().map(|row| row.week).collect()
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
        assert_eq!(weeks(&reading), [week], "{cell}: {:?}", reading.problems);
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
    assert_eq!(weeks(&reading), [4, 9]);
    let reading = read(text.as_bytes(), &dated("2027-01")).expect("a file");
    assert_eq!(weeks(&reading), [13, 17]);
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
    assert_eq!(weeks(&reading), [4, 5, 9, 10]);
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
