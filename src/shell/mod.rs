//! The studio in the browser: brings what is done on the page to [`crate::studio`], and carries out
//! what it says. In the browser only.

mod dialog;
mod effects;
mod files;
mod page;
mod storage;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::format;
use crate::studio::{Answer, News, Sent, Studio, World};
use dialog::Dialog;
use page::Page;
use storage::Storage;

/// The studio with its dialog on the page. A clone is a handle to the same.
#[derive(Clone)]
struct Shell {
    studio: Rc<RefCell<Studio>>,
    dialog: Rc<Dialog>,
    page: Page,
    storage: Rc<Storage>,
}

/// Starts the studio above the page that is there.
///
/// # Errors
/// What the browser throws where the document cannot be added to.
pub fn open() -> Result<(), JsValue> {
    format::set_locale(&page::number_style());
    let page = Page::new()?;
    let shell = Shell {
        studio: Rc::new(RefCell::new(Studio::new(World::default()))),
        dialog: Rc::new(Dialog::new(&page)?),
        page,
        storage: Rc::default(),
    };
    shell.dialog.listen(&shell);
    shell.page.listen(&shell);
    files::listen(&shell);
    if Reflect::has(&shell.page.window.navigator(), &"share".into())? {
        // What needs the system's dialog for sharing is in sight there only.
        shell.dialog.element.set_attribute("data-can-share", "")?;
    }
    shell.page.greet();
    Ok(())
}

impl Shell {
    /// Lets the studio know or do something, then does what it says.
    fn with<Result>(&self, work: impl FnOnce(&mut Studio) -> Result) -> Result {
        let (result, news) = {
            let mut studio = self.studio.borrow_mut();
            studio.tell_time(js_sys::Date::now());
            let result = work(&mut studio);
            (result, studio.news())
        };
        for each in news {
            match each {
                News::Opened {
                    room,
                    title,
                    kind,
                    html,
                } => self.dialog.show(room, &title, kind, &html),
                News::Html { id, html } => self.dialog.fill(&id, &html),
                News::Closed => {
                    self.dialog.close();
                    // However it was closed: the page itself does not fill the screen.
                    effects::full_screen(&self.page, false);
                }
                News::Effect { room, effect } => effects::carry_out(self, room, effect),
            }
        }
        result
    }

    fn act(&self, form: &str, sent: Sent) {
        self.with(|studio| studio.act(form, sent));
    }

    fn answer(&self, room: &str, answer: &Answer) {
        self.with(|studio| studio.answer(room, answer));
    }
}
