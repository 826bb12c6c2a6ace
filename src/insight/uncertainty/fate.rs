//! Survival, running out of cash, and the funding that is missing.

use super::super::arrival;
use super::super::curve::{Axis, Curve};
use super::super::html::{drawer, each, escape, place, table};
use super::super::words;
use super::PANEL;
use crate::ensemble::{Odds, Share};
use crate::format;
use crate::model::scenario::Scenario;

/// Odds of survival that funding is worked out for.
const WANTED: [f64; 3] = [0.8, 0.9, 0.95];

/// Share of the runs whose missing funding has its place in the curve.
const SHOWN: f64 = 0.99;

/// Where the drawings and their tables have their places.
pub(super) fn skeleton() -> String {
    let figure = |title: &str, content: &str| {
        format!("<figure><figcaption>{title}</figcaption>{content}</figure>")
    };
    let cash = format!(
        "{}{}",
        place(PANEL, "cash"),
        drawer(PANEL, "cash-table", "As a table")
    );
    format!(
        "{}<div class=\"pair\">{}{}</div>",
        place(PANEL, "fate"),
        figure("Out of cash by week", &cash),
        figure(
            "Survival with more funding",
            &(place(PANEL, "funding") + &place(PANEL, "arrival"))
        )
    )
}

pub(super) fn verdict(odds: &Odds) -> String {
    let weeks = odds.cash_out_by.len();
    format!(
        "<p class=\"headline\"><strong>{}</strong> of the futures survive the {weeks} weeks. {}</p>",
        words::odds(odds.survival),
        raise_sentence(odds)
    )
}

fn raise_sentence(odds: &Odds) -> String {
    match odds.raise_for(0.9) {
        Some(raise) if raise > 0.0 => format!(
            "With <strong>{}</strong> more in the bank from the start, 90 % would.",
            format::dollars(raise)
        ),
        Some(_) => "Nine in ten survive without more funding.".to_owned(),
        None => String::new(),
    }
}

#[allow(clippy::cast_precision_loss)] // some hundred weeks
pub(super) fn cash_out(odds: &Odds) -> String {
    let shares = &odds.cash_out_by;
    let mut points = vec![(0.0, 0.0)];
    points.extend(
        shares
            .iter()
            .enumerate()
            .map(|(week, share)| ((week + 1) as f64, share.value().unwrap_or(0.0))),
    );
    let last = shares.last().copied().unwrap_or_default();
    let half = shares
        .iter()
        .position(|share| share.value().is_some_and(|value| value >= 0.5));
    let half = half.map_or_else(String::new, |week| {
        format!("; half of all futures by week {}", week + 1)
    });
    let label = format!(
        "Odds of having run out of cash: {} by week {}{half}.",
        percent(last),
        shares.len()
    );
    let end = points.last().copied().unwrap_or_default();
    let curve = Curve {
        label: &label,
        class: "bad",
        across: Axis::whole(0.0, shares.len() as f64, |week| {
            if week == 0.0 {
                "week".to_owned()
            } else {
                format::short(week)
            }
        }),
        up: Axis::shares(),
        points: &points,
        is_stepped: true,
        marks: &[(end.0, end.1, percent(last))],
        bound: None,
    };
    curve.svg()
}

/// The same in numbers.
pub(super) fn cash_out_table(odds: &Odds) -> String {
    let rows = each(odds.cash_out_by.iter().enumerate(), |(week, share)| {
        let odds = words::odds(*share);
        format!(
            "<tr><th scope=\"row\">{}</th><td>{odds}</td></tr>",
            week + 1
        )
    });
    table(
        "Odds of having run out of cash",
        "numbers compact",
        &["Week", "Odds"],
        &rows,
    )
}

fn percent(share: Share) -> String {
    words::share(share.value())
}

/// The odds of survival with so much more funding, which is how much is missing, summed up.
pub(super) fn funding(odds: &Odds) -> String {
    if odds.raise_for(1.0) == Some(0.0) {
        return "<p class=\"hint\">No future misses money.</p>".to_owned();
    }
    let runs = f64::from(odds.missing.count().max(1));
    let limit = odds.raise_for(SHOWN).unwrap_or(0.0);
    if limit <= 0.0 {
        return "<p class=\"hint\">Fewer than one in a hundred futures miss money.</p>".to_owned();
    }
    let mut points = Vec::new();
    let mut covered = 0;
    for (_, high, count) in odds.missing.cells() {
        if points.is_empty() && high > 0.0 {
            points.push((0.0, 0.0));
        }
        covered += count;
        if high <= limit {
            points.push((high, f64::from(covered) / runs));
        }
    }
    if let Some(&(_, share)) = points.last() {
        points.push((limit, share));
    }
    let marks: Vec<_> = odds
        .raise_for(0.9)
        .filter(|raise| *raise > 0.0)
        .map(|raise| (raise, 0.9, format!("{} for 90 %", format::dollars(raise))))
        .into_iter()
        .collect();
    let label = format!(
        "Odds of survival with more funding: {} without. {}",
        percent(odds.survival),
        raise_sentence(odds)
            .replace("<strong>", "")
            .replace("</strong>", "")
    );
    let curve = Curve {
        label: &label,
        class: "good",
        across: Axis::round(0.0, limit, |raise| {
            format::tick(crate::model::units::Unit::Dollars, raise)
        }),
        up: Axis::shares(),
        points: &points,
        is_stepped: true,
        marks: &marks,
        bound: None,
    };
    let rows = each(WANTED, |wanted| {
        let funding = odds.raise_for(wanted).zip(odds.raise_error(wanted));
        let raise = funding.map_or_else(
            || "–".to_owned(),
            |(raise, error)| {
                if raise <= 0.0 {
                    return "nothing".to_owned();
                }
                words::give_or_take(&format::dollars(raise), &format::dollars(error))
            },
        );
        format!(
            "<tr><th scope=\"row\">{}</th><td>{raise}</td></tr>",
            format::percent(wanted, 0)
        )
    });
    // As in the table beside it, and in the headline.
    let [median, ninth] = [0.5, 0.9].map(|share| odds.raise_for(share).unwrap_or(0.0));
    let missed = if median > 0.0 {
        format!(
            "Half of the futures miss {} or more, one in ten {} or more.",
            format::dollars(median),
            format::dollars(ninth)
        )
    } else if ninth > 0.0 {
        format!(
            "Fewer than half of the futures miss money, one in ten {} or more.",
            format::dollars(ninth)
        )
    } else {
        "Fewer than one in ten futures miss money.".to_owned()
    };
    format!(
        "{}<p class=\"hint\">{missed} The money is taken to be in the bank from the start; what arrives \
             later helps less.</p>{}",
        curve.svg(),
        table(
            "Funding in the bank from the start, on top of the plan’s",
            "numbers compact",
            &["Odds of survival", "Funding"],
            &rows
        )
    )
}

/// When the funding of the plan itself arrives, which is not from the start.
pub(super) fn arrival(odds: &Odds, plan: &Scenario) -> String {
    if odds.raise_for(SHOWN).unwrap_or(0.0) <= 0.0 {
        return String::new();
    }
    let arrives = match plan.get(arrival::FUNDING) {
        Ok(raise) if raise > 0.0 => "arrives",
        _ => "would arrive",
    };
    let months = arrival::in_futures(plan)
        .map(|months| format!("{months}; say below that it is fixed if it is committed"))
        .or_else(|| Some(format!("in {}", arrival::in_plan(plan)?)));
    months.map_or_else(String::new, |months| {
        format!(
            "<p class=\"hint\">New funding of the plan {arrives} {}.</p>",
            escape(&months)
        )
    })
}
