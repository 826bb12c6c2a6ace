//! What a founder does with a scenario, as pure state: no browser, no pixels.

pub mod changes;
pub mod history;
pub mod lever;
pub mod timeline;
