//! `bench`: the speeds that the project promises, measured with a release build.

use crate::step::{self, Failed};

/// Arguments of `bench`.
#[derive(clap::Args)]
pub struct Arguments {
    /// How often each thing is done; the median is printed.
    #[arg(long, default_value_t = 200)]
    runs: u32,
}

/// Builds and runs the bench.
///
/// # Errors
/// [`Failed`], if it cannot be built or started.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let runs = arguments.runs.to_string();
    // The program itself is measured too, from its start to its printed assessment.
    step::run(&step::cargo(), &["build", "--release", "--package", "forbear-cli"])?;
    step::run(&step::cargo(), &["run", "--release", "--package", "forbear-bench", "--", "--runs", &runs])
}
