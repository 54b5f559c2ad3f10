//! `forbear confirm FILE`: a named practitioner confirms the safety situation. It changes no verdict.

use crate::assess::day_of;
use crate::clock::today;
use crate::failure::Failure;
use crate::{law_pack, private_file};
use client::{Addition, Confirmation};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `forbear confirm`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The client file.
    file: PathBuf,
    /// Who confirms.
    #[arg(long)]
    name: String,
    /// The day on which the court's own system was looked at for every A-number and name.
    #[arg(long, value_name = "DAY")]
    eoir_checked: Option<String>,
    /// The day on which custody was looked up.
    #[arg(long, value_name = "DAY")]
    custody_checked: Option<String>,
    /// The day of the confirmation; without it, today.
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// A folder with a law pack; without it, the pack inside the program.
    #[arg(long, value_name = "DIR")]
    law: Option<PathBuf>,
}

/// Records it.
///
/// # Errors
/// What does not read; then nothing was written.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let day = |option: &str, text: &Option<String>| text.as_deref().map(|t| day_of(option, t)).transpose();
    let on = day("--on", &arguments.on)?.unwrap_or_else(today);
    let (eoir_checked, custody_checked) =
        (day("--eoir-checked", &arguments.eoir_checked)?, day("--custody-checked", &arguments.custody_checked)?);
    let pack = law_pack::open(arguments.law.as_deref())?;
    let addition = Addition::Confirmation(Confirmation { name: arguments.name.clone(), on, eoir_checked, custody_checked });
    client::append(&arguments.file, &pack, &[addition])?;
    private_file::say_not_encrypted(&arguments.file);
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "Recorded: the situation is confirmed as of {}. No verdict changes by it.", law::wording::day(on).en);
    for (what, checked) in [("court look-up (EOIR)", eoir_checked), ("custody check", custody_checked)] {
        if checked != Some(on) {
            let _ = writeln!(out, "Still missing before anything is final: a {what} of the same day.");
        }
    }
    Ok(ExitCode::SUCCESS)
}
