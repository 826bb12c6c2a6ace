//! The plan's own targets: met, missed, or not within the horizon.

use leptos::prelude::*;

use super::store::store;
use crate::format;
use crate::model::targets::{Assessment, Outcome, TARGETS, assess};
use crate::ui::derived::{derived, memo_of_all, pieces, shown};
use crate::ui::look::Look;

/// The table of targets. Worked out only while it is shown.
#[component]
pub fn PlanCheck(
    /// Whether the table is in view.
    in_view: Signal<bool>,
) -> impl IntoView {
    let store = store();
    let assessed = memo_of_all(move || {
        if in_view.get() {
            store
                .outcome
                .look(|outcome| assess(&outcome.inputs, &outcome.run))
        } else {
            Vec::new()
        }
    });
    let count = move |wanted: fn(&Outcome) -> bool| {
        assessed.look(|all| all.iter().filter(|each| wanted(&each.outcome)).count())
    };
    view! {
        <p>
            {derived(move || {
                format!(
                    "{} of the plan's {} targets are met, {} missed; {} cannot be judged within the horizon.",
                    count(|outcome| matches!(outcome, Outcome::Met)),
                    TARGETS.len(),
                    count(|outcome| matches!(outcome, Outcome::Missed)),
                    count(|outcome| matches!(outcome, Outcome::NotWithinHorizon)),
                )
            })}
        </p>
        <div class="panel-table" role="region" aria-label="Targets of the plan" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Target"</th>
                        <th scope="col">"By when"</th>
                        <th scope="col">"Goal"</th>
                        <th scope="col">"Reached"</th>
                        <th scope="col">"Week"</th>
                        <th scope="col">"Margin"</th>
                        <th scope="col">"Verdict"</th>
                    </tr>
                </thead>
                <tbody>
                    {shown(move || {
                        assessed.look(|all| pieces(all.iter().map(row)))
                    })}
                </tbody>
            </table>
        </div>
    }
}

fn row(assessment: &Assessment) -> impl IntoAny + use<> {
    let target = assessment.target;
    let (word, class) = match assessment.outcome {
        Outcome::Met => ("✓ met", "good"),
        Outcome::Missed => ("✗ missed", "bad"),
        Outcome::NotWithinHorizon => ("– not within the horizon", ""),
    };
    let written = |value: f64| format::reading(target.unit, value);
    view! {
        <tr>
            <th scope="row">
                <span>{target.label}</span>
                <small>{target.note}</small>
            </th>
            <td>{target.when.words()}</td>
            <td>{format!("{} {}", target.comparison.sign(), written(target.goal))}</td>
            <td>{assessment.value.map(written).unwrap_or_default()}</td>
            <td>{assessment.week.map(|week| week.to_string()).unwrap_or_default()}</td>
            <td>{assessment.margin.map(written).unwrap_or_default()}</td>
            <td class=class>{word}</td>
        </tr>
    }
}
