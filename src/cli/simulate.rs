//! `headroom simulate`: every series of every week.

use serde::{Serialize, Serializer};

use crate::model::scenario::Scenario;
use crate::model::week::{SERIES, Week};
use crate::share::series_csv;

use super::arguments::Format;

/// The whole output.
pub(super) fn render(scenario: &Scenario, format: Format) -> String {
    let weeks = scenario.run().weeks;
    match format {
        Format::Csv => series_csv(&weeks),
        Format::Json => json(&weeks),
    }
}

#[derive(Serialize)]
struct Document<'run> {
    weeks: Vec<Row<'run>>,
}

struct Row<'run> {
    number: usize,
    week: &'run Week,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let values = SERIES
            .iter()
            .map(|series| (series.key, Cell::Value((series.get)(self.week))));
        serializer.collect_map(std::iter::once(("week", Cell::Number(self.number))).chain(values))
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Cell {
    Number(usize),
    Value(f64),
}

fn json(weeks: &[Week]) -> String {
    let rows = (1..).zip(weeks).map(|(number, week)| Row { number, week });
    let document = Document {
        weeks: rows.collect(),
    };
    let mut text = serde_json::to_string(&document)
        .unwrap_or_else(|_| unreachable!("every key is a string, and memory does not fail"));
    text.push('\n');
    text
}
