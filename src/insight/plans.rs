//! The plan on the page and those beside it.

use crate::model::preset::Preset;
use crate::model::scenario::Scenario;
use crate::share::link::View;

/// What every panel speaks of.
#[derive(Clone, Debug)]
pub(super) struct Plans {
    /// The plan on the page.
    pub(super) this: Scenario,
    /// Those it is compared with, in their order.
    pub(super) others: Vec<Scenario>,
}

impl Default for Plans {
    fn default() -> Self {
        Self {
            this: Scenario::preset(Preset::Realistic),
            others: vec![Scenario::preset(Preset::AsWritten)],
        }
    }
}

impl Plans {
    /// A compared plan over the horizon of the one on the page: a lowest cash over another span of
    /// time would be no comparison.
    pub(super) fn other(&self, place: usize) -> Option<Scenario> {
        let mut other = self.others.get(place)?.clone();
        other.inputs.parameters.run = self.this.inputs.parameters.run;
        Some(other)
    }

    /// All of them as a link.
    pub(super) fn to_link(&self) -> String {
        let view = View {
            compared: Some(self.others.clone()),
            ..View::new(self.this.clone())
        };
        view.to_link()
    }
}

/// A plan without its name and what is said of it, by which it is known again: two that differ in
/// nothing else have the same results.
pub(super) fn nameless(scenario: &Scenario) -> Scenario {
    scenario.told_as(&Scenario::preset(scenario.preset))
}
