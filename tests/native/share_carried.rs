//! What is changed of one plan, carried over to another.

use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::link::{Change, View, from_link, to_link};

fn carried(before: &str, after: &str, now: &str) -> String {
    Change::between(before, after).carried_to(now)
}

fn with(link: &str) -> Scenario {
    let (scenario, problems) = from_link(link);
    assert!(problems.is_empty(), "{problems:?}");
    scenario
}

#[test]
fn a_change_of_the_plan_on_the_page_is_that_change() {
    let links = [
        "",
        "v=1&team.scaling=0.6&uncertain.growth.viral=0.1:0.3",
        "v=1&preset=as-written&name=Other&finance.raise=500000&compare=realistic",
        "v=1&hires=1:120000:Designer,2.5:90000:Tester&stress.database=20",
    ];
    for before in links {
        for after in links {
            let here = carried(before, after, before);
            assert_eq!(with(&here), with(after), "{before} to {after}");
            let same = carried(before, before, after);
            assert_eq!(View::from_link(&same), View::from_link(after));
        }
    }
}

#[test]
fn nothing_that_was_changed_meanwhile_is_lost() {
    for (before, after, now, wanted) in [
        (
            "",
            "v=1&uncertain.growth.viral=0.1:0.3",
            "v=1&team.scaling=0.6",
            "v=1&team.scaling=0.6&uncertain.growth.viral=0.1:0.3",
        ),
        // What was reset on either way is reset.
        (
            "v=1&growth.viral=0.3&team.scaling=0.6",
            "v=1&team.scaling=0.6",
            "v=1&growth.viral=0.3&finance.cash=1",
            "v=1&finance.cash=1",
        ),
        // What was chosen in the panel is what a receipt tells.
        (
            "v=1&finance.raise=1",
            "v=1&finance.raise=2",
            "v=1&finance.raise=3",
            "v=1&finance.raise=2",
        ),
        // Another plan, in which a slider was moved meanwhile.
        (
            "v=1&growth.viral=0.3",
            "v=1&preset=as-written&name=Other",
            "v=1&growth.viral=0.3&team.scaling=0.6",
            "v=1&preset=as-written&team.scaling=0.6&name=Other",
        ),
    ] {
        let here = carried(before, after, now);
        assert_eq!(with(&here), with(wanted), "{here}");
    }
}

#[test]
fn lists_are_taken_as_they_are() {
    let all = to_link(&with("v=1&hires=1:120000:Designer"));
    let here = carried("", &all, "v=1&team.scaling=0.6");
    let wanted = format!("{all}&team.scaling=0.6");
    assert_eq!(with(&here), with(&wanted));
    let preset = Scenario::preset(Preset::Realistic);
    assert_eq!(
        with(&carried(&all, "", &wanted)).inputs.hires,
        preset.inputs.hires
    );
}
