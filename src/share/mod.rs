//! Scenarios on their way out and back in: as a file ([`mod@file`]) and as a link ([`link`]); and what
//! comes out of them, as files for other programs.
//!
//! Files and links carry a version and only what differs from a preset, and give back every bit of every
//! value. A file is taken whole or refused with the first error; a link is taken as far as it can
//! be understood, and says what could not.

mod check;
mod compare;
pub mod error;
mod figures;
pub mod file;
pub mod link;
mod series;
mod tab;
pub mod version;

pub use crate::decimal::shortest;
pub use check::set as override_value;
pub use error::ScenarioError;
pub use figures::{figures_csv, figures_json, figures_line};
pub use file::{from_json, to_json, view_to_json, with_overrides};
pub use link::{LinkProblem, View, from_link, to_link};
pub use series::series_csv;
pub use tab::Tab;
