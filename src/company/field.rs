//! THE FIELDS: every number that can be typed. An answer belongs to a question; a figure follows
//! from the answers, and can be typed in the place of one of them.

use super::measured::Measured;
use super::question::Question;
use crate::model::units::Unit;

/// A number that can be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Field {
    Users,
    Starter,
    Professional,
    Enterprise,
    Custom,
    Arr,
    StarterPrice,
    ProfessionalPrice,
    EnterprisePrice,
    CustomPrice,
    Engineers,
    Pay,
    Cash,
    OtherCosts,
    Growth,
    Churn,
    Bill,
    Limit,
    Runway,
    TotalCosts,
    WeeklyGrowth,
    ArrGrowth,
    Arpa,
    CostPerUser,
    Market,
}

/// The number of fields.
pub const FIELD_COUNT: usize = 25;

impl Field {
    /// Paying accounts, in the order of the tiers.
    pub const ACCOUNTS: [Self; 4] = [
        Self::Starter,
        Self::Professional,
        Self::Enterprise,
        Self::Custom,
    ];

    /// Prices, in the order of the tiers.
    pub const PRICES: [Self; 4] = [
        Self::StarterPrice,
        Self::ProfessionalPrice,
        Self::EnterprisePrice,
        Self::CustomPrice,
    ];

    /// The field's row.
    #[must_use]
    pub fn row(self) -> &'static FieldRow {
        &FIELDS[self as usize]
    }

    /// The field with this key, if there is one.
    #[must_use]
    pub fn by_key(key: &str) -> Option<Self> {
        let row = FIELDS.iter().find(|row| row.key == key);
        row.map(|row| row.field)
    }
}

/// A number that can be typed, as people read it.
#[derive(Debug)]
pub struct FieldRow {
    /// Which one.
    pub field: Field,
    /// The name of its control.
    pub key: &'static str,
    /// The name that people read.
    pub label: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// The question that it answers.
    pub question: Question,
    /// For a figure that follows from the answers: the answer in whose place it can be typed.
    pub instead_of: Option<&'static str>,
    /// The values that can be taken at all.
    pub possible: (f64, f64),
    /// What the model says of a company; none where there is no such number.
    pub get: fn(&Measured) -> Option<f64>,
}

/// The answer in whose place a figure can be typed, if it is a figure.
macro_rules! instead_of {
    () => {
        None
    };
    ($answer:literal) => {
        Some($answer)
    };
}

macro_rules! fields {
    ($( $field:ident $key:literal $label:literal $unit:ident $question:ident
        $(instead of $instead:literal)? in $low:literal => $high:literal = $get:expr; )+) => {
        /// All fields, in the order of [`Field`].
        pub static FIELDS: [FieldRow; FIELD_COUNT] = [
            $( FieldRow {
                field: Field::$field,
                key: $key,
                label: $label,
                unit: Unit::$unit,
                question: Question::$question,
                instead_of: instead_of!($($instead)?),
                possible: ($low, $high),
                get: $get,
            }, )+
        ];
    };
}

fields! {
    Users "users" "Users" Users Users in 1.0 => 1e9 = |it| Some(it.users);
    Starter "starter" "Starter accounts" Accounts Customers in 0.0 => 1e9 = |it| Some(it.accounts[0]);
    Professional "professional" "Professional accounts" Accounts Customers in 0.0 => 1e9 = |it| Some(it.accounts[1]);
    Enterprise "enterprise" "Enterprise accounts" Accounts Customers in 0.0 => 1e9 = |it| Some(it.accounts[2]);
    Custom "custom" "Custom accounts" Accounts Customers in 0.0 => 1e9 = |it| Some(it.accounts[3]);
    Arr "arr" "ARR" DollarsPerYear Customers in 0.0 => 1e10 = |it| Some(it.arr);
    StarterPrice "starter-price" "Starter price" DollarsPerAccountPerMonth Prices in 0.0 => 1e8 = |it| Some(it.prices[0]);
    ProfessionalPrice "professional-price" "Professional price" DollarsPerAccountPerMonth Prices in 0.0 => 1e8 = |it| Some(it.prices[1]);
    EnterprisePrice "enterprise-price" "Enterprise price" DollarsPerAccountPerMonth Prices in 0.0 => 1e8 = |it| Some(it.prices[2]);
    CustomPrice "custom-price" "Custom price" DollarsPerAccountPerMonth Prices in 0.0 => 1e8 = |it| Some(it.prices[3]);
    Engineers "engineers" "Engineers" People Engineers in 1.0 => 1000.0 = |it| Some(it.engineers);
    Pay "pay" "Average salary" DollarsPerYear Engineers in 0.0 => 1e8 = |it| Some(it.salary);
    Cash "cash" "Cash in the bank" Dollars Money in 0.0 => 1e12 = |it| Some(it.cash);
    OtherCosts "other" "Other costs" DollarsPerMonth Money in 0.0 => 1e12 = |it| Some(it.other);
    Growth "growth" "User growth" PerMonth Growth in -0.95 => 10.0 = |it| Some(it.growth);
    Churn "churn" "Account churn" PerMonth Growth in 0.0 => 0.95 = |it| Some(it.churn);
    Bill "bill" "Infrastructure bill" DollarsPerMonth Infrastructure in 0.0 => 1e12 = |it| Some(it.bill);
    Limit "limit" "Breaks at" Users Limit in 1.0 => 1e12 = |it| Some(it.limit);
    Runway "runway" "Runway today" Months Money instead of "other costs" in 0.01 => 1200.0 = |it| it.runway;
    TotalCosts "total" "All costs" DollarsPerMonth Money instead of "other costs" in 0.0 => 1e12 = |it| Some(it.total);
    WeeklyGrowth "weekly" "User growth a week" GrowthPerWeek Growth instead of "user growth" in -0.5 => 0.74 = |it| Some(it.weekly);
    ArrGrowth "arr-growth" "ARR growth" PerMonth Growth instead of "free teams that start to pay" in -0.95 => 10.0 = |it| it.arr_growth;
    Arpa "arpa" "Revenue per account" DollarsPerAccountPerMonth Prices instead of "prices" in 0.0 => 1e8 = |it| it.arpa;
    CostPerUser "per-user" "Infrastructure per user" DollarsPerUserPerMonth Infrastructure instead of "infrastructure bill" in 0.0 => 1e6 = |it| Some(it.cost_per_user);
    Market "market" "Market size" Users Users instead of "the scenario's market" in 1.0 => 1e11 = |it| Some(it.market);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_their_fields() {
        for (index, row) in FIELDS.iter().enumerate() {
            assert_eq!(row.field as usize, index, "{}", row.key);
            assert_eq!(Field::by_key(row.key), Some(row.field));
        }
    }
}
