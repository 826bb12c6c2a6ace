//! The verdict and the six tiles: what a founder reads first.

use leptos::prelude::*;

use super::store::store;
use crate::story::tiles::{self, Subject, Tile};
use crate::story::{Span, Tone, verdict};

/// Verdict, what separates this plan from the other, and the tiles.
#[component]
pub fn Verdict() -> impl IntoView {
    let store = store();
    let verdict = Memo::new(move |_| {
        store.outcome.with(|outcome| {
            store.baseline.with(|baseline| {
                verdict::verdict(
                    &outcome.inputs,
                    &outcome.run,
                    &outcome.figures,
                    Some(baseline),
                )
            })
        })
    });
    let tiles = Memo::new(move |_| {
        store.outcome.with(|outcome| {
            store.baseline.with(|baseline| {
                let subject = Subject {
                    run: &outcome.run,
                    figures: &outcome.figures,
                };
                tiles::tiles(subject, Some(baseline))
            })
        })
    });
    view! {
        <section class="verdict" aria-label="Verdict">
            <h1>{move || verdict.with(|verdict| spans(&verdict.headline))}</h1>
            <p>
                {move || verdict.with(|verdict| verdict.comparison.as_deref().map(spans))}
            </p>
        </section>
        <ul class="tiles">
            {(0..tiles.with_untracked(Vec::len))
                .map(|index| {
                    let tile = Memo::new(move |_| tiles.with(|tiles| tiles[index].clone()));
                    view! { <TileView tile /> }
                })
                .collect_view()}
        </ul>
    }
}

/// The class that colours a tone. The words carry it too.
const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Neutral => "",
    }
}

fn spans(spans: &[Span]) -> impl IntoView + use<> {
    spans
        .iter()
        .map(|span| view! { <span class=class(span.tone)>{span.text.clone()}</span> })
        .collect_view()
}

#[component]
fn TileView(tile: Memo<Tile>) -> impl IntoView {
    let (open, set_open) = signal(false);
    let key = tile.with_untracked(|tile| tile.key);
    let id = format!("tile-{key}");
    view! {
        <li class="tile">
            <div class="tile-label">
                <span>{move || tile.with(|tile| tile.label.clone())}</span>
                <button
                    type="button"
                    class="quiet help"
                    aria-label=move || format!("Definition of {}", tile.with(|tile| tile.label.clone()))
                    aria-expanded=move || open.get().to_string()
                    aria-controls=id.clone()
                    on:click=move |_| set_open.update(|open| *open = !*open)
                    on:keydown=move |event| {
                        if event.key() == "Escape" {
                            set_open.set(false);
                        }
                    }
                    on:blur=move |_| set_open.set(false)
                >
                    "?"
                </button>
            </div>
            <div class="tile-value">{move || tile.with(|tile| tile.value.clone())}</div>
            <div class=move || format!("tile-note {}", tile.with(|tile| class(tile.tone)))>
                {move || tile.with(|tile| tile.note.clone())}
            </div>
            <div class="tile-note" hidden=move || tile.with(|tile| tile.comparison.is_none())>
                {move || tile.with(|tile| tile.comparison.clone())}
            </div>
            <p class="popover" id=id hidden=move || !open.get()>
                {move || tile.with(|tile| tile.definition)}
            </p>
        </li>
    }
}
