//! The page's entry: WebAssembly only.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    headroom::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "the page runs in a browser: build it with `make build`, or see it with `make serve`"
    );
    std::process::exit(2);
}
