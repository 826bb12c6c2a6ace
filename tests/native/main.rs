//! Native tests of everything that runs without a browser, in one harness.
#![cfg(not(target_arch = "wasm32"))]

mod charts;
mod golden;
