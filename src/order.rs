//! Ordering a handful of things, some thousand at most. One place, and without the library's sorting
//! routine, which a visitor would have to load anew for each kind of things: some kilobytes for what is
//! never long.

use std::cmp::Ordering;

/// The indices of the keys, from the least key to the greatest; equal keys keep their order.
#[must_use]
pub fn ascending(keys: &[f64]) -> Vec<usize> {
    order(keys.len(), &|one, other| keys[one].total_cmp(&keys[other]))
}

/// The things in the order of a comparison; equal ones keep theirs.
#[must_use]
pub fn sorted<T>(things: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = order(things.len(), &|one, other| {
        compare(&things[one], &things[other])
    });
    let mut left: Vec<Option<T>> = things.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| left[at].take()).collect()
}

/// The numbers below the count in the order of a comparison; equal ones keep theirs.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order = Vec::with_capacity(count);
    for index in 0..count {
        let place = order.partition_point(|&other| compare(other, index).is_le());
        order.insert(place, index);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{ascending, sorted};

    #[test]
    fn keys_ascend_and_equal_ones_keep_their_order() {
        assert!(ascending(&[]).is_empty());
        assert_eq!(
            ascending(&[2.0, -1.0, 2.0, f64::NEG_INFINITY]),
            [3, 1, 0, 2]
        );
    }

    #[test]
    fn things_are_sorted_as_the_library_sorts_them() {
        let words = ["if", "then", "or", "else", "and", "not", "while"].map(str::to_owned);
        let mut expected = words.to_vec();
        expected.sort_by_key(String::len);
        let by_length = |one: &String, other: &String| one.len().cmp(&other.len());
        assert_eq!(sorted(words.to_vec(), by_length), expected);
        assert!(sorted(Vec::<u8>::new(), Ord::cmp).is_empty());
    }
}
