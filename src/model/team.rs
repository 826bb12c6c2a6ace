//! Section 1 of a week: who is there, and what they get done.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::calendar::{month_start, unit};
use super::inputs::{Hire, Inputs};
use super::number::{Number, Truth};
use super::parameters::Team;

/// A hire with the moment of the first working day worked out.
#[derive(Clone, Copy, Debug)]
struct Arrival<N> {
    /// First working day, in weeks from now.
    start: N,
    /// Pay, $ a year.
    salary: N,
}

/// Fewer heads than this are none: who shares the work of nobody has no share.
const FEWEST: f64 = 1e-9;

/// The engineers of one week.
#[derive(Clone, Copy, Debug)]
pub struct Workforce<N = f64> {
    /// Engineers present.
    pub heads: N,
    /// What they get done, engineer-weeks a week.
    pub output: N,
    /// Their pay, $ a year, without loading.
    pub payroll: N,
}

/// The team through a whole run.
#[derive(Debug)]
pub struct Roster<N = f64> {
    team: Team<N>,
    arrivals: Vec<Arrival<N>>,
    /// Who follows an engineer who has left; never, as long as none has.
    replacement: Option<Arrival<N>>,
    /// What a newcomer is short of a veteran on the first day.
    short: N,
    /// The week from which everybody is there and fully grown.
    settled: N,
    /// Today's output, engineer-weeks a week.
    pub output_today: N,
}

/// Output left after coordination: 1/(1 + loss·min(n, 40)²), Brooks's law in the form of a
/// scalability law. More than 40 people split into teams.
#[inline(always)]
#[must_use]
pub fn talk<N: Number>(heads: N, communication: N) -> N {
    let heads = heads.at_most(40.0);
    (communication * heads * heads + 1.0).reciprocal()
}

/// Output left when the share of new people passes what the team absorbs.
#[inline(always)]
#[must_use]
pub fn cliff<N: Number>(fresh_share: N, cliff_share: N, cliff_loss: N) -> N {
    (cliff_loss * unit((fresh_share - cliff_share) / cliff_share.rest().at_least(1e-9))).rest()
}

impl Roster {
    /// The team of one run. A position for which `delays` names no time is filled after the time
    /// to hire that is an input.
    #[must_use]
    pub fn new(inputs: &Inputs, delays: &[f64]) -> Self {
        let team = inputs.parameters.team;
        Self::with_delays(team, &inputs.hires, |index| {
            delays.get(index).copied().unwrap_or(team.delay)
        })
    }
}

impl<N: Number> Roster<N> {
    /// Works out when everybody arrives, the position with this index being open for so many
    /// weeks.
    #[inline(always)]
    #[must_use]
    pub fn with_delays(team: Team<N>, hires: &[Hire], delay: impl Fn(usize) -> N) -> Self {
        let arrivals: Vec<Arrival<N>> = hires
            .iter()
            .enumerate()
            .map(|(index, hire)| Arrival {
                start: delay(index) + month_start(hire.month),
                salary: N::from(hire.salary),
            })
            .collect();
        let last = arrivals
            .iter()
            .fold(N::from(0.0), |last, hire| hire.start.at_least(last));
        Self {
            team,
            arrivals,
            replacement: None,
            short: team.ramp_start.rest(),
            settled: last + team.ramp.at_least(1.0),
            output_today: team.engineers * talk(team.engineers, team.communication),
        }
    }

    /// One of today's engineers goes at the start of a week, once in each run. The position opens
    /// at once, at the same pay.
    #[inline(always)]
    pub fn lose_one(&mut self, week: f64, leaves: N::Truth) {
        let team = &mut self.team;
        let fewer = (team.engineers - 1.0).at_least(0.0);
        team.engineers = N::choose(leaves, fewer, team.engineers);
        let start = team.delay + week;
        let replacement = self.replacement.get_or_insert(Arrival {
            start: N::from(f64::INFINITY),
            salary: team.salary,
        });
        replacement.start = N::choose(leaves, start, replacement.start);
        let settled = self.settled.at_least(start + team.ramp.at_least(1.0));
        self.settled = N::choose(leaves, settled, self.settled);
    }

    /// Whether the team of this week is the same as that of every later week.
    #[inline(always)]
    #[must_use]
    pub fn is_settled(&self, week: f64) -> bool {
        N::from(week).reaches(self.settled).all()
    }

    /// The engineers of a week: veterans lose time to mentoring, new people ramp up, everybody
    /// loses some to coordination.
    #[inline(always)]
    #[must_use]
    pub fn week(&self, week: f64) -> Workforce<N> {
        let team = &self.team;
        let (mut heads, mut able, mut fresh) = (team.engineers, team.engineers, N::from(0.0));
        let mut payroll = team.engineers * team.salary;
        for hire in self.arrivals.iter().chain(&self.replacement) {
            let since = N::from(week + 1.0) - hire.start;
            if since.is_above(0.0).any() {
                let present = unit(since);
                let grown = N::choose(team.ramp.is_above(0.0), unit(since / team.ramp), 1.0);
                heads += present;
                able += present * (team.ramp_start + self.short * grown);
                fresh += present * grown.rest();
                payroll += present * hire.salary;
            }
        }
        let output = (able - team.mentoring * fresh).at_least(0.0)
            * talk(heads, team.communication)
            * cliff(
                fresh / heads.at_least(FEWEST),
                team.cliff_share,
                team.cliff_loss,
            );
        Workforce {
            heads,
            output,
            payroll,
        }
    }
}
