//! A page with a room open above it, without a browser: holds what the studio sends.

use std::collections::BTreeMap;

use headroom::studio::{Answer, Effect, News, Sent, Studio, World};

use crate::insight_page::{View, assemble};

/// A studio, and the page that it stands above.
pub(crate) struct Page {
    pub(crate) studio: Studio,
    room: &'static str,
    html: String,
    regions: BTreeMap<String, String>,
    effects: Vec<Effect>,
}

impl Page {
    /// A page with this room open.
    pub(crate) fn open(world: World, room: &str) -> Self {
        let mut page = Self {
            studio: Studio::new(world),
            room: "",
            html: String::new(),
            regions: BTreeMap::new(),
            effects: Vec::new(),
        };
        page.studio.open(room);
        page.listen();
        assert_eq!(page.room, room);
        page
    }

    fn listen(&mut self) {
        for news in self.studio.news() {
            match news {
                News::Opened { room, html, .. } => {
                    self.room = room;
                    self.html = html;
                    self.regions.clear();
                }
                News::Html { id, html } => {
                    self.regions.insert(id, html);
                }
                News::Closed => self.room = "",
                News::Effect { effect, .. } => self.effects.push(effect),
            }
        }
    }

    /// Sends a form, and gives what the room wants done.
    pub(crate) fn send(&mut self, form: &str, sent: Sent) -> Vec<Effect> {
        self.studio.act(form, sent);
        self.listen();
        std::mem::take(&mut self.effects)
    }

    /// Presses a button.
    pub(crate) fn press(&mut self, form: &str) -> Vec<Effect> {
        self.send(form, Sent::Submitted)
    }

    /// Changes a control.
    pub(crate) fn change(&mut self, form: &str) {
        assert_eq!(self.send(form, Sent::Changed), []);
    }

    /// Tells the room what became of what it wanted.
    pub(crate) fn answer(&mut self, answer: &Answer) {
        self.studio.answer(self.room, answer);
        self.listen();
    }

    /// The room as a browser has it, within an element `room`: everything it was sent has a place.
    pub(crate) fn view(&self) -> View {
        assemble("room", &self.html, &self.regions)
    }

    /// What the element with this id was sent.
    pub(crate) fn html(&self, id: &str) -> &str {
        &self.regions[id]
    }

    /// The text of an element.
    pub(crate) fn text(&self, id: &str) -> String {
        self.view().by_id(id).text.clone()
    }
}
