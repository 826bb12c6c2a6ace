//! What stands below the timeline: the parts of the page that a link can open.

/// A part of the page that a link can open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tab {
    #[default]
    Explore,
    Compare,
    Uncertainty,
    Matters,
    Decide,
    PlanCheck,
    Assumptions,
    Definitions,
}

impl Tab {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::Explore,
        Self::Compare,
        Self::Uncertainty,
        Self::Matters,
        Self::Decide,
        Self::PlanCheck,
        Self::Assumptions,
        Self::Definitions,
    ];

    /// Those whose content comes from the engine.
    pub const OF_ENGINE: [Self; 6] = [
        Self::Compare,
        Self::Uncertainty,
        Self::Matters,
        Self::Decide,
        Self::PlanCheck,
        Self::Definitions,
    ];

    /// The name in links and ids. It never changes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Explore => "explore",
            Self::Compare => "compare",
            Self::Uncertainty => "uncertainty",
            Self::Matters => "matters",
            Self::Decide => "decide",
            Self::PlanCheck => "plan-check",
            Self::Assumptions => "assumptions",
            Self::Definitions => "definitions",
        }
    }

    /// The name that people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Explore => "Explore",
            Self::Compare => "Compare",
            Self::Uncertainty => "Uncertainty",
            Self::Matters => "What matters",
            Self::Decide => "What to do",
            Self::PlanCheck => "Plan check",
            Self::Assumptions => "All assumptions",
            Self::Definitions => "How it works",
        }
    }

    /// The part with this key, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.key() == key)
    }
}
