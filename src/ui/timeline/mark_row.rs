//! A row of marks: dots with labels in lanes.

use leptos::prelude::*;

use super::grip::Grip;
use super::{Band, ROOM, percent};
use crate::session::timeline::{PlacedMark, Row, RowLayout, Side};
use crate::ui::derived::{derived, kept, keyed, memo};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// The row of hires, of launches or of messages.
#[component]
pub fn MarkRow(
    /// The band that it is on.
    band: Band,
    /// Which of them.
    row: Row,
) -> impl IntoView {
    let radius = Band::radius();
    let layout = kept(move || {
        let (axis, pixels) = (band.axis.get(), band.pixels.get());
        band.store.outcome.look(|outcome| {
            let what = (&outcome.inputs, &outcome.run);
            RowLayout::new(row, what, axis, (pixels, ROOM.1), radius)
        })
    });
    let sources = memo(move || {
        layout.look(|layout| {
            layout
                .marks
                .iter()
                .map(|placed| placed.mark.source.number())
                .collect::<Vec<_>>()
        })
    });
    let title = format!(
        "timeline-{}",
        row.label().replace(' ', "-").to_ascii_lowercase()
    );
    view! {
        <div
            class="timeline-row"
            role="group"
            aria-labelledby=title.clone()
            use:wired=wires().flag("hidden", move || sources.look(Vec::is_empty))
        >
            <p class="timeline-caption">
                <span id=title.clone()>{row.label()}</span>
                " "
                <span class="timeline-caption-hint">{row.hint()}</span>
            </p>
            <div
                class="timeline-lanes"
                use:wired=wires()
                    .class("still", move || row == Row::Messages)
                    .style("--lanes", move || layout.look(|layout| layout.lanes.to_string()))
            >
                {keyed(move || sources.get(), move |number| view! { <MarkView band layout number /> })}
            </div>
        </div>
    }
}

/// One mark.
#[component]
fn MarkView(band: Band, layout: RwSignal<RowLayout>, number: usize) -> impl IntoView {
    let placed = Memo::new(move |before: Option<&Option<PlacedMark>>| {
        let now = layout.look(|layout| {
            layout
                .marks
                .iter()
                .find(|placed| placed.mark.source.number() == number)
                .cloned()
        });
        // One that has just gone stays as it was until its element goes too.
        now.or_else(|| before.cloned().flatten())
    });
    let read = move |text: fn(&PlacedMark) -> String| {
        placed.look(|placed| placed.as_ref().map(text).unwrap_or_default())
    };
    let detail = derived(move || read(|placed| placed.mark.detail.clone()));
    let inside = move || {
        view! {
            <span class="mark-line"></span>
            <span class="mark-dot"></span>
            <span class="mark-label">{derived(move || read(|placed| placed.label.clone()))}</span>
        }
    };
    let is_before = move || {
        placed.look(|placed| {
            placed
                .as_ref()
                .is_some_and(|placed| placed.lane.side == Side::Before)
        })
    };
    let lever = placed.glance(|placed| placed.as_ref()?.mark.source.lever());
    view! {
        <div
            class="mark"
            use:wired=wires()
                .class("before", is_before)
                .style("left", move || read(|placed| percent(placed.since)))
                .style("width", move || read(|placed| percent(placed.at - placed.since)))
                .style("--lane-index", move || read(|placed| placed.lane.index.to_string()))
                .style("--room", move || read(|placed| format!("{:.0}px", placed.room)))
        >
            {match lever {
                Some(lever) => {
                    view! {
                            <Grip
                                band
                                lever
                                name=derived(move || read(|placed| placed.mark.name.clone()))
                                title=detail
                                begin=0.0
                                class="mark-grip"
                            >
                                {inside()}
                            </Grip>
                        }.into_any()
                }
                None => {
                    view! {
                            <div
                                class="mark-grip fixed"
                                role="img"
                                use:wired=wires()
                                    .text("aria-label", move || detail.get())
                                    .text("title", move || detail.get())
                            >
                                {inside()}
                            </div>
                        }.into_any()
                }
            }}
        </div>
    }
}
