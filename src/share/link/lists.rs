//! The lists of a link: hires and initiatives.

use std::collections::HashSet;

use crate::model::initiatives::{EFFECTS, EFFORT_POSSIBLE, Initiative, MAXIMUM_INITIATIVES};
use crate::model::inputs::{HIRE_FIELDS, Hire, MAXIMUM_HIRES};
use crate::share::check;
use crate::share::error::{ScenarioError, shown};

use super::parts::{Parts, decode, number, take, take_all};
use super::problem::Problems;
use super::{INITIATIVE, NONE};

/// Reads the complete list of hires. Nothing if none of its entries can be taken.
pub(super) fn read_hires(raw: &str, problems: &mut Problems) -> Option<Vec<Hire>> {
    if raw == NONE {
        return Some(Vec::new());
    }
    let mut hires = Vec::new();
    if let Err(reason) = check::hire_count("hires", raw.split(',').count()) {
        problems.add("hires", raw, reason, &format!("the first {MAXIMUM_HIRES}"));
    }
    for (index, entry) in raw.split(',').take(MAXIMUM_HIRES).enumerate() {
        let path = format!("hires.{}", index + 1);
        match read_hire(&path, entry) {
            Ok(hire) => hires.push(hire),
            Err(reason) => problems.add(&path, entry, reason, "the other hires"),
        }
    }
    (!hires.is_empty()).then_some(hires)
}

fn read_hire(path: &str, raw: &str) -> Result<Hire, ScenarioError> {
    let fields: Vec<&str> = raw.splitn(HIRE_FIELDS.len() + 1, ':').collect();
    let (Some(role), true) = (fields.last(), fields.len() == HIRE_FIELDS.len() + 1) else {
        let form: Vec<&str> = HIRE_FIELDS.iter().map(|field| field.key).collect();
        let expected = format!("{}:role", form.join(":"));
        return Err(check::unexpected(path, &expected, &check::quoted(raw)));
    };
    let role_path = format!("{path}.role");
    let role = decode(&role_path, role)?;
    check::text(&role_path, &role)?;
    let mut hire = Hire {
        role: role.into(),
        month: 0.0,
        salary: 0.0,
    };
    for (field, raw) in HIRE_FIELDS.iter().zip(&fields) {
        let path = format!("{path}.{}", field.key);
        let value = check::range(&path, number(&path, raw)?, field.possible)?;
        (field.set)(&mut hire, value);
    }
    Ok(hire)
}

/// Reads the changed and new initiatives and their order, and takes these parts out of the link's.
pub(super) fn read_initiatives(
    parts: &mut Parts,
    preset: Vec<Initiative>,
    problems: &mut Problems,
) -> Vec<Initiative> {
    let mut known = preset;
    let planned = known.len();
    let mut order: Vec<String> = known.iter().map(|entry| entry.id.to_string()).collect();
    for (key, raw) in &take_all(parts, INITIATIVE) {
        let id = &key[INITIATIVE.len()..];
        let position = known.iter().position(|entry| entry.id == id);
        let result = read_initiative(key, id, raw, position.map(|position| &known[position]));
        match (result, position) {
            (Ok(initiative), Some(position)) => known[position] = initiative,
            (Ok(initiative), None) if known.len() < planned + MAXIMUM_INITIATIVES => {
                known.push(initiative);
            }
            (Ok(_), None) => {
                let reason = ScenarioError::TooMany {
                    path: "initiatives".to_owned(),
                    count: known.len() + 1,
                    limit: MAXIMUM_INITIATIVES,
                };
                problems.add(key, raw, reason, "those before");
            }
            (Err(reason), Some(_)) => problems.add(key, raw, reason, "the preset's"),
            (Err(reason), None) => problems.add(key, raw, reason, "nothing of it"),
        }
    }
    if let Some(raw) = take(parts, "initiatives")
        && let Some(ids) = read_order(&raw, &known, problems)
    {
        order = ids;
    }
    // New ones that the order does not name follow at its end.
    let named: HashSet<&str> = order.iter().map(String::as_str).collect();
    let unnamed: Vec<String> = known[planned..]
        .iter()
        .filter(|entry| !named.contains(entry.id.as_ref()))
        .map(|entry| entry.id.to_string())
        .collect();
    order.extend(unnamed);
    if let Err(reason) = check::initiative_count("initiatives", order.len()) {
        let kept = format!("the first {MAXIMUM_INITIATIVES}");
        problems.add("initiatives", "", reason, &kept);
        order.truncate(MAXIMUM_INITIATIVES);
    }
    order
        .iter()
        .filter_map(|id| known.iter().find(|entry| entry.id == id.as_str()))
        .cloned()
        .collect()
}

/// The ids in their order. Nothing if none of them can be taken.
fn read_order(raw: &str, known: &[Initiative], problems: &mut Problems) -> Option<Vec<String>> {
    if raw == NONE {
        return Some(Vec::new());
    }
    let mut ids: Vec<String> = Vec::new();
    for (index, id) in raw.split(',').enumerate() {
        let path = format!("initiatives.{}", index + 1);
        if !known.iter().any(|entry| entry.id == id) {
            let expected = format!("an initiative of the preset or of a part {INITIATIVE}…");
            let reason = check::unexpected(&path, &expected, &check::quoted(id));
            problems.add(&path, id, reason, "the others");
        } else if ids.iter().any(|earlier| earlier == id) {
            let value = shown(id);
            problems.add(
                &path,
                id,
                ScenarioError::Duplicate {
                    path: path.clone(),
                    value,
                },
                "the first",
            );
        } else {
            ids.push(id.to_owned());
        }
    }
    (!ids.is_empty()).then_some(ids)
}

fn read_initiative(
    path: &str,
    id: &str,
    raw: &str,
    planned: Option<&Initiative>,
) -> Result<Initiative, ScenarioError> {
    let path = shown(path);
    check::id(&path, id)?;
    let fields: Vec<&str> = raw.splitn(5, ':').collect();
    let [phase, effort, effects, rest @ ..] = fields.as_slice() else {
        let expected = "phase:effort:effects, then :kind and :label where needed";
        return Err(check::unexpected(&path, expected, &check::quoted(raw)));
    };
    let at = |field: &str| format!("{path}.{field}");
    let phase = check::phase(&at("phase"), number(&at("phase"), phase)?)?;
    let effort = check::range(
        &at("effort"),
        number(&at("effort"), effort)?,
        EFFORT_POSSIBLE,
    )?;
    let label = match (rest.get(1), planned) {
        (Some(label), _) => decode(&at("label"), label)?.into(),
        (None, Some(planned)) => planned.label.clone(),
        (None, None) => id.to_owned().into(),
    };
    check::text(&at("label"), &label)?;
    let mut initiative = Initiative::plain(phase, id.to_owned(), label, effort);
    initiative.kind = match rest.first() {
        Some(kind) => check::kind(&at("kind"), kind)?,
        None => planned.map(|planned| planned.kind).unwrap_or_default(),
    };
    let mut seen = HashSet::new();
    for effect in effects.split(',').filter(|effect| !effect.is_empty()) {
        let (key, value) = effect
            .split_once('*')
            .ok_or_else(|| check::unexpected(&path, "effect*value", &check::quoted(effect)))?;
        let index = check::effect(&path, key)?;
        if !seen.insert(index) {
            return Err(ScenarioError::Duplicate {
                path,
                value: key.to_owned(),
            });
        }
        let path = at(key);
        initiative.effects[index] =
            check::range(&path, number(&path, value)?, EFFECTS[index].possible)?;
    }
    Ok(initiative)
}
