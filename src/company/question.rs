//! THE QUESTIONS: one row each, in the order in which they are asked.

/// A question to the founder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Question {
    Users,
    Customers,
    Prices,
    Engineers,
    Money,
    Growth,
    Infrastructure,
    Limit,
}

/// A question as it is asked, and what its answer does.
#[derive(Debug)]
pub struct QuestionRow {
    /// Which one.
    pub question: Question,
    /// The name in element ids.
    pub key: &'static str,
    /// The question itself.
    pub asks: &'static str,
    /// What counts and what does not.
    pub help: &'static str,
    /// The parameters that the answer sets.
    pub sets: &'static [&'static str],
    /// How it sets them.
    pub how: &'static str,
}

/// The components of today's architecture, by what each carries.
pub(super) const COMPONENTS: [&str; 6] = [
    "capacity.connections",
    "capacity.queries",
    "capacity.app",
    "capacity.bandwidth",
    "capacity.jobs",
    "capacity.analytics",
];

/// All questions.
pub static QUESTIONS: [QuestionRow; 8] = [
    QuestionRow {
        question: Question::Users,
        key: "users",
        asks: "How many users do you have?",
        help: "Everybody who uses the product, free or paid.",
        sets: &["start.users", "growth.market"],
        how: "Taken as they are.",
    },
    QuestionRow {
        question: Question::Customers,
        key: "customers",
        asks: "How many accounts pay, or what is your ARR?",
        help: "Accounts on each tier, or ARR alone: then today's mix of tiers is kept.",
        sets: &[
            "tiers.starter.accounts",
            "tiers.professional.accounts",
            "tiers.enterprise.accounts",
            "tiers.custom.accounts",
        ],
        how: "Accounts as they are; ARR = 12 × Σ accounts × price, solved for the number of accounts.",
    },
    QuestionRow {
        question: Question::Prices,
        key: "prices",
        asks: "What does an account pay a month?",
        help: "What customers really pay, discounts taken off.",
        sets: &[
            "tiers.starter.price",
            "tiers.professional.price",
            "tiers.enterprise.price",
            "tiers.custom.price",
        ],
        how: "Taken as they are.",
    },
    QuestionRow {
        question: Question::Engineers,
        key: "engineers",
        asks: "How many engineers, and what do they earn?",
        help: "Today's, with their average salary before taxes and benefits, which the model adds.",
        sets: &["team.engineers", "team.salary"],
        how: "Taken as they are; pay a month = engineers × salary × loaded cost ÷ 12.",
    },
    QuestionRow {
        question: Question::Money,
        key: "money",
        asks: "How much cash, and what other costs a month?",
        help: "Other: founders, support, sales, office, tools, marketing. Not engineers, infrastructure, payment fees.",
        sets: &[
            "finance.cash",
            "finance.overhead",
            "finance.founder_salary",
            "finance.csm_salary",
            "finance.agent_salary",
            "finance.rep_salary",
            "finance.content",
        ],
        how: "Cash as it is; overhead is what other costs leave after founders, support, customer success, sales and content.",
    },
    QuestionRow {
        question: Question::Growth,
        key: "growth",
        asks: "How fast do users grow, and how many accounts leave a month?",
        help: "Net growth of users, and the share of paying accounts that cancel.",
        sets: &[
            "growth.viral",
            "growth.content",
            "growth.partner",
            "sales.deals",
            "conversion.starter",
            "conversion.professional",
            "conversion.enterprise",
            "conversion.custom",
            "tiers.starter.churn",
            "tiers.professional.churn",
            "tiers.enterprise.churn",
            "tiers.custom.churn",
        ],
        how: "Signups of all channels with deals and upgrades, and the churn hazards of all tiers are scaled until the model's first month shows both.",
    },
    QuestionRow {
        question: Question::Infrastructure,
        key: "infrastructure",
        asks: "What is your infrastructure bill a month?",
        help: "Hosting, databases, bandwidth, monitoring: the coming month's.",
        sets: &[
            "infra.stage0",
            "infra.stage1",
            "infra.stage2",
            "infra.stage3",
            "infra.per_user",
        ],
        how: "Fixed and variable parts of all phases are scaled until the first month's bill is that.",
    },
    QuestionRow {
        question: Question::Limit,
        key: "limit",
        asks: "At how many users do things break?",
        help: "Where today's architecture stops carrying the load, as far as you know.",
        sets: &COMPONENTS,
        how: "All components are scaled together; the weakest carries that many.",
    },
];
