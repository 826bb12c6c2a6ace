//! The version of records, and the way from older ones to today's.

use serde_json::{Map, Value};

/// One step a version, oldest first: the first leads from version 1 to version 2.
pub(super) type Migration = fn(&mut Map<String, Value>);

/// The steps of records.
pub(super) const MIGRATIONS: &[Migration] = &[];

/// The version of records that is written today.
pub const VERSION: u64 = MIGRATIONS.len() as u64 + 1;

/// Brings a record of a known version up to date by the steps that it has not taken yet.
pub(super) fn migrate(version: u64, record: &mut Map<String, Value>, steps: &[Migration]) {
    for (_, step) in (1..).zip(steps).filter(|(from, _)| *from >= version) {
        step(record);
    }
}
