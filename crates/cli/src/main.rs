//! The `forbear` command.
#![forbid(unsafe_code)]

mod law;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// From a client's facts to a proved assessment of prosecutorial discretion.
#[derive(Parser)]
#[command(name = "forbear", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check, test and read the law pack.
    Law(law::Arguments),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Law(arguments) => law::run(&arguments),
    }
}
