//! Figures of merit: the table of both presets, closed forms on runs made by hand, and what must
//! hold for any inputs.

use headroom::model::accounts::flows;
use headroom::model::calendar::WEEKS_PER_MONTH;
use headroom::model::delivery::Architecture;
use headroom::model::economics;
use headroom::model::figures::{FIGURES, Figures, figures};
use headroom::model::inputs::Inputs;
use headroom::model::parameters::PARAMETERS;
use headroom::model::preset::Preset;
use headroom::model::run::{Run, run};
use headroom::model::slippage::{SlipTolerance, phase_outcomes};
use headroom::model::week::Week;

fn preset_figures(preset: Preset) -> Figures {
    let inputs = Inputs::preset(preset);
    figures(&inputs, &run(&inputs))
}

fn near(got: Option<f64>, expected: f64) {
    let got = got.expect("a value");
    assert!(
        (got - expected).abs() <= 1e-9 * expected.abs().max(1.0),
        "{got} instead of {expected}"
    );
}

/// What both presets must show, in whole dollars and users.
#[test]
fn both_presets_show_what_the_plan_amounts_to() {
    for (preset, users, arr, phases, sso, million, cash_out, lowest) in [
        (
            Preset::AsWritten,
            789_610,
            [917_988, 2_249_177, 12_536_844],
            [4, 14, 23],
            11,
            29,
            None,
            (153_027, 26),
        ),
        (
            Preset::Realistic,
            527_406,
            [803_138, 1_497_028, 7_144_973],
            [6, 16, 30],
            19,
            40,
            Some(18),
            (-585_685, 40),
        ),
    ] {
        #[allow(clippy::cast_possible_truncation)] // dollars and users far below 2^53
        let whole = |value: Option<f64>| value.map(|value| value.round() as i64);
        let got = preset_figures(preset);
        assert_eq!(whole(got.users_month_6), Some(users));
        assert_eq!(
            [got.arr_month_3, got.arr_month_6, got.arr_month_12].map(whole),
            arr.map(Some)
        );
        assert_eq!(
            [got.phase1_week, got.phase2_week, got.phase3_week],
            phases.map(Some)
        );
        assert_eq!(got.sso_week, Some(sso));
        assert_eq!(got.users_1m_week, Some(million));
        assert_eq!(got.cash_out_week, cash_out);
        assert_eq!(got.default_alive, cash_out.is_none());
        assert_eq!(whole(Some(got.lowest_cash)), Some(lowest.0));
        assert_eq!(got.lowest_cash_week, Some(lowest.1));
        assert_eq!(whole(Some(got.missing_funding)), Some((-lowest.0).max(0)));
    }
}

/// Weeks made by hand, each from its number.
pub(crate) fn by_hand(weeks: usize, make: impl Fn(usize) -> Week) -> Run {
    Run {
        weeks: (0..weeks).map(make).collect(),
        ..Run::default()
    }
}

/// Weeks in which these shares of MRR move, from an opening MRR of $1,000.
fn movements(weeks: usize, new: f64, expansion: f64, contraction: f64, churned: f64) -> Run {
    let mut mrr = 1000.0;
    let mut rows = Vec::new();
    for _ in 0..weeks {
        let mut week = Week {
            new_mrr: mrr * new,
            expansion_mrr: mrr * expansion,
            contraction_mrr: mrr * contraction,
            churned_mrr: mrr * churned,
            ..Week::default()
        };
        mrr += week.new_mrr + week.expansion_mrr - week.contraction_mrr - week.churned_mrr;
        week.mrr = mrr;
        rows.push(week);
    }
    Run {
        weeks: rows,
        ..Run::default()
    }
}

#[test]
fn the_table_is_what_the_summary_writes() {
    let figures = preset_figures(Preset::Realistic);
    let json = serde_json::to_string(&figures).expect("figures are plain data");
    let mut rest = json.as_str();
    for figure in FIGURES {
        let key = format!("\"{}\":", figure.key);
        let at = rest
            .find(&key)
            .unwrap_or_else(|| panic!("{} is missing or out of order", figure.key));
        rest = &rest[at + key.len()..];
        let written = rest.split([',', '}']).next().expect("a value");
        let expected = match written {
            "null" => None,
            "true" => Some(1.0),
            "false" => Some(0.0),
            number => Some(number.parse().expect("a number")),
        };
        assert_eq!((figure.get)(&figures), expected, "{}", figure.key);
        assert!(figure.meaning().ends_with('.'), "{}", figure.key);
        assert_eq!(
            FIGURES
                .iter()
                .filter(|other| other.label == figure.label)
                .count(),
            1,
            "{} is the label of one figure",
            figure.label
        );
    }
    assert_eq!(json.matches("\":").count(), FIGURES.len());
}

#[test]
fn runway_is_cash_over_the_burn_of_four_weeks() {
    let steady = by_hand(4, |_| Week {
        cash: 500_000.0,
        cost: 100_000.0,
        revenue: 40_000.0,
        burn: 60_000.0,
        ..Week::default()
    });
    near(economics::runway(&steady, 3), 25.0 / 3.0);
    near(economics::runway(&steady, 0), 25.0 / 3.0);
    assert_eq!(economics::runway(&steady, 4), None, "beyond the run");

    // Only the last four weeks count: 1, 2, 3 and 4 thousand.
    let rising = by_hand(6, |week| Week {
        cash: 25_000.0,
        burn: [9e9, -9e9, 1e3, 2e3, 3e3, 4e3][week],
        ..Week::default()
    });
    near(economics::runway(&rising, 5), 10.0);

    for (cash, burn) in [(1.0, 0.0), (1.0, -5.0), (0.0, 5.0), (-1.0, 5.0)] {
        let run = by_hand(4, |_| Week {
            cash,
            burn,
            ..Week::default()
        });
        assert_eq!(economics::runway(&run, 3), None, "cash {cash}, burn {burn}");
    }
}

#[test]
fn burn_multiple_is_the_quarters_burn_over_its_net_new_arr() {
    let quarter = |lost: f64| {
        by_hand(14, |week| Week {
            // The first of 14 weeks is not in the last quarter.
            burn: if week == 0 {
                9e9
            } else {
                24_000.0 * WEEKS_PER_MONTH
            },
            new_mrr: 700.0,
            expansion_mrr: 500.0,
            contraction_mrr: 100.0,
            churned_mrr: lost,
            ..Week::default()
        })
    };
    let run = quarter(100.0);
    near(economics::net_new_arr(&run, 13), 13.0 * 12_000.0);
    near(economics::burn_multiple(&run, 13), 2.0);
    assert_eq!(
        economics::burn_multiple(&run, 11),
        None,
        "no whole quarter yet"
    );
    assert_eq!(economics::burn_multiple(&quarter(1100.0), 13), None);
    assert_eq!(economics::burn_multiple(&quarter(1500.0), 13), None);
    near(economics::quick_ratio(&run, 13), 6.0);
    assert_eq!(
        economics::quick_ratio(&movements(13, 0.1, 0.0, 0.0, 0.0), 12),
        None
    );
}

#[test]
fn retention_does_not_count_what_was_won_since() {
    // 4 % a month for a year leaves 0.96^12, whatever new accounts bring.
    let weekly = 1.0 - 0.96_f64.powf(1.0 / WEEKS_PER_MONTH);
    for new in [0.0, 0.05] {
        let run = movements(52, new, 0.0, 0.0, weekly);
        near(
            economics::gross_revenue_retention(&run, 51),
            0.96_f64.powi(12),
        );
        near(
            economics::net_revenue_retention(&run, 51),
            0.96_f64.powi(12),
        );
        near(economics::monthly_revenue_churn(&run, 51), 0.04);
    }
    let run = movements(60, 0.02, 0.03, 0.005, 0.005);
    near(
        economics::gross_revenue_retention(&run, 59),
        0.99_f64.powi(52),
    );
    near(
        economics::net_revenue_retention(&run, 59),
        1.02_f64.powi(52),
    );
    near(economics::net_revenue_retention(&run, 9), 1.02_f64.powi(10));
    let nobody = by_hand(3, |_| Week::default());
    assert_eq!(economics::net_revenue_retention(&nobody, 2), None);
}

#[test]
fn margins_and_lifetime_value_follow_from_flat_weeks() {
    let mut inputs = Inputs::preset(Preset::AsWritten);
    let p = &mut inputs.parameters;
    p.team.loading = 1.5;
    p.support.agents = 2.0;
    p.support.associates = 0.0;
    p.finance.agent_salary = 48_000.0;
    p.finance.fee = 0.05;
    let mut run = movements(52, 0.0, 0.0, 0.0, 0.0);
    for week in &mut run.weeks {
        week.revenue = 40_000.0;
        week.infra = 6_000.0;
        week.mrr = 40_000.0;
        week.starter = 300.0;
        week.custom = 100.0;
        week.burn = -10_000.0;
    }
    // Infrastructure 6K, two agents at 4K × 1.5 = 12K, fees 2K: half of 40K is left.
    near(economics::gross_margin(&inputs, &run, 51), 0.5);
    near(economics::arpa(&run, 51), 100.0);
    assert_eq!(
        economics::lifetime_value(&inputs, &run, 51),
        None,
        "nothing churns"
    );
    // No growth, a quarter of revenue is profit.
    near(economics::rule_of_40(&run, 51), 0.25);
    assert_eq!(economics::rule_of_40(&run, 50), None, "no whole year");

    let weekly = 1.0 - 0.96_f64.powf(1.0 / WEEKS_PER_MONTH);
    for week in &mut run.weeks {
        // What leaves is won again, so that MRR stays as it is.
        week.churned_mrr = 40_000.0 * weekly;
        week.new_mrr = week.churned_mrr;
    }
    near(
        economics::lifetime_value(&inputs, &run, 51),
        100.0 * 0.5 / 0.04,
    );
}

/// A run in which phase 2 is finished in one week and users pass the capacity after phase 1 at
/// the end of another, both counted from 1.
fn phase_two(finished: usize, passed: usize) -> SlipTolerance {
    let inputs = Inputs::preset(Preset::Realistic);
    let initiatives = |phase| {
        inputs
            .initiatives
            .iter()
            .filter(|initiative| initiative.phase == phase)
            .count()
    };
    let capacity = Architecture::after(&inputs, [initiatives(1), 0, 0]).capacity();
    let run = by_hand(30, |week| Week {
        users: if week + 1 >= passed {
            capacity + 1.0
        } else {
            capacity
        },
        phase2: if week + 1 >= finished { 1.0 } else { 0.99 },
        ..Week::default()
    });
    let outcome = phase_outcomes(&inputs, &run)[1];
    assert!((outcome.planned_end - 12.0).abs() < 1e-12);
    outcome.tolerance
}

#[test]
fn slip_tolerance_compares_finishing_with_the_week_that_starts_above_the_old_capacity() {
    let never = usize::MAX;
    for (finished, passed, expected, weeks) in [
        (
            16,
            12,
            SlipTolerance::Late {
                weeks: 3,
                crossing_week: 13,
            },
            Some(-3),
        ),
        (
            8,
            12,
            SlipTolerance::Slack {
                weeks: 5,
                crossing_week: 13,
            },
            Some(5),
        ),
        (
            13,
            12,
            SlipTolerance::Slack {
                weeks: 0,
                crossing_week: 13,
            },
            Some(0),
        ),
        (8, never, SlipTolerance::NotCrossed, None),
        // A crossing at the very end would be that of the week after the horizon.
        (8, 30, SlipTolerance::NotCrossed, None),
        (
            never,
            12,
            SlipTolerance::Unfinished {
                crossing_week: Some(13),
            },
            None,
        ),
        (
            never,
            never,
            SlipTolerance::Unfinished {
                crossing_week: None,
            },
            None,
        ),
    ] {
        let got = phase_two(finished, passed);
        assert_eq!(got, expected, "finished in {finished}, passed in {passed}");
        assert_eq!(got.weeks(), weeks);
    }
}

#[test]
fn a_start_above_todays_capacity_is_a_crossing_in_week_one() {
    let mut inputs = Inputs::preset(Preset::Realistic);
    inputs.parameters.start.users = 60_000.0;
    let outcome = phase_outcomes(&inputs, &run(&inputs))[0];
    let finished = outcome.finished.expect("phase 1 is finished");
    assert_eq!(
        outcome.tolerance,
        SlipTolerance::Late {
            weeks: finished - 1,
            crossing_week: 1
        }
    );
}

#[test]
fn phase_two_of_the_realistic_plan_is_three_weeks_late() {
    let got = preset_figures(Preset::Realistic);
    assert_eq!(got.phase2_slip_tolerance, Some(-3));
    assert_eq!(got.over_capacity_week, Some(13));
    assert_eq!(got.phase2_slip, Some(4.0));
}

/// Both presets with each parameter at either end of its slider and of what is possible, over
/// horizons from the shortest on.
pub(crate) fn every_extreme(mut check: impl FnMut(&Inputs, &str)) {
    for preset in Preset::ALL {
        for horizon in [4.0, 13.0, 26.0, 156.0] {
            for row in PARAMETERS {
                let (low, high) = row.range;
                let (least, most) = row.possible;
                for value in [low, high, least, most] {
                    let mut inputs = Inputs::preset(preset);
                    inputs.parameters.run.weeks = horizon;
                    (row.set)(&mut inputs.parameters, value);
                    check(&inputs, &format!("{} = {value}, {horizon} weeks", row.key));
                }
            }
        }
    }
}

#[test]
fn figures_agree_with_each_other_whatever_the_inputs() {
    every_extreme(|inputs, name| {
        let run = run(inputs);
        let got = figures(inputs, &run);
        for figure in FIGURES {
            let value = (figure.get)(&got);
            assert!(
                value.is_none_or(f64::is_finite),
                "{name}: {} is {value:?}",
                figure.key
            );
        }
        let missing = if got.default_alive {
            0.0
        } else {
            -got.lowest_cash
        };
        assert_eq!(got.missing_funding.to_bits(), missing.to_bits(), "{name}");
        assert_eq!(got.default_alive, got.cash_out_week.is_none(), "{name}");
        assert_eq!(got.default_alive, got.missing_funding <= 0.0, "{name}");
        assert!(
            got.cash_out_week <= got.lowest_cash_week || got.cash_out_week.is_none(),
            "{name}"
        );
        assert_eq!(
            got.weeks_over_capacity > 0,
            got.over_capacity_week.is_some(),
            "{name}"
        );
        assert!(
            got.gross_revenue_retention <= got.net_revenue_retention,
            "{name}"
        );
        assert_eq!(got.slip_pairs(), [true; 3], "{name}");
        let horizon = run.weeks.len();
        for (figure, end) in [
            (got.arr_month_3, 13),
            (got.arr_month_6, 26),
            (got.users_month_6, 26),
            (got.arr_month_12, 52),
        ] {
            assert_eq!(figure.is_some(), horizon >= end, "{name}");
        }
    });
}

trait SlipPairs {
    /// For each phase: it has a slip if it is finished, and a tolerance only then.
    fn slip_pairs(&self) -> [bool; 3];
}

impl SlipPairs for Figures {
    fn slip_pairs(&self) -> [bool; 3] {
        [
            (
                self.phase1_week,
                self.phase1_slip,
                self.phase1_slip_tolerance,
            ),
            (
                self.phase2_week,
                self.phase2_slip,
                self.phase2_slip_tolerance,
            ),
            (
                self.phase3_week,
                self.phase3_slip,
                self.phase3_slip_tolerance,
            ),
        ]
        .map(|(week, slip, tolerance)| {
            week.is_some() == slip.is_some() && (week.is_some() || tolerance.is_none())
        })
    }
}

/// The number of accounts that left or moved is worked out again from the rows: it must be worth
/// exactly the MRR that the run says was lost and won.
#[test]
fn flows_of_accounts_are_worth_the_mrr_that_moved() {
    every_extreme(|inputs, name| {
        let run = run(inputs);
        let price = inputs.parameters.tiers.map(|tier| tier.price);
        for (flow, week) in flows(inputs, &run).iter().zip(&run.weeks) {
            let churned: f64 = flow
                .lost
                .iter()
                .zip(price)
                .map(|(lost, price)| lost * price)
                .sum();
            let moved: f64 = (0..3)
                .map(|tier| flow.upgraded[tier] * (price[tier + 1] - price[tier]))
                .sum();
            let scale = week.mrr.abs().max(1.0);
            assert!((churned - week.churned_mrr).abs() <= 1e-9 * scale, "{name}");
            let net = week.expansion_mrr - week.contraction_mrr;
            assert!((moved - net).abs() <= 1e-9 * scale, "{name}: {moved} {net}");
            assert!((0.0..=1.0).contains(&flow.lost_share()), "{name}");
        }
    });
}
