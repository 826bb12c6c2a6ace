//! The plan's own targets: met, missed, or not within the horizon.

use super::desk::News;
use super::html::{each, escape, place, table};
use super::panel::Panel;
use super::plans::Plans;
use super::sheet::{Region, Sheet};
use super::words;
use crate::format;
use crate::html::Form;
use crate::model::targets::{Assessment, Outcome, TARGETS, assess};
use crate::model::units::Unit;

/// The panel: one run, worked out when it is looked at.
#[derive(Debug, Default)]
pub(super) struct PlanCheck;

impl Sheet for PlanCheck {
    fn skeleton(&self) -> String {
        place(Panel::PlanCheck, "targets")
    }

    fn regions(&self, plans: &Plans) -> Vec<Region> {
        let scenario = &plans.this;
        let assessed = assess(&scenario.inputs, &scenario.run());
        let count = |wanted: fn(&Outcome) -> bool| {
            assessed.iter().filter(|each| wanted(&each.outcome)).count()
        };
        let said = format!(
            "<p>{} of the plan's {} targets are met, {} missed; {} cannot be judged within the horizon.</p>",
            count(|outcome| matches!(outcome, Outcome::Met)),
            TARGETS.len(),
            count(|outcome| matches!(outcome, Outcome::Missed)),
            count(|outcome| matches!(outcome, Outcome::NotWithinHorizon)),
        );
        let headings = [
            "Target", "By when", "Goal", "Reached", "Week", "Margin", "Verdict",
        ];
        let rows = each(&assessed, row);
        let html = said + &table("Targets of the plan", "panel-table", &headings, &rows);
        vec![Region::result(Panel::PlanCheck, "targets", html)]
    }

    fn ask(&mut self, _: &Form, _: &Plans, _: &mut Vec<News>) {}

    fn prepare(&mut self, _: &Plans) {}

    fn step(&mut self, _: usize, _: f64) -> bool {
        false
    }
}

fn row(assessment: &Assessment) -> String {
    let target = assessment.target;
    let (word, class) = match assessment.outcome {
        Outcome::Met => ("✓ met", "good"),
        Outcome::Missed => ("✗ missed", "bad"),
        Outcome::NotWithinHorizon => ("– not within the horizon", ""),
    };
    // Between yes and no there is no margin.
    let is_amount = target.unit != Unit::YesNo;
    let written = |value: f64| match target.unit {
        Unit::YesNo => words::answer(target.unit, value),
        unit => format::reading(unit, value),
    };
    let perhaps = |value: Option<f64>| value.map(written).unwrap_or_default();
    let goal = if is_amount {
        format!("{} {}", target.comparison.sign(), written(target.goal))
    } else {
        written(target.goal)
    };
    let week = assessment.week.map(|week| week.to_string());
    format!(
        "<tr><th scope=\"row\"><span>{}</span><small>{}</small></th>\
         <td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"{class}\">{word}</td></tr>",
        escape(target.label),
        escape(target.note),
        target.when.words(),
        escape(&goal),
        perhaps(assessment.value),
        week.unwrap_or_default(),
        perhaps(assessment.margin.filter(|_| is_amount)),
    )
}
