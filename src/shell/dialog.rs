//! The dialog in which rooms stand, one at a time.

use std::cell::RefCell;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, Event, HtmlButtonElement, HtmlDialogElement, HtmlElement, HtmlFormElement,
    HtmlInputElement, KeyboardEvent, SubmitEvent, TouchEvent,
};

use super::page::{Page, named, takes_text};
use super::{Shell, files};
use crate::browser::{filled_in, is_chord};
use crate::protocol::REVEAL;
use crate::studio::{Kind, Sent};

/// CSS pixels that a finger has to go sideways to turn a page.
const SWIPE: i32 = 50;

const FRAME: &str = "<div class=\"dialog-head\"><h2 id=\"room-title\" tabindex=\"-1\"></h2>\
    <button type=\"button\" class=\"quiet\" name=\"close\" aria-label=\"Close\">×</button></div>\
    <div id=\"room-body\" class=\"dialog-body\"></div>";

/// The dialog on the page.
pub(super) struct Dialog {
    pub(super) element: HtmlDialogElement,
    title: HtmlElement,
    body: HtmlElement,
}

impl Dialog {
    /// A dialog, closed.
    pub(super) fn new(page: &Page) -> Result<Self, JsValue> {
        let element: HtmlDialogElement = page.document.create_element("dialog")?.unchecked_into();
        element.set_attribute("aria-labelledby", "room-title")?;
        element.set_inner_html(FRAME);
        page.body.append_child(&element)?;
        let part = |selector: &str| -> Result<HtmlElement, JsValue> {
            let part = element.query_selector(selector)?;
            Ok(part
                .ok_or("a part of the dialog is missing")?
                .unchecked_into())
        };
        Ok(Self {
            title: part("#room-title")?,
            body: part("#room-body")?,
            element,
        })
    }

    /// Shows a room.
    pub(super) fn show(&self, room: &str, title: &str, kind: Kind, html: &str) {
        let kind = match kind {
            Kind::Dialog => "",
            Kind::Whole => " whole",
        };
        self.element.set_class_name(&format!("room {room}{kind}"));
        self.title.set_text_content(Some(title));
        self.body.set_inner_html(html);
        self.body.set_scroll_top(0);
        if !self.element.open() {
            // Fails only for a dialog that is not on the page.
            let _ = self.element.show_modal();
        }
        let first = self.body.query_selector("[autofocus]").ok().flatten();
        let first = first.map_or_else(|| self.title.clone(), JsCast::unchecked_into);
        // Where it takes no focus, the dialog has it.
        let _ = first.focus();
    }

    /// Puts HTML into an element of the room. A control that has the focus keeps it, with the caret.
    pub(super) fn fill(&self, id: &str, html: &str) {
        let Some(document) = self.element.owner_document() else {
            return;
        };
        let Some(element) = document.get_element_by_id(id) else {
            return;
        };
        let focused = document
            .active_element()
            .filter(|active| element.contains(Some(active)));
        let place = focused.as_ref().and_then(Place::of);
        element.set_inner_html(html);
        let is_back = place.is_some_and(|place| place.go_back(&element));
        if focused.is_some() && !is_back {
            // The focus must not be lost to the page below.
            let next = element.query_selector("[autofocus]").ok().flatten();
            let next = next.map_or_else(|| self.title.clone(), JsCast::unchecked_into);
            let _ = next.focus();
            if let Some(field) = next.dyn_ref::<HtmlInputElement>() {
                field.select();
            }
        }
    }

    /// Closes the dialog; the focus returns to where it was.
    pub(super) fn close(&self) {
        if self.element.open() {
            self.element.close();
        }
        self.body.set_inner_html("");
    }

    /// Hears what is done in the open room.
    pub(super) fn listen(&self, shell: &Shell) {
        let on = |name: &'static str, work: fn(&Shell, &Event)| {
            let shell = shell.clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&self.element, name, options, move |event| {
                work(&shell, event);
            })
            .forget();
        };
        on("submit", |shell, event| {
            event.prevent_default();
            let event: &SubmitEvent = event.unchecked_ref();
            let form = event.target().and_then(|it| it.dyn_into().ok());
            let button: Option<HtmlButtonElement> =
                event.submitter().and_then(|it| it.dyn_into().ok());
            if let Some(form) = form {
                shell.act(&filled_in(&form, button.as_ref()), Sent::Submitted);
            }
        });
        on("change", changed);
        on("input", |shell, event| {
            let form = form_of(event).filter(|form| form.has_attribute("data-live"));
            if let Some(form) = form {
                shell.act(&filled_in(&form, None), Sent::Changed);
            }
        });
        on("click", |shell, event| {
            let target: Option<Element> = event.target().and_then(|it| it.dyn_into().ok());
            if let Some(target) = &target {
                clicked(shell, target);
            }
        });
        // On the document: what had the focus may have gone, and keys then come from its body.
        let keys = shell.clone();
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&shell.page.document, "keydown", options, move |event| {
            if keys.dialog.element.open() {
                pressed(&keys, event);
            }
        })
        .forget();
        // By Escape.
        on("close", |shell, _| {
            shell.with(crate::studio::Studio::close);
        });
        self.listen_to_fingers(shell);
    }

    /// Takes a swipe for an arrow key.
    fn listen_to_fingers(&self, shell: &Shell) {
        let lifted = RefCell::new(None);
        let shell = shell.clone();
        EventListener::new(&self.element, "touchstart", move |event| {
            let from = place_of_finger(event).zip(event.target());
            // On what was touched, which hears of the finger even when, by then, newer figures have
            // taken its place in the dialog and nothing above it is told.
            *lifted.borrow_mut() = from.map(|(from, touched)| {
                let shell = shell.clone();
                EventListener::once(&touched, "touchend", move |event| {
                    if let Some(key) = place_of_finger(event).and_then(|to| key_of_swipe(from, to))
                    {
                        shell.with(|studio| studio.take_key(key));
                    }
                })
            });
        })
        .forget();
    }
}

/// The key that a finger stands for which went sideways from one place to another.
fn key_of_swipe((x, y): (i32, i32), (to_x, to_y): (i32, i32)) -> Option<&'static str> {
    let (right, down) = (to_x - x, to_y - y);
    let is_swipe = right.abs() >= SWIPE && right.abs() > 2 * down.abs();
    is_swipe.then_some(if right < 0 { "ArrowRight" } else { "ArrowLeft" })
}

/// Where the only finger of an event is or was.
fn place_of_finger(event: &Event) -> Option<(i32, i32)> {
    let event: &TouchEvent = event.unchecked_ref();
    let fingers = event.changed_touches();
    let finger = fingers.get(0).filter(|_| fingers.length() == 1)?;
    Some((finger.client_x(), finger.client_y()))
}

fn form_of(event: &Event) -> Option<HtmlFormElement> {
    let field: Element = event.target()?.dyn_into().ok()?;
    field.closest("form").ok().flatten()?.dyn_into().ok()
}

fn changed(shell: &Shell, event: &Event) {
    let field: Option<HtmlInputElement> = event.target().and_then(|it| it.dyn_into().ok());
    if let Some(field) = field.filter(|field| field.type_() == "file") {
        if let Some(chosen) = field.files() {
            files::take(shell, &field.name(), &chosen);
        }
        // So that the same file can be chosen again.
        field.set_value("");
    } else if let Some(form) = form_of(event) {
        shell.act(&filled_in(&form, None), Sent::Changed);
    }
}

fn clicked(shell: &Shell, target: &Element) {
    if target
        .closest("button[name=close]")
        .ok()
        .flatten()
        .is_some()
    {
        shell.with(crate::studio::Studio::close);
    } else if let Some((_, room)) = named(target, "data-room") {
        shell.with(|studio| studio.open(&room));
    } else if let Some((_, key)) = named(target, "data-lever") {
        shell.with(crate::studio::Studio::close);
        shell.page.tell(&[REVEAL.into(), key.into()]);
    }
}

fn pressed(shell: &Shell, event: &Event) {
    let event: &KeyboardEvent = event.unchecked_ref();
    let target: Option<Element> = event.target().and_then(|it| it.dyn_into().ok());
    let is_chord = is_chord(event);
    if let Some(next) = target.as_ref().and_then(next_field)
        && event.key() == "Enter"
        && !is_chord
        && !event.is_composing()
    {
        event.prevent_default();
        // It is a field of an open room, which takes the focus.
        let _ = next.focus();
        next.select();
        return;
    }
    if is_chord || target.as_ref().is_some_and(takes_text) {
        return;
    }
    // A button is pressed by these.
    let key = event.key();
    let is_button = target.is_some_and(|target| target.tag_name() == "BUTTON");
    if is_button && matches!(key.as_str(), " " | "Enter") {
        return;
    }
    if shell.with(|studio| studio.take_key(&key)) {
        event.prevent_default();
    }
}

/// The field that follows within an element with `data-enter="next"`: the enter key goes there, and
/// sends the form from the last one.
fn next_field(target: &Element) -> Option<HtmlInputElement> {
    let group = target.closest("[data-enter=next]").ok()??;
    let fields = group.query_selector_all("input:not([type])").ok()?;
    let mut fields = (0..fields.length()).filter_map(|at| fields.get(at));
    let current: &web_sys::Node = target;
    fields.find(|field| field == current)?;
    fields.next()?.dyn_into().ok()
}

/// Where the focus is within a region, in words that hold for what follows it.
struct Place {
    selector: String,
    caret: Option<(u32, u32)>,
}

impl Place {
    fn of(element: &Element) -> Option<Self> {
        let attribute = |name: &str| {
            let value = element.get_attribute(name)?;
            Some(format!("[{name}=\"{}\"]", value.replace('"', "\\\"")))
        };
        let by_name = || {
            let value = attribute("value").filter(|_| element.tag_name() == "BUTTON");
            Some(attribute("name")? + &value.unwrap_or_default())
        };
        let selector = attribute("id").or_else(by_name)?;
        let field = element.dyn_ref::<HtmlInputElement>();
        let caret = field.and_then(|field| {
            let start = field.selection_start().ok().flatten()?;
            Some((start, field.selection_end().ok().flatten()?))
        });
        Some(Self { selector, caret })
    }

    /// False if there is no such element any longer.
    fn go_back(&self, within: &Element) -> bool {
        let Ok(Some(element)) = within.query_selector(&self.selector) else {
            return false;
        };
        // It took the focus before.
        let _ = element.unchecked_ref::<HtmlElement>().focus();
        if let (Some((start, end)), Some(field)) =
            (self.caret, element.dyn_ref::<HtmlInputElement>())
        {
            // A field without a caret throws.
            let _ = field.set_selection_range(start, end);
        }
        true
    }
}
