//! What matters: tornado, Sobol indices, and why a figure changed.

mod indices;
mod tornado;
mod waterfall;

use super::bench::{Bench, Key, View};
use super::desk::News;
use super::html::{
    button, drawer, each, escape, form, place, progress as progress_bar, refusal, status,
};
use super::menu::Chooser;
use super::panel::Panel;
use super::plans::{Plans, nameless};
use super::refusal::Refusal;
use super::sheet::{Region, Sheet};
use super::{SEED, html};
use crate::analysis::evaluation::Sample;
use crate::analysis::question::Question;
use crate::analysis::sensitivity::Sensitivity;
use crate::analysis::study::Study;
use crate::analysis::tornado::{Span, Tornado};
use crate::analysis::waterfall::Waterfall;
use crate::html::Form;
use crate::model::scenario::Scenario;
use waterfall::{Since, Why};

const PANEL: Panel = Panel::Matters;

const QUESTION: Chooser = Chooser {
    name: "question",
    label: "Figure",
    usual: "lowest_cash",
};

/// Runs for each end of a tornado's bar, where only chance has an answer.
const RUNS: u32 = 1_000;

/// Rows of the estimation of Sobol indices.
const ROWS: usize = 1_024;

/// What the table behind the first rows is called.
const OTHERS: &str = "The other inputs";

/// The panel.
#[derive(Debug, Default)]
pub(super) struct Matters {
    form: Form,
    tornado: Bench<Question, Tornado>,
    indices: Bench<Question, Sensitivity>,
    waterfall: Bench<Why, Waterfall>,
}

/// The luck of a question's trials: none where the single run has the answer.
fn sample(question: &Question, count: u32) -> Sample {
    if question.needs_chance() {
        Sample::Runs { count, seed: SEED }
    } else {
        Sample::Single
    }
}

fn key(scenario: &Scenario, question: &Question) -> Key {
    Key {
        scenarios: vec![nameless(scenario)],
        words: question.key(),
    }
}

impl Matters {
    fn question(&self, plans: &Plans) -> Result<Question, Refusal> {
        QUESTION.question(&self.form, &plans.this)
    }

    fn since(&self, plans: &Plans) -> Since {
        Since::from_key(self.form.get_or("since", ""), plans)
    }

    /// The plans that the page's can be held against, to choose from.
    fn choices(&self, plans: &Plans) -> String {
        let now = self.since(plans);
        each(Since::all(plans), |since| {
            let checked = if since == now { " checked" } else { "" };
            format!(
                "<label class=\"choice\"><input type=\"radio\" name=\"since\" value=\"{}\"{checked}>\
                 <span>{}</span></label>",
                since.key(),
                escape(&since.label(plans))
            )
        })
    }

    /// A bench's progress and its result.
    fn shown<Asked, Studied: Study>(
        view: &View<Asked, Studied>,
        work: Option<(&str, &str)>,
        html: impl Fn(&Studied, &Asked) -> String,
    ) -> String {
        let progress = view.progress.zip(work);
        let progress = progress.map_or_else(String::new, |(share, (label, cancel))| {
            progress_bar(share, label, cancel)
        });
        let result = view
            .entry
            .map_or_else(String::new, |entry| html(&entry.study, &entry.asked));
        if result.is_empty() {
            return progress;
        }
        progress + &html::dated(&result, view.is_old, view.is_busy)
    }

    fn waterfall_html(&self, key: Option<&Key>, plans: &Plans) -> String {
        let since = self.since(plans);
        if nameless(&since.scenario(plans)) == nameless(&plans.this) {
            return format!(
                "<p class=\"hint\">Nothing differs from {}.</p>",
                escape(&since.label(plans))
            );
        }
        Self::shown(
            &self.waterfall.view(key),
            Some(("Parts of the difference", "waterfall")),
            waterfall::html,
        )
    }
}

impl Sheet for Matters {
    fn skeleton(&self, _: &Plans) -> String {
        let choice = format!(
            "<div class=\"controls\">{}</div>{}{}{}\
             <h3>For those who ask for truth</h3>\
             <p class=\"hint\">A tornado moves one input at a time. Sobol indices move all of them at \
             once and say what share of the figure’s variance each explains, alone (first order) and \
             with all its interactions (total), from {ROWS} rows of runs without luck.</p>\
             <div class=\"buttons\">{}</div>{}",
            QUESTION.html(&self.form, &[]),
            refusal(PANEL, "refusal"),
            status(PANEL, "said"),
            place(PANEL, "tornado") + &drawer(PANEL, "tornado-rest", OTHERS),
            button("indices", "start", "Estimate Sobol indices"),
            place(PANEL, "indices") + &drawer(PANEL, "indices-rest", OTHERS),
        );
        let why = format!(
            "<h3>Why it changed</h3><fieldset class=\"controls\"><legend>Since</legend>{}</fieldset>{}{}",
            place(PANEL, "since"),
            status(PANEL, "why"),
            place(PANEL, "waterfall")
        );
        format!(
            "{}{}",
            form(PANEL, "figure", &choice),
            form(PANEL, "why", &why)
        )
    }

    fn regions(&self, plans: &Plans) -> Vec<Region> {
        let question = self.question(plans);
        let (refusal, question) = match question {
            Ok(question) => (String::new(), Some(question)),
            Err(refusal) => (escape(&refusal.to_string()), None),
        };
        let key = question.map(|question| key(&plans.this, &question));
        let why = question.map(|question| waterfall::key(plans, self.since(plans), &question));
        let tornado = self.tornado.view(key.as_ref());
        let indices = self.indices.view(key.as_ref());
        let waterfall = self.waterfall.view(why.as_ref());
        let region = |name: &str, html: String| Region::result(PANEL, name, html);
        vec![
            region("refusal", refusal),
            region("said", tornado::said(&tornado)),
            region(
                "tornado",
                Self::shown(&tornado, Some(("Tornado", "tornado")), tornado::html),
            ),
            region("tornado-rest", Self::shown(&tornado, None, tornado::rest)),
            region(
                "indices",
                Self::shown(&indices, Some(("Sobol indices", "indices")), indices::html),
            ),
            region(
                "indices-rest",
                Self::shown(&indices, None, |study, _| indices::rest(study)),
            ),
            region("why", waterfall::said(&waterfall)),
            region("waterfall", self.waterfall_html(why.as_ref(), plans)),
            Region::control(PANEL, "since", self.choices(plans)),
        ]
    }

    fn ask(&mut self, form: &Form, plans: &Plans, _: &mut Vec<News>) {
        self.form.take(form);
        match form.get("cancel") {
            Some("tornado") => self.tornado.cancel(),
            Some("waterfall") => self.waterfall.cancel(),
            Some("indices") => self.indices.cancel(),
            _ => {}
        }
        if form.has("indices", "start")
            && let Ok(question) = self.question(plans)
        {
            self.indices
                .want(key(&plans.this, &question), question, || {
                    Sensitivity::new(question, plans.this.clone(), ROWS, SEED)
                });
        }
    }

    fn prepare(&mut self, plans: &Plans) {
        let Ok(question) = self.question(plans) else {
            return;
        };
        let tornado_key = key(&plans.this, &question);
        self.indices.recall(&tornado_key);
        self.tornado.want(tornado_key, question, || {
            let spans = Span::all(&plans.this);
            Tornado::new(question, plans.this.clone(), spans, sample(&question, RUNS))
        });
        let since = self.since(plans);
        if nameless(&since.scenario(plans)) == nameless(&plans.this) {
            self.waterfall.cancel();
            return;
        }
        // Groups of inputs are far fewer than can be told apart.
        if let Ok(study) = waterfall::study(plans, since, question) {
            let why = Why::new(plans, since, question);
            self.waterfall
                .want(waterfall::key(plans, since, &question), why, || study);
        }
    }

    fn step(&mut self, runs: usize) -> bool {
        // What is seen first comes first; the indices were asked for and may take their time.
        let more = self.tornado.step(runs) || self.waterfall.step(runs) || self.indices.step(runs);
        more || self.is_busy()
    }

    fn stop(&mut self) {
        self.tornado.cancel();
        self.waterfall.cancel();
        self.indices.cancel();
    }
}

impl Matters {
    fn is_busy(&self) -> bool {
        self.tornado.is_busy() || self.waterfall.is_busy() || self.indices.is_busy()
    }
}
