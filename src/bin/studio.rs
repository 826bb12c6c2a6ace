//! The entry of the studio, the page's third program: WebAssembly only. `static/studio-boot.js` loads
//! it once the page has come to rest.

#[cfg(all(target_arch = "wasm32", feature = "studio"))]
#[allow(unreachable_pub)] // scripts reach what is exported
mod exports {
    use wasm_bindgen::prelude::*;

    /// Starts the studio above the page that is there.
    #[wasm_bindgen]
    pub fn open() -> Result<(), JsValue> {
        console_error_panic_hook::set_once();
        headroom::shell::open()
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("the studio runs in a browser, above the page: build them with `make build`");
    std::process::exit(2);
}
