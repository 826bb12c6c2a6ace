//! A scenario in the address bar, behind the `#`, where it never reaches a server.
//!
//! ```text
//! v=1&preset=as-written&name=Cheaper+plan&team.scaling=0.55&hires.2.month=2.5
//! ```
//!
//! Parts are `key=value`, joined by `&`:
//! - `v`, the version; `preset`, unless it is the realistic one; `name`, unless it is the preset's;
//! - one part for each parameter that differs, under its key;
//! - hires: `hires.2.month=2.5` for a number that differs while roles and count are the preset's,
//!   otherwise all of them, `hires=1:120000:Designer,2.5:90000:Tester`, or `hires=none`;
//! - initiatives: `initiative.caching=1:2:page*0.2` for each that differs or is new (phase, effort,
//!   effects; then kind and label, if they are not the preset's), and, unless new ones just follow
//!   the preset's, their order: `initiatives=pooling,caching`, or `initiatives=none`;
//! - spreads that differ from the table's: `uncertain.growth.viral=0.2:0.3`, then `:uniform` or
//!   `:lognormal`, or `uncertain.growth.viral=fixed`;
//! - probabilities of risk events that differ: `risk.database=0.65`;
//! - `stress.database=20` for a risk event that strikes the single run in that week;
//! - the presentation: `slides=verdict,-growth,risk` for its pages in their order, those that are
//!   left out behind a hyphen, unless all are shown as they come; those that are not named follow;
//!   `slide.risk.headline=What+can+go+wrong` and `slide.risk.note=…` for what is said on a page, and
//!   `slide.risk.figures=…` for what tells the figures apart that a headline was written for;
//! - `compare=as-written+hire-early` for the scenarios beside this one, unless it is just the other
//!   preset: built-in plans by their keys, any other as its own parts without the version, percent-encoded
//!   as a whole (`name%3DCheaper%2Bplan%26team.scaling%3D0.55`), or `compare=none`;
//! - `view=uncertainty` for the part of the page that is open, unless it is the first.
//!
//! - `calendar.start=2027-03`, the first month; `currency=EUR`, a code or a sign;
//! - what has been measured: `actuals.users=4:14200,9:21050.5`, values behind the weeks at whose end
//!   they were.
//!
//! A space is written `+`; what could end a link in a chat or a mail is percent-encoded.
//!
//! Where such a link would be cut, `z=1.` and the whole of it compressed stands in its place:
//! [`pack`], [`unpack`].

mod carry;
mod lists;
mod measured;
mod packed;
mod parts;
mod problem;
mod read;
mod slides;
mod spreads;
mod view;
mod write;

pub use carry::Change;
pub use packed::{MAXIMUM_UNPACKED, pack, unpack};
pub use parts::MAXIMUM_LINK;
pub use problem::{LinkProblem, MAXIMUM_PROBLEMS};
pub use read::from_link;
pub use view::{MAXIMUM_COMPARED, View, usual};
pub use write::to_link;

/// What stands for a list without entries: an empty value could be a link cut short.
const NONE: &str = "none";

/// What a part of an initiative's own begins with.
const INITIATIVE: &str = "initiative.";

/// What a part of a slide begins with.
const SLIDE: &str = "slide.";

/// What stands before a slide that is left out.
const LEFT_OUT: char = '-';

/// What a spread's part begins with.
const UNCERTAIN: &str = "uncertain.";
