//! The figures of merit as files: the same from the command line and from the page.

use crate::decimal::shortest;
use crate::model::figures::{FIGURES, Figures};

/// The figures as one JSON object over several lines, null where there is none.
#[must_use]
pub fn figures_json(figures: &Figures) -> String {
    finished(serde_json::to_string_pretty(figures))
}

/// The same in one line.
#[must_use]
pub fn figures_line(figures: &Figures) -> String {
    finished(serde_json::to_string(figures))
}

fn finished(text: serde_json::Result<String>) -> String {
    let mut text =
        text.unwrap_or_else(|_| unreachable!("every key is a string, and memory does not fail"));
    text.push('\n');
    text
}

/// The figures as CSV: key, name, value, unit and meaning, the value empty where there is none; yes
/// and no are 1 and 0.
#[must_use]
pub fn figures_csv(figures: &Figures) -> String {
    let mut text = String::from("figure,name,value,unit,meaning\n");
    for figure in FIGURES {
        let value = (figure.get)(figures).map_or_else(String::new, shortest);
        let cells = [
            figure.key,
            figure.label,
            &value,
            figure.unit.name(),
            figure.meaning(),
        ];
        text.push_str(&cells.map(cell).join(","));
        text.push('\n');
    }
    text
}

/// A cell, in quotes where it would be read as several.
fn cell(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
