//! What each series means, and where it stands.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::Source;
use crate::model::initiatives::Component;
use crate::model::week::SERIES;
use crate::workbook::columns::COLUMNS;
use crate::workbook::layout::first_column;
use crate::workbook::style;

const HEADINGS: u32 = 2;

/// Writes the sheet.
pub(super) fn write(book: &mut Workbook, source: &Source) -> Result<(), XlsxError> {
    let sheet = super::add(
        book,
        "Definitions",
        "Series of every week",
        "Stocks are those at the week's end; load, speed and uptime those that the week starts with; flows are of the week; revenue and costs are $ a month.",
        HEADINGS,
    )?;
    super::headings(
        sheet,
        HEADINGS,
        &[
            ("Series", 28.0),
            ("Unit", 24.0),
            ("Column of Weeks", 16.0),
            ("Key", 20.0),
            ("Definition", 110.0),
        ],
    )?;
    for (at, series) in (HEADINGS + 1..).zip(SERIES) {
        sheet.write_with_format(at, 0, series.label, &style::text())?;
        sheet.write_with_format(at, 1, series.unit.name(), &style::quiet())?;
        if let Some(column) = COLUMNS.iter().find(|column| column.key == series.key) {
            let name = column_number_to_name(first_column(column, source.results));
            sheet.write_with_format(at, 2, name, &style::quiet())?;
        }
        sheet.write_with_format(at, 3, series.key, &style::quiet())?;
        let mut meaning = series.meaning().to_owned();
        if series.key == "bottleneck" {
            for (code, component) in Component::ALL.iter().enumerate() {
                let separator = if code == 0 { " " } else { ", " };
                meaning = format!("{meaning}{separator}{code} {}", component.label());
            }
            meaning.push('.');
        }
        sheet.write_with_format(at, 4, meaning, &style::text())?;
    }
    Ok(())
}
