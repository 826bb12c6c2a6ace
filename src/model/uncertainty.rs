//! How uncertain the inputs are: the spread of each around its value, and the probability of each
//! risk event. A scenario keeps only what differs from the two tables.

mod moved;

use super::grid::nearest_multiple;
use super::parameters::{OutOfRange, PARAMETERS, Parameter, check_range};
use super::risks::{PROBABILITY_POSSIBLE, RISK_COUNT, Risk};

/// The standard normal's 95th percentile: 90 % lie between it and its negative.
pub const NORMAL_95: f64 = 1.644_853_626_951_472_2;

/// How far out only one value in ten thousand lies: beyond a limit it would not be missed.
const FAR_TAIL: f64 = 3.719_016_485_455_709;

/// The 95th percentile of a symmetrical PERT distribution between 0 and 1.
const SYMMETRICAL_PERT_95: f64 = 0.810_744_622_556_229_9;

/// The one input that every run of an ensemble shares.
const HORIZON: &str = "run.weeks";

/// How an uncertain value is distributed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Between two ends, the value of the scenario being the most likely: a beta distribution with
    /// α = 1 + 4(m − a)/(b − a), β = 1 + 4(b − m)/(b − a).
    #[default]
    Pert,
    /// Between two ends, each value as likely as any other. The ends move with the value of the
    /// scenario: [`Spread::moved`].
    Uniform,
    /// The logarithm is normal; the two numbers are the 5th and the 95th percentile. What is not
    /// possible is left out. They move with the value of the scenario, [`Spread::moved`], which
    /// has no other part in it.
    Lognormal,
    /// The value of the scenario, for certain.
    Fixed,
}

impl Shape {
    /// All shapes, in the order of a menu.
    pub const ALL: [Self; 4] = [Self::Pert, Self::Uniform, Self::Lognormal, Self::Fixed];

    /// The name in files and links. It never changes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pert => "pert",
            Self::Uniform => "uniform",
            Self::Lognormal => "lognormal",
            Self::Fixed => "fixed",
        }
    }

    /// The name that people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pert => "PERT",
            Self::Uniform => "Uniform",
            Self::Lognormal => "Lognormal",
            Self::Fixed => "Fixed",
        }
    }

    /// The shape with this key, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.key() == key)
    }
}

/// The spread of an uncertain value, in the value's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The lower end; the 5th percentile of a lognormal.
    pub low: f64,
    /// The upper end; the 95th percentile of a lognormal.
    pub high: f64,
    /// What lies between.
    pub shape: Shape,
}

/// A spread or a probability cannot be taken.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum UncertaintyError {
    /// There is no parameter of that name.
    #[error("{key}: there is no such parameter")]
    UnknownParameter {
        /// What was asked for.
        key: String,
    },
    /// The input is the same in every run.
    #[error("{key}: every run has the same, so it cannot be uncertain")]
    Certain {
        /// Which parameter was meant.
        key: &'static str,
    },
    /// The lower end is not below the upper one.
    #[error("{key}: the low end {low} is not below the high end {high}")]
    Empty {
        /// Which parameter was meant.
        key: &'static str,
        /// The lower end.
        low: f64,
        /// The upper end.
        high: f64,
    },
    /// A lognormal value is above zero.
    #[error("{key}: a lognormal spread has to begin above 0, not at {low}")]
    NotPositive {
        /// Which parameter was meant.
        key: &'static str,
        /// The lower end.
        low: f64,
    },
    /// An end is not possible for the parameter, or a probability not for an event.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
}

impl Spread {
    /// No spread.
    pub const FIXED: Self = Self {
        low: 0.0,
        high: 0.0,
        shape: Shape::Fixed,
    };

    /// The spread that the input table gives a parameter.
    #[must_use]
    pub fn of(row: &Parameter) -> Self {
        row.spread.map_or(Self::FIXED, |(low, high)| Self {
            low,
            high,
            shape: Shape::Pert,
        })
    }

    /// The value and the spread of a parameter of which somebody says that it is between `low` and
    /// `high`, and is wrong one time in ten. It is lognormal around the geometric mean where the
    /// possible range holds its tails, otherwise PERT around the middle if it holds that, otherwise
    /// uniform: what was said are the 5th and the 95th percentiles. An end of what is possible is
    /// the end of the values.
    ///
    /// # Errors
    /// [`UncertaintyError`] that names the parameter and what is wrong with the range.
    pub fn of_interval(
        row: &'static Parameter,
        low: f64,
        high: f64,
    ) -> Result<(f64, Self), UncertaintyError> {
        let said = Self {
            low,
            high,
            shape: Shape::Uniform,
        }
        .check(row)?;
        let reach = FAR_TAIL / NORMAL_95;
        let (least, most) = row.possible;
        if low > 0.0 {
            let middle = (low * high).sqrt();
            let reached = libm::pow(high / middle, reach);
            if middle / reached >= least && middle * reached <= most {
                // The ends say all of the distribution: of the value in their middle a hundredth of
                // the way between them is enough.
                let grid = libm::pow(10.0, libm::log10((high - low) / 100.0).floor());
                return Ok((
                    nearest_multiple(middle, grid).max(low).min(high),
                    Self {
                        shape: Shape::Lognormal,
                        ..said
                    },
                ));
            }
        }
        let middle = f64::midpoint(low, high);
        let half = (middle - low) * 0.5 / (SYMMETRICAL_PERT_95 - 0.5);
        if middle - half >= least && middle + half <= most {
            let pert = Self {
                low: middle - half,
                high: middle + half,
                shape: Shape::Pert,
            };
            return Ok((middle, pert));
        }
        let tail = (high - low) / 18.0;
        let uniform = match (low - tail >= least, high + tail <= most) {
            (true, true) => (low - tail, high + tail),
            (false, true) => (least, (least + (high - least) / 0.95).min(most)),
            (true, false) => ((most - (most - low) / 0.95).max(least), most),
            (false, false) => (least, most),
        };
        let uniform = Self {
            low: uniform.0,
            high: uniform.1,
            shape: Shape::Uniform,
        };
        Ok((middle, uniform))
    }

    /// The narrowest spread around a value that a parameter can have, for one whose value is known while
    /// all that goes with it stays uncertain: to fix the overrun is to be sure of every phase's own.
    #[must_use]
    pub fn narrowest(row: &Parameter, value: f64) -> Self {
        let (low, high) = if value > row.possible.0 {
            (value.next_down(), value)
        } else {
            (value, value.next_up())
        };
        Self {
            low,
            high,
            shape: Shape::Pert,
        }
    }

    /// Whether the value is the same in every run.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        self.shape == Shape::Fixed
    }

    /// The spread as it is used around a value of the scenario, which widens a PERT or a uniform
    /// one where it is outside.
    #[must_use]
    pub fn around(self, value: f64) -> Self {
        match self.shape {
            Shape::Pert | Shape::Uniform => Self {
                low: self.low.min(value),
                high: self.high.max(value),
                ..self
            },
            Shape::Lognormal | Shape::Fixed => self,
        }
    }

    /// The ends of the values around a value of the scenario; all that is possible for a lognormal.
    #[must_use]
    pub fn ends(&self, row: &Parameter, value: f64) -> (f64, f64) {
        match self.shape {
            Shape::Pert | Shape::Uniform => {
                let Self { low, high, .. } = self.around(value);
                (low, high)
            }
            Shape::Lognormal => row.possible,
            Shape::Fixed => (value, value),
        }
    }

    /// Checks that a parameter can have the spread.
    ///
    /// # Errors
    /// [`UncertaintyError`] that names the parameter and what is wrong.
    pub fn check(self, row: &'static Parameter) -> Result<Self, UncertaintyError> {
        let Self { low, high, shape } = self;
        let key = row.key;
        if shape == Shape::Fixed {
            return Ok(Self::FIXED);
        }
        if key == HORIZON {
            return Err(UncertaintyError::Certain { key });
        }
        row.check(low)?;
        row.check(high)?;
        if low >= high {
            return Err(UncertaintyError::Empty { key, low, high });
        }
        if shape == Shape::Lognormal && low <= 0.0 {
            return Err(UncertaintyError::NotPositive { key, low });
        }
        Ok(self)
    }

    fn same_as(&self, other: &Self) -> bool {
        self.shape == other.shape
            && self.low.to_bits() == other.low.to_bits()
            && self.high.to_bits() == other.high.to_bits()
    }
}

/// What is uncertain in another way than the tables say. Nothing by default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Uncertainty {
    /// Spreads that differ, by the place of their row, in the order of the table.
    spreads: Vec<(usize, Spread)>,
    probabilities: [Option<f64>; RISK_COUNT],
}

impl Uncertainty {
    /// The spread of a parameter: edited, or that of the table.
    #[must_use]
    pub fn spread(&self, row: &Parameter) -> Spread {
        self.spread_at(row.index())
    }

    fn spread_at(&self, index: usize) -> Spread {
        match self.position(index) {
            Ok(at) => self.spreads[at].1,
            Err(_) => Spread::of(&PARAMETERS[index]),
        }
    }

    /// The parameters that are uncertain, with their spreads, in the order of the table.
    pub fn uncertain(&self) -> impl Iterator<Item = (&'static Parameter, Spread)> + '_ {
        PARAMETERS
            .iter()
            .enumerate()
            .map(|(index, row)| (row, self.spread_at(index)))
            .filter(|(_, spread)| !spread.is_fixed())
    }

    /// The spreads that differ from the table's, in its order.
    pub fn edited(&self) -> impl Iterator<Item = (&'static Parameter, Spread)> + '_ {
        self.spreads
            .iter()
            .map(|&(index, spread)| (&PARAMETERS[index], spread))
    }

    /// Sets the spread of a parameter. Nothing is changed unless it can be taken.
    ///
    /// # Errors
    /// [`UncertaintyError`] that names the parameter and what is wrong.
    pub fn set_spread(&mut self, key: &str, spread: Spread) -> Result<(), UncertaintyError> {
        let row = Parameter::by_key(key).ok_or_else(|| UncertaintyError::UnknownParameter {
            key: key.to_owned(),
        })?;
        let spread = spread.check(row)?;
        let index = row.index();
        let is_default = spread.same_as(&Spread::of(row));
        match (self.position(index), is_default) {
            (Ok(at), true) => {
                self.spreads.remove(at);
            }
            (Ok(at), false) => self.spreads[at].1 = spread,
            (Err(_), true) => {}
            (Err(at), false) => self.spreads.insert(at, (index, spread)),
        }
        Ok(())
    }

    /// Has an edited spread go with the value of its parameter, as [`Spread::moved`] says. Those of
    /// the table stay: the value is the most likely one of each.
    pub fn follow(&mut self, row: &Parameter, from: f64, to: f64) {
        if let Ok(at) = self.position(row.index()) {
            let spread = &mut self.spreads[at].1;
            *spread = spread.moved(row, from, to);
        }
    }

    /// Whether the spread of a parameter differs from the table's.
    #[must_use]
    pub fn is_edited(&self, row: &Parameter) -> bool {
        self.position(row.index()).is_ok()
    }

    /// Gives a parameter the spread of the table again.
    pub fn reset_spread(&mut self, row: &Parameter) {
        if let Ok(at) = self.position(row.index()) {
            self.spreads.remove(at);
        }
    }

    /// The probability of a risk event over its period: edited, or that of the table.
    #[must_use]
    pub fn probability(&self, risk: Risk) -> f64 {
        self.probabilities[risk as usize].unwrap_or(risk.event().probability)
    }

    /// The probabilities that differ from the table's, in its order.
    pub fn edited_probabilities(&self) -> impl Iterator<Item = (Risk, f64)> + '_ {
        super::risks::RISKS
            .iter()
            .zip(self.probabilities)
            .filter_map(|(event, edited)| Some((event.risk, edited?)))
    }

    /// Sets the probability of a risk event over its period: 0 switches it off.
    ///
    /// # Errors
    /// [`OutOfRange`] with the limits if it is not possible.
    pub fn set_probability(&mut self, risk: Risk, probability: f64) -> Result<(), OutOfRange> {
        let event = risk.event();
        let key = format!("risk.{}", event.key);
        let probability = check_range(&key, probability, PROBABILITY_POSSIBLE)?;
        let differs = probability.to_bits() != event.probability.to_bits();
        self.probabilities[risk as usize] = differs.then_some(probability);
        Ok(())
    }

    /// Whether all is as in the tables.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.spreads.is_empty() && self.probabilities.iter().all(Option::is_none)
    }

    fn position(&self, index: usize) -> Result<usize, usize> {
        self.spreads.binary_search_by_key(&index, |&(at, _)| at)
    }
}
