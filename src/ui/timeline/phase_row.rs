//! A phase: the planned bar, its overrun, and in words whether that is soon enough.

use leptos::prelude::*;

use super::grip::Grip;
use super::{Band, ROOM, percent};
use crate::model::parameters::Parameter;
use crate::session::lever::Lever;
use crate::session::timeline::{NotePlace, PhaseBar, PhaseLayout};
use crate::ui::derived::{derived, memo};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// The row of one phase.
#[component]
pub fn PhaseRow(
    /// The band that it is on.
    band: Band,
    /// Which phase, counted from 0.
    phase: usize,
    /// What there is to show of it.
    bar: RwSignal<PhaseBar>,
) -> impl IntoView {
    let layout = memo(move || {
        bar.look(|bar| PhaseLayout::new(bar, band.axis.get(), band.pixels.get(), ROOM))
    });
    let share = move |moment: fn(&PhaseBar) -> f64| band.axis.get().share(bar.look(moment));
    let start = move || share(|bar| bar.start);
    let planned = move || share(|bar| bar.planned_end);
    let end = move || share(|bar| bar.end.max(bar.planned_end));
    let place = move || layout.look(|layout| layout.note);
    let detail = derived(move || bar.look(|bar| bar.detail.clone()));
    let note_id = format!("phase-{}-note", phase + 1);
    let name = move || bar.look(|bar| bar.name.clone());
    // The note's distance from the side that it is tied to; below the bar it flows.
    let left = move || match place() {
        NotePlace::After => percent(end()),
        NotePlace::Before | NotePlace::Below => "auto".to_owned(),
    };
    // A margin makes the note narrower; moved to the right, its box would widen the page.
    let indent = move || match place() {
        NotePlace::Below => layout.look(|layout| format!("{:.0}px", layout.indent)),
        NotePlace::After | NotePlace::Before => "0".to_owned(),
    };
    let right = move || match place() {
        NotePlace::Before => percent(1.0 - start()),
        NotePlace::After | NotePlace::Below => "auto".to_owned(),
    };
    view! {
        <div class="phase">
            <div class="phase-track">
                <div
                    class="phase-overrun"
                    use:wired=wires()
                        .class("open", move || bar.look(|bar| !bar.is_finished))
                        .flag("hidden", move || bar.look(|bar| bar.end <= bar.planned_end))
                        .style("left", move || percent(planned()))
                        .style("width", move || percent(end() - planned()))
                ></div>
                <div
                    class="phase-bar"
                    use:wired=wires()
                        .style("left", move || percent(start()))
                        .style("width", move || percent(planned() - start()))
                >
                    {lever(phase, "start")
                        .map(|(lever, label)| {
                            view! {
                                <Grip
                                    band
                                    lever
                                    name=label
                                    title=detail
                                    begin=0.0
                                    class="phase-body"
                                    described_by=note_id.clone()
                                >
                                    <span
                                        class="phase-name"
                                        use:wired=wires().flag("hidden", move || !layout.get().name_on_bar)
                                    >
                                        {derived(name)}
                                    </span>
                                </Grip>
                            }
                        })}
                    {lever(phase, "weeks")
                        .map(|(lever, label)| {
                            view! {
                                <Grip
                                    band
                                    lever
                                    name=label
                                    title=detail
                                    begin=derived(move || bar.look(|bar| bar.start))
                                    class="phase-end"
                                    described_by=note_id.clone()
                                />
                            }
                        })}
                </div>
            </div>
            <p
                class="phase-note"
                id=note_id.clone()
                use:wired=wires()
                    .class("before", move || place() == NotePlace::Before)
                    .class("below", move || place() == NotePlace::Below)
                    .class("good", move || bar.look(|bar| bar.in_time))
                    .class("bad", move || bar.look(|bar| !bar.in_time))
                    .style("left", left)
                    .style("right", right)
                    .style("margin-left", indent)
                    .text("title", move || detail.get())
            >
                <span
                    class="phase-name-beside"
                    use:wired=wires().flag("hidden", move || layout.get().name_on_bar)
                >
                    {derived(name)}
                    " "
                </span>
                {derived(move || bar.look(|bar| bar.note.clone() + &bar.odds))}
                <span use:wired=wires()
                    .class("old", move || bar.look(|bar| bar.odds_are_old))
                    .property("innerHTML", move || bar.look(|bar| bar.drawing.clone()))></span>
            </p>
        </div>
    }
}

/// The input of a phase with its name.
fn lever(phase: usize, field: &str) -> Option<(Lever, &'static str)> {
    let row = Parameter::by_key(&format!("phases.{}.{field}", phase + 1))?;
    Some((Lever::Parameter(row), row.label))
}
