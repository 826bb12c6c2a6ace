//! What each page of the presentation says, in a sentence made from the scenario: it follows the
//! numbers until the founder writes another one.

use super::{Span, Tone, and_runway, emphasised, in_words, is_falling, plain, weeks_in_words};
use crate::format::{dollars, full, percent};
use crate::model::calendar::month_start;
use crate::model::figures::Figures;
use crate::model::initiatives::Component;
use crate::model::inputs::Inputs;
use crate::model::money::mrr;
use crate::model::parameters::{BasisKind, PARAMETERS};
use crate::model::risks::RISK_COUNT;
use crate::model::run::Run;
use crate::model::scenario::Scenario;
use crate::model::targets::{Outcome, assess};
use crate::model::week::Week;

/// Targets of revenue that a page counts.
const MILESTONES: [&str; 3] = ["arr_1m", "arr_3m", "arr_10m"];

/// What becomes of an amount below this is nothing worth a word, $.
const NEGLIGIBLE: f64 = 500.0;

/// ARR today: twelve times the MRR of today's accounts at list prices, $ a year.
#[must_use]
pub fn arr_today(inputs: &Inputs) -> f64 {
    let tiers = &inputs.parameters.tiers;
    12.0 * mrr(&tiers.map(|tier| tier.accounts), tiers)
}

/// What a run wins and loses of ARR over its horizon, $ a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Movements {
    /// From new accounts.
    pub new: f64,
    /// From accounts that moved to a dearer tier.
    pub expansion: f64,
    /// From accounts that moved to a cheaper tier: below zero.
    pub contraction: f64,
    /// From accounts that left: below zero.
    pub churn: f64,
}

impl Movements {
    /// All movements of a run.
    #[must_use]
    pub fn of(run: &Run) -> Self {
        let sum = |value: fn(&Week) -> f64| 12.0 * run.weeks.iter().map(value).sum::<f64>();
        Self {
            new: sum(|week| week.new_mrr),
            expansion: sum(|week| week.expansion_mrr),
            contraction: -sum(|week| week.contraction_mrr),
            churn: -sum(|week| week.churned_mrr),
        }
    }
}

/// "ARR grows from $588K to $2.26M in 52 weeks, and reaches one of three milestones in time."
#[must_use]
pub fn growth(inputs: &Inputs, run: &Run) -> Vec<Span> {
    let from = arr_today(inputs);
    let to = run.weeks.last().map_or(from, |week| week.arr);
    let weeks = run.weeks.len();
    let grows = to >= from;
    let verb = if grows { "grows" } else { "falls" };
    let mut spans = vec![
        plain(format!("ARR {verb} from {} to ", dollars(from))),
        emphasised(dollars(to), Tone::of(grows)),
        plain(format!(" in {weeks} weeks")),
    ];
    let answers = assess(inputs, run);
    let due = |outcome: Outcome| {
        answers
            .iter()
            .filter(|each| MILESTONES.contains(&each.target.id) && each.outcome == outcome)
            .count()
    };
    let (met, missed) = (due(Outcome::Met), due(Outcome::Missed));
    match (met, met + missed) {
        (_, 0) => spans.push(plain(".")),
        (met, all) if met == all => {
            spans.push(plain(", "));
            spans.push(emphasised("every milestone in time", Tone::Good));
            spans.push(plain("."));
        }
        (met, all) => {
            let met = if met == 0 {
                "none".to_owned()
            } else {
                in_words(met)
            };
            spans.push(plain(", "));
            let said = format!("{met} of {} milestones in time", in_words(all));
            spans.push(emphasised(said, Tone::Bad));
            spans.push(plain("."));
        }
    }
    spans
}

/// "$2.42M of ARR won, $750K lost: $1.67M more in 52 weeks."
#[must_use]
pub fn bridge(inputs: &Inputs, run: &Run) -> Vec<Span> {
    let moved = Movements::of(run);
    let won = moved.new + moved.expansion;
    let lost = -(moved.contraction + moved.churn);
    let from = arr_today(inputs);
    let net = run.weeks.last().map_or(from, |week| week.arr) - from;
    let word = if net < 0.0 { "less" } else { "more" };
    vec![
        plain(format!(
            "{} of ARR won, {} lost: ",
            dollars(won),
            dollars(lost)
        )),
        emphasised(
            format!("{} {word}", dollars(net.abs())),
            Tone::of(net >= 0.0),
        ),
        plain(format!(" in {} weeks.", run.weeks.len())),
    ]
}

/// The money that is asked for: what is missing, what the raise of the plan does, or that none is
/// needed.
#[must_use]
pub fn ask(inputs: &Inputs, run: &Run, figures: &Figures) -> Vec<Span> {
    let finance = &inputs.parameters.finance;
    let horizon = run.weeks.len();
    #[allow(clippy::cast_precision_loss)] // weeks are few
    let is_raised = finance.raise > 0.0 && month_start(finance.raise_month) < horizon as f64;
    let raise = format!(
        "{} in month {}",
        dollars(finance.raise),
        full(finance.raise_month)
    );
    let lowest = dollars(figures.lowest_cash);
    let at = figures
        .lowest_cash_week
        .map_or_else(String::new, |week| format!(" in week {week}"));
    match (figures.cash_out_week, is_raised) {
        (Some(week), false) => vec![
            plain("The ask: "),
            emphasised(
                format!("{} before week {week}", dollars(figures.missing_funding)),
                Tone::Bad,
            ),
            plain(format!(", just to get through {horizon} weeks.")),
        ],
        (Some(week), true) => vec![
            plain(format!("{raise} does not do: out of cash in ")),
            emphasised(format!("week {week}"), Tone::Bad),
            plain(", "),
            emphasised(
                format!("{} short", dollars(figures.missing_funding)),
                Tone::Bad,
            ),
            plain("."),
        ],
        (None, true) => vec![
            plain(format!("With {raise} the cash lasts: ")),
            emphasised(format!("{lowest} at the lowest"), Tone::Good),
            plain(format!("{at}.")),
        ],
        (None, false) if is_falling(run, figures) => {
            let runway = and_runway(figures);
            vec![plain(format!(
                "No new money within {horizon} weeks: {lowest} left by then{runway}."
            ))]
        }
        (None, false) => vec![
            emphasised("No new money needed", Tone::Good),
            plain(format!(": {lowest} at the lowest{at}.")),
        ],
    }
}

/// Whether load stays below capacity, and what the next phase can still lose.
#[must_use]
pub fn capacity(run: &Run, figures: &Figures) -> Vec<Span> {
    if let Some(first) = figures.over_capacity_week {
        let weeks = figures.weeks_over_capacity;
        let component = run
            .weeks
            .get(first as usize - 1)
            .and_then(|week| Component::from_code(week.bottleneck));
        let first_full = component.map_or_else(String::new, |component| {
            format!("; first full: {}", component.label())
        });
        return vec![
            plain("Load passes capacity in "),
            emphasised(format!("week {first}"), Tone::Bad),
            plain(format!(
                ", for {} in all{first_full}.",
                weeks_in_words(weeks)
            )),
        ];
    }
    let mut spans = vec![
        emphasised("Capacity holds", Tone::Good),
        plain(format!(
            ": never more than {} of it is used",
            percent(figures.peak_utilisation, 0)
        )),
    ];
    let slack = [
        (1, figures.phase1_slip_tolerance),
        (2, figures.phase2_slip_tolerance),
        (3, figures.phase3_slip_tolerance),
    ];
    let tightest = slack
        .into_iter()
        .filter_map(|(phase, weeks)| Some((weeks?, phase)))
        .filter(|(weeks, _)| *weeks >= 0)
        .min();
    if let Some((weeks, phase)) = tightest {
        let weeks = weeks_in_words(weeks.unsigned_abs());
        spans.push(plain(format!("; phase {phase} may slip by {weeks}")));
    }
    spans.push(plain("."));
    spans
}

/// What a risk event by itself would do to the lowest cash, $.
#[derive(Clone, Debug, PartialEq)]
pub struct Blow {
    /// What it is called.
    pub label: &'static str,
    /// How the lowest cash differs: below zero it costs.
    pub effect: f64,
}

/// Which of the risk events would cost most.
#[must_use]
pub fn risk(blows: &[Blow]) -> Vec<Span> {
    let worst = blows
        .iter()
        .min_by(|one, other| one.effect.total_cmp(&other.effect))
        .filter(|blow| blow.effect <= -NEGLIGIBLE);
    let Some(worst) = worst else {
        return vec![plain(format!(
            "None of {} named risks would cost any cash by itself.",
            in_words(RISK_COUNT)
        ))];
    };
    vec![
        plain(format!("The costliest of {} risks: ", in_words(RISK_COUNT))),
        plain(format!("“{}” takes ", worst.label)),
        emphasised(dollars(-worst.effect), Tone::Bad),
        plain(" off the lowest cash."),
    ]
}

/// How many inputs are the founder's own, and what the others rest on.
#[must_use]
pub fn assumptions(scenario: &Scenario) -> Vec<Span> {
    let changed = scenario.differences().count()
        + usize::from(scenario.hires_differ())
        + usize::from(scenario.initiatives_differ());
    let all = PARAMETERS.len();
    if changed > 0 {
        let verb = if changed == 1 { "is" } else { "are" };
        let mut number = in_words(changed);
        if let Some(first) = number.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        return vec![plain(format!(
            "{number} of {all} assumptions {verb} our own; what the others rest on is named."
        ))];
    }
    let count = |kind: BasisKind| PARAMETERS.iter().filter(|row| row.basis == kind).count();
    let judged = count(BasisKind::Assumption);
    vec![plain(format!(
        "{all} assumptions, each with its basis: {judged} are judgements, {} come from plan, \
         evidence and benchmarks.",
        all - judged
    ))]
}
