//! THE CHART TABLE: one row a chart. The page, exports, tables and tests are loops over it.

use super::spec::{Axis, ChartSpec, Line, Marker, Pane, Row, Span, Threshold, Value};
use super::theme::Role;
use crate::model::growth::seats;
use crate::model::inputs::Inputs;
use crate::model::money;
use crate::model::targets::Goal;
use crate::model::team::talk;
use crate::model::units::Unit;

/// Series that the timeline shows rather than a chart: progress of the phases, and launches.
pub const ON_TIMELINE: [&str; 4] = ["phase1", "phase2", "phase3", "sso"];

/// A line that shows the series of its key.
const fn stock(key: &'static str, name: &'static str, label: &'static str, role: Role) -> Line {
    Line {
        key,
        name,
        label,
        role,
        value: Value::Stock,
        start: None,
        compared: false,
    }
}

/// A line that shows the series of its key as the week starts with it.
const fn opening(key: &'static str, name: &'static str, label: &'static str, role: Role) -> Line {
    Line {
        value: Value::Opening,
        ..stock(key, name, label, role)
    }
}

/// A line that shows the part of its key.
const fn part(key: &'static str, name: &'static str, label: &'static str, role: Role) -> Line {
    Line {
        value: Value::Part,
        ..stock(key, name, label, role)
    }
}

/// A line that shows a series below zero.
const fn mirrored(
    key: &'static str,
    name: &'static str,
    label: &'static str,
    role: Role,
    series: &'static str,
) -> Line {
    Line {
        value: Value::Mirrored(series),
        ..stock(key, name, label, role)
    }
}

impl Line {
    /// With the value of today.
    const fn from(self, start: fn(&Inputs) -> f64) -> Self {
        Self {
            start: Some(start),
            ..self
        }
    }

    /// With the same line of compared runs behind it.
    const fn compared(self) -> Self {
        Self {
            compared: true,
            ..self
        }
    }
}

/// A value to be reached by the end of a month.
const fn milestone(label: &'static str, month: u32, value: fn(&Inputs) -> f64) -> Threshold {
    Threshold {
        label,
        value,
        span: Span::By(month),
    }
}

/// A value that holds all the time.
const fn limit(label: &'static str, value: fn(&Inputs) -> f64) -> Threshold {
    Threshold {
        label,
        value,
        span: Span::Always,
    }
}

/// An infrastructure budget, from the planned start of a phase to that of the next.
const fn budget(
    label: &'static str,
    value: fn(&Inputs) -> f64,
    span: fn(&Inputs) -> (f64, f64),
) -> Threshold {
    Threshold {
        label,
        value,
        span: Span::Between(span),
    }
}

fn seated(inputs: &Inputs) -> f64 {
    let accounts = inputs.parameters.tiers.map(|tier| tier.accounts);
    seats(&accounts, &inputs.parameters)
}

fn free_today(inputs: &Inputs) -> f64 {
    (inputs.parameters.start.users - seated(inputs)).max(0.0)
}

fn users_today(inputs: &Inputs) -> f64 {
    free_today(inputs) + seated(inputs)
}

fn mrr_today(inputs: &Inputs) -> f64 {
    let tiers = &inputs.parameters.tiers;
    money::mrr(&tiers.map(|tier| tier.accounts), tiers)
}

fn phase_start(inputs: &Inputs, phase: usize) -> f64 {
    inputs.parameters.phases[phase].start - 1.0
}

/// Every chart, in the order of the page.
pub static CHARTS: &[ChartSpec] = &[
    ChartSpec {
        id: "arr",
        title: "ARR",
        subtitle: "$ a year",
        row: Row::Primary,
        panes: &[Pane {
            caption: "$ a year",
            weight: 1.0,
            unit: Unit::DollarsPerYear,
            axis: Axis::Linear {
                reach: 10_000_000.0,
            },
            lines: &[stock("arr", "ARR", "ARR", Role::Revenue)
                .from(|inputs| 12.0 * mrr_today(inputs))
                .compared()],
            thresholds: &[
                milestone("$1M", 3, |_| const { Goal::of("arr_1m") }.goal),
                milestone("$3M", 6, |_| const { Goal::of("arr_3m") }.goal),
                milestone("$10M", 12, |_| const { Goal::of("arr_10m") }.goal),
            ],
            markers: &[],
        }],
    },
    ChartSpec {
        id: "cash",
        title: "Cash and burn",
        subtitle: "$ in the bank",
        row: Row::Primary,
        panes: &[
            Pane {
                caption: "$ in the bank",
                weight: 0.64,
                unit: Unit::Dollars,
                axis: Axis::LinearOfSubject { reach: 500_000.0 },
                lines: &[stock("cash", "Cash", "cash", Role::Cost)
                    .from(|inputs| inputs.parameters.finance.cash)
                    .compared()],
                thresholds: &[],
                markers: &[Marker::OutOfCash, Marker::MissingFunding],
            },
            Pane {
                caption: "net burn, $ a month",
                weight: 0.36,
                unit: Unit::DollarsPerMonth,
                axis: Axis::LinearOfSubject { reach: 100_000.0 },
                lines: &[stock("burn", "Net burn", "net burn", Role::Cost).compared()],
                thresholds: &[],
                markers: &[],
            },
        ],
    },
    ChartSpec {
        id: "load",
        title: "Load and capacity",
        subtitle: "users, log scale",
        row: Row::Primary,
        panes: &[
            Pane {
                caption: "users, log scale",
                weight: 0.7,
                unit: Unit::Users,
                axis: Axis::Logarithmic {
                    reach: (10_000.0, 10_000_000.0),
                },
                lines: &[
                    stock("users", "Users", "users", Role::Users)
                        .from(users_today)
                        .compared(),
                    opening("capacity", "Capacity", "capacity", Role::Capacity),
                ],
                thresholds: &[milestone("1M", 6, |_| const { Goal::of("users_1m") }.goal)],
                markers: &[Marker::Bottleneck],
            },
            Pane {
                caption: "utilisation of the bottleneck",
                weight: 0.3,
                unit: Unit::Share,
                axis: Axis::Linear { reach: 1.5 },
                lines: &[opening(
                    "utilisation",
                    "Utilisation",
                    "utilisation",
                    Role::Users,
                )],
                thresholds: &[limit("full", |_| 1.0)],
                markers: &[],
            },
        ],
    },
    ChartSpec {
        id: "tiers",
        title: "Users by tier",
        subtitle: "users, log scale",
        row: Row::Secondary,
        panes: &[
            Pane {
                caption: "users, log scale",
                weight: 0.55,
                unit: Unit::Users,
                axis: Axis::Logarithmic {
                    reach: (1000.0, 1_000_000.0),
                },
                lines: &[
                    stock("free", "Free users", "free", Role::Users)
                        .from(free_today)
                        .compared(),
                    part("starter_users", "Starter users", "Starter", Role::Third),
                    part(
                        "professional_users",
                        "Professional users",
                        "Pro",
                        Role::Revenue,
                    ),
                    part(
                        "enterprise_users",
                        "Enterprise users",
                        "Enterprise",
                        Role::Second,
                    ),
                    part("custom_users", "Custom users", "Custom", Role::Fourth),
                ],
                thresholds: &[],
                markers: &[],
            },
            Pane {
                caption: "paying accounts, log scale",
                weight: 0.45,
                unit: Unit::Accounts,
                axis: Axis::Logarithmic {
                    reach: (10.0, 10_000.0),
                },
                lines: &[
                    stock("starter", "Starter accounts", "Starter", Role::Third)
                        .from(|inputs| inputs.parameters.tiers[0].accounts),
                    stock(
                        "professional",
                        "Professional accounts",
                        "Pro",
                        Role::Revenue,
                    )
                    .from(|inputs| inputs.parameters.tiers[1].accounts),
                    stock(
                        "enterprise",
                        "Enterprise accounts",
                        "Enterprise",
                        Role::Second,
                    )
                    .from(|inputs| inputs.parameters.tiers[2].accounts),
                    stock("custom", "Custom accounts", "Custom", Role::Fourth)
                        .from(|inputs| inputs.parameters.tiers[3].accounts),
                ],
                thresholds: &[],
                markers: &[],
            },
        ],
    },
    ChartSpec {
        id: "mrr",
        title: "MRR movements",
        subtitle: "$ a month, won and lost each week",
        row: Row::Secondary,
        panes: &[
            Pane {
                caption: "$ a month, won and lost each week",
                weight: 0.62,
                unit: Unit::DollarsPerMonth,
                axis: Axis::Linear { reach: 25_000.0 },
                lines: &[
                    part("net_new_mrr", "Net new MRR", "net", Role::Fourth).compared(),
                    stock("new_mrr", "New", "new", Role::Revenue),
                    stock("expansion_mrr", "Expansion", "expansion", Role::Third),
                    mirrored(
                        "contraction",
                        "Contraction",
                        "contraction",
                        Role::Second,
                        "contraction_mrr",
                    ),
                    mirrored("churned", "Churned", "churned", Role::Cost, "churned_mrr"),
                ],
                thresholds: &[],
                markers: &[],
            },
            Pane {
                caption: "MRR, $ a month",
                weight: 0.38,
                unit: Unit::DollarsPerMonth,
                axis: Axis::Linear { reach: 500_000.0 },
                lines: &[stock("mrr", "MRR", "MRR", Role::Revenue)
                    .from(mrr_today)
                    .compared()],
                thresholds: &[],
                markers: &[],
            },
        ],
    },
    ChartSpec {
        id: "churn",
        title: "Churn by cause",
        subtitle: "users lost a week",
        row: Row::Secondary,
        panes: &[
            Pane {
                caption: "users lost a week",
                weight: 0.62,
                unit: Unit::UsersPerWeek,
                axis: Axis::Linear { reach: 20_000.0 },
                lines: &[
                    part("lost_ordinary", "Ordinary churn", "ordinary", Role::Fourth),
                    part("lost_performance", "Poor service", "service", Role::Cost),
                    part("lost_support", "Swamped support", "support", Role::Second),
                    part("lost_stagnation", "Stagnation", "stagnation", Role::Third),
                ],
                thresholds: &[],
                markers: &[],
            },
            Pane {
                caption: "pain of poor service",
                weight: 0.38,
                unit: Unit::Share,
                axis: Axis::Linear { reach: 1.0 },
                lines: &[
                    stock("perceived", "Perceived pain", "perceived", Role::Cost).from(|_| 0.0),
                    opening("pain", "Pain", "pain", Role::Users),
                ],
                thresholds: &[],
                markers: &[],
            },
        ],
    },
    ChartSpec {
        id: "service",
        title: "Service quality",
        subtitle: "uptime",
        row: Row::Secondary,
        panes: &[
            Pane {
                caption: "uptime",
                weight: 0.5,
                unit: Unit::Share,
                axis: Axis::BelowOne { reach: 0.01 },
                lines: &[opening("uptime", "Uptime", "uptime", Role::Capacity).compared()],
                thresholds: &[limit("target 99.5 %", |_| {
                    const { Goal::of("uptime_995") }.goal
                })],
                markers: &[],
            },
            Pane {
                caption: "seconds to load, log scale",
                weight: 0.5,
                unit: Unit::Seconds,
                axis: Axis::Logarithmic { reach: (0.1, 10.0) },
                lines: &[
                    opening("page", "Page load", "page", Role::Capacity),
                    opening("api", "API response", "API", Role::Third),
                ],
                thresholds: &[
                    limit("page under 2 s", |_| const { Goal::of("page_2s") }.goal),
                    limit("API under 0.5 s", |_| const { Goal::of("api_500ms") }.goal),
                ],
                markers: &[],
            },
        ],
    },
    ChartSpec {
        id: "team",
        title: "Team and velocity",
        subtitle: "engineers, and engineer-weeks a week",
        row: Row::Secondary,
        panes: &[
            Pane {
                caption: "engineers, and engineer-weeks a week",
                weight: 0.5,
                unit: Unit::People,
                axis: Axis::Linear { reach: 10.0 },
                lines: &[
                    stock("team", "Team output", "output", Role::Revenue)
                        .from(|inputs| {
                            let team = &inputs.parameters.team;
                            team.engineers * talk(team.engineers, team.communication)
                        })
                        .compared(),
                    stock("heads", "Engineers", "engineers", Role::Fourth)
                        .from(|inputs| inputs.parameters.team.engineers),
                ],
                thresholds: &[],
                markers: &[],
            },
            Pane {
                caption: "feature velocity, stagnation",
                weight: 0.5,
                unit: Unit::Share,
                axis: Axis::Linear { reach: 1.0 },
                lines: &[
                    stock("velocity", "Feature velocity", "velocity", Role::Revenue),
                    stock("stale", "Stagnation", "stagnation", Role::Third).from(|_| 0.0),
                ],
                thresholds: &[limit("target 70 %", |_| {
                    const { Goal::of("velocity_70") }.goal
                })],
                markers: &[],
            },
        ],
    },
    ChartSpec {
        id: "support",
        title: "Support",
        subtitle: "tickets a week",
        row: Row::Secondary,
        panes: &[
            Pane {
                caption: "tickets a week",
                weight: 0.6,
                unit: Unit::TicketsPerWeek,
                axis: Axis::Linear { reach: 1000.0 },
                lines: &[
                    stock("tickets", "Tickets", "tickets", Role::Users).compared(),
                    part(
                        "answerable",
                        "Tickets agents can answer",
                        "answerable",
                        Role::Capacity,
                    ),
                ],
                thresholds: &[],
                markers: &[],
            },
            Pane {
                caption: "weeks until an answer",
                weight: 0.4,
                unit: Unit::Weeks,
                axis: Axis::Linear { reach: 4.0 },
                lines: &[stock("wait", "Support wait", "wait", Role::Cost).from(|_| 0.0)],
                thresholds: &[limit("customers give up", |inputs| {
                    inputs.parameters.support.patience
                })],
                markers: &[],
            },
        ],
    },
    ChartSpec {
        id: "infrastructure",
        title: "Infrastructure",
        subtitle: "$ a month",
        row: Row::Secondary,
        panes: &[
            Pane {
                caption: "$ a month",
                weight: 0.5,
                unit: Unit::DollarsPerMonth,
                axis: Axis::Linear { reach: 60_000.0 },
                lines: &[stock("infra", "Infrastructure", "infra", Role::Cost).compared()],
                thresholds: &[
                    budget(
                        "budget $8K",
                        |_| 8000.0,
                        |inputs| (phase_start(inputs, 0), phase_start(inputs, 1)),
                    ),
                    budget(
                        "budget $25K",
                        |_| 25_000.0,
                        |inputs| (phase_start(inputs, 1), phase_start(inputs, 2)),
                    ),
                    budget(
                        "budget $60K",
                        |_| 60_000.0,
                        |inputs| (phase_start(inputs, 2), f64::INFINITY),
                    ),
                ],
                markers: &[],
            },
            Pane {
                caption: "$ a user a month, log scale",
                weight: 0.5,
                unit: Unit::DollarsPerUserPerMonth,
                axis: Axis::Logarithmic { reach: (0.01, 1.0) },
                lines: &[stock(
                    "cost_per_user",
                    "Infrastructure per user",
                    "per user",
                    Role::Cost,
                )
                .compared()],
                thresholds: &[limit("target $0.10", |_| {
                    const { Goal::of("cost_per_user") }.goal
                })],
                markers: &[],
            },
        ],
    },
    ChartSpec {
        id: "market",
        title: "Growth and market",
        subtitle: "users a week",
        row: Row::Secondary,
        panes: &[
            Pane {
                caption: "users a week",
                weight: 0.5,
                unit: Unit::UsersPerWeek,
                axis: Axis::Linear { reach: 50_000.0 },
                lines: &[
                    stock("signups", "Signups", "signups", Role::Users).compared(),
                    stock("lost_users", "Users lost", "lost", Role::Cost),
                ],
                thresholds: &[],
                markers: &[],
            },
            Pane {
                caption: "users",
                weight: 0.5,
                unit: Unit::Users,
                axis: Axis::Linear { reach: 1_000_000.0 },
                lines: &[
                    stock("users", "Users", "users", Role::Users).from(users_today),
                    stock("competitor", "Rival's users", "rival", Role::Second)
                        .from(|inputs| inputs.parameters.growth.competitor),
                ],
                thresholds: &[limit("market", |inputs| inputs.parameters.growth.market)],
                markers: &[],
            },
        ],
    },
    ChartSpec {
        id: "money",
        title: "Revenue and costs",
        subtitle: "$ a month",
        row: Row::Secondary,
        panes: &[Pane {
            caption: "$ a month",
            weight: 1.0,
            unit: Unit::DollarsPerMonth,
            axis: Axis::LinearOfSubject { reach: 300_000.0 },
            lines: &[
                stock("revenue", "Revenue", "revenue", Role::Revenue).compared(),
                stock("cost", "Costs", "costs", Role::Cost),
                stock("people", "People", "people", Role::Second),
                stock("infra", "Infrastructure", "infra", Role::Third),
            ],
            thresholds: &[],
            markers: &[],
        }],
    },
];
