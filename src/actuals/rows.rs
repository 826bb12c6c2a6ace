//! The rows of a file: which week each is of, and what it says.

use std::collections::BTreeMap;

use crate::model::actuals::{TRACKED, WEEK_POSSIBLE};
use crate::model::calendar::YearMonth;
use crate::model::parameters::check_range;

use super::cell::{Cell, Decimal};
use super::columns::{Column, Meaning};
use super::error::{RowError, RowProblem, shown};
use super::when::When;

/// A row that can be taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Its line in the file, counted from 1.
    pub line: u64,
    /// The week at whose end it was measured, counted from 1.
    pub week: u16,
    /// What was measured of each series, in the order of [`TRACKED`].
    pub values: [Option<f64>; TRACKED.len()],
    when: When,
}

/// A row as it stands in a file: of each column that is used, its cell.
pub(super) struct Raw {
    pub(super) line: u64,
    pub(super) when: String,
    pub(super) cells: Vec<String>,
}

/// What the rows are read by.
pub(super) struct Table<'file> {
    /// The column that says when.
    pub(super) time: &'static Column,
    /// The other columns that are used.
    pub(super) measures: &'file [&'static Column],
    pub(super) decimal: Decimal,
    pub(super) first: YearMonth,
}

impl Table<'_> {
    /// The rows in the order of their weeks, what is wrong, and how many were not needed because a
    /// later day of the same week is there.
    pub(super) fn rows(&self, raw: &[Raw]) -> (Vec<Row>, Vec<RowProblem>, usize) {
        let mut by_week: BTreeMap<u16, Row> = BTreeMap::new();
        let (mut problems, mut superseded) = (Vec::new(), 0);
        for each in raw {
            let line = each.line;
            let mut add = |error| problems.push(RowProblem { line, error });
            match self.row(each, &mut add) {
                Err(error) => add(error),
                Ok(row) => match by_week.get(&row.week) {
                    None => {
                        by_week.insert(row.week, row);
                    }
                    Some(other) => match (other.when.order(), row.when.order()) {
                        (Some(one), Some(next)) if one != next => {
                            superseded += 1;
                            if next > one {
                                by_week.insert(row.week, row);
                            }
                        }
                        _ => add(RowError::Twice {
                            week: row.week,
                            line: other.line,
                        }),
                    },
                },
            }
        }
        (by_week.into_values().collect(), problems, superseded)
    }

    /// A row with the values of it that can be taken; what cannot is added to the errors.
    fn row(&self, raw: &Raw, add: &mut impl FnMut(RowError)) -> Result<Row, RowError> {
        let found = || shown(&raw.when);
        let when = When::new(self.time.meaning, &raw.when).ok_or_else(|| RowError::NotATime {
            column: self.time.label,
            found: found(),
            expected: When::expected(self.time.meaning),
        })?;
        let week = when.week(self.first);
        if week < WEEK_POSSIBLE.0 {
            let first = self.first.to_string();
            return Err(RowError::TooEarly {
                found: found(),
                first,
            });
        }
        if week > WEEK_POSSIBLE.1 {
            return Err(RowError::TooLate { found: found() });
        }
        let mut values = [None; TRACKED.len()];
        let mut has_failed = false;
        for (column, text) in self.measures.iter().zip(&raw.cells) {
            let (Meaning::Measure { place, factor }, Some(cell)) =
                (column.meaning, Cell::new(text))
            else {
                continue;
            };
            match self.value(column.label, place, factor, text, &cell) {
                Ok(value) => values[place] = Some(value),
                Err(error) => {
                    has_failed = true;
                    add(error);
                }
            }
        }
        if values.iter().all(Option::is_none) && !has_failed {
            return Err(RowError::Nothing);
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 520
        let week = week as u16;
        Ok(Row {
            line: raw.line,
            week,
            values,
            when,
        })
    }

    fn value(
        &self,
        column: &'static str,
        place: usize,
        factor: f64,
        text: &str,
        cell: &Cell,
    ) -> Result<f64, RowError> {
        let value = cell
            .number(self.decimal)
            .ok_or_else(|| RowError::NotANumber {
                column,
                found: shown(text),
                decimal: self.decimal.word(),
            })?;
        check_range(column, value * factor, TRACKED[place].possible)
            .map_err(|error| RowError::not_possible(column, &error))
    }
}
