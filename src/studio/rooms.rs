//! The rooms.

use super::actuals::Actuals;
use super::brief::BriefRoom;
use super::company::Company;
use super::export::Export;
use super::history::HistoryRoom;
use super::library::LibraryRoom;
use super::present::PresentRoom;
use super::room::Room;
use super::settings::Settings;
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
        key: "library",
        make: || Box::<LibraryRoom>::default(),
    },
    RoomRow {
        key: "history",
        make: || Box::<HistoryRoom>::default(),
    },
    RoomRow {
        key: "company",
        make: || Box::<Company>::default(),
    },
    RoomRow {
        key: "share",
        make: || Box::new(Share::new()),
    },
    RoomRow {
        key: "export",
        make: || Box::new(Export::new()),
    },
    RoomRow {
        key: "actuals",
        make: || Box::<Actuals>::default(),
    },
    RoomRow {
        key: "settings",
        make: || Box::<Settings>::default(),
    },
    RoomRow {
        key: "present",
        make: || Box::new(PresentRoom::default()),
    },
    RoomRow {
        key: "brief",
        make: || Box::new(BriefRoom),
    },
];
