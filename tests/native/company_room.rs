//! The room "Your company", as a founder fills it in.

use std::collections::BTreeMap;

use headroom::company::{FIELDS, Field, Measured, QUESTIONS, TEMPLATES};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::from_link;
use headroom::studio::{Effect, News, Sent, Studio, World};

struct Page {
    studio: Studio,
    html: BTreeMap<String, String>,
    applied: Vec<(Scenario, String)>,
    is_open: bool,
}

impl Page {
    fn open() -> Self {
        let mut page = Self {
            studio: Studio::new(World::default()),
            html: BTreeMap::new(),
            applied: Vec::new(),
            is_open: false,
        };
        page.studio.open("company");
        page.look();
        page
    }

    fn look(&mut self) {
        for news in self.studio.news() {
            match news {
                News::Opened { html, .. } => {
                    self.is_open = true;
                    self.html.clear();
                    self.html.insert("all".to_owned(), html);
                }
                News::Closed => self.is_open = false,
                News::Html { id, html } => {
                    self.html.insert(id, html);
                }
                News::Effect { effect, .. } => {
                    if let Effect::Apply { link, said } = effect {
                        let (scenario, problems) = from_link(&link);
                        assert!(problems.is_empty(), "{problems:?}");
                        self.applied.push((scenario, said));
                    }
                }
            }
        }
    }

    fn send(&mut self, form: &str, sent: Sent) {
        self.studio.act(form, sent);
        self.look();
    }

    fn types(&mut self, form: &str) {
        self.send(form, Sent::Changed);
    }

    fn start(&mut self, form: &str) {
        self.send(&format!("{form}&start=1"), Sent::Submitted);
    }

    fn html(&self, id: &str) -> &str {
        self.html.get(id).map_or("", String::as_str)
    }

    fn note(&self, field: &str) -> &str {
        self.html(&format!("company-note-{field}"))
    }

    fn control(&self, field: &str) -> &str {
        self.html(&format!("company-control-{field}"))
    }

    fn value(&self, figure: &str) -> &str {
        self.html(&format!("company-value-{figure}"))
    }
}

#[test]
fn every_question_and_field_is_there_with_its_label_and_what_the_plan_has() {
    let page = Page::open();
    for row in &QUESTIONS {
        assert!(page.html("all").contains(row.asks), "{}", row.asks);
    }
    for row in &FIELDS {
        let control = page.control(row.key);
        assert!(control.contains(row.label), "{control}");
        assert!(control.contains(&format!("company-note-{}", row.key)));
        assert!(
            page.html("all")
                .contains(&format!("id=\"company-control-{}\"", row.key))
        );
        let is_prefilled = !control.contains("value=\"\"");
        let is_answer = row.instead_of.is_none() && row.field != Field::Arr;
        assert_eq!(is_prefilled, is_answer, "{control}");
    }
    assert!(page.control("users").contains("value=\"10,000\""));
    assert!(page.control("arr").contains("name=\"arr\""));
    assert!(page.note("arr").contains("$500K") || page.note("arr").contains("$500,"));
    assert!(page.value("runway").contains("months"));
    assert!(!page.html("company-verdict").is_empty());
}

#[test]
fn figures_follow_while_one_types_and_controls_are_left_alone() {
    let mut page = Page::open();
    let before = page.value("runway").to_owned();
    let control = page.control("cash").to_owned();
    page.types("cash=3M");
    assert_ne!(page.value("runway"), before);
    assert_eq!(page.control("cash"), control);
    assert_eq!(page.note("cash"), "");
    page.types("cash=3M&growth=5");
    assert!(page.note("growth").contains("read as 5 %"));
    page.types("cash=3M&growth=5+%25");
    assert_eq!(page.note("growth"), "");
}

#[test]
fn a_company_is_applied_as_one_step_under_its_name() {
    let mut page = Page::open();
    page.start(
        "name=Acme+%26+Co&users=20K&growth=12+%25&churn=3&cash=2M&bill=%244%2C000&limit=100K",
    );
    assert_eq!(page.applied.len(), 1);
    assert!(!page.is_open);
    let (scenario, said) = &page.applied[0];
    assert_eq!(scenario.name, "Acme & Co");
    assert!(said.contains("Acme & Co"));
    let measured = Measured::of(&scenario.inputs);
    for (field, value) in [
        (Field::Users, 20_000.0),
        (Field::Growth, 0.12),
        (Field::Churn, 0.03),
        (Field::Cash, 2e6),
        (Field::Bill, 4000.0),
        (Field::Limit, 1e5),
    ] {
        let is = (field.row().get)(&measured).expect("a number");
        assert!((is - value).abs() <= 1e-5 * value, "{field:?} {is}");
    }
    // Opened again it stands on what was applied, and applying it again changes nothing.
    let world = World {
        scenario: scenario.clone(),
        ..World::default()
    };
    let applied = scenario.clone();
    page.studio.know(world);
    page.studio.open("company");
    page.look();
    assert!(page.control("users").contains("value=\"20,000\""));
    assert!(page.control("name").contains("Acme &amp; Co"));
    page.start("");
    assert_eq!(page.applied[1].0, applied);
}

#[test]
fn what_is_wrong_is_said_beside_its_field_and_nothing_is_applied() {
    let mut page = Page::open();
    for (form, field, words) in [
        ("users=lots", "users", "“lots” is no number"),
        ("users=10%25", "users", "but here the unit is users"),
        ("users=0", "users", "at least 1"),
        ("churn=100", "churn", "at most 95 %"),
        ("users=5M", "users", "market"),
        ("growth=-60", "growth", "shrink"),
        ("total=10K", "total", "more than all costs"),
        ("name=%3Cb%3E&pay=x", "pay", "no number"),
    ] {
        let mut page = Page::open();
        page.types(form);
        let note = page.note(field);
        assert!(
            note.contains("refusal") && note.contains(words),
            "{form}: {note}"
        );
        page.start(form);
        assert!(page.applied.is_empty() && page.is_open, "{form}");
        assert!(page.html("company-said").contains("Not started yet"));
        assert!(!page.html("all").contains("<b>"));
    }
    page.start(&format!("name={}", "x".repeat(81)));
    assert!(page.applied.is_empty());
    assert!(page.note("name").contains("80"));
}

#[test]
fn contradictions_are_shown_and_a_choice_is_kept() {
    let mut page = Page::open();
    page.types("starter=100&arr=600K");
    let unclear = page.html("company-unclear").to_owned();
    assert!(
        unclear.contains("$600K") && unclear.contains("company-arr-prices"),
        "{unclear}"
    );
    assert!(page.note("arr").contains("not believed"));
    page.types("starter=100&arr=600K&believe-arr=arr");
    assert_eq!(page.value("arr-now"), "$600K");
    assert!(page.note("starter").contains("not believed"));
    page.types("starter=100&arr=600K&limit=5K&believe-arr=prices");
    assert!(page.html("company-unclear").contains("over capacity today"));
    page.start("starter=100&arr=600K&limit=5K&believe-arr=prices");
    assert_eq!(page.applied.len(), 1);
    let measured = Measured::of(&page.applied[0].0.inputs);
    assert!((measured.arr - 600_000.0).abs() < 1.0);
    assert!((measured.accounts[0] - 100.0).abs() < 1e-6);
}

#[test]
fn a_template_is_taken_as_it_is_or_with_answers_of_ones_own() {
    for template in &TEMPLATES {
        let mut page = Page::open();
        page.send(&format!("template={}", template.key), Sent::Submitted);
        assert!(page.html("company-start").contains(template.label));
        assert!(page.html("company-start").contains("assumption"));
        assert_eq!(page.html("company-unclear"), "", "{}", template.key);
        page.start("");
        assert_eq!(page.applied[0].0, template.scenario());
    }
    let mut page = Page::open();
    page.types("cash=7M");
    page.send("template=seed", Sent::Submitted);
    assert!(page.control("users").contains("12,000"));
    page.start("cash=7M");
    assert!((page.applied[0].0.inputs.parameters.finance.cash - 7e6).abs() < 1.0);
    assert_eq!(page.applied[0].0.name, "Your company");
}

#[test]
fn what_was_typed_is_there_again_until_it_is_cleared() {
    let mut page = Page::open();
    page.types("users=33K&runway=9&name=Acme");
    page.studio.close();
    page.studio.open("company");
    page.look();
    assert!(page.control("users").contains("33K"));
    assert!(page.control("runway").contains("value=\"9\""));
    assert!(page.control("name").contains("Acme"));
    assert_eq!(page.value("runway"), "9.0 months");
    page.send("users=33K&runway=9&name=Acme&reset=1", Sent::Submitted);
    assert!(page.control("users").contains("10,000"));
    assert!(page.control("runway").contains("value=\"\""));
    assert!(!page.control("name").contains("Acme"));
}

#[test]
fn starting_without_an_answer_leaves_the_plan_as_it_is() {
    let mut page = Page::open();
    page.start("");
    let plan = Scenario::preset(Preset::Realistic);
    assert_eq!(page.applied[0].0.inputs, plan.inputs);
}
