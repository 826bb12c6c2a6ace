//! What has been measured, in a link.

use crate::decimal::shortest;
use crate::model::actuals::Actuals;
use crate::share::check;
use crate::share::error::{ScenarioError, shown};

use super::parts::{Parts, number, take_all};
use super::problem::Problems;

/// Writes a part for each series that something was measured of.
pub(super) fn write_measured(actuals: &Actuals, parts: &mut Vec<String>) {
    for (row, actuals) in actuals.each() {
        let values: Vec<String> = actuals
            .iter()
            .map(|actual| format!("{}:{}", actual.week, shortest(actual.value)))
            .collect();
        if !values.is_empty() {
            let list = values.join(",");
            parts.push(format!("{}.{}={list}", check::ACTUALS, row.series));
        }
    }
}

/// Reads them, and takes these parts out of the link's.
pub(super) fn read_measured(parts: &mut Parts, actuals: &mut Actuals, problems: &mut Problems) {
    let start = format!("{}.", check::ACTUALS);
    for (part, raw) in &take_all(parts, &start) {
        let path = shown(part);
        match check::tracked(&path, &part[start.len()..]) {
            Ok(place) => {
                for entry in raw.split(',') {
                    if let Err(reason) = read_entry(actuals, place, &path, entry) {
                        problems.add(part, entry, reason, "the other values");
                    }
                }
            }
            Err(reason) => problems.add(part, raw, reason, "nothing of it"),
        }
    }
}

fn read_entry(
    actuals: &mut Actuals,
    place: usize,
    path: &str,
    entry: &str,
) -> Result<(), ScenarioError> {
    let (week, value) = entry
        .split_once(':')
        .ok_or_else(|| check::unexpected(path, "week:value", &check::quoted(entry)))?;
    let path = format!("{path}.{}", shown(week));
    let value = number(&path, value)?;
    check::add_actual(actuals, place, &path, week, value)
}
