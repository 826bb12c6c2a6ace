//! `headroom workbook`: a spreadsheet file whose formulas compute the scenario.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use crate::model::scenario::Scenario;
use crate::workbook::workbook;

use super::error::CommandError;

/// Writes the file. It is there as a whole or not at all: what was there before stays until then.
pub(super) fn run(scenario: &Scenario, output: &Path) -> Result<(), CommandError> {
    let bytes = workbook(scenario)?;
    write(output, &bytes).map_err(|error| CommandError::Unwritable {
        file: output.to_owned(),
        error,
    })
}

fn write(output: &Path, bytes: &[u8]) -> io::Result<()> {
    // What is no plain file, such as a pipe, cannot be replaced by another one.
    if fs::metadata(output).is_ok_and(|there| !there.is_file()) {
        return fs::write(output, bytes);
    }
    // Beside its place, so that moving it there is one step.
    let mut name = OsString::from(".");
    name.push(output.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    let beside = output.with_file_name(name);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, output));
    if written.is_err() {
        // There may be nothing to remove.
        let _ = fs::remove_file(&beside);
    }
    written
}
