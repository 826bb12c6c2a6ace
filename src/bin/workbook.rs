//! The entry of the workbook, a program beside the page: WebAssembly only. `static/workbook-boot.js`
//! loads it when somebody asks for the spreadsheet.

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)] // scripts reach what is exported
mod exports {
    use wasm_bindgen::prelude::*;

    /// The scenario of a link's fragment as the bytes of a spreadsheet file.
    ///
    /// # Errors
    /// What stopped it, as a sentence.
    #[wasm_bindgen]
    pub fn workbook(link_fragment: &str) -> Result<Vec<u8>, JsValue> {
        headroom::workbook::of_link(link_fragment)
            .map_err(|error| JsValue::from_str(&error.to_string()))
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "this program runs in a browser, beside the page; `headroom workbook` writes the file here"
    );
    std::process::exit(2);
}
