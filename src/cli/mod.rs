//! The command line: the same model without a browser.
//!
//! Whatever goes wrong is one line on standard error, and nothing of a result that cannot be
//! finished is written. Exit codes: 0 done, 1 the output cannot be written, 2 bad input.

mod arguments;
mod batch;
mod ensemble;
mod error;
mod output;
mod simulate;
mod source;
mod summary;
mod workbook;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use error::CommandError;

/// Runs the program with the arguments, standard input and standard output of the process.
#[must_use]
pub fn main() -> ExitCode {
    match execute(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read the output has enough of it.
        Err(CommandError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            // A closed standard error leaves only the exit code to tell it.
            let _ = writeln!(io::stderr(), "headroom: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

fn execute(arguments: impl Iterator<Item = OsString>) -> Result<(), CommandError> {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        // Asked for help or the version, which goes to standard output.
        Err(answer) if !answer.use_stderr() => {
            return output::write(&answer.render().to_string()).map_err(CommandError::Output);
        }
        Err(error) => return Err(CommandError::usage(&error)),
    };
    match arguments.command {
        Command::Simulate { source, format } => {
            let text = simulate::render(&source.scenario()?, format);
            output::write(&text).map_err(CommandError::Output)
        }
        Command::Summary { source } => {
            let text = summary::pretty(&source.scenario()?);
            output::write(&text).map_err(CommandError::Output)
        }
        Command::Ensemble { source, options } => {
            let text = ensemble::render(&source.scenario()?, &options)?;
            output::write(&text).map_err(CommandError::Output)
        }
        Command::Workbook { source, output } => workbook::run(&source.scenario()?, &output),
        Command::Batch { source } => {
            batch::run(&source.scenario()?, io::stdin().lock(), io::stdout().lock())
        }
    }
}
