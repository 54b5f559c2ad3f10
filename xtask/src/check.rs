//! `check`: all that `.ci/run` checks and that needs only Rust. The browser checks are in `./test`.

use crate::step::{self, Failed};

/// Runs every step and stops at the first that fails.
///
/// # Errors
/// [`Failed`], naming the step.
pub fn run() -> Result<(), Failed> {
    let cargo = step::cargo();
    for arguments in STEPS {
        step::run(&cargo, arguments)?;
    }
    Ok(())
}

/// In the order of what fails soonest.
const STEPS: [&[&str]; 5] = [
    &["fmt", "--all", "--check"],
    &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
    &["run", "--quiet", "--package", "forbear-cli", "--", "law", "check"],
    &["run", "--quiet", "--package", "forbear-cli", "--", "law", "test"],
    &["test", "--workspace"],
];
