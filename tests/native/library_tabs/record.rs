//! The record that follows the page: when one begins, and what is found in it again.

use headroom::library::{Keep, Kind, Record, State};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::session::history::Arrival;
use headroom::share::to_link;

use super::{Store, Tab, links, named, realistic, saved_tab};

#[test]
fn an_untouched_preset_is_not_kept_and_a_change_is() {
    let mut store = Store::default();
    let mut tab = Tab::opened("a", realistic(), &mut store);
    assert_eq!(tab.shelf.state(), State::Apart);
    assert!(store.texts.is_empty());
    tab.change(40.0, 7.0);
    assert_eq!(tab.shelf.state(), State::Writing);
    tab.settle(&mut store);
    assert_eq!(tab.shelf.state(), State::Kept(7.0));
    tab.change(41.0, 8.0);
    tab.settle(&mut store);
    let records = store.records();
    assert_eq!(records.len(), 1, "one record follows the page");
    assert_eq!((records[0].revision, records[0].kind), (2, Kind::Draft));
    assert_eq!(records[0].scenario, tab.page);
}

#[test]
fn a_change_before_the_store_has_answered_is_kept_too() {
    let mut store = Store::default();
    let mut tab = Tab::new("a", realistic());
    tab.change(40.0, 1.0);
    tab.settle(&mut store);
    assert_eq!(links(&store), [to_link(&tab.page)]);
}

#[test]
fn a_link_from_elsewhere_overwrites_nothing() {
    let mut store = Store::default();
    let mut tab = saved_tab(&mut store);
    let saved = tab.page.clone();
    let mut foreign = realistic();
    foreign.set("growth.viral", 0.3).expect("possible");
    tab.show(foreign.clone(), Arrival::Led, 3.0);
    tab.settle(&mut store);
    assert_eq!(tab.shelf.state(), State::Apart, "looking is not keeping");
    tab.change(50.0, 4.0);
    tab.settle(&mut store);
    let kept = links(&store);
    assert_eq!(kept.len(), 2);
    assert!(kept.contains(&to_link(&saved)) && kept.contains(&to_link(&tab.page)));
    // Back leads to the record that the plan belonged to.
    tab.show(saved, Arrival::Led, 5.0);
    let record = tab.shelf.current_record().expect("known again");
    assert_eq!(record.scenario.name, "Base case");
}

#[test]
fn another_preset_begins_another_record() {
    let mut store = Store::default();
    let mut tab = saved_tab(&mut store);
    let saved = tab.page.clone();
    tab.show(Scenario::preset(Preset::AsWritten), Arrival::Changed, 3.0);
    tab.change(60.0, 4.0);
    tab.settle(&mut store);
    let kept = links(&store);
    assert_eq!(kept.len(), 2);
    assert!(kept.contains(&to_link(&saved)));
}

#[test]
fn what_a_plan_is_compared_with_comes_back_as_it_was() {
    let mut store = Store::default();
    let mut tab = Tab::opened("a", realistic(), &mut store);
    let two = Some(vec![named("one"), named("two")]);
    tab.change(40.0, 1.0);
    tab.compare(two.clone(), 2.0);
    tab.save("Base case", 3.0);
    tab.settle(&mut store);
    let id = tab.shelf.current().expect("saved").to_owned();
    let kept = tab.view();
    // A copy has it, too, and every change of the comparison is kept like one of the plan.
    tab.shelf.duplicate(&id, 4.0);
    tab.compare(Some(vec![]), 5.0);
    tab.settle(&mut store);
    let copy = tab.shelf.kept(Kind::Saved)[1].clone();
    assert_eq!((copy.compared.clone(), copy.id != id), (two, true));
    let changed = tab.shelf.record(&id).expect("kept").compared.clone();
    assert_eq!(changed, Some(vec![]));
    // Whoever looks at other plans in between finds it as it was.
    tab.show(Scenario::preset(Preset::AsWritten), Arrival::Led, 6.0);
    tab.compared = None;
    tab.open(&copy.id, 7.0);
    tab.settle(&mut store);
    assert_eq!(tab.view().compared, kept.compared);
    assert_eq!(
        tab.shelf.record(&copy.id).map(Record::view),
        Some(tab.view())
    );
    // A comparison alone makes no record of a preset that nobody has changed.
    let mut other = Tab::opened("b", realistic(), &mut store);
    other.compare(Some(vec![named("three")]), 8.0);
    other.settle(&mut store);
    assert_eq!(other.shelf.state(), State::Apart);
    assert_eq!(store.records().len(), 2);
}

#[test]
fn a_reload_goes_on_with_the_same_record() {
    let mut store = Store::default();
    let tab = saved_tab(&mut store);
    let mut tab = tab.reload(&mut store);
    assert_eq!(tab.shelf.state(), State::Kept(2.0));
    tab.change(41.0, 3.0);
    tab.settle(&mut store);
    assert_eq!(store.records().len(), 1);
    // The page may be faster gone than the store has answered.
    tab.change(42.0, 4.0);
    while let Some(keep) = tab.asked.pop_front() {
        if let Keep::Note(note) = keep {
            tab.note = note;
        }
    }
    let tab = tab.reload(&mut store);
    assert_eq!(links(&store), [to_link(&tab.page)]);
}
