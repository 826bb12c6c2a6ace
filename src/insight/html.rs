//! Pieces of panels, beside those of [`crate::html`].

pub(super) use crate::html::{
    Group, bare_field, bare_select, button, details, details_under, each, escape, field, legend,
    lever, progress, select, table, table_under, toggle,
};

/// A form of a panel, or a part of one.
pub(super) fn form(panel: super::Panel, part: &str, content: &str) -> String {
    format!(
        "<form data-panel=\"{}\"><input type=\"hidden\" name=\"part\" value=\"{part}\">{content}</form>",
        panel.key()
    )
}

/// The place of a region, empty.
pub(super) fn place(panel: super::Panel, name: &str) -> String {
    format!("<div id=\"{}-{name}\"></div>", panel.id())
}

/// The place of a sentence that is read out when it changes.
pub(super) fn status(panel: super::Panel, name: &str) -> String {
    format!(
        "<div id=\"{}-{name}\" class=\"said\" role=\"status\"></div>",
        panel.id()
    )
}

/// The place of what is wrong with the form beside it.
pub(super) fn refusal(panel: super::Panel, name: &str) -> String {
    format!(
        "<p id=\"{}-{name}\" class=\"refusal\" role=\"alert\"></p>",
        panel.id()
    )
}

/// What a result is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// What is asked now.
    Current,
    /// An earlier plan.
    OtherPlan,
    /// This plan, but something else that was asked of it.
    OtherQuestion,
}

impl Age {
    pub(super) fn is_old(self) -> bool {
        self != Self::Current
    }
}

/// A result, marked if it is not of what is asked now: `wait` if its successor is on its way.
pub(super) fn dated(html: &str, age: Age, wait: bool) -> String {
    let mark = match age {
        Age::Current => return html.to_owned(),
        Age::OtherPlan => "Of the plan before this change:",
        Age::OtherQuestion => "Of what was asked before:",
    };
    let busy = if wait { " aria-busy=\"true\"" } else { "" };
    format!("<div class=\"old\"{busy}><p class=\"hint\">{mark}</p>{html}</div>")
}

/// The place of a region behind a summary. It stands in the skeleton, so that it stays open when its
/// content changes; the style sheet hides it while it is empty.
pub(super) fn drawer(panel: super::Panel, name: &str, summary: &str) -> String {
    details(summary, &place(panel, name))
}
