//! `forbear fact FILE PATH VALUE`: a later statement about a fact. What was said before stays in the history.

use crate::assess::day_of;
use crate::clock::today;
use crate::failure::Failure;
use crate::{law_pack, private_file};
use client::{Addition, Certainty, Change, Subject, What};
use law::Pack;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use truth::Kind;

/// Arguments of `forbear fact`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The client file.
    file: PathBuf,
    /// Which fact: custody.kind, orders[0].issued; a list (orders) is said to be complete or incomplete.
    path: String,
    /// Its value: ice, 2019-03-06, "about 2009", yes, 12, "$500", none, unknown; several possibilities: ice|jail.
    value: String,
    /// Who or which paper says it.
    #[arg(long)]
    source: String,
    /// How it is known: documented, "client says", inferred.
    #[arg(long)]
    certainty: String,
    /// Who writes it down.
    #[arg(long)]
    by: String,
    /// The day it is written down; without it, today.
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
    let on = arguments.on.as_deref().map(|t| day_of("--on", t)).transpose()?.unwrap_or_else(today);
    let certainty = certainty_of(&arguments.certainty)?;
    let pack = law_pack::open(arguments.law.as_deref())?;
    let subject = Subject::parse(&pack.model, &arguments.path).map_err(|(what, help)| Failure::new(what, help))?;
    let what = what_of(&pack, subject, arguments.value.trim())?;
    let change =
        Change { fact: subject.path(&pack.model), what, on, by: arguments.by.clone(), source: arguments.source.clone(), certainty };
    client::append(&arguments.file, &pack, &[Addition::Change(change)])?;
    private_file::say_not_encrypted(&arguments.file);
    let _ = writeln!(
        std::io::stdout().lock(),
        "Recorded: {}, on {}. What was said before stays in the history.",
        subject.path(&pack.model),
        law::wording::day(on).en
    );
    Ok(ExitCode::SUCCESS)
}

/// How a fact is known, as typed.
///
/// # Errors
/// The three ways there are.
pub fn certainty_of(text: &str) -> Result<Certainty, Failure> {
    Certainty::named(&text.trim().replace(['_', '-'], " ")).ok_or_else(|| {
        Failure::new("--certainty: this is none of the three ways a fact is known", "Write documented, \"client says\" or inferred")
    })
}

fn what_of(pack: &Pack, subject: Subject, value: &str) -> Result<What, Failure> {
    match subject {
        Subject::List(_) => match value {
            "complete" => Ok(What::Complete(true)),
            "incomplete" => Ok(What::Complete(false)),
            _ => Err(Failure::new(
                "a list as a whole can be said to be complete or incomplete",
                "Write complete or incomplete, or name a field of an entry: orders[0].issued",
            )),
        },
        Subject::Entry(..) => Err(Failure::new(
            "this names an entry, and no field of it",
            "Name a field, such as orders[0].issued; `forbear clear` takes a whole entry back",
        )),
        Subject::Field(field, _) => {
            let several = matches!(pack.model.fields[field as usize].kind, Kind::Choice | Kind::Place) && value.contains('|');
            let text = |t: &str| toml::Value::String(t.trim().to_owned());
            Ok(What::Value(if several { toml::Value::Array(value.split('|').map(text).collect()) } else { text(value) }))
        }
    }
}
