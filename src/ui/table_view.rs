//! The numbers behind a chart, as a table in a dialog.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::chart_view::dated;
use super::surface::Surface;
use crate::chart;
use crate::ui::derived::{derived, effect, pieces, shown};
use crate::ui::wires::{wired, wires};

/// The dialog that shows the table behind the chart in `in_table`.
#[component]
pub fn TableDialog(
    /// The chart whose table is open.
    in_table: RwSignal<Option<Surface>>,
) -> impl IntoView {
    let dialog = StoredValue::new_local(None::<HtmlDialogElement>);
    effect(move || {
        if in_table.get().is_some()
            && let Some(dialog) = dialog.get_value()
            && !dialog.open()
        {
            // Fails only for a dialog that is not on the page.
            let _ = dialog.show_modal();
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_value() {
            dialog.close();
        }
    };
    view! {
        <dialog
            aria-labelledby="table-title"
            use:wired=wires()
                .made(move |element| dialog.set_value(element.clone().dyn_into().ok()))
                .on("close", move || in_table.set(None))
        >
            <div class="dialog-head">
                <h2 id="table-title">{derived(move || in_table.get().map_or_else(String::new, |surface| surface.spec.title.to_owned()))}</h2>
                <button type="button" class="quiet" aria-label="Close the table" use:wired=wires().on("click", close)>
                    "×"
                </button>
            </div>
            <div class="dialog-body" tabindex="0">
                {shown(move || in_table.get().map(|surface| view! { <Numbers surface /> }.into_any()))}
            </div>
        </dialog>
    }
}

#[component]
fn Numbers(surface: Surface) -> impl IntoView {
    shown(move || {
        let table = surface.look(chart::table);
        view! {
            <table class="numbers">
                <thead>
                    <tr>
                        <th scope="col">"Week"</th>
                        {pieces(
                            table
                                .columns
                                .iter()
                                .map(|column| view! { <th scope="col">{column.heading.clone()}</th> }),
                        )}
                    </tr>
                </thead>
                <tbody>
                    {pieces(
                        (0..table.weeks)
                            .map(|week| {
                                let cells = table
                                    .columns
                                    .iter()
                                    .map(|column| view! { <td>{column.text(week)}</td> });
                                view! {
                                    <tr>
                                        <th scope="row">{dated(week)}</th>
                                        {pieces(cells)}
                                    </tr>
                                }
                            }),
                    )}
                </tbody>
            </table>
        }
    })
}
