//! A live chart, or the tiles, for an iframe on somebody else's page.

use super::address::Address;
use crate::chart::{CHARTS, ChartSpec};
use crate::html::{Form, Group, escape, select};
use crate::studio::measure::Measure;
use crate::studio::room::Region;
use crate::studio::world::World;

/// The tiles in the place of a chart's id.
const TILES: &str = "tiles";

/// Colours that an embedded part can have: the key in the address, the name.
const COLOURS: [(&str, &str); 3] = [
    ("", "As the reader's system"),
    ("light", "Light"),
    ("dark", "Dark"),
];

/// What is embedded, and how.
pub(super) struct Embed {
    what: String,
    colours: String,
    width: Measure,
    height: Measure,
}

impl Embed {
    pub(super) fn new() -> Self {
        Self {
            what: CHARTS[0].id.to_owned(),
            colours: String::new(),
            width: Measure::new("embed-width", "Width, pixels", (200, 4_000), 640),
            height: Measure::new("embed-height", "Height, pixels", (120, 3_000), 360),
        }
    }

    /// Takes what a form has of it.
    pub(super) fn take(&mut self, form: &Form) {
        if let Some(what) = form.get("embed")
            && (what == TILES || ChartSpec::by_id(what).is_some())
        {
            what.clone_into(&mut self.what);
        }
        if let Some(colours) = form.get("embed-colours")
            && COLOURS.iter().any(|(key, _)| *key == colours)
        {
            colours.clone_into(&mut self.colours);
        }
        self.width.take(form);
        self.height.take(form);
    }

    /// Its controls.
    pub(super) fn html(&self) -> String {
        let charts = CHARTS
            .iter()
            .map(|chart| (chart.id.to_owned(), chart.title.to_owned()));
        let all = std::iter::once((TILES.to_owned(), title(TILES).to_owned())).chain(charts);
        let colours = COLOURS.map(|(key, name)| (key.to_owned(), name.to_owned()));
        [
            select(
                "embed",
                "What",
                &[Group::new("", all.collect())],
                &self.what,
            ),
            select(
                "embed-colours",
                "Colours",
                &[Group::new("", colours.to_vec())],
                &self.colours,
            ),
            self.width.html(),
            self.height.html(),
        ]
        .concat()
    }

    /// The iframe as it stands in somebody else's page.
    pub(super) fn snippet(&self, world: &World) -> String {
        self.iframe(
            world,
            &format!(
                "{}: {}, by Headroom",
                title(&self.what),
                world.scenario.name
            ),
            " style=\"border:0\" loading=\"lazy\"",
        )
    }

    fn iframe(&self, world: &World, title: &str, more: &str) -> String {
        let colours = match self.colours.as_str() {
            "" => String::new(),
            colours => format!("&colours={colours}"),
        };
        let address = Address::of(world, &format!("?embed={}{colours}", self.what));
        format!(
            "<iframe src=\"{}\" width=\"{}\" height=\"{}\" title=\"{}\"{more}></iframe>",
            escape(&address.url),
            self.width.value,
            self.height.value,
            escape(title)
        )
    }

    /// The snippet as a text to copy, what it shows, and refusals of sizes.
    pub(super) fn regions(&self, world: &World) -> Vec<Region> {
        let snippet = format!(
            "<textarea readonly rows=\"4\" aria-label=\"Snippet to paste into a page\" spellcheck=\"false\">{}</textarea>",
            escape(&self.snippet(world))
        );
        let preview = self.iframe(world, &format!("Preview of {}", title(&self.what)), "");
        vec![
            self.width.region(),
            self.height.region(),
            Region::shown("embed-snippet", snippet),
            Region::shown("embed-preview", preview),
        ]
    }
}

fn title(what: &str) -> &'static str {
    ChartSpec::by_id(what).map_or("The tiles", |chart| chart.title)
}
