//! Figures as they stand on a page: name, value, and the same of what is compared.

use super::deck::Deck;
use crate::format;
use crate::html::{each, escape};
use crate::model::figures::{FIGURES, Figure, Figures};
use crate::model::units::Unit;

/// A name, a value, and what stands below it.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) notes: Vec<String>,
}

impl Fact {
    /// A figure of merit by its key.
    ///
    /// # Panics
    /// If there is no such figure; the slides' own tests make every page.
    pub(super) fn figure(deck: &Deck, key: &str) -> Self {
        let figure = Figure::by_key(key).unwrap_or_else(|| unreachable!("{key} is a figure"));
        let written = |figures| value(figure, figures, deck.horizon());
        let compared = deck.compared.iter();
        Self {
            label: figure.label.to_owned(),
            value: written(&deck.figures),
            notes: compared
                .map(|other| format!("{}: {}", other.short_name, written(&other.figures)))
                .collect(),
        }
    }

    fn html(&self) -> String {
        let notes = each(&self.notes, |note| {
            format!("<dd class=\"fact-note\">{}</dd>", escape(note))
        });
        format!(
            "<div class=\"fact\"><dt>{}</dt><dd class=\"fact-value\">{}</dd>{notes}</div>",
            escape(&self.label),
            escape(&self.value)
        )
    }
}

/// A list of facts.
pub(super) fn list(facts: &[Fact]) -> String {
    format!("<dl class=\"facts\">{}</dl>", each(facts, Fact::html))
}

/// The value of a figure as it is written; what does not happen says so.
fn value(figure: &Figure, figures: &Figures, horizon: usize) -> String {
    let Some(value) = (figure.get)(figures) else {
        return match figure.unit {
            Unit::Week => format!("not within {horizon} weeks"),
            _ => "—".to_owned(),
        };
    };
    match figure.unit {
        Unit::Week | Unit::Months | Unit::Hours => format::with_unit(figure.unit, value),
        // Hundredths are enough of a factor.
        Unit::Factor => format!("{}×", format::short((value * 100.0).round() / 100.0)),
        Unit::Weeks if (value - 1.0).abs() < 1e-9 => "1 week".to_owned(),
        unit => format::reading(unit, value),
    }
}

/// What tells figures apart from others that read differently: headlines written for these may be
/// wrong for those.
#[must_use]
pub fn fingerprint(figures: &Figures) -> u32 {
    // FNV-1a over every figure, to three digits.
    let mut hash: u32 = 0x811c_9dc5;
    for figure in FIGURES {
        let text = (figure.get)(figures).map_or_else(String::new, |value| format!("{value:.2e}"));
        for byte in text.bytes().chain([b';']) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    hash
}
