//! What the page tells an engine in the place of one that is gone.

use headroom::forms::Forms;
use headroom::protocol::{PANEL, RESUME, STOP};

const START: &str = "part=search&first-bound=80&search=start";
const BOUND: &str = "part=search&first-bound=70";
const STRESS: &str = "part=stress&strikes=9";
const USE: &str = "part=goal&bound=0&use=finance.cash%3D1";
const FIGURE: &str = "part=figure&question=arr";

/// A message but for its number: its kind, the panel and what the form says.
type Told = (&'static str, String, String);

fn told(kind: &'static str, panel: &str, form: &str) -> Told {
    (kind, panel.to_owned(), form.to_owned())
}

/// A page whose engine dies as often as a test likes.
#[derive(Default)]
struct Page {
    forms: Forms,
    /// The number of what the engine that is there was told last.
    number: u32,
}

impl Page {
    fn say(&mut self, panel: &str, form: &str, is_pressed: bool) {
        self.number = self.forms.ask(panel, form, is_pressed, true);
    }

    /// The engine takes all that it was told.
    fn take(&mut self) {
        self.forms.taken(self.number);
    }

    /// The engine dies, and another comes, which is told this.
    fn replace(&mut self) -> Vec<Told> {
        self.forms.lost();
        let mut all = Vec::new();
        self.forms.tell_again(|kind, panel, number, form| {
            assert!(number > self.number);
            self.number = number;
            all.push(told(kind, panel, form));
        });
        all
    }
}

#[test]
fn every_form_of_every_panel_is_told_the_one_in_view_last() {
    let mut page = Page::default();
    page.say("matters", "", false);
    page.say("matters", FIGURE, false);
    page.forms.leave("matters");
    page.say("decide", "", false);
    page.say("decide", START, true);
    page.say("decide", STRESS, false);
    page.say("decide", "part=stress&strikes=10", false);
    page.take();
    let said = [
        told(RESUME, "matters", FIGURE),
        told(RESUME, "decide", START),
        told(RESUME, "decide", "part=stress&strikes=10"),
    ];
    let told_with = |last: Told| [&said[..], &[last]].concat();
    assert_eq!(page.replace(), told_with(told(PANEL, "decide", "")));
    page.take();
    page.forms.leave("decide");
    page.say("matters", "", false);
    assert_eq!(page.replace(), told_with(told(PANEL, "matters", "")));
    page.take();
    page.forms.leave("matters");
    assert_eq!(page.replace(), told_with(told(STOP, "decide", "")));
    Forms::default().tell_again(|_, _, _, _| panic!("nothing was said"));
}

#[test]
fn a_button_is_not_taken_back_by_a_field_but_by_another_button() {
    let mut page = Page::default();
    page.say("decide", START, true);
    page.say("decide", BOUND, false);
    page.take();
    let both = [
        told(RESUME, "decide", START),
        told(RESUME, "decide", BOUND),
        told(PANEL, "decide", ""),
    ];
    assert_eq!(page.replace(), both);
    page.take();
    let cancel = "part=search&first-bound=70&cancel=search";
    page.say("decide", cancel, true);
    page.take();
    let one = [told(RESUME, "decide", cancel), told(PANEL, "decide", "")];
    assert_eq!(page.replace(), one);
}

#[test]
fn what_no_engine_has_taken_is_told_as_new_and_once_more_only() {
    let mut page = Page::default();
    page.say("decide", STRESS, false);
    page.take();
    page.say("decide", USE, true);
    // Said of what was asked before: it proves nothing.
    page.forms.taken(1);
    let both = [
        told(RESUME, "decide", STRESS),
        told(PANEL, "decide", USE),
        told(PANEL, "decide", ""),
    ];
    assert_eq!(page.replace(), both);
    // Its successor dies of it too: the next one is not told, and is told all else.
    let rest = [told(RESUME, "decide", STRESS), told(PANEL, "decide", "")];
    assert_eq!(page.replace(), rest);
    page.take();
    assert_eq!(page.replace(), rest);
}

#[test]
fn what_was_taken_changes_no_plan_again() {
    let mut page = Page::default();
    page.say("decide", USE, true);
    assert_eq!(page.replace()[0], told(PANEL, "decide", USE));
    page.take();
    assert_eq!(page.replace()[0], told(RESUME, "decide", USE));
}

#[test]
fn what_is_asked_while_no_engine_is_there_waits_for_one() {
    let mut page = Page::default();
    for times in 0..3 {
        let form = format!("part=goal&bound={times}&use=finance.cash%3D1");
        page.forms.ask("decide", &form, true, false);
    }
    // However many come and go without having been told.
    for _ in 0..3 {
        page.forms.lost();
    }
    let kinds: Vec<_> = page.replace().into_iter().map(|it| it.0).collect();
    assert_eq!(kinds, [PANEL; 4]);
}
