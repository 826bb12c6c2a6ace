//! Ordering a handful of things by a number. One place, for every comparison of its own would
//! bring a whole sorting routine to the page.

/// The indices of the keys, from the least key to the greatest; equal keys keep their order.
#[must_use]
pub fn ascending(keys: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_unstable_by(|&one, &other| keys[one].total_cmp(&keys[other]).then(one.cmp(&other)));
    order
}

#[cfg(test)]
mod tests {
    use super::ascending;

    #[test]
    fn keys_ascend_and_equal_ones_keep_their_order() {
        assert!(ascending(&[]).is_empty());
        assert_eq!(
            ascending(&[2.0, -1.0, 2.0, f64::NEG_INFINITY]),
            [3, 1, 0, 2]
        );
    }
}
