//! A search for the best points of a grid: differential evolution of the crate `basin`, turned from
//! a loop that calls a function into a state that asks for points and is told their scores.
//!
//! A generation of `basin` is a function of the population and a seed. It is computed twice: first
//! with a function that only writes down which points it is asked for, and once these are scored,
//! with one that looks the scores up. Whoever scores them may take as long as they want, or stop.
//!
//! Only the order of scores counts, so that any of two points that keeps what must be kept beats
//! one that does not, without weights that somebody has to choose (Deb's rules of feasibility).

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::convert::Infallible;

use basin::{
    BoxBounds, Constrained, ConstraintSet, CostFunction, De, DeMutation, PopulationProgress,
    Problem, Solver,
};

use super::grid::{self, nth, point, shares};
use super::random::Random;
use super::scores::Scores;

pub use super::grid::Point;
pub use super::scores::Score;

/// A search under way.
#[derive(Debug)]
pub struct Minimiser {
    /// Steps of each dimension: its coordinate is from 0 to this, both included.
    steps: Vec<usize>,
    seed: u64,
    population: Vec<Vec<f64>>,
    /// Whether every member has its score.
    is_scored: bool,
    generation: usize,
    generations: usize,
    scores: Scores,
}

impl Minimiser {
    /// The least population with which the method works.
    pub const LEAST_POPULATION: usize = 6;

    /// A search over a grid, from these points and others that are drawn; over all of it, if that
    /// is no more work. The same seed gives the same search.
    ///
    /// # Panics
    /// Without dimensions.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // some dozen
    pub fn new(
        steps: Vec<usize>,
        first: &[Point],
        population: usize,
        generations: usize,
        seed: u64,
    ) -> Self {
        assert!(!steps.is_empty(), "a search needs a dimension");
        let count = population.max(Self::LEAST_POPULATION);
        let mut random = Random::new(seed, "search population");
        // A Latin hypercube: every stretch of every lever is tried.
        let mut members = vec![vec![0.0; steps.len()]; count];
        for dimension in 0..steps.len() {
            let strata = random.permutation(count);
            for (member, stratum) in members.iter_mut().zip(strata) {
                member[dimension] = (stratum as f64 + random.unit()) / count as f64;
            }
        }
        for (member, point) in members.iter_mut().zip(first) {
            *member = shares(&steps, point);
        }
        let places = grid::places(&steps).filter(|&places| places <= count * (generations + 1));
        let mut search = Self {
            population: places.map_or(members, |places| {
                (0..places)
                    .map(|place| shares(&steps, &nth(&steps, place)))
                    .collect()
            }),
            generations: if places.is_some() { 0 } else { generations },
            steps,
            seed,
            is_scored: false,
            generation: 0,
            scores: Scores::default(),
        };
        search.advance();
        search
    }

    /// The next point to be scored.
    pub fn ask(&mut self) -> Option<Point> {
        self.scores.ask()
    }

    /// Takes the score of the earliest point that has none.
    pub fn tell(&mut self, score: Score) {
        if self.scores.tell(score) && self.scores.missing() == 0 {
            self.advance();
        }
    }

    /// Whether all generations have passed.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.generation >= self.generations && self.scores.missing() == 0
    }

    /// How much of the work is done, 0 to 1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // some hundred
    pub fn progress(&self) -> f64 {
        let share = 1.0 - self.scores.missing() as f64 / self.population.len() as f64;
        let rounds = self.generation + usize::from(self.is_scored);
        ((rounds as f64 + share) / (self.generations + 1) as f64).clamp(0.0, 1.0)
    }

    /// Every point that has been scored, the best first.
    #[must_use]
    pub fn ranking(&self) -> Vec<(&Point, Score)> {
        self.scores.ranking()
    }

    /// Wants the population scored, or what the next generation needs, or passes on to it.
    fn advance(&mut self) {
        let members = self.population.iter();
        self.scores
            .want(members.map(|member| point(&self.steps, member)));
        self.is_scored = self.scores.missing() == 0;
        while self.scores.missing() == 0 && self.generation < self.generations {
            let (population, missing) = self.next_generation();
            self.scores.want(missing);
            if self.scores.missing() == 0 {
                self.population = population;
                self.generation += 1;
            }
        }
    }

    /// The generation after this one, and the points whose scores it would need and does not have.
    fn next_generation(&self) -> (Vec<Vec<f64>>, Vec<Point>) {
        let missing = RefCell::new(Vec::new());
        let bounds = BoxBounds::new(
            Some(vec![0.0; self.steps.len()]),
            Some(vec![1.0; self.steps.len()]),
        );
        let ranks = Ranks {
            steps: &self.steps,
            of: self
                .ranking()
                .into_iter()
                .enumerate()
                .map(|(rank, (point, _))| (point, rank))
                .collect(),
            missing: &missing,
        };
        let problem = Constrained::new(ranks, ConstraintSet::new().with_bounds(bounds));
        let mut problem = Problem::new(problem);
        let seed = self
            .seed
            .wrapping_add(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(self.generation as u64 + 1));
        // By turns: close in on the best, and keep looking elsewhere.
        let mutation = if self.generation.is_multiple_of(2) {
            DeMutation::Best1
        } else {
            DeMutation::RandToBest1
        };
        let mut evolution = De::<f64>::new(seed)
            .with_mutation(mutation)
            .with_dither(0.5, 1.0)
            .with_cr(0.7)
            .with_pop_size(self.population.len());
        let state = PopulationProgress::from_population(self.population.clone());
        let next = evolution
            .init(&mut problem, state)
            .and_then(|state| evolution.next_iter(&mut problem, state))
            .map(|step| step.into_parts().0.candidates().to_vec());
        // The bounds are sound and scores cannot fail: should the crate refuse them all the same,
        // the population stays as it is.
        (
            next.unwrap_or_else(|_| self.population.clone()),
            missing.into_inner(),
        )
    }
}

/// The scores known so far, as a function to be minimised: a score's place in the ranking.
struct Ranks<'search> {
    steps: &'search [usize],
    of: BTreeMap<&'search Point, usize>,
    missing: &'search RefCell<Vec<Point>>,
}

impl CostFunction for Ranks<'_> {
    type Param = Vec<f64>;
    type Output = f64;
    type Error = Infallible;

    #[allow(clippy::cast_precision_loss)] // some thousand
    fn cost(&self, member: &Vec<f64>) -> Result<f64, Infallible> {
        let point = point(self.steps, member);
        Ok(self.of.get(&point).map_or_else(
            || {
                self.missing.borrow_mut().push(point.clone());
                f64::INFINITY
            },
            |&rank| rank as f64,
        ))
    }
}
