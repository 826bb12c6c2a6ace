//! The engine of the page: ensembles and analysis, in a program of its own that is built for speed
//! and runs in workers. [`crate::protocol`] is what it is told and tells.
//!
//! One worker is the engine itself. It talks to the page, shares the runs of an ensemble and the
//! trials of a study out to helpers, which are further workers of the same program, and does a part
//! of them itself, in slices, so that it hears of a newer request at once. Who does what, and what becomes of the part
//! of a helper that fails, is decided by [`conductor`], which knows nothing of browsers, no more
//! than what a [`helper`] does and the [`clerk`], who serves the panels when no runs are to be made.

pub mod alarm;
mod batch;
pub mod clerk;
pub mod conductor;
pub mod helper;
pub mod parts;
pub mod report;
mod seat;
mod slips;

#[cfg(target_arch = "wasm32")]
mod chief;
#[cfg(target_arch = "wasm32")]
mod hand;
#[cfg(target_arch = "wasm32")]
mod scope;

#[cfg(target_arch = "wasm32")]
pub use chief::serve;
#[cfg(target_arch = "wasm32")]
pub use hand::help;

/// The seed of every ensemble of the page.
pub use crate::insight::SEED;
