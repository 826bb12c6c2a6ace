//! Many tabs above one store, which answers when it likes and refuses when it likes: nothing that
//! was done in any of them is lost, and none overwrites what another has kept.

mod record;
mod several;
mod shelf;

use std::collections::{BTreeMap, VecDeque};

use headroom::library::{Change, Event, Keep, Kept, Place, Record, Shelf};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::session::history::Arrival;
use headroom::share::{View, to_link};

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
