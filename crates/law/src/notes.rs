//! The pack against the source notes: every span as the source has it, every line held or explained, every
//! example from a published source.

use crate::pack::Pack;
use crate::report::{Report, nearest};
use crate::source::File;
use crate::span_of_law::SpanOfLaw;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of a table in the pack, by column name.
fn rows(file: &File, reports: &mut Vec<Report>) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(file.text.as_bytes());
    let headers: Vec<String> = reader.headers().map(|h| h.iter().map(str::to_owned).collect()).unwrap_or_default();
    let mut all = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => all.push(headers.iter().cloned().zip(record.iter().map(str::to_owned)).collect()),
            Err(error) => {
                let at = error.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(0));
                reports.push(Report::new(file, "law::notes", at..at, format!("this row does not read: {error}")));
            }
        }
    }
    all
}

fn file<'a>(pack: &'a Pack, path: &str) -> Option<&'a File> {
    pack.sources.files.iter().find(|f| f.path == path)
}

/// All checks of the pack against its notes. A pack without notes (an office's own) is not checked against them.
pub fn check(pack: &Pack, reports: &mut Vec<Report>) {
    if let Some(instruments) = file(pack, "sources/instruments.csv") {
        spans(pack, instruments, reports);
    }
    if let (Some(lines), Some(coverage)) = (file(pack, "sources/lines.csv"), file(pack, "coverage.csv")) {
        covered(pack, lines, coverage, reports);
        examples(pack, lines, reports);
    }
}

/// The spans of a provision that names rows of the instrument list equal those rows.
fn spans(pack: &Pack, table: &File, reports: &mut Vec<Report>) {
    let rows: BTreeMap<String, BTreeMap<String, String>> = rows(table, reports).into_iter().map(|r| (r["id"].clone(), r)).collect();
    for provision in &pack.provisions {
        let ids = match provision.front.get("instrument") {
            Some(toml::Value::String(id)) => vec![id.clone()],
            Some(list) => crate::provision::texts_of(Some(list)),
            None => continue,
        };
        let source = &pack.sources.files[provision.file];
        let at = || crate::provision::key_at(source, "instrument");
        let mut expected = BTreeSet::new();
        for id in &ids {
            let Some(row) = rows.get(id) else {
                let near = nearest(id, rows.keys().map(String::as_str)).map(|n| format!("; did you mean {n}?")).unwrap_or_default();
                reports.push(Report::new(source, "law::instrument", at(), format!("the instrument list has no row {id}{near}")));
                continue;
            };
            let (from, to) = (&row["in_force_from"], &row["in_force_to"]);
            // A row without a beginning never took effect.
            if !from.is_empty() {
                expected.insert(format!("{from}..{to}"));
            }
        }
        let written: BTreeSet<String> = provision.in_force.iter().map(SpanOfLaw::to_string).collect();
        if !ids.is_empty() && written != expected {
            let list = |s: &BTreeSet<String>| s.iter().cloned().collect::<Vec<_>>().join(", ");
            let text = format!("in_force says {}, the instrument list says {}", list(&written), list(&expected));
            reports.push(
                Report::new(source, "law::span", crate::provision::key_at(source, "in_force"), text)
                    .help("the list decides; correct the span, or the list with its source"),
            );
        }
    }
}

/// Every line of the notes is held by a provision that exists, or says why not.
fn covered(pack: &Pack, lines: &File, coverage: &File, reports: &mut Vec<Report>) {
    let ids: BTreeSet<&str> = pack
        .provisions
        .iter()
        .map(|p| p.id.as_str())
        .chain(pack.sources.files.iter().filter(|f| f.folder() == "facts").map(File::stem))
        .collect();
    let mut seen = BTreeSet::new();
    for row in rows(coverage, reports) {
        let line = row["line"].clone();
        let at = coverage.text.find(&format!("\n{line},")).map_or(0, |at| at + 1);
        let mut fault = |text: String| reports.push(Report::new(coverage, "law::coverage", at..at + line.len(), text));
        match row["state"].as_str() {
            "held" => {
                let held: Vec<&str> = row["provision"].split(';').map(str::trim).filter(|p| !p.is_empty()).collect();
                if held.is_empty() {
                    fault(format!("line {line} is held by nothing"));
                }
                for id in held.iter().filter(|id| !ids.contains(**id)) {
                    fault(format!("line {line} is held by `{id}`, which is not in the pack"));
                }
            }
            "later" | "not law" if row["why"].trim().is_empty() => fault(format!("line {line} does not say why it is not held")),
            "later" | "not law" => {}
            other => fault(format!("line {line}: `{other}` is no state; use held, later or not law")),
        }
        if !seen.insert(line.clone()) {
            reports.push(Report::new(coverage, "law::coverage", at..at + line.len(), format!("line {line} stands twice")));
        }
    }
    for row in rows(lines, reports) {
        if !seen.contains(&row["line"]) {
            let at = lines.text.find(&format!("\n{},", row["line"])).map_or(0, |at| at + 1);
            reports.push(Report::new(
                lines,
                "law::coverage",
                at..at + row["line"].len(),
                format!("line {} of the notes is neither held nor explained", row["line"]),
            ));
        }
    }
}

/// An example's source is a line of the notes, or something that its provision cites.
fn examples(pack: &Pack, lines: &File, reports: &mut Vec<Report>) {
    let known: BTreeSet<String> = rows(lines, reports).into_iter().map(|r| r["line"].clone()).collect();
    let cited: BTreeSet<String> = pack.provisions.iter().flat_map(|p| p.cite.iter().cloned()).collect();
    for provision in &pack.provisions {
        let source = &pack.sources.files[provision.file];
        for example in &provision.examples {
            let about = example.about.split(", made for this pack").next().unwrap_or_default().trim();
            let line = known.contains(about)
                || about.rsplit_once(' ').is_some_and(|(file, row)| {
                    ["verdicts", "pd-timeline", "criminal-grounds"].contains(&file) && line_of_file(&known, file, row)
                });
            let citation = cited.iter().any(|c| about.starts_with(c.as_str()) || c.starts_with(about));
            if !line && !citation {
                let text = format!("the source `{about}` is no line of the notes, and no provision cites it");
                reports.push(Report::new(source, "law::example", example.offset..example.offset, text));
            }
        }
    }
}

/// `verdicts 9a`, `pd-timeline B13`, `criminal-grounds 5.12`.
fn line_of_file(known: &BTreeSet<String>, file: &str, row: &str) -> bool {
    let forms = [
        format!("{file}-{row}"),
        row.to_owned(),
        format!("{file} {row}"),
        format!("{file}-{}", row.trim_end_matches(|c: char| c.is_ascii_lowercase())),
    ];
    forms.iter().any(|f| known.contains(f))
}

/// Counts for the last lines of `law check`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Provisions with law blocks and no example.
    pub without_example: usize,
    /// Examples made for the pack.
    pub made: usize,
    /// Examples with a published source.
    pub published: usize,
}

/// How many examples there are, and where none is.
#[must_use]
pub fn counts(pack: &Pack) -> Counts {
    let mut counts = Counts::default();
    for provision in &pack.provisions {
        // A sentence that is true whatever the facts cannot be tried on facts.
        let only_says = provision
            .blocks
            .iter()
            .all(|b| b.text.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase())).all(|l| l.starts_with("statement")));
        if provision.examples.is_empty() && !only_says {
            counts.without_example += 1;
        }
        for example in &provision.examples {
            if example.about.contains("made for this pack") { counts.made += 1 } else { counts.published += 1 }
        }
    }
    counts
}
