//! The room in which charts and numbers leave the page: pictures, tables, a workbook.

mod picture;

use super::effect::{Answer, Effect, Picture, PictureTo};
use super::room::{Region, Room, Sent};
use super::scenes::Scenes;
use super::world::World;
use crate::html::{Form, button, escape};
use crate::model::figures::figures;
use crate::share::{figures_csv, figures_json, series_csv};
use picture::Settings;

/// The room.
pub struct Export {
    settings: Settings,
    /// What is said of the last button.
    said: String,
    /// What is said once the browser has done it.
    hoped: String,
}

impl Export {
    /// The room as it is before anybody has been in it.
    #[must_use]
    pub fn new() -> Self {
        Self {
            settings: Settings::new(),
            said: String::new(),
            hoped: String::new(),
        }
    }

    /// The picture as pixels, or why there can be none.
    fn pixels(&mut self, world: &World, to: PictureTo) -> Vec<Effect> {
        match self.settings.pixels() {
            Ok((width, height)) => {
                let svg = self.settings.svg(&Scenes::new(world));
                vec![Effect::Picture(Picture {
                    svg,
                    width,
                    height,
                    to,
                })]
            }
            Err(refusal) => {
                self.said = refusal;
                Vec::new()
            }
        }
    }

    /// Hands a text to the founder as a file.
    fn file(&mut self, name: String, media: &'static str, text: String) -> Vec<Effect> {
        self.said = format!("{name} is on its way.");
        vec![Effect::Download {
            name,
            media,
            content: text.into_bytes(),
        }]
    }
}

impl Default for Export {
    fn default() -> Self {
        Self::new()
    }
}

/// The name of a file: the scenario's, as far as every system takes it, and what is in the file.
fn file_name(world: &World, what: &str) -> String {
    const LONGEST: usize = 60;
    let mut name = String::new();
    for character in world.scenario.name.chars().take(LONGEST) {
        if character.is_alphanumeric() {
            name.extend(character.to_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { "scenario" } else { name };
    format!("{name}-{what}")
}

impl Room for Export {
    fn title(&self, _world: &World) -> String {
        "Export".to_owned()
    }

    fn open(&mut self, world: &World) -> String {
        self.said.clear();
        self.settings.follow_page(world.dark);
        let pictures = [
            button("do", "svg", "Download SVG"),
            button("do", "png", "Download PNG"),
            button("do", "copy-png", "Copy picture"),
            button("do", "copy-svg", "Copy SVG text"),
        ]
        .concat();
        let numbers = [
            button("do", "series", "Every week as CSV"),
            button("do", "figures-csv", "Figures as CSV"),
            button("do", "figures-json", "Figures as JSON"),
            button("do", "workbook", "Workbook with formulas"),
        ]
        .concat();
        format!(
            "<div class=\"export-parts\">\
             <p id=\"export-said\" role=\"status\"></p>\
             <section aria-labelledby=\"export-picture\"><h3 id=\"export-picture\">A chart</h3>\
             <form data-live class=\"controls\" id=\"export-controls\"></form><div id=\"export-size\"></div>\
             <form class=\"buttons\">{pictures}</form><div id=\"export-preview\"></div></section>\
             <section aria-labelledby=\"export-numbers\"><h3 id=\"export-numbers\">The numbers</h3>\
             <p>Every week: one line a week, one column a series, as <code>headroom simulate</code> prints them. \
             Figures: with their units and what they mean. The workbook recomputes the weeks when its \
             assumptions change.</p>\
             <form class=\"buttons\">{numbers}</form></section></div>"
        )
    }

    fn regions(&self, world: &World) -> Vec<Region> {
        let mut regions = self.settings.regions(&Scenes::new(world));
        regions.push(Region::shown("export-said", escape(&self.said)));
        // A region, for a chart's own button chooses that chart after the room is open.
        regions.insert(
            0,
            Region::of_controls(
                "export-controls".to_owned(),
                self.settings.html(&world.ranges),
            ),
        );
        regions
    }

    fn act(&mut self, form: &Form, _sent: Sent, world: &World) -> Vec<Effect> {
        self.settings.take(form);
        self.said.clear();
        let chart = self.settings.chart.id;
        let scenario = &world.scenario;
        match form.get("do") {
            Some("svg") => {
                let svg = self.settings.svg(&Scenes::new(world));
                self.file(
                    file_name(world, &format!("{chart}.svg")),
                    "image/svg+xml",
                    svg,
                )
            }
            Some("png") => {
                let name = file_name(world, &format!("{chart}.png"));
                self.hoped = format!("{name} is on its way.");
                self.pixels(world, PictureTo::File(name))
            }
            Some("copy-png") => {
                "Picture copied.".clone_into(&mut self.hoped);
                self.pixels(world, PictureTo::Clipboard)
            }
            Some("copy-svg") => {
                "SVG text copied.".clone_into(&mut self.hoped);
                vec![Effect::CopyText(self.settings.svg(&Scenes::new(world)))]
            }
            Some("series") => {
                let text = series_csv(&scenario.run().weeks);
                self.file(file_name(world, "weeks.csv"), "text/csv", text)
            }
            Some("figures-csv") => {
                let text = figures_csv(&figures(&scenario.inputs, &scenario.run()));
                self.file(file_name(world, "figures.csv"), "text/csv", text)
            }
            Some("figures-json") => {
                let text = figures_json(&figures(&scenario.inputs, &scenario.run()));
                self.file(file_name(world, "figures.json"), "application/json", text)
            }
            Some("workbook") => {
                let name = file_name(world, "workbook.xlsx");
                self.said = format!("{name} is being made …");
                self.hoped = format!("{name} is on its way.");
                vec![Effect::Workbook {
                    link: world.link.clone(),
                    name,
                }]
            }
            _ => Vec::new(),
        }
    }

    fn hear(&mut self, answer: &Answer, _world: &World) -> Vec<Effect> {
        self.said = match answer {
            Answer::Done => std::mem::take(&mut self.hoped),
            Answer::Failed(reason) => format!("The browser could not do that: {reason}"),
        };
        Vec::new()
    }
}
