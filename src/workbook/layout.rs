//! Where everything stands, and formulas with the addresses of cells in the place of keys.

use std::collections::HashMap;

use rust_xlsxwriter::utility::column_number_to_name;

use crate::model::calendar::WEEKS_PER_YEAR;

use super::columns::{COLUMNS, Column, Place};
use super::expression::{Reference, Span, reference};
use super::lines::{LINES, Line, lines_of};
use super::results::Results;

/// Row of the named cells' headings; the first group follows.
pub const NAMED_HEADINGS: u32 = 2;
/// Column of the named cells.
pub const NAMED_COLUMN: u16 = 1;
/// Row of a list's headings; its first row follows.
pub const LIST_HEADINGS: u32 = 2;
/// Row of the figures' headings; the first figure follows.
pub const FIGURE_HEADINGS: u32 = 2;
/// Column of the figures' values.
pub const FIGURE_COLUMN: u16 = 1;
/// Row of the headings of the weekly sheet: sections above, units and keys below.
pub const WEEK_HEADINGS: u32 = 3;
/// Row of the first line above a block.
pub const FIRST_LINE: u32 = 2;

/// The sheet with all inputs but the lists.
pub const ASSUMPTIONS: &str = "Assumptions";
/// The sheet with the figures of merit.
pub const FIGURES: &str = "Figures";

/// The cell that a formula stands in.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// The sheet, where it is one of the weekly ones.
    pub place: Option<Place>,
    /// The row, 0 being the start.
    pub row: usize,
    /// The hire or initiative.
    pub slot: usize,
}

impl Place {
    /// The name of the sheet.
    #[must_use]
    pub const fn sheet(self) -> &'static str {
        match self {
            Self::Weeks => "Weeks",
            Self::Team => "Team",
            Self::Delivery => "Delivery",
        }
    }

    /// The name of the sheet with the list whose rows it has columns for.
    #[must_use]
    pub const fn list_sheet(self) -> &'static str {
        match self {
            Self::Weeks | Self::Team => "Hires",
            Self::Delivery => "Initiatives",
        }
    }

    /// The row of the start; the weeks follow.
    #[must_use]
    pub fn start(self) -> u32 {
        match self {
            Self::Weeks => WEEK_HEADINGS + 3,
            // The lines are followed by headings.
            Self::Team | Self::Delivery => FIRST_LINE + row(lines_of(self).count()) + 1,
        }
    }
}

/// A row of a sheet.
#[must_use]
pub fn row(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// A column of a sheet.
#[must_use]
pub fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// The column of the weekly sheet, or the first one of a block.
#[must_use]
pub fn first_column(wanted: &Column, results: &Results) -> u16 {
    let before = COLUMNS
        .iter()
        .filter(|column| column.place == wanted.place)
        .take_while(|column| column.key != wanted.key)
        .count();
    match wanted.place {
        Place::Weeks => column(before),
        // The week stands first, and a free column between two blocks.
        place => column(1 + before * (results.slots(place) + 1)),
    }
}

/// Where each key stands, found once.
#[derive(Debug)]
pub struct Layout<'results> {
    results: &'results Results,
    columns: HashMap<&'static str, (&'static Column, u16)>,
    lines: HashMap<&'static str, (&'static Line, u32)>,
}

impl<'results> Layout<'results> {
    /// Where everything of a workbook stands.
    #[must_use]
    pub fn new(results: &'results Results) -> Self {
        let mut lines = HashMap::new();
        for place in [Place::Team, Place::Delivery] {
            for (index, line) in lines_of(place).enumerate() {
                lines.insert(line.key, (line, FIRST_LINE + row(index)));
            }
        }
        debug_assert_eq!(lines.len(), LINES.len());
        Self {
            results,
            lines,
            columns: COLUMNS
                .iter()
                .map(|column| (column.key, (column, first_column(column, results))))
                .collect(),
        }
    }

    /// A formula for a cell, with addresses.
    #[must_use]
    pub fn formula(&self, template: &str, cell: Cell) -> String {
        filled(template, |text| self.address(&reference(text), cell))
    }

    /// The weeks up to the horizon of a column, the last few of them, or one, as figures read
    /// them: `cash`, `cash:13`, `cash@26`.
    #[must_use]
    pub fn weeks(&self, text: &str) -> Option<String> {
        let (key, rest) = text.split_at(text.find([':', '@']).unwrap_or(text.len()));
        let (_, at) = self.columns.get(key)?;
        let name = column_number_to_name(*at);
        let first = Place::Weeks.start() + 2;
        let last = first + row(self.results.weeks) - 1;
        let all = format!("Weeks!${name}${first}:${name}${last}");
        Some(match rest.split_at_checked(1) {
            Some(("@", week)) => format!("INDEX({all},{week})"),
            Some((_, count)) => {
                format!("INDEX({all},MAX(1,horizon+1-{count})):INDEX({all},horizon)")
            }
            None => format!("Weeks!${name}${first}:INDEX({all},horizon)"),
        })
    }

    fn address(&self, reference: &Reference, cell: Cell) -> Option<String> {
        let key = reference.key.as_str();
        if let Some((column, first)) = self.columns.get(key) {
            let week = cell.row.checked_sub(usize::from(reference.before))?;
            // Rows are counted from 1 in addresses.
            let at = column.place.start() + row(week) + 1;
            let sheet = on(column.place, cell);
            let fixed = fixed(cell.row);
            let (from, to) = match column.place {
                Place::Weeks => self.span(Place::Weeks, *first, Span::One, 0),
                place => self.span(place, *first, reference.span, cell.slot),
            };
            return Some(match reference.span {
                Span::One => format!("{sheet}{fixed}{from}{at}"),
                _ => format!("{sheet}{fixed}{from}{at}:{fixed}{to}{at}"),
            });
        }
        if let Some((line, at)) = self.lines.get(key) {
            let at = at + 1;
            let sheet = on(line.place, cell);
            let (from, to) = self.span(line.place, 1, reference.span, cell.slot);
            return Some(match reference.span {
                Span::One => format!("{sheet}{from}${at}"),
                _ => format!("{sheet}${from}${at}:${to}${at}"),
            });
        }
        let place = cell.place?;
        let field = self.results.list(place).field(key.strip_prefix("list.")?)?;
        Some(format!(
            "{}!${}${}",
            place.list_sheet(),
            column_number_to_name(column(field) + 1),
            LIST_HEADINGS + 2 + row(cell.slot)
        ))
    }

    /// The names of the first and the last column of a span.
    fn span(&self, place: Place, first: u16, span: Span, slot: usize) -> (String, String) {
        let this = first + column(slot);
        let last = first + column(self.results.slots(place)) - 1;
        let (from, to) = match span {
            Span::One => (this, this),
            Span::UpTo => (first, this),
            Span::All => (first, last),
        };
        (column_number_to_name(from), column_number_to_name(to))
    }
}

/// What stands before the column in the formulas of a week: every second year it is `$`, which
/// changes nothing but the text. LibreOffice works out a hundred equal formulas below each other in
/// one go, and then takes weeks that read the week before for a circle; fewer it takes one by one.
fn fixed(row: usize) -> &'static str {
    if (row / WEEKS_PER_YEAR).is_multiple_of(2) {
        ""
    } else {
        "$"
    }
}

/// The name of a sheet in an address, unless the formula stands on it.
fn on(place: Place, cell: Cell) -> String {
    if cell.place == Some(place) {
        String::new()
    } else {
        format!("{}!", place.sheet())
    }
}

/// A template with what stands between `{` and `}` replaced.
#[must_use]
pub fn filled(template: &str, with: impl Fn(&str) -> Option<String>) -> String {
    let mut formula = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (key, after) = after.split_once('}').unwrap_or((after, ""));
        formula.push_str(before);
        // What is not there shows as such, in the program and to the tests.
        formula.push_str(&with(key).unwrap_or_else(|| "#REF!".to_owned()));
        rest = after;
    }
    formula.push_str(rest);
    formula
}
