//! Answers that do not fit together.

/// Two answers, of which one at most can be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The name of its control.
    pub key: &'static str,
    /// What does not fit, with both values.
    pub says: String,
    /// What can be believed; none where it is only to be known.
    pub choices: Vec<Choice>,
    /// The key of the choice that is believed, the first unless the founder chose.
    pub believed: &'static str,
}

/// Something that can be believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value of its control.
    pub key: &'static str,
    /// What is taken for true, and what follows.
    pub text: String,
}
