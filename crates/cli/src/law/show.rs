//! `forbear law show ID`

use law::example::Example;
use law::proof::Proof;
use law::source::Sources;
use law::{Confirmed, Evaluation, Pack};
use std::io::Write;
use std::process::ExitCode;

pub fn run(sources: Sources, id: &str) -> ExitCode {
    let pack = match super::usable(sources) {
        Ok(pack) => pack,
        Err(code) => return code,
    };
    let mut out = std::io::stdout().lock();
    let Some((number, it)) = pack.provision(id) else {
        let near = law::report::nearest(id, pack.provisions.iter().map(|p| p.id.as_str()));
        tell!("the pack has no provision {id:?}.{}", near.map(|n| format!(" Did you mean {n}?")).unwrap_or_default());
        return ExitCode::from(2);
    };
    let spans: Vec<String> = it.in_force.iter().map(ToString::to_string).collect();
    let _ = writeln!(out, "{}\n{}\n", it.title.en, it.title.es);
    let _ = writeln!(out, "file        {}", pack.sources.files[it.file].path);
    let _ = writeln!(out, "cite        {}", it.cite.join("; "));
    let _ = writeln!(out, "in force    {}", spans.join(", "));
    let _ = writeln!(
        out,
        "last seen   {}{}",
        it.last_seen,
        if it.volatile { " (changes without notice; counts as seen for 90 days)" } else { "" }
    );
    let _ = writeln!(out, "confidence  {}", it.confidence.name());
    let _ = writeln!(out, "reviewed    {}", if it.reviewed == "none" { "by no attorney yet" } else { &it.reviewed });
    let _ = writeln!(out, "version     {}\n", it.version);
    let _ = writeln!(out, "{}\n", it.prose);
    for block in &it.blocks {
        let _ = writeln!(out, "{}", block.text.trim_end());
    }
    let own: Vec<u32> = pack
        .program
        .numbered()
        .filter(|(_, c)| c.clauses.iter().any(|k| pack.program.clauses[*k as usize].provision == number))
        .map(|(id, _)| id)
        .collect();
    let _ = writeln!(out, "\nconcludes");
    for id in &own {
        let conclusion = &pack.program.conclusions[*id as usize];
        let users: Vec<&str> = pack
            .program
            .numbered()
            .filter(|(other, _)| pack.program.rests_on(*other as usize).contains(id))
            .map(|(_, c)| c.name.as_str())
            .collect();
        let used = if users.is_empty() { String::new() } else { format!("  used by {}", users.join(", ")) };
        let _ = writeln!(out, "  {}{used}", conclusion.name);
    }
    let _ =
        writeln!(out, "\n{} examples: {}", it.examples.len(), it.examples.iter().map(|e| e.about.as_str()).collect::<Vec<_>>().join("; "));
    ExitCode::SUCCESS
}

/// The proof of what an example found, indented.
pub fn proof_of(pack: &Pack, example: &Example, name: &str, out: &mut impl Write) {
    let Some((plain, entry)) = law::evaluate::split_entry(name) else { return };
    let Some(id) = pack.program.conclusion(&plain) else { return };
    let confirmed = Confirmed::default();
    let mut evaluation = Evaluation::new(pack, &example.case, example.as_of, &confirmed);
    print(pack, &evaluation.proof(id, entry), 1, out);
}

fn print(pack: &Pack, proof: &Proof, depth: usize, out: &mut impl Write) {
    let field = if let law::proof::Step::Fact(field, _) = proof.step { Some(field) } else { None };
    let _ = writeln!(out, "{}{}: {}", "  ".repeat(depth), proof.words.en, pack.value_words(&proof.answer, field).en);
    for part in &proof.parts {
        print(pack, part, depth + 1, out);
    }
}
