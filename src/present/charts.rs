//! The drawings of the pages: charts of the catalogue and one of their own kind, each wide for a
//! screen or paper and narrow for a phone held upright.

use super::deck::Deck;
use crate::chart::bridge::{Bar, Bridge};
use crate::chart::spec::{Axis, Line, Pane, Row, Span, Threshold, Value};
use crate::chart::{ChartSpec, Frame, Role, Scene, Subject, svg};
use crate::html::escape;
use crate::model::accounts::users_at_start;
use crate::model::targets::Goal;
use crate::model::units::Unit;
use crate::story::pages::{Movements, arr_today};

/// Users by themselves, on an axis that shows growth as it is.
static USERS: ChartSpec = ChartSpec {
    id: "users",
    title: "Users",
    subtitle: "free and paid",
    row: Row::Primary,
    panes: &[Pane {
        caption: "free and paid",
        weight: 1.0,
        unit: Unit::Users,
        axis: Axis::Linear { reach: 1_000_000.0 },
        lines: &[Line {
            key: "users",
            name: "Users",
            label: "users",
            role: Role::Users,
            value: Value::Stock,
            start: Some(users_at_start),
            compared: true,
        }],
        thresholds: &[Threshold {
            label: "1M",
            value: |_| const { Goal::of("users_1m") }.goal,
            span: Span::By(6),
        }],
        markers: &[],
    }],
};

/// The size of a narrow drawing, CSS pixels.
const NARROW: (u32, u32) = (350, 250);

/// The chart of the catalogue with this id, or the one of users.
///
/// # Panics
/// If there is none; the tests make every page.
pub(super) fn spec(id: &str) -> &'static ChartSpec {
    if id == USERS.id {
        return &USERS;
    }
    ChartSpec::by_id(id).unwrap_or_else(|| unreachable!("{id} is a chart"))
}

/// A chart of a size.
pub(super) fn chart(deck: &Deck, spec: &'static ChartSpec, (width, height): (u32, u32)) -> String {
    let compared: Vec<Subject> = deck
        .compared
        .iter()
        .map(|other| Subject {
            label: &other.short_name,
            inputs: &other.inputs,
            run: &other.run,
        })
        .collect();
    let scene = Scene {
        subject: Subject {
            label: &deck.scenario.name,
            inputs: deck.inputs(),
            run: &deck.run,
        },
        compared: &compared,
        bands: &deck.ranges.bands,
        actuals: Some(&deck.scenario.actuals),
    };
    svg(&Frame::new(spec, &scene), deck.look.theme(), width, height)
}

/// A chart under its title, wide in this size, and narrow.
pub(super) fn figure(deck: &Deck, id: &str, wide: (u32, u32)) -> String {
    let spec = spec(id);
    framed(
        spec.title,
        spec.subtitle,
        &chart(deck, spec, wide),
        &chart(deck, spec, NARROW),
    )
}

/// From today's ARR to that at the horizon.
pub(super) fn bridge(deck: &Deck, wide: (u32, u32)) -> String {
    let drawing = bridge_of(deck);
    let theme = deck.look.theme();
    // A phone held upright has no room for what is compared; the facts below have it.
    let mut alone = drawing.clone();
    for bar in &mut alone.bars {
        bar.compared.clear();
    }
    framed(
        &drawing.title,
        "$ a year, at list prices",
        &drawing.svg(theme, wide.0, wide.1),
        &alone.svg(theme, NARROW.0, NARROW.1),
    )
}

/// The bars of the bridge.
pub(super) fn bridge_of(deck: &Deck) -> Bridge {
    struct Amounts {
        from: f64,
        moved: Movements,
        to: f64,
    }
    let amounts = |inputs, run: &crate::model::run::Run| {
        let from = arr_today(inputs);
        Amounts {
            from,
            moved: Movements::of(run),
            to: run.weeks.last().map_or(from, |week| week.arr),
        }
    };
    let own = amounts(deck.inputs(), &deck.run);
    let others: Vec<(String, Amounts)> = deck
        .compared
        .iter()
        .map(|other| {
            let amounts = amounts(&other.inputs, &other.run);
            (other.short_name.clone(), amounts)
        })
        .collect();
    let bar = |label: &str, role, is_total, amount: fn(&Amounts) -> f64| Bar {
        label: label.to_owned(),
        value: amount(&own),
        is_total,
        role,
        compared: others
            .iter()
            .map(|(name, other)| (name.clone(), amount(other)))
            .collect(),
    };
    let horizon = format!("Week {}", deck.horizon());
    Bridge {
        title: "ARR bridge".to_owned(),
        unit: Unit::DollarsPerYear,
        bars: vec![
            bar("Today", Role::Fourth, true, |all| all.from),
            bar("New", Role::Revenue, false, |all| all.moved.new),
            bar("Expansion", Role::Third, false, |all| all.moved.expansion),
            bar("Contraction", Role::Second, false, |all| {
                all.moved.contraction
            }),
            bar("Churn", Role::Cost, false, |all| all.moved.churn),
            bar(&horizon, Role::Fourth, true, |all| all.to),
        ],
    }
}

fn framed(title: &str, subtitle: &str, wide: &str, narrow: &str) -> String {
    format!(
        "<figure class=\"slide-chart\"><figcaption><b>{}</b> {}</figcaption>\
         <div class=\"wide-drawing\">{wide}</div><div class=\"narrow-drawing\">{narrow}</div></figure>",
        escape(title),
        escape(subtitle)
    )
}
