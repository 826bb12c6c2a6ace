//! Goal seek: a figure, its bound, one lever.

use super::super::bench::{Bench, Key};
use super::super::desk::News;
use super::super::html::{
    Group, button, dated, drawer, escape, field, form, place, progress, refusal, select, status,
};
use super::super::menu::{self, Chooser};
use super::super::plans::{Plans, nameless};
use super::super::refusal::Refusal;
use super::super::sheet::Region;
use super::super::words;
use super::reached::{self, Asked};
use super::{PANEL, sample};
use crate::analysis::bound::{Bound, Side};
use crate::analysis::dial::{Dial, lever_by_key};
use crate::analysis::goal::GoalSeek;
use crate::html::Form;

const QUESTION: Chooser = Chooser {
    name: "question",
    label: "I want",
    usual: "odds:survive",
};
const BOUND: &str = "90 %";
const LEVER: &str = "finance.raise";

/// Goal seek on the page.
#[derive(Debug, Default)]
pub(super) struct Goal {
    form: Form,
    pub(super) bench: Bench<Asked, GoalSeek>,
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
                &reached::sentence(&entry.study, &entry.asked),
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
        let result = faded(reached::html);
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
            Region::result(PANEL, "goal-table", faded(reached::in_numbers)),
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
            .set(&mut scenario, crate::decimal::parse(value)?)
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
}
