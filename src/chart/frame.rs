//! What a chart shows of given runs, as numbers: no pixels yet.

use std::sync::Arc;

use super::markers::{self, Mark};
use super::phases::{PhaseBand, phases};
use super::scale::{Extent, Scale};
use super::sheet::Layer;
use super::spec::{Axis, ChartSpec, Line, Pane, Span, Value};
use super::theme::{COMPARED, Role, Stroke};
use crate::format;
use crate::model::actuals::{Actual, Actuals};
use crate::model::breakdown::{PARTS, breakdown};
use crate::model::calendar::WEEKS_PER_MONTH;
use crate::model::inputs::Inputs;
use crate::model::run::Run;
use crate::model::units::Unit;
use crate::model::week::{Series, Week};

/// A run with what it was run from.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What it is called where several are shown: "as written".
    pub label: &'a str,
    /// What it was run from.
    pub inputs: &'a Inputs,
    /// Its weeks.
    pub run: &'a Run,
}

/// The uncertain range of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The key of the line.
    pub key: &'static str,
    /// The lower bound, one value a week.
    pub lower: Vec<f64>,
    /// The median, one value a week.
    pub middle: Vec<f64>,
    /// The upper bound, one value a week.
    pub upper: Vec<f64>,
}

impl Band {
    /// Its bounds with their names, one value a week each.
    #[must_use]
    pub fn percentiles(&self) -> [(&'static str, &[f64]); 3] {
        [
            ("P10", &self.lower),
            ("P50", &self.middle),
            ("P90", &self.upper),
        ]
    }
}

/// Everything that a chart is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The founder's own run.
    pub subject: Subject<'a>,
    /// Runs to compare it with, at most four.
    pub compared: &'a [Subject<'a>],
    /// Uncertain ranges of the founder's own run.
    pub bands: &'a [Arc<Band>],
    /// What has really been measured, if anything.
    pub actuals: Option<&'a Actuals>,
}

/// The numbers of a chart.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The row of the chart table.
    pub spec: &'static ChartSpec,
    /// The length of the x-axis: it goes from 0, today, to the end of this week.
    pub weeks: usize,
    /// What the founder's own run is called.
    pub subject: String,
    /// The time of each phase, from its planned start to its end.
    pub phases: Vec<PhaseBand>,
    /// The panes from top to bottom.
    pub panes: Vec<PaneFrame>,
    /// How numbers and months were written when it was made.
    edition: u32,
}

/// The numbers of a pane.
#[derive(Clone, Debug)]
pub struct PaneFrame {
    /// The row of the chart table.
    pub spec: &'static Pane,
    /// The values that the y-axis shows.
    pub scale: Scale,
    /// Lines, those of compared runs first, so that they lie behind.
    pub lines: Vec<LineFrame>,
    /// Thresholds.
    pub thresholds: Vec<ThresholdFrame>,
    /// Moments worth a word.
    pub marks: Vec<Mark>,
}

/// The numbers of a line.
#[derive(Clone, Debug)]
pub struct LineFrame {
    /// The row of the chart table.
    pub spec: &'static Line,
    /// What the compared run is called, if the line is one's.
    pub compared: Option<String>,
    /// Its place among the compared runs, from 0.
    pub order: usize,
    /// The value today, where there is one.
    pub start: Option<f64>,
    /// The value of every week, drawn at the week's end; that of a step holds for its week.
    pub values: Vec<f64>,
    /// The uncertain range.
    pub band: Option<Arc<Band>>,
    /// What was measured of the series, within the horizon: dots on the founder's own line.
    pub actuals: Vec<Actual>,
}

/// A threshold with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct ThresholdFrame {
    /// What it is, without the month by which.
    pub label: &'static str,
    /// For a milestone: the months from now by whose end it has to be reached.
    pub due: Option<u32>,
    /// The value.
    pub value: f64,
    /// When it holds, in weeks from now, within the horizon.
    pub from: f64,
    /// Until when.
    pub until: f64,
    /// For a milestone that falls due within the horizon: whether it was met.
    pub met: Option<bool>,
    /// For a milestone: the first week, counted from 1, in which it was met.
    pub week: Option<usize>,
}

impl ThresholdFrame {
    /// What it is, as the founder writes it: "$3M by M6", "3M € by Sep 2027".
    #[must_use]
    pub fn name(&self) -> String {
        let name = format::with_sign(self.label);
        match self.due {
            Some(month) => format!("{name} by {}", format::month_tick(month, None)),
            None => name,
        }
    }
}

impl LineFrame {
    /// Whether the line is one of steps.
    #[must_use]
    pub const fn is_step(&self) -> bool {
        matches!(self.spec.value, Value::Opening)
    }

    /// The colour that it has in the end.
    #[must_use]
    pub fn role(&self) -> Role {
        self.stroke().map_or(self.spec.role, |stroke| stroke.role)
    }

    /// How it is drawn if it is a compared run's.
    #[must_use]
    pub fn stroke(&self) -> Option<&'static Stroke> {
        self.compared
            .as_ref()
            .map(|_| &COMPARED[self.order % COMPARED.len()])
    }

    /// The value with which the line ends.
    #[must_use]
    pub fn last(&self) -> Option<f64> {
        self.values.last().copied()
    }

    /// Whether another frame's line of the same row is the same drawing.
    fn draws_same(&self, other: &Self) -> bool {
        self.compared == other.compared
            && self.order == other.order
            && self.start == other.start
            && self.values == other.values
            && self.actuals == other.actuals
    }

    /// Whether another frame's line of the same row has the same drawing as its band.
    fn bands_same(&self, other: &Self) -> bool {
        match (&self.band, &other.band) {
            (Some(band), Some(other)) => Arc::ptr_eq(band, other) || band == other,
            (None, None) => true,
            _ => false,
        }
    }

    /// Where the line goes: pairs of weeks from now and values.
    #[allow(clippy::cast_precision_loss)] // weeks are few
    pub fn points(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        let start = self.start.filter(|_| !self.is_step());
        let step = self.is_step();
        start
            .map(|value| (0.0, value))
            .into_iter()
            .chain(
                self.values
                    .iter()
                    .enumerate()
                    .flat_map(move |(week, &value)| {
                        let (from, to) = (week as f64, week as f64 + 1.0);
                        let opening = step.then_some((from, value));
                        opening.into_iter().chain([(to, value)])
                    }),
            )
    }
}

impl Frame {
    /// The numbers of a chart.
    #[must_use]
    pub fn new(spec: &'static ChartSpec, scene: &Scene) -> Self {
        Self {
            spec,
            weeks: scene.subject.run.weeks.len(),
            subject: scene.subject.label.to_owned(),
            phases: phases(&scene.subject),
            panes: spec
                .panes
                .iter()
                .map(|pane| PaneFrame::new(pane, scene))
                .collect(),
            edition: format::edition(),
        }
    }

    /// The first line that has an uncertain range.
    #[must_use]
    pub fn uncertain_line(&self) -> Option<&LineFrame> {
        let lines = self.panes.iter().flat_map(|pane| pane.lines.iter().rev());
        lines.into_iter().find(|line| line.band.is_some())
    }

    /// Whether a layer of this frame and of another one of the same chart is the same drawing.
    #[must_use]
    pub fn draws_same(&self, layer: Layer, other: &Self) -> bool {
        let is_ink = layer == Layer::Ink;
        self.edition == other.edition
            && self.weeks == other.weeks
            && (!is_ink || self.phases == other.phases)
            && all_same(&self.panes, &other.panes, |pane, other| {
                pane.scale == other.scale
                    && (!is_ink || pane.thresholds == other.thresholds && pane.marks == other.marks)
                    && all_same(&pane.lines, &other.lines, |line, other| match layer {
                        Layer::Ground => line.compared.is_none() || line.draws_same(other),
                        Layer::Bands => line.bands_same(other),
                        Layer::Ink => line.draws_same(other),
                    })
            })
    }
}

fn all_same<Item>(these: &[Item], others: &[Item], same: impl Fn(&Item, &Item) -> bool) -> bool {
    these.len() == others.len()
        && these
            .iter()
            .zip(others)
            .all(|(this, other)| same(this, other))
}

impl PaneFrame {
    #[allow(clippy::cast_precision_loss)] // weeks are few
    fn new(spec: &'static Pane, scene: &Scene) -> Self {
        let subject = &scene.subject;
        let weeks = subject.run.weeks.len();
        let mut lines = Vec::new();
        for line in spec.lines.iter().filter(|line| line.compared) {
            for (order, other) in scene.compared.iter().enumerate() {
                let mut values = line.values(other.inputs, other.run);
                values.truncate(weeks);
                lines.push(LineFrame {
                    spec: line,
                    compared: Some(other.label.to_owned()),
                    order,
                    start: line.start.map(|start| start(other.inputs)),
                    values,
                    band: None,
                    actuals: Vec::new(),
                });
            }
        }
        // The first line of the table matters most and lies on top.
        for line in spec.lines.iter().rev() {
            lines.push(LineFrame {
                spec: line,
                compared: None,
                order: 0,
                start: line.start.map(|start| start(subject.inputs)),
                values: line.values(subject.inputs, subject.run),
                band: scene
                    .bands
                    .iter()
                    // Those of another horizon are of an earlier plan.
                    .find(|band| band.key == line.key && band.lower.len() == weeks)
                    .cloned(),
                actuals: scene.actuals.map_or_else(Vec::new, |actuals| {
                    let mut actuals = actuals.of(line.key).to_vec();
                    actuals.retain(|actual| usize::from(actual.week) <= weeks);
                    actuals
                }),
            });
        }

        let follows_compared = !matches!(spec.axis, Axis::LinearOfSubject { .. });
        let mut extent = Extent::EMPTY;
        for line in &lines {
            if line.compared.is_none() || follows_compared {
                line.start
                    .iter()
                    .chain(&line.values)
                    .for_each(|&value| extent.include(value));
            }
            line.actuals
                .iter()
                .for_each(|actual| extent.include(actual.value));
            if let Some(band) = &line.band {
                band.lower
                    .iter()
                    .chain(&band.upper)
                    .for_each(|&value| extent.include(value));
            }
        }
        let scale = Scale::new(spec.axis, extent);

        let main = lines.last();
        let thresholds = spec
            .thresholds
            .iter()
            .filter_map(|threshold| {
                let value = (threshold.value)(subject.inputs);
                let horizon = weeks as f64;
                let (mut due, mut met, mut week) = (None, None, None);
                let (from, until) = match threshold.span {
                    Span::Always => (0.0, horizon),
                    Span::Between(span) => span(subject.inputs),
                    Span::By(month) => {
                        due = Some(month);
                        let end = f64::from(month) * WEEKS_PER_MONTH;
                        week = main
                            .and_then(|line| line.values.iter().position(|&have| have >= value))
                            .map(|week| week + 1);
                        // The end of a month is a whole number of weeks only up to rounding.
                        if end <= horizon + 1e-9 {
                            met = Some(week.is_some_and(|week| week as f64 <= (end - 1e-9).ceil()));
                        }
                        (0.0, end)
                    }
                };
                let (from, until) = (from.max(0.0), until.min(horizon));
                (until > from).then_some(ThresholdFrame {
                    label: threshold.label,
                    due,
                    value,
                    from,
                    until,
                    met,
                    week,
                })
            })
            .collect();
        Self {
            spec,
            scale,
            lines,
            thresholds,
            marks: markers::marks(spec.markers, subject.run),
        }
    }

    /// The unit of everything in the pane.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.spec.unit
    }
}

impl Line {
    /// The values of a run, one a week.
    ///
    /// # Panics
    /// If the chart table names a series or part that there is not; a test sees to it that it does
    /// not.
    #[must_use]
    pub fn values(&self, inputs: &Inputs, run: &Run) -> Vec<f64> {
        let each = |get: &dyn Fn(&Week) -> f64| run.weeks.iter().map(get).collect();
        let of_series = |key: &str, sign: f64| {
            let series = Series::by_key(key).expect("a series of the output table");
            each(&|week| sign * (series.get)(week))
        };
        match &self.value {
            Value::Stock | Value::Opening => of_series(self.key, 1.0),
            Value::Mirrored(key) => of_series(key, -1.0),
            Value::Part => {
                let part = PARTS.iter().find(|part| part.key == self.key);
                let get = part.expect("a part of the table").get;
                breakdown(inputs, run).iter().map(get).collect()
            }
        }
    }
}
