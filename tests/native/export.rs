//! The room in which charts and numbers leave the page: pictures that stand by themselves, and the
//! same numbers as the command line prints.

use headroom::chart::{CHARTS, DARK, Frame, LIGHT, Picture, Ranges, Scene, Subject, describe};
use headroom::forecast::Forecast;
use headroom::model::breakdown::COLUMN_COUNT;
use headroom::model::figures::{FIGURES, figures};
use headroom::model::presentation::Slide;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::present::{Deck, Look, slide};
use headroom::share::{to_json, to_link};
use headroom::studio::{Answer, Effect, PictureTo, World};

use crate::cli::answer;
use crate::ensembles::numbers;
use crate::studio_page::Page;

fn world() -> World {
    let mut scenario = Scenario::preset(Preset::Realistic);
    "Büro & \"Söhne\" <2>".clone_into(&mut scenario.name);
    scenario.set("team.scaling", 0.55).expect("possible");
    let mut other = Scenario::preset(Preset::AsWritten);
    "a < b & c".clone_into(&mut other.name);
    World {
        link: to_link(&scenario),
        scenario,
        compared: vec![other],
        ..World::default()
    }
}

fn room() -> Page {
    Page::open(world(), "export")
}

fn download(effects: Vec<Effect>) -> (String, &'static str, String) {
    match <[Effect; 1]>::try_from(effects) {
        Ok(
            [
                Effect::Download {
                    name,
                    media,
                    content,
                },
            ],
        ) => (name, media, String::from_utf8(content).expect("text")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_chart_is_a_document_that_needs_nothing_else() {
    for chart in CHARTS {
        for colours in ["light", "dark"] {
            for ground in ["page", "none"] {
                for title in ["named", "plain", "none"] {
                    let mut page = room();
                    page.change(&format!(
                        "chart={}&colours={colours}&ground={ground}&title={title}&width=640&height=400",
                        chart.id
                    ));
                    let (name, media, svg) = download(page.press("do=svg"));
                    assert_eq!(name, format!("büro-söhne-2-{}.svg", chart.id));
                    assert_eq!(media, "image/svg+xml");
                    check_document(&svg, chart.title, (ground, title));
                }
            }
        }
    }
}

fn check_document(svg: &str, chart: &str, (ground, title): (&str, &str)) {
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}\n{svg}"));
    let root = document.root_element();
    assert_eq!(
        (root.attribute("width"), root.attribute("height")),
        (Some("640"), Some("400"))
    );
    let child = |name: &str| {
        let found = root
            .children()
            .find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
        found.and_then(|node| node.text()).map(str::to_owned)
    };
    assert_eq!(child("title").as_deref(), Some(chart));
    assert!(child("desc").expect("a description").len() > 20);
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(
            [
                "svg", "title", "desc", "rect", "text", "line", "polyline", "polygon", "path",
                "circle"
            ]
            .contains(&name),
            "{name}"
        );
        for attribute in node.attributes() {
            assert!(!attribute.name().contains("href") && !attribute.value().contains("url("));
            if attribute.name() == "font-family" {
                assert!(attribute.value().contains("sans-serif"));
            }
        }
    }
    let pages = root
        .children()
        .filter(|node| node.tag_name().name() == "rect" && node.attribute("width") == Some("640"));
    assert_eq!(pages.count(), usize::from(ground == "page"));
    let words: Vec<&str> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "text")
        .filter_map(|node| node.text())
        .map(str::trim)
        .collect();
    assert_eq!(words.contains(&chart), title != "none");
    let is_named = words
        .iter()
        .any(|word| word.contains("Büro & \"Söhne\" <2>"));
    assert_eq!(is_named, title == "named", "{words:?}");
}

#[test]
fn no_title_leaves_a_picture_however_narrow() {
    let scenario = Scenario::preset(Preset::Realistic);
    let run = scenario.run();
    let scene = Scene {
        subject: Subject {
            label: "x",
            inputs: &scenario.inputs,
            run: &run,
        },
        compared: &[],
        bands: &[],
        actuals: None,
    };
    let name = "W".repeat(80);
    for chart in CHARTS {
        let frame = Frame::new(chart, &scene);
        for (width, theme) in [(200, &LIGHT), (800, &DARK)] {
            let picture = Picture {
                theme,
                width,
                height: 150,
                transparent: true,
                ranges: &Ranges::default(),
                title: Some(&name),
            };
            let svg = picture.svg(&frame);
            let document = roxmltree::Document::parse(&svg).expect("a document");
            assert!(
                svg.contains(
                    &describe(&frame)
                        .replace('&', "&amp;")
                        .replace('<', "&lt;")
                        .replace('>', "&gt;")
                )
            );
            let words: usize = document
                .root_element()
                .children()
                .filter(|node| node.tag_name().name() == "text")
                .filter_map(|node| node.text())
                .map(|text| text.chars().count())
                .sum();
            // No letter is narrower than a third of the smaller type.
            assert!(
                words as f64 * 12.0 * 0.33 <= f64::from(width),
                "{}: {words}",
                chart.id
            );
        }
    }
}

#[test]
fn a_name_of_any_characters_leaves_the_document_sound() {
    let mut world = world();
    world.scenario.name = "a\0b\u{1}c\nd\u{7f}e\u{85}f\u{fffe}g\u{ffff}h]]>&lt;".to_owned();
    world.compared[0].name.clone_from(&world.scenario.name);
    for chart in CHARTS {
        let mut page = Page::open(world.clone(), "export");
        page.change(&format!("chart={}", chart.id));
        let (_, _, svg) = download(page.press("do=svg"));
        roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{error}\n{svg}"));
    }
}

#[test]
fn pictures_of_pixels_have_the_size_that_was_asked_for() {
    let mut page = room();
    page.change("chart=cash&width=1000&height=500&scale=3");
    assert!(page.text("export-size").contains("3,000 × 1,500"));
    for (button, expected) in [
        (
            "do=png",
            PictureTo::File("büro-söhne-2-cash.png".to_owned()),
        ),
        ("do=copy-png", PictureTo::Clipboard),
    ] {
        let [Effect::Picture(picture)] = &page.press(button)[..] else {
            panic!("no picture");
        };
        assert_eq!((picture.width, picture.height), (3_000, 1_500));
        assert_eq!(picture.to, expected);
        let document = roxmltree::Document::parse(&picture.svg).expect("a document");
        assert_eq!(document.root_element().attribute("width"), Some("1000"));
    }
    page.answer(&Answer::Done);
    assert_eq!(page.text("export-said"), "Picture copied.");
    page.press("do=png");
    page.answer(&Answer::Failed("out of memory".to_owned()));
    assert!(page.text("export-said").contains("out of memory"));
}

#[test]
fn more_pixels_than_browsers_draw_are_refused_with_the_limit() {
    let mut page = room();
    page.change("width=4096&height=4096&scale=2");
    assert!(page.text("export-size").contains("8,192 × 8,192 pixels"));
    assert_eq!(page.press("do=png").len(), 1);
    page.change("width=4096&height=4096&scale=4");
    assert!(page.text("export-size").contains("more than browsers draw"));
    assert_eq!(page.press("do=png"), []);
    assert!(
        page.text("export-said")
            .contains("8,192 × 8,192 are possible")
    );
    // A drawing has no pixels.
    assert_eq!(page.press("do=svg").len(), 1);
    for typed in ["199", "4097", "x"] {
        page.change(&format!("width={typed}"));
        assert!(
            page.text("width-refusal").contains("200 to 4,096"),
            "{typed}"
        );
    }
}

#[test]
fn the_preview_is_the_picture_and_is_told_in_words() {
    let mut page = room();
    page.change("chart=load&colours=dark&ground=none");
    let (_, _, svg) = download(page.press("do=svg"));
    let view = page.view();
    let image = view
        .within("export-preview", "img")
        .next()
        .expect("a preview");
    let source = image.get("src").expect("a source");
    let data = source.strip_prefix("data:image/svg+xml,").expect("data");
    let shown = percent_encoding::percent_decode_str(data)
        .decode_utf8()
        .expect("text");
    assert_eq!(shown, svg);
    assert!(image.has_class("see-through"));
    assert!(image.get("alt").expect("words").starts_with("Load"));
}

#[test]
fn a_charts_own_button_chooses_that_chart_and_the_menu_shows_it() {
    let mut page = room();
    assert_eq!(page.press("chart=uptime"), []);
    let unknown = page.view();
    let chosen = |view: &crate::insight_page::View| {
        let options: Vec<String> = view
            .within("export-controls", "option")
            .filter(|option| option.get("selected").is_some())
            .filter_map(|option| option.get("value").map(str::to_owned))
            .collect();
        options[0].clone()
    };
    assert_eq!(chosen(&unknown), CHARTS[0].id);
    for chart in CHARTS {
        page.press(&format!("chart={}", chart.id));
        assert_eq!(chosen(&page.view()), chart.id);
    }
}

#[test]
fn the_numbers_are_those_of_the_command_line() {
    let folder = std::env::temp_dir().join(format!("headroom-export-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("scenario.json");
    std::fs::write(&file, to_json(&world().scenario)).expect("a file");
    let file = file.to_str().expect("a path");
    let mut page = room();
    let (name, media, series) = download(page.press("do=series"));
    assert_eq!(
        (name.as_str(), media),
        ("büro-söhne-2-weeks.csv", "text/csv")
    );
    assert_eq!(
        series,
        answer(&["simulate", "--format", "csv", "--scenario", file], "")
    );
    let (name, _, summary) = download(page.press("do=figures-json"));
    assert_eq!(name, "büro-söhne-2-figures.json");
    assert_eq!(summary, answer(&["summary", "--scenario", file], ""));
    std::fs::remove_dir_all(&folder).expect("removed");
}

/// The cells of a table with quotes.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().expect("a row");
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                row.last_mut().expect("a cell").push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => row.last_mut().expect("a cell").push(other),
        }
    }
    assert!(!quoted);
    assert_eq!(rows.pop(), Some(vec![String::new()]));
    rows
}

#[test]
fn the_figures_are_all_there_with_what_they_mean() {
    let (_, _, text) = download(room().press("do=figures-csv"));
    let rows = cells(&text);
    assert_eq!(rows[0], ["figure", "name", "value", "unit", "meaning"]);
    assert_eq!(rows.len(), FIGURES.len() + 1);
    let scenario = world().scenario;
    let figures = figures(&scenario.inputs, &scenario.run());
    for (row, figure) in rows[1..].iter().zip(FIGURES) {
        assert_eq!(row[0], figure.key);
        assert_eq!(row[4], figure.meaning());
        assert_eq!(
            row[2].parse().ok(),
            (figure.get)(&figures),
            "{}",
            figure.key
        );
    }
}

#[test]
fn the_workbook_is_that_of_the_page() {
    let mut page = room();
    let effects = page.press("do=workbook");
    let name = "büro-söhne-2-workbook.xlsx".to_owned();
    assert_eq!(
        effects,
        [Effect::Workbook {
            link: world().link,
            name
        }]
    );
    page.answer(&Answer::Done);
    assert!(page.text("export-said").contains("on its way"));
}

#[test]
fn a_name_that_is_no_name_of_a_file_is_replaced() {
    for (name, expected) in [
        ("", "scenario"),
        ("../../etc", "etc"),
        ("///", "scenario"),
        ("CON: a*b?", "con-a-b"),
        ("🚀", "scenario"),
    ] {
        let mut world = world();
        world.scenario.name = name.to_owned();
        let (file, _, _) = download(Page::open(world, "export").press("do=series"));
        assert_eq!(file, format!("{expected}-weeks.csv"), "{name}");
    }
}

/// What the engine has said of the plan: every series and part with a range of its own around its run.
fn forecast(scenario: &Scenario) -> Forecast {
    let weeks = numbers(&scenario.inputs, &scenario.run());
    let mut numbers = Vec::new();
    for column in 0..COLUMN_COUNT {
        for factor in [0.5, 0.9, 1.5, 1.0] {
            numbers.extend(weeks.iter().map(|week| week[column] * factor));
        }
    }
    let notes = ["0.625", "0.006"].map(str::to_owned);
    Forecast::new(1, (5_000, 5_000), weeks.len(), &numbers, &notes)
}

fn foretold() -> World {
    let mut world = world();
    let forecast = forecast(&world.scenario);
    world.take_forecast(&world.link.clone(), &forecast);
    world
}

const LEGEND: &str = "shaded: P10–P90 of 5,000 possible futures, dashes: the median";

#[test]
fn a_forecast_of_another_plan_says_nothing_of_the_one_on_the_page() {
    let mut world = world();
    let forecast = forecast(&world.scenario);
    for (key, value) in [("team.scaling", 0.56), ("run.weeks", 26.0)] {
        let mut other = world.scenario.clone();
        other.set(key, value).expect("possible");
        world.take_forecast(&to_link(&other), &forecast);
        assert!(
            world.odds.is_empty() && world.ranges.bands.is_empty(),
            "{key}"
        );
    }
    // A name and a stress test change nothing about the futures.
    let mut same = world.scenario.clone();
    same.name = "Another name".to_owned();
    same.stress[0] = Some(4);
    world.take_forecast(&to_link(&same), &forecast);
    assert!(
        world
            .odds
            .starts_with("Of 5,000 possible futures, 62.5 % ± 0.6 %"),
        "{}",
        world.odds
    );
    assert_eq!(
        (world.ranges.runs, world.ranges.bands.is_empty()),
        (5_000, false)
    );
}

#[test]
fn uncertain_ranges_are_drawn_and_explained_where_there_are_any_and_wanted() {
    let areas = |svg: &str| svg.matches("<polygon").count();
    for chart in CHARTS {
        let form = format!("chart={}&width=800&height=450", chart.id);
        let mut before = room();
        before.change(&form);
        let (.., plain) = download(before.press("do=svg"));
        assert!(
            !before
                .html("export-controls")
                .contains("With uncertain ranges")
        );
        let mut page = Page::open(foretold(), "export");
        page.change(&form);
        let (.., ranged) = download(page.press("do=svg"));
        let shown = areas(&ranged) - areas(&plain);
        let lines = chart.panes.iter().flat_map(|pane| pane.lines);
        assert_eq!(shown, lines.count(), "{}", chart.id);
        assert!(ranged.contains(LEGEND), "{}", chart.id);
        // The tick is there and set; without it the picture is as if nothing were known.
        assert!(
            page.html("export-controls")
                .contains("name=\"ranges\" checked")
        );
        page.change(&format!("{form}&ranges-offered=yes"));
        let (.., unwanted) = download(page.press("do=svg"));
        assert_eq!(unwanted, plain, "{}", chart.id);
        page.change(&format!("{form}&ranges-offered=yes&ranges=on"));
        let (.., wanted) = download(page.press("do=svg"));
        assert_eq!(wanted, ranged, "{}", chart.id);
    }
}

#[test]
fn words_about_ranges_fit_every_width() {
    for width in [200, 260, 320, 480, 800] {
        let mut page = Page::open(foretold(), "export");
        page.change(&format!("chart=arr&title=none&width={width}&height=300"));
        let (.., svg) = download(page.press("do=svg"));
        let document = roxmltree::Document::parse(&svg).expect("a document");
        let mut words = document.descendants().filter_map(|node| node.text());
        let legend = words.rfind(|it| it.contains("P10–P90")).expect("a legend");
        assert!(!legend.contains('…'), "{width}: {legend}");
        assert!(legend.chars().count() * 5 < width, "{width}: {legend}");
    }
}

#[test]
fn slides_and_the_brief_draw_ranges_and_say_what_they_are() {
    let plain = Page::open(world(), "brief");
    let ranged = Page::open(foretold(), "brief");
    let (plain, ranged) = (plain.html("brief-sheet"), ranged.html("brief-sheet"));
    assert!(!plain.contains("P10–P90"));
    assert_eq!(ranged.matches(LEGEND).count(), 1);
    assert!(ranged.matches("<polygon").count() > plain.matches("<polygon").count());
    let world = foretold();
    let deck = Deck::new(&world.scenario, &world.compared, &world.odds, Look::Dark);
    let plain: Vec<String> = Slide::ALL.map(|it| slide(&deck, it, None)).into();
    let deck = deck.with_ranges(&world.ranges);
    for (slide_of, plain) in Slide::ALL.into_iter().zip(plain) {
        let ranged = slide(&deck, slide_of, None);
        let more = ranged.matches("<polygon").count() - plain.matches("<polygon").count();
        let says = ranged.matches(LEGEND).count();
        let is_of_charts = matches!(slide_of, Slide::Growth | Slide::Burn | Slide::Capacity);
        assert_eq!(
            (says, more > 0),
            (usize::from(is_of_charts), is_of_charts),
            "{slide_of:?}"
        );
    }
    // Ranges over another horizon are of another plan.
    let mut shorter = world.scenario.clone();
    shorter.set("run.weeks", 26.0).expect("possible");
    let deck = Deck::new(&shorter, &[], "", Look::Light).with_ranges(&world.ranges);
    assert!(!slide(&deck, Slide::Growth, None).contains("P10–P90"));
}
