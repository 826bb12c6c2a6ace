//! The page: thin Leptos components over the model, in the browser only.

pub mod store;

use leptos::prelude::*;

/// Mounts the page into the document's body.
pub fn mount() {
    leptos::mount::mount_to_body(|| view! { <main><h1>"Headroom"</h1></main> });
}
