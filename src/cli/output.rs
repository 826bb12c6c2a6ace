//! Standard output.

use std::io::{self, Write};

/// Writes a finished text at once.
pub(super) fn write(text: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    output.flush()
}
