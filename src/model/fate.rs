//! When the risk events strike, in the midst of a run.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::bounds::Bounds;
use super::luck::{Strike, Struck};
use super::number::{Number, Truth};
use super::risks::{RISK_COUNT, RISKS, Risk};

/// The events that are still to come in each run, and those that have struck.
#[derive(Debug)]
pub(super) struct Fate<N> {
    /// The week in which an event strikes in any case; infinite if there is none.
    at: [N; RISK_COUNT],
    /// The earliest of them among all runs.
    first: [f64; RISK_COUNT],
    /// In how many weeks an event still could strike before it does; infinite if that is not how it
    /// comes.
    left: [N; RISK_COUNT],
    /// Whether an event comes so in any run.
    waits: [bool; RISK_COUNT],
    /// The weeks in which events have struck, counted from 1; 0 before they have.
    struck: [N; RISK_COUNT],
}

impl<N: Number> Fate<N> {
    #[inline(always)]
    pub(super) fn new<'luck>(strikes: impl Fn(usize) -> &'luck [Strike; RISK_COUNT]) -> Self {
        let of = |weeks: fn(Risk, Strike) -> Option<u32>| {
            std::array::from_fn(|event| {
                let risk = RISKS[event].risk;
                N::from_runs(|run| {
                    weeks(risk, strikes(run)[event]).map_or(f64::INFINITY, f64::from)
                })
            })
        };
        let mut fate = Self {
            // What can strike in any week comes after as many weeks as there are before it.
            at: of(|risk, strike| match strike {
                Strike::In(week) => Some(week),
                Strike::After(weeks) => risk.strikes_in_any_week().then_some(weeks),
                Strike::Never => None,
            }),
            first: [f64::INFINITY; RISK_COUNT],
            left: of(|risk, strike| match strike {
                Strike::After(weeks) => (!risk.strikes_in_any_week()).then_some(weeks),
                Strike::In(_) | Strike::Never => None,
            }),
            waits: [false; RISK_COUNT],
            struck: [N::from(0.0); RISK_COUNT],
        };
        for event in 0..RISK_COUNT {
            fate.look_ahead(event);
        }
        fate
    }

    /// Notes whether and when an event can still come in any run.
    #[inline(always)]
    fn look_ahead(&mut self, event: usize) {
        let earliest = |first: f64, run: usize| first.at_most(self.at[event].of(run));
        self.first[event] = (0..N::RUNS).fold(f64::INFINITY, earliest);
        self.waits[event] = self.left[event].is_below(f64::INFINITY).any();
    }

    /// Whether an event can strike in this week in any run.
    #[inline(always)]
    pub(super) fn is_near(&self, risk: Risk, week: f64) -> bool {
        let event = risk as usize;
        week >= self.first[event] || self.waits[event]
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
            self.look_ahead(event);
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
