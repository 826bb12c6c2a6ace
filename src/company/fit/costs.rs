//! The infrastructure bill, and what other costs leave to overhead.

use super::{Fitter, told};
use crate::company::field::Field;
use crate::company::measured::Measured;
use crate::company::root::{differ, is_near};
use crate::format;

const STAGES: [&str; 4] = [
    "infra.stage0",
    "infra.stage1",
    "infra.stage2",
    "infra.stage3",
];
const PER_USER: &str = "infra.per_user";

/// Who and what other costs consist of, as far as the model knows them by name.
const ROLES: [&str; 5] = [
    "finance.founder_salary",
    "finance.csm_salary",
    "finance.agent_salary",
    "finance.rep_salary",
    "finance.content",
];

impl Fitter<'_> {
    /// The bill of the first month is linear in the costs of all phases and of a user.
    pub(super) fn bill(&mut self) {
        let users = self.users;
        let bill = self.between("bill", Field::Bill, Field::CostPerUser, |each| each * users);
        let field = if self.answers.get(Field::Bill).is_some() {
            Field::Bill
        } else {
            Field::CostPerUser
        };
        let now = Measured::of(&self.inputs).bill;
        if now > 0.0 {
            self.scale(&STAGES, bill / now, field);
            self.scale(&[PER_USER], bill / now, field);
        } else if bill > 0.0 {
            for key in STAGES {
                self.set(key, bill, field);
            }
        }
    }

    /// Other costs, or what all costs or the runway leave for them.
    pub(super) fn costs(&mut self) {
        let now = Measured::of(&self.inputs);
        let mut said: Vec<(Field, f64)> = Vec::new();
        if let Some(other) = self.answers.get(Field::OtherCosts) {
            said.push((Field::OtherCosts, other));
        }
        said.extend(self.left_by_total(&now));
        said.extend(self.left_by_runway(&now));
        let Some(&(first, mut other)) = said.first() else {
            return;
        };
        if said.iter().any(|(_, value)| differ(*value, other)) {
            other = self.which_costs(&said);
        }
        // What is left of a sum is not exact to the last digits.
        if is_near(other / now.other.max(1.0), now.other / now.other.max(1.0)) {
            return;
        }
        if other >= now.named {
            self.set("finance.overhead", other - now.named, first);
        } else {
            self.roles(other, &now, first);
        }
    }

    fn left_by_total(&mut self, now: &Measured) -> Option<(Field, f64)> {
        let total = self.answers.get(Field::TotalCosts)?;
        let parts = now.engineering + now.bill + now.fees;
        if total >= parts {
            return Some((Field::TotalCosts, total - parts));
        }
        let money = |value| told(Field::TotalCosts, value);
        let says = if now.bill > total {
            format!(
                "The infrastructure bill of {} alone is more than all costs of {}.",
                money(now.bill),
                money(total)
            )
        } else {
            format!(
                "All costs of {} are less than {} engineers with taxes and benefits ({}), \
                 infrastructure ({}) and payment fees ({}) together: at least {}.",
                money(total),
                format::full(now.engineers),
                money(now.engineering),
                money(now.bill),
                money(now.fees),
                money(parts)
            )
        };
        self.refuse(Field::TotalCosts, says);
        None
    }

    fn left_by_runway(&mut self, now: &Measured) -> Option<(Field, f64)> {
        let runway = self.answers.get(Field::Runway)?;
        if now.cash <= 0.0 {
            let says = "Without cash there is no runway: type the cash first.";
            self.refuse(Field::Runway, says.to_owned());
            return None;
        }
        let total = now.revenue + now.cash / runway;
        let parts = now.engineering + now.bill + now.fees;
        if total >= parts {
            return Some((Field::Runway, total - parts));
        }
        let longest = now.cash / (parts - now.revenue);
        let says = format!(
            "Engineers, infrastructure and fees alone burn {} a month more than comes in: the cash \
             lasts {} months at most.",
            told(Field::TotalCosts, parts - now.revenue),
            told(Field::Runway, longest)
        );
        self.refuse(Field::Runway, says);
        None
    }

    fn which_costs(&mut self, said: &[(Field, f64)]) -> f64 {
        let typed = |field: Field| {
            let value = self.answers.get(field).unwrap_or(0.0);
            (field.row().label, told(field, value))
        };
        let each = said.iter().map(|(field, other)| {
            let (label, value) = typed(*field);
            let text = if *field == Field::OtherCosts {
                format!("{label}: {value}")
            } else {
                let other = told(Field::OtherCosts, *other);
                format!("{label}: {value}, other costs are then {other}")
            };
            (field.row().key, text)
        });
        let choices: Vec<(&'static str, String)> = each.collect();
        let names: Vec<String> = said
            .iter()
            .map(|(field, _)| {
                let (label, value) = typed(*field);
                format!("{} of {value}", label.to_lowercase())
            })
            .collect();
        let says = format!("These do not fit together: {}.", names.join(", "));
        let believed = self.contradict("costs", says, choices);
        said.iter()
            .find(|(field, _)| field.row().key == believed)
            .map_or(0.0, |(_, other)| *other)
    }

    /// Other costs that are less than what the scenario pays by name.
    fn roles(&mut self, other: f64, now: &Measured, field: Field) {
        let (all, said) = (
            told(Field::OtherCosts, now.named),
            told(Field::OtherCosts, other),
        );
        let says = format!(
            "Founders, support, customer success, sales and content of the scenario cost {all} a \
             month, more than other costs of {said}."
        );
        let choices = vec![
            ("total", format!("{said} in all: each of these costs less")),
            ("roles", format!("{all}, and nothing else")),
        ];
        if self.contradict("roles", says, choices) == "total" {
            self.scale(&ROLES, other / now.named, field);
        }
        self.set("finance.overhead", 0.0, field);
    }
}
