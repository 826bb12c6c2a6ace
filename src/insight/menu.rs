//! Menus of questions, weeks and levers, and what was chosen in them.

use super::html::{Group, escape, field, select};
use super::refusal::Refusal;
use super::words;
use crate::analysis::bound::{Bound, Side};
use crate::analysis::question::{Event, Quantity, Question};
use crate::format;
use crate::html::Form;
use crate::model::parameters::{PARAMETERS, Panel};
use crate::model::scenario::Scenario;
use crate::model::targets::Target;
use crate::model::units::Unit;
use crate::model::week::Series;
use crate::session::lever::Lever;

/// A target in full: "Users ≥ 1M by week 26".
pub(super) fn target(target: &Target) -> String {
    let goal = match target.unit {
        Unit::YesNo => String::new(),
        unit => {
            let goal = match unit {
                Unit::Seconds => format::reading(unit, target.goal),
                _ => format::plain(unit, target.goal),
            };
            format!(" {} {goal}", target.comparison.sign())
        }
    };
    format!("{}{goal} {}", target.label, target.when.words())
}

/// What the figure that was chosen is, as a hint; nothing where its name says all.
pub(super) fn definition(question: Option<&Question>) -> String {
    let meaning = question.map_or("", Question::meaning);
    if meaning.is_empty() {
        return String::new();
    }
    let meaning = format::with_sign(meaning);
    format!("<p class=\"hint\">{}</p>", escape(&meaning))
}

/// What a question is held against, as a sentence says it: what is as much as yes is a yes, and what is
/// no more than no a no.
pub(super) fn goal(question: &Question, bound: &Bound) -> String {
    let value = words::answer(question.unit(), bound.value);
    let label = label(question);
    let is_plain = match bound.side {
        Side::AtLeast => bound.value >= 1.0,
        Side::AtMost => bound.value <= 0.0,
    };
    if question.unit() == Unit::YesNo && is_plain {
        format!("{label}: {value}")
    } else {
        format!("{label} {} {value}", bound.side.sign())
    }
}

/// A question as it stands in a sentence or a menu.
pub(super) fn label(question: &Question) -> String {
    match question {
        Question::Odds(Event::Met(row)) => format!("Odds of {}", target(row)),
        _ => question.label(),
    }
}

/// The label of a question as the beginning of a caption: a figure that is a week is asked for as one.
pub(super) fn caption(question: &Question) -> String {
    let label = label(question);
    if label.ends_with(" in") {
        format!("{label} which week")
    } else {
        label
    }
}

/// The option of a question; a series takes the week of the field beside the menu.
fn option(question: &Question) -> (String, String) {
    match question {
        Question::Value(Quantity::Series(row, _)) => {
            (format!("{}@", row.key), row.label.to_owned())
        }
        _ => (question.key(), label(question)),
    }
}

/// What questions of a kind stand under.
fn heading(question: &Question) -> &'static str {
    match question {
        Question::Value(Quantity::Figure(_)) => "Figures of merit",
        Question::Value(Quantity::Series(..)) => "In a week",
        Question::Odds(Event::Met(_)) => "Odds of the plan’s targets",
        _ => "",
    }
}

/// The menu of questions, some more before those of [`Question::menu`].
fn questions(more: &[Question], is_offered: fn(&Question) -> bool) -> Vec<Group> {
    let more = more.iter().copied();
    let all: Vec<Question> = more.chain(Question::menu(USUAL_WEEK)).collect();
    let offered: Vec<&Question> = all.iter().filter(|question| is_offered(question)).collect();
    offered
        .chunk_by(|one, next| heading(one) == heading(next))
        .map(|group| {
            let options = group.iter().map(|question| option(question));
            Group::new(heading(group[0]), options.collect())
        })
        .collect()
}

/// Which controls make up a question, and what they say before anybody touched them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chooser {
    /// The name of the menu; that of the week is the same with `-week`.
    pub(super) name: &'static str,
    /// What is asked of the founder.
    pub(super) label: &'static str,
    /// The question's key before anything was chosen.
    pub(super) usual: &'static str,
}

/// The week that stands beside a menu at first.
const USUAL_WEEK: u32 = 26;

impl Chooser {
    /// The menu and the field for its week.
    pub(super) fn html(&self, form: &Form, more: &[Question]) -> String {
        self.with(form, &questions(more, |_| true))
    }

    /// The same where only the single run is asked.
    pub(super) fn html_of_single_run(&self, form: &Form) -> String {
        self.with(form, &questions(&[], |question| !question.needs_chance()))
    }

    /// The same with other choices before those of the menu.
    pub(super) fn html_with(&self, form: &Form, more: Vec<Group>) -> String {
        let groups = more.into_iter().chain(questions(&[], |_| true));
        self.with(form, &groups.collect::<Vec<_>>())
    }

    fn with(&self, form: &Form, groups: &[Group]) -> String {
        let menu = select(self.name, self.label, groups, self.chosen(form));
        let week = USUAL_WEEK.to_string();
        let week = field(
            &self.week_name(),
            "in week",
            form.get_or(&self.week_name(), &week),
        );
        format!("{menu}<span class=\"week-of\">{week}</span>")
    }

    fn week_name(&self) -> String {
        format!("{}-week", self.name)
    }

    /// The option that is chosen. Forms of before may hold one that is offered no longer.
    fn chosen<'form>(&self, form: &'form Form) -> &'form str {
        let chosen = form.get_or(self.name, self.usual);
        let key = chosen.split_once('@').map_or(chosen, |(key, _)| key);
        match Series::by_key(key) {
            Some(row) if row.unit.is_category() => self.usual,
            _ => chosen,
        }
    }

    /// The question that was chosen.
    pub(super) fn question(&self, form: &Form, scenario: &Scenario) -> Result<Question, Refusal> {
        let chosen = self.chosen(form);
        let key = if chosen.ends_with('@') {
            format!("{chosen}{}", self.week(form, scenario)?)
        } else {
            chosen.to_owned()
        };
        Question::parse(&key).map_err(|_| Refusal::Unknown {
            label: self.label.to_owned(),
            text: chosen.to_owned(),
        })
    }

    fn week(&self, form: &Form, scenario: &Scenario) -> Result<u32, Refusal> {
        let text = form.get(&self.week_name()).unwrap_or_default();
        if text.is_empty() && form.get(&self.week_name()).is_none() {
            return Ok(USUAL_WEEK);
        }
        week("Week", text, scenario)
    }
}

/// A week of the horizon, counted from 1.
pub(super) fn week(label: &str, text: &str, scenario: &Scenario) -> Result<u32, Refusal> {
    let horizon = u32::try_from(scenario.inputs.weeks()).unwrap_or(u32::MAX);
    let value = number(label, Unit::Week, text)?;
    (1..=horizon)
        .find(|&week| f64::from(week).to_bits() == value.to_bits())
        .ok_or_else(|| Refusal::OutOfRange {
            label: label.to_owned(),
            value: format::full(value),
            low: if value.fract() == 0.0 {
                "week 1".to_owned()
            } else {
                "whole weeks from week 1".to_owned()
            },
            high: format!("week {horizon}"),
        })
}

/// A number as people type it into a field of a unit.
pub(super) fn number(label: &str, unit: Unit, text: &str) -> Result<f64, Refusal> {
    format::number(unit, text).map_err(|why| Refusal::Misread {
        label: label.to_owned(),
        why,
    })
}

/// The bound of a question as people type it. No odds are below 0 or above 1.
pub(super) fn bound(question: &Question, text: &str) -> Result<f64, Refusal> {
    const LABEL: &str = "Bound";
    let unit = question.unit();
    let value = number(LABEL, unit, text)?;
    if matches!(question, Question::Odds(_)) && !(0.0..=1.0).contains(&value) {
        let written = |value: f64| format::plain(unit, value);
        return Err(Refusal::OutOfRange {
            label: LABEL.to_owned(),
            value: written(value),
            low: written(0.0),
            high: written(1.0),
        });
    }
    Ok(value)
}

/// What a lever is called where it stands alone. A hire has the name of its role.
pub(super) fn lever_label(lever: &Lever, scenario: &Scenario) -> String {
    match lever {
        Lever::Parameter(row) => row.label.to_owned(),
        Lever::Hire(index, field) => {
            let role = scenario.inputs.hires.get(*index).map(|hire| &hire.role);
            let role = role.map_or_else(|| format!("hire {}", index + 1), ToString::to_string);
            format!("{role}: {}", field.label.to_lowercase())
        }
    }
}

/// The menu of levers: every input but the horizon, and the numbers of each hire.
pub(super) fn levers(scenario: &Scenario) -> Vec<Group> {
    let mut groups: Vec<Group> = Panel::ALL
        .into_iter()
        .filter(|panel| *panel != Panel::Horizon)
        .map(|panel| {
            let rows = PARAMETERS.iter().filter(|row| row.panel == panel);
            let options = rows.map(|row| (row.key.to_owned(), row.label.to_owned()));
            Group::new(panel.label(), options.collect())
        })
        .collect();
    let hires = (0..scenario.inputs.hires.len())
        .flat_map(|index| [Lever::hire_month(index), Lever::hire_salary(index)]);
    let hires: Vec<_> = hires
        .map(|lever| (lever.key(), lever_label(&lever, scenario)))
        .collect();
    if !hires.is_empty() {
        groups.push(Group::new("Hires", hires));
    }
    groups
}
