//! What the page and the studio both ask of the browser.

use web_sys::{FormData, HtmlButtonElement, HtmlFormElement, KeyboardEvent, UrlSearchParams};

/// A form as those who answer it read it: every named control with its value but files, and the
/// button that was pressed.
pub(crate) fn filled_in(form: &HtmlFormElement, button: Option<&HtmlButtonElement>) -> String {
    let read = FormData::new_with_form(form)
        .and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data));
    let Ok(pairs) = read else {
        return String::new();
    };
    if let Some(button) = button.filter(|button| !button.name().is_empty()) {
        pairs.append(&button.name(), &button.value());
    }
    pairs.to_string().into()
}

/// Whether a key is pressed with one that makes a command of it, which is the browser's: back in the
/// history, above all.
pub(crate) fn is_chord(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key()
}
