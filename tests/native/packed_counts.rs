//! Histograms on their way to another worker.

use headroom::ensemble::histogram::{CEILING, Histogram};
use proptest::prelude::*;

fn sent(histogram: &Histogram) -> Result<Histogram, postcard::Error> {
    let bytes = postcard::to_allocvec(histogram).expect("a histogram has a length");
    postcard::from_bytes(&bytes)
}

/// A histogram of some numbers, each so many times.
fn counted(numbers: &[(f64, u32)]) -> Histogram {
    let mut histogram = Histogram::default();
    for &(value, times) in numbers {
        for _ in 0..times {
            histogram.add(value);
        }
    }
    histogram
}

#[test]
fn histograms_arrive_as_they_were_sent_however_large_their_counts() {
    for numbers in [
        vec![],
        vec![(0.0, 1)],
        vec![(1.0, 255), (2.0, 256)],
        vec![(-3e9, 65_535), (-1.0, 65_536), (0.0, 1), (CEILING, 70_000)],
    ] {
        let histogram = counted(&numbers);
        assert_eq!(sent(&histogram), Ok(histogram), "{numbers:?}");
    }
}

proptest! {
    #[test]
    fn histograms_of_any_numbers_arrive_as_they_were_sent(
        numbers in prop::collection::vec((-1e12..1e12, 1_u32..400), 0..30),
    ) {
        let histogram = counted(&numbers);
        prop_assert_eq!(sent(&histogram), Ok(histogram));
    }

    #[test]
    fn damaged_bytes_are_refused_or_are_a_histogram_that_can_be_used(
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let histogram = counted(&[(-5.0, 3), (7.0, 300), (7.1, 2), (1e6, 1)]);
        let mut bytes = postcard::to_allocvec(&histogram).expect("a histogram has a length");
        *place.get_mut(&mut bytes) = byte;
        if let Ok(arrived) = postcard::from_bytes::<Histogram>(&bytes) {
            let mut merged = histogram.clone();
            merged.merge(&arrived);
            let _ = merged.at_ranks([0, 10]);
        }
    }
}
