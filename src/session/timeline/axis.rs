//! The x-axis: moments in weeks from now, labelled by month.

use super::text::{SMALL, width};
use crate::format::month_tick;
use crate::model::calendar::WEEKS_PER_MONTH;

/// Room between two labels of months, in CSS pixels.
const GAP: f64 = 10.0;

/// Months between labels that people count in.
const STEPS: [u32; 8] = [1, 2, 3, 6, 12, 24, 60, 120];

/// The x-axis, from now to the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    weeks: f64,
}

/// A labelled moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The number of months from now.
    pub month: u32,
    /// Where it stands, 0 to 1.
    pub share: f64,
    /// What is written there.
    pub label: String,
}

impl Axis {
    /// The axis of a run of so many weeks.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // a horizon is some hundred weeks
    pub fn new(weeks: usize) -> Self {
        Self {
            weeks: weeks.max(1) as f64,
        }
    }

    /// The horizon in weeks.
    #[must_use]
    pub fn weeks(&self) -> f64 {
        self.weeks
    }

    /// Where a moment stands, in weeks from now: 0 is the left end, 1 the right one. A moment
    /// beyond the horizon stands at its end.
    #[must_use]
    pub fn share(&self, moment: f64) -> f64 {
        (moment / self.weeks).clamp(0.0, 1.0)
    }

    /// The moment at a place, in weeks from now. Beyond the ends it goes on.
    #[must_use]
    pub fn moment(&self, share: f64) -> f64 {
        share * self.weeks
    }

    /// The week, counted from 0, whose end is nearest to a place: what the charts show there.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped just before
    pub fn week(&self, share: f64) -> usize {
        (self.moment(share).round().clamp(1.0, self.weeks) - 1.0) as usize
    }

    /// The labelled months on an axis of `pixels`: as many as stand apart.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a horizon has few months
    pub fn ticks(&self, pixels: f64) -> Vec<Tick> {
        let months = (self.weeks / WEEKS_PER_MONTH + 1e-9).floor() as u32;
        let a_month = pixels * WEEKS_PER_MONTH / self.weeks;
        let widest =
            width(&month_tick(months, None), SMALL).max(width(&month_tick(0, None), SMALL));
        let step = STEPS
            .into_iter()
            .find(|&step| f64::from(step) * a_month >= widest + GAP)
            .unwrap_or(STEPS[STEPS.len() - 1]);
        (0..=months)
            .step_by(step as usize)
            .map(|month| Tick {
                month,
                share: self.share(f64::from(month) * WEEKS_PER_MONTH),
                label: month_tick(month, month.checked_sub(step)),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_months_never_touch() {
        for weeks in [4, 13, 26, 52, 104, 156, 520] {
            for pixels in [240.0, 300.0, 600.0, 1000.0, 1600.0] {
                let ticks = Axis::new(weeks).ticks(pixels);
                assert_eq!(ticks[0].label, "now");
                for pair in ticks.windows(2) {
                    let free = (pair[1].share - pair[0].share) * pixels
                        - f64::midpoint(width(&pair[0].label, SMALL), width(&pair[1].label, SMALL));
                    assert!(free >= 0.0, "{weeks} weeks on {pixels} pixels: {free}");
                }
            }
        }
    }

    #[test]
    fn a_year_on_a_wide_screen_names_every_month() {
        let ticks = Axis::new(52).ticks(1000.0);
        assert_eq!(ticks.len(), 13);
        assert_eq!(ticks[12].label, "M12");
        assert!((ticks[12].share - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_place_reads_the_week_that_ends_there() {
        let axis = Axis::new(52);
        for week in 0..52_u32 {
            assert_eq!(axis.week(axis.share(f64::from(week) + 1.0)), week as usize);
        }
        assert_eq!(axis.week(-1.0), 0);
        assert_eq!(axis.week(2.0), 51);
    }
}
