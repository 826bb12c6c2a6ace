//! Which risk events and causes go with failure.

use super::super::bars::{Bar, Scale};
use super::super::html::{each, escape, table};
use super::super::words;
use crate::ensemble::odds::Association;
use crate::ensemble::{Odds, Share};
use crate::format;
use crate::order::ascending;

/// Of fewer futures nothing is said: their share would be chance.
const LEAST: u32 = 20;

/// A difference that has a long bar where none is greater: next to nothing is to look like it.
const LONG: f64 = 0.1;

/// What stands in the place of what so few futures say.
const TOO_FEW: &str = "too few futures";

struct Row<'odds> {
    label: &'static str,
    meaning: &'static str,
    association: &'odds Association,
}

pub(super) fn html(odds: &Odds) -> String {
    let events = odds.events.iter().map(|(event, association)| Row {
        label: event.label,
        meaning: event.meaning,
        association,
    });
    let causes = odds.causes.iter().map(|(cause, association)| Row {
        label: cause.label,
        meaning: cause.meaning,
        association,
    });
    let rows: Vec<Row> = events.chain(causes).collect();
    let survive = odds.survival;
    if survive.of == 0 || survive.of == survive.all {
        let all = if survive.of == 0 { "Every" } else { "No" };
        return format!(
            "<h3>What goes with failure</h3><p class=\"hint\">{all} future fails: nothing tells those that \
             do from others.</p>"
        );
    }
    // What cannot be compared comes last.
    let keys: Vec<f64> = rows
        .iter()
        .map(|row| -difference(row.association).map_or(-2.0, |(by, _)| by))
        .collect();
    let scale = Scale::over(
        keys.iter()
            .filter(|key| **key < 2.0)
            .map(|key| -key)
            .chain([0.0, LONG]),
    );
    let rows = each(ascending(&keys), |at| row(&rows[at], scale));
    format!(
        "<h3>What goes with failure</h3><p class=\"hint\">A future fails if its cash falls below zero. \
         What goes with failure need not be its cause.</p>{}",
        table(
            "How much more often futures fail with each event or condition than without",
            "numbers failure",
            &[
                "Event or condition",
                "Futures",
                "<span class=\"hidden-text\">As a bar</span>",
                "Difference, points",
                "Fail with it",
                "Fail without",
            ],
            &rows
        )
    )
}

/// How much more often futures fail with it, where enough are with it and without.
fn difference(association: &Association) -> Option<(f64, f64)> {
    let sides = [association.failed_with, association.failed_without];
    let is_known = sides.iter().all(|side| side.all >= LEAST);
    association.difference().filter(|_| is_known)
}

fn failed(share: Share) -> String {
    match share.all {
        1..LEAST => TOO_FEW.to_owned(),
        _ => words::odds(share),
    }
}

fn row(row: &Row, scale: Scale) -> String {
    let association = row.association;
    let (bar, difference) = difference(association).map_or_else(
        || (String::new(), "–".to_owned()),
        |(by, error)| {
            // What may be chance has no colour of its own.
            let class = match by {
                _ if by.abs() <= 2.0 * error => "low",
                _ if by > 0.0 => "bad",
                _ => "good",
            };
            let bar = Bar {
                from: 0.0,
                to: by,
                class,
            };
            let written = format::difference(by, words::decimal(by * 100.0, 1));
            let text = words::give_or_take(&written, &words::points(error));
            (scale.row(&[bar], Some(0.0)), text)
        },
    );
    format!(
        "<tr><th scope=\"row\">{}<small>{}</small></th><td>{}</td><td class=\"drawn\">{bar}</td>\
         <td>{difference}</td><td>{}</td><td>{}</td></tr>",
        row.label,
        escape(&format::with_sign(row.meaning)),
        words::share(association.runs.value()),
        failed(association.failed_with),
        failed(association.failed_without),
    )
}
