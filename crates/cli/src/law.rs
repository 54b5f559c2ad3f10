//! `forbear law`: check, test and read the law pack.

mod check;
mod test;

use ::law::source::Sources;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `forbear law`.
#[derive(clap::Args)]
pub struct Arguments {
    /// A folder with a law pack; without it, the pack inside the program.
    #[arg(long, global = true, value_name = "DIR")]
    law: Option<PathBuf>,
    #[command(subcommand)]
    act: Act,
}

#[derive(clap::Subcommand)]
enum Act {
    /// Read the whole pack as a compiler would and report every fault.
    Check,
    /// Run every example.
    Test {
        /// Only provisions whose path contains this.
        only: Option<String>,
    },
}

/// Runs it.
pub fn run(arguments: &Arguments) -> ExitCode {
    let sources = match &arguments.law {
        None => Sources::embedded(),
        Some(folder) => match Sources::read(folder) {
            Ok(sources) => sources,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::from(2);
            }
        },
    };
    match &arguments.act {
        Act::Check => check::run(sources),
        Act::Test { only } => test::run(sources, only.as_deref()),
    }
}
