//! The lists of hires and initiatives.

use rust_xlsxwriter::{DataValidation, Workbook, Worksheet, XlsxError};

use super::{Source, assumptions};
use crate::workbook::columns::Place;
use crate::workbook::evaluate::Value;
use crate::workbook::layout::{Cell, LIST_HEADINGS, column, row};
use crate::workbook::lists::{Allowed, Entry, Field};
use crate::workbook::style;

/// Writes the list that a sheet has columns for.
pub(super) fn write(book: &mut Workbook, source: &Source, place: Place) -> Result<(), XlsxError> {
    let (title, note) = match place {
        Place::Weeks | Place::Team => (
            "Hires",
            "The month is that in which the position opens: the first day follows after the time to hire. Empty yellow rows are for further hires.",
        ),
        Place::Delivery => (
            "Initiatives",
            "Each phase does its initiatives from top to bottom. What one multiplies or reaches holds once it is finished; an empty cell changes nothing. A kind of service runs apart and takes operating time; sso also brings single sign-on.",
        ),
    };
    let list = source.results.list(place);
    let sheet = super::add(book, place.list_sheet(), title, note, LIST_HEADINGS)?;
    let mut columns = vec![("No.", 6.0)];
    columns.extend(list.fields.iter().map(|field| {
        let width = match field.allowed {
            Allowed::Text => 44.0,
            _ => 14.0,
        };
        (field.heading, width)
    }));
    super::headings(sheet, LIST_HEADINGS, &columns)?;
    for (index, entries) in list.rows.iter().enumerate() {
        let at = LIST_HEADINGS + 1 + row(index);
        sheet.write_with_format(at, 0, row(index) + 1, &style::quiet())?;
        for (place_of, (field, entry)) in list.fields.iter().zip(entries).enumerate() {
            let cell = (at, column(place_of) + 1);
            match entry {
                Entry::Input(value) => write_input(sheet, cell, field, value.as_ref())?,
                Entry::Formula(template) => {
                    let result = source.results.entry(place, place_of, index);
                    let formula = source.layout.formula(
                        template,
                        Cell {
                            place: None,
                            row: 0,
                            slot: index,
                        },
                    );
                    let missing = Value::Number(f64::NAN);
                    super::formula(
                        sheet,
                        cell,
                        &formula,
                        result.unwrap_or(&missing),
                        &style::number(field.unit),
                    )?;
                }
            }
        }
    }
    Ok(())
}

fn write_input(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    field: &Field,
    value: Option<&Value>,
) -> Result<(), XlsxError> {
    let format = style::input(field.unit);
    match value {
        Some(Value::Number(number)) => {
            sheet.write_with_format(row, column, *number, &format)?;
        }
        Some(Value::Text(text)) => {
            sheet.write_with_format(row, column, text, &format)?;
        }
        _ => {
            sheet.write_blank(row, column, &format)?;
        }
    }
    let validation = match field.allowed {
        Allowed::Text => return Ok(()),
        Allowed::Numbers(low, high) => {
            assumptions::limits(field.heading, field.unit, (low, high), "")?.ignore_blank(true)
        }
        Allowed::Choice(choices) => DataValidation::new()
            .allow_list_strings(choices)?
            .set_error_title("Not possible")?
            .set_error_message(format!("{} can be {}.", field.heading, choices.join(", ")))?,
    };
    sheet.add_data_validation(row, column, row, column, &validation)?;
    Ok(())
}
