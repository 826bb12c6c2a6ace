//! Companies to start from: each is a possible scenario and behaves as its description says.

use headroom::company::{Answers, FIELDS, Field, Measured, TEMPLATES, Template, fit};
use headroom::model::figures::figures;
use headroom::model::inputs::Inputs;
use headroom::model::parameters::Parameter;
use headroom::model::preset::Preset;
use headroom::model::run::run;
use headroom::model::scenario::Scenario;
use headroom::share::link::{from_link, to_link};

fn template(key: &str) -> (Scenario, Measured) {
    let scenario = Template::by_key(key).expect("a template").scenario();
    let measured = Measured::of(&scenario.inputs);
    (scenario, measured)
}

#[test]
fn each_is_a_possible_scenario_that_a_link_carries() {
    for template in &TEMPLATES {
        let scenario = template.scenario();
        for row in headroom::model::parameters::PARAMETERS {
            row.check((row.get)(&scenario.inputs.parameters))
                .unwrap_or_else(|error| panic!("{}: {error}", template.key));
        }
        let link = to_link(&scenario);
        let (read, problems) = from_link(&link);
        assert!(problems.is_empty(), "{}: {problems:?}", template.key);
        assert_eq!(read, scenario, "{}", template.key);
        assert!(link.len() < 2000, "{}: {}", template.key, link.len());
    }
}

#[test]
fn each_number_is_one_that_exists_given_once_with_its_basis() {
    for template in &TEMPLATES {
        let mut keys: Vec<&str> = template.inputs.iter().map(|figure| figure.of).collect();
        for figure in template.inputs {
            let row = Parameter::by_key(figure.of)
                .unwrap_or_else(|| panic!("{}: {} is no input", template.key, figure.of));
            assert!(row.check(figure.value).is_ok(), "{}", figure.of);
            assert!(!figure.basis.is_empty(), "{}", figure.of);
        }
        keys.extend(template.answers.iter().map(|figure| figure.of.row().key));
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count, "{}", template.key);
        assert!(template.answers.iter().all(|it| !it.basis.is_empty()));
    }
}

#[test]
fn each_answers_all_questions_without_contradiction_and_the_model_says_the_same() {
    for template in &TEMPLATES {
        let mut answers = Answers::default();
        for figure in template.answers {
            answers.give(figure.of, figure.value).expect("possible");
        }
        let base = Scenario::preset(Preset::Realistic);
        let scenario = template.scenario();
        assert_ne!(scenario.inputs, base.inputs);
        // Fitted once more to its own answers: nothing is left to name.
        let again = fit(&scenario.inputs, &answers);
        assert_eq!(again.refusals, [], "{}", template.key);
        assert_eq!(again.contradictions, [], "{}", template.key);
        let measured = Measured::of(&scenario.inputs);
        for row in &FIELDS {
            let Some(said) = answers.get(row.field) else {
                // What is typed in the place of another answer is not an answer.
                assert!(
                    row.instead_of.is_some() || row.field == Field::Arr,
                    "{}",
                    row.key
                );
                continue;
            };
            let is = (row.get)(&measured).expect("a number");
            assert!(
                (is - said).abs() <= 1e-5 * said.abs().max(0.1),
                "{} {}: {said}, but the model says {is}",
                template.key,
                row.key
            );
        }
    }
}

#[test]
fn the_bootstrapped_one_lives_on_its_revenue() {
    let (scenario, measured) = template("bootstrapped");
    let figures = figures(&scenario.inputs, &run(&scenario.inputs));
    let p = &scenario.inputs.parameters;
    assert_eq!(p.finance.raise, 0.0);
    assert!(scenario.inputs.hires.is_empty());
    assert!(measured.burn < 0.05 * measured.total, "{}", measured.burn);
    assert_eq!(figures.missing_funding, 0.0);
    let arr = figures.arr.expect("a horizon");
    assert!(
        arr > 1.1 * measured.arr && arr < 2.0 * measured.arr,
        "{arr} {}",
        measured.arr
    );
    assert_eq!(figures.weeks_over_capacity, 0);
}

#[test]
fn the_seed_company_lives_on_what_it_raised_as_long_as_it_grows() {
    let (scenario, measured) = template("seed");
    let mut inputs = scenario.inputs.clone();
    let figures_of_year = figures(&inputs, &run(&inputs));
    assert_eq!(figures_of_year.missing_funding, 0.0);
    assert!(figures_of_year.arr.expect("a horizon") > 2.5 * measured.arr);
    let runway = measured.runway.expect("it burns");
    assert!((9.0..24.0).contains(&runway), "{runway}");
    let lowest = |inputs: &Inputs| {
        let run = run(inputs);
        (run.weeks.iter().map(|week| week.cash)).fold(f64::INFINITY, f64::min)
    };
    inputs.parameters.run.weeks = 156.0;
    let left = lowest(&inputs);
    assert!(left > 0.0 && left < 0.5 * measured.cash, "{left}");
    let mut answers = Answers::default();
    answers.give(Field::Growth, 0.075).expect("possible");
    answers.give(Field::ArrGrowth, 0.06).expect("possible");
    assert!(lowest(&fit(&inputs, &answers).inputs) < 0.0);
}

#[test]
fn the_sales_led_one_has_few_accounts_that_pay_much_and_stay() {
    let (scenario, measured) = template("enterprise");
    let accounts: f64 = measured.accounts.iter().sum();
    assert!(accounts < 100.0);
    assert!(measured.arpa.expect("accounts") > 2000.0);
    let figures = figures(&scenario.inputs, &run(&scenario.inputs));
    assert!(figures.gross_revenue_retention.expect("a year") > 0.85);
    let won = figures.accounts.expect("a horizon") - accounts;
    assert!(won > 5.0 && won < 60.0, "{won}");
    // Without those who sell, it shrinks.
    let mut alone = scenario.inputs;
    alone.parameters.sales.reps = 0.0;
    let figures = headroom::model::figures::figures(&alone, &run(&alone));
    assert!(figures.arr.expect("a horizon") < measured.arr);
}

#[test]
fn hypergrowth_is_over_capacity_within_weeks() {
    let (scenario, measured) = template("viral");
    let figures = figures(&scenario.inputs, &run(&scenario.inputs));
    let week = figures.over_capacity_week.expect("over capacity");
    assert!((2..=6).contains(&week), "{week}");
    assert!(measured.growth > 0.4);
    let accounts: f64 = measured.accounts.iter().sum();
    assert!(accounts < 0.03 * measured.users);
}
