//! Running a study: on this thread in slices, and wherever else somebody takes trials off it.

use std::collections::VecDeque;

use super::evaluation::{Answered, Evaluation};
use super::question::Question;
use super::samplers::Samplers;
use super::study::{Study, Trial};

/// Trials that are asked for before the earliest of them has been answered, at most: each is a
/// whole scenario.
const AHEAD: usize = 2048;

/// Trials that are dealt together, at most: their answers are awaited by all that come after them.
const MOST: usize = 256;

/// A study's trials, for those who have them done elsewhere. Answers are told to the study in the
/// order in which it asked, so that nobody can see in its result who did what.
pub trait Trials {
    /// What every trial is asked.
    fn questions(&self) -> &[Question];

    /// Runs of the trials that nobody is doing, but for one that stays here.
    fn left(&mut self) -> u32;

    /// Weeks of a run of these.
    fn weeks(&self) -> usize;

    /// Deals out some of these, under a number that is never used twice: as many as come to so many
    /// runs, if there are so many.
    fn deal(&mut self, number: u32, runs: u32) -> Vec<Trial>;

    /// What was dealt under a number is not being done after all.
    fn give_back(&mut self, number: u32);

    /// What was dealt under a number has come to this. Nothing is made of it if the study has been
    /// dropped or the trials have been done here meanwhile.
    fn take(&mut self, number: u32, answered: &[Answered]);

    /// Whether it waits: then nothing of it is asked for or dealt out, while what has been dealt is
    /// taken.
    fn wait(&mut self, waits: bool);
}

/// A study under way. A worker calls [`Work::step`] until it says that it is finished, and looks
/// between the slices whether it has been told to stop; to stop is to drop it.
#[derive(Debug)]
pub struct Work<S> {
    study: S,
    /// Trials that have been asked for and not told, in the order in which they were asked for.
    outstanding: VecDeque<Outstanding>,
    samplers: Samplers,
    waits: bool,
}

#[derive(Debug)]
struct Outstanding {
    runs: u32,
    /// The number under which it has been dealt, and its place among those of that number.
    dealt: Option<(u32, usize)>,
    state: State,
}

#[derive(Debug)]
enum State {
    Open(Box<Trial>),
    /// Under way here: one at a time.
    Here(Box<Evaluation>),
    Done(Answered),
}

impl Outstanding {
    fn is_free(&self) -> bool {
        self.dealt.is_none() && matches!(self.state, State::Open(_))
    }
}

impl<S: Study> Work<S> {
    /// Starts a study. Nothing is run yet.
    pub fn new(study: S) -> Self {
        Self {
            study,
            outstanding: VecDeque::new(),
            samplers: Samplers::default(),
            waits: false,
        }
    }

    /// Does about so many runs of the model, at least one, and says whether there is more to do.
    pub fn step(&mut self, runs: usize) -> bool {
        let mut left = runs.max(1);
        while left > 0 && !self.study.is_finished() {
            let Some(place) = self.next_here() else {
                return false;
            };
            let next = &mut self.outstanding[place];
            if let State::Open(trial) = &next.state {
                let questions = self.study.questions();
                let trial = Trial::clone(trial);
                let evaluation = Evaluation::new(trial, questions, &mut self.samplers);
                next.state = State::Here(evaluation.into());
            }
            if let State::Here(evaluation) = &mut next.state {
                left -= evaluation.step(left).min(left);
                if let Some(answered) = evaluation.answered() {
                    next.state = State::Done(answered);
                    self.tell();
                }
            }
        }
        !self.study.is_finished()
    }

    /// What the study knows so far.
    pub const fn study(&self) -> &S {
        &self.study
    }

    /// Runs the study to its end.
    pub fn finish(mut self) -> S {
        while self.step(usize::MAX) {}
        self.study
    }

    /// The trial that is to be done here: the one under way, or the earliest that nobody is doing.
    /// Where others do all that are left, the earliest of theirs, for they may have died; whoever
    /// comes first is told to the study.
    fn next_here(&mut self) -> Option<usize> {
        let first = |is: fn(&Outstanding) -> bool| self.outstanding.iter().position(is);
        let here = first(|it| matches!(it.state, State::Here(_)));
        let free = here.or_else(|| first(Outstanding::is_free));
        if free.is_some() {
            return free;
        }
        if self.ask() {
            return self.outstanding.len().checked_sub(1);
        }
        let is_open = |it: &Outstanding| matches!(it.state, State::Open(_));
        self.outstanding.iter().position(is_open)
    }

    /// Asks for another trial. Whether there is one.
    fn ask(&mut self) -> bool {
        if self.outstanding.len() >= AHEAD || self.study.is_finished() {
            return false;
        }
        let trial = self.study.ask();
        let asked = trial.map(|trial| Outstanding {
            runs: trial.sample.runs(),
            dealt: None,
            state: State::Open(trial.into()),
        });
        let is_one = asked.is_some();
        self.outstanding.extend(asked);
        is_one
    }

    /// Tells the study what is known, in the order in which it asked.
    fn tell(&mut self) {
        while let Some(Outstanding {
            state: State::Done(answered),
            ..
        }) = self.outstanding.front()
        {
            self.study.tell_runs(&answered.happened);
            self.study.tell(&answered.answers);
            self.outstanding.pop_front();
            if self.study.is_finished() {
                // What it asked for beyond that it does not need.
                self.outstanding.clear();
            }
        }
    }

    /// The trials that nobody is doing, but for one that stays here.
    fn free(&mut self) -> impl Iterator<Item = &mut Outstanding> {
        let is_here = |it: &Outstanding| matches!(it.state, State::Here(_));
        let stays = usize::from(!self.outstanding.iter().any(is_here));
        let free = self.outstanding.iter_mut().filter(|it| it.is_free());
        free.skip(stays)
    }
}

impl<S: Study> Trials for Work<S> {
    fn questions(&self) -> &[Question] {
        self.study.questions()
    }

    fn left(&mut self) -> u32 {
        if self.waits {
            return 0;
        }
        while self.ask() {}
        self.free()
            .fold(0, |sum: u32, it| sum.saturating_add(it.runs))
    }

    fn weeks(&self) -> usize {
        let open = self.outstanding.iter().find_map(|it| match &it.state {
            State::Open(trial) => Some(trial.scenario.inputs.weeks()),
            State::Here(_) | State::Done(_) => None,
        });
        open.unwrap_or_default()
    }

    fn deal(&mut self, number: u32, runs: u32) -> Vec<Trial> {
        let mut sum = 0_u32;
        let mut trials = Vec::new();
        for it in self.free().take(MOST) {
            if let State::Open(trial) = &it.state
                && sum < runs
            {
                it.dealt = Some((number, trials.len()));
                trials.push(Trial::clone(trial));
                sum = sum.saturating_add(it.runs);
            }
        }
        trials
    }

    fn give_back(&mut self, number: u32) {
        for it in &mut self.outstanding {
            it.dealt.take_if(|(dealt, _)| *dealt == number);
        }
    }

    fn take(&mut self, number: u32, answered: &[Answered]) {
        for it in &mut self.outstanding {
            if let Some((dealt, place)) = it.dealt
                && dealt == number
                && let Some(answered) = answered.get(place)
            {
                it.state = State::Done(answered.clone());
            }
        }
        self.tell();
    }

    fn wait(&mut self, waits: bool) {
        self.waits = waits;
    }
}
