//! From a link to a scenario: always to one, however broken the link is.

use crate::decimal::shortest;
use crate::model::preset::Preset;
use crate::model::scenario::Scenario;
use crate::share::check;
use crate::share::error::{ScenarioError, shown};
use crate::share::version;

use super::lists::{read_hires, read_initiatives};
use super::measured::read_measured;
use super::packed;
use super::parts::{Parts, decode, number, take};
use super::problem::{LinkProblem, Problems};
use super::slides::read_slides;
use super::spreads::read_spreads;
use super::view::View;

/// The scenario of a link's fragment, with or without `#` or `?` before it, and everything in it
/// that could not be taken. An empty link is the realistic preset. What else the link shows is
/// left aside: [`View::from_link`] reads it all.
#[must_use]
pub fn from_link(link: &str) -> (Scenario, Vec<LinkProblem>) {
    let (view, problems) = View::from_link(link);
    (view.scenario, problems)
}

/// The scenario of a link's parts, once what is not about it has been taken out of them.
pub(super) fn read_scenario(mut parts: Parts, problems: &mut Problems) -> Scenario {
    // Whoever could unpack it has done so before.
    if let Some(raw) = take(&mut parts, packed::KEY) {
        problems.add(packed::KEY, &raw, packed::damaged(&raw), "nothing of it");
    }
    let preset = read_part(
        &mut parts,
        "preset",
        problems,
        Preset::default().key(),
        |path, raw| check::preset(path, &decode(path, raw)?),
    );
    let mut scenario = Scenario::preset(preset.unwrap_or_default());
    let label = scenario.preset.label();
    let name = read_part(&mut parts, "name", problems, label, |path, raw| {
        let name = decode(path, raw)?;
        check::text(path, &name)?;
        Ok(name)
    });
    if let Some(name) = name {
        scenario.name = name;
    }
    if let Some(raw) = take(&mut parts, "hires")
        && let Some(hires) = read_hires(&raw, problems)
    {
        scenario.inputs.hires = hires;
    }
    let planned = std::mem::take(&mut scenario.inputs.initiatives);
    scenario.inputs.initiatives = read_initiatives(&mut parts, planned, problems);
    let kept = "none";
    scenario.first_month = read_part(
        &mut parts,
        check::FIRST_MONTH,
        problems,
        kept,
        check::first_month,
    );
    if let Some(currency) = read_part(&mut parts, check::CURRENCY, problems, "$", |path, raw| {
        check::currency(path, &decode(path, raw)?)
    }) {
        scenario.currency = currency;
    }
    read_measured(&mut parts, &mut scenario.actuals, problems);
    read_spreads(&mut parts, &mut scenario, problems);
    read_slides(&mut parts, &mut scenario.presentation, problems);
    for (key, raw) in parts {
        read_value(&mut scenario, &key, &raw, problems);
    }
    scenario
}

/// Reads a part, if it is there and can be read.
pub(super) fn read_part<T>(
    parts: &mut Parts,
    key: &str,
    problems: &mut Problems,
    kept: &str,
    read: impl FnOnce(&str, &str) -> Result<T, ScenarioError>,
) -> Option<T> {
    let raw = take(parts, key)?;
    match read(key, &raw) {
        Ok(value) => Some(value),
        Err(reason) => {
            problems.add(key, &raw, reason, kept);
            None
        }
    }
}

pub(super) fn read_version(path: &str, raw: &str) -> Result<u64, ScenarioError> {
    let version = raw
        .parse()
        .map_err(|_| check::unexpected(path, "a version, 1 or later", &check::quoted(raw)))?;
    version::known("v", version)
}

fn read_value(scenario: &mut Scenario, key: &str, raw: &str, problems: &mut Problems) {
    // An unknown key is told as such even if its value is no number.
    let (kept, result) = match scenario.get(key) {
        Ok(value) => (shortest(value), number(&shown(key), raw)),
        Err(_) => ("nothing of it".to_owned(), Ok(f64::NAN)),
    };
    let result = result.and_then(|value| check::set(scenario, key, value));
    if let Err(reason) = result {
        problems.add(key, raw, reason, &kept);
    }
}
