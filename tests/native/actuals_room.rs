//! The rooms of actuals and of settings, without a browser.

use headroom::format;
use headroom::model::actuals::TRACKED;
use headroom::model::calendar::YearMonth;
use headroom::model::currency::Currency;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::week::Series;
use headroom::share::{from_link, to_link};
use headroom::studio::{Effect, Sent, World};

use crate::studio_page::Page;

fn world(scenario: Scenario) -> World {
    World {
        link: to_link(&scenario),
        scenario,
        ..World::default()
    }
}

/// The only scenario that a room wants applied.
fn applied(effects: &[Effect]) -> Scenario {
    let links: Vec<_> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Apply { link, .. } => Some(link),
            _ => None,
        })
        .collect();
    assert_eq!(links.len(), 1, "{effects:?}");
    let (scenario, problems) = from_link(links[0]);
    assert_eq!(problems, []);
    scenario
}

fn file(page: &mut Page, text: &str) {
    assert!(page.studio.take_file("actuals", "a.csv", text.as_bytes()));
    page.press("");
}

#[test]
fn a_file_is_shown_with_what_is_wrong_and_kept_once_accepted() {
    let mut page = Page::open(world(Scenario::preset(Preset::Realistic)), "actuals");
    file(
        &mut page,
        "week,users,mrr\n4,14200,\"$52,000\"\n9,many,\n13,<b>,60K\n",
    );
    let text = page.text("actuals-file");
    for part in [
        "3 rows can be taken",
        "Columns: week, users, mrr",
        "line 3: Users: “many” is no number",
        "line 4: Users: “<b>” is no number",
        "Take over 3 values",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(page.text("actuals-kept").contains("no actuals yet"));
    let rows = page.view().rows("actuals-file");
    assert_eq!(rows[0], ["Week", "Users", "ARR"]);
    assert_eq!(rows[1], ["4", "14.2K", "$624K"]);

    let scenario = applied(&page.press("decimal=&do=accept"));
    assert_eq!(scenario.actuals.of("users").len(), 1);
    assert_eq!(scenario.actuals.of("arr")[1].value, 720_000.0);
    assert_eq!(page.text("actuals-file"), "");
    page.studio.know(world(scenario));
    page.press("");
    let rows = page.view().rows("actuals-kept");
    assert_eq!(
        rows[1],
        ["Users", "1", "14.2K in week 4", "14.2K in week 4"]
    );

    // Another file replaces the series that it has and leaves the others.
    file(&mut page, "week,users\n1,5\n2,6\n");
    let scenario = applied(&page.press("do=accept"));
    assert_eq!(scenario.actuals.of("users").len(), 2);
    assert_eq!(scenario.actuals.of("arr").len(), 2);
    page.studio.know(world(scenario));
    assert!(applied(&page.press("do=remove")).actuals.is_empty());
}

#[test]
fn nothing_is_kept_of_a_file_that_is_cancelled_or_cannot_be_read() {
    let mut page = Page::open(world(Scenario::preset(Preset::Realistic)), "actuals");
    file(&mut page, "week,users\n4,14200\n");
    assert_eq!(page.press("do=cancel"), []);
    assert_eq!(page.text("actuals-file"), "");
    assert_eq!(page.press("do=accept"), []);
    file(&mut page, "a,b\n1,2\n");
    assert!(page.text("actuals-file").contains("no column says when"));
    assert_eq!(page.press("do=accept"), []);
    file(&mut page, "week,users\nx,y\n");
    assert!(!page.text("actuals-file").contains("Take over"));
    assert_eq!(page.press("do=accept"), []);
    // A picture is nothing for this room.
    assert!(!page.studio.take_file("", "a.png", b"x"));
}

#[test]
fn dates_settle_the_first_month() {
    let mut page = Page::open(world(Scenario::preset(Preset::Realistic)), "actuals");
    file(&mut page, "month;users\n2027-04;2,5K\n2027-05;3,5K\n");
    page.change("decimal=&first=soon");
    assert!(
        page.text("actuals-file")
            .contains("a month such as 2027-03")
    );
    assert_eq!(page.press("decimal=&first=soon&do=accept"), []);
    page.change("decimal=&first=2027-03");
    let scenario = applied(&page.press("decimal=&first=2027-03&do=accept"));
    assert_eq!(scenario.first_month, YearMonth::parse("2027-03"));
    let weeks: Vec<u16> = scenario
        .actuals
        .of("users")
        .iter()
        .map(|it| it.week)
        .collect();
    assert_eq!(weeks, [9, 13]);
}

/// The realistic plan with users and ARR of a company that grows more slowly.
fn measured() -> Scenario {
    let mut truth = Scenario::preset(Preset::Realistic);
    truth.set("growth.viral", 0.18).expect("possible");
    let run = truth.run();
    let mut scenario = Scenario::preset(Preset::Realistic);
    for (place, row) in TRACKED.iter().enumerate().take(2) {
        let get = Series::by_key(row.series).expect("a series").get;
        for week in [4_u16, 9, 13, 17] {
            let value = get(&run.weeks[usize::from(week) - 1]);
            let week = f64::from(week);
            scenario
                .actuals
                .add(place, "test", week, value)
                .expect("possible");
        }
    }
    scenario
}

#[test]
fn a_fit_is_shown_before_and_after_and_applied_once_accepted() {
    let mut page = Page::open(world(measured()), "actuals");
    assert_eq!(page.press("fitting=1&fitted=growth.viral&do=fit"), []);
    let view = page.view();
    let rows = view.rows("actuals-fit");
    assert_eq!(rows[0][..3], ["Number", "Before", "After"]);
    assert_eq!(rows[1][..3], ["Word-of-mouth signups", "0.25", "0.18"]);
    assert_eq!(rows[1][4], "yes");
    assert_eq!(view.all("svg").count(), 2, "users and ARR");
    let scenario = applied(&page.press("do=apply"));
    let viral = scenario.get("growth.viral").expect("a parameter");
    assert!((viral - 0.18).abs() < 1e-4, "{viral}");
    assert_eq!(scenario.actuals, measured().actuals);
    assert_eq!(page.press("do=apply"), [], "once");
}

#[test]
fn a_fit_is_dropped_when_it_is_declined_or_the_plan_is_another_one() {
    let mut page = Page::open(world(measured()), "actuals");
    page.press("fitting=1&fitted=growth.viral&do=fit");
    page.press("do=drop");
    assert!(!page.text("actuals-fit").contains("Before"));
    page.press("fitting=1&fitted=growth.viral&do=fit");
    let mut other = measured();
    other.set("growth.viral", 0.2).expect("possible");
    page.studio.know(world(other));
    page.press("");
    assert!(!page.text("actuals-fit").contains("Before"));
    assert_eq!(page.press("do=apply"), []);
    page.press("fitting=1&do=fit");
    assert!(page.text("actuals-fit").contains("at least one number"));
}

#[test]
fn currency_and_first_month_go_into_the_plan() {
    let mut page = Page::open(world(Scenario::preset(Preset::Realistic)), "settings");
    let effects = page.press("currency=EUR&sign=&first=2027-03&numbers=&do=take");
    let scenario = applied(&effects);
    assert_eq!(scenario.currency, Currency::new("EUR").expect("a currency"));
    assert_eq!(scenario.first_month, YearMonth::parse("2027-03"));
    page.studio.know(world(scenario));
    assert_eq!(format::dollars(-29.0), "−€29");
    assert_eq!(format::dated(18), "18 (Jul 2027)");
    page.studio.open("settings");
    let effects = page.press("currency=other&sign=₿&first=&numbers=de-DE&do=take");
    let scenario = applied(&effects);
    assert_eq!(scenario.currency.sign(), "₿");
    assert_eq!(scenario.first_month, None);
    assert!(effects.contains(&Effect::Numbers("de-DE".to_owned())));
}

#[test]
fn what_was_refused_stands_there_to_be_mended() {
    let shown = |page: &Page| {
        let view = page.view();
        let chosen = view.all("option").filter(|it| it.get("selected").is_some());
        let typed = view.all("input").map(|it| it.get("value"));
        let all = chosen.map(|it| it.get("value")).chain(typed);
        all.map(|value| value.unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let mut page = Page::open(world(Scenario::preset(Preset::Realistic)), "settings");
    assert_eq!(shown(&page), ["USD", "", "", ""]);
    page.press("currency=other&sign=12&first=2027-03&numbers=de-DE&do=take");
    assert_eq!(shown(&page), ["other", "de-DE", "12", "2027-03"]);
    let effects = page.press("currency=EUR&sign=12&first=2027-03&numbers=&do=take");
    assert_eq!(applied(&effects).currency.key(), "EUR");
    // What was refused is forgotten once something has been taken over.
    page.studio.open("settings");
    page.change("");
    assert_eq!(shown(&page), ["USD", "", "", ""]);
}

#[test]
fn settings_that_cannot_be_taken_are_refused_with_the_reason() {
    for (form, says) in [
        (
            "currency=other&sign=12&first=&numbers=",
            "“12” cannot be a currency's sign",
        ),
        (
            "currency=other&sign=&first=&numbers=",
            "cannot be a currency's sign",
        ),
        (
            "currency=EUR&sign=&first=March&numbers=",
            "“March” is no month",
        ),
        ("currency=EUR&sign=&first=2027-13&numbers=", "1970 to 2199"),
    ] {
        let mut page = Page::open(world(Scenario::preset(Preset::Realistic)), "settings");
        assert_eq!(
            page.send(&format!("{form}&do=take"), Sent::Submitted),
            [],
            "{form}"
        );
        assert!(
            page.text("settings").contains(says),
            "{}",
            page.text("settings")
        );
    }
}
