//! What the page is told of an ensemble: numbers and notes.

use super::slips;
use crate::ensemble::{Detail, PERCENTILES, Tally};
use crate::model::breakdown::COLUMN_COUNT;
use crate::protocol::NUMBERS;
use crate::share::shortest;

/// The bands of every series and part as the protocol arranges them, into what is already there.
pub fn numbers_into(tally: &Tally, numbers: &mut Vec<f64>) {
    let weeks = tally.horizon();
    numbers.clear();
    numbers.resize(COLUMN_COUNT * NUMBERS * weeks, 0.0);
    // Week by week, as what has been counted lies in memory.
    for week in 0..weeks {
        for column in 0..COLUMN_COUNT {
            let [p10, p50, p90] = tally.percentiles(column, week, PERCENTILES);
            let mean = tally.mean(column, week);
            let band = &mut numbers[column * NUMBERS * weeks..];
            for (place, value) in [p10, p50, p90, mean].into_iter().enumerate() {
                band[place * weeks + week] = value;
            }
        }
    }
}

/// The notes beside the bands, in the order of [`crate::protocol::Note`].
#[must_use]
pub fn notes(tally: &Tally) -> Vec<String> {
    let odds = tally.odds();
    let number = |value: Option<f64>| value.map(shortest).unwrap_or_default();
    let mut notes = vec![
        number(odds.survival.value()),
        number(odds.survival.standard_error()),
    ];
    for phase in &odds.phases {
        let [words, sentence, drawing] = match tally.detail() {
            Detail::Bands => Default::default(),
            Detail::Everything => {
                let words = slips::words(phase);
                let sentence = slips::sentence(phase, &words, tally.horizon());
                let drawing = slips::drawing(phase, &sentence);
                [words, sentence, drawing]
            }
        };
        notes.extend([words, sentence, drawing]);
    }
    notes
}
