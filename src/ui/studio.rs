//! The page's side of the studio, the program that keeps, shares, exports and presents scenarios:
//! what it is told, and what becomes of what it says. See [`crate::protocol`].

use gloo_events::EventListener;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit};

use super::engine::Engine;
use super::store::Store;
use crate::protocol::{APPLY, HELLO, REVEAL, TO_PAGE, TO_STUDIO, TROUBLE, VERSION};
use crate::ui::derived::effect;

/// Tells the studio of every step, once it is there, and does what it says. `reveal` brings an
/// input into view.
pub fn follow(store: Store, dark: Memo<bool>, reveal: Callback<String>) {
    let is_there = RwSignal::new(false);
    let engine: Engine = expect_context();
    effect(move || {
        store.settled.track();
        store.tab.track();
        // Of a change under way, or of runs that are still being made, it hears nothing.
        store.foretold.track();
        let dark = dark.get().into();
        if is_there.get() {
            tell(&[
                store.at_rest().to_link().into(),
                dark,
                engine.answer_at_rest(),
            ]);
        }
    });
    EventListener::new(&document(), TO_PAGE, move |event| {
        let detail = Array::from(&event.unchecked_ref::<CustomEvent>().detail());
        let text = |place: u32| detail.get(place).as_string().unwrap_or_default();
        match text(0).as_str() {
            HELLO if detail.get(1) != VERSION => store.outdated(),
            HELLO => is_there.set(true),
            APPLY => store.apply(&text(1), text(2), false),
            TROUBLE => store.notify(text(1), (2..detail.length()).map(text).collect()),
            REVEAL => reveal.run(text(1)),
            _ => {}
        }
    })
    .forget();
}

fn tell(detail: &[JsValue]) {
    let init = CustomEventInit::new();
    init.set_detail(&detail.iter().collect::<Array>());
    if let Ok(event) = CustomEvent::new_with_event_init_dict(TO_STUDIO, &init) {
        // It fails for an event under way only.
        let _ = document().dispatch_event(&event);
    }
}
