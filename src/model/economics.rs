//! What investors ask of a run: burn, runway, retention, margins. Each can be read at any week;
//! `week` counts from 0 and is the last week that counts. A week beyond the run has no answer.

use super::accounts;
use super::calendar::{WEEKS_PER_MONTH, WEEKS_PER_QUARTER, WEEKS_PER_YEAR, month_start, presence};
use super::inputs::Inputs;
use super::run::Run;
use super::week::Week;

/// Weeks over which burn is averaged for the runway.
pub const RUNWAY_WEEKS: usize = 4;

/// The last `length` weeks up to and with `week`; fewer since the start are all there are.
fn trailing(run: &Run, week: usize, length: usize) -> &[Week] {
    let end = week + 1;
    run.weeks
        .get(end.saturating_sub(length)..end)
        .unwrap_or_default()
}

/// The quarter that ends with `week`; none before a whole one has passed.
fn quarter(run: &Run, week: usize) -> Option<&[Week]> {
    let weeks = trailing(run, week, WEEKS_PER_QUARTER);
    (weeks.len() == WEEKS_PER_QUARTER).then_some(weeks)
}

/// MRR that a week opens with: what it closes with less its movements, $ a month.
fn opening_mrr(week: &Week) -> f64 {
    week.mrr - week.new_mrr - week.expansion_mrr + week.contraction_mrr + week.churned_mrr
}

/// Runway, months: cash against the net burn of the last four weeks. None while the company
/// earns what it spends, and none once the cash is gone.
#[must_use]
#[allow(clippy::cast_precision_loss)] // at most four weeks
pub fn runway(run: &Run, week: usize) -> Option<f64> {
    let weeks = trailing(run, week, RUNWAY_WEEKS);
    let burn = weeks.iter().map(|week| week.burn).sum::<f64>() / weeks.len() as f64;
    let cash = weeks.last()?.cash;
    (burn > 0.0 && cash > 0.0).then(|| cash / burn)
}

/// ARR won less ARR lost over the quarter, $ a year.
#[must_use]
pub fn net_new_arr(run: &Run, week: usize) -> Option<f64> {
    let net: f64 = quarter(run, week)?
        .iter()
        .map(|week| week.new_mrr + week.expansion_mrr - week.contraction_mrr - week.churned_mrr)
        .sum();
    Some(12.0 * net)
}

/// Burn multiple: net burn of the quarter for each dollar of net new ARR. None where no ARR was
/// won; below zero the company earns while it grows.
#[must_use]
pub fn burn_multiple(run: &Run, week: usize) -> Option<f64> {
    let won = net_new_arr(run, week)?;
    let burnt: f64 = quarter(run, week)?
        .iter()
        .map(|week| week.burn / WEEKS_PER_MONTH)
        .sum();
    (won > 0.0).then(|| burnt / won)
}

/// Quick ratio: MRR won over MRR lost in the quarter. None where nothing was lost.
#[must_use]
pub fn quick_ratio(run: &Run, week: usize) -> Option<f64> {
    let (mut won, mut lost) = (0.0, 0.0);
    for week in quarter(run, week)? {
        won += week.new_mrr + week.expansion_mrr;
        lost += week.contraction_mrr + week.churned_mrr;
    }
    (lost > 0.0).then(|| won / lost)
}

/// Share of MRR that is left after the trailing year, or since the start: the weekly shares
/// compounded, so that neither MRR won since then nor what happens to it distorts the answer.
/// None where a week opens without MRR.
fn compounded(weeks: &[Week], kept: impl Fn(&Week) -> f64) -> Option<f64> {
    let mut share = weeks.first().map(|_| 1.0)?;
    for week in weeks {
        let opening = opening_mrr(week);
        if opening <= 0.0 {
            return None;
        }
        share *= ((opening + kept(week)) / opening).max(0.0);
    }
    Some(share)
}

/// Gross revenue retention over the trailing year or since the start: contraction and churn
/// count, expansion does not.
#[must_use]
pub fn gross_revenue_retention(run: &Run, week: usize) -> Option<f64> {
    compounded(trailing(run, week, WEEKS_PER_YEAR), |week| {
        -week.contraction_mrr - week.churned_mrr
    })
}

/// Net revenue retention over the trailing year or since the start: expansion counts as well.
#[must_use]
pub fn net_revenue_retention(run: &Run, week: usize) -> Option<f64> {
    compounded(trailing(run, week, WEEKS_PER_YEAR), |week| {
        week.expansion_mrr - week.contraction_mrr - week.churned_mrr
    })
}

/// Share of MRR that leaves with its accounts in a month, from the weeks of the quarter.
#[must_use]
#[allow(clippy::cast_precision_loss)] // thirteen weeks
pub fn monthly_revenue_churn(run: &Run, week: usize) -> Option<f64> {
    let weeks = quarter(run, week)?;
    let kept = compounded(weeks, |week| -week.churned_mrr)?;
    Some(1.0 - libm::pow(kept, WEEKS_PER_MONTH / weeks.len() as f64))
}

/// Average revenue per account, $ a month: MRR over paying accounts.
#[must_use]
pub fn arpa(run: &Run, week: usize) -> Option<f64> {
    let week = run.weeks.get(week)?;
    let accounts = accounts::total(week);
    (accounts > 0.0).then(|| week.mrr / accounts)
}

/// Pay of support agents with its loading, $ a month.
fn support_pay(inputs: &Inputs, week: usize) -> f64 {
    #[allow(clippy::cast_precision_loss)] // some hundred weeks
    let now = week as f64;
    let p = &inputs.parameters;
    let support = &p.support;
    let agents =
        support.agents + support.associates * presence(now, month_start(support.associates_month));
    p.team.loading / 12.0 * agents * p.finance.agent_salary
}

/// Gross margin of the quarter: what revenue leaves after infrastructure, support agents and
/// payment fees. None where there is no revenue.
#[must_use]
pub fn gross_margin(inputs: &Inputs, run: &Run, week: usize) -> Option<f64> {
    let weeks = quarter(run, week)?;
    let first = week + 1 - weeks.len();
    let (mut revenue, mut cost) = (0.0, 0.0);
    for (offset, week) in weeks.iter().enumerate() {
        revenue += week.revenue;
        cost += week.infra
            + support_pay(inputs, first + offset)
            + inputs.parameters.finance.fee * week.revenue;
    }
    (revenue > 0.0).then(|| 1.0 - cost / revenue)
}

/// Lifetime value of an account, $: ARPA × gross margin ÷ monthly revenue churn, as if all three
/// stayed as they are. None where nothing churns.
#[must_use]
pub fn lifetime_value(inputs: &Inputs, run: &Run, week: usize) -> Option<f64> {
    let churn = monthly_revenue_churn(run, week)?;
    let margin = gross_margin(inputs, run, week)?;
    let arpa = arpa(run, week)?;
    (churn > 0.0).then(|| arpa * margin / churn)
}

/// Rule of 40: growth of ARR over the trailing year plus the profit margin of that year, as a
/// share. None before a year has passed, and none without ARR or revenue to compare with.
#[must_use]
pub fn rule_of_40(run: &Run, week: usize) -> Option<f64> {
    let year = trailing(run, week, WEEKS_PER_YEAR);
    if year.len() < WEEKS_PER_YEAR {
        return None;
    }
    let before = opening_mrr(&year[0]);
    let growth = year.last()?.mrr / before - 1.0;
    let revenue: f64 = year.iter().map(|week| week.revenue).sum();
    let profit: f64 = year.iter().map(|week| -week.burn).sum();
    (before > 0.0 && revenue > 0.0).then(|| growth + profit / revenue)
}
