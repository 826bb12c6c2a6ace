//! The little of a browser that the engine needs, the same in a worker and in the page.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessageEvent, MessagePort, WorkerGlobalScope};

/// The global scope. In the page it is a window, which has what is used of it here as well.
pub(super) fn scope() -> WorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Milliseconds since the program was started.
pub(super) fn now() -> f64 {
    scope().performance().map_or(0.0, |clock| clock.now())
}

/// How many workers there should be beside the page's own thread.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small number
pub(super) fn workers() -> usize {
    let threads = scope().navigator().hardware_concurrency();
    (threads as usize).saturating_sub(1).max(1)
}

/// Calls a function after so many milliseconds, and no more what an earlier timer was to call. The
/// timer.
pub(super) fn later(milliseconds: i32, call: &Function, before: Option<i32>) -> Option<i32> {
    let scope = scope();
    if let Some(timer) = before {
        scope.clear_timeout_with_handle(timer);
    }
    scope
        .set_timeout_with_callback_and_timeout_and_arguments_0(call, milliseconds)
        .inspect_err(web_sys::console::error_1)
        .ok()
}

/// The array of a message, none if it is something else.
pub(super) fn array_of(event: &MessageEvent) -> Option<Array> {
    event.data().dyn_into().ok()
}

/// The text at a place of a message.
pub(super) fn text_at(message: &Array, place: u32) -> Option<String> {
    message.get(place).as_string()
}

/// The count at a place of a message.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp
)] // checked
pub(super) fn count_at(message: &Array, place: u32) -> Option<u32> {
    let number = message.get(place).as_f64()?;
    let count = number as u32;
    (f64::from(count) == number).then_some(count)
}

/// Sends a message, and gives away what is in `transfer`. What cannot be sent is a fault of this
/// program, which the console is told.
pub(super) fn send(port: &MessagePort, message: &Array, transfer: &Array) {
    if let Err(error) = port.post_message_with_transferable(message, transfer) {
        web_sys::console::error_1(&error);
    }
}

/// Lets messages in before the work goes on: a timer would wait for milliseconds.
pub(super) struct Turn {
    channel: MessageChannel,
}

impl Turn {
    /// Calls a function whenever it is its turn.
    pub(super) fn new(call: &Function) -> Result<Self, JsValue> {
        let channel = MessageChannel::new()?;
        channel.port1().set_onmessage(Some(call));
        Ok(Self { channel })
    }

    /// Asks for a turn, after what has been sent before.
    pub(super) fn ask(&self) {
        if let Err(error) = self.channel.port2().post_message(&JsValue::NULL) {
            web_sys::console::error_1(&error);
        }
    }
}
