//! The tornado: a row an input, the strongest first.

use super::super::bars::{Bar as Stroke, Scale};
use super::super::bench::View;
use super::super::html::{details, each, escape, lever, table};
use super::super::{menu, words};
use super::RUNS;
use crate::analysis::question::Question;
use crate::analysis::tornado::{Bar, Tornado};
use crate::model::units::Unit;

/// Rows that are shown at first.
const FIRST: usize = 12;

/// What it comes to, in a sentence.
pub(super) fn said(view: &View<Question, Tornado>) -> String {
    let Some(entry) = view.entry.filter(|_| !view.is_old) else {
        return String::new();
    };
    let unit = entry.asked.unit();
    let bars = entry.study.bars();
    let first = bars.first().map_or_else(String::new, |bar| {
        format!(
            " {} moves it most: {} to {}.",
            bar.span.parameter.label,
            words::answer(unit, bar.at_low),
            words::answer(unit, bar.at_high)
        )
    });
    let chance = if entry.asked.needs_chance() {
        format!(" Each answer is from {RUNS} runs with the same luck.")
    } else {
        String::new()
    };
    escape(&format!(
        "{}: {} as the plan stands.{first}{chance}",
        menu::label(&entry.asked),
        words::answer(unit, entry.study.baseline()),
    ))
}

pub(super) fn html(study: &Tornado, question: &Question) -> String {
    let bars = study.bars();
    let baseline = study.baseline();
    let unit = question.unit();
    let ends = bars.iter().flat_map(|bar| [bar.at_low, bar.at_high]);
    let scale = Scale::over(ends.chain([baseline]).flatten());
    let rows = |bars: &[Bar]| each(bars, |bar| row(bar, baseline, unit, scale));
    let tabled = |bars: &[Bar], caption: &str| {
        table(
            caption,
            "tornado",
            &[
                "Input",
                "At its low",
                "<span class=\"hidden-text\">As bars</span>",
                "At its high",
            ],
            &rows(bars),
        )
    };
    let (first, rest) = bars.split_at(bars.len().min(FIRST));
    let caption = format!(
        "{}: each uncertain input from its low to its high, all others as they stand; {} in the middle",
        menu::label(question),
        words::answer(unit, baseline)
    );
    let rest = if rest.is_empty() {
        String::new()
    } else {
        details(
            &format!("{} more inputs", rest.len()),
            &tabled(rest, "The other inputs"),
        )
    };
    format!("{}{rest}", tabled(first, &caption))
}

fn row(bar: &Bar, baseline: Option<f64>, unit: Unit, scale: Scale) -> String {
    let row = bar.span.parameter;
    let stroke = |to: Option<f64>, class| {
        Some(Stroke {
            from: baseline?,
            to: to?,
            class,
        })
    };
    let strokes: Vec<Stroke> = [stroke(bar.at_low, "low"), stroke(bar.at_high, "high")]
        .into_iter()
        .flatten()
        .collect();
    let end = |answer: Option<f64>, at: f64| {
        format!(
            "<td>{} <small>at {}</small></td>",
            escape(&words::answer(unit, answer)),
            escape(&words::input(row.unit, at))
        )
    };
    format!(
        "<tr><th scope=\"row\">{}</th>{}<td class=\"drawn\">{}</td>{}</tr>",
        lever(row.key, row.label),
        end(bar.at_low, bar.span.low),
        scale.row(&strokes, baseline),
        end(bar.at_high, bar.span.high),
    )
}
