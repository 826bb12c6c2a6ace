//! What the calendar alone decides of a week, whatever becomes of the company: parts of the
//! sections about support, growth and money. Once the last plan has been carried out none of it
//! changes any more.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::bounds::Bounds;
use super::calendar::{WEEKS_PER_MONTH, month_start};
use super::growth;
use super::money::{self, Others};
use super::number::Number;
use super::parameters::Parameters;
use super::support::Staffing;

/// What a week has in store.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schedule<N> {
    pub(super) staffing: Staffing<N>,
    /// Sales representatives at work.
    pub(super) reps: N,
    /// Signups that partners bring, before room and quality, a week.
    pub(super) partners: N,
    /// What word of mouth is multiplied by where the rival is ahead.
    pub(super) loyalty: N,
    /// Infrastructure that is paid whatever the number of users, $ a month.
    pub(super) infrastructure: N,
    pub(super) others: Others<N>,
}

impl<N: Number> Schedule<N> {
    /// The schedule of a week.
    #[inline(always)]
    pub(super) fn of(p: &Parameters<N>, week: f64) -> Self {
        let staffing = Staffing::of(&p.support, week);
        let reps = growth::reps_present(p, week);
        Self {
            reps,
            partners: growth::partners(&p.growth, week),
            loyalty: growth::loyalty_behind(&p.growth, week),
            infrastructure: money::standing_infrastructure(p, week),
            others: Others::of(&p.finance, week, staffing.agents, reps),
            staffing,
        }
    }

    /// The week from which on nothing changes any more in any run; infinite if that is never known.
    /// A week more than it takes is waited, so that no share is still a rounding short of the whole.
    #[inline(always)]
    pub(super) fn settled(p: &Parameters<N>) -> f64 {
        let (support, growth) = (&p.support, &p.growth);
        let moments = [
            month_start(support.chatbot_month) + support.ramp,
            support.selfservice_week + support.ramp,
            month_start(support.associates_month),
            month_start(growth.partner_month) + growth.partner_ramp,
            growth.window_month * WEEKS_PER_MONTH,
            month_start(p.sales.month),
            month_start(p.finance.csm_month),
            p.phases[0].start,
            p.phases[1].start,
            p.phases[2].start,
        ];
        let last = moments.into_iter().fold(N::from(0.0), N::at_least);
        (0..N::RUNS).fold(0.0_f64, |settled, run| settled.at_least(last.of(run))) + 1.0
    }
}
