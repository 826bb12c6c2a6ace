//! Headroom: a what-if explorer for founders whose SaaS company must grow faster than its
//! architecture, its team or its cash allow.

pub mod chart;
pub mod format;
pub mod model;
pub mod session;
pub mod story;
#[cfg(target_arch = "wasm32")]
pub mod ui;
