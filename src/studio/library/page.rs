//! What the room of scenarios says about the plan on the page, and about where all of them are kept.

use super::{FILE, Said};
use crate::html::{button, details, escape, field};
use crate::library::{Kind, Place, Shelf, State};
use crate::session::changes::titled;
use crate::studio::ago::ago;
use crate::studio::world::World;

/// What stands in the room all the time.
pub(super) fn skeleton() -> String {
    format!(
        "<form id=\"library-said\" class=\"said\" role=\"status\"></form>\
         <form id=\"library-current\"></form>\
         <div id=\"library-list\"></div>\
         <div id=\"library-damaged\"></div>\
         {}\
         <form class=\"controls files\">\
         <label class=\"button file\">Open a file …<input type=\"file\" name=\"{FILE}\" multiple \
         accept=\".json,application/json\"></label>\
         {}{}\
         <button type=\"button\" class=\"button\" data-room=\"history\">History of changes</button></form>\
         <p class=\"hint\" id=\"library-place\"></p>",
        details(
            "Deleted in the last 30 days",
            "<div id=\"library-deleted\"></div>"
        ),
        button("do", "file:", "Download this scenario"),
        button("do", "library", "Download all"),
    )
}

/// What has just been done.
pub(super) fn said(said: &Said) -> String {
    if said.words.is_empty() {
        return String::new();
    }
    let undo = said.deleted.as_ref().map_or_else(String::new, |id| {
        button("do", &format!("restore:{id}"), "Undo")
    });
    format!("<p>{}</p>{undo}", escape(&said.words))
}

/// The plan on the page, and how it is kept.
pub(super) fn current(shelf: &Shelf, world: &World) -> String {
    let name = &world.scenario.name;
    let title = format!("<b>{}</b>", escape(&titled(name)));
    let record = shelf.current_record();
    let is_saved = record.is_some_and(|record| record.kind == Kind::Saved);
    let how = match shelf.state() {
        State::Opening => "The library is being opened …".to_owned(),
        State::Apart if record.is_some_and(|record| record.scenario == world.scenario) => format!(
            "{title} is in the library, compared with other plans. It is kept with these once you \
             change it."
        ),
        State::Apart => format!("{title} is not in the library. It will be once you change it."),
        State::Writing => format!("{title} is being kept …"),
        State::Kept(when) if is_saved => format!(
            "{title} is saved, and every change of it is kept: the last {}.",
            ago(when, world.now)
        ),
        State::Kept(when) => format!(
            "{title} is kept as a draft, with every change: the last {}.",
            ago(when, world.now)
        ),
        State::Unkept => format!(
            "{title} could not be kept as it is now: the browser refused. {}",
            button("do", "retry", "Try again")
        ),
    };
    let behind = match shelf.current().filter(|_| shelf.is_behind()) {
        Some(id) => format!(
            "<p>Another tab has changed it since. What you change here is kept as a copy. {}</p>",
            button("do", &format!("open:{id}"), "Show what is there")
        ),
        None => String::new(),
    };
    let save = if is_saved {
        button("do", "save", "Rename") + &button("do", "copy", "Save as a copy")
    } else {
        button("do", "save", "Save")
    };
    let left_off = shelf.left_off().map_or_else(String::new, |record| {
        format!(
            "<p class=\"left-off\">Continue where you left off: <b>{}</b>, {}. {}</p>",
            escape(&titled(&record.scenario.name)),
            ago(record.saved, world.now),
            button("do", &format!("open:{}", record.id), "Continue")
        )
    });
    format!(
        "<h3>On the page</h3><p>{how}</p>{behind}\
         <div class=\"controls\">{}{save}</div>{left_off}",
        field("name", "Name", name)
    )
}

/// Where all of this is kept.
pub(super) fn place(shelf: &Shelf) -> String {
    match shelf.place() {
        None => String::new(),
        Some(Place::Database) => {
            "All of this is kept in this browser, on this device; nothing leaves it. Clearing the \
             browser’s data for this site takes it away: download what matters."
                .to_owned()
        }
        Some(Place::Small(why)) => format!(
            "All of this is kept in the browser’s smaller storage, because its database cannot be \
             used: {} Download what matters.",
            escape(why)
        ),
        Some(Place::Nowhere(why)) => format!(
            "This browser keeps nothing for this page: {} All of this is gone when this tab is \
             closed, so download what matters.",
            escape(why)
        ),
    }
}
