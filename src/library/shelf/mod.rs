//! One tab's view of the library.
//!
//! The plan on the page belongs to a record, the current one, or to none yet. Every step on the page
//! is kept in it. Which record that is follows the page wherever it is led: undo and the browser's
//! back bring back the record that the plan belonged to, a link from elsewhere belongs to none, and
//! nothing is overwritten by opening one.
//!
//! A tab writes to a record only if the text there is the one that it has itself written or opened
//! last. If it is not, another tab was faster: this one goes on with a copy, and both are kept.

mod entries;
mod job;
mod work;

use std::collections::{BTreeMap, VecDeque};

pub use entries::Entry;

use super::record::{Kind, Record};
use super::store::{Change, Keep, Place};
use crate::model::inputs::MAXIMUM_NAME;
use crate::model::scenario::Scenario;
use crate::session::changes::is_another;
use crate::session::history::Arrival;
use crate::share::{View, to_link};
use job::Job;

/// Something that the founder should know, or the page do.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Another tab has changed a record before a plan of this one could be kept in it: that is
    /// kept as a copy.
    Copied {
        /// What the record is called.
        name: String,
        /// What the copy is called.
        copy: String,
        /// Whether it is the plan on the page, which is to be called so, too.
        is_on_page: bool,
    },
    /// There is no room left: what was changed is not kept until there is.
    Full,
    /// The browser refused, and what it said.
    Refused(String),
    /// The browser keeps nothing for the page, and what it said.
    Nowhere(String),
    /// Texts that are no records have been set aside: how many.
    Damaged(usize),
    /// Something that was asked for could not be done, because another tab was faster.
    Overtaken,
    /// So many scenarios have been added.
    Added(usize),
}

/// How far keeping the plan on the page has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// The store has not answered yet.
    Opening,
    /// The plan is in no record: nobody has changed it yet, or not since another tab changed its own.
    Apart,
    /// It is being written.
    Writing,
    /// It is kept, since then.
    Kept(f64),
    /// It could not be kept.
    Unkept,
}

/// What the store said when it was opened.
#[derive(Clone, Debug)]
struct Opened {
    place: Place,
    /// A name that no other tab has.
    tab: String,
}

/// What a tab takes a record to be.
#[derive(Clone, Debug)]
struct Base {
    record: Record,
    /// As it stands in the store, which may be an older form.
    text: String,
}

/// Plans whose records are remembered.
const MAXIMUM_BELONGS: usize = 2_000;

/// One tab's view of the library.
#[derive(Clone, Debug)]
pub struct Shelf {
    opened: Option<Opened>,
    /// What is in the store, as far as this tab has heard.
    entries: BTreeMap<String, Entry>,
    /// The plan on the page, in its comparison.
    page: View,
    /// The link of the plan that the page was opened with.
    first: String,
    /// Whether that plan has been changed since.
    is_changed: bool,
    /// The record of the plan on the page.
    current: Option<String>,
    /// What this tab has last written to a record, or opened it as.
    base: BTreeMap<String, Base>,
    /// The records to which plans of this tab belong, by the plans' links.
    belongs: BTreeMap<String, String>,
    /// What is still to be asked of the store.
    jobs: VecDeque<Job>,
    /// What has been asked, and the changes that it comes to.
    asked: Option<(Job, Vec<Change>)>,
    /// What the browser refused to keep, by record.
    refused: BTreeMap<String, Job>,
    /// Whether the founder knows that something is not kept.
    is_refusal_told: bool,
    /// How many records this tab has made.
    made: u32,
    note: String,
    keeps: Vec<Keep>,
    events: Vec<Event>,
}

impl Shelf {
    /// A shelf for the plan that the page was opened with. The store is asked to open.
    #[must_use]
    pub fn new(page: &View) -> Self {
        Self {
            opened: None,
            entries: BTreeMap::new(),
            page: page.clone(),
            first: to_link(&page.scenario),
            is_changed: false,
            current: None,
            base: BTreeMap::new(),
            belongs: BTreeMap::new(),
            jobs: VecDeque::new(),
            asked: None,
            refused: BTreeMap::new(),
            is_refusal_told: false,
            made: 0,
            note: String::new(),
            keeps: vec![Keep::Open],
            events: Vec::new(),
        }
    }

    /// Where records are kept; none until the store has answered.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.opened.as_ref().map(|opened| &opened.place)
    }

    /// The record of the plan on the page, if it belongs to one.
    #[must_use]
    pub fn current(&self) -> Option<&str> {
        self.current.as_deref()
    }

    /// The record of the plan on the page, as this tab knows it.
    #[must_use]
    pub fn current_record(&self) -> Option<&Record> {
        let id = self.current.as_deref()?;
        let base = self.base.get(id).map(|base| &base.record);
        base.or_else(|| self.record(id))
    }

    /// Whether another tab has changed the record of the plan on the page, and this one does not
    /// show that.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        let Some(id) = self.current() else {
            return false;
        };
        let there = self.entries.get(id).map(Entry::text);
        let known = self.base.get(id).map(|base| base.text.as_str());
        known.is_some() && there != known
    }

    /// How far keeping the plan on the page has come.
    #[must_use]
    pub fn state(&self) -> State {
        if self.opened.is_none() {
            return State::Opening;
        }
        let Some(id) = &self.current else {
            return State::Apart;
        };
        let asked = self.asked.iter().map(|(job, _)| job);
        if self.refused.contains_key(id) {
            State::Unkept
        } else if asked.chain(&self.jobs).any(|job| job.keeps(id)) {
            State::Writing
        } else {
            match self.base.get(id) {
                None => State::Writing,
                Some(base) if base.record.keeps(&self.page) => State::Kept(base.record.saved),
                // Something else is in the record meanwhile: a change will be kept in a copy.
                Some(_) => State::Apart,
            }
        }
    }

    /// The page shows this plan from now on.
    pub fn follow(&mut self, page: &View, arrival: Arrival, now: f64) {
        let before = std::mem::replace(&mut self.page, page.clone());
        if self.opened.is_none() {
            self.is_changed |= arrival == Arrival::Changed;
            return;
        }
        let link = to_link(&page.scenario);
        if let Some(id) = self.belongs.get(&link) {
            self.current = Some(id.clone());
        } else if arrival == Arrival::Led || is_another(&before.scenario, &page.scenario) {
            self.current = None;
        }
        if arrival == Arrival::Changed {
            self.keep_page(now);
        }
        self.write_note();
    }

    /// Keeps the plan on the page in its record, which is made if there is none. A preset that
    /// nobody has changed needs none.
    fn keep_page(&mut self, now: f64) {
        let scenario = &self.page.scenario;
        let is_untouched = Scenario::preset(scenario.preset) == *scenario;
        let id = match &self.current {
            Some(id) => id.clone(),
            None if is_untouched => return,
            None => self.new_id(),
        };
        self.current = Some(id.clone());
        self.belong(id.clone());
        let kind = self.kind(&id);
        let is_on_its_way = match self.pending(&id) {
            Some(pending) => *pending == self.page,
            None => (self.base.get(&id)).is_some_and(|base| base.record.keeps(&self.page)),
        };
        let is_refused = self.refused.contains_key(&id);
        if is_on_its_way && !is_refused || is_untouched && kind == Kind::Draft {
            return;
        }
        self.push(Job::Keep {
            id,
            view: Box::new(self.page.clone()),
            kind,
            now,
        });
    }

    /// Makes the record of the plan on the page one that the founder has saved, under this name,
    /// which the page is about to give the plan.
    pub fn save(&mut self, name: &str, now: f64) {
        if self.opened.is_some() {
            let id = match &self.current {
                Some(id) => id.clone(),
                None => self.new_id(),
            };
            self.save_as(id, self.named(name), now);
        }
    }

    /// Saves the plan on the page under this name as a record of its own, with which the page goes
    /// on; the record that it belonged to stays as it is.
    pub fn save_copy(&mut self, name: &str, now: f64) {
        if self.opened.is_some() {
            let id = self.new_id();
            self.save_as(id, self.named(name), now);
        }
    }

    /// Saves what the page is about to show, unless it is saved already.
    pub fn take_in(&mut self, view: View, now: f64) {
        if self.opened.is_none() {
            return;
        }
        let saved = self.kept(Kind::Saved);
        let known = saved.into_iter().find(|it| it.keeps(&view));
        if let Some(id) = known.map(|record| record.id.clone()) {
            self.open(&id, now);
        } else {
            let id = self.new_id();
            self.save_as(id, view, now);
        }
    }

    fn named(&self, name: &str) -> View {
        let mut view = self.page.clone();
        view.scenario.name = name.chars().take(MAXIMUM_NAME).collect();
        view
    }

    fn save_as(&mut self, id: String, view: View, now: f64) {
        self.page = view;
        self.current = Some(id.clone());
        self.belong(id.clone());
        self.push(Job::Keep {
            id,
            view: Box::new(self.page.clone()),
            kind: Kind::Saved,
            now,
        });
        self.write_note();
    }

    /// The plan on the page belongs to this record from now on.
    fn belong(&mut self, id: String) {
        if self.belongs.len() >= MAXIMUM_BELONGS {
            self.belongs.retain(|_, record| *record == id);
            if self.belongs.len() >= MAXIMUM_BELONGS {
                self.belongs.clear();
            }
        }
        self.belongs.insert(to_link(&self.page.scenario), id);
    }

    /// The page is about to show a record: its scenario in its comparison. None if there is no such
    /// record.
    pub fn open(&mut self, id: &str, now: f64) -> Option<View> {
        let Entry::Record(record, text) = self.entries.get(id)? else {
            return None;
        };
        let view = record.view();
        let base = Base {
            record: (**record).clone(),
            text: text.clone(),
        };
        self.belongs.insert(to_link(&view.scenario), id.to_owned());
        self.base.insert(id.to_owned(), base);
        self.refused.remove(id);
        if view == self.page {
            // The page will not change, so nothing will be heard of it.
            self.current = Some(id.to_owned());
            self.keep_page(now);
            self.write_note();
        }
        Some(view)
    }

    /// Tries again to keep what the browser refused.
    pub fn retry(&mut self) {
        for (_, job) in std::mem::take(&mut self.refused) {
            self.jobs.push_back(job);
        }
        self.ask();
    }

    /// What is to be asked of the store since the last call.
    pub fn keeps(&mut self) -> Vec<Keep> {
        std::mem::take(&mut self.keeps)
    }

    /// What has happened since the last call.
    pub fn events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    fn new_id(&mut self) -> String {
        self.made += 1;
        let tab = self.opened.as_ref().map_or("", |opened| &opened.tab);
        format!("{tab}-{}", self.made)
    }
}
