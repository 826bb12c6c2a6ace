//! The words: the verdict of runs made by hand, what separates two plans, and the tiles.

use headroom::model::figures::{Figure, figures};
use headroom::model::inputs::Inputs;
use headroom::model::luck::Luck;
use headroom::model::parameters::{Panel, Parameter};
use headroom::model::preset::Preset;
use headroom::model::run::{Run, run};
use headroom::model::scenario::Scenario;
use headroom::model::week::Week;
use headroom::story::separation::{CAUSES, Separation, separation};
use headroom::story::tiles::{Subject, TILES, Tile, tiles};
use headroom::story::verdict::verdict;
use headroom::story::{Baseline, Span, Tone, plain_text};

use crate::figures::{by_hand, every_extreme};

fn headline(inputs: &Inputs, run: &Run) -> Vec<Span> {
    verdict(inputs, run, &figures(inputs, run), None).headline
}

/// The headline of a run made by hand: its cash, and the week that ends with a million users.
fn story(weeks: usize, cash: fn(usize) -> f64, million_in: usize) -> String {
    let inputs = Inputs::preset(Preset::Realistic);
    let run = by_hand(weeks, |week| Week {
        cash: cash(week + 1),
        burn: cash(week) - cash(week + 1),
        users: if week + 1 >= million_in {
            1e6
        } else {
            820_000.0
        },
        ..Week::default()
    });
    plain_text(&headline(&inputs, &run))
}

/// Falls to $50K in week 10 and recovers.
#[allow(clippy::cast_precision_loss)] // small numbers
fn recovers(week: usize) -> f64 {
    50_000.0 + 1000.0 * (week as f64 - 10.0).abs()
}

/// Falls by $10K a week from $500K.
#[allow(clippy::cast_precision_loss)] // small numbers
fn falls(week: usize) -> f64 {
    500_000.0 - 10_000.0 * week as f64
}

#[test]
fn cash_that_is_out_with_the_end_of_a_month_is_out_in_that_month() {
    let mut scenario = Scenario::preset(Preset::Realistic);
    for (key, value) in [
        ("run.weeks", 260.0),
        ("finance.cash", 1_600_000.0),
        ("growth.viral", 0.0),
        ("growth.content", 0.0),
    ] {
        scenario.set(key, value).expect("possible");
    }
    let run = scenario.run();
    let figures = figures(&scenario.inputs, &run);
    assert_eq!(figures.cash_out_week, Some(65), "fifteen months to the day");
    let cash = tiles_of(&scenario.inputs, None)
        .into_iter()
        .find(|tile| tile.label == "Cash lasts to")
        .expect("a tile");
    assert_eq!(cash.note, "✗ out in month 15");
}

#[test]
fn the_verdict_of_the_presets() {
    for (preset, expected) in [
        (
            Preset::Realistic,
            "Out of cash in week 18, $586K short. One million users in week 40, fourteen weeks late.",
        ),
        (
            Preset::AsWritten,
            "Never out of cash within 52 weeks, $153K to spare at the lowest point, week 26. \
             One million users in week 29, three weeks late.",
        ),
    ] {
        let inputs = Inputs::preset(preset);
        assert_eq!(plain_text(&headline(&inputs, &run(&inputs))), expected);
    }
}

#[test]
fn the_verdict_has_a_sentence_for_every_end() {
    let never = usize::MAX;
    for (weeks, cash, million_in, expected) in [
        (
            52,
            recovers as fn(usize) -> f64,
            25,
            "Never out of cash within 52 weeks, $50.0K to spare at the lowest point, week 10. \
             One million users in week 25, one week early.",
        ),
        (
            52,
            falls,
            26,
            "Out of cash in week 51, $20.0K short. One million users in week 26, just in time.",
        ),
        (
            30,
            falls,
            27,
            "Not out of cash within 30 weeks: $200K left by then, 20.0 months of runway. \
             One million users in week 27, one week late.",
        ),
        (
            52,
            recovers,
            49,
            "Never out of cash within 52 weeks, $50.0K to spare at the lowest point, week 10. \
             One million users in week 49, 23 weeks late.",
        ),
        (
            52,
            recovers,
            never,
            "Never out of cash within 52 weeks, $50.0K to spare at the lowest point, week 10. \
             One million users not within 52 weeks: 820K by then.",
        ),
        (
            13,
            recovers,
            never,
            "Never out of cash within 13 weeks, $50.0K to spare at the lowest point, week 10. \
             One million users not within 13 weeks: 820K by then, planned for week 26.",
        ),
    ] {
        assert_eq!(story(weeks, cash, million_in), expected);
    }
}

#[test]
fn a_company_that_starts_with_a_million_users_is_not_early() {
    let mut inputs = Inputs::preset(Preset::Realistic);
    inputs.parameters.start.users = 1e6;
    let text = plain_text(&headline(&inputs, &run(&inputs)));
    assert!(
        text.ends_with("One million users from the start."),
        "{text}"
    );
}

#[test]
fn bad_news_is_marked_as_such() {
    let inputs = Inputs::preset(Preset::Realistic);
    let marked: Vec<(String, Tone)> = headline(&inputs, &run(&inputs))
        .into_iter()
        .filter(|span| span.tone != Tone::Neutral)
        .map(|span| (span.text, span.tone))
        .collect();
    let bad = |text: &str| (text.to_owned(), Tone::Bad);
    assert_eq!(marked, [bad("week 18"), bad("$586K short"), bad("week 40")]);
}

/// What separates a scenario, made from the plan as written, from that plan.
fn separated(change: impl FnOnce(&mut Inputs)) -> (Separation, Baseline, f64) {
    let mut inputs = Inputs::preset(Preset::AsWritten);
    change(&mut inputs);
    let figures = figures(&inputs, &run(&inputs));
    let baseline = Baseline::preset(Preset::AsWritten, &inputs);
    let distance = figures.lowest_cash - baseline.figures.lowest_cash;
    let separation = separation(&inputs, &Luck::default(), &figures, &baseline);
    (separation, baseline, distance)
}

#[test]
fn causes_name_parameters_that_exist_once() {
    let mut seen = Vec::new();
    for (label, keys) in CAUSES {
        for key in keys {
            assert!(Parameter::by_key(key).is_some(), "{label}: {key}");
            assert!(!seen.contains(key), "{key} belongs to two causes");
            seen.push(key);
        }
        assert!(
            Panel::ALL
                .iter()
                .all(|panel| panel.label().to_lowercase() != label)
        );
    }
}

/// One cause alone explains the whole distance, under its own name.
#[test]
fn a_single_cause_explains_the_whole_distance() {
    type Change = fn(&mut Inputs);
    let cases: [(&str, Change); 7] = [
        ("pay and costs the plan leaves out", |inputs| {
            inputs.parameters.finance.overhead = 20_000.0;
            inputs.parameters.team.loading = 1.3;
        }),
        ("hiring and ramp-up", |inputs| {
            inputs.parameters.team.delay = 10.0;
        }),
        ("estimates that overrun", |inputs| {
            inputs.parameters.delivery.overrun = 2.0;
        }),
        ("growth", |inputs| inputs.parameters.growth.viral = 0.3),
        ("money", |inputs| inputs.parameters.finance.cash = 600_000.0),
        ("whom it hires and when", |inputs| inputs.hires.clear()),
        ("the work in its phases", |inputs| {
            inputs.initiatives.truncate(5);
        }),
    ];
    for (label, change) in cases {
        let (separation, baseline, distance) = separated(change);
        let [only] = separation.differences.as_slice() else {
            panic!("{label}: {separation:?}");
        };
        assert_eq!(only.label, label);
        assert!((only.effect - distance).abs() < 1e-6, "{label}: {only:?}");
        let sign = if distance > 0.0 { "+$" } else { "−$" };
        let text = plain_text(&separation.sentence(&baseline));
        assert!(
            text.starts_with(
                "The plan as written survives with $153K to spare. What separates them: "
            ) && text.contains(&format!("{label} ({sign}")),
            "{text}"
        );
    }
}

#[test]
fn nothing_separates_a_plan_from_itself_over_another_horizon() {
    let (separation, baseline, distance) = separated(|inputs| inputs.parameters.run.weeks = 20.0);
    assert!(separation.differences.is_empty());
    assert!(distance.abs() < 1e-9, "the baseline has the same horizon");
    assert_eq!(
        plain_text(&separation.sentence(&baseline)),
        "The plan as written: nothing separates the two."
    );
}

#[test]
fn a_cause_without_effect_on_cash_is_named_as_such() {
    let (separation, baseline, _) = separated(|inputs| {
        inputs.parameters.finance.raise_month = 8.0;
    });
    let text = plain_text(&separation.sentence(&baseline));
    assert!(
        text.ends_with("What separates them has no effect on cash: money."),
        "{text}"
    );
}

#[test]
fn a_stress_test_is_a_cause_of_its_own_and_blames_no_other() {
    let mut scenario = Scenario::preset(Preset::Realistic);
    scenario.set("stress.bill", 13.0).expect("possible");
    let (inputs, luck, run) = (&scenario.inputs, scenario.luck(), scenario.run());
    let struck = figures(inputs, &run);
    let separated = |from: &Baseline| separation(inputs, &luck, &struck, from);

    let baseline = Baseline::preset(Preset::Realistic, inputs);
    let by_stress = separated(&baseline);
    let [only] = by_stress.differences.as_slice() else {
        panic!("{by_stress:?}");
    };
    assert_eq!(only.label, "the stress test");
    assert_eq!(
        only.effect,
        struck.lowest_cash - baseline.figures.lowest_cash
    );
    assert!(only.effect < 0.0);

    // One more cause: the other keeps what it does under the same stress.
    let mut cheaper = scenario.clone();
    cheaper.set("tiers.starter.price", 28.0).expect("possible");
    let figures = figures(&cheaper.inputs, &cheaper.run());
    let causes = separation(&cheaper.inputs, &luck, &figures, &baseline).differences;
    let price = causes
        .iter()
        .find(|cause| cause.label != "the stress test")
        .expect("the price");
    assert_eq!(price.effect, figures.lowest_cash - struck.lowest_cash);

    // Against itself nothing separates it.
    assert!(
        separated(&Baseline::of(&scenario, inputs))
            .differences
            .is_empty()
    );
}

#[test]
fn the_presets_are_separated_by_the_strongest_cause_first() {
    let inputs = Inputs::preset(Preset::Realistic);
    let figures = figures(&inputs, &run(&inputs));
    let baseline = Baseline::preset(Preset::AsWritten, &inputs);
    let differences = separation(&inputs, &Luck::default(), &figures, &baseline).differences;
    assert!(differences.is_sorted_by(|a, b| a.effect.abs() >= b.effect.abs()));
    let mut labels: Vec<&str> = differences.iter().map(|each| each.label.as_str()).collect();
    labels.sort_unstable();
    let mut causes = CAUSES.map(|(label, _)| label);
    causes.sort_unstable();
    assert_eq!(
        labels, causes,
        "the presets differ by the named causes alone"
    );
    let told: usize = differences.iter().map(|each| each.parameters.len()).sum();
    let scenario = Scenario {
        preset: Preset::AsWritten,
        ..Scenario::preset(Preset::Realistic)
    };
    assert_eq!(
        told,
        scenario.differences().count(),
        "each parameter belongs to a cause"
    );
}

fn tiles_of(inputs: &Inputs, baseline: Option<Preset>) -> Vec<Tile> {
    let run = run(inputs);
    let figures = figures(inputs, &run);
    let baseline = baseline.map(|preset| Baseline::preset(preset, inputs));
    let subject = Subject {
        run: &run,
        figures: &figures,
    };
    tiles(subject, baseline.as_ref())
}

#[test]
fn tiles_of_the_realistic_plan_beside_the_plan_as_written() {
    let got = tiles_of(&Inputs::preset(Preset::Realistic), Some(Preset::AsWritten));
    let got: Vec<_> = got
        .iter()
        .map(|tile| {
            (
                tile.label.as_str(),
                tile.value.as_str(),
                tile.note.as_str(),
                tile.comparison.as_deref().expect("a comparison"),
                tile.tone,
            )
        })
        .collect();
    let expected = [
        (
            "ARR in month 6",
            "$1.50M",
            "✗ target ≥ $3.00M missed",
            "−$752K to as written",
            Tone::Bad,
        ),
        (
            "Lowest cash",
            "−$586K",
            "in week 40 · ✗ funding missing",
            "−$739K to as written",
            Tone::Bad,
        ),
        (
            "Cash lasts to",
            "week 18",
            "✗ out in month 5",
            "as written: week 52+",
            Tone::Bad,
        ),
        (
            "Users in month 6",
            "527K",
            "✗ target ≥ 1.00M missed",
            "−262K to as written",
            Tone::Bad,
        ),
        (
            "Worst uptime",
            "92.18 %",
            "✗ target ≥ 99.9 % missed · over capacity for 12 weeks",
            "+2.4 points to as written",
            Tone::Bad,
        ),
        (
            "Cost per user at 1M",
            "$0.06",
            "✓ target < $0.10 met",
            "±0 to as written",
            Tone::Good,
        ),
    ];
    assert_eq!(got, expected);
}

#[test]
fn a_short_horizon_falls_back_to_its_last_whole_month_and_says_so() {
    for (weeks, place) in [
        (25.0, "month 5"),
        (13.0, "month 3"),
        (5.0, "month 1"),
        (4.0, "week 4"),
    ] {
        let mut inputs = Inputs::preset(Preset::Realistic);
        inputs.parameters.run.weeks = weeks;
        let got = tiles_of(&inputs, None);
        for (tile, name) in [(&got[0], "ARR"), (&got[3], "Users")] {
            assert_eq!(tile.label, format!("{name} in {place}"));
            assert_eq!(tile.note, "the horizon ends before month 6");
            assert_eq!((tile.tone, &tile.comparison), (Tone::Neutral, &None));
        }
    }
}

#[test]
fn tiles_are_defined_by_figures_of_merit() {
    let got = tiles_of(&Inputs::preset(Preset::Realistic), None);
    for (row, tile) in TILES.iter().zip(got) {
        let figure = Figure::by_key(row.figure).unwrap_or_else(|| panic!("{}", row.figure));
        assert_eq!((tile.key, tile.definition), (row.key, figure.meaning()));
        assert_eq!(TILES.iter().filter(|other| other.key == row.key).count(), 1);
    }
}

/// There are words for everything, and none of them is a failed number; good and bad are told by
/// a sign, never by colour alone.
#[test]
fn there_are_words_whatever_the_inputs() {
    every_extreme(|inputs, name| {
        let run = run(inputs);
        let figures = figures(inputs, &run);
        let baseline = Baseline::preset(Preset::AsWritten, inputs);
        let luck = Luck::default();
        let verdict = verdict(inputs, &run, &figures, Some((&baseline, &luck)));
        let mut words = plain_text(&verdict.headline);
        words += &plain_text(&verdict.comparison.expect("a baseline was given"));
        let subject = Subject {
            run: &run,
            figures: &figures,
        };
        for tile in tiles(subject, Some(&baseline)) {
            assert!(
                !tile.value.is_empty() && !tile.note.is_empty(),
                "{name}: {tile:?}"
            );
            match tile.tone {
                Tone::Good => assert!(tile.note.contains('✓'), "{name}: {tile:?}"),
                Tone::Bad => assert!(tile.note.contains('✗'), "{name}: {tile:?}"),
                Tone::Neutral => {}
            }
            let comparison = tile.comparison.expect("a baseline was given");
            words += &[tile.value, tile.note, comparison].join(" · ");
        }
        let is_failed = |word: &str| matches!(word, "NaN" | "inf");
        assert!(
            !words.split(|c: char| !c.is_alphanumeric()).any(is_failed),
            "{name}: {words}"
        );
        for misprint in ["  ", "$−", "−−", "+−", "−0 "] {
            assert!(!words.contains(misprint), "{name}: {words}");
        }
    });
}
