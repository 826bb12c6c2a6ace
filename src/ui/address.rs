//! The address bar carries the scenario, those beside it and the open part of the page. Its fragment never leaves the browser.

use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::store::Store;
use crate::share::link::View;

/// What the address bar says, and a line for each part of it that could not be taken.
#[must_use]
pub fn read() -> (View, Vec<String>) {
    let fragment = window().location().hash().unwrap_or_default();
    let (view, problems) = View::from_link(&fragment);
    (view, problems.iter().map(ToString::to_string).collect())
}

/// Says what of a link could not be taken.
pub fn report(store: Store, problems: Vec<String>) {
    if !problems.is_empty() {
        store.notify(
            "Parts of the link could not be read. Everything else was taken.",
            problems,
        );
    }
}

/// Writes every step of the history into the address bar, and goes where back and forward lead.
pub fn follow(store: Store) {
    store.on_commit(Callback::new(move |()| {
        let link = store.view().to_link();
        // An empty address is relative to nothing: the path alone takes the fragment away.
        let address = if link.is_empty() {
            window()
                .location()
                .pathname()
                .unwrap_or_else(|_| ".".to_owned())
                + &window().location().search().unwrap_or_default()
        } else {
            format!("#{link}")
        };
        let pushed = window()
            .history()
            .and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&address)));
        if pushed.is_err() {
            // Browsers refuse too many steps in a short time.
            store.notify(
                "The browser did not take the address of this change.",
                vec![],
            );
        }
    }));
    EventListener::new(&window(), "popstate", move |_| {
        let (view, problems) = read();
        store.show(view);
        report(store, problems);
    })
    .forget();
}
