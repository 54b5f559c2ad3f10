//! `forbear law timeline TOPIC`

use law::source::Sources;
use law::span_of_law::Edge;
use std::io::Write;
use std::process::ExitCode;

pub fn run(sources: Sources, topic: &str) -> ExitCode {
    let pack = match super::usable(sources) {
        Ok(pack) => pack,
        Err(code) => return code,
    };
    let mut out = std::io::stdout().lock();
    let words: Vec<String> = topic.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let start = |edge: Edge| match edge {
        Edge::On(days) => days.lo,
        _ => None,
    };
    let mut found = Vec::new();
    for it in &pack.provisions {
        let text = format!(
            "{} {} {} {} {}",
            pack.sources.files[it.file].path,
            it.title.en,
            it.title.es,
            it.cite.join(" "),
            it.front.get("instrument").map(ToString::to_string).unwrap_or_default()
        )
        .to_lowercase();
        if words.iter().all(|w| text.contains(w)) {
            found.extend(it.in_force.iter().map(|span| (start(span.from), span.to_string(), it)));
        }
    }
    if found.is_empty() {
        tell!("nothing in the pack has {topic:?} in its title, id, citation or folder. Try a single word");
        return ExitCode::from(1);
    }
    found.sort_by(|a, b| (a.0, &a.2.id).cmp(&(b.0, &b.2.id)));
    for (_, span, it) in found {
        let open = if span.ends_with("..") { format!("no end seen up to {}", it.last_seen) } else { String::new() };
        let _ = writeln!(out, "{span:<24} {:<34} {} [{}] {open}", it.id, it.title.en, it.confidence.name());
    }
    ExitCode::SUCCESS
}
