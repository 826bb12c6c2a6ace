//! The charts of the page as numbers, for rooms that draw them again.

use super::world::World;
use crate::chart::{ChartSpec, Frame, Scene, Subject};
use crate::model::run::Run;
use crate::model::scenario::Scenario;

/// The scenarios of the page with their runs, the founder's own first: worked out once for all
/// charts of a room.
pub(super) struct Scenes {
    runs: Vec<(Scenario, Run)>,
}

impl Scenes {
    /// Runs what is on the page. Compared scenarios take over the horizon of the founder's own.
    pub(super) fn new(world: &World) -> Self {
        let horizon = world.scenario.inputs.parameters.run;
        let runs = std::iter::once(&world.scenario)
            .chain(&world.compared)
            .map(|scenario| {
                let mut scenario = scenario.clone();
                scenario.inputs.parameters.run = horizon;
                let run = scenario.run();
                (scenario, run)
            });
        Self {
            runs: runs.collect(),
        }
    }

    /// The founder's own scenario with its run.
    pub(super) fn own(&self) -> (&Scenario, &Run) {
        let (scenario, run) = &self.runs[0];
        (scenario, run)
    }

    /// The numbers of a chart.
    pub(super) fn frame(&self, spec: &'static ChartSpec) -> Frame {
        let subjects: Vec<Subject> = self
            .runs
            .iter()
            .map(|(scenario, run)| Subject {
                label: &scenario.name,
                inputs: &scenario.inputs,
                run,
            })
            .collect();
        Frame::new(
            spec,
            &Scene {
                subject: subjects[0],
                compared: &subjects[1..],
                bands: &[],
            },
        )
    }
}
