//! Stress tests: each event strikes in its week and does something.

use headroom::analysis::stress::{all_in_week, stress_each};
use headroom::model::risks::{RISKS, Risk};

use super::{answer, question, realistic};

#[test]
fn a_stress_test_strikes_in_its_week_and_shows_what_it_does() {
    let scenario = realistic();
    let cash = question("lowest_cash");
    let (baseline, stresses) = stress_each(&scenario, &cash, &all_in_week(10));
    assert_eq!(baseline, answer(&scenario, "lowest_cash"));
    assert_eq!(stresses.len(), RISKS.len());
    for stress in &stresses {
        assert_eq!(stress.week, Some(10), "{}", stress.event.label);
        assert_ne!(
            stress.answer, baseline,
            "{} does something",
            stress.event.label
        );
    }
    let (_, late) = stress_each(&scenario, &cash, &[(Risk::Bill, 60)]);
    assert_eq!(
        (late[0].week, late[0].answer),
        (None, baseline),
        "after the horizon"
    );
}
