//! Values of attributes and texts that follow signals, erased to one type.
//!
//! Markup is compiled anew for every closure in it. Behind a signal all closures that make a text
//! are of one type, and the markup around them is compiled once; on this page that is a quarter of
//! what a visitor has to load.

use leptos::prelude::Signal;

/// A value that follows whatever signals the closure reads.
pub fn derived<Value: Send + Sync + 'static>(
    value: impl Fn() -> Value + Send + Sync + 'static,
) -> Signal<Value> {
    Signal::derive(value)
}
