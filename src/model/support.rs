//! Section 5 of a week: tickets, and how long they wait.

use super::bounds::Bounds;
use super::calendar::{month_start, presence, unit};
use super::parameters::Support;

/// Support in one week.
#[derive(Clone, Copy, Debug)]
pub struct Desk {
    /// Tickets that reach a person.
    pub tickets: f64,
    /// Agents present.
    pub agents: f64,
    /// Tickets left over at the week's end.
    pub backlog: f64,
    /// How long they wait, weeks.
    pub wait: f64,
    /// How hopeless that looks to customers, 0 to 1.
    pub swamped: f64,
}

/// Share of tickets that chatbot and self-service take, 95 % at the most.
#[inline]
#[must_use]
pub fn deflected(support: &Support, week: f64) -> f64 {
    let chatbot = unit((week - month_start(support.chatbot_month)) / support.ramp);
    let selfservice = unit((week - support.selfservice_week + 1.0) / support.ramp);
    (support.chatbot * chatbot + support.selfservice * selfservice).at_most(0.95)
}

/// The support desk of a week: users in pain ask more, and a customer who has waited as long as
/// patience lasts gives up.
#[inline]
#[must_use]
pub fn desk(support: &Support, week: f64, users: f64, perceived: f64, backlog: f64) -> Desk {
    let tickets =
        users * support.tickets * (1.0 + 2.0 * perceived) * (1.0 - deflected(support, week));
    let agents =
        support.agents + support.associates * presence(week, month_start(support.associates_month));
    let closed = (agents * support.rate).at_least(1e-9);
    let backlog = (backlog + tickets - closed)
        .at_least(0.0)
        .at_most(support.patience * closed);
    let wait = backlog / closed;
    Desk {
        tickets,
        agents,
        backlog,
        wait,
        swamped: unit(wait / 2.0),
    }
}
