//! The model: one week at a time, from users to cash. It depends on nothing else of the crate.
//!
//! Reading order: the input table ([`parameters`], [`inputs`], [`initiatives`]), then the sections
//! of a week in their causal order ([`team`], [`delivery`], [`load`], [`support`], [`churn`],
//! [`growth`], [`money`]), which `company` wires together and [`run`] follows through the weeks, what
//! can go wrong in it ([`risks`], [`luck`]), how uncertain its inputs are ([`uncertainty`]), the
//! output table ([`week`]) with what its weeks are taken apart into ([`breakdown`]), and what is
//! drawn from a run ([`figures`] with [`accounts`], [`economics`] and [`slippage`], and
//! [`targets`]). What else could be done is in [`builtin`], and what a founder says to a plan, kept
//! with it, in [`presentation`].

pub mod accounts;
pub mod actuals;
pub mod assessment;
pub mod bounds;
pub mod breakdown;
pub mod builtin;
pub mod calendar;
pub mod churn;
mod company;
pub mod currency;
pub mod delivery;
pub mod economics;
pub mod exponential;
mod fate;
pub mod figures;
pub mod grid;
pub mod growth;
pub mod hazard;
pub mod initiatives;
pub mod inputs;
pub mod lanes;
pub mod load;
pub mod luck;
mod measures;
pub mod money;
pub mod number;
pub mod parameters;
pub mod presentation;
pub mod preset;
pub mod risks;
pub mod run;
pub mod scenario;
mod schedule;
pub mod slippage;
pub mod support;
pub mod targets;
pub mod team;
mod text;
pub mod uncertainty;
pub mod units;
pub mod week;
