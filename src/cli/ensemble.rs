//! `headroom ensemble`: many runs with everything uncertain drawn, on all cores.

use std::fmt::Write;

use rayon::prelude::*;
use serde_json::{Map, Value, json};

use crate::ensemble::histogram::{FLOOR, Histogram, RELATIVE_ERROR, rank};
use crate::ensemble::odds::{Association, PhaseOdds, Share};
use crate::ensemble::{Detail, Ensemble, Odds, PERCENTILES, Tally};
use crate::model::breakdown::{COLUMN_COUNT, columns};
use crate::model::scenario::Scenario;
use crate::share::shortest;

use super::arguments::{EnsembleOptions, Format};
use super::error::CommandError;

/// Odds of survival for which the funding is told.
const SURVIVALS: [f64; 3] = [0.5, 0.9, 0.99];

/// The whole output.
pub(super) fn render(
    scenario: &Scenario,
    options: &EnsembleOptions,
) -> Result<String, CommandError> {
    let detail = match options.format {
        Format::Csv => Detail::Bands,
        Format::Json => Detail::Everything,
    };
    let ensemble = Ensemble::new(scenario, options.runs, options.seed, detail);
    let tally = tally(&ensemble, options.threads)?;
    Ok(match options.format {
        Format::Csv => csv(&tally),
        Format::Json => {
            let mut text = document(&tally, options).to_string();
            text.push('\n');
            text
        }
    })
}

/// Counts all blocks, each thread a stretch of them at a time: the bits do not depend on which.
fn tally(ensemble: &Ensemble, threads: Option<u32>) -> Result<Tally, CommandError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.map_or(0, |threads| threads as usize))
        .build()
        .map_err(CommandError::Threads)?;
    let stretches = u32::try_from(pool.current_num_threads())
        .unwrap_or(1)
        .clamp(1, ensemble.blocks().max(1));
    let stretch = ensemble.blocks().div_ceil(stretches);
    let count = |part: u32| {
        let mut ensemble = ensemble.clone();
        let mut tally = ensemble.tally();
        ensemble.add_blocks(part * stretch..(part + 1) * stretch, &mut tally);
        tally
    };
    let merged = |mut left: Tally, right: Tally| {
        left.merge(&right)
            .unwrap_or_else(|_| unreachable!("both are of one ensemble"));
        left
    };
    Ok(pool.install(|| {
        (0..stretches)
            .into_par_iter()
            .map(count)
            .reduce_with(merged)
            .unwrap_or_else(|| ensemble.tally())
    }))
}

fn csv(tally: &Tally) -> String {
    let mut text = String::from("week,series,p10,p50,p90,mean\n");
    let bands: Vec<_> = (0..COLUMN_COUNT).map(|column| tally.band(column)).collect();
    for week in 0..tally.horizon() {
        for (key, band) in columns().zip(&bands) {
            let _: Result<(), _> = write!(text, "{},{key}", week + 1);
            for values in [&band.p10, &band.p50, &band.p90, &band.mean] {
                text.push(',');
                text.push_str(&shortest(values[week]));
            }
            text.push('\n');
        }
    }
    text
}

fn document(tally: &Tally, options: &EnsembleOptions) -> Value {
    let odds = tally.odds();
    let series: Map<String, Value> = columns()
        .enumerate()
        .map(|(column, key)| {
            let band = tally.band(column);
            let value = json!({
                "p10": band.p10, "p50": band.p50, "p90": band.p90, "mean": band.mean,
            });
            (key.to_owned(), value)
        })
        .collect();
    json!({
        "runs": tally.runs(),
        "seed": options.seed,
        "weeks": tally.horizon(),
        "percentile_error": { "relative": RELATIVE_ERROR, "absolute": FLOOR },
        "survival": share(odds.survival),
        "cash_out_by_week": odds.cash_out_by.iter().copied().map(share).collect::<Value>(),
        "missing_funding": missing(&odds),
        "targets": odds.targets.iter().map(|odds| json!({
            "id": odds.target.id,
            "label": odds.target.label,
            "when": odds.target.when.words(),
            "met": share(odds.met),
            "missed": share(odds.missed),
        })).collect::<Value>(),
        "events": odds.events.iter().map(|(event, failure)| {
            association(event.key, event.label, failure)
        }).collect::<Value>(),
        "causes": odds.causes.iter().map(|(cause, failure)| {
            association(cause.key, cause.label, failure)
        }).collect::<Value>(),
        "phases": odds.phases.iter().map(phase).collect::<Value>(),
        "series": series,
    })
}

fn share(share: Share) -> Value {
    json!({ "odds": share.value(), "standard_error": share.standard_error() })
}

fn missing(odds: &Odds) -> Value {
    let raise: Vec<Value> = SURVIVALS
        .iter()
        .map(|&survival| {
            json!({
                "survival": survival,
                "raise": odds.raise_for(survival),
                "standard_error": odds.raise_error(survival),
            })
        })
        .collect();
    let [p10, p50, p90] = percentiles(&odds.missing);
    // A percentile is the funding with which so many survive but for a run in the rounding of its rank,
    // and no surer than that.
    let [low, median, high] = PERCENTILES.map(|share| odds.raise_error(share));
    json!({
        "p10": p10,
        "p50": p50,
        "p90": p90,
        "standard_errors": { "p10": low, "p50": median, "p90": high },
        "raise_for": raise,
    })
}

fn percentiles(histogram: &Histogram) -> [f64; 3] {
    histogram.at_ranks(PERCENTILES.map(|share| rank(histogram.count(), share)))
}

fn association(key: &str, label: &str, failure: &Association) -> Value {
    let (difference, standard_error) = failure.difference().unzip();
    json!({
        "key": key,
        "label": label,
        "happens": share(failure.runs),
        "fails_with": share(failure.failed_with),
        "fails_without": share(failure.failed_without),
        "difference": { "odds": difference, "standard_error": standard_error },
    })
}

fn phase(odds: &PhaseOdds) -> Value {
    let quantiles = |at: fn(&PhaseOdds, f64) -> Option<i32>| {
        let [p10, p50, p90] = PERCENTILES.map(|share| at(odds, share));
        json!({ "p10": p10, "p50": p50, "p90": p90 })
    };
    json!({
        "finished_week": quantiles(PhaseOdds::finished_by),
        "unfinished": share(odds.unfinished),
        "slip_tolerance_weeks": quantiles(PhaseOdds::tolerance_at),
        "slip_tolerance_known": share(odds.tolerance_known()),
        "capacity_never_passed": share(odds.not_crossed),
    })
}
