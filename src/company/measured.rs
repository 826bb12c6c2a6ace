//! What the model says of a company today and in its first month: answers read back.

use super::month::{self, WEEKS, a_month, a_week};
use crate::model::accounts::users_at_start;
use crate::model::delivery::Architecture;
use crate::model::economics;
use crate::model::figures::first_week;
use crate::model::inputs::Inputs;
use crate::model::money;
use crate::model::parameters::Parameters;
use crate::model::run::{Run, run};
use crate::model::support::Staffing;
use crate::model::week::Week;

/// The weeks of a run that are looked at: a quarter for the burn multiple.
const QUARTER: usize = 13;

/// What the model says of a company. Stocks are today's; costs and revenue are means over the first
/// month, $ a month; rates are of that month.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Users, free and paid.
    pub users: f64,
    /// Everyone who could ever use the product.
    pub market: f64,
    /// Paying accounts of each tier.
    pub accounts: [f64; 4],
    /// What an account of each tier pays, $ a month.
    pub prices: [f64; 4],
    /// Annual recurring revenue, $ a year.
    pub arr: f64,
    /// Revenue per account, $ a month. None without accounts.
    pub arpa: Option<f64>,
    /// Engineers.
    pub engineers: f64,
    /// Their average salary, $ a year.
    pub salary: f64,
    /// What all engineers present cost with taxes and benefits.
    pub engineering: f64,
    /// Cash, $.
    pub cash: f64,
    /// Costs of everybody and everything but engineers, infrastructure and payment fees.
    pub other: f64,
    /// The part of other costs that is pay and content, which the model knows by itself.
    pub named: f64,
    /// What payment processors keep.
    pub fees: f64,
    /// The infrastructure bill.
    pub bill: f64,
    /// The same for each of today's users.
    pub cost_per_user: f64,
    /// All costs.
    pub total: f64,
    /// Revenue.
    pub revenue: f64,
    /// Net burn: costs less revenue. Below zero the company earns money.
    pub burn: f64,
    /// Months that cash lasts at this burn. None while the company earns what it spends.
    pub runway: Option<f64>,
    /// Growth of users in a month, as a share.
    pub growth: f64,
    /// Growth of users in a week, as a share.
    pub weekly: f64,
    /// Share of paying accounts that leave in a month.
    pub churn: f64,
    /// Growth of ARR in a month, as a share. None without ARR.
    pub arr_growth: Option<f64>,
    /// Users that the weakest component carries.
    pub limit: f64,
    /// The first week, from 1, that starts with more load than the architecture carries.
    pub over_capacity: Option<u32>,
    /// Net burn for each dollar of net new ARR over the first quarter. None where none is won.
    pub burn_multiple: Option<f64>,
    /// What revenue of the first quarter leaves after infrastructure, support and payment fees.
    pub gross_margin: Option<f64>,
}

impl Measured {
    /// Runs a company and reads it.
    #[must_use]
    pub fn of(inputs: &Inputs) -> Self {
        let mut inputs = inputs.clone();
        let weeks = &mut inputs.parameters.run.weeks;
        *weeks = weeks.max(13.0);
        Self::read(&inputs, &run(&inputs))
    }

    #[allow(clippy::cast_precision_loss)] // four weeks
    fn read(inputs: &Inputs, run: &Run) -> Self {
        let p = &inputs.parameters;
        let first = &run.weeks[..WEEKS];
        let mean =
            |value: &dyn Fn(&Week) -> f64| first.iter().map(value).sum::<f64>() / WEEKS as f64;
        let (accounts, prices) = (
            p.tiers.map(|tier| tier.accounts),
            p.tiers.map(|tier| tier.price),
        );
        let mrr = money::mrr(&accounts, &p.tiers);
        let count: f64 = accounts.iter().sum();
        let users = users_at_start(inputs);
        let grown = run.weeks[WEEKS - 1].users / users;
        let revenue = mean(&|week| week.revenue);
        let bill = mean(&|week| week.infra);
        let total = mean(&|week| week.cost);
        let burn = total - revenue;
        let roles = roles(p);
        let named = roles + p.finance.content;
        Self {
            users,
            market: p.growth.market,
            accounts,
            prices,
            arr: 12.0 * mrr,
            arpa: (count > 0.0).then(|| mrr / count),
            engineers: p.team.engineers,
            salary: p.team.salary,
            engineering: mean(&|week| week.people) - roles,
            cash: p.finance.cash,
            other: named + p.finance.overhead,
            named,
            fees: p.finance.fee * revenue,
            bill,
            cost_per_user: bill / users,
            total,
            revenue,
            burn,
            runway: (burn > 0.0).then(|| p.finance.cash / burn),
            growth: a_month(grown) - 1.0,
            weekly: a_week(grown) - 1.0,
            churn: month::churn(inputs, run),
            arr_growth: (mrr > 0.0).then(|| a_month(run.weeks[WEEKS - 1].mrr / mrr) - 1.0),
            limit: limit(p),
            over_capacity: first_week(run, |week| week.utilisation > 1.0),
            burn_multiple: economics::burn_multiple(run, QUARTER - 1),
            gross_margin: economics::gross_margin(inputs, run, QUARTER - 1),
        }
    }
}

/// Pay of everybody but engineers in the first month, with its loading, $ a month.
#[allow(clippy::cast_precision_loss)] // four weeks
pub(super) fn roles(p: &Parameters) -> f64 {
    let weeks = (0..WEEKS).map(|week| {
        let week = week as f64;
        let agents = Staffing::of(&p.support, week).agents;
        let reps = crate::model::growth::reps_present(p, week);
        money::payroll(p, week, 0.0, agents, reps)
    });
    weeks.sum::<f64>() / WEEKS as f64
}

/// Users that the weakest component carries today.
pub(super) fn limit(p: &Parameters) -> f64 {
    let carries = Architecture::today(p).carries;
    carries.into_iter().fold(f64::INFINITY, f64::min)
}
