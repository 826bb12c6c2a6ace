//! The model without a browser.

fn main() {}
