//! Files of scenarios: one, or the whole library.
//!
//! ```json
//! { "library": 1, "scenarios": [{ "version": 1, "name": "Base case", "preset": "realistic" }] }
//! ```
//!
//! Each entry is a scenario as in a file of its own, with those that it is compared with. A file is taken whole or not at all.

use serde::Serialize;
use serde_json::Value;

use crate::share::ScenarioError;
use crate::share::View;
use crate::share::file::{MAXIMUM_FILE, array, object, parse, view_from_value, view_to_value};

/// The largest file of a library that is read, in bytes.
pub const MAXIMUM_COLLECTION: usize = 20 * MAXIMUM_FILE;

/// The most scenarios that a file of a library can have.
pub const MAXIMUM_SCENARIOS: usize = 500;

/// The version of these files that is written and read.
const VERSION: u64 = 1;

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming {
    /// One scenario in its comparison.
    One(Box<View>),
    /// A library.
    Many(Vec<View>),
}

/// A file cannot be taken: its name, and what is wrong in it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FileError {
    /// A part of it cannot be taken.
    #[error("{file}: {error}")]
    Part {
        /// The file's name.
        file: String,
        /// What is wrong where.
        error: ScenarioError,
    },
    /// A scenario of a library cannot be taken.
    #[error("{file}: scenarios.{number}.{error}")]
    Scenario {
        /// The file's name.
        file: String,
        /// Which scenario, counted from 1.
        number: usize,
        /// What is wrong where.
        error: ScenarioError,
    },
    /// It is no text.
    #[error("{file}: not text: byte {byte} is not UTF-8")]
    NotText {
        /// The file's name.
        file: String,
        /// Where it is none, counted from 1.
        byte: usize,
    },
    /// It is too large.
    #[error("{file}: {size} bytes, at most {MAXIMUM_COLLECTION} are possible")]
    TooLarge {
        /// The file's name.
        file: String,
        /// Its size in bytes.
        size: usize,
    },
}

#[derive(Serialize)]
struct File<Entry: Serialize> {
    library: u64,
    scenarios: Vec<Entry>,
}

/// Many scenarios as one file.
#[must_use]
pub fn to_collection<'view>(views: impl IntoIterator<Item = &'view View>) -> String {
    let file = File {
        library: VERSION,
        scenarios: views.into_iter().map(view_to_value).collect(),
    };
    let mut text = serde_json::to_string_pretty(&file)
        .unwrap_or_else(|_| unreachable!("every key is a string, and memory does not fail"));
    text.push('\n');
    text
}

/// Reads a file of one scenario or of many.
///
/// # Errors
/// [`FileError`] with the first thing that cannot be taken: nothing of such a file is taken.
pub fn read_file(name: &str, content: &[u8]) -> Result<Incoming, FileError> {
    let file: String = name.chars().take(80).collect();
    if content.len() > MAXIMUM_COLLECTION {
        return Err(FileError::TooLarge {
            file,
            size: content.len(),
        });
    }
    let text = match std::str::from_utf8(content) {
        Ok(text) => text,
        Err(error) => {
            return Err(FileError::NotText {
                file,
                byte: error.valid_up_to() + 1,
            });
        }
    };
    let part = |error| FileError::Part {
        file: file.clone(),
        error,
    };
    let tree = parse(text, MAXIMUM_COLLECTION).map_err(part)?;
    if tree.get("library").is_none() {
        if text.len() > MAXIMUM_FILE {
            return Err(part(ScenarioError::TooLarge {
                what: "a file",
                size: text.len(),
                unit: "bytes",
                limit: MAXIMUM_FILE,
            }));
        }
        let view = view_from_value(tree).map_err(part)?;
        return Ok(Incoming::One(Box::new(view)));
    }
    let entries = entries(tree).map_err(part)?;
    let scenarios = (1..).zip(entries).map(|(number, entry)| {
        view_from_value(entry).map_err(|error| FileError::Scenario {
            file: file.clone(),
            number,
            error,
        })
    });
    Ok(Incoming::Many(scenarios.collect::<Result<_, _>>()?))
}

/// The entries of a library.
fn entries(tree: Value) -> Result<Vec<Value>, ScenarioError> {
    let mut fields = object("the file", tree)?;
    let version = fields.remove("library").unwrap_or_default();
    match version.as_u64() {
        Some(VERSION) => {}
        Some(found) if found > VERSION => {
            return Err(ScenarioError::NewerVersion {
                path: "library",
                found,
                limit: VERSION,
            });
        }
        _ => {
            return Err(ScenarioError::Unexpected {
                path: "library".to_owned(),
                expected: format!("a version, {VERSION}"),
                found: version.to_string().chars().take(60).collect(),
            });
        }
    }
    let scenarios = fields
        .remove("scenarios")
        .ok_or_else(|| ScenarioError::Missing {
            path: "scenarios".to_owned(),
        })?;
    if let Some(key) = fields.keys().next() {
        return Err(ScenarioError::UnknownField {
            path: key.chars().take(60).collect(),
            possible: "library, scenarios".to_owned(),
        });
    }
    let entries = array("scenarios", scenarios)?;
    if entries.len() > MAXIMUM_SCENARIOS {
        return Err(ScenarioError::TooMany {
            path: "scenarios".to_owned(),
            count: entries.len(),
            limit: MAXIMUM_SCENARIOS,
        });
    }
    Ok(entries)
}
