//! The workbook as a file: whoever opens it finds every input once, every series, and formulas that
//! any spreadsheet program can work out.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use calamine::Data;
use headroom::model::figures::{FIGURES, figures};
use headroom::model::inputs::{Hire, MAXIMUM_HIRES, MAXIMUM_NAME};
use headroom::model::parameters::PARAMETERS;
use headroom::model::preset::Preset;
use headroom::model::risks::RISKS;
use headroom::model::scenario::Scenario;
use headroom::model::week::SERIES;
use headroom::share::to_link;
use headroom::workbook::lists::{Entry, hires, initiatives};
use headroom::workbook::named::name_of;
use headroom::workbook::{of_link, workbook};

use crate::workbook_file::Opened;

/// What a yellow cell is filled with, as the file says it.
const YELLOW: &str = "FFFFF2B3";

/// Functions that Excel, LibreOffice and Google Sheets have alike, none of which is volatile.
const FUNCTIONS: [&str; 19] = [
    "AND",
    "AVERAGE",
    "CHOOSE",
    "COUNTIF",
    "EXP",
    "IF",
    "IFERROR",
    "INDEX",
    "INT",
    "ISNUMBER",
    "LN",
    "MATCH",
    "MAX",
    "MIN",
    "POISSON",
    "PRODUCT",
    "ROUND",
    "SUM",
    "SUMPRODUCT",
];

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    let mut file = archive.by_name(name).expect("a part");
    file.read_to_string(&mut text).expect("text");
    text
}

/// What stands between two marks, each time.
fn between<'text>(text: &'text str, start: &str, end: &str) -> Vec<&'text str> {
    text.split(start)
        .skip(1)
        .filter_map(|rest| Some(rest.split_once(end)?.0))
        .collect()
}

fn attribute<'text>(tag: &'text str, name: &str) -> Option<&'text str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0)
}

/// The numbers of the styles that are yellow.
fn yellow_styles(bytes: &[u8]) -> HashSet<String> {
    let styles = part(bytes, "xl/styles.xml");
    let fills = between(&styles, "<fill>", "</fill>");
    let yellow: HashSet<String> = (0..fills.len())
        .filter(|&fill| fills[fill].contains(YELLOW))
        .map(|fill| fill.to_string())
        .collect();
    let formats = between(&styles, "<cellXfs", "</cellXfs>")[0];
    formats
        .split("<xf")
        .skip(1)
        .enumerate()
        .filter(|(_, tag)| attribute(tag, "fillId").is_some_and(|fill| yellow.contains(fill)))
        .map(|(number, _)| number.to_string())
        .collect()
}

/// The cells of a sheet that are yellow.
fn yellow_cells(bytes: &[u8], sheet: usize) -> Vec<String> {
    let styles = yellow_styles(bytes);
    let text = part(bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
    between(&text, "<c", ">")
        .into_iter()
        .filter(|tag| attribute(tag, "s").is_some_and(|style| styles.contains(style)))
        .map(|tag| attribute(tag, "r").expect("a place").to_owned())
        .collect()
}

/// A company with as much of everything as there can be, and a name that XML does not like.
fn fullest() -> Scenario {
    let mut scenario = Scenario::preset(Preset::AsWritten);
    scenario.name = "<&\"'>=1+1 "
        .repeat(MAXIMUM_NAME / 10)
        .chars()
        .take(MAXIMUM_NAME)
        .collect();
    scenario.set("run.weeks", 520.0).expect("possible");
    let hire = Hire {
        role: "=HYPERLINK(\"x\")".into(),
        ..scenario.inputs.hires[0].clone()
    };
    scenario.inputs.hires.resize(MAXIMUM_HIRES, hire);
    scenario
}

#[test]
fn every_input_has_one_yellow_cell_that_knows_its_limits() {
    let scenario = Scenario::preset(Preset::Realistic);
    let bytes = workbook(&scenario).expect("a workbook");
    let opened = Opened::new(&bytes);
    let mut expected = HashSet::new();
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    let rules: HashMap<&str, &str> = between(&sheet, "<dataValidation ", "</dataValidation>")
        .into_iter()
        .map(|rule| (attribute(rule, "sqref").expect("a cell"), rule))
        .collect();
    for row in PARAMETERS {
        let cell = opened.names[&name_of(row.key)]
            .replace("Assumptions!", "")
            .replace('$', "");
        let rule = rules[cell.as_str()];
        let limit = |which: &str| {
            let text = between(rule, &format!("<{which}>"), "<")[0];
            text.parse::<f64>().expect("a number")
        };
        let (low, high) = row.possible;
        let high = if row.key == "run.weeks" { 52.0 } else { high };
        assert_eq!(
            (limit("formula1"), limit("formula2")),
            (low, high),
            "{}",
            row.key
        );
        assert!(
            rule.contains("errorStyle") || rule.contains("error="),
            "{}",
            row.key
        );
        assert!(expected.insert(cell), "{} shares its cell", row.key);
    }
    for event in &RISKS {
        let cell = opened.names[&format!("stress_{}", event.key)].replace("Assumptions!", "");
        assert!(expected.insert(cell.replace('$', "")), "{}", event.key);
    }
    let yellow: HashSet<String> = yellow_cells(&bytes, 2).into_iter().collect();
    assert_eq!(yellow, expected);
    for (sheet, list) in [
        (3, hires(&scenario.inputs)),
        (4, initiatives(&scenario.inputs)),
    ] {
        let inputs = list
            .rows
            .iter()
            .flatten()
            .filter(|entry| matches!(entry, Entry::Input(_)));
        assert_eq!(yellow_cells(&bytes, sheet).len(), inputs.count());
    }
    // Nothing that follows by a formula looks as if it could be changed.
    for sheet in 5..=opened.sheets.len() {
        assert_eq!(
            yellow_cells(&bytes, sheet),
            Vec::<String>::new(),
            "sheet {sheet}"
        );
    }
}

#[test]
fn results_are_in_the_file_for_whoever_does_not_recalculate() {
    for scenario in [Scenario::preset(Preset::Realistic), fullest()] {
        let opened = Opened::new(&workbook(&scenario).expect("a workbook"));
        let run = scenario.run();
        for series in SERIES {
            let expected: Vec<f64> = run.weeks.iter().map(series.get).collect();
            assert_eq!(opened.series(series.key), expected, "{}", series.key);
        }
        let expected = figures(&scenario.inputs, &run);
        let got = opened.figures();
        assert_eq!(got.len(), FIGURES.len());
        for figure in FIGURES {
            assert_eq!(got[figure.key], (figure.get)(&expected), "{}", figure.key);
        }
        let title = opened.values("About").get_value((0, 0)).expect("a title");
        assert_eq!(title.to_string(), format!("Headroom: {}", scenario.name));
    }
}

#[test]
fn formulas_use_what_every_program_has_and_names_that_are_there() {
    let opened = Opened::new(&workbook(&Scenario::preset(Preset::Realistic)).expect("a workbook"));
    let mut formulas = 0;
    for name in opened.names.keys() {
        // No name may be read as a cell, such as AB12 or R1C1.
        assert!(
            name.contains('_') || name.chars().all(|c| c.is_ascii_lowercase()),
            "{name}"
        );
    }
    for sheet in &opened.sheets {
        for (_, _, formula) in opened.formulas(sheet).used_cells() {
            formulas += 1;
            assert!(
                !formula.contains("#REF!") && !formula.contains('{'),
                "{formula}"
            );
            let plain: String = formula.split('"').step_by(2).collect();
            let words = plain.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$'));
            for word in words.filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic())) {
                let is_cell = word.ends_with(|c: char| c.is_ascii_digit())
                    && word
                        .chars()
                        .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '$');
                assert!(
                    is_cell
                        || opened.names.contains_key(word)
                        || FUNCTIONS.contains(&word)
                        || opened.sheets.iter().any(|sheet| sheet == word)
                        || word.starts_with('E') && word[1..].parse::<u32>().is_ok(),
                    "{word} in {formula}"
                );
            }
        }
    }
    assert!(formulas > 5_000, "{formulas}");
    println!("{formulas} formulas");
}

#[test]
fn every_figure_is_a_formula() {
    let opened = Opened::new(&workbook(&Scenario::preset(Preset::Realistic)).expect("a workbook"));
    let formulas = opened.formulas("Figures").used_cells().count();
    assert_eq!(formulas, FIGURES.len());
}

#[test]
fn what_people_have_typed_stays_text() {
    let opened = Opened::new(&workbook(&fullest()).expect("a workbook"));
    let role = opened.values("Hires").get_value((10, 1)).expect("a role");
    assert_eq!(role, &Data::String("=HYPERLINK(\"x\")".to_owned()));
    let formulas = opened.formulas("Hires");
    assert!(formulas.get_value((10, 1)).is_none_or(String::is_empty));
}

#[test]
fn the_same_scenario_gives_the_same_bytes_from_its_link_as_well() {
    let mut scenario = Scenario::preset(Preset::Realistic);
    scenario.set("stress.database", 20.0).expect("possible");
    let bytes = workbook(&scenario).expect("a workbook");
    assert!(bytes == workbook(&scenario).expect("a workbook"));
    assert!(bytes == of_link(&to_link(&scenario)).expect("a workbook"));
}
