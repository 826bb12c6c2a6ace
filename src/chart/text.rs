//! What a chart says, in sentences: for those who do not see it.

use super::frame::{Frame, LineFrame, PaneFrame, ThresholdFrame};
use crate::format;

/// The shape of every line in a sentence, with milestones and moments.
#[must_use]
pub fn describe(frame: &Frame) -> String {
    let mut sentences = Vec::new();
    for pane in &frame.panes {
        for line in pane
            .lines
            .iter()
            .rev()
            .filter(|line| line.compared.is_none())
        {
            sentences.extend(shape(pane, line, frame.weeks));
        }
        sentences.extend(pane.thresholds.iter().filter_map(milestone));
        for mark in &pane.marks {
            sentences.push(format!("Week {}: {}.", week_of(mark.at), mark.label));
        }
    }
    sentences.join(" ")
}

/// The week, counted from 1, in which a moment falls: the end of a week belongs to it.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a moment of the run
fn week_of(at: f64) -> usize {
    at.ceil().max(1.0) as usize
}

fn shape(pane: &PaneFrame, line: &LineFrame, weeks: usize) -> Option<String> {
    let write = |value: f64| format::reading(pane.unit(), value);
    let first = line.start.or_else(|| line.values.first().copied())?;
    let last = line.last()?;
    let mut sentence = if write(first) == write(last) {
        format!(
            "{} begins and ends {weeks} weeks at {}",
            line.spec.name,
            write(first)
        )
    } else {
        let verb = if last > first { "rises" } else { "falls" };
        format!(
            "{} {verb} from {} to {} over {weeks} weeks",
            line.spec.name,
            write(first),
            write(last),
        )
    };
    // A turning point is worth a word if the line goes clearly beyond both of its ends.
    let room = 0.02 * (pane.scale.high - pane.scale.low).abs();
    let by_value = |one: &(usize, &f64), other: &(usize, &f64)| one.1.total_cmp(other.1);
    let highest = line.values.iter().enumerate().max_by(by_value)?;
    let lowest = line.values.iter().enumerate().min_by(by_value)?;
    if *highest.1 > first.max(last) + room {
        sentence += &format!(", at most {} in week {}", write(*highest.1), highest.0 + 1);
    }
    if *lowest.1 < first.min(last) - room {
        sentence += &format!(", at least {} in week {}", write(*lowest.1), lowest.0 + 1);
    }
    for other in pane
        .lines
        .iter()
        .filter(|other| other.spec.key == line.spec.key)
    {
        if let (Some(label), Some(last)) = (&other.compared, other.last()) {
            sentence += &format!("; {label}: {} at the end", write(last));
        }
    }
    sentence.push('.');
    Some(sentence)
}

fn milestone(threshold: &ThresholdFrame) -> Option<String> {
    let met = threshold.met?;
    Some(match (met, threshold.week) {
        (true, Some(week)) => format!("{}: met in week {week}.", threshold.label),
        (_, Some(week)) => format!("{}: missed, reached in week {week}.", threshold.label),
        (_, None) => format!("{}: missed.", threshold.label),
    })
}
