//! Random companies for property tests: every row of the input table, hires and initiatives.

use headroom::model::initiatives::{EFFECTS, EFFORT_POSSIBLE, Initiative, Kind, planned};
use headroom::model::inputs::{HIRE_FIELDS, Hire, Inputs, MAXIMUM_HIRES};
use headroom::model::parameters::{PARAMETERS, Parameter, Parameters};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use proptest::collection::vec;
use proptest::prelude::*;

/// How far random values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    /// As far as a slider does.
    Sliders,
    /// As far as an input can at all.
    Possible,
}

impl Within {
    /// The limits of a parameter.
    pub(crate) fn limits(self, row: &Parameter) -> (f64, f64) {
        match self {
            Self::Sliders => row.range,
            Self::Possible => row.possible,
        }
    }
}

/// Every order of magnitude between two limits is as likely as any other.
fn magnitude((low, high): (f64, f64)) -> BoxedStrategy<f64> {
    let least = if low > 0.0 { low } else { high * 1e-12 };
    (least.ln()..=high.ln())
        .prop_map(move |exponent| exponent.exp().clamp(low, high))
        .boxed()
}

/// A value of a parameter: often the preset's, sometimes a limit.
fn value(row: &'static Parameter, within: Within) -> BoxedStrategy<f64> {
    let (low, high) = within.limits(row);
    let (from, to) = row.range;
    let wide = match within {
        Within::Sliders => (from..=to).boxed(),
        Within::Possible => magnitude((low, high)),
    };
    prop_oneof![
        4 => Just(row.realistic),
        4 => from..=to,
        2 => wide,
        1 => Just(low),
        1 => Just(high),
    ]
    .boxed()
}

fn parameters(within: Within) -> impl Strategy<Value = Parameters> {
    PARAMETERS
        .iter()
        .map(|row| value(row, within))
        .collect::<Vec<_>>()
        .prop_map(|values| {
            let mut parameters = Parameters::preset(Preset::Realistic);
            for (row, value) in PARAMETERS.iter().zip(values) {
                (row.set)(&mut parameters, value);
            }
            parameters
        })
}

fn hires(within: Within) -> impl Strategy<Value = Vec<Hire>> {
    let numbers: Vec<_> = HIRE_FIELDS
        .iter()
        .map(|row| {
            let (low, high) = match within {
                Within::Sliders => row.range,
                Within::Possible => row.possible,
            };
            low..=high
        })
        .collect();
    let hire = numbers.prop_map(|values| {
        let mut hire = Hire {
            role: "Engineer".into(),
            month: 1.0,
            salary: 0.0,
        };
        for (row, value) in HIRE_FIELDS.iter().zip(values) {
            (row.set)(&mut hire, value);
        }
        hire
    });
    vec(hire, 0..=MAXIMUM_HIRES)
}

/// The plan's initiatives, most of them with one effect, the phase, the effort or the kind changed.
fn initiatives(within: Within) -> impl Strategy<Value = Vec<Initiative>> {
    let change = (
        any::<bool>(),
        1_u8..=3,
        match within {
            Within::Sliders => (0.0..=50.0).boxed(),
            Within::Possible => magnitude(EFFORT_POSSIBLE),
        },
        (0..EFFECTS.len()).prop_flat_map(move |index| {
            let effect = &EFFECTS[index];
            let values = match within {
                Within::Sliders => (effect.neutral..=effect.neutral + 1.0).boxed(),
                Within::Possible => magnitude(effect.possible),
            };
            (Just(index), values)
        }),
        prop::sample::select(Kind::ALL.to_vec()),
    );
    let changes = vec(change, planned().len());
    changes.prop_map(|changes| {
        let mut initiatives = planned();
        for (initiative, (changed, phase, effort, (effect, value), kind)) in
            initiatives.iter_mut().zip(changes)
        {
            if changed {
                initiative.phase = phase;
                initiative.effort = effort;
                initiative.effects[effect] = value.clamp(0.0, EFFECTS[effect].possible.1);
                initiative.kind = kind;
            }
        }
        initiatives
    })
}

/// Any company.
pub(crate) fn company(within: Within) -> impl Strategy<Value = Inputs> {
    (
        parameters(within),
        hires(within),
        prop_oneof![Just(planned()), initiatives(within)],
    )
        .prop_map(|(parameters, hires, initiatives)| Inputs {
            parameters,
            hires,
            initiatives,
        })
}

/// Any company, with up to all risk events striking in some week.
pub(crate) fn stressed(within: Within) -> impl Strategy<Value = Scenario> {
    let weeks = proptest::array::uniform5(proptest::option::of(1_u32..=60));
    (company(within), weeks).prop_map(|(inputs, stress)| Scenario {
        inputs,
        stress,
        ..Scenario::preset(Preset::Realistic)
    })
}
