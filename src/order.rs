//! Ordering a handful of things by a number. One place, and without the library's sorting routine,
//! which a visitor would have to load: a kilobyte for what is never long.

/// The indices of the keys, from the least key to the greatest; equal keys keep their order.
#[must_use]
pub fn ascending(keys: &[f64]) -> Vec<usize> {
    let mut order = Vec::with_capacity(keys.len());
    for (index, key) in keys.iter().enumerate() {
        let place = order.partition_point(|&other: &usize| keys[other].total_cmp(key).is_le());
        order.insert(place, index);
    }
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
