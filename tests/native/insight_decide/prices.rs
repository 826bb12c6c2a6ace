//! Prices: amounts to the cent, and that no customer of the model minds them is said beside them.

use headroom::model::parameters::Parameter;
use headroom::model::run::run;
use headroom::model::units::Unit;
use headroom::model::week::SERIES;

use super::{NO_GAP, PANEL, opened, realistic, sought};

const OF_PRICES: &str = "No customer in this model stays away or leaves because of a price, so a higher \
                         one looks better than it is.";

#[test]
fn a_price_that_is_sought_is_said_to_cost_no_customer() {
    for (key, is_said) in [
        ("tiers.starter.price", true),
        ("tiers.custom.price", true),
        ("finance.cash", false),
    ] {
        let said = sought(&realistic(), &[&NO_GAP[..], &[("lever", key)]].concat());
        assert_eq!(said.contains(OF_PRICES), is_said, "{key}: {said}");
    }
}

#[test]
fn the_table_of_levers_says_why_prices_are_not_ticked_at_first() {
    let mut page = opened(&NO_GAP);
    let view = page.view(PANEL);
    let rows = view.rows("insight-decide-levers");
    let first = rows.iter().position(|row| row[0] == "Starter price");
    let note = &rows[first.expect("a price") - 1];
    assert_eq!(
        note[..],
        [format!("Prices are not ticked at first. {OF_PRICES}")]
    );
    let notes = rows.iter().filter(|row| row[0].contains(OF_PRICES));
    assert_eq!(notes.count(), 1);
    let id = "insight-decide-prices";
    assert!(view.by_id(id).text.contains(OF_PRICES));
    for field in view.within("insight-decide-levers", "input") {
        let Some(key) = field
            .get("value")
            .filter(|_| field.get("name") == Some("lever"))
        else {
            continue;
        };
        let expected = key.contains(".price").then_some(id);
        assert_eq!(field.get("aria-describedby"), expected, "{key}");
    }
}

#[test]
fn no_customer_minds_a_price_and_its_definition_says_so() {
    let mut dear = realistic();
    for tier in ["starter", "professional", "enterprise", "custom"] {
        let key = format!("tiers.{tier}.price");
        let row = Parameter::by_key(&key).expect("a parameter");
        assert!(
            row.meaning()
                .ends_with("In this model no customer stays away or leaves because of it."),
            "{key}"
        );
        dear.set(&key, 2.0 * realistic().get(&key).expect("an input"))
            .expect("possible");
    }
    let [now, then] = [realistic(), dear].map(|plan| run(&plan.inputs));
    let counted = SERIES
        .iter()
        .filter(|row| matches!(row.unit, Unit::Users | Unit::Accounts));
    let mut looked_at = 0;
    for row in counted {
        for (one, other) in now.weeks.iter().zip(&then.weeks) {
            assert_eq!((row.get)(one), (row.get)(other), "{}", row.key);
        }
        looked_at += 1;
    }
    assert!(looked_at > 2, "{looked_at}");
}

#[test]
fn bounds_of_prices_are_amounts_with_their_cents() {
    let mut page = opened(&NO_GAP);
    let view = page.view(PANEL);
    let fields: Vec<&str> = view
        .within("insight-decide-levers", "input")
        .filter(|field| {
            field
                .get("name")
                .is_some_and(|name| name.contains("price."))
        })
        .filter_map(|field| field.get("value"))
        .collect();
    assert!(fields.len() >= 6, "{fields:?}");
    assert!(
        fields.iter().all(|text| text.starts_with('$')),
        "{fields:?}"
    );
}
