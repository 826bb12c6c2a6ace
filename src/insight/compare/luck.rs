//! The plans under the same luck: which of them survives where another does not, and how often.

use super::super::html::{Age, dated};
use super::super::plans::{Plans, nameless};
use super::super::under_way::{UnderWay, Watch};
use super::super::{SEED, USUAL_RUNS, menu, words};
use crate::analysis::paired::{Futures, MEASURES, Pairs, SURVIVAL};
use crate::ensemble::Share;
use crate::format;
use crate::html::{each, escape, table};
use crate::model::scenario::Scenario;
use crate::model::targets::TARGETS;

/// Plans whose runs are kept: undo and a swap bring them back at once.
const KEPT: usize = 8;

/// The runs of the plans, and what they have come to.
#[derive(Debug, Default)]
pub(super) struct Luck {
    /// The plans that are wanted, that on the page first.
    wanted: Vec<Scenario>,
    known: Vec<(Scenario, Futures)>,
    is_cancelled: bool,
    watch: Watch,
    /// What is shown, and of which plans it is.
    shown: Option<(Vec<Scenario>, String)>,
}

impl Luck {
    pub(super) fn prepare(&mut self, plans: &Plans) {
        let others = (0..plans.others.len()).filter_map(|place| plans.other(place));
        let wanted: Vec<Scenario> = std::iter::once(plans.this.clone()).chain(others).collect();
        if wanted == self.wanted {
            return;
        }
        self.wanted = wanted;
        self.is_cancelled = false;
        self.watch = Watch::default();
        let wanted: Vec<Scenario> = self.wanted.iter().map(nameless).collect();
        // Of what nobody wants any more, only what is finished is worth its memory.
        let known = &mut self.known;
        known.retain(|(plan, futures)| futures.is_finished() || wanted.contains(plan));
        while known.len() > KEPT {
            let Some(at) = known.iter().position(|(plan, _)| !wanted.contains(plan)) else {
                break;
            };
            known.remove(at);
        }
        for plan in wanted {
            if self.futures(&plan).is_none() {
                let futures = Futures::new(&plan, USUAL_RUNS, SEED);
                self.known.push((plan, futures));
            }
        }
        self.show();
    }

    fn futures(&self, plan: &Scenario) -> Option<&Futures> {
        let plan = nameless(plan);
        let known = self.known.iter().find(|(known, _)| *known == plan);
        known.map(|(_, futures)| futures)
    }

    /// The runs of the plans that are wanted.
    fn all(&self) -> impl Iterator<Item = &Futures> {
        self.wanted.iter().filter_map(|plan| self.futures(plan))
    }

    pub(super) fn step(&mut self, runs: usize, now: f64) -> bool {
        if !self.is_busy() {
            return false;
        }
        self.watch.tick(now);
        let wanted: Vec<Scenario> = self.wanted.iter().map(nameless).collect();
        let open = self.known.iter_mut();
        let open = open.filter(|(plan, futures)| wanted.contains(plan) && !futures.is_finished());
        if let Some((_, futures)) = open.into_iter().next() {
            futures.step(runs);
        }
        self.show();
        self.is_busy()
    }

    /// Whether runs are missing.
    fn is_open(&self) -> bool {
        self.wanted.len() > 1 && self.all().any(|futures| !futures.is_finished())
    }

    pub(super) fn is_busy(&self) -> bool {
        !self.is_cancelled && self.is_open()
    }

    pub(super) fn cancel(&mut self) {
        self.is_cancelled = true;
    }

    /// What was cancelled goes on.
    pub(super) fn allow(&mut self) {
        self.is_cancelled = false;
        self.watch = Watch::default();
    }

    /// How far the runs are.
    pub(super) fn under_way(&self) -> UnderWay {
        let made: f64 = self.all().map(|futures| f64::from(futures.made())).sum();
        #[allow(clippy::cast_precision_loss)] // four at most
        let wanted = self.all().count() as f64 * f64::from(USUAL_RUNS);
        let is_long = self.is_busy() && self.watch.is_long();
        UnderWay::new(
            is_long.then(|| made / wanted),
            self.is_cancelled && self.is_open(),
        )
    }

    /// Nobody looks any more: the runs wait, and those that were cancelled go on when somebody does.
    pub(super) fn leave(&mut self) {
        self.is_cancelled = false;
    }

    /// Writes down what the runs say once all of them are there.
    fn show(&mut self) {
        if self.wanted.len() < 2 || !self.all().all(Futures::is_finished) {
            return;
        }
        let html = each(1..self.wanted.len(), |place| self.pair(place));
        self.shown = Some((self.wanted.clone(), html));
    }

    pub(super) fn html(&self) -> String {
        if self.wanted.len() < 2 {
            return String::new();
        }
        let shown = self.shown.as_ref().map(|(plans, html)| {
            let age = if *plans == self.wanted {
                Age::Current
            } else if plans.first() == self.wanted.first() {
                Age::OtherQuestion
            } else {
                Age::OtherPlan
            };
            dated(html, age, self.is_busy())
        });
        shown.unwrap_or_default()
    }

    /// The plan on the page against one of the others.
    fn pair(&self, place: usize) -> String {
        let (this, other) = (&self.wanted[0], &self.wanted[place]);
        let Some((here, there)) = self.futures(this).zip(self.futures(other)) else {
            return String::new();
        };
        let name = escape(&other.name);
        let measures = each(MEASURES.iter().enumerate(), |(at, measure)| {
            let pairs = here.values_against(there, at);
            let difference = words::give_or_take(
                &words::difference(measure.unit, pairs.difference),
                &format::plain(measure.unit, pairs.standard_error),
            );
            row(measure.label, "", &difference, &pairs)
        });
        let event = |at: usize, label: &str| {
            let pairs = here.events_against(there, at);
            let shares = [here, there].map(|futures| {
                let share = futures.share(at);
                format!("<td>{}</td>", words::odds(share))
            });
            row(label, &shares.concat(), &points(&pairs), &pairs)
        };
        let mut same = 0;
        let targets = each(TARGETS.iter().enumerate(), |(at, target)| {
            let at = at + 1;
            let pairs = here.events_against(there, at);
            if pairs.first + pairs.second == 0 {
                same += 1;
                return String::new();
            }
            event(at, &menu::target(target))
        });
        let same = match same {
            0 => String::new(),
            1 => "<p class=\"hint\">One target comes out the same in every run.</p>".to_owned(),
            _ => format!("<p class=\"hint\">{same} targets come out the same in every run.</p>"),
        };
        let survival = event(SURVIVAL, "Survival");
        let events = table(
            &format!("Survival and targets, against {}", other.name),
            "numbers paired",
            &[
                "Of the runs",
                "this plan",
                &name,
                "difference",
                "only this plan",
                &format!("only {name}"),
            ],
            &(survival + &targets),
        );
        let measures = table(
            &format!("Run by run, against {}", other.name),
            "numbers paired",
            &[
                "In the same run",
                "this plan has more by",
                "this plan has more in",
                &format!("{name} has more in"),
            ],
            &measures,
        );
        format!(
            "<section aria-label=\"Against {name}\"><h4><i class=\"dash dash-{}\"></i>Against {name}</h4>{}{events}{same}{measures}</section>",
            place - 1,
            said(
                here.share(SURVIVAL),
                &here.events_against(there, SURVIVAL),
                &name
            )
        )
    }
}

/// The odds of survival in a sentence.
fn said(survival: Share, pairs: &Pairs, name: &str) -> String {
    let (only_this, only_other) = pairs.shares();
    format!(
        "<p>This plan survives in {} of the runs. Under the same luck it survives in {} where {name} does not, \
         and fails in {} where {name} survives.</p>",
        words::share(survival.value()),
        words::share(Some(only_this)),
        words::share(Some(only_other)),
    )
}

fn points(pairs: &Pairs) -> String {
    let written = words::decimal(pairs.difference * 100.0, 1);
    let difference = format::difference(pairs.difference, written);
    let error = words::points(pairs.standard_error);
    words::give_or_take(&difference, &format!("{error} points"))
}

fn row(label: &str, shares: &str, difference: &str, pairs: &Pairs) -> String {
    let (first, second) = pairs.shares();
    format!(
        "<tr><th scope=\"row\">{}</th>{shares}<td>{difference}</td><td>{}</td><td>{}</td></tr>",
        escape(label),
        words::share(Some(first)),
        words::share(Some(second))
    )
}
