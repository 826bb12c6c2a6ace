//! THE TEMPLATES: companies to start from, each number with what it rests on.

use super::answers::Answers;
use super::field::Field;
use super::fit::fit;
use crate::model::inputs::Hire;
use crate::model::parameters::Parameter;
use crate::model::preset::Preset;
use crate::model::scenario::Scenario;

/// A number of a template, and what it rests on.
#[derive(Debug)]
pub struct Figure<Of> {
    /// What it is: a field, or the key of an input.
    pub of: Of,
    /// Its value.
    pub value: f64,
    /// What it rests on: a source, or that nobody says so.
    pub basis: &'static str,
}

/// A company to start from.
#[derive(Debug)]
pub struct Template {
    /// The name in forms. It never changes.
    pub key: &'static str,
    /// The name that people read.
    pub label: &'static str,
    /// What kind of company it is, and how it fares.
    pub says: &'static str,
    /// Its answers to the eight questions.
    pub answers: &'static [Figure<Field>],
    /// Other inputs that are not as in the realistic preset.
    pub inputs: &'static [Figure<&'static str>],
    /// Its hires: role, month, $ a year.
    pub hires: &'static [(&'static str, f64, f64)],
}

impl Template {
    /// The template with this key, if there is one.
    #[must_use]
    pub fn by_key(key: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|template| template.key == key)
    }

    /// The scenario that it is.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        let mut scenario = Scenario::preset(Preset::Realistic);
        self.label.clone_into(&mut scenario.name);
        scenario.inputs.hires = self
            .hires
            .iter()
            .map(|&(role, month, salary)| Hire {
                role: role.into(),
                month,
                salary,
            })
            .collect();
        // The table's numbers are possible, and fit together, which its tests prove.
        for figure in self.inputs {
            if let Some(row) = Parameter::by_key(figure.of) {
                (row.set)(&mut scenario.inputs.parameters, figure.value);
            }
        }
        let mut answers = Answers::default();
        for figure in self.answers {
            let _ = answers.give(figure.of, figure.value);
        }
        scenario.inputs = fit(&scenario.inputs, &answers).inputs;
        scenario
    }
}

macro_rules! template {
    (
        $key:literal $label:literal $says:literal
        answers { $( $field:ident $value:literal $basis:literal; )+ }
        inputs { $( $input:literal $number:literal $why:literal; )+ }
        hires { $( $role:literal $month:literal $salary:literal; )* }
    ) => {
        Template {
            key: $key,
            label: $label,
            says: $says,
            answers: &[$( Figure { of: Field::$field, value: $value, basis: $basis } ),+],
            inputs: &[$( Figure { of: $input, value: $number, basis: $why } ),+],
            hires: &[$( ($role, $month, $salary) ),*],
        }
    };
}

/// All templates.
pub static TEMPLATES: [Template; 4] = [
    template! {
        "bootstrapped" "Bootstrapped, product-led"
        "Two founders, two engineers, no investors. Grows slowly out of its own revenue and never \
         runs out of cash."
        answers {
            Users 14_000.0 "assumption";
            Starter 900.0 "assumption: 15 % of users' teams pay, most of them little";
            Professional 190.0 "assumption";
            Enterprise 12.0 "assumption";
            Custom 0.0 "assumption";
            StarterPrice 24.0 "assumption";
            ProfessionalPrice 59.0 "assumption";
            EnterprisePrice 249.0 "assumption";
            CustomPrice 1500.0 "assumption";
            Engineers 2.0 "assumption";
            Pay 85_000.0 "assumption";
            Cash 120_000.0 "assumption";
            OtherCosts 15_000.0 "assumption: founders live on it";
            Growth 0.04 "assumption; 0.5 to 8 % a week is the range of young B2B products (Graham, “Startup = Growth”, 2012)";
            Churn 0.035 "benchmark: 3 to 7 % a month with small businesses";
            ArrGrowth 0.03 "assumption: somewhat less than users";
            Bill 1100.0 "assumption";
            Limit 45_000.0 "assumption";
        }
        inputs {
            "tiers.starter.seats" 2.0 "assumption";
            "tiers.professional.seats" 8.0 "assumption";
            "tiers.enterprise.seats" 40.0 "assumption";
            "tiers.custom.seats" 400.0 "assumption";
            "growth.market" 400_000.0 "assumption: a niche";
            "growth.competitor" 30_000.0 "assumption";
            "growth.competitor_growth" 0.01 "assumption";
            "growth.window_month" 36.0 "assumption: nobody takes all";
            "growth.content" 60.0 "assumption: most signups come by search";
            "growth.content_growth" 0.0 "assumption";
            "growth.partner" 0.0 "assumption: no partners";
            "growth.viral" 0.01 "assumption";
            "conversion.professional" 0.015 "assumption";
            "conversion.enterprise" 0.01 "assumption";
            "conversion.custom" 0.0 "assumption";
            "sales.reps" 0.0 "assumption: nobody sells";
            "team.scaling" 0.3 "assumption: features first";
            "finance.founders" 2.0 "assumption";
            "finance.founder_salary" 45_000.0 "assumption";
            "finance.csm_salary" 0.0 "assumption: the founders do it";
            "finance.content" 500.0 "assumption";
            "support.agents" 0.5 "assumption: half a person";
            "support.associates" 0.0 "assumption";
            "finance.agent_salary" 45_000.0 "assumption";
            "infra.stage0" 750.0 "assumption";
            "infra.stage1" 1000.0 "assumption: one step at a time";
            "infra.stage2" 1500.0 "assumption";
            "infra.stage3" 2500.0 "assumption";
            "infra.per_user" 0.025 "range of the plan's: $0.015 to 0.06";
            "phases.1.start" 9.0 "assumption: no hurry";
            "phases.1.weeks" 16.0 "assumption";
            "phases.2.start" 30.0 "assumption";
            "phases.2.weeks" 26.0 "assumption";
            "phases.3.start" 60.0 "assumption";
            "phases.3.weeks" 40.0 "assumption";
        }
        hires {}
    },
    template! {
        "seed" "Seed stage, self-service"
        "Fresh seed money and a product that sells itself. Grows by 15 % a month and burns most of \
         what it raised on the way: at half that growth the money does not last."
        answers {
            Users 12_000.0 "assumption";
            Starter 380.0 "assumption";
            Professional 45.0 "assumption";
            Enterprise 3.0 "assumption";
            Custom 0.0 "assumption";
            StarterPrice 29.0 "as in the plan";
            ProfessionalPrice 99.0 "as in the plan";
            EnterprisePrice 499.0 "as in the plan";
            CustomPrice 3000.0 "assumption";
            Engineers 4.0 "assumption";
            Pay 120_000.0 "assumption";
            Cash 1_800_000.0 "assumption: most of a seed round";
            OtherCosts 52_000.0 "assumption";
            Growth 0.15 "assumption: 3.3 % a week, about the middle of young B2B products (Graham, “Startup = Growth”, 2012)";
            Churn 0.05 "benchmark: 3 to 7 % a month with small businesses";
            ArrGrowth 0.12 "assumption: a little less than users";
            Bill 1700.0 "assumption";
            Limit 40_000.0 "assumption";
        }
        inputs {
            "tiers.professional.seats" 15.0 "assumption";
            "tiers.enterprise.seats" 80.0 "assumption";
            "tiers.custom.seats" 1000.0 "assumption";
            "growth.market" 1_500_000.0 "assumption";
            "growth.competitor" 40_000.0 "assumption";
            "growth.competitor_growth" 0.03 "assumption";
            "growth.window_month" 18.0 "assumption";
            "growth.viral" 0.03 "assumption: more than half by word of mouth";
            "growth.content" 80.0 "assumption";
            "growth.partner" 0.0 "assumption: no partners yet";
            "tiers.starter.seats" 3.0 "assumption";
            "conversion.professional" 0.03 "assumption";
            "conversion.enterprise" 0.02 "assumption";
            "conversion.custom" 0.002 "range of the plan's";
            "sales.reps" 0.0 "assumption: it sells itself";
            "team.scaling" 0.4 "assumption";
            "finance.founders" 2.0 "assumption";
            "finance.founder_salary" 90_000.0 "assumption";
            "finance.csm_salary" 70_000.0 "assumption";
            "finance.content" 5000.0 "as in the realistic preset";
            "support.associates" 1.0 "assumption";
            "support.associates_month" 6.0 "assumption";
            "infra.stage0" 1400.0 "assumption";
            "infra.stage1" 2500.0 "assumption";
            "infra.stage2" 6000.0 "assumption";
            "infra.stage3" 12_000.0 "assumption";
            "phases.1.start" 7.0 "assumption";
            "phases.1.weeks" 8.0 "assumption";
            "phases.2.start" 17.0 "assumption";
            "phases.2.weeks" 16.0 "assumption";
            "phases.3.start" 36.0 "assumption";
            "phases.3.weeks" 26.0 "assumption";
        }
        hires {
            "Full-stack engineer" 2.0 110_000.0;
            "Product engineer" 6.0 120_000.0;
        }
    },
    template! {
        "enterprise" "Sales-led enterprise"
        "Few accounts that pay much, won by sales people one at a time. Loses hardly any, and grows \
         as fast as they close."
        answers {
            Users 11_000.0 "assumption";
            Starter 0.0 "no self-service";
            Professional 0.0 "no self-service";
            Enterprise 42.0 "assumption";
            Custom 4.0 "assumption";
            StarterPrice 99.0 "assumption; nobody buys it";
            ProfessionalPrice 490.0 "assumption; nobody buys it";
            EnterprisePrice 2800.0 "assumption: $34K a year";
            CustomPrice 14_000.0 "assumption: $168K a year";
            Engineers 10.0 "assumption";
            Pay 140_000.0 "assumption";
            Cash 5_000_000.0 "assumption";
            OtherCosts 170_000.0 "assumption: sales people, founders, customer success, office";
            Growth 0.06 "assumption: mostly the users of new accounts";
            Churn 0.008 "benchmark: 0.3 to 2 % a month with enterprises";
            Bill 14_000.0 "assumption";
            Limit 40_000.0 "assumption";
        }
        inputs {
            "tiers.enterprise.seats" 150.0 "as in the plan";
            "tiers.custom.seats" 900.0 "assumption";
            "growth.market" 600_000.0 "assumption";
            "growth.competitor" 60_000.0 "assumption";
            "growth.competitor_growth" 0.01 "assumption";
            "growth.window_month" 36.0 "assumption: contracts hold";
            "growth.viral" 0.008 "assumption: pilots inside of accounts";
            "growth.content" 20.0 "assumption";
            "growth.content_growth" 0.0 "assumption";
            "growth.partner" 0.0 "assumption";
            "conversion.starter" 0.0 "no self-service";
            "conversion.custom" 0.002 "the low end of the plan's range";
            "conversion.before_sso" 1.0 "single sign-on is there";
            "sales.reps" 4.0 "assumption";
            "sales.month" 1.0 "they are there";
            "sales.deals" 0.7 "assumption: two deals a quarter each";
            "finance.rep_salary" 150_000.0 "assumption, commission included";
            "finance.founders" 2.0 "assumption";
            "finance.founder_salary" 150_000.0 "assumption";
            "finance.csm_salary" 110_000.0 "assumption";
            "finance.content" 10_000.0 "assumption";
            "finance.fee" 0.01 "assumption: most pay by bank transfer";
            "support.agents" 2.0 "assumption";
            "support.associates" 1.0 "assumption";
            "team.scaling" 0.4 "assumption";
            "infra.stage0" 11_000.0 "assumption";
            "infra.stage1" 14_000.0 "assumption";
            "infra.stage2" 20_000.0 "assumption";
            "infra.stage3" 30_000.0 "assumption";
            "infra.per_user" 0.25 "assumption: far more than in self-service, each account apart";
            "phases.1.start" 6.0 "assumption";
            "phases.1.weeks" 8.0 "assumption";
            "phases.2.start" 14.0 "assumption";
            "phases.2.weeks" 16.0 "assumption";
            "phases.3.start" 30.0 "assumption";
            "phases.3.weeks" 26.0 "assumption";
        }
        hires {
            "Senior backend engineer" 2.0 150_000.0;
            "Security engineer" 4.0 160_000.0;
        }
    },
    template! {
        "viral" "Hypergrowth after a viral month"
        "A month that went viral has tripled users and brought the service down; it was patched and \
         carries a little more than today's load. Most users pay nothing, and capacity runs out \
         within weeks."
        answers {
            Users 120_000.0 "assumption: three times as many as a month ago";
            Starter 1700.0 "assumption: few of the new users pay yet";
            Professional 160.0 "assumption";
            Enterprise 9.0 "assumption";
            Custom 0.0 "assumption";
            StarterPrice 19.0 "assumption";
            ProfessionalPrice 79.0 "assumption";
            EnterprisePrice 399.0 "assumption";
            CustomPrice 5000.0 "assumption";
            Engineers 6.0 "assumption";
            Pay 125_000.0 "assumption";
            Cash 1_400_000.0 "assumption";
            OtherCosts 60_000.0 "assumption";
            Growth 0.45 "assumption: 9 % a week; 10 % is exceptional (Graham, “Startup = Growth”, 2012)";
            Churn 0.07 "benchmark: the upper end with small businesses";
            Bill 16_000.0 "assumption";
            Limit 140_000.0 "assumption: what the patch carries";
        }
        inputs {
            "growth.market" 4_000_000.0 "assumption";
            "growth.competitor" 90_000.0 "assumption";
            "growth.competitor_growth" 0.05 "assumption";
            "growth.viral" 0.12 "assumption: nearly all by word of mouth";
            "growth.content" 500.0 "assumption";
            "growth.partner" 0.0 "assumption: no partners yet";
            "churn.free" 0.1 "the upper end of what is published: the curious leave again";
            "conversion.starter" 0.008 "assumption: under the 1.8 to 6 % of a usual cohort";
            "conversion.professional" 0.03 "assumption";
            "conversion.enterprise" 0.03 "assumption";
            "conversion.custom" 0.002 "range of the plan's";
            "sales.reps" 0.0 "assumption: nobody sells yet";
            "team.scaling" 0.8 "assumption: all hands on scaling";
            "finance.founders" 2.0 "assumption";
            "finance.founder_salary" 110_000.0 "assumption";
            "support.agents" 2.0 "assumption";
            "support.associates" 3.0 "assumption";
            "support.associates_month" 2.0 "assumption";
            "infra.stage0" 12_000.0 "assumption";
            "infra.stage1" 20_000.0 "assumption";
            "infra.stage2" 32_000.0 "assumption";
            "infra.stage3" 55_000.0 "assumption";
            "infra.per_user" 0.03 "range of the plan's: $0.015 to 0.06";
            "phases.1.start" 5.0 "assumption: what is patched stays patched for a month";
            "phases.1.weeks" 5.0 "assumption";
            "phases.2.start" 8.0 "assumption";
            "phases.2.weeks" 10.0 "assumption";
            "phases.3.start" 14.0 "assumption";
            "phases.3.weeks" 14.0 "assumption";
        }
        hires {
            "Site reliability engineer" 1.0 150_000.0;
            "Senior backend engineer" 1.0 145_000.0;
            "Database engineer" 2.0 150_000.0;
            "Frontend engineer" 3.0 120_000.0;
        }
    },
];
