//! The bars of the phases: planned, really taken, and in words whether that is soon enough.

use super::axis::Axis;
use super::text::{BOLD, SMALL, width};
use crate::format;
use crate::model::delivery::PHASES;
use crate::model::inputs::Inputs;
use crate::model::run::Run;
use crate::model::slippage::{PhaseOutcome, SlipTolerance, phase_outcomes};

/// What the phases are called.
pub const PHASE_NAMES: [&str; PHASES] = ["Stabilise", "Evolve", "Hypergrowth"];

/// One phase on the timeline. Moments are in weeks from now.
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseBar {
    /// When work on it begins.
    pub start: f64,
    /// When the plan has it finished.
    pub planned_end: f64,
    /// When it is really finished; the horizon if it is not finished within it.
    pub end: f64,
    /// Whether it is finished within the horizon.
    pub is_finished: bool,
    /// Number and name.
    pub name: String,
    /// How much later it may be, or how late it is, in a few words.
    pub note: String,
    /// What follows it: by how many weeks it may slip over the runs of an ensemble; nothing if no run
    /// shows it.
    pub odds: String,
    /// Whether the note says that it is soon enough.
    pub in_time: bool,
    /// The whole of it in a sentence.
    pub detail: String,
    /// How far it may slip over the runs of an ensemble, as HTML; nothing if no run shows it.
    pub drawing: String,
    /// Whether that is of the plan before.
    pub odds_are_old: bool,
}

impl PhaseBar {
    /// With how far it may slip over the runs of an ensemble, be it that of the plan before: in weeks
    /// from P10 to P90, in a sentence, and drawn. Without a sentence it is not known yet.
    #[must_use]
    pub fn with_odds(mut self, [weeks, sentence, drawing]: &[String; 3], are_old: bool) -> Self {
        if !sentence.is_empty() {
            self.odds.clear();
            if !weeks.is_empty() {
                self.odds = format!(" · P10–P90 {weeks} wk");
            }
            let whose = if are_old { "In the plan before: " } else { "" };
            self.detail = format!("{}. {whose}{sentence}", self.detail);
            self.odds_are_old = are_old;
            self.drawing.clone_from(drawing);
        }
        self
    }
}

/// The bars of the three phases.
#[must_use]
pub fn phase_bars(inputs: &Inputs, run: &Run) -> [PhaseBar; PHASES] {
    let horizon = run.weeks.len();
    let outcomes = phase_outcomes(inputs, run);
    std::array::from_fn(|k| {
        let start = inputs.parameters.phases[k].start - 1.0;
        bar(k, start, outcomes[k], horizon)
    })
}

#[allow(clippy::cast_precision_loss)] // a horizon is some hundred weeks
fn bar(phase: usize, start: f64, outcome: PhaseOutcome, horizon: usize) -> PhaseBar {
    let planned_end = outcome.planned_end;
    let end = outcome
        .finished
        .map_or((horizon as f64).max(planned_end), f64::from);
    let name = format!("{} {}", phase + 1, PHASE_NAMES[phase]);
    let (note, in_time) = note(outcome.tolerance, horizon);
    let really = match outcome.finished {
        Some(week) if f64::from(week) > planned_end => format!(
            "finished in week {week}, {} over the plan",
            weeks(f64::from(week) - planned_end)
        ),
        Some(week) => format!("finished in week {week}"),
        None => format!("not finished within {horizon} weeks"),
    };
    let judged = match outcome.tolerance {
        SlipTolerance::Unfinished {
            crossing_week: Some(week),
        } => {
            format!("; load passes the capacity before it in week {week}")
        }
        SlipTolerance::Unfinished {
            crossing_week: None,
        } => String::new(),
        SlipTolerance::NotCrossed | SlipTolerance::Slack { .. } | SlipTolerance::Late { .. } => {
            format!("; {note}")
        }
    };
    let detail = format!(
        "Phase {name}: planned from week {} to week {}, {really}{judged}",
        format::full(start + 1.0),
        format::full(planned_end),
    );
    let note = if start >= horizon as f64 {
        format!("starts in week {} →", format::full(start + 1.0))
    } else {
        note
    };
    PhaseBar {
        start,
        planned_end,
        end,
        is_finished: outcome.finished.is_some(),
        name,
        note,
        odds: TO_COME.to_owned(),
        in_time,
        detail,
        drawing: DRAWING_TO_COME.to_owned(),
        odds_are_old: false,
    }
}

/// A number of weeks in full.
fn weeks(count: f64) -> String {
    let count = format::full(count);
    if count == "1" {
        "1 week".to_owned()
    } else {
        format!("{count} weeks")
    }
}

/// How much later a phase may be, in a few words, and whether that is soon enough.
fn note(tolerance: SlipTolerance, horizon: usize) -> (String, bool) {
    match tolerance {
        SlipTolerance::Slack {
            weeks: 0,
            crossing_week,
        } => (format!("no slack: needed in week {crossing_week}"), true),
        SlipTolerance::Slack { weeks, .. } => (format!("slack {weeks} wk"), true),
        SlipTolerance::Late {
            weeks,
            crossing_week,
        } => (
            format!("late by {weeks} wk: over capacity in week {crossing_week}"),
            false,
        ),
        SlipTolerance::NotCrossed => (format!("slack past week {horizon}"), true),
        SlipTolerance::Unfinished {
            crossing_week: Some(week),
        } => (
            format!("not finished within {horizon} weeks: over capacity in week {week}"),
            false,
        ),
        SlipTolerance::Unfinished {
            crossing_week: None,
        } => (format!("not finished within {horizon} weeks"), false),
    }
}

/// Where the words of a bar stand that are not on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotePlace {
    /// Behind its end.
    After,
    /// Before its start.
    Before,
    /// In a line of their own below.
    Below,
}

/// Where the words of a bar stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PhaseLayout {
    /// Whether the name stands on the bar; else it begins the note.
    pub name_on_bar: bool,
    /// Where the note stands.
    pub note: NotePlace,
    /// How far a note below is indented, in CSS pixels from the left end of the axis.
    pub indent: f64,
}

/// Room for a name's edges and the handle at the bar's end.
const BAR_EDGES: f64 = 16.0;
/// What the body of a bar takes at least, to the left of a short one.
const SHORTEST_BODY: f64 = 44.0;
/// Room between a bar and its note.
const NOTE_GAP: f64 = 8.0;
/// Room for the drawing behind the words, and for what parts it from them.
const DRAWING: f64 = 96.0;
/// Odds as long as most: they come a second after the bar, and nothing is to move then.
const ODDS: &str = " · P10–P90 −10 to −10 wk";
/// What stands for them until then.
const TO_COME: &str = " · P10–P90 …… to …… wk";
/// Their drawing.
const DRAWING_TO_COME: &str = "<svg class=\"slips\"></svg>";

impl PhaseLayout {
    /// Finds a place for the words of a bar on an axis of `pixels`, with so much room to be used
    /// beyond either end of the axis.
    #[must_use]
    pub fn new(bar: &PhaseBar, axis: Axis, pixels: f64, room: (f64, f64)) -> Self {
        let start = axis.share(bar.start) * pixels;
        let planned = axis.share(bar.planned_end) * pixels;
        let end = axis.share(bar.end).max(axis.share(bar.planned_end)) * pixels;
        let name = width(&bar.name, SMALL * BOLD);
        let name_on_bar = planned - start >= name + BAR_EDGES;
        let odds = width(ODDS, SMALL).max(width(&bar.odds, SMALL)) + DRAWING;
        let words =
            width(&bar.note, SMALL) + odds + if name_on_bar { 0.0 } else { name + NOTE_GAP };
        let note = if end + NOTE_GAP + words <= pixels + room.1 {
            NotePlace::After
        } else if start - SHORTEST_BODY - NOTE_GAP - words >= -room.0 {
            NotePlace::Before
        } else {
            NotePlace::Below
        };
        Self {
            name_on_bar,
            note,
            indent: start.min(pixels - words).max(0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::preset::Preset;
    use crate::model::run::run;
    use crate::model::scenario::Scenario;

    fn bars(scenario: &Scenario) -> [PhaseBar; PHASES] {
        phase_bars(&scenario.inputs, &run(&scenario.inputs))
    }

    #[test]
    fn a_bar_runs_from_its_start_through_the_plan_to_where_it_really_ends() {
        let bars = bars(&Scenario::preset(Preset::Realistic));
        let expected = [(0.0, 4.0, 6.0), (2.0, 12.0, 16.0), (7.0, 20.0, 30.0)];
        for (bar, (start, planned, end)) in bars.iter().zip(expected) {
            assert_eq!((bar.start, bar.planned_end, bar.end), (start, planned, end));
            assert!(bar.is_finished);
        }
    }

    #[test]
    fn a_phase_that_is_not_finished_says_so_and_reaches_to_the_horizon() {
        let mut scenario = Scenario::preset(Preset::Realistic);
        scenario.set("team.scaling", 0.05).expect("possible");
        let bar = &bars(&scenario)[2];
        assert!(!bar.is_finished);
        assert!((bar.end - 52.0).abs() < 1e-9);
        assert!(
            bar.note.starts_with("not finished within 52 weeks"),
            "{}",
            bar.note
        );
        assert!(!bar.in_time);
    }

    #[test]
    fn a_phase_beyond_the_horizon_says_when_it_starts() {
        let mut scenario = Scenario::preset(Preset::Realistic);
        scenario.set("phases.3.start", 60.0).expect("possible");
        assert_eq!(bars(&scenario)[2].note, "starts in week 60 →");
    }

    #[test]
    fn every_tolerance_has_words_and_none_is_never_a_number_of_zero() {
        let cases = [
            (
                SlipTolerance::Slack {
                    weeks: 7,
                    crossing_week: 13,
                },
                "slack 7 wk",
            ),
            (
                SlipTolerance::Slack {
                    weeks: 0,
                    crossing_week: 13,
                },
                "no slack: needed in week 13",
            ),
            (
                SlipTolerance::Late {
                    weeks: 3,
                    crossing_week: 13,
                },
                "late by 3 wk: over capacity in week 13",
            ),
            (SlipTolerance::NotCrossed, "slack past week 52"),
            (
                SlipTolerance::Unfinished {
                    crossing_week: None,
                },
                "not finished within 52 weeks",
            ),
        ];
        for (tolerance, expected) in cases {
            assert_eq!(note(tolerance, 52).0, expected);
        }
    }

    #[test]
    fn words_stand_where_there_is_room_for_them() {
        let bar = &bars(&Scenario::preset(Preset::Realistic))[2];
        let axis = Axis::new(52);
        let wide = PhaseLayout::new(bar, axis, 1600.0, (40.0, 8.0));
        assert!(wide.name_on_bar);
        assert_eq!(wide.note, NotePlace::After);
        let narrow = PhaseLayout::new(bar, axis, 260.0, (40.0, 8.0));
        assert!(!narrow.name_on_bar);
        assert_eq!(narrow.note, NotePlace::Below);
        assert!(narrow.indent >= 0.0);
    }

    #[test]
    fn odds_take_the_room_that_was_kept_for_them() {
        let bar = &bars(&Scenario::preset(Preset::Realistic))[1];
        let known = |weeks: &str| {
            let known = [weeks, "In 8 of 10", "<svg/>"].map(str::to_owned);
            bar.clone().with_odds(&known, false)
        };
        assert_eq!(bar.clone().with_odds(&Default::default(), true), *bar);
        assert_eq!(known("−3 to 12").odds, " · P10–P90 −3 to 12 wk");
        assert_eq!(known("").odds, "");
        let notes = ["4", "In 8 of 10", "<svg/>"].map(str::to_owned);
        let before = bar.clone().with_odds(&notes, true);
        assert!(before.odds_are_old && before.detail.ends_with("In the plan before: In 8 of 10"));
        assert!(!known("4").odds_are_old);
        for pixels in 200..1200 {
            let layout = |bar: &PhaseBar| {
                PhaseLayout::new(bar, Axis::new(52), f64::from(pixels), (40.0, 8.0))
            };
            for weeks in ["−3 to 12", "4", "", "−12 to −10"] {
                assert_eq!(layout(&known(weeks)), layout(bar), "{weeks} at {pixels}");
            }
        }
    }
}
