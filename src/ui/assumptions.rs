//! All assumptions: every input with its unit, range and basis, searchable.

use leptos::prelude::*;
use web_sys::Event;

use super::field::Field;
use super::store::store;
use crate::format;
use crate::model::parameters::{PARAMETERS, Panel, Parameter};
use crate::session::lever::Lever;
use crate::ui::derived::{derived, memo, pieces, shown};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// Whether a row is meant by the words typed into the search.
fn matches(row: &Parameter, words: &str) -> bool {
    let text = format!(
        "{} {} {} {} {} {} {}",
        row.key,
        row.label,
        row.meaning(),
        format::unit_name(row.unit),
        row.panel.label(),
        row.basis.word(),
        row.note
    )
    .to_ascii_lowercase();
    words
        .to_ascii_lowercase()
        .split_whitespace()
        .all(|word| text.contains(word))
}

/// The table of every input.
#[component]
pub fn Assumptions() -> impl IntoView {
    let (search, set_search) = signal(String::new());
    let found = memo(move || {
        PARAMETERS
            .iter()
            .filter(|row| matches(row, &search.get()))
            .count()
    });
    view! {
        <section class="assumptions" aria-label="All assumptions">
            <div class="search">
                <label for="assumption-search">"Search all assumptions"</label>
                <input
                    id="assumption-search"
                    type="search"
                    use:wired=wires()
                        .fixed("placeholder", "churn, salary, benchmark …")
                        .fixed("autocomplete", "off")
                        .on_event("input", move |event: Event| {
                        set_search.set(event_target_value(&event));
                    })
                />
                <span role="status">
                    {derived(move || format!("{} of {}", found.get(), PARAMETERS.len()))}
                </span>
            </div>
            <p class="hint" use:wired=wires().flag("hidden", move || found.get() != 0)>
                "Nothing matches. Hires are in the panel of sliders."
            </p>
            {pieces(Panel::ALL.into_iter().map(|panel| view! { <PanelTable panel search /> }))}
        </section>
    }
}

#[component]
fn PanelTable(panel: Panel, search: ReadSignal<String>) -> impl IntoView {
    let rows = move || PARAMETERS.iter().filter(move |row| row.panel == panel);
    let hidden = move || !search.look(|words| rows().any(|row| matches(row, words)));
    view! {
        <div class="panel-table" use:wired=wires().flag("hidden", hidden)>
            <h3>{panel.label()}</h3>
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Input"</th>
                        <th scope="col">"Value"</th>
                        <th scope="col">"Unit"</th>
                        <th scope="col">"Slider"</th>
                        <th scope="col">"Plausible"</th>
                        <th scope="col">"Rests on"</th>
                        <th scope="col">
                            <span class="hidden-text">"Reset"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {pieces(rows().map(|row| view! { <Row row search /> }))}
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: &'static Parameter, search: ReadSignal<String>) -> impl IntoView {
    let store = store();
    let lever = Lever::Parameter(row);
    let moved = store.moved(lever, store.preset_value(lever));
    let reset = move || store.change(|scenario| scenario.reset(row));
    let span = |(low, high): (f64, f64)| {
        format!(
            "{} – {}",
            format::plain(row.unit, low),
            format::plain(row.unit, high)
        )
    };
    view! {
        <tr use:wired=wires()
            .flag("hidden", move || !search.look(|words| matches(row, words)))
            .class("moved", move || moved.get())>
            <th scope="row">
                <span>{row.label}</span>
                <small>{row.meaning()}</small>
            </th>
            <td>
                <Field lever label=row.label />
            </td>
            {shown(move || {
                store.follow_signs();
                let spread = row.spread.map(span).unwrap_or_default();
                let basis = lever.basis();
                pieces(
                    [format::unit_name(row.unit), span(row.range), spread, basis]
                        .into_iter()
                        .map(|text| view! { <td>{text}</td> }),
                )
            })}
            <td>
                <button
                    type="button"
                    class="quiet reset"
                    aria-label=format!("Reset {}", row.label)
                    use:wired=wires().flag("hidden", move || !moved.get()).on("click", reset)
                >
                    "↺"
                </button>
            </td>
        </tr>
    }
}
