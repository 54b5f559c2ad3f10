//! What went wrong, said on the error output: where, what was expected, what to do. Never a name or an A-number.

use law::report::Report;
use miette::Diagnostic;
use std::fmt;
use std::process::ExitCode;

/// The exit code of a test or check that failed.
pub const FAILED: u8 = 1;
/// The exit code of input that does not read; nothing was written.
pub const BAD_INPUT: u8 = 2;

/// So many faults of a pack are shown; `law check` shows all.
const MOST_SHOWN: usize = 12;

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// The law pack has faults.
    Pack(Vec<Report>),
    /// A client file has faults.
    Client(client::Refused),
    /// Anything that can say for itself where and what.
    Said(miette::Report),
}

/// A fault with no place in a file.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{what}")]
struct Plain {
    what: String,
    #[help]
    help: String,
}

impl Failure {
    /// A fault in what was typed, or of the disk.
    #[must_use]
    pub fn new(what: impl fmt::Display, help: impl fmt::Display) -> Self {
        Self::Said(Plain { what: what.to_string(), help: help.to_string() }.into())
    }

    /// Shows it; the exit code for it.
    #[must_use]
    pub fn show(self) -> ExitCode {
        match self {
            Self::Pack(reports) => {
                for report in reports.iter().take(MOST_SHOWN) {
                    let (line, column) = report.line();
                    tell!("{}:{line}:{column}", report.path);
                    tell!("{:?}", miette::Report::new(report.clone()));
                }
                tell!("The law pack has {} faults; `forbear law check` shows all of them. Nothing was written.", reports.len());
            }
            Self::Client(refused) => {
                for fault in &refused.faults {
                    if let (Some(line), Some(column)) = (fault.line, fault.column) {
                        tell!("{}:{line}:{column}", fault.path);
                    } else {
                        tell!("{}", fault.path);
                    }
                    tell!("{:?}", miette::Report::new(fault.clone()));
                }
                let count = refused.faults.len();
                tell!("{count} {}. Nothing was written.", if count == 1 { "fault" } else { "faults" });
            }
            Self::Said(report) => tell!("{report:?}"),
        }
        ExitCode::from(BAD_INPUT)
    }
}

impl From<law::Refused> for Failure {
    fn from(refused: law::Refused) -> Self {
        Self::Pack(refused.0)
    }
}

impl From<client::Refused> for Failure {
    fn from(refused: client::Refused) -> Self {
        Self::Client(refused)
    }
}

impl From<client::AppendError> for Failure {
    fn from(error: client::AppendError) -> Self {
        match error {
            client::AppendError::Refused(refused) => Self::Client(refused),
            other => Self::Said(other.into()),
        }
    }
}

/// Says something beside the result.
pub fn warn(text: impl fmt::Display) {
    tell!("forbear: {text}");
}
