//! Numbers as people type them into the fields of the room, and as they stand there before.

use crate::company::{FieldRow, Refusal};
use crate::format::{self, Misread};
use crate::model::units::Notation;

/// What stands in a field before anybody types: round enough to be read.
pub(super) fn prefilled(row: &FieldRow, value: f64) -> String {
    let rounded = if value.abs() >= 1000.0 || (value - value.round()).abs() < 1e-6 {
        value.round()
    } else {
        (value * 100.0).round() / 100.0
    };
    match row.unit.notation() {
        Notation::Percent => format::percent(value, 2),
        Notation::Dollars if value.abs() < 1e6 => format::amount_of(&format::full(rounded)),
        Notation::Number if value.abs() < 1e6 => format::full(rounded),
        _ => format::plain(row.unit, value),
    }
}

/// What was typed, as a number. A number in a field of per cents is one of per cents, with or
/// without the sign.
pub(super) fn read(row: &FieldRow, text: &str) -> Result<f64, Refusal> {
    let bare: String = text
        .chars()
        .filter(|letter| !matches!(letter, '€' | '£'))
        .collect();
    format::number(row.unit, &bare).map_err(|misread| Refusal {
        field: row.field,
        says: match misread {
            Misread::NotANumber(_) | Misread::Nothing
                if row.unit.notation() == Notation::Percent =>
            {
                format!("“{text}” is no number: write 8 % or 0.5 %.")
            }
            Misread::NotANumber(_) | Misread::Nothing => {
                format!("“{text}” is no number: write 12,000, 12K or 1.5M.")
            }
            Misread::OtherUnit { .. } => format!("{misread}."),
        },
    })
}
