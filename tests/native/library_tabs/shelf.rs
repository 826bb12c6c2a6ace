//! What else befalls records: a full store, damage, files, and what was deleted.

use headroom::library::{Event, Kind, State};
use headroom::share::{View, to_link};

use super::{Store, Tab, links, named, realistic, saved_tab};

#[test]
fn a_full_store_is_told_once_and_nothing_is_lost_when_there_is_room_again() {
    let mut store = Store::default();
    let mut tab = Tab::opened("a", realistic(), &mut store);
    store.is_full = true;
    for price in 40..50 {
        tab.change(f64::from(price), f64::from(price));
        tab.settle(&mut store);
        assert_eq!(tab.shelf.state(), State::Unkept);
    }
    let full = tab.events.iter().filter(|it| **it == Event::Full).count();
    assert_eq!(full, 1);
    store.is_full = false;
    tab.shelf.retry();
    tab.collect(60.0);
    tab.settle(&mut store);
    assert_eq!(links(&store), [to_link(&tab.page)]);
    assert_eq!(tab.shelf.state(), State::Kept(49.0));
}

#[test]
fn deleted_is_deleted_and_comes_back_whole() {
    let mut store = Store::default();
    let mut tab = saved_tab(&mut store);
    let id = tab.shelf.current().expect("saved").to_owned();
    tab.shelf.delete(&id, 3.0);
    tab.collect(3.0);
    tab.settle(&mut store);
    assert!(tab.shelf.kept(Kind::Saved).is_empty());
    assert_eq!(tab.shelf.state(), State::Apart);
    tab.shelf.restore(&id, 4.0);
    tab.collect(4.0);
    tab.settle(&mut store);
    assert_eq!(tab.shelf.kept(Kind::Saved)[0].scenario, tab.page);
    // A month after it has been deleted it is gone for good.
    tab.shelf.delete(&id, 5.0);
    tab.collect(5.0);
    tab.settle(&mut store);
    store.time = 31.0 * 86_400_000.0;
    let later = Tab::opened("b", realistic(), &mut store);
    assert!(later.shelf.deleted().is_empty() && store.texts.is_empty());
}

#[test]
fn a_damaged_text_is_set_aside_and_stays_as_it_is() {
    let mut store = Store::default();
    let mut tab = Tab::opened("a", realistic(), &mut store);
    tab.change(40.0, 1.0);
    tab.settle(&mut store);
    let broken = "{\"record\":1,\"id\":\"x\"".to_owned();
    store.texts.insert("x".to_owned(), broken.clone());
    let mut tab = Tab::opened("b", realistic(), &mut store);
    assert!(tab.events.contains(&Event::Damaged(1)));
    tab.hear_of_others(&mut store);
    let told = tab
        .events
        .iter()
        .filter(|it| matches!(it, Event::Damaged(_)));
    assert_eq!(told.count(), 1, "told once");
    let damaged: Vec<_> = tab.shelf.damaged().collect();
    assert_eq!(damaged.len(), 1);
    assert_eq!((damaged[0].0, damaged[0].1), ("x", broken.as_str()));
    assert_eq!(tab.shelf.kept(Kind::Draft).len(), 1, "the others are there");
    assert_eq!(store.texts["x"], broken);
}

#[test]
fn drafts_beyond_the_limit_are_deleted_and_can_be_restored() {
    let mut store = Store::default();
    for number in 0..35_u32 {
        let mut tab = Tab::opened(&format!("t{number}"), realistic(), &mut store);
        tab.change(100.0 + f64::from(number), f64::from(number));
        tab.settle(&mut store);
    }
    let tab = Tab::opened("last", realistic(), &mut store);
    assert_eq!(tab.shelf.kept(Kind::Draft).len(), 30);
    assert_eq!(tab.shelf.deleted().len(), 5);
    let oldest = tab.shelf.deleted();
    assert!(oldest.iter().all(|it| it.saved < 5.0), "the oldest go");
}

#[test]
fn a_file_adds_what_is_not_there_yet_and_all_or_nothing() {
    let mut store = Store::default();
    let mut tab = Tab::opened("a", realistic(), &mut store);
    let plans = |names: &[&str]| {
        let views = names.iter().map(|name| View::new(named(name)));
        views.collect::<Vec<_>>()
    };
    tab.shelf.add(plans(&["one", "two"]), 1.0);
    tab.collect(1.0);
    tab.settle(&mut store);
    tab.shelf.add(plans(&["two", "three"]), 2.0);
    tab.collect(2.0);
    tab.settle(&mut store);
    let added: Vec<_> = tab
        .events
        .iter()
        .filter(|it| matches!(it, Event::Added(_)))
        .collect();
    assert_eq!(added, [&Event::Added(2), &Event::Added(1)]);
    store.is_full = true;
    tab.shelf.add(plans(&["four", "five"]), 3.0);
    tab.collect(3.0);
    tab.settle(&mut store);
    assert!(tab.events.contains(&Event::Full));
    assert_eq!(store.records().len(), 3);
}
