//! Every formula of a workbook worked out: what stands in the cells until a spreadsheet program
//! recalculates them, and the proof that the formulas say what the model says.

use std::collections::HashMap;

use crate::model::scenario::Scenario;

use super::WorkbookError;
use super::columns::{COLUMNS, Column, Place};
use super::evaluate::{Cells, Value};
use super::expression::{Expression, Reference, Span, parse};
use super::lines::LINES;
use super::lists::{Entry, List, hires, initiatives};
use super::named::{Content, Group, groups};

/// What stands in the cells of a workbook.
#[derive(Debug)]
pub struct Results {
    /// The weeks of the horizon.
    pub weeks: usize,
    /// The named cells.
    pub groups: Vec<Group>,
    /// The hires.
    pub hires: List,
    /// The initiatives.
    pub initiatives: List,
    named: HashMap<String, f64>,
    /// The cells of each list, in its rows: by list, field and row.
    lists: [Vec<Vec<Value>>; 2],
    lines: HashMap<&'static str, Vec<Value>>,
    /// By column, row (0 is the start) and, in a block, hire or initiative.
    columns: HashMap<&'static str, Vec<Vec<f64>>>,
}

impl Results {
    /// Works out all formulas for a scenario.
    ///
    /// # Errors
    /// [`WorkbookError::Formula`] if a table of this layer is wrong.
    pub fn of(scenario: &Scenario) -> Result<Self, WorkbookError> {
        let mut results = Self {
            weeks: scenario.inputs.weeks(),
            groups: groups(scenario),
            hires: hires(&scenario.inputs),
            initiatives: initiatives(&scenario.inputs),
            named: HashMap::new(),
            lists: [Vec::new(), Vec::new()],
            lines: HashMap::new(),
            columns: HashMap::new(),
        };
        results.name_numbers();
        results.fill_lists()?;
        results.fill_lines()?;
        results.name_formulas()?;
        results.fill_columns()?;
        Ok(results)
    }

    /// The list whose rows a sheet has columns for.
    #[must_use]
    pub fn list(&self, place: Place) -> &List {
        match place {
            Place::Delivery => &self.initiatives,
            Place::Weeks | Place::Team => &self.hires,
        }
    }

    /// How many columns each block of a sheet has.
    #[must_use]
    pub fn slots(&self, place: Place) -> usize {
        match place {
            Place::Weeks => 1,
            Place::Team | Place::Delivery => self.list(place).rows.len(),
        }
    }

    /// The number of a named cell.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<f64> {
        self.named.get(name).copied()
    }

    /// The number of a column in a row, 0 being the start; of a block in the column of a slot.
    #[must_use]
    pub fn cell(&self, key: &str, row: usize, slot: usize) -> Option<f64> {
        self.columns.get(key)?.get(row)?.get(slot).copied()
    }

    /// What stands in a cell of a line.
    #[must_use]
    pub fn line(&self, key: &str, slot: usize) -> Option<&Value> {
        self.lines.get(key)?.get(slot)
    }

    /// What stands in a cell of a list.
    #[must_use]
    pub fn entry(&self, place: Place, field: usize, row: usize) -> Option<&Value> {
        self.lists[usize::from(place == Place::Delivery)]
            .get(field)?
            .get(row)
    }

    fn name_numbers(&mut self) {
        for cell in self.groups.iter().flat_map(|group| &group.cells) {
            if let Content::Input(value, _) | Content::Constant(value) = cell.content {
                self.named.insert(cell.name.clone(), value);
            }
        }
    }

    fn name_formulas(&mut self) -> Result<(), WorkbookError> {
        let cells = self.groups.iter().flat_map(|group| &group.cells);
        let formulas: Vec<(String, String)> = cells
            .filter_map(|cell| match &cell.content {
                Content::Formula(formula) => Some((cell.name.clone(), formula.clone())),
                _ => None,
            })
            .collect();
        for (name, formula) in formulas {
            let number = self.work_out(&name, &parsed(&formula)?, 0, 0)?;
            let number = number
                .number()
                .map_err(|wrong| WorkbookError::wrong(&name, &wrong))?;
            self.named.insert(name, number);
        }
        Ok(())
    }

    fn fill_lists(&mut self) -> Result<(), WorkbookError> {
        for place in [Place::Team, Place::Delivery] {
            let list = self.list(place).clone();
            let mut columns = Vec::with_capacity(list.fields.len());
            for (index, field) in list.fields.iter().enumerate() {
                let mut cells = Vec::with_capacity(list.rows.len());
                for row in &list.rows {
                    cells.push(match &row[index] {
                        Entry::Input(value) => value.clone().unwrap_or(Value::Text(String::new())),
                        Entry::Formula(formula) => {
                            self.work_out(field.key, &parsed(formula)?, 0, 0)?
                        }
                    });
                }
                columns.push(cells);
            }
            self.lists[usize::from(place == Place::Delivery)] = columns;
        }
        Ok(())
    }

    fn fill_lines(&mut self) -> Result<(), WorkbookError> {
        for line in LINES {
            let formula = parsed(line.formula)?;
            for slot in 0..self.slots(line.place) {
                let value = self.work_out(line.key, &formula, 0, slot)?;
                self.lines.entry(line.key).or_default().push(value);
            }
        }
        Ok(())
    }

    fn fill_columns(&mut self) -> Result<(), WorkbookError> {
        let formulas: Result<Vec<_>, WorkbookError> = COLUMNS
            .iter()
            .map(|column| {
                let start = (!column.start.is_empty()).then(|| parsed(column.start));
                Ok((column, start.transpose()?, parsed(column.formula)?))
            })
            .collect();
        let formulas = formulas?;
        for (column, ..) in &formulas {
            self.columns
                .insert(column.key, Vec::with_capacity(self.weeks + 1));
        }
        for (column, start, _) in &formulas {
            let cells = match start {
                Some(start) => self.row(column, start, 0)?,
                // Nobody reads what is not there.
                None => Vec::new(),
            };
            self.push(column, cells);
        }
        for row in 1..=self.weeks {
            for (column, _, formula) in &formulas {
                let cells = self.row(column, formula, row)?;
                self.push(column, cells);
            }
        }
        Ok(())
    }

    fn push(&mut self, column: &Column, cells: Vec<f64>) {
        self.columns.entry(column.key).or_default().push(cells);
    }

    fn row(
        &self,
        column: &Column,
        formula: &Expression,
        row: usize,
    ) -> Result<Vec<f64>, WorkbookError> {
        (0..self.slots(column.place))
            .map(|slot| {
                let value = self.work_out(column.key, formula, row, slot)?;
                value
                    .number()
                    .map_err(|wrong| WorkbookError::wrong(column.key, &wrong))
            })
            .collect()
    }

    fn work_out(
        &self,
        key: &str,
        formula: &Expression,
        row: usize,
        slot: usize,
    ) -> Result<Value, WorkbookError> {
        let place = LINES
            .iter()
            .find(|line| line.key == key)
            .map_or(Place::Team, |line| line.place);
        let cells = At {
            results: self,
            place,
            row,
            slot,
        };
        formula
            .value(&cells)
            .map_err(|wrong| WorkbookError::wrong(key, &wrong))
    }
}

fn parsed(formula: &str) -> Result<Expression, WorkbookError> {
    parse(formula).map_err(WorkbookError::Syntax)
}

/// The cells as a formula of one row and slot sees them.
struct At<'results> {
    results: &'results Results,
    place: Place,
    row: usize,
    slot: usize,
}

impl Cells for At<'_> {
    fn named(&self, name: &str) -> Option<f64> {
        self.results.number(name)
    }

    fn read(&self, reference: &Reference) -> Option<Value> {
        let key = reference.key.as_str();
        if let Some(rows) = self.results.columns.get(key) {
            let row = self.row.checked_sub(usize::from(reference.before))?;
            let cells = rows.get(row)?;
            return match reference.span {
                Span::One if cells.len() == 1 => Some(Value::Number(cells[0])),
                Span::One => cells.get(self.slot).copied().map(Value::Number),
                _ => Some(Value::Row(cells.clone())),
            };
        }
        if let Some(cells) = self.results.lines.get(key) {
            let numbers = |cells: &[Value]| {
                let each = cells.iter().map(|value| value.number().unwrap_or(0.0));
                Value::Row(each.collect())
            };
            return match reference.span {
                Span::One => cells.get(self.slot).cloned(),
                Span::UpTo => Some(numbers(cells.get(..=self.slot)?)),
                Span::All => Some(numbers(cells)),
            };
        }
        let field = self
            .results
            .list(self.place)
            .field(key.strip_prefix("list.")?)?;
        self.results.entry(self.place, field, self.slot).cloned()
    }
}
