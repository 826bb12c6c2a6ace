//! Stress tests: each risk event by itself, in a chosen week of the single run.

use super::super::bars::{Bar, Scale};
use super::super::html::{Age, dated, each, escape, field, form, place, refusal, table};
use super::super::menu::{self, Chooser};
use super::super::plans::Plans;
use super::super::refusal::Refusal;
use super::super::sheet::Region;
use super::super::words;
use super::PANEL;
use crate::analysis::evaluation::countable;
use crate::analysis::question::Question;
use crate::analysis::stress::{all_in_week, stress_each};
use crate::format;
use crate::html::Form;
use crate::model::risks::STRESS_WEEK;

const QUESTION: Chooser = Chooser {
    name: "question",
    label: "Figure",
    usual: "lowest_cash",
};

/// The name of the field.
const WEEK: &str = "It strikes in week";

/// Stress tests on the page. They take a handful of runs and are made anew each time.
#[derive(Debug, Default)]
pub(super) struct Stresses {
    form: Form,
    /// The week, once another one than the usual is typed.
    typed: Option<String>,
    /// What was chosen before, which stays when what is chosen cannot be shown.
    before: Option<(Question, u32)>,
    /// Why what was chosen is not shown.
    refusal: Option<Refusal>,
}

impl Stresses {
    pub(super) fn skeleton(&self) -> String {
        let controls = format!(
            "<h3>Stress tests</h3><p class=\"hint\">What each risk event by itself would do, whether it \
             is likely or not, in a run without other luck.</p><div class=\"controls\">{}{}</div>{}{}{}",
            place(PANEL, "stress-week"),
            QUESTION.html_of_single_run(&self.form),
            place(PANEL, "stress-meaning"),
            refusal(PANEL, "stress-refusal"),
            place(PANEL, "stress"),
        );
        form(PANEL, "stress", &controls)
    }

    pub(super) fn ask(&mut self, form: &Form, plans: &Plans) {
        self.before = self.asked(plans).ok().or(self.before);
        if let Some(week) = form.get("strikes")
            && week != self.week(plans)
        {
            self.typed = Some(week.to_owned());
        }
        self.form.take(form);
        self.refusal = None;
        if let Ok(question) = QUESTION.question(&self.form, &plans.this)
            && question.needs_chance()
        {
            self.form.set(QUESTION.name, QUESTION.usual);
            let instead = QUESTION.question(&self.form, &plans.this);
            self.refusal = instead.ok().map(|instead| Refusal::NeedsChance {
                label: QUESTION.label.to_owned(),
                text: menu::label(&question),
                instead: menu::label(&instead),
            });
        }
    }

    pub(super) fn regions(&self, plans: &Plans) -> Vec<Region> {
        let asked = self.asked(plans);
        let meaning = menu::definition(asked.as_ref().ok().map(|(question, _)| question));
        let (html, refusal) = match asked {
            Ok((question, week)) => (html(plans, &question, week), self.refusal.clone()),
            Err(refusal) => (self.html_of_before(plans), Some(refusal)),
        };
        let refusal = refusal.map(|refusal| escape(&refusal.to_string()));
        let week = field("strikes", WEEK, &self.week(plans));
        vec![
            Region::control(PANEL, "stress-week", week),
            Region::result(PANEL, "stress-meaning", meaning),
            Region::result(PANEL, "stress-refusal", refusal.unwrap_or_default()),
            Region::result(PANEL, "stress", html),
        ]
    }

    fn html_of_before(&self, plans: &Plans) -> String {
        let is_possible = |(_, week): &(_, u32)| *week as usize <= plans.this.inputs.weeks();
        let before = self.before.filter(is_possible);
        before.map_or_else(String::new, |(question, week)| {
            dated(&html(plans, &question, week), Age::OtherQuestion, false)
        })
    }

    fn asked(&self, plans: &Plans) -> Result<(Question, u32), Refusal> {
        let question = QUESTION.question(&self.form, &plans.this)?;
        let week = menu::week(WEEK, &self.week(plans), &plans.this)?;
        Ok((question, week))
    }

    /// The week as it is typed, or the usual one, which is not beyond the horizon.
    fn week(&self, plans: &Plans) -> String {
        let horizon = u32::try_from(plans.this.inputs.weeks()).unwrap_or(u32::MAX);
        let usual = || STRESS_WEEK.min(horizon).to_string();
        self.typed.clone().unwrap_or_else(usual)
    }
}

fn html(plans: &Plans, question: &Question, week: u32) -> String {
    let unit = question.unit();
    let (baseline, stresses) = stress_each(&plans.this, question, &all_in_week(week));
    let scale = Scale::over(
        stresses
            .iter()
            .filter_map(|stress| countable(stress.answer))
            .chain(countable(baseline)),
    );
    let row = |label: &str, meaning: &str, answer: Option<f64>| {
        let difference = match (baseline, answer) {
            (Some(before), Some(after)) if before.to_bits() == after.to_bits() => {
                "no effect".to_owned()
            }
            (None, None) => "no effect".to_owned(),
            _ => countable(baseline).zip(countable(answer)).map_or_else(
                || "–".to_owned(),
                |(before, after)| words::difference(unit, after - before),
            ),
        };
        format!(
            "<tr><th scope=\"row\">{label}<small>{meaning}</small></th><td>{}</td>\
             <td class=\"drawn\">{}</td><td>{}</td></tr>",
            escape(&words::answered(question, answer)),
            bar(scale, baseline, answer),
            escape(&difference)
        )
    };
    let rows = each(&stresses, |stress| {
        let meaning = escape(&format::with_sign(stress.event.meaning));
        row(stress.event.label, &meaning, stress.answer)
    });
    let nothing = format!(
        "<tr class=\"end\"><th scope=\"row\">Nothing strikes</th><td>{}</td><td></td><td></td></tr>",
        escape(&words::answered(question, baseline))
    );
    table(
        &format!(
            "{} if an event strikes in week {week}",
            menu::caption(question)
        ),
        "numbers",
        &[
            "Event",
            "Figure",
            "<span class=\"hidden-text\">As a bar</span>",
            "Difference",
        ],
        &format!("{nothing}{rows}"),
    )
}

fn bar(scale: Scale, baseline: Option<f64>, answer: Option<f64>) -> String {
    let baseline = countable(baseline);
    let bar = baseline.zip(countable(answer)).map(|(from, to)| Bar {
        from,
        to,
        class: "plain",
    });
    scale.row(bar.as_slice(), baseline)
}
