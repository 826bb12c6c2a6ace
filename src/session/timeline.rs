//! The timeline: what stands where along the weeks, and what dragging it or a key does to the
//! scenario. Pixels come in only as widths; elements, pointers and colours are the page's.

mod axis;
mod drag;
mod lanes;
mod marks;
mod phases;
mod row;
mod text;

pub use axis::{Axis, Tick};
pub use drag::{Drag, key_target, moment, spoken};
pub use lanes::{Lane, Side};
pub use marks::{Mark, ROWS, Row, Source};
pub use phases::{NotePlace, PHASE_NAMES, PhaseBar, PhaseLayout, phase_bars};
pub use row::{PlacedMark, RowLayout};
