//! Tests that only mean something inside a browser.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Arguments, and the bits that `libm` gives for them in a native build: an argument, its
/// exponential, its natural logarithm, and its power of 1.7.
#[rustfmt::skip]
const NATIVE_BITS: [(f64, u64, u64, u64); 10] = [
    (0.001, 0x3ff0_0419_19b7_ee34, 0xc01b_a18a_998f_ffa0, 0x3ee0_a884_69b6_4865),
    (0.037, 0x3ff0_9a63_ff3c_98e9, 0xc00a_5fec_44e5_3783, 0x3f6e_2735_afbe_bece),
    (0.5, 0x3ffa_6129_8e1e_069c, 0xbfe6_2e42_fefa_39ef, 0x3fd3_b2c4_7bff_8329),
    (0.999, 0x4005_b97a_17d4_1193, 0xbf50_6467_0d97_9b73, 0x3fef_f214_16eb_7487),
    (1.0, 0x4005_bf0a_8b14_576a, 0x0000_0000_0000_0000, 0x3ff0_0000_0000_0000),
    (1.25, 0x400b_ec38_edb0_faf0, 0x3fcc_8ff7_c79a_9a22, 0x3ff7_6197_0e91_d2b2),
    (7.3, 0x4097_2133_2037_7b28, 0x3fff_ce55_551e_156e, 0x403d_5a4e_1e65_42ad),
    (42.0, 0x43b8_2325_5820_1159, 0x400d_e6bf_542e_3d2d, 0x4081_f679_778a_d855),
    (123.456, 0x4b11_428e_1cbc_0143, 0x4013_4377_4f3e_2362, 0x40ac_13e0_f151_9f70),
    (700.0, 0x7f0d_945d_f4f8_ec8e, 0x401a_344e_6741_ebab, 0x40f0_c2e2_1477_9475),
];

#[wasm_bindgen_test]
fn transcendental_functions_give_the_same_bits_as_natively() {
    for (argument, exponential, logarithm, power) in NATIVE_BITS {
        assert_eq!(
            libm::exp(argument).to_bits(),
            exponential,
            "exp({argument})"
        );
        assert_eq!(libm::log(argument).to_bits(), logarithm, "log({argument})");
        assert_eq!(
            libm::pow(argument, 1.7).to_bits(),
            power,
            "pow({argument}, 1.7)"
        );
    }
}
