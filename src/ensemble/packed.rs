//! Counts on their way to another worker. Most are small, and many cells have none.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::histogram::{Histogram, PAGE, Page};

/// Which cells of a page have counts: one bit each.
type Filled = u64;
const _: () = assert!(Filled::BITS as usize == PAGE);

/// Packed counts: how many bytes each takes, then the pages. Each begins with its number and a bit for
/// each of its cells, set if it has a count; only these follow.
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
fn width(histogram: &Histogram) -> u8 {
    let counts = histogram.pages().flat_map(|(_, counts)| counts);
    match counts.fold(0, |all, count| all | count) {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        _ => 4,
    }
}

/// Packs the counts of a histogram.
pub(super) fn pack(histogram: &Histogram) -> Packed<'static> {
    let width = width(histogram);
    let mut bytes = vec![width];
    for (page, counts) in histogram.pages() {
        let filled = counts.iter().rev().fold(0, |filled: Filled, &count| {
            filled << 1 | Filled::from(count > 0)
        });
        bytes.extend(page.number.to_le_bytes());
        bytes.extend(filled.to_le_bytes());
        for count in counts.iter().filter(|&&count| count > 0) {
            bytes.extend(&count.to_le_bytes()[..usize::from(width)]);
        }
    }
    Packed(bytes.into())
}

/// Adds packed counts to a histogram of none; none if the bytes are no packed pages in ascending
/// order.
#[allow(clippy::needless_pass_by_value)] // it is a slice
pub(super) fn unpack(packed: Packed, into: &mut Histogram) -> Option<()> {
    let (&width, mut rest) = packed.0.split_first()?;
    if ![1, 2, 4].contains(&width) {
        return None;
    }
    let mut place = 0;
    let mut before = None;
    while !rest.is_empty() {
        let (number, after) = rest.split_first_chunk()?;
        let (filled, after) = after.split_first_chunk()?;
        let (number, filled) = (u16::from_le_bytes(*number), Filled::from_le_bytes(*filled));
        if filled == 0 || before >= Some(number) {
            return None;
        }
        let length = filled.count_ones() as usize * usize::from(width);
        let (own, after) = after.split_at_checked(length)?;
        let mut own = own.chunks_exact(usize::from(width));
        let counts: [u32; PAGE] = std::array::from_fn(|cell| {
            if filled >> cell & 1 == 0 {
                return 0;
            }
            let bytes = own.next().unwrap_or_default().iter().rev();
            bytes.fold(0, |count, &byte| count << 8 | u32::from(byte))
        });
        let page = Page {
            number,
            sum: counts.iter().sum(),
        };
        into.add_page(page, &counts, &mut place);
        before = Some(number);
        rest = after;
    }
    Some(())
}
