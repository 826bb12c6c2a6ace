//! A run: the weeks of a company one after another.

#![allow(clippy::inline_always)] // the equations are compiled as a whole

use super::breakdown::{Breakdown, Splitter};
use super::company::Company;
use super::inputs::Inputs;
use super::lanes::{LANES, Lanes};
use super::luck::{Luck, Struck};
use super::number::Number;
use super::week::Week;

/// Every week of a run, and what struck in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The weeks in order; the first is week 0, which people call week 1.
    pub weeks: Vec<Week>,
    /// Which risk events struck, and when.
    pub struck: Struck,
}

impl Run {
    /// The first week, as a row, that ends with less than no cash, if there is one within the
    /// horizon. A company without one survives.
    #[must_use]
    pub fn cash_out(&self) -> Option<usize> {
        self.weeks.iter().position(|week| week.cash < 0.0)
    }

    /// The least cash at the end of any week, $; infinite without weeks.
    #[must_use]
    pub fn lowest_cash(&self) -> f64 {
        let cash = self.weeks.iter().map(|week| week.cash);
        cash.fold(f64::INFINITY, f64::min)
    }
}

/// Runs the model over the horizon of the inputs.
#[must_use]
pub fn run(inputs: &Inputs) -> Run {
    run_with(inputs, &Luck::default())
}

/// Runs the model into rows that are already allocated, which saves the allocation in a loop.
pub fn run_into(inputs: &Inputs, run: &mut Run) {
    run_with_into(inputs, &Luck::default(), run);
}

/// Runs the model with the luck of one run, such as a stress test.
#[must_use]
pub fn run_with(inputs: &Inputs, luck: &Luck) -> Run {
    let mut run = Run::default();
    run_with_into(inputs, luck, &mut run);
    run
}

/// Runs the model with luck into rows that are already allocated.
pub fn run_with_into(inputs: &Inputs, luck: &Luck, run: &mut Run) {
    let Run { weeks, struck } = run;
    weeks.resize(inputs.weeks(), Week::default());
    [*struck] = follow::<f64, 1>([(inputs, luck)], |_, week, row| weeks[week] = *row);
}

/// Makes several runs side by side, which differ in luck and in parameters other than the horizon
/// alone, and hands on each week with its number from 0, whole and taken apart. Each run comes to
/// the same bits as by itself.
#[inline(always)]
#[allow(clippy::cast_precision_loss)] // a horizon is some hundred weeks
pub fn run_beside(
    runs: [(&Inputs, &Luck); LANES],
    mut row: impl FnMut(usize, &Week<Lanes>, &Breakdown<Lanes>),
) -> [Struck; LANES] {
    let mut splitter = None;
    follow(
        runs,
        #[inline(always)]
        |company, week, whole| {
            let p = &company.parameters;
            let splitter = splitter.get_or_insert_with(|| Splitter::new(p, &company.hazards));
            row(week, whole, &splitter.split(p, week as f64, whole));
        },
    )
}

/// Follows companies through the weeks.
#[inline(always)]
#[allow(clippy::cast_precision_loss)] // a horizon is some hundred weeks
fn follow<N: Number, const RUNS: usize>(
    runs: [(&Inputs, &Luck); RUNS],
    mut row: impl FnMut(&Company<N>, usize, &Week<N>),
) -> [Struck; RUNS] {
    let mut company = Company::new(runs);
    for week in 0..runs[0].0.weeks() {
        let whole = company.step(week as f64);
        row(&company, week, &whole);
    }
    std::array::from_fn(|run| company.fate.struck_in(run))
}
