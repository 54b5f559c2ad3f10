//! `forbear clear FILE PATH …`: takes back what was said of facts. Names the deadlines that fall with them first.

use crate::assess::day_of;
use crate::clock::today;
use crate::fact::certainty_of;
use crate::failure::{FAILED, Failure};
use crate::{law_pack, private_file};
use client::{Addition, Change, ClientFile, Subject, What, would_fall};
use law::Pack;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `forbear clear`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The client file.
    file: PathBuf,
    /// Which facts: orders[0].issued; orders[1] takes back a whole entry, orders that the list is complete.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,
    /// Who or what shows that it must be taken back.
    #[arg(long, default_value = "office")]
    source: String,
    /// How that is known: documented, "client says", inferred.
    #[arg(long, default_value = "inferred")]
    certainty: String,
    /// Who writes it down.
    #[arg(long)]
    by: String,
    /// The day it is written down; without it, today.
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// Do it. Without this, only what would fall is shown.
    #[arg(long)]
    yes: bool,
    /// A folder with a law pack; without it, the pack inside the program.
    #[arg(long, value_name = "DIR")]
    law: Option<PathBuf>,
}

/// Shows what falls, and with `--yes` clears it.
///
/// # Errors
/// What does not read; then nothing was written.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let on = arguments.on.as_deref().map(|t| day_of("--on", t)).transpose()?.unwrap_or_else(today);
    let certainty = certainty_of(&arguments.certainty)?;
    let pack = law_pack::open(arguments.law.as_deref())?;
    let file = ClientFile::open(&arguments.file, &pack)?;
    let parse = |path: &String| Subject::parse(&pack.model, path).map_err(|(what, help)| Failure::new(what, help));
    let subjects = arguments.paths.iter().map(parse).collect::<Result<Vec<Subject>, Failure>>()?;
    show(&pack, &file, &subjects, file.as_of.unwrap_or(on));
    let mut out = std::io::stdout().lock();
    if !arguments.yes {
        let _ = writeln!(out, "Nothing was changed. Add --yes to clear.");
        return Ok(ExitCode::from(FAILED));
    }
    let change = |subject: &Subject| {
        Addition::Change(Change {
            fact: subject.path(&pack.model),
            what: What::Clear,
            on,
            by: arguments.by.clone(),
            source: arguments.source.clone(),
            certainty,
        })
    };
    let additions: Vec<Addition> = subjects.iter().map(change).collect();
    client::append(&arguments.file, &pack, &additions)?;
    private_file::say_not_encrypted(&arguments.file);
    let _ = writeln!(out, "Cleared. What was said before stays in the history.");
    Ok(ExitCode::SUCCESS)
}

fn show(pack: &Pack, file: &ClientFile, subjects: &[Subject], as_of: truth::Day) {
    let mut out = std::io::stdout().lock();
    for subject in subjects {
        let falls = would_fall(file, pack, *subject, as_of);
        let _ = writeln!(out, "{}", subject.path(&pack.model));
        if falls.facts.is_empty() && falls.deadlines.is_empty() {
            let _ = writeln!(out, "  nothing is known of it, and no deadline falls");
        }
        for fact in falls.facts.iter().filter(|f| *f != subject) {
            let _ = writeln!(out, "  no longer known: {}", fact.path(&pack.model));
        }
        for fallen in &falls.deadlines {
            let conclusion = &pack.program.conclusions[fallen.conclusion as usize];
            let words = pack.conclusion_words(fallen.conclusion);
            let value = pack.value_words(&fallen.now, None);
            let which = match (conclusion.subject, fallen.element) {
                (Some(record), Some(n)) => format!(" ({} {})", pack.model.records[record as usize].title.en.to_lowercase(), n + 1),
                _ => String::new(),
            };
            let _ = writeln!(out, "  FALLS: {}{which}: {} until now", words.en, value.en);
        }
    }
}
