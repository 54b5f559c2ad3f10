//! `forbear law test`

use law::Pack;
use law::example;
use law::source::Sources;
use std::io::Write;
use std::process::ExitCode;

pub fn run(sources: Sources, only: Option<&str>) -> ExitCode {
    let mut out = std::io::stdout().lock();
    let (pack, mut reports) = Pack::examine(sources);
    let examples = example::read_all(&pack, &mut reports);
    if !reports.is_empty() {
        let _ = writeln!(out, "the pack has {} faults; run `forbear law check` first. Examples that read are run all the same.", reports.len());
    }
    let (mut passed, mut failed) = (0, 0);
    for it in &examples {
        let provision = &pack.provisions[it.provision as usize];
        let path = &pack.sources.files[provision.file].path;
        if only.is_some_and(|only| !path.contains(only)) {
            continue;
        }
        let failures = example::run(&pack, it);
        if failures.is_empty() {
            passed += 1;
        } else {
            failed += 1;
        }
        for failure in failures {
            let line = pack.sources.files[provision.file].text[..it.offset].matches('\n').count();
            let _ = writeln!(out, "{path}:{line} example {}: {} should be {}, is {}", failure.source, failure.name, failure.expected, failure.found);
        }
    }
    let _ = writeln!(out, "{passed} passed, {failed} failed");
    if failed == 0 && reports.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
