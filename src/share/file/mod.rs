//! A scenario as a JSON file.
//!
//! ```json
//! {
//!   "version": 1,
//!   "name": "Cheaper plan",
//!   "preset": "realistic",
//!   "values": { "team.scaling": 0.55 },
//!   "hires": [{ "role": "Designer", "month": 1, "salary": 120000 }],
//!   "uncertainty": { "growth.viral": { "low": 0.2, "high": 0.3, "shape": "uniform" } },
//!   "risks": { "database": 0.65 },
//!   "calendar.start": "2027-03",
//!   "currency": "EUR",
//!   "actuals": { "users": { "4": 14200, "9": 21050.5 } },
//!   "presentation": [{ "slide": "risk", "headline": "What can go wrong" }]
//! }
//! ```
//!
//! `values` holds what differs from the preset, under the keys of the input table; `hires` and
//! `initiatives` are complete lists, and are left out while they are the preset's. A file may also
//! change single numbers of hires in `values`, as `hires.2.month`. `uncertainty` and `risks` hold
//! the spreads and probabilities that differ from the tables'. `calendar.start` is the first month,
//! `currency` a code or a sign, and `actuals` has what was measured of a series, under the weeks at
//! whose end it was.
//! `presentation`, there if anything of
//! it was changed, is the list of its pages in their order; those that are not named follow. A page
//! may be `hidden`, and have a `headline` and a `note`; `figures` tells those apart that the headline
//! was written for. `compared`, there unless the comparison is the usual one, is the list of the
//! scenarios that this one is compared with, each as in a file of its own. Everything but the version may be left out. The first thing that cannot be taken refuses the whole file.

mod read;
mod tree;
mod write;

pub use read::{compared_from_value, from_json, from_value, view_from_value, with_overrides};
pub use tree::{array, from_utf8, number, object, parse, text};
pub use write::{to_json, to_value, view_to_json, view_to_value};

/// The largest file that is read, in bytes: several times the largest scenario.
pub const MAXIMUM_FILE: usize = 1_000_000;
