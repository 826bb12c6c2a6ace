//! What a number is counted under: its leading bits, in ascending order of the numbers.

#![allow(clippy::inline_always)] // compiled with the runs, for what a machine can do

use crate::model::lanes::{LANES, Lanes};

/// Bits of the fraction by which numbers are told apart.
pub(super) const FRACTION_BITS: u32 = 8;
pub(super) const SHIFT: u32 = f64::MANTISSA_DIGITS - 1 - FRACTION_BITS;

/// Numbers closer to nothing than this count as nothing.
pub const FLOOR: f64 = 1.0 / (1_u32 << 20) as f64;

/// Numbers larger than this count as this: no company is so large.
pub const CEILING: f64 = (1_u32 << 25) as f64 * (1_u32 << 25) as f64;

/// The leading bits of the numbers just below [`FLOOR`], which never come up: their key is that of
/// nothing.
#[allow(clippy::cast_possible_truncation)] // 19 bits
pub(super) const BELOW_FLOOR: i32 = (FLOOR.to_bits() >> SHIFT) as i32 - 1;

/// How far the key of [`CEILING`] is from that of nothing.
#[allow(clippy::cast_possible_truncation)] // 15 bits
const HIGHEST: i16 = ((CEILING.to_bits() >> SHIFT) as i32 - BELOW_FLOOR) as i16;

/// The leading bits of a number, from those of the lowest to those of the highest.
pub(super) type Key = u16;

/// The key of nothing: those of numbers below it are lower.
pub(super) const NOTHING: Key = 1 << (Key::BITS - 1);

/// The keys that what is no number would have, by its sign: those of [`CEILING`].
pub(super) const OF_NO_NUMBER: [Key; 2] = [
    NOTHING - HIGHEST.unsigned_abs(),
    NOTHING + HIGHEST.unsigned_abs(),
];

/// How many keys there are.
pub(super) const KEYS: usize = 1 << Key::BITS;

/// The key of a number. All that counts is in the upper half of its bits, so that four numbers fit
/// into a register of WebAssembly; without a branch, so that many are worked out side by side.
#[inline(always)]
#[allow(clippy::cast_possible_truncation)] // the upper half, then 16 bits
#[allow(clippy::cast_sign_loss)] // turned over into ascending order
pub(super) fn key(value: f64) -> Key {
    let bits = ((value.to_bits() >> 32) as u32).cast_signed();
    let magnitude = ((bits & i32::MAX) >> (SHIFT - 32)) - BELOW_FLOOR;
    let magnitude = if magnitude > 0 { magnitude } else { 0 };
    let highest = i32::from(HIGHEST);
    let magnitude = if magnitude < highest {
        magnitude
    } else {
        highest
    };
    let sign = bits >> 31;
    (((magnitude ^ sign) - sign) as Key) ^ NOTHING
}

/// The keys of many rows of numbers.
#[derive(Clone, Copy)]
pub(super) struct Keys(
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))] wide::Constants,
);

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
impl Keys {
    #[inline(always)]
    pub(super) fn new() -> Self {
        Self()
    }

    /// The keys of numbers side by side.
    #[inline(always)]
    #[allow(clippy::unused_self)] // in WebAssembly it holds what is prepared
    pub(super) fn of(self, values: Lanes) -> [Key; LANES] {
        values.numbers().map(key)
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wide {
    use std::arch::wasm32::{
        i16x8_max, i16x8_min, i16x8_narrow_i32x4, i16x8_shr, i16x8_splat, i16x8_sub, i32x4_shl,
        i32x4_shuffle, i32x4_splat, i32x4_sub, u16x8_extract_lane, u32x4_shr, v128, v128_xor,
    };
    use std::hint::black_box;

    use super::{BELOW_FLOOR, HIGHEST, Key, Keys, LANES, Lanes, NOTHING, SHIFT};

    /// What the compiler is not to know: it would make them anew for every row, from parts.
    #[derive(Clone, Copy)]
    pub(super) struct Constants {
        below_floor: v128,
        highest: v128,
        nothing: v128,
    }

    impl Keys {
        #[inline(always)]
        pub(in super::super) fn new() -> Self {
            Self(Constants {
                below_floor: i32x4_splat(black_box(BELOW_FLOOR)),
                highest: i16x8_splat(black_box(HIGHEST)),
                nothing: i16x8_splat(black_box(NOTHING.cast_signed())),
            })
        }

        /// The keys of numbers side by side: what [`super::key`] does, eight numbers at once.
        #[inline(always)]
        pub(in super::super) fn of(self, values: Lanes) -> [Key; LANES] {
            let [a, b, c, d] = values.registers();
            let first = i32x4_shuffle::<1, 3, 5, 7>(a, b);
            let second = i32x4_shuffle::<1, 3, 5, 7>(c, d);
            let place = |bits: v128| {
                let leading = u32x4_shr(i32x4_shl(bits, 1), SHIFT - 31);
                i32x4_sub(leading, self.0.below_floor)
            };
            let magnitude = i16x8_narrow_i32x4(place(first), place(second));
            let magnitude = i16x8_min(i16x8_max(magnitude, i16x8_splat(0)), self.0.highest);
            let sign = i16x8_shr(i16x8_narrow_i32x4(first, second), 15);
            let place = i16x8_sub(v128_xor(magnitude, sign), sign);
            let keys = v128_xor(place, self.0.nothing);
            [
                u16x8_extract_lane::<0>(keys),
                u16x8_extract_lane::<1>(keys),
                u16x8_extract_lane::<2>(keys),
                u16x8_extract_lane::<3>(keys),
                u16x8_extract_lane::<4>(keys),
                u16x8_extract_lane::<5>(keys),
                u16x8_extract_lane::<6>(keys),
                u16x8_extract_lane::<7>(keys),
            ]
        }
    }
}
