//! The functions that formulas use: few, and such that every spreadsheet program has them.

use super::evaluate::{Value, Wrong};

/// A function of the spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Function {
    If,
    And,
    Choose,
    IsNumber,
    Min,
    Max,
    Sum,
    SumProduct,
    Exponential,
    Logarithm,
    Integer,
    Round,
    Poisson,
}

/// All of them, by the names that they have in a spreadsheet.
const FUNCTIONS: [(&str, Function); 13] = [
    ("IF", Function::If),
    ("AND", Function::And),
    ("CHOOSE", Function::Choose),
    ("ISNUMBER", Function::IsNumber),
    ("MIN", Function::Min),
    ("MAX", Function::Max),
    ("SUM", Function::Sum),
    ("SUMPRODUCT", Function::SumProduct),
    ("EXP", Function::Exponential),
    ("LN", Function::Logarithm),
    ("INT", Function::Integer),
    ("ROUND", Function::Round),
    ("POISSON", Function::Poisson),
];

impl Function {
    /// The function with this name, if formulas may use it.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        FUNCTIONS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|&(_, function)| function)
    }

    /// Works the function out. `IF` and `CHOOSE` are not asked: they read one argument only.
    pub(super) fn of(self, arguments: &[Value]) -> Result<Value, Wrong> {
        let first = arguments.first().ok_or(Wrong::Arguments)?;
        let number = |place: usize| arguments.get(place).ok_or(Wrong::Arguments)?.number();
        let numbers = || arguments.iter().flat_map(Value::numbers);
        Ok(Value::Number(match self {
            Self::If | Self::Choose => return Err(Wrong::Arguments),
            Self::And => truth(numbers().all(|number| number != 0.0)),
            Self::IsNumber => truth(matches!(first, Value::Number(_))),
            Self::Min => numbers().fold(f64::INFINITY, f64::min),
            Self::Max => numbers().fold(f64::NEG_INFINITY, f64::max),
            Self::Sum => numbers().sum(),
            Self::SumProduct => products(arguments)?.iter().sum(),
            Self::Exponential => libm::exp(first.number()?),
            Self::Logarithm => libm::log(first.number()?),
            Self::Integer => first.number()?.floor(),
            Self::Round => first.number()?.round(),
            Self::Poisson => poisson(number(0)?, number(1)?, number(2)? != 0.0),
        }))
    }
}

/// Yes and no as a spreadsheet counts them.
pub(super) fn truth(is_so: bool) -> f64 {
    f64::from(u8::from(is_so))
}

fn products(arguments: &[Value]) -> Result<Vec<f64>, Wrong> {
    let mut products: Option<Vec<f64>> = None;
    for argument in arguments {
        let numbers = argument.numbers();
        products = Some(match products {
            None => numbers,
            Some(products) if products.len() == numbers.len() => {
                products.iter().zip(numbers).map(|(a, b)| a * b).collect()
            }
            Some(_) => return Err(Wrong::Lengths),
        });
    }
    products.ok_or(Wrong::Arguments)
}

/// The Poisson distribution with this mean: the probability of `count`, or of up to so many.
fn poisson(count: f64, mean: f64, cumulative: bool) -> f64 {
    let of = |count: f64| libm::exp(count * libm::log(mean) - mean - libm::lgamma(count + 1.0));
    if !cumulative {
        return of(count);
    }
    // From the most likely count, of which something is left whatever the mean, up and down.
    let middle = mean.floor().min(count);
    let (mut sum, mut term) = (of(middle), of(middle));
    let mut at = middle;
    while at < count {
        at += 1.0;
        term *= mean / at;
        sum += term;
    }
    (at, term) = (middle, of(middle));
    while at > 0.0 {
        term *= at / mean;
        at -= 1.0;
        sum += term;
    }
    sum
}
