//! What matters: tornado, Sobol indices, and why a figure changed.

mod indices;
mod tornado;
mod waterfall;

use super::bench::{Bench, Key, View};
use super::desk::News;
use super::html::{button, drawer, each, escape, form, place, refusal, status};
use super::menu::{self, Chooser};
use super::panel::Panel;
use super::plans::{Plans, nameless};
use super::refusal::Refusal;
use super::sheet::{Region, Sheet};
use super::{SEED, html, under_way};
use crate::analysis::evaluation::Sample;
use crate::analysis::question::Question;
use crate::analysis::sensitivity::Sensitivity;
use crate::analysis::study::Study;
use crate::analysis::tornado::{Span, Tornado};
use crate::analysis::waterfall::Waterfall;
use crate::analysis::work::Trials;
use crate::format;
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
const ROWS: u16 = 1_024;

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

    /// The result of a bench.
    fn shown<Asked, Studied: Study>(
        view: &View<Asked, Studied>,
        html: impl Fn(&Studied, &Asked) -> String,
    ) -> String {
        let result = view
            .entry
            .map_or_else(String::new, |entry| html(&entry.study, &entry.asked));
        if result.is_empty() {
            return result;
        }
        html::dated(&result, view.age, view.is_busy)
    }

    fn waterfall_html(&self, view: &View<Why, Waterfall>, plans: &Plans) -> String {
        let since = self.since(plans);
        if nameless(&since.scenario(plans)) == nameless(&plans.this) {
            return format!(
                "<p class=\"hint\">Nothing differs from {}.</p>",
                escape(&since.label(plans))
            );
        }
        Self::shown(view, waterfall::html)
    }
}

impl Sheet for Matters {
    fn skeleton(&self) -> String {
        // Cancel has forms of its own: the first button of a form is also what Enter presses in its
        // fields.
        let work = |name: &str| form(PANEL, name, &under_way::place(PANEL, name));
        let choice = format!(
            "<div class=\"controls\">{}</div>{}{}",
            QUESTION.html(&self.form, &[]),
            place(PANEL, "meaning"),
            refusal(PANEL, "refusal"),
        );
        let start = format!(
            "<div class=\"buttons\">{}</div>{}",
            button("indices", "start", "Estimate Sobol indices"),
            under_way::place(PANEL, "indices"),
        );
        let figure = format!(
            "{}{}{}{}\
             <h3>For those who ask for truth</h3>\
             <p class=\"hint\">A tornado moves one input at a time. Sobol indices move all of them and \
             luck at once, and say what share of the figure’s variance each explains, alone (first \
             order) and with all its interactions (total), from {} rows of runs. Luck is what no input \
             says: how far each phase overruns by itself, and risk events. Each position draws a time to \
             hire of its own, which counts for that input. Correlations are left out.</p>\
             {}{}",
            form(PANEL, "figure", &choice),
            work("tornado"),
            status(PANEL, "said"),
            place(PANEL, "tornado") + &drawer(PANEL, "tornado-rest", OTHERS),
            format::full(f64::from(ROWS)),
            form(PANEL, "indices", &start),
            place(PANEL, "indices") + &drawer(PANEL, "indices-rest", OTHERS),
        );
        let since = format!(
            "<fieldset class=\"controls\"><legend>Since</legend>{}</fieldset>",
            place(PANEL, "since"),
        );
        format!(
            "{figure}<h3>Why it changed</h3>{}{}{}{}",
            form(PANEL, "why", &since),
            work("waterfall"),
            status(PANEL, "why"),
            place(PANEL, "waterfall")
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
        let here = nameless(&plans.this);
        let tornado = self.tornado.view(&here, key.as_ref());
        let indices = self.indices.view(&here, key.as_ref());
        let waterfall = self.waterfall.view(&here, why.as_ref());
        let region = |name: &str, html: String| Region::result(PANEL, name, html);
        let mut regions = vec![
            region("meaning", menu::definition(question.as_ref())),
            region("refusal", refusal),
            region("said", tornado::said(&tornado)),
            region("tornado", Self::shown(&tornado, tornado::html)),
            region("tornado-rest", Self::shown(&tornado, tornado::rest)),
            region("indices", Self::shown(&indices, indices::html)),
            region(
                "indices-rest",
                Self::shown(&indices, |study, _| indices::rest(study)),
            ),
            region("why", waterfall::said(&waterfall)),
            region("waterfall", self.waterfall_html(&waterfall, plans)),
            Region::control(PANEL, "since", self.choices(plans)),
        ];
        for (work, name, label) in [
            (&tornado.under_way, "tornado", "Tornado"),
            (&indices.under_way, "indices", "Sobol indices"),
            (&waterfall.under_way, "waterfall", "Parts of the difference"),
        ] {
            regions.extend(work.regions(PANEL, name, label));
        }
        regions
    }

    fn ask(&mut self, form: &Form, plans: &Plans, _: &mut Vec<News>) {
        self.form.take(form);
        match form.get("cancel") {
            Some("tornado") => self.tornado.stop(),
            Some("waterfall") => self.waterfall.stop(),
            Some("indices") => self.indices.stop(),
            _ => {}
        }
        match form.get("again") {
            Some("tornado") => self.tornado.allow(),
            Some("waterfall") => self.waterfall.allow(),
            _ => {}
        }
        if (form.has("indices", "start") || form.has("again", "indices"))
            && let Ok(question) = self.question(plans)
        {
            self.indices.allow();
            self.indices
                .want(key(&plans.this, &question), question, || {
                    Sensitivity::new(question, plans.this.clone(), usize::from(ROWS), SEED)
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
            Tornado::new(
                question,
                plans.this.clone(),
                spans,
                Sample::of(&question, RUNS, SEED),
            )
        });
        let since = self.since(plans);
        if nameless(&since.scenario(plans)) == nameless(&plans.this) {
            self.waterfall.rest();
            return;
        }
        // Groups of inputs are far fewer than can be told apart.
        if let Ok(study) = waterfall::study(plans, since, question) {
            let why = Why::new(plans, since, question);
            self.waterfall
                .want(waterfall::key(plans, since, &question), why, || study);
        }
    }

    fn step(&mut self, runs: usize, now: f64) -> bool {
        self.waterfall.tick(now);
        self.indices.tick(now);
        // What is seen first comes first; the indices were asked for and may take their time.
        let more = self.tornado.step(runs, now)
            || self.waterfall.step(runs, now)
            || self.indices.step(runs, now);
        more || self.is_busy()
    }

    fn studies(&mut self) -> Vec<&mut dyn Trials> {
        let tornado = self.tornado.trials();
        let others = [self.waterfall.trials(), self.indices.trials()];
        tornado
            .into_iter()
            .chain(others.into_iter().flatten())
            .collect()
    }

    fn leave(&mut self) {
        self.tornado.leave();
        self.waterfall.leave();
    }
}

impl Matters {
    fn is_busy(&self) -> bool {
        self.tornado.is_busy() || self.waterfall.is_busy() || self.indices.is_busy()
    }
}
