//! Currencies, and how numbers are written and read in other parts of the world.

use std::collections::BTreeSet;

use headroom::model::currency::{CURRENCIES, Currency};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::{from_json, from_link, to_json, to_link};

#[test]
fn a_currency_is_a_code_of_the_table_or_a_sign() {
    let codes: BTreeSet<_> = CURRENCIES.iter().map(|(code, _)| code).collect();
    assert_eq!(codes.len(), CURRENCIES.len());
    for (code, sign) in CURRENCIES {
        let currency = Currency::new(code).expect(code);
        assert_eq!((currency.key(), currency.sign()), (code, sign));
        let typed = Currency::new(&format!(" {} ", code.to_lowercase()));
        assert_eq!(typed, Some(currency));
    }
    for (text, key) in [
        ("€", "EUR"),
        ("$", "USD"),
        ("₿", "₿"),
        ("Ft", "Ft"),
        ("S/", "S/"),
    ] {
        assert_eq!(Currency::new(text).as_ref().map(Currency::key), Some(key));
    }
    for text in [
        "",
        " ",
        "5",
        "K",
        "e",
        ".",
        "-",
        "<b>",
        "a&b",
        "euros",
        "E5",
        "\u{202e}x",
        "x y",
        "٣",
    ] {
        assert_eq!(Currency::new(text), None, "{text}");
    }
}

#[test]
fn a_currency_goes_with_the_scenario() {
    let mut scenario = Scenario::preset(Preset::Realistic);
    scenario.currency = Currency::new("€").expect("a currency");
    assert_eq!(to_link(&scenario), "v=1&currency=EUR");
    assert_eq!(from_link(&to_link(&scenario)), (scenario.clone(), vec![]));
    assert_eq!(from_json(&to_json(&scenario)), Ok(scenario));
    let (kept, problems) = from_link("v=1&currency=12345&team.scaling=0.5");
    assert_eq!(kept.currency, Currency::default());
    assert!(
        problems[0].to_string().contains("such as EUR"),
        "{}",
        problems[0]
    );
}

mod writing {
    use headroom::format::{
        self, Typed, decimal, dollars, full, number, percent, plain, reading, short, tick, typed,
        unit_name, with_sign, with_unit,
    };
    use headroom::model::units::Unit;
    use proptest::prelude::*;

    use super::{Currency, Preset, Scenario};

    const MONTHS: &str = "Jan\nFeb\nMär\nApr\nMai\nJun\nJul\nAug\nSep\nOkt\nNov\nDez";

    /// Decimal sign, sign between thousands, place of the currency's sign.
    const GERMAN: (&str, &str, &str) = (",", ".", "0\u{a0}¤");
    const FRENCH: (&str, &str, &str) = (",", "\u{202f}", "0\u{a0}¤");
    const DUTCH: (&str, &str, &str) = (",", ".", "¤\u{a0}0");
    const SWISS: (&str, &str, &str) = (".", "’", "¤\u{a0}0");
    const INDIAN: (&str, &str, &str) = (".", ",", "¤0");

    fn write_as((decimal, group, amount): (&str, &str, &str)) {
        format::set_locale(&[decimal, group, amount, "", MONTHS].join("\n"));
    }

    fn in_currency(code: &str) {
        let mut scenario = Scenario::preset(Preset::Realistic);
        scenario.currency = Currency::new(code).expect(code);
        format::follow(&scenario);
    }

    #[test]
    fn numbers_are_written_in_the_signs_of_the_place() {
        write_as(GERMAN);
        in_currency("EUR");
        for (got, expected) in [
            (dollars(1_500_000.0), "1,50M\u{a0}€"),
            (dollars(-585_685.0), "−586K\u{a0}€"),
            (dollars(0.052), "0,05\u{a0}€"),
            (dollars(-0.001), "0,00\u{a0}€"),
            (short(1_413_000.0), "1,41M"),
            (full(2_500_000.5), "2.500.000,5"),
            (percent(0.9995, 2), "99,95 %"),
            (decimal(-17.46, 1), "−17,5"),
            (tick(Unit::Dollars, -1_500_000.0), "−1,5M\u{a0}€"),
            (tick(Unit::Dollars, 0.0), "0\u{a0}€"),
            (plain(Unit::Dollars, 6000.0), "6K\u{a0}€"),
            (plain(Unit::Users, 2_500_000.0), "2,5M"),
            (reading(Unit::Seconds, 1.5045), "1,5 s"),
            (
                with_unit(Unit::DollarsPerMonth, 29.0),
                "29\u{a0}€ per month",
            ),
            (unit_name(Unit::DollarsPerYear), "€ per year"),
            (with_sign("target $0.10"), "target 0,10\u{a0}€"),
            (with_sign("$3M by M6"), "3M\u{a0}€ by M6"),
            (with_sign("users"), "users"),
        ] {
            assert_eq!(got, expected);
        }
        in_currency("CHF");
        write_as(SWISS);
        assert_eq!(dollars(1_500_000.0), "CHF\u{a0}1.50M");
        assert_eq!(full(1_234_567.0), "1’234’567");
        assert_eq!(
            tick(Unit::Dollars, 1_500_000.0),
            "1.5M",
            "no room for three letters"
        );
        write_as(DUTCH);
        in_currency("EUR");
        assert_eq!(dollars(-29.0), "−€\u{a0}29");
    }

    #[test]
    fn what_is_typed_is_read_in_the_signs_of_the_place_or_plainly() {
        for (place, text, value) in [
            (GERMAN, "1,5", Some(1.5)),
            (GERMAN, "1.5", Some(1.5)),
            (GERMAN, "1.500", Some(1500.0)),
            (GERMAN, "1.234.567,8", Some(1_234_567.8)),
            (GERMAN, "1,234.5", None),
            (GERMAN, "12.34.5", None),
            (GERMAN, "1,5M €", Some(1_500_000.0)),
            (GERMAN, "29\u{a0}€", Some(29.0)),
            (GERMAN, "$29", Some(29.0)),
            (GERMAN, "−2,5 %", Some(-0.025)),
            (GERMAN, "1,2,3", None),
            (FRENCH, "1\u{202f}234,5", Some(1234.5)),
            (FRENCH, "1 234.5", Some(1234.5)),
            (SWISS, "1’234.5", Some(1234.5)),
            (SWISS, "1'234.5", Some(1234.5)),
            (INDIAN, "12,34,567", Some(1_234_567.0)),
            (INDIAN, "1,5", None),
            (INDIAN, "1,50", None),
            (INDIAN, "1,500", Some(1500.0)),
            (INDIAN, "1.500", Some(1.5)),
            (INDIAN, "1.234,5", None),
        ] {
            write_as(place);
            in_currency("EUR");
            let unit = if text.contains('%') {
                Unit::Share
            } else {
                Unit::Dollars
            };
            assert_eq!(number(unit, text).ok(), value, "{text} as {place:?}");
        }
        write_as(GERMAN);
        for (unit, text, range) in [
            (Unit::Share, "2,5–5 %", (0.025, 0.05)),
            (Unit::Dollars, "1,5 to 2M €", (1.5e6, 2e6)),
            (
                Unit::DollarsPerMonth,
                "1,5K € to 2K € per month",
                (1.5e3, 2e3),
            ),
        ] {
            assert_eq!(
                typed(unit, text),
                Ok(Typed::Range(range.0, range.1)),
                "{text}"
            );
        }
        let said = number(Unit::Users, "5 €")
            .expect_err("no amount")
            .to_string();
        assert_eq!(said, "“5 €” is not a number");
    }

    #[test]
    fn something_that_is_no_locale_changes_nothing() {
        for text in [
            "",
            "\n",
            ",\n.\n¤0",
            ",\n.\nno place\n\nJan",
            "\n\n\n\n\n\n",
        ] {
            format::set_locale(text);
            assert_eq!(full(1234.5), "1,234.5", "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_can_be_typed(
            value in prop_oneof![-1e9_f64..1e9, -10.0_f64..10.0, (0_i32..1000).prop_map(f64::from)],
            place in proptest::sample::select(vec![GERMAN, FRENCH, DUTCH, SWISS, INDIAN]),
            code in proptest::sample::select(vec!["USD", "EUR", "CHF", "SEK", "₿"]),
        ) {
            write_as(place);
            in_currency(code);
            let (money, count) = (Unit::DollarsPerMonth, Unit::Users);
            for (unit, text, digits) in [
                (count, full(value), 1e-6),
                (money, plain(money, value), 0.006 * value.abs().max(1.0)),
                (money, with_unit(money, value), 0.006 * value.abs().max(1.0)),
                (count, plain(count, value), 0.006 * value.abs().max(0.01)),
            ] {
                let read = number(unit, &text);
                prop_assert!(
                    read.as_ref().is_ok_and(|read| (read - value).abs() <= digits),
                    "{value} as {text} is {read:?}"
                );
            }
        }
    }
}
