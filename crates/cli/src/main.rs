//! The `forbear` command: one file a subcommand.
#![forbid(unsafe_code)]

#[macro_use]
mod tell;

mod answer;
mod assess;
mod clear;
mod clock;
mod confirm;
mod confirmations;
mod fact;
mod failure;
mod kept_days;
mod language;
mod law;
mod law_pack;
mod page;
mod private_file;
mod schema;
mod sheet;
mod source_words;
mod stale;
mod text;
mod touched;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// From a client's facts to a proved assessment of prosecutorial discretion.
#[derive(Parser)]
#[command(name = "forbear", version, arg_required_else_help = true, after_help = AFTER)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// What every command's ending means, and what is kept where.
const AFTER: &str = "\
Endings: 0 done · 1 a test or check failed, or `clear` was not told --yes · 2 something does not read: the file, the \
line and what was expected stand on the error output, and nothing was written.

Files that hold facts are written for your account only and are not encrypted yet. No command opens a network \
connection. Not legal advice by a machine: a practitioner decides.";

#[derive(Subcommand)]
enum Command {
    /// Assess a client: is contact dangerous, where the case stands, what is open, what weighs, what is missing, why.
    Assess(Box<assess::Arguments>),
    /// Print a sheet for the practitioner: what to do when somebody was detained today, or before any contact.
    Sheet(sheet::Arguments),
    /// Record a later statement about a fact; what was said before stays.
    Fact(fact::Arguments),
    /// Take back what was said of facts, after naming the deadlines that fall with them.
    Clear(clear::Arguments),
    /// Record an attorney's answer to a question that the law leaves to judgment.
    Answer(answer::Arguments),
    /// Record that a named practitioner confirms the safety situation. It changes no verdict.
    Confirm(confirm::Arguments),
    /// Print the JSON Schema of client files, or of assessments.
    Schema(schema::Arguments),
    /// Check, test and read the law pack.
    Law(law::Arguments),
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if !error.use_stderr() => error.exit(),
        Err(error) => {
            // The parser's own words are blunter than ours.
            tell!("{}", error.render().to_string().replace("invalid value", "this does not read:").trim_end());
            return ExitCode::from(failure::BAD_INPUT);
        }
    };
    let ended = match arguments.command {
        Command::Assess(arguments) => assess::run(&arguments),
        Command::Sheet(arguments) => sheet::run(&arguments),
        Command::Fact(arguments) => fact::run(&arguments),
        Command::Clear(arguments) => clear::run(&arguments),
        Command::Answer(arguments) => answer::run(&arguments),
        Command::Confirm(arguments) => confirm::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Law(arguments) => Ok(law::run(&arguments)),
    };
    ended.unwrap_or_else(failure::Failure::show)
}
