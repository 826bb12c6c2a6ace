//! The verdict: what becomes of the cash and of the million users, in one line.

use super::separation::separation;
use super::{Baseline, Span, Tone, and_runway, emphasised, is_falling, plain, weeks_in_words};
use crate::format::{dated, dollars, short};
use crate::model::accounts::users_at_start;
use crate::model::figures::{Figures, MILLION};
use crate::model::inputs::Inputs;
use crate::model::luck::Luck;
use crate::model::run::Run;
use crate::model::targets::Goal;

/// The first thing that a founder reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Cash and users of this scenario.
    pub headline: Vec<Span>,
    /// How the baseline fares, and what separates the two. None without a baseline.
    pub comparison: Option<Vec<Span>>,
}

/// Writes the verdict of a run of these inputs. What it is compared with comes with the luck of the
/// run.
#[must_use]
pub fn verdict(
    inputs: &Inputs,
    run: &Run,
    figures: &Figures,
    baseline: Option<(&Baseline, &Luck)>,
) -> Verdict {
    let mut headline = cash(run, figures);
    headline.push(plain(" "));
    headline.extend(users(inputs, run, figures));
    Verdict {
        headline,
        comparison: baseline
            .map(|(baseline, luck)| separation(inputs, luck, figures, baseline).sentence(baseline)),
    }
}

/// "Out of cash in week 18, $586K short." or how much is to spare.
fn cash(run: &Run, figures: &Figures) -> Vec<Span> {
    if let Some(week) = figures.cash_out_week {
        return vec![
            plain("Out of cash in "),
            emphasised(format!("week {}", dated(week)), Tone::Bad),
            plain(", "),
            emphasised(
                format!("{} short", dollars(figures.missing_funding)),
                Tone::Bad,
            ),
            plain("."),
        ];
    }
    let horizon = run.weeks.len();
    let lowest = dollars(figures.lowest_cash);
    if is_falling(run, figures) {
        // Not yet out of cash is no good news.
        let runway = and_runway(figures);
        return vec![plain(format!(
            "Not out of cash within {horizon} weeks: {lowest} left by then{runway}."
        ))];
    }
    let mut spans = vec![
        emphasised("Never out of cash", Tone::Good),
        plain(format!(" within {horizon} weeks, ")),
        emphasised(format!("{lowest} to spare"), Tone::Good),
    ];
    if let Some(week) = figures.lowest_cash_week {
        spans.push(plain(format!(" at the lowest point, week {}", dated(week))));
    }
    spans.push(plain("."));
    spans
}

/// "One million users in week 40, fourteen weeks late."
fn users(inputs: &Inputs, run: &Run, figures: &Figures) -> Vec<Span> {
    let due = const { Goal::of("users_1m") }
        .when
        .due()
        .unwrap_or(u32::MAX);
    let horizon = run.weeks.len();
    let subject = plain("One million users ");
    let Some(week) = figures.users_1m_week else {
        let reached = figures
            .users
            .map_or_else(String::new, |users| format!(": {} by then", short(users)));
        return if horizon < due as usize {
            // The plan's date is not in view: no verdict on it.
            vec![
                subject,
                plain(format!(
                    "not within {horizon} weeks{reached}, planned for week {due}."
                )),
            ]
        } else {
            vec![
                subject,
                emphasised(format!("not within {horizon} weeks"), Tone::Bad),
                plain(format!("{reached}.")),
            ]
        };
    };
    if users_at_start(inputs) >= MILLION {
        return vec![subject, plain("from the start.")];
    }
    let tone = Tone::of(week <= due);
    let punctuality = match week.cmp(&due) {
        std::cmp::Ordering::Less => format!(", {} early.", weeks_in_words(due - week)),
        std::cmp::Ordering::Equal => ", just in time.".to_owned(),
        std::cmp::Ordering::Greater => format!(", {} late.", weeks_in_words(week - due)),
    };
    vec![
        subject,
        plain("in "),
        emphasised(format!("week {}", dated(week)), tone),
        plain(punctuality),
    ]
}
