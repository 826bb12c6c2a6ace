//! The rooms.

use super::export::Export;
use super::room::Room;
use super::share::Share;

/// A room of the studio.
#[derive(Clone, Copy, Debug)]
pub struct RoomRow {
    /// The name in attributes and addresses. It never changes.
    pub key: &'static str,
    /// A new room.
    pub make: fn() -> Box<dyn Room>,
}

/// All rooms.
pub const ROOMS: &[RoomRow] = &[
    RoomRow {
        key: "share",
        make: || Box::new(Share::new()),
    },
    RoomRow {
        key: "export",
        make: || Box::new(Export::new()),
    },
];
