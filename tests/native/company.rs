//! Answers of a founder become inputs with which the model's own first month comes to these
//! answers; what does not fit together or cannot be is named.

use headroom::company::{
    Answers, FIELDS, Field, Fit, Measured, QUESTIONS, Refusal, TEMPLATES, fit,
};
use headroom::model::calendar::WEEKS_PER_MONTH;
use headroom::model::inputs::Inputs;
use headroom::model::parameters::{PARAMETERS, Parameter};
use headroom::model::preset::Preset;
use headroom::model::run::run;
use proptest::prelude::*;

fn realistic() -> Inputs {
    Inputs::preset(Preset::Realistic)
}

fn answers(of: &[(Field, f64)]) -> Answers {
    let mut answers = Answers::default();
    for (field, value) in of {
        answers.give(*field, *value).expect("possible");
    }
    answers
}

fn fitted(of: &[(Field, f64)]) -> Fit {
    fit(&realistic(), &answers(of))
}

/// The company of a small tool, which fits together.
const SMALL: [(Field, f64); 16] = [
    (Field::Users, 2000.0),
    (Field::Starter, 150.0),
    (Field::Professional, 20.0),
    (Field::Enterprise, 1.0),
    (Field::Custom, 0.0),
    (Field::StarterPrice, 25.0),
    (Field::ProfessionalPrice, 80.0),
    (Field::EnterprisePrice, 400.0),
    (Field::Engineers, 3.0),
    (Field::Pay, 90_000.0),
    (Field::Cash, 300_000.0),
    (Field::OtherCosts, 45_000.0),
    (Field::Growth, 0.08),
    (Field::Churn, 0.02),
    (Field::Bill, 800.0),
    (Field::Limit, 15_000.0),
];

fn small(changes: &[(Field, f64)]) -> Fit {
    let mut all = SMALL.to_vec();
    all.retain(|(field, _)| changes.iter().all(|(changed, _)| changed != field));
    all.extend(changes);
    fitted(&all)
}

/// How far a measured number may be from the answer, where seven digits are kept of each input: a
/// hundred-thousandth of amounts, a millionth of shares.
fn is_as_said(said: f64, is: f64) -> bool {
    (is - said).abs() <= 1e-5 * said.abs().max(0.1)
}

#[track_caller]
fn assert_says(fit: &Fit, field: Field, said: f64) {
    let is = (field.row().get)(&fit.measured).expect("a number");
    assert!(
        is_as_said(said, is),
        "{}: {said}, but {is}",
        field.row().key
    );
}

fn named<'fit>(fit: &'fit Fit, key: &str) -> &'fit str {
    fit.contradictions
        .iter()
        .find(|it| it.key == key)
        .map_or("", |it| &it.says)
}

#[track_caller]
fn refusal(fit: &Fit, field: Field) -> &str {
    let found = fit.refusals.iter().find(|it| it.field == field);
    &found.unwrap_or_else(|| panic!("{:?}", fit.refusals)).says
}

#[test]
fn what_questions_set_are_inputs_and_no_two_set_the_same() {
    let mut keys: Vec<&str> = QUESTIONS.iter().flat_map(|row| row.sets).copied().collect();
    for key in &keys {
        assert!(Parameter::by_key(key).is_some(), "{key}");
    }
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
    for row in &FIELDS {
        assert!(QUESTIONS.iter().any(|it| it.question == row.question));
    }
}

#[test]
fn answers_change_only_what_their_questions_set_and_nothing_if_there_are_none() {
    let bases = TEMPLATES.iter().map(|template| template.scenario().inputs);
    for base in bases.chain([realistic(), Inputs::preset(Preset::AsWritten)]) {
        assert_eq!(fit(&base, &Answers::default()).inputs, base);
        let before = Measured::of(&base);
        // Each answer alone, as it is already: nothing moves but the last digits.
        for row in &FIELDS {
            let Some(value) = (row.get)(&before).filter(|value| value.is_finite()) else {
                continue;
            };
            let fit = fit(&base, &answers(&[(row.field, value)]));
            assert_eq!(fit.refusals, [], "{}", row.key);
            assert_eq!(fit.inputs.hires, base.hires);
            for parameter in PARAMETERS {
                let (was, is) = (
                    (parameter.get)(&base.parameters),
                    (parameter.get)(&fit.inputs.parameters),
                );
                assert!(
                    (was - is).abs() <= 2e-6 * was.abs().max(1e-3),
                    "{}: {} was {was}, is {is}",
                    row.key,
                    parameter.key
                );
            }
        }
    }
    let sets: Vec<&str> = QUESTIONS.iter().flat_map(|row| row.sets).copied().collect();
    let fit = small(&[]);
    for parameter in PARAMETERS {
        let is_of_seats = parameter.key.rsplit('.').next() == Some("seats");
        if !sets.contains(&parameter.key) && !is_of_seats {
            assert_eq!(
                (parameter.get)(&realistic().parameters),
                (parameter.get)(&fit.inputs.parameters),
                "{}",
                parameter.key
            );
        }
    }
}

#[test]
fn the_first_weeks_of_the_run_itself_show_the_answers() {
    // By hand, from the rows of the run and nothing else.
    let fit = small(&[]);
    assert_eq!(fit.refusals, []);
    let run = run(&fit.inputs);
    let first = &run.weeks[..4];
    let mean =
        |value: fn(&headroom::model::week::Week) -> f64| first.iter().map(value).sum::<f64>() / 4.0;
    let p = &fit.inputs.parameters;
    let grown = (first[3].users / 2000.0).powf(WEEKS_PER_MONTH / 4.0) - 1.0;
    assert!(is_as_said(0.08, grown), "{grown}");
    assert!(is_as_said(800.0, mean(|week| week.infra)));
    assert!(first[0].capacity >= 14_999.0);
    // Accounts that left, counted from the run's balance of each tier: churned MRR at list prices.
    let kept: f64 = headroom::model::accounts::flows(&fit.inputs, &run)[..4]
        .iter()
        .map(|flow| 1.0 - flow.lost.iter().sum::<f64>() / flow.opening.iter().sum::<f64>())
        .product();
    let churn = 1.0 - kept.powf(WEEKS_PER_MONTH / 4.0);
    assert!(is_as_said(0.02, churn), "{churn}");
    let engineers = 3.0 * 90_000.0 * p.team.loading / 12.0;
    let revenue = mean(|week| week.revenue);
    let costs = engineers + 45_000.0 + 800.0 + p.finance.fee * revenue;
    assert!(is_as_said(costs, mean(|week| week.cost)), "{costs}");
    let mrr = 150.0 * 25.0 + 20.0 * 80.0 + 400.0;
    assert!(is_as_said(12.0 * mrr, fit.measured.arr));
    assert!(is_as_said(
        mrr / 171.0,
        fit.measured.arpa.expect("accounts")
    ));
    assert!(is_as_said(
        300_000.0 / (mean(|week| week.cost) - revenue),
        fit.measured.runway.expect("it burns")
    ));
}

#[test]
fn things_break_at_the_stated_number_of_users() {
    for template in &TEMPLATES {
        let base = template.scenario().inputs;
        for (users, over) in [(29_990.0, false), (30_010.0, true)] {
            let mut fit = fit(&base, &answers(&[(Field::Limit, 30_000.0)])).inputs;
            fit.parameters.start.users = users;
            fit.parameters
                .tiers
                .iter_mut()
                .for_each(|it| it.accounts = 0.0);
            assert_eq!(
                run(&fit).weeks[0].utilisation > 1.0,
                over,
                "{}",
                template.key
            );
        }
    }
}

#[test]
fn a_figure_can_be_typed_in_the_place_of_an_answer() {
    for (figure, value, without) in [
        (Field::Runway, 4.0, Field::OtherCosts),
        (Field::TotalCosts, 90_000.0, Field::OtherCosts),
        (Field::WeeklyGrowth, 0.03, Field::Growth),
        (Field::CostPerUser, 0.5, Field::Bill),
        (Field::Market, 300_000.0, Field::Market),
        (Field::ArrGrowth, 0.1, Field::ArrGrowth),
    ] {
        let mut all = SMALL.to_vec();
        all.retain(|(field, _)| *field != without);
        all.push((figure, value));
        let fit = fitted(&all);
        assert_eq!(fit.refusals, [], "{figure:?}");
        assert_eq!(fit.contradictions, [], "{figure:?}");
        assert_says(&fit, figure, value);
        // The others hold as well.
        for (field, said) in all {
            assert_says(&fit, field, said);
        }
    }
    // Revenue per account keeps the proportions of prices, ARR those of accounts.
    let fit = fitted(&[(Field::Arpa, 100.0)]);
    let before = Measured::of(&realistic());
    assert_says(&fit, Field::Arpa, 100.0);
    assert!(is_as_said(
        before.prices[1] / before.prices[0],
        fit.measured.prices[1] / fit.measured.prices[0]
    ));
    let fit = fitted(&[(Field::Arr, 250_000.0)]);
    assert_says(&fit, Field::Arr, 250_000.0);
    assert_eq!(fit.measured.prices, before.prices);
    assert!(is_as_said(
        before.accounts[1] / before.accounts[0],
        fit.measured.accounts[1] / fit.measured.accounts[0]
    ));
}

#[test]
fn arr_that_does_not_fit_accounts_and_prices_is_a_choice() {
    let mut given = answers(&SMALL);
    given.give(Field::Arr, 120_000.0).expect("possible");
    let fit_of = |given: &Answers| fit(&realistic(), given);
    let first = fit_of(&given);
    let says = named(&first, "arr");
    assert!(says.contains("$69K") && says.contains("$120K"), "{says}");
    assert_says(&first, Field::Arr, 69_000.0);
    for choice in ["accounts", "arr", "prices"] {
        given.believe("arr", choice);
        let fit = fit_of(&given);
        let contradiction = &fit.contradictions[0];
        assert_eq!(contradiction.believed, choice);
        assert_eq!(contradiction.choices.len(), 3);
        let (arr, accounts, price) = match choice {
            "arr" => (120_000.0, 150.0 * 120.0 / 69.0, 25.0),
            "prices" => (120_000.0, 150.0, 25.0 * 120.0 / 69.0),
            _ => (69_000.0, 150.0, 25.0),
        };
        assert_says(&fit, Field::Arr, arr);
        assert_says(&fit, Field::Starter, accounts);
        assert_says(&fit, Field::StarterPrice, price);
    }
    // Rounding is none.
    assert_eq!(named(&small(&[(Field::Arr, 69_400.0)]), "arr"), "");
}

#[test]
fn contradictions_are_named_with_both_values() {
    for (changes, key, words) in [
        (
            vec![(Field::Churn, 0.12), (Field::Growth, 0.05)],
            "leak",
            vec!["5 %", "12 %"],
        ),
        (
            vec![(Field::Limit, 1000.0)],
            "capacity",
            vec!["2K", "1K", "over capacity today", "200 %"],
        ),
        (
            vec![(Field::Growth, 0.08), (Field::WeeklyGrowth, 0.05)],
            "growth",
            vec!["8 %", "5 %", "23.5"],
        ),
        (
            vec![(Field::Bill, 800.0), (Field::CostPerUser, 1.0)],
            "bill",
            vec!["$800", "$1", "$2K"],
        ),
        (
            vec![
                (Field::OtherCosts, 45_000.0),
                (Field::TotalCosts, 150_000.0),
            ],
            "costs",
            vec!["$45K", "$150K"],
        ),
        (
            vec![(Field::TotalCosts, 90_000.0), (Field::Runway, 4.0)],
            "costs",
            vec!["$90K", "runway today of 4"],
        ),
        (
            vec![(Field::OtherCosts, 9000.0)],
            "roles",
            vec!["$9K", "Founders"],
        ),
        (
            vec![(Field::Users, 400.0)],
            "seats",
            vec!["400", "users per account"],
        ),
        (vec![(Field::Arpa, 80.0)], "arpa", vec!["$80", "$33.6"]),
    ] {
        let fit = small(&changes);
        let says = named(&fit, key);
        assert_eq!(fit.refusals, [], "{key}");
        for word in words {
            assert!(says.contains(word), "{key}: {says} has no {word}");
        }
    }
    assert_eq!(small(&[]).contradictions, []);
}

#[test]
fn what_is_believed_comes_out() {
    let believing = |changes: &[(Field, f64)], key: &str, choice: &str| {
        let mut given = answers(&SMALL);
        for (field, value) in changes {
            given.give(*field, *value).expect("possible");
        }
        given.believe(key, choice);
        let fit = fit(&realistic(), &given);
        assert_eq!(fit.refusals, []);
        fit
    };
    let weekly = [(Field::WeeklyGrowth, 0.05)];
    assert_says(
        &believing(&weekly, "growth", "figure"),
        Field::WeeklyGrowth,
        0.05,
    );
    assert_says(&believing(&weekly, "growth", "answer"), Field::Growth, 0.08);
    let each = [(Field::CostPerUser, 1.0)];
    assert_says(&believing(&each, "bill", "figure"), Field::Bill, 2000.0);
    let runway = [(Field::Runway, 4.0)];
    assert_says(&believing(&runway, "costs", "runway"), Field::Runway, 4.0);
    assert_says(
        &believing(&runway, "costs", "other"),
        Field::OtherCosts,
        45_000.0,
    );
    let roles = [(Field::OtherCosts, 9000.0)];
    assert_says(
        &believing(&roles, "roles", "total"),
        Field::OtherCosts,
        9000.0,
    );
    let fit = believing(&roles, "roles", "roles");
    assert!(fit.measured.other > 9000.0 && fit.inputs.parameters.finance.overhead == 0.0);
    let users = [(Field::Users, 400.0)];
    assert_says(&believing(&users, "seats", "users"), Field::Users, 400.0);
    let all = 150.0 * 4.0 + 20.0 * 20.0 + 150.0;
    assert_says(&believing(&users, "seats", "seats"), Field::Users, all);
    let leak = [(Field::Churn, 0.12), (Field::Growth, 0.05)];
    let fit = believing(&leak, "leak", "arr");
    assert_says(&fit, Field::ArrGrowth, 0.05);
    assert_says(&fit, Field::Growth, 0.05);
    assert_says(&fit, Field::Churn, 0.12);
    // A choice that does not exist changes nothing.
    assert_says(&believing(&each, "bill", "nobody"), Field::Bill, 800.0);
}

#[test]
fn what_the_model_cannot_take_is_refused_with_its_limit() {
    for (changes, field, words) in [
        (
            vec![(Field::Users, 100.0)],
            Field::Starter,
            vec!["171", "100"],
        ),
        (
            vec![(Field::Users, 3_000_000.0)],
            Field::Users,
            vec!["2.5M", "3M", "20K"],
        ),
        (
            vec![(Field::Market, 5000.0)],
            Field::Market,
            vec!["5K", "2K", "20K"],
        ),
        (
            vec![(Field::Growth, -0.5)],
            Field::Growth,
            vec!["free users' churn is 5 %"],
        ),
        (
            vec![(Field::Market, 30_000.0), (Field::Growth, 9.0)],
            Field::Growth,
            vec!["30K", "no room"],
        ),
        (
            vec![(Field::TotalCosts, 20_000.0)],
            Field::TotalCosts,
            vec!["$20K", "3 engineers", "at least"],
        ),
        (
            vec![(Field::TotalCosts, 500.0)],
            Field::TotalCosts,
            vec!["$800", "$500", "alone"],
        ),
        (vec![(Field::Runway, 600.0)], Field::Runway, vec!["at most"]),
        (
            vec![(Field::ArrGrowth, -0.5)],
            Field::ArrGrowth,
            vec!["no less"],
        ),
        (
            vec![(Field::Cash, 0.0), (Field::Runway, 6.0)],
            Field::Runway,
            vec!["cash"],
        ),
    ] {
        let fit = small(&changes);
        let says = refusal(&fit, field);
        for word in words {
            assert!(says.contains(word), "{says} has no {word}");
        }
    }
    for (field, value, limit) in [
        (Field::Users, 0.0, "at least 1"),
        (Field::Churn, 1.0, "at most 95 %"),
        (Field::Engineers, 2000.0, "at most 1K"),
        (Field::Growth, f64::NAN, "at most"),
        (Field::Cash, -5.0, "at least $0"),
    ] {
        let Refusal { says, .. } = Answers::default().give(field, value).expect_err("no");
        assert!(says.contains(limit), "{says}");
    }
}

/// A company as founders have them, from a handful of users to a million.
fn company() -> impl Strategy<Value = Vec<(Field, f64)>> {
    let log = |low: f64, high: f64| (low.ln()..high.ln()).prop_map(f64::exp);
    (
        (log(200.0, 1e6), 0.001..0.05, 0.0..0.01, 0.0..0.001),
        (5.0..60.0, 40.0..400.0, 300.0..5000.0),
        (1.0..60.0f64, 4e4..2e5, log(1e4, 2e7), log(5e4, 5e6)),
        (0.0..0.6, 0.0..0.15),
        (log(50.0, 2e5), log(0.3, 30.0)),
    )
        .prop_map(
            |(
                (users, starter, professional, enterprise),
                (p1, p2, p3),
                (engineers, pay, cash, other),
                (growth, churn),
                (bill, room),
            )| {
                vec![
                    (Field::Users, users),
                    (Field::Market, users * 40.0 + 1e6),
                    (Field::Starter, 1.0 + users * starter),
                    (Field::Professional, users * professional),
                    (Field::Enterprise, users * enterprise),
                    (Field::StarterPrice, p1),
                    (Field::ProfessionalPrice, p2),
                    (Field::EnterprisePrice, p3),
                    (Field::Engineers, engineers),
                    (Field::Pay, pay),
                    (Field::Cash, cash),
                    (Field::OtherCosts, other),
                    (Field::Growth, growth),
                    (Field::Churn, churn),
                    (Field::Bill, bill),
                    (Field::Limit, users * room),
                ]
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_model_comes_to_what_any_plausible_company_says(
        company in company(),
        base in 0_usize..=TEMPLATES.len(),
    ) {
        let base = TEMPLATES.get(base).map_or_else(realistic, |it| it.scenario().inputs);
        let fit = fit(&base, &answers(&company));
        prop_assert_eq!(&fit.refusals, &vec![]);
        for (field, said) in company {
            let is = (field.row().get)(&fit.measured).expect("a number");
            prop_assert!(is_as_said(said, is), "{}: {said}, but {is}", field.row().key);
        }
        for row in PARAMETERS {
            prop_assert!(row.check((row.get)(&fit.inputs.parameters)).is_ok(), "{}", row.key);
        }
    }

    #[test]
    fn whatever_is_typed_is_fitted_or_refused_and_never_leaves_the_possible(
        typed in proptest::collection::vec((0..FIELDS.len(), -3.0..1.0f64, 0.0..12.0f64), 1..20),
    ) {
        let mut given = Answers::default();
        for (field, sign, size) in typed {
            let value = if sign < -2.0 { -1.0 } else { 1.0 } * 10f64.powf(size - 3.0);
            let _ = given.give(FIELDS[field].field, value);
        }
        let fit = fit(&realistic(), &given);
        for row in PARAMETERS {
            prop_assert!(row.check((row.get)(&fit.inputs.parameters)).is_ok(), "{}", row.key);
        }
        for refusal in &fit.refusals {
            prop_assert!(refusal.says.len() > 20);
        }
    }
}
