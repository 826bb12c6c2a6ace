//! The two readings of the first plan that every scenario starts from.

use serde::{Deserialize, Serialize};

/// A complete set of inputs that a scenario starts from and is told apart by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Published ranges in the place of the plan's hopes.
    #[default]
    Realistic,
    /// The plan's claims at face value: people arrive at once and are productive, estimates hold,
    /// founders and offices cost nothing.
    AsWritten,
}

impl Preset {
    /// Both, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::Realistic, Self::AsWritten];

    /// The name in files, links and on the command line. It never changes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Realistic => "realistic",
            Self::AsWritten => "as-written",
        }
    }

    /// The name that people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Realistic => "Realistic plan",
            Self::AsWritten => "Plan as written",
        }
    }

    /// The preset with this key, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.key() == key)
    }
}
