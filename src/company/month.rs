//! The first month of the model: what growth and churn are measured over.

use crate::model::accounts::flows;
use crate::model::calendar::WEEKS_PER_MONTH;
use crate::model::economics::RUNWAY_WEEKS;
use crate::model::inputs::Inputs;
use crate::model::run::{Run, run_into};

/// The weeks that stand for the first month; rates are those of a whole one.
pub(super) const WEEKS: usize = RUNWAY_WEEKS;

/// The first month of a company that is being fitted. It keeps what it needs for many runs.
pub(super) struct Month {
    pub(super) inputs: Inputs,
    run: Run,
}

impl Month {
    /// The first month of these inputs.
    #[allow(clippy::cast_precision_loss)] // four
    pub(super) fn new(inputs: &Inputs) -> Self {
        let mut inputs = inputs.clone();
        inputs.parameters.run.weeks = WEEKS as f64;
        Self {
            inputs,
            run: Run::default(),
        }
    }

    fn run(&mut self) -> &Run {
        run_into(&self.inputs, &mut self.run);
        &self.run
    }

    /// Growth of users, a month.
    pub(super) fn growth(&mut self, users: f64) -> f64 {
        let last = self.run().weeks[WEEKS - 1].users;
        a_month(last / users) - 1.0
    }

    /// Growth of MRR, a month. None without any to grow.
    pub(super) fn mrr_growth(&mut self) -> Option<f64> {
        let tiers = &self.inputs.parameters.tiers;
        let before: f64 = tiers.iter().map(|tier| tier.accounts * tier.price).sum();
        let after = self.run().weeks[WEEKS - 1].mrr;
        (before > 0.0).then(|| a_month(after / before) - 1.0)
    }

    /// Share of accounts that leave in a month. Without accounts: of those that come first.
    pub(super) fn churn(&mut self) -> f64 {
        self.run();
        churn(&self.inputs, &self.run)
    }
}

/// Share of accounts that leave in a month, over the first month of a run.
pub(super) fn churn(inputs: &Inputs, run: &Run) -> f64 {
    let tiers = &inputs.parameters.tiers;
    if tiers.iter().all(|tier| tier.accounts <= 0.0) {
        return tiers[0].churn;
    }
    let month = Run {
        weeks: run.weeks[..WEEKS].to_vec(),
        ..Run::default()
    };
    let kept: f64 = flows(inputs, &month)
        .iter()
        .map(|flow| 1.0 - flow.lost_share())
        .product();
    1.0 - a_month(kept)
}

/// What a factor over the first weeks is over a month.
#[allow(clippy::cast_precision_loss)] // four
pub(super) fn a_month(factor: f64) -> f64 {
    libm::pow(factor, WEEKS_PER_MONTH / WEEKS as f64)
}

/// The same for a week.
#[allow(clippy::cast_precision_loss)] // four
pub(super) fn a_week(factor: f64) -> f64 {
    libm::pow(factor, 1.0 / WEEKS as f64)
}
