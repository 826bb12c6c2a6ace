//! Bars on a common scale, as SVG that stretches with its column.

/// The scale of some bars.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    low: f64,
    high: f64,
}

/// One bar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bar {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) class: &'static str,
}

impl Scale {
    /// The scale on which all of these numbers have their place.
    pub(super) fn over(values: impl IntoIterator<Item = f64>) -> Self {
        let mut scale = Self {
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
        };
        for value in values.into_iter().filter(|value| value.is_finite()) {
            scale.low = scale.low.min(value);
            scale.high = scale.high.max(value);
        }
        scale
    }

    /// Where a number stands, 0 to 100.
    fn at(self, value: f64) -> f64 {
        if self.high > self.low {
            ((value - self.low) / (self.high - self.low) * 100.0).clamp(0.0, 100.0)
        } else {
            50.0
        }
    }

    /// Some bars in one row, and a line at a number. The numbers stand beside them in the table, so
    /// they are no news to those who hear it.
    pub(super) fn row(self, bars: &[Bar], line: Option<f64>) -> String {
        let bars = super::html::each(bars, |bar| {
            if bar.from.to_bits() == bar.to.to_bits() {
                return String::new();
            }
            let (from, to) = (self.at(bar.from), self.at(bar.to));
            format!(
                "<rect class=\"bar {}\" x=\"{:.2}\" y=\"2\" width=\"{:.2}\" height=\"12\"/>",
                bar.class,
                from.min(to),
                (to - from).abs().max(0.4)
            )
        });
        let line = line.map_or_else(String::new, |line| {
            let x = self.at(line);
            format!("<line class=\"baseline\" x1=\"{x:.2}\" x2=\"{x:.2}\" y1=\"0\" y2=\"16\"/>")
        });
        format!(
            "<svg class=\"bars\" viewBox=\"0 0 100 16\" preserveAspectRatio=\"none\" \
             aria-hidden=\"true\">{bars}{line}</svg>"
        )
    }
}
