//! How it works: the loop in words, and the definition of every figure and series.

use leptos::prelude::*;

use super::store::store;
use crate::format;
use crate::model::figures::{FIGURES, Figure, Figures};
use crate::model::units::Unit;
use crate::model::week::SERIES;
use crate::ui::derived::{derived, pieces};
use crate::ui::look::Look;

/// A figure as people read it.
fn written(figure: &Figure, figures: &Figures) -> String {
    match (figure.get)(figures) {
        None => "none".to_owned(),
        Some(value) if figure.unit == Unit::YesNo => {
            if value > 0.0 { "yes" } else { "no" }.to_owned()
        }
        Some(value) => format::reading(figure.unit, value),
    }
}

/// The definitions, with the figures of the scenario beside them.
#[component]
pub fn Definitions() -> impl IntoView {
    let store = store();
    view! {
        <div class="prose">
            <p>
                "Headroom runs a company week by week. Users bring load; load against the capacity of the weakest component decides how fast and how available the service is; customers notice that with a delay, and it drives churn and signups; accounts make revenue, revenue and costs make cash. Cash pays engineers, whose hours — shared between scaling and features — finish the phases that raise the capacity."
            </p>
            <p>
                "Everything is computed in this browser. Nothing you enter is sent anywhere: the link in the address bar carries the whole scenario, and only its differences from the preset."
            </p>
            <p>
                "The realistic plan puts published ranges in the place of the plan's claims; the plan as written takes them at face value. What rests on a judgement alone is called an assumption in the list of all assumptions: replace it with your own number."
            </p>
        </div>
        <h3>"Figures of this plan"</h3>
        <div class="panel-table" role="region" aria-label="Figures of this plan" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Figure"</th>
                        <th scope="col">"Value"</th>
                        <th scope="col">"Definition"</th>
                    </tr>
                </thead>
                <tbody>
                    {pieces(FIGURES.iter().map(|figure| {
                            view! {
                                <tr>
                                    <th scope="row">{figure.label}</th>
                                    <td>
                                        {derived(move || {
                                            store.outcome.look(|outcome| written(figure, &outcome.figures))
                                        })}
                                    </td>
                                    <td>{figure.meaning()}</td>
                                </tr>
                            }
                        }))}
                </tbody>
            </table>
        </div>
        <h3>"Series of every week"</h3>
        <div class="panel-table" role="region" aria-label="Series of every week" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Series"</th>
                        <th scope="col">"Unit"</th>
                        <th scope="col">"Definition"</th>
                    </tr>
                </thead>
                <tbody>
                    {pieces(SERIES.iter().map(|series| {
                            view! {
                                <tr>
                                    <th scope="row">{series.label}</th>
                                    <td>{series.unit.name()}</td>
                                    <td>{series.meaning()}</td>
                                </tr>
                            }
                        }))}
                </tbody>
            </table>
        </div>
    }
}
