//! What has really been measured: files of it are read here ([`read()`]), and the model is fitted to
//! it ([`mod@fit`]).
//!
//! A file is a table with a heading: one column says when, the others what was measured, in any
//! order (see [`COLUMNS`]). Weeks and months are those of the plan, counted from 1, unless they are
//! dates. A month stands for its end, a day for its end; both are told with the nearest end of a
//! week, months being 52/12 weeks long.

mod cell;
mod columns;
mod error;
pub mod fit;
mod read;
mod rows;
mod when;

pub use cell::Decimal;
pub use columns::{COLUMNS, Column, Meaning};
pub use error::{FileError, RowError, RowProblem};
pub use read::{MAXIMUM_PROBLEMS, Options, Reading, read};
pub use rows::Row;

/// The largest file that is read, in bytes.
pub const MAXIMUM_FILE: usize = 1_000_000;

/// The most rows that are read of a file.
pub const MAXIMUM_ROWS: usize = 5_000;
