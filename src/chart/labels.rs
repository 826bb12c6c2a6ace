//! Places for words, so that none covers another, and lines as few as possible.

use super::geometry::Rect;
use crate::order::ascending;

/// Height of a line of text for its size.
const LINE_HEIGHT: f64 = 1.05;

/// The width of a text in CSS pixels: an estimate on the wide side, for the real one is known only
/// to the browser, and asking it costs more than drawing the chart.
#[must_use]
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    let ems: f64 = text
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.33,
            'f' | 'r' | 't' | '(' | ')' | '-' | 'I' | '…' => 0.43,
            'm' | 'w' | 'M' | 'W' | '%' | '−' | '✓' => 0.9,
            'A'..='Z' => 0.7,
            _ => 0.61,
        })
        .sum();
    ems * size
}

/// A text cut so that it is not wider than `width`.
#[must_use]
pub(super) fn fitted(text: &str, size: f64, width: f64) -> String {
    if text_width(text, size) <= width {
        return text.to_owned();
    }
    let mut cut = text.to_owned();
    while cut.pop().is_some() {
        let candidate = format!("{}…", cut.trim_end());
        if text_width(&candidate, size) <= width {
            return candidate;
        }
    }
    cut
}

/// Where a text is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At its beginning.
    Start,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

/// The box of a text whose middle line is at `y`.
#[must_use]
pub(super) fn text_box(text: &str, size: f64, x: f64, y: f64, anchor: Anchor) -> Rect {
    let width = text_width(text, size);
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    let half = size * LINE_HEIGHT / 2.0;
    Rect {
        left,
        top: y - half,
        right: left + width,
        bottom: y + half,
    }
}

/// Pushes labels apart that want to stand at `wanted`: at least `distance` between any two, all
/// within `low` and `high`. They stay in the order of their places. The caller sees to it that
/// there is room for all.
pub(super) fn spread(wanted: &[f64], distance: f64, low: f64, high: f64) -> Vec<f64> {
    let order = ascending(wanted);
    // Groups that touch stand around their common middle: (sum of wanted places as if each were
    // the group's first, members).
    let mut groups: Vec<(f64, usize)> = Vec::new();
    let place = |&(sum, count): &(f64, usize)| {
        let count = as_number(count);
        (sum / count).clamp(low, (high - distance * (count - 1.0)).max(low))
    };
    for &index in &order {
        groups.push((wanted[index], 1));
        while let [.., above, below] = groups.as_slice() {
            if place(below) - place(above) >= distance * as_number(above.1) {
                break;
            }
            let sum = above.0 + below.0 - distance * as_number(above.1 * below.1);
            let count = above.1 + below.1;
            groups.truncate(groups.len() - 2);
            groups.push((sum, count));
        }
    }
    let mut places = vec![0.0; wanted.len()];
    let mut next = order.iter();
    for group in &groups {
        let first = place(group);
        for (member, &index) in (0..group.1).zip(&mut next) {
            places[index] = first + distance * as_number(member);
        }
    }
    places
}

#[allow(clippy::cast_precision_loss)] // labels are few
fn as_number(count: usize) -> f64 {
    count as f64
}

/// What words should not stand on, and how much it matters.
#[derive(Debug, Default)]
pub(super) struct Obstacles {
    taken: Vec<Rect>,
    lines: Vec<(Vec<(f64, f64)>, f64)>,
}

impl Obstacles {
    /// A place that nothing else may have.
    pub(super) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// A line, with the cost of covering it.
    pub(super) fn line(&mut self, points: Vec<(f64, f64)>, cost: f64) {
        self.lines.push((points, cost));
    }

    /// The cost of a place, or none if it cannot be had.
    fn cost(&self, rect: &Rect) -> Option<f64> {
        if self.taken.iter().any(|taken| taken.overlaps(rect)) {
            return None;
        }
        let cost = |(points, cost): &(Vec<(f64, f64)>, f64)| {
            let covered = points
                .windows(2)
                .any(|pair| crosses(pair[0], pair[1], rect));
            if covered { *cost } else { 0.0 }
        };
        Some(self.lines.iter().map(cost).sum())
    }

    /// The best of several places inside of `within`, the first among equals, taken from then on.
    /// A place that costs more than `limit` is no place.
    pub(super) fn best<T>(
        &mut self,
        within: &Rect,
        limit: f64,
        places: impl Iterator<Item = (Rect, T)>,
    ) -> Option<T> {
        let mut best: Option<(f64, Rect, T)> = None;
        for (rect, what) in places.filter(|(rect, _)| within.contains(rect)) {
            let Some(cost) = self.cost(&rect.grown(1.5)) else {
                continue;
            };
            if cost <= limit && best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                best = Some((cost, rect, what));
            }
        }
        let (_, rect, what) = best?;
        self.take(rect);
        Some(what)
    }
}

/// Whether a stretch of a line has points in a rectangle.
fn crosses(from: (f64, f64), to: (f64, f64), rect: &Rect) -> bool {
    let (from, to) = if from.0 <= to.0 {
        (from, to)
    } else {
        (to, from)
    };
    if to.0 < rect.left || from.0 > rect.right {
        return false;
    }
    let width = to.0 - from.0;
    let at = |x: f64| {
        if width > 0.0 {
            from.1 + (to.1 - from.1) * (x - from.0) / width
        } else {
            from.1
        }
    };
    let one = at(from.0.max(rect.left));
    // An upright stretch has both its ends at the same x.
    let other = if width > 0.0 {
        at(to.0.min(rect.right))
    } else {
        to.1
    };
    one.min(other) < rect.bottom && one.max(other) > rect.top
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_pushed_apart_no_further_than_needed() {
        assert_eq!(spread(&[10.0, 50.0], 12.0, 0.0, 100.0), [10.0, 50.0]);
        assert_eq!(spread(&[50.0, 50.0], 12.0, 0.0, 100.0), [44.0, 56.0]);
        assert_eq!(spread(&[50.0, 48.0], 12.0, 0.0, 100.0), [55.0, 43.0]);
        assert_eq!(spread(&[99.0, 99.0], 12.0, 0.0, 100.0), [88.0, 100.0]);
        assert_eq!(
            spread(&[-5.0, 3.0, 4.0], 12.0, 0.0, 100.0),
            [0.0, 12.0, 24.0]
        );
    }

    #[test]
    fn a_stretch_crosses_a_box_only_where_it_passes_through() {
        let rect = Rect {
            left: 10.0,
            top: 10.0,
            right: 20.0,
            bottom: 20.0,
        };
        assert!(crosses((0.0, 15.0), (30.0, 15.0), &rect));
        assert!(crosses((15.0, 0.0), (15.0, 30.0), &rect));
        assert!(!crosses((0.0, 0.0), (30.0, 5.0), &rect));
        assert!(!crosses((0.0, 0.0), (9.0, 30.0), &rect));
    }

    #[test]
    fn a_text_too_long_is_cut_to_its_room() {
        assert_eq!(fitted("as written", 11.0, 70.0), "as written");
        let cut = fitted("a scenario with a long name", 11.0, 70.0);
        assert!(cut.ends_with('…') && text_width(&cut, 11.0) <= 70.0);
    }
}
