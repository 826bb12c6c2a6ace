//! The HTML of the presentation's room: the stage, the bar below it, and a form for each page.
//!
//! The slides of all pages are there at all times, for paper; on the screen they are seen while
//! they are edited. Pages move from one place to another: the places stand still, so that nobody
//! loses the focus.

use super::present::{Made, Refused};
use super::room::Region;
use crate::html::{button, each, escape};
use crate::model::presentation::{Page, Presentation, SLIDE_COUNT, Wording};
use crate::present::name;

/// Everything that stands still.
pub(super) fn skeleton() -> String {
    let arrow = |to: &str, sign: &str, label: &str| {
        format!(
            "<button type=\"submit\" class=\"button\" name=\"go\" value=\"{to}\" aria-label=\"{label}\">\
             {sign}</button>"
        )
    };
    let slot = |slot: usize| {
        let number = slot + 1;
        format!(
            "<li class=\"deck-slot\"><form><input type=\"hidden\" name=\"slot\" value=\"{slot}\">\
             <h3 id=\"page-{slot}-title\"></h3>\
             <div id=\"page-{slot}-slide\" class=\"deck-slide\"></div>\
             <div class=\"deck-words\"><div id=\"page-{slot}-words\"></div>\
             <div id=\"page-{slot}-said\" aria-live=\"polite\"></div>\
             <p class=\"controls\">{}{}{}{}</p></div></form></li>",
            aimed("move", "earlier", "↑ Earlier", number, slot == 0),
            aimed("move", "later", "↓ Later", number, slot + 1 == SLIDE_COUNT),
            aimed("reset", "headline", "Made headline", number, false),
            aimed("show", "from", "Show from here", number, false),
        )
    };
    format!(
        "<div class=\"deck\" tabindex=\"-1\" autofocus><div id=\"present-state\"></div>\
         <section id=\"present-stage\" class=\"deck-stage\" aria-label=\"Slide\">\
         </section>\
         <aside id=\"present-note\" class=\"deck-note\" aria-label=\"Speaker's note\"></aside>\
         <ol class=\"deck-pages\" aria-label=\"Pages\">{}</ol>\
         <form class=\"deck-bar\" aria-label=\"Presentation\">{}{}\
         <span id=\"present-place\" class=\"deck-place\" role=\"status\"></span>\
         <button type=\"submit\" class=\"button\" name=\"do\" value=\"edit\"><span id=\"present-edit\"></span></button>\
         {}<button type=\"submit\" class=\"button\" name=\"do\" value=\"look\"><span id=\"present-look\"></span></button>\
         {}{}{}{}</form></div>",
        each(0..SLIDE_COUNT, slot),
        arrow("ArrowLeft", "←", "Previous page"),
        arrow("ArrowRight", "→", "Next page"),
        button("do", "notes", "Note"),
        button("do", "full", "Full screen"),
        button("do", "print", "Print or save as PDF"),
        button("do", "brief", "One-page brief"),
        button("do", "leave", "Close"),
    )
}

/// A button for the page at a place; its name says which.
fn aimed(name: &str, value: &str, text: &str, number: usize, is_off: bool) -> String {
    let off = if is_off { " disabled" } else { "" };
    format!(
        "<button type=\"submit\" class=\"button\" name=\"{name}\" value=\"{value}\" \
         aria-label=\"{text}, page {number}\"{off}>{text}</button>"
    )
}

/// What is in the places.
pub(super) fn regions(
    presentation: &Presentation,
    made: &Made,
    refused: Option<&Refused>,
) -> Vec<Region> {
    let mut regions = Vec::new();
    let pages = presentation.pages().iter().zip(&made.slides);
    for (slot, (page, slide)) in pages.enumerate() {
        let mut add = |part: &str, html: String, is_control: bool| {
            regions.push(Region {
                id: format!("page-{slot}-{part}"),
                html,
                is_control,
            });
        };
        let left_out = if page.hidden {
            "<i class=\"is-left-out\" hidden></i>"
        } else {
            ""
        };
        add(
            "title",
            format!("{}. {}", slot + 1, escape(name(page.slide()))),
            false,
        );
        add("slide", format!("{left_out}{slide}"), false);
        add("words", words(page, made), true);
        add("said", said(page, made, refused), false);
    }
    regions
}

/// The controls of a page.
fn words(page: &Page, made: &Made) -> String {
    let checked = if page.hidden { "" } else { " checked" };
    let own = page.words(Wording::Headline);
    let headline = if own.is_empty() {
        made.sentence(page.slide())
    } else {
        own
    };
    let area = |wording: Wording, label: &str, rows: u32, text: &str| {
        format!(
            "<label class=\"control\"><span>{label}</span><textarea name=\"{}\" rows=\"{rows}\" \
             maxlength=\"{}\">{}</textarea></label>",
            wording.key(),
            wording.limit(),
            escape(text)
        )
    };
    format!(
        "<label class=\"deck-shown\"><input type=\"checkbox\" name=\"shown\"{checked}> \
         Shown in the presentation</label>{}{}",
        area(Wording::Headline, "Headline", 2, headline),
        area(
            Wording::Note,
            "Speaker's note",
            3,
            page.words(Wording::Note)
        ),
    )
}

/// What is to be said of a page: that a text was not taken, or that a headline may have been
/// overtaken.
fn said(page: &Page, made: &Made, refused: Option<&Refused>) -> String {
    if let Some(refused) = refused.filter(|refused| refused.slide == page.slide()) {
        let field = match refused.wording {
            Wording::Headline => "Headline",
            Wording::Note => "Speaker's note",
        };
        return format!(
            "<p class=\"refusal\">{field} not taken: {}. What stood there before is kept.</p>",
            escape(&refused.error.to_string())
        );
    }
    let own = page.words(Wording::Headline);
    if own.is_empty() {
        return "<p class=\"hint\">The headline follows the plan.</p>".to_owned();
    }
    let has_numbers = own.contains(|c: char| c.is_ascii_digit());
    let is_old = page
        .written_for
        .is_some_and(|figures| figures != made.figures);
    if has_numbers && is_old {
        return format!(
            "<p class=\"hint deck-old\"><b>The plan has changed since this was written: check its \
             numbers.</b> The plan says now: “{}”</p>",
            escape(made.sentence(page.slide()))
        );
    }
    "<p class=\"hint\">The headline is your own: it does not follow the plan.</p>".to_owned()
}
