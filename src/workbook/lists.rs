//! The lists of hires and initiatives as tables of cells, with empty rows to be filled.

use crate::model::initiatives::{EFFECTS, EFFORT_POSSIBLE, Initiative, Kind};
use crate::model::inputs::{HIRE_FIELDS, Hire, Inputs};
use crate::model::units::Unit;

use super::columns::Place;
use super::evaluate::Value;

/// Empty rows for further hires.
pub const SPARE_HIRES: usize = 5;
/// Empty rows for further initiatives.
pub const SPARE_INITIATIVES: usize = 3;

/// What somebody may type into a field of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Allowed {
    /// Any text.
    Text,
    /// A number within limits.
    Numbers(f64, f64),
    /// One of these.
    Choice(&'static [&'static str]),
}

/// A column of a list.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name that lines call it by, behind `list.`.
    pub key: &'static str,
    /// What stands above it.
    pub heading: &'static str,
    /// The unit of its values.
    pub unit: Unit,
    /// What is possible.
    pub allowed: Allowed,
}

/// A cell of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A yellow cell, filled or not.
    Input(Option<Value>),
    /// A cell that follows from others.
    Formula(&'static str),
}

/// A list as a table.
#[derive(Clone, Debug)]
pub struct List {
    /// The sheet whose blocks have a column for each row.
    pub place: Place,
    /// Its columns.
    pub fields: Vec<Field>,
    /// Its rows.
    pub rows: Vec<Vec<Entry>>,
}

impl List {
    /// The column of a field.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.key == key)
    }

    fn fill(&mut self, spare: usize) {
        let empty = vec![Entry::Input(None); self.fields.len()];
        self.rows.extend(std::iter::repeat_n(empty, spare));
    }
}

/// Role, month and pay of every hire, and of whoever follows an engineer who leaves in a stress
/// test.
#[must_use]
pub fn hires(inputs: &Inputs) -> List {
    let text = Field {
        key: "role",
        heading: "Role",
        unit: Unit::People,
        allowed: Allowed::Text,
    };
    let numbers = HIRE_FIELDS.iter().map(|field| Field {
        key: field.key,
        heading: field.label,
        unit: field.unit,
        allowed: Allowed::Numbers(field.possible.0, field.possible.1),
    });
    let row = |hire: &Hire| {
        let role = std::iter::once(Value::Text(hire.role.clone().into_owned()));
        let numbers = HIRE_FIELDS
            .iter()
            .map(|field| Value::Number((field.get)(hire)));
        role.chain(numbers)
            .map(|value| Entry::Input(Some(value)))
            .collect()
    };
    let mut list = List {
        place: Place::Team,
        fields: std::iter::once(text).chain(numbers).collect(),
        rows: inputs.hires.iter().map(row).collect(),
    };
    list.fill(SPARE_HIRES);
    list.rows.push(vec![
        Entry::Formula("\"Follows an engineer who leaves (stress test)\""),
        Entry::Formula("IF(stress_departure>0,1+(stress_departure-1)/weeks_per_month,\"never\")"),
        Entry::Formula("team_salary"),
    ]);
    list
}

const PHASES: &[&str] = &["1", "2", "3"];
const KINDS: &[&str] = &[Kind::ALL[0].key(), Kind::ALL[1].key(), Kind::ALL[2].key()];

/// Every initiative with what it changes.
#[must_use]
pub fn initiatives(inputs: &Inputs) -> List {
    let field = |key, heading, unit, allowed| Field {
        key,
        heading,
        unit,
        allowed,
    };
    let (low, high) = EFFORT_POSSIBLE;
    let mut fields = vec![
        field("label", "Initiative", Unit::EngineerWeeks, Allowed::Text),
        field("phase", "Phase", Unit::Factor, Allowed::Choice(PHASES)),
        field(
            "effort",
            "Estimate",
            Unit::EngineerWeeks,
            Allowed::Numbers(low, high),
        ),
        field("kind", "Kind", Unit::YesNo, Allowed::Choice(KINDS)),
    ];
    fields.extend(EFFECTS.iter().map(|effect| {
        // A share is reached; everything else is multiplied.
        let unit = if effect.neutral > 0.0 {
            Unit::Factor
        } else {
            Unit::Share
        };
        let (low, high) = effect.possible;
        field(effect.key, effect.label, unit, Allowed::Numbers(low, high))
    }));
    let row = |initiative: &Initiative| {
        let mut row = vec![
            Entry::Input(Some(Value::Text(initiative.label.clone().into_owned()))),
            Entry::Input(Some(Value::Number(f64::from(initiative.phase)))),
            Entry::Input(Some(Value::Number(initiative.effort))),
            Entry::Input(Some(Value::Text(initiative.kind.key().to_owned()))),
        ];
        // What changes nothing stays empty: the table is read for what is in it.
        row.extend(
            EFFECTS
                .iter()
                .zip(initiative.effects)
                .map(|(effect, value)| {
                    let changes = value.to_bits() != effect.neutral.to_bits();
                    Entry::Input(changes.then_some(Value::Number(value)))
                }),
        );
        row
    };
    let mut list = List {
        place: Place::Delivery,
        fields,
        rows: inputs.initiatives.iter().map(row).collect(),
    };
    list.fill(SPARE_INITIATIVES);
    list
}
