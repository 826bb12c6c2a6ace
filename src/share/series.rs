//! The weeks of a run as a table: the same file from the command line and from the page.

use std::fmt::Write;

use crate::decimal::shortest;
use crate::model::week::{SERIES, Week};

/// Every series of every week as CSV: a header of their keys, then one line a week, counted from 1,
/// with numbers that give back the same bits.
#[must_use]
pub fn series_csv(weeks: &[Week]) -> String {
    let mut text = String::from("week");
    for series in SERIES {
        text.push(',');
        text.push_str(series.key);
    }
    text.push('\n');
    for (number, week) in (1..).zip(weeks) {
        let _: Result<(), _> = write!(text, "{number}");
        for series in SERIES {
            text.push(',');
            text.push_str(&shortest((series.get)(week)));
        }
        text.push('\n');
    }
    text
}
