//! A small curve as SVG that stretches with its column while its words keep their size.

use super::html::{each, escape};

/// Height of the drawing, and where the curve stands in it, CSS pixels.
const HEIGHT: f64 = 172.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 150.0;

/// The shares of the width in which words stand on a small screen: those of the axis, and the name of a
/// bound.
const OF_AXIS: (f64, f64) = (0.0, 0.15);
const OF_BOUND: (f64, f64) = (0.8, 1.0);

/// Ticks of an axis, at most: steps are a sixth of it or more.
const TICKS: u32 = 7;

/// An axis: its ends, and where it says what.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) ticks: Vec<(f64, String)>,
}

impl Axis {
    /// An axis with a handful of round numbers on it.
    pub(super) fn round(low: f64, high: f64, written: impl Fn(f64) -> String) -> Self {
        Self::with_step(low, high, |_| true, written)
    }

    /// The same with whole numbers only: weeks.
    pub(super) fn whole(low: f64, high: f64, written: impl Fn(f64) -> String) -> Self {
        Self::with_step(low, high, |step| step.fract() == 0.0, written)
    }

    fn with_step(
        low: f64,
        high: f64,
        is_fit: impl Fn(f64) -> bool,
        written: impl Fn(f64) -> String,
    ) -> Self {
        // What differs by less than can be told apart is one number.
        let apart = low.abs().max(high.abs()) * 1e-9;
        let high = if high - low > apart {
            high
        } else {
            low + apart.max(1.0)
        };
        let rough = (high - low) / 6.0;
        let magnitude = libm::pow(10.0, libm::log10(rough).floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0, 100.0]
            .into_iter()
            .map(|factor| factor * magnitude)
            .find(|step| *step >= rough * 0.999 && is_fit(*step))
            .unwrap_or(high - low);
        let first = (low / step).ceil();
        let ticks = (0..=TICKS)
            .map(|index| (first + f64::from(index)) * step)
            .take_while(|tick| *tick <= high + 1e-9 * step)
            .map(|tick| (tick, written(tick)))
            .collect();
        Self { low, high, ticks }
    }

    /// From none to all, in per cent.
    pub(super) fn shares() -> Self {
        let tick = |share: f64, text: &str| (share, text.to_owned());
        Self {
            low: 0.0,
            high: 1.0,
            ticks: vec![tick(0.0, "0 %"), tick(0.5, "50 %"), tick(1.0, "100 %")],
        }
    }

    fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// A curve.
pub(super) struct Curve<'words> {
    /// What it says, for those who do not see it.
    pub(super) label: &'words str,
    /// The colour's class.
    pub(super) class: &'static str,
    pub(super) across: Axis,
    pub(super) up: Axis,
    pub(super) points: &'words [(f64, f64)],
    /// Whether it stays at each value until the next point.
    pub(super) is_stepped: bool,
    /// Points of it that are named.
    pub(super) marks: &'words [(f64, f64, String)],
    /// A height that counts, and its name.
    pub(super) bound: Option<(f64, String)>,
}

impl Curve<'_> {
    fn y(&self, value: f64) -> f64 {
        BOTTOM - self.up.share(value) * (BOTTOM - TOP)
    }

    fn path(&self) -> String {
        each(self.points.iter().enumerate(), |(place, &(x, y))| {
            let (x, y) = (self.across.share(x) * 100.0, self.y(y));
            match place {
                0 => format!("M{x:.2} {y:.2}"),
                _ if self.is_stepped => format!("H{x:.2}V{y:.2}"),
                _ => format!("L{x:.2} {y:.2}"),
            }
        })
    }

    /// Whether the curve comes between two heights within these shares of the width.
    fn comes_between(&self, top: f64, bottom: f64, (left, right): (f64, f64)) -> bool {
        let at = |&(x, y): &(f64, f64)| (self.across.share(x), self.y(y));
        self.points.windows(2).any(|pair| {
            let ((from, before), (to, after)) = (at(&pair[0]), at(&pair[1]));
            let within = |share: f64| {
                let part = ((share - from) / (to - from)).clamp(0.0, 1.0);
                before + (after - before) * part
            };
            let (entry, exit) = if !self.is_stepped {
                (within(left), within(right))
            } else if to > right {
                (before, before)
            } else {
                (before, after)
            };
            to > left && from < right && entry.min(exit) < bottom && entry.max(exit) > top
        })
    }

    /// Where words of a line stand: on it, or under it where the curve would run through them and there
    /// is room above the axis.
    fn base_of(&self, y: f64, shares: (f64, f64)) -> f64 {
        let (above, below) = (y - 4.0, y + 13.0);
        let hits = |base: f64| self.comes_between(base - 11.0, base + 3.0, shares);
        if hits(above) && !hits(below) && below < BOTTOM {
            below
        } else {
            above
        }
    }

    pub(super) fn svg(&self) -> String {
        let grid = each(&self.up.ticks, |(value, _)| {
            let y = self.y(*value);
            format!("<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>")
        });
        let up = each(&self.up.ticks, |(value, text)| {
            format!(
                "<text class=\"tick\" x=\"0\" y=\"{:.1}\">{}</text>",
                self.base_of(self.y(*value), OF_AXIS),
                escape(text)
            )
        });
        let across = each(&self.across.ticks, |(value, text)| {
            let share = self.across.share(*value);
            format!(
                "<text class=\"tick {}\" x=\"{:.2}%\" y=\"{:.1}\">{}</text>",
                anchor(share),
                share * 100.0,
                BOTTOM + 16.0,
                escape(text)
            )
        });
        let bound = self
            .bound
            .as_ref()
            .map_or_else(String::new, |(value, text)| {
                let y = self.y(*value);
                format!(
                    "<line class=\"bound\" x1=\"0\" x2=\"100%\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
                 <text class=\"mark end\" x=\"100%\" y=\"{:.1}\">{}</text>",
                    self.base_of(y, OF_BOUND),
                    escape(text)
                )
            });
        let marks = each(self.marks, |(x, y, text)| {
            let share = self.across.share(*x);
            let y = self.y(*y);
            // Beside its dot, on the side where there is more room, clear of what rises or falls.
            let (anchor, shift, base) = if share > 0.6 {
                ("end", "-6", y - 8.0)
            } else {
                ("start", "8", y + 14.0)
            };
            format!(
                "<circle class=\"dot {}\" cx=\"{2:.2}%\" cy=\"{y:.1}\" r=\"3.5\"/>\
                 <text class=\"mark {anchor}\" x=\"{2:.2}%\" dx=\"{shift}\" y=\"{base:.1}\">{1}</text>",
                self.class,
                escape(text),
                share * 100.0
            )
        });
        format!(
            "<svg class=\"curve\" width=\"100%\" height=\"{HEIGHT}\" role=\"img\" aria-label=\"{}\">{grid}\
             <svg width=\"100%\" height=\"{HEIGHT}\" viewBox=\"0 0 100 {HEIGHT}\" preserveAspectRatio=\"none\">\
             <path class=\"line {}\" d=\"{}\"/></svg>{up}{bound}{marks}{across}</svg>",
            escape(self.label),
            self.class,
            self.path()
        )
    }
}

/// Words at the ends of an axis stay inside.
fn anchor(share: f64) -> &'static str {
    if share < 0.04 {
        "start"
    } else if share > 0.96 {
        "end"
    } else {
        "middle"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(axis: &Axis) -> Vec<f64> {
        axis.ticks.iter().map(|(at, _)| *at).collect()
    }

    #[test]
    fn an_axis_has_a_handful_of_round_numbers_within_its_ends() {
        let axis = Axis::round(0.0, 1.0, |_| String::new());
        assert_eq!(
            ticks(&axis),
            [0.0, 0.2, 0.4, 0.600_000_000_000_000_1, 0.8, 1.0]
        );
        let ends = [0.0, 1e-9, 0.3, 1.0, 7.0, 52.0, 520.0, 3e6, 1e18];
        for (low, high) in ends
            .iter()
            .flat_map(|low| ends.map(|width| (*low, low + width)))
        {
            for low in [low, -high] {
                let axis = Axis::round(low, low + (high - low).abs(), |_| String::new());
                let ticks = ticks(&axis);
                let dust = 1e-9 * (axis.high - axis.low);
                assert!((1..=8).contains(&ticks.len()), "{low} to {high}: {ticks:?}");
                assert!(ticks.is_sorted(), "{ticks:?}");
                assert!(
                    ticks
                        .iter()
                        .all(|at| *at >= axis.low - dust && *at <= axis.high + dust)
                );
            }
        }
    }

    #[test]
    fn ends_that_differ_in_the_last_bit_alone_are_one_number() {
        for low in [3e6_f64, 1.0, 1e15] {
            let axis = Axis::round(low, low.next_up(), |_| String::new());
            assert!(axis.high > low + 0.5, "{axis:?}");
            assert!(axis.ticks.len() <= 8, "{axis:?}");
        }
    }

    #[test]
    fn words_of_a_line_stand_where_the_curve_does_not() {
        let placed = |value, shares, points: &[(f64, f64)], is_stepped| {
            let curve = Curve {
                label: "",
                class: "",
                across: Axis::whole(0.0, 10.0, |_| String::new()),
                up: Axis::shares(),
                points,
                is_stepped,
                marks: &[],
                bound: None,
            };
            curve.base_of(curve.y(value), shares) - curve.y(value)
        };
        let base = |points: &[(f64, f64)], is_stepped| placed(0.9, OF_BOUND, points, is_stepped);
        let above = base(&[(0.0, 0.1), (10.0, 0.2)], false);
        assert!(above < 0.0, "far from the curve it is on its line");
        assert!(base(&[(0.0, 0.7), (10.0, 0.98)], false) > 0.0);
        assert!(base(&[(0.0, 0.98), (5.0, 0.98), (10.0, 0.97)], false) > 0.0);
        // It comes near only where the name is not.
        let peak = [(0.0, 0.1), (5.0, 0.98), (7.0, 0.1), (10.0, 0.1)];
        assert_eq!(base(&peak, false).to_bits(), above.to_bits());
        // A step is on its own height until the next.
        let steps = [(0.0, 0.1), (7.0, 0.97), (10.0, 0.97)];
        assert!(base(&steps, true) > 0.0);
        // Through both, it is no better under the line.
        let through = base(&[(0.0, 0.5), (8.0, 0.5), (10.0, 1.0)], false);
        assert_eq!(through.to_bits(), above.to_bits());
        // The axis has its words at the other end, and none among those under it.
        let rising = [(0.0, 0.52), (10.0, 0.98)];
        assert!(placed(0.5, OF_AXIS, &rising, false) > 0.0);
        assert!(placed(1.0, OF_AXIS, &rising, false) < 0.0);
        assert!(placed(0.0, OF_AXIS, &[(0.0, 0.02), (10.0, 0.1)], false) < 0.0);
    }

    #[test]
    fn weeks_are_whole() {
        for weeks in [1.0, 2.0, 3.0, 8.0, 13.0, 52.0, 520.0] {
            let ticks = ticks(&Axis::whole(0.0, weeks, |_| String::new()));
            assert!(ticks.iter().all(|at| at.fract() == 0.0), "{ticks:?}");
            assert!(ticks.len() > 1, "{ticks:?}");
        }
    }
}
