//! The law that a command uses: the pack inside the program, or one in a folder.

use crate::failure::Failure;
use law::Pack;
use law::source::Sources;
use std::path::Path;

/// Faults that `forbear law check` reports and that change no answer.
const CHANGES_NO_ANSWER: [&str; 2] = ["law::words", "law::unused"];

/// Reads and checks it.
///
/// # Errors
/// Every fault of the pack, or that the folder cannot be read.
pub fn open(folder: Option<&Path>) -> Result<Pack, Failure> {
    let sources = match folder {
        None => Sources::embedded(),
        Some(folder) => {
            let sources = Sources::read(folder)
                .map_err(|error| Failure::new(error, "--law names the folder that holds facts/, safety/ and the rest of the law"))?;
            if sources.files.is_empty() {
                let what = format!("{} holds no law", folder.display());
                return Err(Failure::new(what, "--law names the folder that holds facts/, safety/ and the rest of the law"));
            }
            sources
        }
    };
    checked(sources)
}

/// A pack from files in hand.
///
/// # Errors
/// Every fault that can change an answer.
pub fn checked(sources: Sources) -> Result<Pack, Failure> {
    let (pack, mut reports) = Pack::examine(sources);
    reports.retain(|r| !CHANGES_NO_ANSWER.contains(&r.code));
    if reports.is_empty() { Ok(pack) } else { Err(Failure::Pack(reports)) }
}
