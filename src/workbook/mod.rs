//! A scenario as a spreadsheet file whose formulas compute it: whoever changes a yellow cell sees
//! the weeks follow, as in the page.
//!
//! Reading order: the tables ([`columns`] with [`lines`], [`lists`], [`named`] and [`constants`],
//! [`mod@figures`]), the language of their formulas ([`expression`], [`evaluate`]), what they come to
//! ([`results`]), where everything stands ([`layout`]), and the sheets.

pub mod columns;
pub mod constants;
pub mod evaluate;
pub mod expression;
pub mod figures;
pub mod function;
pub mod layout;
pub mod lines;
pub mod lists;
pub mod named;
pub mod results;
mod sheets;
mod style;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::model::figures::figures;
use crate::model::scenario::Scenario;
use crate::share::from_link;

use layout::Layout;
use results::Results;
use sheets::Source;

/// The workbook cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// A formula of the tables makes no sense, which the tests rule out.
    #[error(transparent)]
    Syntax(expression::SyntaxError),
    /// A formula of the tables does not fit what it reads, which the tests rule out.
    #[error("the formula of {key} cannot be worked out: {reason}")]
    Formula {
        /// Of which cell.
        key: String,
        /// Why.
        reason: String,
    },
    /// The file cannot be put together.
    #[error("the workbook cannot be written: {0}")]
    File(#[from] rust_xlsxwriter::XlsxError),
}

impl WorkbookError {
    fn wrong(key: &str, wrong: &evaluate::Wrong) -> Self {
        Self::Formula {
            key: key.to_owned(),
            reason: wrong.to_string(),
        }
    }
}

/// The moment at which every workbook was made, so that the same scenario gives the same bytes.
const MADE: (u16, u8, u8) = (2025, 1, 1);

/// The bytes of the spreadsheet file of a scenario.
///
/// # Errors
/// [`WorkbookError`] that says what stopped it.
pub fn workbook(scenario: &Scenario) -> Result<Vec<u8>, WorkbookError> {
    let results = Results::of(scenario)?;
    let run = scenario.run();
    let mut book = Workbook::new();
    let (year, month, day) = MADE;
    book.set_properties(
        &DocProperties::new()
            .set_title(format!("Headroom: {}", scenario.name))
            .set_comment("A model of a company week by week, with live formulas.")
            .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?),
    );
    let source = Source {
        scenario,
        run: &run,
        figures: &figures(&scenario.inputs, &run),
        results: &results,
        layout: &Layout::new(&results),
    };
    sheets::write(&mut book, &source)?;
    Ok(book.save_to_buffer()?)
}

/// The same for the scenario of a link's fragment. What of a link cannot be taken is not in it, as
/// on the page, which says so.
///
/// # Errors
/// [`WorkbookError`] that says what stopped it.
pub fn of_link(link: &str) -> Result<Vec<u8>, WorkbookError> {
    let (scenario, _) = from_link(link);
    workbook(&scenario)
}
