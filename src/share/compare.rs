//! Whether two things are the same to the last bit: −0 and 0 are not, and what a founder typed is
//! kept as typed.

use crate::model::initiatives::Initiative;
use crate::model::inputs::{HIRE_FIELDS, Hire};

pub(super) fn same(left: f64, right: f64) -> bool {
    left.to_bits() == right.to_bits()
}

pub(super) fn same_hire(left: &Hire, right: &Hire) -> bool {
    left.role == right.role
        && HIRE_FIELDS
            .iter()
            .all(|field| same((field.get)(left), (field.get)(right)))
}

pub(super) fn same_initiative(left: &Initiative, right: &Initiative) -> bool {
    left == right
        && same(left.effort, right.effort)
        && std::iter::zip(left.effects, right.effects).all(|(left, right)| same(left, right))
}

/// Whether two lists have the same entries in the same order.
pub(super) fn same_list<T>(left: &[T], right: &[T], same: fn(&T, &T) -> bool) -> bool {
    left.len() == right.len()
        && left
            .iter()
            .zip(right)
            .all(|(left, right)| same(left, right))
}
