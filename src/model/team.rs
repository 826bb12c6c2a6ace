//! Section 1 of a week: who is there, and what they get done.

use super::bounds::Bounds;
use super::calendar::{month_start, presence, unit};
use super::inputs::{Hire, Inputs};
use super::parameters::Team;

/// A hire with the moment of the first working day worked out.
#[derive(Clone, Copy, Debug)]
struct Arrival {
    /// First working day, in weeks from now.
    start: f64,
    /// Pay, $ a year.
    salary: f64,
}

/// Fewer heads than this are none: who shares the work of nobody has no share.
const FEWEST: f64 = 1e-9;

/// The engineers of one week.
#[derive(Clone, Copy, Debug, Default)]
pub struct Workforce {
    /// Engineers present.
    pub heads: f64,
    /// What they get done, engineer-weeks a week.
    pub output: f64,
    /// Their pay, $ a year, without loading.
    pub payroll: f64,
}

/// The team through a whole run.
#[derive(Debug)]
pub struct Roster {
    team: Team,
    arrivals: Vec<Arrival>,
    /// The week from which everybody is there and fully grown.
    settled: f64,
    /// Today's output, engineer-weeks a week.
    pub output_today: f64,
}

/// Output left after coordination: 1/(1 + loss·min(n, 40)²), Brooks's law in the form of a
/// scalability law. More than 40 people split into teams.
#[inline]
#[must_use]
pub fn talk(heads: f64, communication: f64) -> f64 {
    let heads = heads.at_most(40.0);
    1.0 / (1.0 + communication * heads * heads)
}

/// Output left when the share of new people passes what the team absorbs.
#[inline]
#[must_use]
pub fn cliff(fresh_share: f64, cliff_share: f64, cliff_loss: f64) -> f64 {
    1.0 - cliff_loss * unit((fresh_share - cliff_share) / (1.0 - cliff_share).at_least(1e-9))
}

impl Roster {
    /// Works out when everybody arrives. A position for which `delays` names no time is filled
    /// after the time to hire that is an input.
    #[must_use]
    pub fn new(inputs: &Inputs, delays: &[f64]) -> Self {
        let team = inputs.parameters.team;
        let arrivals: Vec<Arrival> = inputs
            .hires
            .iter()
            .enumerate()
            .map(|(index, &Hire { month, salary, .. })| Arrival {
                start: month_start(month) + delays.get(index).copied().unwrap_or(team.delay),
                salary,
            })
            .collect();
        let last = arrivals.iter().map(|hire| hire.start).fold(0.0, f64::max);
        Self {
            team,
            arrivals,
            settled: last + team.ramp.at_least(1.0),
            output_today: team.engineers * talk(team.engineers, team.communication),
        }
    }

    /// One of today's engineers goes at the start of a week. The position opens at once, at the
    /// same pay.
    pub fn lose_one(&mut self, week: f64) {
        self.team.engineers = (self.team.engineers - 1.0).at_least(0.0);
        let start = week + self.team.delay;
        self.arrivals.push(Arrival {
            start,
            salary: self.team.salary,
        });
        self.settled = self.settled.at_least(start + self.team.ramp.at_least(1.0));
    }

    /// Whether the team of this week is the same as that of every later week.
    #[inline]
    #[must_use]
    pub fn is_settled(&self, week: f64) -> bool {
        week >= self.settled
    }

    /// The engineers of a week: veterans lose time to mentoring, new people ramp up, everybody
    /// loses some to coordination.
    #[must_use]
    pub fn week(&self, week: f64) -> Workforce {
        let team = &self.team;
        let (mut heads, mut able, mut fresh) = (team.engineers, team.engineers, 0.0);
        let mut payroll = team.engineers * team.salary;
        for hire in &self.arrivals {
            let present = presence(week, hire.start);
            if present > 0.0 {
                let grown = if team.ramp > 0.0 {
                    unit((week + 1.0 - hire.start) / team.ramp)
                } else {
                    1.0
                };
                heads += present;
                able += present * (team.ramp_start + (1.0 - team.ramp_start) * grown);
                fresh += present * (1.0 - grown);
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
