//! `cargo run -p xtask -- COMMAND`
#![forbid(unsafe_code)]

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use xtask::{bench, check, generate, new_provision, plant};

/// What contributors run.
#[derive(Parser)]
#[command(name = "xtask", arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the skeleton of a provision; the blanks in it are what `forbear law check` then asks for.
    NewProvision(new_provision::Arguments),
    /// Run every check that needs only Rust: format, lints, tests, the law's own tests, generated files.
    Check,
    /// Measure the speeds that the project promises.
    Bench(bench::Arguments),
    /// Write again what is made from the law pack and the model: the JSON Schemas of the client file and of the
    /// assessment, the index of the law.
    Generate,
    /// Put one fault at a time into a copy of the engine and see whether a test notices.
    Plant(plant::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::NewProvision(arguments) => new_provision::run(&arguments),
        Command::Check => check::run(),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Generate => generate::run(),
        Command::Plant(arguments) => plant::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
