//! A file that waits to be accepted.

use crate::actuals::{Decimal, FileError, Options, Reading, Row, read};
use crate::format;
use crate::html::{Form, Group, button, details, each, escape, field, select, table};
use crate::model::actuals::{Actuals, TRACKED};
use crate::model::calendar::YearMonth;
use crate::model::scenario::Scenario;
use crate::model::week::Series;

/// At most so many rows are shown before they are accepted.
const SHOWN_ROWS: usize = 12;

/// A file, read but not accepted.
pub(super) struct Waiting {
    name: String,
    content: Vec<u8>,
    decimal: Option<Decimal>,
    /// The plan's first month as it was typed; empty if it is not settled.
    first: String,
    reading: Result<Reading, FileError>,
}

impl Waiting {
    /// Reads a file.
    pub(super) fn new(name: &str, content: &[u8], scenario: &Scenario) -> Self {
        let options = Options {
            decimal: None,
            first_month: scenario.first_month,
        };
        let reading = read(content, &options);
        let first = reading
            .as_ref()
            .ok()
            .and_then(|reading| reading.first_month);
        Self {
            name: name.to_owned(),
            content: content.to_vec(),
            decimal: None,
            first: first.map_or_else(String::new, |month| month.to_string()),
            reading,
        }
    }

    /// Takes what a form says of how the file is to be read.
    pub(super) fn take(&mut self, form: &Form) {
        let decimal = match form.get("decimal") {
            Some("point") => Some(Decimal::Point),
            Some("comma") => Some(Decimal::Comma),
            Some(_) => None,
            None => self.decimal,
        };
        let first = form.get_or("first", &self.first).trim().to_owned();
        if decimal != self.decimal || first != self.first {
            (self.decimal, self.first) = (decimal, first);
            let options = Options {
                decimal,
                first_month: YearMonth::parse(&self.first),
            };
            self.reading = read(&self.content, &options);
        }
    }

    fn has_dates(&self) -> bool {
        let reading = self.reading.as_ref();
        reading.is_ok_and(|reading| reading.first_month.is_some())
    }

    fn is_first_refused(&self) -> bool {
        self.has_dates() && YearMonth::parse(&self.first).is_none()
    }

    /// Whether there is something in it, and it is settled how to read it.
    pub(super) fn can_be_accepted(&self) -> bool {
        let reading = self.reading.as_ref();
        !self.is_first_refused() && reading.is_ok_and(|reading| !reading.rows.is_empty())
    }

    /// The scenario with what is in the file, and what has been done. Series that the file does not
    /// have stay as they are.
    pub(super) fn accept(self, scenario: &Scenario) -> (Scenario, String) {
        let has_dates = self.has_dates();
        let mut scenario = scenario.clone();
        let Ok(reading) = self.reading else {
            return (scenario, String::new());
        };
        if has_dates {
            scenario.first_month = reading.first_month;
        }
        let mut actuals = Actuals::default();
        let mut count = 0;
        for (place, row) in TRACKED.iter().enumerate() {
            let new: Vec<_> = values(&reading.rows, place).collect();
            let kept = scenario.actuals.of(row.series).iter();
            let kept = kept.map(|actual| (actual.week, actual.value));
            let all = if new.is_empty() {
                kept.collect()
            } else {
                new.clone()
            };
            count += new.len();
            for (week, value) in all {
                // Weeks of a file are possible, and each is there once.
                let _ = actuals.add(place, row.series, f64::from(week), value);
            }
        }
        scenario.actuals = actuals;
        let said = format!("{count} actuals of {} are taken over.", self.name);
        (scenario, said)
    }

    /// What is in it, what is wrong with it, and how it is read.
    pub(super) fn html(&self) -> String {
        let name = escape(&self.name);
        match &self.reading {
            Err(error) => format!(
                "<h3>{name}</h3><p class=\"refusal\" role=\"alert\">{}.</p>\
                 <form class=\"controls\">{}</form>",
                escape(&error.to_string()),
                button("do", "cancel", "Dismiss")
            ),
            Ok(reading) => format!(
                "<h3>{name}</h3>{}{}{}{}",
                summary(reading),
                problems(reading),
                preview(reading),
                self.controls(reading)
            ),
        }
    }

    fn controls(&self, reading: &Reading) -> String {
        let chosen = match self.decimal {
            None => "",
            Some(Decimal::Point) => "point",
            Some(Decimal::Comma) => "comma",
        };
        let told = format!("told from the file: {}", reading.decimal.word());
        let options = [
            ("", told.as_str()),
            ("point", "a point"),
            ("comma", "a comma"),
        ];
        let options = options.map(|(value, text)| (value.to_owned(), text.to_owned()));
        let decimal = select(
            "decimal",
            "Decimal sign",
            &[Group::new("", options.to_vec())],
            chosen,
        );
        let first = if self.has_dates() {
            field("first", "First month of the plan", &self.first)
        } else {
            String::new()
        };
        let refusal = if self.is_first_refused() {
            "<p class=\"refusal\">The first month is a month such as 2027-03.</p>"
        } else {
            ""
        };
        let count: usize = (0..TRACKED.len())
            .map(|place| values(&reading.rows, place).count())
            .sum();
        let accept = if self.can_be_accepted() {
            button("do", "accept", &format!("Take over {count} values"))
        } else {
            String::new()
        };
        format!(
            "<form class=\"controls\">{decimal}{first}{accept}{}</form>{refusal}",
            button("do", "cancel", "Cancel")
        )
    }
}

/// What the rows have of a series, by week.
fn values(rows: &[Row], place: usize) -> impl Iterator<Item = (u16, f64)> + '_ {
    rows.iter()
        .filter_map(move |row| Some((row.week, row.values[place]?)))
}

fn summary(reading: &Reading) -> String {
    let columns = each(&reading.columns, |(heading, label)| {
        let heading = escape(heading);
        if heading.eq_ignore_ascii_case(label) {
            format!("{heading}, ")
        } else {
            format!("{heading} as {label}, ")
        }
    });
    let columns = columns.trim_end_matches(", ");
    let mut text = format!(
        "{} rows can be taken. Columns: {columns}.",
        reading.rows.len()
    );
    if !reading.unused.is_empty() {
        let unused = escape(&reading.unused.join(", "));
        text += " Not used: ";
        text += &unused;
        text.push('.');
    }
    if reading.superseded > 0 {
        text.push(' ');
        text += &reading.superseded.to_string();
        text += " rows are of the same week as a later day, which counts.";
    }
    if reading.is_decimal_guessed {
        text += " Nothing in the file says whether its decimal sign is a point or a comma: it is read \
                 with ";
        text += reading.decimal.word();
        text.push('.');
    }
    format!("<p>{text} Nothing is taken over before you say so.</p>")
}

fn problems(reading: &Reading) -> String {
    if reading.problems.is_empty() {
        return String::new();
    }
    let list = each(&reading.problems, |problem| {
        format!("<li>{}</li>", escape(&problem.to_string()))
    });
    let more = reading.problem_count - reading.problems.len();
    let more = if more > 0 {
        format!("<li>and {more} more</li>")
    } else {
        String::new()
    };
    format!(
        "<p class=\"refusal\" role=\"alert\">{} cannot be taken:</p><ul class=\"problems\">{list}{more}</ul>",
        match reading.problem_count {
            1 => "1 part".to_owned(),
            count => format!("{count} parts"),
        }
    )
}

fn preview(reading: &Reading) -> String {
    if reading.rows.is_empty() {
        return String::new();
    }
    let places: Vec<_> = TRACKED
        .iter()
        .enumerate()
        .filter(|&(place, _)| values(&reading.rows, place).next().is_some())
        .filter_map(|(place, row)| Some((place, Series::by_key(row.series)?)))
        .collect();
    let row = |row: &Row| {
        let cells = each(&places, |(place, series)| {
            let value = row.values[*place];
            let text = value.map_or_else(String::new, |value| format::reading(series.unit, value));
            format!("<td>{}</td>", escape(&text))
        });
        let week = format::dated(u32::from(row.week));
        format!("<tr><th scope=\"row\">{week}</th>{cells}</tr>")
    };
    let mut headings = vec!["Week"];
    headings.extend(places.iter().map(|(_, series)| series.label));
    let shown =
        |rows: &[Row], caption: &str| table(caption, "panel-table", &headings, &each(rows, row));
    let (first, rest) = reading.rows.split_at(reading.rows.len().min(SHOWN_ROWS));
    let rest = if rest.is_empty() {
        String::new()
    } else {
        details(
            &format!("{} more rows", rest.len()),
            &shown(rest, "The other rows of the file"),
        )
    };
    format!("{}{rest}", shown(first, "What the file says"))
}
