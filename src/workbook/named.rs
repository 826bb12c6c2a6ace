//! The named cells: every input under its key, every constant, and what follows from them once.

use crate::format;
use crate::model::parameters::{PARAMETERS, Panel, Parameter};
use crate::model::risks::{RISKS, RiskEvent, STRESS_POSSIBLE};
use crate::model::scenario::Scenario;
use crate::model::units::Unit;

use super::constants::CONSTANTS;

/// What a named cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A yellow cell: the value of the scenario, and what is possible.
    Input(f64, (f64, f64)),
    /// A number of the model.
    Constant(f64),
    /// A formula over other cells.
    Formula(String),
}

/// A named cell.
#[derive(Clone, Debug)]
pub struct Named {
    /// The name that formulas call it by.
    pub name: String,
    /// The name that people read.
    pub label: String,
    /// What it says, in a sentence or two.
    pub meaning: String,
    /// The unit of its value.
    pub unit: Unit,
    /// What it holds.
    pub content: Content,
}

/// Named cells under a title.
#[derive(Clone, Debug)]
pub struct Group {
    /// The title.
    pub title: &'static str,
    /// The cells, from top to bottom.
    pub cells: Vec<Named>,
}

/// The name of a cell for an input's key.
#[must_use]
pub fn name_of(key: &str) -> String {
    key.replace('.', "_")
}

/// Every named cell, in the order of the assumptions sheet.
#[must_use]
pub fn groups(scenario: &Scenario) -> Vec<Group> {
    let mut groups: Vec<Group> = Panel::ALL
        .iter()
        .map(|panel| Group {
            title: panel.label(),
            cells: PARAMETERS
                .iter()
                .filter(|row| row.panel == *panel)
                .map(|row| input(row, scenario))
                .collect(),
        })
        .collect();
    groups.push(Group {
        title: "Stress test: the week in which something goes wrong",
        cells: RISKS.iter().map(|event| strike(event, scenario)).collect(),
    });
    groups.push(Group {
        title: "Worked out from the above",
        cells: derived(),
    });
    groups.push(Group {
        title: "Constants of the model",
        cells: CONSTANTS
            .iter()
            .map(|constant| Named {
                name: constant.name.to_owned(),
                label: constant.name.replace('_', " "),
                meaning: constant.meaning.to_owned(),
                unit: Unit::Exponent,
                content: Content::Constant(constant.value),
            })
            .collect(),
    });
    groups
}

fn input(row: &Parameter, scenario: &Scenario) -> Named {
    let value = (row.get)(&scenario.inputs.parameters);
    let mut possible = row.possible;
    let mut meaning = row.meaning().to_owned();
    if row.key == HORIZON {
        #[allow(clippy::cast_precision_loss)] // at most 520
        let most = scenario.inputs.weeks() as f64;
        possible.1 = most;
        meaning = format!(
            "{meaning} This workbook has {} weeks: fewer can be looked at, for more make a new one.",
            format::full(most)
        );
    }
    Named {
        name: name_of(row.key),
        label: row.label.to_owned(),
        meaning,
        unit: row.unit,
        content: Content::Input(value, possible),
    }
}

/// The one input that the size of the workbook follows from.
const HORIZON: &str = "run.weeks";

fn strike(event: &RiskEvent, scenario: &Scenario) -> Named {
    let week = scenario.stress[event.risk as usize];
    Named {
        name: format!("stress_{}", event.key),
        label: event.label.to_owned(),
        meaning: format!("{} 0 is for never.", event.meaning),
        unit: Unit::Week,
        content: Content::Input(week.map_or(0.0, f64::from), STRESS_POSSIBLE),
    }
}

fn derived() -> Vec<Named> {
    let cell = |name: &str, label: &str, unit, meaning: &str, formula: String| Named {
        name: name.to_owned(),
        label: label.to_owned(),
        meaning: meaning.to_owned(),
        unit,
        content: Content::Formula(formula),
    };
    let mut cells = vec![
        cell(
            "horizon",
            "Weeks that count",
            Unit::Weeks,
            "The horizon in whole weeks: figures look no further.",
            "ROUND(run_weeks,0)".to_owned(),
        ),
        cell(
            "servers",
            "Servers",
            Unit::Servers,
            "Parallel servers, as a whole number.",
            "ROUND(performance_servers,0)".to_owned(),
        ),
        cell(
            "output_today",
            "Output of today's team",
            Unit::EngineerWeeksPerWeek,
            "What today's engineers get done, after coordination.",
            "team_engineers/(1+team_communication*MIN(team_engineers,team_whole)^2)".to_owned(),
        ),
        cell(
            "raise_week",
            "Whole weeks until new funding arrives",
            Unit::Weeks,
            "The start of its month, rounded down to the week that it falls in.",
            "INT((finance_raise_month-1)*weeks_per_month+least_share)".to_owned(),
        ),
    ];
    for phase in 1..=3 {
        cells.push(cell(
            &format!("phases_{phase}_effort"),
            &format!("Effort of phase {phase}"),
            Unit::EngineerWeeks,
            "Estimates of its initiatives, with the overrun.",
            format!("delivery_overrun*SUMPRODUCT(({{phase[]}}={phase})*{{effort[]}})"),
        ));
    }
    for phases in 0..3 {
        cells.push(cell(
            &format!("capacity_after_{phases}"),
            &match phases {
                0 => "Users that today's architecture carries".to_owned(),
                1 => "Users that the architecture carries after phase 1".to_owned(),
                _ => format!("Users that the architecture carries after phases 1 to {phases}"),
            },
            Unit::Users,
            "What its weakest component carries.",
            carried(phases),
        ));
    }
    cells
}

/// What the weakest component carries once so many phases are finished.
fn carried(phases: usize) -> String {
    let components = [
        "connections",
        "queries",
        "app",
        "bandwidth",
        "jobs",
        "analytics",
    ];
    let each = components.map(|component| {
        let root = if component == "queries" {
            "/capacity_query_exponent"
        } else {
            ""
        };
        format!(
            "capacity_{component}*EXP(SUMPRODUCT(({{phase[]}}>0)*({{phase[]}}<={phases})*{{ln_{component}[]}}){root})"
        )
    });
    format!("MIN({})", each.join(","))
}
