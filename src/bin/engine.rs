//! The entry of the engine, the page's second program: WebAssembly only. `static/engine-boot.js`
//! loads it and says which of its two parts it plays.

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)] // scripts reach what is exported
mod exports {
    use js_sys::Function;
    use wasm_bindgen::prelude::*;
    use web_sys::MessagePort;

    /// The engine that the page at the other end of the port talks to.
    #[wasm_bindgen]
    pub fn serve(port: &MessagePort, spawn: Option<Function>) -> Result<(), JsValue> {
        headroom::engine::serve(port, spawn)
    }

    /// A helper of the engine at the other end of the port.
    #[wasm_bindgen]
    pub fn help(port: &MessagePort) {
        headroom::engine::help(port);
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("the engine runs in a browser, beside the page: build them with `make build`");
    std::process::exit(2);
}
