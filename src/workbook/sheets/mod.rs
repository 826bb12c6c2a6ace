//! The sheets, one after the other as they stand in the workbook.

mod about;
mod assumptions;
mod charts;
mod definitions;
mod figures;
mod lists;
mod sources;
mod weekly;

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};

use crate::model::figures::Figures;
use crate::model::run::Run;
use crate::model::scenario::Scenario;

use super::columns::Place;
use super::evaluate::Value;
use super::layout::Layout;
use super::results::Results;
use super::style;

/// What the sheets are written from.
pub(super) struct Source<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) run: &'a Run,
    pub(super) figures: &'a Figures,
    pub(super) results: &'a Results,
    pub(super) layout: &'a Layout<'a>,
}

/// Writes all sheets.
pub(super) fn write(book: &mut Workbook, source: &Source) -> Result<(), XlsxError> {
    about::write(book, source)?;
    assumptions::write(book, source)?;
    lists::write(book, source, Place::Team)?;
    lists::write(book, source, Place::Delivery)?;
    figures::write(book, source)?;
    charts::write(book, source)?;
    weekly::write(book, source)?;
    weekly::write_blocks(book, source, Place::Team)?;
    weekly::write_blocks(book, source, Place::Delivery)?;
    definitions::write(book, source)?;
    sources::write(book, source)
}

/// A further sheet with its title, ready for print: landscape, as wide as the paper, with the title
/// and page numbers around it.
fn add<'book>(
    book: &'book mut Workbook,
    name: &str,
    title: &str,
    note: &str,
    headings: u32,
) -> Result<&'book mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    sheet.write_with_format(0, 0, title, &style::title())?;
    sheet.write_with_format(1, 0, note, &style::note())?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_header("&L&A&R&F");
    sheet.set_footer("&CPage &P of &N");
    if headings > 0 {
        sheet.set_repeat_rows(0, headings)?;
        sheet.set_freeze_panes(headings + 1, 1)?;
    }
    Ok(sheet)
}

/// Writes headings beside each other, and how wide the columns are.
fn headings(sheet: &mut Worksheet, row: u32, columns: &[(&str, f64)]) -> Result<(), XlsxError> {
    for (at, (heading, width)) in (0..).zip(columns) {
        sheet.write_with_format(row, at, *heading, &style::heading())?;
        sheet.set_column_width(at, *width)?;
    }
    Ok(())
}

/// Writes a formula with what it comes to.
fn formula(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    formula: &str,
    result: &Value,
    format: &Format,
) -> Result<(), XlsxError> {
    let formula = Formula::new(formula).set_result(shown(result));
    sheet.write_formula_with_format(row, column, formula, format)?;
    Ok(())
}

/// A result as it stands in the file.
fn shown(result: &Value) -> String {
    match result {
        Value::Number(number) if number.is_finite() => format!("{number:?}"),
        Value::Text(text) => text.clone(),
        // What no number holds, as a spreadsheet says it.
        Value::Number(_) | Value::Row(_) => "#NUM!".to_owned(),
    }
}
