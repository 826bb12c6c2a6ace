//! What happens at a moment: hires, launches, and what customers are told.

use super::drag::{moment, spoken};
use crate::format;
use crate::model::calendar::month_start;
use crate::model::figures::first_week;
use crate::model::inputs::Inputs;
use crate::model::parameters::Parameter;
use crate::model::run::Run;
use crate::session::lever::Lever;

/// A row of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// Engineers who join.
    Hires,
    /// What opens, closes or arrives.
    Launches,
    /// What customers are told, and when.
    Messages,
}

/// The rows in the order of the page.
pub const ROWS: [Row; 3] = [Row::Hires, Row::Launches, Row::Messages];

impl Row {
    /// The row's title.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hires => "Hires",
            Self::Launches => "Launches",
            Self::Messages => "Messages to customers",
        }
    }

    /// What its marks mean, where that needs saying.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Hires => "line: position open, dot: first working day",
            Self::Launches | Self::Messages => "",
        }
    }
}

/// Where a mark comes from. It stays the same while the mark moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// The hire at this index.
    Hire(usize),
    /// The row of the table of launches at this index.
    Launch(usize),
    /// Single sign-on, live once its initiative is finished.
    SingleSignOn,
    /// The row of the table of messages at this index.
    Message(usize),
}

impl Source {
    /// A number that no other source has.
    #[must_use]
    pub fn number(self) -> usize {
        match self {
            Self::Hire(index) => 4 * index,
            Self::Launch(index) => 4 * index + 1,
            Self::SingleSignOn => 2,
            Self::Message(index) => 4 * index + 3,
        }
    }

    /// The input that moves the mark; none if only the run does.
    #[must_use]
    pub fn lever(self) -> Option<Lever> {
        match self {
            Self::Hire(index) => Some(Lever::hire_month(index)),
            Self::Launch(index) => Parameter::by_key(LAUNCHES[index].key).map(Lever::Parameter),
            Self::SingleSignOn | Self::Message(_) => None,
        }
    }
}

/// Something that happens at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it comes from.
    pub source: Source,
    /// When, in weeks from now.
    pub at: f64,
    /// When what leads to it begins, in weeks from now; `at` if nothing does.
    pub since: f64,
    /// A word or two.
    pub label: String,
    /// What is moved, for those who cannot see the mark.
    pub name: String,
    /// The whole of it in a sentence.
    pub detail: String,
}

/// A launch that an input dates.
struct Launch {
    /// The input.
    key: &'static str,
    /// A word or two; none if the scenario has no such launch.
    label: fn(&Inputs) -> Option<String>,
}

/// How many of something, if any.
fn counted(count: f64, one: &str, many: &str) -> Option<String> {
    let noun = if format::full(count) == "1" {
        one
    } else {
        many
    };
    (count > 0.0).then(|| format!("{} {noun}", format::full(count)))
}

/// A word, if there is any of it.
fn named(amount: f64, word: &str) -> Option<String> {
    (amount > 0.0).then(|| word.to_owned())
}

static LAUNCHES: [Launch; 8] = [
    Launch {
        key: "finance.csm_month",
        label: |_| Some("Success manager".to_owned()),
    },
    Launch {
        key: "sales.month",
        label: |inputs| counted(inputs.parameters.sales.reps, "sales rep", "sales reps"),
    },
    Launch {
        key: "support.chatbot_month",
        label: |inputs| named(inputs.parameters.support.chatbot, "Chatbot"),
    },
    Launch {
        key: "growth.partner_month",
        label: |inputs| named(inputs.parameters.growth.partner, "Partners"),
    },
    Launch {
        key: "support.associates_month",
        label: |inputs| {
            counted(
                inputs.parameters.support.associates,
                "associate",
                "associates",
            )
        },
    },
    Launch {
        key: "support.selfservice_week",
        label: |inputs| named(inputs.parameters.support.selfservice, "Self-service"),
    },
    Launch {
        key: "growth.window_month",
        label: |_| Some("Window closes".to_owned()),
    },
    Launch {
        key: "finance.raise_month",
        label: |inputs| {
            let raise = inputs.parameters.finance.raise;
            (raise > 0.0).then(|| format!("{} arrives", format::dollars(raise)))
        },
    },
];

/// What the plan tells customers: week, counted from 1, a word or two, the whole of it.
const MESSAGES: [(f64, &str, &str); 5] = [
    (1.0, "Announcement", "The work on scale is announced"),
    (
        4.0,
        "Beta testers",
        "Progress is shown, beta testers are invited",
    ),
    (
        8.0,
        "Enterprise tier",
        "Enterprise abilities are shown, the tier is announced",
    ),
    (16.0, "Self-service", "Self-service is launched"),
    (
        24.0,
        "1M users",
        "One million users are celebrated, the next phase is told",
    ),
];

/// The marks of a row.
#[must_use]
pub(super) fn marks(row: Row, inputs: &Inputs, run: &Run) -> Vec<Mark> {
    match row {
        Row::Hires => hires(inputs),
        Row::Launches => launches(inputs, run),
        Row::Messages => messages(run),
    }
}

/// The week of a moment, counted from 1.
fn week(moment: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // weeks are few
    let week = (moment + 1e-9).floor() as u32 + 1;
    format!("week {}", format::dated(week))
}

fn hires(inputs: &Inputs) -> Vec<Mark> {
    inputs
        .hires
        .iter()
        .enumerate()
        .map(|(index, hire)| {
            let since = month_start(hire.month);
            let at = since + inputs.parameters.team.delay;
            let label = hire.role.strip_suffix(" engineer").unwrap_or(&hire.role);
            Mark {
                source: Source::Hire(index),
                at,
                since,
                label: label.to_owned(),
                name: format!("{}, position opens", hire.role),
                detail: format!(
                    "{}: position opens in month {}, first working day in {}",
                    hire.role,
                    format::full(hire.month),
                    week(at),
                ),
            }
        })
        .collect()
}

fn launches(inputs: &Inputs, run: &Run) -> Vec<Mark> {
    let dated = LAUNCHES.iter().enumerate().filter_map(|(index, launch)| {
        let label = (launch.label)(inputs)?;
        let row = Parameter::by_key(launch.key)?;
        let lever = Lever::Parameter(row);
        let value = (row.get)(&inputs.parameters);
        let at = moment(lever, value);
        Some(Mark {
            source: Source::Launch(index),
            at,
            since: at,
            label,
            name: row.label.to_owned(),
            detail: format!("{}: {}", row.label, spoken(lever, value)),
        })
    });
    let single_sign_on = first_week(run, |week| week.sso > 0.5).map(|live| {
        let at = f64::from(live) - 1.0;
        Mark {
            source: Source::SingleSignOn,
            at,
            since: at,
            label: "Single sign-on".to_owned(),
            name: String::new(),
            detail: format!(
                "Single sign-on is live in week {live}, once its initiative is finished"
            ),
        }
    });
    dated.chain(single_sign_on).collect()
}

fn messages(run: &Run) -> Vec<Mark> {
    MESSAGES
        .iter()
        .enumerate()
        .filter(|(_, (week, ..))| {
            #[allow(clippy::cast_precision_loss)] // a horizon is some hundred weeks
            let horizon = run.weeks.len() as f64;
            *week <= horizon
        })
        .map(|(index, &(week, label, detail))| Mark {
            source: Source::Message(index),
            at: week - 1.0,
            since: week - 1.0,
            label: label.to_owned(),
            name: String::new(),
            detail: format!("{detail}: week {}", format::full(week)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::preset::Preset;
    use crate::model::run::run;
    use crate::model::scenario::Scenario;

    fn marks_of(row: Row, scenario: &Scenario) -> Vec<Mark> {
        marks(row, &scenario.inputs, &run(&scenario.inputs))
    }

    #[test]
    fn every_launch_is_dated_by_an_input_and_follows_it() {
        let mut scenario = Scenario::preset(Preset::Realistic);
        scenario.set("finance.raise", 750_000.0).expect("possible");
        let before = marks_of(Row::Launches, &scenario);
        assert_eq!(before.len(), LAUNCHES.len() + 1, "and single sign-on");
        for mark in &before {
            let Some(lever) = mark.source.lever() else {
                assert_eq!(mark.source, Source::SingleSignOn);
                continue;
            };
            let value = lever.value(&scenario).expect("a value");
            let mut moved = scenario.clone();
            lever.set(&mut moved, value + 1.0).expect("possible");
            let after = marks_of(Row::Launches, &moved);
            let after = after.iter().find(|other| other.source == mark.source);
            let by = moment(lever, value + 1.0) - moment(lever, value);
            assert!((after.expect("still there").at - mark.at - by).abs() < 1e-9);
        }
    }

    #[test]
    fn a_launch_of_nothing_is_not_shown() {
        let mut scenario = Scenario::preset(Preset::Realistic);
        assert!(
            marks_of(Row::Launches, &scenario)
                .iter()
                .all(|mark| !mark.label.contains('$'))
        );
        scenario.set("support.chatbot", 0.0).expect("possible");
        assert!(
            marks_of(Row::Launches, &scenario)
                .iter()
                .all(|mark| mark.label != "Chatbot")
        );
    }

    #[test]
    fn a_hire_works_from_the_day_the_delay_is_over() {
        let scenario = Scenario::preset(Preset::Realistic);
        let hires = marks_of(Row::Hires, &scenario);
        assert_eq!(hires.len(), 5);
        assert!((hires[0].at - 6.0).abs() < 1e-9);
        assert!((hires[0].since - 0.0).abs() < 1e-9);
        assert!((hires[3].since - 13.0).abs() < 1e-9);
        assert_eq!(hires[0].label, "Senior backend");
    }

    #[test]
    fn the_market_window_closes_at_the_end_of_its_month() {
        let scenario = Scenario::preset(Preset::Realistic);
        let launches = marks_of(Row::Launches, &scenario);
        let window = launches.iter().find(|mark| mark.label == "Window closes");
        assert!((window.expect("a window").at - 26.0).abs() < 1e-9);
    }
}
