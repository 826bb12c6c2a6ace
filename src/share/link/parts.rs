//! A link as text: parts, and the escapes in them.

use std::collections::HashSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::decimal;
use crate::share::check;
use crate::share::error::{ScenarioError, shown};

use super::problem::Problems;

/// The longest link that is read, in characters. The longest scenario needs about 300,000, and the
/// three beside it, which are escaped once more, less than that each.
pub const MAXIMUM_LINK: usize = 1_000_000;

/// What is escaped in a text: all but letters, digits and a few signs that no chat program takes
/// for the end of a link and that separate nothing here.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'/')
    .remove(b'$')
    .remove(b'@')
    .remove(b' ');

/// The parts of a link: their keys, and their values as they stand.
pub(super) type Parts = Vec<(String, String)>;

/// Takes a part out, if it is there.
pub(super) fn take(parts: &mut Parts, key: &str) -> Option<String> {
    let position = parts.iter().position(|(name, _)| name == key)?;
    Some(parts.remove(position).1)
}

/// Takes all parts out whose keys begin like this.
pub(super) fn take_all(parts: &mut Parts, start: &str) -> Parts {
    parts
        .extract_if(.., |(key, _)| key.starts_with(start))
        .collect()
}

/// Writes a text: readable, and free of everything that has a meaning in a link.
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED)
        .to_string()
        .replace(' ', "+")
}

/// Reads a text that [`encode`] or a person wrote.
pub(super) fn decode(path: &str, raw: &str) -> Result<String, ScenarioError> {
    let spaced = raw.replace('+', " ");
    match percent_decode_str(&spaced).decode_utf8() {
        Ok(text) => Ok(text.into_owned()),
        Err(_) => Err(check::unexpected(
            path,
            "text in UTF-8",
            &check::quoted(raw),
        )),
    }
}

/// Reads a number.
pub(super) fn number(path: &str, raw: &str) -> Result<f64, ScenarioError> {
    let text = decode(path, raw)?;
    decimal::parse(text.trim())
        .ok_or_else(|| check::unexpected(path, "a number", &check::quoted(&text)))
}

/// The parts of a link in their order, each key once.
pub(super) fn split(link: &str, problems: &mut Problems) -> Parts {
    let link = within_limit(link.trim().trim_start_matches(['#', '?']), problems);
    let mut seen = HashSet::new();
    let mut parts = Vec::new();
    for part in link.split('&').filter(|part| !part.is_empty()) {
        let (raw_key, value) = part.split_once('=').unwrap_or((part, ""));
        let key = match decode(&shown(raw_key), raw_key) {
            Ok(key) if part.contains('=') => key,
            Ok(key) => {
                let path = shown(&key);
                let reason =
                    check::unexpected(&path, &format!("{path}=value"), &check::quoted(part));
                problems.add(&key, "", reason, "nothing of it");
                continue;
            }
            Err(reason) => {
                problems.add(raw_key, value, reason, "nothing of it");
                continue;
            }
        };
        if !seen.insert(key.clone()) {
            let reason = ScenarioError::Duplicate {
                path: "link".to_owned(),
                value: shown(&key),
            };
            problems.add(&key, value, reason, "the first");
            continue;
        }
        parts.push((key, value.to_owned()));
    }
    parts
}

/// The link as far as it is read: whole parts up to the limit.
fn within_limit<'link>(link: &'link str, problems: &mut Problems) -> &'link str {
    let Some((end, _)) = link.char_indices().nth(MAXIMUM_LINK) else {
        return link;
    };
    let reason = ScenarioError::TooLarge {
        what: "a link",
        size: link.chars().count(),
        unit: "characters",
        limit: MAXIMUM_LINK,
    };
    problems.add("link", link, reason, "what stands before the limit");
    link[..end].rsplit_once('&').map_or("", |(whole, _)| whole)
}
