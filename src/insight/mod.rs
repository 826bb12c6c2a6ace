//! How plans compare, how likely they are, what matters, what to do: panels as HTML, and the work
//! behind them.
//!
//! Everything here is text and numbers, so that it is tested without a browser. A [`Desk`] is told
//! which plan is on the page and what the founder asks, does the work in slices, and says what is
//! to be put onto the page: HTML by element id. Whoever drives it forwards forms and clicks and
//! knows nothing of what is in them.
//!
//! ```
//! use headroom::insight::{Desk, News};
//! use headroom::model::{preset::Preset, scenario::Scenario};
//!
//! let mut desk = Desk::new();
//! desk.show(
//!     Scenario::preset(Preset::Realistic),
//!     vec![Scenario::preset(Preset::AsWritten)],
//! );
//! desk.ask("matters", "");
//! while desk.step(1000) {}
//! assert!(matches!(&desk.news()[0], News::Html { id, .. } if id == "insight-matters"));
//! ```
//!
//! - A panel's skeleton holds its forms; it is sent when the panel is opened, that is when it is
//!   asked with an empty form. Results are put into regions of the skeleton, and sent only if they
//!   differ from what was sent before. So a founder who types keeps the caret.
//! - Forms are `<form data-panel="…">`. What they send is the urlencoded pairs of their own
//!   controls and of the button that was clicked.
//! - `data-lever="growth.viral"` on a button: the slider of that key is to come into view.
//! - Only the panel that was asked last works; what another was doing waits until that is opened
//!   again. The newest request wins. What was worked out stays
//!   known, and a result of an earlier plan stays on the page, marked as old, until its successor
//!   is there.

mod arrival;
mod bars;
mod bench;
mod compare;
mod curve;
mod decide;
mod definitions;
mod desk;
mod html;
mod matters;
mod menu;
mod panel;
mod plan_check;
mod plans;
mod refusal;
mod sheet;
mod uncertainty;
mod under_way;
mod words;

pub use desk::{Desk, News};
pub use panel::Panel;
pub use refusal::Refusal;

/// The seed of all luck behind the panels.
pub const SEED: u64 = 1;

pub use crate::ensemble::USUAL_RUNS;
