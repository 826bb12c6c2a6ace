//! The panel of odds and of what is uncertain.

use headroom::ensemble::copula::{CORRELATIONS, MEMBERS};
use headroom::ensemble::{BLOCK, Detail, Ensemble};
use headroom::forecast::Forecast;
use headroom::insight::{Panel, SEED, USUAL_RUNS};
use headroom::model::parameters::Parameter;
use headroom::model::preset::Preset;
use headroom::model::risks::Risk;
use headroom::model::scenario::Scenario;
use headroom::model::targets::TARGETS;
use headroom::model::uncertainty::{Shape, Spread};
use headroom::model::units::Notation;
use headroom::session::lever::Lever;

use crate::insight_page::Page;

const PANEL: Panel = Panel::Uncertainty;

fn realistic() -> Scenario {
    Scenario::preset(Preset::Realistic)
}

fn opened() -> Page {
    opened_of(&realistic())
}

fn opened_of(scenario: &Scenario) -> Page {
    let mut page = Page::of(scenario);
    page.open(PANEL);
    page.count(scenario, 512);
    page.look();
    page
}

/// A plan that is neither lost nor safe.
fn undecided() -> Scenario {
    let mut scenario = realistic();
    scenario.set("finance.cash", 1_500_000.0).expect("possible");
    scenario
}

/// Counts some of the runs of an ensemble, whole blocks of them.
fn count_part(page: &mut Page, runs: u32, of: u32) {
    let mut ensemble = Ensemble::new(&realistic(), of, SEED, Detail::Everything);
    let mut tally = ensemble.tally();
    ensemble.add_blocks(0..runs.div_ceil(BLOCK), &mut tally);
    page.desk.tally(&tally, runs, of);
}

fn number(cell: &str) -> f64 {
    let figure: String = cell
        .replace('−', "-")
        .chars()
        .skip_while(|c| !c.is_ascii_digit() && *c != '-')
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
        .collect();
    figure
        .parse()
        .unwrap_or_else(|_| panic!("no number in {cell:?}"))
}

#[test]
fn the_odds_are_those_of_the_tally() {
    let mut page = opened();
    let mut ensemble = Ensemble::new(&realistic(), 512, SEED, Detail::Everything);
    let mut tally = ensemble.tally();
    ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
    let odds = tally.odds();
    let view = page.view(PANEL);
    let said = &view.by_id("insight-uncertainty-said").text;
    assert!(
        said.contains("512 runs") && said.contains("seed 1") && said.contains("0.4 %"),
        "{said}"
    );
    let survival = odds.survival.value().expect("runs") * 100.0;
    let headline = view
        .within("insight-uncertainty-fate", "p")
        .next()
        .expect("a headline");
    assert!(
        (number(&headline.text) - survival).abs() <= 0.05 + 1e-9,
        "{}",
        headline.text
    );
    let rows = view.rows("insight-uncertainty-targets");
    assert_eq!(rows.len(), TARGETS.len() + 1);
    for (row, target) in rows[1..].iter().zip(&odds.targets) {
        let expected = target.met.value().expect("runs") * 100.0;
        assert!((number(&row[1]) - expected).abs() <= 0.05 + 1e-9, "{row:?}");
    }
    let phases = view.rows("insight-uncertainty-phases");
    assert_eq!(phases.len(), 2 + 3);
    let mut late = 0;
    for (row, phase) in phases[2..].iter().zip(&odds.phases) {
        for (place, share) in [0.1, 0.5, 0.9].into_iter().enumerate() {
            // A week by which so many of all futures finish it, or none within the horizon.
            let finished = &row[1 + place];
            let by = |week: i32| -> u32 {
                let counts = phase.finished.iter().filter(|count| count.weeks <= week);
                counts.map(|count| count.runs).sum()
            };
            if finished == "later" {
                late += 1;
                assert!(f64::from(by(i32::MAX)) <= share * 512.0 + 1.0, "{row:?}");
            } else {
                let week: i32 = finished.parse().expect("a week");
                assert!(f64::from(by(week)) >= share * 512.0 - 1.0, "{row:?}");
                assert!(f64::from(by(week - 1)) <= share * 512.0 + 1.0, "{row:?}");
            }
        }
    }
    assert!(
        late > 0,
        "some phase is not finished in nine of ten futures"
    );
}

#[test]
fn what_goes_with_failure_most_comes_first() {
    let mut page = opened_of(&undecided());
    let rows = page.view(PANEL).rows("insight-uncertainty-failure");
    let differences: Vec<f64> = rows[1..]
        .iter()
        .map(|row| row[3].as_str())
        .take_while(|cell| *cell != "–")
        .map(number)
        .collect();
    assert!(differences.len() > 5);
    assert!(differences.is_sorted_by(|a, b| a >= b), "{differences:?}");
}

#[test]
fn odds_of_the_plan_before_are_marked_until_the_next_are_counted() {
    let mut page = opened();
    let mut other = realistic();
    other.set("finance.raise", 1e6).expect("possible");
    page.show(&other);
    let view = page.view(PANEL);
    let old = view
        .within("insight-uncertainty-fate", "div")
        .next()
        .expect("a mark");
    assert!(old.has_class("old") && old.get("aria-busy") == Some("true"));
    assert!(old.text.contains("Of the plan before this change"));
    page.count(&other, 256);
    let view = page.view(PANEL);
    assert!(!view.0.iter().any(|each| each.has_class("old")));
    assert_eq!(view.all("progress").count(), 0);
}

#[test]
fn progress_is_shown_while_more_runs_are_made() {
    let mut page = opened();
    page.send(PANEL, "runs", &[], Some(("runs", "20000")));
    count_part(&mut page, 5_000, 20_000);
    assert_eq!(page.view(PANEL).all("progress").count(), 0);
    page.desk.tell_time(200.0);
    count_part(&mut page, 10_000, 20_000);
    let view = page.view(PANEL);
    let progress = view.all("progress").next().expect("progress");
    assert_eq!(progress.get("value"), Some("0.500"));
    assert!(
        view.all("button")
            .any(|each| each.is("button", "name", "cancel"))
    );
}

#[test]
fn the_usual_runs_are_those_of_the_charts_and_cannot_be_cancelled() {
    let mut page = Page::realistic();
    page.open(PANEL);
    count_part(&mut page, 500, USUAL_RUNS);
    page.desk.tell_time(300.0);
    count_part(&mut page, 1_000, USUAL_RUNS);
    let view = page.view(PANEL);
    assert_eq!(view.all("progress").count(), 1);
    assert!(
        !view
            .all("button")
            .any(|each| each.is("button", "name", "cancel"))
    );
}

/// What the panel says of the runs.
fn said(page: &mut Page) -> String {
    let view = page.view(PANEL);
    view.by_id("insight-uncertainty-said").text.clone()
}

#[test]
fn fewer_runs_never_take_the_place_of_more_before_all_of_them_are_made() {
    let mut page = opened();
    page.send(PANEL, "runs", &[], Some(("runs", "20000")));
    count_part(&mut page, 256, 20_000);
    assert!(said(&mut page).starts_with("512 runs"));
    count_part(&mut page, 1_024, 20_000);
    assert!(said(&mut page).starts_with("1,024 runs"));
}

#[test]
fn runs_that_are_cancelled_leave_the_last_whole_result_and_say_so() {
    let mut page = opened();
    let before = page.view(PANEL).rows("insight-uncertainty-targets");
    page.send(PANEL, "runs", &[], Some(("runs", "100000")));
    count_part(&mut page, 1_024, 100_000);
    page.desk.tell_time(200.0);
    count_part(&mut page, 2_048, 100_000);
    assert_ne!(page.view(PANEL).rows("insight-uncertainty-targets"), before);
    page.send(PANEL, "runs", &[], Some(("cancel", "runs")));
    assert_eq!(page.desk.runs(), USUAL_RUNS);
    let view = page.view(PANEL);
    assert_eq!(view.rows("insight-uncertainty-targets"), before);
    assert_eq!(view.all("progress").count(), 0);
    let stopped = &view.by_id("insight-uncertainty-runs-stopped").text;
    assert!(
        stopped.contains("Stopped at 2,048 of 100,000 runs."),
        "{stopped}"
    );
    assert!(said(&mut page).starts_with("512 runs"));
    // The charts take the usual runs from then on: parts of these are no news here.
    count_part(&mut page, 256, USUAL_RUNS);
    page.count(&realistic(), 256);
    assert!(said(&mut page).starts_with("512 runs"));
    page.send(PANEL, "runs", &[], Some(("again", "runs")));
    assert_eq!(page.desk.runs(), 100_000);
    let view = page.view(PANEL);
    assert_eq!(view.by_id("insight-uncertainty-runs-stopped").text, "");
    page.desk.ask("uncertainty", "part=runs&cancel=runs");
    let mut other = realistic();
    other.set("finance.raise", 1e6).expect("possible");
    page.show(&other);
    let view = page.view(PANEL);
    assert_eq!(view.by_id("insight-uncertainty-runs-stopped").text, "");
}

#[test]
fn runs_that_are_cancelled_go_back_to_as_many_as_were_made_before() {
    let mut page = opened();
    page.send(PANEL, "runs", &[], Some(("runs", "20000")));
    count_part(&mut page, 20_000, 20_000);
    page.send(PANEL, "runs", &[], Some(("runs", "100000")));
    count_part(&mut page, 1_024, 100_000);
    page.desk.tell_time(200.0);
    count_part(&mut page, 2_048, 100_000);
    page.send(PANEL, "runs", &[], Some(("cancel", "runs")));
    // Charts and verdict are of as many as the panel.
    assert_eq!(page.desk.runs(), 20_000);
    assert!(said(&mut page).starts_with("20,000 runs"));
    // They are made once more for these, which is no news here.
    count_part(&mut page, 1_024, 20_000);
    page.desk.tell_time(900.0);
    count_part(&mut page, 2_048, 20_000);
    let view = page.view(PANEL);
    assert_eq!(view.all("progress").count(), 0);
    assert!(said(&mut page).starts_with("20,000 runs"));
}

#[test]
fn where_every_future_fails_nothing_goes_with_failure() {
    for (cash, part) in [(0.0, "Every future fails"), (1e9, "No future fails")] {
        let mut scenario = realistic();
        scenario.set("finance.cash", cash).expect("possible");
        let mut page = opened_of(&scenario);
        let view = page.view(PANEL);
        assert!(view.rows("insight-uncertainty-failure").is_empty());
        let text: String = view
            .within("insight-uncertainty-failure", "p")
            .map(|each| each.text.clone())
            .collect();
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn what_goes_together_is_a_symmetric_matrix_in_plain_sight() {
    let mut page = opened();
    let view = page.view(PANEL);
    let place = view.0.iter().position(|each| each.has_class("matrix"));
    let place = place.expect("a matrix");
    let around = &view.0[place].around;
    assert!(!around.iter().any(|&at| view.0[at].name == "details"));
    let within = |name: &'static str| {
        let all = view.all(name);
        all.filter(move |each| each.around.contains(&place))
    };
    let headings = |scope: &str| -> Vec<String> {
        within("th")
            .filter(|heading| heading.get("scope") == Some(scope))
            .map(|heading| heading.text.clone())
            .collect()
    };
    let rows = headings("row");
    assert_eq!(headings("col")[1..], rows);
    assert_eq!(rows.len(), MEMBERS);
    let cells: Vec<f64> = within("td").map(|cell| number(&cell.text)).collect();
    let at = |row: usize, column: usize| cells[row * MEMBERS + column];
    for row in 0..MEMBERS {
        assert_eq!(at(row, row), 1.0);
        for column in 0..MEMBERS {
            assert_eq!(at(row, column), at(column, row));
        }
    }
    for correlation in &CORRELATIONS {
        let find = |key: &str| {
            let label = Parameter::by_key(key).map_or("Overrun of phase 1", |row| row.label);
            rows.iter().position(|row| row == label).expect("a member")
        };
        let (first, second) = (find(correlation.first), find(correlation.second));
        let second = if first == second { first + 1 } else { second };
        assert_eq!(at(first, second), correlation.spearman);
    }
    let related = cells.iter().filter(|cell| **cell != 0.0).count();
    // The diagonal; the pairs of three phases, each with the time to hire, and two pairs more.
    assert_eq!(related, MEMBERS + 2 * (3 + 3 + 2));
    let hint = view
        .all("p")
        .find(|each| each.text.starts_with("Assumption"))
        .expect("what is assumed of the phases");
    for part in [
        "0.54",
        "0.41",
        "2.43",
        "correlation of 0.60",
        "“Effort against estimate” is set to Fixed, no phase",
    ] {
        assert!(hint.text.contains(part), "{part} in {}", hint.text);
    }
    let caption = view.all("caption").find(|each| each.text.contains("hire"));
    let caption = &caption.expect("what is said of the delays").text;
    assert!(!caption.contains("one by one"), "{caption}");
    assert!(caption.contains("each goes with the overruns"), "{caption}");
}

#[test]
fn a_spread_that_is_edited_comes_back_as_a_plan_and_the_fields_stay_alone() {
    let mut page = opened();
    page.send(
        PANEL,
        "edits",
        &[
            ("growth.viral.high", "0.3"),
            ("churn.free.shape", "uniform"),
        ],
        None,
    );
    page.look();
    let (scenario, said) = page.applied.pop().expect("a plan");
    assert!(page.applied.is_empty());
    let spread = |key: &str| {
        scenario
            .uncertainty
            .spread(Parameter::by_key(key).expect("a row"))
    };
    assert_eq!(
        spread("growth.viral"),
        Spread {
            low: 0.18,
            high: 0.3,
            shape: Shape::Pert
        }
    );
    assert_eq!(spread("churn.free").shape, Shape::Uniform);
    assert!(
        said.contains("Word-of-mouth signups") && said.contains("0.3"),
        "{said}"
    );
    assert!(said.contains("Uniform"), "{said}");
    assert_eq!(scenario.inputs, realistic().inputs);
    page.show(&scenario);
    page.look();
    let inputs = "insight-uncertainty-inputs".to_owned();
    assert!(!page.sent.contains(&inputs), "the founder's caret is there");
    // Undone elsewhere: then the fields have to follow.
    page.show(&realistic());
    page.look();
    assert!(page.sent.contains(&inputs));
}

#[test]
fn an_input_can_be_fixed_and_made_uncertain_again() {
    let mut page = opened();
    page.send(PANEL, "edits", &[("growth.viral.shape", "fixed")], None);
    page.look();
    let (fixed, _) = page.applied.pop().expect("a plan");
    let row = Parameter::by_key("growth.viral").expect("a row");
    assert!(fixed.uncertainty.spread(row).is_fixed());
    let mut page = Page::of(&fixed);
    page.open(PANEL);
    page.look();
    page.send(PANEL, "edits", &[("growth.viral.shape", "pert")], None);
    page.look();
    let (again, _) = page.applied.pop().expect("a plan");
    assert_eq!(
        again.uncertainty,
        realistic().uncertainty,
        "the table's ends were at hand"
    );
}

#[test]
fn ends_that_are_typed_for_a_fixed_input_are_refused_and_taken_with_a_shape() {
    let mut fixed = realistic();
    let row = Parameter::by_key("growth.viral").expect("a row");
    let set = fixed.uncertainty.set_spread(row.key, Spread::FIXED);
    assert_eq!(set, Ok(()));
    let mut page = Page::of(&fixed);
    page.open(PANEL);
    let typed = [("growth.viral.low", "0.1"), ("growth.viral.high", "0.4")];
    page.send(PANEL, "edits", &typed, None);
    let view = page.view(PANEL);
    let refusal = &view.by_id("insight-uncertainty-refusal-growth.viral").text;
    for part in ["Word-of-mouth signups", "0.1 to 0.4", "choose a shape"] {
        assert!(refusal.contains(part), "{refusal}");
    }
    assert!(page.applied.is_empty());
    let shaped = [&typed[..], &[("growth.viral.shape", "pert")]].concat();
    page.send(PANEL, "edits", &shaped, None);
    let view = page.view(PANEL);
    let refusal = view.by_id("insight-uncertainty-refusal-growth.viral");
    assert_eq!(refusal.text, "");
    let (scenario, _) = page.applied.pop().expect("a plan");
    let spread = scenario.uncertainty.spread(row);
    assert_eq!((spread.low, spread.high), (0.1, 0.4));
}

#[test]
fn a_difference_of_next_to_nothing_has_a_bar_of_next_to_nothing() {
    // Nearly all futures of the realistic plan fail, whatever happens in them.
    let mut page = opened();
    page.count(&realistic(), USUAL_RUNS);
    let view = page.view(PANEL);
    let widths: Vec<f64> = view
        .within("insight-uncertainty-failure", "rect")
        .filter_map(|bar| bar.get("width")?.parse().ok())
        .collect();
    assert!(!widths.is_empty());
    assert!(widths.iter().all(|width| *width < 20.0), "{widths:?}");
}

#[test]
fn the_number_of_runs_that_holds_looks_pressed() {
    let mut page = opened();
    let pressed = |page: &mut Page| -> Vec<String> {
        let view = page.view(PANEL);
        let counts = view.within("insight-uncertainty-counts", "button");
        let pressed = counts.filter(|each| each.get("aria-pressed") == Some("true"));
        pressed.map(|each| each.text.clone()).collect()
    };
    assert_eq!(pressed(&mut page), ["5,000 runs"]);
    page.send(PANEL, "runs", &[], Some(("runs", "20000")));
    assert_eq!(pressed(&mut page), ["20,000 runs"]);
    // Many runs are asked for once.
    let mut other = realistic();
    other.set("team.scaling", 0.6).expect("possible");
    page.show(&other);
    assert_eq!(pressed(&mut page), ["5,000 runs"]);
}

#[test]
fn a_refusal_goes_with_what_was_refused() {
    let mut page = opened();
    let typed = [("growth.viral.low", "0.9")];
    let refusal = |page: &mut Page| {
        page.view(PANEL)
            .by_id("insight-uncertainty-refusal-growth.viral")
            .text
            .clone()
    };
    page.send(PANEL, "edits", &typed, None);
    assert_ne!(refusal(&mut page), "");
    // Another edit makes another plan, and the fields stay as they are.
    let both = [&typed[..], &[("support.rate.low", "90")]].concat();
    page.send(PANEL, "edits", &both, None);
    page.look();
    let (scenario, _) = page.applied.pop().expect("a plan");
    page.show(&scenario);
    assert_ne!(refusal(&mut page), "");
    // It is taken back: the fields say what the plan says.
    page.show(&realistic());
    assert_eq!(refusal(&mut page), "");
    page.send(PANEL, "edits", &typed, None);
    assert_ne!(refusal(&mut page), "");
    page.open(Panel::Matters);
    page.open(PANEL);
    assert_eq!(refusal(&mut page), "");
}

#[test]
fn ends_that_an_input_had_before_it_was_fixed_are_nothing_new() {
    let mut page = opened();
    let ends = [("growth.viral.low", "0.1"), ("growth.viral.high", "0.4")];
    page.send(PANEL, "edits", &ends, None);
    page.look();
    let (scenario, _) = page.applied.pop().expect("a plan");
    page.show(&scenario);
    let fixed = [&ends[..], &[("growth.viral.shape", "fixed")]].concat();
    page.send(PANEL, "edits", &fixed, None);
    page.look();
    let (scenario, _) = page.applied.pop().expect("a plan");
    page.show(&scenario);
    // The fields still say what they said; another edit is sent with them.
    let other = [&fixed[..], &[("support.rate.low", "90")]].concat();
    page.send(PANEL, "edits", &other, None);
    let view = page.view(PANEL);
    let refusal = view.by_id("insight-uncertainty-refusal-growth.viral");
    assert_eq!(refusal.text, "");
    assert_eq!(page.applied.len(), 1);
}

#[test]
fn an_impossible_edit_is_refused_beside_its_field_and_the_others_are_taken() {
    for (changes, key, parts) in [
        (
            &[("growth.viral.low", "abc")][..],
            "growth.viral",
            &["Word-of-mouth signups", "“abc”", "not a number"][..],
        ),
        (
            &[("growth.viral.low", "0.9")],
            "growth.viral",
            &["0.9", "not below", "0.28"],
        ),
        (
            &[("growth.viral.high", "11")],
            "growth.viral",
            &["11", "0 ", "10 "],
        ),
        (
            &[("churn.free.high", "120 %")],
            "churn.free",
            &["120 %", "0 %", "99 %"],
        ),
        (
            &[("growth.partner.shape", "lognormal")],
            "growth.partner",
            &["Partner signups", "above 0"],
        ),
        (
            &[("risk.bill", "often")],
            "risk.bill",
            &["“often”", "LOW, MEDIUM, HIGH"],
        ),
        (
            &[("risk.bill", "100 %")],
            "risk.bill",
            &["100 %", "0 %", "99 %"],
        ),
    ] {
        let mut page = opened();
        let mut all = changes.to_vec();
        all.push(("support.rate.low", "90"));
        page.send(PANEL, "edits", &all, None);
        let view = page.view(PANEL);
        let beside = view.by_id(&format!("insight-uncertainty-refusal-{key}"));
        for part in parts {
            assert!(
                beside.text.contains(part),
                "{:?} in {:?}",
                part,
                beside.text
            );
        }
        assert_eq!(beside.get("role"), Some("alert"));
        let (scenario, _) = page.applied.pop().expect("the other edit");
        let rate = Parameter::by_key("support.rate").expect("a row");
        assert_eq!(scenario.uncertainty.spread(rate).low, 90.0);
        let mut without = scenario.clone();
        without.uncertainty.reset_spread(rate);
        assert_eq!(without, realistic(), "the last good value stays");
        // What is mended is refused no more.
        page.send(PANEL, "edits", &[], None);
        let view = page.view(PANEL);
        assert_eq!(
            view.by_id(&format!("insight-uncertainty-refusal-{key}"))
                .text,
            ""
        );
    }
}

#[test]
fn probabilities_are_words_or_numbers() {
    for (text, expected) in [
        ("high", Some(0.65)),
        ("40 %", Some(0.4)),
        ("40", Some(0.4)),
        ("LOW", None),
        ("12 %", None),
    ] {
        let mut page = opened();
        page.send(PANEL, "edits", &[("risk.bill", text)], None);
        page.look();
        let applied = page
            .applied
            .pop()
            .map(|(scenario, _)| scenario.uncertainty.probability(Risk::Bill));
        assert_eq!(applied, expected, "{text}");
    }
}

/// The ends of an input as its fields say them, and what is said of them.
fn ends_of(page: &mut Page, key: &str) -> (String, String, String) {
    let view = page.view(PANEL);
    let of = |part: &str| {
        let name = format!("{key}.{part}");
        let field = view.all("input").find(|it| it.is("input", "name", &name));
        field
            .and_then(|it| it.get("value"))
            .expect("a field")
            .to_owned()
    };
    let hint = &view
        .by_id(&format!("insight-uncertainty-widened-{key}"))
        .text;
    (of("low"), of("high"), hint.clone())
}

#[test]
fn a_range_shows_the_ends_that_are_used_and_what_has_widened_it() {
    let key = "growth.viral";
    let row = Parameter::by_key(key).expect("a row");
    let mut page = opened();
    let (low, high, hint) = ends_of(&mut page, key);
    assert_eq!(
        (low.as_str(), high.as_str(), hint.as_str()),
        ("0.18", "0.28", "")
    );
    let mut far = realistic();
    far.move_parameter(row, 3.0);
    page.show(&far);
    let (low, high, hint) = ends_of(&mut page, key);
    assert_eq!((low.as_str(), high.as_str()), ("0.18", "3"));
    assert!(hint.contains("outside 0.18 to 0.28 and widens"), "{hint}");
    // The same plan with another value elsewhere: nothing of it is lost.
    far.set("finance.raise", 1e6).expect("possible");
    page.show(&far);
    assert_eq!(ends_of(&mut page, key).2, hint);
    // What is chosen for these ends is chosen for those that are shown.
    page.send(PANEL, "edits", &[("growth.viral.shape", "uniform")], None);
    page.look();
    let (mut uniform, _) = page.applied.pop().expect("a plan");
    let spread = uniform.uncertainty.spread(row);
    assert_eq!((spread.low, spread.high), (0.18, 3.0));
    page.show(&uniform);
    assert_eq!(ends_of(&mut page, key).2, "", "the range holds the value");
    for value in [0.0, 0.25] {
        uniform.move_parameter(row, value);
    }
    let spread = uniform.uncertainty.spread(row);
    assert!(spread.low <= 0.25 && spread.high >= 0.25, "{spread:?}");
    page.show(&realistic());
    assert_eq!(ends_of(&mut page, key).1, "0.28");
}

#[test]
fn the_number_of_uncertain_inputs_follows_what_is_typed_and_fixed() {
    let count = |page: &mut Page| {
        let view = page.view(PANEL);
        let summary = view
            .all("summary")
            .find(|it| it.text.contains("uncertain input"));
        let summary = &summary.expect("a summary").text;
        let words = format!(
            "The {} uncertain inputs: how far, and in what shape",
            number(summary)
        );
        assert_eq!(*summary, words);
        number(&view.by_id("insight-uncertainty-count").text)
    };
    let mut page = opened();
    let before = count(&mut page);
    let rows = page.view(PANEL).rows("insight-uncertainty-inputs").len();
    let mut typed = realistic();
    let split = Parameter::by_key("team.scaling").expect("a row");
    let taken = Lever::Parameter(split).take(&mut typed, "50 to 60 %");
    assert_eq!(taken, Ok(()));
    page.show(&typed);
    assert_eq!(count(&mut page), before + 1.0);
    let view = page.view(PANEL);
    assert_eq!(view.rows("insight-uncertainty-inputs").len(), rows + 1);
    page.show(&realistic());
    page.send(PANEL, "edits", &[("growth.viral.shape", "fixed")], None);
    page.look();
    let (fixed, _) = page.applied.pop().expect("a plan");
    page.show(&fixed);
    assert_eq!(count(&mut page), before - 1.0);
}

#[test]
fn what_is_possible_is_said_in_the_singular_for_one() {
    let least = Parameter::by_key("team.engineers").expect("a row");
    assert_eq!(least.possible.0, 1.0);
    let mut scenario = realistic();
    let lever = Lever::Parameter(least);
    let refusal = lever
        .take(&mut scenario, "0")
        .expect_err("nobody")
        .to_string();
    assert!(
        refusal.contains("possible is 1 person to 1K people"),
        "{refusal}"
    );
}
#[test]
fn the_funding_of_a_plan_without_a_gap_is_a_sentence() {
    let mut rich = realistic();
    rich.set("finance.cash", 1e9).expect("possible");
    let mut page = Page::of(&rich);
    page.open(PANEL);
    page.count(&rich, 512);
    let view = page.view(PANEL);
    let funding = view.by_id("insight-uncertainty-funding");
    assert_eq!(funding.text, "No future misses money.");
    assert_eq!(view.within("insight-uncertainty-funding", "svg").count(), 0);
    let headline = &view.by_id("insight-uncertainty-fate").text;
    assert!(
        headline.contains("Nine in ten survive without more funding."),
        "{headline}"
    );
}

#[test]
fn the_money_that_saves_futures_is_said_to_be_there_from_the_start() {
    let mut page = opened();
    let view = page.view(PANEL);
    let headline = &view.by_id("insight-uncertainty-fate").text;
    assert!(
        headline.contains("more in the bank from the start, 90 % would."),
        "{headline}"
    );
    let rows = view.rows("insight-uncertainty-funding");
    assert!(!rows.iter().flatten().any(|cell| cell.starts_with("$0")));
}

#[test]
fn the_funding_of_the_plan_is_said_to_arrive_when_it_does() {
    let arrival = |plan: &Scenario| {
        let mut page = opened_of(plan);
        let view = page.view(PANEL);
        view.by_id("insight-uncertainty-arrival").text.clone()
    };
    let mut plan = realistic();
    assert_eq!(
        arrival(&plan),
        "New funding of the plan would arrive between month 3 and month 12, most likely in month 6; \
         say below that it is fixed if it is committed."
    );
    plan.set("finance.raise", 500_000.0).expect("possible");
    plan.set("finance.raise_month", 2.5).expect("possible");
    assert!(
        arrival(&plan)
            .starts_with("New funding of the plan arrives between month 2.5 and month 12, most")
    );
    let fixed = plan
        .uncertainty
        .set_spread("finance.raise_month", Spread::FIXED);
    assert_eq!(fixed, Ok(()));
    assert_eq!(
        arrival(&plan),
        "New funding of the plan arrives in month 2.5."
    );
    // Nobody asks for money that is not missing.
    plan.set("finance.cash", 1e9).expect("possible");
    assert_eq!(arrival(&plan), "");
}

#[test]
fn the_name_of_the_curve_says_by_when_half_of_all_futures_are_out_of_cash() {
    let name = |plan: &Scenario| {
        let mut page = opened_of(plan);
        let view = page.view(PANEL);
        let mut curves = view.within("insight-uncertainty-cash", "svg");
        let curve = curves.next().expect("a curve");
        let rows = view.rows("insight-uncertainty-cash-table");
        let half = rows[1..].iter().find(|row| number(&row[1]) >= 50.0);
        let half = half.map(|row| row[0].clone());
        (curve.get("aria-label").expect("a name").to_owned(), half)
    };
    let (said, half) = name(&realistic());
    let half = half.expect("most fail");
    assert!(
        said.contains(&format!(" by week 52; half of all futures by week {half}.")),
        "{said}"
    );
    let mut likely = realistic();
    likely.set("finance.cash", 3_000_000.0).expect("possible");
    let (said, half) = name(&likely);
    assert_eq!(half, None);
    assert!(said.ends_with(" by week 52."), "{said}");
}

#[test]
fn next_to_no_futures_say_nothing() {
    let mut this = undecided();
    let rare = this.uncertainty.set_probability(Risk::Database, 0.01);
    assert_eq!(rare, Ok(()));
    let mut page = Page::of(&this);
    page.open(PANEL);
    page.count(&this, 512);
    let rows = page.view(PANEL).rows("insight-uncertainty-failure");
    let few = rows.iter().filter(|row| row[4] == "too few futures");
    let few: Vec<_> = few.map(|row| (&row[0], &row[3])).collect();
    assert!(few.iter().any(|(label, _)| label.starts_with("Database")));
    assert!(few.iter().all(|(_, difference)| *difference == "–"));
    let first = rows.iter().position(|row| row[3] == "–");
    let first = first.expect("a row without a difference");
    assert!(
        rows[first..].iter().all(|row| row[3] == "–"),
        "they come last"
    );
}

#[test]
fn the_verdict_and_the_panel_write_the_same_odds_alike() {
    let notes = ["0.0002", "0.0002"].map(str::to_owned);
    let rare = Forecast::new(1, (5_000, 5_000), 0, &[], &notes);
    assert!(
        rare.sentence().contains(" 0.0 % ± <0.1 % keep"),
        "{}",
        rare.sentence()
    );
    let mut ensemble = Ensemble::new(&realistic(), 512, SEED, Detail::Everything);
    let mut tally = ensemble.tally();
    ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
    let survival = tally.odds().survival;
    let notes = [survival.value(), survival.standard_error()];
    let notes = notes.map(|note| note.expect("odds").to_string());
    let said = Forecast::new(1, (512, 512), 0, &[], &notes).sentence();
    let headline = opened()
        .view(PANEL)
        .by_id("insight-uncertainty-fate")
        .text
        .clone();
    let odds = headline.replace('\u{a0}', " ");
    let odds = odds.split(" of the futures").next().expect("odds");
    assert!(said.contains(&format!("{odds} % keep")), "{said} {odds}");
}

#[test]
fn more_runs_than_usual_are_made_on_once_the_panel_is_opened_again() {
    let mut page = opened();
    page.send(PANEL, "runs", &[], Some(("runs", "20000")));
    count_part(&mut page, 1_024, 20_000);
    page.open(Panel::PlanCheck);
    assert_eq!(page.desk.runs(), USUAL_RUNS);
    page.open(PANEL);
    assert_eq!(page.desk.runs(), 20_000);
}

#[test]
fn how_many_values_lie_between_typed_ends_is_not_promised_to_the_last() {
    let view = opened().view(PANEL);
    let mut hints = view.within("insight-uncertainty-inputs", "p");
    let is_told = hints.any(|hint| {
        hint.text.contains(
            "nine in ten lie between, or a few more where an end is close to the limit of what is possible.",
        )
    });
    assert!(is_told);
    let mut captions = view.within("insight-uncertainty-inputs", "caption");
    let caption = &captions.next().expect("a caption").text;
    assert!(
        caption.contains("lognormal: about nine in ten lie between"),
        "{caption}"
    );
    // Of what begins at nothing, 19 in 20 are below the typed end.
    let mut plan = realistic();
    let engineering = Lever::by_key("team.scaling").expect("a lever");
    engineering
        .set_range(&mut plan, (0.0, 0.5))
        .expect("possible");
    let row = Parameter::by_key("team.scaling").expect("a parameter");
    let spread = plan.uncertainty.spread(row);
    assert_eq!((spread.shape, spread.low), (Shape::Uniform, 0.0));
    assert!((0.5 / spread.high - 0.95).abs() < 1e-9, "{spread:?}");
}

#[test]
fn amounts_in_fields_have_their_sign() {
    let mut page = opened();
    let view = page.view(PANEL);
    let mut seen = 0;
    for field in view.within("insight-uncertainty-inputs", "input") {
        let name = field.get("name").expect("a name");
        let (key, _) = name.rsplit_once('.').expect("an input and an end");
        let row = Parameter::by_key(key).expect("a row");
        if row.unit.notation() == Notation::Dollars {
            let text = field.get("value").expect("a value");
            assert!(text.starts_with('$'), "{name}: {text}");
            seen += 1;
        }
    }
    assert!(seen > 4);
}
