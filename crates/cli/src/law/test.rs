//! `forbear law test`

use law::Pack;
use law::example;
use law::generated_test::{self, Outcome};
use law::source::Sources;
use std::io::Write;
use std::process::ExitCode;

pub fn run(sources: Sources, only: Option<&str>) -> ExitCode {
    let mut out = std::io::stdout().lock();
    let (pack, mut reports) = Pack::examine(sources);
    if reports.iter().any(|r| r.code == "law::cycle") {
        let _ = writeln!(out, "conclusions rest on each other in a circle; nothing can be run. See `forbear law check`");
        return ExitCode::from(2);
    }
    let examples = example::read_all(&pack, &mut reports);
    if !reports.is_empty() {
        let _ =
            writeln!(out, "the pack has {} faults; run `forbear law check` first. Examples that read are run all the same.", reports.len());
    }
    let wanted = |provision: u32| only.is_none_or(|only| pack.sources.files[pack.provisions[provision as usize].file].path.contains(only));
    let (mut passed, mut failed) = (0, 0);
    let mut unknown = Outcome::default();
    for it in examples.iter().filter(|it| wanted(it.provision)) {
        let path = &pack.sources.files[pack.provisions[it.provision as usize].file].path;
        let failures = example::run(&pack, it);
        if failures.is_empty() {
            passed += 1;
        } else {
            failed += 1;
        }
        for failure in failures {
            let line = pack.sources.files[pack.provisions[it.provision as usize].file].text[..it.offset].matches('\n').count();
            let _ = writeln!(
                out,
                "{path}:{line} example {}: {} should be {}, is {}",
                failure.source, failure.name, failure.expected, failure.found
            );
            super::show::proof_of(&pack, it, &failure.name, &mut out);
        }
        add(&mut unknown, generated_test::facts_unknown(&pack, it));
    }
    let _ = writeln!(out, "examples: {passed} hold, {failed} do not");
    let mut broken = failed;
    let sets = [
        ("each fact of an example made unknown", unknown),
        ("the empty case, on every day on which law turns", generated_test::empty_case(&pack)),
        ("the day before, of and after each bound", generated_test::bounds(&pack)),
    ];
    for (name, outcome) in sets {
        for it in outcome.broken.iter().filter(|b| only.is_none_or(|only| b.path.contains(only))) {
            let _ = writeln!(out, "{}: {}", it.path, it.what);
            broken += 1;
        }
        let _ = writeln!(out, "{name}: {} made, {} broken", outcome.run, outcome.broken.len());
        passed += outcome.run - outcome.broken.len();
    }
    let _ = writeln!(out, "{passed} passed, {broken} failed");
    if broken == 0 && reports.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn add(all: &mut Outcome, more: Outcome) {
    all.run += more.run;
    all.broken.extend(more.broken);
}
