//! `headroom batch`: a line of overrides in, a line of figures out, in order, on all cores.
//!
//! Lines are worked on in chunks of what has arrived: an engine that pipes a file in keeps all
//! cores busy, one that waits for each answer gets it. A chunk is bounded, and so is memory.

use std::io::{BufRead, BufReader, Read, Write};

use rayon::prelude::*;

use crate::model::scenario::Scenario;
use crate::share::file::{MAXIMUM_FILE, from_utf8};
use crate::share::{ScenarioError, with_overrides};

use super::error::CommandError;
use super::summary;

/// Lines that are worked on at once.
const CHUNK: usize = 4096;

/// How much of the input is read ahead.
const BUFFER: usize = 1 << 18;

/// Answers line after line until the input ends or a line cannot be taken.
pub(super) fn run(
    base: &Scenario,
    input: impl Read,
    mut output: impl Write,
) -> Result<(), CommandError> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let mut first = 1;
    let mut lines = Vec::new();
    loop {
        read_chunk(&mut input, &mut lines).map_err(CommandError::Input)?;
        if lines.is_empty() {
            return Ok(());
        }
        let answers: Vec<Result<String, ScenarioError>> =
            lines.par_iter().map(|line| answer(base, line)).collect();
        for (number, answer) in (first..).zip(answers) {
            match answer {
                Ok(answer) => output
                    .write_all(answer.as_bytes())
                    .map_err(CommandError::Output)?,
                Err(error) => {
                    output.flush().map_err(CommandError::Output)?;
                    return Err(CommandError::Line { number, error });
                }
            }
        }
        output.flush().map_err(CommandError::Output)?;
        first += lines.len();
    }
}

/// Waits for a line and takes with it those that are already there.
fn read_chunk(input: &mut BufReader<impl Read>, lines: &mut Vec<Vec<u8>>) -> std::io::Result<()> {
    lines.clear();
    while lines.len() < CHUNK {
        let mut line = Vec::new();
        // A longer line is refused, so the rest of it need not be read.
        let limit = MAXIMUM_FILE as u64 + 1;
        if input.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let is_cut = line.len() > MAXIMUM_FILE;
        lines.push(line);
        if is_cut || !input.buffer().contains(&b'\n') {
            break;
        }
    }
    Ok(())
}

fn answer(base: &Scenario, line: &[u8]) -> Result<String, ScenarioError> {
    with_overrides(base, from_utf8(line)?).map(|scenario| summary::line(&scenario))
}
