//! Charts: what stands in them ([`catalogue`]), which numbers that makes ([`frame`], no pixels),
//! where they stand on a surface of a given size ([`sheet`]), and the ink ([`mod@draw`], on any
//! plotters backend). [`mod@picture`] is a chart on its way out of the page, and a [`bridge`] a
//! drawing of its own, by the same ink. Titles, tooltips and legends are the page's; a chart that
//! cannot be seen is told by [`text`] and [`mod@table`].

pub mod bridge;
pub mod catalogue;
mod clip;
pub mod draw;
pub mod frame;
pub mod geometry;
mod labels;
mod markers;
pub mod phases;
pub mod picture;
mod plot;
pub mod ranges;
pub mod scale;
pub mod sheet;
pub mod spec;
pub mod table;
pub mod text;
pub mod theme;

pub use catalogue::CHARTS;
pub use draw::{Backend, Dashed, draw, svg};
pub use frame::{Band, Frame, Scene, Subject};
pub use geometry::{Geometry, Rect};
pub use picture::Picture;
pub use ranges::{Bands, Ranges};
pub use sheet::{LAYERS, Layer};
pub use spec::{ChartSpec, Row, Value};
pub use table::{Reading, Table, readout, table};
pub use text::describe;
pub use theme::{COMPARED, DARK, LIGHT, Role, Theme};
