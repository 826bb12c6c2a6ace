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
//! - probabilities of risk events that differ: `risk.database=0.65`.
//!
//! - `stress.database=20` for a risk event that strikes the single run in that week.
//!
//! - `calendar.start=2027-03`, the first month; `currency=EUR`, a code or a sign;
//! - what has been measured: `actuals.users=4:14200,9:21050.5`, values behind the weeks at whose end
//!   they were.
//!
//! A space is written `+`; what could end a link in a chat or a mail is percent-encoded.

mod lists;
mod measured;
mod parts;
mod problem;
mod read;
mod spreads;
mod write;

pub use parts::MAXIMUM_LINK;
pub use problem::{LinkProblem, MAXIMUM_PROBLEMS};
pub use read::from_link;
pub use write::to_link;

/// What stands for a list without entries: an empty value could be a link cut short.
const NONE: &str = "none";

/// What a part of an initiative's own begins with.
const INITIATIVE: &str = "initiative.";

/// What a spread's part begins with.
const UNCERTAIN: &str = "uncertain.";
