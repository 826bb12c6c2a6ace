//! THE CORRELATION TABLE: which uncertain things go together, by Gaussian copula.

use crate::model::delivery::PHASES;

/// The name of the overruns of the phases in the table below.
pub const OVERRUN: &str = "overrun";
/// The name of the times to hire in the table below; the parameter's draw is one of them.
pub const HIRING: &str = "team.delay";

/// Two uncertain things that go together.
#[derive(Debug)]
pub struct Correlation {
    /// The key of a parameter, or [`OVERRUN`].
    pub first: &'static str,
    /// Likewise. A name that stands for several things beside itself: any two of them.
    pub second: &'static str,
    /// Spearman's rank correlation.
    pub spearman: f64,
    /// Why.
    pub why: &'static str,
}

/// Every pair that is correlated; all others are independent.
pub static CORRELATIONS: [Correlation; 4] = [
    Correlation {
        first: OVERRUN,
        second: OVERRUN,
        spearman: 0.6,
        why: "the same people estimate every phase",
    },
    Correlation {
        first: OVERRUN,
        second: HIRING,
        spearman: 0.3,
        why: "work that is hard to do is hard to hire for",
    },
    Correlation {
        first: "growth.viral",
        second: "conversion.starter",
        spearman: 0.3,
        why: "a product that is passed on is a product that is paid for",
    },
    Correlation {
        first: "churn.performance",
        second: "churn.support",
        spearman: 0.5,
        why: "customers are patient, or they are not",
    },
];

/// The correlation of normal values whose ranks have this correlation: 2·sin(π·ρ/6).
#[must_use]
pub fn pearson(spearman: f64) -> f64 {
    2.0 * libm::sin(std::f64::consts::PI * spearman / 6.0)
}

/// How many things the table names: the phases' overruns and five parameters.
pub const MEMBERS: usize = PHASES + 5;

/// What is correlated, in the order in which the values are worked out: the overruns, then the
/// parameters as the table names them.
#[must_use]
pub fn members() -> [&'static str; MEMBERS] {
    let mut members = [OVERRUN; MEMBERS];
    let mut count = PHASES;
    for correlation in &CORRELATIONS {
        for name in [correlation.first, correlation.second] {
            if !members[..count].contains(&name) {
                members[count] = name;
                count += 1;
            }
        }
    }
    members
}

/// The place of a parameter among [`members`], if it is one.
#[must_use]
pub fn member(key: &str) -> Option<usize> {
    members().iter().position(|&name| name == key)
}

/// The lower triangle that makes correlated standard normal values of independent ones
/// (Cholesky).
#[derive(Clone, Debug)]
pub struct Copula {
    rows: [[f64; MEMBERS]; MEMBERS],
}

impl Copula {
    /// The copula of the table.
    #[must_use]
    pub fn new() -> Self {
        let names = members();
        let mut rows = [[0.0; MEMBERS]; MEMBERS];
        for i in 0..MEMBERS {
            for j in 0..=i {
                let wanted = if i == j {
                    1.0
                } else {
                    pearson(spearman(names[i], names[j]))
                };
                let known: f64 = (0..j).map(|k| rows[i][k] * rows[j][k]).sum();
                rows[i][j] = if i == j {
                    (wanted - known).sqrt()
                } else {
                    (wanted - known) / rows[j][j]
                };
            }
        }
        Self { rows }
    }

    /// What the members before it say of a member's value, given their independent values.
    #[inline]
    #[must_use]
    pub fn expected(&self, member: usize, independent: &[f64; MEMBERS]) -> f64 {
        (0..member)
            .map(|other| self.rows[member][other] * independent[other])
            .sum()
    }

    /// How much of a member's value is its own.
    #[inline]
    #[must_use]
    pub fn own(&self, member: usize) -> f64 {
        self.rows[member][member]
    }
}

impl Default for Copula {
    fn default() -> Self {
        Self::new()
    }
}

/// The rank correlation of two things that the table names; 0 where they are independent.
#[must_use]
pub fn spearman(first: &str, second: &str) -> f64 {
    CORRELATIONS
        .iter()
        .find(|row| {
            (row.first, row.second) == (first, second) || (row.second, row.first) == (first, second)
        })
        .map_or(0.0, |row| row.spearman)
}
