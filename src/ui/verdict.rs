//! The verdict and the six tiles: what a founder reads first, held against the first of the
//! compared plans.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::store::store;
use crate::format::unbroken;
use crate::story::tiles::{self, Subject, Tile};
use crate::story::{Span, Tone, verdict};
use crate::ui::derived::{derived, kept, memo, pieces, shown};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// Verdict, what separates this plan from the other, and the tiles.
#[component]
pub fn Verdict() -> impl IntoView {
    let store = store();
    let verdict = memo(move || {
        store.outcome.look(|outcome| {
            store.baselines.look(|baselines| {
                verdict::verdict(
                    &outcome.inputs,
                    &outcome.run,
                    &outcome.figures,
                    baselines.first().map(|baseline| (baseline, &outcome.luck)),
                )
            })
        })
    });
    let tiles = memo(move || {
        store.outcome.look(|outcome| {
            store.baselines.look(|baselines| {
                let subject = Subject {
                    run: &outcome.run,
                    figures: &outcome.figures,
                };
                tiles::tiles(subject, baselines.first())
            })
        })
    });
    view! {
        <section class="verdict" aria-label="Verdict">
            <h1>{spans(move || verdict.look(|verdict| verdict.headline.clone()))}</h1>
            <p>
                {spans(move || verdict.look(|verdict| verdict.comparison.clone().unwrap_or_default()))}
            </p>
            <p
                class="odds"
                use:wired=wires()
                    .class("old", move || store.forecast.look(|forecast| forecast.id) != store.asked.get())
            >
                {derived(move || {
                    let mut odds = store.forecast.look(|forecast| forecast.sentence());
                    let is_stressed = store.stress.look(|stress| stress.iter().any(Option::is_some));
                    if is_stressed && !odds.is_empty() {
                        odds.push_str(" The stress test has no part in them.");
                    }
                    odds
                })}
            </p>
        </section>
        <ul class="tiles">
            {pieces((0..tiles.glance(Vec::len)).map(|index| {
                    let tile = kept(move || tiles.look(|tiles| tiles[index].clone()));
                    view! { <TileView tile /> }
                }))}
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

/// A sentence in its tones. While these stay, only the words that differ are written anew.
fn spans(spans: impl Fn() -> Vec<Span> + Send + Sync + 'static) -> AnyView {
    let spans = memo(spans);
    let tones = memo(move || spans.look(|spans| spans.iter().map(|span| span.tone).collect()));
    shown(move || {
        let tones: Vec<Tone> = tones.get();
        pieces(tones.into_iter().enumerate().map(|(at, tone)| {
            // The words can be fewer until the tones have followed.
            let text = derived(move || {
                let text = |spans: &Vec<Span>| spans.get(at).map(|span| unbroken(&span.text));
                spans.look(text).unwrap_or_default()
            });
            match tone {
                Tone::Neutral => text.into_any(),
                tone => view! { <span class=class(tone)>{text}</span> }.into_any(),
            }
        }))
    })
}

#[component]
fn TileView(tile: RwSignal<Tile>) -> impl IntoView {
    let (open, set_open) = signal(false);
    let key = tile.glance(|tile| tile.key);
    let id = format!("tile-{key}");
    view! {
        <li class="tile">
            <div class="tile-label">
                <span>{derived(move || tile.look(|tile| tile.label.clone()))}</span>
                <button
                    type="button"
                    class="quiet help"
                    use:wired=wires()
                        .fixed("aria-controls", id.clone())
                        .text("aria-label", move || {
                            tile.look(|tile| format!("Definition of {}", tile.label))
                        })
                        .text("aria-expanded", move || open.get().to_string())
                        .on("click", move || set_open.update(|open| *open = !*open))
                        .on_event("keydown", move |event: KeyboardEvent| {
                            if event.key() == "Escape" {
                                set_open.set(false);
                            }
                        })
                        .on("blur", move || set_open.set(false))
                >
                    "?"
                </button>
            </div>
            <div class="tile-value">{derived(move || tile.look(|tile| tile.value.clone()))}</div>
            <div use:wired=wires()
                .text("class", move || format!("tile-note {}", tile.look(|tile| class(tile.tone))))>
                {derived(move || tile.look(|tile| tile.note.clone()))}
            </div>
            <div
                class="tile-note"
                use:wired=wires().flag("hidden", move || tile.look(|tile| tile.comparison.is_none()))
            >
                {derived(move || tile.look(|tile| tile.comparison.clone().unwrap_or_default()))}
            </div>
            <p class="popover" id=id use:wired=wires().flag("hidden", move || !open.get())>
                {derived(move || tile.look(|tile| tile.definition.to_owned()))}
            </p>
        </li>
    }
}
