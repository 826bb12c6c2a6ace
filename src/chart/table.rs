//! The numbers behind a chart: a table of every week, and the read-out of one.

use super::frame::{Frame, LineFrame, PaneFrame};
use super::theme::Role;
use crate::format;
use crate::model::units::Unit;

/// One line in one week, for the read-out at a crosshair.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The pane of the line.
    pub pane: usize,
    /// The key of the line.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its colour.
    pub role: Role,
    /// The value.
    pub value: f64,
    /// The value as it is written.
    pub text: String,
    /// The same of every compared run that draws the line, and of what was measured: what the run is
    /// called, its value.
    pub compared: Vec<(String, String)>,
}

/// What stands beside a measured value.
const ACTUAL: &str = "actual";

/// Every line of a chart in a week, counted from 0, the most important first. A week beyond the
/// horizon has none.
#[must_use]
pub fn readout(frame: &Frame, week: usize) -> Vec<Reading> {
    let mut readings = Vec::new();
    for (index, pane) in frame.panes.iter().enumerate() {
        for line in own(pane) {
            let Some(&value) = line.values.get(week) else {
                continue;
            };
            let compared = pane
                .lines
                .iter()
                .filter(|other| other.spec.key == line.spec.key)
                .filter_map(|other| {
                    let value = *other.values.get(week)?;
                    Some((other.compared.clone()?, format::reading(pane.unit(), value)))
                })
                .chain(line.actuals.iter().filter_map(|actual| {
                    let is_now = usize::from(actual.week) == week + 1;
                    is_now.then(|| {
                        let text = format::reading(pane.unit(), actual.value);
                        (ACTUAL.to_owned(), text)
                    })
                }))
                .collect();
            readings.push(Reading {
                pane: index,
                key: line.spec.key,
                name: line.spec.name,
                role: line.role(),
                value,
                text: format::reading(pane.unit(), value),
                compared,
            });
        }
    }
    readings
}

/// The lines of the founder's own run, the most important first.
fn own(pane: &PaneFrame) -> impl Iterator<Item = &LineFrame> {
    pane.lines
        .iter()
        .rev()
        .filter(|line| line.compared.is_none())
}

/// The table behind a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The columns, without that of the weeks.
    pub columns: Vec<Column>,
    /// The number of weeks.
    pub weeks: usize,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The name of the line, and of the run if it is a compared one's.
    pub heading: String,
    /// The unit of the values.
    pub unit: Unit,
    /// One value a week; no number where there is none.
    pub values: Vec<f64>,
}

impl Column {
    /// The value of a week, counted from 0, as it is written; nothing where there is none.
    #[must_use]
    pub fn text(&self, week: usize) -> String {
        self.values
            .get(week)
            .filter(|value| !value.is_nan())
            .map_or_else(String::new, |&value| format::reading(self.unit, value))
    }
}

/// The table behind a chart: each line of its own run, followed by its uncertain range, what was
/// measured, and the same line of compared runs.
#[must_use]
pub fn table(frame: &Frame) -> Table {
    let mut columns = Vec::new();
    for pane in &frame.panes {
        for line in own(pane) {
            columns.push(Column {
                heading: line.spec.name.to_owned(),
                unit: pane.unit(),
                values: line.values.clone(),
            });
            let mut add = |what: &str, values| {
                columns.push(Column {
                    heading: format!("{}, {what}", line.spec.name),
                    unit: pane.unit(),
                    values,
                });
            };
            for (name, values) in line.band.iter().flat_map(|band| band.percentiles()) {
                add(name, values.to_vec());
            }
            if !line.actuals.is_empty() {
                let mut values = vec![f64::NAN; frame.weeks];
                for actual in &line.actuals {
                    values[usize::from(actual.week) - 1] = actual.value;
                }
                add(ACTUAL, values);
            }
            for other in pane
                .lines
                .iter()
                .filter(|other| other.spec.key == line.spec.key)
            {
                if let Some(label) = &other.compared {
                    add(label, other.values.clone());
                }
            }
        }
    }
    Table {
        columns,
        weeks: frame.weeks,
    }
}
