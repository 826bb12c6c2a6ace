//! Why it changed: the difference of an answer between two scenarios, divided among the groups of
//! inputs that differ, by their Shapley values. Odds are of a number of runs, all mixtures under the
//! same luck: a part is a sum of their odds with fixed weights, so the same sum of what happened in
//! each run is its mean over the runs, and tells how far chance may have it.

use std::collections::{BTreeMap, VecDeque};

use crate::model::parameters::{Parameter, by_name, differing};
use crate::model::scenario::Scenario;
use crate::model::uncertainty::Uncertainty;

use super::evaluation::{Sample, countable};
use super::paired::Pairs;
use super::question::Question;
use super::shapley::{Coalition, EXACT_PLAYERS, MAXIMUM_PLAYERS, Shapley, Share};
use super::study::{Study, Trial, only};

/// What changes together.
#[derive(Clone, Debug)]
pub enum Change {
    /// These parameters.
    Parameters(Vec<&'static Parameter>),
    /// The list of hires.
    Hires,
    /// The list of initiatives.
    Initiatives,
    /// Spreads of inputs and probabilities of risk events: they count in ensembles only.
    Uncertainty,
    /// Risk events that strike in a stress test: they count in the single run only.
    Stress,
}

/// A group of inputs that differ.
#[derive(Clone, Debug)]
pub struct Group {
    /// The name that people read.
    pub label: String,
    /// What it changes.
    pub change: Change,
}

/// How uncertain a plan is with the values of another: spreads that go with their values have gone
/// there.
fn with_values_of(plan: &Scenario, values: &Scenario) -> Uncertainty {
    let mut uncertainty = plan.uncertainty.clone();
    for (row, _) in plan.uncertainty.edited() {
        let [from, to] = [plan, values].map(|plan| (row.get)(&plan.inputs.parameters));
        uncertainty.follow(row, from, to);
    }
    uncertainty
}

/// The inputs that differ, by group: parameters of the same name together, in the order of the
/// table, then hires, initiatives, uncertainty and stress tests. Name them by panel, by cause, or each by itself.
#[must_use]
pub fn groups(from: &Scenario, to: &Scenario, name: impl Fn(&Parameter) -> String) -> Vec<Group> {
    let rows = differing(&from.inputs.parameters, &to.inputs.parameters);
    let mut groups: Vec<Group> = by_name(rows, name)
        .into_iter()
        .map(|(label, rows)| Group {
            label,
            change: Change::Parameters(rows),
        })
        .collect();
    let lists = [
        (from.inputs.hires != to.inputs.hires, "Hires", Change::Hires),
        (
            from.inputs.initiatives != to.inputs.initiatives,
            "Initiatives",
            Change::Initiatives,
        ),
        (
            with_values_of(from, to) != to.uncertainty,
            "Uncertainty",
            Change::Uncertainty,
        ),
        (from.stress != to.stress, "Stress test", Change::Stress),
    ];
    groups.extend(
        lists
            .into_iter()
            .filter(|(differs, ..)| *differs)
            .map(|(_, label, change)| Group {
                label: label.to_owned(),
                change,
            }),
    );
    groups
}

impl Group {
    fn apply(&self, mixed: &mut Scenario, to: &Scenario) {
        match &self.change {
            Change::Parameters(rows) => {
                for row in rows {
                    (row.set)(
                        &mut mixed.inputs.parameters,
                        (row.get)(&to.inputs.parameters),
                    );
                }
            }
            Change::Hires => mixed.inputs.hires.clone_from(&to.inputs.hires),
            Change::Stress => mixed.stress = to.stress,
            // Once the values are known that it has to go with.
            Change::Uncertainty => {}
            Change::Initiatives => mixed.inputs.initiatives.clone_from(&to.inputs.initiatives),
        }
    }
}

/// There are more groups than a division can hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{groups} groups of inputs differ; at most {MAXIMUM_PLAYERS} can be told apart")]
pub struct TooManyGroups {
    /// How many there are.
    pub groups: usize,
}

/// A difference and its parts: `from`, then each part, then `rounding`, arrive at `to`.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The answer for the first scenario.
    pub from: f64,
    /// The answer for the second.
    pub to: f64,
    /// Each group's part in their difference, in the order of the groups.
    pub parts: Vec<Share>,
    /// What the last digits of the parts leave of the difference: added to their sum, it is the
    /// difference to the bit.
    pub rounding: f64,
}

impl Parts {
    /// The difference that is divided.
    #[must_use]
    pub fn difference(&self) -> f64 {
        self.to - self.from
    }
}

/// A waterfall under way.
#[derive(Debug)]
pub struct Waterfall {
    question: [Question; 1],
    from: Scenario,
    to: Scenario,
    sample: Sample,
    groups: Vec<Group>,
    shapley: Shapley,
    /// Mixtures that were asked for and not answered.
    awaited: VecDeque<Coalition>,
    /// What happened in the runs of each mixture, while it is needed.
    happened: BTreeMap<Coalition, Vec<bool>>,
    /// The standard errors of the parts as of the runs, once all are known: of odds only.
    of_runs: Vec<f64>,
}

impl Waterfall {
    /// Divides the difference of an answer between two scenarios among groups of inputs. Few
    /// groups get exact parts; many get parts from so many pairs of random orders, with their
    /// standard errors.
    ///
    /// # Errors
    /// [`TooManyGroups`] if there are more than [`MAXIMUM_PLAYERS`].
    pub fn new(
        question: Question,
        from: Scenario,
        to: Scenario,
        groups: Vec<Group>,
        sample: Sample,
        pairs: usize,
        seed: u64,
    ) -> Result<Self, TooManyGroups> {
        if groups.len() > MAXIMUM_PLAYERS {
            return Err(TooManyGroups {
                groups: groups.len(),
            });
        }
        Ok(Self {
            question: [question],
            from,
            to,
            sample,
            shapley: Shapley::new(groups.len(), pairs, seed),
            groups,
            awaited: VecDeque::new(),
            happened: BTreeMap::new(),
            of_runs: Vec::new(),
        })
    }

    /// The groups, in the order of the parts.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// How often the model is run for each mixture.
    #[must_use]
    pub const fn sample(&self) -> &Sample {
        &self.sample
    }

    /// The parts as far as they are known. None too early, or if there is no answer for one of the
    /// mixtures of the two scenarios: then there is nothing to divide.
    #[must_use]
    pub fn parts(&self) -> Option<Parts> {
        let (from, to) = self.shapley.ends()?;
        let mut parts = self.shapley.shares()?;
        for (part, of_runs) in parts.iter_mut().zip(&self.of_runs) {
            part.standard_error = (part.standard_error.powi(2) + of_runs.powi(2)).sqrt();
        }
        let sum: f64 = parts.iter().map(|part| part.value).sum();
        Some(Parts {
            from,
            to,
            rounding: (to - from) - sum,
            parts,
        })
    }

    /// Whether every mixture so far has an answer.
    #[must_use]
    pub fn is_defined(&self) -> bool {
        self.shapley.is_defined()
    }

    /// Whether the parts are of all orders, not of some that were drawn.
    #[must_use]
    pub const fn is_of_all_orders(&self) -> bool {
        self.groups.len() <= EXACT_PLAYERS
    }

    /// The standard error of each part as of independent runs: each run's own part is the sum of what
    /// happened in it with the weights of the mixtures.
    fn errors_of_runs(&self) -> Vec<f64> {
        let runs = self.happened.values().map(Vec::len).min().unwrap_or(0);
        if runs < 2 {
            return Vec::new();
        }
        let part = |group: usize| {
            let mut of_run = vec![0.0; runs];
            for (coalition, weight) in self.shapley.weights(group) {
                let Some(happened) = self.happened.get(&coalition) else {
                    continue;
                };
                for (sum, happens) in of_run.iter_mut().zip(happened) {
                    *sum += if *happens { weight } else { 0.0 };
                }
            }
            Pairs::of(of_run.into_iter().map(|part| (part, 0.0))).standard_error
        };
        (0..self.groups.len()).map(part).collect()
    }

    fn mixture(&self, coalition: Coalition) -> Scenario {
        let mut mixed = self.from.clone();
        let mut spread_of = &self.from;
        for (index, group) in self.groups.iter().enumerate() {
            if coalition >> index & 1 == 1 {
                group.apply(&mut mixed, &self.to);
                if matches!(group.change, Change::Uncertainty) {
                    spread_of = &self.to;
                }
            }
        }
        mixed.uncertainty = with_values_of(spread_of, &mixed);
        mixed
    }
}

impl Study for Waterfall {
    fn questions(&self) -> &[Question] {
        &self.question
    }

    fn ask(&mut self) -> Option<Trial> {
        let coalition = self.shapley.ask()?;
        self.awaited.push_back(coalition);
        Some(Trial {
            scenario: self.mixture(coalition),
            sample: self.sample.clone(),
        })
    }

    fn tell_runs(&mut self, happened: &[Vec<bool>]) {
        if let Some((coalition, happened)) = self.awaited.front().zip(happened.first())
            && !happened.is_empty()
        {
            self.happened.insert(*coalition, happened.clone());
        }
    }

    fn tell(&mut self, answers: &[Option<f64>]) {
        self.awaited.pop_front();
        self.shapley.tell(countable(only(answers)));
        if self.is_finished() {
            self.of_runs = self.errors_of_runs();
            self.happened.clear();
        }
    }

    fn is_finished(&self) -> bool {
        self.shapley.is_finished()
    }

    fn progress(&self) -> f64 {
        self.shapley.progress()
    }
}
