//! The plan on the page and the one beside it.

use crate::model::presentation::Presentation;
use crate::model::preset::Preset;
use crate::model::scenario::Scenario;

/// What every panel speaks of.
#[derive(Clone, Debug)]
pub(super) struct Plans {
    /// The plan on the page.
    pub(super) this: Scenario,
    /// The one it is compared with.
    pub(super) other: Scenario,
}

impl Default for Plans {
    fn default() -> Self {
        Self {
            this: Scenario::preset(Preset::Realistic),
            other: Scenario::preset(Preset::AsWritten),
        }
    }
}

/// A plan without its name and what is said of it, by which it is known again: two that differ in
/// nothing else have the same results.
pub(super) fn nameless(scenario: &Scenario) -> Scenario {
    Scenario {
        name: String::new(),
        presentation: Presentation::default(),
        ..scenario.clone()
    }
}
