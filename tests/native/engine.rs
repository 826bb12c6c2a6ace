//! The engine without a browser: helpers that come, go, stall and die in a world of the test's own.

use headroom::engine::alarm::Alarm;
use headroom::engine::clerk::Clerk;
use headroom::engine::conductor::{
    Conductor, ImpossibleRuns, LEAST_PATIENCE, MOST_FAILURES, Order, Part, SLICE, SLOW,
    START_PATIENCE,
};
use headroom::engine::helper::{Helper, Task, Whole};
use headroom::engine::report::{notes, numbers_into};
use headroom::ensemble::{BLOCK, Detail, MAXIMUM_RUNS, Tally};
use headroom::format;
use headroom::insight::{News, USUAL_RUNS};
use headroom::model::breakdown::{COLUMN_COUNT, columns};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::protocol::{BANDS_INTERVAL, FIRST_RUNS, NEWS_INTERVAL, NUMBERS, Note, QUICK_RUNS};

use crate::bits;

const LINK: &str = "v=1&run.weeks=12";
const OTHER_LINK: &str = "v=1&run.weeks=12&team.scaling=0.5";
const RUNS: u32 = 24 * BLOCK + 3;

/// A linear congruential generator.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % count
    }
}

/// What one worker alone comes to.
fn alone(link: &str, runs: u32) -> Vec<u8> {
    let detail = if runs > QUICK_RUNS {
        Detail::Everything
    } else {
        Detail::Bands
    };
    let link = link.to_owned();
    let whole = Whole { link, runs, detail };
    let blocks = whole.ensemble().blocks();
    let blocks = 0..blocks;
    Helper::default().work(Task::Blocks { whole, blocks })
}

/// What becomes of a part that a helper is given.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Answers,
    Fails,
    FallsSilent,
}

/// A browser with helpers.
struct World {
    conductor: Conductor,
    helpers: Vec<Helper>,
    /// Parts that helpers are at, in the order in which they will be heard of.
    parts: Vec<(usize, Part, Fate)>,
    starting: Vec<usize>,
    orders: Vec<Order>,
    now: f64,
    /// Runs of the bands told, and when.
    told: Vec<(u32, u32, f64)>,
}

impl World {
    fn new(helpers: usize) -> Self {
        Self {
            conductor: Conductor::new(helpers),
            helpers: (0..helpers).map(|_| Helper::default()).collect(),
            parts: Vec::new(),
            starting: Vec::new(),
            orders: Vec::new(),
            now: 0.0,
            told: Vec::new(),
        }
    }

    fn show(&mut self, id: u32, link: &str, runs: u32) {
        let shown = self.conductor.show(id, link.to_owned(), runs);
        shown.expect("a possible number of runs");
    }

    /// One turn of the engine. `fate` says what becomes of each part, `place` where among those
    /// that are being done it will be heard of.
    fn turn(&mut self, fate: &mut dyn FnMut(usize) -> Fate, place: &mut dyn FnMut(usize) -> usize) {
        self.now += 10.0;
        for seat in std::mem::take(&mut self.starting) {
            self.conductor.started(seat);
        }
        if let Some((seat, part, fate)) = self.parts.pop() {
            match fate {
                Fate::Answers => {
                    let answer = self.helpers[seat].work(part.task);
                    self.conductor
                        .answered(seat, part.number, &answer, self.now);
                }
                Fate::Fails => self.conductor.failed(seat),
                Fate::FallsSilent => {}
            }
        }
        for order in self.conductor.orders(self.now, &mut []) {
            self.orders.push(order.clone());
            match order {
                Order::Start(seat) => {
                    self.parts.retain(|(of, ..)| *of != seat);
                    self.starting.push(seat);
                }
                Order::Give(seat, part) => {
                    let at = place(self.parts.len());
                    self.parts.insert(at, (seat, part, fate(seat)));
                }
                Order::End(seat) => self.parts.retain(|(of, ..)| *of != seat),
            }
        }
        if !self.conductor.work() && self.parts.is_empty() {
            // Nobody says anything: time passes until somebody is missed.
            self.now = self.conductor.due().unwrap_or(self.now);
        }
        if let Some((id, tally, _)) = self.conductor.news(self.now) {
            self.told.push((id, tally.runs(), self.now));
        }
    }

    fn finish(&mut self, mut fate: impl FnMut(usize) -> Fate, random: &mut Random) -> &Tally {
        for _ in 0..1000 {
            if self.conductor.tally().is_some() {
                break;
            }
            self.turn(&mut fate, &mut |parts| random.below(parts + 1));
        }
        self.conductor.tally().expect("an end")
    }
}

#[test]
fn any_number_of_helpers_comes_to_the_same_bits_whoever_fails_on_the_way() {
    let expected = alone(LINK, RUNS);
    for helpers in [0, 1, 7] {
        for seed in 0..3 {
            let mut random = Random(seed);
            let mut chance = Random(seed + 100);
            let mut world = World::new(helpers);
            world.show(1, LINK, RUNS);
            let fate = |_| match chance.below(6) {
                0 => Fate::Fails,
                1 => Fate::FallsSilent,
                _ => Fate::Answers,
            };
            let tally = world.finish(fate, &mut random);
            assert_eq!(tally.to_bytes(), expected, "{helpers} helpers, seed {seed}");
        }
    }
}

#[test]
fn the_newest_request_wins_and_late_answers_to_the_one_before_are_of_no_use() {
    let mut random = Random(1);
    let mut world = World::new(3);
    world.show(1, LINK, RUNS);
    for _ in 0..4 {
        world.turn(&mut |_| Fate::Answers, &mut |_| 0);
    }
    assert!(!world.parts.is_empty(), "helpers are at work");
    world.show(2, OTHER_LINK, RUNS);
    world.told.clear();
    let tally = world.finish(|_| Fate::Answers, &mut random).to_bytes();
    assert_eq!(tally, alone(OTHER_LINK, RUNS));
    assert!(world.told.iter().all(|(id, ..)| *id == 2));
}

#[test]
fn a_helper_is_missed_no_earlier_than_promised_and_replaced() {
    let mut world = World::new(1);
    world.show(1, LINK, RUNS);
    while world.parts.is_empty() {
        world.turn(&mut |_| Fate::FallsSilent, &mut |_| 0);
    }
    let given = world.now;
    let due = world.conductor.due().expect("somebody to wait for");
    assert!(due >= given + LEAST_PATIENCE);
    assert_eq!(world.conductor.orders(due - 1.0, &mut []), []);
    assert_eq!(
        world.conductor.orders(due, &mut []),
        [Order::End(0), Order::Start(0)]
    );
}

#[test]
fn a_seat_whose_helpers_always_fail_stays_empty_and_the_rest_do_its_work() {
    let mut random = Random(2);
    let mut world = World::new(2);
    world.show(1, LINK, RUNS);
    let fate = |seat| {
        if seat == 0 {
            Fate::Fails
        } else {
            Fate::Answers
        }
    };
    let tally = world.finish(fate, &mut random).to_bytes();
    assert_eq!(tally, alone(LINK, RUNS));
    let starts = world
        .orders
        .iter()
        .filter(|order| **order == Order::Start(0));
    assert!(starts.count() <= MOST_FAILURES as usize);
    let given = |seat: usize| {
        let is_given = |order: &&Order| matches!(order, Order::Give(to, _) if *to == seat);
        world.orders.iter().filter(is_given).count()
    };
    assert!(given(0) <= MOST_FAILURES as usize);
    assert!(given(1) > 0);
}

#[test]
fn a_slow_helper_is_not_given_up_when_the_horizon_gets_longer() {
    let mut conductor = Conductor::new(1);
    let mut helper = Helper::default();
    let mut now = 0.0;
    for (id, weeks) in [(1, 4), (2, 520), (3, 4), (4, 520)] {
        let link = format!("v=1&run.weeks={weeks}");
        let shown = conductor.show(id, link, RUNS);
        shown.expect("a possible number of runs");
        let mut parts = 0;
        loop {
            let orders = conductor.orders(now, &mut []);
            if orders.is_empty() {
                break;
            }
            for order in orders {
                match order {
                    Order::Start(seat) => conductor.started(seat),
                    Order::Give(seat, part) => {
                        let Task::Blocks { blocks, .. } = &part.task else {
                            panic!("there are no studies")
                        };
                        let runs = f64::from((blocks.end - blocks.start) * BLOCK);
                        let takes = SLOW * runs * f64::from(weeks);
                        let due = conductor.due().expect("somebody to wait for");
                        assert!(now + takes < due, "{runs} runs of {weeks} weeks");
                        now += takes;
                        conductor.answered(seat, part.number, &helper.work(part.task), now);
                        parts += 1;
                    }
                    Order::End(seat) => panic!("seat {seat} is given up"),
                }
            }
        }
        assert!(parts > 0, "it is given something");
        while conductor.work() {}
    }
}

#[test]
fn the_alarm_rings_for_whatever_is_due_next_even_if_timers_are_early() {
    let mut alarm = Alarm::default();
    assert_eq!(alarm.set(None, 0.0), None, "nothing is due");
    assert_eq!(alarm.set(Some(99.4), 0.0), Some(101));
    assert_eq!(alarm.set(Some(99.4), 1.0), None, "it is set");
    assert_eq!(alarm.set(Some(150.0), 2.0), None, "it rings before that");
    assert_eq!(alarm.set(Some(50.0), 3.0), Some(48), "sooner");
    alarm.rang();
    // Of a coarse clock: what it was set for is still to come.
    assert_eq!(alarm.set(Some(50.0), 49.9), Some(2));
    alarm.rang();
    assert_eq!(alarm.set(Some(40.0), 60.0), Some(1), "late, but not lost");
}

#[test]
fn a_request_of_one_slice_troubles_no_helper() {
    let mut random = Random(3);
    let mut world = World::new(4);
    world.show(1, LINK, SLICE * BLOCK);
    world.finish(|_| Fate::Answers, &mut random);
    assert_eq!(world.orders, []);
}

#[test]
fn bands_are_told_first_of_few_runs_then_now_and_again_and_last_of_all() {
    let mut random = Random(4);
    let mut world = World::new(0);
    world.show(1, LINK, 300 * BLOCK);
    world.finish(|_| Fate::Answers, &mut random);
    let (_, first, _) = world.told[0];
    assert!(
        (FIRST_RUNS..FIRST_RUNS + SLICE * BLOCK).contains(&first),
        "{first}"
    );
    let (last, earlier) = world.told.split_last().expect("bands");
    assert_eq!(last.1, 300 * BLOCK);
    assert!(earlier.len() > 2);
    for pair in earlier.windows(2) {
        assert!(pair[1].1 > pair[0].1, "more runs each time");
        assert!(pair[1].2 - pair[0].2 >= BANDS_INTERVAL);
    }
}

#[test]
fn fewer_runs_than_the_first_bands_have_are_told_too() {
    let mut random = Random(5);
    let mut world = World::new(0);
    world.show(1, LINK, 1);
    world.finish(|_| Fate::Answers, &mut random);
    assert_eq!(
        world.told.iter().map(|told| told.1).collect::<Vec<_>>(),
        [1]
    );
}

#[test]
fn an_impossible_number_of_runs_is_refused_and_the_request_before_goes_on() {
    let mut random = Random(6);
    let mut world = World::new(1);
    world.show(1, LINK, RUNS);
    for runs in [0, MAXIMUM_RUNS + 1] {
        let shown = world.conductor.show(2, OTHER_LINK.to_owned(), runs);
        assert_eq!(shown, Err(ImpossibleRuns(runs)));
    }
    let tally = world.finish(|_| Fate::Answers, &mut random).to_bytes();
    assert_eq!(tally, alone(LINK, RUNS));
}

#[test]
fn the_page_is_told_the_bands_of_every_series_and_part_in_order() {
    let tally = Tally::from_bytes(&alone(LINK, RUNS)).expect("a tally");
    let mut numbers = vec![7.0; 3];
    numbers_into(&tally, &mut numbers);
    let weeks = tally.horizon();
    assert_eq!(numbers.len(), COLUMN_COUNT * NUMBERS * weeks);
    let mut numbers = numbers.chunks(weeks);
    for (place, key) in columns().enumerate() {
        let band = tally.band(place);
        for expected in [band.p10, band.p50, band.p90, band.mean] {
            assert_eq!(numbers.next(), Some(&expected[..]), "{key}");
        }
    }
}

#[test]
fn the_notes_say_the_odds_and_the_slip_tolerances_that_are_known() {
    for (runs, are_known) in [(RUNS, true), (QUICK_RUNS, false)] {
        let tally = Tally::from_bytes(&alone("v=1", runs)).expect("a tally");
        let notes = notes(&tally);
        let survival = tally.odds().survival;
        for (note, value) in [
            (Note::Survival, survival.value()),
            (Note::SurvivalError, survival.standard_error()),
        ] {
            assert_eq!(notes[note as usize].parse().ok(), value);
        }
        let tolerances = &notes[Note::FirstSlipTolerance as usize..];
        assert_eq!(tolerances.len(), 3 * tally.odds().phases.len());
        for text in tolerances {
            assert_eq!(!text.is_empty(), are_known, "{text}");
        }
    }
}

/// What the notes say of a phase: words, sentence, drawing.
fn slips(tally: &Tally, phase: usize) -> [String; 3] {
    let first = Note::FirstSlipTolerance as usize + 3 * phase;
    std::array::from_fn(|place| notes(tally)[first + place].clone())
}

#[test]
fn the_sentence_on_slipping_says_of_which_futures_it_is_and_the_drawing_says_it_too() {
    let tally = Tally::from_bytes(&alone("v=1", RUNS)).expect("a tally");
    for (index, phase) in tally.odds().phases.iter().enumerate() {
        let [words, sentence, drawing] = slips(&tally, index);
        let runs: u32 = phase.tolerance.iter().map(|count| count.runs).sum();
        for of in [runs, phase.unfinished.of, phase.not_crossed.of] {
            let share = format::percent(f64::from(of) / f64::from(RUNS), 1);
            assert!(sentence.contains(&share), "{sentence} without {share}");
        }
        assert!(
            sentence.contains(&format!("slip {words} weeks")),
            "{sentence}"
        );
        assert_eq!(
            runs + phase.unfinished.of + phase.not_crossed.of,
            RUNS,
            "nobody is left out"
        );
        assert!(drawing.starts_with("<svg") && drawing.contains(&sentence));
        let columns = |class: &str| {
            let from = drawing.split(&format!("class=\"{class}\" d=\"")).nth(1);
            from.and_then(|rest| rest.split('"').next())
                .expect("an outline")
                .matches('M')
                .count()
        };
        let is_late = phase.tolerance.iter().any(|count| count.weeks < 0);
        let is_fine = phase.tolerance.iter().any(|count| count.weeks >= 0);
        assert_eq!(columns("late") > 0, is_late, "{drawing}");
        assert_eq!(columns("fine") > 0, is_fine, "{drawing}");
        assert!(columns("late") + columns("fine") <= 44, "{drawing}");
        assert_eq!(columns("zero"), 1);
    }
    // A company that never grows passes no capacity: there is nothing to draw.
    let still = "v=1&growth.viral=0&growth.content=0&growth.partner=0\
        &uncertain.growth.viral=fixed&uncertain.growth.content=fixed&uncertain.growth.partner=fixed\
        &sales.reps=0";
    let tally = Tally::from_bytes(&alone(still, RUNS)).expect("a tally");
    let [words, sentence, drawing] = slips(&tally, 2);
    assert_eq!((words.as_str(), drawing.as_str()), ("", ""));
    assert!(sentence.starts_with("0 % of"), "{sentence}");
    assert!(!sentence.contains("8 of 10"), "{sentence}");
}

#[test]
fn panels_are_answered_at_once_and_progress_is_told_now_and_again() {
    let mut clerk = Clerk::default();
    clerk.show(
        Scenario::preset(Preset::Realistic),
        vec![Scenario::preset(Preset::AsWritten)],
    );
    clerk.ask("matters", "");
    assert!(matches!(&clerk.news(1000.0)[0], News::Html { id, .. } if id == "insight-matters"));
    while clerk.work(1000.0) {}
    assert_eq!(clerk.news(1000.0 + NEWS_INTERVAL / 2.0), []);
    let due = clerk.due().expect("progress to be told");
    assert_eq!(due.to_bits(), (1000.0 + NEWS_INTERVAL).to_bits());
    assert!(!clerk.news(due).is_empty());
    assert_eq!(clerk.due(), None);
    clerk.stop("matters");
    assert!(!clerk.work(1000.0));
}

#[test]
fn the_panel_of_odds_can_ask_for_more_runs_than_the_page_once_sliders_rest() {
    let mut clerk = Clerk::default();
    clerk.ask("uncertainty", "");
    assert_eq!(clerk.runs(USUAL_RUNS), USUAL_RUNS);
    clerk.ask("uncertainty", "runs=20000");
    assert_eq!(clerk.runs(USUAL_RUNS), 20_000);
    assert_eq!(clerk.runs(QUICK_RUNS), QUICK_RUNS);
}

#[test]
fn any_number_of_helpers_comes_to_the_bits_that_the_browser_is_tested_for() {
    for helpers in [0, 1, 4] {
        assert_eq!(bits::of_helpers(helpers), bits::OF_HELPERS, "{helpers}");
    }
}

#[test]
fn a_helper_that_never_comes_to_life_is_replaced_until_its_seat_stays_empty() {
    let mut conductor = Conductor::new(1);
    conductor
        .show(1, LINK.to_owned(), RUNS)
        .expect("a possible number of runs");
    let mut now = 0.0;
    for attempt in 0..MOST_FAILURES {
        let expected = match attempt {
            0 => vec![Order::Start(0)],
            _ => vec![Order::End(0), Order::Start(0)],
        };
        assert_eq!(conductor.orders(now, &mut []), expected);
        assert_eq!(conductor.due(), Some(now + START_PATIENCE));
        now += START_PATIENCE;
    }
    assert_eq!(conductor.orders(now, &mut []), [Order::End(0)]);
    assert_eq!(conductor.due(), None);
}
