//! Tornado: each uncertain input from its low to its high, all others as they stand.

use std::collections::VecDeque;

use crate::model::parameters::Parameter;
use crate::model::scenario::Scenario;
use crate::model::uncertainty::Spread;
use crate::order::sorted;

use super::evaluation::{Sample, countable};
use super::paired::Pairs;
use super::question::Question;
use super::study::{Study, Trial, only};

/// One uncertain input and its ends.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// The input.
    pub parameter: &'static Parameter,
    /// Its low end.
    pub low: f64,
    /// Its high end.
    pub high: f64,
}

impl Span {
    /// Every input that is uncertain, with the ends of its spread; a value moved outside them
    /// widens them.
    #[must_use]
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        scenario
            .uncertainty
            .uncertain()
            .map(|(parameter, spread)| {
                let value = (parameter.get)(&scenario.inputs.parameters);
                Self {
                    parameter,
                    low: spread.low.min(value),
                    high: spread.high.max(value),
                }
            })
            .collect()
    }
}

/// What an input does to the answer.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// The input and its ends.
    pub span: Span,
    /// The answer at its low end.
    pub at_low: Option<f64>,
    /// The answer at its high end.
    pub at_high: Option<f64>,
    /// The standard errors of how far the answers at the low and at the high end are from the
    /// baseline, run by run under the same luck. None unless the question is about odds in an
    /// ensemble.
    pub standard_errors: Option<(f64, f64)>,
}

impl Bar {
    /// From the least to the greatest answer of both ends and the baseline. None where one of them
    /// does not exist, as when a company that survives has no week of running out, or is infinite.
    #[must_use]
    pub fn swing(&self, baseline: Option<f64>) -> Option<f64> {
        let (low, high) = (countable(self.at_low)?, countable(self.at_high)?);
        let baseline = countable(baseline)?;
        Some(low.max(high).max(baseline) - low.min(high).min(baseline))
    }

    /// Whether the answer is a number at some of the ends and the baseline but not at all of them.
    #[must_use]
    pub fn is_broken(&self, baseline: Option<f64>) -> bool {
        let numbers = [self.at_low, self.at_high, baseline].map(countable);
        let known = numbers.iter().flatten().count();
        known == 1 || known == 2
    }
}

/// A tornado under way: the baseline first, then both ends of each input.
#[derive(Debug)]
pub struct Tornado {
    question: [Question; 1],
    scenario: Scenario,
    sample: Sample,
    spans: Vec<Span>,
    asked: usize,
    answers: VecDeque<Option<f64>>,
    /// What happened in the runs of the baseline.
    happened: Vec<bool>,
    /// Of the ends, in their order, if chance has a part in them.
    standard_errors: Vec<f64>,
}

impl Tornado {
    /// A tornado of these inputs around their values in a scenario.
    #[must_use]
    pub fn new(question: Question, scenario: Scenario, spans: Vec<Span>, sample: Sample) -> Self {
        Self {
            question: [question],
            scenario,
            sample,
            spans,
            asked: 0,
            answers: VecDeque::new(),
            happened: Vec::new(),
            standard_errors: Vec::new(),
        }
    }

    const fn trials(&self) -> usize {
        1 + 2 * self.spans.len()
    }

    /// The answer with everything as it stands, once known.
    #[must_use]
    pub fn baseline(&self) -> Option<f64> {
        self.answers.front().copied().flatten()
    }

    /// The inputs whose two ends are known: those at whose ends the answer ceases to exist first,
    /// then by swing.
    #[must_use]
    pub fn bars(&self) -> Vec<Bar> {
        let baseline = self.baseline();
        let bars: Vec<Bar> = self
            .spans
            .iter()
            .enumerate()
            .filter_map(|(index, &span)| {
                Some(Bar {
                    span,
                    at_low: *self.answers.get(1 + 2 * index)?,
                    at_high: *self.answers.get(2 + 2 * index)?,
                    standard_errors: self
                        .standard_errors
                        .get(2 * index)
                        .copied()
                        .zip(self.standard_errors.get(2 * index + 1).copied()),
                })
            })
            .collect();
        let rank = |bar: &Bar| {
            if bar.is_broken(baseline) {
                f64::INFINITY
            } else {
                bar.swing(baseline).unwrap_or(0.0)
            }
        };
        // Stable: equal swings stay in the order of the table.
        sorted(bars, |a, b| rank(b).total_cmp(&rank(a)))
    }
}

impl Study for Tornado {
    fn questions(&self) -> &[Question] {
        &self.question
    }

    fn ask(&mut self) -> Option<Trial> {
        if self.asked == self.trials() {
            return None;
        }
        let mut scenario = self.scenario.clone();
        if let Some(end) = self.asked.checked_sub(1) {
            let span = self.spans[end / 2];
            let value = if end % 2 == 0 { span.low } else { span.high };
            (span.parameter.set)(&mut scenario.inputs.parameters, value);
            // In an ensemble the input is at its end for certain, and everything else is not. A
            // parameter that has a spread can have a narrow one.
            let known = scenario
                .uncertainty
                .set_spread(span.parameter.key, Spread::narrowest(span.parameter, value));
            debug_assert!(known.is_ok());
        }
        self.asked += 1;
        Some(Trial {
            scenario,
            sample: self.sample.clone(),
        })
    }

    fn tell_runs(&mut self, happened: &[Vec<bool>]) {
        let happened = happened.first().map_or(&[][..], Vec::as_slice);
        if self.answers.is_empty() {
            happened.clone_into(&mut self.happened);
        } else if !self.happened.is_empty() && self.sample != Sample::Single {
            let number = |happens: bool| f64::from(u8::from(happens));
            let pairs = happened.iter().zip(&self.happened);
            let pairs = Pairs::of(pairs.map(|(end, base)| (number(*end), number(*base))));
            self.standard_errors.push(pairs.standard_error);
        }
    }

    fn tell(&mut self, answers: &[Option<f64>]) {
        self.answers.push_back(only(answers));
    }

    fn is_finished(&self) -> bool {
        self.answers.len() == self.trials()
    }

    #[allow(clippy::cast_precision_loss)] // some hundred
    fn progress(&self) -> f64 {
        self.answers.len() as f64 / self.trials() as f64
    }
}
