//! From a file to a scenario.

use serde_json::{Map, Value};

use crate::model::initiatives::{EFFECTS, EFFORT_POSSIBLE, Initiative};
use crate::model::inputs::{HIRE_FIELDS, Hire};
use crate::model::presentation::{Presentation, Slide, Wording};
use crate::model::preset::Preset;
use crate::model::scenario::Scenario;
use crate::model::uncertainty::{Shape, Spread};
use crate::share::check;
use crate::share::error::{ScenarioError, shown};
use crate::share::link::{MAXIMUM_COMPARED, View};
use crate::share::version;

use super::MAXIMUM_FILE;
use super::tree::{array, found, number, object, parse, text};

/// Reads a scenario from a file.
///
/// # Errors
/// [`ScenarioError`] with the first thing that cannot be taken: where it stands, what it is, and
/// what would be possible.
pub fn from_json(json: &str) -> Result<Scenario, ScenarioError> {
    from_value(parse(json, MAXIMUM_FILE)?)
}

/// The same from a file that is a tree already, such as a part of a larger one.
///
/// # Errors
/// As [`from_json`].
pub fn from_value(file: Value) -> Result<Scenario, ScenarioError> {
    Ok(view_from_value(file)?.scenario)
}

/// The same with the scenarios that it is compared with.
///
/// # Errors
/// As [`from_json`].
pub fn view_from_value(mut file: Value) -> Result<View, ScenarioError> {
    if file.is_object() {
        version::migrate_file(read_version(&file)?, &mut file);
    }
    let mut fields = Fields::of("", object("the file", file)?);
    fields.take("version");
    let mut scenario =
        read_preset(&mut fields)?.unwrap_or_else(|| Scenario::preset(Preset::default()));
    if let Some((path, name)) = fields.take("name") {
        scenario.name = read_name(&path, name)?;
    }
    let values = fields.take("values");
    let compared = fields.take("compared");
    read_lists(&mut fields, &mut scenario)?;
    read_uncertainty(&mut fields, &mut scenario)?;
    read_settings(&mut fields, &mut scenario)?;
    read_presentation(&mut fields, &mut scenario.presentation)?;
    fields.none_left(
        "version, name, preset, values, hires, initiatives, uncertainty, risks, stress, \
         calendar.start, currency, actuals, presentation, compared",
    )?;
    if let Some((path, values)) = values {
        read_values(object(&path, values)?, &mut scenario)?;
    }
    let compared = compared.map(|(_, compared)| compared_from_value(compared));
    Ok(View {
        compared: compared.transpose()?,
        ..View::new(scenario)
    })
}

/// Reads the list of the scenarios that another one is compared with.
///
/// # Errors
/// [`ScenarioError::Compared`] with the first thing in one of them that cannot be taken, and others
/// where there are too many, or no list.
pub fn compared_from_value(list: Value) -> Result<Vec<Scenario>, ScenarioError> {
    let entries = array("compared", list)?;
    if entries.len() > MAXIMUM_COMPARED {
        return Err(ScenarioError::TooMany {
            path: "compared".to_owned(),
            count: entries.len(),
            limit: MAXIMUM_COMPARED,
        });
    }
    let read = |(number, entry)| {
        // One that is compared with others itself would have no end.
        from_alone(entry).map_err(|error| ScenarioError::Compared {
            number,
            error: Box::new(error),
        })
    };
    (1..).zip(entries).map(read).collect()
}

fn from_alone(entry: Value) -> Result<Scenario, ScenarioError> {
    if entry.get("compared").is_some() {
        return Err(check::unexpected(
            "compared",
            "nothing in a scenario that another one is compared with",
            "a list",
        ));
    }
    from_value(entry)
}

/// The scenario with overrides: a JSON object of values under their keys, and with `preset`,
/// `hires`, `initiatives`, `uncertainty`, `risks`, `stress`, `calendar.start`, `currency` and
/// `actuals` as in a file. A preset among them replaces the whole scenario before anything else is set.
///
/// # Errors
/// As [`from_json`].
pub fn with_overrides(base: &Scenario, json: &str) -> Result<Scenario, ScenarioError> {
    if json.trim().is_empty() {
        let expected = "an object, {} for none";
        return Err(check::unexpected("overrides", expected, "nothing"));
    }
    let mut fields = Fields::of("", object("overrides", parse(json, MAXIMUM_FILE)?)?);
    let mut scenario = read_preset(&mut fields)?.unwrap_or_else(|| base.clone());
    read_lists(&mut fields, &mut scenario)?;
    read_uncertainty(&mut fields, &mut scenario)?;
    read_settings(&mut fields, &mut scenario)?;
    read_values(fields.fields, &mut scenario)?;
    Ok(scenario)
}

/// The fields of an object that are still to be read.
struct Fields {
    prefix: String,
    fields: Map<String, Value>,
}

impl Fields {
    fn of(prefix: &str, fields: Map<String, Value>) -> Self {
        Self {
            prefix: prefix.to_owned(),
            fields,
        }
    }

    fn path(&self, key: &str) -> String {
        if self.prefix.is_empty() {
            return shown(key);
        }
        format!("{}.{}", self.prefix, shown(key))
    }

    /// A field that may be there, with its path.
    fn take(&mut self, key: &str) -> Option<(String, Value)> {
        let value = self.fields.remove(key)?;
        Some((self.path(key), value))
    }

    /// A field that must be there.
    fn need(&mut self, key: &str) -> Result<(String, Value), ScenarioError> {
        self.take(key).ok_or_else(|| ScenarioError::Missing {
            path: self.path(key),
        })
    }

    fn none_left(self, possible: &str) -> Result<(), ScenarioError> {
        match self.fields.keys().next() {
            None => Ok(()),
            Some(key) => Err(ScenarioError::UnknownField {
                path: self.path(key),
                possible: possible.to_owned(),
            }),
        }
    }
}

fn read_version(file: &Value) -> Result<u64, ScenarioError> {
    let value = file.get("version").ok_or_else(|| ScenarioError::Missing {
        path: "version".to_owned(),
    })?;
    match value.as_u64() {
        Some(version) => version::known("version", version),
        None => Err(check::unexpected(
            "version",
            "a whole number, 1 or more",
            &shown(&value.to_string()),
        )),
    }
}

fn read_preset(fields: &mut Fields) -> Result<Option<Scenario>, ScenarioError> {
    let Some((path, value)) = fields.take("preset") else {
        return Ok(None);
    };
    let preset = check::preset(&path, &text(&path, value)?)?;
    Ok(Some(Scenario::preset(preset)))
}

fn read_name(path: &str, value: Value) -> Result<String, ScenarioError> {
    let name = text(path, value)?;
    check::text(path, &name)?;
    Ok(name)
}

fn read_lists(fields: &mut Fields, scenario: &mut Scenario) -> Result<(), ScenarioError> {
    if let Some((path, value)) = fields.take("hires") {
        let entries = array(&path, value)?;
        check::hire_count(&path, entries.len())?;
        scenario.inputs.hires = numbered(&path, entries)
            .map(|(path, entry)| read_hire(&path, entry))
            .collect::<Result<_, _>>()?;
    }
    if let Some((path, value)) = fields.take("initiatives") {
        let entries = array(&path, value)?;
        check::initiative_count(&path, entries.len())?;
        let mut initiatives: Vec<Initiative> = Vec::new();
        for (path, entry) in numbered(&path, entries) {
            let initiative = read_initiative(&path, entry)?;
            if initiatives
                .iter()
                .any(|earlier| earlier.id == initiative.id)
            {
                return Err(ScenarioError::Duplicate {
                    path: format!("{path}.id"),
                    value: check::quoted(&initiative.id),
                });
            }
            initiatives.push(initiative);
        }
        scenario.inputs.initiatives = initiatives;
    }
    Ok(())
}

fn read_uncertainty(fields: &mut Fields, scenario: &mut Scenario) -> Result<(), ScenarioError> {
    if let Some((path, value)) = fields.take("uncertainty") {
        for (key, value) in object(&path, value)? {
            let spread = read_spread(&format!("{path}.{}", shown(&key)), value)?;
            check::set_spread(&mut scenario.uncertainty, &key, spread)?;
        }
    }
    for (field, prefix) in [("risks", "risk"), ("stress", "stress")] {
        if let Some((path, value)) = fields.take(field) {
            for (key, value) in object(&path, value)? {
                let value = number(&format!("{path}.{}", shown(&key)), &value)?;
                check::set(scenario, &format!("{prefix}.{key}"), value)?;
            }
        }
    }
    Ok(())
}

/// What does not change a run: the first month, the currency, and what has been measured.
fn read_settings(fields: &mut Fields, scenario: &mut Scenario) -> Result<(), ScenarioError> {
    if let Some((path, value)) = fields.take(check::FIRST_MONTH) {
        scenario.first_month = Some(check::first_month(&path, &text(&path, value)?)?);
    }
    if let Some((path, value)) = fields.take(check::CURRENCY) {
        scenario.currency = check::currency(&path, &text(&path, value)?)?;
    }
    if let Some((path, value)) = fields.take(check::ACTUALS) {
        for (key, weeks) in object(&path, value)? {
            let path = format!("{path}.{}", shown(&key));
            let place = check::tracked(&path, &key)?;
            for (week, value) in object(&path, weeks)? {
                let path = format!("{path}.{}", shown(&week));
                let value = number(&path, &value)?;
                check::add_actual(&mut scenario.actuals, place, &path, &week, value)?;
            }
        }
    }
    Ok(())
}

fn read_presentation(
    fields: &mut Fields,
    presentation: &mut Presentation,
) -> Result<(), ScenarioError> {
    let Some((path, value)) = fields.take("presentation") else {
        return Ok(());
    };
    let entries = array(&path, value)?;
    let mut seen: Vec<Slide> = Vec::new();
    for (path, entry) in numbered(&path, entries) {
        let mut fields = Fields::of(&path, object(&path, entry)?);
        let (slide_path, key) = fields.need("slide")?;
        let slide = check::slide(&slide_path, &text(&slide_path, key)?)?;
        if seen.contains(&slide) {
            return Err(ScenarioError::Duplicate {
                path: slide_path,
                value: check::quoted(slide.key()),
            });
        }
        presentation.move_to(slide, seen.len());
        seen.push(slide);
        let page = presentation.page_mut(slide);
        if let Some((path, value)) = fields.take("hidden") {
            page.hidden = value
                .as_bool()
                .ok_or_else(|| check::unexpected(&path, "true or false", &found(&value)))?;
        }
        for wording in Wording::ALL {
            if let Some((path, value)) = fields.take(wording.key()) {
                check::set_words(&path, page, wording, text(&path, value)?)?;
            }
        }
        if let Some((path, value)) = fields.take("figures") {
            let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
            page.written_for = Some(number.ok_or_else(|| {
                check::unexpected(&path, "a whole number below 2³²", &found(&value))
            })?);
        }
        fields.none_left("slide, hidden, headline, note, figures")?;
    }
    Ok(())
}

fn read_spread(path: &str, value: Value) -> Result<Spread, ScenarioError> {
    let mut fields = Fields::of(path, object(path, value)?);
    let shape = match fields.take("shape") {
        Some((path, shape)) => check::shape(&path, &text(&path, shape)?)?,
        None => Shape::default(),
    };
    let spread = if shape == Shape::Fixed {
        Spread::FIXED
    } else {
        let (low_path, low) = fields.need("low")?;
        let (high_path, high) = fields.need("high")?;
        Spread {
            low: number(&low_path, &low)?,
            high: number(&high_path, &high)?,
            shape,
        }
    };
    fields.none_left("low, high, shape")?;
    Ok(spread)
}

/// The entries of a list with their paths, counted from 1 as in the keys.
fn numbered(path: &str, entries: Vec<Value>) -> impl Iterator<Item = (String, Value)> + '_ {
    (1..)
        .zip(entries)
        .map(move |(number, entry): (usize, _)| (format!("{path}.{number}"), entry))
}

fn read_hire(path: &str, value: Value) -> Result<Hire, ScenarioError> {
    let mut fields = Fields::of(path, object(path, value)?);
    let (role_path, role) = fields.need("role")?;
    let mut hire = Hire {
        role: read_name(&role_path, role)?.into(),
        month: 0.0,
        salary: 0.0,
    };
    for field in &HIRE_FIELDS {
        let (path, value) = fields.need(field.key)?;
        let value = check::range(&path, number(&path, &value)?, field.possible)?;
        (field.set)(&mut hire, value);
    }
    fields.none_left("role, month, salary")?;
    Ok(hire)
}

fn read_initiative(path: &str, value: Value) -> Result<Initiative, ScenarioError> {
    let mut fields = Fields::of(path, object(path, value)?);
    let (id_path, id) = fields.need("id")?;
    let id = text(&id_path, id)?;
    check::id(&id_path, &id)?;
    let (label_path, label) = fields.need("label")?;
    let label = read_name(&label_path, label)?;
    let (phase_path, phase) = fields.need("phase")?;
    let phase = check::phase(&phase_path, number(&phase_path, &phase)?)?;
    let (effort_path, effort) = fields.need("effort")?;
    let effort = check::range(
        &effort_path,
        number(&effort_path, &effort)?,
        EFFORT_POSSIBLE,
    )?;

    let mut initiative = Initiative::plain(phase, id, label, effort);
    if let Some((path, effects)) = fields.take("effects") {
        for (key, value) in object(&path, effects)? {
            let index = check::effect(&path, &key)?;
            let path = format!("{path}.{key}");
            initiative.effects[index] =
                check::range(&path, number(&path, &value)?, EFFECTS[index].possible)?;
        }
    }
    if let Some((path, kind)) = fields.take("kind") {
        initiative.kind = check::kind(&path, &text(&path, kind)?)?;
    }
    fields.none_left("id, label, phase, effort, effects, kind")?;
    Ok(initiative)
}

fn read_values(values: Map<String, Value>, scenario: &mut Scenario) -> Result<(), ScenarioError> {
    for (key, value) in values {
        // An unknown key is told as such even if its value is no number.
        let value = match scenario.get(&key) {
            Ok(_) => number(&shown(&key), &value)?,
            Err(_) => f64::NAN,
        };
        check::set(scenario, &key, value)?;
    }
    Ok(())
}
