//! `forbear law check`

use law::Pack;
use law::source::Sources;
use std::io::Write;
use std::process::ExitCode;

pub fn run(sources: Sources) -> ExitCode {
    let (pack, mut reports) = Pack::examine(sources);
    law::example::read_all(&pack, &mut reports);
    let mut out = std::io::stdout().lock();
    for report in &reports {
        let (line, column) = report.line();
        let _ = writeln!(out, "{}:{line}:{column}", report.path);
        let _ = writeln!(out, "{:?}", miette::Report::new(report.clone()));
    }
    let _ = writeln!(
        out,
        "{} provisions, {} conclusions, {} facts, {} faults",
        pack.provisions.len(),
        pack.program.conclusions.len(),
        pack.model.fields.len(),
        reports.len()
    );
    if reports.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}
