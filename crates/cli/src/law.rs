//! `forbear law`: check, test and read the law pack.

mod check;
mod diff;
mod mutate;
mod show;
mod test;
mod timeline;
mod worked_clients;

use ::law::source::Sources;
use std::path::PathBuf;
use std::process::ExitCode;
use truth::Day;

/// Arguments of `forbear law`.
#[derive(clap::Args)]
pub struct Arguments {
    /// A folder with a law pack; without it, the pack inside the program.
    #[arg(long, global = true, value_name = "DIR")]
    law: Option<PathBuf>,
    #[command(subcommand)]
    act: Act,
}

#[derive(clap::Subcommand)]
enum Act {
    /// Read the whole pack as a compiler would, and against the source notes; report every fault.
    Check,
    /// Run every example, and the tests that the pack makes of itself.
    Test {
        /// Only provisions whose path contains this.
        only: Option<String>,
    },
    /// Change the law in one place at a time; an example must notice each change.
    Mutate {
        /// Only provisions whose path contains this.
        only: Option<String>,
        /// A folder with worked clients and what each must get: they notice a changed level, act or rule of the gate.
        #[arg(long, value_name = "DIR", default_value = "clients/verdicts")]
        clients: PathBuf,
        /// How many survivors to print.
        #[arg(long, default_value_t = 60)]
        most: usize,
    },
    /// Print one provision with its dates, citations, conclusions and what rests on them.
    Show {
        /// The provision's id.
        id: String,
    },
    /// Print when each provision on a topic was in force.
    Timeline {
        /// Words of a title, an id, a citation or a folder.
        topic: String,
    },
    /// List the law that must be looked at again, riskiest first.
    Stale(crate::stale::Arguments),
    /// Print what changed in the law between two days.
    Diff {
        /// The first day, YYYY-MM-DD.
        from: String,
        /// The second day.
        to: String,
    },
}

/// Runs it.
pub fn run(arguments: &Arguments) -> ExitCode {
    let sources = match &arguments.law {
        None => Sources::embedded(),
        Some(folder) => match Sources::read(folder) {
            Ok(sources) => sources,
            Err(error) => {
                tell!("{error}");
                return ExitCode::from(2);
            }
        },
    };
    match &arguments.act {
        Act::Check => check::run(sources),
        Act::Test { only } => test::run(sources, only.as_deref()),
        Act::Mutate { only, clients, most } => mutate::run(sources, only.as_deref(), clients, *most),
        Act::Stale(arguments) => crate::stale::command(sources, arguments),
        Act::Show { id } => show::run(sources, id),
        Act::Timeline { topic } => timeline::run(sources, topic),
        Act::Diff { from, to } => match (Day::parse(from), Day::parse(to)) {
            (Ok(from), Ok(to)) => diff::run(sources, from, to),
            (Err(error), _) | (_, Err(error)) => {
                tell!("{error}");
                ExitCode::from(2)
            }
        },
    }
}

/// The pack, or its faults on standard error.
fn usable(sources: Sources) -> Result<::law::Pack, ExitCode> {
    ::law::Pack::new(sources).map_err(|refused| {
        tell!("{refused}\nRun `forbear law check` for all of them.");
        ExitCode::from(2)
    })
}
