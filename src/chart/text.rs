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
        sentences.extend(measured(pane));
        sentences.extend(pane.thresholds.iter().filter_map(milestone));
        for mark in &pane.marks {
            sentences.push(mark.sentence.clone());
        }
    }
    sentences.join(" ")
}

fn shape(pane: &PaneFrame, line: &LineFrame, weeks: usize) -> Option<String> {
    let write = |value: f64| format::reading(pane.unit(), value);
    let first = line.start.or_else(|| line.values.first().copied())?;
    let last = line.last()?;
    // Without a verb, for names of lines are singular and plural.
    let name = line.spec.name;
    let mut clauses = vec![if write(first) == write(last) {
        format!(
            "{name}: {} at the start and after {weeks} weeks",
            write(first)
        )
    } else {
        let way = if last > first { "up" } else { "down" };
        format!(
            "{name}: {way} from {} to {} over {weeks} weeks",
            write(first),
            write(last)
        )
    }];
    // A turning point is worth a word if the line goes clearly beyond both of its ends.
    let room = 0.02 * (pane.scale.high - pane.scale.low).abs();
    let by_value = |one: &(usize, &f64), other: &(usize, &f64)| one.1.total_cmp(other.1);
    let (highest_week, &highest) = line.values.iter().enumerate().max_by(by_value)?;
    let (lowest_week, &lowest) = line.values.iter().enumerate().min_by(by_value)?;
    if highest > first.max(last) + room {
        let week = highest_week + 1;
        clauses.push(format!("at its highest {} in week {week}", write(highest)));
    }
    if lowest < first.min(last) - room {
        let week = lowest_week + 1;
        clauses.push(format!("at its lowest {} in week {week}", write(lowest)));
    }
    let ends = line.band.iter().flat_map(|band| {
        band.percentiles()
            .into_iter()
            .filter_map(|(name, values)| Some(format!("{name} {}", write(*values.last()?))))
    });
    let ends = ends.collect::<Vec<_>>().join(", ");
    let futures = if ends.is_empty() {
        ends
    } else {
        format!(" Futures: {ends} at the end.")
    };
    let same = |other: &&LineFrame| other.spec.key == line.spec.key;
    let compared = pane.lines.iter().filter(same).filter_map(|other| {
        let label = other.compared.as_ref()?;
        Some(format!("; {label}: {} at the end", write(other.last()?)))
    });
    Some(clauses.join(", ") + &compared.collect::<String>() + "." + &futures)
}

/// How far the run is from what was measured last.
fn measured(pane: &PaneFrame) -> Option<String> {
    let line = pane
        .lines
        .iter()
        .rev()
        .find(|line| !line.actuals.is_empty())?;
    let last = line.actuals.last()?;
    let count = line.actuals.len();
    Some(format!(
        "{}, actuals of {count} week{}: the last {} in week {}.",
        line.spec.name,
        if count == 1 { "" } else { "s" },
        format::reading(pane.unit(), last.value),
        last.week
    ))
}

fn milestone(threshold: &ThresholdFrame) -> Option<String> {
    let met = threshold.met?;
    let label = threshold.name();
    Some(match (met, threshold.week) {
        (true, Some(week)) => format!("{label}: met in week {week}."),
        (_, Some(week)) => format!("{label}: missed, reached in week {week}."),
        (_, None) => format!("{label}: missed."),
    })
}
