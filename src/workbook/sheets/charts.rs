//! Charts of the weekly sheet, which follow its cells.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartLine, ChartType, Color, Workbook, XlsxError,
};

use super::Source;
use crate::model::units::Unit;
use crate::model::week::Series;
use crate::workbook::columns::{COLUMNS, Place};
use crate::workbook::layout::{first_column, row};
use crate::workbook::style;

/// A chart: its title, its series, and whether it reads better on a logarithmic axis.
const CHARTS: [(&str, &[&str], bool); 6] = [
    ("Annual recurring revenue", &["arr"], false),
    ("Cash", &["cash"], false),
    (
        "Users and what the weakest component carries",
        &["users", "capacity", "competitor"],
        true,
    ),
    ("Load against capacity", &["utilisation"], false),
    ("Revenue and costs a month", &["revenue", "cost"], false),
    (
        "Work done on the phases",
        &["phase1", "phase2", "phase3"],
        false,
    ),
];

/// Colours that people with any kind of sight tell apart.
const COLOURS: [Color; 3] = [
    Color::RGB(0x0000_72B2),
    Color::RGB(0x00D5_5E00),
    Color::RGB(0x0000_9E73),
];

const SIZE: (u32, u32) = (720, 340);

/// Writes the sheet.
pub(super) fn write(book: &mut Workbook, source: &Source) -> Result<(), XlsxError> {
    let sheet = super::add(book, "Charts", "Charts", "All weeks of the sheet Weeks.", 0)?;
    let (first, last) = (
        Place::Weeks.start() + 1,
        Place::Weeks.start() + row(source.results.weeks),
    );
    for (index, (title, keys, logarithmic)) in CHARTS.iter().enumerate() {
        let mut chart = Chart::new(ChartType::Line);
        chart.title().set_name(*title);
        let mut format = "";
        for (key, colour) in keys.iter().zip(COLOURS) {
            let Some(column) = COLUMNS.iter().find(|column| column.key == *key) else {
                continue;
            };
            let at = first_column(column, source.results);
            format = axis_format(column.unit());
            let mut line = ChartLine::new();
            chart
                .add_series()
                .set_name(Series::by_key(key).map_or(*key, |series| series.label))
                .set_categories(("Weeks", first, 0, last, 0))
                .set_values(("Weeks", first, at, last, at))
                .set_format(line.set_color(colour).set_width(2));
        }
        chart
            .x_axis()
            .set_name("Week")
            .set_label_interval(13)
            .set_tick_interval(13)
            .set_label_position(ChartAxisLabelPosition::Low);
        chart.y_axis().set_num_format(format);
        if *logarithmic {
            chart.y_axis().set_log_base(10);
        }
        if keys.len() == 1 {
            chart.legend().set_hidden();
        } else {
            chart
                .legend()
                .set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
        }
        let (width, height) = SIZE;
        chart.set_width(width).set_height(height);
        let (down, across) = (row(index / 2), u16::from(index % 2 == 1));
        sheet.insert_chart(3 + down * 18, across * 12, &chart)?;
    }
    Ok(())
}

/// How numbers are written beside an axis: they are round.
fn axis_format(unit: Unit) -> &'static str {
    match unit {
        Unit::Share => "0%",
        Unit::Factor => "General",
        unit => style::number_format(unit),
    }
}
