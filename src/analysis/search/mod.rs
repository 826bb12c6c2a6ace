//! Plan search: the levers that may be moved, where they must be for all to hold that must, and for
//! the wish to be fulfilled best.
//!
//! It goes from rough to fine. Differential evolution with few runs for each plan explores. From the
//! best that it comes to, a climb with more runs goes to where no lever helps any more. The plan is
//! then cleaned: every lever goes back to where it stands now if nothing is lost by it, and where the
//! wish is about a lever, that goes as far as what must hold allows. Other plans are those without
//! one of its moves, the longest first: the lever is held where it stands now, and another climb
//! finds what is best then. All plans of a stage share their luck run by run, so that their
//! differences are not chance. The best of many plans under the same luck is the one that this luck
//! flatters most: each stage has luck of its own, and what is told of the plans found is of luck that
//! no stage before has seen.
//!
//! The cleaning leaves a plan just so much to spare as is asked for, and now and then the last look
//! has worse luck than that. Where the wish is about a lever, a step less of it is wished then, and
//! all that was found is looked at again, with luck of its own; elsewhere the plan is told as one
//! that misses.

mod climb;
mod found;
mod levers;
mod polish;
mod problem;

use std::collections::{BTreeMap, VecDeque};

pub use found::{Answer, Move, Plan, Reached, Surety};
pub use levers::{LeverBounds, USUAL_LEVERS, usual_dials};
pub use problem::{Aim, Problem, ProblemError, Requirement, Wish};

use crate::order::sorted;

use super::dial;
use super::evaluation::Sample;
use super::minimiser::{Minimiser, Point, Score};
use super::question::Question;
use super::study::{Study, Trial};
use climb::Climb;
use polish::Polish;

/// How much work a search may be. The usual effort finds the least funding of the realistic preset
/// from every seed tried to within a step of the slider.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Plans in a generation.
    pub population: usize,
    /// Generations of the exploration.
    pub generations: usize,
    /// Runs for each plan of the exploration.
    pub runs: u32,
    /// Runs for each plan of a climb.
    pub climb_runs: u32,
    /// Runs for each plan of the cleaning and of the last look.
    pub check_runs: u32,
    /// Plans to be shown.
    pub plans: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            population: 32,
            generations: 40,
            runs: 128,
            climb_runs: 1024,
            check_runs: 2048,
            plans: 3,
        }
    }
}

/// Standard errors that odds must have to spare in the cleaning, and in the stages before it, which
/// would otherwise hand it plans that only just fail. A goal seek is sure of what has as many.
pub(super) const SPARE: f64 = 2.0;

/// How far apart plans must be to be shown both: some lever by so much of its bounds.
const APART: f64 = 0.2;

/// How often less is wished of the best plan because it misses in the last look: by a step, by two, by
/// four.
const YIELDS: u32 = 3;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    /// A point of the grid.
    Point(Point),
    /// The plan as it stands, on the grid or not.
    Present,
}

/// Where a search stands.
#[derive(Debug)]
enum Stage {
    Explore(Minimiser),
    Climb(Climb),
    Polish(Polish),
    /// A last look at what was found and at the plan as it stands, of which these are still to be
    /// asked for.
    Confirm(VecDeque<Asked>),
    /// The best plan with less of the wish, and whether it was asked for: it has to keep with the luck
    /// of the cleaning what every plan found keeps, before there is another last look.
    Yield(Point, bool),
    Finished,
}

/// A plan search under way.
#[derive(Debug)]
pub struct PlanSearch {
    problem: Problem,
    questions: Vec<Question>,
    effort: Effort,
    seed: u64,
    has_chance: bool,
    stage: Stage,
    /// What was asked for and is not answered.
    awaited: VecDeque<Asked>,
    /// Climbs that have been started.
    climbs: usize,
    /// Answers of the cleaning.
    checked: BTreeMap<Point, Vec<Option<f64>>>,
    found: Vec<Point>,
    /// Last looks that have been begun.
    looks: u64,
    /// How often less was wished.
    yields: u32,
    /// Answers of the last look.
    confirmed: BTreeMap<Asked, Vec<Option<f64>>>,
}

impl PlanSearch {
    /// Prepares a search. The same seed gives the same plans.
    ///
    /// # Errors
    /// [`ProblemError`] if there is no lever to move, or one is missing or named twice.
    pub fn new(problem: Problem, effort: Effort, seed: u64) -> Result<Self, ProblemError> {
        problem.check()?;
        let questions = problem.questions();
        let first = Minimiser::new(
            Self::steps(&problem),
            &Self::start(&problem),
            effort.population,
            effort.generations,
            seed,
        );
        Ok(Self {
            has_chance: questions.iter().any(Question::needs_chance),
            questions,
            effort,
            seed,
            stage: Stage::Explore(first),
            awaited: VecDeque::new(),
            climbs: 0,
            checked: BTreeMap::new(),
            found: Vec::new(),
            looks: 0,
            yields: 0,
            confirmed: BTreeMap::new(),
            problem,
        })
    }

    fn steps(problem: &Problem) -> Vec<usize> {
        problem.dials.iter().map(dial::Dial::steps).collect()
    }

    /// The plan as it stands, and the same with the wished lever at each end: one of these is
    /// often the easiest way to what must hold.
    fn start(problem: &Problem) -> Vec<Point> {
        let present: Point = problem
            .present()
            .into_iter()
            .map(Option::unwrap_or_default)
            .collect();
        let mut points = vec![present.clone()];
        if let Some(wished) = problem.wished_lever() {
            for place in [0, problem.dials[wished].steps()] {
                let mut point = present.clone();
                point[wished] = place;
                points.push(point);
            }
        }
        points
    }

    /// The problem that is being solved.
    #[must_use]
    pub const fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Runs for each plan of the stage, and its luck.
    fn sample(&self) -> Sample {
        if !self.has_chance {
            return Sample::Single;
        }
        let (count, luck) = match self.stage {
            Stage::Explore(_) => (self.effort.runs, 0),
            Stage::Climb(_) => (self.effort.climb_runs, 1),
            Stage::Polish(_) | Stage::Yield(..) => (self.effort.check_runs, 2),
            Stage::Confirm(_) | Stage::Finished => (self.effort.check_runs, 2 + self.looks),
        };
        Sample::Runs {
            count,
            seed: self.seed.wrapping_add(luck),
        }
    }

    fn check_score(&self, answers: &[Option<f64>]) -> Score {
        let runs = if self.has_chance {
            self.effort.check_runs
        } else {
            0
        };
        self.problem.score(answers, runs, SPARE)
    }

    /// Whether answers keep all bounds, with nothing to spare.
    fn keeps(&self, answers: &[Option<f64>]) -> bool {
        self.problem.score(answers, 0, 0.0).violation <= 0.0
    }

    /// Passes on to the next stage once one is finished.
    fn advance(&mut self) {
        match &self.stage {
            Stage::Explore(search) if search.is_finished() => {
                let best = search.ranking().first().map(|(point, _)| (*point).clone());
                self.climb(best.map(|point| (point, None)));
            }
            Stage::Climb(climb) if climb.is_finished() => {
                let polish = Polish::new(climb.point().clone(), &self.problem);
                self.stage = Stage::Polish(polish);
            }
            Stage::Polish(polish) if polish.is_finished() => {
                let point = polish.point().clone();
                // The best is shown even if nothing holds; others only if they do as well.
                let holds = self
                    .checked
                    .get(&point)
                    .is_some_and(|answers| self.check_score(answers).violation <= 0.0);
                if self.found.is_empty() || (holds && self.is_apart(&point)) {
                    self.found.push(point);
                }
                self.climb(self.without(self.climbs));
            }
            Stage::Confirm(left) if left.is_empty() && self.awaited.is_empty() => self.give_way(),
            Stage::Yield(point, _) => {
                let Some(answers) = self.checked.get(point) else {
                    return;
                };
                match self.missed_place() {
                    Some(best) if self.check_score(answers).violation <= 0.0 => {
                        self.found[best].clone_from(point);
                        self.look();
                    }
                    _ => self.give_way(),
                }
            }
            _ => {}
        }
    }

    /// The best plan without one of its moves, this one by its length, from the second on; and the
    /// lever that is to stay where it is. None if enough was tried, or there is no such move.
    fn without(&self, number: usize) -> Option<(Point, Option<usize>)> {
        if number >= self.effort.plans {
            return None;
        }
        let best = self.found.first()?;
        let wished = self.problem.wished_lever();
        let moves: Vec<(f64, usize, usize)> = (0..)
            .zip(self.problem.present())
            .filter_map(|(place, present)| Some((place, present?)))
            .filter(|(place, _)| Some(*place) != wished)
            .map(|(place, present)| {
                (
                    self.problem.distance(place, best[place], present),
                    place,
                    present,
                )
            })
            .filter(|(distance, ..)| *distance >= APART)
            .collect();
        // Equal lengths stay in the order of the levers.
        let moves = sorted(moves, |a, b| b.0.total_cmp(&a.0));
        let (_, place, present) = *moves.get(number.checked_sub(1)?)?;
        let mut point = best.clone();
        point[place] = present;
        Some((point, Some(place)))
    }

    /// Whether a point differs from all that was found enough to be shown beside it. Plans that
    /// differ in nothing but how much of the wish they get are one plan.
    fn is_apart(&self, point: &Point) -> bool {
        let wished = self.problem.wished_lever();
        self.found.iter().all(|found| {
            let pairs = point.iter().zip(found).enumerate();
            pairs
                .filter(|(place, _)| Some(*place) != wished)
                .any(|(place, (one, other))| self.problem.distance(place, *one, *other) >= APART)
        })
    }

    /// Climbs from a point, in which a lever may be held, or looks once more at what was found.
    fn climb(&mut self, from: Option<(Point, Option<usize>)>) {
        self.climbs += 1;
        self.stage = match from {
            Some((point, held)) => Stage::Climb(Climb::new(point, &self.problem, held)),
            // Without chance the answers would be the same again.
            None if self.has_chance => return self.look(),
            None => Stage::Finished,
        };
        self.advance();
    }

    /// A last look at what was found, with luck of its own.
    fn look(&mut self) {
        self.looks += 1;
        self.confirmed.clear();
        let found = self.found.iter().cloned().map(Asked::Point);
        self.stage = Stage::Confirm(found.chain([Asked::Present]).collect());
    }

    /// Wishes less of the best plan if it misses in the last look, as long as that is worth a try.
    fn give_way(&mut self) {
        let less = self.less();
        self.yields += 1;
        self.stage = less.map_or(Stage::Finished, |point| Stage::Yield(point, false));
        self.advance();
    }

    /// The best plan with less of its wish, if it misses in the last look.
    fn less(&self) -> Option<Point> {
        let (best, place) = (self.missed_place()?, self.problem.wished_lever()?);
        let mut point = self.found[best].clone();
        let (here, by) = (point[place], 1 << self.yields);
        point[place] = match self.problem.wish.aim {
            Aim::Least => (here + by).min(self.problem.dials[place].steps()),
            Aim::Most => here.saturating_sub(by),
        };
        (self.yields < YIELDS && point[place] != here).then_some(point)
    }
}

impl Study for PlanSearch {
    fn questions(&self) -> &[Question] {
        &self.questions
    }

    fn ask(&mut self) -> Option<Trial> {
        loop {
            let asked = match &mut self.stage {
                Stage::Explore(search) => search.ask().map(Asked::Point),
                Stage::Climb(climb) => climb.ask().map(Asked::Point),
                Stage::Polish(polish) => polish.ask().map(Asked::Point),
                Stage::Confirm(left) => left.pop_front(),
                Stage::Yield(point, is_asked) => {
                    (!std::mem::replace(is_asked, true)).then(|| Asked::Point(point.clone()))
                }
                Stage::Finished => None,
            };
            let Some(asked) = asked else {
                if matches!(&self.stage, Stage::Polish(polish) if polish.is_finished()) {
                    self.advance();
                    continue;
                }
                return None;
            };
            // What the cleaning of another plan has seen is known.
            let known = match (&self.stage, &asked) {
                (Stage::Polish(_), Asked::Point(point)) => self.checked.get(point).cloned(),
                _ => None,
            };
            let scenario = match &asked {
                Asked::Point(point) => self.problem.scenario(&self.problem.values(point)),
                Asked::Present => self.problem.present.clone(),
            };
            self.awaited.push_back(asked);
            if let Some(answers) = known {
                self.tell(&answers);
                continue;
            }
            return Some(Trial {
                scenario,
                sample: self.sample(),
            });
        }
    }

    fn tell(&mut self, answers: &[Option<f64>]) {
        let Some(asked) = self.awaited.pop_front() else {
            return;
        };
        match (&self.stage, asked) {
            (Stage::Confirm(_), asked) => {
                self.confirmed.insert(asked, answers.to_vec());
            }
            (Stage::Polish(_) | Stage::Yield(..), Asked::Point(point)) => {
                self.checked.insert(point, answers.to_vec());
            }
            _ => {}
        }
        let score = self.check_score(answers);
        match &mut self.stage {
            Stage::Explore(search) => search.tell(score),
            Stage::Climb(climb) => climb.tell(score),
            Stage::Polish(polish) => polish.tell(score),
            Stage::Confirm(_) | Stage::Yield(..) | Stage::Finished => {}
        }
        self.advance();
    }

    fn is_finished(&self) -> bool {
        matches!(self.stage, Stage::Finished)
    }

    #[allow(clippy::cast_precision_loss)] // some dozen
    fn progress(&self) -> f64 {
        // Parts of the whole work, as they usually are.
        const EXPLORED: f64 = 0.15;
        const CLIMBED: f64 = 0.75;
        const PLANS: f64 = 0.98 - EXPLORED;
        let plans = self.effort.plans.max(1) as f64;
        let of_plans = |climbs: usize, share: f64| {
            EXPLORED + PLANS * (climbs.saturating_sub(1) as f64 + share) / plans
        };
        match &self.stage {
            Stage::Explore(search) => EXPLORED * search.progress(),
            Stage::Climb(climb) => of_plans(self.climbs, CLIMBED * climb.progress()),
            Stage::Polish(_) => of_plans(self.climbs, CLIMBED),
            Stage::Confirm(_) | Stage::Yield(..) => EXPLORED + PLANS,
            Stage::Finished => 1.0,
        }
    }
}
