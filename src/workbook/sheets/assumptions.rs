//! The assumptions: every named cell.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Workbook, Worksheet, XlsxError};

use super::Source;
use crate::format;
use crate::model::units::Unit;
use crate::workbook::evaluate::Value;
use crate::workbook::layout::{ASSUMPTIONS, Cell, NAMED_COLUMN, NAMED_HEADINGS};
use crate::workbook::named::{Content, Named};
use crate::workbook::style;

/// The longest message of a validation.
const MESSAGE: usize = 255;

/// Writes the sheet, and gives its cells their names.
pub(super) fn write(book: &mut Workbook, source: &Source) -> Result<(), XlsxError> {
    let sheet = super::add(
        book,
        ASSUMPTIONS,
        "Assumptions",
        "Yellow cells are inputs: change them, and everything else follows.",
        NAMED_HEADINGS,
    )?;
    super::headings(
        sheet,
        NAMED_HEADINGS,
        &[
            ("Assumption", 46.0),
            ("Value", 16.0),
            ("Unit", 24.0),
            ("At least", 14.0),
            ("At most", 18.0),
            ("Name in formulas", 34.0),
            ("Meaning", 100.0),
        ],
    )?;
    let mut names = Vec::new();
    let mut row = NAMED_HEADINGS + 1;
    for group in &source.results.groups {
        for column in 0..7 {
            sheet.write_with_format(row, column, "", &style::section())?;
        }
        sheet.write_with_format(row, 0, group.title, &style::section())?;
        row += 1;
        for cell in &group.cells {
            write_cell(sheet, row, cell, source)?;
            names.push((cell.name.clone(), row + 1));
            row += 1;
        }
    }
    for (name, row) in names {
        book.define_name(name, &format!("={ASSUMPTIONS}!$B${row}"))?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    cell: &Named,
    source: &Source,
) -> Result<(), XlsxError> {
    let column = NAMED_COLUMN;
    sheet.write_with_format(row, 0, &cell.label, &style::text())?;
    match &cell.content {
        Content::Input(value, possible) => {
            sheet.write_with_format(row, column, *value, &style::input(cell.unit))?;
            let validation = limits(&cell.label, cell.unit, *possible, &cell.meaning)?;
            sheet.add_data_validation(row, column, row, column, &validation)?;
            for (at, limit) in (3..).zip([possible.0, possible.1]) {
                sheet.write_with_format(row, at, limit, &style::step(cell.unit))?;
            }
        }
        Content::Constant(value) => {
            sheet.write_with_format(row, column, *value, &style::number(cell.unit))?;
        }
        Content::Formula(template) => {
            let at = Cell {
                place: None,
                row: 0,
                slot: 0,
            };
            let result = Value::Number(source.results.number(&cell.name).unwrap_or(f64::NAN));
            let formula = source.layout.formula(template, at);
            super::formula(
                sheet,
                (row, column),
                &formula,
                &result,
                &style::number(cell.unit),
            )?;
        }
    }
    let unit = match cell.content {
        Content::Constant(_) => "",
        _ => cell.unit.name(),
    };
    sheet.write_with_format(row, 2, unit, &style::quiet())?;
    sheet.write_with_format(row, 5, &cell.name, &style::quiet())?;
    sheet.write_with_format(row, 6, &cell.meaning, &style::text())?;
    Ok(())
}

/// Lets a cell take numbers within limits only, and says what they are.
pub(super) fn limits(
    label: &str,
    unit: Unit,
    (low, high): (f64, f64),
    meaning: &str,
) -> Result<DataValidation, XlsxError> {
    let range = format!(
        "{label} can be {} to {}.",
        format::plain(unit, low),
        format::with_unit(unit, high)
    );
    let message = format!(
        "{meaning} From {} to {}.",
        format::plain(unit, low),
        format::with_unit(unit, high)
    );
    DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(low, high))
        .ignore_blank(false)
        .set_input_message(cut(&message))?
        .set_error_title("Not possible")?
        .set_error_message(cut(&range))
}

fn cut(text: &str) -> String {
    text.chars().take(MESSAGE).collect()
}
