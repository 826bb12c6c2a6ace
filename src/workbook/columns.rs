//! THE COLUMN TABLE: one row a column of the weekly sheets, in the causal order of the model. Each
//! has a formula for the row of a week and, where it carries something on, one for the start.
//!
//! `{key}` is the cell of a column in this week, `{key.before}` in the week before; `{key[]}` are all
//! cells of a block, which has a column for each hire or initiative. Every other word is a named
//! cell: an input under its key with `_` for `.`, a constant, or what is worked out once.

use crate::model::units::Unit;
use crate::model::week::Series;

/// The sheet that a column stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The weekly sheet: one column.
    Weeks,
    /// The team sheet: a column for each hire.
    Team,
    /// The delivery sheet: a column for each initiative.
    Delivery,
}

/// The part of a week that a column belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Section {
    Time,
    Team,
    Architecture,
    Load,
    Work,
    Support,
    Churn,
    Growth,
    Revenue,
    Money,
}

impl Section {
    /// The title above the columns.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Time => "",
            Self::Team => "1 · Team",
            Self::Architecture => "2 · Architecture: what is finished at the start of the week",
            Self::Load => "3 · Load, speed and uptime",
            Self::Work => "4 · Work on the phases, and what is left for features",
            Self::Support => "5 · Support",
            Self::Churn => "6 · Churn",
            Self::Growth => "7 · Signups, conversion and deals",
            Self::Revenue => "8 · Accounts and revenue",
            Self::Money => "9 · Money",
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct Column {
    /// The name that formulas call it by: that of the series if it is one.
    pub key: &'static str,
    /// What stands above it; a series has its own label.
    heading: &'static str,
    unit: Unit,
    /// The sheet it stands on.
    pub place: Place,
    /// The part of a week it belongs to.
    pub section: Section,
    /// The formula before the first week; empty if there is nothing yet.
    pub start: &'static str,
    /// The formula of every week.
    pub formula: &'static str,
}

impl Column {
    /// The series that it is, if it is one.
    #[must_use]
    pub fn series(&self) -> Option<&'static Series> {
        Series::by_key(self.key)
    }

    /// What stands above it.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        self.series().map_or(self.heading, |series| series.label)
    }

    /// The unit of its values.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.series().map_or(self.unit, |series| series.unit)
    }
}

macro_rules! columns {
    ($( $section:ident { $(
        $key:ident $($place:ident)? : $([$heading:literal $unit:ident])?
        $(from $start:literal)? = $formula:literal;
    )+ } )+) => {
        /// Every column.
        pub static COLUMNS: &[Column] = &[ $( $( Column {
            key: stringify!($key),
            heading: columns!(@heading $($heading)?),
            unit: columns!(@unit $($unit)?),
            place: columns!(@place $($place)?),
            section: Section::$section,
            start: columns!(@start $($start)?),
            formula: $formula,
        }, )+ )+ ];
    };
    (@heading) => { "" };
    (@heading $heading:literal) => { $heading };
    (@unit) => { Unit::Factor };
    (@unit $unit:ident) => { Unit::$unit };
    (@place) => { Place::Weeks };
    (@place $place:ident) => { Place::$place };
    (@start) => { "" };
    (@start $start:literal) => { $start };
}

// A row: key, the sheet unless it is the weekly one, heading and unit unless the series says them,
// the formula of the start, the formula of a week.
columns! {
    Time {
        week: ["Week" Week] from "0" = "{week.before}+1";
    }
    Team {
        here Team: ["Present" Share]
            = "IF(ISNUMBER({hire_start}),MAX(0,MIN(1,{week}-{hire_start})),0)";
        grown Team: ["Grown" Share]
            = "IF(ISNUMBER({hire_start}),IF(team_ramp>0,MAX(0,MIN(1,({week}-{hire_start})/MAX(team_ramp,least_share))),1),0)";
        engineers: ["Of today's engineers" People]
            = "IF(AND(stress_departure>0,{week}>=stress_departure),MAX(team_engineers-1,0),team_engineers)";
        heads: = "{engineers}+SUM({here[]})";
        able: ["Output if nobody cost any" People]
            = "{engineers}+SUMPRODUCT({here[]},team_ramp_start+(1-team_ramp_start)*{grown[]})";
        fresh: ["New people" People] = "SUMPRODUCT({here[]},1-{grown[]})";
        talk: ["Left after coordination" Share]
            = "1/(1+team_communication*MIN({heads},team_whole)^2)";
        cliff: ["Left after the productivity cliff" Share]
            = "1-team_cliff_loss*MAX(0,MIN(1,({fresh}/MAX({heads},least_share)-team_cliff_share)/MAX(1-team_cliff_share,least_share)))";
        team: = "MAX({able}-team_mentoring*{fresh},0)*{talk}*{cliff}";
        engineering_pay: ["Engineers' pay" DollarsPerYear]
            = "{engineers}*team_salary+SUMPRODUCT({here[]},{hire_salary[]})";
    }
    Architecture {
        rework: ["Rework after the database has failed" EngineerWeeks]
            = "IF({week}=stress_database,database_rework,0)";
        sprawl: ["Sprawl multiplies what remains by" Factor]
            = "IF({week}=stress_sprawl,sprawl_factor,1)";
        stretch3: ["Phase 3 stretched by" Factor] from "1" = "{stretch3.before}*{sprawl}";
        shift3: ["Phase 3 shifted by" EngineerWeeks] from "0"
            = "{sprawl}*({shift3.before}+{rework})+(1-{sprawl})*{work3.before}";
        effort3: ["Effort of phase 3" EngineerWeeks]
            = "{stretch3}*phases_3_effort+{shift3}";
        done Delivery: ["Finished" YesNo] from "0"
            = "IF({done.before}=1,1,IF(ISNUMBER({milestone}),IF(CHOOSE({phase},{work1.before},{work2.before},({work3.before}-{shift3.before})/{stretch3.before})>={milestone}-work_tolerance,1,0),0))";
        services: ["Services in operation" Factor] = "SUMPRODUCT({done[]},{is_service[]})";
        sso: = "IF(SUMPRODUCT({done[]},{is_sso[]})>0,1,0)";
        carries_connections: ["Connections carry" Users]
            = "capacity_connections*EXP(SUMPRODUCT({done[]},{ln_connections[]}))";
        carries_queries: ["Queries carry" Users]
            = "capacity_queries*EXP(SUMPRODUCT({done[]},{ln_queries[]})/capacity_query_exponent)";
        carries_app: ["Application servers carry" Users]
            = "capacity_app*EXP(SUMPRODUCT({done[]},{ln_app[]}))";
        carries_bandwidth: ["Bandwidth carries" Users]
            = "capacity_bandwidth*EXP(SUMPRODUCT({done[]},{ln_bandwidth[]}))";
        carries_jobs: ["Background jobs carry" Users]
            = "capacity_jobs*EXP(SUMPRODUCT({done[]},{ln_jobs[]}))";
        carries_analytics: ["Search and analytics carry" Users]
            = "capacity_analytics*EXP(SUMPRODUCT({done[]},{ln_analytics[]}))";
        page_empty: ["Page load at low load" Seconds]
            = "performance_page*EXP(SUMPRODUCT({done[]},{ln_page[]}))";
        api_empty: ["API response at low load" Seconds]
            = "performance_api*EXP(SUMPRODUCT({done[]},{ln_api[]}))";
        lift: ["Conversion multiplied by" Factor] = "EXP(SUMPRODUCT({done[]},{ln_conversion[]}))";
        floor: ["Availability without overload" Share]
            = "MAX(performance_availability,SUMPRODUCT(MAX({done[]}*{availability[]})))";
    }
    Load {
        opening_users: ["Users at the start of the week" Users] = "{users.before}";
        load_connections: ["Load on connections" Factor] = "{opening_users}/{carries_connections}";
        load_queries: ["Load on queries" Factor]
            = "({opening_users}/{carries_queries})^capacity_query_exponent";
        load_app: ["Load on application servers" Factor] = "{opening_users}/{carries_app}";
        load_bandwidth: ["Load on bandwidth" Factor] = "{opening_users}/{carries_bandwidth}";
        load_jobs: ["Load on background jobs" Factor] = "{opening_users}/{carries_jobs}";
        load_analytics: ["Load on search and analytics" Factor] = "{opening_users}/{carries_analytics}";
        utilisation: = "MAX({load_connections},{load_queries},{load_app},{load_bandwidth},{load_jobs},{load_analytics})";
        bottleneck: = "IF({load_connections}>={utilisation}*full_load,0,IF({load_queries}>={utilisation}*full_load,1,IF({load_app}>={utilisation}*full_load,2,IF({load_bandwidth}>={utilisation}*full_load,3,IF({load_jobs}>={utilisation}*full_load,4,5)))))";
        capacity: = "CHOOSE({bottleneck}+1,{carries_connections},{carries_queries},{carries_app},{carries_bandwidth},{carries_jobs},{carries_analytics})";
        offered: ["Servers kept busy" Servers] = "servers*MIN({utilisation},queue_limit)";
        blocking: ["All servers busy (Erlang B)" Share]
            = "IF({offered}>0,POISSON(servers,{offered},0)/POISSON(servers,{offered},1),0)";
        slow_down: ["Slow-down by queueing" Factor]
            = "1+{blocking}/(1-{offered}/servers*(1-{blocking}))/(servers-{offered})";
        page: = "IF({utilisation}>=full_load,performance_timeout,MIN({page_empty}*{slow_down},performance_timeout))";
        api: = "IF({utilisation}>=full_load,performance_timeout,MIN({api_empty}*{slow_down},performance_timeout))";
        turned_away: ["Turned away" Share]
            = "IF({utilisation}>1,performance_peak*(1-1/MAX({utilisation},1)),0)";
        uptime: = "{floor}*(1-{turned_away})*IF({week}=stress_database,database_uptime,1)";
        pain: = "IF({week}=stress_database,1,1-(1-MAX(0,MIN(1,({page}-page_good)/page_span)))*(1-MAX(0,MIN(1,(uptime_good-{uptime})/uptime_span))))";
        perceived: from "0" = "{perceived.before}+({pain}-{perceived.before})/churn_perception";
    }
    Work {
        productive: ["Output beside operations" EngineerWeeksPerWeek]
            = "{team}*(1-MIN({services}*delivery_ops,ops_most))";
        hours: ["Hours for scaling" EngineerWeeksPerWeek] = "team_scaling*{productive}";
        spent1: ["Spent on phase 1" EngineerWeeksPerWeek]
            = "IF({week}>=phases_1_start,MAX(0,MIN({hours},phases_1_effort/phases_1_weeks,phases_1_effort-{work1.before})),0)";
        spent2: ["Spent on phase 2" EngineerWeeksPerWeek]
            = "IF({week}>=phases_2_start,MAX(0,MIN({hours}-{spent1},phases_2_effort/phases_2_weeks,phases_2_effort-{work2.before})),0)";
        spent3: ["Spent on phase 3" EngineerWeeksPerWeek]
            = "IF({week}>=phases_3_start,MAX(0,MIN({hours}-{spent1}-{spent2},phases_3_effort/phases_3_weeks,{effort3}-{work3.before})),0)";
        work1: ["Work done on phase 1" EngineerWeeks] from "0" = "{work1.before}+{spent1}";
        work2: ["Work done on phase 2" EngineerWeeks] from "0" = "{work2.before}+{spent2}";
        work3: ["Work done on phase 3" EngineerWeeks] from "0" = "{work3.before}+{spent3}";
        phase1: = "IF(phases_1_effort>0,{work1}/phases_1_effort,1)";
        phase2: = "IF(phases_2_effort>0,{work2}/phases_2_effort,1)";
        phase3: = "IF({effort3}>0,{work3}/{effort3},1)";
        velocity: = "((1-team_scaling)*{productive}+{hours}-{spent1}-{spent2}-{spent3})/output_today";
        stale: from "0" = "{stale.before}+(MAX(0,MIN(1,1-{velocity}/velocity_good))-{stale.before})/stale_weeks";
    }
    Support {
        deflected: ["Taken by chatbot and self-service" Share]
            = "MIN(support_chatbot*MAX(0,MIN(1,({week}-1-(support_chatbot_month-1)*weeks_per_month)/support_ramp))+support_selfservice*MAX(0,MIN(1,({week}-support_selfservice_week)/support_ramp)),deflected_most)";
        tickets: = "{opening_users}*support_tickets*(1+pain_tickets*{perceived})*(1-{deflected})";
        agents: ["Support agents" People]
            = "support_agents+support_associates*MAX(0,MIN(1,{week}-(support_associates_month-1)*weeks_per_month))";
        closed: ["Tickets that they can close" TicketsPerWeek] = "MAX({agents}*support_rate,least_share)";
        backlog: ["Tickets left over" TicketsPerWeek] from "0"
            = "MIN(MAX({backlog.before}+{tickets}-{closed},0),support_patience*{closed})";
        wait: = "{backlog}/{closed}";
    }
    Churn {
        log_hazard: ["Added to the log hazard" LogHazard]
            = "churn_performance*{perceived}*(1-churn_relief)+churn_support*MAX(0,MIN(1,{wait}/wait_swamped))+churn_stale*{stale}";
        lost_free: ["Free users lost" UsersPerWeek]
            = "{free.before}*(1-(1-churn_free)^(EXP({log_hazard})/weeks_per_month))";
        lost_starter: ["Starter accounts lost" Accounts]
            = "{starter.before}*(1-(1-tiers_starter_churn)^(EXP(tiers_starter_sensitivity*{log_hazard})/weeks_per_month))";
        lost_professional: ["Professional accounts lost" Accounts]
            = "{professional.before}*(1-(1-tiers_professional_churn)^(EXP(tiers_professional_sensitivity*{log_hazard})/weeks_per_month))";
        lost_enterprise: ["Enterprise accounts lost" Accounts]
            = "{enterprise.before}*(1-(1-tiers_enterprise_churn)^(EXP(tiers_enterprise_sensitivity*{log_hazard})/weeks_per_month))";
        lost_custom: ["Custom accounts lost" Accounts]
            = "{custom.before}*(1-(1-tiers_custom_churn)^(EXP(tiers_custom_sensitivity*{log_hazard})/weeks_per_month))";
        lost_users: = "{lost_free}+{lost_starter}*tiers_starter_seats+{lost_professional}*tiers_professional_seats+{lost_enterprise}*tiers_enterprise_seats+{lost_custom}*tiers_custom_seats";
    }
    Growth {
        room: ["Market left" Share]
            = "MAX(0,MIN(1,1-({opening_users}+{competitor.before})/growth_market))";
        quality: ["Signups kept by quality" Share]
            = "(1-growth_pain_loss*{perceived})*(1-growth_stale_loss*{stale})";
        loyal: ["Word of mouth left" Share]
            = "IF(AND({week}-1>=growth_window_month*weeks_per_month,{opening_users}<{competitor.before}),1-growth_window_penalty,1)";
        content: ["Content signups" UsersPerWeek]
            = "growth_content*(1+growth_content_growth)^({week}-1)";
        partners: ["Partner signups" UsersPerWeek]
            = "growth_partner*MAX(0,MIN(1,({week}-1-(growth_partner_month-1)*weeks_per_month)/growth_partner_ramp))";
        signups: = "MIN((growth_viral*{opening_users}*{loyal}+{content}+{partners})*{room}*{quality},MAX(growth_market-{opening_users}-{competitor.before},0))";
        competitor: from "growth_competitor"
            = "{competitor.before}*(1+growth_competitor_growth*IF(AND(stress_rival>0,{week}>=stress_rival),rival_factor,1)*{room}-(1-(1-churn_free)^(1/weeks_per_month)))";
        gate: ["Enterprise flow let through" Share] = "IF({sso}=1,1,conversion_before_sso)";
        stay: ["Free users who stay" Users] = "{free.before}-{lost_free}";
        new_starter: ["New Starter accounts" Accounts]
            = "MIN({stay}/conversion_team*(1-(1-conversion_starter)^(1/weeks_per_month))*{lift}*{quality},{stay}/tiers_starter_seats)";
        to_professional: ["Upgrades to Professional" Accounts]
            = "({starter.before}-{lost_starter})*(1-(1-conversion_professional)^(1/weeks_per_month))*{room}*{quality}";
        to_enterprise: ["Upgrades to Enterprise" Accounts]
            = "({professional.before}-{lost_professional})*(1-(1-conversion_enterprise*{gate})^(1/weeks_per_month))*{room}*{quality}";
        to_custom: ["Upgrades to Custom" Accounts]
            = "({enterprise.before}-{lost_enterprise})*(1-(1-conversion_custom*{gate})^(1/weeks_per_month))*{room}*{quality}";
        reps: ["Sales reps" People]
            = "sales_reps*MAX(0,MIN(1,{week}-(sales_month-1)*weeks_per_month))";
        deals: ["Enterprise deals" Accounts]
            = "{reps}*sales_deals/weeks_per_month*{gate}*{quality}*{room}";
    }
    Revenue {
        free: from "MAX(start_users-tiers_starter_accounts*tiers_starter_seats-tiers_professional_accounts*tiers_professional_seats-tiers_enterprise_accounts*tiers_enterprise_seats-tiers_custom_accounts*tiers_custom_seats,0)"
            = "MAX({stay}-{new_starter}*tiers_starter_seats,0)+{signups}";
        starter: from "tiers_starter_accounts"
            = "{starter.before}+{new_starter}-{to_professional}-{lost_starter}";
        professional: from "tiers_professional_accounts"
            = "{professional.before}+{to_professional}-{to_enterprise}-{lost_professional}";
        enterprise: from "tiers_enterprise_accounts"
            = "{enterprise.before}+{to_enterprise}-{to_custom}+{deals}-{lost_enterprise}";
        custom: from "tiers_custom_accounts" = "{custom.before}+{to_custom}-{lost_custom}";
        users: from "{free}+{starter}*tiers_starter_seats+{professional}*tiers_professional_seats+{enterprise}*tiers_enterprise_seats+{custom}*tiers_custom_seats"
            = "{free}+{starter}*tiers_starter_seats+{professional}*tiers_professional_seats+{enterprise}*tiers_enterprise_seats+{custom}*tiers_custom_seats";
        mrr: from "{starter}*tiers_starter_price+{professional}*tiers_professional_price+{enterprise}*tiers_enterprise_price+{custom}*tiers_custom_price"
            = "{starter}*tiers_starter_price+{professional}*tiers_professional_price+{enterprise}*tiers_enterprise_price+{custom}*tiers_custom_price";
        arr: from "{mrr}*12" = "{mrr}*12";
        new_mrr: = "{new_starter}*tiers_starter_price+{deals}*tiers_enterprise_price";
        expansion_mrr: = "{to_professional}*MAX(tiers_professional_price-tiers_starter_price,0)+{to_enterprise}*MAX(tiers_enterprise_price-tiers_professional_price,0)+{to_custom}*MAX(tiers_custom_price-tiers_enterprise_price,0)";
        contraction_mrr: = "{to_professional}*MAX(tiers_starter_price-tiers_professional_price,0)+{to_enterprise}*MAX(tiers_professional_price-tiers_enterprise_price,0)+{to_custom}*MAX(tiers_enterprise_price-tiers_custom_price,0)";
        churned_mrr: = "{lost_starter}*tiers_starter_price+{lost_professional}*tiers_professional_price+{lost_enterprise}*tiers_enterprise_price+{lost_custom}*tiers_custom_price";
        opening_mrr: ["MRR at the start of the week" DollarsPerMonth] = "{mrr.before}";
        kept_gross: ["MRR kept, gross" Share]
            = "IF({opening_mrr}>0,MAX(0,1-({contraction_mrr}+{churned_mrr})/{opening_mrr}),0)";
        kept_net: ["MRR kept, net" Share]
            = "IF({opening_mrr}>0,MAX(0,1+({expansion_mrr}-{contraction_mrr}-{churned_mrr})/{opening_mrr}),0)";
        kept_churn: ["MRR not churned" Share]
            = "IF({opening_mrr}>0,MAX(0,1-{churned_mrr}/{opening_mrr}),0)";
    }
    Money {
        revenue: = "({opening_mrr}+{mrr})/2";
        fixed: ["Fixed infrastructure" DollarsPerMonth]
            = "IF({week}>=phases_3_start,infra_stage3,IF({week}>=phases_2_start,infra_stage2,IF({week}>=phases_1_start,infra_stage1,infra_stage0)))";
        infra: = "({fixed}*(1-infra_reserved*infra_reserved_saving)+{opening_users}*infra_per_user*(1-infra_spot*infra_spot_saving)+IF(AND(stress_database>0,{week}>=stress_database),database_fallback,0))*IF(AND(stress_bill>0,{week}>=stress_bill),bill_factor,1)";
        support_pay: ["Support agents' loaded pay" DollarsPerMonth]
            = "team_loading/12*{agents}*finance_agent_salary";
        people: = "{support_pay}+team_loading/12*({engineering_pay}+finance_founders*finance_founder_salary+finance_csm_salary*MAX(0,MIN(1,{week}-(finance_csm_month-1)*weeks_per_month))+{reps}*finance_rep_salary)";
        cost: = "{infra}+{people}+finance_overhead+finance_content+finance_fee*{revenue}";
        burn: = "{cost}-{revenue}";
        cash: from "finance_cash"
            = "{cash.before}-{burn}/weeks_per_month+IF({week}-1=raise_week,finance_raise,0)";
        cost_per_user: = "IF({users}>0,{infra}/{users},0)";
    }
}
