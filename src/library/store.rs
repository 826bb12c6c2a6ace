//! What is asked of the store, and what it answers.

/// Something for the store to do. Each is answered by one [`Kept`], in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Open the store, and say all that is in it.
    Open,
    /// Say again all that is in it.
    Read,
    /// Make all of these changes, or none of them.
    Change(Vec<Change>),
    /// Remember a text for this tab, until it is closed: a reload finds it. It is not answered.
    Note(String),
}

/// A text under a key gets another one, if it still is what the tab takes it to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The key.
    pub key: String,
    /// What has to be there for the change to be made; none for nothing.
    pub before: Option<String>,
    /// What is to be there; none for nothing.
    pub after: Option<String>,
}

/// Where texts are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the browser's database.
    Database,
    /// In the browser's smaller storage, because of what it said of its database.
    Small(String),
    /// In this tab only, because of what the browser said of its storage.
    Nowhere(String),
}

/// What the store says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The store is open.
    Opened {
        /// Where it keeps texts.
        place: Place,
        /// A name that no other tab has.
        tab: String,
        /// What this tab has noted before it was reloaded; empty if nothing.
        note: String,
        /// Keys and texts.
        texts: Vec<(String, String)>,
    },
    /// All that is in it.
    Read(Vec<(String, String)>),
    /// All changes have been made.
    Changed,
    /// None has been made, because something else was there: what, under each of their keys.
    Conflict(Vec<(String, Option<String>)>),
    /// None has been made, because the browser refused.
    Refused {
        /// Whether it refused because there is no room left.
        is_full: bool,
        /// What it said.
        why: String,
    },
    /// Another tab has changed something.
    Elsewhere,
}
