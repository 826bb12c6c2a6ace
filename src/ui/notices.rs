//! What the founder should know: parts of a link that could not be read, what has been done, and the
//! like.

use leptos::prelude::*;

use super::store::{Notice, store};
use crate::ui::derived::{keyed, pieces};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// The list of notices, newest last, each until it is dismissed; what was done last only until the next
/// change.
#[component]
pub fn Notices() -> impl IntoView {
    let store = store();
    view! {
        <div class="notices" role="region" aria-label="Notices" aria-live="polite">
            {keyed(
                move || store.notices.look(|notices| notices.iter().map(|notice| notice.id).collect()),
                move |id| view! { <NoticeView id /> },
            )}
        </div>
    }
}

#[component]
fn NoticeView(id: usize) -> impl IntoView {
    let store = store();
    let notice = store
        .notices
        .glance(|notices| notices.iter().find(|notice| notice.id == id).cloned());
    notice.map(|notice| {
        let Notice {
            is_receipt,
            title,
            details,
            ..
        } = notice;
        let dismiss = move || {
            store
                .notices
                .update(|notices| notices.retain(|notice| notice.id != id));
        };
        let lines = (!details.is_empty()).then(|| {
            let lines = details.into_iter().map(|line| view! { <li>{line}</li> });
            view! { <ul>{pieces(lines)}</ul> }.into_any()
        });
        view! {
            <div class=if is_receipt { "notice receipt" } else { "notice" }>
                <div>
                    <p>{title}</p>
                    {lines}
                </div>
                <button type="button" class="quiet" aria-label="Dismiss" use:wired=wires().on("click", dismiss)>
                    "×"
                </button>
            </div>
        }
        .into_any()
    })
}
