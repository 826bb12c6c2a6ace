//! The room "Your company": eight questions, what they imply, and companies to start from.
//!
//! What was typed stays in the room until it is applied or cleared; an answer that nobody touched
//! is that of the plan on the page, or of the template, to the bit.

mod figures;
mod typed;
mod view;

use std::collections::BTreeMap;

use self::figures::IMPLIED;
use super::{Effect, Region, Room, Sent, World};
use crate::company::{Answers, FIELDS, FieldRow, Fit, Measured, Refusal, Template, fit};
use crate::html::{Form, escape};
use crate::model::inputs::MAXIMUM_NAME;
use crate::model::preset::Preset;
use crate::model::scenario::Scenario;
use crate::share::link::to_link;
use crate::story::plain_text;
use crate::story::verdict::verdict;

/// The name of a company that has none.
const NAMELESS: &str = "Your company";

/// The room.
pub(super) struct Company {
    template: Option<&'static Template>,
    /// What one starts from: the template, or the plan on the page.
    base: Scenario,
    before: Measured,
    /// What was typed, by the field's key, where it is not what stood there before.
    texts: BTreeMap<&'static str, String>,
    name: Option<String>,
    /// What is believed, by the contradiction's key.
    beliefs: BTreeMap<String, String>,
    fit: Fit,
    /// What was typed and is no number that can be taken.
    refusals: Vec<Refusal>,
    /// Why nothing was started.
    said: String,
}

impl Default for Company {
    fn default() -> Self {
        let base = Scenario::preset(Preset::Realistic);
        let fit = fit(&base.inputs, &Answers::default());
        Self {
            template: None,
            before: fit.measured.clone(),
            base,
            texts: BTreeMap::new(),
            name: None,
            beliefs: BTreeMap::new(),
            fit,
            refusals: Vec::new(),
            said: String::new(),
        }
    }
}

impl Company {
    /// Starts from a template, or from the plan on the page. What was typed stays.
    fn start_from(&mut self, template: Option<&'static Template>, world: &World) {
        self.template = template;
        self.base = template.map_or_else(|| world.scenario.clone(), Template::scenario);
        self.before = Measured::of(&self.base.inputs);
        self.work();
    }

    /// What stands in a field before anybody types.
    fn prefilled(&self, row: &FieldRow) -> String {
        // Figures, and ARR beside the accounts that make it up, are there to be typed instead.
        if row.instead_of.is_some() || row.key == "arr" {
            return String::new();
        }
        (row.get)(&self.before).map_or_else(String::new, |value| typed::prefilled(row, value))
    }

    fn text(&self, row: &FieldRow) -> String {
        let typed = self.texts.get(row.key).cloned();
        typed.unwrap_or_else(|| self.prefilled(row))
    }

    /// The name that stands in its field.
    fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| {
            let is_own = self.template.is_none()
                && Preset::ALL
                    .iter()
                    .all(|preset| preset.label() != self.base.name);
            if is_own { &self.base.name } else { "" }
        })
    }

    /// Takes over what the controls hold.
    fn take(&mut self, form: &Form) {
        for row in &FIELDS {
            if let Some(text) = form.get(row.key) {
                if text.trim() == self.prefilled(row) {
                    self.texts.remove(row.key);
                } else {
                    self.texts.insert(row.key, text.to_owned());
                }
            }
        }
        if let Some(name) = form.get("name").filter(|name| *name != self.name()) {
            self.name = Some(name.to_owned());
        }
        for contradiction in &self.fit.contradictions {
            if let Some(choice) = form.get(&format!("believe-{}", contradiction.key)) {
                self.beliefs
                    .insert(contradiction.key.to_owned(), choice.to_owned());
            }
        }
        self.work();
    }

    /// Fits the company to what was typed.
    fn work(&mut self) {
        let mut answers = Answers::default();
        self.refusals.clear();
        for row in &FIELDS {
            let text = self.texts.get(row.key).map_or("", |text| text.trim());
            if text.is_empty() {
                continue;
            }
            let given = typed::read(row, text).and_then(|value| answers.give(row.field, value));
            self.refusals.extend(given.err());
        }
        for (contradiction, choice) in &self.beliefs {
            answers.believe(contradiction, choice);
        }
        self.fit = fit(&self.base.inputs, &answers);
    }

    fn forget(&mut self) {
        self.texts.clear();
        self.beliefs.clear();
        self.name = None;
    }

    /// Everything that is wrong, by the field.
    fn wrong(&self) -> impl Iterator<Item = &Refusal> {
        self.refusals.iter().chain(&self.fit.refusals)
    }

    fn name_is_too_long(&self) -> bool {
        self.name().trim().chars().count() > MAXIMUM_NAME
    }

    /// What is said beside a field.
    fn note(&self, row: &FieldRow) -> String {
        if let Some(refusal) = self.wrong().find(|it| it.field == row.field) {
            return view::refusal(&refusal.says);
        }
        let (was, is) = ((row.get)(&self.before), (row.get)(&self.fit.measured));
        let Some(is) = is.filter(|_| row.instead_of.is_none()) else {
            return String::new();
        };
        let shown = escape(&typed::prefilled(row, is));
        let text = self.texts.get(row.key).map(|text| text.trim());
        match text {
            None | Some("") if row.key == "arr" => format!("comes to {shown}"),
            Some("") => format!("empty: {shown}"),
            None if was.is_some_and(|was| differ(was, is)) => format!("becomes {shown}"),
            None => String::new(),
            Some(text) => match typed::read(row, text) {
                Ok(said) if differ(said, is) => format!("not believed: {shown}"),
                Ok(_) if needs_sign(row, text) => format!("read as {shown}"),
                _ => String::new(),
            },
        }
    }

    /// Applies the company, or says why it cannot be.
    fn start(&mut self, world: &World) -> Vec<Effect> {
        let mut wrong: Vec<String> = self
            .wrong()
            .map(|it| format!("{}: {}", it.field.row().label, it.says))
            .collect();
        if self.name_is_too_long() {
            wrong.insert(0, format!("Name: at most {MAXIMUM_NAME} characters."));
        }
        if !wrong.is_empty() {
            self.said = format!("Not started yet. {}", wrong.join(" "));
            return Vec::new();
        }
        let mut scenario = self.base.clone();
        scenario.inputs = self.fit.inputs.clone();
        let name = self.name().trim();
        let name = match (name, self.template) {
            ("", Some(template)) if self.texts.is_empty() => template.label,
            ("", _) => NAMELESS,
            (name, _) => name,
        };
        name.clone_into(&mut scenario.name);
        let said = format!("{name}: started from its answers.");
        let link = to_link(&scenario);
        self.forget();
        self.start_from(
            None,
            &World {
                scenario,
                ..world.clone()
            },
        );
        vec![Effect::Apply { link, said }, Effect::Close]
    }
}

/// Whether two numbers differ by more than what rounding to be read does.
fn differ(one: f64, other: f64) -> bool {
    (one - other).abs() > 0.005 * one.abs().max(other.abs())
}

/// Whether a share was typed that could have been meant otherwise: 0.05 for 5 %.
fn needs_sign(row: &FieldRow, text: &str) -> bool {
    use crate::model::units::Notation;
    row.unit.notation() == Notation::Percent && !text.contains('%')
}

impl Room for Company {
    fn title(&self, _world: &World) -> String {
        "Start from your company".to_owned()
    }

    fn open(&mut self, world: &World) -> String {
        self.said.clear();
        if self.template.is_none() {
            self.start_from(None, world);
        }
        // The field that has the focus first has to be there at once.
        view::frame(&view::name_control(self.name()))
    }

    fn regions(&self, _world: &World) -> Vec<Region> {
        let too_long = self.name_is_too_long();
        let mut regions = vec![
            Region::shown("company-start".to_owned(), view::start(self.template)),
            Region::of_controls(view::control_id("name"), view::name_control(self.name())),
            Region::shown(
                view::note_id("name"),
                if too_long {
                    view::refusal(&format!("At most {MAXIMUM_NAME} characters."))
                } else {
                    String::new()
                },
            ),
        ];
        for row in &FIELDS {
            let control = view::control(row, &self.text(row));
            regions.push(Region::of_controls(view::control_id(row.key), control));
            regions.push(Region::shown(view::note_id(row.key), self.note(row)));
        }
        for figure in &IMPLIED {
            let value = escape(&(figure.value)(&self.fit.measured));
            regions.push(Region::shown(view::value_id(figure.key), value));
        }
        let run = crate::model::run::run(&self.fit.inputs);
        let figures = crate::model::figures::figures(&self.fit.inputs, &run);
        let verdict = verdict(&self.fit.inputs, &run, &figures, None);
        regions.push(Region::shown(
            "company-verdict",
            escape(&plain_text(&verdict.headline)),
        ));
        regions.push(Region::shown(
            "company-brief",
            escape(&figures::brief(&self.fit.measured)),
        ));
        regions.push(Region::shown(
            "company-unclear",
            view::unclear(&self.fit.contradictions),
        ));
        regions.push(Region::shown(
            "company-said",
            if self.said.is_empty() {
                String::new()
            } else {
                view::refusal(&self.said)
            },
        ));
        regions
    }

    fn act(&mut self, form: &Form, sent: Sent, world: &World) -> Vec<Effect> {
        self.said.clear();
        if let Some(key) = form.get("template") {
            self.start_from(Template::by_key(key), world);
            return Vec::new();
        }
        self.take(form);
        if form.get("reset").is_some() {
            self.forget();
            self.work();
        } else if sent == Sent::Submitted {
            return self.start(world);
        }
        Vec::new()
    }

    fn follow(&mut self, world: &World) -> Vec<Effect> {
        if self.template.is_none() && self.base != world.scenario {
            self.start_from(None, world);
        }
        Vec::new()
    }
}
