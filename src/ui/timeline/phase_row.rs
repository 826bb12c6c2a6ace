//! A phase: the planned bar, its overrun, and in words whether that is soon enough.

use leptos::prelude::*;

use super::grip::Grip;
use super::{Band, ROOM, percent};
use crate::model::parameters::Parameter;
use crate::session::lever::Lever;
use crate::session::timeline::{NotePlace, PhaseBar, PhaseLayout, Tone};

/// The row of one phase, counted from 0.
#[component]
pub fn PhaseRow(band: Band, phase: usize, bar: Memo<PhaseBar>) -> impl IntoView {
    let layout = Memo::new(move |_| {
        bar.with(|bar| PhaseLayout::new(bar, band.axis.get(), band.pixels.get(), ROOM))
    });
    let share = move |moment: fn(&PhaseBar) -> f64| band.axis.get().share(bar.with(moment));
    let start = move || share(|bar| bar.start);
    let planned = move || share(|bar| bar.planned_end);
    let end = move || share(|bar| bar.end.max(bar.planned_end));
    let place = move || layout.with(|layout| layout.note);
    let detail = Signal::derive(move || bar.with(|bar| bar.detail.clone()));
    let note_id = format!("phase-{}-note", phase + 1);
    let name = move || bar.with(|bar| bar.name.clone());
    // The note's distance from the side that it is tied to; below the bar it flows.
    let left = move || match place() {
        NotePlace::After => percent(end()),
        NotePlace::Before => "auto".to_owned(),
        NotePlace::Below => layout.with(|layout| format!("{:.0}px", layout.indent)),
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
                    class:open=move || bar.with(|bar| !bar.is_finished)
                    hidden=move || bar.with(|bar| bar.end <= bar.planned_end)
                    style:left=move || percent(planned())
                    style:width=move || percent(end() - planned())
                ></div>
                <div
                    class="phase-bar"
                    style:left=move || percent(start())
                    style:width=move || percent(planned() - start())
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
                                    <span class="phase-name" hidden=move || !layout.get().name_on_bar>
                                        {name}
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
                                    begin=Signal::derive(move || bar.with(|bar| bar.start))
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
                class:below=move || place() == NotePlace::Below
                class:good=move || bar.with(|bar| bar.tone == Tone::Good)
                class:bad=move || bar.with(|bar| bar.tone == Tone::Bad)
                style:left=left
                style:right=right
                title=detail
            >
                <span class="phase-name-beside" hidden=move || layout.get().name_on_bar>
                    {name}
                    " "
                </span>
                {move || bar.with(|bar| bar.note.clone())}
            </p>
        </div>
    }
}

/// The input of a phase with its name.
fn lever(phase: usize, field: &str) -> Option<(Lever, &'static str)> {
    let row = Parameter::by_key(&format!("phases.{}.{field}", phase + 1))?;
    Some((Lever::Parameter(row), row.label))
}
