//! What is shown to others: the slides of the presentation and the one-page brief, as HTML with
//! drawings. Every number and chart comes from the scenario at hand.

mod assumptions;
mod brief;
mod charts;
mod deck;
mod facts;
mod slides;

pub use assumptions::{Assumption, assumptions};
pub use brief::{BRIEF_ASSUMPTIONS, brief};
pub use deck::{Deck, Look};
pub use facts::fingerprint;
pub use slides::{headline, name, slide};
