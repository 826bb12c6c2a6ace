//! The picture of a chart that is exported: which one, how large, in which colours.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::chart::{CHARTS, ChartSpec, DARK, LIGHT, Picture, Ranges, describe};
use crate::format::full;
use crate::html::{Form, Group, escape, select};
use crate::studio::measure::Measure;
use crate::studio::room::Region;
use crate::studio::scenes::Scenes;

/// The most pixels that every browser draws at once: 8,192 × 8,192.
pub(super) const MAXIMUM_PIXELS: u64 = 8_192 * 8_192;

/// What an address of data must not contain, and the signs that end an attribute.
const IN_DATA: &AsciiSet = &CONTROLS
    .add(b'%')
    .add(b'#')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'&')
    .add(b'\'');

/// A choice of a menu: its name in the form, its label, its values with their names.
struct Choice {
    name: &'static str,
    label: &'static str,
    options: &'static [(&'static str, &'static str)],
}

const COLOURS: Choice = Choice {
    name: "colours",
    label: "Colours",
    options: &[("light", "Light"), ("dark", "Dark")],
};
const GROUND: Choice = Choice {
    name: "ground",
    label: "Background",
    options: &[("page", "Filled"), ("none", "Transparent")],
};
const TITLE: Choice = Choice {
    name: "title",
    label: "Title",
    options: &[
        ("named", "With the scenario's name"),
        ("plain", "The chart's name only"),
        ("none", "None"),
    ],
};
const SCALE: Choice = Choice {
    name: "scale",
    label: "Pixels of a PNG",
    options: &[("1", "1× the size"), ("2", "2×"), ("3", "3×"), ("4", "4×")],
};

/// The tick that has uncertain ranges drawn, and what says that a form has it.
const RANGES: &str = "ranges";
const OFFERED: &str = "ranges-offered";

/// A choice that was made.
struct Chosen {
    choice: &'static Choice,
    key: &'static str,
}

impl Chosen {
    fn take(&mut self, form: &Form) {
        if let Some(sent) = form.get(self.choice.name)
            && let Some((key, _)) = self.choice.options.iter().find(|(key, _)| *key == sent)
        {
            self.key = key;
        }
    }

    fn html(&self) -> String {
        let options = self.choice.options.iter();
        let options = options.map(|&(key, name)| (key.to_owned(), name.to_owned()));
        let group = Group::new("", options.collect());
        select(self.choice.name, self.choice.label, &[group], self.key)
    }
}

/// What the founder wants of the picture.
pub(super) struct Settings {
    /// The chart.
    pub(super) chart: &'static ChartSpec,
    colours: Chosen,
    ground: Chosen,
    title: Chosen,
    scale: Chosen,
    /// Whether uncertain ranges are drawn where there are any.
    ranges: bool,
    width: Measure,
    height: Measure,
}

impl Settings {
    pub(super) fn new() -> Self {
        let first = |choice: &'static Choice, at: usize| Chosen {
            choice,
            key: choice.options[at].0,
        };
        Self {
            chart: &CHARTS[0],
            colours: first(&COLOURS, 0),
            ground: first(&GROUND, 0),
            title: first(&TITLE, 0),
            scale: first(&SCALE, 1),
            ranges: true,
            width: Measure::new("width", "Width, pixels", (200, 4_096), 800),
            height: Measure::new("height", "Height, pixels", (150, 4_096), 450),
        }
    }

    /// Takes what a form has of it.
    pub(super) fn take(&mut self, form: &Form) {
        if let Some(chart) = form.get("chart").and_then(ChartSpec::by_id) {
            self.chart = chart;
        }
        for chosen in [
            &mut self.colours,
            &mut self.ground,
            &mut self.title,
            &mut self.scale,
        ] {
            chosen.take(form);
        }
        // A tick that is not there is sent by no form.
        if form.get(OFFERED).is_some() {
            self.ranges = form.get(RANGES).is_some();
        }
        self.width.take(form);
        self.height.take(form);
    }

    /// Starts with the colours of the page.
    pub(super) fn follow_page(&mut self, dark: bool) {
        self.colours.key = COLOURS.options[usize::from(dark)].0;
    }

    /// The controls. Uncertain ranges can be chosen where they are known.
    pub(super) fn html(&self, ranges: &Ranges) -> String {
        let tick = if ranges.bands.is_empty() {
            String::new()
        } else {
            let checked = if self.ranges { " checked" } else { "" };
            format!(
                "<input type=\"hidden\" name=\"{OFFERED}\" value=\"yes\">\
                 <label class=\"tick\"><input type=\"checkbox\" name=\"{RANGES}\"{checked}> \
                 With uncertain ranges</label>"
            )
        };
        let charts = CHARTS
            .iter()
            .map(|chart| (chart.id.to_owned(), chart.title.to_owned()));
        [
            select(
                "chart",
                "Chart",
                &[Group::new("", charts.collect())],
                self.chart.id,
            ),
            self.title.html(),
            self.colours.html(),
            self.ground.html(),
            self.width.html(),
            self.height.html(),
            self.scale.html(),
            tick,
        ]
        .concat()
    }

    /// The size of a PNG, or why there can be none.
    pub(super) fn pixels(&self) -> Result<(u32, u32), String> {
        let scale: u32 = self.scale.key.parse().unwrap_or(1);
        let (width, height) = (self.width.value * scale, self.height.value * scale);
        if u64::from(width) * u64::from(height) > MAXIMUM_PIXELS {
            return Err(format!(
                "A PNG of {} × {} pixels is more than browsers draw: {} are possible. Choose fewer pixels.",
                full(f64::from(width)),
                full(f64::from(height)),
                "8,192 × 8,192"
            ));
        }
        Ok((width, height))
    }

    /// The picture.
    pub(super) fn svg(&self, scenes: &Scenes) -> String {
        let picture = Picture {
            theme: if self.colours.key == "dark" {
                &DARK
            } else {
                &LIGHT
            },
            width: self.width.value,
            height: self.height.value,
            transparent: self.ground.key == "none",
            title: match self.title.key {
                "named" => Some(scenes.name()),
                "plain" => Some(""),
                _ => None,
            },
            ranges: scenes.ranges(),
        };
        picture.svg(&scenes.frame(self.chart, self.ranges))
    }

    /// The preview, the size of a PNG, and refusals of sizes.
    pub(super) fn regions(&self, scenes: &Scenes) -> Vec<Region> {
        let svg = self.svg(scenes);
        let frame = scenes.frame(self.chart, self.ranges);
        let class = match (self.ground.key, self.colours.key) {
            ("none", "dark") => "preview see-through on-dark",
            ("none", _) => "preview see-through",
            _ => "preview",
        };
        let image = format!(
            "<img class=\"{class}\" width=\"{}\" height=\"{}\" alt=\"{}\" src=\"data:image/svg+xml,{}\">",
            self.width.value,
            self.height.value,
            escape(&format!("{}. {}", self.chart.title, describe(&frame))),
            utf8_percent_encode(&svg, IN_DATA)
        );
        let size = match self.pixels() {
            Ok((width, height)) => format!(
                "<p class=\"hint\">{} × {} pixels as a PNG; an SVG has every size.</p>",
                full(f64::from(width)),
                full(f64::from(height)),
            ),
            Err(refusal) => format!(
                "<p class=\"refusal\" role=\"alert\">{}</p>",
                escape(&refusal)
            ),
        };
        vec![
            self.width.region(),
            self.height.region(),
            Region::shown("export-size", size),
            Region::shown("export-preview", image),
        ]
    }
}
