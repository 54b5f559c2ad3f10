//! `forbear answer FILE QUESTION yes|no`: an attorney's analysis, bound to the law and the facts it was given for.

use crate::assess::day_of;
use crate::clock::today;
use crate::failure::Failure;
use crate::{law_pack, private_file};
use ::assess::from_client::Prepared;
use ::assess::line::Asking;
use client::{Addition, ClientFile, GivenAnswer};
use law::program::Says;
use law::{Confirmed, Pack};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use truth::Truth;

/// Arguments of `forbear answer`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The client file.
    file: PathBuf,
    /// The question by its name: order[0].exceptional_circumstances.
    question: String,
    /// The answer; unknown takes an earlier one back.
    #[arg(value_enum)]
    answer: Given,
    /// The attorney who answers.
    #[arg(long)]
    name: String,
    /// Why.
    #[arg(long)]
    reasons: String,
    /// The day of the answer; without it, today.
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// A folder with a law pack; without it, the pack inside the program.
    #[arg(long, value_name = "DIR")]
    law: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Given {
    Yes,
    No,
    Unknown,
}

/// Records it.
///
/// # Errors
/// What does not read; then nothing was written.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let on = arguments.on.as_deref().map(|t| day_of("--on", t)).transpose()?.unwrap_or_else(today);
    let pack = law_pack::open(arguments.law.as_deref())?;
    let file = ClientFile::open(&arguments.file, &pack)?;
    let as_of = file.as_of.unwrap_or(on);
    let prepared = Prepared::new(&pack, &file, as_of);
    let confirmed = Confirmed::default();
    let input = prepared.input(&pack, &confirmed, &[], "");
    let mut asking = Asking::new(&input);
    let found = asking.find(&arguments.question);
    let bound = found.and_then(|(id, entry)| Some((id, entry, asking.evaluation.binding(id, entry)?)));
    let Some((id, entry, (version, weighed))) = bound else {
        return Err(no_question(&pack, &asking, found.is_some()));
    };
    let conclusion = &pack.program.conclusions[id as usize];
    let element = conclusion.subject.zip(entry).map(|(record, n)| input.number_in_file(record, n));
    let answer = match arguments.answer {
        Given::Yes => Truth::Yes,
        Given::No => Truth::No,
        Given::Unknown => Truth::Unknown,
    };
    let given = GivenAnswer {
        question: conclusion.name.clone(),
        element,
        answer,
        name: arguments.name.clone(),
        on,
        reasons: arguments.reasons.clone(),
        version: Some(version.clone()),
        weighed: Some(weighed),
    };
    client::append(&arguments.file, &pack, &[Addition::Answer(given)])?;
    private_file::say_not_encrypted(&arguments.file);
    let mut out = std::io::stdout().lock();
    let provision = &pack.provisions[conclusion.provision as usize];
    let _ = writeln!(
        out,
        "Recorded: {} is answered {answer:?} by the attorney named, on {}.",
        asking.named(id, entry),
        law::wording::day(on).en
    );
    let _ = writeln!(
        out,
        "It holds for version {} of {} and for the facts weighed today; a change of either asks again.",
        &version[..16.min(version.len())],
        provision.id
    );
    Ok(ExitCode::SUCCESS)
}

/// What to say where nothing of that name asks for an attorney.
fn no_question(pack: &Pack, asking: &Asking<'_>, known: bool) -> Failure {
    let what = if known {
        "this answer follows from facts; no attorney is asked for it"
    } else {
        "the law pack asks nothing of this name about this client"
    };
    let mut questions = Vec::new();
    for (id, conclusion) in pack.program.numbered() {
        let asks = conclusion.clauses.iter().any(|c| matches!(pack.program.clauses[*c as usize].says, Says::Analysis(..)));
        if !asks {
            continue;
        }
        match conclusion.subject {
            None => questions.push(asking.named(id, None)),
            Some(record) => questions.extend((0..asking.evaluation.entries(record)).map(|n| asking.named(id, Some(n)))),
        }
    }
    questions.sort();
    Failure::new(what, format!("Questions for an attorney: {}", questions.join(", ")))
}
