//! Runs made side by side, by the widest instructions that a machine has. The same bits come of
//! each: nothing is fused, and no sum depends on the width.

use std::ops::Range;

use super::batch::Batch;
use super::sampler::{Draw, Sampler, Stretch};
use super::tally::{Detail, Ending, Tally};
use crate::model::bounds::Bounds;
use crate::model::lanes::{LANES, Lanes};
use crate::model::luck::Struck;
use crate::model::number::{Number, Truth};
use crate::model::run::{Run, run_beside};
use crate::model::week::Week;

/// Room for runs side by side.
#[derive(Clone, Debug)]
pub(super) struct Abreast {
    stretch: Stretch,
    draws: [Draw; LANES],
    /// Their weeks, if the runs are looked at as a whole.
    weeks: Vec<Week<Lanes>>,
    run: Run,
}

impl Abreast {
    pub(super) fn new(sampler: &Sampler) -> Self {
        Self {
            stretch: Stretch::default(),
            draws: std::array::from_fn(|_| sampler.room()),
            weeks: Vec::new(),
            run: Run::default(),
        }
    }

    /// Makes these neighbouring runs, adds their weeks to a batch from this place on and counts the
    /// rest.
    pub(super) fn make(
        &mut self,
        sampler: &Sampler,
        runs: Range<u32>,
        place: usize,
        batch: &mut Batch,
        tally: &mut Tally,
    ) {
        let count = runs.len();
        sampler.prepare(runs, &mut self.stretch);
        for first in (0..count).step_by(LANES) {
            let drawn = first..count.min(first + LANES);
            self.make_lanes(sampler, drawn, place + first, batch, tally);
        }
    }

    /// Makes runs with these places among those drawn, up to [`LANES`] of them. Lanes without a run
    /// repeat the last one.
    fn make_lanes(
        &mut self,
        sampler: &Sampler,
        runs: Range<usize>,
        place: usize,
        batch: &mut Batch,
        tally: &mut Tally,
    ) {
        let places = runs.clone().chain(std::iter::repeat(runs.end - 1));
        for (draw, place) in self.draws.iter_mut().zip(places) {
            sampler.take(place, &self.stretch, draw);
        }
        let detail = tally.detail();
        self.weeks.clear();
        let courses = widest(Courses {
            draws: &self.draws,
            place,
            batch,
            weeks: (detail == Detail::Everything).then_some(&mut self.weeks),
        });
        for (lane, draw) in self.draws.iter().enumerate().take(runs.len()) {
            let ending = courses.ending(lane);
            tally.count_ending(&ending);
            if detail == Detail::Everything {
                self.run.weeks.clear();
                let weeks = self.weeks.iter();
                self.run
                    .weeks
                    .extend(weeks.map(|week| week.map(|number| number.of(lane))));
                self.run.struck = ending.struck;
                tally.count_run(draw, &self.run, &ending);
            }
        }
    }
}

/// Runs that are to be made.
struct Courses<'room> {
    draws: &'room [Draw; LANES],
    place: usize,
    batch: &'room mut Batch,
    weeks: Option<&'room mut Vec<Week<Lanes>>>,
}

/// How runs end.
struct Endings {
    /// The first week with less than no cash, infinite where there is none.
    cash_out: Lanes,
    lowest_cash: Lanes,
    struck: [Struck; LANES],
}

impl Courses<'_> {
    #[inline(always)]
    #[allow(clippy::inline_always)] // compiled for what a machine can do
    #[allow(clippy::cast_precision_loss)] // some hundred weeks
    fn make(mut self) -> Endings {
        let mut cash_out = Lanes::from(f64::INFINITY);
        let mut lowest_cash = Lanes::from(0.0);
        let runs = self.draws.each_ref().map(|draw| (&draw.inputs, &draw.luck));
        let struck = run_beside(
            runs,
            #[inline(always)]
            |week, row, parts| {
                lowest_cash = row.cash.at_most(lowest_cash);
                let is_out = row.cash.is_below(0.0);
                if is_out.any() {
                    let first = cash_out.at_most(week as f64);
                    cash_out = Lanes::choose(is_out, first, cash_out);
                }
                self.batch.add(self.place, week, row, parts);
                if let Some(weeks) = &mut self.weeks {
                    weeks.push(*row);
                }
            },
        );
        Endings {
            cash_out,
            lowest_cash,
            struck,
        }
    }
}

impl Endings {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // some hundred weeks
    fn ending(&self, lane: usize) -> Ending {
        let cash_out = self.cash_out.of(lane);
        Ending {
            cash_out: cash_out.is_finite().then_some(cash_out as usize),
            missing: -self.lowest_cash.of(lane),
            struck: self.struck[lane],
        }
    }
}

/// Makes runs with the widest instructions that this machine has.
#[cfg(not(target_arch = "wasm32"))]
fn widest(courses: Courses) -> Endings {
    pulp::Arch::new().dispatch(courses)
}

#[cfg(not(target_arch = "wasm32"))]
impl pulp::NullaryFnOnce for Courses<'_> {
    type Output = Endings;

    #[inline(always)]
    #[allow(clippy::inline_always)] // or it would not be compiled for what a machine can do
    fn call(self) -> Endings {
        self.make()
    }
}

/// Makes runs with the instructions that the program is built for.
#[cfg(target_arch = "wasm32")]
#[inline(never)]
fn widest(courses: Courses) -> Endings {
    courses.make()
}
