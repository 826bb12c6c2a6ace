//! How far a phase may slip in the runs of an ensemble: in words, and as the small histogram beside
//! its bar in the timeline.

use std::fmt::Write;

use crate::ensemble::PERCENTILES;
use crate::ensemble::odds::{PhaseOdds, Share};
use crate::format;

/// The drawing, in CSS pixels.
const WIDTH: i32 = 88;
const HEIGHT: u32 = 16;
/// Columns of a drawing, at most and at least: columns of a pixel are no shape, and a single week is
/// no block.
const COLUMNS: (i32, i32) = (44, 11);

/// Weeks that a phase may slip, from P10 to P90 of the runs that show them: "−3 to 12". Nothing if
/// none does.
pub(super) fn words(phase: &PhaseOdds) -> String {
    let [low, _, high] = PERCENTILES.map(|share| phase.tolerance_at(share));
    match low.zip(high) {
        Some((low, high)) if low == high => weeks(low),
        Some((low, high)) => format!("{} to {}", weeks(low), weeks(high)),
        None => String::new(),
    }
}

fn weeks(count: i32) -> String {
    format::full(f64::from(count))
}

/// What the [`words`] and the drawing are of: they leave out the runs that do not show how far the phase
/// may slip.
pub(super) fn sentence(phase: &PhaseOdds, words: &str, horizon: usize) -> String {
    let share = |share: Share| format::percent(share.value().unwrap_or_default(), 1);
    let may_slip = if words.is_empty() {
        String::new()
    } else {
        format!(
            ". In 8 of 10 of these futures it may slip {words} week{}; below zero it is that late",
            if words == "1" { "" } else { "s" }
        )
    };
    format!(
        "{} of {} possible futures finish it within {horizon} weeks and pass the capacity that it \
         replaces{may_slip}. {} do not finish it by then, {} finish it and never pass that capacity.",
        share(phase.tolerance_known()),
        format::full(f64::from(phase.unfinished.all)),
        share(phase.unfinished),
        share(phase.not_crossed)
    )
}

/// The drawing, with the sentence for those who hear it. Nothing if no run shows how far the phase
/// may slip.
pub(super) fn drawing(phase: &PhaseOdds, sentence: &str) -> String {
    let counts = &phase.tolerance;
    let (Some(first), Some(last)) = (counts.first(), counts.last()) else {
        return String::new();
    };
    let (low, high) = (first.weeks.min(0), last.weeks.max(0));
    // Zero is the edge of a column, so that none is both late and in time.
    let size = ((high - low) / (COLUMNS.0 - 1) + 1).max(1);
    let (low, high) = (low.div_euclid(size), high.div_euclid(size));
    let columns = (high - low + 1).max(COLUMNS.1);
    // Fewer than there is room for stand in the middle.
    let low = low - (columns - (high - low + 1)) / 2;
    let mut runs = vec![0_u32; usize::try_from(columns).unwrap_or_default()];
    for count in counts {
        let place = usize::try_from(count.weeks.div_euclid(size) - low);
        if let Some(column) = place.ok().and_then(|place| runs.get_mut(place)) {
            *column += count.runs;
        }
    }
    let most = f64::from(runs.iter().copied().max().unwrap_or(1).max(1));
    let width = f64::from(WIDTH) / f64::from(columns);
    let mut outlines = [String::new(), String::new()];
    for (place, &count) in (0..).zip(&runs) {
        if count > 0 {
            // The rarest is still seen.
            let height = (f64::from(count) / most * f64::from(HEIGHT)).max(1.0);
            // Writing to a text never fails.
            let _ = write!(
                outlines[usize::from(low + place >= 0)],
                "M{:.1} {HEIGHT}v-{height:.1}h{:.1}v{height:.1}z",
                f64::from(place) * width,
                width - 0.4
            );
        }
    }
    let [late, fine] = outlines;
    let zero = f64::from(-low) * width - 0.2;
    format!(
        "<svg class=\"slips\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{sentence}\">\
         <path class=\"late\" d=\"{late}\"/><path class=\"fine\" d=\"{fine}\"/>\
         <path class=\"zero\" d=\"M{zero:.1} 0v{HEIGHT}\"/></svg>"
    )
}
