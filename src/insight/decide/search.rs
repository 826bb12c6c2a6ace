//! Plan search: levers, what must hold, what is wished.

use super::super::SEED;
use super::super::bench::{Bench, Key};
use super::super::desk::News;
use super::super::html::{
    Group, button, dated, details, escape, form, place, refusal, select, status,
};
use super::super::menu::{self, Chooser};
use super::super::plans::{Plans, nameless};
use super::super::refusal::Refusal;
use super::super::sheet::Region;
use super::super::under_way;
use super::offer::{Offer, SideOffer};
use super::{PANEL, found, levers};
use crate::analysis::bound::Bound;
use crate::analysis::question::{Quantity, Question};
use crate::analysis::search::{Aim, Effort, PlanSearch, Problem, Requirement, Wish};
use crate::html::Form;
use crate::model::inputs::MAXIMUM_NAME;
use crate::model::parameters::Parameter;
use crate::session::lever::Lever;

/// What must hold: two places, of which the second is empty at first.
const KEPT: [Chooser; 2] = [
    Chooser {
        name: "first",
        label: "It must hold that",
        usual: "odds:survive",
    },
    Chooser {
        name: "second",
        label: "and that",
        usual: NOTHING,
    },
];
/// The choice of nothing more that must hold.
const NOTHING: &str = "nothing";

const WISH: Chooser = Chooser {
    name: "wish",
    label: "of",
    usual: "input:finance.raise",
};

/// Plan search on the page.
#[derive(Debug)]
pub(super) struct Search {
    form: Form,
    sides: [SideOffer; KEPT.len()],
    bounds: [Offer; KEPT.len()],
    refusal: Option<String>,
    /// What was asked last: the key of what is shown.
    wanted: Option<Key>,
    pub(super) bench: Bench<(), PlanSearch>,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            form: Form::default(),
            sides: ["first-side", "second-side"].map(|name| SideOffer::new(name, "is")),
            bounds: ["first-bound", "second-bound"].map(Offer::new),
            refusal: None,
            wanted: None,
            bench: Bench::default(),
        }
    }
}

fn aim(form: &Form) -> Aim {
    if form.get("aim") == Some("most") {
        Aim::Most
    } else {
        Aim::Least
    }
}

fn raise() -> Vec<Question> {
    Parameter::by_key("finance.raise")
        .map(|row| Question::Value(Quantity::Input(Lever::Parameter(row))))
        .into_iter()
        .collect()
}

impl Search {
    pub(super) fn skeleton(&self) -> String {
        let aims = [Group::new(
            "",
            [("least", "the least"), ("most", "the most")]
                .map(|(key, text)| (key.to_owned(), text.to_owned()))
                .into(),
        )];
        let chosen = match aim(&self.form) {
            Aim::Least => "least",
            Aim::Most => "most",
        };
        let controls = format!(
            "<h3>Plan search</h3><p class=\"hint\">Moves many levers at once, and finds plans in which \
             all holds that must. Plans are compared under the same luck; of those found, the odds are \
             worked out anew under luck that the search has not seen.</p>\
             <div class=\"controls\">{}{}</div>{}{}{}<div class=\"buttons\">{}</div>{}{}{}{}",
            select("aim", "I want", &aims, chosen),
            WISH.html(&self.form, &raise()),
            self.requirement(0),
            self.requirement(1),
            details(
                "Which levers may move, and how far",
                &place(PANEL, "levers")
            ),
            button("search", "start", "Search plans"),
            refusal(PANEL, "search-refusal"),
            under_way::place(PANEL, "search"),
            status(PANEL, "search-said"),
            place(PANEL, "search"),
        );
        form(PANEL, "search", &controls)
    }

    fn requirement(&self, index: usize) -> String {
        let chooser = KEPT[index];
        let nothing = Group::new("", vec![(NOTHING.to_owned(), "nothing more".to_owned())]);
        let more = if index == 0 {
            Vec::new()
        } else {
            vec![nothing]
        };
        format!(
            "<div class=\"controls\">{}{}{}</div>",
            chooser.html_with(&self.form, more),
            self.sides[index].place(),
            self.bounds[index].place(),
        )
    }

    fn problem(&self, plans: &Plans) -> Result<Problem, Refusal> {
        let mut requirements = Vec::new();
        let kept = KEPT.iter().zip(&self.sides).zip(&self.bounds);
        for ((chooser, side), bound) in kept {
            if self.form.get_or(chooser.name, chooser.usual) == NOTHING {
                continue;
            }
            let question = chooser.question(&self.form, &plans.this)?;
            let text = bound.text(&self.form);
            requirements.push(Requirement {
                question,
                bound: Bound {
                    side: side.chosen(&self.form),
                    value: menu::bound(&question, text)?,
                },
            });
        }
        let problem = Problem {
            present: plans.this.clone(),
            dials: levers::dials(&self.form, plans)?,
            requirements,
            wish: Wish {
                aim: aim(&self.form),
                question: WISH.question(&self.form, &plans.this)?,
            },
        };
        problem.check()?;
        Ok(problem)
    }

    fn key(problem: &Problem) -> Key {
        let mut words: Vec<String> = problem
            .dials
            .iter()
            .map(|dial| format!("{} {} {}", dial.lever.key(), dial.low, dial.high))
            .collect();
        words.extend(problem.requirements.iter().map(|kept| {
            let (side, value) = (kept.bound.side.key(), kept.bound.value);
            format!("{} {side} {value}", kept.question.key())
        }));
        let wish = &problem.wish;
        words.push(format!("{:?} {}", wish.aim, wish.question.key()));
        Key {
            scenarios: vec![nameless(&problem.present)],
            words: words.join(", "),
        }
    }

    pub(super) fn regions(&self, plans: &Plans) -> Vec<Region> {
        // A result is of this plan as long as nothing of the plan has changed since; other choices
        // in the form are asked with the button.
        let here = nameless(&plans.this);
        let wanted = self.wanted.as_ref();
        let current = wanted.filter(|key| key.scenarios.first() == Some(&here));
        let view = self.bench.view(&here, current);
        let said = view
            .entry
            .filter(|_| !view.age.is_old())
            .map_or_else(String::new, |entry| found::said(&entry.study));
        let result = view.entry.map_or_else(String::new, |entry| {
            let html = found::html(&entry.study);
            dated(&html, view.age, view.is_busy)
        });
        let refusal = self.refusal.as_deref().map(escape);
        let mut regions = vec![
            Region::control(PANEL, "levers", levers::html(&self.form, plans)),
            Region::result(PANEL, "search-refusal", refusal.unwrap_or_default()),
            Region::result(PANEL, "search-said", said),
            Region::result(PANEL, "search", result),
        ];
        regions.extend(self.sides.iter().map(|side| side.region(&self.form)));
        regions.extend(self.bounds.iter().map(|bound| bound.region(&self.form)));
        regions.extend(view.under_way.regions(PANEL, "search", "Plan search"));
        regions
    }

    pub(super) fn ask(&mut self, form: &Form, plans: &Plans) -> Option<News> {
        // All of it: a box without its tick is not sent.
        self.form = levers::typed(form, plans);
        let offers = self.sides.iter_mut().zip(&mut self.bounds);
        for (chooser, (side, bound)) in KEPT.iter().zip(offers) {
            let question = chooser.question(&self.form, &plans.this).ok();
            side.follow(&mut self.form, question.as_ref());
            bound.follow(&mut self.form, question.as_ref(), &plans.this);
        }
        if form.has("cancel", "search") {
            self.bench.stop();
        }
        if form.has("search", "start") || form.has("again", "search") {
            self.refusal = None;
            match self.start(plans) {
                Ok(()) => {}
                Err(refusal) => self.refusal = Some(refusal.to_string()),
            }
        }
        self.take(form.get("take")?.parse().ok()?, plans)
    }

    fn start(&mut self, plans: &Plans) -> Result<(), Refusal> {
        let problem = self.problem(plans)?;
        let key = Self::key(&problem);
        let study = PlanSearch::new(problem, Effort::default(), SEED)?;
        self.wanted = Some(key.clone());
        self.bench.allow();
        self.bench.want(key, (), || study);
        Ok(())
    }

    /// The plan of this place in the table, with what has been said of the one on the page since.
    fn take(&self, place: usize, plans: &Plans) -> Option<News> {
        let this = &plans.this;
        let entry = self.bench.shown()?;
        let plan = entry.study.plans().into_iter().nth(place)?;
        let title = found::title(&entry.study, place, &plan);
        let mut scenario = plan.scenario.told_as(this);
        scenario.name = title.chars().take(MAXIMUM_NAME).collect();
        // It was found for the plan as it stood when the search began.
        let is_of_this = entry.study.problem().present.told_as(this) == *this;
        let undone = if is_of_this {
            ""
        } else {
            " It stands in the place of what was changed since the search began; undo brings that back."
        };
        Some(News::Apply {
            link: crate::share::to_link(&scenario),
            said: format!("Plan taken: {title}.{undone}"),
            before: plans.to_link(),
        })
    }
}
