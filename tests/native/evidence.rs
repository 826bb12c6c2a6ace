//! Known answers: arithmetic, textbook queues and published figures that the model's own functions
//! and whole runs must reproduce. A tolerance is half a unit in the last digit of the known answer,
//! unless the test derives another.

use headroom::model::calendar::WEEKS_PER_MONTH;
use headroom::model::churn::{Causes, Hazards};
use headroom::model::growth;
use headroom::model::hazard::{leave, monthly};
use headroom::model::initiatives::Initiative;
use headroom::model::inputs::Inputs;
use headroom::model::load::{erlang_c, pain, slow_down};
use headroom::model::money;
use headroom::model::preset::Preset;
use headroom::model::run::run;
use headroom::model::team::Roster;
use headroom::model::week::Week;

fn close(what: &str, value: f64, expected: f64, tolerance: f64) {
    assert!(
        (value - expected).abs() <= tolerance,
        "{what}: {value} instead of {expected} ± {tolerance}"
    );
}

/// A company in which nothing happens: free users who stay, a market without end, a service
/// without load, no pay, no bills. Each test adds the one thing that it is about.
fn quiet(users: f64, weeks: f64) -> Inputs {
    let mut inputs = Inputs::preset(Preset::AsWritten);
    inputs.hires.clear();
    let p = &mut inputs.parameters;
    (p.run.weeks, p.start.users) = (weeks, users);
    for tier in &mut p.tiers {
        (tier.accounts, tier.churn) = (0.0, 0.0);
    }
    (p.growth.viral, p.growth.content, p.growth.partner) = (0.0, 0.0, 0.0);
    (p.growth.content_growth, p.growth.stale_loss) = (0.0, 0.0);
    (p.growth.market, p.growth.competitor) = (1e30, 0.0);
    (p.churn.free, p.churn.stale) = (0.0, 0.0);
    p.conversion.starter = 0.0;
    p.conversion.professional = 0.0;
    (p.sales.reps, p.support.tickets) = (0.0, 0.0);
    (p.performance.page, p.performance.availability) = (0.1, 1.0);
    let c = &mut p.capacity;
    (c.connections, c.queries, c.app) = (1e30, 1e30, 1e30);
    (c.bandwidth, c.jobs, c.analytics) = (1e30, 1e30, 1e30);
    let infra = &mut p.infra;
    (infra.stage0, infra.stage1, infra.stage2, infra.stage3) = (0.0, 0.0, 0.0, 0.0);
    infra.per_user = 0.0;
    (p.team.salary, p.finance.founders, p.finance.csm_salary) = (0.0, 0.0, 0.0);
    (p.support.agents, p.support.associates) = (0.0, 0.0);
    (p.finance.overhead, p.finance.content, p.finance.fee) = (0.0, 0.0, 0.0);
    p.finance.raise = 0.0;
    inputs
}

fn last(inputs: &Inputs) -> Week {
    *run(inputs).weeks.last().expect("at least one week")
}

#[test]
fn growth_of_19_percent_a_week_makes_a_million_of_ten_thousand_in_half_a_year() {
    let mut inputs = quiet(10_000.0, 26.0);
    inputs.parameters.growth.viral = 0.193_777;
    // The growth is known to six digits: 26 weeks of half a unit in the last.
    let tolerance = 1e6 * 26.0 * 5e-7 / 1.193_777;
    close("users", last(&inputs).users, 1e6, tolerance);
}

#[test]
fn steady_signups_against_churn_reach_the_known_levels() {
    // A thousand a month that arrive week by week: as many as a month of churn leaves a thousand.
    let weekly = 1000.0 * leave(monthly(0.05)) / 0.05;
    let mut inputs = quiet(10_000.0, 26.0);
    inputs.parameters.churn.free = 0.05;
    inputs.parameters.growth.content = weekly;
    close(
        "users after six months",
        last(&inputs).users,
        12_649.08,
        0.005,
    );

    // Twenty thousand is where what comes is what goes, from above and from below.
    for (start, weeks, tolerance) in [
        (20_000.0, 520.0, 1e-6),
        (10_000.0, 2080.0, 1e-6),
        (50_000.0, 2080.0, 1e-6),
    ] {
        inputs.parameters.start.users = start;
        inputs.parameters.run.weeks = weeks;
        close("steady state", last(&inputs).users, 20_000.0, tolerance);
    }
}

#[test]
fn five_percent_a_month_is_less_than_a_quarter_of_it_a_week() {
    close("weekly fraction", leave(monthly(0.05)), 0.011_767_1, 5e-8);
    let mut inputs = quiet(1.0, 26.0);
    inputs.parameters.churn.free = 0.05;
    close(
        "survival over 26 weeks",
        last(&inputs).users,
        0.735_092,
        5e-7,
    );
}

#[test]
fn four_percent_monthly_churn_leaves_61_percent_of_accounts_after_a_year() {
    let mut inputs = quiet(4000.0, 52.0);
    let starter = &mut inputs.parameters.tiers[0];
    (starter.accounts, starter.churn) = (1000.0, 0.04);
    close("accounts", last(&inputs).starter, 612.710, 5e-4);
}

#[test]
fn queues_wait_as_the_textbooks_say() {
    close("one server at 80 %", slow_down(1, 0.8), 5.0, 1e-12);
    for (servers, offered, waiting) in [
        (2, 1.6, 0.711_111),
        (3, 2.0, 0.444_444),
        (4, 3.2, 0.596_432),
        (10, 8.0, 0.409_180),
        (20, 16.0, 0.256_078),
        (100, 90.0, 0.216_940),
    ] {
        close(
            "probability of waiting",
            erlang_c(servers, offered),
            waiting,
            5e-7,
        );
    }
    close("four servers", slow_down(4, 0.8), 1.745_541, 5e-7);
    close("ten servers", slow_down(10, 0.8), 1.204_590, 5e-7);
}

#[test]
fn a_run_loads_its_pages_as_its_queue_waits() {
    for (servers, slower) in [(1.0, 5.0), (4.0, 1.745_541), (10.0, 1.204_590)] {
        let mut inputs = quiet(800.0, 4.0);
        let p = &mut inputs.parameters;
        p.performance.servers = servers;
        (p.performance.page, p.performance.api) = (1.0, 0.5);
        p.capacity.app = 1000.0;
        let first = run(&inputs).weeks[0];
        close("utilisation", first.utilisation, 0.8, 1e-15);
        close("page", first.page, slower, 1e-6);
        close("api", first.api, 0.5 * slower, 1e-6);
    }
}

#[test]
fn revenue_movements_add_up_to_the_closing_balance_in_every_week_of_both_presets() {
    for preset in Preset::ALL {
        let inputs = Inputs::preset(preset);
        let p = &inputs.parameters;
        let mut opening = money::mrr(&p.tiers.map(|tier| tier.accounts), &p.tiers);
        let mut cash = p.finance.cash;
        for week in run(&inputs).weeks {
            let closing = opening + week.new_mrr + week.expansion_mrr
                - week.contraction_mrr
                - week.churned_mrr;
            close("MRR", week.mrr, closing, 1e-9 * closing);
            close("ARR", week.arr, 12.0 * closing, 1e-8 * closing);
            cash += (week.revenue - week.cost) / WEEKS_PER_MONTH;
            opening = week.mrr;
            close("all in and all out", week.cash, cash, 0.01);
        }
    }
}

#[test]
fn the_plans_infrastructure_costs_what_its_stages_add_up_to() {
    let mut inputs = quiet(10_000.0, 26.0);
    let p = &mut inputs.parameters;
    let infra = &mut p.infra;
    (infra.stage0, infra.stage1, infra.stage2, infra.stage3) = (2e3, 8e3, 25e3, 60e3);
    // Phases start in weeks 0, 2 and 7 when counted from 0.
    for (phase, start) in p.phases.iter_mut().zip([1.0, 3.0, 8.0]) {
        phase.start = start;
    }
    let fixed: f64 = (0..26)
        .map(|week| money::fixed_infrastructure(&p.infra, &p.phases, f64::from(week)))
        .sum();
    close("fixed part", fixed / WEEKS_PER_MONTH, 295_615.0, 0.5);
    let billed: f64 = run(&inputs).weeks.iter().map(|week| week.infra).sum();
    close("bills", billed / WEEKS_PER_MONTH, 295_615.0, 0.5);

    // A month later, today's stage is paid for the weeks before.
    inputs.parameters.phases[0].start = 2.0;
    assert_eq!(run(&inputs).weeks[0].infra, 2e3);
}

#[test]
fn the_plans_five_hires_cost_what_the_plan_forgot_to_work_out() {
    // A month to hire saves one month's pay of each: a twelfth of 520,000 $.
    for (loading, delay, expected) in [
        (1.0, 0.0, 183_333.0),
        (1.3, 0.0, 238_333.0),
        (1.0, WEEKS_PER_MONTH, 140_000.0),
    ] {
        let mut inputs = quiet(10_000.0, 26.0);
        inputs.hires = Inputs::preset(Preset::AsWritten).hires;
        inputs.parameters.team.delay = delay;
        inputs.parameters.team.loading = loading;
        let roster = Roster::new(&inputs, &[]);
        let paid: f64 = (0..26)
            .map(|week| {
                let week = f64::from(week);
                let engineers = roster.week(week).payroll;
                money::payroll(&inputs.parameters, week, engineers, 0.0, 0.0)
            })
            .sum();
        close(
            "six months of payroll",
            paid / WEEKS_PER_MONTH,
            expected,
            0.5,
        );
        let people: f64 = run(&inputs).weeks.iter().map(|week| week.people).sum();
        close("people", people / WEEKS_PER_MONTH, expected, 0.5);
    }
}

#[test]
fn half_a_million_at_60_000_a_month_lasts_eight_months_and_a_third() {
    let mut inputs = quiet(10_000.0, 52.0);
    let p = &mut inputs.parameters;
    (p.finance.cash, p.finance.overhead) = (500_000.0, 100_000.0);
    let starter = &mut p.tiers[0];
    (starter.accounts, starter.price) = (1000.0, 40.0);
    let weeks = run(&inputs).weeks;
    let out = weeks
        .iter()
        .position(|week| week.cash < 0.0)
        .expect("no cash");
    // Between the last week's end with cash and the first without, in proportion.
    let (before, after) = (weeks[out - 1].cash, weeks[out].cash);
    let months = (out as f64 + before / (before - after)) / WEEKS_PER_MONTH;
    close("runway", months, 8.3333, 5e-5);
}

/// Costs of 100K a month, half a million in the bank, and revenue that grows from 40K a month at
/// a continuous monthly rate: as many accounts as free users, both growing by word of mouth.
fn growing(rate: f64) -> Vec<Week> {
    let weekly = f64::exp(rate / WEEKS_PER_MONTH) - 1.0;
    let mut inputs = quiet(2000.0, 104.0);
    let p = &mut inputs.parameters;
    (p.finance.cash, p.finance.overhead) = (500_000.0, 100_000.0);
    p.growth.viral = weekly;
    // An account is one user; a free user becomes one at the rate at which accounts grow.
    p.conversion.team = 1.0;
    p.conversion.starter = 1.0 - (1.0 - weekly).powf(WEEKS_PER_MONTH);
    let starter = &mut p.tiers[0];
    (starter.accounts, starter.seats, starter.price) = (1000.0, 1.0, 40.0);
    // No initiative that lifts conversion.
    inputs.initiatives.clear();
    run(&inputs).weeks
}

#[test]
fn revenue_that_grows_just_fast_enough_spends_the_last_dollar_in_month_14() {
    let weeks = growing(0.063_258_1);
    close(
        "growth",
        weeks[103].mrr / 40e3,
        f64::exp(0.063_258_1 * 24.0),
        1e-9 * 4.6,
    );
    // Cash is lowest where costs meet revenue, between the middles of two weeks.
    let turn = weeks
        .iter()
        .position(|week| week.burn < 0.0)
        .expect("revenue passes costs");
    let (before, after) = (weeks[turn - 1].burn, weeks[turn].burn);
    let middle = turn as f64 - 0.5 + before / (before - after);
    // The mean of a week's ends and the line between two weeks each lie above the curve by up to
    // (rate/W)²/8 of it, which brings the crossing forward by rate/(8·W²) of a month.
    let early = 0.063_258_1 / (8.0 * WEEKS_PER_MONTH * WEEKS_PER_MONTH);
    let trough = middle / WEEKS_PER_MONTH + early;
    close("trough", trough, 14.4849, early + 5e-5);
    // A week steps over the trough by up to half a week, where revenue grows by 6,326 $ a month
    // each month: 6326/2·(0.5/W)² = 42 $. The mean of opening and closing MRR is another
    // (rate/W)²/12 of 949K $ above the curve, 17 $, and the rate's last digit 5 $.
    let lowest = weeks.iter().map(|week| week.cash).fold(f64::MAX, f64::min);
    close("lowest cash", lowest, 0.0, 70.0);

    let lowest = |rate: f64| {
        let cash = growing(rate).into_iter().map(|week| week.cash);
        cash.fold(f64::MAX, f64::min)
    };
    assert!(lowest(0.0632) < 0.0, "slower growth does not survive");
    assert!(lowest(0.0634) > 0.0, "faster growth does");
}

#[test]
fn an_overloaded_service_times_out_and_turns_away_what_does_not_fit_in_peak_hours() {
    let mut inputs = quiet(1600.0, 4.0);
    let p = &mut inputs.parameters;
    p.capacity.app = 1000.0;
    (p.performance.timeout, p.performance.peak) = (30.0, 0.4);
    p.performance.availability = 0.99;
    let first = run(&inputs).weeks[0];
    assert_eq!((first.page, first.api), (30.0, 30.0));
    assert_eq!((first.capacity, first.bottleneck), (1000.0, 2.0));
    // Three eighths of the load do not fit, in 40 % of the time.
    close("uptime", first.uptime, 0.99 * 0.85, 1e-12);
}

#[test]
fn eight_weeks_of_work_with_an_overrun_of_30_percent_take_two_engineers_five_weeks_and_a_bit() {
    let mut inputs = quiet(10_000.0, 8.0);
    inputs.initiatives = vec![Initiative::plain(1, "one", "One", 8.0)];
    let p = &mut inputs.parameters;
    (p.team.engineers, p.team.scaling) = (2.0, 1.0);
    p.delivery.overrun = 1.3;
    (p.phases[0].start, p.phases[0].weeks) = (1.0, 1.0);
    // 10.4 engineer-weeks at two a week; what is left of the sixth week goes to features.
    for (index, week) in run(&inputs).weeks.iter().enumerate() {
        let done = f64::min((index as f64 + 1.0) / 5.2, 1.0);
        let features = [0.0, 0.0, 0.0, 0.0, 0.0, 0.8, 1.0, 1.0][index];
        close("share done", week.phase1, done, 1e-12);
        close("velocity", week.velocity, features, 1e-12);
    }
}

#[test]
fn a_larger_rival_takes_its_share_of_word_of_mouth_once_the_window_has_closed() {
    for (rival, after) in [(0.0, 1.1_f64), (1e9, 1.04)] {
        let mut inputs = quiet(10_000.0, 20.0);
        let growth = &mut inputs.parameters.growth;
        (growth.viral, growth.window_penalty, growth.window_month) = (0.1, 0.6, 3.0);
        (growth.competitor, growth.competitor_growth) = (rival, 0.0);
        // The window closes at the end of month 3: 13 weeks at the full rate, seven at the other.
        let users = 10_000.0 * 1.1_f64.powi(13) * after.powi(7);
        close("users", last(&inputs).users, users, 1e-9 * users);
    }
}

#[test]
fn each_tier_leaves_by_its_own_churn_and_sensitivity() {
    let mut parameters = Inputs::preset(Preset::Realistic).parameters;
    for sensitivities in [
        [1.0, 1.0, 0.8, 0.6],
        [0.5, 2.0, 2.0, 0.5],
        [0.0, 1.3, 1.0, 1.3],
    ] {
        for (tier, sensitivity) in parameters.tiers.iter_mut().zip(sensitivities) {
            tier.sensitivity = sensitivity;
        }
        let leaving = Hazards::new(&parameters).leaving(0.9);
        for (share, tier) in leaving.tiers.iter().zip(&parameters.tiers) {
            let stay = (1.0 - tier.churn).powf(f64::exp(tier.sensitivity * 0.9) * 12.0 / 52.0);
            close("share that leaves", *share, 1.0 - stay, 1e-12);
        }
    }
}

#[test]
fn more_latency_downtime_or_waiting_never_lowers_churn_nor_raises_signups() {
    let inputs = Inputs::preset(Preset::Realistic);
    let p = &inputs.parameters;
    let hazards = Hazards::new(p);
    let steps =
        |low: f64, high: f64| (0..=200).map(move |n| low + (high - low) * f64::from(n) / 200.0);

    let leaving = |perceived: f64, swamped: f64| {
        hazards.leaving(Causes::of(&p.churn, perceived, swamped, 0.0).total())
    };
    let quality = |perceived: f64| growth::quality(&p.growth, perceived, 0.0);
    let latency: Vec<f64> = steps(0.0, 40.0).map(|page| pain(page, 0.999)).collect();
    let downtime: Vec<f64> = steps(1.0, 0.0).map(|uptime| pain(0.5, uptime)).collect();
    for pains in [latency, downtime] {
        assert!(
            pains[0] < 1e-12 && pains[200] > 1.0 - 1e-12,
            "the whole range"
        );
        for pair in pains.windows(2) {
            let (better, worse) = (leaving(pair[0], 0.0), leaving(pair[1], 0.0));
            assert!(pair[1] >= pair[0] && worse.free >= better.free);
            assert!(
                better
                    .tiers
                    .iter()
                    .zip(worse.tiers)
                    .all(|(better, worse)| worse >= *better)
            );
            assert!(quality(pair[1]) <= quality(pair[0]));
        }
    }
    let swamped: Vec<f64> = steps(0.0, 1.0).collect();
    for pair in swamped.windows(2) {
        assert!(leaving(0.0, pair[1]).free > leaving(0.0, pair[0]).free);
    }
    // And it does matter: full pain multiplies the hazard by e^1.2 less what is relieved.
    let whole = -f64::ln(1.0 - leaving(1.0, 0.0).free) / -f64::ln(1.0 - leaving(0.0, 0.0).free);
    close(
        "churn of free users in pain",
        whole,
        f64::exp(1.2 * 0.75),
        1e-9,
    );
}
