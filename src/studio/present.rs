//! The room of the presentation: slides over the whole screen, and their editing.

use std::cell::RefCell;

use super::effect::Effect;
use super::pages;
use super::room::{Kind, Region, Room, Sent};
use super::world::World;
use crate::chart::Ranges;
use crate::html::{Form, escape};
use crate::model::presentation::{Page, Presentation, Slide, TooLong, Wording};
use crate::model::scenario::Scenario;
use crate::present::{Deck, Look, fingerprint, headline, name, slide};
use crate::share::to_link;
use crate::story::plain_text;

/// What is drawn of a scenario, kept while nothing of it changes.
pub(super) struct Made {
    scenario: Scenario,
    compared: Vec<Scenario>,
    odds: String,
    ranges: Ranges,
    look: Look,
    /// The sentences that the scenario makes, in the order of [`Slide::ALL`].
    pub(super) sentences: Vec<String>,
    /// The slides in the order of the presentation, those left out among them.
    pub(super) slides: Vec<String>,
    /// What tells the figures apart.
    pub(super) figures: u32,
}

impl Made {
    fn is_of(&self, scenario: &Scenario, world: &World, look: Look) -> bool {
        self.look == look
            && self.odds == world.odds
            && self.ranges == world.ranges
            && self.compared == world.compared
            && self.scenario == *scenario
    }

    fn new(scenario: Scenario, world: &World, look: Look) -> Self {
        let deck =
            Deck::new(&scenario, &world.compared, &world.odds, look).with_ranges(&world.ranges);
        let pages = scenario.presentation.pages();
        let of = pages.iter().filter(|page| !page.hidden).count();
        let mut number = 0;
        let slides = pages.iter().map(|page| {
            number += usize::from(!page.hidden);
            slide(&deck, page.slide(), (!page.hidden).then_some((number, of)))
        });
        let sentence = |slide| plain_text(&headline(&deck, slide));
        Self {
            slides: slides.collect(),
            sentences: Slide::ALL.into_iter().map(sentence).collect(),
            figures: fingerprint(&deck.figures),
            compared: world.compared.clone(),
            odds: world.odds.clone(),
            ranges: world.ranges.clone(),
            look,
            scenario,
        }
    }

    /// The sentence that the scenario makes for a page.
    pub(super) fn sentence(&self, slide: Slide) -> &str {
        &self.sentences[slide as usize]
    }
}

/// Which of two things the room is for at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Showing,
    Editing,
}

/// A text that was not taken.
pub(super) struct Refused {
    pub(super) slide: Slide,
    pub(super) wording: Wording,
    pub(super) error: TooLong,
}

/// The presentation.
#[derive(Default)]
pub(super) struct PresentRoom {
    mode: Mode,
    current: Option<Slide>,
    shows_notes: bool,
    /// The colours, if they are not the page's.
    look: Option<Look>,
    /// As it is edited here, which the page follows.
    presentation: Presentation,
    refused: Option<Refused>,
    made: RefCell<Option<Made>>,
}

impl PresentRoom {
    fn look(&self, world: &World) -> Look {
        let pages = if world.dark { Look::Dark } else { Look::Light };
        self.look.unwrap_or(pages)
    }

    /// What is drawn, made anew where it has to be.
    fn with_made<T>(&self, world: &World, read: impl FnOnce(&Made) -> T) -> T {
        let scenario = Scenario {
            presentation: self.presentation.clone(),
            ..world.scenario.clone()
        };
        let look = self.look(world);
        let mut made = self.made.borrow_mut();
        let made = match made.take() {
            Some(kept) if kept.is_of(&scenario, world, look) => made.insert(kept),
            _ => made.insert(Made::new(scenario, world, look)),
        };
        read(made)
    }

    fn shown(&self) -> Vec<&Page> {
        let pages = self.presentation.pages().iter();
        pages.filter(|page| !page.hidden).collect()
    }

    /// The place of the current slide among those that are shown; the first if it is left out.
    fn place(&self) -> usize {
        let shown = self.shown();
        let at = shown
            .iter()
            .position(|page| Some(page.slide()) == self.current);
        at.unwrap_or(0)
    }

    fn go(&mut self, place: usize) {
        let shown = self.shown();
        let last = shown.len().saturating_sub(1);
        self.current = shown.get(place.min(last)).map(|page| page.slide());
    }

    /// Goes where a key or a button of this name leads; false if it leads nowhere.
    fn turn(&mut self, to: &str) -> bool {
        let place = self.place();
        match to {
            "ArrowRight" | "ArrowDown" | "PageDown" | " " | "Enter" => self.go(place + 1),
            "ArrowLeft" | "ArrowUp" | "PageUp" | "Backspace" => self.go(place.saturating_sub(1)),
            "Home" => self.go(0),
            "End" => self.go(usize::MAX),
            _ => return false,
        }
        true
    }

    fn toggle_editing(&mut self) {
        self.refused = None;
        self.mode = match self.mode {
            Mode::Showing => Mode::Editing,
            Mode::Editing => Mode::Showing,
        };
    }

    fn leave() -> Vec<Effect> {
        vec![Effect::FullScreen(false), Effect::Close]
    }

    /// Takes what stands in the controls of a page.
    fn take_words(&mut self, slide: Slide, form: &Form, world: &World) {
        self.refused = None;
        let (made, figures) = self.with_made(world, |made| {
            (made.sentence(slide).to_owned(), made.figures)
        });
        let page = self.presentation.page_mut(slide);
        page.hidden = form.get("shown").is_none();
        for wording in Wording::ALL {
            let Some(text) = form.get(wording.key()) else {
                continue;
            };
            // Browsers end lines in their own way; a headline has no lines.
            let mut text = match wording {
                Wording::Headline => text.split_whitespace().collect::<Vec<_>>().join(" "),
                Wording::Note => text.replace("\r\n", "\n").trim().to_owned(),
            };
            if wording == Wording::Headline && text == made {
                text.clear();
            }
            if text == page.words(wording) {
                continue;
            }
            let is_none = text.is_empty();
            match page.set_words(wording, text) {
                Ok(()) if wording == Wording::Headline => {
                    page.written_for = (!is_none).then_some(figures);
                }
                Ok(()) => {}
                Err(error) => {
                    self.refused = Some(Refused {
                        slide,
                        wording,
                        error,
                    });
                }
            }
        }
    }

    /// Takes the form of a page.
    fn edit(&mut self, form: &Form, slot: usize, world: &World) -> Vec<Effect> {
        let Some(page) = self.presentation.pages().get(slot) else {
            return Vec::new();
        };
        let slide = page.slide();
        self.take_words(slide, form, world);
        match form.get("move") {
            Some("earlier") => self.presentation.move_to(slide, slot.saturating_sub(1)),
            Some("later") => self.presentation.move_to(slide, slot + 1),
            _ => {}
        }
        if form.get("reset").is_some() {
            let page = self.presentation.page_mut(slide);
            page.written_for = None;
            // Nothing is no text too long.
            let _ = page.set_words(Wording::Headline, String::new());
            self.refused = None;
        }
        let mut effects = self.apply(world);
        if form.get("show").is_some() {
            self.current = Some(slide);
            // Opened anew, because the button that has the focus goes out of sight.
            effects.push(Effect::Open("present"));
        }
        effects
    }

    /// The page follows what is edited here.
    fn apply(&self, world: &World) -> Vec<Effect> {
        if self.presentation == world.scenario.presentation {
            return Vec::new();
        }
        let scenario = Scenario {
            presentation: self.presentation.clone(),
            ..world.scenario.clone()
        };
        vec![Effect::Apply {
            link: to_link(&scenario),
            said: String::new(),
        }]
    }

    fn note(&self) -> String {
        if !self.shows_notes || self.mode == Mode::Editing {
            return String::new();
        }
        let shown = self.shown();
        let note = shown
            .get(self.place())
            .map_or("", |page| page.words(Wording::Note));
        let text = if note.is_empty() {
            "No note on this page. E edits the pages.".to_owned()
        } else {
            escape(note)
        };
        format!("<p>{text}</p>")
    }

    fn stage(&self, made: &Made) -> String {
        let pages = self.presentation.pages().iter().zip(&made.slides);
        let mut shown = pages.filter(|(page, _)| !page.hidden);
        let current = shown.nth(self.place());
        match current {
            _ if self.mode == Mode::Editing => String::new(),
            Some((_, slide)) => slide.clone(),
            None => {
                "<p class=\"deck-empty\">All pages are left out. E edits the pages.</p>".to_owned()
            }
        }
    }

    fn state(&self, look: Look) -> String {
        let flag = |is_on: bool, class: &str| {
            if is_on {
                format!("<i class=\"{class}\" hidden></i>")
            } else {
                String::new()
            }
        };
        format!(
            "{}{}{}",
            flag(self.mode == Mode::Editing, "is-editing"),
            flag(!self.note().is_empty(), "has-note"),
            flag(look == Look::Dark, "is-dark"),
        )
    }
}

impl Room for PresentRoom {
    fn title(&self, _world: &World) -> String {
        "Presentation".to_owned()
    }

    fn kind(&self) -> Kind {
        Kind::Whole
    }

    fn open(&mut self, _world: &World) -> String {
        (self.mode, self.refused) = (Mode::Showing, None);
        if self.current.is_none() {
            self.go(0);
        }
        pages::skeleton()
    }

    fn enter(&mut self, _world: &World) -> Vec<Effect> {
        vec![Effect::FullScreen(true)]
    }

    fn regions(&self, world: &World) -> Vec<Region> {
        self.with_made(world, |made| {
            let look = self.look(world);
            let shown = self.shown();
            let place = shown.get(self.place()).map_or_else(String::new, |page| {
                let number = self.place() + 1;
                format!("{number} of {}: {}", shown.len(), name(page.slide()))
            });
            let is_editing = self.mode == Mode::Editing;
            let mut regions = vec![
                Region::shown("present-state", self.state(look)),
                Region::shown("present-stage", self.stage(made)),
                Region::shown("present-note", self.note()),
                Region::shown("present-place", if is_editing { "" } else { &*place }),
                Region::shown(
                    "present-edit",
                    if is_editing {
                        "Show slides"
                    } else {
                        "Edit pages"
                    },
                ),
                Region::shown(
                    "present-look",
                    match look {
                        Look::Light => "Dark colours",
                        Look::Dark => "Light colours",
                    },
                ),
            ];
            regions.extend(pages::regions(
                &self.presentation,
                made,
                self.refused.as_ref(),
            ));
            regions
        })
    }

    fn act(&mut self, form: &Form, _sent: Sent, world: &World) -> Vec<Effect> {
        if let Some(slot) = form.get("slot").and_then(|slot| slot.parse().ok()) {
            return self.edit(form, slot, world);
        }
        if let Some(to) = form.get("go") {
            self.turn(to);
        }
        let Some(errand) = form.get("do") else {
            return Vec::new();
        };
        match errand {
            "edit" => self.toggle_editing(),
            "notes" => self.shows_notes = !self.shows_notes,
            "look" => {
                self.look = Some(match self.look(world) {
                    Look::Light => Look::Dark,
                    Look::Dark => Look::Light,
                });
            }
            "full" => return vec![Effect::FullScreen(true)],
            "print" => return vec![Effect::Print],
            "brief" => return vec![Effect::Open("brief")],
            "leave" => return Self::leave(),
            _ => {}
        }
        Vec::new()
    }

    fn take_key(&mut self, key: &str, _world: &World) -> Option<Vec<Effect>> {
        match key {
            "e" | "E" => self.toggle_editing(),
            "Escape" if self.mode == Mode::Editing => self.toggle_editing(),
            "Escape" => return Some(Self::leave()),
            "f" | "F" => return Some(vec![Effect::FullScreen(true)]),
            "p" | "P" => return Some(vec![Effect::Print]),
            _ if self.mode == Mode::Editing => return None,
            "n" | "N" => self.shows_notes = !self.shows_notes,
            key if self.turn(key) => {}
            _ => return None,
        }
        Some(Vec::new())
    }

    fn follow(&mut self, world: &World) -> Vec<Effect> {
        if self.presentation != world.scenario.presentation {
            self.presentation = world.scenario.presentation.clone();
        }
        Vec::new()
    }
}
