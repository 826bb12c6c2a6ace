//! Who does which part of an ensemble, and which trials of the panels' studies: the newest request
//! wins, helpers that fail are replaced and their parts done again.
//!
//! A state machine without browser, clock or threads: it is told what happens and when, in
//! milliseconds, and says what is to be done. However blocks and trials are shared out, in whatever
//! order they come back and whoever fails on the way, tallies and studies come to the same bits.

use super::batch;
use super::helper::{Task, Whole};
use super::parts::Parts;
use super::seat::{Doing, Given, Seat, State};
use crate::analysis::evaluation::Answered;
use crate::analysis::work::Trials;
use crate::ensemble::{BLOCK, Detail, Ensemble, MAXIMUM_RUNS, Mismatch, Tally};
use crate::protocol::{BANDS_INTERVAL, FIRST_RUNS, QUICK_RUNS};

/// Blocks that the engine itself does before it looks for messages again, and the least that is
/// worth sending to a helper.
pub const SLICE: u32 = 4;

/// Milliseconds that a helper's part should take: it is deaf meanwhile, and sending back what it
/// has counted takes a few.
pub const PART_TIME: f64 = 120.0;

/// A helper that has not answered within this many times the expected time is lost …
pub const PATIENCE: f64 = 5.0;

/// … but not before so many milliseconds are over: whole machines stop for a while.
pub const LEAST_PATIENCE: f64 = 2000.0;

/// Milliseconds a week of a run, at most, as long as nobody has been timed: a twentieth of the speed of
/// the machine that the model was measured on.
pub const SLOW: f64 = 0.005;

/// A helper that has not come to life in so many milliseconds is lost: it has nothing to load, for it
/// is given the compiled program.
pub const START_PATIENCE: f64 = 10_000.0;

/// A seat whose helpers fail so many times one after the other stays empty.
pub const MOST_FAILURES: u32 = 3;

/// Runs of trials that are worth sending to a helper, at least.
const LEAST: u32 = BLOCK;

/// What there has to be left to do for a helper to be started, and of an ensemble for one to be
/// given a part: the last slice is for the engine itself, which need not be sent anything.
const ENOUGH: u32 = SLICE * BLOCK;

/// A part that is given to a helper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// By which the helper's answer is recognised; never given twice.
    pub number: u32,
    /// What is to be done.
    pub task: Task,
}

/// What is to be done, by the number of the helper's seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Start a helper in a seat where there is none.
    Start(usize),
    /// Give a helper a part.
    Give(usize, Part),
    /// End a helper, whether it is still there or not.
    End(usize),
}

/// More or fewer runs are wanted than there can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an ensemble has 1 to {MAXIMUM_RUNS} runs, not {0}")]
pub struct ImpossibleRuns(pub u32);

/// The request that is being done, or has been.
#[derive(Debug)]
struct Job {
    id: u32,
    whole: Whole,
    ensemble: Ensemble,
    parts: Parts,
    tally: Tally,
    /// When bands were last told, and of how many runs.
    told: Option<(f64, u32)>,
}

impl Job {
    fn is_done(&self) -> bool {
        self.tally.runs() == self.whole.runs
    }
}

/// Shares out the work of the engine.
#[derive(Debug)]
pub struct Conductor {
    seats: Vec<Seat>,
    job: Option<Job>,
    next_number: u32,
    /// Milliseconds a week of a run takes a helper, once one has been timed: horizons differ by a
    /// factor of a hundred.
    pace: Option<f64>,
    /// What trials have come to that were dealt under a number, and the numbers of those that have
    /// come to nothing, which their studies have not been told.
    answered: Vec<(u32, Vec<Answered>)>,
    returned: Vec<u32>,
    /// Seats whose helpers are to be ended.
    lost: Vec<usize>,
}

impl Conductor {
    /// With so many helpers at most; they are started when there is enough to do.
    #[must_use]
    pub fn new(helpers: usize) -> Self {
        Self {
            seats: std::iter::repeat_with(Seat::default)
                .take(helpers)
                .collect(),
            job: None,
            next_number: 0,
            pace: None,
            answered: Vec::new(),
            returned: Vec::new(),
            lost: Vec::new(),
        }
    }

    /// Begins a request in place of the one before.
    ///
    /// # Errors
    /// [`ImpossibleRuns`]; the one before goes on then.
    pub fn show(&mut self, id: u32, link: String, runs: u32) -> Result<(), ImpossibleRuns> {
        if !(1..=MAXIMUM_RUNS).contains(&runs) {
            return Err(ImpossibleRuns(runs));
        }
        let detail = if runs > QUICK_RUNS {
            Detail::Everything
        } else {
            Detail::Bands
        };
        let whole = Whole { link, runs, detail };
        let ensemble = whole.ensemble();
        self.job = Some(Job {
            id,
            parts: Parts::new(ensemble.blocks()),
            tally: ensemble.tally(),
            whole,
            ensemble,
            told: None,
        });
        for seat in &mut self.seats {
            if let State::Busy(given) = &mut seat.state
                && matches!(given.doing, Doing::Blocks(_))
            {
                given.doing = Doing::Nothing;
            }
        }
        Ok(())
    }

    /// A helper can be given parts from now on.
    pub fn started(&mut self, seat: usize) {
        if let Some(seat) = self.seats.get_mut(seat)
            && matches!(seat.state, State::Starting { .. })
        {
            seat.state = State::Idle;
        }
    }

    /// A helper has done a part, and says what it has come to.
    pub fn answered(&mut self, seat: usize, number: u32, answer: &[u8], now: f64) {
        let Some(place) = self.seats.get_mut(seat) else {
            return;
        };
        let State::Busy(given) = &place.state else {
            return;
        };
        if given.number != number {
            return;
        }
        let taken = match (&given.doing, &mut self.job) {
            (Doing::Blocks(_), Some(job)) => {
                Tally::from_bytes(answer).and_then(|tally| job.tally.merge(&tally))
            }
            (Doing::Trials { count, questions }, _) => {
                let answered = batch::answers(answer, *count, *questions).ok_or(Mismatch);
                answered.map(|answered| self.answered.push((number, answered)))
            }
            _ => Ok(()),
        };
        if taken.is_err() {
            self.failed(seat);
            return;
        }
        self.pace = Some((now - given.since).max(0.0) / given.weeks.max(1.0));
        place.failures = 0;
        place.state = State::Idle;
    }

    /// A helper has failed or could not be started: its part is to be done by somebody else.
    pub fn failed(&mut self, seat: usize) {
        let Some(place) = self.seats.get_mut(seat) else {
            return;
        };
        if matches!(place.state, State::Empty | State::Closed) {
            return;
        }
        place.failures += 1;
        let closed = place.failures >= MOST_FAILURES;
        let next = if closed { State::Closed } else { State::Empty };
        let before = std::mem::replace(&mut place.state, next);
        if let State::Busy(given) = before {
            match (given.doing, &mut self.job) {
                (Doing::Blocks(blocks), Some(job)) => job.parts.give_back(blocks),
                (Doing::Trials { .. }, _) => self.returned.push(given.number),
                _ => {}
            }
        }
        self.lost.push(seat);
    }

    /// What is to be done now. Trials are taken off these studies, the first that have some, and the
    /// studies told what has come of those that were taken.
    pub fn orders(&mut self, now: f64, studies: &mut [&mut dyn Trials]) -> Vec<Order> {
        for seat in 0..self.seats.len() {
            if self.seats[seat].due().is_some_and(|due| now >= due) {
                if matches!(self.seats[seat].state, State::Busy(_)) {
                    // It may only have been given more than it could do in time.
                    self.pace = None;
                }
                self.failed(seat);
            }
        }
        for study in &mut *studies {
            for (number, answered) in &self.answered {
                study.take(*number, answered);
            }
            for number in &self.returned {
                study.give_back(*number);
            }
        }
        self.answered.clear();
        self.returned.clear();
        let mut orders: Vec<Order> = self.lost.drain(..).map(Order::End).collect();
        for index in 0..self.seats.len() {
            match self.seats[index].state {
                State::Empty if self.left(studies) > ENOUGH => {
                    self.seats[index].state = State::Starting {
                        due: now + START_PATIENCE,
                    };
                    orders.push(Order::Start(index));
                }
                State::Idle => {
                    let part = self.part(index, now, studies);
                    orders.extend(part.map(|part| Order::Give(index, part)));
                }
                _ => {}
            }
        }
        orders
    }

    /// Runs that nobody is doing: those of the ensemble, and where there are too few of these, those
    /// of the first study that has some.
    fn left(&self, studies: &mut [&mut dyn Trials]) -> u32 {
        let runs = self.runs_left();
        let mut of_studies = studies.iter_mut().map(|study| study.left());
        if runs > ENOUGH {
            runs
        } else {
            of_studies.find(|runs| *runs >= LEAST).unwrap_or(0)
        }
    }

    fn runs_left(&self) -> u32 {
        let job = self.job.as_ref();
        job.map_or(0, |job| job.parts.left().saturating_mul(BLOCK))
    }

    /// A part for the helper of a seat, if there is one. An ensemble comes first: sliders are to
    /// stay live.
    fn part(&mut self, seat: usize, now: f64, studies: &mut [&mut dyn Trials]) -> Option<Part> {
        let workers = self.seats.iter().filter(|seat| seat.can_work()).count() + 1;
        let workers = u32::try_from(workers).unwrap_or(u32::MAX);
        let pace = self.pace;
        let number = self.next_number;
        self.next_number = number.wrapping_add(1);
        let (weeks, doing, task) = if self.runs_left() > ENOUGH {
            let job = self.job.as_mut()?;
            let horizon = job.tally.horizon();
            let share = job.parts.left().div_ceil(workers);
            let most = in_time(pace, horizon);
            let most = share.min((most / BLOCK).max(1)).next_multiple_of(SLICE);
            let blocks = job.parts.take(most)?;
            let whole = job.whole.clone();
            let runs = (blocks.end - blocks.start) * BLOCK;
            (
                weeks_of(runs, horizon),
                Doing::Blocks(blocks.clone()),
                Task::Blocks { whole, blocks },
            )
        } else {
            let mut studies = studies.iter_mut().map(|study| (study.left(), study));
            let (left, study) = studies.find(|(left, _)| *left >= LEAST)?;
            let share = left.div_ceil(workers);
            let most = in_time(pace, study.weeks());
            let trials = study.deal(number, share.min(most));
            // What cannot be written remains dealt to nobody: the engine does it last of all.
            let task = batch::written(&trials, study.questions())?;
            let count = trials.len();
            let questions = study.questions().len();
            let weeks = trials
                .iter()
                .map(|trial| weeks_of(trial.sample.runs(), trial.scenario.inputs.weeks()));
            (
                weeks.sum(),
                Doing::Trials { count, questions },
                Task::Trials(task),
            )
        };
        let expected = weeks * pace.unwrap_or(SLOW);
        self.seats[seat].state = State::Busy(Given {
            number,
            doing,
            weeks,
            since: now,
            due: now + (PATIENCE * expected).max(LEAST_PATIENCE),
        });
        Some(Part { number, task })
    }

    /// Does a slice of the work here, if there is one that nobody does. Whether there is more.
    pub fn work(&mut self) -> bool {
        let Some(job) = &mut self.job else {
            return false;
        };
        if let Some(blocks) = job.parts.take(SLICE) {
            job.ensemble.add_blocks(blocks, &mut job.tally);
        }
        job.parts.left() > 0
    }

    /// The bands that are to be told now, if any: the request's id, its tally, how many runs it
    /// is to have.
    pub fn news(&mut self, now: f64) -> Option<(u32, &Tally, u32)> {
        let job = self.job.as_mut()?;
        let runs = job.tally.runs();
        let is_time = match job.told {
            None => runs >= FIRST_RUNS.min(job.whole.runs),
            Some((when, told)) => runs > told && (job.is_done() || now - when >= BANDS_INTERVAL),
        };
        is_time.then(|| {
            job.told = Some((now, runs));
            (job.id, &job.tally, job.whole.runs)
        })
    }

    /// The tally of all runs of the newest request, once they are done.
    #[must_use]
    pub fn tally(&self) -> Option<&Tally> {
        let job = self.job.as_ref()?;
        job.is_done().then_some(&job.tally)
    }

    /// When [`Conductor::orders`] is to be asked again even if nothing happens.
    #[must_use]
    pub fn due(&self) -> Option<f64> {
        self.seats.iter().filter_map(Seat::due).reduce(f64::min)
    }
}

/// How many runs of so many weeks a part may have.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates
fn in_time(pace: Option<f64>, horizon: usize) -> u32 {
    let runs = pace.map(|pace| PART_TIME / (pace * weeks_of(1, horizon)));
    runs.map_or(ENOUGH, |runs| runs as u32).max(1)
}

#[allow(clippy::cast_precision_loss)] // some hundred weeks
fn weeks_of(runs: u32, horizon: usize) -> f64 {
    f64::from(runs) * horizon as f64
}
