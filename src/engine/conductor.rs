//! Who does which part of an ensemble: the newest request wins, helpers that fail are replaced and
//! their parts done again.
//!
//! A state machine without browser, clock or threads: it is told what happens and when, in
//! milliseconds, and says what is to be done. However the blocks are shared out, in whatever order
//! they come back and whoever fails on the way, the tally comes to the same bits.

use std::ops::Range;

use super::helper::Whole;
use super::parts::Parts;
use crate::ensemble::{Detail, Ensemble, MAXIMUM_RUNS, Tally};
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

/// A seat whose helpers fail so many times one after the other stays empty.
pub const MOST_FAILURES: u32 = 3;

/// A part that is given to a helper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// By which the helper's answer is recognised; never given twice.
    pub number: u32,
    /// The ensemble.
    pub whole: Whole,
    /// Its blocks that are to be done.
    pub blocks: Range<u32>,
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

#[derive(Debug)]
struct Given {
    number: u32,
    blocks: Range<u32>,
    since: f64,
    due: f64,
    /// Whether it belongs to the request that is being done; the answer is of no use otherwise.
    wanted: bool,
}

#[derive(Debug)]
enum State {
    Empty,
    Starting,
    Idle,
    Busy(Given),
    Closed,
}

#[derive(Debug)]
struct Seat {
    state: State,
    failures: u32,
}

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
    /// Milliseconds a block takes a helper, once one has been timed.
    pace: Option<f64>,
    /// Seats whose helpers are to be ended.
    lost: Vec<usize>,
}

impl Conductor {
    /// With so many helpers at most; they are started when there is enough to do.
    #[must_use]
    pub fn new(helpers: usize) -> Self {
        let seat = || Seat {
            state: State::Empty,
            failures: 0,
        };
        Self {
            seats: std::iter::repeat_with(seat).take(helpers).collect(),
            job: None,
            next_number: 0,
            pace: None,
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
            if let State::Busy(given) = &mut seat.state {
                given.wanted = false;
            }
        }
        Ok(())
    }

    /// A helper can be given parts from now on.
    pub fn started(&mut self, seat: usize) {
        if let Some(seat) = self.seats.get_mut(seat)
            && matches!(seat.state, State::Starting)
        {
            seat.state = State::Idle;
        }
    }

    /// A helper has done a part.
    pub fn answered(&mut self, seat: usize, number: u32, tally: &Tally, now: f64) {
        let Some(place) = self.seats.get_mut(seat) else {
            return;
        };
        let State::Busy(given) = &place.state else {
            return;
        };
        if given.number != number {
            return;
        }
        let blocks = f64::from(given.blocks.end - given.blocks.start);
        self.pace = Some((now - given.since).max(0.0) / blocks);
        if let Some(job) = &mut self.job
            && given.wanted
            && job.tally.merge(tally).is_err()
        {
            self.failed(seat);
            return;
        }
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
        if let (State::Busy(given), Some(job)) = (before, &mut self.job)
            && given.wanted
        {
            job.parts.give_back(given.blocks);
        }
        self.lost.push(seat);
    }

    /// What is to be done now.
    pub fn orders(&mut self, now: f64) -> Vec<Order> {
        for seat in 0..self.seats.len() {
            if let State::Busy(given) = &self.seats[seat].state
                && now >= given.due
            {
                self.failed(seat);
            }
        }
        let mut orders: Vec<Order> = self.lost.drain(..).map(Order::End).collect();
        let Some(job) = &mut self.job else {
            return orders;
        };
        let workers = self.seats.iter().filter(|seat| seat.can_work()).count() + 1;
        for (index, seat) in self.seats.iter_mut().enumerate() {
            // The last slice is for the engine itself, which need not be sent anything.
            let left = job.parts.left();
            if left <= SLICE {
                break;
            }
            match seat.state {
                State::Empty => {
                    seat.state = State::Starting;
                    orders.push(Order::Start(index));
                }
                State::Idle => {
                    let share = left.div_ceil(u32::try_from(workers).unwrap_or(u32::MAX));
                    let most = share.min(in_time(self.pace)).next_multiple_of(SLICE);
                    let Some(blocks) = job.parts.take(most) else {
                        break;
                    };
                    let expected = f64::from(blocks.end - blocks.start) * self.pace.unwrap_or(0.0);
                    let number = self.next_number;
                    self.next_number = number.wrapping_add(1);
                    seat.state = State::Busy(Given {
                        number,
                        blocks: blocks.clone(),
                        since: now,
                        due: now + (PATIENCE * expected).max(LEAST_PATIENCE),
                        wanted: true,
                    });
                    let whole = job.whole.clone();
                    orders.push(Order::Give(
                        index,
                        Part {
                            number,
                            whole,
                            blocks,
                        },
                    ));
                }
                State::Starting | State::Busy(_) | State::Closed => {}
            }
        }
        orders
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
        let due = self.seats.iter().filter_map(|seat| match &seat.state {
            State::Busy(given) => Some(given.due),
            _ => None,
        });
        due.reduce(f64::min)
    }
}

impl Seat {
    fn can_work(&self) -> bool {
        matches!(self.state, State::Idle | State::Busy(_))
    }
}

/// How many blocks a part may have.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates
fn in_time(pace: Option<f64>) -> u32 {
    pace.map_or(SLICE, |pace| (PART_TIME / pace) as u32).max(1)
}
