//! What goes together: the correlations of the copula as a matrix, and what is taken to be so of the
//! phases' overruns.

use super::super::html::{details, each, escape, table, table_under};
use super::super::words;
use crate::ensemble::copula::{CORRELATIONS, OVERRUN, members, spearman};
use crate::ensemble::sampler::OVERRUN_DEVIATION;
use crate::model::exponential::exponential;
use crate::model::parameters::Parameter;
use crate::model::uncertainty::NORMAL_95;

/// The input whose draw stands for the overruns of all phases: fixed, it takes them away.
const EFFORT: &str = "delivery.overrun";

/// The matrix, what is assumed, and why.
pub(super) fn html() -> String {
    format!(
        "<h3>What goes together</h3>{}<p class=\"hint\">{}</p>{}",
        matrix(),
        overruns(),
        details("Why these go together", &reasons())
    )
}

/// What a member of the copula is called where it stands alone.
fn name(key: &str) -> String {
    match Parameter::by_key(key) {
        Some(row) => escape(row.label),
        None if key == OVERRUN => "Overrun of a phase".to_owned(),
        None => escape(key),
    }
}

/// What the members are called side by side; overruns are counted, for there is one a phase.
fn names() -> Vec<String> {
    let named = members().into_iter().enumerate();
    named
        .map(|(place, key)| match key {
            OVERRUN => format!("Overrun of phase {}", place + 1),
            _ => name(key),
        })
        .collect()
}

/// Every correlation, symmetric, with 1 on the diagonal.
fn matrix() -> String {
    let names = names();
    let keys = members();
    let head = each(&names, |name| format!("<th scope=\"col\">{name}</th>"));
    let rows = each(names.iter().enumerate(), |(row, name)| {
        let cells = each(0..names.len(), |column| {
            if row == column {
                return "<td class=\"same\">1</td>".to_owned();
            }
            let correlation = spearman(keys[row], keys[column]);
            if correlation == 0.0 {
                "<td class=\"same\">0</td>".to_owned()
            } else {
                format!("<td>{}</td>", words::decimal(correlation, 2))
            }
        });
        format!("<tr><th scope=\"row\">{name}</th>{cells}</tr>")
    });
    table_under(
        "Rank correlations (Spearman) of the Gaussian copula. Everything else is independent. The delay \
         of each hire is drawn by itself, and each goes with the overruns as the time to hire does; two \
         delays go together only by way of the overruns.",
        "numbers matrix",
        &format!("<tr><th scope=\"col\">Correlation</th>{head}</tr>"),
        &rows,
    )
}

/// What is assumed of the overruns.
fn overruns() -> String {
    let end = |sign: f64| {
        let factor = exponential(sign * NORMAL_95 * OVERRUN_DEVIATION);
        words::decimal(factor, 2)
    };
    format!(
        "Assumption, not measured: each phase takes its estimate times a factor of its own, lognormal \
         with median 1 and σ&nbsp;=&nbsp;{}, so nine in ten lie between {}&nbsp;× and {}&nbsp;×. The \
         factors of any two phases have a rank correlation of {}. Where “{}” is set to Fixed, no phase \
         has a factor of its own.",
        words::decimal(OVERRUN_DEVIATION, 2),
        end(-1.0),
        end(1.0),
        words::decimal(spearman(OVERRUN, OVERRUN), 2),
        name(EFFORT),
    )
}

/// The pairs of the table with their reasons.
fn reasons() -> String {
    let rows = each(&CORRELATIONS, |row| {
        let second = if row.first == row.second {
            "Overrun of another phase".to_owned()
        } else {
            name(row.second)
        };
        format!(
            "<tr><th scope=\"row\">{}</th><td>{second}</td><td class=\"number\">{}</td><td>{}</td></tr>",
            name(row.first),
            words::decimal(row.spearman, 2),
            escape(row.why)
        )
    });
    table(
        "Why these go together: assumptions",
        "words",
        &["This", "goes with", "by", "because"],
        &rows,
    )
}
