//! The page's side of the engine, the program in a worker that makes ensembles and analyses: what
//! is asked of it, and what becomes of its answers.

use std::sync::Arc;
use std::time::Duration;

use js_sys::{Array, Float64Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

use super::store::{Notice, Store};
use super::surface::now;
use crate::forecast::Forecast;
use crate::format;
use crate::forms::Forms;
use crate::protocol::{self, USUAL_RUNS};
use crate::share::link::{Change, to_link};
use crate::ui::derived::effect;
use crate::ui::look::Look;

#[wasm_bindgen]
extern "C" {
    /// A worker, or a port of one.
    type Port;

    /// Starts an engine: see `static/boot.js`. None where the page does without.
    #[wasm_bindgen(catch, js_name = openEngine)]
    fn open_engine() -> Result<Option<Port>, JsValue>;

    /// How numbers are written where the reader lives: see `static/boot.js`.
    #[wasm_bindgen(js_name = numberStyle)]
    pub(super) fn number_style() -> String;

    /// Puts HTML into the element of an id, and passes the focus on: see `static/boot.js`.
    #[wasm_bindgen(js_name = fillPanel)]
    fn fill_panel(id: &JsValue, html: &JsValue);

    #[wasm_bindgen(catch, method, js_name = postMessage)]
    fn post(this: &Port, message: &Array) -> Result<(), JsValue>;

    #[wasm_bindgen(method, setter)]
    fn set_onmessage(this: &Port, listener: &Function);

    #[wasm_bindgen(method, setter)]
    fn set_onerror(this: &Port, listener: &Function);
}

/// Runs while a slider moves: an answer a frame or two.
const LIVE_RUNS: u32 = 500;

/// The page is to stand, and to have been looked at, before anything more is loaded.
const REST: Duration = Duration::from_millis(800);

/// Milliseconds that a request may take before the page shows how far it is. What it shows costs a
/// frame each time, and is soon overtaken where all runs are made quickly.
const PROGRESS: f64 = 200.0;

/// An engine that has not said in so long that it is there is taken for dead, and replaced.
const PATIENCE: Duration = Duration::from_secs(8);

/// So many engines in a row may die before the page stops trying.
const LIVES: u32 = 3;

/// An engine that has not come to life after so many times that long did not arrive whole.
const LOOKS: u32 = 15;

/// Said where the engine's files do not arrive.
const MISSING: &str = "Uncertainty cannot be computed yet: its program could not be loaded. Check the \
    connection, or reload the page. Headroom tries again when the browser is online again, and when you \
    open a panel.";

/// Said where engines arrive and die.
const STOPPING: &str =
    "Uncertainty cannot be computed: its program stops again and again. Reload the page.";

/// A request under way.
#[derive(Clone, Copy)]
struct Flight {
    runs: u32,
    /// When it was made, in milliseconds of the page's clock.
    since: f64,
}

struct State {
    port: Option<Port>,
    /// How many engines have ended: what these still say is not heard.
    generation: u32,
    /// How often it was looked for and had not come to life.
    looks: u32,
    /// Whether the engine has come to life: what is wanted before then is told once it has.
    is_ready: bool,
    /// Whether it has said anything since it was last asked whether it is there.
    is_heard: bool,
    lives: u32,
    /// Whether the engine was there when it was last asked: one that dies soon after it was started
    /// counts against the page's patience, whatever it has said meanwhile.
    is_proven: bool,
    next_id: u32,
    flight: Option<Flight>,
    /// Runs that are wanted of the scenario as it stands; none once they were asked for.
    wanted: Option<u32>,
    /// The links of the plans it is compared with, which a slider does not change.
    others: Array,
    /// The last whole answer about a plan at rest, as it came.
    answer_at_rest: JsValue,
    /// What panels have asked.
    forms: Forms,
    /// Changes that panels have made to the plan, while it is still under the finger.
    changes: Vec<Array>,
}

/// A handle to the engine.
#[derive(Clone, Copy)]
pub struct Engine {
    store: Store,
    state: StoredValue<State, LocalStorage>,
}

impl Engine {
    /// Starts the engine once the page stands, and keeps it informed of the scenario.
    #[must_use]
    pub fn new(store: Store) -> Self {
        let state = State {
            port: None,
            generation: 0,
            looks: 0,
            is_ready: false,
            is_heard: false,
            lives: LIVES,
            is_proven: false,
            next_id: 0,
            flight: None,
            wanted: Some(USUAL_RUNS),
            others: Array::new(),
            answer_at_rest: JsValue::UNDEFINED,
            forms: Forms::default(),
            changes: Vec::new(),
        };
        let engine = Self {
            store,
            state: StoredValue::new_local(state),
        };
        set_timeout(move || engine.start(), REST);
        engine.watch();
        let online = Closure::<dyn Fn()>::new(move || engine.start());
        // It fails for what is no listener.
        let _ =
            window().add_event_listener_with_callback("online", online.as_ref().unchecked_ref());
        // The engine lives as long as the page.
        online.forget();
        effect(move || {
            store.baselines.track();
            let others = store.others();
            let others = others.iter().map(to_link).map(JsValue::from).collect();
            engine.state.update_value(|state| state.others = others);
        });
        effect(move || {
            store.scenario.track();
            engine.want(LIVE_RUNS);
        });
        effect(move || {
            store.settled.track();
            engine.want(USUAL_RUNS);
        });
        engine
    }

    /// The last whole answer about a plan at rest, as [`protocol::BANDS`] has it; undefined if there
    /// is none yet. [`Store::foretold`] tells of a new one.
    #[must_use]
    pub fn answer_at_rest(self) -> JsValue {
        self.state.with_value(|state| state.answer_at_rest.clone())
    }

    /// Asks a panel something, which is the one in view from now on: with a button, or by a change of
    /// a field.
    pub fn ask(self, panel: &str, form: &str, is_pressed: bool) {
        self.start();
        if self.state.with_value(|state| state.lives == 0) {
            self.tell(STOPPING);
        }
        // It is asked of the plan on the page.
        self.show();
        self.state.update_value(|state| {
            let is_there = state.is_ready;
            let number = state.forms.ask(panel, form, is_pressed, is_there);
            if is_there {
                say(state.port.as_ref(), protocol::PANEL, panel, number, form);
            }
        });
    }

    /// Tells that a panel is out of view.
    pub fn leave(self, panel: &str) {
        self.state.update_value(|state| state.forms.leave(panel));
        self.post(&[protocol::STOP.into(), panel.into()]);
    }

    /// Asks for runs once the charts are drawn: a founder sees those first.
    fn want(self, runs: u32) {
        self.state.update_value(|state| state.wanted = Some(runs));
        queue_microtask(move || self.pump());
    }

    /// Sends what is wanted, unless the answer to a quick request is on its way: if every step of
    /// a slider cancelled the one before, none would ever be answered.
    fn pump(self) {
        self.make_changes();
        let (is_ready, is_busy) = self.state.with_value(|state| {
            let is_busy = state.flight.is_some_and(|flight| flight.runs <= LIVE_RUNS);
            (state.is_ready, is_busy)
        });
        if !is_ready {
            self.forget();
        } else if !is_busy {
            self.show();
        }
    }

    /// Makes the changes of panels to a plan at rest: one under the finger is about to be another.
    fn make_changes(self) {
        if self.state.with_value(|state| state.changes.is_empty()) || !self.store.is_at_rest() {
            return;
        }
        let changes = self
            .state
            .try_update_value(|state| std::mem::take(&mut state.changes));
        for change in changes.into_iter().flatten() {
            let text = |place: u32| change.get(place).as_string().unwrap_or_default();
            let change = Change {
                parts: text(1),
                keys: text(3),
            };
            // It was made to the plan of then, and is one to the plan of now.
            let link = change.carried_to(&self.store.view().to_link());
            self.store.apply(&link, text(2), true);
        }
    }

    /// Sends what is wanted to the engine that is there.
    fn show(self) {
        let Some((id, runs)) = self
            .state
            .try_update_value(|state| {
                let runs = state.wanted.take_if(|_| state.is_ready)?;
                state.next_id += 1;
                let id = state.next_id;
                state.flight = Some(Flight { runs, since: now() });
                Some((id, runs))
            })
            .flatten()
        else {
            return;
        };
        self.store.asked.set(id);
        self.post(&[
            protocol::SHOW.into(),
            id.into(),
            self.store.scenario.glance(to_link).into(),
            self.state.with_value(|state| state.others.clone()).into(),
            runs.into(),
        ]);
    }

    /// Takes back what was said of the futures of a plan that is no more, while no engine is there to
    /// say anything of the one that is.
    fn forget(self) {
        if self.store.forecast.glance(|forecast| forecast.id == 0) {
            return;
        }
        self.state
            .update_value(|state| state.answer_at_rest = JsValue::UNDEFINED);
        self.store.forecast.set(Arc::default());
        self.store.foretold.notify();
    }

    /// Replaces an engine that has not answered, asks the one that is there whether it is, and looks
    /// again after a while.
    fn watch(self) {
        let is_dead = self.state.try_update_value(|state| {
            let is_heard = std::mem::take(&mut state.is_heard);
            if is_heard && state.is_proven {
                state.lives = LIVES;
            }
            state.is_proven = is_heard;
            state.is_ready && !is_heard
        });
        if is_dead == Some(true) {
            self.replace();
        }
        let is_lost = self.state.try_update_value(|state| {
            state.looks = if state.is_ready { 0 } else { state.looks + 1 };
            state.port.is_some() && state.looks > LOOKS
        });
        if is_lost == Some(true) {
            self.lose();
        }
        self.post(&[protocol::ALIVE.into()]);
        set_timeout(move || self.watch(), PATIENCE);
    }

    /// Ends the engine. The next one is told what this one was to do.
    fn end(self) {
        self.state.update_value(|state| {
            if let Some(port) = state.port.take()
                && let Ok(end) = Reflect::get(&port, &"terminate".into())
                && let Some(end) = end.dyn_ref::<Function>()
            {
                // A worker that is gone already is as good.
                let _ = end.call0(&port);
            }
            state.generation += 1;
            state.is_ready = false;
            state.is_proven = false;
            state.looks = 0;
            state.forms.lost();
            state.flight = None;
            state.wanted = Some(USUAL_RUNS);
        });
    }

    /// The engine has reported an error: one that never came to life could not be loaded.
    fn lose(self) {
        if self.state.with_value(|state| state.is_ready) {
            self.replace();
        } else {
            self.end();
            self.tell(MISSING);
        }
    }

    /// An engine in the place of one that is dead.
    fn replace(self) {
        self.end();
        let lives = self.state.try_update_value(|state| {
            state.lives = state.lives.saturating_sub(1);
            state.lives
        });
        if lives.is_some_and(|lives| lives > 0) {
            self.start();
        } else {
            self.tell(STOPPING);
        }
    }

    /// Tells the founder something, unless it still stands there.
    fn tell(self, what: &str) {
        let is_told = |notices: &Vec<Notice>| notices.iter().any(|notice| notice.title == what);
        if !self.store.notices.glance(is_told) {
            self.store.notify(what, vec![]);
        }
    }

    /// Starts the engine unless it has been started.
    fn start(self) {
        if self
            .state
            .with_value(|state| state.port.is_some() || state.lives == 0)
        {
            return;
        }
        let port = match open_engine() {
            Ok(Some(port)) => port,
            Ok(None) => return,
            Err(_) => {
                self.tell(MISSING);
                return;
            }
        };
        let generation = self.state.with_value(|state| state.generation);
        // One that is dead may have left messages and errors behind, which are not the next one's.
        let is_this = move || self.state.with_value(|state| state.generation) == generation;
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(message) = event.data().dyn_into::<Array>()
                && is_this()
            {
                self.hear(&message);
            }
        });
        port.set_onmessage(listener.as_ref().unchecked_ref());
        let on_error = Closure::<dyn Fn()>::new(move || {
            if is_this() {
                self.lose();
            }
        });
        port.set_onerror(on_error.as_ref().unchecked_ref());
        // An engine lives as long as the page, but for a few that die.
        listener.forget();
        on_error.forget();
        self.state.update_value(|state| state.port = Some(port));
    }

    /// Tells an engine that has come to life what it is to do.
    fn greet(self) {
        self.state.update_value(|state| state.is_ready = true);
        self.store.withdraw(|notice| notice.title == MISSING);
        self.post(&[
            protocol::HELLO.into(),
            protocol::VERSION.into(),
            format::locale().into(),
        ]);
        self.pump();
        self.state.update_value(|state| {
            let port = state.port.as_ref();
            let tell = |kind: &'static str, panel: &str, number, form: &str| {
                say(port, kind, panel, number, form);
            };
            state.forms.tell_again(tell);
        });
    }

    fn post(self, message: &[JsValue]) {
        self.state.with_value(|state| {
            if state.is_ready {
                post(state.port.as_ref(), message);
            }
        });
    }

    fn hear(self, message: &Array) {
        let text = |place: u32| message.get(place).as_string().unwrap_or_default();
        let kind = text(0);
        self.state.update_value(|state| {
            state.is_heard = true;
            match kind.as_str() {
                protocol::APPLY => state.changes.push(message.clone()),
                protocol::PANEL => state.forms.taken(count(message, 1)),
                _ => {}
            }
        });
        match kind.as_str() {
            protocol::READY if message.get(1) != protocol::VERSION => self.store.outdated(),
            protocol::READY => self.greet(),
            protocol::BANDS => self.take(message),
            protocol::HTML => fill_panel(&message.get(1), &message.get(2)),
            protocol::APPLY => self.make_changes(),
            protocol::TROUBLE => self.tell(&text(1)),
            _ => {}
        }
    }

    fn take(self, message: &Array) {
        let number = |place: u32| count(message, place);
        let (id, done, of, weeks) = (number(1), number(2), number(3), number(4));
        let is_whole = done >= of;
        let is_wanted = self.state.try_update_value(|state| {
            // More runs of the same request may come once it is done: a panel can ask for them.
            let is_latest = state.next_id == id;
            let flight = state
                .flight
                .take_if(|_| is_latest && is_whole)
                .or(state.flight);
            let is_slow = flight.is_none_or(|flight| now() - flight.since >= PROGRESS);
            is_latest && (is_whole || is_slow || self.store.forecast.glance(|it| it.id == 0))
        });
        if is_wanted != Some(true) {
            return;
        }
        let numbers = message.get(5).unchecked_into::<Float64Array>().to_vec();
        let notes = Array::from(&message.get(6))
            .iter()
            .map(|note| note.as_string().unwrap_or_default())
            .collect::<Vec<_>>();
        let forecast = Forecast::new(id, (done, of), weeks as usize, &numbers, &notes);
        // While a slider moves there is no time to work out how far phases may slip.
        let forecast = self
            .store
            .forecast
            .glance(|before| forecast.or_slips_of(before));
        self.store.forecast.set(Arc::new(forecast));
        if is_whole && of >= USUAL_RUNS {
            self.state
                .update_value(|state| state.answer_at_rest = message.into());
            self.store.foretold.notify();
        }
        self.pump();
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // counts
fn count(message: &Array, place: u32) -> u32 {
    message.get(place).as_f64().unwrap_or_default() as u32
}

fn post(port: Option<&Port>, message: &[JsValue]) {
    if let Some(port) = port {
        // Fails for what cannot be copied only, which texts and numbers can.
        let _ = port.post(&message.iter().collect());
    }
}

/// Says something of a panel.
fn say(port: Option<&Port>, kind: &str, panel: &str, number: u32, form: &str) {
    post(
        port,
        &[kind.into(), panel.into(), number.into(), form.into()],
    );
}
