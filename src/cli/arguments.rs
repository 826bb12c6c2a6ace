//! What can be typed.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::model::preset::Preset;

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
    /// Read one JSON object of overrides a line, write one line of figures for each
    #[command(long_about = BATCH)]
    Batch {
        #[command(flatten)]
        source: Source,
    },
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
    let (key, value) = text.split_once('=').ok_or("expected key=value")?;
    let value = value
        .trim()
        .parse()
        .map_err(|_| format!("{}: expected a number", key.trim()))?;
    Ok((key.trim().to_owned(), value))
}
