//! What follows signals — values, memos, effects, pieces of the page — erased to one type each.
//!
//! Leptos compiles its machinery anew for every closure it is given, and there are hundreds on this
//! page. Behind a box all closures that make the same kind of value are one, which takes a good
//! part off what a visitor has to load and costs a call through a pointer.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::look::Look;

/// A value that follows whatever signals the closure reads, worked out at every reading.
pub fn derived<Value: Send + Sync + 'static>(
    value: impl Fn() -> Value + Send + Sync + 'static,
) -> Signal<Value> {
    let value: Box<dyn Fn() -> Value + Send + Sync> = Box::new(value);
    Signal::derive(value)
}

/// A value that follows signals, worked out when they change, and passed on when it differs.
pub fn memo<Value: PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> Value + Send + Sync + 'static,
) -> Memo<Value> {
    let value: Box<dyn Fn() -> Value + Send + Sync> = Box::new(value);
    Memo::new(move |_| value())
}

/// The same for values that are not worth comparing: passed on whenever a signal changed.
pub fn memo_of_all<Value: Send + Sync + 'static>(
    value: impl Fn() -> Value + Send + Sync + 'static,
) -> Memo<Value> {
    let value: Box<dyn Fn() -> Value + Send + Sync> = Box::new(value);
    Memo::new_with_compare(move |_| value(), |_, _| true)
}

/// A value that follows signals, and is passed on only when it differs: what follows it is not even
/// asked otherwise. A memo asks all that hangs on it, and what hangs on that, at every change; this
/// is for those on which much hangs. It follows a moment later, before anything is shown.
pub fn kept<Value: PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> Value + 'static,
) -> RwSignal<Value> {
    let kept = RwSignal::new(untrack(&value));
    effect(move || keep(kept, value()));
    kept
}

/// Sets a signal if it is to differ.
pub fn keep<Value: PartialEq + Send + Sync + 'static>(signal: RwSignal<Value>, value: Value) {
    if signal.glance(|now| *now != value) {
        signal.set(value);
    }
}

/// Something done to the browser when signals change.
pub fn effect(action: impl Fn() + 'static) {
    let action: Box<dyn Fn()> = Box::new(action);
    Effect::new(move |_| action());
}

/// A piece of the page that is made anew when signals change.
pub fn shown<View: IntoAny>(view: impl Fn() -> View + Send + 'static) -> impl IntoView {
    let view: Box<dyn Fn() -> AnyView + Send> = Box::new(move || view().into_any());
    move || view()
}

/// Pieces of the page, one for each key in its order: a piece is made when its key appears and
/// taken away when it goes.
pub fn keyed<View: IntoView + 'static>(
    keys: impl Fn() -> Vec<usize> + Send + Sync + 'static,
    piece: impl Fn(usize) -> View + Send + Sync + 'static,
) -> impl IntoView {
    let keys: Box<dyn Fn() -> Vec<usize> + Send + Sync> = Box::new(keys);
    let piece: Arc<dyn Fn(usize) -> AnyView + Send + Sync> =
        Arc::new(move |key| piece(key).into_any());
    let piece = move |key| piece(key);
    view! { <For each=keys key=|key| *key children=piece /> }
}

/// A row of fixed pieces of the page.
pub fn pieces<View: IntoAny>(views: impl Iterator<Item = View>) -> Vec<AnyView> {
    views.map(IntoAny::into_any).collect()
}
