//! JSON text as a tree, with the one thing that `serde_json` lets pass refused: a key that stands
//! twice in an object, of which one value would be lost.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::share::check;
use crate::share::error::{ScenarioError, shown};

use super::MAXIMUM_FILE;

/// The text of a file or a line that was read up to one byte beyond [`MAXIMUM_FILE`].
///
/// # Errors
/// [`ScenarioError`] if it is too large or not text.
pub fn from_utf8(bytes: &[u8]) -> Result<&str, ScenarioError> {
    check_size(bytes, MAXIMUM_FILE)?;
    std::str::from_utf8(bytes).map_err(|error| ScenarioError::Syntax {
        message: format!("not UTF-8 at byte {}", error.valid_up_to() + 1),
    })
}

fn check_size(bytes: &[u8], limit: usize) -> Result<(), ScenarioError> {
    if bytes.len() > limit {
        return Err(ScenarioError::TooLarge {
            what: "a text",
            size: bytes.len(),
            unit: "bytes",
            limit,
        });
    }
    Ok(())
}

/// Parses a text of at most so many bytes.
///
/// # Errors
/// [`ScenarioError`] if it is longer, not JSON, or gives a key twice.
pub fn parse(text: &str, limit: usize) -> Result<Value, ScenarioError> {
    check_size(text.as_bytes(), limit)?;
    // Some editors begin a file with a mark of its encoding.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_json::from_str::<Tree>(text) {
        Ok(tree) => Ok(tree.0),
        Err(error) => Err(ScenarioError::Syntax {
            message: error.to_string(),
        }),
    }
}

/// An object's fields, or the error that something else stands there.
///
/// # Errors
/// [`ScenarioError::Unexpected`].
pub fn object(path: &str, value: Value) -> Result<Map<String, Value>, ScenarioError> {
    match value {
        Value::Object(fields) => Ok(fields),
        other => Err(wrong_type(path, "an object", &other)),
    }
}

/// The entries of a list, or the error that something else stands there.
///
/// # Errors
/// [`ScenarioError::Unexpected`].
pub fn array(path: &str, value: Value) -> Result<Vec<Value>, ScenarioError> {
    match value {
        Value::Array(entries) => Ok(entries),
        other => Err(wrong_type(path, "a list", &other)),
    }
}

/// A number, or the error that something else stands there.
///
/// # Errors
/// [`ScenarioError::Unexpected`].
pub fn number(path: &str, value: &Value) -> Result<f64, ScenarioError> {
    value
        .as_f64()
        .ok_or_else(|| wrong_type(path, "a number", value))
}

/// A text, or the error that something else stands there.
///
/// # Errors
/// [`ScenarioError::Unexpected`].
pub fn text(path: &str, value: Value) -> Result<String, ScenarioError> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(wrong_type(path, "text", &other)),
    }
}

fn wrong_type(path: &str, expected: &str, value: &Value) -> ScenarioError {
    check::unexpected(path, expected, &found(value))
}

/// What stands there, as an error says it.
pub(super) fn found(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::String(value) => check::quoted(value),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// A value whose objects have each key once.
struct Tree(Value);

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor).map(Self)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom("a number that is not finite"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Tree(entry)) = entries.next_element()? {
            list.push(entry);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some((key, Tree(value))) = entries.next_entry::<String, Tree>()? {
            if fields.contains_key(&key) {
                let key = shown(&key);
                return Err(A::Error::custom(format_args!("\"{key}\" is given twice")));
            }
            fields.insert(key, value);
        }
        Ok(Value::Object(fields))
    }
}
