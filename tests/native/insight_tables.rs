//! The panels that are one table of the plan's own run.

use headroom::insight::Panel;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::targets::{Outcome, assess};
use headroom::model::units::Unit;

use crate::insight_page::Page;

#[test]
fn the_plan_check_says_of_each_target_what_the_model_does() {
    for preset in Preset::ALL {
        let scenario = Scenario::preset(preset);
        let assessed = assess(&scenario.inputs, &scenario.run());
        let mut page = Page::of(&scenario);
        page.open(Panel::PlanCheck);
        let view = page.view(Panel::PlanCheck);
        let count = |wanted: fn(&Outcome) -> bool| {
            assessed.iter().filter(|each| wanted(&each.outcome)).count()
        };
        let said = &view
            .within("insight-plan-check-targets", "p")
            .next()
            .expect("a sentence")
            .text;
        let met = count(|outcome| matches!(outcome, Outcome::Met));
        let missed = count(|outcome| matches!(outcome, Outcome::Missed));
        let all = assessed.len();
        assert!(
            said.starts_with(&format!(
                "{met} of the plan's {all} targets are met, {missed} missed"
            )),
            "{said}"
        );
        let rows = view.rows("insight-plan-check-targets");
        assert_eq!(rows.len(), all + 1);
        for (row, each) in rows[1..].iter().zip(&assessed) {
            let [_, _, goal, reached, week, margin, verdict] = &row[..] else {
                panic!("{row:?}")
            };
            let word = match each.outcome {
                Outcome::Met => "✓ met",
                Outcome::Missed => "✗ missed",
                Outcome::NotWithinHorizon => "– not within the horizon",
            };
            assert_eq!(verdict, word, "{row:?}");
            assert_eq!(reached.is_empty(), each.value.is_none(), "{row:?}");
            let told = each.week.map(|week| week.to_string());
            assert_eq!(*week, told.unwrap_or_default(), "{row:?}");
            if each.target.unit == Unit::YesNo {
                // It is so or not: nothing is at least 1, and there is nothing between.
                assert_eq!(goal, "yes", "{row:?}");
                assert!(["yes", "no", ""].contains(&reached.as_str()), "{row:?}");
                assert_eq!(margin, "", "{row:?}");
            }
        }
    }
}
