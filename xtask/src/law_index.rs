//! The index of the law: every provision, its citation, its span, and how well it is known.

use law::Pack;
use law::provision::Provision;
use law::span_of_law::SpanOfLaw;
use std::fmt::Write;

/// What each kind is called, in the order of the index: safety first, then what is asked for, then sources.
const KINDS: [(&str, &str); 13] = [
    ("safety", "Safety"),
    ("deadlines", "Deadlines"),
    ("posture", "Where the case stands"),
    ("avenues", "Avenues"),
    ("programs", "Programs"),
    ("relief", "Relief"),
    ("policy", "Policy instruments and their factors"),
    ("statutes", "Statutes"),
    ("regulations", "Regulations"),
    ("precedents", "Precedents"),
    ("offenses", "Offenses"),
    ("evidence", "Evidence"),
    ("tables", "Tables"),
];

/// The whole index, as Markdown.
#[must_use]
pub fn law_index(pack: &Pack) -> String {
    let mut out = String::from(
        "# Index of the law\n\nMade by `cargo run -p xtask -- generate` from the files in `law/`; do not edit.\n\
         *Reviewed* names the attorney who read the provision, or says none.\n",
    );
    let reviewed = pack.provisions.iter().filter(|p| p.reviewed != "none").count();
    let _ = write!(out, "\n{} provisions, of which an attorney has reviewed {reviewed}.\n", pack.provisions.len());
    for (kind, title) in KINDS {
        let mut these: Vec<&Provision> = pack.provisions.iter().filter(|p| p.kind == kind).collect();
        if these.is_empty() {
            continue;
        }
        these.sort_by(|a, b| (&a.group, &a.id).cmp(&(&b.group, &b.id)));
        let _ = write!(out, "\n## {title} ({})\n\n", these.len());
        out.push_str(
            "| provision | what | citation | in force | last seen | confidence | reviewed |\n| --- | --- | --- | --- | --- | --- | --- |\n",
        );
        for it in these {
            let path = &pack.sources.files[it.file].path;
            let spans = it.in_force.iter().map(SpanOfLaw::to_string).collect::<Vec<_>>().join(", ");
            let spans = if spans.is_empty() { "never in force".to_owned() } else { spans };
            let _ = writeln!(
                out,
                "| [{}](../law/{path}) | {} | {} | {spans} | {} | {} | {} |",
                it.id,
                cell(&it.title.en),
                cell(&it.cite.join("; ")),
                it.last_seen,
                it.confidence.name(),
                cell(&it.reviewed),
            );
        }
    }
    out
}

/// A text that cannot break a row.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::{KINDS, law_index};

    #[test]
    fn every_provision_stands_in_the_index() {
        let pack = law::Pack::embedded().unwrap_or_else(|refused| panic!("{refused}"));
        let index = law_index(&pack);
        for it in &pack.provisions {
            assert!(KINDS.iter().any(|(kind, _)| *kind == it.kind), "kind {} has no heading", it.kind);
            assert!(index.contains(&format!("| [{}](", it.id)), "{} is not in the index", it.id);
        }
    }
}
