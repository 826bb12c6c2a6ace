//! The program as it is run: the built binary, its output, its exit codes.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use headroom::model::figures::{FIGURES, figures};
use headroom::model::preset::Preset;
use headroom::model::run::run;
use headroom::model::scenario::Scenario;
use headroom::model::week::SERIES;
use headroom::share::to_json;
use serde_json::Value;

use crate::share_errors::{keys, outside};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_headroom"))
}

/// Runs the program to its end.
fn headroom(arguments: &[&str], input: &str) -> Output {
    let mut child = program()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    // Apart, so that neither side waits for the other; the program may close its end early.
    let writer = thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the input is written");
    output
}

/// What the program prints if all is well.
pub(crate) fn answer(arguments: &[&str], input: &str) -> String {
    let output = headroom(arguments, input);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}");
    assert_eq!(error, "");
    String::from_utf8(output.stdout).expect("text")
}

/// What the program says if the input is bad, and what it has printed until then.
pub(crate) fn refusal(arguments: &[&str], input: &str) -> (String, String) {
    let output = headroom(arguments, input);
    let error = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(
        error.ends_with('\n') && error.starts_with("headroom: "),
        "{error}"
    );
    (error, String::from_utf8(output.stdout).expect("text"))
}

/// A file of its own for a test.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str, content: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("headroom-{}-{name}", std::process::id()));
        fs::write(&path, content).expect("a writable folder");
        Self(path)
    }

    pub(crate) fn path(&self) -> &str {
        self.0.to_str().expect("a plain path")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.0));
    }
}

/// The dozen changes of the third golden run.
const MOVED: [&str; 12] = [
    "run.weeks=104",
    "team.scaling=0.55",
    "hires.2.month=2.5",
    "phases.2.start=5",
    "finance.raise=750000",
    "finance.raise_month=5",
    "infra.reserved=0.6",
    "infra.spot=0.4",
    "capacity.query_exponent=1.3",
    "performance.servers=9",
    "tiers.professional.price=25",
    "support.associates=6",
];

fn moved_arguments() -> Vec<&'static str> {
    MOVED.iter().flat_map(|change| ["--set", change]).collect()
}

fn rows(csv: &str) -> (Vec<&str>, Vec<Vec<f64>>) {
    let mut lines = csv.lines();
    let header = lines.next().expect("a header").split(',').collect();
    let number = |cell: &str| cell.parse().expect("a number");
    (
        header,
        lines
            .map(|line| line.split(',').map(number).collect())
            .collect(),
    )
}

/// |a − b| ≤ 1e−9·max(|b|, s), s the largest |value| of the series, and at least the largest cost
/// for cash and burn.
fn assert_agrees(csv: &str, golden: &str) {
    let ((header, got), (golden_header, expected)) = (rows(csv), rows(golden));
    assert_eq!(header, golden_header);
    assert_eq!(got.len(), expected.len());
    let largest = |key: &str| {
        let column = header
            .iter()
            .position(|name| *name == key)
            .expect("a column");
        expected
            .iter()
            .map(|row| row[column].abs())
            .fold(0.0, f64::max)
    };
    for (column, key) in header.iter().enumerate() {
        let mut scale = largest(key);
        if matches!(*key, "cash" | "burn") {
            scale = scale.max(largest("cost"));
        }
        for (got, expected) in got.iter().zip(&expected) {
            let (got, expected) = (got[column], expected[column]);
            assert!(
                (got - expected).abs() <= 1e-9 * expected.abs().max(scale),
                "{key}: {got} instead of {expected}"
            );
        }
    }
}

#[test]
fn simulate_prints_the_golden_runs() {
    let realistic = include_str!("golden/realistic.csv");
    assert_agrees(&answer(&["simulate"], ""), realistic);
    assert_agrees(
        &answer(&["simulate", "--preset", "realistic"], ""),
        realistic,
    );
    assert_agrees(
        &answer(&["simulate", "--preset=as-written", "--format=csv"], ""),
        include_str!("golden/as-written.csv"),
    );
    let mut arguments = vec!["simulate"];
    arguments.extend(moved_arguments());
    assert_agrees(&answer(&arguments, ""), include_str!("golden/moved.csv"));
}

#[test]
fn simulate_prints_every_bit_in_both_formats() {
    let weeks = run(&Scenario::preset(Preset::AsWritten).inputs).weeks;
    let csv = answer(&["simulate", "--preset", "as-written"], "");
    let json = answer(
        &["simulate", "--preset", "as-written", "--format", "json"],
        "",
    );
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let (header, rows) = rows(&csv);
    let listed = json["weeks"].as_array().expect("a list of weeks");
    assert_eq!((rows.len(), listed.len()), (weeks.len(), weeks.len()));
    assert_eq!(header[0], "week");
    for ((number, week), (row, entry)) in (1_u32..).zip(&weeks).zip(rows.iter().zip(listed)) {
        assert_eq!(row[0], f64::from(number));
        assert_eq!(entry["week"], number);
        assert_eq!(row.len(), SERIES.len() + 1);
        for (series, cell) in SERIES.iter().zip(&row[1..]) {
            let expected = (series.get)(week).to_bits();
            assert_eq!(cell.to_bits(), expected, "{} in csv", series.key);
            let value = entry[series.key].as_f64().map(f64::to_bits);
            assert_eq!(value, Some(expected), "{} in json", series.key);
        }
    }
}

#[test]
fn summary_prints_what_the_two_presets_must_show() {
    let rounded = |value: &Value| value.as_f64().map(f64::round);
    let known = |preset: &str, expected: &[(&str, Option<f64>)]| {
        let text = answer(&["summary", "--preset", preset], "");
        let summary: Value = serde_json::from_str(&text).expect("JSON");
        let fields = summary.as_object().expect("an object");
        assert_eq!(fields.len(), FIGURES.len());
        for figure in FIGURES {
            assert!(fields.contains_key(figure.key), "{}", figure.key);
        }
        for (key, value) in expected {
            assert_eq!(rounded(&summary[key]), *value, "{preset}: {key}");
        }
        summary
    };
    let summary = known(
        "as-written",
        &[
            ("users_month_6", Some(789_610.0)),
            ("arr_month_3", Some(917_988.0)),
            ("arr_month_6", Some(2_249_177.0)),
            ("arr_month_12", Some(12_536_844.0)),
            ("phase1_week", Some(4.0)),
            ("phase2_week", Some(14.0)),
            ("phase3_week", Some(23.0)),
            ("sso_week", Some(11.0)),
            ("users_1m_week", Some(29.0)),
            ("cash_out_week", None),
            ("lowest_cash", Some(153_027.0)),
            ("lowest_cash_week", Some(26.0)),
            ("missing_funding", Some(0.0)),
        ],
    );
    assert_eq!(summary["default_alive"], true);
    assert!(summary["cash_out_week"].is_null());
    let summary = known(
        "realistic",
        &[
            ("users_month_6", Some(527_406.0)),
            ("arr_month_3", Some(803_138.0)),
            ("arr_month_6", Some(1_497_028.0)),
            ("arr_month_12", Some(7_144_973.0)),
            ("phase1_week", Some(6.0)),
            ("phase2_week", Some(16.0)),
            ("phase3_week", Some(30.0)),
            ("sso_week", Some(19.0)),
            ("users_1m_week", Some(40.0)),
            ("cash_out_week", Some(18.0)),
            ("lowest_cash", Some(-585_685.0)),
            ("lowest_cash_week", Some(40.0)),
            ("missing_funding", Some(585_685.0)),
        ],
    );
    assert_eq!(summary["default_alive"], false);
}

#[test]
fn a_scenario_file_is_where_a_run_starts() {
    let mut scenario = Scenario::preset(Preset::AsWritten);
    scenario.set("team.scaling", 0.4).expect("possible");
    scenario.inputs.hires.truncate(2);
    let file = Scratch::new("scenario.json", to_json(&scenario).as_bytes());
    let from_file = ["--scenario", file.path(), "--set", "run.weeks=30"];
    scenario.set("run.weeks", 30.0).expect("possible");

    let expected = serde_json::to_string(&figures(&scenario.inputs, &run(&scenario.inputs)));
    let expected: Value = serde_json::from_str(&expected.expect("JSON")).expect("JSON");
    let summary = answer(&[&["summary"], &from_file[..]].concat(), "");
    assert_eq!(
        serde_json::from_str::<Value>(&summary).expect("JSON"),
        expected
    );
    let batch = answer(&[&["batch"], &from_file[..]].concat(), "{}\n");
    assert_eq!(
        serde_json::from_str::<Value>(&batch).expect("JSON"),
        expected
    );
    let csv = answer(&[&["simulate"], &from_file[..]].concat(), "");
    assert_eq!(csv.lines().count(), 31);
}

#[test]
fn a_batch_answers_a_thousand_lines_in_order_as_single_runs_do() {
    let line = |number: u32| {
        let share = f64::from(number) / 1000.0;
        let preset = Preset::ALL[(number % 7 / 6) as usize];
        let text = match preset {
            Preset::Realistic => format!(
                r#"{{"team.scaling":{share},"hires.2.month":{}}}"#,
                1.0 + share
            ),
            Preset::AsWritten => format!(
                r#"{{"preset":"as-written","team.scaling":{share},"hires.2.month":{}}}"#,
                1.0 + share
            ),
        };
        let mut scenario = Scenario::preset(preset);
        if preset == Preset::Realistic {
            scenario.set("finance.cash", 700_000.0).expect("possible");
        }
        scenario.set("team.scaling", share).expect("possible");
        scenario
            .set("hires.2.month", 1.0 + share)
            .expect("possible");
        (text, scenario)
    };
    let (lines, scenarios): (Vec<_>, Vec<_>) = (1..=1000).map(line).unzip();
    let answers = answer(
        &["batch", "--set", "finance.cash=700000"],
        &lines.join("\n"),
    );
    assert!(answers.ends_with('\n'));
    let answers: Vec<&str> = answers.lines().collect();
    assert_eq!(answers.len(), 1000);
    for (number, (got, scenario)) in answers.iter().zip(&scenarios).enumerate() {
        let expected = figures(&scenario.inputs, &run(&scenario.inputs));
        assert_eq!(
            *got,
            serde_json::to_string(&expected).expect("JSON"),
            "line {}",
            number + 1
        );
    }
    // And as the program itself gives it for one of them.
    let single = answer(
        &[
            "summary",
            "--set=finance.cash=700000",
            "--set=team.scaling=0.5",
            "--set=hires.2.month=1.5",
        ],
        "",
    );
    let parsed = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    assert_eq!(parsed(answers[499]), parsed(&single));
}

#[test]
fn a_batch_answers_a_line_before_the_next_is_written() {
    let mut child = program()
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    let output = BufReader::new(child.stdout.take().expect("a pipe"));
    let (sender, answers) = mpsc::channel();
    let reader = thread::spawn(move || {
        for line in output.lines() {
            drop(sender.send(line.expect("text")));
        }
    });
    for _ in 0..3 {
        input.write_all(b"{}\n").expect("the program reads");
        let answer = answers.recv_timeout(Duration::from_mins(1));
        assert!(answer.expect("an answer").starts_with('{'));
    }
    drop(input);
    assert!(child.wait().expect("the program ends").success());
    reader.join().expect("the output is read");
    assert!(answers.recv().is_err(), "nothing after the last answer");
}

#[test]
fn a_bad_line_ends_a_batch_after_the_answers_before_it() {
    let good = "{}\n".repeat(10);
    for (bad, says) in [
        (
            "{\"team.scaling\":7}",
            "team.scaling: 7 is outside the possible range 0 to 1",
        ),
        (
            "{\"team.speed\":7}",
            "team.speed: there is no such input; a link or file of the page has the keys",
        ),
        (
            "{\"team.scalng\":7}",
            "team.scalng: there is no such input; did you mean team.scaling?",
        ),
        (
            "{\"stress.databse\":7}",
            "stress.databse: there is no such input; did you mean stress.database?",
        ),
        ("{\"team.scaling\":", "not valid JSON"),
        (
            "{\"team.scaling\":0.5,\"team.scaling\":0.6}",
            "\"team.scaling\" is given twice",
        ),
        ("7", "expected an object"),
        ("", "expected an object"),
        ("{\"hires\":[{\"role\":\"A\"}]}", "hires.1.month: missing"),
    ] {
        let (error, output) = refusal(&["batch"], &format!("{good}{bad}\n{good}"));
        assert!(
            error.starts_with("headroom: line 11: ") && error.contains(says),
            "{error}"
        );
        assert_eq!(output.lines().count(), 10);
        assert!(output.ends_with("}\n"), "nothing half-written");
    }
}

#[test]
fn an_empty_batch_has_no_answers() {
    assert_eq!(answer(&["batch"], ""), "");
}

#[test]
fn every_number_outside_its_range_is_refused() {
    for (key, possible) in keys() {
        let (low, high) = (possible.0.to_string(), possible.1.to_string());
        // One on either side; what is farther out takes the same way.
        for value in &outside(possible)[..2] {
            let set = format!("{key}={value}");
            let (error, output) = refusal(&["summary", "--set", &set], "");
            for part in [&key, &value.to_string(), &low, &high] {
                assert!(error.contains(part.as_str()), "no {part} in {error}");
            }
            assert_eq!(output, "");
        }
    }
}

#[test]
fn bad_input_is_told_in_one_line() {
    let newer = Scratch::new("newer.json", br#"{"version":99}"#);
    let broken = Scratch::new("broken.json", b"{\"version\":1,\n\"values\":}");
    let binary = Scratch::new("binary.json", b"{\"version\":1,\"name\":\"\xff\"}");
    let large = Scratch::new("large.json", &vec![b' '; 2_000_000]);
    let wrong = Scratch::new(
        "wrong.json",
        br#"{"version":1,"values":{"team.scaling":7}}"#,
    );
    for (arguments, says) in [
        (vec![], "subcommand"),
        (vec!["fly"], "fly"),
        (vec!["simulate", "--fast"], "--fast"),
        (vec!["simulate", "--format", "xml"], "xml"),
        (
            vec!["simulate", "--preset", "best"],
            "realistic, as-written",
        ),
        (vec!["simulate", "--set"], "--set"),
        (vec!["simulate", "--set", "team.scaling"], "key=value"),
        (
            vec!["simulate", "--set", "team.scaling=x"],
            "expected a number",
        ),
        (vec!["simulate", "--set", "team.scaling=nan"], "NaN"),
        (vec!["simulate", "--set", "team.scaling=inf"], "inf"),
        (vec!["simulate", "--set", "team.speed=1"], "team.speed"),
        (vec!["simulate", "--set", "a\nb\nUsage:=1"], "no such input"),
        (vec!["simulate", "--set", "a\nb"], "key=value"),
        (vec!["simulate", "--set", "=1"], "key=value"),
        (vec!["simulate", "--set", "team.scaling=HIGH"], "a number"),
        (vec!["ensemble", "--runs", "1e9"], "from 1 to 1000000"),
        (vec!["ensemble", "--runs", "-5"], "from 1 to 1000000"),
        (vec!["ensemble", "--runs", "0"], "from 1 to 1000000"),
        (vec!["ensemble", "--threads", "-1"], "from 1 to 1024"),
        (vec!["ensemble", "--seed", "-1"], "from 0 to"),
        (vec!["simulate", "--set", "hires.6.month=1"], "5 hires"),
        (
            vec!["simulate", "--scenario", "no/such/file"],
            "no/such/file",
        ),
        (vec!["simulate", "--scenario", "no\nfile"], "no"),
        (
            vec!["simulate", "--scenario", newer.path()],
            "newer Headroom",
        ),
        (vec!["simulate", "--scenario", broken.path()], "line 2"),
        (vec!["simulate", "--scenario", binary.path()], "not UTF-8"),
        (
            vec!["simulate", "--scenario", large.path()],
            "the limit is 1000000",
        ),
        (
            vec!["simulate", "--scenario", wrong.path()],
            "outside the possible range 0 to 1",
        ),
        (
            vec![
                "simulate",
                "--scenario",
                wrong.path(),
                "--preset",
                "realistic",
            ],
            "cannot be used",
        ),
        (vec!["batch", "more"], "more"),
    ] {
        let (error, output) = refusal(&arguments, "");
        assert!(error.contains(says), "no {says:?} in {error}");
        assert_eq!(output, "");
    }
}

#[test]
fn whoever_stops_reading_is_not_told_off() {
    let mut child = program()
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    let writer = thread::spawn(move || while input.write_all(b"{}\n").is_ok() {});
    let mut first = String::new();
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    output.read_line(&mut first).expect("an answer");
    drop(output);
    assert!(child.wait().expect("the program ends").success());
    let mut error = String::new();
    let mut stderr = child.stderr.take().expect("a pipe");
    stderr.read_to_string(&mut error).expect("text");
    assert_eq!(error, "");
    writer.join().expect("the input ends");
}

#[test]
fn help_names_every_command_and_option() {
    let help = answer(&["--help"], "");
    for command in ["simulate", "summary", "batch", "ensemble", "workbook"] {
        assert!(help.contains(command), "{help}");
        let help = answer(&[command, "--help"], "");
        for option in [
            "--preset",
            "--scenario",
            "--set",
            "as-written",
            "team.scaling=0.55",
        ] {
            assert!(help.contains(option), "no {option} in {help}");
        }
    }
    assert!(answer(&["--version"], "").starts_with("headroom "));
}
