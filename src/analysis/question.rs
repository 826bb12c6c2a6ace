//! THE QUESTIONS: what the model can be asked, from one table for every method. An answer is a
//! number, or none where there is none (a week beyond the horizon, a figure that does not exist).
//!
//! A question has a key that forms and workers carry:
//!
//! | key | the question |
//! |---|---|
//! | `arr@26` | a series at the end of a week, counted from 1 |
//! | `missing_funding` | a figure of merit |
//! | `margin:users_1m` | how far a target is on the right side of its goal |
//! | `input:finance.raise` | an input itself, as "the least funding" |
//! | `mean:arr@26`, `p90:missing_funding` | mean or percentile of one of these in an ensemble |
//! | `odds:survive`, `odds:users_1m` | odds of survival, of meeting a target |
//! | `odds:arr@26>=3000000` | odds that one of the first four keeps a bound |

use crate::model::assessment::Outcome;
use crate::model::figures::{FIGURES, Figure};
use crate::model::targets::{TARGETS, Target};
use crate::model::units::{Better, Unit};
use crate::model::week::{SERIES, Series};
use crate::session::lever::Lever;

use super::bound::{Bound, Side};

/// One number of one run.
#[derive(Clone, Copy, Debug)]
pub enum Quantity {
    /// A series at the end of a week, counted from 1.
    Series(&'static Series, u32),
    /// A figure of merit.
    Figure(&'static Figure),
    /// How far a target is on the right side of its goal.
    Margin(&'static Target),
    /// An input itself.
    Input(Lever),
}

/// What happens in a run, or does not.
#[derive(Clone, Copy, Debug)]
pub enum Event {
    /// Cash is never below zero.
    Survive,
    /// A target is met.
    Met(&'static Target),
    /// A quantity keeps a bound.
    Holds(Quantity, Bound),
}

/// What the model can be asked.
#[derive(Clone, Copy, Debug)]
pub enum Question {
    /// A quantity of the single run.
    Value(Quantity),
    /// Its mean over the runs of an ensemble that have it.
    Mean(Quantity),
    /// Its percentile, 0 to 100, over the runs of an ensemble that have it.
    Percentile(Quantity, u8),
    /// The share of runs in which something happens.
    Odds(Event),
}

/// A key that stands for no question.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{key}: there is no such question; ask for a series at a week as in arr@26, a figure as in \
     missing_funding, margin: and a target, input: and an input, mean: or p90: before one of \
     these, or odds:survive"
)]
pub struct UnknownQuestion {
    /// What was asked.
    pub key: String,
}

impl Quantity {
    fn key(&self) -> String {
        match self {
            Self::Series(row, week) => format!("{}@{week}", row.key),
            Self::Figure(row) => row.key.to_owned(),
            Self::Margin(target) => format!("margin:{}", target.id),
            Self::Input(lever) => format!("input:{}", lever.key()),
        }
    }

    fn parse(key: &str) -> Option<Self> {
        if let Some(id) = key.strip_prefix("margin:") {
            return Target::by_id(id).map(Self::Margin);
        }
        if let Some(key) = key.strip_prefix("input:") {
            return Lever::by_key(key).map(Self::Input);
        }
        if let Some((series, week)) = key.split_once('@') {
            let week = week.parse().ok().filter(|&week| week >= 1)?;
            return Series::by_key(series).map(|row| Self::Series(row, week));
        }
        Figure::by_key(key).map(Self::Figure)
    }

    /// The unit of the answer.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self {
            Self::Series(row, _) => row.unit,
            Self::Figure(row) => row.unit,
            Self::Margin(target) => target.unit,
            Self::Input(lever) => lever.unit(),
        }
    }

    /// Which answer is the better one, of an input the lesser: it is what is spent.
    #[must_use]
    pub fn better(&self) -> Better {
        match self {
            Self::Series(row, _) => row.better,
            Self::Figure(row) => row.better,
            Self::Margin(_) => Better::More,
            Self::Input(_) => Better::Less,
        }
    }

    /// What it says that there is no answer.
    #[must_use]
    pub fn absent(&self) -> &'static str {
        match self {
            Self::Figure(row) => row.absent(),
            _ => "none",
        }
    }

    /// What it says that the answer is infinite.
    fn boundless(&self) -> Option<&'static str> {
        match self {
            Self::Figure(row) => row.boundless(),
            _ => None,
        }
    }

    /// What the quantity is; nothing where its label says all, or its slider does.
    fn meaning(&self) -> &'static str {
        match self {
            Self::Series(row, _) => row.meaning(),
            Self::Figure(row) => row.meaning(),
            Self::Margin(target) => target.note,
            Self::Input(_) => "",
        }
    }

    /// An answer as it is held against a bound. A week in which something happens that does not
    /// happen is later than all so many of the horizon, and no week for whoever wants it early.
    #[allow(clippy::cast_precision_loss)] // some hundred weeks
    pub(super) fn judged(&self, answer: Option<f64>, side: Side, weeks: usize) -> Option<f64> {
        let is_week = matches!(self, Self::Figure(row) if row.unit == Unit::Week);
        answer.or((is_week && side == Side::AtLeast).then_some(weeks as f64 + 1.0))
    }

    /// The quantity as people read it.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Series(row, week) => format!("{} in week {week}", row.label),
            Self::Figure(row) => row.label.to_owned(),
            Self::Margin(target) => {
                format!("Margin of {} {}", target.label, target.when.words())
            }
            Self::Input(Lever::Parameter(row)) => row.label.to_owned(),
            Self::Input(Lever::Hire(index, field)) => {
                format!("{} of hire {}", field.label, index + 1)
            }
        }
    }
}

impl Event {
    fn key(&self) -> String {
        match self {
            Self::Survive => "survive".to_owned(),
            Self::Met(target) => target.id.to_owned(),
            Self::Holds(quantity, bound) => {
                format!("{}{}{}", quantity.key(), bound.side.key(), bound.value)
            }
        }
    }

    fn parse(key: &str) -> Option<Self> {
        if key == "survive" {
            return Some(Self::Survive);
        }
        for side in Side::ALL {
            if let Some((quantity, value)) = key.split_once(side.key()) {
                let value = value.parse().ok().filter(|value: &f64| value.is_finite())?;
                let bound = Bound { side, value };
                return Quantity::parse(quantity).map(|quantity| Self::Holds(quantity, bound));
            }
        }
        Target::by_id(key).map(Self::Met)
    }

    /// The event as it stands after "odds".
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Survive => "survival".to_owned(),
            Self::Met(target) => format!("{} {}", target.label, target.when.words()),
            Self::Holds(quantity, bound) => {
                let value = crate::format::with_unit(quantity.unit(), bound.value);
                format!("{} {} {value}", quantity.label(), bound.side.sign())
            }
        }
    }
}

impl Question {
    /// An answer as it is held against a bound over a horizon of so many weeks: see
    /// [`Quantity::judged`]. A mean or percentile is of the runs that have one.
    pub(super) fn judged(&self, answer: Option<f64>, side: Side, weeks: usize) -> Option<f64> {
        match self {
            Self::Value(quantity) => quantity.judged(answer, side, weeks),
            _ => answer,
        }
    }

    /// The key in forms and between workers.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Value(quantity) => quantity.key(),
            Self::Mean(quantity) => format!("mean:{}", quantity.key()),
            Self::Percentile(quantity, percent) => format!("p{percent}:{}", quantity.key()),
            Self::Odds(event) => format!("odds:{}", event.key()),
        }
    }

    /// The question of a key.
    ///
    /// # Errors
    /// [`UnknownQuestion`] if there is none.
    pub fn parse(key: &str) -> Result<Self, UnknownQuestion> {
        let question = match key.split_once(':') {
            Some(("odds", event)) => Event::parse(event).map(Self::Odds),
            Some(("mean", quantity)) => Quantity::parse(quantity).map(Self::Mean),
            Some((percentile, quantity)) if is_percentile(percentile) => percentile[1..]
                .parse()
                .ok()
                .filter(|&percent: &u8| percent <= 100)
                .and_then(|percent| Some(Self::Percentile(Quantity::parse(quantity)?, percent))),
            _ => Quantity::parse(key).map(Self::Value),
        };
        question.ok_or_else(|| UnknownQuestion {
            key: key.to_owned(),
        })
    }

    /// The unit of the answer.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self {
            Self::Value(quantity) | Self::Mean(quantity) | Self::Percentile(quantity, _) => {
                quantity.unit()
            }
            Self::Odds(_) => Unit::Share,
        }
    }

    /// What is asked about; nothing where the label says all.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        match self {
            Self::Value(quantity)
            | Self::Mean(quantity)
            | Self::Percentile(quantity, _)
            | Self::Odds(Event::Holds(quantity, _)) => quantity.meaning(),
            Self::Odds(Event::Met(target)) => target.note,
            Self::Odds(Event::Survive) => "Cash never falls below zero within the horizon.",
        }
    }

    /// What it says that there is no answer.
    #[must_use]
    pub fn absent(&self) -> &'static str {
        match self {
            Self::Value(quantity) | Self::Mean(quantity) | Self::Percentile(quantity, _) => {
                quantity.absent()
            }
            Self::Odds(_) => "none",
        }
    }

    /// What it says that the answer is infinite: no number is large enough. Nothing where none ever is.
    #[must_use]
    pub fn boundless(&self) -> Option<&'static str> {
        match self {
            Self::Value(quantity) => quantity.boundless(),
            _ => None,
        }
    }

    /// The question as people read it.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Value(quantity) => quantity.label(),
            Self::Mean(quantity) => format!("{}, on average", quantity.label()),
            Self::Percentile(quantity, percent) => format!("{}, P{percent}", quantity.label()),
            Self::Odds(event) => format!("Odds of {}", event.label()),
        }
    }

    /// Whether only an ensemble can answer.
    #[must_use]
    pub const fn needs_chance(&self) -> bool {
        !matches!(self, Self::Value(_))
    }

    /// Which answer is the better one.
    #[must_use]
    pub fn better(&self) -> Better {
        match self {
            Self::Value(quantity) | Self::Mean(quantity) | Self::Percentile(quantity, _) => {
                quantity.better()
            }
            Self::Odds(_) => Better::More,
        }
    }

    /// Whether answers are numbers of which one can be more than another: the name of a component
    /// is none.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        !self.unit().is_category()
    }

    /// Every question that menus offer without a number of the founder's own: the odds of survival,
    /// each figure, each series of numbers at this week, and the odds of each target.
    pub fn menu(week: u32) -> impl Iterator<Item = Self> {
        let survive = std::iter::once(Self::Odds(Event::Survive));
        let figures = FIGURES.iter().map(|row| Self::Value(Quantity::Figure(row)));
        let targets = TARGETS.iter().map(|row| Self::Odds(Event::Met(row)));
        let series = SERIES
            .iter()
            .map(move |row| Self::Value(Quantity::Series(row, week)));
        let all = survive.chain(figures).chain(series).chain(targets);
        all.filter(Self::is_numeric)
    }
}

fn is_percentile(text: &str) -> bool {
    text.len() > 1
        && text.starts_with('p')
        && text[1..]
            .bytes()
            .all(|character| character.is_ascii_digit())
}

/// Whether an outcome counts as met.
pub(super) fn is_met(outcome: Outcome) -> bool {
    outcome == Outcome::Met
}
