//! The standard normal distribution: its density's integral and the inverse of that.

#![allow(clippy::inline_always)] // compiled for what a machine can do

/// Φ(z): the probability of a standard normal value up to z.
#[must_use]
pub fn cumulative(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// Wichura's algorithm AS 241: the quantile of a probability strictly between 0 and 1, to about 16
/// digits.
#[inline]
#[must_use]
pub fn quantile(probability: f64) -> f64 {
    if is_central(probability) {
        central(probability)
    } else {
        outer(probability)
    }
}

/// Replaces probabilities by their quantiles: all as if they were central, which most are, side by
/// side, then those that are not, of which a list is kept without a branch.
#[inline(always)]
#[allow(clippy::cast_possible_truncation)] // places are few
pub fn quantiles(probabilities: &mut [f64]) {
    const TOGETHER: usize = 64;
    for group in probabilities.chunks_mut(TOGETHER) {
        let mut given = [0.5; TOGETHER];
        given[..group.len()].copy_from_slice(group);
        let mut found = given;
        for value in &mut found {
            *value = central(*value);
        }
        let mut others = [0_u8; TOGETHER];
        let mut count = 0;
        for (place, &probability) in given.iter().enumerate() {
            others[count % TOGETHER] = place as u8;
            count += usize::from(!is_central(probability));
        }
        for &place in &others[..count] {
            let place = usize::from(place) % TOGETHER;
            found[place] = outer(given[place]);
        }
        group.copy_from_slice(&found[..group.len()]);
    }
}

#[inline(always)]
fn is_central(probability: f64) -> bool {
    (probability - 0.5).abs() <= 0.425
}

#[inline(always)]
fn central(probability: f64) -> f64 {
    let q = probability - 0.5;
    let r = 0.180_625 - q * q;
    q * ratio(r, &CENTRE)
}

fn outer(probability: f64) -> f64 {
    let q = probability - 0.5;
    let tail = if q < 0.0 {
        probability
    } else {
        1.0 - probability
    };
    let r = (-libm::log(tail)).sqrt();
    let z = if r <= 5.0 {
        ratio(r - 1.6, &MIDDLE)
    } else {
        ratio(r - 5.0, &FAR)
    };
    if q < 0.0 { -z } else { z }
}

/// A quotient of two polynomials, the coefficients of numerator and denominator from the highest
/// power down.
type Ratio = [[f64; 8]; 2];

#[inline(always)]
fn ratio(x: f64, [numerator, denominator]: &Ratio) -> f64 {
    let polynomial = |coefficients: &[f64; 8]| {
        coefficients
            .iter()
            .fold(0.0, |sum, coefficient| sum * x + coefficient)
    };
    polynomial(numerator) / polynomial(denominator)
}

const CENTRE: Ratio = [
    [
        2.509_080_928_730_122_7e3,
        3.343_057_558_358_813e4,
        6.726_577_092_700_87e4,
        4.592_195_393_154_987e4,
        1.373_169_376_550_946e4,
        1.971_590_950_306_551_3e3,
        1.331_416_678_917_843_8e2,
        3.387_132_872_796_366_5,
    ],
    [
        5.226_495_278_852_854e3,
        2.872_908_573_572_194_3e4,
        3.930_789_580_009_271e4,
        2.121_379_430_158_659_7e4,
        5.394_196_021_424_751e3,
        6.871_870_074_920_579e2,
        4.231_333_070_160_091e1,
        1.0,
    ],
];

const MIDDLE: Ratio = [
    [
        7.745_450_142_783_414e-4,
        2.272_384_498_926_918_4e-2,
        2.417_807_251_774_506e-1,
        1.270_458_252_452_368_4,
        3.647_848_324_763_204_5,
        5.769_497_221_460_691,
        4.630_337_846_156_546,
        1.423_437_110_749_683_5,
    ],
    [
        1.050_750_071_644_416_9e-9,
        5.475_938_084_995_345e-4,
        1.519_866_656_361_645_7e-2,
        1.481_039_764_274_800_8e-1,
        6.897_673_349_851e-1,
        1.676_384_830_183_803_8,
        2.053_191_626_637_759,
        1.0,
    ],
];

const FAR: Ratio = [
    [
        2.010_334_399_292_288_1e-7,
        2.711_555_568_743_487_6e-5,
        1.242_660_947_388_078_4e-3,
        2.653_218_952_657_612_4e-2,
        2.965_605_718_285_048_7e-1,
        1.784_826_539_917_291_3,
        5.463_784_911_164_114,
        6.657_904_643_501_103,
    ],
    [
        2.044_263_103_389_939_8e-15,
        1.421_511_758_316_446e-7,
        1.846_318_317_510_054_8e-5,
        7.868_691_311_456_133e-4,
        1.487_536_129_085_061_5e-2,
        1.369_298_809_227_358e-1,
        5.998_322_065_558_88e-1,
        1.0,
    ],
];
