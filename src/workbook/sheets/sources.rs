//! What each assumption rests on, and how far it may be off.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::Source;
use crate::model::parameters::{PARAMETERS, Parameter};
use crate::model::risks::RISKS;
use crate::model::units::Unit;
use crate::workbook::evaluate::Value;
use crate::workbook::named::name_of;
use crate::workbook::style;

const HEADINGS: u32 = 2;

/// Writes the sheet.
pub(super) fn write(book: &mut Workbook, source: &Source) -> Result<(), XlsxError> {
    let sheet = super::add(
        book,
        "Sources",
        "What the assumptions rest on",
        "An assumption is nobody's number: replace it with your own. What is uncertain is drawn from its range in the app; here it is as it stands.",
        HEADINGS,
    )?;
    super::headings(
        sheet,
        HEADINGS,
        &[
            ("Assumption", 46.0),
            ("Value now", 16.0),
            ("Unit", 24.0),
            ("Basis", 14.0),
            ("More about it", 50.0),
            ("Realistic plan", 16.0),
            ("Plan as written", 16.0),
            ("Uncertain from", 16.0),
            ("to", 16.0),
        ],
    )?;
    let mut at = HEADINGS + 1;
    for row in PARAMETERS {
        write_parameter(sheet, at, row, source)?;
        at += 1;
    }
    for label in [
        "Hires: role, month, pay",
        "Initiatives: phase, effort, effects",
    ] {
        sheet.write_with_format(at, 0, label, &style::text())?;
        let (basis, more) = if label.starts_with('H') && source.scenario.hires_differ()
            || label.starts_with('I') && source.scenario.initiatives_differ()
        {
            ("scenario", "changed from the plan's")
        } else {
            ("plan", "")
        };
        sheet.write_with_format(at, 3, basis, &style::text())?;
        sheet.write_with_format(at, 4, more, &style::text())?;
        at += 1;
    }
    for event in &RISKS {
        sheet.write_with_format(at, 0, event.label, &style::text())?;
        let probability = source.scenario.uncertainty.probability(event.risk);
        sheet.write_with_format(at, 1, probability, &style::number(Unit::Share))?;
        let unit = format!("in {} weeks", event.period);
        sheet.write_with_format(at, 2, unit, &style::quiet())?;
        let (basis, more) = event.basis.split_once(": ").unwrap_or((event.basis, ""));
        sheet.write_with_format(at, 3, basis, &style::text())?;
        sheet.write_with_format(at, 4, more, &style::text())?;
        at += 1;
    }
    Ok(())
}

fn write_parameter(
    sheet: &mut Worksheet,
    at: u32,
    row: &Parameter,
    source: &Source,
) -> Result<(), XlsxError> {
    let number = style::number(row.unit);
    sheet.write_with_format(at, 0, row.label, &style::text())?;
    let now = Value::Number((row.get)(&source.scenario.inputs.parameters));
    super::formula(sheet, (at, 1), &name_of(row.key), &now, &number)?;
    sheet.write_with_format(at, 2, row.unit.name(), &style::quiet())?;
    sheet.write_with_format(at, 3, row.basis.word(), &style::text())?;
    sheet.write_with_format(at, 4, row.note, &style::text())?;
    sheet.write_with_format(at, 5, row.realistic, &number)?;
    sheet.write_with_format(at, 6, row.as_written, &number)?;
    let spread = source.scenario.uncertainty.spread(row);
    if !spread.is_fixed() {
        sheet.write_with_format(at, 7, spread.low, &number)?;
        sheet.write_with_format(at, 8, spread.high, &number)?;
    }
    Ok(())
}
