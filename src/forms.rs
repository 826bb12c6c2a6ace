//! What founders have said in the forms of the engine's panels: the page keeps it for an engine in the
//! place of one that is gone.

use crate::protocol::{PANEL, RESUME, STOP};

/// So many engines in a row may be lost by a form that none of them has taken.
const LOSSES: u32 = 2;

/// A form that was sent.
#[derive(Debug)]
struct Sent {
    panel: String,
    form: String,
    /// Whether a button has sent it, and not a change of a field.
    is_pressed: bool,
    /// Whether an engine, be it gone by now, has done what came of it.
    is_done: bool,
    /// The number by which the engine that is there was told it, until it has taken it; 0 for none.
    told: u32,
    /// How many engines in a row went that were told it and have not taken it.
    losses: u32,
}

/// The forms that count, in the order in which they were sent.
#[derive(Debug, Default)]
pub struct Forms {
    sent: Vec<Sent>,
    in_view: Option<String>,
    number: u32,
}

/// Every form has its name in its first field.
#[inline(never)]
fn name(form: &str) -> Option<&str> {
    form.split('&').next()
}

impl Forms {
    /// A panel asks, which is the one in view from now on; an empty form only opens it. Returns the
    /// number by which an engine that is there is told it.
    pub fn ask(&mut self, panel: &str, form: &str, is_pressed: bool, is_there: bool) -> u32 {
        self.in_view = Some(panel.to_owned());
        self.number += 1;
        if !form.is_empty() {
            // All fields of a form are sent each time. What a button asks for is not taken back by a
            // change of a field, and not forgotten before it is done.
            self.sent.retain(|before| {
                before.panel != panel
                    || name(&before.form) != name(form)
                    || before.is_pressed && !(is_pressed && before.is_done)
            });
            self.sent.push(Sent {
                panel: panel.to_owned(),
                form: form.to_owned(),
                is_pressed,
                is_done: false,
                told: if is_there { self.number } else { 0 },
                losses: 0,
            });
        }
        self.number
    }

    /// A panel is out of view.
    pub fn leave(&mut self, panel: &str) {
        self.in_view.take_if(|in_view| in_view == panel);
    }

    /// The engine has taken all that it was told up to this number.
    pub fn taken(&mut self, number: u32) {
        for sent in &mut self.sent {
            if sent.told > 0 && sent.told <= number {
                sent.told = 0;
                sent.is_done = true;
                sent.losses = 0;
            }
        }
    }

    /// The engine is gone. What it was told and has not taken may be why.
    pub fn lost(&mut self) {
        for sent in &mut self.sent {
            sent.losses += u32::from(sent.told > 0);
            sent.told = 0;
        }
        self.sent.retain(|sent| sent.losses < LOSSES);
    }

    /// Tells an engine in the place of another all of it, by the kind of a message, the panel, a
    /// number and what the form says; last that the panel in view is, or that none is.
    pub fn tell_again(&mut self, mut tell: impl FnMut(&'static str, &str, u32, &str)) {
        for sent in &mut self.sent {
            self.number += 1;
            sent.told = self.number;
            let kind = if sent.is_done { RESUME } else { PANEL };
            tell(kind, &sent.panel, self.number, &sent.form);
        }
        let last = self.sent.last().map(|sent| (STOP, &sent.panel));
        let in_view = self.in_view.as_ref().map(|panel| (PANEL, panel));
        if let Some((kind, panel)) = in_view.or(last) {
            self.number += 1;
            tell(kind, panel, self.number, "");
        }
    }
}
