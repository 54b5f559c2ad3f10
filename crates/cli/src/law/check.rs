//! `forbear law check`

use law::Pack;
use law::source::Sources;
use std::io::Write;
use std::process::ExitCode;

pub fn run(sources: Sources) -> ExitCode {
    let (pack, mut reports) = Pack::examine(sources);
    let _ = law::example::read_all(&pack, &mut reports);
    law::notes::check(&pack, &mut reports);
    let mut out = std::io::stdout().lock();
    for report in &reports {
        let (line, column) = report.line();
        let _ = writeln!(out, "{}:{line}:{column}", report.path);
        let _ = writeln!(out, "{:?}", miette::Report::new(report.clone()));
    }
    let counts = law::notes::counts(&pack);
    let _ = writeln!(
        out,
        "{} provisions, {} conclusions, {} clauses, {} statements, {} facts",
        pack.provisions.len(),
        pack.program.conclusions.len(),
        pack.program.clauses.len(),
        pack.program.statements.len(),
        pack.model.fields.len()
    );
    let _ = writeln!(
        out,
        "{} examples from published sources, {} made for the pack; {} provisions with law and no example",
        counts.published, counts.made, counts.without_example
    );
    let reviewed = pack.provisions.iter().filter(|p| p.reviewed != "none").count();
    let _ = writeln!(out, "reviewed by an attorney: {reviewed} of {}", pack.provisions.len());
    let _ = writeln!(out, "{} faults", reports.len());
    if reports.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
