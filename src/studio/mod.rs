//! What is done with whole scenarios: keeping, starting from one's own company, sharing, exporting,
//! presenting. Each of these is a [`Room`], which stands above the page while it is open.
//!
//! The studio is a program of its own on the page's thread, loaded once the page has come to rest,
//! so that none of it weighs on the first charts. Everything here is text and numbers, and tested
//! without a browser: a [`Studio`] is told which plan is on the page and what the founder does in a
//! room, and says by [`News`] what is to be put onto the page and what is to be done by the browser.
//! `shell` carries it out and knows nothing of what is in a room.
//!
//! - A room's HTML is sent when it is opened; of its regions those that differ from what the page
//!   holds are sent after everything that happens. A founder who types keeps the caret.
//! - What a form sends is the urlencoded pairs of its own controls and of the button that was
//!   pressed. Forms send on submit and on every change of a control; a form with `data-live` also
//!   on every key.
//! - In an element with `data-enter="next"` the enter key goes to the next field, and sends the form
//!   from the last one.
//! - `<button name="close">` closes the room without asking it, `<button data-room="share">` opens
//!   another one, `<button data-lever="growth.viral">` closes it and brings that slider into view.
//! - On the page, `data-studio="share"` opens a room, with a first form in `data-form` if there is
//!   one; `data-studio-do="history"` sends `data-form` to a room without opening it.
//! - `<input type="file" name="…">`, and files dropped onto the open room or onto the page, reach
//!   [`Room::take_file`].

mod actuals;
mod ago;
mod brief;
mod company;
mod effect;
mod export;
mod history;
mod host;
mod library;
mod measure;
mod pages;
mod present;
mod room;
mod rooms;
mod scenes;
mod settings;
mod share;
mod world;

pub use effect::{Answer, Effect, Picture, PictureTo};
pub use export::Export;
pub use host::{News, Studio};
pub use room::{Kind, Region, Room, Sent};
pub use rooms::{ROOMS, RoomRow};
pub use share::Share;
pub use world::World;
