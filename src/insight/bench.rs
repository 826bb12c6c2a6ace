//! A study under way, and those that are finished: nothing is worked out twice.

use super::html::Age;
use super::under_way::{UnderWay, Watch};
use crate::analysis::study::Study;
use crate::analysis::work::{Trials, Work};
use crate::model::scenario::Scenario;

/// What a study is known by: the scenarios that it is about, and everything else that was asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Key {
    pub(super) scenarios: Vec<Scenario>,
    pub(super) words: String,
}

/// Finished studies that are kept.
const KEPT: usize = 8;

/// A study and what was asked.
#[derive(Debug)]
pub(super) struct Entry<Asked, Studied> {
    key: Key,
    pub(super) asked: Asked,
    pub(super) study: Studied,
}

#[derive(Debug)]
struct Busy<Asked, Studied> {
    key: Key,
    asked: Asked,
    work: Work<Studied>,
    watch: Watch,
}

/// A bench for studies of one kind.
#[derive(Debug)]
pub(super) struct Bench<Asked, Studied> {
    busy: Option<Busy<Asked, Studied>>,
    /// What was stopped: it does not begin again by itself.
    stopped: Option<Key>,
    /// The one shown last is the last.
    finished: Vec<Entry<Asked, Studied>>,
}

/// What is to be shown of a bench.
pub(super) struct View<'bench, Asked, Studied> {
    /// A finished study: that of the key, or the last one before.
    pub(super) entry: Option<&'bench Entry<Asked, Studied>>,
    /// What it is about.
    pub(super) age: Age,
    /// Whether a study is under way.
    pub(super) is_busy: bool,
    /// How far it is, or that the study of the key was stopped.
    pub(super) under_way: UnderWay,
}

impl<Asked, Studied> Default for Bench<Asked, Studied> {
    fn default() -> Self {
        Self {
            busy: None,
            stopped: None,
            finished: Vec::new(),
        }
    }
}

impl<Asked, Studied: Study> Bench<Asked, Studied> {
    /// Wants the study of a key: nothing is done if it is known, under way or was stopped, and
    /// otherwise it takes the place of the one under way.
    pub(super) fn want(&mut self, key: Key, asked: Asked, study: impl FnOnce() -> Studied) {
        if self.recall(&key) {
            self.rest();
        } else if self.stopped.as_ref() != Some(&key)
            && self.busy.as_ref().is_none_or(|busy| busy.key != key)
        {
            self.stopped = None;
            self.busy = Some(Busy {
                key,
                asked,
                work: Work::new(study()),
                watch: Watch::default(),
            });
        }
    }

    /// Takes up a finished study again, if it is known.
    pub(super) fn recall(&mut self, key: &Key) -> bool {
        let known = self.finished.iter().position(|entry| entry.key == *key);
        if let Some(at) = known {
            let entry = self.finished.remove(at);
            self.finished.push(entry);
        }
        known.is_some()
    }

    /// It is this time, in milliseconds: a study that waits for the turn of another is under way as well.
    pub(super) fn tick(&mut self, now: f64) {
        if let Some(busy) = &mut self.busy {
            busy.watch.tick(now);
        }
    }

    /// Works for about so many runs, from this time on, in milliseconds; false when nothing is left
    /// to do.
    pub(super) fn step(&mut self, runs: usize, now: f64) -> bool {
        let Some(busy) = &mut self.busy else {
            return false;
        };
        busy.watch.tick(now);
        if busy.work.step(runs) {
            return true;
        }
        if let Some(Busy {
            key, asked, work, ..
        }) = self.busy.take()
        {
            if self.finished.len() == KEPT {
                self.finished.remove(0);
            }
            self.finished.push(Entry {
                key,
                asked,
                study: work.finish(),
            });
        }
        false
    }

    /// The study under way, of which others can do trials.
    pub(super) fn trials(&mut self) -> Option<&mut dyn Trials> {
        let busy = self.busy.as_mut();
        busy.map(|busy| &mut busy.work as &mut dyn Trials)
    }

    pub(super) fn is_busy(&self) -> bool {
        self.busy.is_some()
    }

    /// Drops the study under way, and does not begin it again before it is asked for with
    /// [`Bench::allow`] or another was wanted.
    pub(super) fn stop(&mut self) {
        if let Some(busy) = self.busy.take() {
            self.stopped = Some(busy.key);
        }
    }

    /// Nobody looks at it any more: the study under way waits. One that begins without being asked for
    /// may begin again when somebody looks, though it was stopped.
    pub(super) fn leave(&mut self) {
        self.stopped = None;
    }

    /// What was stopped may begin again.
    pub(super) fn allow(&mut self) {
        self.stopped = None;
    }

    /// Drops the study under way because nobody wants one: who does again gets it.
    pub(super) fn rest(&mut self) {
        self.busy = None;
        self.stopped = None;
    }

    /// The finished study that is shown.
    pub(super) fn shown(&self) -> Option<&Entry<Asked, Studied>> {
        self.finished.last()
    }

    /// What is to be shown of this plan, without its name, where the study of this key is wanted.
    pub(super) fn view(&self, plan: &Scenario, key: Option<&Key>) -> View<'_, Asked, Studied> {
        let entry = self.shown();
        let age = match entry {
            Some(entry) if Some(&entry.key) != key => {
                if entry.key.scenarios.first() == Some(plan) {
                    Age::OtherQuestion
                } else {
                    Age::OtherPlan
                }
            }
            _ => Age::Current,
        };
        let busy = self.busy.as_ref();
        let progress = busy.filter(|busy| busy.watch.is_long());
        let is_stopped = key.is_some() && self.stopped.as_ref() == key;
        View {
            entry,
            age,
            is_busy: busy.is_some(),
            under_way: UnderWay::new(
                progress.map(|busy| busy.work.study().progress()),
                is_stopped,
            ),
        }
    }
}
