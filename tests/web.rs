//! Tests that only mean something inside a browser.
#![cfg(target_arch = "wasm32")]

#[path = "common/bits.rs"]
mod bits;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn runs_have_the_same_bits_as_natively() {
    assert_eq!(bits::of_runs(), bits::OF_RUNS);
}

#[wasm_bindgen_test]
fn ensembles_have_the_same_bits_as_natively() {
    assert_eq!(bits::of_ensembles(), bits::OF_ENSEMBLES);
}

#[wasm_bindgen_test]
fn transcendental_functions_give_the_same_bits_as_natively() {
    assert_eq!(bits::of_functions(), bits::OF_FUNCTIONS);
}

#[wasm_bindgen_test]
fn the_browser_reads_every_number_back_from_its_shortest_text() {
    // A linear congruential generator over all bits, so that every exponent comes up.
    let mut bits = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..20_000 {
        bits = bits
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let value = f64::from_bits(bits);
        let expected = value.is_finite().then(|| value.to_bits());
        for text in [value.to_string(), format!("{value:e}")] {
            let read = headroom::decimal::parse(&text).map(f64::to_bits);
            assert_eq!(read, expected, "{text}");
        }
    }
}

#[wasm_bindgen_test]
fn a_search_tries_and_finds_the_same_to_the_bit_as_natively() {
    assert_eq!(bits::of_analysis(), bits::OF_ANALYSIS);
}

#[wasm_bindgen_test]
fn any_number_of_helpers_comes_to_the_same_bits_as_natively() {
    for helpers in [0, 1, 4] {
        assert_eq!(bits::of_helpers(helpers), bits::OF_HELPERS, "{helpers}");
    }
}
