//! THE FIGURES OF MERIT: one row a figure, with what it means and how it is drawn from a run.
//! Tiles, tooltips, the command line and the tests are loops over the table. Weeks count from 1;
//! what does not happen within the horizon has no value, never the horizon's.

use serde::Serialize;

use super::accounts;
use super::calendar::{WEEKS_PER_MONTH, weeks_to_end_of_month};
use super::economics;
use super::inputs::Inputs;
use super::run::Run;
use super::slippage::{number, phase_outcomes};
use super::text::same_text;
use super::units::{Better, Unit};
use super::week::Week;

/// Users that the plan promises to the market.
pub const MILLION: f64 = 1_000_000.0;

/// Uptime that the plan wants throughout.
pub const UPTIME_TARGET: f64 = 0.999;

const HOURS_PER_WEEK: f64 = 168.0;

/// One row of the table.
#[derive(Debug)]
pub struct Figure {
    /// The name in JSON. It never changes.
    pub key: &'static str,
    /// The name that people read.
    pub label: &'static str,
    meaning: &'static str,
    /// The unit of the value.
    pub unit: Unit,
    /// Which value is the better one.
    pub better: Better,
    /// Reads the number, if there is one; yes and no are 1 and 0.
    pub get: fn(&Figures) -> Option<f64>,
    absent: Option<&'static str>,
    boundless: Option<Boundless>,
}

/// Where a figure that has no number is more than any.
#[derive(Debug)]
struct Boundless {
    /// Whether it is in these figures, which have no number of it.
    is_so: fn(&Figures) -> bool,
    words: &'static str,
}

impl Figure {
    /// What the figure says and what it assumes.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        self.meaning.trim_start()
    }

    /// What there being no value says: a week that does not come within the horizon, or what the row
    /// has to say of it.
    #[must_use]
    pub fn absent(&self) -> &'static str {
        let usual = if self.unit == Unit::Week {
            "not within the horizon"
        } else {
            "none"
        };
        self.absent.unwrap_or(usual)
    }

    /// The value; infinite where it is more than any number, as the runway of a company that earns what
    /// it spends.
    #[must_use]
    pub fn value(&self, figures: &Figures) -> Option<f64> {
        let is_boundless = || {
            let boundless = self.boundless.as_ref();
            boundless.is_some_and(|boundless| (boundless.is_so)(figures))
        };
        (self.get)(figures).or_else(|| is_boundless().then_some(f64::INFINITY))
    }

    /// What it says that the value is infinite; nothing of a figure that never is.
    #[must_use]
    pub fn boundless(&self) -> Option<&'static str> {
        self.boundless.as_ref().map(|boundless| boundless.words)
    }

    /// The meaning of the figure with this key, worked out by the compiler: who needs one does not
    /// bring the whole table into the page. A space may stand before it.
    ///
    /// # Panics
    /// If there is no such figure, which stops the build.
    #[must_use]
    pub const fn meaning_of(key: &str) -> &'static str {
        let mut row = 0;
        while row < FIGURES.len() {
            if same_text(FIGURES[row].key, key) {
                return FIGURES[row].meaning;
            }
            row += 1;
        }
        panic!("no figure has this key")
    }

    /// The figure with this key, if there is one.
    #[must_use]
    pub fn by_key(key: &str) -> Option<&'static Self> {
        FIGURES.iter().find(|figure| figure.key == key)
    }
}

/// A figure as a number, whatever its type.
trait AsNumber {
    fn as_number(&self) -> Option<f64>;
}

macro_rules! as_number {
    ($($Number:ty),+) => { $(
        impl AsNumber for $Number {
            fn as_number(&self) -> Option<f64> {
                Some(f64::from(*self))
            }
        }
    )+ };
}
as_number!(f64, u32, i32, bool);

impl<Number: AsNumber> AsNumber for Option<Number> {
    fn as_number(&self) -> Option<f64> {
        self.as_ref().and_then(AsNumber::as_number)
    }
}

macro_rules! figures {
    (@absent) => { None };
    (@absent $absent:literal) => { Some($absent) };
    (@boundless) => { None };
    (@boundless $figures:ident, $is_so:expr, $words:literal) => {
        Some(Boundless { is_so: |$figures| $is_so, words: $words })
    };
    (
        |$inputs:ident, $run:ident| { $($preparation:tt)* }
        $( $(#[doc = $meaning:literal])+ $field:ident: $Type:ty, $label:literal $unit:ident $better:ident = $value:expr
            $(, or $absent:literal)? $(, $words:literal where |$figures:ident| $is_so:expr)?; )+
    ) => {
        /// The figures of merit of a run. None, or null in JSON, where there is none.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct Figures {
            $( $(#[doc = $meaning])+ pub $field: $Type, )+
        }

        /// Every figure, in the order of the summary.
        pub static FIGURES: &[Figure] = &[
            $( Figure {
                key: stringify!($field),
                label: $label,
                meaning: concat!($($meaning),+),
                unit: Unit::$unit,
                better: Better::$better,
                get: |figures| figures.$field.as_number(),
                absent: figures!(@absent $($absent)?),
                boundless: figures!(@boundless $($figures, $is_so, $words)?),
            }, )+
        ];

        /// Draws all figures from a run of these inputs.
        #[must_use]
        pub fn figures($inputs: &Inputs, $run: &Run) -> Figures {
            $($preparation)*
            Figures { $( $field: $value, )+ }
        }
    };
}

// A row: meaning and assumptions, name, type, label, unit, which value is better, where it comes from,
// and what it says that there is none, where that is not said of every figure of the unit. Last, what is
// said where there is no number because none is large enough, and where that is.
figures! {
    |inputs, run| {
        let [phase1, phase2, phase3] = phase_outcomes(inputs, run);
        let cash_out = run.cash_out().map(number);
        let (lowest_cash, lowest_cash_week) =
            extreme(run, |week| -week.cash).map_or((inputs.parameters.finance.cash, None), |(low, at)| (-low, Some(at)));
        let worst_uptime = extreme(run, |week| -week.uptime);
        let million_week = first_week(run, |week| week.users >= MILLION);
        let last = run.weeks.len().saturating_sub(1);
        let downtime = downtime_hours(run);
    }
    /// The first week that ends with less than no cash. Spending goes on as planned; nobody cuts
    /// costs or finds money that is not in the scenario.
    cash_out_week: Option<u32>, "Cash runs out in" Week More = cash_out;
    /// The least cash at the end of any week within the horizon. Below zero it is funding that is
    /// missing.
    lowest_cash: f64, "Lowest cash" Dollars More = lowest_cash;
    /// The week of the lowest cash.
    lowest_cash_week: Option<u32>, "Lowest cash in" Week More = lowest_cash_week;
    /// The funding that would keep cash from ever falling below zero within the horizon, if it
    /// were there before the cash is gone and nothing else changed.
    missing_funding: f64, "Missing funding" Dollars Less = if lowest_cash < 0.0 { -lowest_cash } else { 0.0 };
    /// Whether cash never falls below zero within the horizon.
    default_alive: bool, "Default alive" YesNo More = cash_out.is_none();
    /// Cash at the horizon against the net burn of its last four weeks, as if that burn went on.
    /// None while the company earns what it spends, or has no cash left.
    runway_months: Option<f64>, "Runway at the horizon" Months More = economics::runway(run, last), or "out of cash",
        "not burning" where |of| of.cash.is_some_and(|cash| cash > 0.0);
    /// The first week whose revenue covers all costs.
    break_even_week: Option<u32>, "Revenue covers costs in" Week Less = first_week(run, |week| week.burn <= 0.0);
    /// The week at whose end all work of phase 1 is done.
    phase1_week: Option<u32>, "Phase 1 finished in" Week Less = phase1.finished;
    /// The week at whose end all work of phase 2 is done.
    phase2_week: Option<u32>, "Phase 2 finished in" Week Less = phase2.finished;
    /// The week at whose end all work of phase 3 is done.
    phase3_week: Option<u32>, "Phase 3 finished in" Week Less = phase3.finished;
    /// Weeks that phase 1 is finished later than planned (start + length − 1).
    phase1_slip: Option<f64>, "Phase 1 slips by" Weeks Less = phase1.slip();
    /// Weeks that phase 2 is finished later than planned (start + length − 1).
    phase2_slip: Option<f64>, "Phase 2 slips by" Weeks Less = phase2.slip();
    /// Weeks that phase 3 is finished later than planned (start + length − 1).
    phase3_slip: Option<f64>, "Phase 3 slips by" Weeks Less = phase3.slip();
    /// Weeks from the end of phase 1 to the first week that starts with more users than today's
    /// architecture carries. Below zero the phase is that late, and any slip is tolerated where no such
    /// week comes. Growth is as in this run; a longer slip would itself slow it.
    phase1_slip_tolerance: Option<i32>, "Phase 1 slip tolerance" Weeks More = phase1.tolerance.weeks(), or "not finished within the horizon",
        "any within the horizon" where |of| of.phase1_week.is_some();
    /// Weeks from the end of phase 2 to the first week that starts with more users than the
    /// architecture of phase 1 carries. Below zero the phase is that late.
    phase2_slip_tolerance: Option<i32>, "Phase 2 slip tolerance" Weeks More = phase2.tolerance.weeks(), or "not finished within the horizon",
        "any within the horizon" where |of| of.phase2_week.is_some();
    /// Weeks from the end of phase 3 to the first week that starts with more users than the
    /// architecture of phase 2 carries. Below zero the phase is that late.
    phase3_slip_tolerance: Option<i32>, "Phase 3 slip tolerance" Weeks More = phase3.tolerance.weeks(), or "not finished within the horizon",
        "any within the horizon" where |of| of.phase3_week.is_some();
    /// The first week in which single sign-on is live.
    sso_week: Option<u32>, "Single sign-on live in" Week Less = first_week(run, |week| week.sso > 0.5);
    /// The first week that ends with a million users, free and paid.
    users_1m_week: Option<u32>, "1M users in" Week Less = million_week;
    /// Users at the end of month 6, free and paid.
    users_month_6: Option<f64>, "Users in month 6" Users More = end_of_month(run, 6).map(|week| week.users);
    /// ARR at the end of month 3: twelve times the MRR of that day at list prices.
    arr_month_3: Option<f64>, "ARR in month 3" DollarsPerYear More = end_of_month(run, 3).map(|week| week.arr);
    /// ARR at the end of month 6: twelve times the MRR of that day at list prices.
    arr_month_6: Option<f64>, "ARR in month 6" DollarsPerYear More = end_of_month(run, 6).map(|week| week.arr);
    /// ARR at the end of month 12: twelve times the MRR of that day at list prices.
    arr_month_12: Option<f64>, "ARR in month 12" DollarsPerYear More = end_of_month(run, 12).map(|week| week.arr);
    /// ARR won less ARR lost in the last 13 weeks of the horizon.
    net_new_arr: Option<f64>, "Net new ARR of the last quarter" DollarsPerYear More = economics::net_new_arr(run, last);
    /// Net burn for each dollar of net new ARR, over the last 13 weeks of the horizon: under 1 is
    /// excellent, over 3 bad. None where no ARR was won; below zero the company earns as it grows.
    burn_multiple: Option<f64>, "Burn multiple" Factor Less = economics::burn_multiple(run, last);
    /// Share of MRR kept over the last 12 months, or since the start, with contraction and churn
    /// but without expansion. Weekly shares compounded, as if one cohort behaved like the average.
    gross_revenue_retention: Option<f64>, "Gross revenue retention" Share More = economics::gross_revenue_retention(run, last);
    /// The same with expansion: over 100 % the accounts of the start grow by themselves.
    net_revenue_retention: Option<f64>, "Net revenue retention" Share More = economics::net_revenue_retention(run, last);
    /// MRR won for each dollar of MRR lost, over the last 13 weeks of the horizon. None where
    /// nothing was lost.
    quick_ratio: Option<f64>, "Quick ratio" Factor More = economics::quick_ratio(run, last),
        "nothing lost" where |of| of.net_new_arr.is_some_and(|won| won > 0.0);
    /// Average revenue per paying account at the horizon.
    arpa: Option<f64>, "Revenue per account" DollarsPerAccountPerMonth More = economics::arpa(run, last);
    /// What an account brings over its life: revenue per account × gross margin ÷ monthly revenue
    /// churn, as if the last quarter of the horizon went on for ever.
    ltv: Option<f64>, "Lifetime value" Dollars More = economics::lifetime_value(inputs, run, last);
    /// Growth of ARR over the last 12 months of the horizon plus the profit margin of these
    /// months; 40 % is held to be healthy. None before a year has passed.
    rule_of_40: Option<f64>, "Rule of 40" Share More = economics::rule_of_40(run, last);
    /// What revenue of the last quarter leaves after infrastructure, support agents' loaded pay
    /// and payment fees. Customer success and operating engineers count as other costs.
    gross_margin: Option<f64>, "Gross margin" Share More = economics::gross_margin(inputs, run, last);
    /// The lowest uptime of any week.
    worst_uptime: f64, "Worst uptime" Share More = worst_uptime.map_or(1.0, |(low, _)| -low);
    /// The week of the worst uptime.
    worst_uptime_week: Option<u32>, "Worst uptime in" Week More = worst_uptime.map(|(_, at)| at);
    /// Weeks that start with more load than the architecture carries.
    weeks_over_capacity: u32, "Weeks over capacity" Weeks Less = count(run, |week| week.utilisation > 1.0);
    /// The first of these weeks.
    over_capacity_week: Option<u32>, "Over capacity from" Week More = first_week(run, |week| week.utilisation > 1.0);
    /// The highest load against what the architecture carries, of any week.
    peak_utilisation: f64, "Highest utilisation" Factor Less = run.weeks.iter().map(|week| week.utilisation).fold(0.0, f64::max);
    /// Hours in which the service cannot be used, over the whole horizon, nights included.
    downtime_hours: f64, "Downtime" Hours Less = downtime;
    /// Downtime beyond what 99.9 % uptime leaves; below zero so much is left.
    downtime_hours_over_target: f64, "Downtime over target" Hours Less = downtime - allowed_downtime(run);
    /// The longest that a support ticket waits.
    longest_wait: f64, "Longest support wait" Weeks Less = run.weeks.iter().map(|week| week.wait).fold(0.0, f64::max);
    /// The lowest pace of features against the whole of today's engineering output.
    lowest_velocity: Option<f64>, "Lowest feature velocity" Share More = extreme(run, |week| -week.velocity).map(|(low, _)| -low);
    /// The highest infrastructure bill for each user of any week.
    highest_cost_per_user: f64, "Highest infrastructure per user" DollarsPerUserPerMonth Less = run.weeks.iter().map(|week| week.cost_per_user).fold(0.0, f64::max);
    /// The infrastructure bill for each user in the first week that ends with a million users.
    cost_per_user_1m: Option<f64>, "Infrastructure per user at 1M" DollarsPerUserPerMonth Less = million_week.and_then(|at| run.weeks.get(at as usize - 1)).map(|week| week.cost_per_user);
    /// The infrastructure bill for each user in the last week of the horizon.
    cost_per_user: Option<f64>, "Infrastructure per user at the horizon" DollarsPerUserPerMonth Less = run.weeks.last().map(|week| week.cost_per_user);
    /// The highest net burn of any week, as $ a month.
    highest_burn: Option<f64>, "Highest net burn" DollarsPerMonth Less = extreme(run, |week| week.burn).map(|(high, _)| high);
    /// Net burn of the whole horizon: costs less revenue, without new funding.
    total_burn: f64, "Net burn in all" Dollars Less = run.weeks.iter().map(|week| week.burn / WEEKS_PER_MONTH).sum();
    /// Users at the horizon, free and paid.
    users: Option<f64>, "Users at the horizon" Users More = run.weeks.last().map(|week| week.users);
    /// Paying accounts at the horizon, all tiers.
    accounts: Option<f64>, "Accounts at the horizon" Accounts More = run.weeks.last().map(accounts::total);
    /// ARR at the horizon: twelve times the MRR of that day at list prices.
    arr: Option<f64>, "ARR at the horizon" DollarsPerYear More = run.weeks.last().map(|week| week.arr);
    /// Cash at the horizon; below zero it is funding that is missing.
    cash: Option<f64>, "Cash at the horizon" Dollars More = run.weeks.last().map(|week| week.cash);
}

/// The first week of which something is true, counted from 1.
#[must_use]
pub fn first_week(run: &Run, is_so: impl Fn(&Week) -> bool) -> Option<u32> {
    run.weeks.iter().position(is_so).map(number)
}

/// The row of the week in which a month ends; none beyond the horizon.
#[must_use]
pub fn end_of_month(run: &Run, month: u32) -> Option<&Week> {
    weeks_to_end_of_month(month)
        .checked_sub(1)
        .and_then(|last| run.weeks.get(last))
}

/// Hours in which the service cannot be used.
#[must_use]
pub fn downtime_hours(run: &Run) -> f64 {
    run.weeks
        .iter()
        .map(|week| (1.0 - week.uptime) * HOURS_PER_WEEK)
        .sum()
}

/// Hours of downtime that [`UPTIME_TARGET`] leaves.
#[allow(clippy::cast_precision_loss)] // some hundred weeks
fn allowed_downtime(run: &Run) -> f64 {
    (1.0 - UPTIME_TARGET) * HOURS_PER_WEEK * run.weeks.len() as f64
}

/// The highest value of any week and the first week that has it, counted from 1.
fn extreme(run: &Run, value: impl Fn(&Week) -> f64) -> Option<(f64, u32)> {
    let mut highest: Option<(f64, usize)> = None;
    for (index, week) in run.weeks.iter().enumerate() {
        let value = value(week);
        if highest.is_none_or(|(high, _)| value > high) {
            highest = Some((value, index));
        }
    }
    highest.map(|(value, index)| (value, number(index)))
}

/// How many weeks something is true of.
fn count(run: &Run, is_so: impl Fn(&Week) -> bool) -> u32 {
    run.weeks.iter().map(|week| u32::from(is_so(week))).sum()
}
