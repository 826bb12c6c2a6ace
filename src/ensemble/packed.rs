//! Counts on their way to another worker. Most are small, and between those of numbers on both sides
//! of nothing lie thousands that are none.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// So many cells without numbers end a stretch of cells that are written one by one.
const GAP: usize = 8;

/// Packed counts: how many bytes each takes, then stretches of cells. Each begins with the number of
/// cells without numbers before it and of its own cells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Packed<'bytes>(std::borrow::Cow<'bytes, [u8]>);

impl Serialize for Packed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Packed<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(deserializer).map(|bytes| Self(bytes.into()))
    }
}

/// Bytes of a count, a power of two, that the largest fits into.
fn width(counts: &[u32]) -> u8 {
    match counts.iter().fold(0, |all, count| all | count) {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        _ => 4,
    }
}

/// Packs the counts of neighbouring cells, of which there are fewer than 2^16.
pub(super) fn pack(counts: &[u32]) -> Packed<'static> {
    let width = width(counts);
    let mut bytes = vec![width];
    let mut rest = counts;
    while let Some(gap) = rest.iter().position(|&count| count > 0) {
        rest = &rest[gap..];
        let stretch = stretch(rest);
        for number in [gap, stretch] {
            #[allow(clippy::cast_possible_truncation)] // fewer than 2^16
            bytes.extend((number as u16).to_le_bytes());
        }
        let (own, after) = rest.split_at(stretch);
        #[allow(clippy::cast_possible_truncation)] // as wide as the largest
        match width {
            1 => bytes.extend(own.iter().map(|&count| count as u8)),
            2 => bytes.extend(own.iter().flat_map(|&count| (count as u16).to_le_bytes())),
            _ => bytes.extend(own.iter().flat_map(|count| count.to_le_bytes())),
        }
        rest = after;
    }
    Packed(bytes.into())
}

/// How many cells there are before the next gap.
fn stretch(counts: &[u32]) -> usize {
    let mut empty = 0;
    for (place, &count) in counts.iter().enumerate() {
        empty = if count > 0 { 0 } else { empty + 1 };
        if empty == GAP {
            return place + 1 - GAP;
        }
    }
    counts.len() - empty
}

/// The counts of so many cells; none if the bytes are no packed counts of so many.
#[allow(clippy::needless_pass_by_value)] // it is a slice
pub(super) fn unpack(packed: Packed, cells: usize) -> Option<Vec<u32>> {
    let (&width, mut rest) = packed.0.split_first()?;
    let mut counts = vec![0; cells];
    let mut left = &mut counts[..];
    while !rest.is_empty() {
        let [low, high, more @ ..] = rest else {
            return None;
        };
        let gap = usize::from(u16::from_le_bytes([*low, *high]));
        let [low, high, more @ ..] = more else {
            return None;
        };
        let stretch = usize::from(u16::from_le_bytes([*low, *high]));
        let (own, next) = more.split_at_checked(stretch * usize::from(width))?;
        let (into, beyond) = left.get_mut(gap..)?.split_at_mut_checked(stretch)?;
        match width {
            1 => fill(into, own, |[byte]| u32::from(byte)),
            2 => fill(into, own, |bytes| u32::from(u16::from_le_bytes(bytes))),
            4 => fill(into, own, u32::from_le_bytes),
            _ => return None,
        }
        (rest, left) = (next, beyond);
    }
    Some(counts)
}

fn fill<const WIDTH: usize>(counts: &mut [u32], bytes: &[u8], read: impl Fn([u8; WIDTH]) -> u32) {
    for (count, bytes) in counts.iter_mut().zip(bytes.as_chunks().0) {
        *count = read(*bytes);
    }
}
