//! Goal seek: a figure, its bound, one lever.

use super::super::arrival;
use super::super::bench::{Bench, Key};
use super::super::desk::News;
use super::super::html::{button, dated, drawer, escape, form, place, refusal, select, status};
use super::super::menu::{self, Chooser};
use super::super::plans::{Plans, nameless};
use super::super::refusal::Refusal;
use super::super::sheet::Region;
use super::super::{SEED, under_way, words};
use super::offer::{Offer, SideOffer};
use super::reached::{self, Asked};
use super::{PANEL, RUNS};
use crate::analysis::bound::Bound;
use crate::analysis::dial::Dial;
use crate::analysis::evaluation::Sample;
use crate::analysis::goal::GoalSeek;
use crate::html::Form;
use crate::session::lever::Lever;

const QUESTION: Chooser = Chooser {
    name: "question",
    label: "I want",
    usual: "odds:survive",
};
const LEVER: &str = arrival::FUNDING;

/// Goal seek on the page.
#[derive(Debug)]
pub(super) struct Goal {
    form: Form,
    side: SideOffer,
    bound: Offer,
    pub(super) bench: Bench<Asked, GoalSeek>,
}

impl Default for Goal {
    fn default() -> Self {
        Self {
            form: Form::default(),
            side: SideOffer::new("side", "to be"),
            bound: Offer::new("bound"),
            bench: Bench::default(),
        }
    }
}

impl Goal {
    pub(super) fn skeleton(&self) -> String {
        let controls = format!(
            "<h3>Goal seek</h3><p class=\"hint\">What one input would have to be, everything else as it \
             stands.</p><div class=\"controls\">{}{}{}</div><div class=\"controls\">\
             <div id=\"insight-decide-goal-levers\"></div>{}</div>{}{}{}{}{}",
            QUESTION.html(&self.form, &[]),
            self.side.place(),
            self.bound.place(),
            button("goal", "seek", "Seek"),
            place(PANEL, "goal-meaning"),
            refusal(PANEL, "goal-refusal"),
            under_way::place(PANEL, "goal"),
            status(PANEL, "goal-said"),
            place(PANEL, "goal") + &drawer(PANEL, "goal-table", "As a table"),
        );
        form(PANEL, "goal", &controls)
    }

    fn asked(&self, plans: &Plans) -> Result<Asked, Refusal> {
        let question = QUESTION.question(&self.form, &plans.this)?;
        let text = self.bound.text(&self.form);
        let value = menu::bound(&question, text)?;
        let key = self.form.get_or("lever", LEVER);
        let lever = Lever::by_key(key).filter(|lever| lever.value(&plans.this).is_some());
        let lever = lever.ok_or_else(|| Refusal::Unknown {
            label: "By moving".to_owned(),
            text: key.to_owned(),
        })?;
        Ok(Asked {
            question,
            bound: Bound {
                side: self.side.chosen(&self.form),
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
        let view = self.bench.view(&nameless(&plans.this), key.as_ref());
        let said = view.entry.map_or_else(String::new, |entry| {
            dated(
                &reached::sentence(&entry.study, &entry.asked),
                view.age,
                view.is_busy,
            )
        });
        // The sentence above says already that they are old.
        let faded = |html: fn(&GoalSeek, &Asked) -> String| {
            let html = view
                .entry
                .map_or_else(String::new, |entry| html(&entry.study, &entry.asked));
            if view.age.is_old() && !html.is_empty() {
                format!("<div class=\"old\">{html}</div>")
            } else {
                html
            }
        };
        let result = faded(reached::html);
        let meaning = menu::definition(asked.as_ref().ok().map(|asked| &asked.question));
        let refusal = asked.err().map(|refusal| escape(&refusal.to_string()));
        let levers = menu::levers(&plans.this);
        let chosen = self.form.get_or("lever", LEVER);
        let mut regions = vec![
            Region::control(
                PANEL,
                "goal-levers",
                select("lever", "by moving", &levers, chosen),
            ),
            self.side.region(&self.form),
            self.bound.region(&self.form),
            Region::result(PANEL, "goal-meaning", meaning),
            Region::result(PANEL, "goal-refusal", refusal.unwrap_or_default()),
            Region::result(PANEL, "goal-said", said),
            Region::result(PANEL, "goal", result),
            Region::result(PANEL, "goal-table", faded(reached::in_numbers)),
        ];
        regions.extend(view.under_way.regions(PANEL, "goal", "Goal seek"));
        regions
    }

    pub(super) fn ask(&mut self, form: &Form, plans: &Plans) -> Option<News> {
        self.form.take(form);
        let question = QUESTION.question(&self.form, &plans.this).ok();
        self.side.follow(&mut self.form, question.as_ref());
        self.bound
            .follow(&mut self.form, question.as_ref(), &plans.this);
        if form.has("cancel", "goal") {
            self.bench.stop();
        }
        if form.has("goal", "seek") || form.has("again", "goal") {
            self.bench.allow();
        }
        let (key, value) = form.get("use")?.split_once('=')?;
        let lever = Lever::by_key(key)?;
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
            before: plans.to_link(),
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
        let sample = Sample::of(&question, RUNS, SEED);
        let study = || GoalSeek::new(question, bound, dial, plans.this.clone(), sample);
        // The lever was looked up in this plan.
        if let Ok(study) = study() {
            self.bench.want(Self::key(&asked, plans), asked, || study);
        }
    }
}
