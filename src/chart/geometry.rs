//! Where the parts of a chart stand on a surface, in CSS pixels. It depends on the size and the
//! chart table alone, so that a crosshair, or a timeline below, can share the x-axis.

use super::frame::Frame;

/// Room for the ticks of the y-axis.
pub const LEFT: f64 = 54.0;
/// Room for the names at the ends of the lines.
pub const RIGHT: f64 = 76.0;
/// Room above the first pane.
pub const TOP: f64 = 8.0;
/// Room for the ticks of the x-axis.
pub const BOTTOM: f64 = 20.0;
/// Room between panes, for the caption of the lower one.
pub const GAP: f64 = 24.0;

/// A rectangle, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    /// Its width.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Its height.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Whether two rectangles have points in common, but for their edges.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether another rectangle lies inside.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// Wider by so much on every side.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }
}

/// The plot on a surface of `width` × `height`: all panes together, without ticks and names.
#[must_use]
pub fn plot(width: f64, height: f64) -> Rect {
    Rect {
        left: LEFT,
        top: TOP,
        right: (width - RIGHT).max(LEFT + 1.0),
        bottom: (height - BOTTOM).max(TOP + 1.0),
    }
}

/// Where everything of a chart stands.
#[derive(Clone, Debug)]
pub struct Geometry {
    /// All panes together.
    pub plot: Rect,
    /// Each pane, from top to bottom.
    pub panes: Vec<Rect>,
    weeks: f64,
}

impl Geometry {
    /// The places of a chart on a surface of `width` × `height` CSS pixels.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // panes and weeks are few
    pub fn new(frame: &Frame, width: f64, height: f64) -> Self {
        let plot = plot(width, height);
        let gaps = GAP * (frame.panes.len().saturating_sub(1)) as f64;
        let room = (plot.height() - gaps).max(0.0);
        let total: f64 = frame.panes.iter().map(|pane| pane.spec.weight).sum();
        let mut top = plot.top;
        let panes = frame
            .panes
            .iter()
            .map(|pane| {
                let bottom = (top + room * pane.spec.weight / total).round();
                let rect = Rect {
                    top,
                    bottom,
                    ..plot
                };
                top = bottom + GAP;
                rect
            })
            .collect();
        Self {
            plot,
            panes,
            weeks: frame.weeks.max(1) as f64,
        }
    }

    /// Where a moment stands, in weeks from now.
    #[must_use]
    pub fn x(&self, week: f64) -> f64 {
        self.plot.left + self.plot.width() * week / self.weeks
    }

    /// The week, counted from 0, whose values stand nearest to a place.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped just before
    pub fn week(&self, x: f64) -> usize {
        let end = ((x - self.plot.left) / self.plot.width() * self.weeks).round();
        (end.clamp(1.0, self.weeks) - 1.0) as usize
    }

    /// Where a value of a pane stands. Beyond the axis it is outside of the pane.
    #[must_use]
    pub fn y(&self, frame: &Frame, pane: usize, value: f64) -> f64 {
        let rect = &self.panes[pane];
        // Far outside is as good as infinitely far, and fits the integers of a backend.
        let height = frame.panes[pane].scale.height(value).clamp(-100.0, 100.0);
        rect.bottom - rect.height() * height
    }
}
