//! The studio: which room is open, what is new.

use std::collections::BTreeMap;

use super::effect::{Answer, Effect};
use super::room::{Kind, Region, Room, Sent};
use super::rooms::ROOMS;
use super::world::World;
use crate::format;
use crate::html::Form;
use crate::library::Kept;

/// What the shell is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// A room is open from now on, in the place of any other.
    Opened {
        /// Its key.
        room: &'static str,
        /// What stands above it.
        title: String,
        /// How it stands above the page.
        kind: Kind,
        /// What is in it.
        html: String,
    },
    /// Put this HTML into the element with this id.
    Html {
        /// The element's id.
        id: String,
        /// What it is to hold.
        html: String,
    },
    /// No room is open any longer.
    Closed,
    /// Something for the browser to do.
    Effect {
        /// The key of the room that wants it, and is to hear what became of it.
        room: &'static str,
        /// What it is.
        effect: Effect,
    },
}

/// The rooms, and the page that they stand above.
pub struct Studio {
    world: World,
    /// Whether the page has said anything yet.
    is_told: bool,
    rooms: Vec<(&'static str, Box<dyn Room>)>,
    open: Option<usize>,
    /// What the page holds, by id.
    sent: BTreeMap<String, String>,
    news: Vec<News>,
}

impl Studio {
    /// A studio with all its rooms, none of them open.
    #[must_use]
    pub fn new(world: World) -> Self {
        let rooms = ROOMS.iter().map(|row| (row.key, (row.make)()));
        Self {
            world,
            is_told: false,
            rooms: rooms.collect(),
            open: None,
            sent: BTreeMap::new(),
            news: Vec::new(),
        }
    }

    /// The page as it is now. Rooms follow it where there is another plan.
    pub fn know(&mut self, world: World) {
        let is_another = !self.is_told || world.link != self.world.link;
        format::follow(&world.scenario);
        (self.world, self.is_told) = (world, true);
        if is_another {
            for at in 0..self.rooms.len() {
                let effects = self.rooms[at].1.follow(&self.world);
                self.carry_out(at, effects);
            }
        }
        self.refresh();
    }

    /// What time it is: milliseconds since 1970, in UTC.
    pub fn tell_time(&mut self, now: f64) {
        self.world.now = now;
    }

    /// The key of the open room.
    #[must_use]
    pub fn open_room(&self) -> Option<&'static str> {
        self.open.map(|at| self.rooms[at].0)
    }

    /// Opens a room; one of another name is no room, and nothing happens.
    pub fn open(&mut self, key: &str) {
        let Some(at) = self.rooms.iter().position(|(known, _)| *known == key) else {
            return;
        };
        self.open = Some(at);
        self.sent.clear();
        let (room, world) = (&mut self.rooms[at].1, &self.world);
        let html = room.open(world);
        let (title, kind) = (room.title(world), room.kind());
        self.news.push(News::Opened {
            room: self.rooms[at].0,
            title,
            kind,
            html,
        });
        self.refresh();
        let effects = self.rooms[at].1.enter(&self.world);
        self.carry_out(at, effects);
    }

    /// Closes the open room.
    pub fn close(&mut self) {
        if self.open.take().is_some() {
            self.news.push(News::Closed);
        }
    }

    /// A form of the open room was sent: urlencoded pairs.
    pub fn act(&mut self, form: &str, sent: Sent) {
        let Some(at) = self.open else { return };
        let effects = self.rooms[at].1.act(&Form::parse(form), sent, &self.world);
        // What a button did may have changed any control; a control that was changed shows it.
        if sent == Sent::Changed {
            self.settle_controls();
        }
        self.carry_out(at, effects);
        self.refresh();
    }

    /// A room is sent a form, be it open or not. One of another name is no room, and nothing
    /// happens.
    pub fn ask(&mut self, room: &str, form: &str) {
        let Some(at) = self.rooms.iter().position(|(known, _)| *known == room) else {
            return;
        };
        let room = &mut self.rooms[at].1;
        let effects = room.act(&Form::parse(form), Sent::Submitted, &self.world);
        self.carry_out(at, effects);
        self.refresh();
    }

    /// A file was chosen in a control of the open room, or dropped: the open room has the first
    /// look, then the others in order. False if none of them has a use for it.
    pub fn take_file(&mut self, control: &str, name: &str, content: &[u8]) -> bool {
        let order = self.open.into_iter().chain(0..self.rooms.len());
        for at in order {
            let (room, world) = (&mut self.rooms[at].1, &self.world);
            if let Some(effects) = room.take_file(control, name, content, world) {
                self.carry_out(at, effects);
                self.refresh();
                return true;
            }
        }
        false
    }

    /// A key was pressed in the open room. False if it means nothing there.
    pub fn take_key(&mut self, key: &str) -> bool {
        let Some(at) = self.open else { return false };
        let Some(effects) = self.rooms[at].1.take_key(key, &self.world) else {
            return false;
        };
        self.carry_out(at, effects);
        self.refresh();
        true
    }

    /// What became of an effect that a room wanted.
    pub fn answer(&mut self, room: &str, answer: &Answer) {
        let Some(at) = self.rooms.iter().position(|(known, _)| *known == room) else {
            return;
        };
        let effects = self.rooms[at].1.hear(answer, &self.world);
        self.carry_out(at, effects);
        self.refresh();
    }

    /// What the store of scenarios says to a room.
    pub fn kept(&mut self, room: &str, kept: &Kept) {
        let Some(at) = self.rooms.iter().position(|(known, _)| *known == room) else {
            return;
        };
        let effects = self.rooms[at].1.hear_kept(kept, &self.world);
        self.carry_out(at, effects);
        self.refresh();
    }

    /// What is to be done since the last call, in order.
    pub fn news(&mut self) -> Vec<News> {
        std::mem::take(&mut self.news)
    }

    fn carry_out(&mut self, at: usize, effects: Vec<Effect>) {
        let room = self.rooms[at].0;
        for effect in effects {
            match effect {
                Effect::Open(key) => self.open(key),
                Effect::Close => self.close(),
                effect => self.news.push(News::Effect { room, effect }),
            }
        }
    }

    /// The regions of the open room.
    fn regions(&self) -> Vec<Region> {
        self.open
            .map(|at| self.rooms[at].1.regions(&self.world))
            .unwrap_or_default()
    }

    /// Sends the regions that differ from what the page holds.
    fn refresh(&mut self) {
        for Region { id, html, .. } in self.regions() {
            if self.sent.get(&id) != Some(&html) {
                self.sent.insert(id.clone(), html.clone());
                self.news.push(News::Html { id, html });
            }
        }
    }

    /// Controls that the page holds are as the founder left them.
    fn settle_controls(&mut self) {
        for Region { id, html, .. } in self.regions().into_iter().filter(|it| it.is_control) {
            if let Some(sent) = self.sent.get_mut(&id) {
                *sent = html;
            }
        }
    }
}
