//! What `new-provision` writes passes the check but for its blanks.

use law::Pack;
use law::report::Report;
use law::source::{File, Sources};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use xtask::skeleton::{BLANK, KINDS, skeleton};

fn read(more: Option<File>) -> Vec<Report> {
    let mut files = Sources::embedded().files;
    files.extend(more);
    let (pack, mut reports) = Pack::examine(Sources::sorted(files));
    let _examples = law::example::read_all(&pack, &mut reports);
    reports
}

/// The faults that a file brings to today's pack, each with its line.
fn faults(path: &str, text: &str) -> Vec<(String, String)> {
    static KNOWN: LazyLock<BTreeSet<(String, String)>> =
        LazyLock::new(|| read(None).iter().map(|r| (r.path.clone(), r.to_string())).collect());
    let all = read(Some(File::new(path, text)));
    let new = all.iter().filter(|r| !KNOWN.contains(&(r.path.clone(), r.to_string())));
    new.map(|r| (r.path.clone(), format!("{}: {r}", text.lines().nth(r.line().0 - 1).unwrap_or_default()))).collect()
}

fn path(kind: &str) -> String {
    format!("{}/made-for-a-test.md", kind.replace("INSTRUMENT", "made-for-a-test-too"))
}

#[test]
fn a_skeleton_is_refused_at_its_blanks_and_nowhere_else() {
    for (kind, _) in KINDS {
        let kind = kind.replace("INSTRUMENT", "made-for-a-test-too");
        let text = skeleton(&kind, "made-for-a-test").unwrap();
        let found = faults(&path(&kind), &text);
        assert!(!found.is_empty(), "{kind}: the check let blanks pass");
        for (path, fault) in found {
            assert!(path.ends_with("made-for-a-test.md"), "{kind}: {path}: {fault}");
            assert!(fault.contains(BLANK), "{kind}: a fault where no blank is: {fault}");
        }
    }
}

#[test]
fn with_its_front_filled_in_a_skeleton_asks_for_its_clause_and_its_examples() {
    for (kind, _) in KINDS.into_iter().filter(|(k, _)| *k != "facts") {
        let kind = kind.replace("INSTRUMENT", "made-for-a-test-too");
        let text = skeleton(&kind, "made-for-a-test").unwrap();
        let (front, body) = text.split_once("\n+++\n").unwrap();
        let front = front
            .replace("en = \"\", es = \"\"", "en = \"a\", es = \"a\"")
            .replace("cite       = []", "cite       = [\"8 C.F.R. 1\"]")
            .replace("in_force   = [\"BLANK\"]", "in_force   = [\"2001-02-03..\"]")
            .replace("last_seen  = \"BLANK\"", "last_seen  = 2026-07-04")
            .replace("confidence = \"BLANK\"", "confidence = \"low\"")
            .replace("source     = \"BLANK\"", "source     = \"statute\"")
            .replace("covers     = \"BLANK\"", "covers     = \"2001-02-03..2002-02-03\"");
        let text = format!("{front}\n+++\n{body}");
        let found = faults(&path(&kind), &text);
        for (path, fault) in &found {
            assert!(path.ends_with("made-for-a-test.md"), "{kind}: {path}: {fault}");
            assert!(fault.contains(BLANK), "{kind}: a fault where no blank is: {fault}");
        }
        if text.contains("```law") {
            assert!(found.iter().any(|(_, f)| f.contains("blank")), "{kind}: the clause was not asked for: {found:?}");
        }
    }
}

#[test]
fn a_kind_or_an_id_that_cannot_be_is_refused_in_words() {
    assert!(skeleton("avenue", "x").unwrap_err().contains("Kinds are"));
    assert!(skeleton("avenues", "Stay of Removal").unwrap_err().contains("lower case"));
    assert!(skeleton("policy/", "x").is_err());
}
