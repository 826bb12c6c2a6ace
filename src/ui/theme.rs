//! Light and dark: by the system, with a switch that this browser remembers.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::ui::derived::{derived, effect, memo};
use crate::ui::wires::{wired, wires};

/// Where the choice is kept. Without storage it holds for this visit only.
const STORED: &str = "headroom.theme";

/// What the founder chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// As the system has it.
    #[default]
    System,
    /// Dark ink on a light ground.
    Light,
    /// Light ink on a dark ground.
    Dark,
}

impl Choice {
    const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value of the page's `data-theme`, and of the stored choice.
    const fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

/// The browser's storage, unless it is forbidden.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Whether the page is dark, as a signal for what is drawn rather than styled.
#[derive(Clone, Copy)]
pub struct Theme {
    choice: RwSignal<Choice>,
    /// Whether the page is dark now.
    pub dark: Memo<bool>,
}

impl Theme {
    /// Follows the system and the stored choice.
    #[must_use]
    pub fn new() -> Self {
        // As bare text: the storage's own form is JSON, whose reader would weigh on the page.
        // A page within another is told by that one, before it starts.
        let stored = document()
            .document_element()
            .and_then(|root| root.get_attribute("data-theme"))
            .or_else(|| storage()?.get_item(STORED).ok().flatten());
        let choice = Choice::ALL
            .into_iter()
            .find(|choice| stored.as_deref() == Some(choice.key()))
            .unwrap_or_default();
        let choice = RwSignal::new(choice);
        let system_dark = RwSignal::new(false);
        if let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") {
            system_dark.set(query.matches());
            let listener = Closure::<dyn Fn(web_sys::MediaQueryListEvent)>::new(
                move |event: web_sys::MediaQueryListEvent| system_dark.set(event.matches()),
            );
            // An old browser without listeners keeps the theme it started with.
            let _ =
                query.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
            // The page's theme lives as long as the page.
            listener.forget();
        }
        effect(move || {
            if let Some(root) = document().document_element() {
                // Setting an attribute fails for impossible names only.
                let _ = root.set_attribute("data-theme", choice.get().key());
            }
        });
        let dark = memo(move || match choice.get() {
            Choice::System => system_dark.get(),
            Choice::Light => false,
            Choice::Dark => true,
        });
        Self { choice, dark }
    }

    fn switch(self) {
        self.choice.update(|choice| *choice = choice.next());
        // A browser that forbids storage forgets the choice, which is all that is lost.
        if let Some(storage) = storage() {
            let _ = storage.set_item(STORED, self.choice.get_untracked().key());
        }
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::new()
    }
}

/// The switch between system, light and dark.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let theme: Theme = expect_context();
    let label = move || match theme.choice.get() {
        Choice::System => "Colours: as the system",
        Choice::Light => "Colours: light",
        Choice::Dark => "Colours: dark",
    };
    let sign = move || match theme.choice.get() {
        Choice::System => "◐",
        Choice::Light => "○",
        Choice::Dark => "●",
    };
    view! {
        <button
            type="button"
            class="quiet theme"
            use:wired=wires()
                .text("aria-label", move || label().to_owned())
                .text("title", move || label().to_owned())
                .on("click", move || theme.switch())
        >
            {derived(move || sign().to_owned())}
        </button>
    }
}
