//! `forbear schema`: the JSON Schema of client files, made from the facts that the law pack declares, or that of
//! assessments.

use crate::failure::Failure;
use crate::law_pack;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `forbear schema`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Of what: the client file, or the assessment that `assess --format json` prints.
    #[arg(value_enum, default_value_t)]
    of: Of,
    /// A folder with a law pack; without it, the pack inside the program.
    #[arg(long, value_name = "DIR")]
    law: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Of {
    #[default]
    Client,
    Assessment,
}

/// As `cargo run -p xtask -- generate` makes it from the model; a test of the house fails where it is not so.
const ASSESSMENT: &str = include_str!("../../../docs/assessment.schema.json");

/// Prints it.
///
/// # Errors
/// Faults of the pack.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if matches!(arguments.of, Of::Assessment) {
        let _ = std::io::stdout().lock().write_all(ASSESSMENT.as_bytes());
        return Ok(ExitCode::SUCCESS);
    }
    let pack = law_pack::open(arguments.law.as_deref())?;
    let text = serde_json::to_string_pretty(&client::schema(&pack)).map_err(|why| Failure::new(why, "Please report this"))?;
    let _ = writeln!(std::io::stdout().lock(), "{text}");
    Ok(ExitCode::SUCCESS)
}
