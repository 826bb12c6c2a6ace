//! What follows signals — values, memos, effects, pieces of the page — erased to one type each.
//!
//! Leptos compiles its machinery anew for every closure it is given, and there are hundreds on this
//! page. Behind a box all closures that make the same kind of value are one, which takes a good
//! part off what a visitor has to load and costs a call through a pointer.

use leptos::prelude::*;

use crate::ui::look::Look;

/// A closure behind a pointer. The language's own traits for closures would bring two more ways of
/// calling it, which nobody here uses.
pub trait Answer<Question, Value> {
    /// Calls it.
    fn answer(&self, question: Question) -> Value;
}

impl<Question, Value, Closure: Fn(Question) -> Value> Answer<Question, Value> for Closure {
    fn answer(&self, question: Question) -> Value {
        self(question)
    }
}

type Asked<Value> = Box<dyn Answer<(), Value> + Send + Sync>;

/// A value that follows whatever signals the closure reads, worked out at every reading.
pub fn derived<Value: Send + Sync + 'static>(
    value: impl Fn() -> Value + Send + Sync + 'static,
) -> Signal<Value> {
    let value: Asked<Value> = Box::new(move |()| value());
    Signal::derive(move || value.answer(()))
}

/// A value that follows signals, worked out when they change, and passed on when it differs.
pub fn memo<Value: PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> Value + Send + Sync + 'static,
) -> Memo<Value> {
    let value: Asked<Value> = Box::new(move |()| value());
    Memo::new(move |_| value.answer(()))
}

/// The same for values that are not worth comparing: passed on whenever a signal changed.
pub fn memo_of_all<Value: Send + Sync + 'static>(
    value: impl Fn() -> Value + Send + Sync + 'static,
) -> Memo<Value> {
    let value: Asked<Value> = Box::new(move |()| value());
    Memo::new_with_compare(move |_| value.answer(()), |_, _| true)
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
    let action: Box<dyn Answer<(), ()>> = Box::new(move |()| action());
    Effect::new(move |_| action.answer(()));
}

/// The same, done at once, and at every change before whatever is made later.
pub fn effect_at_once(action: impl Fn() + 'static) {
    let action: Box<dyn Answer<(), ()>> = Box::new(move |()| action());
    StoredValue::new_local(RenderEffect::new(move |_| action.answer(())));
}

/// A piece of the page that is made anew when signals change.
pub fn shown<View: IntoAny>(view: impl Fn() -> View + Send + Sync + 'static) -> AnyView {
    fn of(view: Asked<AnyView>) -> AnyView {
        (move || view.answer(())).into_any()
    }
    of(Box::new(move |()| view().into_any()))
}

/// Pieces of the page, one for each key in its order, all of them made anew when the keys change.
/// Leptos' own list keeps the pieces that stay, at six kilobytes for a visitor to load; what is
/// listed here changes when somebody adds or removes a thing.
pub fn keyed<View: IntoAny>(
    keys: impl Fn() -> Vec<usize> + Send + Sync + 'static,
    piece: impl Fn(usize) -> View + Send + Sync + 'static,
) -> AnyView {
    let keys = memo(keys);
    shown(move || pieces(keys.get().into_iter().map(&piece)))
}

/// A row of fixed pieces of the page.
pub fn pieces<View: IntoAny>(views: impl Iterator<Item = View>) -> Vec<AnyView> {
    views.map(IntoAny::into_any).collect()
}
