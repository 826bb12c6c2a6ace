//! When each phase is finished, and how much later it could be.

use super::super::html::{each, table_under};
use super::super::words;
use super::Counted;
use crate::ensemble::odds::{PhaseOdds, WeekCount};
use crate::ensemble::{Detail, PERCENTILES};
use crate::format;

const HEAD: &str = "<tr><th scope=\"col\" rowspan=\"2\">Phase</th>\
    <th scope=\"colgroup\" colspan=\"4\">Finished in week</th>\
    <th scope=\"colgroup\" colspan=\"5\">May slip by, weeks</th></tr>\
    <tr><th scope=\"col\">P10</th><th scope=\"col\">P50</th><th scope=\"col\">P90</th>\
    <th scope=\"col\">later</th><th scope=\"col\">P10</th><th scope=\"col\">P50</th>\
    <th scope=\"col\">P90</th><th scope=\"col\"><span class=\"hidden-text\">All of them</span></th>\
    <th scope=\"col\">any</th></tr>";

pub(super) fn html(counted: &Counted) -> String {
    if counted.detail == Detail::Bands {
        return String::new();
    }
    let phases = &counted.odds.phases;
    let weeks = phases
        .iter()
        .flat_map(|phase| phase.tolerance.iter().map(|count| count.weeks));
    let (low, high) = weeks.fold((-1, 1), |(low, high), week| (low.min(week), high.max(week)));
    let rows = each(phases.iter().enumerate(), |(index, phase)| {
        let finished = each(PERCENTILES, |share| {
            // The column after them says how many are.
            let week = phase.finished_by(share);
            cell(Some(
                week.map_or_else(|| "later".to_owned(), |week| week.to_string()),
            ))
        });
        let tolerance = each(PERCENTILES, |share| {
            cell(phase.tolerance_at(share).map(signed))
        });
        format!(
            "<tr><th scope=\"row\">Phase {}</th>{finished}{}{tolerance}<td class=\"drawn\">{}</td>{}</tr>",
            index + 1,
            cell(Some(words::share(phase.unfinished.value()))),
            histogram(index, phase, low, high),
            cell(Some(words::share(phase.not_crossed.value()))),
        )
    });
    format!(
        "<h3>The phases</h3><p class=\"hint\">Weeks of finishing are those of all futures; “later” is beyond \
         the horizon. Slip tolerance is the weeks from finishing a phase until load passes the capacity \
         that it replaces; below zero it is that late. Its percentiles are of the futures in which both \
         happen within the horizon; “any” are those whose old capacity lasts.</p>{}",
        table_under(
            "When each phase is finished, and how far it may slip",
            "numbers phases",
            HEAD,
            &rows
        )
    )
}

fn cell(text: Option<String>) -> String {
    format!("<td>{}</td>", text.unwrap_or_else(|| "–".to_owned()))
}

fn signed(weeks: i32) -> String {
    let weeks = f64::from(weeks);
    format::difference(weeks, format::full(weeks))
}

/// How the tolerances of a phase lie, the late ones apart from the others.
fn histogram(index: usize, phase: &PhaseOdds, low: i32, high: i32) -> String {
    let most = phase.tolerance.iter().map(|count| count.runs).max();
    let Some(most) = most else {
        return String::new();
    };
    let width = 100.0 / f64::from(high - low + 1);
    let bars = each(&phase.tolerance, |count: &WeekCount| {
        let height = f64::from(count.runs) / f64::from(most) * 22.0;
        let class = if count.weeks < 0 { "bad" } else { "good" };
        format!(
            "<rect class=\"bar {class}\" x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{height:.2}\"/>",
            f64::from(count.weeks - low) * width,
            24.0 - height,
            width * 0.85
        )
    });
    let zero = f64::from(-low) * width;
    let late: u32 = phase
        .tolerance
        .iter()
        .filter(|count| count.weeks < 0)
        .map(|count| count.runs)
        .sum();
    let all = phase.tolerance_known().of;
    format!(
        "<svg class=\"bars tall\" viewBox=\"0 0 100 24\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"Slip tolerance of phase {}: late in {} of these futures\">{bars}\
         <line class=\"baseline\" x1=\"{zero:.2}\" x2=\"{zero:.2}\" y1=\"0\" y2=\"24\"/></svg>",
        index + 1,
        format::percent(f64::from(late) / f64::from(all.max(1)), 1)
    )
}
