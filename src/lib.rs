//! Headroom: a what-if explorer for founders whose SaaS company must grow faster than its
//! architecture, its team or its cash allow.

pub mod actuals;
pub mod analysis;
#[cfg(all(target_arch = "wasm32", any(feature = "page", feature = "studio")))]
mod browser;
pub mod chart;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod company;
pub mod decimal;
pub mod engine;
pub mod ensemble;
pub mod forecast;
pub mod format;
pub mod forms;
pub mod html;
pub mod insight;
pub mod library;
pub mod model;
pub mod order;
pub mod present;
pub mod protocol;
pub mod session;
pub mod share;
#[cfg(all(target_arch = "wasm32", feature = "studio"))]
pub mod shell;
pub mod story;
pub mod studio;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod ui;
#[cfg(any(not(target_arch = "wasm32"), feature = "workbook"))]
pub mod workbook;
