//! The room of actuals: a file is read and shown, and kept once it is accepted; growth and churn are
//! fitted to what is kept, and the fit is applied once it is accepted.

mod charts;
mod file;
mod fitting;
mod kept;

use super::effect::Effect;
use super::room::{Region, Room, Sent};
use super::world::World;
use crate::html::Form;
use crate::model::scenario::Scenario;
use crate::share::link::to_link;
use file::Waiting;
use fitting::Fitting;

/// The room.
#[derive(Default)]
pub(super) struct Actuals {
    waiting: Option<Waiting>,
    fitting: Fitting,
}

/// Endings of files that may be tables.
const ENDINGS: [&str; 4] = [".csv", ".tsv", ".tab", ".txt"];

const SKELETON: &str = "<p>Hold the plan against what has really happened: a CSV file with a column \
    that says when (week, month or date) and one for each of users, ARR or MRR, cash and \
    infrastructure cost, in any order. A month or a day stands for its end. Up to 5,000 rows and \
    1 MB are read.</p>\
    <form class=\"controls\"><label class=\"control\"><span>File of actuals</span>\
    <input type=\"file\" name=\"actuals\" accept=\".csv,.tsv,.tab,.txt,text/csv\"></label>\
    <button type=\"button\" class=\"quiet\" data-room=\"settings\">First month and currency</button></form>\
    <div id=\"actuals-file\" aria-live=\"polite\"></div>\
    <div id=\"actuals-kept\"></div>\
    <div id=\"actuals-fit\"></div>";

/// Takes a scenario into the sliders.
fn apply(scenario: &Scenario, said: String) -> Effect {
    Effect::Apply {
        link: to_link(scenario),
        said,
    }
}

impl Room for Actuals {
    fn title(&self, _: &World) -> String {
        "Actuals".to_owned()
    }

    fn open(&mut self, world: &World) -> String {
        self.fitting.choose_usual(world);
        SKELETON.to_owned()
    }

    fn regions(&self, world: &World) -> Vec<Region> {
        let file = self.waiting.as_ref().map(Waiting::html);
        vec![
            // Sent after each of its controls too: what is wrong with them stands among them.
            Region::shown("actuals-file", file.unwrap_or_default()),
            Region::shown("actuals-kept", kept::html(&world.scenario)),
            Region::of_controls("actuals-fit", self.fitting.html(world)),
        ]
    }

    fn act(&mut self, form: &Form, sent: Sent, world: &World) -> Vec<Effect> {
        if let Some(waiting) = &mut self.waiting {
            waiting.take(form);
        }
        self.fitting.take(form);
        if sent == Sent::Changed {
            return Vec::new();
        }
        match form.get("do").unwrap_or_default() {
            "accept" => match self.waiting.take_if(|waiting| waiting.can_be_accepted()) {
                Some(waiting) => {
                    let (scenario, said) = waiting.accept(&world.scenario);
                    vec![apply(&scenario, said)]
                }
                None => Vec::new(),
            },
            "cancel" => {
                self.waiting = None;
                Vec::new()
            }
            "remove" => {
                let mut scenario = world.scenario.clone();
                scenario.actuals = crate::model::actuals::Actuals::default();
                vec![apply(&scenario, "All actuals are removed.".to_owned())]
            }
            "fit" => {
                self.fitting.fit(world);
                Vec::new()
            }
            "apply" => self
                .fitting
                .accepted()
                .map(|scenario| {
                    apply(
                        &scenario,
                        "The fitted values are in the sliders.".to_owned(),
                    )
                })
                .into_iter()
                .collect(),
            "drop" => {
                self.fitting.drop_fit();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn take_file(
        &mut self,
        control: &str,
        name: &str,
        content: &[u8],
        world: &World,
    ) -> Option<Vec<Effect>> {
        let lower = name.to_lowercase();
        if control != "actuals" && !ENDINGS.iter().any(|ending| lower.ends_with(ending)) {
            return None;
        }
        self.waiting = Some(Waiting::new(name, content, &world.scenario));
        // Dropped onto the page: the founder is to see what is in it.
        Some(if control.is_empty() {
            vec![Effect::Open("actuals")]
        } else {
            Vec::new()
        })
    }

    fn follow(&mut self, world: &World) -> Vec<Effect> {
        self.fitting.follow(world);
        Vec::new()
    }
}
