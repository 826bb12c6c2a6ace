//! The odds of each target of the plan.

use super::super::bars::{Bar, Scale};
use super::super::html::{each, escape, table};
use super::super::{menu, words};
use super::Counted;
use crate::ensemble::Detail;
use crate::ensemble::odds::TargetOdds;

pub(super) fn html(counted: &Counted) -> String {
    if counted.detail == Detail::Bands {
        return "<h3>The plan’s targets</h3><p class=\"hint\">Counted once the plan rests.</p>"
            .to_owned();
    }
    let rows = each(&counted.odds.targets, row);
    format!(
        "<h3>The plan’s targets</h3>{}",
        table(
            "Odds of meeting each target of the plan",
            "numbers odds",
            &[
                "Target",
                "Odds",
                "<span class=\"hidden-text\">As a bar</span>",
                "Not within the horizon"
            ],
            &rows
        )
    )
}

fn row(odds: &TargetOdds) -> String {
    let met = odds.met.value().unwrap_or(0.0);
    let bar = Bar {
        from: 0.0,
        to: met,
        class: "good",
    };
    let unknown = odds.met.all - odds.met.of - odds.missed.of;
    let unknown = if unknown == 0 {
        String::new()
    } else {
        words::share(Some(f64::from(unknown) / f64::from(odds.met.all.max(1))))
    };
    format!(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"drawn\">{}</td><td>{unknown}</td></tr>",
        escape(&menu::target(odds.target)),
        words::odds(odds.met),
        Scale::over([0.0, 1.0]).row(&[bar], None),
    )
}
