//! What the page and its engine say to each other. The engine computes everything that takes many
//! runs; it is a program of its own, loaded once the page stands, and lives in a worker.
//!
//! A message is an array: its kind, then what belongs to it.
//!
//! | from the page | |
//! |---|---|
//! | [`HELLO`], version, locale | sent first, with what [`crate::format::set_locale`] takes; an engine of another [`VERSION`] says [`TROUBLE`] and nothing after |
//! | [`SHOW`], id, link, links of the compared scenarios, runs | bands of the first link's scenario; the newest wins, the one before is cancelled |
//! | [`PANEL`], panel, number, form | what a panel asks about the scenario shown last |
//! | [`RESUME`], panel, number, form | what a panel has asked of an engine that is gone, before the panel asks again: what came of it for the scenario has come already |
//! | [`STOP`], panel | takes that back: its work waits until it asks again |
//! | [`ALIVE`] | is answered by the same, however much there is to do |
//!
//! | from the engine | |
//! |---|---|
//! | [`READY`], version | once, before everything else |
//! | [`BANDS`], id, runs done, runs in all, weeks, numbers, notes, link | again and again until all runs are done, first at [`FIRST_RUNS`], then every [`BANDS_INTERVAL`]; the link is that of [`SHOW`] |
//! | [`HTML`], element's id, text | what a panel shows |
//! | [`ALIVE`] | the answer |
//! | [`APPLY`], parts of a link, what was said, keys | what the founder has changed in a panel of the scenario, and of those beside it if `compare` is among the keys: the new parts of its link, and the keys of what is new or gone; nothing is said of what is plain to see |
//! | [`PANEL`], number | all that panels have asked up to this number was taken, and what came of it at once was said |
//! | [`TROUBLE`], text | what went wrong, in a sentence for the founder |
//!
//! The numbers of [`BANDS`] are a `Float64Array`: for each series and part in the order
//! of [`crate::model::breakdown::columns`], its P10 of every week, then its P50, its P90 and its mean. The
//! notes are texts in the order of [`Note`].
//!
//! The engine keeps nothing that its last messages have not told it, so a page may start a new one
//! at any time and repeat them, what panels asked as [`RESUME`]. The page finds the engine's script in the attribute
//! `data-engine-script` of its own script's element. It makes the script a module worker and talks
//! to that; where there are no workers it imports the script and calls its `connect` with one port
//! of a `MessageChannel`, and talks to the other.

//! The studio, the page's third program, is on the page's own thread; the two talk by events of the
//! document whose detail is such an array. It starts with a [`TO_PAGE`] of [`HELLO`]; the page then
//! and after every step dispatches [`TO_STUDIO`].
//!
//! | from the page, [`TO_STUDIO`] | |
//! |---|---|
//! | link, dark, bands | what is on the page as its address says it, `true` for dark colours, and the last [`BANDS`] of a plan at rest just as they came, or nothing; they may be of a plan before this one: their link tells |
//!
//! | from the studio, [`TO_PAGE`] | |
//! |---|---|
//! | [`HELLO`], version | sent first |
//! | [`APPLY`], link, what was said | a scenario to take over as one step, and those beside it if the link says which; nothing is told if nothing was said |
//! | [`TROUBLE`], text, lines … | something to tell the founder |
//! | [`REVEAL`], key | the input of that key is to come into view |

/// The version of all this. Both sides say theirs and neither goes on with another's: then a
/// browser has kept an older half of the site, and the page is to be reloaded.
pub const VERSION: u32 = 8;

/// Kind of a message: the page's version.
pub const HELLO: &str = "hello";
/// Kind of a message: bands are wanted.
pub const SHOW: &str = "show";
/// Kind of a message: a panel asks, and that what it asked was taken.
pub const PANEL: &str = "panel";
/// Kind of a message: a panel has asked it of an engine that is gone.
pub const RESUME: &str = "resume";
/// Kind of a message: a panel asks no longer.
pub const STOP: &str = "stop";
/// Kind of a message: whether the engine is there, and that it is.
pub const ALIVE: &str = "alive";

/// Kind of a message: the engine's version.
pub const READY: &str = "ready";
/// Kind of a message: bands, as far as they have come.
pub const BANDS: &str = "bands";
/// Kind of a message: the content of an element.
pub const HTML: &str = "html";
/// Kind of a message: a scenario to take over, or what to change in it.
pub const APPLY: &str = "apply";
/// Kind of a message: something has gone wrong.
pub const TROUBLE: &str = "trouble";

/// Kind of a message: an input to bring into view.
pub const REVEAL: &str = "reveal";

/// The event by which the page talks to the studio.
pub const TO_STUDIO: &str = "headroom:plan";
/// The event by which the studio talks to the page.
pub const TO_PAGE: &str = "headroom:studio";

pub use crate::ensemble::USUAL_RUNS;

/// Runs that bands are first told of, unless fewer are wanted.
pub const FIRST_RUNS: u32 = 500;

/// Milliseconds between bands of the same request, at least.
pub const BANDS_INTERVAL: f64 = 100.0;

/// Milliseconds between the news of a panel that is at work, at least.
pub const NEWS_INTERVAL: f64 = 100.0;

/// Requests of no more runs than this are told without the slip tolerances, whose notes are then
/// empty: they take half as long again, and nobody reads them while a slider moves.
pub const QUICK_RUNS: u32 = 1000;

/// Numbers of a series in a week: P10, P50, P90 and mean.
pub const NUMBERS: usize = 4;

/// The notes beside the bands, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The share of runs that survive to the horizon, from 0 to 1: a number as text.
    Survival,
    /// Its standard error, likewise.
    SurvivalError,
    /// The slip tolerance of the first phase: weeks from P10 to P90, as "−3 to 12"; the next note is
    /// a sentence that says of which runs that is, the one after it a histogram as HTML that says
    /// the sentence to those who hear it. Each is empty where it is not known. Those of the other
    /// phases follow.
    FirstSlipTolerance,
}
