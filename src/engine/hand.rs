//! A helper in its worker.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, MessagePort};

use super::conductor::Part;
use super::helper::{Helper, Whole};
use super::scope::{array_of, count_at, send, text_at};
use crate::ensemble::{Detail, Mismatch, Tally};

/// Makes this worker a helper of the engine that listens at a port: it does parts as they come.
pub fn help(port: &MessagePort) {
    console_error_panic_hook::set_once();
    let mut helper = Helper::default();
    let answers = port.clone();
    let work = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(given) = array_of(&event).as_ref().and_then(read_part) else {
            return;
        };
        let tally = helper.work(given.whole, given.blocks).to_bytes();
        let bytes = Uint8Array::from(tally.as_slice());
        let transfer = Array::of1(&bytes.buffer());
        send(
            &answers,
            &Array::of2(&given.number.into(), &bytes),
            &transfer,
        );
    });
    port.set_onmessage(Some(work.into_js_value().unchecked_ref()));
    // Ready: an answer to no part.
    send(port, &Array::new(), &Array::new());
}

/// What a helper says: that it is ready, or a part's number and its tally.
pub(super) enum Answer {
    Ready,
    Done(u32, Box<Tally>),
}

impl Answer {
    pub(super) fn read(message: &Array) -> Result<Self, Mismatch> {
        if message.length() == 0 {
            return Ok(Self::Ready);
        }
        let number = count_at(message, 0).ok_or(Mismatch)?;
        let bytes: Uint8Array = message.get(1).dyn_into().map_err(|_| Mismatch)?;
        Tally::from_bytes(&bytes.to_vec()).map(|tally| Self::Done(number, tally.into()))
    }
}

/// A part as a message.
pub(super) fn written_part(part: &Part) -> Array {
    [
        JsValue::from(part.number),
        JsValue::from(&part.whole.link),
        JsValue::from(part.whole.runs),
        JsValue::from(part.whole.detail == Detail::Everything),
        JsValue::from(part.blocks.start),
        JsValue::from(part.blocks.end),
    ]
    .into_iter()
    .collect()
}

fn read_part(message: &Array) -> Option<Part> {
    let detail = if message.get(3).as_bool()? {
        Detail::Everything
    } else {
        Detail::Bands
    };
    Some(Part {
        number: count_at(message, 0)?,
        whole: Whole {
            link: text_at(message, 1)?,
            runs: count_at(message, 2)?,
            detail,
        },
        blocks: count_at(message, 4)?..count_at(message, 5)?,
    })
}
