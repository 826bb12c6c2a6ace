//! What two plans can differ in, input by input: how it reads, and how it is taken over.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::words;
use crate::format;
use crate::html::{escape, lever};
use crate::model::initiatives::{EFFECTS, Initiative, MAXIMUM_INITIATIVES};
use crate::model::inputs::{HIRE_FIELDS, Hire, MAXIMUM_HIRES};
use crate::model::parameters::{PARAMETERS, Panel, Parameter};
use crate::model::risks::{RISKS, Risk};
use crate::model::scenario::Scenario;
use crate::model::uncertainty::Shape;
use crate::model::units::Notation;
use crate::order::sorted;
use crate::session::lever::Lever;

/// One thing that plans can differ in.
#[derive(Clone, Debug)]
pub(super) enum Input {
    Parameter(&'static Parameter),
    /// The hires of a role, counted from 0.
    Hire(String, usize),
    Initiative(String),
    /// The order in which the initiatives are done that both plans have.
    Order,
    Spread(&'static Parameter),
    Probability(Risk),
    Stress(Risk),
}

/// Everything that any of these plans has, in the order of the tables. The horizon is not among
/// it: plans are compared over that of the page.
pub(super) fn inputs(plans: &[&Scenario]) -> Vec<Input> {
    let rows = || PARAMETERS.iter().filter(|row| row.panel != Panel::Horizon);
    let mut inputs: Vec<Input> = rows().map(Input::Parameter).collect();
    let mut hires: Vec<(&str, usize)> = Vec::new();
    let mut initiatives: Vec<&str> = Vec::new();
    for plan in plans {
        for (index, hire) in plan.inputs.hires.iter().enumerate() {
            let before = &plan.inputs.hires[..index];
            let number = before.iter().filter(|each| each.role == hire.role).count();
            if !hires.contains(&(&hire.role, number)) {
                hires.push((&hire.role, number));
            }
        }
        for initiative in &plan.inputs.initiatives {
            if !initiatives.contains(&initiative.id.as_ref()) {
                initiatives.push(&initiative.id);
            }
        }
    }
    let hires = hires.into_iter();
    inputs.extend(hires.map(|(role, number)| Input::Hire(role.to_owned(), number)));
    let initiatives = initiatives.into_iter();
    inputs.extend(initiatives.map(|id| Input::Initiative(id.to_owned())));
    inputs.push(Input::Order);
    inputs.extend(rows().map(Input::Spread));
    inputs.extend(RISKS.iter().map(|event| Input::Probability(event.risk)));
    inputs.extend(RISKS.iter().map(|event| Input::Stress(event.risk)));
    inputs
}

fn hire<'plan>(plan: &'plan Scenario, role: &str, number: usize) -> Option<(usize, &'plan Hire)> {
    let hires = plan.inputs.hires.iter().enumerate();
    hires.filter(|(_, hire)| hire.role == role).nth(number)
}

fn initiative<'plan>(plan: &'plan Scenario, id: &str) -> Option<&'plan Initiative> {
    plan.inputs.initiatives.iter().find(|each| each.id == id)
}

impl Input {
    /// The name in forms.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Parameter(row) => row.key.to_owned(),
            Self::Hire(role, number) => {
                // A role may hold anything, and not all of it survives a form.
                let role = utf8_percent_encode(role, NON_ALPHANUMERIC);
                format!("hire.{number}.{role}")
            }
            Self::Initiative(id) => format!("initiative.{id}"),
            Self::Order => "initiatives".to_owned(),
            Self::Spread(row) => format!("uncertain.{}", row.key),
            Self::Probability(risk) => format!("risk.{}", risk.event().key),
            Self::Stress(risk) => format!("stress.{}", risk.event().key),
        }
    }

    /// What it belongs to.
    pub(super) fn group(&self) -> &'static str {
        match self {
            Self::Parameter(row) => row.panel.label(),
            Self::Hire(..) => "Hires",
            Self::Initiative(_) | Self::Order => "Work of the phases",
            Self::Spread(_) | Self::Probability(_) => "How uncertain it is",
            Self::Stress(_) => "Stress test",
        }
    }

    /// The name that people read.
    pub(super) fn label(&self, plans: &[&Scenario]) -> String {
        match self {
            Self::Parameter(row) | Self::Spread(row) => row.label.to_owned(),
            Self::Hire(role, 0) => role.clone(),
            Self::Hire(role, number) => format!("{role} {}", number + 1),
            Self::Initiative(id) => {
                let known = plans.iter().find_map(|plan| initiative(plan, id));
                known.map_or_else(|| id.clone(), |known| known.label.to_string())
            }
            Self::Order => "Order of the work".to_owned(),
            Self::Probability(risk) | Self::Stress(risk) => risk.event().label.to_owned(),
        }
    }

    /// The same as HTML: that of a parameter leads to its slider.
    pub(super) fn heading(&self, plans: &[&Scenario]) -> String {
        match self {
            Self::Parameter(row) => lever(row.key, row.label),
            _ => escape(&self.label(plans)),
        }
    }

    /// Its value in a plan.
    pub(super) fn text(&self, plan: &Scenario) -> String {
        match self {
            Self::Parameter(row) => words::input(row.unit, (row.get)(&plan.inputs.parameters)),
            Self::Hire(role, number) => hire(plan, role, *number).map_or_else(
                || "not hired".to_owned(),
                |(_, hire)| {
                    let fields = HIRE_FIELDS.each_ref();
                    let fields = fields.map(|field| words::input(field.unit, (field.get)(hire)));
                    fields.join(", ")
                },
            ),
            Self::Initiative(id) => {
                initiative(plan, id).map_or_else(|| "not done".to_owned(), work)
            }
            Self::Order => {
                let initiatives = plan.inputs.initiatives.iter();
                let labels: Vec<&str> = initiatives.map(|each| each.label.as_ref()).collect();
                match labels.as_slice() {
                    [] => "nothing is done".to_owned(),
                    [first, ..] => format!("{first} first"),
                }
            }
            Self::Spread(row) => {
                let spread = plan.uncertainty.spread(row);
                match spread.shape {
                    Shape::Fixed => "certain".to_owned(),
                    shape => {
                        let low = match row.unit.notation() {
                            Notation::Place => words::input(row.unit, spread.low),
                            _ => format::precise(row.unit, spread.low),
                        };
                        let high = words::input(row.unit, spread.high);
                        format!("{low} to {high} ({})", shape.label())
                    }
                }
            }
            Self::Probability(risk) => format::percent(plan.uncertainty.probability(*risk), 1),
            Self::Stress(risk) => plan.stress[*risk as usize]
                .map_or_else(|| "never".to_owned(), |week| format!("week {week}")),
        }
    }

    /// Its value with every digit, for values that look the same and are not.
    pub(super) fn exact(&self, plan: &Scenario) -> String {
        match self {
            Self::Parameter(row) => {
                Lever::Parameter(row).editable((row.get)(&plan.inputs.parameters))
            }
            _ => self.text(plan),
        }
    }

    /// How many of its kind a plan may have, if it is a thing that only the other plan has and there is
    /// no room for one more.
    pub(super) fn limit(&self, plan: &Scenario, from: &Scenario) -> Option<usize> {
        let (is_new, count, most) = match self {
            Self::Hire(role, number) => (
                hire(plan, role, *number).is_none() && hire(from, role, *number).is_some(),
                plan.inputs.hires.len(),
                MAXIMUM_HIRES,
            ),
            Self::Initiative(id) => (
                initiative(plan, id).is_none() && initiative(from, id).is_some(),
                plan.inputs.initiatives.len(),
                MAXIMUM_INITIATIVES,
            ),
            _ => return None,
        };
        (is_new && count >= most).then_some(most)
    }

    /// What a plan becomes if it takes this over from another; none if that is as it is, or there is no
    /// room for it.
    pub(super) fn taken(&self, plan: &Scenario, from: &Scenario) -> Option<Scenario> {
        let mut taken = plan.clone();
        self.take(&mut taken, from);
        (taken != *plan).then_some(taken)
    }

    fn take(&self, plan: &mut Scenario, from: &Scenario) {
        match self {
            Self::Parameter(row) => {
                let spread = plan.uncertainty.spread(row);
                plan.move_parameter(row, (row.get)(&from.inputs.parameters));
                if from.uncertainty.spread(row) == spread {
                    // What the plans had in common they keep in common.
                    let _ = plan.uncertainty.set_spread(row.key, spread);
                }
            }
            Self::Hire(role, number) => {
                let here = hire(plan, role, *number).map(|(at, _)| at);
                let there = hire(from, role, *number).map(|(_, hire)| hire.clone());
                let hires = &mut plan.inputs.hires;
                match (here, there) {
                    (Some(at), Some(one)) => hires[at] = one,
                    (Some(at), None) => drop(hires.remove(at)),
                    (None, Some(one)) if hires.len() < MAXIMUM_HIRES => hires.push(one),
                    (None, _) => {}
                }
            }
            Self::Initiative(id) => take_initiative(plan, from, id),
            Self::Order => take_order(plan, from),
            Self::Spread(row) => {
                // It is possible there, so it is here.
                let spread = from.uncertainty.spread(row);
                let _ = plan.uncertainty.set_spread(row.key, spread);
            }
            Self::Probability(risk) => {
                let probability = from.uncertainty.probability(*risk);
                let _ = plan.uncertainty.set_probability(*risk, probability);
            }
            Self::Stress(risk) => plan.stress[*risk as usize] = from.stress[*risk as usize],
        }
    }
}

/// A piece of work in words: when, how much, and what it changes.
fn work(initiative: &Initiative) -> String {
    let effects = EFFECTS.iter().zip(initiative.effects);
    let effects = effects.filter(|(effect, value)| effect.neutral.to_bits() != value.to_bits());
    let effects: String = effects
        .map(|(effect, value)| {
            let label = effect.label.to_lowercase();
            if effect.neutral > 0.0 {
                format!(", {label} × {}", format::short(value))
            } else {
                format!(", {label} {}", format::percent(value, 2))
            }
        })
        .collect();
    format!(
        "phase {}, {} engineer-weeks{effects}",
        initiative.phase,
        format::full(initiative.effort)
    )
}

/// What is new stands behind what it follows in the other plan.
fn take_initiative(plan: &mut Scenario, from: &Scenario, id: &str) {
    let list = &mut plan.inputs.initiatives;
    let here = list.iter().position(|each| each.id == id);
    match (here, initiative(from, id)) {
        (Some(at), Some(there)) => list[at] = there.clone(),
        (Some(at), None) => drop(list.remove(at)),
        (None, Some(there)) if list.len() < MAXIMUM_INITIATIVES => {
            let before = from.inputs.initiatives.iter();
            let before = before.take_while(|each| each.id != id);
            let places = before.filter_map(|each| list.iter().position(|one| one.id == each.id));
            let at = places.last().map_or(0, |at| at + 1);
            list.insert(at, there.clone());
        }
        (None, _) => {}
    }
}

/// What both plans have changes places among itself; all else stays where it is.
fn take_order(plan: &mut Scenario, from: &Scenario) {
    let rank = |each: &Initiative| {
        let order = from.inputs.initiatives.iter();
        order.clone().position(|other| other.id == each.id)
    };
    let list = &mut plan.inputs.initiatives;
    let places: Vec<usize> = (0..list.len())
        .filter(|&at| rank(&list[at]).is_some())
        .collect();
    let both: Vec<Initiative> = places.iter().map(|&at| list[at].clone()).collect();
    let both = sorted(both, |one, other| rank(one).cmp(&rank(other)));
    for (at, initiative) in places.into_iter().zip(both) {
        list[at] = initiative;
    }
}
