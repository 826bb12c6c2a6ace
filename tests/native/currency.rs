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
