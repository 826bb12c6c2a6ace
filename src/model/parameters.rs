//! THE INPUT TABLE: one row a parameter. Sliders, links, files, the command line, the list of
//! assumptions and the tests are loops over it; the structs that the equations read come from it.
//!
//! A key is for ever: links and files carry it. Everything else in a row may change.

use super::preset::Preset;
use super::units::Unit;

/// What a parameter's value rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BasisKind {
    /// The plan says so.
    Plan,
    /// Published evidence.
    Evidence,
    /// An industry benchmark.
    Benchmark,
    /// Research literature.
    Literature,
    /// Chosen so that the whole meets a claim of the plan.
    Calibrated,
    /// Nobody says so: a judgement, to be replaced by the founder's own number.
    Assumption,
}

impl BasisKind {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Evidence => "evidence",
            Self::Benchmark => "benchmark",
            Self::Literature => "literature",
            Self::Calibrated => "calibrated",
            Self::Assumption => "assumption",
        }
    }
}

/// Where a parameter stands on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Panel {
    Growth,
    Customers,
    Team,
    Phases,
    Infrastructure,
    Support,
    Money,
    Horizon,
}

impl Panel {
    /// All panels, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::Growth,
        Self::Customers,
        Self::Team,
        Self::Phases,
        Self::Infrastructure,
        Self::Support,
        Self::Money,
        Self::Horizon,
    ];

    /// The panel's title.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Growth => "Growth",
            Self::Customers => "Prices, customers and churn",
            Self::Team => "Team and split",
            Self::Phases => "Phases",
            Self::Infrastructure => "Infrastructure",
            Self::Support => "Support",
            Self::Money => "Money",
            Self::Horizon => "Horizon",
        }
    }
}

/// Whether a parameter is one of the main levers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A slider that is always in view.
    Slider,
    /// In the list of all assumptions only.
    Listed,
}

/// One row of the input table.
#[derive(Debug)]
pub struct Parameter {
    /// The name in links, files and on the command line.
    pub key: &'static str,
    /// The name that people read.
    pub label: &'static str,
    meaning: &'static str,
    /// The unit of the value.
    pub unit: Unit,
    /// Where it stands on the page.
    pub panel: Panel,
    /// Whether it is a main lever.
    pub place: Place,
    /// The value in the realistic preset.
    pub realistic: f64,
    /// The value in the plan as written.
    pub as_written: f64,
    /// The slider's range.
    pub range: (f64, f64),
    /// The slider's step.
    pub step: f64,
    /// The values that are possible at all; others are refused.
    pub possible: (f64, f64),
    /// The uncertain range around the value, where it is uncertain.
    pub spread: Option<(f64, f64)>,
    /// What the value rests on.
    pub basis: BasisKind,
    /// A few words more about that, or nothing.
    pub note: &'static str,
    /// Reads the value.
    pub get: fn(&Parameters) -> f64,
    /// Writes the value as it is: check it with [`Parameter::check`] first.
    pub set: fn(&mut Parameters, f64),
}

/// The number is not one that this input can have.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{key}: {value} is outside the possible range {low} to {high}")]
pub struct OutOfRange {
    /// Which input was meant.
    pub key: String,
    /// What was asked for.
    pub value: f64,
    /// The least possible value.
    pub low: f64,
    /// The greatest possible value.
    pub high: f64,
}

/// Checks a number against the possible range of an input.
///
/// # Errors
/// [`OutOfRange`] if the number is outside, or no number at all.
pub fn check_range(key: &str, value: f64, possible: (f64, f64)) -> Result<f64, OutOfRange> {
    let (low, high) = possible;
    // Written so that NaN fails.
    if value >= low && value <= high {
        Ok(value)
    } else {
        Err(OutOfRange {
            key: key.to_owned(),
            value,
            low,
            high,
        })
    }
}

impl Parameter {
    /// What the parameter means, in a sentence.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        self.meaning.trim_start()
    }

    /// The value in a preset.
    #[must_use]
    pub const fn in_preset(&self, preset: Preset) -> f64 {
        match preset {
            Preset::Realistic => self.realistic,
            Preset::AsWritten => self.as_written,
        }
    }

    /// Checks that a value is possible.
    ///
    /// # Errors
    /// [`OutOfRange`] with the limits if it is not.
    pub fn check(&self, value: f64) -> Result<f64, OutOfRange> {
        check_range(self.key, value, self.possible)
    }

    /// The row's place in the table.
    ///
    /// # Panics
    /// Never for a row of [`PARAMETERS`], and there are no others.
    #[must_use]
    pub fn index(&self) -> usize {
        PARAMETERS
            .iter()
            .position(|row| std::ptr::eq(row, self))
            .unwrap_or_else(|| unreachable!("{} is a row of the table", self.key))
    }

    /// The parameter with this key, if there is one.
    #[must_use]
    pub fn by_key(key: &str) -> Option<&'static Self> {
        PARAMETERS.iter().find(|parameter| parameter.key == key)
    }
}

/// The parameters whose values differ, in the order of the table. By their bits, not closeness: the
/// smallest change counts.
pub fn differing<'all>(
    one: &'all Parameters,
    other: &'all Parameters,
) -> impl Iterator<Item = &'static Parameter> + use<'all> {
    PARAMETERS
        .iter()
        .filter(|row| (row.get)(one).to_bits() != (row.get)(other).to_bits())
}

/// Parameters that are given the same name together, in the order in which the names come up.
#[must_use]
pub fn by_name(
    rows: impl Iterator<Item = &'static Parameter>,
    name: impl Fn(&Parameter) -> String,
) -> Vec<(String, Vec<&'static Parameter>)> {
    let mut groups: Vec<(String, Vec<&'static Parameter>)> = Vec::new();
    for row in rows {
        let label = name(row);
        if let Some((_, rows)) = groups.iter_mut().find(|(known, _)| *known == label) {
            rows.push(row);
        } else {
            groups.push((label, vec![row]));
        }
    }
    groups
}

impl Parameters {
    /// All parameters of a preset.
    #[must_use]
    pub fn preset(preset: Preset) -> Self {
        let mut parameters = Self::default();
        for row in PARAMETERS {
            (row.set)(&mut parameters, row.in_preset(preset));
        }
        parameters
    }
}

/// The range of the row if it names one, that of the unit otherwise.
macro_rules! possible_range {
    ($unit:ident) => {
        Unit::$unit.possible()
    };
    ($unit:ident $low:literal $high:literal) => {
        ($low, $high)
    };
}

/// The spread of the row if it names one.
macro_rules! spread_range {
    () => {
        None
    };
    ($low:literal $high:literal) => {
        Some(($low, $high))
    };
}

macro_rules! parameters {
    (
        $( array $array:ident: [$Element:ident; $length:literal] in $array_panel:ident $array_doc:literal {
            $( #[doc = $array_meaning:literal] $array_field:ident [$array_unit:ident] {
                $( $index:literal $instance:literal $array_label:literal
                    $array_realistic:literal | $array_as_written:literal
                    in $array_min:literal => $array_max:literal by $array_step:literal
                    $array_place:ident $array_basis:ident $array_note:literal
                    $(possible $array_possible_low:literal => $array_possible_high:literal)?
                    $(spread $array_low:literal => $array_high:literal)?;
                )+
            } )+
        } )+
        $( group $group:ident: $Group:ident in $panel:ident $group_doc:literal {
            $( $(#[doc = $meaning:literal])+ $field:ident $label:literal [$unit:ident]
                $realistic:literal | $as_written:literal
                in $min:literal => $max:literal by $step:literal
                $place:ident $basis:ident $note:literal
                $(possible $possible_low:literal => $possible_high:literal)?
                $(spread $low:literal => $high:literal)?;
            )+
        } )+
    ) => {
        /// The value of every parameter, grouped as the equations name them.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Parameters<N = f64> {
            $( #[doc = $array_doc] pub $array: [$Element<N>; $length], )+
            $( #[doc = $group_doc] pub $group: $Group<N>, )+
        }

        impl<N> Parameters<N> {
            /// The parameters of several runs as numbers of all of them.
            #[cfg_attr(target_arch = "wasm32", inline(never))]
            #[cfg_attr(not(target_arch = "wasm32"), inline)]
            #[must_use]
            pub fn gather<const RUNS: usize>(
                runs: [&Parameters; RUNS],
                number: impl Fn([f64; RUNS]) -> N,
            ) -> Self {
                Self {
                    $( $array: std::array::from_fn(|index| $Element {
                        $( $array_field: number(runs.map(|run| run.$array[index].$array_field)), )+
                    }), )+
                    $( $group: $Group {
                        $( $field: number(runs.map(|run| run.$group.$field)), )+
                    }, )+
                }
            }
        }
        $(
            #[doc = $array_doc]
            #[derive(Clone, Copy, Debug, Default, PartialEq)]
            pub struct $Element<N = f64> {
                $( #[doc = $array_meaning] pub $array_field: N, )+
            }
        )+
        $(
            #[doc = $group_doc]
            #[derive(Clone, Copy, Debug, Default, PartialEq)]
            pub struct $Group<N = f64> {
                $( $(#[doc = $meaning])+ pub $field: N, )+
            }
        )+
        /// Every parameter but those of hires and initiatives, which are lists of their own.
        pub static PARAMETERS: &[Parameter] = &[
            $( $( $( Parameter {
                key: concat!(stringify!($array), ".", $instance, ".", stringify!($array_field)),
                label: $array_label,
                meaning: $array_meaning,
                unit: Unit::$array_unit,
                panel: Panel::$array_panel,
                place: Place::$array_place,
                realistic: $array_realistic,
                as_written: $array_as_written,
                range: ($array_min, $array_max),
                step: $array_step,
                possible: possible_range!($array_unit $($array_possible_low $array_possible_high)?),
                spread: spread_range!($($array_low $array_high)?),
                basis: BasisKind::$array_basis,
                note: $array_note,
                get: |parameters| parameters.$array[$index].$array_field,
                set: |parameters, value| parameters.$array[$index].$array_field = value,
            }, )+ )+ )+
            $( $( Parameter {
                key: concat!(stringify!($group), ".", stringify!($field)),
                label: $label,
                meaning: concat!($($meaning),+),
                unit: Unit::$unit,
                panel: Panel::$panel,
                place: Place::$place,
                realistic: $realistic,
                as_written: $as_written,
                range: ($min, $max),
                step: $step,
                possible: possible_range!($unit $($possible_low $possible_high)?),
                spread: spread_range!($($low $high)?),
                basis: BasisKind::$basis,
                note: $note,
                get: |parameters| parameters.$group.$field,
                set: |parameters, value| parameters.$group.$field = value,
            }, )+ )+
        ];
    };
}

// A row: name, label, unit; realistic | as written, the slider's range and step, whether it is a
// slider, what it rests on, what is possible where the unit does not say it, the uncertain spread.
parameters! {
    array tiers: [Tier; 4] in Customers "One paid tier." {
        /// List price of an account. In this model no customer stays away or leaves because of it.
        price [DollarsPerAccountPerMonth] {
            0 "starter" "Starter price"
                29.0 | 29.0 in 0.0 => 1000.0 by 1.0 Slider Plan "";
            1 "professional" "Professional price"
                99.0 | 99.0 in 0.0 => 5000.0 by 1.0 Slider Plan "";
            2 "enterprise" "Enterprise price"
                499.0 | 499.0 in 0.0 => 50_000.0 by 1.0 Slider Plan "";
            3 "custom" "Custom price"
                6000.0 | 6000.0 in 0.0 => 200_000.0 by 100.0 Slider Assumption "plan: custom for 10K+ users";
        }
        /// Users that come with an account.
        seats [Users] {
            0 "starter" "Starter users per account"
                4.0 | 4.0 in 1.0 => 100.0 by 1.0 Listed Assumption "plan caps at 100" possible 1.0 => 1e7;
            1 "professional" "Professional users per account"
                20.0 | 20.0 in 1.0 => 1000.0 by 1.0 Listed Assumption "plan caps at 1000" possible 1.0 => 1e7;
            2 "enterprise" "Enterprise users per account"
                150.0 | 150.0 in 1.0 => 10_000.0 by 10.0 Listed Assumption "" possible 1.0 => 1e7;
            3 "custom" "Custom users per account"
                12_000.0 | 12_000.0 in 1.0 => 200_000.0 by 100.0 Listed Plan "10K+ users" possible 1.0 => 1e7;
        }
        /// Paying accounts today.
        accounts [Accounts] {
            0 "starter" "Starter accounts at the start"
                650.0 | 650.0 in 0.0 => 1_000_000.0 by 10.0 Listed Assumption "fits $500K ARR";
            1 "professional" "Professional accounts at the start"
                130.0 | 130.0 in 0.0 => 1_000_000.0 by 10.0 Listed Assumption "fits $500K ARR";
            2 "enterprise" "Enterprise accounts at the start"
                20.0 | 20.0 in 0.0 => 100_000.0 by 1.0 Listed Assumption "fits $500K ARR";
            3 "custom" "Custom accounts at the start"
                0.0 | 0.0 in 0.0 => 10_000.0 by 1.0 Listed Assumption "";
        }
        /// Accounts that leave in a month while service, support and pace are good.
        churn [PerMonth] {
            0 "starter" "Starter monthly churn"
                0.04 | 0.04 in 0.0 => 0.5 by 0.0025 Slider Benchmark "" spread 0.03 => 0.07;
            1 "professional" "Professional monthly churn"
                0.02 | 0.02 in 0.0 => 0.5 by 0.0025 Listed Benchmark "" spread 0.01 => 0.03;
            2 "enterprise" "Enterprise monthly churn"
                0.01 | 0.01 in 0.0 => 0.5 by 0.0025 Listed Benchmark "" spread 0.003 => 0.02;
            3 "custom" "Custom monthly churn"
                0.005 | 0.005 in 0.0 => 0.5 by 0.0025 Listed Benchmark "" spread 0.002 => 0.015;
        }
        /// How strongly poor service drives this tier away: the factor on the log hazard.
        sensitivity [Factor] {
            0 "starter" "Starter sensitivity to poor service"
                1.0 | 1.0 in 0.0 => 2.0 by 0.1 Listed Assumption "";
            1 "professional" "Professional sensitivity to poor service"
                1.0 | 1.0 in 0.0 => 2.0 by 0.1 Listed Assumption "";
            2 "enterprise" "Enterprise sensitivity to poor service"
                0.8 | 0.8 in 0.0 => 2.0 by 0.1 Listed Assumption "";
            3 "custom" "Custom sensitivity to poor service"
                0.6 | 0.6 in 0.0 => 2.0 by 0.1 Listed Assumption "";
        }
    }
    array phases: [Phase; 3] in Phases "One phase of the architecture's evolution." {
        /// The week in which work on the phase begins.
        start [Week] {
            0 "1" "Phase 1 starts"
                1.0 | 1.0 in 1.0 => 104.0 by 1.0 Slider Plan "";
            1 "2" "Phase 2 starts"
                3.0 | 3.0 in 1.0 => 104.0 by 1.0 Slider Plan "";
            2 "3" "Phase 3 starts"
                8.0 | 8.0 in 1.0 => 104.0 by 1.0 Slider Plan "";
        }
        /// How long the phase is planned to take; it is never worked on faster than that.
        weeks [Weeks] {
            0 "1" "Phase 1 planned length"
                4.0 | 4.0 in 1.0 => 52.0 by 1.0 Slider Plan "" possible 0.1 => 520.0;
            1 "2" "Phase 2 planned length"
                10.0 | 10.0 in 1.0 => 52.0 by 1.0 Slider Plan "" possible 0.1 => 520.0;
            2 "3" "Phase 3 planned length"
                13.0 | 13.0 in 1.0 => 52.0 by 1.0 Slider Plan "" possible 0.1 => 520.0;
        }
    }
    group run: Run in Horizon "How far the run looks ahead." {
        /// How many weeks the run looks ahead.
        weeks "Horizon" [Weeks]
            52.0 | 52.0 in 13.0 => 156.0 by 1.0 Listed Plan "it looks 12 months ahead" possible 4.0 => 520.0;
    }
    group growth: Growth in Growth "Where users come from, and the market they share with a rival." {
        /// New users that each present user brings in a week while the market is empty and the
        /// service good.
        viral "Word-of-mouth signups" [UsersPerUserPerWeek]
            0.25 | 0.25 in 0.0 => 0.5 by 0.005 Slider Plan "10K to 1M users in 6 months" spread 0.18 => 0.28;
        /// Users that content marketing brings a week today.
        content "Content signups at the start" [UsersPerWeek]
            250.0 | 250.0 in 0.0 => 10_000.0 by 50.0 Listed Assumption "" spread 100.0 => 500.0;
        /// How much faster content brings users with every week.
        content_growth "Growth of content signups" [GrowthPerWeek]
            0.02 | 0.02 in 0.0 => 0.15 by 0.005 Listed Assumption "" spread 0.0 => 0.04;
        /// Users that partners bring a week once their channel has ramped up.
        partner "Partner signups at full ramp" [UsersPerWeek]
            1500.0 | 1500.0 in 0.0 => 20_000.0 by 100.0 Listed Assumption "" spread 0.0 => 3000.0;
        /// The month in which the partner channel opens.
        partner_month "Partner channel opens" [Month]
            3.0 | 3.0 in 1.0 => 36.0 by 1.0 Listed Assumption "" spread 2.0 => 6.0;
        /// How long the partner channel takes from nothing to its full rate, in a straight line.
        partner_ramp "Partner channel ramp" [Weeks]
            8.0 | 8.0 in 1.0 => 52.0 by 1.0 Listed Assumption "" possible 0.1 => 520.0;
        /// Everyone who could ever use a product like this, the rival's users among them.
        market "Market size" [Users]
            2_500_000.0 | 2_500_000.0 in 50_000.0 => 100_000_000.0 by 50_000.0 Slider Calibrated "to the plan's month 12" possible 1.0 => 1e11 spread 1_200_000.0 => 6_000_000.0;
        /// Users of the strongest rival today.
        competitor "Competitor's users at the start" [Users]
            20_000.0 | 20_000.0 in 0.0 => 5_000_000.0 by 1000.0 Listed Assumption "" spread 5000.0 => 60_000.0;
        /// How fast the rival would grow if the whole market were still free.
        competitor_growth "Competitor's growth in an empty market" [GrowthPerWeek]
            0.14 | 0.14 in 0.0 => 0.4 by 0.005 Slider Assumption "" spread 0.05 => 0.2;
        /// The market is won by the larger at the end of this month.
        window_month "Market window closes" [Month]
            6.0 | 6.0 in 1.0 => 36.0 by 1.0 Listed Plan "6 months" spread 4.0 => 9.0;
        /// Share of word of mouth lost while the rival is larger once the window has closed.
        window_penalty "Word of mouth lost to a larger rival after the window" [Share]
            0.5 | 0.5 in 0.0 => 1.0 by 0.05 Listed Plan "winner takes all" spread 0.2 => 0.8;
        /// Share of signups lost while customers perceive the service as wholly broken.
        pain_loss "Signups lost at full performance pain" [Share]
            0.8 | 0.8 in 0.0 => 1.0 by 0.05 Listed Assumption "" spread 0.5 => 0.95;
        /// Share of signups lost while the product is seen as standing still.
        stale_loss "Signups lost at full feature stagnation" [Share]
            0.4 | 0.4 in 0.0 => 1.0 by 0.05 Listed Assumption "" spread 0.05 => 0.6;
    }
    group start: Start in Growth "Who is there today." {
        /// Users today, free and paid together.
        users "Users at the start" [Users]
            10_000.0 | 10_000.0 in 100.0 => 10_000_000.0 by 100.0 Slider Plan "";
    }
    group conversion: Conversion in Customers "How users start to pay, and pay more." {
        /// How many free users make a team that can become an account.
        team "Free users per team" [Users]
            4.0 | 4.0 in 1.0 => 50.0 by 1.0 Listed Assumption "" possible 0.1 => 1e6;
        /// Share of free teams that become Starter accounts in a month.
        starter "Free teams that start to pay" [PerMonth]
            0.013 | 0.013 in 0.0 => 0.2 by 0.001 Slider Benchmark "" spread 0.005 => 0.025;
        /// Share of Starter accounts that move up to Professional in a month.
        professional "Starter accounts that upgrade" [PerMonth]
            0.06 | 0.06 in 0.0 => 0.5 by 0.005 Listed Plan "30 % upgrade in six months" spread 0.02 => 0.09;
        /// Share of Professional accounts that move up to Enterprise in a month once single sign-on
        /// is live.
        enterprise "Professional accounts that upgrade" [PerMonth]
            0.12 | 0.12 in 0.0 => 0.5 by 0.005 Listed Calibrated "plan: 20 % go enterprise" spread 0.03 => 0.15;
        /// Share of Enterprise accounts that move up to Custom in a month once single sign-on is
        /// live.
        custom "Enterprise accounts that upgrade" [PerMonth]
            0.02 | 0.02 in 0.0 => 0.5 by 0.005 Listed Calibrated "" spread 0.002 => 0.025;
        /// Share of enterprise upgrades and deals that go through without single sign-on.
        before_sso "Enterprise flow before SSO is live" [Share]
            0.4 | 0.4 in 0.0 => 1.0 by 0.05 Listed Assumption "" spread 0.1 => 0.6;
    }
    group sales: Sales in Customers "People who sell to enterprises." {
        /// People who sell to enterprises.
        reps "Enterprise sales reps" [People]
            2.0 | 2.0 in 0.0 => 50.0 by 1.0 Slider Assumption "";
        /// The month in which the sales people start.
        month "Sales reps start" [Month]
            3.0 | 3.0 in 1.0 => 36.0 by 1.0 Listed Assumption "";
        /// Enterprise accounts that one of them closes in a month when nothing stands in the way.
        deals "Deals per rep" [AccountsPerMonth]
            5.0 | 5.0 in 0.0 => 40.0 by 0.5 Listed Assumption "" spread 1.0 => 6.0;
    }
    group churn: Churn in Customers "Why users and accounts leave." {
        /// Free users that leave in a month.
        free "Free users' monthly churn" [PerMonth]
            0.05 | 0.05 in 0.0 => 0.8 by 0.005 Listed Benchmark "" spread 0.03 => 0.1;
        /// How long customers take to notice that the service has become worse, or better again.
        perception "Time to notice service quality" [Weeks]
            4.0 | 4.0 in 1.0 => 26.0 by 1.0 Listed Evidence "weeks of exposure" possible 1.0 => 520.0 spread 3.0 => 6.0;
        /// What full performance pain adds to the logarithm of the churn hazard.
        performance "Log hazard of full performance pain" [LogHazard]
            1.2 | 1.2 in 0.0 => 2.5 by 0.05 Listed Plan "30-50 % lost in six months" spread 0.67 => 1.34;
        /// What hopelessly slow support adds to the logarithm of the churn hazard.
        support "Log hazard of swamped support" [LogHazard]
            0.3 | 0.3 in 0.0 => 1.5 by 0.05 Listed Assumption "" spread 0.03 => 0.7;
        /// What a product that stands still adds to the logarithm of the churn hazard.
        stale "Log hazard of full feature stagnation" [LogHazard]
            0.3 | 0.3 in 0.0 => 1.5 by 0.05 Listed Assumption "" spread 0.05 => 0.6;
        /// Share of the performance pain that honest communication and credits take away.
        relief "Pain relieved by honest communication and SLA credits" [Share]
            0.25 | 0.25 in 0.0 => 0.9 by 0.05 Listed Assumption "" spread 0.1 => 0.4;
    }
    group team: Team in Team "Engineers: how many, how fast they arrive, what they achieve together." {
        /// Engineers on the payroll today.
        engineers "Engineers at the start" [People]
            5.0 | 5.0 in 1.0 => 200.0 by 1.0 Slider Plan "" possible 1.0 => 1000.0;
        /// What one of today's engineers earns.
        salary "Salary of those engineers" [DollarsPerYear]
            110_000.0 | 110_000.0 in 20_000.0 => 400_000.0 by 5000.0 Listed Assumption "";
        /// What employment costs on top of each salary: taxes, benefits, equipment. 1 is the bare
        /// salary.
        loading "Loaded cost on salary" [Factor]
            1.3 | 1.0 in 1.0 => 1.8 by 0.05 Listed Benchmark "" spread 1.25 => 1.43;
        /// Weeks from opening a position to the first working day.
        delay "Time to hire" [Weeks]
            6.0 | 0.0 in 0.0 => 40.0 by 1.0 Slider Benchmark "" spread 3.0 => 14.0;
        /// Weeks from the first day until a new engineer works at full output.
        ramp "Ramp-up of a hire" [Weeks]
            20.0 | 0.0 in 0.0 => 52.0 by 1.0 Slider Benchmark "" spread 13.0 => 39.0;
        /// Output of a new engineer on the first day, against full output.
        ramp_start "Output of a hire on the first day" [Share]
            0.25 | 1.0 in 0.0 => 1.0 by 0.05 Listed Benchmark "" spread 0.1 => 0.4;
        /// Time of the others that a wholly new engineer takes up.
        mentoring "Veteran time per ramping hire" [Share]
            0.25 | 0.0 in 0.0 => 1.0 by 0.05 Listed Benchmark "" spread 0.15 => 0.4;
        /// Output lost to coordination for each head squared: with n people, 1/(1 + loss·n²) is
        /// left.
        communication "Communication loss per headcount squared" [Share]
            0.0006 | 0.0 in 0.0 => 0.002 by 0.0001 Listed Literature "" spread 0.0003 => 0.0009;
        /// Share of new people beyond which the team starts to lose output.
        cliff_share "New people the team absorbs freely" [Share]
            0.3 | 0.3 in 0.05 => 1.0 by 0.05 Listed Plan "70 % existing team";
        /// Share of output lost if everybody were new.
        cliff_loss "Output lost when everyone is new" [Share]
            0.5 | 0.0 in 0.0 => 1.0 by 0.05 Listed Plan "team productivity cliff" spread 0.2 => 0.7;
        /// Share of engineering that goes into scaling the architecture; features get the rest.
        scaling "Engineering on scaling" [Share]
            0.7 | 0.7 in 0.0 => 1.0 by 0.05 Slider Plan "70/30";
    }
    group delivery: Delivery in Phases "What planned work turns out to cost." {
        /// What work really costs against its estimate: 1.3 is 30 % more than planned.
        overrun "Effort against estimate" [Factor]
            1.3 | 1.0 in 0.5 => 4.0 by 0.05 Slider Evidence "median 1.0 to 1.4" possible 0.01 => 20.0 spread 0.9 => 2.6;
        /// Share of all engineering time that running one extracted service takes.
        ops "Engineering time per extracted service" [Share]
            0.015 | 0.015 in 0.0 => 0.1 by 0.005 Listed Assumption "" spread 0.005 => 0.03;
    }
    group performance: Performance in Infrastructure "How fast and how reliable the service is when it is not overloaded." {
        /// How long a page takes to load before any optimisation, at low load.
        page "Page load at low load" [Seconds]
            1.5 | 1.5 in 0.1 => 10.0 by 0.1 Listed Assumption "";
        /// How long a call of the API takes before any optimisation, at low load.
        api "API response at low load" [Seconds]
            0.3 | 0.3 in 0.01 => 5.0 by 0.01 Listed Assumption "";
        /// Parallel servers at the component that fills up first: more of them queue later but more
        /// suddenly.
        servers "Parallel servers at the bottleneck" [Servers]
            4.0 | 4.0 in 1.0 => 64.0 by 1.0 Listed Assumption "";
        /// When a request is given up: no page or call takes longer.
        timeout "Time-out" [Seconds]
            30.0 | 30.0 in 5.0 => 120.0 by 1.0 Listed Assumption "";
        /// Share of use that falls into the hours in which an overload is felt.
        peak "Share of use that falls in peak hours" [Share]
            0.3 | 0.3 in 0.05 => 1.0 by 0.05 Listed Assumption "";
        /// Share of time the service is up before anything is done about it.
        availability "Availability before phase 1" [Share]
            0.995 | 0.995 in 0.9 => 1.0 by 0.0005 Listed Plan "99.5 %" possible 0.01 => 1.0;
    }
    group capacity: Capacity in Infrastructure "How many users each component of today's architecture carries." {
        /// Users that the database's connections carry today.
        connections "Database connections carry" [Users]
            50_000.0 | 50_000.0 in 1000.0 => 100_000_000.0 by 1000.0 Slider Plan "breaks at 50K users" possible 1.0 => 1e12;
        /// Users that the database's query throughput carries today.
        queries "Database queries carry" [Users]
            60_000.0 | 60_000.0 in 1000.0 => 100_000_000.0 by 1000.0 Listed Assumption "" possible 1.0 => 1e12 spread 45_000.0 => 80_000.0;
        /// Users that the application server carries today.
        app "Application server carries" [Users]
            60_000.0 | 60_000.0 in 1000.0 => 100_000_000.0 by 1000.0 Listed Assumption "" possible 1.0 => 1e12 spread 45_000.0 => 80_000.0;
        /// Users that the bandwidth carries today.
        bandwidth "Bandwidth carries" [Users]
            200_000.0 | 200_000.0 in 1000.0 => 100_000_000.0 by 1000.0 Listed Assumption "" possible 1.0 => 1e12 spread 120_000.0 => 300_000.0;
        /// Users that the background jobs carry today.
        jobs "Background jobs carry" [Users]
            80_000.0 | 80_000.0 in 1000.0 => 100_000_000.0 by 1000.0 Listed Assumption "" possible 1.0 => 1e12 spread 60_000.0 => 120_000.0;
        /// Users that search and analytics carry today.
        analytics "Search and analytics carry" [Users]
            140_000.0 | 140_000.0 in 1000.0 => 100_000_000.0 by 1000.0 Listed Assumption "" possible 1.0 => 1e12 spread 90_000.0 => 200_000.0;
        /// How query load grows with users: at 1.5, a hundred times the users ask a thousand times
        /// the queries.
        query_exponent "Growth of query load with users" [Exponent]
            1.5 | 1.5 in 1.0 => 2.5 by 0.05 Listed Plan "100x users give 1000x queries" spread 1.2 => 1.7;
    }
    group support: Support in Support "Questions asked and who answers them." {
        /// Tickets a user opens in a week while the service is good.
        tickets "Tickets" [TicketsPerUserPerWeek]
            0.004 | 0.004 in 0.0 => 0.1 by 0.0005 Listed Assumption "" spread 0.002 => 0.008;
        /// Support agents today.
        agents "Support agents at the start" [People]
            1.0 | 1.0 in 0.0 => 100.0 by 1.0 Listed Assumption "";
        /// Tickets that one agent closes in a week.
        rate "Tickets an agent closes" [TicketsPerWeek]
            120.0 | 120.0 in 10.0 => 500.0 by 5.0 Listed Assumption "" spread 80.0 => 160.0;
        /// Support associates to be hired.
        associates "Support associates hired" [People]
            2.0 | 2.0 in 0.0 => 100.0 by 1.0 Slider Plan "";
        /// The month in which the associates start.
        associates_month "Support associates start" [Month]
            4.0 | 4.0 in 1.0 => 36.0 by 1.0 Listed Plan "";
        /// Share of tickets that the chatbot answers at full ramp.
        chatbot "Tickets the chatbot takes" [Share]
            0.3 | 0.5 in 0.0 => 0.95 by 0.05 Slider Evidence "18-60 %; plan 90 % in all" spread 0.15 => 0.5;
        /// The month in which the chatbot goes live.
        chatbot_month "Chatbot goes live" [Month]
            3.0 | 3.0 in 1.0 => 36.0 by 1.0 Listed Plan "";
        /// Share of tickets that self-service makes unnecessary at full ramp.
        selfservice "Tickets self-service takes" [Share]
            0.25 | 0.4 in 0.0 => 0.95 by 0.05 Listed Evidence "18-60 %; plan 90 % in all" spread 0.1 => 0.4;
        /// The week in which self-service goes live.
        selfservice_week "Self-service goes live" [Week]
            16.0 | 16.0 in 1.0 => 156.0 by 1.0 Listed Plan "";
        /// How long chatbot and self-service take to their full share, in a straight line.
        ramp "Ramp of bot and self-service" [Weeks]
            8.0 | 8.0 in 1.0 => 52.0 by 1.0 Listed Assumption "" possible 0.1 => 520.0;
        /// How long a customer waits for an answer before giving the ticket up.
        patience "Longest wait before a ticket is dropped" [Weeks]
            4.0 | 4.0 in 0.5 => 26.0 by 0.5 Listed Assumption "" possible 0.01 => 520.0;
    }
    group infra: Infrastructure in Infrastructure "What running the service costs." {
        /// The part of the infrastructure bill that does not depend on users, today.
        stage0 "Fixed infrastructure today" [DollarsPerMonth]
            1800.0 | 1800.0 in 0.0 => 1_000_000.0 by 100.0 Listed Plan "$2K at 10K users";
        /// The same from the planned start of phase 1.
        stage1 "Fixed infrastructure from phase 1" [DollarsPerMonth]
            7000.0 | 7000.0 in 0.0 => 1_000_000.0 by 500.0 Listed Plan "$8K at 50K users" spread 5600.0 => 9800.0;
        /// The same from the planned start of phase 2.
        stage2 "Fixed infrastructure from phase 2" [DollarsPerMonth]
            21_000.0 | 21_000.0 in 0.0 => 1_000_000.0 by 1000.0 Listed Plan "$25K at 200K users" spread 16_800.0 => 33_600.0;
        /// The same from the planned start of phase 3.
        stage3 "Fixed infrastructure from phase 3" [DollarsPerMonth]
            40_000.0 | 40_000.0 in 0.0 => 2_000_000.0 by 1000.0 Listed Plan "$60K at 1M users" spread 32_000.0 => 80_000.0;
        /// What each user adds to the bill.
        per_user "Infrastructure per user" [DollarsPerUserPerMonth]
            0.02 | 0.02 in 0.0 => 2.0 by 0.005 Slider Plan "$0.06 in all at 1M users" spread 0.015 => 0.06;
        /// Share of the fixed part that runs on reserved instances.
        reserved "Fixed part on reserved instances" [Share]
            0.0 | 0.0 in 0.0 => 1.0 by 0.05 Slider Plan "";
        /// What reserving saves on that share.
        reserved_saving "Saving on reserved instances" [Share]
            0.4 | 0.4 in 0.0 => 0.8 by 0.05 Listed Plan "";
        /// Share of the variable part that runs on spot instances.
        spot "Variable part on spot instances" [Share]
            0.0 | 0.0 in 0.0 => 1.0 by 0.05 Slider Plan "";
        /// What spot instances save on that share.
        spot_saving "Saving on spot instances" [Share]
            0.6 | 0.6 in 0.0 => 0.9 by 0.05 Listed Plan "";
    }
    group finance: Finance in Money "Cash, pay other than engineers', other costs, and funding." {
        /// Money in the bank today.
        cash "Cash at the start" [Dollars]
            500_000.0 | 500_000.0 in 0.0 => 100_000_000.0 by 10_000.0 Slider Plan "";
        /// Founders who draw a salary.
        founders "Founders on the payroll" [People]
            2.0 | 0.0 in 0.0 => 10.0 by 1.0 Listed Assumption "the plan names none";
        /// What each of them earns.
        founder_salary "Founder's salary" [DollarsPerYear]
            100_000.0 | 100_000.0 in 0.0 => 400_000.0 by 5000.0 Listed Assumption "";
        /// The month in which the customer-success manager starts.
        csm_month "Customer-success manager starts" [Month]
            1.0 | 1.0 in 1.0 => 36.0 by 1.0 Listed Plan "";
        /// What the customer-success manager earns.
        csm_salary "Customer-success manager's salary" [DollarsPerYear]
            85_000.0 | 85_000.0 in 20_000.0 => 300_000.0 by 5000.0 Listed Assumption "";
        /// What a support agent or associate earns.
        agent_salary "Support agent's salary" [DollarsPerYear]
            55_000.0 | 55_000.0 in 20_000.0 => 200_000.0 by 5000.0 Listed Assumption "";
        /// What a sales rep earns, commission included.
        rep_salary "Sales rep's pay" [DollarsPerYear]
            120_000.0 | 120_000.0 in 20_000.0 => 400_000.0 by 5000.0 Listed Assumption "";
        /// Office, tools, insurance, legal: everything not named elsewhere.
        overhead "Office and tools and everything else" [DollarsPerMonth]
            10_000.0 | 0.0 in 0.0 => 1_000_000.0 by 1000.0 Listed Assumption "the plan names none";
        /// What content marketing costs.
        content "Content budget" [DollarsPerMonth]
            5000.0 | 0.0 in 0.0 => 1_000_000.0 by 500.0 Listed Assumption "the plan names none";
        /// What payment processors keep of revenue.
        fee "Payment fees" [ShareOfRevenue]
            0.04 | 0.04 in 0.0 => 0.1 by 0.0025 Listed Benchmark "";
        /// New money from investors.
        raise "New funding" [Dollars]
            0.0 | 0.0 in 0.0 => 100_000_000.0 by 50_000.0 Slider Plan "it names none";
        /// The month at whose start the new money arrives.
        raise_month "New funding arrives" [Month]
            6.0 | 6.0 in 1.0 => 36.0 by 0.5 Slider Plan "it names none" spread 3.0 => 12.0;
    }
}
