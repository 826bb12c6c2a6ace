//! Times a run of the model, natively and in one thread: prints nanoseconds a run.

use std::hint::black_box;
use std::time::Instant;

use headroom::model::inputs::Inputs;
use headroom::model::preset::Preset;
use headroom::model::run::{Run, run_into};

/// As many as the baseline in C takes its median over.
const BATCHES: u32 = 40;
const RUNS: u32 = 200;

fn main() {
    let mut inputs = Inputs::preset(Preset::Realistic);
    let viral = inputs.parameters.growth.viral;
    let mut made = Run::default();
    let mut times: Vec<f64> = (0..BATCHES)
        .map(|batch| {
            let start = Instant::now();
            for run in 0..RUNS {
                // A little different every time, as in the baseline.
                inputs.parameters.growth.viral = viral - 1e-6 * f64::from(batch + run);
                run_into(black_box(&inputs), &mut made);
                black_box(&made);
            }
            start.elapsed().as_secs_f64() * 1e9 / f64::from(RUNS)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{:.1}", times[times.len() / 2]);
}
