//! The charts of the page as numbers, for rooms that draw them again.

use super::world::World;
use crate::chart::{ChartSpec, Frame, Scene, Subject};
use crate::model::run::Run;
use crate::model::scenario::Scenario;
use crate::story::Baseline;

/// The scenarios of the page with their runs, worked out once for all charts of a room.
pub(super) struct Scenes<'world> {
    scenario: &'world Scenario,
    run: Run,
    compared: Vec<Baseline>,
}

impl<'world> Scenes<'world> {
    /// Runs what is on the page.
    pub(super) fn new(world: &'world World) -> Self {
        let scenario = &world.scenario;
        let others = world.compared.iter();
        Self {
            run: scenario.run(),
            compared: others
                .map(|other| Baseline::of(other, &scenario.inputs))
                .collect(),
            scenario,
        }
    }

    /// What the founder's own scenario is called.
    pub(super) fn name(&self) -> &'world str {
        &self.scenario.name
    }

    /// The numbers of a chart, as on the page but for its bands.
    pub(super) fn frame(&self, spec: &'static ChartSpec) -> Frame {
        let compared: Vec<Subject> = self
            .compared
            .iter()
            .map(|other| Subject {
                label: &other.short_name,
                inputs: &other.inputs,
                run: &other.run,
            })
            .collect();
        Frame::new(
            spec,
            &Scene {
                subject: Subject {
                    label: "this plan",
                    inputs: &self.scenario.inputs,
                    run: &self.run,
                },
                compared: &compared,
                bands: &[],
                actuals: Some(&self.scenario.actuals),
            },
        )
    }
}
