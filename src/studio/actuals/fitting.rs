//! A fit of growth and churn to what is kept, and its acceptance.

use super::charts::charts;
use crate::actuals::fit::{Doubt, FITTED, Fit, FitError, Fitted, FittedValue, fit};
use crate::format;
use crate::html::{Form, button, each, escape, lever, table};
use crate::model::actuals::TRACKED;
use crate::model::parameters::Parameter;
use crate::model::scenario::Scenario;
use crate::model::week::Series;
use crate::studio::world::World;

/// What is to be fitted, and what came of it.
#[derive(Default)]
pub(super) struct Fitting {
    chosen: Vec<&'static str>,
    is_chosen: bool,
    done: Option<(Scenario, Result<Fit, FitError>)>,
}

impl Fitting {
    /// Chooses what the actuals can tell, unless the founder has chosen.
    pub(super) fn choose_usual(&mut self, world: &World) {
        if self.is_chosen {
            return;
        }
        let has = |row: &&Fitted| {
            let series = TRACKED[row.series].series;
            row.is_usual && !world.scenario.actuals.of(series).is_empty()
        };
        self.chosen = FITTED.iter().filter(has).map(|row| row.key).collect();
        if self.chosen.is_empty() {
            self.chosen.push(FITTED[0].key);
        }
    }

    /// Takes what is ticked.
    pub(super) fn take(&mut self, form: &Form) {
        if form.get("fitting").is_some() {
            let ticked = FITTED.iter().filter(|row| form.has("fitted", row.key));
            self.chosen = ticked.map(|row| row.key).collect();
            self.is_chosen = true;
        }
    }

    /// Fits what is chosen.
    pub(super) fn fit(&mut self, world: &World) {
        let scenario = &world.scenario;
        self.done = Some((scenario.clone(), fit(scenario, &self.chosen)));
    }

    /// The fitted scenario, to be applied.
    pub(super) fn accepted(&mut self) -> Option<Scenario> {
        let (_, done) = self.done.take()?;
        Some(done.ok()?.scenario)
    }

    /// Drops the fit.
    pub(super) fn drop_fit(&mut self) {
        self.done = None;
    }

    /// A fit of another plan is none of this one.
    pub(super) fn follow(&mut self, world: &World) {
        self.done.take_if(|(of, _)| *of != world.scenario);
        self.choose_usual(world);
    }

    pub(super) fn html(&self, world: &World) -> String {
        if world.scenario.actuals.is_empty() {
            return String::new();
        }
        let inputs = &world.scenario.inputs.parameters;
        let boxes = each(&FITTED, |row| {
            let parameter = row.parameter();
            let checked = if self.chosen.contains(&row.key) {
                " checked"
            } else {
                ""
            };
            let now = format::with_unit(parameter.unit, (parameter.get)(inputs));
            format!(
                "<label class=\"tick\"><input type=\"checkbox\" name=\"fitted\" value=\"{}\"{checked}> \
                 {} <small>now {}</small></label>",
                row.key,
                escape(parameter.label),
                escape(&now)
            )
        });
        let result = match &self.done {
            None => String::new(),
            Some((_, Err(error))) => format!("<p class=\"refusal\" role=\"alert\">{error}.</p>"),
            Some((before, Ok(fit))) => outcome(before, fit, world.dark),
        };
        format!(
            "<h3>Fit the plan to the actuals</h3>\
             <p>Moves what is ticked, within what is possible, until the plan comes as close to the \
             actuals as it can. Nothing changes in the plan before you say so.</p>\
             <form><input type=\"hidden\" name=\"fitting\" value=\"1\">\
             <fieldset class=\"ticks\"><legend>Numbers to be fitted</legend>{boxes}</fieldset>\
             <div class=\"controls\">{}</div></form>{result}",
            button("do", "fit", "Fit")
        )
    }
}

fn outcome(before: &Scenario, fit: &Fit, dark: bool) -> String {
    let values = each(&fit.values, value_row);
    let errors = each(&fit.errors, |error| {
        let label = Series::by_key(error.series).map_or(error.series, |series| series.label);
        format!(
            "<tr><th scope=\"row\">{label}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
            error.count,
            format::percent(error.before, 1),
            format::percent(error.after, 1)
        )
    });
    let few = if fit.is_underdetermined {
        "<p class=\"refusal\">There are fewer actuals than numbers to be fitted: many other values \
         would fit as well.</p>"
    } else {
        ""
    };
    let drawings = each(charts(before, &fit.scenario, dark), |(title, drawing)| {
        let title = escape(&title);
        format!("<figure class=\"fit-chart\"><figcaption>{title}</figcaption>{drawing}</figure>")
    });
    let (verdict, buttons) = if fit.is_change() {
        let apply = button("do", "apply", "Put the fitted values into the plan");
        (
            String::new(),
            apply + &button("do", "drop", "Leave the plan as it is"),
        )
    } else {
        (
            "<p>Nothing fits better than the values of the plan.</p>".to_owned(),
            button("do", "drop", "Dismiss"),
        )
    };
    format!(
        "<div role=\"status\">{verdict}{few}{}{}</div>\
         <div class=\"fit-charts\">{drawings}</div>\
         <p class=\"note\">Dots are actuals, the full line is the fitted plan, the dashed one the plan \
         before. Errors are the root mean square of the distances, in shares of the actuals' own; every \
         series counts the same.</p>\
         <form class=\"controls\">{buttons}</form>",
        table(
            "Numbers before and after",
            "panel-table",
            &[
                "Number",
                "Before",
                "After",
                "Standard error",
                "Can the actuals tell?"
            ],
            &values
        ),
        table(
            "Distance from the actuals",
            "panel-table",
            &["Series", "Values", "Before", "After"],
            &errors
        ),
    )
}

fn value_row(value: &FittedValue) -> String {
    let parameter = value.parameter;
    let write = |number: f64| escape(&format::plain(parameter.unit, number));
    let error = value
        .standard_error
        .map_or_else(|| "–".to_owned(), |error| format!("± {}", write(error)));
    let doubt = match &value.doubt {
        None => "yes".to_owned(),
        Some(Doubt::NothingSaid) => "✗ no: they do not depend on it".to_owned(),
        Some(Doubt::Vague) => "✗ hardly: the error is as large as the number".to_owned(),
        Some(Doubt::MadeUpFor { by }) => {
            let other = Parameter::by_key(by).map_or(*by, |row| row.label);
            format!(
                "✗ no: other numbers do the same, above all “{}”. Fit one of them only",
                escape(other)
            )
        }
    };
    format!(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{error}</td><td>{doubt}</td></tr>",
        lever(parameter.key, parameter.label),
        write(value.before),
        write(value.after)
    )
}
