//! One column of an ensemble on its way into its histogram.

use super::histogram::{KEYS, Key};

/// How many counts each key has while a column is counted: one number after the other goes to
/// another one. Where most numbers fall together, none has to wait until the one before is counted.
const APART: usize = 4;

/// Room to count the numbers of one column in: counts for every possible key, so that the place of
/// each is known without asking for bounds. Those in use stay in a processor's nearest cache, whereas
/// the counts of all columns pass through it once for each batch.
#[derive(Clone, Debug)]
pub(super) struct Counting([Box<[u16; KEYS]>; APART]);

impl Default for Counting {
    fn default() -> Self {
        Self(std::array::from_fn(|_| {
            let counts: Result<Box<[_; KEYS]>, _> = vec![0; KEYS].try_into();
            counts.unwrap_or_else(|_| unreachable!("as many as there are keys"))
        }))
    }
}

impl Counting {
    /// Counts the number with this place in its group.
    #[inline(always)]
    #[allow(clippy::inline_always)] // into the one loop over all columns
    pub(super) fn add(&mut self, place: usize, key: Key) {
        self.0[place % APART][usize::from(key)] += 1;
    }

    /// Adds what has been counted from the first to the last key to other counts, and forgets it.
    pub(super) fn take(&mut self, first: Key, last: Key, numbers: usize, into: &mut [u32]) {
        let range = usize::from(first)..=usize::from(last);
        let [one, two, three, four] = self.0.each_mut().map(|counts| &mut counts[range.clone()]);
        let mut taken = 0;
        let counts = one.iter_mut().zip(two).zip(three.iter_mut().zip(four));
        for (((one, two), (three, four)), into) in counts.zip(into) {
            // Numbers of one batch, of which there are fewer than 2¹⁶.
            let count = u32::from(*one + *two + *three + *four);
            *into += count;
            taken += count;
            (*one, *two, *three, *four) = (0, 0, 0, 0);
        }
        // What is no number has a key as well, but one beyond the greatest.
        if taken as usize != numbers {
            for counts in &mut self.0 {
                counts.fill(0);
            }
        }
    }
}

/// Hands on so many keys, each with its place in its group.
#[inline(always)]
#[allow(clippy::inline_always)] // into the one loop over all columns
pub(super) fn each<const GROUP: usize>(
    numbers: usize,
    mut keys: impl Iterator<Item = [Key; GROUP]>,
    mut key: impl FnMut(usize, Key),
) {
    for keys in keys.by_ref().take(numbers / GROUP) {
        for (place, of_number) in keys.into_iter().enumerate() {
            key(place, of_number);
        }
    }
    if let Some(keys) = keys.next() {
        for (place, &of_number) in keys[..numbers % GROUP].iter().enumerate() {
            key(place, of_number);
        }
    }
}
