//! The columns of the chart table: what a chart can consist of.

use super::theme::Role;
use crate::model::inputs::Inputs;
use crate::model::units::Unit;

/// Where a chart stands on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// Among the three large ones.
    Primary,
    /// In the rows below.
    Secondary,
}

/// One row of the chart table.
#[derive(Debug)]
pub struct ChartSpec {
    /// The name in the page and in exported files. It never changes.
    pub id: &'static str,
    /// The title that people read.
    pub title: &'static str,
    /// What the first pane shows, with its unit.
    pub subtitle: &'static str,
    /// Where the chart stands.
    pub row: Row,
    /// One or two panes above each other. They share the x-axis; each has a y-axis of its own.
    pub panes: &'static [Pane],
}

impl ChartSpec {
    /// The chart with this id, if there is one.
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        super::CHARTS.iter().find(|chart| chart.id == id)
    }
}

/// A plot with one y-axis.
#[derive(Debug)]
pub struct Pane {
    /// What it shows, with the unit. Drawn above every pane but the first, whose caption is the
    /// chart's subtitle.
    pub caption: &'static str,
    /// The share of the height, against the weights of the other panes.
    pub weight: f64,
    /// The unit of everything in the pane.
    pub unit: Unit,
    /// How values become heights.
    pub axis: Axis,
    /// The lines, the one that matters most first.
    pub lines: &'static [Line],
    /// Values to be met or not to be passed.
    pub thresholds: &'static [Threshold],
    /// Moments worth a word.
    pub markers: &'static [Marker],
}

/// How values become heights. Every axis reaches at least so far, so that it stands still while
/// the values stay inside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Axis {
    /// From zero, or from below it where values are negative, up to `reach` or more. Compared runs
    /// widen it too.
    Linear {
        /// The value that the axis shows in any case.
        reach: f64,
    },
    /// The same, but compared runs may leave it at the top or bottom: the founder's own run keeps
    /// the room.
    LinearOfSubject {
        /// The value that the axis shows in any case.
        reach: f64,
    },
    /// Logarithmic, in whole decades. What is below `reach.0` is not shown.
    Logarithmic {
        /// The decades that the axis shows in any case.
        reach: (f64, f64),
    },
    /// Downwards from 100 %: for shares whose distance from 1 matters.
    BelowOne {
        /// The distance from 1 that the axis shows in any case.
        reach: f64,
    },
}

/// One line of a pane.
#[derive(Debug)]
pub struct Line {
    /// The key of the series or part, or a key of its own where a series is mirrored.
    pub key: &'static str,
    /// The name in tables and read-outs.
    pub name: &'static str,
    /// The short name at the line's end, at most [`MAXIMUM_LABEL`] characters.
    pub label: &'static str,
    /// What it stands for, as a colour.
    pub role: Role,
    /// Where the values come from.
    pub value: Value,
    /// The value today, where there is one: stocks have it, flows do not.
    pub start: Option<fn(&Inputs) -> f64>,
    /// Whether compared runs draw this line as well, each in its own colour and dash.
    pub compared: bool,
}

/// The longest label at the end of a line, in characters.
pub const MAXIMUM_LABEL: usize = 11;

/// Where the values of a line come from.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// The series of the line's key, as it stands at the end of each week.
    Stock,
    /// The series of the line's key, as the week starts with it: drawn as a step.
    Opening,
    /// This series with the opposite sign: what is lost, below zero.
    Mirrored(&'static str),
    /// The part of the week that has the line's key, see [`crate::model::breakdown`].
    Part,
}

/// A value to be met or not to be passed.
#[derive(Debug)]
pub struct Threshold {
    /// What it is, in a few words.
    pub label: &'static str,
    /// The value.
    pub value: fn(&Inputs) -> f64,
    /// When it holds.
    pub span: Span,
}

/// When a threshold holds.
#[derive(Debug)]
pub enum Span {
    /// Always.
    Always,
    /// It has to be reached by the first line of the pane at the end of this month from now, which
    /// its label does not say: the calendar may have a name for it.
    By(u32),
    /// In a time that the inputs give, in weeks from now.
    Between(fn(&Inputs) -> (f64, f64)),
}

/// A kind of moment worth a word. Where it falls depends on the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// The first week that ends with less than nothing in the bank.
    OutOfCash,
    /// The funding that is missing at the lowest point.
    MissingFunding,
    /// The component that is full, wherever load passes what it carries.
    Bottleneck,
}
