//! What a panel is to the desk.

use super::desk::News;
use super::panel::Panel;
use super::plans::Plans;
use crate::analysis::work::Trials;
use crate::html::Form;

/// A part of a panel that is sent by itself.
#[derive(Debug)]
pub(super) struct Region {
    /// The element's id.
    pub(super) id: String,
    /// What it holds.
    pub(super) html: String,
    /// Whether it holds controls: what the founder did to these is on the page already, and sending
    /// them again would take the focus away.
    pub(super) is_control: bool,
}

impl Region {
    pub(super) fn result(panel: Panel, name: &str, html: String) -> Self {
        Self {
            id: format!("insight-{}-{name}", panel.key()),
            html,
            is_control: false,
        }
    }

    pub(super) fn control(panel: Panel, name: &str, html: String) -> Self {
        Self {
            is_control: true,
            ..Self::result(panel, name, html)
        }
    }
}

/// A panel behind the page.
pub(super) trait Sheet {
    /// The forms and the empty regions.
    fn skeleton(&self) -> String;

    /// What is in the regions.
    fn regions(&self, plans: &Plans) -> Vec<Region>;

    /// Takes a form; what comes of it at once is added to the news.
    fn ask(&mut self, form: &Form, plans: &Plans, news: &mut Vec<News>);

    /// Takes a form that a panel before it was sent, whose plan has all that came of it.
    fn recall(&mut self, form: &Form, plans: &Plans) {
        self.ask(form, plans, &mut Vec::new());
        self.prepare(plans);
        // What it stops has only begun again.
        if form.get("cancel").is_some() {
            self.ask(form, plans, &mut Vec::new());
        }
    }

    /// Starts what is to be shown without having been asked for, after the plan or a form changed.
    fn prepare(&mut self, plans: &Plans);

    /// Works for about so many runs, from this time on, in milliseconds; false when nothing is left
    /// to do.
    fn step(&mut self, runs: usize, now: f64) -> bool;

    /// The studies under way, in the order in which they are worked on.
    fn studies(&mut self) -> Vec<&mut dyn Trials> {
        Vec::new()
    }

    /// Nobody looks at it any more: work under way waits until somebody does.
    fn leave(&mut self) {}
}
