//! The founder's scenarios: what is kept, and files of it.

mod list;
mod page;

use super::effect::Effect;
use super::room::{Region, Room, Sent};
use super::world::World;
use crate::html::Form;
use crate::library::{Event, Incoming, Kept, Kind, Record, Shelf, read_file, to_collection};
use crate::model::scenario::Scenario;
use crate::session::changes::titled;
use crate::session::history::Arrival;
use crate::share::{View, to_link, view_to_json};

/// The name of the control that takes files.
const FILE: &str = "library-file";

const JSON: &str = "application/json";

/// What has just been done, and how to take it back.
#[derive(Clone, Debug, Default, PartialEq)]
struct Said {
    words: String,
    /// The record that has been deleted.
    deleted: Option<String>,
}

/// The room.
#[derive(Debug, Default)]
pub(super) struct LibraryRoom {
    /// None until the page has said what is on it.
    shelf: Option<Shelf>,
    said: Said,
    /// Whether the room is being opened to show that.
    is_opened_to_say: bool,
    /// The record whose name is being edited.
    renaming: Option<String>,
}

/// The scenario on the page under another name, for the page to take.
fn renamed(world: &World, name: &str, said: String) -> Effect {
    let scenario = Scenario {
        name: name.to_owned(),
        ..world.scenario.clone()
    };
    Effect::Apply {
        link: to_link(&scenario),
        said,
    }
}

/// The link for the page to take a plan in its comparison, the usual one included: the page would
/// stay with its own if the link said nothing.
fn to_take(view: &View) -> String {
    View {
        compared: Some(view.others()),
        ..view.clone()
    }
    .to_link()
}

fn say(title: &str, details: Vec<String>) -> Effect {
    Effect::Say {
        title: title.to_owned(),
        details,
    }
}

fn file(name: String, content: String) -> Effect {
    Effect::Download {
        name,
        media: JSON,
        content: content.into_bytes(),
    }
}

/// The name of a file for a scenario: letters and digits of any language, joined by hyphens.
fn file_name(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() {
        "scenario.json".to_owned()
    } else {
        format!("{}.json", words.join("-"))
    }
}

impl LibraryRoom {
    fn say(&mut self, words: String) {
        self.said = Said {
            words,
            deleted: None,
        };
    }

    /// What the library wants done and has to tell.
    fn effects(&mut self, world: &World) -> Vec<Effect> {
        let Some(library) = &mut self.shelf else {
            return Vec::new();
        };
        let events = library.events();
        let mut effects: Vec<Effect> = library.keeps().into_iter().map(Effect::Keep).collect();
        for event in events {
            effects.extend(self.tell(event, world));
        }
        effects
    }

    fn tell(&mut self, event: Event, world: &World) -> Option<Effect> {
        match event {
            Event::Copied {
                name,
                copy,
                is_on_page,
            } => {
                let title = format!(
                    "{} was changed or deleted in another tab as well. Nothing is lost: what you did \
                     here is kept as {}.",
                    titled(&name),
                    titled(&copy)
                );
                Some(if is_on_page {
                    renamed(world, &copy, title)
                } else {
                    say(&title, vec![])
                })
            }
            Event::Full => Some(say(
                "The browser has no room left for scenarios. What you change is in the address bar, \
                 but no longer in the library.",
                vec![
                    "Under Scenarios you can download them as a file and delete some; then changes \
                     are kept again."
                        .to_owned(),
                ],
            )),
            Event::Refused(why) => Some(say(
                "The browser did not keep the last change. It is in the address bar, but not in the \
                 library.",
                vec![why],
            )),
            Event::Nowhere(why) => Some(say(
                "This browser keeps nothing for this page. Scenarios stay until this tab is closed: \
                 download them as a file, or copy the link.",
                vec![why],
            )),
            Event::Damaged(count) => Some(say(
                &format!(
                    "{} could not be read and {} set aside. Under Scenarios you can download what is \
                     there as a file.",
                    if count == 1 {
                        "A kept scenario".to_owned()
                    } else {
                        format!("{count} kept scenarios")
                    },
                    if count == 1 { "was" } else { "were" }
                ),
                vec![],
            )),
            Event::Overtaken => {
                self.say(
                    "Another tab has just changed that: have a look before you go on.".to_owned(),
                );
                None
            }
            Event::Added(count) => {
                self.say(match count {
                    0 => "All of them are in the library already.".to_owned(),
                    1 => "1 scenario added.".to_owned(),
                    count => format!("{count} scenarios added."),
                });
                None
            }
        }
    }

    /// Does what a button says: a word, and what it is about.
    fn perform(&mut self, errand: &str, form: &Form, world: &World) -> Vec<Effect> {
        let Some(library) = &mut self.shelf else {
            return Vec::new();
        };
        let (verb, id) = errand.split_once(':').unwrap_or((errand, ""));
        let name = form.get("name").unwrap_or(&world.scenario.name).trim();
        let now = world.now;
        let title = |library: &Shelf| {
            let record = library.record(id);
            titled(record.map_or("", |record| &record.scenario.name))
        };
        self.said = Said::default();
        self.renaming = None;
        match verb {
            "save" | "copy" => {
                if verb == "save" {
                    library.save(name, now);
                } else {
                    library.save_copy(name, now);
                }
                let words = format!("{} is saved.", titled(name));
                let apply =
                    (name != world.scenario.name).then(|| renamed(world, name, String::new()));
                self.say(words);
                return apply.into_iter().collect();
            }
            "open" => {
                if let Some(view) = library.open(id, now) {
                    let link = to_take(&view);
                    let said = String::new();
                    return vec![Effect::Close, Effect::Apply { link, said }];
                }
            }
            "rename" => self.renaming = Some(id.to_owned()),
            "name" => {
                if library.current() == Some(id) {
                    library.save(name, now);
                    return vec![renamed(world, name, String::new())];
                }
                library.rename(id, name, now);
            }
            "duplicate" => library.duplicate(id, now),
            "delete" => {
                let words = format!("{} is deleted.", title(library));
                library.delete(id, now);
                let deleted = Some(id.to_owned());
                self.said = Said { words, deleted };
            }
            "restore" => {
                let words = format!("{} is back.", title(library));
                library.restore(id, now);
                self.say(words);
            }
            "discard" => library.discard(id),
            "retry" => library.retry(),
            "file" => {
                let record = library.record(id).map(Record::view);
                let view = record.unwrap_or_else(|| world.view());
                return vec![file(file_name(&view.scenario.name), view_to_json(&view))];
            }
            "library" => {
                let kinds = Kind::ALL.into_iter();
                let all = kinds.flat_map(|kind| library.kept(kind));
                let all: Vec<View> = all.map(Record::view).collect();
                let name = "headroom-scenarios.json".to_owned();
                return vec![file(name, to_collection(&all))];
            }
            "damaged" => {
                let found = library.damaged().find(|(key, ..)| *key == id);
                let text = found.map(|(_, text, _)| text.to_owned());
                let name = format!("damaged-{}", file_name(id));
                return text.map(|text| file(name, text)).into_iter().collect();
            }
            _ => {}
        }
        Vec::new()
    }
}

impl Room for LibraryRoom {
    fn title(&self, _world: &World) -> String {
        "Scenarios".to_owned()
    }

    fn open(&mut self, _world: &World) -> String {
        if !std::mem::take(&mut self.is_opened_to_say) {
            self.said = Said::default();
        }
        self.renaming = None;
        page::skeleton()
    }

    fn regions(&self, world: &World) -> Vec<Region> {
        let Some(library) = &self.shelf else {
            return Vec::new();
        };
        vec![
            Region::of_controls("library-said", page::said(&self.said)),
            Region::of_controls("library-current", page::current(library, world)),
            Region::of_controls(
                "library-list",
                list::lists(library, self.renaming.as_deref(), world.now),
            ),
            Region::of_controls("library-damaged", list::damaged(library)),
            Region::of_controls("library-deleted", list::deleted(library, world.now)),
            Region::of_controls("library-place", page::place(library)),
        ]
    }

    fn act(&mut self, form: &Form, sent: Sent, world: &World) -> Vec<Effect> {
        let Some(errand) = form.get("do").filter(|_| sent == Sent::Submitted) else {
            return Vec::new();
        };
        let mut effects = self.perform(errand, form, world);
        effects.extend(self.effects(world));
        effects
    }

    fn take_file(
        &mut self,
        control: &str,
        name: &str,
        content: &[u8],
        world: &World,
    ) -> Option<Vec<Effect>> {
        let begin = content.iter().find(|byte| !byte.is_ascii_whitespace());
        let is_json = begin == Some(&b'{') || name.to_ascii_lowercase().ends_with(".json");
        if control != FILE && !(control.is_empty() && is_json) {
            return None;
        }
        let library = self.shelf.as_mut()?;
        let mut effects = match read_file(name, content) {
            Err(error) => vec![say(
                "The file was not read. Nothing has been changed.",
                vec![error.to_string()],
            )],
            Ok(Incoming::One(view)) => {
                let link = to_take(&view);
                let plan = titled(&view.scenario.name);
                let said = format!("{plan} is on the page, from {name}.");
                library.take_in(*view, world.now);
                vec![Effect::Close, Effect::Apply { link, said }]
            }
            Ok(Incoming::Many(views)) => {
                library.add(views, world.now);
                self.is_opened_to_say = true;
                vec![Effect::Open("library")]
            }
        };
        effects.extend(self.effects(world));
        Some(effects)
    }

    fn follow(&mut self, world: &World) -> Vec<Effect> {
        let arrival = if world.is_led {
            Arrival::Led
        } else {
            Arrival::Changed
        };
        match &mut self.shelf {
            Some(library) => library.follow(&world.view(), arrival, world.now),
            None => self.shelf = Some(Shelf::new(&world.view())),
        }
        self.effects(world)
    }

    fn hear_kept(&mut self, kept: &Kept, world: &World) -> Vec<Effect> {
        if let Some(library) = &mut self.shelf {
            library.hear(kept.clone(), world.now);
        }
        self.effects(world)
    }
}
