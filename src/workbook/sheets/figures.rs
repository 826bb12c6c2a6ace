//! The figures of merit, as formulas where a spreadsheet can say them.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Source;
use crate::model::figures::FIGURES as ROWS;
use crate::model::units::Unit;
use crate::workbook::evaluate::Value;
use crate::workbook::figures::{NONE, formula};
use crate::workbook::layout::{FIGURE_COLUMN, FIGURE_HEADINGS, FIGURES, filled, row};
use crate::workbook::style;

/// Writes the sheet.
pub(super) fn write(book: &mut Workbook, source: &Source) -> Result<(), XlsxError> {
    let sheet = super::add(
        book,
        FIGURES,
        "Figures of merit",
        "Over the weeks up to the horizon. What does not happen within them is none, never the horizon's end.",
        FIGURE_HEADINGS,
    )?;
    super::headings(
        sheet,
        FIGURE_HEADINGS,
        &[
            ("Figure", 40.0),
            ("Value", 18.0),
            ("Unit", 24.0),
            ("Computed by", 30.0),
            ("Key", 30.0),
            ("Definition", 120.0),
        ],
    )?;
    for (index, figure) in ROWS.iter().enumerate() {
        let at = FIGURE_HEADINGS + 1 + row(index);
        sheet.write_with_format(at, 0, figure.label, &style::text())?;
        let number = (figure.get)(source.figures);
        let result = number.map_or_else(|| Value::Text(NONE.to_owned()), Value::Number);
        let format = style::number(figure.unit).set_align(rust_xlsxwriter::FormatAlign::Right);
        let by = if let Some(template) = formula(figure.key) {
            let text = addressed(&template, source);
            super::formula(sheet, (at, FIGURE_COLUMN), &text, &result, &format)?;
            "formula"
        } else {
            match number {
                Some(number) => sheet.write_with_format(at, FIGURE_COLUMN, number, &format)?,
                None => sheet.write_with_format(at, FIGURE_COLUMN, NONE, &format)?,
            };
            "the app, when this file was made"
        };
        let unit = match figure.unit {
            Unit::YesNo => "",
            unit => unit.name(),
        };
        sheet.write_with_format(at, 2, unit, &style::quiet())?;
        sheet.write_with_format(at, 3, by, &style::quiet())?;
        sheet.write_with_format(at, 4, figure.key, &style::quiet())?;
        sheet.write_with_format(at, 5, figure.meaning(), &style::text())?;
    }
    Ok(())
}

/// A figure's formula with addresses in the place of columns and other figures.
fn addressed(template: &str, source: &Source) -> String {
    let mut text = template.to_owned();
    for (index, figure) in ROWS.iter().enumerate() {
        let cell = format!("$B${}", FIGURE_HEADINGS + 2 + row(index));
        text = text.replace(&format!("[{}]", figure.key), &cell);
    }
    filled(&text, |key| source.layout.weeks(key))
}
