//! Why the program ends without a result.

use std::io;
use std::path::PathBuf;

use crate::model::parameters::PARAMETERS;
use crate::model::risks::RISKS;
use crate::model::scenario::InputError;
use crate::share::ScenarioError;
use crate::workbook::WorkbookError;

/// Each message is one line.
#[derive(Debug, thiserror::Error)]
pub(super) enum CommandError {
    /// The arguments make no sense.
    #[error("{0}")]
    Usage(String),
    /// An assignment cannot be taken.
    #[error("--set {}", helped(.0))]
    Set(ScenarioError),
    /// The link cannot be taken.
    #[error("--link: {}", helped(.0))]
    Link(ScenarioError),
    /// The scenario file cannot be read.
    #[error("{}: {error}", shown(file))]
    Unreadable { file: PathBuf, error: io::Error },
    /// The scenario file cannot be taken.
    #[error("{}: {}", shown(file), helped(error))]
    Scenario { file: PathBuf, error: ScenarioError },
    /// A line of a batch cannot be taken.
    #[error("line {number}: {}", helped(error))]
    Line { number: usize, error: ScenarioError },
    /// The threads cannot be started.
    #[error("--threads: {0}")]
    Threads(rayon::ThreadPoolBuildError),
    /// Standard input cannot be read.
    #[error("standard input: {0}")]
    Input(io::Error),
    /// The workbook cannot be made.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// The file to write cannot be written.
    #[error("{}: {error}", shown(file))]
    Unwritable { file: PathBuf, error: io::Error },
    /// Standard output cannot be written.
    #[error("standard output: {0}")]
    Output(io::Error),
}

impl CommandError {
    /// What clap says in paragraphs, in one line and without what `--help` repeats.
    pub(super) fn usage(error: &clap::Error) -> Self {
        let text = error.render().to_string();
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim)
            .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"))
            .filter(|line| !line.is_empty())
            .collect();
        let message = lines.join(" ");
        let message = message.strip_prefix("error: ").unwrap_or(&message);
        Self::Usage(format!("{message} (see headroom --help)"))
    }

    pub(super) fn exit_code(&self) -> u8 {
        match self {
            Self::Output(_) | Self::Unwritable { .. } | Self::Workbook(_) => 1,
            _ => 2,
        }
    }
}

/// A path in a message of one line, whatever is in it.
fn shown(path: &std::path::Path) -> String {
    path.display()
        .to_string()
        .chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

/// An error, and the key that may have been meant where there is none like the one that was given.
fn helped(error: &ScenarioError) -> String {
    match error {
        ScenarioError::Input(InputError::Unknown { key }) => match similar(key) {
            Some(known) => format!("{error}; did you mean {known}?"),
            None => format!("{error}; a link or file of the page has the keys of what it changes"),
        },
        _ => error.to_string(),
    }
}

/// The share of letters that a key must have in common with the one that was meant.
const ALIKE: f64 = 0.7;

/// The key of an input that is most like this one.
fn similar(key: &str) -> Option<String> {
    let keys = PARAMETERS.iter().map(|row| row.key.to_owned());
    let events = ["risk", "stress"].into_iter().flat_map(|kind| {
        RISKS
            .iter()
            .map(move |event| format!("{kind}.{}", event.key))
    });
    keys.chain(events)
        .map(|known| (strsim::normalized_damerau_levenshtein(key, &known), known))
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, known)| known)
}
