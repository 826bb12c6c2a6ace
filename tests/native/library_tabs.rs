//! Many tabs above one store, which answers when it likes and refuses when it likes: nothing that
//! was done in any of them is lost, and none overwrites what another has kept.

use std::collections::{BTreeMap, VecDeque};

use headroom::library::{Change, Event, Keep, Kept, Kind, Place, Record, Shelf, State};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::session::history::Arrival;
use headroom::share::{View, to_link};
use proptest::collection::vec;
use proptest::prelude::*;

/// What keeps the texts of all tabs.
#[derive(Default)]
struct Store {
    texts: BTreeMap<String, String>,
    /// Every text that was there once.
    ever: Vec<String>,
    is_full: bool,
    time: f64,
}

impl Store {
    fn change(&mut self, changes: &[Change]) -> Kept {
        let found: Vec<_> = changes
            .iter()
            .map(|it| (it.key.clone(), self.texts.get(&it.key).cloned()))
            .collect();
        if changes
            .iter()
            .zip(&found)
            .any(|(it, (_, found))| it.before != *found)
        {
            return Kept::Conflict(found);
        }
        if self.is_full && changes.iter().any(|it| it.after.is_some()) {
            let why = "QuotaExceededError".to_owned();
            return Kept::Refused { is_full: true, why };
        }
        for Change { key, after, .. } in changes {
            match after {
                Some(text) => {
                    self.ever.push(text.clone());
                    self.texts.insert(key.clone(), text.clone());
                }
                None => {
                    self.texts.remove(key);
                }
            }
        }
        Kept::Changed
    }

    fn all(&self) -> Vec<(String, String)> {
        self.texts.clone().into_iter().collect()
    }

    fn records(&self) -> Vec<Record> {
        let read = |(key, text): (&String, &String)| Record::from_text(key, text).ok();
        self.texts.iter().filter_map(read).collect()
    }
}

/// A tab: its shelf, what it has asked and not heard of, and the page.
struct Tab {
    name: String,
    shelf: Shelf,
    asked: VecDeque<Keep>,
    page: Scenario,
    /// What the page compares it with.
    compared: Option<Vec<Scenario>>,
    note: String,
    events: Vec<Event>,
}

impl Tab {
    fn new(name: &str, page: Scenario) -> Self {
        let mut tab = Self {
            name: name.to_owned(),
            shelf: Shelf::new(&View::new(page.clone())),
            asked: VecDeque::new(),
            page,
            compared: None,
            note: String::new(),
            events: Vec::new(),
        };
        tab.collect(0.0);
        tab
    }

    fn opened(name: &str, page: Scenario, store: &mut Store) -> Self {
        let mut tab = Self::new(name, page);
        tab.settle(store);
        tab
    }

    /// The page does what the shelf wants of it.
    fn collect(&mut self, now: f64) {
        self.asked.extend(self.shelf.keeps());
        for event in self.shelf.events() {
            if let Event::Copied {
                copy,
                is_on_page: true,
                ..
            } = &event
            {
                self.page.name.clone_from(copy);
                self.follow(Arrival::Changed, now);
            }
            self.events.push(event);
        }
        self.asked.extend(self.shelf.keeps());
    }

    fn change(&mut self, price: f64, now: f64) {
        self.page
            .set("tiers.starter.price", price)
            .expect("possible");
        self.follow(Arrival::Changed, now);
        self.collect(now);
    }

    /// What the page shows.
    fn view(&self) -> View {
        View {
            compared: self.compared.clone(),
            ..View::new(self.page.clone())
        }
    }

    fn follow(&mut self, arrival: Arrival, now: f64) {
        self.shelf.follow(&self.view(), arrival, now);
    }

    fn compare(&mut self, compared: Option<Vec<Scenario>>, now: f64) {
        self.compared = compared;
        self.follow(Arrival::Changed, now);
        self.collect(now);
    }

    fn show(&mut self, page: Scenario, arrival: Arrival, now: f64) {
        self.page = page;
        self.follow(arrival, now);
        self.collect(now);
    }

    fn open(&mut self, id: &str, now: f64) {
        if let Some(view) = self.shelf.open(id, now) {
            self.collect(now);
            if view != self.view() {
                self.compared = view.compared;
                self.show(view.scenario, Arrival::Changed, now);
            }
        }
    }

    fn save(&mut self, name: &str, now: f64) {
        self.shelf.save(name, now);
        name.clone_into(&mut self.page.name);
        self.follow(Arrival::Changed, now);
        self.collect(now);
    }

    /// The store answers the next thing that was asked; false if nothing was.
    fn answer(&mut self, store: &mut Store) -> bool {
        let Some(keep) = self.asked.pop_front() else {
            return false;
        };
        store.time += 1.0;
        let answer = match keep {
            Keep::Note(note) => {
                self.note = note;
                return true;
            }
            Keep::Open => Kept::Opened {
                place: Place::Database,
                tab: self.name.clone(),
                note: self.note.clone(),
                texts: store.all(),
            },
            Keep::Read => Kept::Read(store.all()),
            Keep::Change(changes) => store.change(&changes),
        };
        self.shelf.hear(answer, store.time);
        self.collect(store.time);
        true
    }

    fn settle(&mut self, store: &mut Store) {
        let mut answers = 0;
        while self.answer(store) {
            answers += 1;
            assert!(answers < 10_000, "the shelf asks for ever");
        }
    }

    fn hear_of_others(&mut self, store: &mut Store) {
        self.shelf.hear(Kept::Elsewhere, store.time);
        self.collect(store.time);
        self.settle(store);
    }

    /// The tab is loaded again, wherever its page is.
    fn reload(self, store: &mut Store) -> Self {
        let mut tab = Self {
            note: self.note.clone(),
            shelf: Shelf::new(&self.view()),
            compared: self.compared,
            ..Self::new(&format!("{}r", self.name), self.page)
        };
        tab.asked.clear();
        tab.collect(0.0);
        tab.settle(store);
        tab
    }
}

/// A tab whose plan was changed and kept under a name.
fn saved_tab(store: &mut Store) -> Tab {
    let mut tab = Tab::opened("a", realistic(), store);
    tab.change(40.0, 1.0);
    tab.save("Base case", 2.0);
    tab.settle(store);
    tab
}

/// That tab, and another which has changed the same plan since.
fn two_tabs(store: &mut Store) -> (Tab, Tab) {
    let one = saved_tab(store);
    let id = one.shelf.current().expect("saved").to_owned();
    let mut two = Tab::opened("b", realistic(), store);
    two.open(&id, 3.0);
    two.change(50.0, 4.0);
    two.settle(store);
    (one, two)
}

fn realistic() -> Scenario {
    Scenario::preset(Preset::Realistic)
}

fn named(name: &str) -> Scenario {
    Scenario {
        name: name.to_owned(),
        ..realistic()
    }
}

fn links(store: &Store) -> Vec<String> {
    store
        .records()
        .iter()
        .map(|it| to_link(&it.scenario))
        .collect()
}

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
