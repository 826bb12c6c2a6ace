//! The version of files and links, and the way from older ones to today's.

use serde_json::Value;

use super::check;
use super::error::ScenarioError;

/// How a version is brought to the next: a file as a tree, a link as its parts, undecoded.
type Migration = (fn(&mut Value), fn(&mut Vec<(String, String)>));

/// One step a version, oldest first: the first leads from version 1 to version 2. A step may
/// rename keys and move values, and knows nothing of later steps.
const MIGRATIONS: &[Migration] = &[];

/// The version that is written today.
pub const VERSION: u64 = MIGRATIONS.len() as u64 + 1;

/// Checks that a version can be read.
pub(super) fn known(path: &'static str, version: u64) -> Result<u64, ScenarioError> {
    if version > VERSION {
        return Err(ScenarioError::NewerVersion {
            path,
            found: version,
            limit: VERSION,
        });
    }
    #[allow(clippy::cast_precision_loss)] // both are small
    check::range(path, version as f64, (1.0, VERSION as f64))?;
    Ok(version)
}

/// The steps from a known version to today's.
fn steps(version: u64) -> impl Iterator<Item = &'static Migration> {
    (1..)
        .zip(MIGRATIONS)
        .filter_map(move |(from, step)| (from >= version).then_some(step))
}

/// Brings a file of a known version up to date.
pub(super) fn migrate_file(version: u64, file: &mut Value) {
    for (step, _) in steps(version) {
        step(file);
    }
}

/// Brings a link of a known version up to date.
pub(super) fn migrate_link(version: u64, parts: &mut Vec<(String, String)>) {
    for (_, step) in steps(version) {
        step(parts);
    }
}
