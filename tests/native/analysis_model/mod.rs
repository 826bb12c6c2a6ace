//! The methods of analysis on the model itself: on the single run and on odds.

mod goal;
mod numberless;
mod question;
mod sensitivity;
mod stress;
mod tornado;
mod waterfall;

use headroom::analysis::bound::Bound;
use headroom::analysis::dial::Dial;
use headroom::analysis::evaluation::{Evaluation, Sample, answer_once};
use headroom::analysis::goal::GoalSeek;
use headroom::analysis::question::Question;
use headroom::analysis::samplers::Samplers;
use headroom::analysis::study::Trial;
use headroom::analysis::tornado::{Span, Tornado};
use headroom::analysis::waterfall::{Waterfall, groups};
use headroom::analysis::work::Work;
use headroom::model::luck::Luck;
use headroom::model::parameters::Parameter;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::session::lever::Lever;

fn realistic() -> Scenario {
    Scenario::preset(Preset::Realistic)
}

fn question(key: &str) -> Question {
    Question::parse(key).unwrap_or_else(|error| panic!("{error}"))
}

fn set(scenario: &Scenario, changes: &[(&str, f64)]) -> Scenario {
    let mut scenario = scenario.clone();
    for &(key, value) in changes {
        scenario.set(key, value).expect("a possible value");
    }
    scenario
}

/// The answer of the single run.
fn answer(scenario: &Scenario, key: &str) -> Option<f64> {
    answer_once(&scenario.inputs, &Luck::default(), &question(key))
}

/// The answers of an ensemble.
fn sampled(scenario: &Scenario, keys: &[&str], count: u32, seed: u64) -> Vec<Option<f64>> {
    let questions: Vec<Question> = keys.iter().map(|key| question(key)).collect();
    let sample = Sample::Runs { count, seed };
    let scenario = scenario.clone();
    let mut evaluation = Evaluation::new(
        Trial { scenario, sample },
        &questions,
        &mut Samplers::default(),
    );
    while evaluation.answers().is_none() {
        evaluation.step(7);
    }
    evaluation.answers().expect("all runs are done")
}

fn tornado(scenario: &Scenario, key: &str, spans: Vec<Span>, sample: Sample) -> Tornado {
    Work::new(Tornado::new(question(key), scenario.clone(), spans, sample)).finish()
}

fn by_panel(row: &Parameter) -> String {
    row.panel.label().to_owned()
}

fn waterfall(
    from: &Scenario,
    to: &Scenario,
    key: &str,
    named: fn(&Parameter) -> String,
    sample: Sample,
    pairs: usize,
) -> Waterfall {
    let groups = groups(from, to, named);
    let study = Waterfall::new(
        question(key),
        from.clone(),
        to.clone(),
        groups,
        sample,
        pairs,
        1,
    );
    Work::new(study.expect("few groups")).finish()
}

fn goal(scenario: &Scenario, key: &str, bound: Bound, lever: &str, sample: Sample) -> GoalSeek {
    let dial = Dial::whole(Lever::by_key(lever).expect("a lever"));
    let study = GoalSeek::new(question(key), bound, dial, scenario.clone(), sample);
    Work::new(study.expect("the lever is there")).finish()
}
