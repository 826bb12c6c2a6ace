//! The page below: what it tells the studio, what it is told, and the controls of its own that open
//! rooms.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Array, Float64Array};
use wasm_bindgen::prelude::*;
use web_sys::{
    CustomEvent, CustomEventInit, Document, Element, HtmlElement, KeyboardEvent, Window,
};

use super::Shell;
use crate::forecast::Forecast;
use crate::protocol::{HELLO, TO_PAGE, TO_STUDIO, VERSION};
use crate::share::View;
use crate::studio::{Sent, World};

#[wasm_bindgen]
extern "C" {
    /// How numbers are written where the reader lives: see `static/boot.js`.
    #[wasm_bindgen(js_name = numberStyle)]
    pub(super) fn number_style() -> String;
}

/// The window and the document of the page.
#[derive(Clone)]
pub(super) struct Page {
    pub(super) window: Window,
    pub(super) document: Document,
    pub(super) body: HtmlElement,
    /// Whether the browser has led to another address since the page last said what is on it.
    is_led: Rc<Cell<bool>>,
}

impl Page {
    pub(super) fn new() -> Result<Self, JsValue> {
        let window = web_sys::window().ok_or("there is no window")?;
        let document = window.document().ok_or("there is no document")?;
        let body = document.body().ok_or("the document has no body")?;
        Ok(Self {
            window,
            document,
            body,
            is_led: Rc::default(),
        })
    }

    /// Asks the page to say what is on it.
    pub(super) fn greet(&self) {
        self.tell(&[HELLO.into(), VERSION.into()]);
    }

    /// Says something to the page.
    pub(super) fn tell(&self, detail: &[JsValue]) {
        let init = CustomEventInit::new();
        init.set_detail(&detail.iter().collect::<Array>());
        if let Ok(event) = CustomEvent::new_with_event_init_dict(TO_PAGE, &init) {
            // It fails for an event under way only.
            let _ = self.document.dispatch_event(&event);
        }
    }

    /// Hears what the page says, the clicks on its buttons that open rooms, and the keys that work
    /// everywhere.
    pub(super) fn listen(&self, shell: &Shell) {
        let hearing = shell.clone();
        EventListener::new(&self.document, TO_STUDIO, move |event| {
            let detail = Array::from(&event.unchecked_ref::<CustomEvent>().detail());
            hearing.hear(&detail);
        })
        .forget();
        // Before the page hears of it and says what it shows.
        let is_led = self.is_led.clone();
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&self.window, "popstate", options, move |_| {
            is_led.set(true);
        })
        .forget();
        let clicked = shell.clone();
        EventListener::new(&self.document, "click", move |event| {
            let target: Option<Element> = event.target().and_then(|it| it.dyn_into().ok());
            if let Some(target) = &target {
                clicked.click(target);
            }
        })
        .forget();
        let pressed = shell.clone();
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&self.document, "keydown", options, move |event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            if let Some((room, errand)) = errand_of(event) {
                event.prevent_default();
                pressed.with(|studio| studio.ask(room, errand));
            }
        })
        .forget();
    }
}

impl Shell {
    fn hear(&self, detail: &Array) {
        let link = detail.get(0).as_string().unwrap_or_default();
        let location = self.page.window.location();
        let text = |read: Result<String, JsValue>| read.unwrap_or_default();
        // What cannot be read of a link has been told by the page.
        let (view, _) = View::from_link(&link);
        let mut world = World {
            compared: view.others(),
            scenario: view.scenario,
            dark: detail.get(1).is_truthy(),
            address: text(location.origin()) + &text(location.pathname()),
            link,
            is_led: self.page.is_led.take(),
            now: js_sys::Date::now(),
            ..World::default()
        };
        if let Some((link, forecast)) = forecast(&detail.get(2)) {
            world.take_forecast(&link, &forecast);
        }
        self.with(|studio| studio.know(world));
    }

    /// A click on something that opens a room or sends one a form: `data-studio` or
    /// `data-studio-do` name the room, `data-form` has the form.
    fn click(&self, target: &Element) {
        let form = |element: &Element| element.get_attribute("data-form").unwrap_or_default();
        if let Some((element, room)) = named(target, "data-studio") {
            self.with(|studio| {
                studio.open(&room);
                let form = form(&element);
                if !form.is_empty() {
                    studio.act(&form, Sent::Submitted);
                }
            });
        } else if let Some((element, room)) = named(target, "data-studio-do") {
            self.with(|studio| studio.ask(&room, &form(&element)));
        }
    }
}

/// What the engine has said to the page of a link's plan: see [`crate::protocol`].
fn forecast(message: &JsValue) -> Option<(String, Forecast)> {
    let message: &Array = message.dyn_ref()?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // counts
    let count = |place: u32| Some(message.get(place).as_f64()? as u32);
    let runs = (count(2)?, count(3)?);
    let numbers = message.get(5).dyn_into::<Float64Array>().ok()?.to_vec();
    let notes = Array::from(&message.get(6));
    let notes: Vec<String> = notes.iter().filter_map(|note| note.as_string()).collect();
    let forecast = Forecast::new(count(1)?, runs, count(4)? as usize, &numbers, &notes);
    Some((message.get(7).as_string()?, forecast))
}

/// The nearest element around, itself included, with an attribute, and its value.
pub(super) fn named(element: &Element, attribute: &str) -> Option<(Element, String)> {
    let element = element.closest(&format!("[{attribute}]")).ok().flatten()?;
    let value = element.get_attribute(attribute)?;
    Some((element, value))
}

/// Whether keys mean letters where an element has the focus.
pub(super) fn takes_text(element: &Element) -> bool {
    let is_plain = ["button", "checkbox", "radio", "range", "submit", "file"];
    match element.tag_name().as_str() {
        "INPUT" => !is_plain.contains(&element.get_attribute("type").unwrap_or_default().as_str()),
        "TEXTAREA" | "SELECT" => true,
        _ => false,
    }
}

/// What a room is asked by a key, unless the key is for a text.
fn errand_of(event: &KeyboardEvent) -> Option<(&'static str, &'static str)> {
    let target = event.target()?;
    if !(event.ctrl_key() || event.meta_key())
        || event.alt_key()
        || target.dyn_ref().is_some_and(takes_text)
    {
        return None;
    }
    match (event.key().as_str(), event.shift_key()) {
        ("z", false) => Some(("history", "do=undo")),
        ("z" | "Z", true) | ("y", false) => Some(("history", "do=redo")),
        _ => None,
    }
}
