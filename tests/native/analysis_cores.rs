//! The numeric cores of the methods against known answers, on functions that need no model.

use std::collections::BTreeMap;
use std::f64::consts::PI;
use std::ops::Range;

use headroom::analysis::minimiser::{Minimiser, Point, Score};
use headroom::analysis::seek::{Finding, Seek};
use headroom::analysis::shapley::{Coalition, EXACT_PLAYERS, Shapley, Share};
use headroom::analysis::sobol::{Estimate, Index, Sobol};

/// Sobol indices of a function of numbers from 0 to 1.
fn indices(inputs: usize, rows: usize, seed: u64, function: impl Fn(&[f64]) -> f64) -> Vec<Index> {
    of_groups(inputs, each(inputs), rows, seed, function)
}

/// Every input for itself.
fn each(inputs: usize) -> Vec<Range<usize>> {
    (0..inputs).map(|input| input..input + 1).collect()
}

/// Likewise of neighbouring inputs together.
fn of_groups(
    inputs: usize,
    groups: Vec<Range<usize>>,
    rows: usize,
    seed: u64,
    function: impl Fn(&[f64]) -> f64,
) -> Vec<Index> {
    let mut sobol = Sobol::new(inputs, groups, rows, seed);
    while let Some(point) = sobol.ask() {
        sobol.tell(Some(function(&point)));
    }
    assert!(sobol.is_finished());
    sobol.indices().expect("an answer that varies").to_vec()
}

/// Ishigami's function with a = 7 and b = 0.1.
fn ishigami(point: &[f64]) -> f64 {
    let x = |i: usize| PI * (2.0 * point[i] - 1.0);
    libm::sin(x(0)) + 7.0 * libm::sin(x(1)).powi(2) + 0.1 * x(2).powi(4) * libm::sin(x(0))
}

#[test]
fn sobol_indices_of_ishigami_are_the_published_ones() {
    let found = indices(3, 1 << 14, 1, ishigami);
    let first = [0.3139, 0.4424, 0.0];
    let total = [0.5576, 0.4424, 0.2437];
    for input in 0..3 {
        for (estimate, expected) in [
            (found[input].first, first[input]),
            (found[input].total, total[input]),
        ] {
            assert!(
                (estimate.value - expected).abs() <= 0.02,
                "x{}: {estimate:?}, not {expected}",
                input + 1
            );
            assert!(estimate.low <= estimate.value && estimate.value <= estimate.high);
            assert!(estimate.high - estimate.low < 0.06, "{estimate:?}");
        }
    }
}

#[test]
fn sobol_indices_of_a_group_hold_what_its_inputs_do_together() {
    // The first two of the function's inputs, the last, and all.
    let groups = vec![0..2, 2..3, 0..3];
    let found = of_groups(3, groups, 1 << 14, 1, ishigami);
    let first = [0.3139 + 0.4424, 0.0, 1.0];
    let total = [1.0, 0.2437, 1.0];
    for (group, (first, total)) in first.into_iter().zip(total).enumerate() {
        for (estimate, expected) in [(found[group].first, first), (found[group].total, total)] {
            assert!(
                (estimate.value - expected).abs() <= 0.02,
                "group {group}: {estimate:?}, not {expected}"
            );
        }
    }
    assert_eq!(found[2].first.value, 1.0);
}

#[test]
fn an_index_is_the_surer_the_nearer_it_is_to_nothing_or_to_all() {
    // Two inputs: the first makes a thousandth of the variance, the second the rest.
    let function = |point: &[f64]| point[0] + libm::sqrt(999.0) * point[1];
    let found = indices(2, 256, 1, function);
    for (index, expected) in found.iter().zip([0.001, 0.999]) {
        for estimate in [index.first, index.total] {
            assert!((estimate.value - expected).abs() < 0.15, "{estimate:?}");
        }
    }
    let width = |estimate: Estimate| estimate.high - estimate.low;
    assert!(width(found[0].first) < 0.02, "{:?}", found[0].first);
    assert!(width(found[1].first) < 0.002, "{:?}", found[1].first);
    assert!((found[1].first.value - 0.999).abs() < 0.002);
}

#[test]
fn confidence_intervals_hold_the_truth_about_as_often_as_they_say() {
    let first = [0.3139, 0.4424, 0.0];
    let total = [0.5576, 0.4424, 0.2437];
    let holds = |estimate: Estimate, truth| estimate.low <= truth && truth <= estimate.high;
    let (mut of_first, mut of_total) = (0, 0);
    for seed in 0..20 {
        for (input, index) in indices(3, 512, seed, ishigami).into_iter().enumerate() {
            of_first += u32::from(holds(index.first, first[input]));
            of_total += u32::from(holds(index.total, total[input]));
        }
    }
    for held in [of_first, of_total] {
        assert!(held >= 51, "{held} of 60 intervals hold the truth");
    }
}

#[test]
fn an_additive_function_has_no_interactions_and_a_constant_none_at_all() {
    let found = indices(3, 4096, 7, |x| 3.0 * x[0] + x[1]);
    for (index, expected) in found.iter().zip([0.9, 0.1, 0.0]) {
        assert!((index.first.value - expected).abs() < 0.02, "{index:?}");
        assert!((index.total.value - expected).abs() < 0.02, "{index:?}");
    }
    assert_eq!(
        found[2].total.value, 0.0,
        "what is not read explains nothing"
    );
    let mut constant = Sobol::new(2, each(2), 16, 1);
    while constant.ask().is_some() {
        constant.tell(Some(5.0));
    }
    assert_eq!(constant.indices(), None);
}

#[test]
fn points_without_an_answer_do_not_count_and_are_owned_up_to() {
    let mut sobol = Sobol::new(2, each(2), 400, 3);
    while let Some(point) = sobol.ask() {
        sobol.tell((point[0] < 0.9).then_some(point[1]));
    }
    // Of points, not of rows: both of A and of B have x1 below 0.9 in four of five rows only.
    assert!((sobol.coverage() - 0.9).abs() < 0.01);
    let found = sobol.indices().expect("an answer that varies");
    assert_eq!(found[0].total.value, 0.0);
    assert!(found[1].first.value > 0.9);
}

#[test]
fn an_answer_that_one_group_misses_is_missed_by_no_other() {
    // Each of twenty inputs has values without an answer, which few points meet and most rows do.
    let inputs = 20;
    let function = |point: &[f64]| point[0] + point[1];
    let exists = |point: &[f64]| point[2..].iter().all(|value| *value < 0.97);
    let mut sobol = Sobol::new(inputs, each(inputs), 400, 3);
    while let Some(point) = sobol.ask() {
        sobol.tell(exists(&point).then(|| function(&point)));
    }
    assert!((sobol.coverage() - 0.97_f64.powi(18)).abs() < 0.06);
    let found = sobol.indices().expect("an answer that varies");
    for index in &found[..2] {
        assert!((index.total.value - 0.5).abs() < 0.1, "{index:?}");
    }
    // Where no row has all that a group needs, there is nothing to say.
    let mut sobol = Sobol::new(1, each(1), 40, 3);
    let mut asked = 0..;
    while let Some(point) = sobol.ask() {
        let is_mixed = asked.next().is_some_and(|number| number % 3 == 2);
        sobol.tell((!is_mixed).then(|| point[0]));
    }
    assert_eq!(sobol.indices(), None);
}

fn divide(
    players: usize,
    pairs: usize,
    seed: u64,
    value: impl Fn(Coalition) -> f64,
) -> (Vec<Share>, usize) {
    let mut shapley = Shapley::new(players, pairs, seed);
    let mut asked = 0;
    while let Some(coalition) = shapley.ask() {
        shapley.tell(Some(value(coalition)));
        asked += 1;
    }
    assert!(shapley.is_finished());
    (shapley.shares().expect("a division"), asked)
}

#[test]
fn a_share_is_the_sum_of_the_values_with_its_weights() {
    let value = |set: Coalition| {
        let sum: f64 = members(set).map(|p| (p as f64 + 0.5).sqrt()).sum();
        sum * sum + f64::from(set.count_ones() % 3)
    };
    for players in [1, 4, EXACT_PLAYERS, EXACT_PLAYERS + 1] {
        let mut shapley = Shapley::new(players, 3, 1);
        while let Some(coalition) = shapley.ask() {
            shapley.tell(Some(value(coalition)));
        }
        let shares = shapley.shares().expect("a division");
        for (player, share) in shares.iter().enumerate() {
            let weights = shapley.weights(player).into_iter();
            let sum: f64 = weights.map(|(set, weight)| weight * value(set)).sum();
            assert!((sum - share.value).abs() < 1e-9, "{players} {player}");
        }
    }
}

fn members(coalition: Coalition) -> impl Iterator<Item = usize> {
    (0..128).filter(move |&player| coalition >> player & 1 == 1)
}

#[test]
fn an_additive_value_goes_to_whoever_adds_it() {
    for players in [1, 4, EXACT_PLAYERS, EXACT_PLAYERS + 1, 40] {
        let (shares, _) = divide(players, 4, 1, |set| {
            members(set).map(|p| p as f64 + 1.0).sum()
        });
        for (player, share) in shares.iter().enumerate() {
            assert!((share.value - (player as f64 + 1.0)).abs() < 1e-9);
            assert!(share.standard_error < 1e-6);
        }
    }
}

#[test]
fn the_glove_game_is_divided_as_in_the_textbook() {
    // One left glove (player 0) and two right ones: a pair is worth 1.
    let (shares, asked) = divide(3, 1, 1, |set| {
        f64::from(u8::from(set & 1 == 1 && set & 6 != 0))
    });
    assert_eq!(asked, 8, "each coalition once");
    for (share, expected) in shares.iter().zip([2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]) {
        assert!((share.value - expected).abs() < 1e-15, "{share:?}");
    }
}

/// Everybody's product with the next, as something in which all act together; player 0 does
/// nothing, players 1 and 2 are alike.
fn tangled(players: usize) -> impl Fn(Coalition) -> f64 {
    move |set| {
        let has = |player: usize| f64::from(u8::from(set >> player & 1 == 1));
        let others: f64 = (3..players)
            .map(|player| {
                has(player) * (1.0 + has(3 + (player - 2) % (players - 3))) * player as f64
            })
            .sum();
        10.0 * has(1) * has(2) + others * (1.0 + has(1) + has(2)) + 5.0
    }
}

#[test]
fn a_division_is_efficient_and_symmetric_and_gives_nothing_to_a_dummy() {
    for (players, tolerance) in [(8, 1e-9), (14, 0.0)] {
        let value = tangled(players);
        let (shares, _) = divide(players, 400, 3, &value);
        let whole = value((1 << players) - 1) - value(0);
        let sum: f64 = shares.iter().map(|share| share.value).sum();
        assert!((sum - whole).abs() < 1e-9 * whole, "{sum} is not {whole}");
        assert_eq!(shares[0].value, 0.0);
        let apart = (shares[1].value - shares[2].value).abs();
        let allowed = 4.0 * (shares[1].standard_error + shares[2].standard_error) + tolerance;
        assert!(apart <= allowed, "{apart} > {allowed}");
    }
}

#[test]
fn drawn_shares_are_within_their_errors_of_the_exact_ones() {
    // 13 players of whom the last five do nothing: the exact shares are those of the first eight.
    let value = tangled(8);
    let (exact, _) = divide(8, 1, 1, &value);
    let (drawn, asked) = divide(13, 500, 5, &value);
    assert!(asked <= 2 * 500 * 14);
    let mut uncertain = 0;
    for (exact, drawn) in exact.iter().zip(&drawn) {
        uncertain += usize::from(drawn.standard_error > 0.0);
        assert!(
            (exact.value - drawn.value).abs() <= 4.0 * drawn.standard_error + 1e-9,
            "{exact:?} {drawn:?}"
        );
    }
    assert!(uncertain >= 4, "what acts together is uncertain");
}

#[test]
fn a_value_that_does_not_exist_is_not_divided() {
    for players in [3, 20] {
        let mut shapley = Shapley::new(players, 10, 1);
        while let Some(coalition) = shapley.ask() {
            shapley.tell((coalition.count_ones() != 2).then_some(1.0));
        }
        assert!(shapley.is_finished() && !shapley.is_defined());
        assert_eq!(shapley.shares(), None);
    }
}

fn seek(
    values: Vec<f64>,
    present: f64,
    look: usize,
    margin: impl Fn(f64) -> f64,
) -> (Finding, usize) {
    let mut seek = Seek::new(values, present, look);
    let mut looks = 0;
    while let Some(value) = seek.ask() {
        looks += 1;
        seek.tell(margin(value) >= 0.0, margin(value));
    }
    (seek.finding().expect("a finding"), looks)
}

fn grid(count: usize) -> Vec<f64> {
    (0..=count).map(|index| index as f64).collect()
}

#[test]
fn the_nearest_value_is_found_on_either_side() {
    for (present, expected) in [(10.0, 301.0), (950.0, 700.0), (640.0, 640.0)] {
        for look in [9, 5000] {
            let margin = |x: f64| if x < 500.0 { x - 301.0 } else { 700.0 - x };
            let (finding, looks) = seek(grid(1000), present, look, margin);
            let wanted = if present == expected {
                assert_eq!(looks, 1, "it holds already");
                Finding::Holds
            } else {
                Finding::Found { value: expected }
            };
            assert_eq!(finding, wanted, "from {present}");
            assert!(look > 1000 || looks < 60, "{looks}");
        }
    }
}

#[test]
fn an_island_is_found_where_halving_alone_would_miss_it() {
    // It fails at both ends and holds between 480 and 520 only.
    let (finding, looks) = seek(grid(1000), 0.0, 33, |x| 20.0 - (x - 500.0).abs());
    assert_eq!(finding, Finding::Found { value: 480.0 });
    assert!(looks < 70, "{looks}");
}

#[test]
fn a_present_value_off_the_grid_counts_and_is_not_moved_in_silence() {
    let (finding, _) = seek(grid(10), 3.7, 100, |x| x - 3.5);
    assert_eq!(finding, Finding::Holds);
    let (finding, _) = seek(grid(10), 12.3, 100, |x| 4.5 - x);
    assert_eq!(finding, Finding::Found { value: 4.0 });
}

#[test]
fn out_of_reach_says_how_close_it_gets_and_where() {
    for look in [5, 17, 5000] {
        let (finding, _) = seek(grid(1000), 20.0, look, |x| -3.0 - (x - 613.0).abs());
        let expected = Finding::OutOfReach {
            closest: 613.0,
            margin: -3.0,
        };
        assert_eq!(finding, expected, "first look at {look}");
    }
    let (finding, _) = seek(grid(100), 20.0, 7, |_| f64::NEG_INFINITY);
    let Finding::OutOfReach { margin, .. } = finding else {
        panic!("{finding:?}");
    };
    assert_eq!(margin, f64::NEG_INFINITY);
}

fn minimise(steps: &[usize], seed: u64, score: impl Fn(&Point) -> Score) -> (Point, Score, usize) {
    let mut search = Minimiser::new(steps.to_vec(), &[], 30, 60, seed);
    let mut asked: BTreeMap<Point, usize> = BTreeMap::new();
    while let Some(point) = search.ask() {
        *asked.entry(point.clone()).or_default() += 1;
        search.tell(score(&point));
    }
    assert!(search.is_finished());
    assert!(asked.values().all(|&times| times == 1), "no point twice");
    let (point, score) = search.ranking()[0];
    (point.clone(), score, asked.len())
}

#[test]
fn a_constrained_minimum_on_a_grid_is_found() {
    // The least x + 2y + 3z with x·y·z ≥ 1000 is near x = 18.2, y = 9.1, z = 6.1: by enumeration.
    let score = |point: &Point| {
        let [x, y, z] = [0, 1, 2].map(|i| point[i] as f64);
        Score {
            violation: (1000.0 - x * y * z).max(0.0),
            objective: x + 2.0 * y + 3.0 * z,
            slack: 0.0,
        }
    };
    let mut best = f64::INFINITY;
    for x in 0..=40 {
        for y in 0..=40 {
            for z in 0..=40 {
                let found = score(&vec![x, y, z]);
                if found.violation == 0.0 {
                    best = best.min(found.objective);
                }
            }
        }
    }
    for seed in 0..5 {
        let (point, found, asked) = minimise(&[40, 40, 40], seed, score);
        assert_eq!(found.violation, 0.0, "{point:?}");
        assert!(found.objective <= best + 1.0, "{point:?} {found:?} {best}");
        assert!(asked <= 30 * 61);
    }
}

#[test]
fn a_grid_that_is_small_enough_is_looked_at_as_a_whole() {
    // A needle that no search could find but by looking everywhere.
    let needle = |point: &Point| Score {
        violation: 0.0,
        objective: if *point == [7, 3] { 0.0 } else { 1.0 },
        slack: 0.0,
    };
    let (point, _, asked) = minimise(&[40, 9], 1, needle);
    assert_eq!((point, asked), (vec![7, 3], 41 * 10));
}

#[test]
fn the_same_seed_searches_alike_and_a_dimension_without_steps_does_no_harm() {
    let score = |point: &Point| Score {
        violation: 0.0,
        objective: (point[0] as f64 - 33.0).powi(2) + (point[2] as f64 - 5.0).powi(2),
        slack: 0.0,
    };
    let once = minimise(&[100, 0, 10], 9, score);
    let again = minimise(&[100, 0, 10], 9, score);
    assert_eq!(once, again);
    assert_eq!(once.0, vec![33, 0, 5]);
}

#[test]
fn what_must_be_kept_comes_before_what_is_wished() {
    let kept = Score {
        violation: 0.0,
        objective: 1e300,
        slack: 0.0,
    };
    let broken = Score {
        violation: 1e-300,
        objective: -1e300,
        slack: 1.0,
    };
    assert!(kept.order(&broken).is_lt());
}
