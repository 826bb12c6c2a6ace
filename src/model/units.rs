//! Units of inputs and outputs: their names, and what a value of them can possibly be.

/// The unit of a number: what a founder reads behind it, and its natural limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Unit {
    Weeks,
    Months,
    Hours,
    Week,
    Month,
    Users,
    UsersPerWeek,
    UsersPerUserPerWeek,
    Accounts,
    AccountsPerMonth,
    People,
    EngineerWeeksPerWeek,
    Seconds,
    Servers,
    Dollars,
    DollarsPerMonth,
    DollarsPerYear,
    DollarsPerAccountPerMonth,
    DollarsPerUserPerMonth,
    Share,
    ShareOfRevenue,
    PerMonth,
    GrowthPerWeek,
    TicketsPerWeek,
    TicketsPerUserPerWeek,
    Factor,
    LogHazard,
    Exponent,
    Component,
    YesNo,
    EngineerWeeks,
    Points,
}

/// Which of two values of a figure or a series a company would rather have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// The greater one; of weeks the later.
    More,
    /// The lesser one; of weeks the earlier.
    Less,
}

/// How a value of a unit is written for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// A plain number, large ones shortened: 527K, 0.25.
    Number,
    /// An amount of money: $1.7M.
    Dollars,
    /// A share as a percentage: 70 %.
    Percent,
    /// A place in time, never shortened: week 18, month 2.5.
    Place,
}

impl Unit {
    /// The unit's name as it stands behind a value, such as "users per week".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Hours => "hours",
            Self::Week => "week",
            Self::Month => "month",
            Self::Users => "users",
            Self::UsersPerWeek => "users per week",
            Self::UsersPerUserPerWeek => "users per user per week",
            Self::Accounts => "accounts",
            Self::AccountsPerMonth => "accounts per month",
            Self::People => "people",
            Self::EngineerWeeksPerWeek => "engineer-weeks a week",
            Self::EngineerWeeks => "engineer-weeks",
            Self::Seconds => "seconds",
            Self::Servers => "servers",
            Self::Dollars => "$",
            Self::DollarsPerMonth => "$ per month",
            Self::DollarsPerYear => "$ per year",
            Self::DollarsPerAccountPerMonth => "$ per account per month",
            Self::DollarsPerUserPerMonth => "$ per user per month",
            Self::Share => "share",
            Self::ShareOfRevenue => "share of revenue",
            Self::PerMonth => "per month",
            Self::GrowthPerWeek => "per week",
            Self::TicketsPerWeek => "tickets per week",
            Self::TicketsPerUserPerWeek => "tickets per user per week",
            Self::Factor => "factor",
            Self::LogHazard => "ln",
            Self::Exponent => "exponent",
            Self::Component => "component",
            Self::YesNo => "yes or no",
            Self::Points => "points",
        }
    }

    /// The name as it stands behind a 1, such as "user per week".
    #[must_use]
    pub const fn singular(self) -> &'static str {
        match self {
            Self::Weeks => "week",
            Self::Months => "month",
            Self::Hours => "hour",
            Self::Users => "user",
            Self::UsersPerWeek => "user per week",
            Self::UsersPerUserPerWeek => "user per user per week",
            Self::Accounts => "account",
            Self::AccountsPerMonth => "account per month",
            Self::People => "person",
            Self::EngineerWeeksPerWeek => "engineer-week a week",
            Self::EngineerWeeks => "engineer-week",
            Self::Seconds => "second",
            Self::Servers => "server",
            Self::TicketsPerWeek => "ticket per week",
            Self::TicketsPerUserPerWeek => "ticket per user per week",
            Self::Points => "point",
            _ => self.name(),
        }
    }

    /// The unit as it stands beside a value where there is little room, such as "/ user / wk".
    /// Nothing where the input's name says it.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Weeks => "weeks",
            Self::Week => "wk",
            Self::Month => "mo",
            Self::UsersPerWeek | Self::TicketsPerWeek | Self::GrowthPerWeek => "/ wk",
            Self::UsersPerUserPerWeek | Self::TicketsPerUserPerWeek => "/ user / wk",
            Self::AccountsPerMonth
            | Self::DollarsPerMonth
            | Self::DollarsPerAccountPerMonth
            | Self::PerMonth => "/ mo",
            Self::Seconds => "s",
            Self::DollarsPerYear => "/ yr",
            Self::DollarsPerUserPerMonth => "/ user / mo",
            Self::Factor => "×",
            _ => "",
        }
    }

    /// How values of this unit are written for people.
    #[must_use]
    pub const fn notation(self) -> Notation {
        match self {
            Self::Dollars
            | Self::DollarsPerMonth
            | Self::DollarsPerYear
            | Self::DollarsPerAccountPerMonth
            | Self::DollarsPerUserPerMonth => Notation::Dollars,
            Self::Share | Self::ShareOfRevenue | Self::PerMonth | Self::GrowthPerWeek => {
                Notation::Percent
            }
            Self::Week | Self::Month => Notation::Place,
            _ => Notation::Number,
        }
    }

    /// Whether a value is a name by its number: none is more or less than another.
    #[must_use]
    pub const fn is_category(self) -> bool {
        matches!(self, Self::Component)
    }

    /// The values that make sense at all, both ends included. A slider shows a narrower range;
    /// a value outside this one is refused, never clamped.
    #[must_use]
    pub const fn possible(self) -> (f64, f64) {
        match self {
            Self::Weeks | Self::Component => (0.0, 520.0),
            // A load that grows slower than its cause is none; above 5 it leaves the numbers.
            Self::Exponent => (1.0, 5.0),
            Self::Week => (1.0, 520.0),
            Self::Month => (1.0, 120.0),
            Self::Months => (0.0, 120.0),
            Self::Hours => (0.0, 520.0 * 168.0),
            Self::Points => (-100.0, 100.0),
            Self::Users => (0.0, 1e10),
            Self::UsersPerWeek | Self::Accounts => (0.0, 1e9),
            Self::UsersPerUserPerWeek | Self::Factor | Self::LogHazard => (0.0, 10.0),
            Self::AccountsPerMonth
            | Self::People
            | Self::EngineerWeeksPerWeek
            | Self::EngineerWeeks => (0.0, 1000.0),
            Self::Seconds => (0.001, 600.0),
            Self::Servers => (1.0, 1000.0),
            Self::Dollars | Self::DollarsPerMonth => (0.0, 1e12),
            Self::DollarsPerYear | Self::DollarsPerAccountPerMonth => (0.0, 1e8),
            Self::DollarsPerUserPerMonth => (0.0, 1e6),
            Self::Share | Self::ShareOfRevenue | Self::GrowthPerWeek | Self::YesNo => (0.0, 1.0),
            // A hazard is −ln(1 − m): nobody can lose everyone every month and have a rate.
            Self::PerMonth => (0.0, 0.99),
            Self::TicketsPerWeek => (0.0, 100_000.0),
            Self::TicketsPerUserPerWeek => (0.0, 100.0),
        }
    }
}
