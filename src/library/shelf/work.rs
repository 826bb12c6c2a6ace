//! One thing after the other: what is asked of the store, and what comes of its answers.

use serde::{Deserialize, Serialize};

use super::job::{Job, added, changed};
use super::{Base, Entry, Event, Opened, Shelf};
use crate::library::record::{Kind, Record};
use crate::library::store::{Change, Keep, Kept, Place};
use crate::share::{View, to_link};

/// What a tab finds again after a reload.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Note {
    /// The record of the plan on the page.
    record: Option<String>,
    /// How often that had been written when this tab wrote or opened it.
    revision: u64,
    /// The plan on the page.
    link: String,
    /// Whether it was still to be kept.
    is_pending: bool,
}

impl Shelf {
    /// What the store says.
    pub fn hear(&mut self, answer: Kept, now: f64) {
        match answer {
            Kept::Opened {
                place,
                tab,
                note,
                texts,
            } => self.opened(Opened { place, tab }, &note, texts, now),
            Kept::Read(texts) => {
                self.asked = None;
                self.replace(texts);
            }
            Kept::Changed => self.changed(now),
            Kept::Conflict(found) => self.overtaken(found, now),
            Kept::Refused { is_full, why } => self.refused(is_full, why),
            Kept::Elsewhere => {
                if !self.jobs.contains(&Job::Read) {
                    self.push(Job::Read);
                }
            }
        }
        self.ask();
        self.write_note();
    }

    /// Adds a job. A plan that is still to be kept is replaced by what it has become.
    pub(super) fn push(&mut self, job: Job) {
        if let Job::Keep { id, .. } = &job {
            let id = id.clone();
            self.refused.remove(&id);
            self.jobs.retain(|waiting| !waiting.keeps(&id));
        }
        self.jobs.push_back(job);
        self.ask();
    }

    /// Whether a plan is still to be kept in this record.
    pub(super) fn is_pending(&self, id: &str) -> bool {
        self.pending(id).is_some()
    }

    /// The plan that is still to be kept in this record.
    pub(super) fn pending(&self, id: &str) -> Option<&View> {
        let asked = self.asked.iter().map(|(job, _)| job);
        let pending = asked.chain(&self.jobs).chain(self.refused.get(id));
        let mut plans = pending.filter_map(|job| match job {
            Job::Keep { id: kept, view, .. } if kept == id => Some(&**view),
            _ => None,
        });
        plans.next_back()
    }

    /// Writes down what a reload of this tab has to find.
    pub(super) fn write_note(&mut self) {
        if self.opened.is_none() {
            return;
        }
        let base = self.current().and_then(|id| self.base.get(id));
        let note = Note {
            record: self.current.clone(),
            revision: base.map_or(0, |base| base.record.revision),
            link: to_link(&self.page.scenario),
            is_pending: self.current().is_some_and(|id| self.is_pending(id)),
        };
        let note = serde_json::to_string(&note)
            .unwrap_or_else(|_| unreachable!("every key is a string, and memory does not fail"));
        if note != self.note {
            self.note.clone_from(&note);
            self.keeps.push(Keep::Note(note));
        }
    }

    /// Asks the store for the next thing, if it is not busy.
    pub(super) fn ask(&mut self) {
        while self.opened.is_some() && self.asked.is_none() {
            let Some(job) = self.jobs.pop_front() else {
                return;
            };
            if job == Job::Read {
                self.asked = Some((job, Vec::new()));
                self.keeps.push(Keep::Read);
                return;
            }
            let changes = self.changes(&job);
            if !changes.is_empty() {
                self.keeps.push(Keep::Change(changes.clone()));
                self.asked = Some((job, changes));
            }
        }
    }

    /// What a job comes to; nothing if there is nothing left to do.
    fn changes(&self, job: &Job) -> Vec<Change> {
        match job {
            Job::Read => Vec::new(),
            Job::Keep {
                id,
                view,
                kind,
                now,
            } => {
                let base = self.base.get(id);
                let record = Record {
                    id: id.clone(),
                    revision: base.map_or(0, |base| base.record.revision) + 1,
                    saved: *now,
                    kind: *kind,
                    deleted: None,
                    scenario: view.scenario.clone(),
                    compared: view.compared.clone(),
                };
                vec![match base {
                    Some(base) => changed(base.text.clone(), &record),
                    None => added(&record),
                }]
            }
            Job::Edit { id, edit, now } => match self.entries.get(id) {
                Some(Entry::Record(record, text)) => {
                    vec![changed(text.clone(), &edit.made(record, *now))]
                }
                _ => Vec::new(),
            },
            Job::Add(records) => records.iter().map(added).collect(),
            Job::Discard(id) => match self.entries.get(id) {
                Some(entry) => vec![Change {
                    key: id.clone(),
                    before: Some(entry.text().to_owned()),
                    after: None,
                }],
                None => Vec::new(),
            },
        }
    }

    fn opened(&mut self, opened: Opened, note: &str, texts: Vec<(String, String)>, now: f64) {
        if let Place::Nowhere(why) = &opened.place {
            self.events.push(Event::Nowhere(why.clone()));
        }
        self.opened = Some(opened);
        self.replace(texts);
        // A note of an earlier version, or of none, is as good as none.
        let note: Note = serde_json::from_str(note).unwrap_or_default();
        let mut is_pending = false;
        if let Some(id) = note.record.filter(|_| note.link == self.first) {
            // If it is not there, it was to be made, and the page was faster gone.
            is_pending = note.is_pending;
            if let Some(mut base) = self.as_it_stands(&id) {
                let is_known = base.record.revision == note.revision;
                if !is_known && !base.record.keeps(&self.page) {
                    // Another tab has been there meanwhile: what is changed here is to be a copy.
                    base.text.clear();
                }
                if base.record.deleted.is_none() {
                    self.base.insert(id.clone(), base);
                    self.belongs.insert(self.first.clone(), id.clone());
                    self.current = Some(id);
                }
            }
        }
        if self.is_changed || is_pending {
            self.keep_page(now);
        }
        self.tidy(now);
    }

    /// Takes what is in the store.
    fn replace(&mut self, texts: Vec<(String, String)>) {
        let mut known = std::mem::take(&mut self.entries);
        let mut damaged = 0;
        for (key, text) in texts {
            let entry = match known.remove(&key) {
                Some(entry) if entry.text() == text => entry,
                _ => {
                    let entry = Entry::read(&key, text);
                    damaged += usize::from(matches!(entry, Entry::Damaged { .. }));
                    entry
                }
            };
            self.entries.insert(key, entry);
        }
        if damaged > 0 {
            self.events.push(Event::Damaged(damaged));
        }
    }

    fn set(&mut self, key: &str, text: Option<String>) {
        match text {
            Some(text) => {
                let entry = Entry::read(key, text);
                self.entries.insert(key.to_owned(), entry);
            }
            None => {
                self.entries.remove(key);
            }
        }
    }

    /// A record as it stands in the store.
    fn as_it_stands(&self, id: &str) -> Option<Base> {
        match self.entries.get(id)? {
            Entry::Record(record, text) => Some(Base {
                record: (**record).clone(),
                text: text.clone(),
            }),
            Entry::Damaged { .. } => None,
        }
    }

    /// What was asked has been done.
    fn changed(&mut self, now: f64) {
        let Some((job, changes)) = self.asked.take() else {
            return;
        };
        for Change { key, before, after } in changes {
            // What this tab changes about a record that it stands on, it stands on afterwards.
            let stood_on = self.base.get(&key).map(|base| base.text.clone());
            self.set(&key, after);
            if job.keeps(&key) || stood_on.is_some() && stood_on == before {
                match self.as_it_stands(&key) {
                    Some(base) => self.base.insert(key, base),
                    None => self.base.remove(&key),
                };
            }
        }
        if let Job::Add(records) = &job {
            self.events.push(Event::Added(records.len()));
        }
        self.name_again(&job, now);
        // There is room again, perhaps.
        if !self.refused.is_empty() && !matches!(job, Job::Keep { .. }) {
            self.retry();
        }
        self.is_refusal_told &= !self.refused.is_empty();
    }

    /// A record was renamed, and the page has gone back to its plan meanwhile: that has its own
    /// name, which is the later wish.
    fn name_again(&mut self, job: &Job, now: f64) {
        let Some(base) = self.current().and_then(|id| self.base.get(id)) else {
            return;
        };
        let mut scenario = base.record.scenario.clone();
        scenario.name.clone_from(&self.page.scenario.name);
        let is_another_name = scenario.name != base.record.scenario.name;
        if matches!(job, Job::Edit { .. }) && is_another_name && scenario == self.page.scenario {
            self.keep_page(now);
        }
    }

    /// Another tab was faster: its texts are in the store.
    fn overtaken(&mut self, found: Vec<(String, Option<String>)>, now: f64) {
        let Some((job, _)) = self.asked.take() else {
            return;
        };
        for (key, text) in found {
            self.set(&key, text);
        }
        match job {
            job @ Job::Keep { .. } => self.copy(job, now),
            // What the founder wants of a record holds for its newest text as well.
            job @ Job::Edit { .. } => self.jobs.push_front(job),
            Job::Add(records) => {
                let records = records.into_iter().map(|record| Record {
                    id: self.new_id(),
                    ..record
                });
                let records = records.collect();
                self.jobs.push_front(Job::Add(records));
            }
            Job::Discard(_) => self.events.push(Event::Overtaken),
            Job::Read => {}
        }
    }

    /// Keeps a plan as a copy of the record that it was to be kept in.
    fn copy(&mut self, job: Job, now: f64) {
        // What the plan has become meanwhile.
        let waiting = self.jobs.iter().position(|waiting| match &job {
            Job::Keep { id, .. } => waiting.keeps(id),
            _ => false,
        });
        let last = waiting.and_then(|at| self.jobs.remove(at)).unwrap_or(job);
        let Job::Keep {
            id, mut view, kind, ..
        } = last
        else {
            return;
        };
        self.base.remove(&id);
        let name = std::mem::take(&mut view.scenario.name);
        view.scenario.name = self.copy_name(&name);
        let copy = self.new_id();
        for record in self.belongs.values_mut().filter(|record| **record == id) {
            record.clone_from(&copy);
        }
        self.belongs.insert(to_link(&view.scenario), copy.clone());
        let is_on_page = self.current() == Some(&id);
        if is_on_page {
            self.current = Some(copy.clone());
        }
        self.events.push(Event::Copied {
            name,
            copy: view.scenario.name.clone(),
            is_on_page,
        });
        self.jobs.push_front(Job::Keep {
            id: copy,
            view,
            kind,
            now,
        });
    }

    /// How the founder knows the plan that is or will be in a record.
    pub(super) fn kind(&self, id: &str) -> Kind {
        let asked = self.asked.iter().map(|(job, _)| job);
        let pending = asked.chain(&self.jobs).chain(self.refused.get(id));
        let mut pending = pending.filter_map(|job| match job {
            Job::Keep { id: kept, kind, .. } if kept == id => Some(*kind),
            _ => None,
        });
        let base = self.base.get(id).map(|base| base.record.kind);
        pending.next_back().or(base).unwrap_or(Kind::Draft)
    }

    /// The browser refused.
    fn refused(&mut self, is_full: bool, why: String) {
        let event = if is_full {
            Event::Full
        } else {
            Event::Refused(why)
        };
        match self.asked.take() {
            Some((job @ Job::Keep { .. }, _)) => {
                let Job::Keep { id, .. } = &job else {
                    return;
                };
                // What it has become meanwhile is waiting, and will be refused by itself.
                if !self.jobs.iter().any(|waiting| waiting.keeps(id)) {
                    self.refused.insert(id.clone(), job);
                }
                if !std::mem::replace(&mut self.is_refusal_told, true) {
                    self.events.push(event);
                }
            }
            // The founder has asked for it, and waits for an answer.
            Some(_) => self.events.push(event),
            None => {}
        }
    }
}
