//! From a client's facts and the law of a day to an assessment.
//!
//! Knows no screen, no disk and no clock: [`assess`] is a function of its [`input::Input`], and replays to the same
//! bytes. Nothing derived is stored.
#![forbid(unsafe_code)]

mod assessment;
pub mod avenues;
pub mod changes;
pub mod deadlines;
pub mod explain;
pub mod family;
pub mod from_client;
pub mod input;
pub mod instruments;
pub mod line;
pub mod model;
mod nearest;
mod not_today;
mod opens;
pub mod questions;
pub mod rests_on;
pub mod safety;
pub mod sheets;
mod statements;
mod together;
mod verdict_words;

pub use assessment::assess;
pub use input::Input;
pub use model::Assessment;
