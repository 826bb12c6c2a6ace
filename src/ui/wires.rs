//! What of an element follows signals, and what it does on events: `<input use:wired=wires().…>`.
//!
//! Leptos compiles an attribute anew for every pair of a name and a kind of value, and a listener
//! for every kind of event; a page that is all sliders had some seventy of them. Here each is a
//! name and a boxed closure, of one type whatever they are. What never changes stands in the
//! markup.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement};

use crate::ui::derived::Answer;

/// What of an element lives.
#[derive(Clone, Default)]
pub struct Wires(Vec<(&'static str, Wire)>);

#[derive(Clone)]
enum Wire {
    Fixed(Rc<str>),
    Text(Rc<dyn Answer<(), Option<String>>>),
    Class(Rc<dyn Answer<(), bool>>),
    Style(Rc<dyn Answer<(), String>>),
    Property(Rc<dyn Answer<(), String>>),
    Event(Rc<dyn Answer<Event, ()>>),
    Made(Rc<dyn for<'element> Answer<&'element Element, ()>>),
}

/// Nothing yet.
#[must_use]
pub fn wires() -> Wires {
    Wires::default()
}

impl Wires {
    /// An attribute with a text.
    #[must_use]
    pub fn text(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.text_or_none(name, move || Some(value()))
    }

    /// An attribute that never changes. Those that many elements have stand in the markup, where
    /// they are read best; each name costs a kilobyte there.
    #[must_use]
    pub fn fixed(self, name: &'static str, value: impl Into<Rc<str>>) -> Self {
        self.with(name, Wire::Fixed(value.into()))
    }

    /// An attribute that is there while there is a text for it.
    #[must_use]
    pub fn text_or_none(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.with(name, Wire::Text(Rc::new(move |()| value())))
    }

    /// An attribute without a value, there or not, such as `hidden`.
    #[must_use]
    pub fn flag(self, name: &'static str, is_set: impl Fn() -> bool + 'static) -> Self {
        self.text_or_none(name, move || is_set().then(String::new))
    }

    /// A class beside those of the markup.
    #[must_use]
    pub fn class(self, name: &'static str, is_set: impl Fn() -> bool + 'static) -> Self {
        self.with(name, Wire::Class(Rc::new(move |()| is_set())))
    }

    /// A property of its style.
    #[must_use]
    pub fn style(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.with(name, Wire::Style(Rc::new(move |()| value())))
    }

    /// A property of the element itself, such as an input's `value`.
    #[must_use]
    pub fn property(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.with(name, Wire::Property(Rc::new(move |()| value())))
    }

    /// What happens on an event.
    #[must_use]
    pub fn on(self, event: &'static str, action: impl Fn() + 'static) -> Self {
        self.with(event, Wire::Event(Rc::new(move |_: Event| action())))
    }

    /// What happens on an event, of the kind that events of this name have.
    #[must_use]
    pub fn on_event<Kind: JsCast>(
        self,
        event: &'static str,
        action: impl Fn(Kind) + 'static,
    ) -> Self {
        let action = move |event: Event| action(event.unchecked_into());
        self.with(event, Wire::Event(Rc::new(action)))
    }

    /// What is done with the element once it is made.
    #[must_use]
    pub fn made(self, action: impl Fn(&Element) + 'static) -> Self {
        self.with("", Wire::Made(Rc::new(action)))
    }

    fn with(mut self, name: &'static str, wire: Wire) -> Self {
        self.0.push((name, wire));
        self
    }
}

/// The directive: wires up an element that has just been made. All of it goes with the part of the
/// page that the element belongs to.
pub fn wired(element: Element, wires: Wires) {
    let mut listeners = Vec::new();
    let mut followers = Vec::new();
    for (name, wire) in wires.0 {
        match wire {
            Wire::Event(action) => {
                let options = EventListenerOptions::enable_prevent_default();
                let heard = move |event: &Event| action.answer(event.clone());
                listeners.push(EventListener::new_with_options(
                    &element, name, options, heard,
                ));
            }
            Wire::Fixed(value) => {
                let _ = element.set_attribute(name, &value);
            }
            Wire::Made(action) => action.answer(&element),
            followed => followers.push(follow(element.clone(), name, followed)),
        }
    }
    StoredValue::new_local((listeners, followers));
}

/// Keeps one thing of the element at its value, and leaves alone what has not changed.
fn follow(element: Element, name: &'static str, wire: Wire) -> RenderEffect<()> {
    let last = RefCell::new(None::<Option<String>>);
    RenderEffect::new(move |_| {
        let now = match &wire {
            Wire::Text(value) => value.answer(()),
            Wire::Class(is_set) => is_set.answer(()).then(String::new),
            Wire::Style(value) | Wire::Property(value) => Some(value.answer(())),
            Wire::Fixed(_) | Wire::Event(_) | Wire::Made(_) => None,
        };
        if last.borrow().as_ref() == Some(&now) {
            return;
        }
        write(&element, name, &wire, now.as_deref());
        last.replace(Some(now));
    })
}

/// None of these fails for the names that the page uses.
fn write(element: &Element, name: &str, wire: &Wire, now: Option<&str>) {
    match (wire, now) {
        (Wire::Text(_), Some(text)) => {
            let _ = element.set_attribute(name, text);
        }
        (Wire::Text(_), None) => {
            let _ = element.remove_attribute(name);
        }
        (Wire::Class(_), now) => {
            let _ = element.class_list().toggle_with_force(name, now.is_some());
        }
        (Wire::Style(_), now) => {
            let style = element.unchecked_ref::<HtmlElement>().style();
            let _ = style.set_property(name, now.unwrap_or_default());
        }
        (Wire::Property(_), now) => {
            let _ = js_sys::Reflect::set(element, &name.into(), &now.into());
        }
        (Wire::Fixed(_) | Wire::Event(_) | Wire::Made(_), _) => {}
    }
}
