//! Native tests of everything that runs without a browser, in one harness.
#![cfg(not(target_arch = "wasm32"))]

mod bounds;
mod conservation;
mod golden;
mod layers;
mod monotonicity;
mod random;
mod tables;
