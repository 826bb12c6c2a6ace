//! A chart as a picture that stands by itself, in a deck or a mail: with its title, on the page's
//! colour or on none.

use super::draw::{escaped, inner_svg};
use super::frame::Frame;
use super::labels::fitted;
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
}

impl Picture<'_> {
    /// The chart as an SVG document that needs nothing else.
    #[must_use]
    pub fn svg(&self, frame: &Frame) -> String {
        let Self { width, height, .. } = *self;
        let top = self.title.map_or(0, |_| TITLE_HEIGHT.min(height));
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
             <title>{}</title>\n<desc>{}</desc>\n{page}{}{}</svg>\n",
            escaped(frame.spec.title),
            escaped(&describe(frame)),
            self.heading(frame),
            inner_svg(frame, self.theme, top, (width, height - top)),
        )
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
        let taken = super::labels::text_width(&title, TITLE * 1.1) + MARGIN;
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
