//! Runs of the model for a page that times them in WebAssembly and looks at their numbers.
#![cfg(target_arch = "wasm32")]

use headroom::ensemble::{Detail, Ensemble, PERCENTILES};
use headroom::model::breakdown::COLUMN_COUNT;
use headroom::model::preset::Preset;
use headroom::model::run::{Run, run_into};
use headroom::model::scenario::Scenario;
use headroom::model::week::SERIES;
use wasm_bindgen::prelude::wasm_bindgen;

/// A scenario, and room for its run.
#[wasm_bindgen]
pub struct Bench {
    scenario: Scenario,
    run: Run,
}

#[wasm_bindgen]
impl Bench {
    /// Starts from a preset.
    ///
    /// # Errors
    /// The name of the preset if there is none of that name.
    #[wasm_bindgen(constructor)]
    pub fn new(preset: &str) -> Result<Bench, String> {
        Ok(Self {
            scenario: Scenario::preset(Preset::from_key(preset).ok_or(preset)?),
            run: Run::default(),
        })
    }

    /// Sets an input.
    ///
    /// # Errors
    /// What is wrong with the key or the value.
    pub fn set(&mut self, key: &str, value: f64) -> Result<(), String> {
        self.scenario
            .set(key, value)
            .map_err(|error| error.to_string())
    }

    /// Runs once and returns every series of every week, row by row.
    #[must_use]
    pub fn rows(&mut self) -> Vec<f64> {
        run_into(&self.scenario.inputs, &mut self.run);
        self.run
            .weeks
            .iter()
            .flat_map(|week| SERIES.iter().map(|series| (series.get)(week)))
            .collect()
    }

    /// Makes an ensemble of `runs` runs, with the percentiles and means of every series and part, and returns
    /// the sum of all medians.
    #[must_use]
    pub fn ensemble(&self, runs: u32) -> f64 {
        let mut ensemble = Ensemble::new(&self.scenario, runs, 1, Detail::Bands);
        let mut tally = ensemble.tally();
        ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
        let mut medians = 0.0;
        for week in 0..tally.horizon() {
            for column in 0..COLUMN_COUNT {
                let [_, median, _] = tally.percentiles(column, week, PERCENTILES);
                medians += median + 0.0 * tally.mean(column, week);
            }
        }
        medians
    }

    /// Runs `count` times, word of mouth a little lower every time, and returns the last cash.
    #[must_use]
    pub fn runs(&mut self, count: u32, viral: f64) -> f64 {
        for run in 0..count {
            self.scenario.inputs.parameters.growth.viral = viral - 1e-6 * f64::from(run);
            run_into(&self.scenario.inputs, &mut self.run);
        }
        self.run.weeks.last().map_or(0.0, |week| week.cash)
    }
}
