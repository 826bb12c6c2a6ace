//! What dragging and keys do to an input that has a place in time.

use super::axis::Axis;
use crate::format;
use crate::model::calendar::{WEEKS_PER_MONTH, month_start};
use crate::model::units::Unit;
use crate::session::lever::Lever;

/// Inputs that name a month and mean its end; the others mean its start.
const AT_MONTHS_END: [&str; 1] = ["growth.window_month"];

fn is_at_months_end(lever: Lever) -> bool {
    AT_MONTHS_END.contains(&lever.key().as_str())
}

/// Weeks that one unit of an input covers on the axis.
fn weeks_per_unit(lever: Lever) -> f64 {
    match lever.unit() {
        Unit::Month => WEEKS_PER_MONTH,
        _ => 1.0,
    }
}

/// The moment that a value of an input names, in weeks from now. A length has none of its own and
/// counts from now.
#[must_use]
pub fn moment(lever: Lever, value: f64) -> f64 {
    match lever.unit() {
        Unit::Month if is_at_months_end(lever) => month_start(value + 1.0),
        Unit::Month => month_start(value),
        Unit::Week => value - 1.0,
        _ => value,
    }
}

/// A drag under way.
#[derive(Clone, Copy, Debug)]
pub struct Drag {
    lever: Lever,
    start: f64,
    grabbed: f64,
    /// The greatest value that stays in view.
    greatest: f64,
}

impl Drag {
    /// Grabs an input that stands at `value`, at a moment of the axis in weeks from now. `begin`
    /// is where a length begins, 0 for what is no length.
    #[must_use]
    pub fn new(lever: Lever, value: f64, grabbed: f64, begin: f64, axis: Axis) -> Self {
        let in_view = value + (axis.weeks() - begin - moment(lever, value)) / weeks_per_unit(lever);
        Self {
            lever,
            start: value,
            grabbed,
            greatest: in_view.max(value),
        }
    }

    /// The value before the drag.
    #[must_use]
    pub fn start(&self) -> f64 {
        self.start
    }

    /// The value once the pointer is at a moment, in weeks from now: whole steps away from the
    /// start, within the slider's range and within view.
    #[must_use]
    pub fn value(&self, pointer: f64) -> f64 {
        let step = self.lever.step();
        let wanted = ((pointer - self.grabbed) / weeks_per_unit(self.lever) / step).round();
        let room = ((self.greatest - self.start) / step + 1e-9).floor();
        let steps = wanted.min(room);
        if steps == 0.0 {
            // What was typed off the grid of steps stays as typed.
            self.start
        } else {
            self.lever.stepped(self.start, steps)
        }
    }
}

/// The value that a key moves an input to; none for other keys. Arrows step, Page Up and Page Down
/// make ten steps, Home and End go to the limits of the slider.
#[must_use]
pub fn key_target(lever: Lever, value: f64, key: &str) -> Option<f64> {
    let (low, high) = lever.range();
    Some(match key {
        "ArrowRight" | "ArrowUp" => lever.stepped(value, 1.0),
        "ArrowLeft" | "ArrowDown" => lever.stepped(value, -1.0),
        "PageUp" => lever.stepped(value, 10.0),
        "PageDown" => lever.stepped(value, -10.0),
        "Home" => low,
        "End" => high,
        _ => return None,
    })
}

/// The value as it is spoken: week 3; month 2, week 5; 10 weeks.
#[must_use]
pub fn spoken(lever: Lever, value: f64) -> String {
    let month = format::full(value);
    match lever.unit() {
        Unit::Month if is_at_months_end(lever) => {
            format!(
                "end of month {month}, week {:.0}",
                moment(lever, value).ceil()
            )
        }
        Unit::Month => format!(
            "month {month}, week {:.0}",
            (moment(lever, value) + 1e-9).floor() + 1.0
        ),
        Unit::Weeks if format::full(value) == "1" => "1 week".to_owned(),
        unit => format::with_unit(unit, value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parameters::Parameter;

    fn parameter(key: &str) -> Lever {
        Lever::Parameter(Parameter::by_key(key).expect("a row"))
    }

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-9
    }

    #[test]
    fn a_drag_moves_by_whole_steps_and_back_to_where_it_began() {
        let axis = Axis::new(52);
        let start = Drag::new(parameter("phases.2.start"), 3.0, 4.0, 0.0, axis);
        assert!(close(start.value(4.0), 3.0));
        assert!(close(start.value(6.4), 5.0));
        assert!(close(start.value(-20.0), 1.0), "the slider's lower limit");
        let hire = Drag::new(Lever::hire_month(0), 2.0, 10.0, 0.0, axis);
        assert!(close(hire.value(10.0 + WEEKS_PER_MONTH), 3.0));
        assert!(
            close(hire.value(10.0 + WEEKS_PER_MONTH / 2.0), 2.5),
            "half months"
        );
    }

    #[test]
    fn a_drag_never_leaves_the_view_but_starts_from_beyond_it() {
        let axis = Axis::new(52);
        let start = Drag::new(parameter("phases.3.start"), 8.0, 8.0, 0.0, axis);
        assert!(moment(parameter("phases.3.start"), start.value(500.0)) <= 52.0);
        let length = Drag::new(parameter("phases.3.weeks"), 13.0, 20.0, 7.0, axis);
        assert!(close(length.value(500.0), 45.0), "from week 8 to week 52");
        let beyond = Drag::new(parameter("growth.window_month"), 20.0, 52.0, 0.0, axis);
        assert!(close(beyond.value(52.0), 20.0));
        assert!(close(beyond.value(100.0), 20.0));
        assert!(beyond.value(30.0) < 20.0);
    }

    #[test]
    fn what_was_typed_off_the_steps_stays_until_it_is_moved() {
        let drag = Drag::new(parameter("phases.2.start"), 3.3, 5.0, 0.0, Axis::new(52));
        assert!(close(drag.value(5.2), 3.3));
        assert!(close(drag.value(6.1), 4.0));
    }

    #[test]
    fn keys_step_and_stop_at_the_limits() {
        for (lever, value) in [
            (parameter("phases.1.start"), 1.0),
            (parameter("phases.2.weeks"), 10.0),
            (parameter("finance.raise_month"), 6.0),
            (Lever::hire_month(2), 3.0),
        ] {
            let (low, high) = lever.range();
            let after = |key| key_target(lever, value, key).expect("a key of sliders");
            assert!(close(after("ArrowRight"), value + lever.step()));
            assert!(close(after("ArrowLeft"), (value - lever.step()).max(low)));
            assert!(close(
                after("PageUp"),
                (value + 10.0 * lever.step()).min(high)
            ));
            assert!(close(
                after("PageDown"),
                (value - 10.0 * lever.step()).max(low)
            ));
            assert!(close(after("Home"), low));
            assert!(close(after("End"), high));
            assert_eq!(key_target(lever, value, "Enter"), None);
        }
    }

    #[test]
    fn values_are_spoken_with_their_place() {
        assert_eq!(spoken(parameter("phases.1.start"), 3.0), "week 3");
        assert_eq!(spoken(parameter("phases.1.weeks"), 1.0), "1 week");
        assert_eq!(spoken(parameter("phases.1.weeks"), 10.0), "10 weeks");
        assert_eq!(spoken(Lever::hire_month(0), 2.0), "month 2, week 5");
        assert_eq!(
            spoken(parameter("growth.window_month"), 6.0),
            "end of month 6, week 26"
        );
    }
}
