//! The rooms of scenarios and of history, as a browser would meet them.

use headroom::library::{Keep, Kept, Kind, Place, Record};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::link::usual;
use headroom::share::{View, from_json, to_json, to_link};
use headroom::studio::{Effect, News, Sent, Studio, World};

/// A browser: it shows what the studio sends, keeps texts, and takes scenarios.
struct Browser {
    studio: Studio,
    world: World,
    texts: Vec<(String, String)>,
    said: Vec<String>,
    files: Vec<(String, String)>,
    able: Vec<(&'static str, bool)>,
    regions: std::collections::BTreeMap<String, String>,
    open: Option<&'static str>,
}

impl Browser {
    fn new(texts: Vec<(String, String)>) -> Self {
        let mut browser = Self {
            studio: Studio::new(World::default()),
            world: World {
                now: 1e12,
                ..World::default()
            },
            texts,
            said: Vec::new(),
            files: Vec::new(),
            able: Vec::new(),
            regions: std::collections::BTreeMap::new(),
            open: None,
        };
        browser.studio.know(browser.world.clone());
        browser.work();
        browser
    }

    fn show(&mut self, scenario: Scenario) {
        self.world.link = to_link(&scenario);
        self.world.scenario = scenario;
        self.world.now += 60_000.0;
        self.studio.know(self.world.clone());
        self.work();
    }

    fn work(&mut self) {
        for _ in 0..100 {
            let news = self.studio.news();
            if news.is_empty() {
                return;
            }
            for each in news {
                match each {
                    News::Html { id, html } => {
                        self.regions.insert(id, html);
                    }
                    News::Opened { room, .. } => self.open = Some(room),
                    News::Closed => self.open = None,
                    News::Effect { room, effect } => self.carry_out(room, effect),
                }
            }
        }
        panic!("there is no end to it");
    }

    fn carry_out(&mut self, room: &'static str, effect: Effect) {
        match effect {
            Effect::Keep(Keep::Note(_)) => {}
            Effect::Keep(Keep::Open) => {
                let texts = self.texts.clone();
                let (tab, note) = ("tab".to_owned(), String::new());
                let opened = Kept::Opened {
                    place: Place::Database,
                    tab,
                    note,
                    texts,
                };
                self.studio.kept(room, &opened);
            }
            Effect::Keep(Keep::Read) => {
                let read = Kept::Read(self.texts.clone());
                self.studio.kept(room, &read);
            }
            Effect::Keep(Keep::Change(changes)) => {
                for change in changes {
                    self.texts.retain(|(key, _)| *key != change.key);
                    self.texts
                        .extend(change.after.map(|text| (change.key, text)));
                }
                self.studio.kept(room, &Kept::Changed);
            }
            Effect::Apply { link, said } => {
                if !said.is_empty() {
                    self.said.push(said);
                }
                let (view, problems) = View::from_link(&link);
                assert_eq!(problems, []);
                if let Some(compared) = view.compared {
                    self.world.compared = compared;
                }
                self.show(view.scenario);
            }
            Effect::Say { title, details } => self.said.push(title + &details.join("\n")),
            Effect::Download { name, content, .. } => {
                self.files
                    .push((name, String::from_utf8(content).expect("text")));
            }
            Effect::Able { what, is_able } => self.able.push((what, is_able)),
            other => panic!("nobody wants {other:?}"),
        }
    }

    fn act(&mut self, form: &str) {
        self.studio.act(form, Sent::Submitted);
        self.work();
    }

    fn enter(&mut self, room: &str) {
        self.studio.open(room);
        self.work();
    }

    fn names(&self, kind: Kind) -> Vec<String> {
        let records = self
            .texts
            .iter()
            .map(|(key, text)| Record::from_text(key, text).expect("a record"));
        let mut names: Vec<_> = records
            .filter(|it| it.kind == kind && it.deleted.is_none())
            .map(|it| it.scenario.name)
            .collect();
        names.sort();
        names
    }
}

fn priced(price: f64) -> Scenario {
    let mut scenario = Scenario::preset(Preset::Realistic);
    scenario
        .set("tiers.starter.price", price)
        .expect("possible");
    scenario
}

#[test]
fn a_plan_is_saved_renamed_duplicated_deleted_and_brought_back() {
    let mut browser = Browser::new(vec![]);
    browser.show(priced(40.0));
    assert_eq!(
        browser.names(Kind::Draft),
        ["Realistic plan"],
        "kept by itself"
    );
    browser.enter("library");
    browser.act("do=save&name=Base+%26+case");
    assert_eq!(browser.names(Kind::Saved), ["Base & case"]);
    assert_eq!(
        browser.world.scenario.name, "Base & case",
        "the page has its name, too"
    );
    assert!(browser.regions["library-list"].contains("Base &amp; case"));
    let id = browser.texts[0].0.clone();
    browser.act(&format!("do=duplicate:{id}"));
    assert_eq!(
        browser.names(Kind::Saved),
        ["Base & case", "Base & case (copy)"]
    );
    let copy = browser
        .texts
        .iter()
        .find(|(key, _)| *key != id)
        .expect("a copy")
        .0
        .clone();
    browser.act(&format!("do=rename:{copy}"));
    assert!(browser.regions["library-list"].contains("aria-label=\"New name\""));
    browser.act(&format!("do=name:{copy}&name=Other"));
    assert_eq!(browser.names(Kind::Saved), ["Base & case", "Other"]);
    browser.act(&format!("do=delete:{copy}"));
    assert_eq!(browser.names(Kind::Saved), ["Base & case"]);
    assert!(browser.regions["library-said"].contains("Undo"));
    browser.act(&format!("do=restore:{copy}"));
    assert_eq!(browser.names(Kind::Saved), ["Base & case", "Other"]);
    browser.act(&format!("do=open:{copy}"));
    assert_eq!(browser.world.scenario.name, "Other");
    assert_eq!(browser.open, None, "the room makes way for the plan");
}

#[test]
fn files_go_out_and_come_in_and_a_bad_one_changes_nothing() {
    let mut browser = Browser::new(vec![]);
    browser.show(priced(40.0));
    browser.enter("library");
    browser.act("do=file:");
    let (name, content) = browser.files.pop().expect("a file");
    assert_eq!(name, "realistic-plan.json");
    assert_eq!(
        from_json(&content).expect("a scenario"),
        browser.world.scenario
    );
    browser.act("do=library");
    let (name, library) = browser.files.pop().expect("a file");
    assert_eq!(name, "headroom-scenarios.json");
    let before = (browser.texts.clone(), browser.world.clone());
    let bad = library.replace(
        "\"tiers.starter.price\": 40",
        "\"tiers.starter.price\": -40",
    );
    assert_ne!(bad, library);
    assert!(browser.studio.take_file("", "bad.json", bad.as_bytes()));
    browser.work();
    let said = browser.said.pop().expect("it is told");
    assert!(
        said.contains("bad.json: scenarios.1.tiers.starter.price: -40"),
        "{said}"
    );
    assert_eq!((browser.texts.clone(), browser.world.clone()), before);
    assert!(browser.studio.take_file("", "all.json", library.as_bytes()));
    browser.work();
    assert_eq!(browser.names(Kind::Saved), ["Realistic plan"]);
    assert!(browser.studio.take_file("", "all.json", library.as_bytes()));
    browser.work();
    let said = &browser.regions["library-said"];
    assert!(said.contains("in the library already"), "{said}");
    let other = to_json(&Scenario {
        name: "From afar".to_owned(),
        ..priced(50.0)
    });
    assert!(browser.studio.take_file("", "afar.json", other.as_bytes()));
    browser.work();
    assert_eq!(browser.world.scenario.name, "From afar");
    assert_eq!(browser.names(Kind::Saved), ["From afar", "Realistic plan"]);
    assert!(
        !browser.studio.take_file("", "picture.png", b"\x89PNG\r\n"),
        "no room has a use for it"
    );
}

#[test]
fn what_was_left_off_is_offered_and_what_is_damaged_can_be_had() {
    let record = Record {
        id: "r".to_owned(),
        revision: 3,
        saved: 1e12 - 180_000.0,
        kind: Kind::Saved,
        deleted: None,
        scenario: Scenario {
            name: "<b>Plan</b>".to_owned(),
            ..priced(40.0)
        },
        compared: Some(vec![priced(41.0), priced(42.0)]),
    };
    let texts = vec![
        ("r".to_owned(), record.to_text()),
        ("x".to_owned(), "{oops".to_owned()),
    ];
    let mut browser = Browser::new(texts);
    assert_eq!(browser.said.len(), 1, "one notice about what is damaged");
    browser.enter("library");
    let current = &browser.regions["library-current"];
    assert!(current.contains("Continue where you left off"), "{current}");
    assert!(
        current.contains("3 minutes ago") && current.contains("&lt;b&gt;Plan"),
        "{current}"
    );
    browser.act("do=damaged:x");
    assert_eq!(
        browser.files,
        [("damaged-x.json".to_owned(), "{oops".to_owned())]
    );
    browser.act("do=open:r");
    assert_eq!(browser.world.scenario, record.scenario);
    assert_eq!(browser.world.compared, [priced(41.0), priced(42.0)]);
}

#[test]
fn a_plan_goes_out_and_comes_in_with_those_that_it_is_compared_with() {
    let mut browser = Browser::new(vec![]);
    let others = vec![
        Scenario::preset(Preset::AsWritten),
        Scenario {
            name: "<Cheaper>".to_owned(),
            ..priced(19.0)
        },
    ];
    browser.world.compared.clone_from(&others);
    browser.show(priced(40.0));
    browser.enter("library");
    browser.act("do=save&name=Base");
    let list = &browser.regions["library-list"];
    assert!(
        list.contains("compared with “Plan as written”, “&lt;Cheaper&gt;”"),
        "{list}"
    );
    browser.act("do=file:");
    let (_, file) = browser.files.pop().expect("a file");
    let id = browser.texts[0].0.clone();
    // Another plan in the usual comparison, which nobody has to say anything about.
    browser.world.compared = usual(&browser.world.scenario);
    browser.show(Scenario {
        name: "Other".to_owned(),
        ..priced(50.0)
    });
    browser.act("do=save");
    let list = &browser.regions["library-list"];
    assert_eq!(list.matches("compared with").count(), 1, "{list}");
    browser.act("do=library");
    let (_, library) = browser.files.pop().expect("a file");
    browser.enter("library");
    browser.act(&format!("do=open:{id}"));
    assert_eq!(browser.world.compared, others);
    // What was saved in the usual comparison is shown in it, whatever is beside the plan before.
    let other = browser
        .texts
        .iter()
        .find(|(key, _)| *key != id)
        .expect("both");
    let other = other.0.clone();
    browser.enter("library");
    browser.act(&format!("do=open:{other}"));
    assert_eq!(browser.world.compared, usual(&browser.world.scenario));
    for (name, text, saved) in [("one.json", &file, 1), ("all.json", &library, 2)] {
        let mut elsewhere = Browser::new(vec![]);
        assert!(elsewhere.studio.take_file("", name, text.as_bytes()));
        elsewhere.work();
        assert_eq!(elsewhere.names(Kind::Saved).len(), saved);
        let records = elsewhere.texts.iter();
        let mut records = records.map(|(key, text)| Record::from_text(key, text).expect("one"));
        let base = records
            .find(|it| it.scenario.name == "Base")
            .expect("it is there");
        assert_eq!(base.compared.as_ref(), Some(&others), "{name}");
        // The same file again adds nothing.
        assert!(elsewhere.studio.take_file("", name, text.as_bytes()));
        elsewhere.work();
        assert_eq!(elsewhere.names(Kind::Saved).len(), saved);
    }
}

#[test]
fn the_history_is_shown_undone_and_gone_to() {
    let mut browser = Browser::new(vec![]);
    assert!(
        browser.able.is_empty(),
        "the buttons are off as the page has them"
    );
    browser.show(priced(40.0));
    browser.show(priced(50.0));
    assert_eq!(browser.able, [("do=undo", true)]);
    browser.studio.ask("history", "do=undo");
    browser.work();
    assert_eq!(browser.world.scenario, priced(40.0));
    assert_eq!(browser.able.last(), Some(&("do=redo", true)));
    browser.enter("history");
    let steps = &browser.regions["history-steps"];
    assert!(steps.contains("Starter price $29 → $40"), "{steps}");
    assert!(
        steps.contains("Starter price $40 → $50") && steps.contains("undone"),
        "{steps}"
    );
    browser.act("do=go:0");
    assert_eq!(browser.world.scenario, Scenario::preset(Preset::Realistic));
    browser.act("do=go:2");
    assert_eq!(browser.world.scenario, priced(50.0));
    browser.act("do=go:99");
    browser.act("do=go:none");
    assert_eq!(browser.world.scenario, priced(50.0));
}
