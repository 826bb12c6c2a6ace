//! The charts: what the table promises, how frames behave at the limits, where words stand, and
//! pictures that were judged by eye.

use std::collections::HashSet;
use std::sync::Arc;

use headroom::chart::geometry::Geometry;
use headroom::chart::sheet::{Layer, Shape, Sheet, name_fits};
use headroom::chart::spec::{MAXIMUM_LABEL, Marker, Value};
use headroom::chart::{
    Band, CHARTS, COMPARED, DARK, Frame, LAYERS, LIGHT, Rect, Role, Row, Scene, Subject, Theme,
    catalogue, describe, readout, svg, table,
};
use headroom::engine::report::numbers_into;
use headroom::ensemble::{Detail, Ensemble};
use headroom::forecast::Forecast;
use headroom::model::breakdown::{PARTS, columns};
use headroom::model::inputs::Inputs;
use headroom::model::parameters::PARAMETERS;
use headroom::model::preset::Preset;
use headroom::model::run::{Run, run};
use headroom::model::scenario::Scenario;
use headroom::model::week::{SERIES, Series};

/// Sizes of a chart on the page, from a phone's to a full row's, in CSS pixels.
const SIZES: [(f64, f64); 3] = [(300.0, 150.0), (440.0, 240.0), (800.0, 260.0)];

/// A company, and the plan as written beside it.
struct Company {
    inputs: Inputs,
    run: Run,
}

impl Company {
    fn new(inputs: Inputs) -> Self {
        let run = run(&inputs);
        Self { inputs, run }
    }

    fn preset(preset: Preset) -> Self {
        Self::new(Inputs::preset(preset))
    }

    fn with(key: &str, value: f64) -> Self {
        let mut inputs = Inputs::preset(Preset::Realistic);
        let row = PARAMETERS
            .iter()
            .find(|row| row.key == key)
            .expect("a parameter");
        (row.set)(&mut inputs.parameters, value);
        Self::new(inputs)
    }

    fn subject<'a>(&'a self, label: &'a str) -> Subject<'a> {
        Subject {
            label,
            inputs: &self.inputs,
            run: &self.run,
        }
    }
}

/// All charts of a company beside the plan as written.
fn frames(company: &Company, written: &Company) -> Vec<Frame> {
    frames_with(company, written, &[])
}

fn frames_with(company: &Company, written: &Company, bands: &[Arc<Band>]) -> Vec<Frame> {
    let compared = [written.subject("as written")];
    let scene = Scene {
        subject: company.subject("realistic"),
        compared: &compared,
        bands,
        actuals: None,
    };
    CHARTS.iter().map(|spec| Frame::new(spec, &scene)).collect()
}

/// Every parameter alone at both ends of its slider and of what is possible at all.
fn extremes() -> impl Iterator<Item = (String, Company)> {
    PARAMETERS.iter().flat_map(|row| {
        [row.range.0, row.range.1, row.possible.0, row.possible.1].map(|value| {
            (
                format!("{} = {value}", row.key),
                Company::with(row.key, value),
            )
        })
    })
}

#[test]
fn every_series_is_in_a_chart_or_on_the_timeline_and_every_part_in_a_chart() {
    let mut parts = HashSet::new();
    let mut shown: HashSet<&str> = catalogue::ON_TIMELINE.into();
    for pane in CHARTS.iter().flat_map(|chart| chart.panes) {
        for line in pane.lines {
            match &line.value {
                Value::Stock | Value::Opening => {
                    shown.insert(line.key);
                }
                Value::Mirrored(series) => {
                    shown.insert(*series);
                }
                Value::Part => {
                    parts.insert(line.key);
                }
            }
        }
        if pane.markers.contains(&Marker::Bottleneck) {
            shown.insert("bottleneck");
        }
    }
    for series in SERIES {
        assert!(shown.contains(series.key), "{} is nowhere", series.key);
    }
    assert_eq!(parts, PARTS.iter().map(|part| part.key).collect());
    for key in shown {
        assert!(Series::by_key(key).is_some(), "{key} is no series");
    }
}

#[test]
fn the_chart_table_is_sound() {
    let ids: HashSet<&str> = CHARTS.iter().map(|chart| chart.id).collect();
    assert_eq!(ids.len(), CHARTS.len());
    let primary = CHARTS.iter().filter(|chart| chart.row == Row::Primary);
    assert_eq!(primary.count(), 3);
    for chart in CHARTS {
        assert_eq!(chart.subtitle, chart.panes[0].caption, "{}", chart.id);
        assert!((1..=2).contains(&chart.panes.len()));
        for pane in chart.panes {
            let keys: HashSet<&str> = pane.lines.iter().map(|line| line.key).collect();
            assert_eq!(keys.len(), pane.lines.len(), "{}", chart.id);
            let roles: HashSet<Role> = pane.lines.iter().map(|line| line.role).collect();
            assert_eq!(
                roles.len(),
                pane.lines.len(),
                "{}: one colour each",
                chart.id
            );
            for line in pane.lines {
                assert!(line.label.chars().count() <= MAXIMUM_LABEL);
                assert!(name_fits(line.label), "{} is cut", line.label);
            }
        }
    }
}

#[test]
fn lines_have_the_values_of_their_series() {
    let company = Company::preset(Preset::Realistic);
    for frame in frames(&company, &company) {
        for line in frame.panes.iter().flat_map(|pane| &pane.lines) {
            if let (Value::Stock | Value::Opening, Some(series)) =
                (&line.spec.value, Series::by_key(line.spec.key))
            {
                let expected: Vec<f64> = company.run.weeks.iter().map(series.get).collect();
                assert_eq!(line.values, expected);
            }
        }
    }
}

#[test]
fn a_stock_continues_from_its_value_of_today() {
    // In a company to which nothing happens every stock stays what it is today.
    let mut inputs = Inputs::preset(Preset::Realistic);
    for row in PARAMETERS {
        let still = [
            "growth.viral",
            "growth.content",
            "growth.partner",
            "growth.competitor_growth",
            "churn.free",
            "conversion.starter",
            "conversion.professional",
            "conversion.enterprise",
            "conversion.custom",
            "sales.reps",
            "tiers.starter.churn",
            "tiers.professional.churn",
            "tiers.enterprise.churn",
            "tiers.custom.churn",
        ];
        if still.contains(&row.key) {
            (row.set)(&mut inputs.parameters, 0.0);
        }
    }
    inputs.hires.clear();
    let company = Company::new(inputs);
    let moves = ["cash", "perceived", "stale", "wait"];
    let mut compared = 0;
    for frame in frames(&company, &company) {
        for line in frame.panes.iter().flat_map(|pane| &pane.lines) {
            let Some(start) = line.start.filter(|_| !moves.contains(&line.spec.key)) else {
                continue;
            };
            let first = line.values[0];
            assert!(
                (first - start).abs() <= 1e-9 * start.abs(),
                "{}: {start} today, {first} after a week",
                line.spec.key
            );
            compared += 1;
        }
    }
    assert!(compared > 10);
}

#[test]
fn whatever_the_inputs_charts_are_finite_and_no_word_covers_another_or_is_cut_off() {
    let written = Company::preset(Preset::AsWritten);
    let presets = Preset::ALL.map(|preset| (preset.key().to_owned(), Company::preset(preset)));
    for (what, company) in presets.into_iter().chain(extremes()) {
        for frame in frames(&company, &written) {
            let what = format!("{} with {what}", frame.spec.id);
            for pane in &frame.panes {
                assert!(pane.scale.low < pane.scale.high, "{what}");
                assert!(
                    (pane.scale.high - pane.scale.low).is_finite(),
                    "{what}: {:?}",
                    pane.scale
                );
            }
            for (width, height) in SIZES {
                check_sheet(&what, &Sheet::new(&frame, width, height), width, height);
            }
            assert!(!describe(&frame).is_empty(), "{what}");
        }
    }
}

/// Bands around every line of a company's charts, from one factor of the line's values to another.
fn bands_around(company: &Company, (lower, upper): (f64, f64)) -> Vec<Arc<Band>> {
    let panes = CHARTS.iter().flat_map(|chart| chart.panes);
    let bands = panes.flat_map(|pane| pane.lines).map(|line| {
        let values = line.values(&company.inputs, &company.run);
        let around = |factor: f64| values.iter().map(|value| value * factor).collect();
        Arc::new(Band {
            key: line.key,
            lower: around(lower),
            middle: around(f64::midpoint(lower, upper)),
            upper: around(upper),
        })
    });
    bands.collect()
}

#[test]
fn table_and_text_say_the_bands_of_every_line() {
    let company = Company::preset(Preset::Realistic);
    let bands = bands_around(&company, (0.5, 1.5));
    for frame in frames_with(&company, &company, &bands) {
        let columns = table(&frame).columns;
        let said = describe(&frame);
        for line in frame.panes.iter().flat_map(|pane| &pane.lines) {
            let Some(band) = &line.band else { continue };
            for (name, values) in band.percentiles() {
                let heading = format!("{}, {name}", line.spec.name);
                let column = columns.iter().find(|column| column.heading == heading);
                let column = column.expect("a column for each bound");
                assert_eq!(column.values, values);
                let end = format!("{name} {}", column.text(frame.weeks - 1));
                assert!(said.contains(&end), "{end}: {said}");
            }
        }
        assert!(said.contains(" Futures: P10 "), "{said}");
    }
}

#[test]
fn every_line_has_the_band_that_the_engine_s_answer_gives_it() {
    let scenario = Scenario::preset(Preset::Realistic);
    let mut ensemble = Ensemble::new(&scenario, 256, 1, Detail::Bands);
    let mut tally = ensemble.tally();
    ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
    let mut numbers = Vec::new();
    numbers_into(&tally, &mut numbers);
    let weeks = scenario.inputs.weeks();
    let forecast = Forecast::new(1, (256, 256), weeks, &numbers, &[]);
    let company = Company::new(scenario.inputs);
    let frames = frames_with(&company, &company, &forecast.bands);
    let lines = frames.iter().flat_map(|frame| &frame.panes);
    for line in lines.flat_map(|pane| &pane.lines) {
        let key = line.spec.key;
        if line.compared.is_some() {
            continue;
        }
        let band = line.band.as_ref().unwrap_or_else(|| panic!("{key}"));
        let (column, sign) = match line.spec.value {
            Value::Mirrored(series) => (series, -1.0),
            _ => (key, 1.0),
        };
        let place = columns().position(|key| key == column);
        let expected = tally.band(place.expect("a series or part"));
        let signed = |values: &[f64]| -> Vec<f64> { values.iter().map(|it| sign * it).collect() };
        let ends = if sign < 0.0 {
            [expected.p90, expected.p50, expected.p10]
        } else {
            [expected.p10, expected.p50, expected.p90]
        };
        let [lower, middle, upper] = ends.map(|values| signed(&values));
        assert_eq!((&band.lower, &band.middle), (&lower, &middle), "{key}");
        assert_eq!(band.upper, upper, "{key}");
        for week in 0..weeks {
            assert!(lower[week] <= middle[week] && middle[week] <= upper[week]);
        }
    }
}

#[test]
fn the_layers_of_a_chart_make_up_the_whole_of_it() {
    let written = Company::preset(Preset::AsWritten);
    let company = Company::preset(Preset::Realistic);
    for frame in frames_with(&company, &written, &bands_around(&company, (0.9, 1.1))) {
        for (width, height) in SIZES {
            let mut whole = Sheet::new(&frame, width, height).shapes;
            for layer in Layer::ALL.chunks(1) {
                let shapes = Sheet::with_layers(layer, &frame, width, height).shapes;
                assert!(!shapes.is_empty(), "{}: {layer:?}", frame.spec.id);
                for shape in shapes {
                    let at = whole.iter().position(|each| *each == shape);
                    whole.remove(at.unwrap_or_else(|| panic!("{shape:?} is of no layer")));
                }
            }
            assert!(whole.is_empty(), "{}: {whole:?}", frame.spec.id);
        }
    }
}

#[test]
fn a_layer_that_is_said_to_be_the_same_is_drawn_the_same() {
    let written = Company::preset(Preset::AsWritten);
    let company = Company::preset(Preset::Realistic);
    let bands = bands_around(&company, (0.9, 1.1));
    let before = frames_with(&company, &written, &bands);
    // A slider that moves while the bands are still the old ones, then bands that come.
    let moves = PARAMETERS.iter().map(|row| {
        let moved = Company::with(row.key, row.range.1);
        (row.key, frames_with(&moved, &written, &bands))
    });
    let narrower = frames_with(&company, &written, &bands_around(&company, (0.95, 1.05)));
    // Layers that stayed and layers that did not, of moves and of bands that came.
    let mut stayed = [[0; LAYERS]; 2];
    let mut changed = [[0; LAYERS]; 2];
    for (what, frames) in moves.chain([("bands", narrower)]) {
        let of_bands = usize::from(what == "bands");
        for (frame, before) in frames.iter().zip(&before) {
            for (index, layer) in Layer::ALL.chunks(1).enumerate() {
                if !frame.draws_same(layer[0], before) {
                    changed[of_bands][index] += 1;
                    continue;
                }
                stayed[of_bands][index] += 1;
                let shapes = |frame| Sheet::with_layers(layer, frame, 440.0, 240.0).shapes;
                let what = format!("{layer:?} of {} with {what}", frame.spec.id);
                assert_eq!(shapes(frame), shapes(before), "{what}");
            }
        }
    }
    let [moves, bands] = stayed;
    // Ground and bands stand still more often than not, but not always; bands that come leave the
    // rest alone unless they move an axis.
    for at in [0, 1] {
        assert!(moves[at] > changed[0][at], "{moves:?} of {changed:?}");
        assert!(changed[0][at] > 0 && moves[2] > 0 && changed[0][2] > 0);
    }
    assert_eq!(bands[1], 0);
    assert!(bands[0] > CHARTS.len() / 2 && bands[0] == bands[2]);
}

fn check_sheet(what: &str, sheet: &Sheet, width: f64, height: f64) {
    let surface = Rect {
        left: 0.0,
        top: 0.0,
        right: width,
        bottom: height,
    };
    let texts: Vec<_> = sheet.texts().map(|text| (text, text.bounds())).collect();
    for (index, (text, bounds)) in texts.iter().enumerate() {
        assert!(
            surface.contains(bounds),
            "{what}, {width} px: {text:?} is cut off"
        );
        for (other, others) in &texts[..index] {
            assert!(
                !bounds.overlaps(others),
                "{what}, {width} px: {text:?} covers {other:?}"
            );
        }
    }
    for shape in &sheet.shapes {
        if let Shape::Path { points, .. } | Shape::Area(points, _) = shape {
            for &(x, y) in points {
                assert!(x.is_finite() && y.is_finite(), "{what}");
                assert!(
                    (0.0..=width).contains(&x) && (0.0..=height).contains(&y),
                    "{what}, {width} px: a line leaves the chart at {x}, {y}"
                );
            }
        }
    }
}

#[test]
fn four_scenarios_can_be_compared_and_bands_shown() {
    let company = Company::preset(Preset::Realistic);
    let others = [0.1, 0.2, 0.3, 0.5].map(|viral| Company::with("growth.viral", viral));
    let labels = ["slow", "a rather long name of a scenario", "fast", "Ω"];
    let compared: Vec<Subject> = others
        .iter()
        .zip(labels)
        .map(|(company, label)| company.subject(label))
        .collect();
    let around = |factor: f64| -> Vec<f64> {
        let weeks = company.run.weeks.iter();
        weeks.map(|week| week.arr * factor).collect()
    };
    let bands = [Arc::new(Band {
        key: "arr",
        lower: around(0.5),
        middle: around(1.2),
        upper: around(3.0),
    })];
    let scene = Scene {
        subject: company.subject("mine"),
        compared: &compared,
        bands: &bands,
        actuals: None,
    };
    for spec in CHARTS {
        let frame = Frame::new(spec, &scene);
        for (width, height) in SIZES {
            let sheet = Sheet::new(&frame, width, height);
            check_sheet(spec.id, &sheet, width, height);
            let areas = sheet
                .shapes
                .iter()
                .filter(|shape| matches!(shape, Shape::Area(..)));
            assert_eq!(areas.count(), usize::from(spec.id == "arr"));
        }
        for line in frame.panes.iter().flat_map(|pane| &pane.lines) {
            let stroke = line.compared.as_ref().map(|_| COMPARED[line.order]);
            assert_eq!(line.stroke().copied(), stroke, "each has its own");
            assert_eq!(
                line.role(),
                stroke.map_or(line.spec.role, |stroke| stroke.role)
            );
        }
        let said = describe(&frame);
        let readings = readout(&frame, 20);
        let headings = table(&frame).columns;
        for line in frame.spec.panes.iter().flat_map(|pane| pane.lines) {
            for label in labels.iter().filter(|_| line.compared) {
                assert!(said.contains(&format!("; {label}: ")), "{said}");
                let heading = format!("{}, {label}", line.name);
                assert!(headings.iter().any(|column| column.heading == heading));
                let reading = readings.iter().find(|reading| reading.key == line.key);
                let compared = &reading.expect("a reading").compared;
                assert!(compared.iter().any(|(name, _)| name == label));
            }
        }
        if spec.id == "arr" {
            assert!(frame.panes[0].scale.high >= 3.0 * company.run.weeks[51].arr);
            assert_eq!(frame.panes[0].lines.len(), 5);
        }
    }
}

#[test]
fn the_crosshair_finds_the_week_that_stands_there() {
    let company = Company::preset(Preset::Realistic);
    for frame in frames(&company, &company) {
        let geometry = Geometry::new(&frame, 400.0, 220.0);
        for week in 0..frame.weeks {
            #[allow(clippy::cast_precision_loss)] // weeks are few
            let end = week as f64 + 1.0;
            assert_eq!(geometry.week(geometry.x(end)), week);
        }
        assert_eq!(geometry.week(-50.0), 0);
        assert_eq!(geometry.week(1e6), frame.weeks - 1);
    }
}

#[test]
fn readout_and_table_say_what_the_lines_show() {
    let company = Company::preset(Preset::Realistic);
    let written = Company::preset(Preset::AsWritten);
    for frame in frames(&company, &written) {
        let table = table(&frame);
        let drawn: usize = frame.panes.iter().map(|pane| pane.lines.len()).sum();
        assert_eq!(table.columns.len(), drawn);
        assert_eq!(table.weeks, 52);
        for week in [0, 17, 51] {
            let readings = readout(&frame, week);
            let own: usize = frame.spec.panes.iter().map(|pane| pane.lines.len()).sum();
            assert_eq!(readings.len(), own);
            for reading in readings {
                let column = table
                    .columns
                    .iter()
                    .find(|column| {
                        column.heading == reading.name
                            && column.values.get(week) == Some(&reading.value)
                    })
                    .expect("a column with the same value");
                assert_eq!(column.text(week), reading.text);
            }
        }
        assert!(readout(&frame, 52).is_empty());
    }
}

#[test]
fn the_text_alternative_says_what_happens_to_the_company() {
    let company = Company::preset(Preset::Realistic);
    let written = Company::preset(Preset::AsWritten);
    let text: Vec<String> = frames(&company, &written).iter().map(describe).collect();
    let all = text.join("\n");
    for said in [
        "ARR: up from $500K to $7.14M over 52 weeks; as written: $12.5M at the end.",
        "$1M by M3: missed, reached in week 19.",
        "$10M by M12: missed.",
        "Cash runs out in week 18.",
        "$586K is missing at the lowest point, week 40.",
    ] {
        assert!(all.contains(said), "{said} is not in {all}");
    }
}

#[test]
fn compared_runs_differ_in_colour_and_in_dash() {
    for (index, stroke) in COMPARED.iter().enumerate() {
        for other in &COMPARED[..index] {
            assert_ne!(stroke.role, other.role);
            let (long, short) = (
                stroke.dash.0.max(other.dash.0),
                stroke.dash.0.min(other.dash.0),
            );
            assert!(long > 1.3 * short, "{stroke:?} looks like {other:?}");
        }
        // Nobody takes them for one of the four things that have a colour everywhere.
        let meant = [Role::Revenue, Role::Cost, Role::Capacity, Role::Users];
        assert!(!meant.contains(&stroke.role));
    }
}

#[test]
fn colours_stand_out_from_the_page() {
    for theme in [&LIGHT, &DARK] {
        assert!(contrast(theme, theme.muted) >= 4.5);
        assert!(contrast(theme, theme.rule) >= 3.0);
        for role in Role::ALL {
            let shade = theme.shade(role);
            assert!(contrast(theme, shade.line) >= 3.0, "{role:?} as a line");
            assert!(contrast(theme, shade.text) >= 4.5, "{role:?} as text");
        }
    }
}

/// Contrast of a colour with the page under all three phases at once, as WCAG defines it.
fn contrast(theme: &Theme, colour: plotters::style::RGBColor) -> f64 {
    let luminance = |channels: [f64; 3]| -> f64 {
        let linear = channels.map(|channel| {
            if channel <= 0.040_45 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let channels = |colour: plotters::style::RGBColor| {
        [colour.0, colour.1, colour.2].map(|channel| f64::from(channel) / 255.0)
    };
    let mut page = channels(theme.page);
    for _ in 0..3 {
        for (below, above) in page.iter_mut().zip(channels(theme.phase)) {
            *below += (above - *below) * theme.phase_opacity;
        }
    }
    let (one, other) = (luminance(page), luminance(channels(colour)));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn pictures_are_as_they_were_judged() {
    let company = Company::preset(Preset::Realistic);
    let written = Company::preset(Preset::AsWritten);
    for frame in frames(&company, &written) {
        let id = frame.spec.id;
        let (width, height) = match frame.spec.row {
            Row::Primary => (440, 250),
            Row::Secondary => (360, 220),
        };
        insta::assert_snapshot!(format!("{id}-light"), svg(&frame, &LIGHT, width, height));
        if id == "cash" {
            insta::assert_snapshot!(format!("{id}-dark"), svg(&frame, &DARK, width, height));
        }
    }
}
