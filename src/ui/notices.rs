//! What the founder should know: parts of a link that could not be read, and the like.

use leptos::prelude::*;

use super::store::{Notice, store};

/// The list of notices, newest last, each until it is dismissed.
#[component]
pub fn Notices() -> impl IntoView {
    let store = store();
    let dismiss = move |id: u32| {
        store
            .notices
            .update(|notices| notices.retain(|notice| notice.id != id));
    };
    view! {
        <div class="notices" role="region" aria-label="Notices" aria-live="polite">
            <For each=move || store.notices.get() key=|notice| notice.id let:notice>
                {
                    let Notice { id, title, details } = notice;
                    let bare = details.is_empty();
                    view! {
                        <div class="notice">
                            <div>
                                <p>{title}</p>
                                <ul hidden=bare>
                                    {details.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
                                </ul>
                            </div>
                            <button type="button" class="quiet" aria-label="Dismiss" on:click=move |_| dismiss(id)>
                                "×"
                            </button>
                        </div>
                    }
                }
            </For>
        </div>
    }
}
