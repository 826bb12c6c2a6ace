//! Times an ensemble natively, in one thread: prints seconds.

use std::hint::black_box;
use std::time::Instant;

use headroom::ensemble::{Detail, Ensemble, PERCENTILES};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::week::SERIES;

fn main() {
    let argument = |at: usize, default: u32| {
        std::env::args()
            .nth(at)
            .and_then(|text| text.parse().ok())
            .unwrap_or(default)
    };
    let runs = argument(1, 10_000);
    let detail = match std::env::args().nth(2).as_deref() {
        Some("everything") => Detail::Everything,
        _ => Detail::Bands,
    };
    let scenario = Scenario::preset(Preset::Realistic);
    let mut times: Vec<f64> = (0..5)
        .map(|_| {
            let start = Instant::now();
            let mut ensemble = Ensemble::new(black_box(&scenario), runs, 1, detail);
            let mut tally = ensemble.tally();
            ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
            for series in 0..SERIES.len() {
                for week in 0..tally.horizon() {
                    black_box(tally.percentiles(series, week, PERCENTILES));
                    black_box(tally.mean(series, week));
                }
            }
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{:.6}", times[times.len() / 2]);
}
