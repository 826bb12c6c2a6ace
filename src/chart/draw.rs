//! The ink: a chart on any plotters backend, the page's canvas or SVG.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, IntoTextStyle, RGBAColor, ShapeStyle};

use super::clip::dashes;
use super::frame::Frame;
use super::geometry::Rect;
use super::labels::Anchor;
use super::sheet::{Ink, Layer, Point, Shape, Sheet, Text};
use super::text::describe;
use super::theme::Theme;

/// The type of all charts: the system's.
const FAMILY: FontFamily<'static> = FontFamily::Name("system-ui, sans-serif");

/// Units of an SVG's own system for a CSS pixel: backends know whole numbers only.
const SVG_SCALE: f64 = 4.0;

/// What the SVG backend divides the size of type by.
const SVG_TYPE: f64 = 1.24;

/// Draws layers of a chart over a whole drawing area with `scale` of its units to a CSS pixel: two
/// or more, or lines wobble, for backends know whole numbers only. The surface is not cleared.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    frame: &Frame,
    layers: &'static [Layer],
    theme: &Theme,
    scale: f64,
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    let (width, height) = area.dim_in_pixel();
    let (width, height) = (f64::from(width) / scale, f64::from(height) / scale);
    let sheet = Sheet::with_layers(layers, frame, width, height);
    let pen = Pen {
        area,
        theme,
        scale,
        type_scale: scale,
    };
    pen.shapes(&sheet.shapes)
}

/// A chart as an SVG document of `width` × `height` CSS pixels, on the theme's page.
#[must_use]
pub fn svg(frame: &Frame, theme: &Theme, width: u32, height: u32) -> String {
    let shapes = Sheet::new(frame, f64::from(width), f64::from(height)).shapes;
    let words = (frame.spec.title, describe(frame));
    document(words.0, &words.1, &shapes, theme, (width, height))
}

/// Shapes as an SVG document of a size in CSS pixels, with a title and what it says in sentences.
pub(super) fn document(
    title: &str,
    description: &str,
    shapes: &[Shape],
    theme: &Theme,
    (width, height): (u32, u32),
) -> String {
    let mut body = String::new();
    let size = (scaled(width), scaled(height));
    {
        let area = SVGBackend::with_string(&mut body, size).into_drawing_area();
        let pen = Pen {
            area: &area,
            theme,
            scale: SVG_SCALE,
            type_scale: SVG_SCALE * SVG_TYPE,
        };
        // Writing to a string cannot fail.
        let drawn = area
            .fill(&theme.page)
            .and_then(|()| pen.shapes(shapes))
            .and_then(|()| area.present());
        debug_assert!(drawn.is_ok());
    }
    let head = format!(
        "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" \
         xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" stroke-linejoin=\"round\">\n\
         <title>{}</title>\n<desc>{}</desc>\n",
        size.0,
        size.1,
        escaped(title),
        escaped(description),
    );
    let rest = body.split_once(">\n").map_or("", |(_, rest)| rest);
    head + rest
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a size in pixels
fn scaled(length: u32) -> u32 {
    (f64::from(length) * SVG_SCALE) as u32
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

struct Pen<'a, B: DrawingBackend> {
    area: &'a DrawingArea<B, Shift>,
    theme: &'a Theme,
    scale: f64,
    type_scale: f64,
}

type Drawn<B> = Result<(), DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>>;

impl<B: DrawingBackend> Pen<'_, B> {
    fn shapes(&self, shapes: &[Shape]) -> Drawn<B> {
        shapes.iter().try_for_each(|shape| self.shape(shape))
    }

    fn shape(&self, shape: &Shape) -> Drawn<B> {
        match shape {
            Shape::Fill(rect, ink) => self.fill(rect, *ink),
            Shape::Area(points, ink) => {
                let points: Vec<_> = points.iter().map(|&point| self.at(point)).collect();
                self.area
                    .draw(&Polygon::new(points, self.ink(*ink).filled()))
            }
            Shape::Path {
                points,
                ink,
                width,
                dash,
            } => {
                let style = self.ink(*ink).stroke_width(self.width(*width));
                match dash {
                    None => self.path(points, style),
                    Some((on, off)) => dashes(points, *on, *off)
                        .iter()
                        .try_for_each(|points| self.path(points, style)),
                }
            }
            Shape::Dot {
                at,
                radius,
                ink,
                hollow,
            } => {
                let (at, radius) = (self.at(*at), self.width(*radius));
                if *hollow {
                    let page = ShapeStyle::from(self.theme.page).filled();
                    self.area.draw(&Circle::new(at, radius, page))?;
                    let style = self.ink(*ink).stroke_width(self.width(1.5));
                    self.area.draw(&Circle::new(at, radius, style))
                } else {
                    self.area
                        .draw(&Circle::new(at, radius, self.ink(*ink).filled()))
                }
            }
            Shape::Text(text) => self.text(text),
        }
    }

    fn fill(&self, rect: &Rect, ink: Ink) -> Drawn<B> {
        let corners = [
            self.at((rect.left, rect.top)),
            self.at((rect.right, rect.bottom)),
        ];
        self.area
            .draw(&Rectangle::new(corners, self.ink(ink).filled()))
    }

    fn path(&self, points: &[Point], style: ShapeStyle) -> Drawn<B> {
        let points: Vec<_> = points.iter().map(|&point| self.at(point)).collect();
        self.area.draw(&PathElement::new(points, style))
    }

    fn text(&self, text: &Text) -> Drawn<B> {
        let horizontal = match text.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let colour = self.ink(text.ink).color;
        let style = (FAMILY, text.size * self.type_scale)
            .into_text_style(self.area)
            .color(&colour)
            .pos(Pos::new(horizontal, VPos::Center));
        self.area.draw_text(&text.text, &style, self.at(text.at))
    }

    #[allow(clippy::cast_possible_truncation)] // places on a surface
    fn at(&self, (x, y): Point) -> (i32, i32) {
        (
            (x * self.scale).round() as i32,
            (y * self.scale).round() as i32,
        )
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few pixels
    fn width(&self, width: f64) -> u32 {
        (width * self.scale).round().max(1.0) as u32
    }

    fn ink(&self, ink: Ink) -> ShapeStyle {
        let theme = self.theme;
        let colour: RGBAColor = match ink {
            Ink::Line(role) => theme.shade(role).line.mix(1.0),
            Ink::Band(role) => theme.shade(role).line.mix(0.2),
            Ink::Name(role) => theme.shade(role).text.mix(1.0),
            Ink::Muted => theme.muted.mix(1.0),
            Ink::Grid => theme.grid.mix(1.0),
            Ink::Rule => theme.rule.mix(1.0),
            Ink::Phase => theme.phase.mix(theme.phase_opacity),
            Ink::Page => theme.page.mix(1.0),
        };
        ShapeStyle::from(colour)
    }
}
