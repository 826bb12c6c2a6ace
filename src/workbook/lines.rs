//! THE LINE TABLE: what stands above the blocks of the team and the delivery sheet, one cell for
//! each hire or initiative, read from their lists. `{list.month}` is a cell of the list.

use crate::model::units::Unit;

use super::columns::Place;

/// One row of the table.
#[derive(Debug)]
pub struct Line {
    /// The name that formulas call it by.
    pub key: &'static str,
    /// The sheet it stands on.
    pub place: Place,
    /// What stands before it.
    pub heading: &'static str,
    /// The unit of its values.
    pub unit: Unit,
    /// The formula of each cell.
    pub formula: &'static str,
}

macro_rules! lines {
    ($( $place:ident { $( $key:ident [$heading:literal $unit:ident] = $formula:literal; )+ } )+) => {
        /// Every line, from top to bottom.
        pub static LINES: &[Line] = &[ $( $( Line {
            key: stringify!($key),
            place: Place::$place,
            heading: $heading,
            unit: Unit::$unit,
            formula: $formula,
        }, )+ )+ ];
    };
}

lines! {
    Team {
        hire_role ["Role" People] = "{list.role}";
        hire_start ["First day, in weeks from now" Weeks]
            = "IF(ISNUMBER({list.month}),({list.month}-1)*weeks_per_month+team_delay,\"never\")";
        hire_salary ["Salary" DollarsPerYear] = "IF(ISNUMBER({list.salary}),{list.salary},0)";
    }
    Delivery {
        initiative ["Initiative" EngineerWeeks] = "{list.label}";
        phase ["Phase" Factor] = "IF(ISNUMBER({list.phase}),{list.phase},0)";
        effort ["Estimate" EngineerWeeks] = "IF(ISNUMBER({list.effort}),{list.effort},0)";
        milestone ["Finished at so much work on its phase" EngineerWeeks]
            = "IF({phase}>0,delivery_overrun*SUMPRODUCT(({phase[..]}={phase})*{effort[..]}),\"never\")";
        is_service ["Runs apart from then on" YesNo]
            = "IF({list.kind}=\"service\",1,IF({list.kind}=\"sso\",1,0))";
        is_sso ["Brings single sign-on" YesNo] = "IF({list.kind}=\"sso\",1,0)";
        ln_connections ["ln: connections" Factor]
            = "LN(IF(ISNUMBER({list.connections}),{list.connections},1))";
        ln_queries ["ln: queries" Factor] = "LN(IF(ISNUMBER({list.queries}),{list.queries},1))";
        ln_app ["ln: application servers" Factor] = "LN(IF(ISNUMBER({list.app}),{list.app},1))";
        ln_bandwidth ["ln: bandwidth" Factor]
            = "LN(IF(ISNUMBER({list.bandwidth}),{list.bandwidth},1))";
        ln_jobs ["ln: background jobs" Factor] = "LN(IF(ISNUMBER({list.jobs}),{list.jobs},1))";
        ln_analytics ["ln: search and analytics" Factor]
            = "LN(IF(ISNUMBER({list.analytics}),{list.analytics},1))";
        ln_page ["ln: page load time" Factor] = "LN(IF(ISNUMBER({list.page}),{list.page},1))";
        ln_api ["ln: API response time" Factor] = "LN(IF(ISNUMBER({list.api}),{list.api},1))";
        ln_conversion ["ln: conversion to Starter" Factor]
            = "LN(IF(ISNUMBER({list.conversion}),{list.conversion},1))";
        availability ["Availability reached" Share]
            = "IF(ISNUMBER({list.availability}),{list.availability},0)";
    }
}

/// The lines of a sheet, from top to bottom.
pub fn lines_of(place: Place) -> impl Iterator<Item = &'static Line> {
    LINES.iter().filter(move |line| line.place == place)
}
