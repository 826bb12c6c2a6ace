//! What a shelf has to do, and the changes that it comes to.

use crate::library::record::{Kind, Record};
use crate::library::store::Change;
use crate::share::View;

/// Something to do with a record that is there.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Edit {
    Rename(String),
    Delete,
    Restore,
}

/// Something to do in the store.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Job {
    /// Hear again what is in it.
    Read,
    /// Keep a plan of this tab in a record.
    Keep {
        id: String,
        view: Box<View>,
        kind: Kind,
        now: f64,
    },
    /// Change something about a record, whoever wrote it last.
    Edit { id: String, edit: Edit, now: f64 },
    /// Add records, all or none.
    Add(Vec<Record>),
    /// Take a text out for good, whatever it is.
    Discard(String),
}

impl Job {
    /// Whether it keeps a plan in this record.
    pub(super) fn keeps(&self, record: &str) -> bool {
        matches!(self, Self::Keep { id, .. } if id == record)
    }
}

impl Edit {
    /// The record with the change made. Its scenario stays the one that was written last.
    pub(super) fn made(&self, record: &Record, now: f64) -> Record {
        let mut record = record.clone();
        record.revision += 1;
        match self {
            Self::Rename(name) => {
                record.scenario.name.clone_from(name);
                record.saved = now;
            }
            Self::Delete => record.deleted = Some(now),
            Self::Restore => record.deleted = None,
        }
        record
    }
}

/// The change that puts a record where there was none.
pub(super) fn added(record: &Record) -> Change {
    Change {
        key: record.id.clone(),
        before: None,
        after: Some(record.to_text()),
    }
}

/// The change from one text of a record to the next.
pub(super) fn changed(before: String, record: &Record) -> Change {
    Change {
        key: record.id.clone(),
        before: Some(before),
        after: Some(record.to_text()),
    }
}
