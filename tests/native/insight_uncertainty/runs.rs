//! Runs: more of them on demand, with progress, until they are cancelled or made.

use headroom::ensemble::{BLOCK, Detail, Ensemble};
use headroom::insight::{Panel, SEED, USUAL_RUNS};

use super::{PANEL, opened, realistic};
use crate::insight_page::Page;

/// Counts some of the runs of an ensemble, whole blocks of them.
fn count_part(page: &mut Page, runs: u32, of: u32) {
    let mut ensemble = Ensemble::new(&realistic(), of, SEED, Detail::Everything);
    let mut tally = ensemble.tally();
    ensemble.add_blocks(0..runs.div_ceil(BLOCK), &mut tally);
    page.desk.tally(&tally, runs, of);
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
fn more_runs_than_usual_are_made_on_once_the_panel_is_opened_again() {
    let mut page = opened();
    page.send(PANEL, "runs", &[], Some(("runs", "20000")));
    count_part(&mut page, 1_024, 20_000);
    page.open(Panel::PlanCheck);
    assert_eq!(page.desk.runs(), USUAL_RUNS);
    page.open(PANEL);
    assert_eq!(page.desk.runs(), 20_000);
}
