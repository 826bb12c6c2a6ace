//! Several tabs at once, whatever is done in them and in whatever order.

use std::collections::BTreeMap;

use headroom::library::{Event, Kept, Kind, State};
use headroom::model::scenario::Scenario;
use headroom::session::history::Arrival;
use headroom::share::to_link;
use proptest::collection::vec;
use proptest::prelude::*;

use super::{Store, Tab, links, named, realistic, saved_tab};

/// A tab whose plan was changed and kept, and another which has changed the same plan since.
fn two_tabs(store: &mut Store) -> (Tab, Tab) {
    let one = saved_tab(store);
    let id = one.shelf.current().expect("saved").to_owned();
    let mut two = Tab::opened("b", realistic(), store);
    two.open(&id, 3.0);
    two.change(50.0, 4.0);
    two.settle(store);
    (one, two)
}

#[test]
fn of_two_tabs_the_slower_one_goes_on_with_a_copy() {
    let mut store = Store::default();
    let (mut one, mut two) = two_tabs(&mut store);
    one.hear_of_others(&mut store);
    assert!(one.shelf.is_behind(), "it is told before anything happens");
    one.change(60.0, 5.0);
    one.settle(&mut store);
    let copied = one
        .events
        .iter()
        .filter(|it| matches!(it, Event::Copied { .. }));
    assert_eq!(copied.count(), 1, "told once");
    assert_eq!(one.page.name, "Base case (copy)");
    let mut kept = links(&store);
    kept.sort();
    let mut expected = vec![to_link(&one.page), to_link(&two.page)];
    expected.sort();
    assert_eq!(kept, expected);
    // From then on each keeps its own.
    one.change(61.0, 6.0);
    two.change(51.0, 7.0);
    one.settle(&mut store);
    two.settle(&mut store);
    assert_eq!(store.records().len(), 2);
    assert!(store.records().iter().all(|it| it.kind == Kind::Saved));
}

#[test]
fn a_reload_does_not_overwrite_what_another_tab_has_kept_meanwhile() {
    for is_pending in [false, true] {
        let mut store = Store::default();
        let (mut one, two) = two_tabs(&mut store);
        if is_pending {
            store.is_full = true;
            one.change(60.0, 5.0);
            one.settle(&mut store);
            store.is_full = false;
        }
        let mut one = one.reload(&mut store);
        assert!(is_pending || one.shelf.is_behind());
        one.change(61.0, 6.0);
        one.settle(&mut store);
        let kept = links(&store);
        assert_eq!(kept.len(), 2);
        assert!(kept.contains(&to_link(&one.page)) && kept.contains(&to_link(&two.page)));
    }
}

/// Something that happens in one of the tabs, or to the store.
#[derive(Clone, Debug)]
enum Deed {
    Change(u8),
    Compare(u8),
    Save(u8),
    SaveCopy,
    Rename(u8),
    Delete(u8),
    Restore(u8),
    Duplicate(u8),
    Open(u8),
    Undo,
    Answer,
    Hear,
    Full(bool),
    Reload,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        8 => any::<u8>().prop_map(Deed::Change),
        2 => any::<u8>().prop_map(Deed::Compare),
        2 => any::<u8>().prop_map(Deed::Save),
        1 => Just(Deed::SaveCopy),
        1 => any::<u8>().prop_map(Deed::Rename),
        1 => any::<u8>().prop_map(Deed::Delete),
        1 => any::<u8>().prop_map(Deed::Restore),
        1 => any::<u8>().prop_map(Deed::Duplicate),
        2 => any::<u8>().prop_map(Deed::Open),
        2 => Just(Deed::Undo),
        10 => Just(Deed::Answer),
        1 => Just(Deed::Hear),
        1 => any::<bool>().prop_map(Deed::Full),
        1 => Just(Deed::Reload),
    ]
}

fn pick(tab: &Tab, number: u8, is_deleted: bool) -> Option<String> {
    let mut all = tab.shelf.deleted();
    if !is_deleted {
        all = Kind::ALL
            .into_iter()
            .flat_map(|kind| tab.shelf.kept(kind))
            .collect();
    }
    let at = usize::from(number).checked_rem(all.len())?;
    Some(all[at].id.clone())
}

fn perform(tab: &mut Tab, deed: &Deed, before: &mut Vec<Scenario>, store: &mut Store) {
    store.time += 1.0;
    let now = store.time;
    match deed {
        Deed::Change(price) => {
            before.push(tab.page.clone());
            tab.change(1.0 + f64::from(*price), now);
        }
        Deed::Compare(number) => {
            let number = usize::from(number % 5);
            let others = ["one", "two", "three"].iter().take(number);
            let others = others.map(|name| named(name)).collect();
            tab.compare((number < 4).then_some(others), now);
        }
        Deed::Save(number) => tab.save(&format!("Plan {}", number % 4), now),
        Deed::SaveCopy => tab.shelf.save_copy(&tab.page.name.clone(), now),
        Deed::Undo => {
            if let Some(page) = before.pop() {
                tab.show(page, Arrival::Changed, now);
            }
        }
        Deed::Answer => {
            tab.answer(store);
        }
        Deed::Hear => tab.shelf.hear(Kept::Elsewhere, now),
        Deed::Full(is_full) => store.is_full = *is_full,
        Deed::Restore(number) => {
            if let Some(id) = pick(tab, *number, true) {
                tab.shelf.restore(&id, now);
            }
        }
        Deed::Rename(number)
        | Deed::Delete(number)
        | Deed::Duplicate(number)
        | Deed::Open(number) => {
            let Some(id) = pick(tab, *number, false) else {
                return;
            };
            match deed {
                Deed::Rename(_) => {
                    tab.shelf.rename(&id, "Renamed", now);
                }
                Deed::Delete(_) => tab.shelf.delete(&id, now),
                Deed::Duplicate(_) => tab.shelf.duplicate(&id, now),
                _ => tab.open(&id, now),
            }
        }
        Deed::Reload => {}
    }
    tab.collect(now);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_tabs_do_the_plan_of_each_is_kept(deeds in vec((0_usize..3, deed()), 1..80)) {
        let mut store = Store::default();
        let mut tabs: Vec<Tab> = ["a", "b", "c"]
            .into_iter()
            .map(|name| Tab::opened(name, realistic(), &mut store))
            .collect();
        let mut before = vec![Vec::new(); 3];
        for (number, (at, deed)) in deeds.iter().enumerate() {
            if matches!(deed, Deed::Reload) {
                let tab = tabs.remove(*at);
                let mut tab = tab.reload(&mut store);
                tab.name = format!("{}{number}", tab.name);
                tabs.insert(*at, tab);
            } else {
                perform(&mut tabs[*at], deed, &mut before[*at], &mut store);
            }
        }
        store.is_full = false;
        for tab in &mut tabs {
            tab.shelf.retry();
            tab.collect(store.time);
            tab.settle(&mut store);
        }
        for tab in &mut tabs {
            // What belongs to a record of a tab is in it, unless another tab has been there since.
            let Some(record) = tab.shelf.current_record().cloned() else { continue };
            if matches!(tab.shelf.state(), State::Kept(_)) && record.kind == Kind::Saved {
                let is_of_page = to_link(&record.scenario) == to_link(&tab.page);
                prop_assert!(is_of_page, "{} does not keep {}", record.scenario.name, tab.page.name);
                let is_beside = record.compared == tab.compared;
                prop_assert!(is_beside, "{} has lost what it is compared with", record.scenario.name);
                let text = record.to_text();
                prop_assert!(store.ever.contains(&text), "it says it is kept, and it never was");
            }
        }
    }

    #[test]
    fn no_tab_ever_replaces_what_it_has_not_seen(deeds in vec((0_usize..2, deed()), 1..60)) {
        let mut store = Store::default();
        let mut tabs: Vec<Tab> = ["a", "b"]
            .into_iter()
            .map(|name| Tab::opened(name, realistic(), &mut store))
            .collect();
        let mut before = vec![Vec::new(); 2];
        for (at, deed) in &deeds {
            if !matches!(deed, Deed::Reload) {
                perform(&mut tabs[*at], deed, &mut before[*at], &mut store);
            }
        }
        for tab in &mut tabs {
            tab.settle(&mut store);
        }
        // Revisions of a record follow one another: none was written twice.
        let mut revisions: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        for text in &store.ever {
            let text: serde_json::Value = serde_json::from_str(text).expect("JSON");
            let id = text["id"].as_str().expect("an id").to_owned();
            revisions.entry(id).or_default().push(text["revision"].as_u64().expect("a number"));
        }
        for (id, written) in revisions {
            let expected: Vec<u64> = (1..=written.len() as u64).collect();
            prop_assert_eq!(written, expected, "{}", id);
        }
    }
}
