//! THE RISK TABLE: what can go wrong, how likely it is taken to be, and what it does to a run.
//!
//! Each event strikes at most once a run. While it can, a week has the same probability that the
//! whole period would come to: 1 − (1 − P)^(1/weeks).

/// The number of risk events.
pub const RISK_COUNT: usize = 5;

/// A risk event, as its place in [`RISKS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Risk {
    /// The database cannot be scaled as planned.
    Database,
    /// Extracted services get out of hand.
    Sprawl,
    /// The infrastructure bill jumps.
    Bill,
    /// One of today's engineers leaves.
    Departure,
    /// The rival finds its growth.
    Rival,
}

/// Words for a probability over half a year.
pub const LIKELIHOODS: [(&str, f64); 3] = [("LOW", 0.12), ("MEDIUM", 0.35), ("HIGH", 0.65)];

/// The probability that a word of [`LIKELIHOODS`] stands for, in letters of either size.
#[must_use]
pub fn likelihood(word: &str) -> Option<f64> {
    let known = LIKELIHOODS.iter();
    let mut said = known.filter(|(known, _)| known.eq_ignore_ascii_case(word));
    said.next().map(|(_, probability)| *probability)
}

/// The probabilities that an event can have over its period: none is certain, or it would strike
/// in its first week.
pub const PROBABILITY_POSSIBLE: (f64, f64) = (0.0, 0.99);

/// The weeks in which a stress test can have an event strike, counted from 1; 0 is for never.
pub const STRESS_POSSIBLE: (f64, f64) = (0.0, 520.0);

/// The week, counted from 1, in which a stress test has an event strike at first, unless the last week
/// comes before it: people can move it from there.
pub const STRESS_WEEK: u32 = 20;

/// One row of the table.
#[derive(Debug)]
pub struct RiskEvent {
    /// Which event.
    pub risk: Risk,
    /// The name in files, links and on the command line. It never changes.
    pub key: &'static str,
    /// The name that people read.
    pub label: &'static str,
    /// What happens, in a sentence or two.
    pub meaning: &'static str,
    /// What the probability rests on.
    pub basis: &'static str,
    /// The probability that it happens in [`RiskEvent::period`] weeks in which it can.
    pub probability: f64,
    /// The weeks to which the probability belongs.
    pub period: f64,
    /// When it can happen, in words.
    pub when: &'static str,
}

/// Share of its uptime that the service keeps in the week in which the database fails.
pub const OUTAGE_UPTIME: f64 = 0.9;
/// Rework in phase 3 after the database has failed, engineer-weeks.
pub const REWORK: f64 = 4.0;
/// What the managed database costs that takes over, $ a month.
pub const FALLBACK: f64 = 5_000.0;
/// What sprawling services multiply the remaining effort of phase 3 by.
pub const SPRAWL: f64 = 1.5;
/// What the infrastructure bill is multiplied by once it has jumped.
pub const BILL: f64 = 1.5;
/// What the rival's growth is multiplied by once it has sped up.
pub const RIVAL: f64 = 1.5;

/// Every risk event, in the order of [`Risk`].
pub static RISKS: [RiskEvent; RISK_COUNT] = [
    RiskEvent {
        risk: Risk::Database,
        key: "database",
        label: "Database scaling fails",
        meaning: "Uptime falls by a tenth for a week that everybody notices, phase 3 gets 4 engineer-weeks of rework, and a managed fallback costs $5K a month from then on.",
        basis: "plan: MEDIUM",
        probability: 0.35,
        period: 26.0,
        when: "while phase 2 or 3 is under way",
    },
    RiskEvent {
        risk: Risk::Sprawl,
        key: "sprawl",
        label: "Microservices sprawl",
        meaning: "The effort that remains in phase 3 grows by half.",
        basis: "plan: MEDIUM",
        probability: 0.35,
        period: 26.0,
        when: "while phase 3 is under way",
    },
    RiskEvent {
        risk: Risk::Bill,
        key: "bill",
        label: "Infrastructure bill explodes",
        meaning: "The infrastructure bill is half as much again from then on.",
        basis: "plan: LOW",
        probability: 0.12,
        period: 26.0,
        when: "in any week",
    },
    RiskEvent {
        risk: Risk::Departure,
        key: "departure",
        label: "A founding engineer leaves",
        meaning: "One of today's engineers goes at once; the position opens that week and is filled after the time to hire, by somebody who has to ramp up.",
        basis: "benchmark: 15 % a year for each of them",
        probability: 0.15,
        period: 52.0,
        when: "in any week; the more engineers there are today, the sooner",
    },
    RiskEvent {
        risk: Risk::Rival,
        key: "rival",
        label: "Rival speeds up",
        meaning: "The rival's growth is half as much again from then on.",
        basis: "assumption",
        probability: 0.3,
        period: 26.0,
        when: "in any week",
    },
];

impl Risk {
    /// The row of the event.
    #[must_use]
    pub fn event(self) -> &'static RiskEvent {
        &RISKS[self as usize]
    }

    /// The event with this key, if there is one.
    #[must_use]
    pub fn by_key(key: &str) -> Option<Self> {
        RISKS
            .iter()
            .find(|event| event.key == key)
            .map(|event| event.risk)
    }

    /// Whether the event can strike in any week, whatever the company is at.
    #[must_use]
    pub fn strikes_in_any_week(self) -> bool {
        matches!(self, Self::Bill | Self::Departure | Self::Rival)
    }

    /// How many take this risk at once: each of today's engineers can leave.
    #[must_use]
    pub fn exposed(self, engineers: f64) -> f64 {
        match self {
            Self::Departure => engineers,
            _ => 1.0,
        }
    }
}

impl RiskEvent {
    /// The hazard of a week in which the event can strike: −ln(1 − P)/period.
    #[must_use]
    pub fn weekly_hazard(&self, probability: f64) -> f64 {
        -libm::log1p(-probability) / self.period
    }

    /// The probability of a week in which the event can strike: 1 − (1 − P)^(1/period).
    #[must_use]
    pub fn weekly_probability(&self, probability: f64) -> f64 {
        -libm::expm1(-self.weekly_hazard(probability))
    }
}
