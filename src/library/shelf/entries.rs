//! What is on the shelf, and what the founder does with it.

use super::job::{Edit, Job};
use super::{Event, Shelf};
use crate::library::record::{Kind, Record};
use crate::model::inputs::MAXIMUM_NAME;
use crate::share::{ScenarioError, View};

/// How long a deleted record is kept, in milliseconds.
const KEPT_DELETED: f64 = 30.0 * 24.0 * 3_600_000.0;

/// How many drafts are kept; older ones are deleted, which can be undone as long.
const MAXIMUM_DRAFTS: usize = 30;

/// What is kept under a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A record, and its text.
    Record(Box<Record>, String),
    /// A text that cannot be read: it stays as it is.
    Damaged {
        /// The text.
        text: String,
        /// What is wrong with it.
        error: ScenarioError,
    },
}

impl Entry {
    pub(super) fn read(key: &str, text: String) -> Self {
        match Record::from_text(key, &text) {
            Ok(record) => Self::Record(Box::new(record), text),
            Err(error) => Self::Damaged { text, error },
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        let (Self::Record(_, text) | Self::Damaged { text, .. }) = self;
        text
    }
}

impl Shelf {
    /// The record with this id.
    #[must_use]
    pub fn record(&self, id: &str) -> Option<&Record> {
        match self.entries.get(id)? {
            Entry::Record(record, _) => Some(record),
            Entry::Damaged { .. } => None,
        }
    }

    fn records(&self) -> impl Iterator<Item = &Record> {
        self.entries.values().filter_map(|entry| match entry {
            Entry::Record(record, _) => Some(&**record),
            Entry::Damaged { .. } => None,
        })
    }

    fn newest_first<'shelf>(
        records: impl Iterator<Item = &'shelf Record>,
        at: fn(&Record) -> f64,
    ) -> Vec<&'shelf Record> {
        let mut records: Vec<_> = records.collect();
        records.sort_by(|left, right| at(right).total_cmp(&at(left)).then(left.id.cmp(&right.id)));
        records
    }

    /// The records of a kind that are not deleted, the newest first.
    #[must_use]
    pub fn kept(&self, kind: Kind) -> Vec<&Record> {
        let records = self.records();
        Self::newest_first(
            records.filter(|record| record.kind == kind && record.deleted.is_none()),
            |record| record.saved,
        )
    }

    /// The records that have been deleted, the last deleted first.
    #[must_use]
    pub fn deleted(&self) -> Vec<&Record> {
        let records = self.records().filter(|record| record.deleted.is_some());
        Self::newest_first(records, |record| record.deleted.unwrap_or(0.0))
    }

    /// The texts that cannot be read: keys, texts, and what is wrong.
    pub fn damaged(&self) -> impl Iterator<Item = (&str, &str, &ScenarioError)> {
        self.entries.iter().filter_map(|(key, entry)| match entry {
            Entry::Record(..) => None,
            Entry::Damaged { text, error } => Some((key.as_str(), text.as_str(), error)),
        })
    }

    /// The record that was changed last, if the plan on the page belongs to none yet.
    #[must_use]
    pub fn left_off(&self) -> Option<&Record> {
        if self.current.is_some() {
            return None;
        }
        let kept = self.records().filter(|record| record.deleted.is_none());
        Self::newest_first(kept, |record| record.saved)
            .first()
            .copied()
    }

    /// Gives a record another name, unless it is that of the plan on the page: the page has to give
    /// it that. False then, and if there is no such record.
    pub fn rename(&mut self, id: &str, name: &str, now: f64) -> bool {
        if self.current() == Some(id) || self.record(id).is_none() {
            return false;
        }
        let name = name.chars().take(MAXIMUM_NAME).collect();
        self.edit(id, Edit::Rename(name), now);
        true
    }

    /// Deletes a record; [`Shelf::restore`] brings it back. The plan on the page belongs to none
    /// afterwards, if it was its record.
    pub fn delete(&mut self, id: &str, now: f64) {
        self.edit(id, Edit::Delete, now);
        self.leave(id);
    }

    /// Brings a deleted record back.
    pub fn restore(&mut self, id: &str, now: f64) {
        self.edit(id, Edit::Restore, now);
    }

    /// Takes a deleted or a damaged record out for good.
    pub fn discard(&mut self, id: &str) {
        self.push(Job::Discard(id.to_owned()));
        self.leave(id);
    }

    /// Plans of this tab no longer belong to a record.
    fn leave(&mut self, id: &str) {
        self.belongs.retain(|_, record| record != id);
        self.refused.remove(id);
        if self.current() == Some(id) {
            self.current = None;
            self.write_note();
        }
    }

    fn edit(&mut self, id: &str, edit: Edit, now: f64) {
        if self.record(id).is_some() {
            let id = id.to_owned();
            self.push(Job::Edit { id, edit, now });
        }
    }

    /// Adds a record with the same scenario, in the same comparison, under a name of its own.
    pub fn duplicate(&mut self, id: &str, now: f64) {
        let Some(record) = self.record(id) else {
            return;
        };
        let mut view = record.view();
        view.scenario.name = self.copy_name(&view.scenario.name);
        self.add(vec![view], now);
    }

    /// Adds scenarios as records that are saved, but for those that are saved already.
    pub fn add(&mut self, views: Vec<View>, now: f64) {
        let known: Vec<String> = self
            .kept(Kind::Saved)
            .iter()
            .map(|record| record.view().to_link())
            .collect();
        let new = views
            .into_iter()
            .filter(|view| !known.contains(&view.to_link()));
        let records: Vec<Record> = new
            .collect::<Vec<_>>()
            .into_iter()
            .map(|view| Record {
                id: self.new_id(),
                revision: 1,
                saved: now,
                kind: Kind::Saved,
                deleted: None,
                scenario: view.scenario,
                compared: view.compared,
            })
            .collect();
        if records.is_empty() {
            self.events.push(Event::Added(0));
        } else {
            self.push(Job::Add(records));
        }
    }

    /// A name for a copy that no record has.
    pub(super) fn copy_name(&self, name: &str) -> String {
        let stem = name
            .rsplit_once(" (copy")
            .filter(|(_, rest)| rest.ends_with(')'))
            .map_or(name, |(stem, _)| stem);
        let named = |number: u32| {
            let ending = match number {
                1 => " (copy)".to_owned(),
                number => format!(" (copy {number})"),
            };
            let room = MAXIMUM_NAME - ending.chars().count();
            format!("{}{ending}", stem.chars().take(room).collect::<String>())
        };
        // Among one more than there are records is a free one.
        let most = u32::try_from(self.entries.len()).unwrap_or(u32::MAX - 1);
        (1..=most + 1)
            .map(named)
            .find(|name| self.records().all(|record| record.scenario.name != *name))
            .unwrap_or_else(|| unreachable!("there are more numbers than records"))
    }

    /// Deletes drafts beyond those that are kept, and takes out what was deleted long ago.
    pub(super) fn tidy(&mut self, now: f64) {
        let drafts = self.kept(Kind::Draft).into_iter().skip(MAXIMUM_DRAFTS);
        let drafts: Vec<String> = drafts.map(|record| record.id.clone()).collect();
        for id in drafts {
            if self.current() != Some(&id) {
                self.delete(&id, now);
            }
        }
        let old = self
            .deleted()
            .into_iter()
            .filter(|record| now - record.deleted.unwrap_or(now) > KEPT_DELETED);
        let old: Vec<String> = old.map(|record| record.id.clone()).collect();
        for id in old {
            self.discard(&id);
        }
    }
}
