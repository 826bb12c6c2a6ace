//! The charts of a fit: what was measured, the plan as it was and as it would be.

use crate::chart::spec::{Axis, Line, Pane};
use crate::chart::{ChartSpec, DARK, Frame, LIGHT, Role, Row, Scene, Subject, Value, svg};
use crate::model::scenario::Scenario;
use crate::model::units::Unit;

/// One small chart a series: key, title, what it shows, unit, colour.
macro_rules! charts {
    ($( $key:literal $title:literal $subtitle:literal $unit:ident $role:ident; )+) => {
        static CHARTS: &[ChartSpec] = &[$( ChartSpec {
            id: $key,
            title: $title,
            subtitle: $subtitle,
            row: Row::Secondary,
            panes: &[Pane {
                caption: $subtitle,
                weight: 1.0,
                unit: Unit::$unit,
                axis: Axis::Linear { reach: 1.0 },
                lines: &[Line {
                    key: $key,
                    name: $title,
                    label: "fitted",
                    role: Role::$role,
                    value: Value::Stock,
                    start: None,
                    compared: true,
                }],
                thresholds: &[],
                markers: &[],
            }],
        } ),+];
    };
}

charts! {
    "users" "Users" "users" Users Users;
    "arr" "ARR" "$ a year" DollarsPerYear Revenue;
    "cash" "Cash" "$ in the bank" Dollars Cost;
    "infra" "Infrastructure" "$ a month" DollarsPerMonth Cost;
}

/// Width and height of a chart in CSS pixels.
const SIZE: (u32, u32) = (440, 220);

/// A chart of every series with actuals.
pub(super) fn charts(before: &Scenario, after: &Scenario, dark: bool) -> Vec<(String, String)> {
    let (was, is) = (before.run(), after.run());
    let compared = [Subject {
        label: "before",
        inputs: &before.inputs,
        run: &was,
    }];
    let scene = Scene {
        subject: Subject {
            label: "fitted",
            inputs: &after.inputs,
            run: &is,
        },
        compared: &compared,
        bands: &[],
        actuals: Some(&before.actuals),
    };
    let theme = if dark { &DARK } else { &LIGHT };
    CHARTS
        .iter()
        .filter(|spec| !before.actuals.of(spec.id).is_empty())
        .map(|spec| {
            let frame = Frame::new(spec, &scene);
            let drawing = svg(&frame, theme, SIZE.0, SIZE.1);
            (spec.title.to_owned(), drawing)
        })
        .collect()
}
