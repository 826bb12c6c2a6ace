//! Section 5 of a week: tickets, and how long they wait.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::calendar::{month_start, presence, unit};
use super::number::Number;
use super::parameters::Support;

/// Support in one week.
#[derive(Clone, Copy, Debug)]
pub struct Desk<N = f64> {
    /// Tickets that reach a person.
    pub tickets: N,
    /// Agents present.
    pub agents: N,
    /// Tickets left over at the week's end.
    pub backlog: N,
    /// How long they wait, weeks.
    pub wait: N,
    /// How hopeless that looks to customers, 0 to 1.
    pub swamped: N,
}

/// Share of tickets that chatbot and self-service take, 95 % at the most.
#[inline(always)]
#[must_use]
pub fn deflected<N: Number>(support: &Support<N>, week: f64) -> N {
    let chatbot = unit((N::from(week) - month_start(support.chatbot_month)) / support.ramp);
    let selfservice = unit((N::from(week) - support.selfservice_week + 1.0) / support.ramp);
    (support.chatbot * chatbot + support.selfservice * selfservice).at_most(0.95)
}

/// The support desk of a week: users in pain ask more, and a customer who has waited as long as
/// patience lasts gives up.
#[inline(always)]
#[must_use]
pub fn desk<N: Number>(
    support: &Support<N>,
    week: f64,
    users: N,
    perceived: N,
    backlog: N,
) -> Desk<N> {
    let tickets =
        users * support.tickets * (perceived * 2.0 + 1.0) * deflected(support, week).rest();
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
        swamped: unit(wait * 0.5),
    }
}
