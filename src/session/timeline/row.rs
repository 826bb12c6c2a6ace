//! A row of marks laid out: lanes, sides and labels cut to size.

use super::axis::Axis;
use super::lanes::{Extent, Lane, Side, pack};
use super::marks::{Mark, Row, marks};
use super::text::{SMALL, shortened, width};
use crate::model::inputs::Inputs;
use crate::model::run::Run;

/// From a mark's place to its label, in CSS pixels.
const LABEL_OFFSET: f64 = 10.0;
/// The widest label, in CSS pixels and as a share of the axis.
const WIDEST_LABEL: (f64, f64) = (184.0, 0.45);

/// A mark with its place in the row.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedMark {
    /// The mark.
    pub mark: Mark,
    /// Its lane and the side of its label.
    pub lane: Lane,
    /// The label as it is written.
    pub label: String,
    /// The room from the mark's place to the end of its label, in CSS pixels.
    pub room: f64,
    /// Where its line back begins, 0 to 1.
    pub since: f64,
    /// Where it stands, 0 to 1.
    pub at: f64,
}

/// A row of marks, laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct RowLayout {
    /// The marks in the order of their tables.
    pub marks: Vec<PlacedMark>,
    /// The number of lanes.
    pub lanes: usize,
}

impl RowLayout {
    /// Lays out a row on an axis of `pixels`, with `right` more to be used beyond its end. Each
    /// mark takes `radius` on either side: what a finger or a mouse needs to take hold of it.
    #[must_use]
    pub fn new(
        row: Row,
        (inputs, run): (&Inputs, &Run),
        axis: Axis,
        (pixels, right): (f64, f64),
        radius: f64,
    ) -> Self {
        let (most, share) = WIDEST_LABEL;
        let widest = most.min(share * pixels);
        let mut extents = Vec::new();
        let mut placed: Vec<PlacedMark> = marks(row, inputs, run)
            .into_iter()
            .map(|mark| {
                let label = if mark.at > axis.weeks() {
                    format!("{} →", shortened(&mark.label, SMALL, widest))
                } else {
                    shortened(&mark.label, SMALL, widest)
                };
                let room = LABEL_OFFSET + width(&label, SMALL);
                let (since, at) = (axis.share(mark.since), axis.share(mark.at));
                extents.push(Extent {
                    since: since * pixels,
                    at: at * pixels,
                    label: room,
                    radius,
                });
                PlacedMark {
                    mark,
                    lane: Lane {
                        index: 0,
                        side: Side::After,
                    },
                    label,
                    room,
                    since,
                    at,
                }
            })
            .collect();
        let (lanes, count) = pack(&extents, pixels + right);
        for (mark, lane) in placed.iter_mut().zip(lanes) {
            mark.lane = lane;
        }
        Self {
            marks: placed,
            lanes: count,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::preset::Preset;
    use crate::model::run::run;
    use crate::model::scenario::Scenario;
    use crate::session::timeline::ROWS;

    #[test]
    fn nothing_stands_outside_of_the_band_at_any_width() {
        for preset in Preset::ALL {
            let inputs = Inputs::preset(preset);
            let run = run(&inputs);
            let axis = Axis::new(run.weeks.len());
            for (pixels, row) in [260.0, 400.0, 1000.0]
                .into_iter()
                .flat_map(|pixels| ROWS.map(|row| (pixels, row)))
            {
                for mark in RowLayout::new(row, (&inputs, &run), axis, (pixels, 16.0), 12.0).marks {
                    let (left, right) = match mark.lane.side {
                        Side::After => (mark.since * pixels, mark.at * pixels + mark.room),
                        Side::Before => (mark.since * pixels - mark.room, mark.at * pixels),
                    };
                    assert!(
                        left >= 0.0 && right <= pixels + 16.0,
                        "{mark:?} on {pixels}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_lies_beyond_the_horizon_stands_at_its_end_with_an_arrow() {
        let mut scenario = Scenario::preset(Preset::Realistic);
        scenario.set("hires.5.month", 20.0).expect("possible");
        let run = run(&scenario.inputs);
        let row = RowLayout::new(
            Row::Hires,
            (&scenario.inputs, &run),
            Axis::new(52),
            (1000.0, 16.0),
            12.0,
        );
        let last = &row.marks[4];
        assert!((last.at - 1.0).abs() < 1e-12);
        assert_eq!(last.label, "QA →");
        assert_eq!(last.lane.side, Side::Before);
    }
}
