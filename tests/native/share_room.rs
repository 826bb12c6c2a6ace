//! The room in which a scenario is passed on, without a browser.

use headroom::chart::CHARTS;
use headroom::model::inputs::{Hire, MAXIMUM_HIRES};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::link::unpack;
use headroom::share::{from_link, to_link};
use headroom::studio::{Answer, Effect, Sent, World};
use proptest::prelude::*;

use crate::share_scenarios::{bits, scenario};
use crate::studio_page::Page;

const ADDRESS: &str = "https://example.org/headroom/";

fn world(scenario: Scenario) -> World {
    World {
        link: to_link(&scenario),
        scenario,
        address: ADDRESS.to_owned(),
        ..World::default()
    }
}

/// So many hires with roles so long, none like the other.
fn hired(count: usize, letters: usize) -> Scenario {
    // Any letters, the same at every run: nothing makes them shorter.
    let mut seed = 1_u64;
    let mut letter = || {
        seed = seed * 48_271 % 2_147_483_647;
        char::from(b'a' + u8::try_from(seed / 7 % 26).expect("a letter"))
    };
    let mut scenario = Scenario::preset(Preset::Realistic);
    scenario.inputs.hires = (0..count)
        .map(|number| Hire {
            role: (0..letters).map(|_| letter()).collect::<String>().into(),
            month: 1.0 + number as f64 * 0.37,
            salary: 51_234.0 + 1_777.0 * number as f64,
        })
        .collect();
    scenario
}

fn shared(page: &Page) -> String {
    page.view()
        .all("input")
        .find(|input| input.get("name") == Some("link"))
        .and_then(|input| input.get("value"))
        .expect("the link")
        .to_owned()
}

#[test]
fn an_untouched_plan_is_shared_by_the_plain_address() {
    let page = Page::open(world(Scenario::preset(Preset::Realistic)), "share");
    assert_eq!(shared(&page), ADDRESS);
}

#[test]
fn an_ordinary_link_is_readable_and_without_warning() {
    let mut scenario = Scenario::preset(Preset::AsWritten);
    scenario.set("team.scaling", 0.55).expect("possible");
    let page = Page::open(world(scenario), "share");
    assert_eq!(
        shared(&page),
        format!("{ADDRESS}#v=1&preset=as-written&team.scaling=0.55")
    );
    assert!(page.text("share-about").contains("readable"));
    assert!(!page.text("share-about").contains("Too long"));
}

#[test]
fn a_long_link_is_compressed_and_means_the_same() {
    let scenario = hired(40, 24);
    assert!(to_link(&scenario).len() > 1_500);
    let page = Page::open(world(hired(MAXIMUM_HIRES, 60)), "share");
    let link = shared(&page);
    let (_, fragment) = link.split_once('#').expect("a fragment");
    assert!(fragment.starts_with("z=1."), "{fragment}");
    assert!(page.text("share-about").contains("compressed from"));
    let (back, problems) = from_link(&unpack(fragment).expect("sound"));
    assert_eq!(problems, []);
    assert_eq!(bits(&back), bits(&hired(MAXIMUM_HIRES, 60)));
}

#[test]
fn a_link_that_programs_cut_even_so_is_warned_of_with_their_limits() {
    let page = Page::open(world(hired(MAXIMUM_HIRES, 80)), "share");
    let length = shared(&page).len();
    assert!(length > 2_079 && length < 4_000, "{length}");
    let about = page.text("share-about");
    assert!(about.contains("Too long for some"), "{about}");
    assert!(
        about.contains("Discord (2,000)") && !about.contains("Slack"),
        "{about}"
    );
    // Every limit is in the table, and says where it comes from.
    let rows = page.view();
    let rows: Vec<_> = rows.all("td").map(|cell| cell.text.clone()).collect();
    assert!(rows.iter().any(|cell| cell == "assumption"));
    assert!(rows.iter().any(|cell| cell.starts_with("Telegram")));
}

/// What a camera reads off the code in the room.
fn read_code(page: &Page) -> Result<String, String> {
    let view = page.view();
    let svg = view.within("share-code", "svg").next().ok_or("no code")?;
    let side: usize = svg
        .get("viewbox")
        .or(svg.get("viewBox"))
        .and_then(|size| size.split(' ').next_back()?.parse().ok())
        .expect("a size");
    let path = view.within("share-code", "path").next().expect("a path");
    let mut dark = vec![false; side * side];
    for run in path.get("d").expect("a path").split('M').skip(1) {
        let (place, rest) = run.split_once('h').expect("a run");
        let (x, y) = place.split_once(' ').expect("a place");
        let (x, y): (usize, usize) = (x.parse().expect("x"), y.parse().expect("y"));
        let length: usize = rest
            .split('v')
            .next()
            .expect("a length")
            .parse()
            .expect("a length");
        dark[y * side + x..y * side + x + length].fill(true);
    }
    // The frame that readers need is there.
    for (at, &dark) in dark.iter().enumerate() {
        let (x, y) = (at % side, at / side);
        assert!(!dark || (4..side - 4).contains(&x) && (4..side - 4).contains(&y));
    }
    let scale = 4;
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(side * scale, side * scale, |x, y| {
            if dark[y / scale * side + x / scale] {
                0
            } else {
                255
            }
        });
    let grids = image.detect_grids();
    let grid = grids.first().ok_or("nothing found")?;
    grid.decode()
        .map(|(_, text)| text)
        .map_err(|error| error.to_string())
}

#[test]
fn the_code_is_read_as_the_link_at_every_density() {
    for (count, letters) in [(0, 0), (1, 10), (6, 12), (20, 20), (MAXIMUM_HIRES, 40)] {
        let mut scenario = hired(count, letters);
        if count == 0 {
            scenario = Scenario::preset(Preset::Realistic);
        }
        let page = Page::open(world(scenario), "share");
        assert_eq!(read_code(&page), Ok(shared(&page)), "{count} hires");
    }
}

#[test]
fn a_link_that_no_code_holds_is_refused_with_the_limit() {
    let mut scenario = hired(MAXIMUM_HIRES, 80);
    scenario.name = (0..80_u32)
        .map(|at| char::from_u32(0x4e00 + at * 97).expect("a letter"))
        .collect();
    for (at, hire) in scenario.inputs.hires.iter_mut().enumerate() {
        hire.role = (0..80_u32)
            .map(|letter| {
                char::from_u32(
                    0x4e00 + (letter * 131 + u32::try_from(at).expect("few") * 977) % 20_000,
                )
                .expect("a letter")
            })
            .collect::<String>()
            .into();
    }
    let page = Page::open(world(scenario), "share");
    assert!(shared(&page).len() > 2_953);
    assert!(read_code(&page).is_err());
    assert!(
        page.text("share-code").contains("a QR code holds 2953"),
        "{}",
        page.text("share-code")
    );
}

#[test]
fn the_buttons_want_what_they_say_and_tell_what_came_of_it() {
    let mut page = Page::open(world(hired(2, 5)), "share");
    let link = shared(&page);
    assert_eq!(page.press("do=copy-link"), [Effect::CopyText(link.clone())]);
    page.answer(&Answer::Done);
    assert_eq!(page.text("share-said"), "Link copied.");
    page.press("do=copy-link");
    assert_eq!(page.text("share-said"), "");
    page.answer(&Answer::Failed("not allowed".to_owned()));
    assert!(page.text("share-said").contains("not allowed"));
    assert!(matches!(&page.press("do=share")[..], [Effect::Share { url, .. }] if *url == link));
    let [
        Effect::Download {
            name,
            media,
            content,
        },
    ] = &page.press("do=save-code")[..]
    else {
        panic!("no download");
    };
    assert_eq!(
        (name.as_str(), *media),
        ("headroom-link.svg", "image/svg+xml")
    );
    let svg = std::str::from_utf8(content).expect("text");
    roxmltree::Document::parse(svg).expect("a document");
}

#[test]
fn every_chart_and_the_tiles_can_be_embedded() {
    let scenario = {
        let mut scenario = hired(2, 5);
        scenario.name = "Tom & \"Jerry\" <GmbH>".to_owned();
        scenario
    };
    let mut page = Page::open(world(scenario), "share");
    let parts: Vec<&str> = CHARTS
        .iter()
        .map(|chart| chart.id)
        .chain(["tiles"])
        .collect();
    let view = page.view();
    let offered: Vec<&str> = view
        .within("room", "option")
        .filter_map(|option| option.get("value"))
        .collect();
    for part in parts {
        assert!(offered.contains(&part), "{part}");
        page.change(&format!(
            "embed={part}&embed-colours=dark&embed-width=500&embed-height=300"
        ));
        let snippet = page.text("embed-snippet");
        // The snippet is a page's own source: what a browser makes of it is the frame.
        let frame = crate::insight_page::parse(&format!(
            "<!doctype html><html><head><title>x</title></head><body>{snippet}</body></html>"
        ));
        let frame = frame.all("iframe").next().expect("a frame").clone();
        let source = frame.get("src").expect("an address");
        assert!(
            source.starts_with(&format!("{ADDRESS}?embed={part}&colours=dark#v=1")),
            "{source}"
        );
        assert_eq!(
            (frame.get("width"), frame.get("height")),
            (Some("500"), Some("300"))
        );
        assert!(
            frame
                .get("title")
                .expect("a title")
                .contains("Tom & \"Jerry\" <GmbH>")
        );
        let view = page.view();
        let preview = view
            .within("embed-preview", "iframe")
            .next()
            .expect("a preview");
        assert_eq!(preview.get("src"), Some(source));
    }
    page.change("embed=nonsense&embed-colours=pink");
    assert!(
        page.text("embed-snippet")
            .contains("embed=tiles&amp;colours=dark")
    );
}

#[test]
fn an_impossible_size_is_refused_beside_its_field_and_the_last_one_stays() {
    let mut page = Page::open(world(Scenario::preset(Preset::Realistic)), "share");
    for typed in [
        "",
        "-3",
        "wide",
        "199",
        "4001",
        "1e9",
        "99999999999999999999",
    ] {
        page.change(&format!("embed-width={typed}"));
        let refusal = page.text("embed-width-refusal");
        assert!(
            refusal.contains("200 to 4,000") && refusal.contains("640 stays"),
            "{typed}: {refusal}"
        );
        assert!(page.text("embed-snippet").contains("width=\"640\""));
    }
    page.change("embed-width=1,200");
    assert_eq!(page.text("embed-width-refusal"), "");
    assert!(page.text("embed-snippet").contains("width=\"1200\""));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_shared_comes_back(scenario in scenario()) {
        let page = Page::open(world(scenario.clone()), "share");
        let link = shared(&page);
        let fragment = link.split_once('#').map_or("", |(_, fragment)| fragment);
        let (back, problems) = from_link(&unpack(fragment).expect("sound"));
        prop_assert!(problems.is_empty());
        prop_assert_eq!(bits(&back), bits(&scenario));
        prop_assert!(fragment.starts_with("z=1.") || link.len() <= 2_000);
    }

    #[test]
    fn no_form_does_harm(form in "(do|embed|embed-width|link|x)=\\PC{0,20}(&(do|embed-height)=[a-z0-9%-]{0,12})?") {
        let mut page = Page::open(world(Scenario::preset(Preset::Realistic)), "share");
        page.send(&form, Sent::Submitted);
        page.send(&form, Sent::Changed);
        page.view();
    }
}
