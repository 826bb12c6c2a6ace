//! Tests that only mean something inside a browser.
#![cfg(target_arch = "wasm32")]

#[path = "shared/bits.rs"]
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
fn a_search_tries_and_finds_the_same_to_the_bit_as_natively() {
    assert_eq!(bits::of_analysis(), bits::OF_ANALYSIS);
}
