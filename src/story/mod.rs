//! What a run says, in sentences and tiles for founders. Pure text: the page and every other
//! front end show the same words. It depends on the model and on how numbers are written.

pub mod pages;
pub mod separation;
pub mod tiles;
pub mod verdict;

use crate::format::decimal;
use crate::model::figures::{Figures, figures};
use crate::model::inputs::Inputs;
use crate::model::luck::Luck;
use crate::model::preset::Preset;
use crate::model::run::{Run, run_with};
use crate::model::scenario::Scenario;

/// Whether a piece of text is good or bad news. Words say it as well, never colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither.
    #[default]
    Neutral,
    /// Good news.
    Good,
    /// Bad news.
    Bad,
}

impl Tone {
    /// Good where something holds, bad where it does not.
    #[must_use]
    pub const fn of(is_good: bool) -> Self {
        if is_good { Self::Good } else { Self::Bad }
    }
}

/// A piece of a sentence. One that is not neutral is emphasised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text, with the spaces around it.
    pub text: String,
    /// Whether it is good or bad news.
    pub tone: Tone,
}

/// Spans as one plain text.
#[must_use]
pub fn plain_text(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// So many months until the cash is gone, in words.
fn runway(months: f64) -> String {
    format!("{} months of runway", decimal(months, 1))
}

/// The same as the end of a sentence; nothing where there is no runway to tell of.
fn and_runway(figures: &Figures) -> String {
    let months = figures.runway_months;
    months.map_or_else(String::new, |months| format!(", {}", runway(months)))
}

fn plain(text: impl Into<String>) -> Span {
    Span {
        text: text.into(),
        tone: Tone::Neutral,
    }
}

fn emphasised(text: impl Into<String>, tone: Tone) -> Span {
    Span {
        text: text.into(),
        tone,
    }
}

/// The scenario that the current one is held against, over the same horizon.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// Its name as the subject of a sentence: "The plan as written".
    pub name: String,
    /// Its name behind a number: "as written".
    pub short_name: String,
    /// Its inputs, with the horizon of the current scenario.
    pub inputs: Inputs,
    /// The luck of its run: its stress test.
    pub luck: Luck,
    /// Its run.
    pub run: Run,
    /// Its figures.
    pub figures: Figures,
}

impl Baseline {
    /// A baseline over the horizon of the current scenario: a lowest cash over another span of
    /// time would be no comparison.
    fn new(
        name: String,
        short_name: String,
        mut inputs: Inputs,
        luck: Luck,
        current: &Inputs,
    ) -> Self {
        inputs.parameters.run = current.parameters.run;
        let run = run_with(&inputs, &luck);
        Self {
            name,
            short_name,
            figures: figures(&inputs, &run),
            inputs,
            luck,
            run,
        }
    }

    /// A scenario as the baseline, with its stress test. A preset that nothing was changed of has
    /// the words that go with it, any other scenario its own name.
    #[must_use]
    pub fn of(scenario: &Scenario, current: &Inputs) -> Self {
        let preset = scenario.preset;
        if scenario.name == preset.label() && !scenario.is_changed() {
            return Self::preset(preset, current);
        }
        let name = scenario.name.clone();
        let inputs = scenario.inputs.clone();
        Self::new(format!("“{name}”"), name, inputs, scenario.luck(), current)
    }

    /// A preset as the baseline.
    #[must_use]
    pub fn preset(preset: Preset, current: &Inputs) -> Self {
        let (name, short_name) = match preset {
            Preset::Realistic => ("The realistic plan", "realistic"),
            Preset::AsWritten => ("The plan as written", "as written"),
        };
        Self::new(
            name.to_owned(),
            short_name.to_owned(),
            Inputs::preset(preset),
            Luck::default(),
            current,
        )
    }
}

/// Whether the cash is at its lowest at the horizon and still burning: not out of it, and not safe.
fn is_falling(run: &Run, figures: &Figures) -> bool {
    let is_lowest_last = figures
        .lowest_cash_week
        .is_some_and(|week| week as usize == run.weeks.len());
    is_lowest_last && run.weeks.last().is_some_and(|week| week.burn > 0.0)
}

/// A small number in words, a larger one in digits.
fn in_words(count: usize) -> String {
    const WORDS: [&str; 21] = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    WORDS
        .get(count)
        .map_or_else(|| count.to_string(), |&word| word.to_owned())
}

/// So many weeks, in words: "one week", "fourteen weeks", "30 weeks".
fn weeks_in_words(count: u32) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} week{plural}", in_words(count as usize))
}
