//! The lists of what is kept, deleted and damaged.

use crate::html::{bare_field, each, escape};
use crate::library::{Kind, Record, Shelf};
use crate::model::figures::figures;
use crate::model::scenario::Scenario;
use crate::session::changes::{changes, titled};
use crate::story::plain_text;
use crate::story::verdict::verdict;
use crate::studio::ago::ago;

/// A button about a record; its label names the record, for those who do not see where it stands.
fn tool(verb: &str, text: &str, record: &Record) -> String {
    format!(
        "<button type=\"submit\" class=\"quiet\" name=\"do\" value=\"{verb}:{}\" \
         aria-label=\"{text} {}\">{text}</button>",
        escape(&record.id),
        escape(&titled(&record.scenario.name))
    )
}

/// What makes the scenario special, what comes of it, and what it is compared with, unless that is
/// as usual.
fn summary(record: &Record) -> String {
    let scenario = &record.scenario;
    let count = changes(
        &Scenario {
            name: scenario.name.clone(),
            ..Scenario::preset(scenario.preset)
        },
        scenario,
    )
    .len();
    let preset = scenario.preset.label();
    let differs = match count {
        0 => format!("{preset}, unchanged"),
        1 => format!("{preset}, 1 change"),
        count => format!("{preset}, {count} changes"),
    };
    let against = match record.compared.as_deref() {
        None => String::new(),
        Some([]) => ", compared with none".to_owned(),
        Some(compared) => {
            let names: Vec<String> = compared.iter().map(|it| titled(&it.name)).collect();
            format!(", compared with {}", names.join(", "))
        }
    };
    let run = scenario.run();
    let figures = figures(&scenario.inputs, &run);
    let said = verdict(&scenario.inputs, &run, &figures, None);
    format!(
        "<span>{}</span><small>{}</small>",
        escape(&plain_text(&said.headline)),
        escape(&(differs + &against))
    )
}

fn item(record: &Record, shelf: &Shelf, renaming: Option<&str>, now: f64) -> String {
    let is_current = shelf.current() == Some(&record.id);
    let current = if is_current {
        " aria-current=\"true\""
    } else {
        ""
    };
    let is_renamed = renaming == Some(&record.id);
    let name = if is_renamed {
        // The button comes right behind the field: the enter key presses the first.
        format!(
            "<div class=\"controls\">{}{}</div>",
            bare_field(
                "name",
                "aria-label=\"New name\" maxlength=\"80\" autofocus",
                &record.scenario.name
            ),
            tool("name", "Rename", record)
        )
    } else {
        let name = record.scenario.name.trim();
        let name = if name.is_empty() {
            "Without a name"
        } else {
            name
        };
        format!(
            "<button type=\"submit\" class=\"open\" name=\"do\" value=\"open:{}\">{}</button>",
            escape(&record.id),
            escape(name)
        )
    };
    let mark = if is_current { "on the page, " } else { "" };
    let tools = [
        ("rename", "Rename"),
        ("duplicate", "Duplicate"),
        ("file", "Download"),
        ("delete", "Delete"),
    ];
    let tools = tools
        .into_iter()
        .filter(|(verb, _)| !(is_renamed && *verb == "rename"));
    let tools = each(tools, |(verb, text)| tool(verb, text, record));
    format!(
        "<li{current}><form><div class=\"head\">{name}<small>{mark}{}</small></div>\
         <p class=\"summary\">{}</p><div class=\"tools\">{tools}</div></form></li>",
        ago(record.saved, now),
        summary(record)
    )
}

/// What is kept: what was saved, then what was only changed.
pub(super) fn lists(shelf: &Shelf, renaming: Option<&str>, now: f64) -> String {
    let list = |kind: Kind, title: &str, none: &str| {
        let records = shelf.kept(kind);
        if records.is_empty() {
            return none.to_owned();
        }
        let items = each(records, |record| item(record, shelf, renaming, now));
        format!("<h3>{title}</h3><ul class=\"records\" aria-label=\"{title}\">{items}</ul>")
    };
    let none = "<h3>Saved</h3><p class=\"hint\">Nothing yet. Save the plan on the page under a name, \
                open a file, or drop one anywhere onto the page.</p>";
    list(Kind::Saved, "Saved", none) + &list(Kind::Draft, "Drafts", "")
}

/// What cannot be read.
pub(super) fn damaged(shelf: &Shelf) -> String {
    let damaged = each(shelf.damaged(), |(key, _, error)| {
        let key = escape(key);
        format!(
            "<li><form><p>{}</p><div class=\"tools\">\
             <button type=\"submit\" class=\"quiet\" name=\"do\" value=\"damaged:{key}\">Download</button>\
             <button type=\"submit\" class=\"quiet\" name=\"do\" value=\"discard:{key}\">Delete for good</button>\
             </div></form></li>",
            escape(&error.to_string())
        )
    });
    if damaged.is_empty() {
        return damaged;
    }
    format!(
        "<h3>Could not be read</h3><p class=\"hint\">These stay as they are until you delete \
             them.</p><ul class=\"records\" aria-label=\"Could not be read\">{damaged}</ul>"
    )
}

/// What has been deleted.
pub(super) fn deleted(shelf: &Shelf, now: f64) -> String {
    let items = each(shelf.deleted(), |record| {
        format!(
            "<li><form><div class=\"head\"><span>{}</span><small>deleted {}</small></div>\
             <div class=\"tools\">{}{}</div></form></li>",
            escape(&titled(&record.scenario.name)),
            ago(record.deleted.unwrap_or(now), now),
            tool("restore", "Restore", record),
            tool("discard", "Delete for good", record)
        )
    });
    if items.is_empty() {
        return items;
    }
    format!("<ul class=\"records\" aria-label=\"Deleted\">{items}</ul>")
}
