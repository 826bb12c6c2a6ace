//! Goal seek: a figure, its bound, one lever.

use super::super::bench::{Bench, Key};
use super::super::curve::{Axis, Curve};
use super::super::desk::News;
use super::super::form::Form;
use super::super::html::{
    Group, button, dated, drawer, each, escape, field, form, place, progress, refusal, select,
    status, table,
};
use super::super::menu::{self, Chooser};
use super::super::plans::{Plans, nameless};
use super::super::refusal::Refusal;
use super::super::sheet::Region;
use super::super::words;
use super::{PANEL, RUNS, sample};
use crate::analysis::bound::{Bound, Side};
use crate::analysis::dial::{Dial, lever_by_key};
use crate::analysis::goal::GoalSeek;
use crate::analysis::question::Question;
use crate::analysis::search::standard_error;
use crate::analysis::seek::Finding;
use crate::format;
use crate::session::lever::Lever;

const QUESTION: Chooser = Chooser {
    name: "question",
    label: "I want",
    usual: "odds:survive",
};
const BOUND: &str = "90 %";
const LEVER: &str = "finance.raise";

/// What is sought.
#[derive(Clone, Debug)]
struct Asked {
    question: Question,
    bound: Bound,
    dial: Dial,
    /// The lever's name.
    name: String,
}

/// Goal seek on the page.
#[derive(Debug, Default)]
pub(super) struct Goal {
    form: Form,
    bench: Bench<Asked, GoalSeek>,
}

/// The menu of the two sides of a bound.
pub(super) fn sides() -> [Group; 1] {
    let words = |side| match side {
        Side::AtLeast => "at least",
        Side::AtMost => "at most",
    };
    let options = Side::ALL.map(|side| (side.key().to_owned(), words(side).to_owned()));
    [Group::new("", options.into())]
}

/// The side that was chosen.
pub(super) fn side(form: &Form, name: &str) -> Side {
    let key = form.get(name);
    let chosen = Side::ALL.into_iter().find(|side| Some(side.key()) == key);
    chosen.unwrap_or(Side::AtLeast)
}

impl Goal {
    pub(super) fn skeleton(&self) -> String {
        let controls = format!(
            "<h3>Goal seek</h3><p class=\"hint\">What one input would have to be, everything else as it \
             stands.</p><div class=\"controls\">{}{}{}</div><div class=\"controls\">\
             <div id=\"insight-decide-goal-levers\"></div>{}</div>{}{}{}",
            QUESTION.html(&self.form, &[]),
            select("side", "to be", &sides(), side(&self.form, "side").key()),
            field("bound", "this", self.form.get_or("bound", BOUND)),
            button("goal", "seek", "Seek"),
            refusal(PANEL, "goal-refusal"),
            status(PANEL, "goal-said"),
            place(PANEL, "goal") + &drawer(PANEL, "goal-table", "As a table"),
        );
        form(PANEL, "goal", &controls)
    }

    fn asked(&self, plans: &Plans) -> Result<Asked, Refusal> {
        let question = QUESTION.question(&self.form, &plans.this)?;
        let text = self.form.get_or("bound", BOUND);
        let value = menu::number("Bound", question.unit(), text)?;
        let key = self.form.get_or("lever", LEVER);
        let lever = lever_by_key(key).filter(|lever| lever.value(&plans.this).is_some());
        let lever = lever.ok_or_else(|| Refusal::Unknown {
            label: "By moving".to_owned(),
            text: key.to_owned(),
        })?;
        Ok(Asked {
            question,
            bound: Bound {
                side: side(&self.form, "side"),
                value,
            },
            dial: Dial::whole(lever),
            name: menu::lever_label(&lever, &plans.this),
        })
    }

    fn key(asked: &Asked, plans: &Plans) -> Key {
        let Asked {
            question,
            bound,
            dial,
            ..
        } = asked;
        let (side, value) = (bound.side.key(), bound.value);
        Key {
            scenarios: vec![nameless(&plans.this)],
            words: format!("{} {side} {value} {}", question.key(), dial.lever.key()),
        }
    }

    pub(super) fn regions(&self, plans: &Plans) -> Vec<Region> {
        let asked = self.asked(plans);
        let key = asked.as_ref().ok().map(|asked| Self::key(asked, plans));
        let view = self.bench.view(key.as_ref());
        let said = view.entry.map_or_else(String::new, |entry| {
            dated(
                &sentence(&entry.study, &entry.asked),
                view.is_old,
                view.is_busy,
            )
        });
        // The sentence above says already that they are old.
        let faded = |html: fn(&GoalSeek, &Asked) -> String| {
            let html = view
                .entry
                .map_or_else(String::new, |entry| html(&entry.study, &entry.asked));
            if view.is_old && !html.is_empty() {
                format!("<div class=\"old\">{html}</div>")
            } else {
                html
            }
        };
        let result = faded(html);
        let progress = view
            .progress
            .map_or_else(String::new, |share| progress(share, "Goal seek", "goal"));
        let refusal = asked.err().map(|refusal| escape(&refusal.to_string()));
        let levers = menu::levers(&plans.this);
        let chosen = self.form.get_or("lever", LEVER);
        vec![
            Region::control(
                PANEL,
                "goal-levers",
                select("lever", "by moving", &levers, chosen),
            ),
            Region::result(PANEL, "goal-refusal", refusal.unwrap_or_default()),
            Region::result(PANEL, "goal-said", said),
            Region::result(PANEL, "goal", format!("{progress}{result}")),
            Region::result(PANEL, "goal-table", faded(in_numbers)),
        ]
    }

    pub(super) fn ask(&mut self, form: &Form, plans: &Plans) -> Option<News> {
        self.form.take(form);
        if form.has("cancel", "goal") {
            self.bench.cancel();
        }
        let (key, value) = form.get("use")?.split_once('=')?;
        let lever = lever_by_key(key)?;
        let mut scenario = plans.this.clone();
        lever
            .set(&mut scenario, crate::number::parse(value)?)
            .ok()?;
        let value = lever.value(&scenario)?;
        Some(News::Apply {
            link: crate::share::to_link(&scenario),
            said: format!(
                "{}: {}.",
                menu::lever_label(&lever, &scenario),
                words::input(lever.unit(), value)
            ),
        })
    }

    pub(super) fn prepare(&mut self, plans: &Plans) {
        let Ok(asked) = self.asked(plans) else { return };
        let Asked {
            question,
            bound,
            dial,
            ..
        } = asked;
        let study = || GoalSeek::new(question, bound, dial, plans.this.clone(), sample(&question));
        // The lever was looked up in this plan.
        if let Ok(study) = study() {
            self.bench.want(Self::key(&asked, plans), asked, || study);
        }
    }

    pub(super) fn step(&mut self, runs: usize) -> bool {
        self.bench.step(runs)
    }

    pub(super) fn is_busy(&self) -> bool {
        self.bench.is_busy()
    }

    pub(super) fn cancel(&mut self) {
        self.bench.cancel();
    }
}

/// An answer with its standard error, if chance gave it.
fn answered(question: &Question, answer: Option<f64>) -> String {
    match (question, answer) {
        (Question::Odds(_), Some(odds)) => words::with_error(odds, standard_error(odds, RUNS)),
        _ => escape(&words::answer(question.unit(), answer)),
    }
}

/// What came of it.
fn sentence(study: &GoalSeek, asked: &Asked) -> String {
    let Asked {
        question,
        bound,
        dial,
        name,
    } = asked;
    let unit = question.unit();
    let goal = escape(&format!(
        "{} {} {}",
        menu::label(question),
        bound.side.sign(),
        words::answer(unit, Some(bound.value))
    ));
    let name = escape(name);
    let written = |value: f64| escape(&words::input(dial.lever.unit(), value));
    let answer = |value: f64| answered(question, study.answer_at(value));
    match study.finding() {
        None => String::new(),
        Some(Finding::Holds) => {
            format!("<strong>It holds already</strong>: {goal}. Nothing has to move.")
        }
        Some(Finding::Found { value }) => format!(
            "<strong>{name}: {}</strong> reaches it. {goal}: {} there. {}",
            written(value),
            answer(value),
            button(
                "use",
                &format!("{}={value}", dial.lever.key()),
                "Use this value"
            )
        ),
        Some(Finding::OutOfReach { closest, margin }) => {
            let range = format!("from {} to {}", written(dial.low), written(dial.high));
            if margin == f64::NEG_INFINITY {
                format!(
                    "<strong>No value reaches it.</strong> {name} {range}: the figure exists nowhere."
                )
            } else {
                format!(
                    "<strong>No value reaches it.</strong> {name} {range}: {goal} nowhere. Closest is {} \
                     with {}, {} short.",
                    written(closest),
                    answer(closest),
                    escape(words::difference(unit, -margin).trim_start_matches('+')),
                )
            }
        }
    }
}

/// The answers that were seen on the way, up to a little beyond what was found: a slider may reach
/// much further than what matters.
fn trail(study: &GoalSeek, asked: &Asked) -> Vec<(f64, f64)> {
    let curve = study.curve().into_iter();
    let far = match study.finding() {
        Some(Finding::Found { value: at } | Finding::OutOfReach { closest: at, .. }) => {
            (at * 2.5).max(at + 20.0 * asked.dial.lever.step())
        }
        _ => f64::INFINITY,
    };
    curve
        .filter(|(value, _)| *value <= far)
        .filter_map(|(value, answer)| Some((value, answer?)))
        .collect()
}

/// Fewer points are no curve.
const LEAST: usize = 3;

fn html(study: &GoalSeek, asked: &Asked) -> String {
    let points = trail(study, asked);
    if points.len() < LEAST {
        return String::new();
    }
    let marks: Vec<_> = match study.finding() {
        Some(Finding::Found { value }) => study
            .answer_at(value)
            .map(|answer| (value, answer, words::input(asked.dial.lever.unit(), value)))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    };
    let title = escape(&format!(
        "{} by {}",
        menu::label(&asked.question),
        asked.name
    ));
    format!(
        "<figure><figcaption>{title}</figcaption>{}</figure>",
        drawn(&points, &marks, asked)
    )
}

/// The same in numbers.
fn in_numbers(study: &GoalSeek, asked: &Asked) -> String {
    let points = trail(study, asked);
    if points.len() < LEAST {
        return String::new();
    }
    let rows = each(thinned(&points), |(value, answer)| {
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
            escape(&words::input(asked.dial.lever.unit(), value)),
            answered(&asked.question, Some(answer))
        )
    });
    let name = escape(&asked.name);
    table(
        &format!("{} at some values", asked.name),
        "numbers compact",
        &[&name, unit_heading(asked)],
        &rows,
    )
}

fn unit_heading(asked: &Asked) -> &'static str {
    match asked.question {
        Question::Odds(_) => "Odds",
        _ => "Figure",
    }
}

fn drawn(points: &[(f64, f64)], marks: &[(f64, f64, String)], asked: &Asked) -> String {
    let ends = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    };
    let (left, right) = ends(&mut points.iter().map(|point| point.0));
    let answers = points.iter().map(|point| point.1);
    let (low, high) = ends(&mut answers.chain([asked.bound.value]));
    let unit = asked.question.unit();
    let lever: Lever = asked.dial.lever;
    let up = if matches!(asked.question, Question::Odds(_)) {
        Axis::shares()
    } else {
        Axis::round(low, high, |value| format::tick(unit, value))
    };
    let bound = words::answer(unit, Some(asked.bound.value));
    let label = format!(
        "{} from {} to {} as {} goes from {} to {}",
        menu::label(&asked.question),
        words::answer(unit, points.first().map(|point| point.1)),
        words::answer(unit, points.last().map(|point| point.1)),
        asked.name,
        words::input(lever.unit(), left),
        words::input(lever.unit(), right),
    );
    Curve {
        label: &label,
        class: "plain",
        across: Axis::round(left, right, |value| format::tick(lever.unit(), value)),
        up,
        points,
        is_stepped: false,
        marks,
        bound: Some((
            asked.bound.value,
            format!("{} {bound}", asked.bound.side.sign()),
        )),
    }
    .svg()
}

/// At most some two dozen points of a curve, the ends among them.
fn thinned(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let stride = points.len().div_ceil(24).max(1);
    let last = points.len().saturating_sub(1);
    let kept = points.iter().enumerate();
    kept.filter(|(index, _)| index % stride == 0 || *index == last)
        .map(|(_, point)| *point)
        .collect()
}
