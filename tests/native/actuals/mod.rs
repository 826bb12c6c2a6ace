//! What has really been measured: how scenarios keep it, how files of it are read, and how the
//! model is fitted to it.

pub(crate) mod files;
mod fits;
mod kept;
