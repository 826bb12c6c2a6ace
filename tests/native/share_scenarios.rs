//! Arbitrary valid scenarios for property tests, and what makes a scenario valid.

use headroom::model::initiatives::{
    EFFECT_COUNT, EFFECTS, EFFORT_POSSIBLE, Initiative, Kind, MAXIMUM_INITIATIVES,
};
use headroom::model::inputs::{HIRE_FIELDS, Hire, Inputs, MAXIMUM_HIRES, MAXIMUM_NAME};
use headroom::model::parameters::PARAMETERS;
use headroom::model::presentation::{Presentation, Slide, Wording};
use headroom::model::preset::Preset;
use headroom::model::risks::{PROBABILITY_POSSIBLE, RISK_COUNT, RISKS, RiskEvent};
use headroom::model::scenario::Scenario;
use headroom::model::uncertainty::{Shape, Spread};
use proptest::array::uniform5;
use proptest::collection::{btree_set, vec};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A value of a possible range: round ones, any ones, and both ends.
pub(crate) fn value_in((low, high): (f64, f64)) -> impl Strategy<Value = f64> {
    prop_oneof![
        2 => Just(low),
        2 => Just(high),
        1 => Just(if low == 0.0 { -0.0 } else { low }),
        1 => Just(low.max(f64::MIN_POSITIVE)),
        4 => (0_u8..=20).prop_map(move |step| low + (high - low) * f64::from(step) / 20.0),
        8 => low..=high,
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9 &=+%#?:,*/.;_-]{0,80}",
        "\\PC{0,80}",
        vec(any::<char>(), 0..=MAXIMUM_NAME).prop_map(String::from_iter),
        vec(Just('🚀'), MAXIMUM_NAME).prop_map(String::from_iter),
        Just("none".to_owned()),
    ]
}

fn hire() -> impl Strategy<Value = Hire> {
    let numbers = HIRE_FIELDS.each_ref().map(|field| value_in(field.possible));
    (name(), numbers).prop_map(|(role, numbers)| {
        let mut hire = Hire {
            role: role.into(),
            month: 0.0,
            salary: 0.0,
        };
        for (field, value) in HIRE_FIELDS.iter().zip(numbers) {
            (field.set)(&mut hire, value);
        }
        hire
    })
}

fn effects() -> impl Strategy<Value = [f64; EFFECT_COUNT]> {
    EFFECTS
        .each_ref()
        .map(|effect| prop_oneof![3 => Just(effect.neutral), 1 => value_in(effect.possible)])
}

/// An initiative of the plan, one that is like it but for a field or two, or a new one.
fn initiative(id: String) -> impl Strategy<Value = Initiative> {
    let planned = Inputs::preset(Preset::default())
        .initiatives
        .into_iter()
        .find(|entry| entry.id == id);
    (
        any::<[bool; 5]>(),
        name(),
        1_u8..=3,
        value_in(EFFORT_POSSIBLE),
        effects(),
        select(Kind::ALL.to_vec()),
    )
        .prop_map(move |(keep, label, phase, effort, effects, kind)| {
            let planned = planned
                .clone()
                .unwrap_or_else(|| Initiative::plain(2, id.clone(), id.clone(), 1.0));
            Initiative {
                id: id.clone().into(),
                label: if keep[0] { planned.label } else { label.into() },
                phase: if keep[1] { planned.phase } else { phase },
                effort: if keep[2] { planned.effort } else { effort },
                effects: if keep[3] { planned.effects } else { effects },
                kind: if keep[4] { planned.kind } else { kind },
            }
        })
}

fn initiatives() -> impl Strategy<Value = Vec<Initiative>> {
    let planned: Vec<String> = Inputs::preset(Preset::default())
        .initiatives
        .iter()
        .map(|entry| entry.id.to_string())
        .collect();
    let all = planned.clone();
    let new = || btree_set("[a-z0-9_]{1,80}", 0..=MAXIMUM_INITIATIVES - all.len());
    let ids = prop_oneof![
        Just(planned.clone()),
        new().prop_map({
            let planned = planned.clone();
            move |new| merged(planned.clone(), new.into_iter().collect())
        }),
        new().prop_map({
            let planned = planned.clone();
            move |new| merged(new.into_iter().collect(), planned.clone())
        }),
        (Just(planned.clone()).prop_shuffle(), 0..=planned.len())
            .prop_map(|(ids, count)| ids.into_iter().take(count).collect()),
    ];
    ids.prop_flat_map(|ids: Vec<String>| ids.into_iter().map(initiative).collect::<Vec<_>>())
}

fn merged(mut first: Vec<String>, second: Vec<String>) -> Vec<String> {
    let new: Vec<String> = second
        .into_iter()
        .filter(|id| !first.contains(id))
        .collect();
    first.extend(new);
    first
}

/// Spreads that can be taken, and some that cannot, which change nothing.
fn spreads() -> impl Strategy<Value = Vec<(&'static str, Spread)>> {
    let spread = select(PARAMETERS.iter().collect::<Vec<_>>()).prop_flat_map(|row| {
        (
            value_in(row.possible),
            value_in(row.possible),
            select(Shape::ALL.to_vec()),
        )
            .prop_map(move |(low, high, shape)| (row.key, Spread { low, high, shape }))
    });
    vec(spread, 0..10)
}

fn probabilities() -> impl Strategy<Value = Vec<(&'static RiskEvent, f64)>> {
    let probability = (
        select(RISKS.iter().collect::<Vec<_>>()),
        value_in(PROBABILITY_POSSIBLE),
    );
    vec(probability, 0..4)
}

/// Hires and initiatives as they are in a preset, changed in a few numbers, or others.
pub(crate) fn scenario() -> impl Strategy<Value = Scenario> {
    let values = vec(
        select(PARAMETERS.iter().collect::<Vec<_>>())
            .prop_flat_map(|row| value_in(row.possible).prop_map(move |value| (row, value))),
        0..20,
    );
    let hire_values = vec(
        (
            any::<Index>(),
            select(HIRE_FIELDS.iter().collect::<Vec<_>>()),
        )
            .prop_flat_map(|(hire, field)| {
                value_in(field.possible).prop_map(move |value| (hire, field, value))
            }),
        0..4,
    );
    (
        select(Preset::ALL.to_vec()),
        weighted(0.7, name()),
        values,
        weighted(0.4, vec(hire(), 0..=MAXIMUM_HIRES)),
        hire_values,
        weighted(0.4, initiatives()),
        (spreads(), probabilities(), stress(), presentation()),
    )
        .prop_map(
            |(preset, name, values, hires, hire_values, initiatives, uncertain)| {
                let mut scenario = Scenario::preset(preset);
                scenario.name = name.unwrap_or(scenario.name);
                for (row, value) in values {
                    (row.set)(&mut scenario.inputs.parameters, value);
                }
                let inputs = &mut scenario.inputs;
                inputs.hires = hires.unwrap_or_else(|| std::mem::take(&mut inputs.hires));
                for (hire, field, value) in hire_values {
                    if !inputs.hires.is_empty() {
                        (field.set)(hire.get_mut(&mut inputs.hires), value);
                    }
                }
                inputs.initiatives =
                    initiatives.unwrap_or_else(|| std::mem::take(&mut inputs.initiatives));
                for (key, spread) in uncertain.0 {
                    let _ = scenario.uncertainty.set_spread(key, spread);
                }
                for (event, probability) in uncertain.1 {
                    scenario
                        .uncertainty
                        .set_probability(event.risk, probability)
                        .expect("possible");
                }
                scenario.stress = uncertain.2;
                scenario.presentation = uncertain.3;
                scenario
            },
        )
}

fn stress() -> impl Strategy<Value = [Option<u32>; RISK_COUNT]> {
    uniform5(weighted(0.2, 1..=520_u32))
}

/// A text for a place with a limit.
fn words(limit: usize) -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        1 => "[A-Za-z0-9 &=+%#?:,*/.;_\n-]{0,200}",
        1 => "\\PC{0,100}",
        1 => vec(any::<char>(), 0..=limit).prop_map(String::from_iter),
        1 => Just("🚀".repeat(limit)),
    ]
}

/// Pages in any order, some of them left out, some with words.
pub(crate) fn presentation() -> impl Strategy<Value = Presentation> {
    let page = || {
        (
            any::<bool>(),
            Wording::ALL.map(|wording| words(wording.limit())),
            weighted(0.5, any::<u32>()),
        )
    };
    let changed = (
        Just(Slide::ALL.to_vec()).prop_shuffle(),
        vec(page(), Slide::ALL.len()),
    )
        .prop_map(|(order, pages)| {
            let mut presentation = Presentation::default();
            for (place, (slide, (hidden, words, figures))) in
                order.into_iter().zip(pages).enumerate()
            {
                presentation.move_to(slide, place);
                let page = presentation.page_mut(slide);
                page.hidden = hidden;
                page.written_for = figures;
                for (wording, text) in Wording::ALL.into_iter().zip(words) {
                    page.set_words(wording, text).expect("within its limit");
                }
            }
            presentation
        });
    prop_oneof![2 => Just(Presentation::default()), 1 => changed]
}

/// Everything in a scenario, numbers as bits: two scenarios are the same if this is.
pub(crate) fn bits(scenario: &Scenario) -> (String, Preset, Vec<(String, u64)>) {
    let mut all = Vec::new();
    for row in PARAMETERS {
        all.push((row.key.to_owned(), (row.get)(&scenario.inputs.parameters)));
    }
    for hire in &scenario.inputs.hires {
        for field in &HIRE_FIELDS {
            all.push((format!("{} {}", hire.role, field.key), (field.get)(hire)));
        }
    }
    for entry in &scenario.inputs.initiatives {
        let text = format!(
            "{}\n{}\n{}\n{:?}",
            entry.id, entry.label, entry.phase, entry.kind
        );
        all.push((text, entry.effort));
        all.extend(entry.effects.map(|effect| (String::new(), effect)));
    }
    for (row, spread) in scenario.uncertainty.edited() {
        all.push((format!("{} {:?}", row.key, spread.shape), spread.low));
        all.push((String::new(), spread.high));
    }
    for (risk, probability) in scenario.uncertainty.edited_probabilities() {
        all.push((format!("{risk:?}"), probability));
    }
    for week in scenario.stress {
        all.push((String::new(), week.map_or(0.0, f64::from)));
    }
    for page in scenario.presentation.pages() {
        let words = Wording::ALL.map(|wording| page.words(wording));
        let text = format!("{:?} {words:?} {}", page.slide(), page.hidden);
        all.push((text, page.written_for.map_or(-1.0, f64::from)));
    }
    let all = all
        .into_iter()
        .map(|(text, value)| (text, value.to_bits()))
        .collect();
    (scenario.name.clone(), scenario.preset, all)
}

/// Fails unless everything in the scenario is possible.
pub(crate) fn assert_valid(scenario: &Scenario) {
    let within = |key: &str, value: f64, (low, high): (f64, f64)| {
        assert!(
            value >= low && value <= high,
            "{key} is {value}, not in {low} to {high}"
        );
    };
    let short = |text: &str| assert!(text.chars().count() <= MAXIMUM_NAME, "{text}");
    short(&scenario.name);
    for row in PARAMETERS {
        within(
            row.key,
            (row.get)(&scenario.inputs.parameters),
            row.possible,
        );
    }
    assert!(scenario.inputs.hires.len() <= MAXIMUM_HIRES);
    for hire in &scenario.inputs.hires {
        short(&hire.role);
        for field in &HIRE_FIELDS {
            within(field.key, (field.get)(hire), field.possible);
        }
    }
    for (row, spread) in scenario.uncertainty.edited() {
        assert_eq!(spread.check(row), Ok(spread), "{}", row.key);
    }
    for (risk, probability) in scenario.uncertainty.edited_probabilities() {
        within(risk.event().key, probability, PROBABILITY_POSSIBLE);
    }
    let pages = scenario.presentation.pages();
    for slide in Slide::ALL {
        let count = pages.iter().filter(|page| page.slide() == slide).count();
        assert_eq!(count, 1, "{slide:?}");
    }
    for page in pages {
        for wording in Wording::ALL {
            assert!(page.words(wording).chars().count() <= wording.limit());
        }
    }
    let initiatives = &scenario.inputs.initiatives;
    assert!(initiatives.len() <= MAXIMUM_INITIATIVES);
    for (index, entry) in initiatives.iter().enumerate() {
        assert!(
            !initiatives[..index]
                .iter()
                .any(|earlier| earlier.id == entry.id)
        );
        let allowed = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '_');
        assert!(
            !entry.id.is_empty() && entry.id.chars().all(allowed),
            "{}",
            entry.id
        );
        short(&entry.id);
        short(&entry.label);
        assert!((1..=3).contains(&entry.phase));
        within("effort", entry.effort, EFFORT_POSSIBLE);
        for (effect, value) in EFFECTS.iter().zip(entry.effects) {
            within(effect.key, value, effect.possible);
        }
    }
}
