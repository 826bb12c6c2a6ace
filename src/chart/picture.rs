//! A chart as a picture that stands by itself, in a deck or a mail: with its title, on the page's
//! colour or on none.

use super::draw::{escaped, inner_svg};
use super::frame::Frame;
use super::labels::{fitted, text_width};
use super::plot::MEDIAN_DASH;
use super::ranges::Ranges;
use super::text::describe;
use super::theme::{Role, Theme};

/// The height of the title, in CSS pixels.
const TITLE_HEIGHT: u32 = 34;

/// The line that the title stands on.
const BASELINE: u32 = 22;

/// The sizes of the title and of what is said behind it.
const TITLE: f64 = 15.0;
const NOTE: f64 = 12.0;

/// From the edges to the title, and from the title to what is said behind it.
const MARGIN: f64 = 12.0;

/// The height of the line below the chart that says what is shaded.
const LEGEND_HEIGHT: u32 = 26;

/// The size of the sample in it, and its distance to the words.
const SAMPLE: (f64, f64) = (22.0, 12.0);
const SAMPLE_GAP: f64 = 7.0;

/// The fonts of all pictures: whatever the system that shows them has.
const FAMILY: &str = "system-ui, sans-serif";

/// How a chart stands in a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picture<'a> {
    /// Its colours.
    pub theme: &'a Theme,
    /// Its width in CSS pixels.
    pub width: u32,
    /// Its height in CSS pixels, title included.
    pub height: u32,
    /// Whether what is behind it shows through.
    pub transparent: bool,
    /// What is said behind the chart's title, such as the scenario's name; none for no title.
    pub title: Option<&'a str>,
    /// The uncertain ranges in the chart, which are explained below it.
    pub ranges: &'a Ranges,
}

impl Picture<'_> {
    /// The chart as an SVG document that needs nothing else.
    #[must_use]
    pub fn svg(&self, frame: &Frame) -> String {
        let Self { width, height, .. } = *self;
        let top = self.title.map_or(0, |_| TITLE_HEIGHT.min(height));
        let (legend, said) = self.legend(frame);
        let below = if legend.is_empty() { 0 } else { LEGEND_HEIGHT };
        let below = below.min(height - top);
        let page = if self.transparent {
            String::new()
        } else {
            let page = self.theme.page;
            format!(
                "<rect width=\"{width}\" height=\"{height}\" fill=\"#{:02X}{:02X}{:02X}\"/>\n",
                page.0, page.1, page.2
            )
        };
        format!(
            "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             xmlns=\"http://www.w3.org/2000/svg\" role=\"img\">\n\
             <title>{}</title>\n<desc>{}{}</desc>\n{page}{}{}{legend}</svg>\n",
            escaped(frame.spec.title),
            escaped(&describe(frame)),
            escaped(&said),
            self.heading(frame),
            inner_svg(frame, self.theme, top, (width, height - top - below)),
        )
    }

    /// What is shaded in the chart and what is dashed, with a sample of it, and the same as a
    /// sentence. Nothing where no line has an uncertain range.
    fn legend(&self, frame: &Frame) -> (String, String) {
        let Some(line) = frame.uncertain_line() else {
            return Default::default();
        };
        let ((width, height), (dash, gap)) = (SAMPLE, MEDIAN_DASH);
        let from = MARGIN + width + SAMPLE_GAP;
        let room = f64::from(self.width) - MARGIN - from;
        let legends = self.ranges.legends();
        let fits = legends.iter().find(|it| text_width(it, NOTE) <= room);
        let [full, .., shortest] = &legends;
        let middle = f64::from(self.height) - f64::from(LEGEND_HEIGHT) / 2.0 - 1.0;
        let (colour, muted) = (self.theme.shade(line.role()).line, self.theme.muted);
        let drawn = format!(
            "<rect x=\"{MARGIN}\" y=\"{}\" width=\"{width}\" height=\"{height}\" \
             fill=\"#{r:02X}{g:02X}{b:02X}\" opacity=\"0.2\"/>\
             <path d=\"M{MARGIN} {middle}h{width}\" stroke=\"#{r:02X}{g:02X}{b:02X}\" \
             stroke-dasharray=\"{dash} {gap}\"/>\
             <text x=\"{from}\" y=\"{}\" font-family=\"{FAMILY}\" font-size=\"{NOTE}\" \
             fill=\"#{:02X}{:02X}{:02X}\">{}</text>\n",
            middle - height / 2.0,
            middle + 4.0,
            muted.0,
            muted.1,
            muted.2,
            escaped(&fitted(fits.unwrap_or(shortest), NOTE, room)),
            r = colour.0,
            g = colour.1,
            b = colour.2,
        );
        (drawn, format!(" Uncertain ranges, {full}."))
    }

    fn heading(&self, frame: &Frame) -> String {
        let Some(said) = self.title else {
            return String::new();
        };
        let room = f64::from(self.width) - 2.0 * MARGIN;
        let title = fitted(frame.spec.title, TITLE, room);
        let (ink, muted) = (self.theme.shade(Role::Fourth).text, self.theme.muted);
        let subtitle = frame.spec.subtitle;
        let note = if said.is_empty() {
            subtitle.to_owned()
        } else {
            format!("{subtitle} · {said}")
        };
        // Bold letters are wider than the estimate is for.
        let taken = text_width(&title, TITLE * 1.1) + MARGIN;
        let note = fitted(&note, NOTE, room - taken);
        format!(
            "<text x=\"{MARGIN}\" y=\"{BASELINE}\" font-family=\"{FAMILY}\" font-size=\"{TITLE}\" \
             font-weight=\"600\" fill=\"#{:02X}{:02X}{:02X}\">{}</text>\n\
             <text x=\"{}\" y=\"{BASELINE}\" text-anchor=\"end\" font-family=\"{FAMILY}\" \
             font-size=\"{NOTE}\" fill=\"#{:02X}{:02X}{:02X}\">{}</text>\n",
            ink.0,
            ink.1,
            ink.2,
            escaped(&title),
            f64::from(self.width) - MARGIN,
            muted.0,
            muted.1,
            muted.2,
            escaped(&note),
        )
    }
}
