//! What a plan search has found, as a table: a column a plan.

use super::super::html::{button, each, escape, lever, table};
use super::super::{menu, words};
use crate::analysis::evaluation::answer_once;
use crate::analysis::question::{Quantity, Question};
use crate::analysis::search::{Aim, Plan, PlanSearch};
use crate::model::scenario::Scenario;
use crate::session::lever::Lever;

/// The wish in words: "least New funding".
fn wish(study: &PlanSearch) -> String {
    let wish = &study.problem().wish;
    let aim = match wish.aim {
        Aim::Least => "Least",
        Aim::Most => "Most",
    };
    format!("{aim} {}", lowered(&menu::label(&wish.question)))
}

/// A label in the middle of a sentence; abbreviations keep their letters.
fn lowered(label: &str) -> String {
    let mut characters = label.chars();
    let (first, second) = (characters.next(), characters.next());
    match (first, second) {
        (Some(first), Some(second)) if second.is_lowercase() => first
            .to_lowercase()
            .chain([second])
            .chain(characters)
            .collect(),
        _ => label.to_owned(),
    }
}

fn wished(study: &PlanSearch, plan: &Plan) -> String {
    let question = &study.problem().wish.question;
    match (question, plan.wished) {
        (Question::Value(Quantity::Input(lever)), Some(value)) => words::input(lever.unit(), value),
        _ => words::reached(question.unit(), plan.wished),
    }
}

/// What a plan is called once it is taken.
pub(super) fn title(study: &PlanSearch, plan: &Plan) -> String {
    format!("{}: {}", wish(study), wished(study, plan))
}

/// What came of it, in a sentence.
pub(super) fn said(study: &PlanSearch) -> String {
    let plans = study.plans();
    let Some(best) = plans.first() else {
        return "No plan was found.".to_owned();
    };
    let amount = escape(&wished(study, best));
    let name = escape(&wish(study));
    if !best.holds {
        return format!(
            "<strong>No plan was found within these bounds that reaches all that must hold.</strong> \
             The closest is shown ({name}: {amount}). Wider bounds or more levers may help."
        );
    }
    let requirements = &study.problem().requirements;
    let has_odds = requirements
        .iter()
        .any(|kept| matches!(kept.question, Question::Odds(_)));
    let how = if has_odds {
        ", odds with two standard errors to spare; those shown are of futures that the search has not \
         seen"
    } else {
        ""
    };
    format!("<strong>{name}: {amount}.</strong> All holds that must{how}.")
}

pub(super) fn html(study: &PlanSearch) -> String {
    let plans = study.plans();
    if plans.is_empty() {
        return String::new();
    }
    let present = &study.problem().present;
    // Where nothing holds all, the sentence above says so of the only one.
    let best_holds = plans.first().is_some_and(|best| best.holds);
    let names: Vec<String> = (1..)
        .zip(&plans)
        .map(|(number, plan)| {
            let misses = if best_holds && !plan.holds {
                " <small>misses it in new futures</small>"
            } else {
                ""
            };
            format!("Plan {number}{misses}")
        })
        .collect();
    let mut headings = vec!["", "Now"];
    headings.extend(names.iter().map(String::as_str));
    let wished_lever = match &study.problem().wish.question {
        Question::Value(Quantity::Input(lever)) => Some(*lever),
        _ => None,
    };
    let label = menu::label(&study.problem().wish.question);
    let (label, now) = wished_lever.map_or_else(
        || {
            let question = &study.problem().wish.question;
            (escape(&label), answered(question, present))
        },
        |wished| (lever(&wished.key(), &label), standing(&wished, present)),
    );
    let wishes = row(
        &label,
        &now,
        &each(&plans, |plan| {
            cell(&format!(
                "<strong>{}</strong>",
                escape(&wished(study, plan))
            ))
        }),
    );
    let kept = each(
        study.problem().requirements.iter().enumerate(),
        |(index, kept)| {
            let bound = format!(
                "{} {} {}",
                menu::label(&kept.question),
                kept.bound.side.sign(),
                words::answer(kept.question.unit(), Some(kept.bound.value))
            );
            let answers = each(&plans, |plan| {
                let answer = plan.answers.get(index).copied().flatten();
                let error = plan.standard_errors.get(index).copied().unwrap_or(0.0);
                cell(&match answer {
                    Some(odds) if error > 0.0 => words::with_error(odds, error),
                    _ => escape(&words::reached(kept.question.unit(), answer)),
                })
            });
            row(
                &escape(&bound),
                &answered(&kept.question, present),
                &answers,
            )
        },
    );
    let others = moved(&plans).into_iter().filter(|lever| {
        // What is wished stands at the top already.
        wished_lever.is_none_or(|wished| wished.key() != lever.key())
    });
    let moves = each(others, |lever| move_row(&lever, &plans, present));
    let takes = row(
        "<span class=\"hidden-text\">Take it</span>",
        "",
        &each(plans.iter().enumerate(), |(place, plan)| {
            if plan.scenario.inputs == present.inputs {
                cell("the plan as it stands")
            } else {
                cell(&button("take", &place.to_string(), "Take this plan"))
            }
        }),
    );
    table(
        "The best plans that really differ, and what each changes",
        "numbers found",
        &headings,
        &format!("{wishes}{kept}{moves}{takes}"),
    )
}

/// What the single run says of the plan as it stands; nothing where it takes many.
fn answered(question: &Question, present: &Scenario) -> String {
    if question.needs_chance() {
        return String::new();
    }
    let answer = answer_once(&present.inputs, &present.luck(), question);
    escape(&words::reached(question.unit(), answer))
}

fn cell(html: &str) -> String {
    format!("<td>{html}</td>")
}

fn row(label: &str, now: &str, cells: &str) -> String {
    format!("<tr><th scope=\"row\">{label}</th><td>{now}</td>{cells}</tr>")
}

/// The levers that some plan moves, in the order in which they come up.
fn moved(plans: &[Plan]) -> Vec<Lever> {
    let mut levers: Vec<Lever> = Vec::new();
    for step in plans.iter().flat_map(|plan| &plan.moves) {
        if levers.iter().all(|known| known.key() != step.lever.key()) {
            levers.push(step.lever);
        }
    }
    levers
}

/// A lever's value as it stands.
fn standing(lever: &Lever, present: &Scenario) -> String {
    let value = lever.value(present);
    value.map_or_else(String::new, |value| {
        escape(&words::input(lever.unit(), value))
    })
}

fn move_row(moved: &Lever, plans: &[Plan], present: &Scenario) -> String {
    let written = |value: f64| escape(&words::input(moved.unit(), value));
    let cells = each(plans, |plan| {
        let to = plan
            .moves
            .iter()
            .find(|step| step.lever.key() == moved.key());
        to.map_or_else(
            || cell("<span class=\"hint\">as it is</span>"),
            |step| cell(&written(step.to)),
        )
    });
    row(
        &lever(&moved.key(), &menu::lever_label(moved, present)),
        &standing(moved, present),
        &cells,
    )
}
