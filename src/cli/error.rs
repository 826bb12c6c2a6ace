//! Why the program ends without a result.

use std::io;
use std::path::PathBuf;

use crate::share::ScenarioError;
use crate::workbook::WorkbookError;

/// Each message is one line.
#[derive(Debug, thiserror::Error)]
pub(super) enum CommandError {
    /// The arguments make no sense.
    #[error("{0}")]
    Usage(String),
    /// An assignment cannot be taken.
    #[error("--set {0}")]
    Set(ScenarioError),
    /// The link cannot be taken.
    #[error("--link: {0}")]
    Link(ScenarioError),
    /// The scenario file cannot be read.
    #[error("{}: {error}", shown(file))]
    Unreadable { file: PathBuf, error: io::Error },
    /// The scenario file cannot be taken.
    #[error("{}: {error}", shown(file))]
    Scenario { file: PathBuf, error: ScenarioError },
    /// A line of a batch cannot be taken.
    #[error("line {number}: {error}")]
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
