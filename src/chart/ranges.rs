//! The uncertain ranges of a plan's lines, and the words that say what they are.

use std::sync::Arc;

use super::frame::Band;
use crate::format::full;

/// Bands of lines, in no order.
pub type Bands = Arc<[Arc<Band>]>;

/// The uncertain ranges of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranges {
    /// A band for every line that has one; none where nothing is known of the plan's futures.
    pub bands: Bands,
    /// The runs that they were read from.
    pub runs: u32,
}

impl Ranges {
    /// Whether they reach over a horizon of so many weeks: those of another are of another plan.
    #[must_use]
    pub fn are_over(&self, weeks: usize) -> bool {
        self.bands.iter().any(|band| band.lower.len() == weeks)
    }

    /// What is shaded and what is dashed, as fully as possible first, in short last.
    #[must_use]
    pub fn legends(&self) -> [String; 3] {
        let runs = full(f64::from(self.runs));
        [
            format!("shaded: P10–P90 of {runs} possible futures, dashes: the median"),
            format!("P10–P90 of {runs} futures, dashes: median"),
            "P10–P90, dashes: P50".to_owned(),
        ]
    }

    /// The fullest of these.
    #[must_use]
    pub fn legend(&self) -> String {
        let [legend, ..] = self.legends();
        legend
    }
}
