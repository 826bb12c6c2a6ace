//! What the engine says of a scenario's futures: bands for the charts, and odds.

use std::sync::{Arc, LazyLock};

use crate::chart::{Band, Bands, CHARTS, Ranges, Value};
use crate::format;
use crate::model::breakdown::{COLUMN_COUNT, columns};
use crate::model::delivery::PHASES;
use crate::protocol::{NUMBERS, Note};

/// The futures of a scenario, as far as they have been worked out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forecast {
    /// The request that this answers.
    pub id: u32,
    /// Runs that have been made, and that are to be.
    pub runs: (u32, u32),
    /// A band for every line.
    pub bands: Bands,
    /// The share of runs that survive to the horizon, and its standard error.
    pub survival: Option<(f64, f64)>,
    /// How far each phase may slip: weeks from P10 to P90, a sentence that says of which runs, and
    /// a histogram as HTML. Empty where it is not known.
    pub slips: [[String; 3]; PHASES],
    /// Whether these are of an earlier scenario.
    pub slips_are_old: bool,
}

impl Forecast {
    /// Reads what the engine sends.
    #[must_use]
    pub fn new(id: u32, runs: (u32, u32), weeks: usize, numbers: &[f64], notes: &[String]) -> Self {
        let note = |place: usize| notes.get(place).map_or("", String::as_str);
        let share = |note_of: Note| crate::decimal::parse(note(note_of as usize));
        Self {
            id,
            runs,
            bands: bands(weeks, numbers),
            survival: share(Note::Survival).zip(share(Note::SurvivalError)),
            slips: std::array::from_fn(|phase| {
                let first = Note::FirstSlipTolerance as usize + 3 * phase;
                std::array::from_fn(|place| note(first + place).to_owned())
            }),
            slips_are_old: false,
        }
    }

    /// Its bands, and how many runs they were read from.
    #[must_use]
    pub fn ranges(&self) -> Ranges {
        Ranges {
            bands: self.bands.clone(),
            runs: self.runs.0,
        }
    }

    /// With the slip tolerances of an earlier forecast where its own are not known.
    #[must_use]
    pub fn or_slips_of(mut self, before: &Self) -> Self {
        if self.slips.as_flattened().iter().all(String::is_empty) {
            self.slips.clone_from(&before.slips);
            self.slips_are_old = true;
        }
        self
    }

    /// The odds in a sentence, with how sure they are.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Some((share, error)) = self.survival else {
            return String::new();
        };
        let (done, of) = self.runs;
        let runs = format::full(f64::from(done));
        let progress = if done < of {
            format!(" of {}", format::full(f64::from(of)))
        } else {
            String::new()
        };
        format!(
            "Of {runs}{progress} possible futures, {} ± {} % keep their cash above zero to the horizon.",
            format::odds(share),
            format::odds_error(error),
        )
    }
}

fn bands(weeks: usize, numbers: &[f64]) -> Bands {
    let length = NUMBERS * weeks;
    if length == 0 || numbers.len() != length * COLUMN_COUNT {
        return Bands::default();
    }
    SHOWN
        .iter()
        .map(|&(key, column, is_mirrored)| {
            let percentile = |place: usize| {
                let values = numbers[column * length + place * weeks..][..weeks].iter();
                let sign = if is_mirrored { -1.0 } else { 1.0 };
                values.map(|value| sign * value).collect()
            };
            // What is most of a loss is the lowest of its mirrored line.
            let (lower, upper) = if is_mirrored { (2, 0) } else { (0, 2) };
            Arc::new(Band {
                key,
                lower: percentile(lower),
                middle: percentile(1),
                upper: percentile(upper),
            })
        })
        .collect()
}

/// The lines: their keys, the place of what they show among all columns, and whether they mirror it.
/// Lines of the same key show the same.
static SHOWN: LazyLock<Vec<(&'static str, usize, bool)>> = LazyLock::new(|| {
    let panes = CHARTS.iter().flat_map(|chart| chart.panes);
    let mut shown: Vec<(&'static str, usize, bool)> = Vec::new();
    for line in panes.flat_map(|pane| pane.lines) {
        let (column, is_mirrored) = match line.value {
            Value::Stock | Value::Opening | Value::Part => (line.key, false),
            Value::Mirrored(series) => (series, true),
        };
        let place = columns().position(|key| key == column);
        if let Some(place) = place.filter(|_| shown.iter().all(|(key, ..)| *key != line.key)) {
            shown.push((line.key, place, is_mirrored));
        }
    }
    shown
});

#[cfg(test)]
mod tests {
    use super::*;

    fn forecast(slip: &str) -> Forecast {
        let first = Note::FirstSlipTolerance as usize;
        let mut notes = vec![String::new(); first + 3 * PHASES];
        notes[first] = slip.to_owned();
        Forecast::new(1, (500, 500), 0, &[], &notes)
    }

    #[test]
    fn slips_that_are_of_an_earlier_scenario_are_known_as_such() {
        let before = forecast("−3 to 4");
        assert!(!before.slips_are_old);
        let live = forecast("").or_slips_of(&before);
        assert_eq!(live.slips, before.slips);
        assert!(live.slips_are_old);
        let known = forecast("2 to 5").or_slips_of(&live);
        assert_eq!(known.slips[0][0], "2 to 5");
        assert!(!known.slips_are_old);
    }
}
