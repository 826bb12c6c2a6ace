//! A size that the founder types: taken if it is possible, refused beside its field if it is not,
//! while the last good one stays.

use super::room::Region;
use crate::format::full;
use crate::html::{Form, bare_field, escape};

/// A size in whole pixels.
#[derive(Clone, Debug)]
pub(super) struct Measure {
    name: &'static str,
    label: &'static str,
    limits: (u32, u32),
    /// The last good value.
    pub(super) value: u32,
    refusal: String,
}

impl Measure {
    pub(super) const fn new(
        name: &'static str,
        label: &'static str,
        limits: (u32, u32),
        value: u32,
    ) -> Self {
        Self {
            name,
            label,
            limits,
            value,
            refusal: String::new(),
        }
    }

    /// Takes what was typed, if the form has it.
    pub(super) fn take(&mut self, form: &Form) {
        let Some(typed) = form.get(self.name) else {
            return;
        };
        let (low, high) = self.limits;
        match typed.replace([',', ' '], "").parse() {
            Ok(value) if (low..=high).contains(&value) => {
                self.value = value;
                self.refusal.clear();
            }
            _ => {
                self.refusal = format!(
                    "{} to {} pixels are possible; {} stays",
                    full(f64::from(low)),
                    full(f64::from(high)),
                    self.value
                );
            }
        }
    }

    /// The field with its label, and the place of its refusal.
    pub(super) fn html(&self) -> String {
        let about = format!(
            "inputmode=\"numeric\" size=\"6\" aria-describedby=\"{}\"",
            self.id()
        );
        format!(
            "<label class=\"control\"><span>{}</span>{}</label><span class=\"refusal\" id=\"{}\" role=\"alert\"></span>",
            escape(self.label),
            bare_field(self.name, &about, &self.value.to_string()),
            self.id()
        )
    }

    /// The refusal.
    pub(super) fn region(&self) -> Region {
        Region::shown(self.id(), escape(&self.refusal))
    }

    fn id(&self) -> String {
        format!("{}-refusal", self.name)
    }
}
