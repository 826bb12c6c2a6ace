//! The page: thin Leptos components over the model, in the browser only.

// A component's result is a view, which the macro uses; its length is that of the markup it holds;
// and it owns its properties by the macro's design.
#![allow(
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    clippy::too_many_lines
)]

pub mod address;
pub mod app;
pub mod assumptions;
pub mod canvas;
pub mod chart_view;
pub mod compare;
pub mod derived;
pub mod engine;
pub mod field;
pub mod header;
pub mod hires;
pub mod insight;
pub mod look;
pub mod notices;
pub mod painter;
pub mod slider;
pub mod sliders;
pub mod store;
pub mod stress;
pub mod studio;
pub mod surface;
pub mod table_view;
pub mod theme;
pub mod timeline;
pub mod verdict;
pub mod wires;

use leptos::prelude::*;

/// Mounts the page into the document's body and takes away what stood there while it loaded.
pub fn mount() {
    crate::format::set_locale(&engine::number_style());
    leptos::mount::mount_to_body(app::App);
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}
