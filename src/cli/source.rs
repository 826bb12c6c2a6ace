//! The scenario that the options name.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::model::scenario::Scenario;
use crate::share::file::{MAXIMUM_FILE, from_utf8};
use crate::share::link::{from_link, unpack};
use crate::share::{from_json, override_value};

use super::arguments::Source;
use super::error::CommandError;

impl Source {
    /// Reads the scenario and sets what is to be changed, in the order of the arguments.
    pub(super) fn scenario(&self) -> Result<Scenario, CommandError> {
        let mut scenario = match (&self.scenario, &self.link) {
            (Some(file), _) => read(file)?,
            (None, Some(link)) => follow(link)?,
            (None, None) => Scenario::preset(self.preset.unwrap_or_default()),
        };
        for (key, value) in &self.set {
            override_value(&mut scenario, key, *value).map_err(CommandError::Set)?;
        }
        Ok(scenario)
    }
}

/// The scenario of a link, if all of it can be taken: nobody reads on the way of a program what was
/// left aside.
fn follow(link: &str) -> Result<Scenario, CommandError> {
    let fragment = link.split_once('#').map_or(link, |(_, fragment)| fragment);
    let plain = unpack(fragment).map_err(CommandError::Link)?;
    let (scenario, problems) = from_link(&plain);
    match problems.into_iter().next() {
        Some(problem) => Err(CommandError::Link(problem.reason)),
        None => Ok(scenario),
    }
}

fn read(file: &Path) -> Result<Scenario, CommandError> {
    let unreadable = |error| CommandError::Unreadable {
        file: file.to_owned(),
        error,
    };
    let broken = |error| CommandError::Scenario {
        file: file.to_owned(),
        error,
    };
    let mut bytes = Vec::new();
    // One byte more than is possible tells that there is too much, however much there is.
    File::open(file)
        .map_err(unreadable)?
        .take(MAXIMUM_FILE as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    from_utf8(&bytes).and_then(from_json).map_err(broken)
}
