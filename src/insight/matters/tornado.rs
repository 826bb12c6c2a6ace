//! The tornado: a row an input, the strongest first.

use std::slice::SliceIndex;

use super::super::bars::{Bar as Stroke, Scale};
use super::super::bench::View;
use super::super::html::{each, escape, legend, lever, table};
use super::super::{menu, words};
use super::{OTHERS, RUNS};
use crate::analysis::evaluation::countable;
use crate::analysis::question::Question;
use crate::analysis::tornado::{Bar, Tornado};
use crate::format;

/// Rows that are shown at first.
const FIRST: usize = 12;

/// What it comes to, in a sentence.
pub(super) fn said(view: &View<Question, Tornado>) -> String {
    let Some(entry) = view.entry.filter(|_| !view.age.is_old()) else {
        return String::new();
    };
    let bars = entry.study.bars();
    let first = match bars.first() {
        Some(bar) if is_moving(bar, entry.study.baseline()) => format!(
            " {} moves it most: {} to {}.",
            bar.span.parameter.label,
            words::answered(&entry.asked, bar.at_low),
            words::answered(&entry.asked, bar.at_high)
        ),
        Some(_) => " None of the uncertain inputs moves it by itself.".to_owned(),
        None => " No input is uncertain.".to_owned(),
    };
    let baseline = entry.study.baseline();
    let is_moved = bars.iter().any(|bar| is_moving(bar, baseline));
    let chance = if entry.asked.needs_chance() && is_moved {
        let moving = bars.iter().filter(|bar| is_moving(bar, baseline));
        let unsure = moving.filter(|bar| is_unsure(bar, baseline)).count();
        format!(
            " Each answer is from {} runs with the same luck{}; {unsure} of the {} inputs move it by \
             less than two standard errors at both ends, which may be chance.",
            format::full(f64::from(RUNS)),
            words::NOT_THE_VERDICT,
            bars.len()
        )
    } else {
        String::new()
    };
    let sentence = format!(
        "{}: {} as the plan stands.{first}{chance}",
        menu::label(&entry.asked),
        words::answered(&entry.asked, entry.study.baseline()),
    );
    escape(&format::unbroken(&sentence))
}

/// Whether an end of the bar has another answer than the plan as it stands.
fn is_moving(bar: &Bar, baseline: Option<f64>) -> bool {
    let bits = |answer: Option<f64>| answer.map(f64::to_bits);
    [bar.at_low, bar.at_high]
        .into_iter()
        .any(|answer| bits(answer) != bits(baseline))
}

/// How many rows are shown at first: none that moves nothing.
fn first(study: &Tornado) -> usize {
    let (bars, baseline) = (study.bars(), study.baseline());
    let strongest = bars.iter().take(FIRST);
    strongest.take_while(|bar| is_moving(bar, baseline)).count()
}

/// Whether neither end is further from the baseline than chance may have it.
fn is_unsure(bar: &Bar, baseline: Option<f64>) -> bool {
    let within = |answer: Option<f64>, error: f64| {
        let away = answer
            .zip(baseline)
            .map(|(answer, base)| (answer - base).abs());
        away.is_none_or(|away| away <= 2.0 * error)
    };
    bar.standard_errors
        .is_some_and(|(low, high)| within(bar.at_low, low) && within(bar.at_high, high))
}

/// The strongest inputs.
pub(super) fn html(study: &Tornado, question: &Question) -> String {
    let chance = if question.needs_chance() {
        "; ± is one standard error, in points, of the difference from the middle run by run"
    } else {
        ""
    };
    let caption = format!(
        "{}: each uncertain input from its low to its high (the least and the greatest value, of a \
         lognormal the 5th and the 95th percentile), all others as they stand; {} in the middle{chance}",
        menu::label(question),
        words::answered(question, study.baseline())
    );
    tabled(study, question, ..first(study), &caption)
}

/// All others.
pub(super) fn rest(study: &Tornado, question: &Question) -> String {
    tabled(study, question, first(study).., OTHERS)
}

fn tabled(
    study: &Tornado,
    question: &Question,
    range: impl SliceIndex<[Bar], Output = [Bar]>,
    caption: &str,
) -> String {
    let bars = study.bars();
    let baseline = study.baseline();
    let ends = bars.iter().flat_map(|bar| [bar.at_low, bar.at_high]);
    let scale = Scale::over(ends.chain([baseline]).filter_map(countable));
    let rows = each(&bars[range], |bar| row(bar, baseline, question, scale));
    if rows.is_empty() {
        return rows;
    }
    table(
        caption,
        "tornado",
        &[
            "Input",
            "At its low",
            &legend([("low", "low"), ("high", "high")]),
            "At its high",
        ],
        &rows,
    )
}

fn row(bar: &Bar, baseline: Option<f64>, question: &Question, scale: Scale) -> String {
    let row = bar.span.parameter;
    let baseline = countable(baseline);
    let stroke = |to: Option<f64>, class| {
        Some(Stroke {
            from: baseline?,
            to: countable(to)?,
            class,
        })
    };
    let strokes: Vec<Stroke> = [stroke(bar.at_low, "low"), stroke(bar.at_high, "high")]
        .into_iter()
        .flatten()
        .collect();
    let end = |answer: Option<f64>, error: Option<f64>, at: f64| {
        let error = error.map(|error| format!("±&nbsp;{} ", words::points(error)));
        format!(
            "<td>{} <small>{}at {}</small></td>",
            escape(&words::answered(question, answer)),
            error.unwrap_or_default(),
            escape(&words::input(row.unit, at))
        )
    };
    let (low_error, high_error) = bar.standard_errors.unzip();
    // The bar leads where its name leads: the name is the button, for keys and for those who hear it.
    format!(
        "<tr><th scope=\"row\">{}</th>{}<td class=\"drawn\" data-lever=\"{}\">{}</td>{}</tr>",
        lever(row.key, row.label),
        end(bar.at_low, low_error, bar.span.low),
        escape(row.key),
        scale.row(&strokes, baseline),
        end(bar.at_high, high_error, bar.span.high),
    )
}
