//! What of a link could not be taken.

use std::fmt;

use crate::share::error::{ScenarioError, shown};

/// At most so many problems of a link are told one by one.
pub const MAXIMUM_PROBLEMS: usize = 20;

/// A part of a link that could not be taken as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkProblem {
    /// The key of the part, shortened if need be.
    pub part: String,
    /// The value of the part as it stands in the link, shortened if need be.
    pub value: String,
    /// What is wrong with it; names the limit.
    pub reason: ScenarioError,
    /// What stands instead.
    pub kept: String,
}

impl fmt::Display for LinkProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} – kept: {}", self.reason, self.kept)
    }
}

/// The problems so far.
#[derive(Debug, Default)]
pub(super) struct Problems {
    listed: Vec<LinkProblem>,
    more: usize,
}

impl Problems {
    pub(super) fn add(&mut self, part: &str, value: &str, reason: ScenarioError, kept: &str) {
        if self.listed.len() == MAXIMUM_PROBLEMS {
            self.more += 1;
            return;
        }
        self.listed.push(LinkProblem {
            part: shown(part),
            value: shown(value),
            reason,
            kept: kept.to_owned(),
        });
    }

    /// Takes over the problems of a scenario beside the link's own.
    pub(super) fn append(&mut self, other: Self, part: &str) {
        self.more += other.more;
        for problem in other.listed {
            if self.listed.len() == MAXIMUM_PROBLEMS {
                self.more += 1;
                continue;
            }
            self.listed.push(LinkProblem {
                kept: format!("{}, in {part}", problem.kept),
                ..problem
            });
        }
    }

    /// All problems; those too many to list as one at the end.
    pub(super) fn into_list(mut self) -> Vec<LinkProblem> {
        if self.more > 0 {
            self.listed.push(LinkProblem {
                part: String::new(),
                value: String::new(),
                reason: ScenarioError::More { count: self.more },
                kept: "the rest of the link".to_owned(),
            });
        }
        self.listed
    }
}
