//! THE TABLE OF COLUMNS: what a column of a file can hold, and what it may be called.

use crate::model::actuals::TRACKED;
use crate::model::units::Unit;
use crate::model::week::Series;

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaning {
    /// When: weeks of the plan, or dates.
    Week,
    /// When: months of the plan, or dates.
    Month,
    /// When: dates.
    Date,
    /// What was measured: the place of the series among those that are tracked, and by what values
    /// are multiplied to be of it.
    Measure {
        /// The place in [`TRACKED`].
        place: usize,
        /// What a value is multiplied by.
        factor: f64,
    },
}

/// One row of the table.
#[derive(Debug)]
pub struct Column {
    /// What it is called where people read.
    pub label: &'static str,
    /// What it may be called in a file, in lower case with spaces between words.
    pub names: &'static [&'static str],
    /// What it says.
    pub meaning: Meaning,
}

const fn measure(label: &'static str, place: usize, names: &'static [&'static str]) -> Column {
    Column {
        label,
        names,
        meaning: Meaning::Measure { place, factor: 1.0 },
    }
}

const fn time(label: &'static str, meaning: Meaning, names: &'static [&'static str]) -> Column {
    Column {
        label,
        names,
        meaning,
    }
}

/// What a column can be.
#[rustfmt::skip]
pub static COLUMNS: [Column; 8] = [
    time("Week", Meaning::Week, &["week", "weeks", "wk", "week number", "week no"]),
    time("Month", Meaning::Month, &["month", "months", "mo", "period"]),
    time("Date", Meaning::Date, &["date", "day", "week ending", "month ending", "as of"]),
    measure("Users", 0, &["users", "total users", "active users", "user count", "all users"]),
    measure("ARR", 1, &["arr", "annual recurring revenue", "annual run rate"]),
    Column {
        label: "MRR",
        names: &["mrr", "monthly recurring revenue"],
        meaning: Meaning::Measure { place: 1, factor: 12.0 },
    },
    measure("Cash", 2, &["cash", "cash balance", "bank balance", "bank", "cash in bank", "cash in the bank"]),
    measure("Infrastructure", 3, &[
        "infra", "infrastructure", "infrastructure cost", "infrastructure costs", "infra cost",
        "infra costs", "hosting", "hosting cost", "hosting costs", "cloud", "cloud cost", "cloud costs",
    ]),
];

impl Column {
    /// The column that a heading names, whatever its case, with underscores or hyphens for spaces,
    /// and with a unit or a remark in brackets behind it.
    #[must_use]
    pub fn named(heading: &str) -> Option<&'static Self> {
        let heading = heading.split(['(', '[']).next().unwrap_or_default();
        let words = heading
            .replace(['_', '-', '$', '€', '£'], " ")
            .to_lowercase();
        let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
        COLUMNS
            .iter()
            .find(|column| column.names.contains(&name.as_str()))
    }

    /// The series that it belongs to, if it is not one that says when.
    #[must_use]
    pub fn series(&self) -> Option<&'static Series> {
        match self.meaning {
            Meaning::Measure { place, .. } => Series::by_key(TRACKED[place].series),
            _ => None,
        }
    }

    /// The unit of its values in a file.
    #[must_use]
    pub fn unit(&self) -> Option<Unit> {
        match self.meaning {
            Meaning::Measure { factor, .. } if factor > 1.0 => Some(Unit::DollarsPerMonth),
            _ => self.series().map(|series| series.unit),
        }
    }
}
