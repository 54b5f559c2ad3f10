//! `forbear sheet detained|before-contact FILE`

use crate::assess::day_of;
use crate::clock::today;
use crate::failure::Failure;
use crate::language::Language;
use crate::text::{self, Look};
use crate::{confirmations, law_pack, page, private_file};
use ::assess::from_client::Prepared;
use ::assess::sheets::{self, Which};
use client::ClientFile;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `forbear sheet`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Which sheet.
    #[arg(value_enum)]
    which: Name,
    /// The client file, TOML or JSON.
    file: PathBuf,
    /// The day asked for, YYYY-MM-DD; without it the file's own day, else today.
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// Language.
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// text for the terminal, html for a page to print, json for programs.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// A folder with a law pack; without it, the pack inside the program.
    #[arg(long, value_name = "DIR")]
    law: Option<PathBuf>,
    /// The office's confirmations of provisions (TOML).
    #[arg(long, value_name = "FILE")]
    confirmations: Option<PathBuf>,
    /// Write here instead of to the screen: for your account only, whole or not at all.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Name {
    /// The first hours: place, numbers, circuit, bond and habeas, what not to sign, whom to call.
    Detained,
    /// The checks before any contact, and what keeps it closed.
    BeforeContact,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Html,
    Json,
}

/// Runs it.
///
/// # Errors
/// What does not read; then nothing was written.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let pack = law_pack::open(arguments.law.as_deref())?;
    let file = ClientFile::open(&arguments.file, &pack)?;
    let as_of = match &arguments.as_of {
        Some(text) => day_of("--as-of", text)?,
        None => file.as_of.unwrap_or_else(today),
    };
    let confirmations = confirmations::read(arguments.confirmations.as_deref(), &pack, today())?;
    let prepared = Prepared::new(&pack, &file, as_of);
    let input = prepared.input(&pack, &confirmations.confirmed, &confirmations.by, env!("CARGO_PKG_VERSION"));
    let input = ::assess::Input { today: Some(today()), ..input };
    let assessment = ::assess::assess(&input);
    let which = match arguments.which {
        Name::Detained => Which::Detained,
        Name::BeforeContact => Which::BeforeContact,
    };
    let sheet = sheets::sheet(&input, &assessment, which);
    let look = if arguments.out.is_some() { Look::of_file(arguments.lang) } else { Look::of_output(arguments.lang) };
    let text = match arguments.format {
        Format::Text => text::practice_sheet(&sheet, &look),
        Format::Html => page::practice_sheet(&sheet, arguments.lang).map_err(|why| Failure::new(why, "Please report this"))?,
        Format::Json => crate::assess::json(&sheet)?,
    };
    match &arguments.out {
        Some(path) => private_file::write(path, &text)?,
        None => {
            // A reader that stops reading (`| head`) is no failure.
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
        }
    }
    Ok(ExitCode::SUCCESS)
}
