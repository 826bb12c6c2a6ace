//! What separates a scenario from another, by cause: the other's values are put into the scenario
//! cause by cause, one at a time, and the run shows what that does to the lowest cash. Causes act
//! together, so their effects need not add up to the whole distance.

use super::{Baseline, Span, Tone, emphasised, in_words, is_falling, plain};
use crate::format::{self, dollars};
use crate::model::figures::Figures;
use crate::model::inputs::Inputs;
use crate::model::luck::Luck;
use crate::model::parameters::{Panel, Parameter, by_name, differing};
use crate::model::run::{Run, run_with_into};
use crate::order::ascending;

/// How the effect of a cause is found, for tooltips.
pub const DEFINITION: &str = "Each cause by itself: with the other plan's values for it, everything \
    else as it is here, the lowest cash within the horizon would differ by so much. Causes act \
    together, so the amounts need not add up.";

/// Causes that are more than a panel: what they are called and which parameters they take. All
/// other parameters belong to the cause that is their panel.
pub static CAUSES: [(&str, &[&str]); 4] = [
    (
        "hiring and ramp-up",
        &[
            "team.delay",
            "team.ramp",
            "team.ramp_start",
            "team.mentoring",
            "team.communication",
            "team.cliff_share",
            "team.cliff_loss",
        ],
    ),
    ("estimates that overrun", &["delivery.overrun"]),
    (
        "pay and costs the plan leaves out",
        &[
            "team.loading",
            "finance.founders",
            "finance.founder_salary",
            "finance.overhead",
            "finance.content",
        ],
    ),
    (
        "tickets nobody deflects",
        &["support.chatbot", "support.selfservice"],
    ),
];

/// Causes that a sentence names; the rest is counted.
const NAMED: usize = 4;

/// Effects below this are not worth a name, $.
const NEGLIGIBLE: f64 = 500.0;

/// One cause and what it does.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The cause as it stands in a sentence.
    pub label: String,
    /// The parameters that differ; none for hires and initiatives, which are lists, and for the
    /// stress test.
    pub parameters: Vec<&'static Parameter>,
    /// What this cause does to the lowest cash of the scenario, $: below zero it costs.
    pub effect: f64,
}

/// All causes that separate a scenario from its baseline, the strongest first.
#[derive(Clone, Debug, Default)]
pub struct Separation {
    /// The causes.
    pub differences: Vec<Difference>,
}

/// Finds what separates a scenario, with the luck of its run, from its baseline; the horizon does not
/// count.
#[must_use]
pub fn separation(
    inputs: &Inputs,
    luck: &Luck,
    figures: &Figures,
    baseline: &Baseline,
) -> Separation {
    let other = &baseline.inputs;
    let mut run = Run::default();
    let mut lowest_cash = |inputs: &Inputs, luck: &Luck| {
        run_with_into(inputs, luck, &mut run);
        run.lowest_cash()
    };
    let mut differences: Vec<Difference> = Vec::new();
    for (label, parameters) in by_cause(inputs, other) {
        let mut mixed = inputs.clone();
        for row in &parameters {
            (row.set)(&mut mixed.parameters, (row.get)(&other.parameters));
        }
        differences.push(Difference {
            effect: figures.lowest_cash - lowest_cash(&mixed, luck),
            label,
            parameters,
        });
    }
    let mut whole = |label: &str, mixed: &Inputs, luck: &Luck| {
        differences.push(Difference {
            label: label.to_owned(),
            parameters: Vec::new(),
            effect: figures.lowest_cash - lowest_cash(mixed, luck),
        });
    };
    if inputs.hires != other.hires {
        let mixed = Inputs {
            hires: other.hires.clone(),
            ..inputs.clone()
        };
        whole("whom it hires and when", &mixed, luck);
    }
    if inputs.initiatives != other.initiatives {
        let mixed = Inputs {
            initiatives: other.initiatives.clone(),
            ..inputs.clone()
        };
        whole("the work in its phases", &mixed, luck);
    }
    if *luck != baseline.luck {
        whole("the stress test", inputs, &baseline.luck);
    }
    let keys: Vec<f64> = differences.iter().map(|each| -each.effect.abs()).collect();
    Separation {
        differences: ascending(&keys)
            .into_iter()
            .map(|at| differences[at].clone())
            .collect(),
    }
}

/// The parameters that differ, by cause.
fn by_cause(inputs: &Inputs, other: &Inputs) -> Vec<(String, Vec<&'static Parameter>)> {
    let rows = differing(&inputs.parameters, &other.parameters);
    let rows = rows.filter(|row| row.panel != Panel::Horizon);
    by_name(rows, |row| {
        cause_of(row).map_or_else(|| row.panel.label().to_ascii_lowercase(), str::to_owned)
    })
}

/// The name of the cause among [`CAUSES`] that takes a parameter, in the middle of a sentence; none
/// belongs to its panel.
#[must_use]
pub fn cause_of(row: &Parameter) -> Option<&'static str> {
    let mut causes = CAUSES.iter();
    let cause = causes.find(|(_, keys)| keys.contains(&row.key));
    cause.map(|(label, _)| *label)
}

impl Separation {
    /// How the baseline fares, and what separates the two, the strongest cause first.
    #[must_use]
    pub fn sentence(&self, baseline: &Baseline) -> Vec<Span> {
        if self.differences.is_empty() {
            return vec![plain(format!(
                "{}: nothing separates the two.",
                baseline.name
            ))];
        }
        let mut spans = vec![plain(format!("{} ", baseline.name))];
        spans.extend(fate(baseline));
        let causes = self.causes();
        spans.push(plain(format!(". {causes}.")));
        spans
    }

    /// "What separates them: pay the plan leaves out (−$412K), growth (+$20K) and two smaller
    /// ones; no effect on cash: support".
    fn causes(&self) -> String {
        let (at_work, idle): (Vec<_>, Vec<_>) = self
            .differences
            .iter()
            .partition(|difference| difference.effect.abs() >= NEGLIGIBLE);
        let mut parts: Vec<String> = at_work
            .iter()
            .take(NAMED)
            .map(|difference| {
                let effect = format::difference(difference.effect, dollars(difference.effect));
                format!("{} ({effect})", difference.label)
            })
            .collect();
        let rest = at_work.len().saturating_sub(NAMED);
        if rest > 0 {
            parts.push(format!("{} smaller", in_words(rest)));
        }
        let idle: Vec<String> = idle.iter().map(|each| each.label.clone()).collect();
        match (parts.is_empty(), idle.is_empty()) {
            (true, _) => format!("What separates them has no effect on cash: {}", list(&idle)),
            (false, true) => format!("What separates them: {}", list(&parts)),
            (false, false) => format!(
                "What separates them: {}; no effect on cash: {}",
                list(&parts),
                list(&idle)
            ),
        }
    }
}

/// "is out of cash in week 18, $586K short" or what the plan has to spare.
fn fate(baseline: &Baseline) -> Vec<Span> {
    let figures = &baseline.figures;
    if let Some(week) = figures.cash_out_week {
        return vec![
            plain(format!("is out of cash in week {week}, ")),
            emphasised(
                format!("{} short", dollars(figures.missing_funding)),
                Tone::Bad,
            ),
        ];
    }
    let lowest = dollars(figures.lowest_cash);
    if is_falling(&baseline.run, figures) {
        let horizon = baseline.run.weeks.len();
        vec![plain(format!("has {lowest} left after {horizon} weeks"))]
    } else {
        vec![
            plain("survives with "),
            emphasised(format!("{lowest} to spare"), Tone::Good),
        ]
    }
}

/// "a", "a and b", "a, b and c".
fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
