//! The presentation of a link: what the founder made of its pages.

use crate::model::presentation::{Presentation, Wording};
use crate::share::check;
use crate::share::error::{ScenarioError, shown};

use super::parts::{Parts, decode, encode, take, take_all};
use super::problem::Problems;
use super::{LEFT_OUT, SLIDE};

/// The part with the pages in their order.
const ORDER: &str = "slides";

/// The last part of the key of what tells the figures apart that a headline was written for.
const FIGURES: &str = "figures";

/// Writes what was changed.
pub(super) fn write_slides(presentation: &Presentation, parts: &mut Vec<String>) {
    if !presentation.is_in_order() {
        let mut order = String::new();
        for page in presentation.pages() {
            if !order.is_empty() {
                order.push(',');
            }
            if page.hidden {
                order.push(LEFT_OUT);
            }
            order.push_str(page.slide().key());
        }
        parts.push(format!("{ORDER}={order}"));
    }
    for page in presentation.pages() {
        let key = page.slide().key();
        for wording in Wording::ALL {
            let text = page.words(wording);
            if !text.is_empty() {
                parts.push(format!("{SLIDE}{key}.{}={}", wording.key(), encode(text)));
            }
        }
        if let Some(figures) = page.written_for {
            parts.push(format!("{SLIDE}{key}.{FIGURES}={figures}"));
        }
    }
}

/// Reads what was changed, and takes these parts out of the link's.
pub(super) fn read_slides(
    parts: &mut Parts,
    presentation: &mut Presentation,
    problems: &mut Problems,
) {
    if let Some(raw) = take(parts, ORDER) {
        read_order(&raw, presentation, problems);
    }
    for (part, raw) in &take_all(parts, SLIDE) {
        if let Err(reason) = read_part(part, &part[SLIDE.len()..], raw, presentation) {
            problems.add(part, raw, reason, "the page without it");
        }
    }
}

/// Pages in their order. One that cannot be taken keeps its place behind those that can.
fn read_order(raw: &str, presentation: &mut Presentation, problems: &mut Problems) {
    let mut next = 0;
    for key in raw.split(',') {
        let name = key.strip_prefix(LEFT_OUT);
        match check::slide(ORDER, name.unwrap_or(key)) {
            Ok(slide) if presentation.place(slide) >= next => {
                presentation.move_to(slide, next);
                presentation.page_mut(slide).hidden = name.is_some();
                next += 1;
            }
            Ok(slide) => {
                let reason = ScenarioError::Duplicate {
                    path: ORDER.to_owned(),
                    value: check::quoted(slide.key()),
                };
                problems.add(ORDER, key, reason, "the first");
            }
            Err(reason) => problems.add(ORDER, key, reason, "the others"),
        }
    }
}

fn read_part(
    part: &str,
    key: &str,
    raw: &str,
    presentation: &mut Presentation,
) -> Result<(), ScenarioError> {
    let path = shown(part);
    let (slide, field) = key.split_once('.').unwrap_or((key, ""));
    let page = presentation.page_mut(check::slide(&path, slide)?);
    let text = decode(&path, raw)?;
    if let Some(wording) = Wording::ALL.into_iter().find(|each| each.key() == field) {
        return check::set_words(&path, page, wording, text);
    }
    if field != FIGURES {
        return Err(ScenarioError::UnknownField {
            path,
            possible: format!("headline, note, {FIGURES}"),
        });
    }
    match text.parse() {
        Ok(figures) => {
            page.written_for = Some(figures);
            Ok(())
        }
        Err(_) => Err(check::unexpected(
            &path,
            "a whole number",
            &check::quoted(&text),
        )),
    }
}
