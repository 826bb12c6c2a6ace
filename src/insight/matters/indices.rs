//! Sobol indices as a table.

use super::super::bars::{Bar, Scale};
use super::super::html::{each, legend, lever, table};
use super::super::{menu, words};
use super::OTHERS;
use crate::analysis::question::Question;
use crate::analysis::sensitivity::{Factor, Sensitivity};
use crate::analysis::sobol::{Estimate, Index};
use crate::format;

/// Rows that are shown at first.
const FIRST: usize = 12;

/// What explains most.
pub(super) fn html(study: &Sensitivity, question: &Question) -> String {
    let Some(indices) = study.indices() else {
        return "<p class=\"hint\">This figure does not vary with inputs or luck, or exists in too few \
                runs to say.</p>"
            .to_owned();
    };
    let label = menu::label(question);
    // One run has no odds: it happens or not.
    let of = if matches!(question, Question::Odds(_)) {
        ", whether it happens in a run"
    } else {
        ""
    };
    let caption = format!(
        "{label}{of}: share of the variance that inputs and luck make, each drawn independently of the \
         others, with 95 % confidence intervals"
    );
    let coverage = study.coverage();
    let missing = if coverage < 1.0 {
        format!(
            "<p class=\"hint\">The figure exists in {} of the runs. Only these count, so the indices are \
             rough where inputs decide whether it exists.</p>",
            format::percent(coverage, 1)
        )
    } else {
        String::new()
    };
    let first = &indices[..indices.len().min(FIRST)];
    missing + &tabled(first, scale(&indices), &caption)
}

/// All others.
pub(super) fn rest(study: &Sensitivity) -> String {
    let indices = study.indices().unwrap_or_default();
    let rest = &indices[indices.len().min(FIRST)..];
    if rest.is_empty() {
        String::new()
    } else {
        tabled(rest, scale(&indices), OTHERS)
    }
}

type Line = (Factor, Index);

fn scale(indices: &[Line]) -> Scale {
    let greatest = indices.iter().map(|(_, index)| index.total.high);
    Scale::over(greatest.chain([0.0]))
}

fn tabled(indices: &[Line], scale: Scale, caption: &str) -> String {
    table(
        caption,
        "numbers indices",
        &[
            "Input or luck",
            "First order",
            "Total",
            &legend([("first", "first"), ("total", "total")]),
        ],
        &each(indices, |(factor, index)| line(factor, index, scale)),
    )
}

fn line(factor: &Factor, index: &Index, scale: Scale) -> String {
    let name = match factor {
        Factor::Inputs => "All inputs together".to_owned(),
        Factor::Luck => "All luck together".to_owned(),
        Factor::Input(row) => lever(row.key, row.label),
        Factor::Kind(kind) => kind.label().to_owned(),
    };
    let bars = [
        Bar {
            from: 0.0,
            to: index.total.value,
            class: "total",
        },
        Bar {
            from: 0.0,
            to: index.first.value,
            class: "first",
        },
    ];
    format!(
        "<tr><th scope=\"row\">{name}</th><td>{}</td><td>{}</td><td class=\"drawn\">{}</td></tr>",
        estimate(&index.first),
        estimate(&index.total),
        scale.row(&bars, Some(0.0))
    )
}

fn estimate(estimate: &Estimate) -> String {
    format!(
        "{} <small>{} to {}</small>",
        words::decimal(estimate.value, 2),
        words::decimal(estimate.low, 2),
        words::decimal(estimate.high, 2)
    )
}
