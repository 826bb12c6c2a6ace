//! What reading a text may cost: so much, and so much more for each of its bytes.

use std::time::{Duration, Instant};

use allocation_counter::measure;

/// The most that reading may cost beside what its text's length makes of it, and for each byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    /// Bytes that are held at once.
    pub(super) held: (u64, u64),
    /// Bytes that are taken from memory in all, given back or not: a measure of work that is the same
    /// on every machine.
    pub(super) taken: (u64, u64),
}

/// Time on a slow and busy machine, without optimisation: what is quadratic is far beyond it.
const TIME: (Duration, Duration) = (Duration::from_millis(50), Duration::from_micros(5));

/// How often something that took too long may be tried again: another program may have been at work.
const TRIALS: usize = 4;

/// Reads a text of so many bytes, and sees to it that it costs no more than it may.
pub(super) fn within<T>(limit: &Limit, length: usize, mut read: impl FnMut() -> T) -> T {
    let most = |(fixed, each): (u64, u64)| fixed + each * length as u64;
    let allowed = TIME.0 + TIME.1 * u32::try_from(length).expect("a short text");
    let mut trial = 0;
    loop {
        let mut result = None;
        let start = Instant::now();
        let cost = measure(|| result = Some(read()));
        let took = start.elapsed();
        assert!(
            cost.bytes_max <= most(limit.held),
            "{length} bytes: {} held at once, at most {} are allowed",
            cost.bytes_max,
            most(limit.held)
        );
        assert!(
            cost.bytes_total <= most(limit.taken),
            "{length} bytes: {} taken in all, at most {} are allowed",
            cost.bytes_total,
            most(limit.taken)
        );
        trial += 1;
        if took <= allowed {
            return result.expect("it was read");
        }
        assert!(
            trial < TRIALS,
            "{length} bytes: {took:?}, at most {allowed:?} are allowed"
        );
    }
}
