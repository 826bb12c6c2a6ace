//! What a room is to the studio.

use super::effect::{Answer, Effect};
use super::world::World;
use crate::html::Form;
use crate::library::Kept;

/// How a room stands above the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In a dialog with its title, and a button that closes it.
    Dialog,
    /// Over all of the page, without a frame.
    Whole,
}

/// A part of a room that is sent by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The element's id.
    pub id: String,
    /// What it holds.
    pub html: String,
    /// Whether it holds controls: what the founder did to these is on the page already, and sending
    /// them again would take the focus away.
    pub is_control: bool,
}

impl Region {
    /// A region without controls.
    #[must_use]
    pub fn shown(id: impl Into<String>, html: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            html: html.into(),
            is_control: false,
        }
    }

    /// A region of controls.
    #[must_use]
    pub fn of_controls(id: impl Into<String>, html: impl Into<String>) -> Self {
        Self {
            is_control: true,
            ..Self::shown(id, html)
        }
    }
}

/// How a form was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// By a button, or the enter key.
    Submitted,
    /// By a control that has another value now.
    Changed,
}

/// A room. It lives as long as the studio, open or not.
pub trait Room {
    /// What stands above it.
    fn title(&self, world: &World) -> String;

    /// How it stands above the page.
    fn kind(&self) -> Kind {
        Kind::Dialog
    }

    /// Prepares for being opened, and gives its HTML: forms, and the elements of its regions.
    fn open(&mut self, world: &World) -> String;

    /// What is to be done once the room stands open.
    fn enter(&mut self, _world: &World) -> Vec<Effect> {
        Vec::new()
    }

    /// What is in the regions.
    fn regions(&self, world: &World) -> Vec<Region>;

    /// Takes a form.
    fn act(&mut self, form: &Form, sent: Sent, world: &World) -> Vec<Effect>;

    /// Takes a file that the founder chose in a control of this name, or dropped: then the name is
    /// empty. None if the room has no use for such a file: another one may.
    fn take_file(
        &mut self,
        _control: &str,
        _name: &str,
        _content: &[u8],
        _world: &World,
    ) -> Option<Vec<Effect>> {
        None
    }

    /// Takes a key that was pressed in the open room outside of a control; none if it means nothing
    /// here. Names are those of `KeyboardEvent.key`; a swipe to the left is `ArrowRight`.
    fn take_key(&mut self, _key: &str, _world: &World) -> Option<Vec<Effect>> {
        None
    }

    /// Hears, open or not, that the plan on the page has been changed by a step, or that another
    /// one is shown.
    fn follow(&mut self, _world: &World) -> Vec<Effect> {
        Vec::new()
    }

    /// Hears what became of an effect.
    fn hear(&mut self, _answer: &Answer, _world: &World) -> Vec<Effect> {
        Vec::new()
    }

    /// Hears what the store of scenarios says; unasked, too, where another tab has changed something.
    fn hear_kept(&mut self, _kept: &Kept, _world: &World) -> Vec<Effect> {
        Vec::new()
    }
}
