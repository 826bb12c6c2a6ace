//! `headroom workbook`.

use std::fs;
use std::process::Command;

use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::workbook::workbook;

use crate::cli::{Scratch, answer, refusal};

#[test]
fn the_file_is_that_of_the_scenario() {
    let file = Scratch::new("made.xlsx", b"what was there before");
    let said = answer(
        &[
            "workbook",
            "--set",
            "team.scaling=0.5",
            "--output",
            file.path(),
        ],
        "",
    );
    assert_eq!(said, "");
    let mut scenario = Scenario::preset(Preset::Realistic);
    scenario.set("team.scaling", 0.5).expect("possible");
    let expected = workbook(&scenario).expect("a workbook");
    assert!(fs::read(file.path()).expect("a file") == expected);
}

#[test]
fn bad_input_leaves_what_was_there() {
    let file = Scratch::new("kept.xlsx", b"what was there before");
    for (arguments, says) in [
        (vec!["--set", "team.scaling=7"], "team.scaling"),
        (vec!["--preset", "best"], "as-written"),
        (vec!["--scenario", "no/such/file"], "no/such/file"),
    ] {
        let all = [&["workbook", "--output", file.path()], &arguments[..]].concat();
        let (error, _) = refusal(&all, "");
        assert!(error.contains(says), "{error}");
        assert_eq!(
            fs::read(file.path()).expect("a file"),
            b"what was there before"
        );
    }
    let (error, _) = refusal(&["workbook"], "");
    assert!(error.contains("--output"), "{error}");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let output = Command::new(env!("CARGO_BIN_EXE_headroom"))
        .args(["workbook", "--output", "no/such/folder/plan.xlsx"])
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr).expect("text");
    assert!(
        error.starts_with("headroom: no/such/folder/plan.xlsx: "),
        "{error}"
    );
    assert_eq!(error.lines().count(), 1, "{error}");
}
