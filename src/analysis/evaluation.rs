//! One trial under way: the runs that answer its questions, in slices.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::ensemble::histogram::rank;
use crate::ensemble::{Draw, Sampler};
use crate::model::assessment::{Assessment, assess};
use crate::model::figures::{Figures, figures};
use crate::model::inputs::Inputs;
use crate::model::luck::Luck;
use crate::model::run::{Run, run_with_into};
use crate::model::scenario::Scenario;

use super::question::{Event, Quantity, Question, is_met};
use super::samplers::Samplers;
use super::study::Trial;

/// How often the model is run for an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Sample {
    /// Once, with the inputs as they stand and the stress test that is on. Odds are then 0 or 1, means
    /// and percentiles the value.
    Single,
    /// Once likewise, with this luck in the place of the stress test.
    With(Luck),
    /// So many times with chance. Trials of the same seed share their luck run by run.
    Runs {
        /// How many runs.
        count: u32,
        /// The seed of their luck.
        seed: u64,
    },
}

impl Sample {
    /// So many runs where a question takes chance, else one.
    #[must_use]
    pub fn of(question: &Question, count: u32, seed: u64) -> Self {
        if question.needs_chance() {
            Self::Runs { count, seed }
        } else {
            Self::Single
        }
    }

    /// How many runs that are.
    #[must_use]
    pub const fn runs(&self) -> u32 {
        match self {
            Self::Single | Self::With(_) => 1,
            Self::Runs { count, .. } => *count,
        }
    }
}

/// What a trial has come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// The answers, in the order of the questions; infinite where no number is large enough.
    pub answers: Vec<Option<f64>>,
    /// For every question about odds a truth a run, for the others none.
    pub happened: Vec<Vec<bool>>,
}

/// A trial under way.
#[derive(Debug)]
pub struct Evaluation {
    questions: Vec<Question>,
    scenario: Scenario,
    tallies: Vec<Tally>,
    /// Runs with chance: the sampler, the next run, and how many there are in all.
    chance: Option<(Rc<Sampler>, Box<Draw>, u32, u32)>,
    needs_single: bool,
    /// The luck of the single run.
    luck: Luck,
    weeks: Run,
}

/// What the runs so far say of one question.
#[derive(Debug)]
enum Tally {
    /// The answer of the single run.
    Value(Option<f64>),
    /// The sum over the runs that have an answer, and how many these are.
    Mean(f64, u32),
    /// The answers of the runs that have one.
    Percentile(Vec<f64>, u8),
    /// Whether it happens, run by run.
    Odds(Vec<bool>),
}

impl Evaluation {
    /// Prepares a trial. Nothing is run yet.
    #[must_use]
    pub fn new(trial: Trial, questions: &[Question], samplers: &mut Samplers) -> Self {
        let Trial { scenario, sample } = trial;
        let needs_chance = questions.iter().any(Question::needs_chance);
        let chance = match sample {
            Sample::Runs { count, seed } if needs_chance && count > 0 => {
                let sampler = samplers.of(&scenario, count, seed);
                let mut draw = sampler.room();
                draw.inputs.clone_from(&scenario.inputs);
                Some((sampler, Box::new(draw), 0, count))
            }
            _ => None,
        };
        let luck = match sample {
            Sample::With(luck) => luck,
            _ => scenario.luck(),
        };
        Self {
            luck,
            needs_single: chance.is_none() || questions.iter().any(|each| !each.needs_chance()),
            tallies: questions
                .iter()
                .map(|question| match question {
                    Question::Value(_) => Tally::Value(None),
                    Question::Mean(_) => Tally::Mean(0.0, 0),
                    Question::Percentile(_, percent) => Tally::Percentile(Vec::new(), *percent),
                    Question::Odds(_) => Tally::Odds(Vec::new()),
                })
                .collect(),
            questions: questions.to_vec(),
            scenario,
            chance,
            weeks: Run::default(),
        }
    }

    /// Does at most so many runs, and says how many it did: at least one, so that a loop ends.
    pub fn step(&mut self, runs: usize) -> usize {
        let mut done = 0;
        if self.needs_single {
            let only_values = self.chance.is_some();
            let mut once = Once::new(&self.scenario.inputs, &self.luck, &mut self.weeks);
            for (question, tally) in self.questions.iter().zip(&mut self.tallies) {
                if !only_values || !question.needs_chance() {
                    tally.count(question, &mut once);
                }
            }
            self.needs_single = false;
            done += 1;
        }
        if let Some((sampler, draw, next, count)) = &mut self.chance {
            while *next < *count && done < runs.max(1) {
                sampler.draw_into(*next, draw);
                let mut once = Once::new(&draw.inputs, &draw.luck, &mut self.weeks);
                for (question, tally) in self.questions.iter().zip(&mut self.tallies) {
                    if question.needs_chance() {
                        tally.count(question, &mut once);
                    }
                }
                *next += 1;
                done += 1;
            }
        }
        done.max(1)
    }

    fn is_finished(&self) -> bool {
        let chance = self.chance.as_ref();
        !self.needs_single && chance.is_none_or(|(.., next, count)| next >= count)
    }

    /// The answers in the order of the questions, once all runs are done.
    #[must_use]
    pub fn answers(&self) -> Option<Vec<Option<f64>>> {
        self.is_finished()
            .then(|| self.tallies.iter().map(Tally::answer).collect())
    }

    /// Everything that it has come to, once all runs are done.
    #[must_use]
    pub fn answered(&self) -> Option<Answered> {
        let happened = self.tallies.iter().map(|tally| match tally {
            Tally::Odds(happened) => happened.clone(),
            _ => Vec::new(),
        });
        self.answers().map(|answers| Answered {
            answers,
            happened: happened.collect(),
        })
    }
}

impl Tally {
    fn count(&mut self, question: &Question, once: &mut Once) {
        match (self, question) {
            (Self::Odds(happened), Question::Odds(event)) => happened.push(once.happens(event)),
            (tally, Question::Value(of) | Question::Mean(of) | Question::Percentile(of, _)) => {
                let Some(value) = once.quantity(of) else {
                    return;
                };
                match tally {
                    Self::Value(answer) => *answer = Some(value),
                    // There is no mean of what has no bound.
                    _ if value.is_infinite() => {}
                    Self::Mean(sum, count) => {
                        *sum += value;
                        *count += 1;
                    }
                    Self::Percentile(values, _) => values.push(value),
                    Self::Odds(_) => {}
                }
            }
            (_, Question::Odds(_)) => {}
        }
    }

    fn answer(&self) -> Option<f64> {
        match self {
            Self::Value(answer) => *answer,
            Self::Mean(_, 0) => None,
            Self::Mean(sum, count) => Some(sum / f64::from(*count)),
            Self::Odds(happened) if happened.is_empty() => None,
            #[allow(clippy::cast_precision_loss)] // a million runs at most
            Self::Odds(happened) => {
                let count = happened.iter().filter(|happens| **happens).count();
                Some(count as f64 / happened.len() as f64)
            }
            Self::Percentile(values, percent) => percentile(values, *percent),
        }
    }
}

/// The value at the rank by which ensembles count their percentiles.
fn percentile(values: &[f64], percent: u8) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let count = u32::try_from(sorted.len()).unwrap_or(u32::MAX);
    let rank = rank(count, f64::from(percent) / 100.0);
    sorted.get(rank as usize).copied()
}

/// An answer that can be counted with: none where it is infinite.
#[must_use]
pub fn countable(answer: Option<f64>) -> Option<f64> {
    answer.filter(|answer| answer.is_finite())
}

/// Answers a question from one run, with its luck: none for the plain run.
#[must_use]
pub fn answer_once(inputs: &Inputs, luck: &Luck, question: &Question) -> Option<f64> {
    let mut run = Run::default();
    let mut once = Once::new(inputs, luck, &mut run);
    match question {
        Question::Value(of) | Question::Mean(of) | Question::Percentile(of, _) => once.quantity(of),
        Question::Odds(event) => Some(f64::from(u8::from(once.happens(event)))),
    }
}

/// A run and what was drawn from it, each only if asked for.
struct Once<'run> {
    inputs: &'run Inputs,
    luck: &'run Luck,
    run: &'run mut Run,
    is_run: bool,
    figures: Option<Figures>,
    targets: Option<Vec<Assessment>>,
}

impl<'run> Once<'run> {
    const fn new(inputs: &'run Inputs, luck: &'run Luck, run: &'run mut Run) -> Self {
        Self {
            inputs,
            luck,
            run,
            is_run: false,
            figures: None,
            targets: None,
        }
    }

    fn run(&mut self) -> &Run {
        if !self.is_run {
            run_with_into(self.inputs, self.luck, self.run);
            self.is_run = true;
        }
        self.run
    }

    fn figures(&mut self) -> &Figures {
        self.run();
        self.figures
            .get_or_insert_with(|| figures(self.inputs, self.run))
    }

    fn target(&mut self, id: &str) -> Option<Assessment> {
        self.run();
        self.targets
            .get_or_insert_with(|| assess(self.inputs, self.run))
            .iter()
            .find(|assessment| assessment.target.id == id)
            .copied()
    }

    fn quantity(&mut self, quantity: &Quantity) -> Option<f64> {
        match quantity {
            Quantity::Series(row, week) => {
                let index = (*week as usize).checked_sub(1)?;
                self.run().weeks.get(index).map(row.get)
            }
            Quantity::Figure(row) => row.value(self.figures()),
            Quantity::Margin(target) => self.target(target.id).and_then(|found| found.margin),
            Quantity::Input(lever) => lever.read(self.inputs),
        }
    }

    fn happens(&mut self, event: &Event) -> bool {
        match event {
            Event::Survive => self.run().cash_out().is_none(),
            Event::Met(target) => self
                .target(target.id)
                .is_some_and(|found| is_met(found.outcome)),
            Event::Holds(quantity, bound) => {
                let answer = self.quantity(quantity);
                bound.holds(quantity.judged(answer, bound.side, self.inputs.weeks()))
            }
        }
    }
}
