//! What is filled in.

use web_sys::{FormData, HtmlButtonElement, HtmlFormElement, UrlSearchParams};

/// A form as rooms read it: every named control with its value but files, and the button that was
/// pressed.
pub(super) fn filled_in(form: &HtmlFormElement, button: Option<&HtmlButtonElement>) -> String {
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
