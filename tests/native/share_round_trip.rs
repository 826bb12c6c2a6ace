//! Files and links give back every bit.

use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::{from_json, from_link, to_json, to_link};
use proptest::prelude::*;

use crate::share_scenarios::{assert_valid, bits, scenario};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_gives_back_every_scenario(scenario in scenario()) {
        assert_valid(&scenario);
        let file = to_json(&scenario);
        let back = from_json(&file).map_err(|error| TestCaseError::fail(format!("{error}\n{file}")))?;
        prop_assert_eq!(bits(&back), bits(&scenario), "{}", file);
        prop_assert_eq!(to_json(&back), file);
    }

    #[test]
    fn a_link_gives_back_every_scenario(scenario in scenario()) {
        let link = to_link(&scenario);
        for begin in ["", "#", "?"] {
            let (back, problems) = from_link(&format!("{begin}{link}"));
            prop_assert!(problems.is_empty(), "{:?}\n{}", problems, link);
            prop_assert_eq!(bits(&back), bits(&scenario), "{}", link);
        }
    }

    #[test]
    fn a_link_is_plain_text_that_no_program_breaks(scenario in scenario()) {
        let link = to_link(&scenario);
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./$@&=+%:,*".contains(c);
        prop_assert!(link.chars().all(plain), "{}", link);
    }
}

#[test]
fn an_untouched_preset_needs_almost_nothing() {
    assert_eq!(to_link(&Scenario::preset(Preset::Realistic)), "");
    assert_eq!(
        to_link(&Scenario::preset(Preset::AsWritten)),
        "v=1&preset=as-written"
    );
}

#[test]
fn a_link_can_be_read_by_people() {
    let mut scenario = Scenario::preset(Preset::AsWritten);
    scenario.name = "Cheaper plan".to_owned();
    scenario.set("team.scaling", 0.55).expect("possible");
    scenario.set("hires.2.month", 2.5).expect("possible");
    scenario.inputs.initiatives[3].effort = 4.0;
    assert_eq!(
        to_link(&scenario),
        "v=1&preset=as-written&name=Cheaper+plan&team.scaling=0.55&hires.2.month=2.5\
         &initiative.caching=1:4:page*0.2"
    );
    scenario.inputs.hires.truncate(2);
    scenario.inputs.hires[1].role = "Ops, part-time".into();
    scenario.inputs.initiatives.truncate(3);
    assert_eq!(
        to_link(&scenario),
        "v=1&preset=as-written&name=Cheaper+plan&team.scaling=0.55\
         &hires=1:120000:Senior+backend+engineer,2.5:130000:Ops%2C+part-time\
         &initiatives=pooling,query_optimisation,read_replica"
    );
    scenario.inputs.hires.clear();
    scenario.inputs.initiatives.clear();
    assert_eq!(
        to_link(&scenario),
        "v=1&preset=as-written&name=Cheaper+plan&team.scaling=0.55&hires=none&initiatives=none"
    );
}
