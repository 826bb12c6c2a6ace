//! A study under way, and those that are finished: nothing is worked out twice.

use crate::analysis::study::Study;
use crate::analysis::work::Work;
use crate::model::scenario::Scenario;

/// What a study is known by: the scenarios that it is about, and everything else that was asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Key {
    pub(super) scenarios: Vec<Scenario>,
    pub(super) words: String,
}

/// Finished studies that are kept.
const KEPT: usize = 8;

/// Runs that are over before anybody could read of their progress: a fifth of a second of a
/// browser.
const QUIET: usize = 10_000;

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
    runs: usize,
}

/// A bench for studies of one kind.
#[derive(Debug)]
pub(super) struct Bench<Asked, Studied> {
    busy: Option<Busy<Asked, Studied>>,
    /// The one shown last is the last.
    finished: Vec<Entry<Asked, Studied>>,
}

/// What is to be shown of a bench.
pub(super) struct View<'bench, Asked, Studied> {
    /// A finished study: that of the key, or the last one before.
    pub(super) entry: Option<&'bench Entry<Asked, Studied>>,
    /// Whether it is of another key.
    pub(super) is_old: bool,
    /// How far the study under way is, once it takes long enough to say so.
    pub(super) progress: Option<f64>,
    /// Whether a study is under way.
    pub(super) is_busy: bool,
}

impl<Asked, Studied> Default for Bench<Asked, Studied> {
    fn default() -> Self {
        Self {
            busy: None,
            finished: Vec::new(),
        }
    }
}

impl<Asked, Studied: Study> Bench<Asked, Studied> {
    /// Wants the study of a key: nothing is done if it is known or under way, and otherwise it
    /// takes the place of the one under way.
    pub(super) fn want(&mut self, key: Key, asked: Asked, study: impl FnOnce() -> Studied) {
        if self.recall(&key) {
            self.busy = None;
        } else if self.busy.as_ref().is_none_or(|busy| busy.key != key) {
            self.busy = Some(Busy {
                key,
                asked,
                work: Work::new(study()),
                runs: 0,
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

    /// Works for about so many runs; false when nothing is left to do.
    pub(super) fn step(&mut self, runs: usize) -> bool {
        let Some(busy) = &mut self.busy else {
            return false;
        };
        busy.runs = busy.runs.saturating_add(runs);
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

    pub(super) fn is_busy(&self) -> bool {
        self.busy.is_some()
    }

    /// Drops the study under way.
    pub(super) fn cancel(&mut self) {
        self.busy = None;
    }

    /// What is to be shown where the study of this key is wanted.
    pub(super) fn view(&self, key: Option<&Key>) -> View<'_, Asked, Studied> {
        let entry = self.finished.last();
        View {
            entry,
            is_old: entry.is_some_and(|entry| Some(&entry.key) != key),
            progress: self
                .busy
                .as_ref()
                .filter(|busy| busy.runs > QUIET)
                .map(|busy| busy.work.study().progress()),
            is_busy: self.busy.is_some(),
        }
    }
}
