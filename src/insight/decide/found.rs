//! What a plan search has found, as a table: a column a plan.

use super::super::arrival;
use super::super::html::{button, each, escape, lever, table};
use super::super::{menu, words};
use super::reached::short;
use crate::analysis::evaluation::answer_once;
use crate::analysis::question::{Quantity, Question};
use crate::analysis::search::{Aim, Answer, Plan, PlanSearch, Problem, Reached, Surety};
use crate::model::figures::{Figure, Figures, figures};
use crate::model::scenario::Scenario;
use crate::session::lever::Lever;

/// The wish in words: "Least new funding", or "New funding" where another plan has less.
fn wish(study: &PlanSearch, is_best: bool) -> String {
    let wish = &study.problem().wish;
    let label = menu::label(&wish.question);
    if !is_best {
        return label;
    }
    let aim = match wish.aim {
        Aim::Least => "Least",
        Aim::Most => "Most",
    };
    format!("{aim} {}", lowered(&label))
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

/// An answer in words.
fn written(question: &Question, value: Option<f64>) -> String {
    match (question, value) {
        (Question::Value(Quantity::Input(lever)), Some(value)) => words::input(lever.unit(), value),
        _ => words::answered(question, value),
    }
}

/// The same with its standard error, if chance gave it.
fn with_error(question: &Question, answer: Answer) -> String {
    match answer.value {
        Some(odds) if answer.standard_error > 0.0 => words::with_error(odds, answer.standard_error),
        value => escape(&written(question, value)),
    }
}

fn wished(study: &PlanSearch, plan: &Plan) -> String {
    written(&study.problem().wish.question, plan.reached.wish.value)
}

/// What a plan is called once it is taken, by its place in the table.
pub(super) fn title(study: &PlanSearch, place: usize, plan: &Plan) -> String {
    let is_best = place == 0 && study.missed().is_none();
    format!("{}: {}", wish(study, is_best), wished(study, plan))
}

/// What came of it, in a sentence.
pub(super) fn said(study: &PlanSearch) -> String {
    let plans = study.plans();
    let Some(best) = plans.first() else {
        return "No plan was found.".to_owned();
    };
    let missed = study.missed();
    let amount = escape(&wished(study, best));
    let name = escape(&wish(study, missed.is_none()));
    if let Some(missed) = missed.as_ref().filter(|_| !best.holds) {
        return format!(
            "<strong>The best plan found misses in new futures.</strong> {name}: {amount}. In the \
             search all held that must{}; in futures that it has not seen: {}.",
            surety(study),
            misses(study, missed)
        );
    }
    if !best.holds {
        return format!(
            "<strong>No plan was found within these bounds that reaches all that must hold.</strong> \
             One of the closest is shown ({name}: {amount}). Wider bounds or more levers may help."
        );
    }
    let how = surety(study);
    let shown = if how.is_empty() {
        ""
    } else {
        "; the odds shown are of futures that the search has not seen"
    };
    let missed = missed.map_or_else(String::new, |missed| {
        let better = escape(&wished(study, &missed));
        let what = misses(study, &missed);
        format!(
            " A plan with {better} held in the search as well, but misses in new futures: {what}."
        )
    });
    format!("<strong>{name}: {amount}.</strong> All holds that must{how}{shown}.{missed}")
}

/// How sure it is in the search that odds keep their bounds; nothing where none have to.
fn surety(study: &PlanSearch) -> &'static str {
    let requirements = study.problem().requirements.iter();
    let sure: Vec<Surety> = requirements.filter_map(|kept| study.surety(kept)).collect();
    let [has_spare, has_none] =
        [Surety::ToSpare, Surety::EveryRun].map(|surety| sure.contains(&surety));
    match (has_spare, has_none) {
        (false, false) => "",
        (true, false) => ", odds with two standard errors to spare",
        (false, true) => ", odds in every run of the search",
        (true, true) => {
            ", odds with two standard errors to spare or, without room for them, in every run of the \
             search"
        }
    }
}

/// What a plan misses in new futures, and by how much.
fn misses(study: &PlanSearch, plan: &Plan) -> String {
    let requirements = study.problem().requirements.iter();
    let mut missed: Vec<String> = requirements
        .zip(&plan.reached.kept)
        .filter(|(kept, answer)| !kept.bound.holds(answer.value))
        .map(|(kept, answer)| {
            let goal = escape(&menu::goal(&kept.question, &kept.bound));
            if answer.value.is_none() {
                return format!("{goal}: {}", escape(&written(&kept.question, None)));
            }
            let margin = kept.bound.margin(answer.value);
            format!("{goal}: {} short", short(kept.question.unit(), margin))
        })
        .collect();
    if plan.reached.wish.value.is_none() {
        let wish = escape(&wish(study, false));
        missed.push(format!("{wish}: {}", escape(&wished(study, plan))));
    }
    missed.join(", ")
}

pub(super) fn html(study: &PlanSearch) -> String {
    let plans = study.plans();
    if plans.is_empty() {
        return String::new();
    }
    let problem = study.problem();
    let present = &problem.present;
    let asked = study.present();
    let best_held = plans.first().is_some_and(|best| best.held);
    let names: Vec<String> = (1..)
        .zip(&plans)
        .map(|(number, plan)| {
            let misses = if plan.held && !plan.holds {
                " <small>misses it in new futures</small>"
            } else if best_held && !plan.held {
                " <small>misses it in the search</small>"
            } else {
                // Where nothing holds all, the sentence above says so of the only one.
                ""
            };
            format!("Plan {number}{misses}")
        })
        .collect();
    let mut headings = vec!["", "Now"];
    headings.extend(names.iter().map(String::as_str));
    let wish = &problem.wish.question;
    let wished_lever = match wish {
        Question::Value(Quantity::Input(lever)) => Some(*lever),
        _ => None,
    };
    let label = menu::label(wish);
    let label = wished_lever.map_or_else(|| escape(&label), |wished| lever(&wished.key(), &label));
    let wishes = row(
        &label,
        &now(present, wish, asked.as_ref().map(|asked| asked.wish)),
        &each(&plans, |plan| {
            let wished = with_error(wish, plan.reached.wish);
            cell(&format!("<strong>{wished}</strong>"))
        }),
    );
    let kept = each(problem.requirements.iter().enumerate(), |(index, kept)| {
        let question = &kept.question;
        let bound = menu::goal(question, &kept.bound);
        let answer = |reached: &Reached| reached.kept.get(index).copied();
        let answers = each(&plans, |plan| {
            let answer = answer(&plan.reached);
            cell(&answer.map_or_else(String::new, |answer| with_error(question, answer)))
        });
        row(
            &escape(&bound),
            &now(present, question, asked.as_ref().and_then(answer)),
            &answers,
        )
    });
    let others = moved(&plans).into_iter().filter(|lever| {
        // What is wished stands at the top already.
        wished_lever.is_none_or(|wished| wished.key() != lever.key())
    });
    let moves = each(others, |lever| move_row(&lever, &plans, problem));
    let outcomes = outcomes(&plans, present, headings.len());
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
    let table = table(
        "The best plans that really differ, and what each changes",
        "numbers found",
        &headings,
        &format!("{wishes}{kept}{moves}{outcomes}{takes}"),
    );
    let arrival = arrival(problem, &plans);
    let arrival = arrival.map(|said| format!("<p class=\"hint\">{}</p>", escape(&said)));
    table + &arrival.unwrap_or_default()
}

/// When the money arrives in the futures behind odds, if funding is what is moved or wished: plans that
/// put it into other months have other futures.
fn arrival(problem: &Problem, plans: &[Plan]) -> Option<String> {
    let kept = problem.requirements.iter().map(|kept| &kept.question);
    let mut asked = kept.chain([&problem.wish.question]);
    let is_moved = problem
        .dials
        .iter()
        .any(|dial| [arrival::FUNDING, arrival::MONTH].contains(&dial.lever.key().as_str()));
    if !is_moved || !asked.any(Question::needs_chance) {
        return None;
    }
    let has_money = |plan: &&Plan| plan.scenario.inputs.parameters.finance.raise > 0.0;
    let plans = plans.iter().filter(has_money);
    let mut months: Vec<String> = plans
        .filter_map(|plan| arrival::in_futures(&plan.scenario))
        .collect();
    months.dedup();
    let months = months.join(", or ");
    (!months.is_empty()).then(|| arrival::sentence(&months))
}

/// What is said of the plan as it stands: the search's answer, before which the single run gives
/// those that it can.
fn now(present: &Scenario, question: &Question, answer: Option<Answer>) -> String {
    if let Some(answer) = answer {
        with_error(question, answer)
    } else if question.needs_chance() {
        String::new()
    } else {
        let value = answer_once(&present.inputs, &present.luck(), question);
        escape(&written(question, value))
    }
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

/// The figures that are told of every plan: what the wish costs elsewhere.
const OUTCOMES: [&str; 5] = [
    "lowest_cash",
    "arr_month_6",
    "arr",
    "users_1m_week",
    "worst_uptime",
];

fn outcomes(plans: &[Plan], present: &Scenario, columns: usize) -> String {
    let all = || std::iter::once(present).chain(plans.iter().map(|plan| &plan.scenario));
    let figures: Vec<Figures> = all()
        .map(|scenario| figures(&scenario.inputs, &scenario.run()))
        .collect();
    let rows = each(OUTCOMES.into_iter().filter_map(Figure::by_key), |figure| {
        let cells = each(&figures, |of| {
            cell(&escape(&words::figure(figure, figure.value(of))))
        });
        format!("<tr><th scope=\"row\">{}</th>{cells}</tr>", figure.label)
    });
    format!(
        "<tr class=\"part\"><th scope=\"colgroup\" colspan=\"{columns}\">What becomes of each in the plan \
         itself, without chance</th></tr>{rows}"
    )
}

fn move_row(moved: &Lever, plans: &[Plan], problem: &Problem) -> String {
    let present = &problem.present;
    let written = |value: f64| escape(&words::input(moved.unit(), value));
    let dial = problem
        .dials
        .iter()
        .find(|dial| dial.lever.key() == moved.key());
    let is_end = |value: f64| dial.is_some_and(|dial| value <= dial.low || value >= dial.high);
    let cells = each(plans, |plan| {
        let to = plan
            .moves
            .iter()
            .find(|step| step.lever.key() == moved.key());
        to.map_or_else(
            || cell("<span class=\"hint\">as it is</span>"),
            |step| {
                let end = if is_end(step.to) {
                    " <small class=\"bound\">at its bound</small>"
                } else {
                    ""
                };
                cell(&format!("{}{end}", written(step.to)))
            },
        )
    });
    row(
        &lever(&moved.key(), &menu::lever_label(moved, present)),
        &standing(moved, present),
        &cells,
    )
}
