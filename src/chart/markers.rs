//! Moments worth a word: where they fall in a run, and the word.

use super::spec::Marker;
use super::theme::Role;
use crate::format;
use crate::model::initiatives::Component;
use crate::model::run::Run;

/// A moment of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// When, in weeks from now.
    pub at: f64,
    /// The height at which it stands.
    pub value: f64,
    /// What to say there.
    pub label: String,
    /// The same in a word, where there is less room.
    pub short: String,
    /// The same as a sentence.
    pub sentence: String,
    /// Its colour.
    pub role: Role,
}

/// Where the moments fall.
pub(super) fn marks(markers: &[Marker], run: &Run) -> Vec<Mark> {
    let mut marks = Vec::new();
    for marker in markers {
        match marker {
            Marker::OutOfCash => marks.extend(out_of_cash(run)),
            Marker::MissingFunding => marks.extend(missing_funding(run)),
            Marker::Bottleneck => marks.extend(bottlenecks(run)),
        }
    }
    marks
}

#[allow(clippy::cast_precision_loss)] // weeks are few
fn out_of_cash(run: &Run) -> Option<Mark> {
    let week = run.weeks.iter().position(|week| week.cash < 0.0)?;
    let before = week.checked_sub(1).map_or(0.0, |week| run.weeks[week].cash);
    let after = run.weeks[week].cash;
    Some(Mark {
        // Where the line crosses zero.
        at: week as f64 + before / (before - after),
        value: 0.0,
        label: format!("out of cash, week {}", week + 1),
        short: format!("week {}", week + 1),
        sentence: format!("Cash runs out in week {}.", week + 1),
        role: Role::Cost,
    })
}

#[allow(clippy::cast_precision_loss)] // weeks are few
fn missing_funding(run: &Run) -> Option<Mark> {
    let (index, lowest) = run
        .weeks
        .iter()
        .enumerate()
        .min_by(|(_, one), (_, other)| one.cash.total_cmp(&other.cash))?;
    (lowest.cash < 0.0).then(|| Mark {
        at: index as f64 + 1.0,
        value: lowest.cash,
        label: format!("{} short", format::dollars(-lowest.cash)),
        short: format::dollars(lowest.cash),
        sentence: format!(
            "{} is missing at the lowest point, week {}.",
            format::dollars(-lowest.cash),
            index + 1
        ),
        role: Role::Cost,
    })
}

/// The start of every stretch of weeks in which the same component is full.
#[allow(clippy::cast_precision_loss)] // weeks are few
fn bottlenecks(run: &Run) -> impl Iterator<Item = Mark> + '_ {
    let full = |index: usize| {
        let week = &run.weeks[index];
        (week.utilisation >= 1.0)
            .then(|| Component::from_code(week.bottleneck))
            .flatten()
    };
    (0..run.weeks.len()).filter_map(move |index| {
        let component = full(index)?;
        let before = index.checked_sub(1).and_then(full);
        (before != Some(component)).then(|| Mark {
            at: index as f64,
            value: run.weeks[index].capacity,
            label: format!("{} full", component.label()),
            short: component.label().to_owned(),
            sentence: format!(
                "From week {} the load is over capacity: {}.",
                index + 1,
                component.label()
            ),
            role: Role::Capacity,
        })
    })
}
