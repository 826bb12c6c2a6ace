//! Why a figure changed: a row for each group of inputs, from one plan to the other.

use super::super::bars::{Bar, Scale};
use super::super::bench::{Key, View};
use super::super::html::{each, escape, lever, table};
use super::super::plans::{Plans, nameless};
use super::super::{SEED, menu, words};
use crate::analysis::evaluation::Sample;
use crate::analysis::question::Question;
use crate::analysis::shapley::EXACT_PLAYERS;
use crate::analysis::waterfall::{Change, Group, TooManyGroups, Waterfall, groups};
use crate::ensemble::Share;
use crate::format;
use crate::model::grid::nearest_multiple;
use crate::model::parameters::Parameter;
use crate::model::scenario::Scenario;
use crate::model::units::{Notation, Unit};
use crate::order::ascending;
use crate::story::separation::cause_of;

/// What the plan is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    /// The preset that it started from.
    Preset,
    /// A plan it is compared with, by its place.
    Other(usize),
}

impl Since {
    /// What it can be held against.
    pub(super) fn all(plans: &Plans) -> impl Iterator<Item = Self> {
        std::iter::once(Self::Preset).chain((0..plans.others.len()).map(Self::Other))
    }

    pub(super) fn key(self) -> String {
        match self {
            Self::Preset => "preset".to_owned(),
            Self::Other(0) => "other".to_owned(),
            Self::Other(place) => format!("other-{}", place + 1),
        }
    }

    /// What was chosen; the preset if it is there no longer.
    pub(super) fn from_key(key: &str, plans: &Plans) -> Self {
        Self::all(plans)
            .find(|since| since.key() == key)
            .unwrap_or(Self::Preset)
    }

    /// The plan it was then.
    pub(super) fn scenario(self, plans: &Plans) -> Scenario {
        match self {
            Self::Other(place) => plans.other(place),
            Self::Preset => None,
        }
        .unwrap_or_else(|| {
            // A preset of another horizon would be no comparison.
            let mut preset = Scenario::preset(plans.this.preset);
            preset.inputs.parameters.run = plans.this.inputs.parameters.run;
            preset
        })
    }

    pub(super) fn label(self, plans: &Plans) -> String {
        match self {
            Self::Preset => format!("the preset ({})", plans.this.preset.label()),
            Self::Other(place) => {
                let name = plans.others.get(place).map_or("", |other| &other.name);
                format!("the compared plan ({name})")
            }
        }
    }
}

/// What was asked.
#[derive(Clone, Debug)]
pub(super) struct Why {
    question: Question,
    from: String,
}

impl Why {
    pub(super) fn new(plans: &Plans, since: Since, question: Question) -> Self {
        Self {
            question,
            from: since.label(plans),
        }
    }
}

/// Runs for each mixture, where only chance has an answer: at least and at most so many, and for all
/// mixtures together about so many.
const LEAST_RUNS: u32 = 256;
const MOST_RUNS: u32 = 2_000;
const ALL_RUNS: u32 = 64_000;

/// Pairs of random orders where there are too many groups for all mixtures.
const PAIRS: usize = 100;
const PAIRS_WITH_CHANCE: usize = 12;

pub(super) fn key(plans: &Plans, since: Since, question: &Question) -> Key {
    Key {
        scenarios: vec![nameless(&plans.this), nameless(&since.scenario(plans))],
        words: question.key(),
    }
}

/// How many runs each mixture of so many groups has: where they are few, more runs take no longer.
fn runs(groups: usize) -> u32 {
    let mixtures = u32::try_from(groups)
        .ok()
        .and_then(|groups| 1_u32.checked_shl(groups))
        .unwrap_or(u32::MAX);
    (ALL_RUNS / mixtures).clamp(LEAST_RUNS, MOST_RUNS)
}

/// The study of a difference. A few inputs are told apart one by one, many by their cause.
pub(super) fn study(
    plans: &Plans,
    since: Since,
    question: Question,
) -> Result<Waterfall, TooManyGroups> {
    let (from, to) = (since.scenario(plans), plans.this.clone());
    let mut parts = groups(&from, &to, |row| row.label.to_owned());
    if parts.len() > EXACT_PLAYERS {
        parts = groups(&from, &to, cause);
    }
    parts.retain(|group| match group.change {
        // The single run knows nothing of spreads and probabilities, an ensemble of no stress test.
        Change::Uncertainty => question.needs_chance(),
        Change::Stress => !question.needs_chance(),
        _ => true,
    });
    let pairs = if question.needs_chance() {
        PAIRS_WITH_CHANCE
    } else {
        PAIRS
    };
    let sample = Sample::of(&question, runs(parts.len()), SEED);
    Waterfall::new(question, from, to, parts, sample, pairs, SEED)
}

/// What a parameter's change is about: the cause that the verdict names, or its panel.
fn cause(row: &Parameter) -> String {
    cause_of(row).map_or_else(|| row.panel.label().to_owned(), words::capitalised)
}

/// What it comes to, in a sentence.
pub(super) fn said(view: &View<Why, Waterfall>) -> String {
    let Some(entry) = view.entry.filter(|_| !view.age.is_old()) else {
        return String::new();
    };
    let Some(parts) = entry.study.parts() else {
        return "In this plan, the other or a mixture of the two the figure is no number, so there is no \
            difference to divide."
            .to_owned();
    };
    let unit = entry.asked.question.unit();
    let chance = if entry.asked.question.needs_chance() {
        format!(
            " Every mixture of the two is {} runs of the same luck{}.",
            format::full(f64::from(entry.study.sample().runs())),
            words::NOT_THE_VERDICT
        )
    } else {
        String::new()
    };
    let sentence = format!(
        "{}: {} now, {} in {}.{chance}",
        menu::label(&entry.asked.question),
        words::answer(unit, parts.to),
        words::answer(unit, parts.from),
        entry.asked.from
    );
    escape(&format::unbroken(&sentence))
}

pub(super) fn html(study: &Waterfall, why: &Why) -> String {
    let Some(parts) = study.parts() else {
        return String::new();
    };
    let unit = why.question.unit();
    let keys: Vec<f64> = parts.parts.iter().map(|part| -part.value.abs()).collect();
    let order = ascending(&keys);
    let grid = Grid::over(unit, keys.iter().copied().chain([parts.from, parts.to]));
    // Amounts are rounded where the bars stand, not one by one: so what is shown adds up.
    let mut at = parts.from;
    let mut stands = vec![grid.round(at)];
    for &index in &order {
        at += parts.parts[index].value;
        stands.push(grid.round(at));
    }
    let scale = Scale::over(stands.iter().copied().chain([0.0]).filter(|value| {
        // Nothing is part of the picture unless it is far away.
        *value != 0.0 || parts.from * parts.to <= 0.0
    }));
    let is_exact = study.is_of_all_orders() && !why.question.needs_chance();
    let steps = each(order.iter().enumerate(), |(place, &index)| {
        let (from, to) = (stands[place], stands[place + 1]);
        let class = if to < from { "down" } else { "up" };
        let mut part = grid.signed(to - from);
        if !is_exact {
            let error = grid.error(parts.parts[index].standard_error);
            part = words::give_or_take(&part, &escape(&error));
        }
        format!(
            "<tr><th scope=\"row\">{}</th><td>{part}</td><td class=\"drawn\">{}</td></tr>",
            name(&study.groups()[index]),
            scale.row(&[Bar { from, to, class }], None)
        )
    });
    let end = |label: &str, value: f64, stand: f64| {
        let error = match why.question {
            Question::Odds(_) => Share::of_runs(value, study.sample().runs()).standard_error(),
            _ => None,
        };
        let mut end = escape(&grid.end(stand));
        if let Some(error) = error {
            end = words::give_or_take(&end, &words::points(error));
        }
        format!(
            "<tr class=\"end\"><th scope=\"row\">{}</th><td>{end}</td><td class=\"drawn\">{}</td></tr>",
            escape(label),
            scale.row(&[], Some(stand))
        )
    };
    let rows = format!(
        "{}{steps}{}",
        end(&words::capitalised(&why.from), parts.from, stands[0]),
        end("This plan", parts.to, stands[stands.len() - 1])
    );
    let orders = if study.is_of_all_orders() {
        "on average over all orders of making them (Shapley values"
    } else {
        "on average over random orders of making them (estimated Shapley values"
    };
    let error = if is_exact {
        ""
    } else {
        ", ± one standard error"
    };
    let caption = format!(
        "{}: what each change adds, {orders}{error})",
        menu::label(&why.question)
    );
    table(
        &caption,
        "numbers waterfall",
        &[
            "Change",
            "Adds",
            "<span class=\"hidden-text\">As bars</span>",
        ],
        &rows,
    )
}

fn name(group: &Group) -> String {
    match &group.change {
        Change::Parameters(rows) if rows.len() == 1 => lever(rows[0].key, rows[0].label),
        Change::Parameters(rows) => {
            let rows = each(rows, |row| lever(row.key, row.label));
            format!(
                "<details><summary>{}</summary>{rows}</details>",
                escape(&group.label)
            )
        }
        _ => escape(&group.label),
    }
}

/// The grid that all amounts of a table are rounded to: three digits of the largest, whose letter all
/// of them have.
#[derive(Clone, Copy, Debug)]
struct Grid {
    unit: Unit,
    step: f64,
}

/// What a step of the grid is at least where amounts are written with a letter.
const LETTERS: [(f64, &str); 4] = [(1e10, "T"), (1e7, "B"), (1e4, "M"), (1e3, "K")];

impl Grid {
    fn over(unit: Unit, values: impl Iterator<Item = f64>) -> Self {
        let largest = values.map(f64::abs).fold(0.0, f64::max);
        let step = if largest > 0.0 {
            libm::pow(10.0, libm::log10(largest).floor() - 2.0)
        } else {
            1.0
        };
        Self { unit, step }
    }

    fn round(self, value: f64) -> f64 {
        nearest_multiple(value, self.step)
    }

    fn magnitude(self, value: f64) -> String {
        let value = self.round(value.abs());
        match self.unit.notation() {
            Notation::Percent => format!("{} %", format::full(value * 100.0)),
            Notation::Dollars => format::amount_of(&self.shortened(value)),
            _ => self.shortened(value),
        }
    }

    /// A standard error. That of odds is in points and is never nothing.
    fn error(self, value: f64) -> String {
        let written = self.magnitude(value);
        match self.unit.notation() {
            Notation::Percent if value < 0.5 * self.step => {
                format!("<{}", format::full(self.step * 100.0))
            }
            Notation::Percent => written.trim_end_matches(" %").to_owned(),
            _ => written,
        }
    }

    fn shortened(self, value: f64) -> String {
        let letter = LETTERS.iter().find(|(least, _)| self.step >= *least);
        match letter {
            None => format::full(value),
            Some((_, "K")) => format!("{}K", format::full(value / 1e3)),
            // Three digits of the largest: two, one or none behind the point.
            Some((least, letter)) => {
                let steps = [10.0, 100.0].map(|times| self.step >= 0.5 * times * least);
                let digits = steps.iter().filter(|is_passed| !**is_passed).count();
                let figure = format::decimal(value / (least * 100.0), digits);
                format!("{figure}{letter}")
            }
        }
    }

    fn plain(self, value: f64) -> String {
        let sign = if value < 0.0 { "−" } else { "" };
        format!("{sign}{}", self.magnitude(value))
    }

    /// Where the bars begin and end.
    fn end(self, value: f64) -> String {
        match self.unit {
            Unit::YesNo => words::answer(self.unit, value),
            Unit::Week | Unit::Month => format!("{} {}", self.unit.name(), self.plain(value)),
            _ => self.plain(value),
        }
    }

    fn signed(self, value: f64) -> String {
        let written = self.plain(value);
        // Between two shares there are points.
        let written = match self.unit.notation() {
            Notation::Percent => format::in_points(written.trim_end_matches(" %")),
            _ => written,
        };
        format::difference(value, written)
    }
}
