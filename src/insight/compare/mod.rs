//! The plans side by side: figures, odds under the same luck, and what differs.

mod figures;
mod inputs;
mod luck;

use super::desk::News;
use super::html::{drawer, form, place};
use super::panel::Panel;
use super::plans::Plans;
use super::sheet::{Region, Sheet};
use super::under_way;
use crate::html::{Form, button, each, escape, table};
use crate::model::builtin::{BUILTINS, Builtin};
use crate::model::scenario::Scenario;
use crate::share::link::{MAXIMUM_COMPARED, View};
use inputs::inputs;
use luck::Luck;

const PANEL: Panel = Panel::Compare;

/// The panel.
#[derive(Debug, Default)]
pub(super) struct Compare {
    luck: Luck,
}

impl Sheet for Compare {
    fn skeleton(&self) -> String {
        let odds = form(PANEL, "odds", &under_way::place(PANEL, "odds")) + &place(PANEL, "odds");
        format!(
            "{}{}<h3>Odds under the same luck</h3>\
             <p class=\"hint\">Every run draws its luck once for all plans, so what luck does to \
             all of them alike is no part of a difference. What it does to each is: ± is one standard \
             error of the difference, run by run.</p>{odds}\
             <h3>What differs</h3>{}",
            form(PANEL, "chosen", &place(PANEL, "chosen"))
                + &form(
                    PANEL,
                    "others",
                    &drawer(PANEL, "others", "Compare with another plan")
                ),
            place(PANEL, "figures"),
            form(PANEL, "differ", &place(PANEL, "differ")),
        )
    }

    fn regions(&self, plans: &Plans) -> Vec<Region> {
        let region = |name: &str, html: String| Region::result(PANEL, name, html);
        let mut regions = vec![
            region("chosen", chosen(plans)),
            region("others", others(plans)),
            region("figures", figures::html(plans)),
            region("odds", self.luck.html()),
            region("differ", differ(plans)),
        ];
        let work = self.luck.under_way();
        regions.extend(work.regions(PANEL, "odds", "Runs under the same luck"));
        regions
    }

    fn ask(&mut self, form: &Form, plans: &Plans, news: &mut Vec<News>) {
        if form.has("cancel", "odds") {
            self.luck.cancel();
        }
        if form.has("again", "odds") {
            self.luck.allow();
        }
        news.extend(compared(form, plans).or_else(|| taken(form, plans)));
    }

    fn prepare(&mut self, plans: &Plans) {
        self.luck.prepare(plans);
    }

    fn step(&mut self, runs: usize, now: f64) -> bool {
        self.luck.step(runs, now)
    }

    fn leave(&mut self) {
        self.luck.leave();
    }
}

/// The plans beside the one on the page: to work on, or to take away.
fn chosen(plans: &Plans) -> String {
    let rows = each(plans.others.iter().enumerate(), |other| {
        let place = other.0.to_string();
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}{}</td></tr>",
            figures::heading(other),
            button("swap", &place, "Work on it instead"),
            button("remove", &place, "Take away"),
        )
    });
    if rows.is_empty() {
        "<p class=\"hint\">This plan is compared with no other.</p>".to_owned()
    } else {
        table("Compared with", "chosen", &["Plan", "Actions"], &rows)
    }
}

/// Others that can be added, in a drawer that stays open: one is seldom enough.
fn others(plans: &Plans) -> String {
    let is_full = plans.others.len() >= MAXIMUM_COMPARED;
    let rows = each(BUILTINS, |row| {
        let is_beside = plans.others.contains(&row.scenario());
        let action = match (is_beside, is_full) {
            (true, _) => "compared".to_owned(),
            (false, true) => String::new(),
            (false, false) => button("add", row.key, "Compare"),
        };
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{action}</td></tr>",
            escape(row.label),
            escape(row.description())
        )
    });
    let full = if is_full {
        format!("<p class=\"hint\">{MAXIMUM_COMPARED} plans are the most: take one away first.</p>")
    } else {
        String::new()
    };
    let headings = ["Plan", "What it is", "Action"];
    full + &table("Plans to compare with", "chosen", &headings, &rows)
}

/// Another choice of plans, if the form has made one.
fn compared(form: &Form, plans: &Plans) -> Option<News> {
    let mut others = plans.others.clone();
    let mut scenario = plans.this.clone();
    let place = |name: &str| -> Option<usize> {
        let place = form.get(name)?.parse().ok()?;
        (place < plans.others.len()).then_some(place)
    };
    let mut said = String::new();
    if let Some(place) = place("swap") {
        std::mem::swap(&mut scenario, &mut others[place]);
        // It may stand there already.
        let left = others[place].clone();
        let mut index = 0;
        others.retain(|other| {
            index += 1;
            index == place + 1 || *other != left
        });
        said = format!(
            "You work on “{}” now; “{}” is compared with it.",
            scenario.name, left.name
        );
    } else if let Some(place) = place("remove") {
        others.remove(place);
    } else {
        let row = Builtin::by_key(form.get("add")?)?;
        if others.len() == MAXIMUM_COMPARED {
            return None;
        }
        others.push(row.scenario());
    }
    let view = View {
        compared: Some(others),
        ..View::new(scenario)
    };
    Some(News::Apply {
        link: view.to_link(),
        said,
        before: plans.to_link(),
    })
}

/// The plan with one difference taken over, if the form says so.
fn taken(form: &Form, plans: &Plans) -> Option<News> {
    let (place, key) = form.get("take")?.split_once(':')?;
    let other = plans.others.get(place.parse::<usize>().ok()?)?;
    let both = [&plans.this, other];
    let input = inputs(&both).into_iter().find(|input| input.key() == key)?;
    let scenario = input.taken(&plans.this, other)?;
    Some(News::Apply {
        link: crate::share::to_link(&scenario),
        said: format!(
            "{}: {}, as in “{}”.",
            input.label(&both),
            input.text(&scenario),
            other.name
        ),
        before: plans.to_link(),
    })
}

/// Every input in which a compared plan differs from the one on the page, with a button to take it
/// over.
fn differ(plans: &Plans) -> String {
    let mut all = vec![&plans.this];
    all.extend(&plans.others);
    let mut group = "";
    let rows = each(inputs(&all), |input| {
        let limit = |other| input.limit(&plans.this, other);
        let differing: Vec<bool> = plans
            .others
            .iter()
            .map(|other| limit(other).is_some() || input.taken(&plans.this, other).is_some())
            .collect();
        if !differing.contains(&true) {
            return String::new();
        }
        let here = input.text(&plans.this);
        let label = input.label(&all);
        let is_hidden = plans
            .others
            .iter()
            .zip(&differing)
            .any(|(other, differs)| *differs && input.text(other) == here);
        let text = |plan: &Scenario| {
            if is_hidden {
                input.exact(plan)
            } else {
                input.text(plan)
            }
        };
        let cells = each(
            plans.others.iter().zip(&differing).enumerate(),
            |(place, (other, differs))| {
                if !differs {
                    return "<td class=\"same\">the same</td>".to_owned();
                }
                if let Some(most) = limit(other) {
                    return format!(
                        "<td>{} <small>no room: {most} at most</small></td>",
                        escape(&text(other))
                    );
                }
                let named = format!("Take over {label} from {}", other.name);
                format!(
                    "<td>{} <button type=\"submit\" class=\"quiet take\" name=\"take\" value=\"{}\" aria-label=\"{}\">take over</button></td>",
                    escape(&text(other)),
                    escape(&format!("{place}:{}", input.key())),
                    escape(&named)
                )
            },
        );
        let mut head = String::new();
        if input.group() != group {
            group = input.group();
            head = format!(
                "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{}\">{group}</th></tr>",
                all.len() + 1
            );
        }
        format!(
            "{head}<tr><th scope=\"row\">{}</th><td>{}</td>{cells}</tr>",
            input.heading(&all),
            escape(&text(&plans.this))
        )
    });
    if rows.is_empty() {
        return "<p class=\"hint\">Nothing differs but, perhaps, the horizon: plans are compared over that of \
                this one.</p>".to_owned();
    }
    let names: Vec<String> = plans
        .others
        .iter()
        .enumerate()
        .map(figures::heading)
        .collect();
    let mut headings = vec!["Input", "This plan"];
    headings.extend(names.iter().map(String::as_str));
    table("What differs, input by input", "differ", &headings, &rows)
}
