//! The panel of what matters.

use headroom::ensemble::Share;
use headroom::format;
use headroom::insight::Panel;
use headroom::model::currency::Currency;
use headroom::model::figures::figures;
use headroom::model::parameters::{PARAMETERS, Parameter};
use headroom::model::preset::Preset;
use headroom::model::run::run;
use headroom::model::scenario::Scenario;

use crate::insight_page::{Page, View};

const PANEL: Panel = Panel::Matters;

fn moved() -> Scenario {
    let mut scenario = Scenario::preset(Preset::Realistic);
    for (key, value) in [
        ("growth.viral", 0.2),
        ("team.scaling", 0.6),
        ("finance.raise", 500_000.0),
        ("hires.1.month", 2.0),
    ] {
        scenario.set(key, value).expect("possible");
    }
    scenario
}

fn asked(this: &Scenario, question: &str) -> (Page, View) {
    let mut page = Page::of(this);
    page.open(PANEL);
    page.send(PANEL, "figure", &[("question", question)], None);
    page.work();
    let view = page.view(PANEL);
    (page, view)
}

/// The lowest cash with one parameter elsewhere.
fn answer(this: &Scenario, row: &Parameter, value: f64) -> f64 {
    let mut inputs = this.inputs.clone();
    (row.set)(&mut inputs.parameters, value);
    figures(&inputs, &run(&inputs)).lowest_cash
}

#[test]
fn the_tornado_is_sorted_and_complete_and_each_bar_leads_to_its_slider() {
    let this = moved();
    let (_, view) = asked(&this, "lowest_cash");
    let keys: Vec<&str> = ["insight-matters-tornado", "insight-matters-tornado-rest"]
        .into_iter()
        .flat_map(|id| view.within(id, "button"))
        .filter_map(|button| button.get("data-lever"))
        .collect();
    assert_eq!(keys.len(), this.uncertainty.uncertain().count());
    let baseline = figures(&this.inputs, &run(&this.inputs)).lowest_cash;
    let swings: Vec<f64> = keys
        .iter()
        .map(|key| {
            let row = Parameter::by_key(key).expect("a parameter");
            let spread = this.uncertainty.spread(row);
            let value = (row.get)(&this.inputs.parameters);
            let ends = [
                answer(&this, row, spread.low.min(value)),
                answer(&this, row, spread.high.max(value)),
                baseline,
            ];
            ends.iter().copied().fold(f64::MIN, f64::max)
                - ends.iter().copied().fold(f64::MAX, f64::min)
        })
        .collect();
    assert!(swings[0] > 0.0);
    assert!(swings.is_sorted_by(|a, b| a >= b), "{swings:?}");
    let said = &view.by_id("insight-matters-said").text;
    let first = Parameter::by_key(keys[0]).expect("a parameter").label;
    assert!(
        said.contains("Lowest cash: −$") && said.contains(first),
        "{said}"
    );
    let mut captions = view.within("insight-matters-tornado", "caption");
    let caption = &captions.next().expect("a caption").text;
    let ends = "(the least and the greatest value, of a lognormal the 5th and the 95th percentile)";
    assert!(caption.contains(ends), "{caption}");
    let marks = view.all("line").filter(|line| line.has_class("baseline"));
    assert!(marks.count() >= keys.len());
}

#[test]
fn a_figure_that_ceases_to_exist_says_so() {
    let (_, view) = asked(&Scenario::preset(Preset::Realistic), "users_1m_week");
    let rows = view.rows("insight-matters-tornado");
    assert!(
        rows.iter().any(|row| row
            .iter()
            .any(|cell| cell.starts_with("not within the horizon at"))),
        "{rows:?}"
    );
}

#[test]
fn a_series_is_asked_in_its_week_and_an_impossible_week_is_refused() {
    let mut page = Page::of(&moved());
    page.open(PANEL);
    page.send(
        PANEL,
        "figure",
        &[("question", "arr@"), ("question-week", "10")],
        None,
    );
    page.work();
    let view = page.view(PANEL);
    assert!(
        view.by_id("insight-matters-said")
            .text
            .starts_with("ARR in week 10: $")
    );
    let before = view.rows("insight-matters-tornado");
    for (week, part) in [
        ("53", "week 52"),
        ("0", "week 1"),
        ("1.5", "1.5"),
        ("x", "“x”"),
    ] {
        page.send(
            PANEL,
            "figure",
            &[("question", "arr@"), ("question-week", week)],
            None,
        );
        assert!(!page.desk.step(1), "{week}");
        let view = page.view(PANEL);
        assert!(
            view.by_id("insight-matters-refusal").text.contains(part),
            "{week}"
        );
        assert_eq!(
            view.rows("insight-matters-tornado"),
            before,
            "the last result stays"
        );
    }
}

/// The amount of a cell in units of the table's last digit, whatever the unit.
fn amount(cell: &str) -> f64 {
    let figure = cell.split('±').next().expect("a part").replace('−', "-");
    let figure: String = figure
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
        .collect();
    figure
        .parse()
        .unwrap_or_else(|_| panic!("no amount in {cell:?}"))
}

#[test]
fn the_waterfall_adds_up_as_it_is_shown() {
    let this = moved();
    for question in [
        "lowest_cash",
        "arr_month_6",
        "worst_uptime",
        "burn_multiple",
        "users@",
        "page@",
    ] {
        for since in ["preset", "other"] {
            let mut page = Page::of(&this);
            page.open(PANEL);
            page.send(PANEL, "figure", &[("question", question)], None);
            page.send(PANEL, "why", &[("since", since)], None);
            page.work();
            let rows = page.view(PANEL).rows("insight-matters-waterfall");
            let amounts: Vec<f64> = rows[1..].iter().map(|row| amount(&row[1])).collect();
            assert!(amounts.len() >= 4, "{question} since {since}: {rows:?}");
            let (last, before) = amounts.split_last().expect("rows");
            let sum: f64 = before.iter().sum();
            assert!(
                (sum - last).abs() < 1e-6 * last.abs().max(1.0),
                "{question} since {since}: {rows:?}"
            );
        }
    }
}

#[test]
fn the_waterfall_is_in_the_currency_of_the_plan() {
    let mut this = moved();
    this.currency = Currency::new("GBP").expect("a currency");
    format::follow(&this);
    let (_, view) = asked(&this, "lowest_cash");
    let rows = view.rows("insight-matters-waterfall");
    assert!(rows.len() > 4);
    for row in &rows[1..] {
        assert!(row[1].contains('£') && !row[1].contains('$'), "{row:?}");
    }
}

#[test]
fn the_waterfall_names_what_was_moved_and_its_ends_are_the_runs() {
    let this = moved();
    let (_, view) = asked(&this, "lowest_cash");
    let rows = view.rows("insight-matters-waterfall");
    let names: Vec<&str> = rows[2..rows.len() - 1]
        .iter()
        .map(|row| row[0].as_str())
        .collect();
    for name in [
        "New funding",
        "Engineering on scaling",
        "Word-of-mouth signups",
        "Hires",
    ] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert_eq!(names.len(), 4);
    let lowest =
        |scenario: &Scenario| figures(&scenario.inputs, &run(&scenario.inputs)).lowest_cash;
    let shown = |row: &[String]| amount(&row[1]) * 1_000.0;
    assert!((shown(&rows[1]) - lowest(&Scenario::preset(Preset::Realistic))).abs() <= 500.0);
    assert!((shown(&rows[rows.len() - 1]) - lowest(&this)).abs() <= 500.0);
    let sizes: Vec<f64> = rows[2..rows.len() - 1]
        .iter()
        .map(|row| amount(&row[1]).abs())
        .collect();
    assert!(sizes.is_sorted_by(|a, b| *a >= *b - 1.0), "{sizes:?}");
}

#[test]
fn a_stress_test_counts_in_the_single_run() {
    let mut this = moved();
    this.set("stress.bill", 5.0).expect("possible");
    let (_, view) = asked(&this, "lowest_cash");
    let lowest = figures(&this.inputs, &this.run()).lowest_cash;
    let rows = view.rows("insight-matters-waterfall");
    assert!(rows.iter().any(|row| row[0] == "Stress test"), "{rows:?}");
    let last = amount(&rows[rows.len() - 1][1]) * 1_000.0;
    assert!((last - lowest).abs() <= 500.0, "{last} {lowest}");
}

#[test]
fn nothing_has_changed_in_a_preset() {
    let (_, view) = asked(&Scenario::preset(Preset::Realistic), "lowest_cash");
    assert!(
        view.by_id("insight-matters-waterfall")
            .text
            .contains("Nothing differs")
    );
    assert_eq!(view.by_id("insight-matters-why").text, "");
}

#[test]
fn indices_are_estimated_on_request_and_stay_when_the_plan_changes() {
    // Few uncertain inputs, so that the estimate is quick.
    let mut this = Scenario::preset(Preset::Realistic);
    for row in PARAMETERS.iter().filter(|row| row.spread.is_some()) {
        if !matches!(
            row.key,
            "delivery.overrun" | "growth.viral" | "infra.stage3"
        ) {
            this.uncertainty
                .set_spread(row.key, headroom::model::uncertainty::Spread::FIXED)
                .expect("it can be fixed");
        }
    }
    let (mut page, view) = asked(&this, "lowest_cash");
    assert!(view.rows("insight-matters-indices").is_empty());
    page.send(PANEL, "indices", &[], Some(("indices", "start")));
    page.work();
    let view = page.view(PANEL);
    let mut captions = view.within("insight-matters-indices", "caption");
    assert_eq!(
        captions.next().expect("a caption").text,
        "Lowest cash: share of the variance that inputs and luck make, each drawn independently of the \
         others, with 95 % confidence intervals"
    );
    let left_out = "Correlations are left out.";
    assert!(view.all("p").any(|hint| hint.text.ends_with(left_out)));
    let rows = view.rows("insight-matters-indices");
    // What inputs and luck explain together, three inputs, and the luck of phases and events.
    assert_eq!(rows.len(), 1 + 2 + 3 + 2);
    assert_eq!(rows[1][0], "All inputs together");
    assert_eq!(rows[2][0], "All luck together");
    let of_luck = rows.iter().filter(|row| row[0].starts_with("Luck: "));
    assert_eq!(of_luck.count(), 2);
    let totals: Vec<f64> = rows[3..]
        .iter()
        .map(|row| {
            row[2]
                .split_whitespace()
                .next()
                .expect("a total")
                .parse()
                .expect("a number")
        })
        .collect();
    assert!(totals.is_sorted_by(|a, b| a >= b), "{totals:?}");
    assert!(totals.iter().sum::<f64>() > 0.9, "{totals:?}");
    let mut other = this.clone();
    other.set("finance.raise", 1e6).expect("possible");
    page.show(&other);
    page.work();
    let view = page.view(PANEL);
    assert_eq!(view.rows("insight-matters-indices"), rows);
    let old = view
        .within("insight-matters-indices", "div")
        .next()
        .expect("a mark");
    assert!(
        old.has_class("old") && old.get("aria-busy").is_none(),
        "nobody asked for new ones"
    );
}

#[test]
fn indices_of_odds_are_of_whether_it_happens() {
    let mut this = Scenario::preset(Preset::Realistic);
    for row in PARAMETERS.iter().filter(|row| row.spread.is_some()) {
        if !matches!(row.key, "growth.viral" | "infra.stage3") {
            this.uncertainty
                .set_spread(row.key, headroom::model::uncertainty::Spread::FIXED)
                .expect("it can be fixed");
        }
    }
    // What is missing and no more: whether that is enough depends on inputs and luck.
    let missing = figures(&this.inputs, &run(&this.inputs)).missing_funding;
    let cash = this.get("finance.cash").expect("an input");
    this.set("finance.cash", cash + missing).expect("possible");
    let (mut page, _) = asked(&this, "odds:survive");
    page.send(PANEL, "indices", &[], Some(("indices", "start")));
    page.work();
    let view = page.view(PANEL);
    let mut captions = view.within("insight-matters-indices", "caption");
    let caption = &captions.next().expect("a caption").text;
    assert!(
        caption.contains(", whether it happens in a run: share of the variance"),
        "{caption}"
    );
}

#[test]
fn a_tornado_of_odds_says_how_sure_it_is_of_each_end() {
    let mut this = Scenario::preset(Preset::Realistic);
    // Survival is neither hopeless nor certain.
    this.set("finance.cash", 1_900_000.0).expect("possible");
    let (mut page, view) = asked(&this, "odds:survive");
    let rows = view.rows("insight-matters-tornado");
    assert!(rows.len() > 2);
    for row in &rows[1..] {
        for cell in [&row[1], &row[3]] {
            assert!(cell.contains('±') && cell.contains(" at "), "{cell}");
        }
    }
    let said = &view.by_id("insight-matters-said").text;
    assert!(
        said.contains("1,000 runs") && said.contains("chance"),
        "{said}"
    );
    let is_explained = view
        .all("caption")
        .any(|caption| caption.text.contains("run by run"));
    assert!(is_explained);
    page.send(PANEL, "figure", &[("question", "lowest_cash")], None);
    page.work();
    let rows = page.view(PANEL).rows("insight-matters-tornado");
    assert!(!rows.iter().flatten().any(|cell| cell.contains('±')));
}

#[test]
fn inputs_that_move_nothing_are_not_said_to_move_it_most() {
    let mut this = Scenario::preset(Preset::Realistic);
    this.set("finance.cash", 1e9).expect("possible");
    let (_, view) = asked(&this, "odds:survive");
    let said = &view.by_id("insight-matters-said").text;
    assert!(
        said.ends_with("None of the uncertain inputs moves it by itself."),
        "and none is said to do so by chance: {said}"
    );
    assert!(view.rows("insight-matters-tornado").is_empty());
    let all = this.uncertainty.uncertain().count();
    assert_eq!(view.rows("insight-matters-tornado-rest").len(), 1 + all);
    // Where some do, only these come first.
    let (_, view) = asked(&moved(), "phase1_week");
    let rows = view.rows("insight-matters-tornado");
    assert!(rows.len() > 1 && rows.len() < 1 + 12, "{rows:?}");
    for row in &rows[1..] {
        let [low, high] = [&row[1], &row[3]].map(|cell| cell.split(" at ").next());
        assert_ne!(low, high, "{row:?}");
    }
}

#[test]
fn parts_of_odds_have_standard_errors_and_say_of_how_many_runs_they_are() {
    let (_, view) = asked(&moved(), "odds:survive");
    let rows = view.rows("insight-matters-waterfall");
    assert!(rows.len() > 4, "{rows:?}");
    for row in &rows[2..rows.len() - 1] {
        assert!(row[1].contains(" points ±"), "{row:?}");
    }
    // What they go from and to is of as many runs.
    for row in [&rows[1], &rows[rows.len() - 1]] {
        let (odds, error) = row[1]
            .split_once(" % ±\u{a0}")
            .expect("odds and their error");
        let odds = amount(odds) / 100.0;
        let expected = Share::of_runs(odds, 2_000)
            .standard_error()
            .expect("an error");
        assert_eq!(error, format::odds_error(expected), "{row:?}");
    }
    let said = &view.by_id("insight-matters-why").text;
    assert!(said.contains("2,000 runs of the same luck"), "{said}");
    let mut captions = view.within("insight-matters-waterfall", "caption");
    let caption = &captions.next().expect("a caption").text;
    assert!(caption.contains("± one standard error"), "{caption}");
    let (_, view) = asked(&moved(), "lowest_cash");
    let rows = view.rows("insight-matters-waterfall");
    assert!(!rows.iter().flatten().any(|cell| cell.contains('±')));
}

#[test]
fn many_groups_have_fewer_runs_for_each_of_their_mixtures() {
    let mut this = moved();
    let more = [
        ("finance.cash", 900_000.0),
        ("finance.raise_month", 3.0),
        ("phases.1.weeks", 5.0),
        ("phases.2.weeks", 11.0),
    ];
    for (groups, (key, value)) in (5..).zip(more) {
        this.set(key, value).expect("possible");
        let (_, view) = asked(&this, "odds:survive");
        let rows = view.rows("insight-matters-waterfall");
        assert_eq!(rows.len(), 1 + 2 + groups, "{rows:?}");
        let said = &view.by_id("insight-matters-why").text;
        let runs = ["2,000", "1,000", "500", "256"][groups - 5];
        assert!(
            said.contains(&format!("is {runs} runs of the same luck")),
            "{groups}: {said}"
        );
    }
}

#[test]
fn millions_are_written_as_millions_and_add_up() {
    let mut this = moved();
    this.set("finance.cash", 9_000_000.0).expect("possible");
    let (_, view) = asked(&this, "lowest_cash");
    let rows = view.rows("insight-matters-waterfall");
    for row in &rows[1..] {
        assert!(row[1].ends_with('M'), "{row:?}");
    }
    let amounts: Vec<f64> = rows[1..].iter().map(|row| amount(&row[1])).collect();
    let (last, before) = amounts.split_last().expect("rows");
    assert!((before.iter().sum::<f64>() - last).abs() < 1e-9, "{rows:?}");
    let said = &view.by_id("insight-matters-why").text;
    let now = rows.last().expect("an end")[1].clone();
    assert!(said.contains(&format!("{now} now")), "{said} {now}");
}
