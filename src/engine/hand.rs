//! A helper in its worker.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, MessagePort};

use super::conductor::Part;
use super::helper::{Helper, Task, Whole};
use super::scope::{array_of, count_at, send, text_at};
use crate::ensemble::{Detail, Mismatch};

/// Makes this worker a helper of the engine that listens at a port: it does parts as they come.
pub fn help(port: &MessagePort) {
    console_error_panic_hook::set_once();
    let mut helper = Helper::default();
    let answers = port.clone();
    let work = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(given) = array_of(&event).as_ref().and_then(read_part) else {
            return;
        };
        let bytes = Uint8Array::from(helper.work(given.task).as_slice());
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

/// What a helper says: that it is ready, or a part's number and what it has come to.
pub(super) enum Answer {
    Ready,
    Done(u32, Vec<u8>),
}

impl Answer {
    pub(super) fn read(message: &Array) -> Result<Self, Mismatch> {
        if message.length() == 0 {
            return Ok(Self::Ready);
        }
        let number = count_at(message, 0).ok_or(Mismatch)?;
        let bytes: Uint8Array = message.get(1).dyn_into().map_err(|_| Mismatch)?;
        Ok(Self::Done(number, bytes.to_vec()))
    }
}

/// A part as a message: its number, then a link and what is wanted of it, or the bytes of trials.
pub(super) fn written_part(part: &Part) -> Array {
    let number = JsValue::from(part.number);
    match &part.task {
        Task::Trials(trials) => Array::of2(&number, &Uint8Array::from(trials.as_slice())),
        Task::Blocks { whole, blocks } => [
            number,
            JsValue::from(&whole.link),
            JsValue::from(whole.runs),
            JsValue::from(whole.detail == Detail::Everything),
            JsValue::from(blocks.start),
            JsValue::from(blocks.end),
        ]
        .into_iter()
        .collect(),
    }
}

fn read_part(message: &Array) -> Option<Part> {
    let task = match message.get(1).dyn_into::<Uint8Array>() {
        Ok(trials) => Task::Trials(trials.to_vec()),
        Err(_) => Task::Blocks {
            whole: Whole {
                link: text_at(message, 1)?,
                runs: count_at(message, 2)?,
                detail: if message.get(3).as_bool()? {
                    Detail::Everything
                } else {
                    Detail::Bands
                },
            },
            blocks: count_at(message, 4)?..count_at(message, 5)?,
        },
    };
    Some(Part {
        number: count_at(message, 0)?,
        task,
    })
}
