//! What is kept of actuals.

use crate::format;
use crate::html::{button, each, escape, table};
use crate::model::actuals::Actual;
use crate::model::scenario::Scenario;
use crate::model::week::Series;

/// What the scenario has, a row a series.
pub(super) fn html(scenario: &Scenario) -> String {
    if scenario.actuals.is_empty() {
        return "<p class=\"note\">This plan has no actuals yet.</p>".to_owned();
    }
    let rows = each(scenario.actuals.each(), |(row, actuals)| {
        let (Some(series), Some(first), Some(last)) =
            (Series::by_key(row.series), actuals.first(), actuals.last())
        else {
            return String::new();
        };
        let told = |actual: &Actual| {
            let value = escape(&format::reading(series.unit, actual.value));
            format!("{value} in week {}", format::dated(u32::from(actual.week)))
        };
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
            series.label,
            actuals.len(),
            told(first),
            told(last)
        )
    });
    let headings = ["Series", "Values", "First", "Last"];
    format!(
        "<h3>Kept with this plan</h3>{}<form class=\"controls\">{}</form>",
        table("Actuals of this plan", "panel-table", &headings, &rows),
        button("do", "remove", "Remove all actuals")
    )
}
