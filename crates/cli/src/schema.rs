//! `forbear schema`: the JSON Schema of client files, made from the facts that the law pack declares.

use crate::failure::Failure;
use crate::law_pack;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `forbear schema`.
#[derive(clap::Args)]
pub struct Arguments {
    /// A folder with a law pack; without it, the pack inside the program.
    #[arg(long, value_name = "DIR")]
    law: Option<PathBuf>,
}

/// Prints it.
///
/// # Errors
/// Faults of the pack.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let pack = law_pack::open(arguments.law.as_deref())?;
    let text = serde_json::to_string_pretty(&client::schema(&pack)).map_err(|why| Failure::new(why, "Please report this"))?;
    let _ = writeln!(std::io::stdout().lock(), "{text}");
    Ok(ExitCode::SUCCESS)
}
