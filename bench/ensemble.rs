//! Times an ensemble of the realistic preset natively, in one thread: prints seconds.
//!
//! `ensemble RUNS [everything]`, 10,000 unless it is said; with `everything` also the targets, the
//! phases and what goes with failure.

use std::hint::black_box;
use std::time::Instant;

use headroom::ensemble::{Detail, Ensemble, PERCENTILES};
use headroom::model::breakdown::COLUMN_COUNT;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;

fn main() {
    // Cargo adds an option of its own.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let runs = words
        .iter()
        .find_map(|word| word.parse().ok())
        .unwrap_or(10_000);
    let detail = if words.iter().any(|word| word == "everything") {
        Detail::Everything
    } else {
        Detail::Bands
    };
    let scenario = Scenario::preset(Preset::Realistic);
    let mut times: Vec<f64> = (0..5)
        .map(|_| {
            let start = Instant::now();
            let mut ensemble = Ensemble::new(black_box(&scenario), runs, 1, detail);
            let mut tally = ensemble.tally();
            ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
            for week in 0..tally.horizon() {
                for column in 0..COLUMN_COUNT {
                    black_box(tally.percentiles(column, week, PERCENTILES));
                    black_box(tally.mean(column, week));
                }
            }
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{:.6}", times[times.len() / 2]);
}
