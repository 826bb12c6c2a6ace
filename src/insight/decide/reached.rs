//! What goal seek has come to: a sentence, a curve, and the same in numbers.

use super::super::arrival;
use super::super::curve::{Axis, Curve};
use super::super::html::{button, each, escape, table};
use super::super::{menu, words};
use super::{RUNS, levers};
use crate::analysis::bound::Bound;
use crate::analysis::dial::Dial;
use crate::analysis::evaluation::countable;
use crate::analysis::goal::GoalSeek;
use crate::analysis::question::Question;
use crate::analysis::seek::Finding;
use crate::ensemble::Share;
use crate::format;
use crate::model::scenario::Scenario;
use crate::model::units::Unit;
use crate::session::lever::Lever;

/// What is sought.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) question: Question,
    pub(super) bound: Bound,
    pub(super) dial: Dial,
    /// The lever's name.
    pub(super) name: String,
}

/// What else has a part in what is found, in the plan with the lever at the value that is spoken of:
/// new funding helps from the month in which it arrives, which odds take to be uncertain as they do
/// the lever itself, and nobody minds a price.
fn remark(lever: &Lever, question: &Question, plan: &Scenario) -> String {
    let has_chance = question.needs_chance();
    let funding = (lever.key() == arrival::FUNDING).then(|| {
        let months = arrival::in_futures(plan).filter(|_| has_chance);
        months.map(|months| arrival::sentence(&months)).or_else(|| {
            let month = arrival::in_plan(plan)?;
            Some(format!("In this plan the money arrives in {month}."))
        })
    });
    let range = match lever {
        Lever::Parameter(row) if has_chance => arrival::range(row, plan),
        _ => None,
    };
    let range = range.map(|range| {
        format!(
            "In these futures it stays uncertain: {range}; say in Uncertainty that it is fixed if you \
             are sure of it."
        )
    });
    let price = levers::is_price(lever).then(|| levers::OF_PRICES.to_owned());
    let all = [funding.flatten(), range, price].into_iter().flatten();
    each(all, |said| format!(" {}", escape(&said)))
}

/// Whether chance may have decided that odds keep their bound, and what would be surer.
fn close(study: &GoalSeek, asked: &Asked, value: f64) -> String {
    if study.is_sure(value) != Some(false) {
        return String::new();
    }
    let surer = match study.nearest_sure(value) {
        Some(surer) => format!(
            "of the values tried, {} is the nearest with two standard errors to spare",
            escape(&words::input(asked.dial.lever.unit(), surer))
        ),
        None => "no value tried has two standard errors to spare".to_owned(),
    };
    format!(" {CLOSE}; {surer}.")
}

/// Said of odds that keep their bound by less than two standard errors.
const CLOSE: &str = "That is so close to the bound that chance may have decided it";

/// By how much something misses its bound; the margin is below zero.
pub(super) fn short(unit: Unit, margin: f64) -> String {
    let short = words::difference(unit, -margin);
    escape(short.trim_start_matches('+'))
}

/// An answer with its standard error, if chance gave it.
fn answered(question: &Question, answer: Option<f64>) -> String {
    match (question, answer) {
        (Question::Odds(_), Some(odds)) => words::odds(Share::of_runs(odds, RUNS)),
        _ => escape(&words::answered(question, answer)),
    }
}

/// How many runs are behind odds, which are others than those of the verdict.
fn chance(question: &Question) -> String {
    if question.needs_chance() {
        format!(
            " Each value tried has {} runs with the same luck{}.",
            format::full(f64::from(RUNS)),
            words::NOT_THE_VERDICT
        )
    } else {
        String::new()
    }
}

/// What came of it.
pub(super) fn sentence(study: &GoalSeek, asked: &Asked) -> String {
    let Asked {
        question,
        bound,
        dial,
        name,
    } = asked;
    let unit = question.unit();
    let goal = escape(&menu::goal(question, bound));
    let name = escape(name);
    let chance = chance(question);
    let remark = |plan: &Scenario| remark(&dial.lever, question, plan) + &chance;
    let written = |value: f64| escape(&words::input(dial.lever.unit(), value));
    let answer = |value: f64| answered(question, study.answer_at(value));
    let told = |answer: String| {
        // What is asked for as a yes is one.
        if unit == Unit::YesNo {
            String::new()
        } else {
            format!(": {answer}")
        }
    };
    match study.finding() {
        None => String::new(),
        Some(Finding::Holds) => {
            let is_close = study.is_sure_now() == Some(false);
            let close = if is_close {
                format!(" {CLOSE}.")
            } else {
                String::new()
            };
            format!(
                "<strong>It holds already</strong>: {goal}{}. Nothing has to move.{close}{chance}",
                told(answered(question, study.answer_now())),
            )
        }
        Some(Finding::Found { value }) => format!(
            "<strong>{name}: {}</strong> reaches it. {goal}{} there.{}{} {}",
            written(value),
            told(answer(value)),
            close(study, asked, value),
            remark(&study.scenario_at(value)),
            button(
                "use",
                &format!("{}={value}", dial.lever.key()),
                "Use this value"
            )
        ),
        Some(Finding::OutOfReach { closest, margin }) => {
            let range = format!("from {} to {}", written(dial.low), written(dial.high));
            // What was not looked at is not spoken of.
            let looks = study.curve().len();
            let nowhere = if looks > dial.steps() {
                "nowhere".to_owned()
            } else {
                let looks = f64::from(u32::try_from(looks).unwrap_or(u32::MAX));
                format!("at none of the {} values tried", format::full(looks))
            };
            if margin == f64::NEG_INFINITY {
                // Too much for any bound above it, or nothing at all.
                let is_boundless = study.answer_at(closest).is_some();
                let what = if is_boundless {
                    &goal
                } else {
                    "the figure exists"
                };
                format!(
                    "<strong>No value reaches it.</strong> {name} {range}: {what} {nowhere}.{}",
                    remark(study.scenario())
                )
            } else {
                // Between yes and no there is nothing to count.
                let short = if unit == Unit::YesNo {
                    String::new()
                } else {
                    format!(", {} short", short(unit, margin))
                };
                format!(
                    "<strong>No value reaches it.</strong> {name} {range}: {goal} {nowhere}. Closest is {} \
                     with {}{short}.{}",
                    written(closest),
                    answer(closest),
                    remark(&study.scenario_at(closest)),
                )
            }
        }
    }
}

/// The answers that were seen on the way: all where none reaches it, and up to a little beyond what was
/// found, since a slider may reach much further than what matters.
fn trail(study: &GoalSeek, asked: &Asked) -> Vec<(f64, f64)> {
    let curve = study.curve().into_iter();
    let far = match study.finding() {
        Some(Finding::Found { value }) => (value * 2.5).max(value + 20.0 * asked.dial.lever.step()),
        _ => f64::INFINITY,
    };
    curve
        .filter(|(value, _)| *value <= far)
        .filter_map(|(value, answer)| Some((value, countable(answer)?)))
        .collect()
}

/// Fewer points are no curve.
const LEAST: usize = 3;

/// The curve of the answers.
pub(super) fn html(study: &GoalSeek, asked: &Asked) -> String {
    let points = trail(study, asked);
    if points.len() < LEAST {
        return String::new();
    }
    let marks: Vec<_> = match study.finding() {
        Some(Finding::Found { value }) => study
            .answer_at(value)
            .map(|answer| (value, answer, words::input(asked.dial.lever.unit(), value)))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    };
    let title = escape(&format!(
        "{} by {}",
        menu::caption(&asked.question),
        asked.name
    ));
    format!(
        "<figure><figcaption>{title}</figcaption>{}</figure>",
        drawn(&points, &marks, asked)
    )
}

/// The same in numbers.
pub(super) fn in_numbers(study: &GoalSeek, asked: &Asked) -> String {
    let points = trail(study, asked);
    if points.len() < LEAST {
        return String::new();
    }
    let rows = each(thinned(&points), |(value, answer)| {
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
            escape(&words::input(asked.dial.lever.unit(), value)),
            answered(&asked.question, Some(answer))
        )
    });
    let name = escape(&asked.name);
    table(
        &format!("{} at some values", asked.name),
        "numbers compact",
        &[&name, unit_heading(asked)],
        &rows,
    )
}

fn unit_heading(asked: &Asked) -> &'static str {
    match asked.question {
        Question::Odds(_) => "Odds",
        _ => "Figure",
    }
}

fn drawn(points: &[(f64, f64)], marks: &[(f64, f64, String)], asked: &Asked) -> String {
    let ends = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    };
    let (left, right) = ends(&mut points.iter().map(|point| point.0));
    let answers = points.iter().map(|point| point.1);
    let (low, high) = ends(&mut answers.chain([asked.bound.value]));
    let unit = asked.question.unit();
    let lever: Lever = asked.dial.lever;
    let up = if matches!(asked.question, Question::Odds(_)) {
        Axis::shares()
    } else {
        Axis::round(low, high, |value| format::tick(unit, value))
    };
    let bound = words::answer(unit, asked.bound.value);
    let label = format!(
        "{} from {} to {} as {} goes from {} to {}",
        menu::caption(&asked.question),
        words::answered(&asked.question, points.first().map(|point| point.1)),
        words::answered(&asked.question, points.last().map(|point| point.1)),
        asked.name,
        words::input(lever.unit(), left),
        words::input(lever.unit(), right),
    );
    Curve {
        label: &label,
        class: "plain",
        across: Axis::round(left, right, |value| format::tick(lever.unit(), value)),
        up,
        points,
        is_stepped: false,
        marks,
        bound: Some((
            asked.bound.value,
            format!("{} {bound}", asked.bound.side.sign()),
        )),
    }
    .svg()
}

/// At most some two dozen points of a curve, the ends among them.
fn thinned(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let stride = points.len().div_ceil(24).max(1);
    let last = points.len().saturating_sub(1);
    let kept = points.iter().enumerate();
    kept.filter(|(index, _)| index % stride == 0 || *index == last)
        .map(|(_, point)| *point)
        .collect()
}
