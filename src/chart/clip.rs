//! Lines cut into stretches: those inside a pane, and dashes.

use super::sheet::Point;

/// The stretches of a line between two heights.
pub(super) fn clipped(points: &[Point], top: f64, bottom: f64) -> Vec<Vec<Point>> {
    let inside = |point: &Point| point.1 >= top - 0.5 && point.1 <= bottom + 0.5;
    if points.iter().all(inside) {
        return vec![points.to_vec()];
    }
    let mut stretches = Vec::new();
    let mut current: Vec<Point> = Vec::new();
    for pair in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        // The part of the stretch, from 0 to 1, that is between the heights.
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        let rise = y1 - y0;
        if rise == 0.0 {
            if y0 < top || y0 > bottom {
                to = -1.0;
            }
        } else {
            let (one, other) = ((top - y0) / rise, (bottom - y0) / rise);
            from = from.max(one.min(other));
            to = to.min(one.max(other));
        }
        if from > to {
            if current.len() > 1 {
                stretches.push(std::mem::take(&mut current));
            }
            current.clear();
            continue;
        }
        let at = |part: f64| (x0 + (x1 - x0) * part, y0 + rise * part);
        if current.is_empty() {
            current.push(at(from));
        }
        current.push(at(to));
        if to < 1.0 {
            stretches.push(std::mem::take(&mut current));
        }
    }
    if current.len() > 1 {
        stretches.push(current);
    }
    stretches
}

/// The dashes of a line: each a line of its own, with the corners that fall into it.
pub(super) fn dashes(points: &[Point], on: f64, off: f64) -> Vec<Vec<Point>> {
    let mut dashes = Vec::new();
    let mut current = Vec::new();
    let mut inked = true;
    let mut left = on;
    for pair in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let length = (x1 - x0).hypot(y1 - y0);
        let mut walked = 0.0;
        if inked && current.is_empty() {
            current.push((x0, y0));
        }
        while length - walked > left {
            walked += left;
            let at = (
                x0 + (x1 - x0) * walked / length,
                y0 + (y1 - y0) * walked / length,
            );
            if inked {
                current.push(at);
                dashes.push(std::mem::take(&mut current));
            } else {
                current.push(at);
            }
            inked = !inked;
            left = if inked { on } else { off };
        }
        left -= length - walked;
        if inked {
            current.push((x1, y1));
        }
    }
    if current.len() > 1 {
        dashes.push(current);
    }
    dashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_where_it_leaves_and_comes_back() {
        let line = [(0.0, 5.0), (10.0, -5.0), (20.0, 5.0), (30.0, 5.0)];
        assert_eq!(
            clipped(&line, 0.0, 10.0),
            [
                vec![(0.0, 5.0), (5.0, 0.0)],
                vec![(15.0, 0.0), (20.0, 5.0), (30.0, 5.0)],
            ]
        );
        assert_eq!(clipped(&line, -10.0, 10.0), [line.to_vec()]);
        assert!(clipped(&line, 50.0, 60.0).is_empty());
    }

    #[test]
    fn dashes_follow_the_line_round_its_corners() {
        let line = [(0.0, 0.0), (4.0, 0.0), (4.0, 6.0)];
        assert_eq!(
            dashes(&line, 5.0, 2.0),
            [
                vec![(0.0, 0.0), (4.0, 0.0), (4.0, 1.0)],
                vec![(4.0, 3.0), (4.0, 6.0)],
            ]
        );
    }
}
