//! THE CONSTANTS TABLE: numbers of the model that no input changes, each a named cell, so that no
//! formula hides a number.

use crate::model::calendar::WEEKS_PER_MONTH;
use crate::model::delivery::WORK_TOLERANCE;
use crate::model::load::UTILISATION_LIMIT;
use crate::model::risks::{BILL, FALLBACK, OUTAGE_UPTIME, REWORK, RIVAL, SPRAWL};

/// One row of the table.
#[derive(Debug)]
pub struct Constant {
    /// The name that formulas call it by.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// What it says.
    pub meaning: &'static str,
}

const fn constant(name: &'static str, value: f64, meaning: &'static str) -> Constant {
    Constant {
        name,
        value,
        meaning,
    }
}

/// Every constant.
pub static CONSTANTS: [Constant; 22] = [
    constant(
        "weeks_per_month",
        WEEKS_PER_MONTH,
        "Weeks a month: 52 ÷ 12.",
    ),
    constant(
        "team_whole",
        40.0,
        "Engineers up to whom everybody has to talk to everybody; more of them split into teams.",
    ),
    constant(
        "least_share",
        1e-9,
        "Less than this is nothing: nobody, no agent, no room before the team's productivity cliff.",
    ),
    constant(
        "work_tolerance",
        WORK_TOLERANCE,
        "Engineer-weeks by which work may fall short of its effort and count as finished.",
    ),
    constant(
        "full_load",
        1.0 - 1e-12,
        "Utilisation from which requests time out, and share of the highest that makes a bottleneck.",
    ),
    constant(
        "queue_limit",
        UTILISATION_LIMIT,
        "Utilisation up to which the queue of requests is followed.",
    ),
    constant(
        "page_good",
        2.0,
        "Page load, in seconds, that hurts nobody.",
    ),
    constant(
        "page_span",
        8.0,
        "Seconds beyond it until page load hurts in full.",
    ),
    constant("uptime_good", 0.995, "Uptime that hurts nobody."),
    constant(
        "uptime_span",
        0.045,
        "Uptime below it until it hurts in full.",
    ),
    constant(
        "ops_most",
        0.5,
        "Largest share of engineering that running services can take.",
    ),
    constant(
        "velocity_good",
        0.7,
        "Feature velocity at which the product is seen as moving on.",
    ),
    constant(
        "stale_weeks",
        13.0,
        "Weeks over which customers come to see a lack of pace.",
    ),
    constant(
        "deflected_most",
        0.95,
        "Largest share of tickets that chatbot and self-service can take.",
    ),
    constant(
        "pain_tickets",
        2.0,
        "How many times as many further tickets users have in full pain.",
    ),
    constant(
        "wait_swamped",
        2.0,
        "Weeks of waiting from which support counts as swamped in full.",
    ),
    constant(
        "database_uptime",
        OUTAGE_UPTIME,
        "Share of uptime kept in the week in which the database fails.",
    ),
    constant(
        "database_rework",
        REWORK,
        "Engineer-weeks of rework in phase 3 after that.",
    ),
    constant(
        "database_fallback",
        FALLBACK,
        "$ a month of the managed database from then on.",
    ),
    constant(
        "sprawl_factor",
        SPRAWL,
        "What sprawling services multiply the remaining effort of phase 3 by.",
    ),
    constant(
        "bill_factor",
        BILL,
        "What the infrastructure bill is multiplied by once it has jumped.",
    ),
    constant(
        "rival_factor",
        RIVAL,
        "What the rival's growth is multiplied by once it has sped up.",
    ),
];
