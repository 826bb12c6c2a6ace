//! The workbook recalculated by a spreadsheet program that knows nothing of the model: LibreOffice
//! without a screen. Whatever its yellow cells say, its weeks are those of the app.
//!
//! The tests need LibreOffice Calc and are left out unless asked for: `make test-workbook`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use headroom::model::figures::{FIGURES, figures};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::units::Unit;
use headroom::model::week::Week;
use headroom::workbook::workbook;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::random::{Within, stressed};
use crate::workbook_agreement;
use crate::workbook_file::{Opened, retyped};

/// How far a cell may be off, against its value or the largest of its series in the run, for money
/// also the largest cost.
const TOLERANCE: f64 = 1e-6;

/// Told to a new profile: files are recalculated when they are opened, whatever they say.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// Has the program open files, recalculate them and save them again.
fn recalculated(name: &str, files: &[Vec<u8>]) -> Vec<Opened> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    let (profile, before, after) = (
        folder.join("profile"),
        folder.join("in"),
        folder.join("out"),
    );
    for folder in [&profile.join("user"), &before, &after] {
        fs::create_dir_all(folder).expect("a folder");
    }
    fs::write(profile.join("user/registrymodifications.xcu"), SETTINGS).expect("settings");
    let paths: Vec<PathBuf> = (0..files.len())
        .map(|number| before.join(format!("{number}.xlsx")))
        .collect();
    for (path, bytes) in paths.iter().zip(files) {
        fs::write(path, bytes).expect("a file");
    }
    let status = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .arg(&after)
        .args(&paths)
        .output()
        .expect("LibreOffice Calc as `soffice`: apt-get install --no-install-recommends libreoffice-calc");
    assert!(status.status.success(), "{status:?}");
    paths
        .iter()
        .map(|path| {
            let file = after.join(path.file_name().expect("a name"));
            Opened::new(
                &fs::read(&file)
                    .unwrap_or_else(|error| panic!("{}: {error}; {status:?}", file.display())),
            )
        })
        .collect()
}

/// Holds every cell of the weekly sheet against the model, and every figure; returns the largest
/// distance of a cell.
fn compare(opened: &Opened, scenario: &Scenario) -> f64 {
    let worst = workbook_agreement::compare(scenario, TOLERANCE, |key| opened.series(key))
        .unwrap_or_else(|wrong| panic!("{}", wrong));
    let run = scenario.run();
    // Figures look at all weeks.
    if workbook_agreement::determined(scenario) < run.weeks.len() {
        return worst;
    }
    let expected = figures(&scenario.inputs, &run);
    let got = opened.figures();
    let largest = |get: fn(&Week) -> f64| {
        let values = run.weeks.iter().map(|week| get(week).abs());
        values.fold(0.0, f64::max)
    };
    for figure in FIGURES {
        // Differences of large amounts are held against these.
        let scale = match figure.unit {
            Unit::Dollars | Unit::DollarsPerMonth => {
                largest(|week| week.cost).max(largest(|week| week.cash))
            }
            Unit::DollarsPerYear => largest(|week| week.arr),
            _ => 0.0,
        };
        let agree = match ((figure.get)(&expected), got[figure.key]) {
            (None, None) => true,
            (Some(expected), Some(got)) => {
                (got - expected).abs() <= TOLERANCE * expected.abs().max(scale)
            }
            _ => false,
        };
        assert!(
            agree,
            "{}: {:?} instead of {:?}",
            figure.key,
            got[figure.key],
            (figure.get)(&expected)
        );
    }
    worst
}

#[test]
#[ignore = "needs LibreOffice: make test-workbook"]
fn libreoffice_computes_the_presets_as_the_app_does() {
    let scenarios = Preset::ALL.map(Scenario::preset);
    let files = scenarios
        .each_ref()
        .map(|scenario| workbook(scenario).expect("a workbook"));
    for (opened, scenario) in recalculated("presets", &files).iter().zip(&scenarios) {
        println!("{}: {:e}", scenario.name, compare(opened, scenario));
    }
}

#[test]
#[ignore = "needs LibreOffice: make test-workbook"]
fn libreoffice_follows_yellow_cells_into_any_company() {
    let mut runner = TestRunner::deterministic();
    // Made for a company with room for any other's rows and weeks, and with its results.
    let mut room = Scenario::preset(Preset::Realistic);
    room.set("run.weeks", 156.0).expect("possible");
    let hire = room.inputs.hires[0].clone();
    room.inputs.hires.resize(40, hire);
    let made = workbook(&room).expect("a workbook");
    let scenarios: Vec<Scenario> = (0..12)
        .map(|_| {
            stressed(Within::Sliders)
                .new_tree(&mut runner)
                .expect("a company")
                .current()
        })
        .collect();
    let files: Vec<Vec<u8>> = scenarios
        .iter()
        .map(|scenario| retyped(&made, scenario))
        .collect();
    for (opened, scenario) in recalculated("any", &files).iter().zip(&scenarios) {
        println!("{:e}", compare(opened, scenario));
    }
}
