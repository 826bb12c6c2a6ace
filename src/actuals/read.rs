//! A file of actuals, read.

use std::cmp::Reverse;

use csv::{ReaderBuilder, StringRecord, Trim};

use super::cell::{Cell, Decimal};
use super::columns::{Column, Meaning};
use super::error::{FileError, RowError, RowProblem, shown};
use super::rows::{Raw, Row, Table};
use super::when::When;
use super::{MAXIMUM_FILE, MAXIMUM_ROWS};
use crate::model::calendar::YearMonth;

/// At most so many problems of a file are told one by one.
pub const MAXIMUM_PROBLEMS: usize = 50;

/// What can separate columns.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What a file does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The decimal sign, if it is not to be told from the numbers.
    pub decimal: Option<Decimal>,
    /// The plan's first month. Without it, it is taken for that of the earliest date.
    pub first_month: Option<YearMonth>,
}

/// What a file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The columns that are used, with their headings in the file.
    pub columns: Vec<(String, &'static str)>,
    /// The headings of columns that are not.
    pub unused: Vec<String>,
    /// The rows that can be taken, in the order of their weeks.
    pub rows: Vec<Row>,
    /// What cannot be taken, in the order of the lines; the first [`MAXIMUM_PROBLEMS`].
    pub problems: Vec<RowProblem>,
    /// How many problems there are in all.
    pub problem_count: usize,
    /// Rows that were not needed because a later day of the same week is there.
    pub superseded: usize,
    /// The decimal sign that the numbers were read with.
    pub decimal: Decimal,
    /// Whether nothing in the file says so, although it makes a difference.
    pub is_decimal_guessed: bool,
    /// The first month that dates were counted from; none if there are no dates.
    pub first_month: Option<YearMonth>,
}

/// Reads a file.
///
/// # Errors
/// [`FileError`] if nothing in it can be read; what is wrong with single rows is told beside the
/// others.
pub fn read(bytes: &[u8], options: &Options) -> Result<Reading, FileError> {
    if bytes.len() > MAXIMUM_FILE {
        return Err(FileError::TooLarge {
            size: bytes.len(),
            limit: MAXIMUM_FILE,
        });
    }
    if bytes.contains(&0) {
        return Err(FileError::NotText);
    }
    // What is not UTF-8 is one of the older encodings, which have the same digits and letters.
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let (heading, delimiter) = heading(text)?;
    let columns = Columns::of(&heading)?;
    let (raw, broken) = raw_rows(text, delimiter, &columns)?;
    if raw.is_empty() && broken.is_empty() {
        return Err(FileError::Empty);
    }

    let cells = || {
        raw.iter()
            .flat_map(|row| &row.cells)
            .filter_map(|text| Cell::new(text))
    };
    let evidence = evidence(cells());
    let usual = if delimiter == b';' {
        Decimal::Comma
    } else {
        Decimal::Point
    };
    let decimal = options.decimal.or(evidence).unwrap_or(usual);
    let earliest = raw
        .iter()
        .filter_map(|row| When::new(columns.time.meaning, &row.when)?.month())
        .min();
    let first = options.first_month.or(earliest);
    let table = Table {
        time: columns.time,
        measures: &columns.measures,
        decimal,
        // Without dates nothing is counted from it.
        first: first
            .unwrap_or_else(|| YearMonth::new(2000, 1).unwrap_or_else(|| unreachable!("a month"))),
    };
    let (rows, mut problems, superseded) = table.rows(&raw);
    problems.extend(broken);
    problems.sort_by_key(|problem| problem.line);
    let problem_count = problems.len();
    problems.truncate(MAXIMUM_PROBLEMS);
    Ok(Reading {
        columns: columns.used,
        unused: columns.unused,
        rows,
        problems,
        problem_count,
        superseded,
        decimal,
        is_decimal_guessed: options.decimal.is_none()
            && evidence.is_none()
            && cells().any(|cell| cell.is_ambiguous()),
        first_month: earliest.and(first),
    })
}

/// The columns of a file.
struct Columns {
    time: &'static Column,
    time_at: usize,
    measures: Vec<&'static Column>,
    measures_at: Vec<usize>,
    used: Vec<(String, &'static str)>,
    unused: Vec<String>,
}

impl Columns {
    fn of(heading: &StringRecord) -> Result<Self, FileError> {
        let found = || shown(&heading.iter().collect::<Vec<_>>().join(", "));
        let named = || {
            let named = heading.iter().enumerate();
            named.filter_map(|(at, heading)| Some((at, Column::named(heading)?)))
        };
        let is_time = |column: &Column| !matches!(column.meaning, Meaning::Measure { .. });
        let (time_at, time) = named()
            .find(|(_, column)| is_time(column))
            .ok_or_else(|| FileError::NoTime { found: found() })?;
        let (mut measures, mut measures_at, mut series) = (vec![], vec![], vec![]);
        for (at, column) in named() {
            if let Meaning::Measure { place, .. } = column.meaning
                && !series.contains(&place)
            {
                series.push(place);
                measures.push(column);
                measures_at.push(at);
            }
        }
        if measures.is_empty() {
            return Err(FileError::NoMeasure { found: found() });
        }
        let (mut used, mut unused) = (vec![], vec![]);
        for (at, heading) in heading.iter().enumerate() {
            let is_used = at == time_at || measures_at.contains(&at);
            match Column::named(heading) {
                Some(column) if is_used => used.push((heading.to_owned(), column.label)),
                _ if heading.is_empty() => {}
                _ => unused.push(heading.to_owned()),
            }
        }
        Ok(Self {
            time,
            time_at,
            measures,
            measures_at,
            used,
            unused,
        })
    }
}

/// The first row, taken apart by the sign that makes most sense of it.
fn heading(text: &str) -> Result<(StringRecord, u8), FileError> {
    let known = |record: &StringRecord| {
        let named = record.iter().filter(|name| Column::named(name).is_some());
        named.count()
    };
    DELIMITERS
        .into_iter()
        .enumerate()
        .filter_map(|(order, delimiter)| {
            let record = reader(text, delimiter).records().next()?.ok()?;
            Some((
                known(&record),
                record.len(),
                Reverse(order),
                record,
                delimiter,
            ))
        })
        .max_by_key(|&(known, length, order, ..)| (known, length, order))
        .map(|(.., record, delimiter)| (record, delimiter))
        .ok_or(FileError::Empty)
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes())
}

/// The rows below the heading as they stand, and those that cannot be taken apart.
fn raw_rows(
    text: &str,
    delimiter: u8,
    columns: &Columns,
) -> Result<(Vec<Raw>, Vec<RowProblem>), FileError> {
    let (mut rows, mut broken) = (Vec::new(), Vec::new());
    let mut lines = Lines::of(text);
    for record in reader(text, delimiter).records().skip(1) {
        if rows.len() + broken.len() == MAXIMUM_ROWS {
            return Err(FileError::TooManyRows {
                limit: MAXIMUM_ROWS,
            });
        }
        match record {
            Ok(record) => {
                let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
                let row = Raw {
                    line: lines.at(record.position()),
                    when: cell(columns.time_at),
                    cells: columns.measures_at.iter().map(|&at| cell(at)).collect(),
                };
                // Spreadsheets end with rows of separators alone.
                if record.iter().any(|cell| !cell.is_empty()) {
                    rows.push(row);
                }
            }
            Err(error) => broken.push(RowProblem {
                line: lines.at(error.position()),
                error: RowError::Broken {
                    message: shown(&error.to_string()),
                },
            }),
        }
    }
    Ok((rows, broken))
}

/// The lines of a text, as an editor numbers them. The reader's own numbers take the end of a line
/// of two characters, and lines without anything, for a part of what follows.
struct Lines<'text> {
    rest: &'text [u8],
    place: u64,
    line: u64,
}

impl<'text> Lines<'text> {
    fn of(text: &'text str) -> Self {
        Self {
            rest: text.as_bytes(),
            place: 0,
            line: 1,
        }
    }

    /// The line in which a record begins. Records come in their order.
    fn at(&mut self, position: Option<&csv::Position>) -> u64 {
        let Some(position) = position else {
            return self.line;
        };
        while let [byte, rest @ ..] = self.rest {
            let is_end = matches!(byte, b'\r' | b'\n');
            if self.place >= position.byte() && !is_end {
                break;
            }
            let is_half = *byte == b'\r' && rest.first() == Some(&b'\n');
            self.line += u64::from(is_end && !is_half);
            (self.rest, self.place) = (rest, self.place + 1);
        }
        self.line
    }
}

/// The decimal sign that most cells show which show any.
fn evidence(cells: impl Iterator<Item = Cell>) -> Option<Decimal> {
    let (mut points, mut commas) = (0, 0);
    for cell in cells {
        match cell.evidence() {
            Some(Decimal::Point) => points += 1,
            Some(Decimal::Comma) => commas += 1,
            None => {}
        }
    }
    match points.cmp(&commas) {
        _ if points + commas == 0 => None,
        std::cmp::Ordering::Less => Some(Decimal::Comma),
        _ => Some(Decimal::Point),
    }
}
