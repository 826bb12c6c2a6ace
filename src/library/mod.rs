//! The founder's scenarios, kept: what a record of one is, how a tab changes them without
//! overwriting what another tab has kept, and the file that holds all of them.
//!
//! Whatever keeps the records is asked by [`Keep`] and answers by [`Kept`]; it holds texts under
//! keys, and knows nothing of what is in them. A [`Shelf`] is one tab's view of it, without browser
//! or clock, so that tests can put many of them above one store that fails as it likes.

mod collection;
mod record;
mod shelf;
mod store;
mod version;

pub use collection::{
    FileError, Incoming, MAXIMUM_COLLECTION, MAXIMUM_SCENARIOS, read_file, to_collection,
};
pub use record::{Kind, Record};
pub use shelf::{Entry, Event, Shelf, State};
pub use store::{Change, Keep, Kept, Place};
pub use version::VERSION;
