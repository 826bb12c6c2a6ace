//! THE BUILT-IN PLANS: what else could be done, one row each. Any of them can be started from or
//! compared with.

use super::preset::Preset;
use super::scenario::Scenario;

/// One row of the table.
#[derive(Debug)]
pub struct Builtin {
    /// The name in links. It never changes.
    pub key: &'static str,
    /// The name that people read.
    pub label: &'static str,
    /// The preset that it begins with.
    preset: Preset,
    /// Whether nobody is hired and none of the planned work is done.
    is_idle: bool,
    /// The inputs that differ from the preset, by their keys.
    values: &'static [(&'static str, f64)],
}

macro_rules! builtins {
    ($( $key:literal $label:literal $description:literal
        $preset:ident $is_idle:literal { $($input:literal $value:literal),* }; )+) => {
        /// All of them, in the order of the menu.
        pub static BUILTINS: &[Builtin] = &[
            $( Builtin {
                key: $key,
                label: $label,
                preset: Preset::$preset,
                is_idle: $is_idle,
                values: &[$(($input, $value)),*],
            }, )+
        ];

        // Apart from the rows: whoever only chooses by name does not carry these sentences.
        static DESCRIPTIONS: &[&str] = &[$($description),+];
    };
}

// A row: key, label, what it is in a sentence; the preset, whether it is idle, what differs.
builtins! {
    "realistic" "Realistic plan"
        "The plan with published ranges in the place of its hopes."
        Realistic false {};
    "as-written" "Plan as written"
        "The plan’s claims at face value: people arrive at once and are productive, estimates hold, founders and offices cost nothing."
        AsWritten false {};
    "do-nothing" "Do nothing"
        "Nobody is hired, nothing is rebuilt and no new infrastructure is rented: growth runs into today’s limits."
        Realistic true {
            "phases.1.start" 520.0, "phases.2.start" 520.0, "phases.3.start" 520.0,
            "support.associates" 0.0, "sales.reps" 0.0
        };
    "hire-early" "Hire early"
        "All five engineers are looked for from the first month on: the last phase ends sooner, and so does the cash."
        Realistic false {
            "hires.2.month" 1.0, "hires.3.month" 1.0, "hires.4.month" 1.0, "hires.5.month" 1.0
        };
    "all-on-scaling" "All on scaling"
        "Every engineer works on the architecture until it stands: phases end sooner, and features wait."
        Realistic false { "team.scaling" 1.0 };
    "features-first" "Features first"
        "Seventy per cent of engineering goes into features: they come faster, and the phases end later."
        Realistic false { "team.scaling" 0.3 };
    "slower-growth" "Slower growth"
        "Word of mouth at the low end of its range, half as much from content and partners: the limits are met later, with fewer users in the end."
        Realistic false { "growth.viral" 0.18, "growth.content" 125.0, "growth.partner" 750.0 };
    "bridge-round" "Raise a bridge round"
        "$750K of new funding arrives in month 3, before the realistic plan is out of cash."
        Realistic false { "finance.raise" 750_000.0, "finance.raise_month" 3.0 };
}

impl Builtin {
    /// The plan with this key, if there is one.
    #[must_use]
    pub fn by_key(key: &str) -> Option<&'static Self> {
        BUILTINS.iter().find(|row| row.key == key)
    }

    /// What it is and what comes of it, in a sentence.
    #[must_use]
    pub fn description(&self) -> &'static str {
        let at = BUILTINS.iter().position(|row| std::ptr::eq(row, self));
        at.map_or("", |at| DESCRIPTIONS[at])
    }

    /// The plan itself.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        let mut scenario = Scenario::preset(self.preset);
        self.label.clone_into(&mut scenario.name);
        for (key, value) in self.values {
            // A test sees to it that every row can be taken.
            let _ = scenario.set(key, *value);
        }
        if self.is_idle {
            scenario.inputs.hires.clear();
            scenario.inputs.initiatives.clear();
        }
        scenario
    }
}
