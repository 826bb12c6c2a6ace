//! The charts of the page as numbers, for rooms that draw them again.

use super::world::World;
use crate::chart::{ChartSpec, Frame, Ranges, Scene, Subject};
use crate::model::run::Run;
use crate::model::scenario::Scenario;
use crate::story::Baseline;

/// The scenarios of the page with their runs, worked out once for all charts of a room.
pub(super) struct Scenes<'world> {
    scenario: &'world Scenario,
    run: Run,
    compared: Vec<Baseline>,
    ranges: &'world Ranges,
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
            ranges: &world.ranges,
            scenario,
        }
    }

    /// What the founder's own scenario is called.
    pub(super) fn name(&self) -> &'world str {
        &self.scenario.name
    }

    /// The uncertain ranges of the founder's own scenario.
    pub(super) fn ranges(&self) -> &'world Ranges {
        self.ranges
    }

    /// The numbers of a chart, as on the page, with uncertain ranges or without.
    pub(super) fn frame(&self, spec: &'static ChartSpec, with_ranges: bool) -> Frame {
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
                bands: if with_ranges { &self.ranges.bands } else { &[] },
                actuals: Some(&self.scenario.actuals),
            },
        )
    }
}
