//! The engine itself: hears the page and the helpers, and does what the conductor says.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Float64Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, MessagePort, Worker};

use super::alarm::Alarm;
use super::clerk::Clerk;
use super::conductor::{Conductor, Order};
use super::hand::{Answer, written_part};
use super::report::{notes, numbers_into};
use super::scope::{Turn, array_of, count_at, later, now, send, text_at, workers};
use crate::format;
use crate::insight::News;
use crate::protocol;
use crate::share::from_link;
use crate::share::link::Change;

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
    clerk: Clerk,
    /// What the page wants to see.
    request: Option<Request>,
    /// The numbers of the bands told last: room for the next.
    numbers: Vec<f64>,
    /// The number of what a panel has asked last, until the page is told that it was taken.
    taken: Option<u32>,
    /// Whether the page speaks another version: nothing is said to it any more.
    is_silent: bool,
    /// For what is due without anything happening, and the timer that it is.
    alarm: Alarm,
    timer: Option<i32>,
}

/// Bands that the page wants.
struct Request {
    id: u32,
    link: String,
    runs: u32,
    /// How many are being made, once they are: a panel can ask for more.
    making: Option<u32>,
}

/// What the closures share. Events only queue up; all else happens in turns, in which nobody else
/// is at work.
#[derive(Clone)]
struct Shared {
    chief: Rc<RefCell<Chief>>,
    events: Rc<RefCell<Vec<Event>>>,
    turn: Rc<Turn>,
    /// What the timer calls.
    ring: Rc<Function>,
}

/// Makes this program the engine of the page at the other end of a port. `spawn` makes further
/// workers, where there are any.
///
/// # Errors
/// What the browser says if it has no message channels.
pub fn serve(port: &MessagePort, spawn: Option<Function>) -> Result<(), JsValue> {
    set_panic_hook(port);
    let helpers = if spawn.is_some() { workers() - 1 } else { 0 };
    let chief = Chief {
        port: port.clone(),
        spawn,
        hands: std::iter::repeat_with(|| None).take(helpers).collect(),
        conductor: Conductor::new(helpers),
        clerk: Clerk::default(),
        request: None,
        numbers: Vec::new(),
        taken: None,
        is_silent: false,
        alarm: Alarm::default(),
        timer: None,
    };
    let shared: Rc<RefCell<Option<Shared>>> = Rc::default();
    let call = |function: fn(&Shared)| {
        let later = Rc::clone(&shared);
        Closure::<dyn FnMut()>::new(move || {
            let shared = later.borrow().clone();
            if let Some(shared) = shared {
                function(&shared);
            }
        })
        .into_js_value()
        .unchecked_into::<Function>()
    };
    let all = Shared {
        chief: Rc::new(RefCell::new(chief)),
        events: Rc::default(),
        turn: Rc::new(Turn::new(&call(Shared::take_turn))?),
        ring: Rc::new(call(Shared::ring)),
    };
    *shared.borrow_mut() = Some(all.clone());
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(message) = array_of(&event) {
            all.happened(Event::Page(message));
        }
    });
    port.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    let ready = Array::of2(&protocol::READY.into(), &protocol::VERSION.into());
    send(port, &ready, &Array::new());
    Ok(())
}

impl Shared {
    fn happened(&self, event: Event) {
        self.events.borrow_mut().push(event);
        self.turn.ask();
    }

    fn ring(&self) {
        self.chief.borrow_mut().alarm.rang();
        self.take_turn();
    }

    /// Hears what has happened, hands out what is to be done and does a slice of it.
    fn take_turn(&self) {
        let events = std::mem::take(&mut *self.events.borrow_mut());
        let chief = &mut *self.chief.borrow_mut();
        for event in events {
            chief.hear(event);
        }
        chief.make_as_many_as_wanted();
        let orders = chief.conductor.orders(now(), &mut chief.clerk.studies());
        for order in orders {
            chief.carry_out(order, self);
        }
        // Bands come first: panels are for those who look longer.
        let is_more_to_run = chief.conductor.work();
        chief.tell_bands();
        let is_more = is_more_to_run || chief.clerk.work(now());
        chief.tell_news();
        if is_more {
            self.turn.ask();
        }
        chief.set_alarm(&self.ring);
    }
}

impl Chief {
    fn hear(&mut self, event: Event) {
        match event {
            Event::Page(message) => self.hear_page(&message),
            Event::Failed(seat) => self.conductor.failed(seat),
            Event::Helper(seat, message) => match Answer::read(&message) {
                Ok(Answer::Ready) => self.conductor.started(seat),
                Ok(Answer::Done(number, answer)) => {
                    self.conductor.answered(seat, number, &answer, now());
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
            Some(protocol::HELLO) => {
                format::set_locale(&text_at(message, 2).unwrap_or_default());
            }
            Some(protocol::ALIVE) => self.say(message, &Array::new()),
            Some(protocol::SHOW) => self.show(message),
            Some(kind @ (protocol::PANEL | protocol::RESUME)) => {
                if let (Some(panel), Some(form)) = (text_at(message, 1), text_at(message, 3)) {
                    if kind == protocol::PANEL {
                        self.clerk.ask(&panel, &form);
                    } else {
                        self.clerk.resume(&panel, &form);
                    }
                }
                self.taken = count_at(message, 2).or(self.taken);
            }
            Some(protocol::STOP) => {
                if let Some(panel) = text_at(message, 1) {
                    self.clerk.stop(&panel);
                }
            }
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
        // What cannot be read of the links has been told where they were read first.
        let others: Array = message.get(3).dyn_into().unwrap_or_default();
        let others = others.iter().filter_map(|other| other.as_string());
        let others = others.map(|other| from_link(&other).0).collect();
        let scenario = from_link(&link).0;
        format::follow(&scenario);
        self.clerk.show(scenario, others);
        self.request = Some(Request {
            id,
            link,
            runs,
            making: None,
        });
    }

    /// Begins what the page or a panel has newly asked for.
    fn make_as_many_as_wanted(&mut self) {
        let Some(request) = &mut self.request else {
            return;
        };
        let runs = self.clerk.runs(request.runs);
        if request.making == Some(runs) {
            return;
        }
        request.making = Some(runs);
        let begun = self.conductor.show(request.id, request.link.clone(), runs);
        if let Err(error) = begun {
            self.trouble(&error.to_string());
        }
    }

    fn carry_out(&mut self, order: Order, shared: &Shared) {
        match order {
            Order::Start(seat) => match self.start(seat, shared) {
                Ok(hand) => self.hands[seat] = Some(hand),
                Err(_) => shared.happened(Event::Failed(seat)),
            },
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
        // It ends the worker when it goes, be it here.
        let hand = Hand {
            worker,
            _answer: answer,
            _error: error,
        };
        // The program as it has been compiled here: it is neither fetched nor compiled again.
        hand.worker.post_message(&wasm_bindgen::module())?;
        Ok(hand)
    }

    fn tell_bands(&mut self) {
        let Some((id, tally, all)) = self.conductor.news(now()) else {
            return;
        };
        self.clerk.tally(tally, all, now());
        numbers_into(tally, &mut self.numbers);
        let numbers = Float64Array::from(self.numbers.as_slice());
        let notes: Array = notes(tally).iter().map(JsValue::from).collect();
        // Those of an earlier request say nothing of the plan shown last.
        let request = self.request.as_ref().filter(|request| request.id == id);
        let message: Array = [
            protocol::BANDS.into(),
            id.into(),
            tally.runs().into(),
            all.into(),
            JsValue::from(tally.horizon()),
            numbers.clone().into(),
            notes.into(),
            request.map(|request| request.link.as_str()).into(),
        ]
        .iter()
        .collect();
        self.say(&message, &Array::of1(&numbers.buffer()));
    }

    fn tell_news(&mut self) {
        for news in self.clerk.news(now()) {
            let message = match news {
                News::Html { id, html } => vec![protocol::HTML.to_owned(), id, html],
                News::Apply { link, said, before } => {
                    let Change { parts, keys } = Change::between(&before, &link);
                    vec![protocol::APPLY.to_owned(), parts, said, keys]
                }
            };
            let message: Array = message.into_iter().map(JsValue::from).collect();
            self.say(&message, &Array::new());
        }
        // What came of it at once is told by now.
        if let Some(number) = self.taken.take() {
            let message = Array::of2(&protocol::PANEL.into(), &number.into());
            self.say(&message, &Array::new());
        }
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

    /// Sees to it that a turn is taken when a helper may be lost or news are to be told.
    fn set_alarm(&mut self, ring: &Function) {
        let dues = [self.conductor.due(), self.clerk.due()];
        let due = dues.into_iter().flatten().reduce(f64::min);
        if let Some(wait) = self.alarm.set(due, now()) {
            self.timer = later(wait, ring, self.timer);
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
