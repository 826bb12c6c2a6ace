//! All that a link shows: a scenario, those beside it, and the part of the page that is open.

use crate::model::builtin::Builtin;
use crate::model::preset::Preset;
use crate::model::scenario::Scenario;
use crate::share::check;
use crate::share::error::{ScenarioError, shown};
use crate::share::tab::Tab;
use crate::share::version::{self, VERSION};

use super::NONE;
use super::parts::{decode, encode, split, take};
use super::problem::{LinkProblem, Problems};
use super::read::{read_part, read_scenario, read_version};
use super::write::write_scenario;

/// The most scenarios that another one is compared with.
pub const MAXIMUM_COMPARED: usize = 3;

/// What separates the compared scenarios of a link. In a scenario's own part it is escaped.
const BESIDE: char = '+';

/// What a link shows.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The scenario on the page.
    pub scenario: Scenario,
    /// Those that it is compared with, up to [`MAXIMUM_COMPARED`]. None is the usual comparison:
    /// with the other preset, whichever that is.
    pub compared: Option<Vec<Scenario>>,
    /// The part of the page that is open.
    pub tab: Tab,
}

impl View {
    /// A scenario in the usual comparison, and nothing opened.
    #[must_use]
    pub fn new(scenario: Scenario) -> Self {
        Self {
            scenario,
            compared: None,
            tab: Tab::default(),
        }
    }

    /// The scenarios that this one is compared with.
    #[must_use]
    pub fn others(&self) -> Vec<Scenario> {
        self.compared
            .clone()
            .unwrap_or_else(|| usual(&self.scenario))
    }

    /// The view of a link's fragment, with or without `#` or `?` before it, and everything in it
    /// that could not be taken. An empty link is the realistic preset.
    #[must_use]
    pub fn from_link(link: &str) -> (Self, Vec<LinkProblem>) {
        let mut problems = Problems::default();
        let mut parts = split(link, &mut problems);
        let version = read_part(
            &mut parts,
            "v",
            &mut problems,
            "what is understood",
            read_version,
        )
        .unwrap_or(VERSION);
        version::migrate_link(version, &mut parts);
        let tab = read_part(&mut parts, "view", &mut problems, "Explore", read_tab);
        let compared = take(&mut parts, "compare");
        let compared = compared.and_then(|raw| read_compared(&raw, version, &mut problems));
        let view = Self {
            scenario: read_scenario(parts, &mut problems),
            compared,
            tab: tab.unwrap_or_default(),
        };
        (view, problems.into_list())
    }

    /// The view as a link's fragment, without the `#`: empty if it is the realistic preset
    /// unchanged, in the usual comparison and with nothing opened.
    #[must_use]
    pub fn to_link(&self) -> String {
        let mut parts = write_scenario(&self.scenario);
        if let Some(compared) = &self.compared {
            let entries: Vec<String> = compared.iter().map(write_compared).collect();
            let list = if entries.is_empty() {
                NONE.to_owned()
            } else {
                entries.join("+")
            };
            parts.push(format!("compare={list}"));
        }
        if self.tab != Tab::default() {
            parts.push(format!("view={}", self.tab.key()));
        }
        versioned(parts)
    }
}

/// What a scenario is compared with unless somebody says otherwise: the other preset.
#[must_use]
pub fn usual(scenario: &Scenario) -> Vec<Scenario> {
    let other = match scenario.preset {
        Preset::Realistic => Preset::AsWritten,
        Preset::AsWritten => Preset::Realistic,
    };
    vec![Scenario::preset(other)]
}

/// The parts of a link as one text, with the version of their form before them.
pub(super) fn versioned(mut parts: Vec<String>) -> String {
    if parts.is_empty() {
        return String::new();
    }
    parts.insert(0, format!("v={VERSION}"));
    parts.join("&")
}

fn read_tab(path: &str, raw: &str) -> Result<Tab, ScenarioError> {
    let key = decode(path, raw)?;
    Tab::from_key(&key).ok_or_else(|| {
        let expected = Tab::ALL.map(Tab::key).join(", ");
        check::unexpected(path, &format!("one of {expected}"), &check::quoted(&key))
    })
}

/// A built-in plan by its key, any other as what differs from its preset, escaped as a whole.
fn write_compared(scenario: &Scenario) -> String {
    let builtin = crate::model::builtin::BUILTINS
        .iter()
        .find(|row| row.label == scenario.name && same(&row.scenario(), scenario));
    match builtin {
        Some(row) => row.key.to_owned(),
        None => encode(&write_scenario(scenario).join("&")),
    }
}

/// Whether two scenarios are the same to the last bit, as links tell them apart.
fn same(one: &Scenario, other: &Scenario) -> bool {
    write_scenario(one) == write_scenario(other)
}

/// Reads the compared scenarios. None if none of them can be taken.
fn read_compared(raw: &str, version: u64, problems: &mut Problems) -> Option<Vec<Scenario>> {
    if raw == NONE {
        return Some(Vec::new());
    }
    let count = raw.split(BESIDE).count();
    if count > MAXIMUM_COMPARED {
        let reason = ScenarioError::TooMany {
            path: "compare".to_owned(),
            count,
            limit: MAXIMUM_COMPARED,
        };
        problems.add(
            "compare",
            raw,
            reason,
            &format!("the first {MAXIMUM_COMPARED}"),
        );
    }
    let mut compared = Vec::new();
    for (number, entry) in (1..).zip(raw.split(BESIDE).take(MAXIMUM_COMPARED)) {
        let path = format!("compare.{number}");
        match decode(&path, entry) {
            Ok(link) if link.contains('=') => {
                let mut own = Problems::default();
                let mut parts = split(&link, &mut own);
                version::migrate_link(version, &mut parts);
                compared.push(read_scenario(parts, &mut own));
                problems.append(own, &path);
            }
            Ok(key) => {
                if let Some(row) = Builtin::by_key(&key) {
                    compared.push(row.scenario());
                } else {
                    let reason = check::unexpected(
                        &path,
                        "a built-in plan or the differences of another",
                        &check::quoted(&shown(&key)),
                    );
                    problems.add(&path, entry, reason, "the others");
                }
            }
            Err(reason) => problems.add(&path, entry, reason, "the others"),
        }
    }
    (!compared.is_empty()).then_some(compared)
}
