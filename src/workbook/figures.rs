//! The figures of merit as formulas over the weekly sheet. `{cash}` are the weeks up to the horizon,
//! `{cash:13}` the last thirteen of them, `{cash@26}` is one; `[key]` is the cell of another figure.

use crate::model::calendar::weeks_to_end_of_month;
use crate::model::figures::{MILLION, UPTIME_TARGET};

/// What stands where a figure does not exist.
pub const NONE: &str = "none";

/// The first week of which something is true.
fn first(is_so: &str) -> String {
    let latest = format!("SUMPRODUCT(MAX(({is_so})*(horizon+1-{{week}})))");
    format!("IF({latest}=0,\"{NONE}\",horizon+1-{latest})")
}

/// A formula where something holds.
fn given(holds: &str, formula: &str) -> String {
    format!("IF({holds},{formula},\"{NONE}\")")
}

/// A formula over another figure where that exists.
fn with(figure: &str, formula: &str) -> String {
    given(&format!("ISNUMBER([{figure}])"), formula)
}

/// A column at the end of a month.
fn at_month(key: &str, month: u32) -> String {
    let week = weeks_to_end_of_month(month);
    given(&format!("horizon>={week}"), &format!("{{{key}@{week}}}"))
}

/// The week in which a phase is finished.
fn finished(phase: u32) -> String {
    first(&format!(
        "{{phase{phase}}}*phases_{phase}_effort>=phases_{phase}_effort-work_tolerance"
    ))
}

/// Weeks from finishing a phase to the first week that starts with more users than was carried
/// before it.
fn tolerance(phase: u32) -> String {
    let crossing = first(&format!("{{opening_users}}>capacity_after_{}", phase - 1));
    // A text less a number is an error, and so is what comes of it.
    format!("IFERROR({crossing}-[phase{phase}_week],\"{NONE}\")")
}

/// Share of MRR kept in all weeks of a column.
fn kept(key: &str) -> String {
    given("MIN({opening_mrr:52})>0", &format!("PRODUCT({{{key}:52}})"))
}

/// The formula of the figure with this key, where a spreadsheet can say it.
#[must_use]
#[allow(clippy::too_many_lines)] // a table
pub fn formula(key: &str) -> Option<String> {
    let quarter = |formula: &str| given("horizon>=13", formula);
    Some(match key {
        "cash_out_week" => first("{cash}<0"),
        "lowest_cash" => "MIN({cash})".to_owned(),
        "lowest_cash_week" => "MATCH(MIN({cash}),{cash},0)".to_owned(),
        "missing_funding" => "MAX(0,-[lowest_cash])".to_owned(),
        "default_alive" => "IF([lowest_cash]<0,0,1)".to_owned(),
        "runway_months" => given(
            "AND(SUM({burn:4})>0,{cash@horizon}>0)",
            "{cash@horizon}/AVERAGE({burn:4})",
        ),
        "break_even_week" => first("{burn}<=0"),
        "phase1_week" => finished(1),
        "phase2_week" => finished(2),
        "phase3_week" => finished(3),
        "phase1_slip" | "phase2_slip" | "phase3_slip" => {
            let phase = &key[..6];
            let planned = phase.replace("phase", "phases_");
            with(
                &format!("{phase}_week"),
                &format!("[{phase}_week]-({planned}_start+{planned}_weeks-1)"),
            )
        }
        "phase1_slip_tolerance" => tolerance(1),
        "phase2_slip_tolerance" => tolerance(2),
        "phase3_slip_tolerance" => tolerance(3),
        "sso_week" => first("{sso}>0.5"),
        "users_1m_week" => first(&format!("{{users}}>={MILLION}")),
        "users_month_6" => at_month("users", 6),
        "arr_month_3" => at_month("arr", 3),
        "arr_month_6" => at_month("arr", 6),
        "arr_month_12" => at_month("arr", 12),
        "net_new_arr" => quarter(
            "12*(SUM({new_mrr:13})+SUM({expansion_mrr:13})-SUM({contraction_mrr:13})-SUM({churned_mrr:13}))",
        ),
        "burn_multiple" => format!(
            "IF(ISNUMBER([net_new_arr]),IF([net_new_arr]>0,SUM({{burn:13}})/weeks_per_month/[net_new_arr],\"{NONE}\"),\"{NONE}\")"
        ),
        "gross_revenue_retention" => kept("kept_gross"),
        "net_revenue_retention" => kept("kept_net"),
        "quick_ratio" => given(
            "AND(horizon>=13,SUM({contraction_mrr:13})+SUM({churned_mrr:13})>0)",
            "(SUM({new_mrr:13})+SUM({expansion_mrr:13}))/(SUM({contraction_mrr:13})+SUM({churned_mrr:13}))",
        ),
        "arpa" => given("[accounts]>0", "{mrr@horizon}/[accounts]"),
        "ltv" => format!(
            "IF(AND(ISNUMBER([gross_margin]),ISNUMBER([arpa]),MIN({{opening_mrr:13}})>0,SUM({{churned_mrr:13}})>0),[arpa]*[gross_margin]/(1-PRODUCT({{kept_churn:13}})^(weeks_per_month/13)),\"{NONE}\")"
        ),
        "rule_of_40" => format!(
            "IF(horizon>=52,IF(AND({{opening_mrr@horizon-51}}>0,SUM({{revenue:52}})>0),{{mrr@horizon}}/{{opening_mrr@horizon-51}}-1-SUM({{burn:52}})/SUM({{revenue:52}}),\"{NONE}\"),\"{NONE}\")"
        ),
        "gross_margin" => given(
            "AND(horizon>=13,SUM({revenue:13})>0)",
            "1-(SUM({infra:13})+SUM({support_pay:13}))/SUM({revenue:13})-finance_fee",
        ),
        "worst_uptime" => "MIN({uptime})".to_owned(),
        "worst_uptime_week" => "MATCH(MIN({uptime}),{uptime},0)".to_owned(),
        "weeks_over_capacity" => "COUNTIF({utilisation},\">1\")".to_owned(),
        "over_capacity_week" => first("{utilisation}>1"),
        "peak_utilisation" => "MAX({utilisation})".to_owned(),
        "downtime_hours" => "168*SUMPRODUCT(1-{uptime})".to_owned(),
        "downtime_hours_over_target" => {
            format!("[downtime_hours]-168*horizon*(1-{UPTIME_TARGET})")
        }
        "longest_wait" => "MAX({wait})".to_owned(),
        "lowest_velocity" => "MIN({velocity})".to_owned(),
        "highest_cost_per_user" => "MAX({cost_per_user})".to_owned(),
        "cost_per_user_1m" => with("users_1m_week", "{cost_per_user@[users_1m_week]}"),
        "highest_burn" => "MAX({burn})".to_owned(),
        "total_burn" => "SUM({burn})/weeks_per_month".to_owned(),
        "accounts" => {
            "{starter@horizon}+{professional@horizon}+{enterprise@horizon}+{custom@horizon}"
                .to_owned()
        }
        "users" | "arr" | "cash" | "cost_per_user" => format!("{{{key}@horizon}}"),
        _ => return None,
    })
}
