//! A canvas as plotters draws on it: `plotters-canvas`, told of a setting only when it changes.
//!
//! Colours, type and alignment of a canvas are texts, which have to be written, carried over to the
//! browser and read again. The plain backend sends up to four with every shape, and they cost
//! several times as much as the shapes. What charts are made of is drawn here with what the canvas
//! has been told before; everything else is left to that crate.

use std::f64::consts::TAU;

use js_sys::JsString;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::chart::{Backend, Dashed};

#[wasm_bindgen]
extern "C" {
    /// What draws on a canvas, set by texts that the browser has already.
    #[wasm_bindgen(extends = CanvasRenderingContext2d)]
    type Context;

    #[wasm_bindgen(method, setter, js_name = fillStyle)]
    fn set_fill(this: &Context, colour: &JsString);

    #[wasm_bindgen(method, setter, js_name = strokeStyle)]
    fn set_stroke(this: &Context, colour: &JsString);
}

/// A canvas, and how it is set.
pub struct Canvas {
    element: HtmlCanvasElement,
    context: Context,
    /// The colours it has been told of, as texts of the browser's: each is carried over once.
    colours: Vec<(u32, JsString)>,
    plain: CanvasBackend,
    /// Width and height in device pixels.
    pixels: (u32, u32),
    /// Width and height in the units that are drawn in.
    size: (u32, u32),
    set: Settings,
}

/// What a canvas has been told, as far as that is known.
#[derive(Default)]
struct Settings {
    fill: Option<u32>,
    stroke: Option<u32>,
    width: Option<u32>,
    dash: Option<[u64; 2]>,
    /// The bits of the size of the type.
    font: Option<u64>,
    align: Option<&'static str>,
    baseline: Option<&'static str>,
}

impl Canvas {
    /// The canvas of an element, if the browser gives one.
    #[must_use]
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        let context = element.get_context("2d").ok().flatten()?;
        Some(Self {
            context: context.unchecked_into(),
            plain: CanvasBackend::with_canvas_object(element.clone())?,
            pixels: (element.width(), element.height()),
            size: (element.width(), element.height()),
            element,
            set: Settings::default(),
            colours: Vec::new(),
        })
    }

    /// Empties the canvas and gives it a size in CSS pixels, with so many device pixels and so many
    /// units to draw in to each. Units can be finer than pixels: every pixel costs its share of a
    /// frame, whether the screen can show it or not.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sizes of canvases
    pub fn clear(&mut self, (width, height): (f64, f64), pixels: f64, units: f64) {
        let at = |scale: f64| {
            let round = |length: f64| (length * scale).round() as u32;
            (round(width), round(height))
        };
        self.size = at(units);
        if self.pixels == at(pixels) {
            let (width, height) = (f64::from(self.size.0), f64::from(self.size.1));
            self.context.clear_rect(0.0, 0.0, width, height);
        } else {
            // This empties it, takes all settings back, and is slow.
            self.pixels = at(pixels);
            self.element.set_width(self.pixels.0);
            self.element.set_height(self.pixels.1);
            self.set = Settings::default();
            let scale = pixels / units;
            // It can only fail for a canvas that has no picture.
            let _ = self.context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
            // Steps would grow spikes where they turn.
            self.context.set_line_join("round");
        }
    }

    fn fill_with(&mut self, colour: BackendColor) {
        let colour = code(colour);
        if self.set.fill.replace(colour) != Some(colour) {
            let at = self.known(colour);
            self.context.set_fill(&self.colours[at].1);
        }
    }

    /// Where a colour stands among those that the browser has been told of.
    fn known(&mut self, colour: u32) -> usize {
        let at = self.colours.iter().position(|&(known, _)| known == colour);
        at.unwrap_or_else(|| {
            let name = format!("#{colour:08x}").into();
            self.colours.push((colour, name));
            self.colours.len() - 1
        })
    }

    fn stroke_with<S: BackendStyle>(&mut self, style: &S) {
        let colour = code(style.color());
        if self.set.stroke.replace(colour) != Some(colour) {
            let at = self.known(colour);
            self.context.set_stroke(&self.colours[at].1);
        }
        let width = style.stroke_width();
        if self.set.width.replace(width) != Some(width) {
            self.context.set_line_width(f64::from(width));
        }
    }

    /// Sets the lengths of dashes and of the gaps between them; none for lines without.
    fn dash_with(&mut self, dash: Option<(f64, f64)>) {
        let code = dash.map(|(on, off)| [on.to_bits(), off.to_bits()]);
        if self.set.dash != code {
            self.set.dash = code;
            let lengths = js_sys::Array::new();
            if let Some((on, off)) = dash {
                lengths.push(&on.into());
                lengths.push(&off.into());
            }
            // It can only fail for what is no list of lengths.
            let _ = self.context.set_line_dash(&lengths);
        }
    }

    fn trace(&self, path: impl IntoIterator<Item = BackendCoord>) {
        let context = &self.context;
        context.begin_path();
        let mut path = path.into_iter();
        let Some(mut from) = path.next() else {
            return;
        };
        context.move_to(f64::from(from.0), f64::from(from.1));
        let Some(mut corner) = path.next() else {
            return;
        };
        for to in path {
            if !is_straight(from, corner, to) {
                context.line_to(f64::from(corner.0), f64::from(corner.1));
                from = corner;
            }
            corner = to;
        }
        context.line_to(f64::from(corner.0), f64::from(corner.1));
    }
}

/// Whether a line goes straight on at a corner: years without a change are two points.
fn is_straight(from: BackendCoord, corner: BackendCoord, to: BackendCoord) -> bool {
    let (there, on) = (
        (corner.0 - from.0, corner.1 - from.1),
        (to.0 - corner.0, to.1 - corner.1),
    );
    there.0 * on.1 == there.1 * on.0 && there.0 * on.0 + there.1 * on.1 >= 0
}

/// A colour as red, green, blue and opacity, a byte each.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share of a byte
fn code(colour: BackendColor) -> u32 {
    let (red, green, blue) = colour.rgb;
    u32::from_be_bytes([red, green, blue, (colour.alpha * 255.0).round() as u8])
}

type Drawn = Result<(), DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

impl DrawingBackend for &mut Canvas {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.plain.ensure_prepared()
    }

    fn present(&mut self) -> Drawn {
        self.plain.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Drawn {
        self.set.fill = None;
        self.plain.draw_pixel(point, colour)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if !fill {
            self.dash_with(None);
            (self.set.stroke, self.set.width) = (None, None);
            return self.plain.draw_rect(from, to, style, fill);
        }
        self.fill_with(style.color());
        let (x, y) = (f64::from(from.0), f64::from(from.1));
        let (right, bottom) = (f64::from(to.0), f64::from(to.1));
        self.context.fill_rect(x, y, right - x, bottom - y);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.stroke_with(style);
        self.dash_with(None);
        self.trace(path);
        self.context.stroke();
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.context.begin_path();
        // It can only fail for a radius below zero.
        let _ = self
            .context
            .arc(f64::from(x), f64::from(y), f64::from(radius), 0.0, TAU);
        if fill {
            self.fill_with(style.color());
            self.context.fill();
        } else {
            self.stroke_with(style);
            self.dash_with(None);
            self.context.stroke();
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.fill_with(style.color());
        self.trace(path);
        self.context.fill();
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        if !matches!(style.transform(), FontTransform::None) {
            self.set = Settings::default();
            return self.plain.draw_text(text, style, (x, y));
        }
        self.fill_with(style.color());
        // All charts have one family and style of type, which the size stands for.
        let size = style.size();
        if self.set.font.replace(size.to_bits()) != Some(size.to_bits()) {
            let (slant, family) = (style.style(), style.family());
            let font = format!("{} {size}px {}", slant.as_str(), family.as_str());
            self.context.set_font(&font);
        }
        let anchor = style.anchor();
        let align = match anchor.h_pos {
            HPos::Left => "start",
            HPos::Center => "center",
            HPos::Right => "end",
        };
        if self.set.align.replace(align) != Some(align) {
            self.context.set_text_align(align);
        }
        let baseline = match anchor.v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        };
        if self.set.baseline.replace(baseline) != Some(baseline) {
            self.context.set_text_baseline(baseline);
        }
        // It can only fail for what is no text.
        let _ = self.context.fill_text(text, f64::from(x), f64::from(y));
        Ok(())
    }
}

impl Backend for &mut Canvas {
    fn draw_dashed(&mut self, line: &Dashed) -> Drawn {
        self.stroke_with(&line.style);
        let (on, off) = line.dash;
        self.dash_with(Some((on * line.scale, off * line.scale)));
        self.trace(line.points.iter().map(|&point| line.at(point)));
        self.context.stroke();
        Ok(())
    }
}
