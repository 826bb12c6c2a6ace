//! Files that are chosen in a room, or dropped onto the page.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_file::File;
use gloo_file::futures::read_as_bytes;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, FileList};

use super::Shell;
use crate::protocol::TROUBLE;

/// Larger files are none of ours, and are not read.
const MOST_BYTES: u64 = 20_000_000;

/// Takes files that are dropped anywhere.
pub(super) fn listen(shell: &Shell) {
    let options = EventListenerOptions::enable_prevent_default();
    // Without this the browser would show the file in the place of the page.
    EventListener::new_with_options(&shell.page.document, "dragover", options, |event| {
        if has_files(event.unchecked_ref()) {
            event.prevent_default();
        }
    })
    .forget();
    let dropped = shell.clone();
    EventListener::new_with_options(&shell.page.document, "drop", options, move |event| {
        let event: &DragEvent = event.unchecked_ref();
        if !has_files(event) {
            return;
        }
        event.prevent_default();
        if let Some(files) = event.data_transfer().and_then(|transfer| transfer.files()) {
            take(&dropped, "", &files);
        }
    })
    .forget();
}

fn has_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

/// Reads files, one after the other, and hands them to the rooms.
pub(super) fn take(shell: &Shell, control: &str, files: &FileList) {
    let files: Vec<File> = (0..files.length())
        .filter_map(|at| files.get(at))
        .map(File::from)
        .collect();
    let (shell, control) = (shell.clone(), control.to_owned());
    spawn_local(async move {
        for file in files {
            let name = file.name();
            let read = if file.size() > MOST_BYTES {
                Err("It is larger than 20 MB.".to_owned())
            } else {
                let content = read_as_bytes(&file).await;
                content.map_err(|error| error.to_string())
            };
            let refused = match read {
                Ok(content) => {
                    let is_taken = shell.with(|studio| studio.take_file(&control, &name, &content));
                    (!is_taken).then(|| {
                        "It is neither a scenario, a library of scenarios nor a table of actuals."
                            .to_owned()
                    })
                }
                Err(why) => Some(why),
            };
            if let Some(why) = refused {
                let title = format!("{name} was not read. Nothing has been changed.");
                shell.page.tell(&[TROUBLE.into(), title.into(), why.into()]);
            }
        }
    });
}
