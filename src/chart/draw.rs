//! The ink: a chart on any plotters backend, the page's canvas or SVG.

use std::iter::{Empty, empty};

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, IntoTextStyle, RGBAColor, ShapeStyle};
use plotters_backend::{BackendCoord, DrawingErrorKind};

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

/// What charts are drawn on.
pub trait Backend: DrawingBackend {
    /// Draws a line in dashes.
    ///
    /// # Errors
    /// What the backend reports.
    fn draw_dashed(&mut self, line: &Dashed) -> Result<(), DrawingErrorKind<Self::ErrorType>>;
}

/// A line in dashes. plotters know no such thing.
#[derive(Clone, Debug)]
pub struct Dashed<'a> {
    /// Its corners, in CSS pixels.
    pub points: &'a [Point],
    /// The lengths of a dash and of the gap after it, in CSS pixels.
    pub dash: (f64, f64),
    /// Units of the backend to a CSS pixel.
    pub scale: f64,
    /// Its colour and width.
    pub style: ShapeStyle,
}

impl Dashed<'_> {
    /// A point in the backend's units.
    #[must_use]
    pub fn at(&self, point: Point) -> BackendCoord {
        scaled_point(point, self.scale)
    }
}

// It has its points with it: a whole area is drawn on, so that none has to be moved.
impl PointCollection<'_, BackendCoord> for &Dashed<'_> {
    type Point = BackendCoord;
    type IntoIter = Empty<BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        empty()
    }
}

impl<B: Backend> Drawable<B> for Dashed<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        _: I,
        backend: &mut B,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        backend.draw_dashed(self)
    }
}

/// SVG's backend draws each dash as a line of its own.
impl Backend for SVGBackend<'_> {
    fn draw_dashed(&mut self, line: &Dashed) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        let (on, off) = line.dash;
        dashes(line.points, on, off).iter().try_for_each(|points| {
            let points = points.iter().map(|&point| line.at(point));
            self.draw_path(points, &line.style)
        })
    }
}

/// Draws layers of a chart over a whole drawing area with `scale` of its units to a CSS pixel: two
/// or more, or lines wobble, for backends know whole numbers only. The surface is not cleared.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: Backend>(
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
    let description = describe(frame);
    document(
        frame.spec.title,
        &description,
        &shapes,
        theme,
        (width, height),
    )
}

/// Shapes as an SVG document of a size in CSS pixels, with a title and what it says in sentences.
pub(super) fn document(
    title: &str,
    description: &str,
    shapes: &[Shape],
    theme: &Theme,
    (width, height): (u32, u32),
) -> String {
    let (wide, high) = (scaled(width), scaled(height));
    let head = format!(
        "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {wide} {high}\" \
         xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" stroke-linejoin=\"round\">\n\
         <title>{}</title>\n<desc>{}</desc>\n",
        escaped(title),
        escaped(description),
    );
    head + &elements(shapes, theme, (width, height), true) + "</svg>\n"
}

/// A chart as an SVG element within another, from `top` on, on nothing.
pub(super) fn inner_svg(
    frame: &Frame,
    theme: &Theme,
    top: u32,
    (width, height): (u32, u32),
) -> String {
    let (wide, high) = (scaled(width), scaled(height));
    let head = format!(
        "<svg y=\"{top}\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {wide} {high}\" \
         stroke-linejoin=\"round\">\n"
    );
    let shapes = Sheet::new(frame, f64::from(width), f64::from(height)).shapes;
    head + &elements(&shapes, theme, (width, height), false) + "</svg>\n"
}

/// Shapes as the elements of an SVG document, [`SVG_SCALE`] units to a CSS pixel.
fn elements(
    shapes: &[Shape],
    theme: &Theme,
    (width, height): (u32, u32),
    has_page: bool,
) -> String {
    let mut document = String::new();
    {
        let size = (scaled(width), scaled(height));
        let area = SVGBackend::with_string(&mut document, size).into_drawing_area();
        let pen = Pen {
            area: &area,
            theme,
            scale: SVG_SCALE,
            type_scale: SVG_SCALE * SVG_TYPE,
        };
        let page = if has_page {
            area.fill(&theme.page)
        } else {
            Ok(())
        };
        // Writing to a string cannot fail.
        let drawn = page
            .and_then(|()| pen.shapes(shapes))
            .and_then(|()| area.present());
        debug_assert!(drawn.is_ok());
    }
    let begun = document.split_once(">\n").map_or("", |(_, rest)| rest);
    let elements = begun.trim_end().trim_end_matches("</svg>");
    elements
        .chars()
        .filter(|&c| c == '\n' || is_possible(c))
        .collect()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a size in pixels
fn scaled(length: u32) -> u32 {
    (f64::from(length) * SVG_SCALE) as u32
}

/// Whether a character may stand in an SVG document; some may not in any form.
fn is_possible(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// A text as it may stand in an SVG document.
pub(super) fn escaped(text: &str) -> String {
    let text: String = text.chars().filter(|&c| is_possible(c)).collect();
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[allow(clippy::cast_possible_truncation)] // places on a surface
fn scaled_point((x, y): Point, scale: f64) -> BackendCoord {
    ((x * scale).round() as i32, (y * scale).round() as i32)
}

struct Pen<'a, B: Backend> {
    area: &'a DrawingArea<B, Shift>,
    theme: &'a Theme,
    scale: f64,
    type_scale: f64,
}

type Drawn<B> = Result<(), DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>>;

impl<B: Backend> Pen<'_, B> {
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
                    Some(dash) => self.area.draw(&Dashed {
                        points,
                        dash: *dash,
                        scale: self.scale,
                        style,
                    }),
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

    fn at(&self, point: Point) -> BackendCoord {
        scaled_point(point, self.scale)
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
