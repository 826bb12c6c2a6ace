//! What matters, and what to do: methods that ask the model many questions at once.
//!
//! A [`question`] is one number that the model can be asked for, be it of the single run or of an
//! ensemble. A [`study`] is a method as a state machine: it names the trials it wants to see
//! ([`study::Study::ask`]) and is told their answers, so that whoever runs it decides where, in
//! slices of what length, and when to stop. [`work`] runs one on this thread in slices, and deals its
//! trials to whoever can do some elsewhere.
//!
//! Each method has a numeric core that knows nothing of the model ([`sobol`], [`shapley`],
//! [`seek`], [`minimiser`]) and a study that puts the model in ([`tornado`], [`sensitivity`],
//! [`waterfall`], [`goal`], [`search`]).

pub mod bound;
pub mod dial;
pub mod evaluation;
pub mod goal;
mod grid;
pub mod minimiser;
pub mod paired;
pub mod question;
pub mod random;
pub mod samplers;
mod scores;
pub mod search;
pub mod seek;
pub mod sensitivity;
pub mod shapley;
pub mod sobol;
pub mod stress;
pub mod study;
pub mod tornado;
pub mod waterfall;
pub mod work;
