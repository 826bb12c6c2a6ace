//! Formulas as the tables of this layer write them: the spreadsheet's own language, with `{key}` in
//! the place of a cell. The same text becomes a cell's formula and, worked out here, its result.

use super::function::Function;

/// A cell or a row of cells that a formula reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The key of a column, of a list's line, or of a block of columns.
    pub key: String,
    /// Whether the row above is meant: `{cash.before}`.
    pub before: bool,
    /// How many columns of a block or cells of a line are meant.
    pub span: Span,
}

/// How many cells of a row are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// The one for the hire or initiative at hand: `{phase}`.
    One,
    /// Those up to and with it: `{phase[..]}`.
    UpTo,
    /// All: `{phase[]}`.
    All,
}

/// A formula, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A number.
    Number(f64),
    /// A text in quotes.
    Text(String),
    /// A cell that has a name of its own in the workbook.
    Name(String),
    /// A cell by its key.
    Cell(Reference),
    /// Minus something.
    Negative(Box<Expression>),
    /// Two things with a sign between them.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// A function of the spreadsheet.
    Call(Function, Vec<Expression>),
}

/// A sign between two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Equal,
}

/// All signs, longer ones first, with how strongly they bind.
const OPERATORS: [(&str, Operator, u8); 10] = [
    ("<=", Operator::AtMost, 1),
    (">=", Operator::AtLeast, 1),
    ("<", Operator::Less, 1),
    (">", Operator::Greater, 1),
    ("=", Operator::Equal, 1),
    ("+", Operator::Add, 2),
    ("-", Operator::Subtract, 2),
    ("*", Operator::Multiply, 3),
    ("/", Operator::Divide, 3),
    ("^", Operator::Power, 4),
];

/// How strongly a minus in front binds: in a spreadsheet more than any sign between.
const NEGATIVE: u8 = 5;

/// A formula that is none: where it stops making sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the formula {formula} makes no sense from “{rest}”: {reason}")]
pub struct SyntaxError {
    /// The whole of it.
    pub formula: String,
    /// What is left of it.
    pub rest: String,
    /// What was expected.
    pub reason: &'static str,
}

/// What a formula reads, by its text between `{` and `}`.
#[must_use]
pub fn reference(text: &str) -> Reference {
    let spans = [("[]", Span::All), ("[..]", Span::UpTo)];
    let (text, span) = spans
        .iter()
        .find_map(|&(suffix, span)| Some((text.strip_suffix(suffix)?, span)))
        .unwrap_or((text, Span::One));
    let (key, before) = match text.strip_suffix(".before") {
        Some(key) => (key, true),
        None => (text, false),
    };
    Reference {
        key: key.to_owned(),
        before,
        span,
    }
}

/// Takes a formula apart.
///
/// # Errors
/// [`SyntaxError`] where it makes no sense.
pub fn parse(formula: &str) -> Result<Expression, SyntaxError> {
    let mut reader = Reader { rest: formula };
    let parsed = reader.expression(0).and_then(|expression| {
        reader.skip();
        if reader.rest.is_empty() {
            Ok(expression)
        } else {
            Err("expected nothing more")
        }
    });
    parsed.map_err(|reason| SyntaxError {
        formula: formula.to_owned(),
        rest: reader.rest.to_owned(),
        reason,
    })
}

struct Reader<'text> {
    rest: &'text str,
}

impl<'text> Reader<'text> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn takes(&mut self, sign: &str) -> bool {
        self.skip();
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// The text up to a sign, which is left out.
    fn up_to(&mut self, sign: char) -> Result<&'text str, &'static str> {
        let (text, rest) = self.rest.split_once(sign).ok_or("expected an end of it")?;
        self.rest = rest;
        Ok(text)
    }

    fn while_is(&mut self, belongs: impl Fn(char) -> bool) -> &'text str {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        text
    }

    /// Everything whose signs bind at least so strongly.
    fn expression(&mut self, least: u8) -> Result<Expression, &'static str> {
        let mut left = self.operand()?;
        loop {
            self.skip();
            let next = OPERATORS
                .iter()
                .find(|(sign, _, binds)| self.rest.starts_with(sign) && *binds >= least);
            let Some(&(sign, operator, binds)) = next else {
                return Ok(left);
            };
            self.takes(sign);
            let right = self.expression(binds + 1)?;
            left = Expression::Binary(operator, Box::new(left), Box::new(right));
        }
    }

    fn operand(&mut self) -> Result<Expression, &'static str> {
        if self.takes("-") {
            return Ok(Expression::Negative(Box::new(self.expression(NEGATIVE)?)));
        }
        if self.takes("(") {
            let inner = self.expression(0)?;
            return if self.takes(")") {
                Ok(inner)
            } else {
                Err("expected )")
            };
        }
        if self.takes("{") {
            return Ok(Expression::Cell(reference(self.up_to('}')?)));
        }
        if self.takes("\"") {
            return Ok(Expression::Text(self.up_to('"')?.to_owned()));
        }
        self.skip();
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            return self.number();
        }
        let name = self.while_is(|c| c.is_ascii_alphanumeric() || c == '_');
        if name.is_empty() {
            return Err("expected a value");
        }
        if !self.takes("(") {
            return Ok(Expression::Name(name.to_owned()));
        }
        let function = Function::by_name(name).ok_or("expected a known function")?;
        let mut arguments = vec![self.expression(0)?];
        while self.takes(",") {
            arguments.push(self.expression(0)?);
        }
        if self.takes(")") {
            Ok(Expression::Call(function, arguments))
        } else {
            Err("expected )")
        }
    }

    fn number(&mut self) -> Result<Expression, &'static str> {
        let before = self.rest;
        self.while_is(|c| c.is_ascii_digit() || c == '.');
        if let Some(rest) = self.rest.strip_prefix("E-") {
            self.rest = rest;
            self.while_is(|c| c.is_ascii_digit());
        }
        let text = &before[..before.len() - self.rest.len()];
        text.parse()
            .map(Expression::Number)
            .map_err(|_| "expected a number")
    }
}
