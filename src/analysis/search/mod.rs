//! Plan search: the levers that may be moved, where they must be for all to hold that must, and for
//! the wish to be fulfilled best.
//!
//! It goes from rough to fine. A search with few runs for each plan explores; a second one, from
//! the best of the first, uses many runs, with other luck. The plans that are left are then
//! cleaned: each lever goes back to where it stands now if nothing is lost by it, and where the
//! wish is about a lever, that goes as far as what must hold allows. All plans of a stage share
//! their luck run by run, so that their differences are not chance.

mod found;
mod levers;
mod polish;
mod problem;

use std::collections::{BTreeMap, VecDeque};

pub use found::{Move, Plan};
pub use levers::{LeverBounds, USUAL_LEVERS, usual_dials};
pub use problem::{Aim, Problem, ProblemError, Requirement, Wish, standard_error};

use super::dial;
use super::evaluation::Sample;
use super::minimiser::{Minimiser, Point, Score};
use super::question::Question;
use super::study::{Study, Trial};
use polish::Polish;

/// How much work a search may be.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Plans in a generation.
    pub population: usize,
    /// Generations of the first search.
    pub generations: usize,
    /// Runs for each plan of the first search.
    pub runs: u32,
    /// Generations of the second search.
    pub refinements: usize,
    /// Runs for each plan of the second search and of the last look.
    pub check_runs: u32,
    /// Plans to be shown.
    pub plans: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            population: 32,
            generations: 50,
            runs: 128,
            refinements: 6,
            check_runs: 2048,
            plans: 3,
        }
    }
}

/// Standard errors that odds must have to spare in the second search and the last look.
const SPARE: f64 = 2.0;

/// Where a search stands.
#[derive(Debug)]
enum Stage {
    Explore(Minimiser),
    Refine(Minimiser),
    Polish(Option<Polish>),
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
    /// Points asked for and not answered.
    awaited: VecDeque<Point>,
    /// Answers of the second search and the last look.
    checked: BTreeMap<Point, Vec<Option<f64>>>,
    /// Points that are still to be cleaned, the best first.
    pool: VecDeque<Point>,
    found: Vec<Point>,
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
            checked: BTreeMap::new(),
            pool: VecDeque::new(),
            found: Vec::new(),
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
        match self.stage {
            Stage::Explore(_) => Sample::Runs {
                count: self.effort.runs,
                seed: self.seed,
            },
            _ => Sample::Runs {
                count: self.effort.check_runs,
                seed: self.seed.wrapping_add(1),
            },
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

    /// Passes on to the next stage once one is finished.
    fn advance(&mut self) {
        match &self.stage {
            Stage::Explore(search) if search.is_finished() => {
                let ranking = search.ranking();
                let best: Vec<Point> = ranking
                    .into_iter()
                    .take(self.effort.population)
                    .map(|(point, _)| point.clone())
                    .collect();
                self.stage = Stage::Refine(Minimiser::new(
                    Self::steps(&self.problem),
                    &best,
                    self.effort.population,
                    self.effort.refinements,
                    self.seed.wrapping_add(1),
                ));
            }
            Stage::Refine(search) if search.is_finished() => {
                let mut pool: Vec<Point> = Vec::new();
                for (point, _) in search.ranking() {
                    if pool.len() < 2 * self.effort.plans && self.is_apart(point, &pool) {
                        pool.push(point.clone());
                    }
                }
                self.pool = pool.into();
                self.stage = Stage::Polish(None);
                self.next_polish();
            }
            Stage::Polish(Some(polish)) if polish.is_finished() => {
                let point = polish.point().clone();
                // The best is shown even if nothing holds; others only if they do as well.
                let holds = self
                    .checked
                    .get(&point)
                    .is_some_and(|answers| self.check_score(answers).violation <= 0.0);
                let is_new = self.is_apart(&point, &self.found);
                if self.found.is_empty() || (holds && is_new) {
                    self.found.push(point);
                }
                self.next_polish();
            }
            _ => {}
        }
    }

    fn next_polish(&mut self) {
        let point = if self.found.len() < self.effort.plans {
            self.pool.pop_front()
        } else {
            None
        };
        self.stage = match point {
            Some(point) => Stage::Polish(Some(Polish::new(point, &self.problem))),
            None => Stage::Finished,
        };
    }
}

impl Study for PlanSearch {
    fn questions(&self) -> &[Question] {
        &self.questions
    }

    fn ask(&mut self) -> Option<Trial> {
        loop {
            let point = match &mut self.stage {
                Stage::Explore(search) | Stage::Refine(search) => search.ask(),
                Stage::Polish(Some(polish)) => polish.ask(),
                Stage::Polish(None) | Stage::Finished => None,
            };
            let Some(point) = point else {
                if matches!(&self.stage, Stage::Polish(Some(polish)) if polish.is_finished()) {
                    self.advance();
                    continue;
                }
                return None;
            };
            // What the second search has seen already is known.
            let known = match self.stage {
                Stage::Polish(_) => self.checked.get(&point).cloned(),
                _ => None,
            };
            self.awaited.push_back(point.clone());
            if let Some(answers) = known {
                self.tell(&answers);
                continue;
            }
            return Some(Trial {
                scenario: self.problem.scenario(&self.problem.values(&point)),
                sample: self.sample(),
            });
        }
    }

    fn tell(&mut self, answers: &[Option<f64>]) {
        let Some(point) = self.awaited.pop_front() else {
            return;
        };
        if !matches!(self.stage, Stage::Explore(_)) {
            self.checked.insert(point, answers.to_vec());
        }
        // The first search asks for as much to spare as the later looks, or it would hand them
        // plans that only just fail.
        let score = self.check_score(answers);
        match &mut self.stage {
            Stage::Explore(search) | Stage::Refine(search) => search.tell(score),
            Stage::Polish(Some(polish)) => polish.tell(score),
            Stage::Polish(None) | Stage::Finished => {}
        }
        self.advance();
    }

    fn is_finished(&self) -> bool {
        matches!(self.stage, Stage::Finished)
    }

    #[allow(clippy::cast_precision_loss)] // some dozen
    fn progress(&self) -> f64 {
        let Effort {
            population,
            generations,
            runs,
            refinements,
            check_runs,
            plans,
        } = self.effort;
        let plan_runs = |plans: usize, runs: u32| plans as f64 * f64::from(runs);
        let first = plan_runs(population * (generations + 1), runs);
        let second = plan_runs(population * (refinements + 1), check_runs);
        let last = plan_runs(plans * 2 * (self.problem.dials.len() + 16), check_runs);
        let done = match &self.stage {
            Stage::Explore(search) => first * search.progress(),
            Stage::Refine(search) => first + second * search.progress(),
            Stage::Polish(_) => {
                let left = (plans - self.found.len().min(plans)) as f64 / plans.max(1) as f64;
                first + second + last * (1.0 - left)
            }
            Stage::Finished => first + second + last,
        };
        done / (first + second + last)
    }
}
