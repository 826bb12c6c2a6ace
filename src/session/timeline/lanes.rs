//! Marks with labels in as few lanes as keep them apart.

use crate::order::ascending;

/// Room between two neighbours in a lane, in CSS pixels.
const GAP: f64 = 8.0;

/// What a mark takes up, in CSS pixels from the left end of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// Where its line back begins; its own place if it has none.
    pub since: f64,
    /// Its own place.
    pub at: f64,
    /// The room that its label takes on one side, the space between included.
    pub label: f64,
    /// The room that the mark itself takes on either side of its place.
    pub radius: f64,
}

/// The side of a mark on which its label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// To the right.
    After,
    /// To the left, where the right has no room.
    Before,
}

/// The place of a mark in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The lane, from the top, counted from 0.
    pub index: usize,
    /// Where the label stands.
    pub side: Side,
}

impl Extent {
    fn range(&self, side: Side) -> (f64, f64) {
        match side {
            Side::After => (
                self.since.min(self.at - self.radius),
                self.at + self.radius.max(self.label),
            ),
            Side::Before => (
                (self.since - self.label).min(self.at - self.radius),
                self.at + self.radius,
            ),
        }
    }
}

/// Finds a lane for each mark so that none touches another, and how many lanes there are. Labels
/// stand after their mark unless that passes `right`, the last pixel that may be used.
#[must_use]
pub(super) fn pack(extents: &[Extent], right: f64) -> (Vec<Lane>, usize) {
    let ranges: Vec<(Side, (f64, f64))> = extents
        .iter()
        .map(|extent| {
            let after = extent.range(Side::After);
            if after.1 <= right {
                (Side::After, after)
            } else {
                (Side::Before, extent.range(Side::Before))
            }
        })
        .collect();
    // From left to right this is the least number of lanes.
    let order = ascending(&ranges.iter().map(|range| range.1.0).collect::<Vec<_>>());
    let mut ends: Vec<f64> = Vec::new();
    let mut lanes = vec![
        Lane {
            index: 0,
            side: Side::After
        };
        extents.len()
    ];
    for index in order {
        let (side, (left, end)) = ranges[index];
        let lane = ends
            .iter()
            .position(|&taken| taken + GAP <= left)
            .unwrap_or_else(|| {
                ends.push(f64::NEG_INFINITY);
                ends.len() - 1
            });
        ends[lane] = end;
        lanes[index] = Lane { index: lane, side };
    }
    (lanes, ends.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::inputs::Inputs;
    use crate::model::preset::Preset;
    use crate::model::run::run;
    use crate::session::timeline::axis::Axis;
    use crate::session::timeline::marks::{ROWS, marks};
    use crate::session::timeline::text::{SMALL, width};

    fn extent(since: f64, at: f64, label: f64) -> Extent {
        Extent {
            since,
            at,
            label,
            radius: 12.0,
        }
    }

    fn apart(extents: &[Extent], lanes: &[Lane]) -> bool {
        (0..extents.len()).all(|one| {
            (0..one).all(|other| {
                let (a, b) = (
                    extents[one].range(lanes[one].side),
                    extents[other].range(lanes[other].side),
                );
                lanes[one].index != lanes[other].index || a.1 <= b.0 || b.1 <= a.0
            })
        })
    }

    #[test]
    fn neighbours_share_a_lane_only_where_there_is_room() {
        let far = [extent(0.0, 0.0, 50.0), extent(100.0, 100.0, 50.0)];
        assert_eq!(pack(&far, 1000.0).1, 1);
        let near = [extent(0.0, 0.0, 50.0), extent(40.0, 40.0, 50.0)];
        assert_eq!(pack(&near, 1000.0).1, 2);
        let under_a_line = [extent(0.0, 0.0, 50.0), extent(20.0, 100.0, 50.0)];
        assert_eq!(pack(&under_a_line, 1000.0).1, 2);
    }

    #[test]
    fn a_label_without_room_at_the_right_stands_before_its_mark() {
        let (lanes, _) = pack(&[extent(290.0, 290.0, 50.0), extent(0.0, 0.0, 50.0)], 300.0);
        assert_eq!(lanes[0].side, Side::Before);
        assert_eq!(lanes[1].side, Side::After);
    }

    #[test]
    fn the_marks_of_both_presets_stand_apart_at_every_width() {
        for preset in Preset::ALL {
            let inputs = Inputs::preset(preset);
            let run = run(&inputs);
            let axis = Axis::new(run.weeks.len());
            for pixels in [260.0, 320.0, 640.0, 1000.0] {
                for row in ROWS {
                    let extents: Vec<Extent> = marks(row, &inputs, &run)
                        .iter()
                        .map(|mark| Extent {
                            since: axis.share(mark.since) * pixels,
                            at: axis.share(mark.at) * pixels,
                            label: 10.0 + width(&mark.label, SMALL),
                            radius: 12.0,
                        })
                        .collect();
                    let (lanes, count) = pack(&extents, pixels + 16.0);
                    assert!(apart(&extents, &lanes), "{row:?} at {pixels}");
                    assert!(lanes.iter().all(|lane| lane.index < count));
                }
            }
        }
    }
}
