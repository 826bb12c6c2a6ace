//! THE TILE TABLE: six numbers that say where a run ends up, each with its target, its distance
//! to the baseline, and its definition.

use super::{Baseline, Tone, runway};
use crate::format::{self, dollars, is_nothing, percent, points, short};
use crate::model::calendar::{month_of_week, weeks_to_end_of_month};
use crate::model::figures::{Figure, Figures, end_of_month};
use crate::model::run::Run;
use crate::model::targets::Goal;
use crate::model::week::Week;

/// The month that the plan is judged by.
const MONTH: u32 = 6;

/// A tile as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// The tile's name in the page. It never changes.
    pub key: &'static str,
    /// What is shown.
    pub label: String,
    /// The value, large.
    pub value: String,
    /// When, and whether a target is met: with a sign and a word.
    pub note: String,
    /// The distance to the baseline. None without one.
    pub comparison: Option<String>,
    /// Whether the value is good or bad news.
    pub tone: Tone,
    /// What the figure says and what it assumes.
    pub definition: &'static str,
}

/// A run with what is drawn from it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'run> {
    /// The run.
    pub run: &'run Run,
    /// Its figures.
    pub figures: &'run Figures,
}

/// A tile without its frame.
struct Reading {
    label: String,
    value: String,
    note: String,
    tone: Tone,
}

/// One row of the table.
#[derive(Debug)]
pub struct TileRow {
    /// The tile's name in the page. It never changes.
    pub key: &'static str,
    /// The figure of merit that defines it.
    pub figure: &'static str,
    definition: &'static str,
    read: fn(Subject) -> Reading,
    compare: fn(Subject, Subject) -> String,
}

impl TileRow {
    /// A tile that a figure of merit defines.
    const fn new(
        key: &'static str,
        figure: &'static str,
        read: fn(Subject) -> Reading,
        compare: fn(Subject, Subject) -> String,
    ) -> Self {
        Self {
            key,
            figure,
            definition: Figure::meaning_of(figure),
            read,
            compare,
        }
    }
}

/// The tiles in the order of the page.
pub static TILES: [TileRow; 6] = [
    TileRow::new(
        "arr",
        "arr_month_6",
        |subject| {
            at_month(
                subject,
                "ARR",
                const { Goal::of("arr_3m") },
                |week| week.arr,
                dollars,
            )
        },
        |subject, other| {
            difference(
                subject,
                other,
                |each| month(each).1.map(|week| week.arr),
                dollars,
            )
        },
    ),
    TileRow::new(
        "lowest-cash",
        "lowest_cash",
        |subject| Reading {
            label: "Lowest cash".to_owned(),
            value: dollars(subject.figures.lowest_cash),
            note: format!(
                "{}{}",
                subject
                    .figures
                    .lowest_cash_week
                    .map_or_else(String::new, |week| format!("in week {week} · ")),
                if subject.figures.default_alive {
                    "✓ never below zero"
                } else {
                    "✗ funding missing"
                }
            ),
            tone: Tone::of(subject.figures.default_alive),
        },
        |subject, other| {
            difference(
                subject,
                other,
                |each| Some(each.figures.lowest_cash),
                dollars,
            )
        },
    ),
    TileRow::new("cash-out", "cash_out_week", cash_lasts, |_, other| {
        cash_lasts_to(other)
    }),
    TileRow::new(
        "users",
        "users_month_6",
        |subject| {
            at_month(
                subject,
                "Users",
                const { Goal::of("users_1m") },
                |week| week.users,
                short,
            )
        },
        |subject, other| {
            difference(
                subject,
                other,
                |each| month(each).1.map(|week| week.users),
                short,
            )
        },
    ),
    TileRow::new(
        "uptime",
        "worst_uptime",
        |subject| {
            let figures = subject.figures;
            let (target, is_met) = target(
                const { Goal::of("uptime_999") },
                Some(figures.worst_uptime),
                |goal| percent(goal, 2),
            );
            Reading {
                label: "Worst uptime".to_owned(),
                value: percent(figures.worst_uptime, 2),
                note: match figures.weeks_over_capacity {
                    0 => target,
                    weeks => format!("{target} · over capacity for {weeks} week{}", plural(weeks)),
                },
                tone: is_met,
            }
        },
        |subject, other| {
            let uptime = |each: Subject| Some(each.figures.worst_uptime);
            difference(subject, other, uptime, points)
        },
    ),
    TileRow::new(
        "cost-per-user",
        "cost_per_user",
        |subject| {
            let (place, cost) = cost_per_user(subject);
            let (target, tone) = target(const { Goal::of("cost_per_user") }, cost, dollars);
            Reading {
                label: format!("Cost per user {place}"),
                value: cost.map_or_else(none, dollars),
                note: target,
                tone,
            }
        },
        |subject, other| difference(subject, other, |each| cost_per_user(each).1, dollars),
    ),
];

/// Fills the tiles.
#[must_use]
pub fn tiles(subject: Subject, baseline: Option<&Baseline>) -> Vec<Tile> {
    let other = baseline.map(|baseline| {
        let subject = Subject {
            run: &baseline.run,
            figures: &baseline.figures,
        };
        (subject, baseline.short_name.as_str())
    });
    TILES
        .iter()
        .map(|row| {
            let reading = (row.read)(subject);
            Tile {
                key: row.key,
                label: reading.label,
                value: reading.value,
                note: reading.note,
                comparison: other.map(|(other, name)| {
                    // A distance is read "to" the other, a plain value stands behind its name.
                    let text = (row.compare)(subject, other);
                    if text.starts_with(['+', '−', '±']) {
                        format!("{text} to {name}")
                    } else {
                        format!("{name}: {text}")
                    }
                }),
                tone: reading.tone,
                definition: row.definition.trim_start(),
            }
        })
        .collect()
}

fn none() -> String {
    "—".to_owned()
}

fn plural(count: u32) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Month 6, or the last whole month within the horizon, or the last week of a very short one.
fn month(subject: Subject<'_>) -> (String, Option<&Week>) {
    (1..=MONTH)
        .rev()
        .find_map(|month| Some((month, end_of_month(subject.run, month)?)))
        .map_or_else(
            || {
                let weeks = subject.run.weeks.len();
                (format!("week {weeks}"), subject.run.weeks.last())
            },
            |(month, week)| (format!("month {month}"), Some(week)),
        )
}

/// A tile that is read in month 6 and held against a target of that month.
fn at_month(
    subject: Subject,
    name: &str,
    goal: Goal,
    value: fn(&Week) -> f64,
    write: fn(f64) -> String,
) -> Reading {
    let (place, week) = month(subject);
    let value = week.map(value);
    let (note, tone) = if subject.run.weeks.len() >= weeks_to_end_of_month(MONTH) {
        target(goal, value, write)
    } else {
        let note = format!("the horizon ends before month {MONTH}");
        (note, Tone::Neutral)
    };
    Reading {
        label: format!("{name} in {place}"),
        value: value.map_or_else(none, write),
        note,
        tone,
    }
}

/// "✗ target ≥ $3.00M missed", and whether that is good or bad.
fn target(target: Goal, value: Option<f64>, write: impl Fn(f64) -> String) -> (String, Tone) {
    let Some(value) = value else {
        return (String::new(), Tone::Neutral);
    };
    let is_met = target.is_met_by(value);
    let (sign, word) = if is_met {
        ('✓', "met")
    } else {
        ('✗', "missed")
    };
    let text = format!(
        "{sign} target {} {} {word}",
        target.comparison.sign(),
        write(target.goal)
    );
    (text, Tone::of(is_met))
}

/// Signed distance between two runs: "+$752K", "−262K", "±0".
fn difference(
    subject: Subject,
    other: Subject,
    value: impl Fn(Subject) -> Option<f64>,
    write: impl Fn(f64) -> String,
) -> String {
    let (Some(here), Some(there)) = (value(subject), value(other)) else {
        return none();
    };
    let text = write(here - there);
    // What rounds to nothing is no distance.
    if is_nothing(&text) {
        return "±0".to_owned();
    }
    format::difference(here - there, text)
}

/// Where the cash ends, or that it does not within the horizon, in what a tile has room for.
fn cash_lasts_to(subject: Subject) -> String {
    subject.figures.cash_out_week.map_or_else(
        || format!("week {}+", subject.run.weeks.len()),
        |week| format!("week {week}"),
    )
}

fn cash_lasts(subject: Subject) -> Reading {
    let figures = subject.figures;
    Reading {
        label: "Cash lasts to".to_owned(),
        value: cash_lasts_to(subject),
        note: match (figures.cash_out_week, figures.runway_months) {
            (Some(week), _) => format!("✗ out in month {}", month_of_week(week) + 1),
            (None, Some(months)) => format!("{} then", runway(months)),
            (None, None) => "✓ revenue covers costs by then".to_owned(),
        },
        tone: match (figures.default_alive, figures.runway_months) {
            (false, _) => Tone::Bad,
            // It burns on past the horizon: neither good nor bad.
            (true, Some(_)) => Tone::Neutral,
            (true, None) => Tone::Good,
        },
    }
}

/// Infrastructure for each user at a million users, or at the horizon where they are not reached.
fn cost_per_user(subject: Subject) -> (String, Option<f64>) {
    let figures = subject.figures;
    match figures.cost_per_user_1m {
        Some(cost) => ("at 1M".to_owned(), Some(cost)),
        None => (
            format!("in week {}", subject.run.weeks.len()),
            figures.cost_per_user,
        ),
    }
}
