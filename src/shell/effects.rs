//! What rooms want done, by the browser.

use gloo_file::{Blob, ObjectUrl};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    CanvasRenderingContext2d, ClipboardItem, HtmlAnchorElement, HtmlCanvasElement,
    HtmlImageElement, ShareData,
};

use super::page::Page;
use super::{Shell, storage};
use crate::protocol::{APPLY, TROUBLE};
use crate::studio::{Answer, Effect, Picture, PictureTo};

#[wasm_bindgen]
extern "C" {
    /// Makes a workbook: see `static/studio-boot.js`.
    #[wasm_bindgen(catch, js_name = makeWorkbook)]
    async fn make_workbook(link: &str) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// An element that can fill the screen.
    #[wasm_bindgen(extends = Object)]
    type Screen;

    #[wasm_bindgen(catch, method, js_name = requestFullscreen)]
    fn request_fullscreen(this: &Screen) -> Result<Promise, JsValue>;
}

/// Does what a room wants.
pub(super) fn carry_out(shell: &Shell, room: &'static str, effect: Effect) {
    let page = &shell.page;
    match effect {
        Effect::Apply { link, said } => page.tell(&[APPLY.into(), link.into(), said.into()]),
        Effect::Say { title, details } => {
            let details = details.into_iter().map(JsValue::from);
            let said = [TROUBLE.into(), title.into()].into_iter().chain(details);
            page.tell(&said.collect::<Vec<_>>());
        }
        Effect::Download {
            name,
            media,
            content,
        } => download(page, &name, &Blob::new_with_options(&*content, Some(media))),
        Effect::CopyText(text) => {
            let clipboard = page.window.navigator().clipboard();
            later(shell, room, async move {
                JsFuture::from(clipboard.write_text(&text)).await?;
                Ok(())
            });
        }
        Effect::Picture(picture) => {
            let page = page.clone();
            later(shell, room, async move { draw(&page, &picture).await });
        }
        Effect::Share { title, url } => {
            let navigator = page.window.navigator();
            later(shell, room, async move {
                let data = ShareData::new();
                data.set_title(&title);
                data.set_url(&url);
                if Reflect::get(&navigator, &"share".into())?.is_undefined() {
                    return Err("This browser has no dialog for sharing.".into());
                }
                JsFuture::from(navigator.share_with_data(&data)).await?;
                Ok(())
            });
        }
        Effect::Workbook { link, name } => {
            let page = page.clone();
            later(shell, room, async move {
                let bytes: Uint8Array = make_workbook(&link).await?.unchecked_into();
                download(
                    &page,
                    &name,
                    &Blob::new_with_options(&*bytes.to_vec(), Some(XLSX)),
                );
                Ok(())
            });
        }
        Effect::Keep(keep) => storage::carry_out(shell, room, keep),
        Effect::Able { what, is_able } => able(page, what, is_able),
        Effect::FullScreen(is_wanted) => full_screen(page, is_wanted),
        Effect::Numbers(locale) => {
            // Where storage is forbidden nothing can be remembered, and the browser's language holds.
            if let Ok(Some(storage)) = page.window.local_storage() {
                let _ = storage.set_item("numbers", &locale);
            }
            // The plan is in the address.
            let _ = page.window.location().reload();
        }
        Effect::Print => {
            // Fails where printing is forbidden, which the browser says.
            let _ = page.window.print();
        }
        Effect::Open(_) | Effect::Close => unreachable!("the studio does these by itself"),
    }
}

/// Fills the screen with the document, or goes back from that: a dialog by itself cannot, and the
/// open one is above the document anyway. Where the browser refuses, the room covers the page all
/// the same.
pub(super) fn full_screen(page: &Page, is_wanted: bool) {
    let is_full = page.document.fullscreen_element().is_some();
    if !is_wanted && is_full {
        page.document.exit_fullscreen();
    }
    if let Some(root) = page
        .document
        .document_element()
        .filter(|_| is_wanted && !is_full)
        && let Ok(asked) = root.unchecked_into::<Screen>().request_fullscreen()
    {
        spawn_local(async move {
            // Its refusal is heard, or the browser would report it as a fault.
            let _ = JsFuture::from(asked).await;
        });
    }
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Does something that takes its time, and tells the room what became of it.
fn later(
    shell: &Shell,
    room: &'static str,
    work: impl Future<Output = Result<(), JsValue>> + 'static,
) {
    let shell = shell.clone();
    spawn_local(async move {
        let answer = match work.await {
            Ok(()) => Answer::Done,
            Err(error) => Answer::Failed(words(&error)),
        };
        shell.answer(room, &answer);
    });
}

/// What the browser says of an error.
pub(super) fn words(error: &JsValue) -> String {
    // Its name says what kind it is, which a text has in front already.
    let said = error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    said.or_else(|| error.as_string())
        .unwrap_or_else(|| "The browser does not say why.".to_owned())
}

/// Hands a file to the founder.
fn download(page: &Page, name: &str, content: &Blob) {
    let url = ObjectUrl::from(content.clone());
    let Ok(link) = page.document.create_element("a") else {
        return;
    };
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the file after the click: its address must not be gone by then.
    let keep = Closure::once_into_js(move || drop(url));
    let _ = page
        .window
        .set_timeout_with_callback_and_timeout_and_arguments_0(keep.unchecked_ref(), 60_000);
}

/// Lets controls of the page be used, or not: those that need the same.
fn able(page: &Page, what: &str, is_able: bool) {
    let selector = format!("[data-studio-do][data-form='{what}']");
    let Ok(all) = page.document.query_selector_all(&selector) else {
        return;
    };
    for at in 0..all.length() {
        if let Some(Ok(element)) = all.item(at).map(JsCast::dyn_into::<web_sys::Element>) {
            // A name that is an attribute's always is taken.
            let _ = element.toggle_attribute_with_force("disabled", !is_able);
        }
    }
}

/// Makes pixels of a drawing.
async fn draw(page: &Page, picture: &Picture) -> Result<(), JsValue> {
    let image = HtmlImageElement::new()?;
    // Not a blob's address, which the content security policy would have to allow.
    let source = js_sys::encode_uri_component(&picture.svg);
    image.set_src(&format!("data:image/svg+xml,{}", String::from(source)));
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = page.document.create_element("canvas")?.unchecked_into();
    canvas.set_width(picture.width);
    canvas.set_height(picture.height);
    let context = canvas
        .get_context("2d")?
        .ok_or("The browser draws nothing.")?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    let made = JsFuture::from(Promise::new(&mut |resolve: Function, _| {
        if canvas.to_blob(&resolve).is_err() {
            let _ = resolve.call1(&JsValue::NULL, &JsValue::NULL);
        }
    }))
    .await?;
    if made.is_null() {
        return Err("The browser cannot make a picture of this size.".into());
    }
    match &picture.to {
        PictureTo::File(name) => {
            download(
                page,
                name,
                &Blob::from(made.unchecked_into::<web_sys::Blob>()),
            );
        }
        PictureTo::Clipboard => {
            let item = Object::new();
            Reflect::set(&item, &"image/png".into(), &made)?;
            let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&item)?;
            let clipboard = page.window.navigator().clipboard();
            JsFuture::from(clipboard.write(&Array::of1(&item))).await?;
        }
    }
    Ok(())
}
