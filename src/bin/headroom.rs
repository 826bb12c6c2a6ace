//! The model without a browser.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    headroom::cli::main()
}

// The page is built from the same package; a browser has no command line.
#[cfg(target_arch = "wasm32")]
fn main() {}
