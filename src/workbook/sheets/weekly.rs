//! The weekly sheet, and the two beside it with a column for each hire or initiative.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, Formula, Workbook, Worksheet, XlsxError};

use super::Source;
use crate::workbook::columns::{COLUMNS, Column, Place};
use crate::workbook::evaluate::Value;
use crate::workbook::layout::{Cell, FIRST_LINE, WEEK_HEADINGS, column, first_column, row};
use crate::workbook::lines::lines_of;
use crate::workbook::style;

/// Writes the weekly sheet.
pub(super) fn write(book: &mut Workbook, source: &Source) -> Result<(), XlsxError> {
    let place = Place::Weeks;
    let sheet = super::add(
        book,
        place.sheet(),
        "Weeks",
        "One row a week; the row of week 0 is the start. Black columns are the series of the app, grey ones steps on the way to them.",
        WEEK_HEADINGS + 2,
    )?;
    // Too wide for one page: as many as it takes, each with the weeks and the headings.
    sheet.set_print_scale(60);
    sheet.set_repeat_columns(0, 0)?;
    sheet.set_row_height(WEEK_HEADINGS, 48)?;
    let mut section = None;
    for wanted in of(place) {
        let at = first_column(wanted, source.results);
        let is_new = section != Some(wanted.section);
        section = Some(wanted.section);
        let title = if is_new { wanted.section.title() } else { "" };
        sheet.write_with_format(WEEK_HEADINGS - 1, at, title, &style::section())?;
        sheet.write_with_format(WEEK_HEADINGS, at, wanted.heading(), &style::heading())?;
        sheet.write_with_format(WEEK_HEADINGS + 1, at, wanted.unit().name(), &style::note())?;
        sheet.write_with_format(WEEK_HEADINGS + 2, at, wanted.key, &style::note())?;
        sheet.set_column_width(at, if wanted.key == "week" { 7.0 } else { 15.0 })?;
        write_column(sheet, source, wanted, 0)?;
    }
    grey_beyond(sheet, source, place, column(of(place).count()) - 1)
}

/// Writes the sheet with the blocks of a list.
pub(super) fn write_blocks(
    book: &mut Workbook,
    source: &Source,
    place: Place,
) -> Result<(), XlsxError> {
    let note = match place {
        Place::Weeks | Place::Team => {
            "One column a hire: the share of each week in which somebody is present, and how far everybody has grown into the job."
        }
        Place::Delivery => {
            "One column an initiative: whether it is finished at the start of each week. Above it, what it is worth; multipliers as logarithms, whose sums are those of the products."
        }
    };
    let slots = source.results.slots(place);
    let sheet = super::add(book, place.sheet(), place.sheet(), note, place.start() - 1)?;
    sheet.set_column_width(0, 34)?;
    for (line, at) in lines_of(place).zip(FIRST_LINE..) {
        sheet.write_with_format(at, 0, line.heading, &style::text())?;
        let format = style::step(line.unit);
        for slot in 0..slots {
            let cell = Cell {
                place: Some(place),
                row: 0,
                slot,
            };
            let formula = source.layout.formula(line.formula, cell);
            let missing = Value::Number(f64::NAN);
            let result = source.results.line(line.key, slot).unwrap_or(&missing);
            let at = (at, 1 + column(slot));
            super::formula(sheet, at, &formula, result, &format)?;
        }
    }
    let headings = place.start() - 1;
    sheet.write_with_format(headings, 0, "Week", &style::heading())?;
    for week in 0..=source.results.weeks {
        let at = place.start() + row(week);
        let formula = source.layout.formula(
            "{week}",
            Cell {
                place: Some(place),
                row: week,
                slot: 0,
            },
        );
        let formula = Formula::new(formula).set_result(week.to_string());
        sheet.write_formula_with_format(at, 0, formula, &style::text())?;
    }
    let mut last = 0;
    for wanted in of(place) {
        for slot in 0..slots {
            last = first_column(wanted, source.results) + column(slot);
            let heading = format!("{} {}", wanted.heading(), slot + 1);
            sheet.write_with_format(headings, last, heading, &style::heading())?;
            sheet.set_column_width(last, 12)?;
            write_column(sheet, source, wanted, slot)?;
        }
    }
    grey_beyond(sheet, source, place, last)
}

fn of(place: Place) -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().filter(move |column| column.place == place)
}

/// Writes the start and all weeks of a column.
fn write_column(
    sheet: &mut Worksheet,
    source: &Source,
    wanted: &Column,
    slot: usize,
) -> Result<(), XlsxError> {
    let at = first_column(wanted, source.results) + column(slot);
    let format: Format = if wanted.series().is_some() || wanted.key == "week" {
        style::number(wanted.unit())
    } else {
        style::step(wanted.unit())
    };
    for week in 0..=source.results.weeks {
        let template = if week == 0 {
            wanted.start
        } else {
            wanted.formula
        };
        if template.is_empty() {
            continue;
        }
        let cell = Cell {
            place: Some(wanted.place),
            row: week,
            slot,
        };
        let formula = source.layout.formula(template, cell);
        let row = wanted.place.start() + row(week);
        super::formula(
            sheet,
            (row, at),
            &formula,
            &result(source, wanted, week, slot),
            &format,
        )?;
    }
    Ok(())
}

/// What stands in a cell: of a series what the model says, of a step what its formula comes to.
fn result(source: &Source, wanted: &Column, week: usize, slot: usize) -> Value {
    let of_the_model = wanted.series().and_then(|series| {
        let week = source.run.weeks.get(week.checked_sub(1)?)?;
        Some((series.get)(week))
    });
    let number = of_the_model.or_else(|| source.results.cell(wanted.key, week, slot));
    Value::Number(number.unwrap_or(f64::NAN))
}

/// Shows weeks that do not count in grey.
fn grey_beyond(
    sheet: &mut Worksheet,
    source: &Source,
    place: Place,
    last: u16,
) -> Result<(), XlsxError> {
    let first = place.start() + 1;
    let rule = ConditionalFormatFormula::new()
        .set_rule(format!("=$A{}>horizon", first + 1).as_str())
        .set_format(style::beyond());
    sheet.add_conditional_format(
        first,
        0,
        place.start() + row(source.results.weeks),
        last,
        &rule,
    )?;
    Ok(())
}
