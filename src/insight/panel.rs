//! The panels.

use crate::share::Tab;

/// A panel of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Panel {
    /// The plans side by side.
    Compare,
    /// How likely it is, and how uncertain the inputs are.
    Uncertainty,
    /// What matters most, and why a figure changed.
    Matters,
    /// Goal seek, plan search and stress tests.
    Decide,
    /// The plan's own targets.
    PlanCheck,
    /// How it works, and the definition of every number.
    Definitions,
}

impl Panel {
    /// All panels, in the order of the page.
    pub const ALL: [Self; 6] = [
        Self::Compare,
        Self::Uncertainty,
        Self::Matters,
        Self::Decide,
        Self::PlanCheck,
        Self::Definitions,
    ];

    /// The part of the page that the panel fills.
    #[must_use]
    pub const fn tab(self) -> Tab {
        match self {
            Self::Compare => Tab::Compare,
            Self::Uncertainty => Tab::Uncertainty,
            Self::Matters => Tab::Matters,
            Self::Decide => Tab::Decide,
            Self::PlanCheck => Tab::PlanCheck,
            Self::Definitions => Tab::Definitions,
        }
    }

    /// The name in ids and forms. It never changes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        self.tab().key()
    }

    /// The name that people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.tab().label()
    }

    /// The panel with this key, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|panel| panel.key() == key)
    }

    /// The id of the element that holds the panel.
    #[must_use]
    pub fn id(self) -> String {
        format!("insight-{}", self.key())
    }
}
