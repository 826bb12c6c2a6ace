//! Numbers as people read them: $1.7M, 588K, 99.95 %, week 18. One place, so that tiles, charts,
//! sliders and sentences write the same number in the same way.

mod read;
mod style;

use crate::model::units::{Notation, Unit};

pub use read::{Misread, Typed, number, plain as plain_digits, typed};
pub use style::{
    dated, edition, follow, locale, locale_choice, month_tick, set_locale, with_sign, year_month,
};

/// The minus sign that belongs to figures.
pub(crate) const MINUS: char = '−';

/// A number shortened to three significant digits and a letter: 527K, 2.5M, 0.25.
#[must_use]
pub fn short(value: f64) -> String {
    signed(value, false, &shortened(value.abs(), 3))
}

/// An amount of money shortened likewise: −$586K, $1.50M, $0.05.
#[must_use]
pub fn dollars(value: f64) -> String {
    signed(value, true, &amount(value.abs()))
}

fn amount(magnitude: f64) -> String {
    if magnitude > 0.0 && magnitude < 10.0 {
        // Cents say more than significant digits below ten dollars.
        format!("{magnitude:.2}")
    } else {
        shortened(magnitude, 3)
    }
}

/// An amount of money whose figure is written already, as other functions here write it: $12,500.
#[must_use]
pub fn amount_of(figure: &str) -> String {
    style::with(|style| style.amount(figure))
}

/// A number with so many digits behind the point: 17.5.
#[must_use]
pub fn decimal(value: f64, digits: usize) -> String {
    signed(value, false, &format!("{:.digits$}", value.abs()))
}

/// A share as a percentage with at most `digits` digits behind the point: 99.95 %.
#[must_use]
pub fn percent(share: f64, digits: usize) -> String {
    let figure = trimmed(&format!("{:.digits$}", (share * 100.0).abs()));
    format!("{} %", signed(share, false, &figure))
}

/// What is between two shares, to a hundredth, without a sign where it is more: 2.4 points.
#[must_use]
pub fn points(difference: f64) -> String {
    in_points(percent(difference, 2).trim_end_matches(" %"))
}

/// A figure that has been written as points: 1 point, −2.4 points.
#[must_use]
pub fn in_points(figure: &str) -> String {
    let is_one = figure.trim_start_matches(MINUS) == "1";
    format!("{figure} point{}", if is_one { "" } else { "s" })
}

/// Whether a text says of a number no more than that it is nothing, as "−$0" and "0.0" do.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_digit() && c != '0')
}

/// A difference with its sign: a plus before what is more, and none before what is written as nothing.
#[must_use]
pub fn difference(difference: f64, written: String) -> String {
    if is_nothing(&written) {
        written.trim_start_matches(MINUS).to_owned()
    } else if difference > 0.0 {
        format!("+{written}")
    } else {
        written
    }
}

/// Odds in per cent with one digit behind the point, wherever they stand: 76.2 %.
#[must_use]
pub fn odds(share: f64) -> String {
    format!("{} %", decimal(share * 100.0, 1))
}

/// The standard error of odds in points, with as many digits as they have: 0.6, <0.1.
#[must_use]
pub fn odds_error(error: f64) -> String {
    if error < 0.000_5 {
        format!("<{}", decimal(0.1, 1))
    } else {
        decimal(error * 100.0, 1)
    }
}

/// A number in full, without needless digits: 0.25, 2500000 as 2,500,000.
#[must_use]
pub fn full(value: f64) -> String {
    let text = format!("{:.6}", value.abs());
    let text = trimmed(&text);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    let group = style::with(|style| style.group);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(group);
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push(style::with(|style| style.decimal));
        grouped.push_str(fraction);
    }
    placed(value, false, &grouped)
}

/// A value as its unit is written, without the unit's name: $1.5M, 70 %, 527K, 18.
#[must_use]
pub fn value(unit: Unit, value: f64) -> String {
    match unit.notation() {
        Notation::Number => short(value),
        Notation::Dollars => dollars(value),
        Notation::Percent => percent(value, 2),
        Notation::Place => full(value),
    }
}

/// A round value beside an axis, with no digit too many: $1.5M, 500K, 99.5 %, $0.10.
#[must_use]
pub fn tick(unit: Unit, value: f64) -> String {
    let magnitude = value.abs();
    match unit.notation() {
        // Thousands of per cent are as many as anything else.
        Notation::Percent if magnitude >= 10.0 => {
            let figure = trimmed(&shortened(magnitude * 100.0, 3));
            format!("{} %", signed(value, false, &figure))
        }
        Notation::Percent => percent(value, 3),
        Notation::Dollars if magnitude > 0.0 && magnitude < 1.0 => {
            signed(value, is_sign_short(), &cents(magnitude))
        }
        Notation::Dollars => signed(value, is_sign_short(), &trimmed(&shortened(magnitude, 3))),
        Notation::Number | Notation::Place => {
            signed(value, false, &trimmed(&shortened(magnitude, 3)))
        }
    }
}

/// A value of a series in a read-out or a table: with the sign that its unit has, but without its
/// name where that goes without saying: $1.50M, 99.95 %, 527K, 1.5 s, 4 weeks.
#[must_use]
pub fn reading(unit: Unit, value: f64) -> String {
    let text = match unit {
        // Hundredths matter next to 100 % only.
        Unit::Share if (1.0 - value).abs() >= 0.1 => percent(value, 1),
        _ => self::value(unit, value),
    };
    match unit {
        Unit::Seconds => format!("{text} s"),
        Unit::Weeks | Unit::Hours => format!("{text} {}", noun(unit, &text)),
        _ => text,
    }
}

/// A value with its unit's name: "70 %", "$29 per account per month", "6 weeks", "month 2.5".
#[must_use]
pub fn with_unit(unit: Unit, value: f64) -> String {
    let text = plain(unit, value);
    match unit.notation() {
        Notation::Place => format!("{} {text}", unit.name()),
        Notation::Percent => match unit {
            Unit::PerMonth => format!("{text} a month"),
            Unit::GrowthPerWeek => format!("{text} a week"),
            Unit::ShareOfRevenue => format!("{text} of revenue"),
            _ => text,
        },
        Notation::Dollars => format!("{text}{}", unit.name().trim_start_matches('$')),
        Notation::Number => format!("{text} {}", noun(unit, &text)),
    }
}

/// The name of a unit behind a figure: 1 week, 2 weeks.
pub(crate) fn noun(unit: Unit, figure: &str) -> &'static str {
    if figure == "1" {
        unit.singular()
    } else {
        unit.name()
    }
}

/// The unit as it stands beside a value where there is little room: weeks, / mo; week beside 1.
#[must_use]
pub fn beside(unit: Unit, value: f64) -> &'static str {
    match unit {
        Unit::Weeks => noun(unit, &plain(unit, value)),
        _ => unit.suffix(),
    }
}

/// A value as people type it, without the zeros that only show precision: $6K rather than $6.00K.
#[must_use]
pub fn plain(unit: Unit, value: f64) -> String {
    let (is_money, figure) = match unit.notation() {
        Notation::Number => (false, shortened(value.abs(), 3)),
        Notation::Dollars => (true, amount(value.abs())),
        Notation::Percent | Notation::Place => return self::value(unit, value),
    };
    if figure.ends_with(|letter: char| letter.is_ascii_uppercase()) {
        signed(value, is_money, &trimmed(&figure))
    } else {
        signed(value, is_money, &figure)
    }
}

/// The same with five significant digits where three do not say the value, and with cents in full:
/// $0.015, $249.50, $14.50.
#[must_use]
pub fn precise(unit: Unit, value: f64) -> String {
    let short = plain(unit, value);
    let is_money = match unit.notation() {
        Notation::Number => false,
        Notation::Dollars => true,
        Notation::Percent | Notation::Place => return short,
    };
    let mut figure = trimmed(&shortened(value.abs(), 5));
    let fraction = figure.split_once('.').map_or("", |(_, fraction)| fraction);
    // Ten cents are written as such.
    let has_cents = is_money && fraction.len() == 1;
    if has_cents {
        figure.push('0');
    }
    let long = signed(value, is_money, &figure);
    if !has_cents && number(unit, &long).ok() == number(unit, &short).ok() {
        short
    } else {
        long
    }
}

/// The name of a unit with the plan's currency: "€ per month".
#[must_use]
pub fn unit_name(unit: Unit) -> String {
    with_sign(unit.name())
}

/// A figure with a decimal point, as it is written here, with minus and currency where they belong.
fn signed(value: f64, is_money: bool, figure: &str) -> String {
    let decimal = style::with(|style| style.decimal);
    if decimal == '.' {
        placed(value, is_money, figure)
    } else {
        placed(
            value,
            is_money,
            &figure.replace('.', decimal.encode_utf8(&mut [0; 4])),
        )
    }
}

/// A figure in the signs of this place, with minus and currency where they belong.
fn placed(value: f64, is_money: bool, figure: &str) -> String {
    let text = if is_money {
        style::with(|style| style.amount(figure))
    } else {
        figure.to_owned()
    };
    // What rounds to nothing has no sign.
    if value < 0.0 && figure.contains(|c| matches!(c, '1'..='9')) {
        format!("{MINUS}{text}")
    } else {
        text
    }
}

/// A sentence as it stands where lines are broken: none ends between a minus and the amount behind it,
/// where browsers would end one before a currency's sign.
#[must_use]
pub fn unbroken(sentence: &str) -> String {
    const WORD_JOINER: char = '\u{2060}';
    sentence.replace(MINUS, &format!("{MINUS}{WORD_JOINER}"))
}

/// Whether an axis has room for the currency's sign; otherwise the chart's subtitle says it.
fn is_sign_short() -> bool {
    style::with(|style| style.currency.sign().chars().count() <= 2)
}

fn shortened(magnitude: f64, significant: usize) -> String {
    const LETTERS: [(f64, &str); 4] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")];
    // Beyond all letters: a number that nobody meant, but that has to fit its place.
    if magnitude >= 9.995e14 {
        return format!("{magnitude:.1e}").replace(".0e", "e");
    }
    // Half a unit in the last place below the step already rounds up to it: 999,950 is 1.00M.
    for (step, letter) in LETTERS {
        if magnitude >= step * 0.9995 {
            return format!("{}{letter}", digits(magnitude / step, significant));
        }
    }
    trimmed(&digits(magnitude, significant))
}

/// So many significant digits, whole numbers kept whole.
fn digits(value: f64, significant: usize) -> String {
    let before = if value >= 99.95 {
        3
    } else if value >= 9.995 {
        2
    } else if value >= 0.9995 {
        1
    } else if value >= 0.0995 {
        0
    } else {
        // 0.02, 0.005, 0.0006: leading zeros do not count.
        return trimmed(&format!("{value:.4}"));
    };
    format!("{:.*}", significant.saturating_sub(before), value)
}

/// Less than a dollar: two digits, or as many as it takes to say anything.
fn cents(magnitude: f64) -> String {
    if magnitude >= 0.01 {
        format!("{magnitude:.2}")
    } else {
        trimmed(&format!("{magnitude:.6}"))
    }
}

/// Without zeros at the end of a fraction, in front of its letter if it has one.
fn trimmed(text: &str) -> String {
    if let Some(letter) = text.chars().next_back().filter(char::is_ascii_uppercase) {
        let figure = trimmed(&text[..text.len() - 1]);
        format!("{figure}{letter}")
    } else if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_to_the_nearest_number() {
        for thousandth in 0..=1000 {
            let text = format!("{}.{} %", thousandth / 10, thousandth % 10);
            let expected: f64 = format!("{thousandth}e-3").parse().expect("a number");
            assert_eq!(number(Unit::Share, &text), Ok(expected), "{text}");
        }
        for (text, value) in [
            ("1.1K", 1100.0),
            ("4.35m", 4_350_000.0),
            ("1.5e2K", 150_000.0),
        ] {
            assert_eq!(number(Unit::Users, text), Ok(value), "{text}");
        }
        assert!(number(Unit::Users, "1e999").is_err());
    }

    #[test]
    fn what_is_written_as_nothing_has_no_sign() {
        for (value, written, expected) in [
            (0.4, "0", "0"),
            (-0.4, "−0", "0"),
            (-0.000_4, "−$0.00", "$0.00"),
            (0.06, "0.1", "+0.1"),
            (-0.06, "−0.1", "−0.1"),
            (10.0, "10", "+10"),
        ] {
            assert_eq!(super::difference(value, written.to_owned()), expected);
        }
    }

    #[test]
    fn one_point_is_one() {
        let written = [0.01, -0.01, 0.0123, 0.0].map(points);
        assert_eq!(written, ["1 point", "−1 point", "1.23 points", "0 points"]);
    }

    #[test]
    fn no_line_ends_between_a_minus_and_its_amount() {
        let sentence = format!("{} to {}, {}", dollars(-1e6), dollars(2e6), short(-3.0));
        assert_eq!(unbroken(&sentence), "−\u{2060}$1.00M to $2.00M, −\u{2060}3");
    }

    #[test]
    fn numbers_are_written_as_people_read_them() {
        let cases = [
            (short(527_406.0), "527K"),
            (short(1_413_000.0), "1.41M"),
            (short(0.25), "0.25"),
            (short(0.0006), "0.0006"),
            (short(999_960.0), "1.00M"),
            (short(4e153), "4e153"),
            (dollars(-585_685.0), "−$586K"),
            (dollars(1_497_028.0), "$1.50M"),
            (dollars(29.0), "$29"),
            (dollars(0.052), "$0.05"),
            (dollars(-0.001), "$0.00"),
            (percent(0.9995, 2), "99.95 %"),
            (percent(0.7, 2), "70 %"),
            (full(2_500_000.0), "2,500,000"),
            (tick(Unit::Dollars, -1_500_000.0), "−$1.5M"),
            (tick(Unit::Dollars, 0.1), "$0.10"),
            (tick(Unit::Dollars, 0.003), "$0.003"),
            (tick(Unit::Dollars, 0.0), "$0"),
            (tick(Unit::Users, 1e6), "1M"),
            (tick(Unit::Users, 300.0), "300"),
            (tick(Unit::Seconds, 0.1), "0.1"),
            (tick(Unit::Share, 0.995), "99.5 %"),
            (tick(Unit::Share, 40_000.0), "4M %"),
            (reading(Unit::Seconds, 1.5045), "1.5 s"),
            (reading(Unit::Share, 0.9995), "99.95 %"),
            (reading(Unit::Share, 1.34712), "134.7 %"),
            (full(0.0225), "0.0225"),
            (with_unit(Unit::Weeks, 6.0), "6 weeks"),
            (with_unit(Unit::Month, 2.5), "month 2.5"),
            (with_unit(Unit::People, 1.0), "1 person"),
            (with_unit(Unit::People, 1000.0), "1K people"),
            (with_unit(Unit::UsersPerWeek, 1.0), "1 user per week"),
            (reading(Unit::Weeks, 1.0), "1 week"),
            (beside(Unit::Weeks, 1.0).to_owned(), "week"),
            (beside(Unit::PerMonth, 0.01).to_owned(), "/ mo"),
            (reading(Unit::Weeks, 0.0), "0 weeks"),
            (plain(Unit::Dollars, 6000.0), "$6K"),
            (plain(Unit::Users, 2_500_000.0), "2.5M"),
            (plain(Unit::Users, 200_000.0), "200K"),
            (
                with_unit(Unit::DollarsPerAccountPerMonth, 29.0),
                "$29 per account per month",
            ),
            (with_unit(Unit::PerMonth, 0.04), "4 % a month"),
            (precise(Unit::DollarsPerUserPerMonth, 0.015), "$0.015"),
            (precise(Unit::DollarsPerAccountPerMonth, 249.5), "$249.50"),
            (precise(Unit::DollarsPerAccountPerMonth, 14.5), "$14.50"),
            (precise(Unit::DollarsPerAccountPerMonth, 29.0), "$29"),
            (precise(Unit::DollarsPerMonth, 14_500.0), "$14.5K"),
            (precise(Unit::DollarsPerAccountPerMonth, 998.0), "$998"),
            (precise(Unit::Dollars, 12_350_000.0), "$12.35M"),
            (precise(Unit::Dollars, 2_500_000.0), "$2.5M"),
            (precise(Unit::Users, 200_000.0), "200K"),
            (precise(Unit::Factor, 2.6), "2.6"),
        ];
        for (got, expected) in cases {
            assert_eq!(got, expected);
        }
    }

    fn range(unit: Unit, text: &str) -> Option<(f64, f64)> {
        match typed(unit, text) {
            Ok(Typed::Range(low, high)) => Some((low, high)),
            _ => None,
        }
    }

    #[test]
    fn a_range_is_understood_however_it_is_typed() {
        for (unit, text, expected) in [
            (Unit::Users, "3K to 8K", Some((3000.0, 8000.0))),
            (Unit::Users, "3k-8k", Some((3000.0, 8000.0))),
            (Unit::Users, "3K – 8K", Some((3000.0, 8000.0))),
            (Unit::Users, "3K to 8K users", Some((3000.0, 8000.0))),
            (Unit::Users, "3K users to 8K users", Some((3000.0, 8000.0))),
            (Unit::Users, "8K to 3K", Some((8000.0, 3000.0))),
            (Unit::Users, "3K to 3K", Some((3000.0, 3000.0))),
            (Unit::Dollars, "$10 - $20", Some((10.0, 20.0))),
            (Unit::Share, "2 to 5 %", Some((0.02, 0.05))),
            (Unit::Share, "2 % to 5 %", Some((0.02, 0.05))),
            (Unit::Share, "2 % to 5", Some((0.02, 0.05))),
            (Unit::Share, "2 to 5", Some((0.02, 0.05))),
            (Unit::PerMonth, "2 to 5 per cent / mo", Some((0.02, 0.05))),
            (Unit::Weeks, "2 to 5 weeks", Some((2.0, 5.0))),
            (Unit::Week, "week 3 to week 8", Some((3.0, 8.0))),
            (Unit::Week, "week 3–8", Some((3.0, 8.0))),
            (Unit::EngineerWeeks, "2-5 engineer-weeks", Some((2.0, 5.0))),
            (Unit::Points, "-5 to 5", Some((-5.0, 5.0))),
            (Unit::Factor, "0.1..0.3", Some((0.1, 0.3))),
            (Unit::Factor, "1 to 2 ×", Some((1.0, 2.0))),
            (Unit::Users, "3K", None),
            (Unit::Users, "-5", None),
            (Unit::Users, "1e-3", None),
            (Unit::Users, "low to high", None),
        ] {
            assert_eq!(range(unit, text), expected, "{text}");
        }
    }

    #[test]
    fn a_magnitude_behind_a_range_counts_for_both_where_that_is_in_order() {
        for (unit, text, expected) in [
            (Unit::Dollars, "1 to 2M", (1e6, 2e6)),
            (Unit::Dollars, "$1 – $2M", (1e6, 2e6)),
            (Unit::Dollars, "1.5 to 2 million", (1.5e6, 2e6)),
            (Unit::Users, "3 to 8K", (3e3, 8e3)),
            (Unit::Users, "3-8k users", (3e3, 8e3)),
            // In order only as they stand.
            (Unit::Dollars, "500 to 2K", (500.0, 2e3)),
            (Unit::Users, "900 to 1K", (900.0, 1e3)),
            // The first says its own.
            (Unit::Users, "500K to 2M", (5e5, 2e6)),
            (Unit::Users, "3K to 8000", (3e3, 8e3)),
        ] {
            assert_eq!(range(unit, text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_unit_is_taken_as_the_page_writes_it_and_another_is_refused() {
        for (unit, text, expected) in [
            (Unit::Users, "5K users", 5000.0),
            (Unit::Users, "1 user", 1.0),
            (Unit::People, "1 person", 1.0),
            (Unit::People, "2 people", 2.0),
            (Unit::Weeks, "2 weeks", 2.0),
            (Unit::Weeks, "1 week", 1.0),
            (Unit::Week, "week 30", 30.0),
            (Unit::Week, "30 wk", 30.0),
            (Unit::Month, "Month 2.5", 2.5),
            (Unit::PerMonth, "4 % / mo", 0.04),
            (Unit::PerMonth, "4 % a month", 0.04),
            (Unit::PerMonth, "4 percent per month", 0.04),
            (Unit::Share, "4 percent", 0.04),
            (Unit::Share, "4 per cent", 0.04),
            (Unit::ShareOfRevenue, "10 % of revenue", 0.1),
            (Unit::Dollars, "1.5 million", 1.5e6),
            (Unit::Users, "2 thousand users", 2000.0),
            (Unit::DollarsPerYear, "$120K / year", 120e3),
            (Unit::DollarsPerMonth, "$0.5 billion per month", 5e8),
            (Unit::DollarsPerAccountPerMonth, "29 / mo", 29.0),
            (Unit::UsersPerUserPerWeek, "0.18 / user / wk", 0.18),
            (Unit::Factor, "2.6 ×", 2.6),
            (Unit::Seconds, "1.5 s", 1.5),
        ] {
            assert_eq!(number(unit, text), Ok(expected), "{text}");
        }
        for (unit, text, says) in [
            (
                Unit::Users,
                "5 weeks",
                "“5 weeks” is in another unit, but here the unit is users",
            ),
            (
                Unit::Users,
                "10%",
                "“10%” is a percentage, but here the unit is users: type it without %",
            ),
            (
                Unit::UsersPerWeek,
                "5 weeks",
                "“5 weeks” is in another unit, but here the unit is users per week",
            ),
            (Unit::Users, "5 s", "is in another unit"),
            (Unit::PerMonth, "4 % a week", "the unit is per month"),
            (Unit::Users, "$5000", "“$5000” is not a number"),
            (Unit::Users, "3 to 8", "“3 to 8” is not a number"),
            (Unit::Weeks, "cheap", "“cheap” is not a number"),
        ] {
            let said = number(unit, text).expect_err(text).to_string();
            assert!(said.contains(says), "{text}: {said}");
        }
        let said = typed(Unit::Users, "2 to 5 weeks").expect_err("another unit");
        assert!(said.to_string().contains("“2 to 5 weeks” is in another"));
        let said = typed(Unit::Users, "2 to 5 %").expect_err("a percentage");
        assert!(said.to_string().contains("“2 to 5 %” is a percentage"));
    }

    #[test]
    fn whatever_a_unit_is_written_with_can_be_typed() {
        use crate::model::parameters::PARAMETERS;

        for row in PARAMETERS {
            let (low, high) = row.range;
            for value in [low, high, row.realistic, row.as_written, 1.0] {
                let plain = plain(row.unit, value);
                for text in [
                    plain.clone(),
                    with_unit(row.unit, value),
                    format!("{plain} {}", row.unit.suffix()),
                    full(if row.unit.notation() == Notation::Percent {
                        value * 100.0
                    } else {
                        value
                    }),
                ] {
                    let read = number(row.unit, &text);
                    // Amounts below ten have two digits behind the point.
                    let least = match row.unit.notation() {
                        Notation::Dollars => 1.0,
                        _ => 0.01,
                    };
                    let is_near =
                        |read: f64| (read - value).abs() <= 0.006 * value.abs().max(least);
                    assert!(
                        read.as_ref().is_ok_and(|&read| is_near(read)),
                        "{}: {value} as {text} is {read:?}",
                        row.key
                    );
                }
            }
        }
    }

    #[test]
    fn what_people_type_is_understood_or_refused() {
        for (unit, text, expected) in [
            (Unit::Users, "2.5M", Some(2_500_000.0)),
            (Unit::Dollars, "$29", Some(29.0)),
            (Unit::Share, "70 %", Some(0.7)),
            (Unit::Share, "70", Some(0.7)),
            (Unit::Users, "1,200", Some(1200.0)),
            (Unit::Users, "3k", Some(3000.0)),
            (Unit::Points, "−5", Some(-5.0)),
            (Unit::Users, "1e3", Some(1000.0)),
            (Unit::Users, "", None),
            (Unit::Users, "inf", None),
            (Unit::Users, "nan", None),
            (Unit::Users, "1e999", None),
            (Unit::Share, "%", None),
            (Unit::Users, "twelve", None),
        ] {
            assert_eq!(number(unit, text).ok(), expected, "{text}");
        }
    }
}
