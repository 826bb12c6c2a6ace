//! The engine itself: hears the page and the helpers, and does what the conductor says.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Float64Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, MessagePort, Worker};

use super::conductor::{Conductor, Order};
use super::hand::{Answer, written_part};
use super::report::{notes, numbers_into};
use super::scope::{Turn, array_of, count_at, later, now, send, text_at, workers};
use crate::protocol;

/// What has happened since the last turn.
enum Event {
    Page(Array),
    Helper(usize, Array),
    Failed(usize),
}

/// A helper's worker, and what listens to it.
struct Hand {
    worker: Worker,
    _answer: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Drop for Hand {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

struct Chief {
    port: MessagePort,
    /// Makes a worker that becomes a helper; none where there are no workers.
    spawn: Option<Function>,
    hands: Vec<Option<Hand>>,
    conductor: Conductor,
    /// The numbers of the bands told last: room for the next.
    numbers: Vec<f64>,
    /// Whether the page speaks another version: nothing is said to it any more.
    is_silent: bool,
    /// When the timer goes off that looks for lost helpers.
    alarm: Option<f64>,
}

/// What the closures share. Events only queue up; all else happens in turns, in which nobody else
/// is at work.
#[derive(Clone)]
struct Shared {
    chief: Rc<RefCell<Chief>>,
    events: Rc<RefCell<Vec<Event>>>,
    turn: Rc<Turn>,
    alarm: Rc<Function>,
}

/// Makes this program the engine of the page at the other end of a port. `spawn` makes further
/// workers, where there are any.
///
/// # Errors
/// What the browser says if it has no message channels.
pub fn serve(port: MessagePort, spawn: Option<Function>) -> Result<(), JsValue> {
    set_panic_hook(&port);
    let helpers = if spawn.is_some() { workers() - 1 } else { 0 };
    let chief = Chief {
        port: port.clone(),
        spawn,
        hands: std::iter::repeat_with(|| None).take(helpers).collect(),
        conductor: Conductor::new(helpers),
        numbers: Vec::new(),
        is_silent: false,
        alarm: None,
    };
    let shared: Rc<RefCell<Option<Shared>>> = Rc::default();
    let later = Rc::clone(&shared);
    let take_turn = Closure::<dyn FnMut()>::new(move || {
        let shared = later.borrow().clone();
        if let Some(shared) = shared {
            shared.take_turn();
        }
    })
    .into_js_value()
    .unchecked_into::<Function>();
    let all = Shared {
        chief: Rc::new(RefCell::new(chief)),
        events: Rc::default(),
        turn: Rc::new(Turn::new(&take_turn)?),
        alarm: Rc::new(take_turn),
    };
    *shared.borrow_mut() = Some(all.clone());
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(message) = array_of(&event) {
            all.happened(Event::Page(message));
        }
    });
    port.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    let ready = Array::of2(&protocol::READY.into(), &protocol::VERSION.into());
    send(&port, &ready, &Array::new());
    Ok(())
}

impl Shared {
    fn happened(&self, event: Event) {
        self.events.borrow_mut().push(event);
        self.turn.ask();
    }

    /// Hears what has happened, hands out what is to be done and does a slice of it.
    fn take_turn(&self) {
        let events = std::mem::take(&mut *self.events.borrow_mut());
        let mut chief = self.chief.borrow_mut();
        for event in events {
            chief.hear(event);
        }
        for order in chief.conductor.orders(now()) {
            chief.carry_out(order, self);
        }
        let is_more = chief.conductor.work();
        chief.tell_bands();
        if is_more {
            self.turn.ask();
        }
        chief.set_alarm(&self.alarm);
    }
}

impl Chief {
    fn hear(&mut self, event: Event) {
        match event {
            Event::Page(message) => self.hear_page(&message),
            Event::Failed(seat) => self.conductor.failed(seat),
            Event::Helper(seat, message) => match Answer::read(&message) {
                Ok(Answer::Ready) => self.conductor.started(seat),
                Ok(Answer::Done(number, tally)) => {
                    self.conductor.answered(seat, number, &tally, now());
                }
                Err(_) => self.conductor.failed(seat),
            },
        }
    }

    fn hear_page(&mut self, message: &Array) {
        match text_at(message, 0).as_deref() {
            Some(protocol::HELLO) if count_at(message, 1) != Some(protocol::VERSION) => {
                self.trouble("The page and its engine are of different versions: reload the page.");
                self.is_silent = true;
            }
            Some(protocol::SHOW) => self.show(message),
            _ => {}
        }
    }

    fn show(&mut self, message: &Array) {
        let request = (|| {
            Some((
                count_at(message, 1)?,
                text_at(message, 2)?,
                count_at(message, 4)?,
            ))
        })();
        let Some((id, link, runs)) = request else {
            return;
        };
        if let Err(error) = self.conductor.show(id, link, runs) {
            self.trouble(&error.to_string());
        }
    }

    fn carry_out(&mut self, order: Order, shared: &Shared) {
        match order {
            Order::Start(seat) => {
                self.hands[seat] = None;
                match self.start(seat, shared) {
                    Ok(hand) => self.hands[seat] = Some(hand),
                    Err(_) => shared.happened(Event::Failed(seat)),
                }
            }
            Order::Give(seat, part) => {
                if let Some(hand) = &self.hands[seat]
                    && hand.worker.post_message(&written_part(&part)).is_err()
                {
                    shared.happened(Event::Failed(seat));
                }
            }
            Order::End(seat) => self.hands[seat] = None,
        }
    }

    fn start(&self, seat: usize, shared: &Shared) -> Result<Hand, JsValue> {
        let spawn = self.spawn.as_ref().ok_or(JsValue::NULL)?;
        let worker: Worker = spawn.call0(&JsValue::NULL)?.unchecked_into();
        let all = shared.clone();
        let answer = Closure::new(move |event: MessageEvent| {
            if let Some(message) = array_of(&event) {
                all.happened(Event::Helper(seat, message));
            }
        });
        let all = shared.clone();
        let error = Closure::new(move |event: ErrorEvent| {
            // It is dealt with here: the page is not to take it for the engine's own end.
            event.prevent_default();
            all.happened(Event::Failed(seat));
        });
        worker.set_onmessage(Some(answer.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        // The program as it has been compiled here: it is neither fetched nor compiled again.
        worker.post_message(&wasm_bindgen::module())?;
        Ok(Hand {
            worker,
            _answer: answer,
            _error: error,
        })
    }

    fn tell_bands(&mut self) {
        let Some((id, tally, all)) = self.conductor.news(now()) else {
            return;
        };
        numbers_into(tally, &mut self.numbers);
        let numbers = Float64Array::from(self.numbers.as_slice());
        let notes: Array = notes(tally).iter().map(JsValue::from).collect();
        let message: Array = [
            protocol::BANDS.into(),
            id.into(),
            tally.runs().into(),
            all.into(),
            JsValue::from_f64(tally.horizon() as f64),
            numbers.clone().into(),
            notes.into(),
        ]
        .iter()
        .collect();
        self.say(&message, &Array::of1(&numbers.buffer()));
    }

    fn trouble(&self, text: &str) {
        let message = Array::of2(&protocol::TROUBLE.into(), &text.into());
        self.say(&message, &Array::new());
    }

    fn say(&self, message: &Array, transfer: &Array) {
        if !self.is_silent {
            send(&self.port, message, transfer);
        }
    }

    /// Sees to it that a turn is taken when a helper may be lost.
    fn set_alarm(&mut self, alarm: &Function) {
        let time = now();
        if self.alarm.is_some_and(|at| at <= time) {
            self.alarm = None;
        }
        if let (None, Some(due)) = (self.alarm, self.conductor.due()) {
            // A little later than due, or it might just not be.
            let wait = (due - time).max(0.0) + 1.0;
            self.alarm = Some(time + wait);
            later(wait, alarm);
        }
    }
}

thread_local! {
    static PAGE: RefCell<Option<MessagePort>> = const { RefCell::new(None) };
}

/// A panic is told on the console and to the page: nothing happens here after one.
fn set_panic_hook(port: &MessagePort) {
    PAGE.set(Some(port.clone()));
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        PAGE.with_borrow(|port| {
            if let Some(port) = port {
                let text = "The engine stopped at a fault of its own: see the browser's console.";
                let message = Array::of2(&protocol::TROUBLE.into(), &text.into());
                send(port, &message, &Array::new());
            }
        });
    }));
}
