//! Reading signals through a closure, at the price of one guard a type.
//!
//! The signals' own methods for this are compiled anew, tracking and all, for every closure they
//! are given; on this page that was a tenth of what a visitor has to load.

use std::ops::Deref;

use leptos::prelude::{Read, ReadUntracked};

/// Reads a signal by reference.
pub trait Look: Read<Value: Deref> + ReadUntracked<Value: Deref> {
    /// What the closure makes of the value. Whoever runs this follows the signal.
    fn look<Answer>(
        &self,
        read: impl FnOnce(&<<Self as Read>::Value as Deref>::Target) -> Answer,
    ) -> Answer {
        read(&Read::read(self))
    }

    /// What the closure makes of the value, without following the signal.
    fn glance<Answer>(
        &self,
        read: impl FnOnce(&<<Self as ReadUntracked>::Value as Deref>::Target) -> Answer,
    ) -> Answer {
        read(&ReadUntracked::read_untracked(self))
    }
}

impl<Signal: Read<Value: Deref> + ReadUntracked<Value: Deref>> Look for Signal {}
