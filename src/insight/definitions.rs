//! How it works: the loop in words, and the definition of every figure and series.

use super::desk::News;
use super::html::{each, escape, place, table};
use super::panel::Panel;
use super::plans::Plans;
use super::sheet::{Region, Sheet};
use super::words;
use crate::format;
use crate::html::Form;
use crate::model::figures::{FIGURES, figures};
use crate::model::week::SERIES;

/// What stands above the tables.
const PROSE: [&str; 3] = [
    "Headroom runs a company week by week. Users bring load; load against the capacity of the \
     weakest component decides how fast and how available the service is; customers notice that \
     with a delay, and it drives churn and signups; accounts make revenue, revenue and costs make \
     cash. Cash pays engineers, whose hours — shared between scaling and features — finish the \
     phases that raise the capacity.",
    "Everything is computed in this browser. Nothing you enter is sent anywhere: the link in the \
     address bar carries the whole scenario, and only its differences from the preset.",
    "The realistic plan puts published ranges in the place of the plan's claims; the plan as \
     written takes them at face value. What rests on a judgement alone is called an assumption in \
     the list of all assumptions: replace it with your own number.",
];

/// The panel: one run, worked out when it is looked at.
#[derive(Debug, Default)]
pub(super) struct Definitions;

impl Sheet for Definitions {
    fn skeleton(&self) -> String {
        let prose = each(PROSE, |text| format!("<p>{text}</p>"));
        let rows = each(SERIES, |series| {
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
                series.label,
                format::unit_name(series.unit),
                escape(series.meaning())
            )
        });
        let headings = ["Series", "Unit", "Definition"];
        format!(
            "<div class=\"prose\">{prose}</div>{}{}",
            place(Panel::Definitions, "figures"),
            table("Series of every week", "panel-table", &headings, &rows)
        )
    }

    fn regions(&self, plans: &Plans) -> Vec<Region> {
        let scenario = &plans.this;
        let figures = figures(&scenario.inputs, &scenario.run());
        let rows = each(FIGURES, |figure| {
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
                figure.label,
                words::figure(figure, figure.value(&figures)),
                escape(figure.meaning())
            )
        });
        let headings = ["Figure", "Value", "Definition"];
        let html = table("Figures of this plan", "panel-table", &headings, &rows);
        vec![Region::result(Panel::Definitions, "figures", html)]
    }

    fn ask(&mut self, _: &Form, _: &Plans, _: &mut Vec<News>) {}

    fn prepare(&mut self, _: &Plans) {}

    fn step(&mut self, _: usize, _: f64) -> bool {
        false
    }
}
