//! What can be typed.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::ensemble::{MAXIMUM_RUNS, USUAL_RUNS};
use crate::model::preset::Preset;
use crate::model::risks::{LIKELIHOODS, likelihood};

/// Runs the Headroom model without a browser: growth, capacity, team and cash, week by week.
#[derive(Debug, Parser)]
#[command(
    name = "headroom",
    version,
    arg_required_else_help = false,
    infer_long_args = false
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print every series of every week
    Simulate {
        #[command(flatten)]
        source: Source,
        /// How to print it: csv has a header line and one line a week, json an object with a list
        /// of weeks
        #[arg(long, value_enum, default_value_t = Format::Csv)]
        format: Format,
    },
    /// Print the figures of merit as JSON, null where there is none
    Summary {
        #[command(flatten)]
        source: Source,
    },
    /// Draw what is uncertain many times, and print percentiles of every series and the odds
    #[command(long_about = ENSEMBLE)]
    Ensemble {
        #[command(flatten)]
        source: Source,
        #[command(flatten)]
        options: EnsembleOptions,
    },
    /// Write a spreadsheet file whose formulas compute the scenario week by week
    Workbook {
        #[command(flatten)]
        source: Source,
        /// The file to write; one that is there is replaced
        #[arg(long, value_name = "FILE.xlsx")]
        output: PathBuf,
    },
    /// Read one JSON object of overrides a line, write one line of figures for each
    #[command(long_about = BATCH)]
    Batch {
        #[command(flatten)]
        source: Source,
    },
}

const ENSEMBLE: &str = "\
Draw every uncertain input and the luck of so many runs, run the model for each, and print what they \
come to. The same scenario, seed and number of runs give the same answer on every machine and with \
any number of threads.

csv has a line for each series and week, and for what charts show beside the series, such as churn by \
cause: week,series,p10,p50,p90,mean. json adds the odds, each with its standard error: survival, cash-out by week, missing funding, targets, what goes with failure, \
and when the phases are finished. Percentiles are within 0.4 % of those of a sorted list of the runs.

The spread of an input is that of its table or of the scenario file; the probability of a risk event \
can be set as an input, such as --set risk.database=0.65 or risk.database=HIGH. Each run draws the \
events for itself: a stress test of the scenario is one of the single run.

Standard errors are those of independent runs. These are spread evenly over each input, so what is told \
is closer to the truth than that, often by a third. Percentiles of the week in which a phase is finished \
are of all runs, null where they lie beyond the horizon; those of how far it may slip are of the runs \
within whose horizon both weeks are.";

/// Threads that can be asked for: more than any machine has cores.
const MAXIMUM_THREADS: u32 = 1024;

/// How many runs, and how.
#[derive(Args, Debug)]
pub(super) struct EnsembleOptions {
    /// How many runs
    #[arg(long, default_value_t = USUAL_RUNS, value_name = "N", allow_negative_numbers = true, value_parser = runs)]
    pub(super) runs: u32,
    /// What the runs are drawn by: another number, other luck
    #[arg(long, default_value_t = 1, value_name = "S", allow_negative_numbers = true, value_parser = seed)]
    pub(super) seed: u64,
    /// How many threads, all cores unless it is said
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = threads)]
    pub(super) threads: Option<u32>,
    /// How to print it: csv has a header line and one line a series and week, json an object
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    pub(super) format: Format,
}

const BATCH: &str = "\
Read one JSON object of overrides a line from standard input, write one line of figures of merit \
as JSON for each to standard output, in the same order.

  {\"team.scaling\": 0.55, \"hires.2.month\": 2.5}

Keys are those of --set; \"hires\" and \"initiatives\" replace these lists as in a scenario file; \
\"preset\" starts from that preset instead of the scenario of the options. {} is the scenario of \
the options. Lines are answered as they arrive, on all cores.

A line that cannot be taken ends the program with exit code 2: the answers to all lines before it \
are out, complete, and nothing after them.";

/// Which scenario to run. All commands share these options.
#[derive(Args, Debug)]
pub(super) struct Source {
    /// The preset to start from, realistic unless it is said
    #[arg(long, value_parser = presets(), conflicts_with = "scenario", value_name = "PRESET")]
    pub(super) preset: Option<Preset>,
    /// A scenario file to start from, as the page saves it
    #[arg(long, value_name = "FILE")]
    pub(super) scenario: Option<PathBuf>,
    /// A link to start from, as the page copies it, compressed or not: the whole address, or what
    /// stands behind its #
    #[arg(long, conflicts_with_all = ["preset", "scenario"], value_name = "LINK")]
    pub(super) link: Option<String>,
    /// An input to change, such as team.scaling=0.55 or hires.2.month=2.5; can be repeated
    #[arg(long, value_name = "KEY=VALUE", value_parser = assignment, allow_hyphen_values = true)]
    pub(super) set: Vec<(String, f64)>,
}

/// How a run is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    Csv,
    Json,
}

fn presets() -> impl TypedValueParser<Value = Preset> {
    PossibleValuesParser::new(Preset::ALL.map(Preset::key))
        .try_map(|key| Preset::from_key(&key).ok_or("there is no such preset"))
}

fn assignment(text: &str) -> Result<(String, f64), String> {
    let (key, value) = text.split_once('=').unwrap_or_default();
    let (key, value) = (key.trim(), value.trim());
    if key.is_empty() {
        return Err("expected key=value".to_owned());
    }
    let is_risk = key.starts_with("risk.");
    let said = likelihood(value).filter(|_| is_risk);
    let value = said.or_else(|| value.parse().ok()).ok_or_else(|| {
        let words = if is_risk {
            LIKELIHOODS.map(|(word, _)| format!(" or {word}")).concat()
        } else {
            String::new()
        };
        format!("{key}: expected a number{words}, not “{value}”")
    })?;
    Ok((key.to_owned(), value))
}

fn runs(text: &str) -> Result<u32, String> {
    whole(text, 1..=MAXIMUM_RUNS)
}

fn threads(text: &str) -> Result<u32, String> {
    whole(text, 1..=MAXIMUM_THREADS)
}

fn seed(text: &str) -> Result<u64, String> {
    whole(text, 0..=u64::MAX)
}

/// A whole number between limits, which a refusal names.
fn whole<Number: FromStr + PartialOrd + Display>(
    text: &str,
    limits: RangeInclusive<Number>,
) -> Result<Number, String> {
    let number = text.trim().parse().ok();
    number.filter(|it| limits.contains(it)).ok_or_else(|| {
        let (least, most) = limits.into_inner();
        format!("expected a whole number from {least} to {most}")
    })
}
