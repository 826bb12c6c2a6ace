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

/// Agents present in a week.
#[inline(always)]
#[must_use]
pub fn agents<N: Number>(support: &Support<N>, week: f64) -> N {
    support.agents + support.associates * presence(week, month_start(support.associates_month))
}

/// What the support desk can do in a week, whatever comes.
#[derive(Clone, Copy, Debug)]
pub struct Staffing<N = f64> {
    /// Agents present.
    pub agents: N,
    /// Share of tickets that reach them.
    pub reach: N,
    /// Tickets that they close in a week.
    pub closed: N,
    /// The most tickets that wait: whoever would wait longer than patience lasts gives up.
    pub longest: N,
}

impl<N: Number> Staffing<N> {
    /// The staffing of a week.
    #[inline(always)]
    #[must_use]
    pub fn of(support: &Support<N>, week: f64) -> Self {
        let agents = agents(support, week);
        let closed = (agents * support.rate).at_least(1e-9);
        Self {
            agents,
            reach: deflected(support, week).rest(),
            closed,
            longest: support.patience * closed,
        }
    }
}

/// The support desk of a week: users in pain ask more, and a customer who has waited as long as
/// patience lasts gives up.
#[inline(always)]
#[must_use]
pub fn desk<N: Number>(
    support: &Support<N>,
    staffing: &Staffing<N>,
    users: N,
    perceived: N,
    backlog: N,
) -> Desk<N> {
    let tickets = users * support.tickets * (perceived * 2.0 + 1.0) * staffing.reach;
    let backlog = (backlog + tickets - staffing.closed)
        .at_least(0.0)
        .at_most(staffing.longest);
    let wait = backlog / staffing.closed;
    Desk {
        tickets,
        backlog,
        wait,
        swamped: unit(wait * 0.5),
    }
}
