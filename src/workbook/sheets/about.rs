//! The first sheet: what this is, and how to use it.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Source;
use crate::format;
use crate::model::units::Unit;
use crate::workbook::style;

const USE: [&str; 6] = [
    "Change yellow cells, and only those: on Assumptions, Hires and Initiatives. Everything else follows by formulas, week by week. A cell that is given what it cannot have says what is possible.",
    "Empty yellow rows at the end of Hires and Initiatives are for further ones. A hire without a month does not come; an initiative without a phase is not done.",
    "A stress test at the end of Assumptions lets something go wrong in a week of your choice.",
    "Fewer weeks than the workbook has can be looked at by Horizon on Assumptions; for more, make the workbook anew.",
    "Formulas call inputs by name: growth_viral is word of mouth on Assumptions. The names stand beside the yellow cells.",
    "There are no macros, no links to other files and no circular references. Excel, LibreOffice and Google Sheets can recalculate it; where a change shows nothing, automatic calculation is switched off in the program.",
];

const SHEETS: [(&str, &str); 11] = [
    (
        "Assumptions",
        "Every input but the two lists, the stress test, and the constants of the model.",
    ),
    ("Hires", "Engineers to be hired: role, month, pay."),
    (
        "Initiatives",
        "The work of the three phases, and what it multiplies or reaches once it is finished.",
    ),
    (
        "Figures",
        "Figures of merit of this scenario, each with its definition.",
    ),
    ("Charts", "Revenue, cash, load and users at a glance."),
    (
        "Weeks",
        "The model: one row a week, from the team to cash, in causal order. Grey columns are steps on the way.",
    ),
    (
        "Team",
        "Who is present in each week, and how far each hire has grown into the job.",
    ),
    (
        "Delivery",
        "Which initiatives are finished at the start of each week, and what each is worth.",
    ),
    ("Definitions", "What each series of the weekly sheet means."),
    (
        "Sources",
        "What each assumption rests on: plan, evidence, benchmark or judgement, and how far it may be off.",
    ),
    (
        "",
        "Not in here: runs with everything uncertain drawn, their odds, and searches for better plans. The page has them.",
    ),
];

/// Characters that fit on a line for certain, and its height.
const LINE: usize = 105;
const LINE_HEIGHT: f64 = 15.0;

/// Writes the sheet.
pub(super) fn write(book: &mut Workbook, source: &Source) -> Result<(), XlsxError> {
    let scenario = source.scenario;
    let title = format!("Headroom: {}", scenario.name);
    let note = format!(
        "A what-if model of a company that grows faster than its architecture, its team or its cash: {} weeks, started from the preset “{}”.",
        scenario.inputs.weeks(),
        scenario.preset.label()
    );
    let sheet = super::add(book, "About", &title, &note, 0)?;
    sheet.set_column_width(0, 18)?;
    sheet.set_column_width(1, 120)?;
    let mut row = 3;
    sheet.write_with_format(row, 0, "How to use it", &style::section())?;
    sheet.write_with_format(row, 1, "", &style::section())?;
    row += 1;
    for (number, text) in (1..).zip(USE) {
        let mark = if number == 1 {
            style::input(Unit::Week)
        } else {
            style::text()
        };
        sheet.write_with_format(row, 0, number, &mark)?;
        sheet.write_with_format(row, 1, text, &style::wrapped())?;
        if text.len() > LINE {
            sheet.set_row_height(row, 2.0 * LINE_HEIGHT)?;
        }
        row += 1;
    }
    row += 1;
    sheet.write_with_format(row, 0, "What is where", &style::section())?;
    sheet.write_with_format(row, 1, "", &style::section())?;
    row += 1;
    for (name, text) in SHEETS {
        if !name.is_empty() {
            let link = rust_xlsxwriter::Url::new(format!("internal:'{name}'!A1")).set_text(name);
            sheet.write_url(row, 0, link)?;
        }
        sheet.write_with_format(row, 1, text, &style::wrapped())?;
        row += 1;
    }
    row += 1;
    sheet.write_with_format(row, 0, "At a glance", &style::section())?;
    sheet.write_with_format(
        row,
        1,
        "As the app computed it when this file was made; Figures has what is computed now.",
        &style::section(),
    )?;
    row += 1;
    let figures = source.figures;
    for (label, text) in [
        (
            "ARR",
            figures
                .arr
                .map(|arr| format::with_unit(Unit::DollarsPerYear, arr)),
        ),
        ("Lowest cash", Some(format::dollars(figures.lowest_cash))),
        (
            "Cash runs out",
            Some(figures.cash_out_week.map_or_else(
                || "not within the horizon".to_owned(),
                |week| format!("in week {week}"),
            )),
        ),
    ] {
        sheet.write_with_format(row, 0, label, &style::text())?;
        sheet.write_with_format(row, 1, text.unwrap_or_default(), &style::text())?;
        row += 1;
    }
    Ok(())
}
