//! What contributors run. Nothing here is part of the program that an office uses.
//!
//! `new-provision` writes a skeleton, `check` runs what needs only Rust, `bench` measures, `generate` writes the
//! files that are made from the law pack and the model, `plant` sees whether the tests notice faults.
#![forbid(unsafe_code)]

pub mod assessment_schema;
pub mod bench;
pub mod check;
pub mod generate;
mod law_index;
pub mod new_provision;
pub mod plant;
pub mod skeleton;
mod step;

pub use law_index::law_index;
pub use step::{Failed, root};
