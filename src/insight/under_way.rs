//! Work under way: how far it is, the button that stops it, and what is said once it was stopped.
//!
//! Bar and button are regions of their own. The bar is written anew ten times a second; a button that
//! was written with it would lose a click that takes longer than that, and the focus.

use super::html::{escape, progress};
use super::panel::Panel;
use super::sheet::Region;

/// Milliseconds that work may take before anybody reads of its progress.
const QUIET: f64 = 200.0;

/// How long something has been under way.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Watch {
    since: Option<f64>,
    now: f64,
}

impl Watch {
    /// It is under way at this time, in milliseconds of any clock.
    pub(super) fn tick(&mut self, now: f64) {
        self.since.get_or_insert(now);
        self.now = now;
    }

    /// Whether it has taken long enough to say how far it is.
    pub(super) fn is_long(&self) -> bool {
        self.since.is_some_and(|since| self.now - since >= QUIET)
    }
}

/// What is to be said of work.
#[derive(Debug, Default)]
pub(super) struct UnderWay {
    /// How far it is, from 0 to 1, once that is worth saying.
    pub(super) progress: Option<f64>,
    /// Whether it can be stopped.
    pub(super) can_stop: bool,
    /// What is said because it was stopped: a sentence.
    pub(super) stopped: Option<String>,
}

impl UnderWay {
    /// Work that can be stopped at any time: so far, and whether it was.
    pub(super) fn new(progress: Option<f64>, is_stopped: bool) -> Self {
        Self {
            progress,
            can_stop: true,
            stopped: is_stopped.then(|| "Stopped.".to_owned()),
        }
    }

    /// What is in the places of [`place`]. The label is that of the bar. The button that takes the
    /// place of Cancel is there before that goes, and can take the focus of it.
    pub(super) fn regions(&self, panel: Panel, name: &str, label: &str) -> [Region; 3] {
        let region = |part: &str, html| Region::result(panel, &format!("{name}-{part}"), html);
        let bar = self.progress.map(|share| progress(share, label));
        let cancel = self.progress.filter(|_| self.can_stop);
        let cancel = cancel.map(|_| button("cancel", name, "Cancel", label));
        let stopped = self.stopped.as_ref();
        let stopped = stopped.map(|said| {
            let again = button("again", name, "Start again", label);
            format!("<span>{said}</span>{again}")
        });
        [
            region("stopped", stopped.unwrap_or_default()),
            region("cancel", cancel.unwrap_or_default()),
            region("bar", bar.unwrap_or_default()),
        ]
    }
}

/// A button that says of which work it is to those who do not see where it stands.
fn button(name: &str, value: &str, text: &str, label: &str) -> String {
    format!(
        "<button type=\"submit\" class=\"button\" name=\"{name}\" value=\"{value}\" \
         aria-label=\"{text}: {}\">{text}</button>",
        escape(label)
    )
}

/// The places of bar, button and sentence. The form around them sends `cancel` or `again` with the
/// name.
pub(super) fn place(panel: Panel, name: &str) -> String {
    let id = format!("{}-{name}", panel.id());
    format!(
        "<div class=\"under-way\"><div id=\"{id}-bar\"></div><div id=\"{id}-cancel\"></div>\
         <div id=\"{id}-stopped\" role=\"status\"></div></div>"
    )
}
