//! Trials of a study on their way to a helper and back, as bytes between workers of the same build.
//!
//! Questions go by their keys, scenarios as links, and the numbers that most trials differ in, those
//! of parameters and hires, beside the links by their bits: a link is written and read only where
//! something else is another than in the trial before.

use serde::{Deserialize, Serialize};

use crate::analysis::evaluation::{Answered, Evaluation, Sample};
use crate::analysis::question::Question;
use crate::analysis::samplers::Samplers;
use crate::analysis::study::Trial;
use crate::model::inputs::{HIRE_FIELDS, Inputs};
use crate::model::parameters::PARAMETERS;
use crate::model::scenario::Scenario;
use crate::share::{from_link, to_link};

#[derive(Serialize, Deserialize)]
struct Batch {
    questions: Vec<String>,
    trials: Vec<Written>,
}

#[derive(Serialize, Deserialize)]
struct Written {
    /// What is not among the numbers, unless that is as in the trial before.
    link: Option<String>,
    numbers: Vec<f64>,
    sample: Sample,
}

/// The numbers of a scenario that are sent by their bits.
fn numbers(inputs: &Inputs) -> Vec<f64> {
    let parameters = PARAMETERS.iter().map(|row| (row.get)(&inputs.parameters));
    let of_hires = inputs.hires.iter().flat_map(|hire| {
        let fields = HIRE_FIELDS.iter();
        fields.map(|field| (field.get)(hire))
    });
    parameters.chain(of_hires).collect()
}

/// Puts them into a scenario with as many hires. Nothing if there are more or fewer.
fn with_numbers(mut scenario: Scenario, numbers: &[f64]) -> Option<Scenario> {
    let Inputs {
        parameters, hires, ..
    } = &mut scenario.inputs;
    let (first, rest) = numbers.split_at_checked(PARAMETERS.len())?;
    for (row, value) in PARAMETERS.iter().zip(first) {
        (row.set)(parameters, *value);
    }
    if rest.len() != hires.len() * HIRE_FIELDS.len() {
        return None;
    }
    for (hire, values) in hires.iter_mut().zip(rest.chunks(HIRE_FIELDS.len())) {
        for (field, value) in HIRE_FIELDS.iter().zip(values) {
            (field.set)(hire, *value);
        }
    }
    Some(scenario)
}

/// A scenario without its numbers, and without what no run depends on.
fn frame(scenario: &Scenario) -> Scenario {
    let preset = Scenario::preset(scenario.preset);
    let mut frame = scenario.told_as(&preset);
    frame.inputs.parameters = preset.inputs.parameters;
    for hire in &mut frame.inputs.hires {
        for field in &HIRE_FIELDS {
            (field.set)(hire, field.possible.0);
        }
    }
    frame
}

/// Trials as bytes. None if they would not arrive as they are, which is seen here and not left to
/// trust.
pub(super) fn written(trials: &[Trial], questions: &[Question]) -> Option<Vec<u8>> {
    let questions: Vec<String> = questions.iter().map(Question::key).collect();
    if questions.iter().any(|key| Question::parse(key).is_err()) {
        return None;
    }
    let mut before = None;
    let mut batch = Batch {
        questions,
        trials: Vec::new(),
    };
    for Trial { scenario, sample } in trials {
        let frame = frame(scenario);
        let link = (before.as_ref() != Some(&frame)).then(|| to_link(&frame));
        if link.as_ref().is_some_and(|link| from_link(link).0 != frame) {
            return None;
        }
        batch.trials.push(Written {
            link,
            numbers: numbers(&scenario.inputs),
            sample: sample.clone(),
        });
        before = Some(frame);
    }
    postcard::to_allocvec(&batch).ok()
}

/// Does the trials, and says what they have come to: of none if they cannot be read, which fits no
/// batch.
pub(super) fn done(bytes: &[u8], samplers: &mut Samplers) -> Vec<u8> {
    let answered = read(bytes, samplers).unwrap_or_default();
    postcard::to_allocvec(&answered).unwrap_or_default()
}

fn read(bytes: &[u8], samplers: &mut Samplers) -> Option<Vec<Answered>> {
    let Batch { questions, trials } = postcard::from_bytes(bytes).ok()?;
    let questions = questions.iter().map(|key| Question::parse(key).ok());
    let questions: Vec<Question> = questions.collect::<Option<_>>()?;
    let mut frame = None;
    let trials = trials.into_iter().map(|written| {
        if let Some(link) = &written.link {
            frame = Some(from_link(link).0);
        }
        let trial = Trial {
            scenario: with_numbers(frame.clone()?, &written.numbers)?,
            sample: written.sample,
        };
        let mut evaluation = Evaluation::new(trial, &questions, samplers);
        loop {
            evaluation.step(usize::MAX);
            if let Some(answered) = evaluation.answered() {
                return Some(answered);
            }
        }
    });
    trials.collect()
}

/// What so many trials of so many questions have come to. None if the bytes say nothing of the kind.
pub(super) fn answers(bytes: &[u8], count: usize, questions: usize) -> Option<Vec<Answered>> {
    let answered: Vec<Answered> = postcard::from_bytes(bytes).ok()?;
    let fits = |it: &Answered| it.answers.len() == questions && it.happened.len() == questions;
    (answered.len() == count && answered.iter().all(fits)).then_some(answered)
}
