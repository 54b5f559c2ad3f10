//! One command run for a contributor, and what is said when it fails.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Why a task stopped.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// A command could not be started.
    #[error("cannot start `{what}`: {why}. Check that it is installed and on PATH")]
    NotStarted {
        /// As it would be typed.
        what: String,
        /// What the system said.
        why: std::io::Error,
    },
    /// A command ended badly.
    #[error("failed: {0}\nIts own output above says why")]
    Ended(String),
    /// A file could not be read or written.
    #[error("cannot use {}: {why}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// The law pack has faults.
    #[error("{0}\nRun `forbear law check` to see each with its words")]
    Law(#[from] law::Refused),
    /// The words of the command do not fit.
    #[error("{0}")]
    Asked(String),
}

/// The project's folder: the parent of this crate's.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Runs a command in the project's folder, its output shown as it comes.
///
/// # Errors
/// [`Failed`], naming the command as it would be typed.
pub fn run(program: &str, arguments: &[&str]) -> Result<(), Failed> {
    let what = std::iter::once(program).chain(arguments.iter().copied()).collect::<Vec<_>>().join(" ");
    eprintln!("== {what}");
    match Command::new(program).args(arguments).current_dir(root()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failed::Ended(what)),
        Err(why) => Err(Failed::NotStarted { what, why }),
    }
}

/// Cargo, as this program was started with; by name where it was started alone.
#[must_use]
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
