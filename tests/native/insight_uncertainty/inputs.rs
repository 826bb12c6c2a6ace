//! The uncertain inputs as they are shown: how many, between which ends, and what goes together.

use headroom::ensemble::copula::{CORRELATIONS, MEMBERS};
use headroom::model::parameters::Parameter;
use headroom::model::uncertainty::Shape;
use headroom::model::units::Notation;
use headroom::session::lever::Lever;

use super::{PANEL, number, opened, realistic};
use crate::insight_page::Page;

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
