//! Odds: those of the tally, alike wherever they are written, and marked while they are old.

use headroom::forecast::Forecast;
use headroom::model::scenario::Scenario;
use headroom::model::targets::TARGETS;

use super::{PANEL, number, opened, opened_of, realistic};
use crate::insight_page::counted;

#[test]
fn the_odds_are_those_of_the_tally() {
    let mut page = opened();
    let odds = counted(&realistic(), 512).odds();
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
fn the_verdict_and_the_panel_write_the_same_odds_alike() {
    let notes = ["0.0002", "0.0002"].map(str::to_owned);
    let rare = Forecast::new(1, (5_000, 5_000), 0, &[], &notes);
    assert!(
        rare.sentence().contains(" 0.0 % ± <0.1 % keep"),
        "{}",
        rare.sentence()
    );
    let survival = counted(&realistic(), 512).odds().survival;
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
