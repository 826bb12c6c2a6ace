//! When the risk events strike, in the midst of a run.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::luck::{Strike, Struck};
use super::number::{Number, Truth};
use super::risks::{RISK_COUNT, Risk};

/// The events that are still to come in each run, and those that have struck.
#[derive(Debug)]
pub(super) struct Fate<N> {
    /// Whether an event is left to strike in any run.
    pub(super) is_open: bool,
    /// The week in which an event strikes in any case; infinite if there is none.
    at: [N; RISK_COUNT],
    /// In how many weeks an event still could strike before it does; infinite if it never will.
    left: [N; RISK_COUNT],
    /// The weeks in which events have struck, counted from 1; 0 before they have.
    struck: [N; RISK_COUNT],
}

impl<N: Number> Fate<N> {
    #[inline(always)]
    pub(super) fn new<'luck>(strikes: impl Fn(usize) -> &'luck [Strike; RISK_COUNT]) -> Self {
        let of = |weeks: fn(Strike) -> Option<u32>| {
            std::array::from_fn(|event| {
                N::from_runs(|run| weeks(strikes(run)[event]).map_or(f64::INFINITY, f64::from))
            })
        };
        Self {
            is_open: (0..N::RUNS).any(|run| *strikes(run) != [Strike::Never; RISK_COUNT]),
            at: of(|strike| match strike {
                Strike::In(week) => Some(week),
                Strike::After(_) | Strike::Never => None,
            }),
            left: of(|strike| match strike {
                Strike::After(weeks) => Some(weeks),
                Strike::In(_) | Strike::Never => None,
            }),
            struck: [N::from(0.0); RISK_COUNT],
        }
    }

    /// Lets a week pass, in which an event can strike in some runs: in which of them it does.
    #[inline(always)]
    pub(super) fn strikes(&mut self, risk: Risk, week: f64, can_strike: N::Truth) -> N::Truth {
        let event = risk as usize;
        let (at, left) = (&mut self.at[event], &mut self.left[event]);
        let strikes = N::from(week).reaches(*at) | (can_strike & left.is_below(1.0));
        *left = N::choose(can_strike, *left - 1.0, *left);
        if strikes.any() {
            *at = N::choose(strikes, f64::INFINITY, *at);
            *left = N::choose(strikes, f64::INFINITY, *left);
            let struck = &mut self.struck[event];
            *struck = N::choose(strikes, week + 1.0, *struck);
        }
        strikes
    }

    /// The weeks in which the events have struck in a run.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // up to 520
    pub(super) fn struck_in(&self, run: usize) -> Struck {
        self.struck.map(|week| {
            let week = week.of(run) as u32;
            (week > 0).then_some(week)
        })
    }
}
