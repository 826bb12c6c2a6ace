//! The room of the one-page brief.

use super::effect::Effect;
use super::room::{Kind, Region, Room, Sent};
use super::world::World;
use crate::html::{Form, button};
use crate::present::{Deck, Look, brief};

/// The brief on a sheet, with a button that prints it.
#[derive(Debug, Default)]
pub(super) struct BriefRoom;

impl Room for BriefRoom {
    fn title(&self, _world: &World) -> String {
        "One-page brief".to_owned()
    }

    fn kind(&self) -> Kind {
        Kind::Whole
    }

    fn open(&mut self, _world: &World) -> String {
        format!(
            "<div class=\"brief-room\"><form class=\"deck-bar\">{}{}\
             <span class=\"deck-place\">One page, A4 or Letter</span>{}</form>\
             <div id=\"brief-sheet\" class=\"brief-sheet\"></div></div>",
            button("do", "print", "Print or save as PDF"),
            "<button type=\"button\" class=\"button\" data-room=\"present\">Slides</button>",
            button("do", "leave", "Close"),
        )
    }

    fn regions(&self, world: &World) -> Vec<Region> {
        // Paper is white.
        let deck = Deck::new(&world.scenario, &world.compared, &world.odds, Look::Light)
            .with_ranges(&world.ranges);
        vec![Region::shown("brief-sheet", brief(&deck))]
    }

    fn act(&mut self, form: &Form, _sent: Sent, _world: &World) -> Vec<Effect> {
        match form.get("do") {
            Some("print") => vec![Effect::Print],
            Some("leave") => vec![Effect::FullScreen(false), Effect::Close],
            _ => Vec::new(),
        }
    }

    fn take_key(&mut self, key: &str, _world: &World) -> Option<Vec<Effect>> {
        match key {
            "p" | "P" => Some(vec![Effect::Print]),
            "Escape" => Some(vec![Effect::FullScreen(false), Effect::Close]),
            _ => None,
        }
    }
}
