//! Targets held against a run: met, missed, or not within the horizon, with the week and the
//! margin.

use super::calendar::{WEEKS_PER_QUARTER, weeks_to_end_of_month};
use super::delivery::PHASES;
use super::inputs::Inputs;
use super::measures::Case;
use super::run::Run;
use super::slippage::number;
use super::targets::{TARGETS, Target, When};

/// What a run says of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The plan keeps its promise.
    Met,
    /// It does not.
    Missed,
    /// The horizon ends before the answer is known.
    NotWithinHorizon,
}

/// A target held against a run.
#[derive(Clone, Copy, Debug)]
pub struct Assessment {
    /// The target.
    pub target: &'static Target,
    /// What came out.
    pub outcome: Outcome,
    /// For a target with a due date: the first week that reaches it. For one that must hold in
    /// many weeks: the first that breaks it. For others: the week it is read in. From 1.
    pub week: Option<u32>,
    /// The value at the due date, or the worst of the weeks that count, as far as the horizon
    /// shows them.
    pub value: Option<f64>,
    /// How far the value is on the right side of the goal; below zero on the wrong side.
    pub margin: Option<f64>,
}

impl Assessment {
    /// Weeks by which a target with a due date is reached too late; below zero too early.
    #[must_use]
    pub fn weeks_late(&self) -> Option<i64> {
        match self.target.when {
            When::ByWeek(_) | When::ByMonth(_) => {
                Some(i64::from(self.week?) - i64::from(self.target.when.due()?))
            }
            _ => None,
        }
    }
}

/// Holds every target against a run of these inputs, in the order of [`TARGETS`].
#[must_use]
pub fn assess(inputs: &Inputs, run: &Run) -> Vec<Assessment> {
    let case = Case::new(inputs, run);
    TARGETS.iter().map(|target| target.assess(&case)).collect()
}

impl Target {
    fn assess(&'static self, case: &Case) -> Assessment {
        let length = case.weeks.len();
        let month_ends = |months: u32| (1..=months).map(|month| weeks_to_end_of_month(month) - 1);
        match self.when {
            When::ByWeek(_) | When::ByMonth(_) => self.reached(case),
            When::AtMonth(month) => self.at(case, month_ends(month).next_back()),
            When::AtEndOfPhase(phase) => self.at(case, case.finished(phase)),
            When::AtUsers(users) => {
                self.at(case, case.weeks.iter().position(|week| week.users >= users))
            }
            When::Plan => Assessment {
                week: None,
                ..self.at(case, Some(0))
            },
            When::ThroughMonth(month) => self.throughout(case, 0..weeks_to_end_of_month(month)),
            When::EveryMonth(months) => self.throughout(case, month_ends(months)),
            When::Always => self.throughout(case, 0..length),
            When::EveryQuarter => self.throughout(
                case,
                (1..=length / WEEKS_PER_QUARTER).map(|quarter| quarter * WEEKS_PER_QUARTER - 1),
            ),
            When::AfterPhase(phase) => {
                let first = case.finished(phase).map_or(length, |week| week + 1);
                self.throughout(case, first..length)
            }
            When::DuringPhases => {
                let last = (1..=PHASES)
                    .map(|phase| case.finished(phase))
                    .max_by_key(|week| {
                        // A phase that is not finished ends after all others.
                        week.unwrap_or(usize::MAX)
                    });
                // One week past the horizon stands for an end that is not in sight.
                let end = last.flatten().map_or(length + 1, |week| week + 1);
                let begins = case
                    .phases
                    .iter()
                    .map(|phase| phase.start)
                    .fold(f64::MAX, f64::min);
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 520
                let begins = begins.ceil() as usize;
                self.throughout(case, begins..end.max(begins))
            }
        }
    }

    fn value(&self, case: &Case, week: usize) -> Option<f64> {
        (self.measure)(case, week).filter(|value| value.is_finite())
    }

    fn holds(&self, value: Option<f64>) -> bool {
        value.is_some_and(|value| self.is_met_by(value))
    }

    fn answer(
        &'static self,
        outcome: Outcome,
        week: Option<usize>,
        value: Option<f64>,
    ) -> Assessment {
        Assessment {
            target: self,
            outcome,
            week: week.map(number),
            value,
            margin: value.map(|value| self.comparison.margin(value, self.goal)),
        }
    }

    /// A target that has to be reached once, by its due week.
    fn reached(&'static self, case: &Case) -> Assessment {
        let due = self.when.due().unwrap_or(u32::MAX) as usize;
        let Some(last) = case.weeks.len().checked_sub(1) else {
            return self.answer(Outcome::NotWithinHorizon, None, None);
        };
        let first = (0..=last).find(|&week| self.holds(self.value(case, week)));
        let outcome = match first {
            Some(week) if week < due => Outcome::Met,
            None if last + 1 < due => Outcome::NotWithinHorizon,
            _ => Outcome::Missed,
        };
        self.answer(outcome, first, self.value(case, last.min(due - 1)))
    }

    /// A target that is read once.
    fn at(&'static self, case: &Case, week: Option<usize>) -> Assessment {
        let Some(week) = week.filter(|&week| week < case.weeks.len()) else {
            return self.answer(Outcome::NotWithinHorizon, None, None);
        };
        let value = self.value(case, week);
        let outcome = if self.holds(value) {
            Outcome::Met
        } else {
            Outcome::Missed
        };
        self.answer(outcome, Some(week), value)
    }

    /// A target that has to hold in each of these weeks. One that breaks it is enough to miss it;
    /// to meet it, all of them must be within the horizon.
    fn throughout(&'static self, case: &Case, weeks: impl Iterator<Item = usize>) -> Assessment {
        let mut worst: Option<f64> = None;
        let mut broken = None;
        let mut beyond = false;
        for week in weeks {
            if week >= case.weeks.len() {
                beyond = true;
                break;
            }
            // What cannot be measured in a week makes no demand on it.
            let Some(value) = self.value(case, week) else {
                continue;
            };
            if broken.is_none() && !self.holds(Some(value)) {
                broken = Some(week);
            }
            let margin = |value| self.comparison.margin(value, self.goal);
            if worst.is_none_or(|worst| margin(value) < margin(worst)) {
                worst = Some(value);
            }
        }
        let outcome = match broken {
            Some(_) => Outcome::Missed,
            None if beyond || worst.is_none() => Outcome::NotWithinHorizon,
            None => Outcome::Met,
        };
        self.answer(outcome, broken, worst)
    }
}
