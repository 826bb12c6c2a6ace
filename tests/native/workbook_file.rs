//! A workbook opened as a file: what stands in its cells, and the same file with other inputs typed
//! into its yellow cells.

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use headroom::model::parameters::PARAMETERS;
use headroom::model::risks::RISKS;
use headroom::model::scenario::Scenario;
use headroom::workbook::columns::Place;
use headroom::workbook::evaluate::Value;
use headroom::workbook::layout::{ASSUMPTIONS, FIGURES, LIST_HEADINGS, WEEK_HEADINGS};
use headroom::workbook::lists::{Entry, List, hires, initiatives};
use headroom::workbook::named::name_of;

/// A workbook that a reader has opened which knows nothing of this crate.
pub(crate) struct Opened {
    pub(crate) sheets: Vec<String>,
    values: HashMap<String, Range<Data>>,
    formulas: HashMap<String, Range<String>>,
    pub(crate) names: HashMap<String, String>,
}

impl Opened {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let mut book: Xlsx<_> =
            open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook");
        let sheets = book.sheet_names().clone();
        let values = sheets
            .iter()
            .map(|name| (name.clone(), book.worksheet_range(name).expect("cells")))
            .collect();
        let formulas = sheets
            .iter()
            .map(|name| {
                (
                    name.clone(),
                    book.worksheet_formula(name).expect("formulas"),
                )
            })
            .collect();
        let names = book.defined_names().iter().cloned().collect();
        Self {
            sheets,
            values,
            formulas,
            names,
        }
    }

    /// The cells of a sheet.
    pub(crate) fn values(&self, sheet: &str) -> &Range<Data> {
        &self.values[sheet]
    }

    /// The formulas of a sheet.
    pub(crate) fn formulas(&self, sheet: &str) -> &Range<String> {
        &self.formulas[sheet]
    }

    /// Every cell of a column of the weekly sheet, by the key above it, from the first week on.
    pub(crate) fn series(&self, key: &str) -> Vec<f64> {
        let cells = self.values("Weeks");
        let column = column_with(cells, WEEK_HEADINGS + 2, key);
        let first = Place::Weeks.start() + 1;
        let last = cells.end().expect("cells").0;
        (first..=last)
            .map(|row| match cells.get_value((row, column)) {
                Some(Data::Float(number)) => *number,
                #[allow(clippy::cast_precision_loss)] // small
                Some(Data::Int(number)) => *number as f64,
                other => panic!("{key} in row {row}: {other:?}"),
            })
            .collect()
    }

    /// The value of every figure by its key: none where the cell says so.
    pub(crate) fn figures(&self) -> HashMap<String, Option<f64>> {
        self.values(FIGURES)
            .rows()
            .filter_map(|row| {
                let value = match &row[1] {
                    Data::Float(number) => Some(*number),
                    #[allow(clippy::cast_precision_loss)] // small
                    Data::Int(number) => Some(*number as f64),
                    Data::String(text) if text == "none" => None,
                    Data::String(_) | Data::Empty => return None,
                    other => panic!("{:?}: {other:?}", row[0]),
                };
                Some((row[4].to_string(), value))
            })
            .collect()
    }
}

/// The column in whose cell of a row a text stands.
pub(crate) fn column_with(cells: &Range<Data>, row: u32, text: &str) -> u32 {
    let (_, last) = cells.end().expect("cells");
    (0..=last)
        .find(|&column| {
            cells
                .get_value((row, column))
                .is_some_and(|value| *value == text)
        })
        .unwrap_or_else(|| panic!("{text} stands in no column of row {row}"))
}

/// The workbook with the inputs of another scenario typed into its yellow cells, and every result
/// as it was: only a program that recalculates can know better. The other scenario must not need
/// more rows than there are.
pub(crate) fn retyped(bytes: &[u8], scenario: &Scenario) -> Vec<u8> {
    let opened = Opened::new(bytes);
    let mut typed: HashMap<String, Vec<(String, Option<Value>)>> = HashMap::new();
    let mut type_in = |sheet: &str, cell: String, value: Option<Value>| {
        typed
            .entry(sheet.to_owned())
            .or_default()
            .push((cell, value));
    };
    let cell_of = |name: &str| opened.names[name].replace(&format!("{ASSUMPTIONS}!"), "");
    for row in PARAMETERS {
        let value = (row.get)(&scenario.inputs.parameters);
        let cell = cell_of(&name_of(row.key)).replace('$', "");
        type_in(ASSUMPTIONS, cell, Some(Value::Number(value)));
    }
    for event in &RISKS {
        let week = scenario.stress[event.risk as usize].map_or(0.0, f64::from);
        let cell = cell_of(&format!("stress_{}", event.key)).replace('$', "");
        type_in(ASSUMPTIONS, cell, Some(Value::Number(week)));
    }
    for list in [hires(&scenario.inputs), initiatives(&scenario.inputs)] {
        let sheet = list.place.list_sheet();
        let rows = inputs_of(&opened, &list);
        let filled = list.rows.iter().filter(|row| is_filled(row));
        let mut filled: Vec<_> = filled.collect();
        assert!(filled.len() <= rows, "{sheet} has {rows} rows");
        let empty = vec![Entry::Input(None); list.fields.len()];
        filled.resize(rows, &empty);
        for (row, entries) in (LIST_HEADINGS + 2..).zip(filled) {
            for (letter, entry) in ('B'..).zip(entries) {
                if let Entry::Input(value) = entry {
                    type_in(sheet, format!("{letter}{row}"), value.clone());
                }
            }
        }
    }
    rewritten(bytes, &opened.sheets, &typed)
}

fn is_filled(row: &[Entry]) -> bool {
    matches!(row[0], Entry::Input(Some(_)))
}

/// How many yellow rows a list of the workbook has: those that are numbered, without those that
/// follow by formulas.
fn inputs_of(opened: &Opened, list: &List) -> usize {
    let cells = opened.values(list.place.list_sheet());
    let (lowest, _) = cells.end().expect("cells");
    let formulas = list
        .rows
        .iter()
        .filter(|row| matches!(row[0], Entry::Formula(_)));
    (lowest - LIST_HEADINGS) as usize - formulas.count()
}

/// The file with other values in cells.
fn rewritten(
    bytes: &[u8],
    sheets: &[String],
    typed: &HashMap<String, Vec<(String, Option<Value>)>>,
) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let name = file.name().expect("a name").into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        for (number, sheet) in (1..).zip(sheets) {
            if name == format!("xl/worksheets/sheet{number}.xml")
                && let Some(cells) = typed.get(sheet)
            {
                text = with_cells(&text, cells);
            }
        }
        out.start_file(name, options).expect("room");
        out.write_all(text.as_bytes()).expect("room");
    }
    out.finish().expect("an archive").into_inner()
}

/// A sheet's XML with other values in cells that are there.
fn with_cells(xml: &str, cells: &[(String, Option<Value>)]) -> String {
    let mut text = xml.to_owned();
    for (cell, value) in cells {
        let start = text
            .find(&format!("<c r=\"{cell}\""))
            .unwrap_or_else(|| panic!("{cell} is not there"));
        let tag = start + text[start..].find('>').expect("a tag") + 1;
        let end = if text[..tag].ends_with("/>") {
            tag
        } else {
            tag + text[tag..].find("</c>").expect("an end") + 4
        };
        let style = text[start..tag]
            .split_once(" s=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(style, _)| format!(" s=\"{style}\""))
            .unwrap_or_default();
        let content = match value {
            None => format!("<c r=\"{cell}\"{style}/>"),
            Some(Value::Number(number)) => {
                format!("<c r=\"{cell}\"{style}><v>{number:?}</v></c>")
            }
            Some(Value::Text(text)) => format!(
                "<c r=\"{cell}\"{style} t=\"inlineStr\"><is><t>{}</t></is></c>",
                text.replace('&', "&amp;").replace('<', "&lt;")
            ),
            Some(Value::Row(_)) => panic!("one cell holds one value"),
        };
        text.replace_range(start..end, &content);
    }
    text
}
