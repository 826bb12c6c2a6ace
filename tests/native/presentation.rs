//! The slides and the brief, and the rooms in which they are shown and edited.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

use headroom::chart::bridge::{Bar, Bridge};
use headroom::chart::sheet::Shape;
use headroom::chart::{LIGHT, Role};
use headroom::model::inputs::{Hire, MAXIMUM_NAME};
use headroom::model::parameters::PARAMETERS;
use headroom::model::presentation::{MAXIMUM_HEADLINE, Page, Slide, Wording};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::units::Unit;
use headroom::present::{Deck, Look, assumptions, brief, fingerprint, headline, slide};
use headroom::share::{from_link, to_link};
use headroom::story::pages::{Movements, arr_today};
use headroom::story::plain_text;
use headroom::studio::{Effect, News, Sent, Studio, World};

use crate::share_scenarios::scenario;

fn realistic() -> Scenario {
    Scenario::preset(Preset::Realistic)
}

fn deck<'a>(scenario: &'a Scenario, compared: &[Scenario]) -> Deck<'a> {
    Deck::new(scenario, compared, "", Look::Light)
}

fn sentence(scenario: &Scenario, slide: Slide) -> String {
    plain_text(&headline(&deck(scenario, &[]), slide))
}

/// The text of HTML. Fails if a parser finds anything wrong.
fn read(html: &str) -> String {
    fn collect(node: &Handle, text: &mut String) {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
            text.push(' ');
        }
        for child in node.children.borrow().iter() {
            collect(child, text);
        }
    }
    let page = format!("<!doctype html><title>x</title><body>{html}");
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    assert!(dom.errors.borrow().is_empty(), "{:?}", dom.errors.borrow());
    let mut text = String::new();
    collect(&dom.document, &mut text);
    text
}

#[test]
fn what_a_run_wins_and_loses_leads_from_todays_arr_to_that_at_the_horizon() {
    for preset in Preset::ALL {
        let scenario = Scenario::preset(preset);
        let run = scenario.run();
        let moved = Movements::of(&run);
        let from = arr_today(&scenario.inputs);
        let to = run.weeks.last().expect("a week").arr;
        let sum = from + moved.new + moved.expansion + moved.contraction + moved.churn;
        assert!((sum - to).abs() <= 1e-9 * to, "{sum} is not {to}");
        assert!(moved.new > 0.0 && moved.churn < 0.0 && moved.contraction <= 0.0);
    }
}

#[test]
fn sentences_of_pages_follow_the_numbers() {
    let mut scenario = realistic();
    let before: Vec<String> = Slide::ALL.map(|slide| sentence(&scenario, slide)).into();
    assert_eq!(
        before[Slide::Burn as usize],
        "The ask: $586K before week 18, just to get through 52 weeks."
    );
    for (raise, month, begins) in [
        (3_000_000.0, 3.0, "With $3.00M in month 3 the cash lasts: "),
        (
            100_000.0,
            3.0,
            "$100K in month 3 does not do: out of cash in week ",
        ),
        // After the cash is gone, and beyond the horizon.
        (
            3_000_000.0,
            8.0,
            "$3.00M in month 8 does not do: out of cash in week 18, ",
        ),
        (3_000_000.0, 30.0, "The ask: $586K before week 18"),
    ] {
        scenario.set("finance.raise", raise).expect("possible");
        scenario
            .set("finance.raise_month", month)
            .expect("possible");
        let said = sentence(&scenario, Slide::Burn);
        assert!(said.starts_with(begins), "{said}");
    }
    scenario.set("finance.raise", 0.0).expect("possible");
    scenario.set("finance.cash", 5e6).expect("possible");
    assert!(sentence(&scenario, Slide::Burn).starts_with("No new money needed: "));
    scenario.set("growth.viral", 0.15).expect("possible");
    for slide in [
        Slide::Verdict,
        Slide::Growth,
        Slide::Bridge,
        Slide::Assumptions,
    ] {
        assert_ne!(sentence(&scenario, slide), before[slide as usize]);
    }
    assert!(sentence(&scenario, Slide::Assumptions).contains(" are our own"));
}

#[test]
fn every_slide_says_its_own_headline_or_that_of_the_founder() {
    let mut scenario = realistic();
    for slide_ in Slide::ALL {
        let made = sentence(&scenario, slide_);
        let html = slide(&deck(&scenario, &[]), slide_, Some((2, 7)));
        let text = read(&html).split_whitespace().collect::<Vec<_>>().join(" ");
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        // Emphasis divides the sentence into pieces.
        let bare = |text: &str| text.replace(' ', "");
        assert!(
            bare(&text).contains(&bare(&made)),
            "{made} is not in {text}"
        );
        assert!(text.contains("2 / 7") && text.contains(&words(&scenario.name)));
        scenario
            .presentation
            .page_mut(slide_)
            .set_words(Wording::Headline, "Ours <b>& bold</b>".to_owned())
            .expect("short");
        let html = slide(&deck(&scenario, &[]), slide_, None);
        assert!(html.contains("Ours &lt;b&gt;&amp; bold&lt;/b&gt;"));
        assert!(!html.contains("<image") && !html.contains("<img"));
    }
}

#[test]
fn a_risk_does_on_its_slide_what_the_stress_test_of_it_does() {
    let calm = realistic();
    let text = read(&slide(&deck(&calm, &[]), Slide::Risk, None));
    assert!(text.contains("if it struck in week 22"), "{text}");
    let mut struck = calm.clone();
    struck.set("stress.sprawl", 22.0).expect("possible");
    let lowest = |scenario: &Scenario| {
        let cash = scenario.run().weeks.into_iter().map(|week| week.cash);
        cash.fold(f64::INFINITY, f64::min)
    };
    let effect = headroom::format::dollars(lowest(&struck) - lowest(&calm));
    assert!(text.contains(&effect), "{effect} is not in {text}");
}

#[test]
fn bars_of_a_bridge_hang_on_each_other_and_no_word_covers_another() {
    let bar = |label: &str, value, is_total| Bar {
        label: label.to_owned(),
        value,
        is_total,
        role: Role::Revenue,
        compared: vec![("a rather long name of a plan".to_owned(), value / 2.0)],
    };
    let bridge = Bridge {
        title: "Bridge".to_owned(),
        unit: Unit::DollarsPerYear,
        bars: vec![
            bar("Today", 100.0, true),
            bar("Expansion", 50.0, false),
            bar("Contraction", -30.0, false),
            bar("Then", 120.0, true),
        ],
    };
    for (width, height) in [(900.0, 330.0), (350.0, 250.0)] {
        let shapes = bridge.shapes(width, height);
        let fills: Vec<_> = shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Fill(rect, _) => Some(*rect),
                _ => None,
            })
            .collect();
        let [today, up, down, then] = fills[..] else {
            panic!("four bars")
        };
        assert!((up.bottom - today.top).abs() < 1e-9);
        assert!((down.top - up.top).abs() < 1e-9);
        assert!((down.bottom - then.top).abs() < 1e-9);
        let dollar = today.height() / 100.0;
        for (rect, value) in [(up, 50.0), (down, 30.0), (then, 120.0)] {
            assert!((rect.height() - value * dollar).abs() < 1e-9);
        }
        let texts: Vec<_> = shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Text(text) => Some(text),
                _ => None,
            })
            .collect();
        for (at, one) in texts.iter().enumerate() {
            let bounds = one.bounds();
            assert!(bounds.left >= 0.0 && bounds.right <= width && bounds.bottom <= height);
            for other in &texts[at + 1..] {
                assert!(
                    !bounds.overlaps(&other.bounds()),
                    "{} {}",
                    one.text,
                    other.text
                );
            }
        }
    }
    let said = "Bridge: Today $100, Expansion +$50, Contraction −$30, Then $120.";
    assert_eq!(bridge.describe(), said);
    assert!(bridge.svg(&LIGHT, 900, 330).contains(said));
}

#[test]
fn assumptions_come_with_the_most_changed_first_and_all_of_them_once() {
    let mut scenario = realistic();
    let untouched = assumptions(&scenario);
    // All but the horizon.
    assert_eq!(untouched.len(), PARAMETERS.len() - 1);
    assert!(untouched.iter().all(|row| !row.is_changed));
    scenario.set("team.scaling", 0.71).expect("possible");
    scenario
        .set("finance.cash", 90_000_000.0)
        .expect("possible");
    scenario.inputs.hires.clear();
    let rows = assumptions(&scenario);
    assert_eq!(rows.len(), untouched.len() + 1);
    let first: Vec<&str> = rows[..3].iter().map(|row| &*row.label).collect();
    assert_eq!(
        first,
        ["Hires", "Cash at the start", "Engineering on scaling"]
    );
    assert_eq!(rows[1].basis, "our own, not $500K (plan)");
    assert!(rows[..3].iter().all(|row| row.is_changed) && !rows[3].is_changed);
    let text = read(&brief(&deck(&scenario, &[])));
    let left = rows.len() - 16;
    assert!(text.contains(&format!(
        "{left} more are left out here, all as the preset has them."
    )));
}

#[test]
fn figures_that_read_the_same_have_the_same_fingerprint_and_others_another() {
    let print = |scenario: &Scenario| fingerprint(&deck(scenario, &[]).figures);
    let mut scenario = realistic();
    let before = print(&scenario);
    scenario.name = "Another name".to_owned();
    assert_eq!(print(&scenario), before);
    scenario
        .set("finance.overhead", 11_000.0)
        .expect("possible");
    assert_ne!(print(&scenario), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_scenario_can_be_shown(scenario in scenario(), other in scenario()) {
        let deck = Deck::new(&scenario, std::slice::from_ref(&other), "<odds>", Look::Dark);
        for each in Slide::ALL {
            read(&slide(&deck, each, Some((1, 1))));
        }
        read(&brief(&deck));
    }
}

/// The page with an open room, as the shell would hold it.
struct Stage {
    studio: Studio,
    world: World,
    news: Vec<News>,
}

impl Stage {
    fn open(room: &str, scenario: Scenario) -> Self {
        let world = World {
            link: to_link(&scenario),
            scenario,
            ..World::default()
        };
        let mut studio = Studio::new(World::default());
        studio.know(world.clone());
        studio.open(room);
        let news = studio.news();
        Self {
            studio,
            world,
            news,
        }
    }

    /// What the studio says; the page takes a scenario in as it would.
    fn follow(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut news = self.studio.news();
        while let Some(at) = news.iter().position(|each| {
            matches!(
                each,
                News::Effect {
                    effect: Effect::Apply { .. },
                    ..
                }
            )
        }) {
            if let News::Effect {
                effect: Effect::Apply { link, .. },
                ..
            } = news.remove(at)
            {
                let (scenario, problems) = from_link(&link);
                assert_eq!(problems, []);
                (self.world.scenario, self.world.link) = (scenario, link);
                self.studio.know(self.world.clone());
                news.extend(self.studio.news());
            }
        }
        for each in &news {
            if let News::Effect { effect, .. } = each {
                effects.push(effect.clone());
            }
        }
        self.news.extend(news);
        effects
    }

    fn act(&mut self, form: &str, sent: Sent) -> Vec<Effect> {
        self.studio.act(form, sent);
        self.follow()
    }

    fn key(&mut self, key: &str) -> bool {
        let taken = self.studio.take_key(key);
        self.follow();
        taken
    }

    /// What an element holds, as last sent.
    fn held(&self, id: &str) -> &str {
        let found = self.news.iter().rev().find_map(|each| match each {
            News::Html { id: of, html } if of == id => Some(html.as_str()),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("{id} was not sent"))
    }

    fn page(&self, slide: Slide) -> &Page {
        self.world.scenario.presentation.page(slide)
    }
}

#[test]
fn keys_turn_pages_and_stop_at_the_ends() {
    let mut stage = Stage::open("present", realistic());
    assert!(stage.news.iter().any(|each| matches!(
        each,
        News::Effect {
            effect: Effect::FullScreen(true),
            ..
        }
    )));
    for (key, place) in [
        ("ArrowLeft", "1 of 7: The verdict"),
        ("ArrowRight", "2 of 7: Growth"),
        ("PageDown", "3 of 7: ARR bridge"),
        (" ", "4 of 7: Burn and the ask"),
        ("PageUp", "3 of 7: ARR bridge"),
        ("End", "7 of 7: Assumptions"),
        ("ArrowRight", "7 of 7: Assumptions"),
        ("Home", "1 of 7: The verdict"),
    ] {
        assert!(stage.key(key), "{key}");
        assert_eq!(stage.held("present-place"), place, "{key}");
    }
    assert!(!stage.key("x"));
    assert!(stage.key("Escape"));
    assert_eq!(stage.studio.open_room(), None);
}

#[test]
fn a_headline_is_kept_with_the_scenario_and_told_when_the_plan_moves_on() {
    let mut stage = Stage::open("present", realistic());
    stage.act("do=edit", Sent::Submitted);
    let made = sentence(&realistic(), Slide::Growth);
    // As it stands in the field: nothing is changed.
    let form = |headline: &str| format!("slot=1&shown=on&headline={headline}&note=");
    stage.act(&form(&made.replace(' ', "+")), Sent::Changed);
    assert_eq!(stage.world.scenario, realistic());
    stage.act(&form("++ARR+reaches%0D%0A$7M"), Sent::Changed);
    assert_eq!(
        stage.page(Slide::Growth).words(Wording::Headline),
        "ARR reaches $7M"
    );
    assert!(stage.held("page-1-slide").contains("ARR reaches $7M"));
    assert!(stage.held("page-1-said").contains("does not follow"));
    // The plan changes below.
    stage
        .world
        .scenario
        .set("growth.viral", 0.2)
        .expect("possible");
    stage.world.link = to_link(&stage.world.scenario);
    stage.studio.know(stage.world.clone());
    stage.follow();
    assert!(stage.held("page-1-said").contains("has changed since"));
    stage.act(
        &(form("ARR+reaches+$7M") + "&reset=headline"),
        Sent::Submitted,
    );
    assert_eq!(stage.page(Slide::Growth).words(Wording::Headline), "");
    assert_eq!(stage.page(Slide::Growth).written_for, None);
    assert!(stage.held("page-1-said").contains("follows the plan"));
}

#[test]
fn controls_that_the_founder_changed_are_not_sent_again() {
    let mut stage = Stage::open("present", realistic());
    stage.act("do=edit", Sent::Submitted);
    stage.news.clear();
    stage.act("slot=2&shown=on&headline=Ours&note=Breathe", Sent::Changed);
    assert_eq!(stage.page(Slide::Bridge).words(Wording::Note), "Breathe");
    let sent: Vec<&String> = stage
        .news
        .iter()
        .filter_map(|each| match each {
            News::Html { id, .. } => Some(id),
            _ => None,
        })
        .collect();
    assert!(sent.iter().any(|id| *id == "page-2-slide"));
    assert!(!sent.iter().any(|id| id.ends_with("-words")), "{sent:?}");
}

#[test]
fn a_text_too_long_is_refused_and_the_one_before_stays() {
    let mut stage = Stage::open("present", realistic());
    let long = "x".repeat(MAXIMUM_HEADLINE + 1);
    stage.act("slot=0&shown=on&headline=Short&note=", Sent::Changed);
    stage.act(
        &format!("slot=0&shown=on&headline={long}&note="),
        Sent::Changed,
    );
    assert!(
        stage
            .held("page-0-said")
            .contains("201 characters, at most 200")
    );
    assert_eq!(stage.page(Slide::Verdict).words(Wording::Headline), "Short");
}

#[test]
fn pages_move_and_are_left_out() {
    let mut stage = Stage::open("present", realistic());
    let form = |slot: usize, more: &str| format!("slot={slot}&shown=on&note={more}");
    stage.act(&form(5, "&move=earlier"), Sent::Submitted);
    stage.act(&form(0, "&move=earlier"), Sent::Submitted);
    stage.act(&form(6, "&move=later"), Sent::Submitted);
    stage.act("slot=1&note=", Sent::Changed);
    let order: Vec<(Slide, bool)> = stage
        .world
        .scenario
        .presentation
        .pages()
        .iter()
        .map(|page| (page.slide(), page.hidden))
        .collect();
    assert_eq!(order[1], (Slide::Growth, true));
    assert_eq!(order[4], (Slide::Risk, false));
    assert_eq!(order[5], (Slide::Capacity, false));
    assert!(stage.held("page-1-slide").contains("is-left-out"));
    stage.key("End");
    stage.key("Home");
    stage.key("ArrowRight");
    assert_eq!(stage.held("present-place"), "2 of 6: ARR bridge");
    // All of them.
    for slot in 0..7 {
        stage.act(&format!("slot={slot}&note="), Sent::Changed);
    }
    assert!(
        stage
            .held("present-stage")
            .contains("All pages are left out")
    );
    assert_eq!(stage.held("present-place"), "");
}

#[test]
fn notes_are_shown_on_demand() {
    let mut stage = Stage::open("present", realistic());
    stage.act("slot=0&shown=on&note=Say+<it>", Sent::Changed);
    assert_eq!(stage.held("present-note"), "");
    stage.key("n");
    assert!(stage.held("present-note").contains("Say &lt;it&gt;"));
    stage.key("ArrowRight");
    assert!(stage.held("present-note").contains("No note on this page"));
    stage.key("N");
    assert_eq!(stage.held("present-note"), "");
}

#[test]
fn the_brief_takes_the_longest_names_and_prints() {
    let mut scenario = realistic();
    scenario.name = "W".repeat(MAXIMUM_NAME);
    scenario.inputs.hires = vec![
        Hire {
            role: "R".repeat(MAXIMUM_NAME).into(),
            month: 1.0,
            salary: 1e5
        };
        40
    ];
    let mut stage = Stage::open("brief", scenario);
    let sheet = read(stage.held("brief-sheet"));
    assert!(sheet.contains(&"W".repeat(MAXIMUM_NAME)) && sheet.contains("40, $4.00M a year"));
    assert_eq!(stage.act("do=print", Sent::Submitted), [Effect::Print]);
}
