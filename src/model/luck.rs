//! What a run cannot plan: how far estimates miss, how long each position stays open, and when
//! something goes wrong. A run without luck is the plain run, to the bit.

use serde::{Deserialize, Serialize};

use super::delivery::PHASES;
use super::risks::{RISK_COUNT, Risk};

/// When a risk event strikes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Strike {
    /// Not in this run.
    #[default]
    Never,
    /// In this week, counted from 0, whether it could by itself or not.
    In(u32),
    /// After so many weeks in which it could have: 0 is the first week in which it can.
    After(u32),
}

/// What is left to luck in a run. How long each position stays open is not: it is drawn from the range
/// of an input, though for each position by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// How far each phase overruns.
    Overruns,
    /// When each risk event strikes, if it does.
    Strikes,
}

impl Kind {
    /// All of it.
    pub const ALL: [Self; 2] = [Self::Overruns, Self::Strikes];

    /// As people read it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overruns => "Luck: how far each phase overruns",
            Self::Strikes => "Luck: risk events",
        }
    }
}

/// The luck of one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Luck {
    /// What the effort of each phase is multiplied by, on top of the overrun that is an input.
    pub overruns: [f64; PHASES],
    /// Weeks until each position is filled, in the order of the hires; those that are not named
    /// take the time to hire that is an input.
    pub delays: Vec<f64>,
    /// When each risk event strikes, in the order of [`super::risks::RISKS`].
    pub strikes: [Strike; RISK_COUNT],
}

impl Default for Luck {
    fn default() -> Self {
        Self {
            overruns: [1.0; PHASES],
            delays: Vec::new(),
            strikes: [Strike::Never; RISK_COUNT],
        }
    }
}

impl Luck {
    /// A stress test: these events strike at the start of these weeks, counted from 1, and nothing
    /// else is left to luck. An event strikes once; the last week named for it counts. A week 0 is
    /// taken for week 1.
    #[must_use]
    pub fn stress(events: impl IntoIterator<Item = (Risk, u32)>) -> Self {
        let mut luck = Self::default();
        for (risk, week) in events {
            luck.strikes[risk as usize] = Strike::In(week.saturating_sub(1));
        }
        luck
    }
}

/// The weeks in which the risk events have struck, counted from 1, in the order of
/// [`super::risks::RISKS`].
pub type Struck = [Option<u32>; RISK_COUNT];
