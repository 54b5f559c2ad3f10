//! `forbear law mutate`

use law::Pack;
use law::example;
use law::mutate::Mutant;
use law::source::Sources;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use super::worked_clients::WorkedClients;

pub fn run(sources: Sources, only: Option<&str>, clients: &Path, most: usize) -> ExitCode {
    let (mut pack, mut reports) = Pack::examine(sources);
    // Missing words change no answer; anything else does.
    reports.retain(|r| r.code != "law::words" && r.code != "law::unused");
    let examples = example::read_all(&pack, &mut reports);
    if let Some(first) = reports.first() {
        tell!("the pack has {} faults: {}: {first}\nRun `forbear law check` first.", reports.len(), first.path);
        return ExitCode::from(2);
    }
    let mut out = std::io::stdout().lock();
    let worked = match WorkedClients::read(&pack, clients) {
        Ok(worked) => worked,
        Err(why) => {
            tell!("{why}");
            return ExitCode::from(2);
        }
    };
    let wrong = worked.wrong(&pack);
    if let Some(first) = wrong.first() {
        tell!("{} worked clients are wrong before anything is changed: {first}", wrong.len());
        return ExitCode::from(1);
    }
    let _ = writeln!(out, "{} examples, {} worked clients", examples.len(), worked.len());
    let tally = pack.mutate(&examples, only, |pack, mutant| worked.see(mutant) && !worked.wrong(pack).is_empty());
    let _ = writeln!(out, "{:<14} {:>7} {:>9} {:>9}", "operator", "mutants", "noticed", "survive");
    let (mut made, mut noticed) = (0, 0);
    for (operator, (all, seen)) in &tally.by_operator {
        let _ = writeln!(out, "{operator:<14} {all:>7} {seen:>9} {:>9}", all - seen);
        made += all;
        noticed += seen;
    }
    let _ = writeln!(out, "{:<14} {made:>7} {noticed:>9} {:>9}", "all", made - noticed);
    let (explained, open): (Vec<&Mutant>, Vec<&Mutant>) = tally.survivors.iter().partition(|m| reason(&pack, m).is_some());
    for mutant in &explained {
        let _ = writeln!(out, "explained  {}  {}: {}", place(&pack, mutant), mutant.what, reason(&pack, mutant).unwrap_or_default());
    }
    for mutant in open.iter().take(most) {
        let _ = writeln!(out, "survives   {}  {} ({})", place(&pack, mutant), mutant.what, mutant.operator);
    }
    if open.len() > most {
        let _ = writeln!(out, "and {} more; print them with --most", open.len() - most);
    }
    let _ = writeln!(out, "{} survivors without a reason, {} with one", open.len(), explained.len());
    if open.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn place(pack: &Pack, mutant: &Mutant) -> String {
    let file = &pack.sources.files[pack.provisions[mutant.provision as usize].file];
    let line = file.text[..mutant.at.start.min(file.text.len())].matches('\n').count() + 1;
    let words = file.text.get(mutant.at.clone()).unwrap_or_default().lines().next().unwrap_or_default();
    let words: String = words.chars().take(60).collect();
    format!("{}:{line} `{words}`", file.path)
}

/// Why no fact tells this mutant apart: the first row of `sources/equivalent-mutants.csv` that fits.
fn reason(pack: &Pack, mutant: &Mutant) -> Option<String> {
    let file = pack.sources.files.iter().find(|f| f.path == "sources/equivalent-mutants.csv")?;
    let path = &pack.sources.files[pack.provisions[mutant.provision as usize].file].path;
    let mut reader = csv::Reader::from_reader(file.text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().flatten().collect();
    let cell = |row: &csv::StringRecord, n: usize| row.get(n).unwrap_or_default().trim().to_owned();
    let fits = |row: &&csv::StringRecord| {
        let (of, operator, what) = (cell(row, 0), cell(row, 1), cell(row, 2));
        path.starts_with(&of)
            && (operator.is_empty() || operator == mutant.operator)
            && mutant.what.contains(&what)
            && words(pack, mutant).contains(&cell(row, 3))
    };
    rows.iter().find(fits).map(|row| cell(row, 4)).filter(|reason| !reason.is_empty())
}

/// The words of the law that the mutant changed.
fn words(pack: &Pack, mutant: &Mutant) -> String {
    let file = &pack.sources.files[pack.provisions[mutant.provision as usize].file];
    file.text.get(mutant.at.clone()).unwrap_or_default().to_owned()
}
