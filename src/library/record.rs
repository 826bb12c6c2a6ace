//! One kept scenario, and the text that it is kept as.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::version::{MIGRATIONS, VERSION, migrate};
use crate::model::scenario::Scenario;
use crate::share::ScenarioError;
use crate::share::View;
use crate::share::file::{
    MAXIMUM_FILE, compared_from_value, from_value, number, object, parse, text as text_of, to_value,
};
use crate::share::link::MAXIMUM_COMPARED;

/// The longest text of a record that is read, in bytes: a scenario and those beside it.
const MAXIMUM_RECORD: usize = MAXIMUM_FILE * (1 + MAXIMUM_COMPARED);

/// How a scenario came to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The founder saved it.
    Saved,
    /// It was changed on the page, and is kept so that it is not lost.
    Draft,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Saved, Self::Draft];

    /// The name in records. It never changes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Draft => "draft",
        }
    }
}

/// A kept scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What tells it from all others, for ever.
    pub id: String,
    /// How often it has been written, itself included.
    pub revision: u64,
    /// When its scenario was last changed: milliseconds since 1970.
    pub saved: f64,
    /// How it came to be kept.
    pub kind: Kind,
    /// When it was deleted, if it was: it is kept for a while.
    pub deleted: Option<f64>,
    /// The scenario.
    pub scenario: Scenario,
    /// Those that it is compared with; none for the usual comparison, as in a [`View`].
    pub compared: Option<Vec<Scenario>>,
}

/// A record as text, its fields in their order.
#[derive(Serialize)]
struct Text<'record, Scenario: Serialize> {
    record: u64,
    id: &'record str,
    revision: u64,
    saved: f64,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted: Option<f64>,
    scenario: Scenario,
    compared: Option<Vec<Scenario>>,
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl Record {
    /// What the page shows of it: the scenario in its comparison.
    #[must_use]
    pub fn view(&self) -> View {
        View {
            compared: self.compared.clone(),
            ..View::new(self.scenario.clone())
        }
    }

    /// Whether it is this scenario in this comparison that is kept in it.
    pub(super) fn keeps(&self, view: &View) -> bool {
        self.scenario == view.scenario && self.compared == view.compared
    }

    /// The text that it is kept as.
    #[must_use]
    pub fn to_text(&self) -> String {
        let text = Text {
            record: VERSION,
            id: &self.id,
            revision: self.revision,
            saved: self.saved,
            kind: self.kind,
            deleted: self.deleted,
            scenario: to_value(&self.scenario),
            compared: self
                .compared
                .as_ref()
                .map(|compared| compared.iter().map(to_value).collect()),
        };
        serde_json::to_string(&text)
            .unwrap_or_else(|_| unreachable!("every key is a string, and memory does not fail"))
    }

    /// Reads the text that is kept under a key.
    ///
    /// # Errors
    /// [`ScenarioError`] with the first thing that cannot be taken.
    pub fn from_text(key: &str, text: &str) -> Result<Self, ScenarioError> {
        let mut fields = object("the record", parse(text, MAXIMUM_RECORD)?)?;
        migrate(version(&fields)?, &mut fields, MIGRATIONS);
        let id = text_of("id", need(&mut fields, "id")?)?;
        if id != key {
            return Err(unexpected("id", &format!("\"{key}\""), &id));
        }
        let revision = need(&mut fields, "revision")?;
        let revision = revision
            .as_u64()
            .filter(|revision| *revision > 0)
            .ok_or_else(|| {
                unexpected(
                    "revision",
                    "a whole number, 1 or more",
                    &revision.to_string(),
                )
            })?;
        let saved = number("saved", &need(&mut fields, "saved")?)?;
        let kind = text_of("kind", need(&mut fields, "kind")?)?;
        let kind = Kind::ALL
            .into_iter()
            .find(|known| known.key() == kind)
            .ok_or_else(|| unexpected("kind", "saved or draft", &kind))?;
        let deleted = match fields.remove("deleted") {
            Some(value) => Some(number("deleted", &value)?),
            None => None,
        };
        let scenario = from_value(need(&mut fields, "scenario")?)?;
        let compared = match need(&mut fields, "compared")? {
            Value::Null => None,
            list => Some(compared_from_value(list)?),
        };
        Ok(Self {
            id,
            revision,
            saved,
            kind,
            deleted,
            scenario,
            compared,
        })
    }
}

fn version(fields: &Map<String, Value>) -> Result<u64, ScenarioError> {
    let value = fields.get("record").ok_or_else(|| missing("record"))?;
    match value.as_u64() {
        Some(version @ 1..=VERSION) => Ok(version),
        Some(found) if found > VERSION => Err(ScenarioError::NewerVersion {
            path: "record",
            found,
            limit: VERSION,
        }),
        _ => Err(unexpected(
            "record",
            "a version, 1 or more",
            &value.to_string(),
        )),
    }
}

fn need(fields: &mut Map<String, Value>, key: &str) -> Result<Value, ScenarioError> {
    fields.remove(key).ok_or_else(|| missing(key))
}

fn missing(path: &str) -> ScenarioError {
    ScenarioError::Missing {
        path: path.to_owned(),
    }
}

fn unexpected(path: &str, expected: &str, found: &str) -> ScenarioError {
    ScenarioError::Unexpected {
        path: path.to_owned(),
        expected: expected.to_owned(),
        found: found.chars().take(60).collect(),
    }
}
