//! An assessment is worked out again from facts, law and day, and never kept: the same three give the same bytes, and the
//! bytes name nobody.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

use assess::from_client::Prepared;
use client::ClientFile;
use law::{Confirmed, Pack};
use std::path::PathBuf;
use xtask::{generate, root};

/// Every worked client that reads, with its file's own text.
fn clients(pack: &Pack) -> Vec<(String, ClientFile)> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![root().join("clients")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") && !path.ends_with("expected.toml") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    assert!(paths.len() > 50, "the worked clients were not found");
    let read = |path: &PathBuf| ClientFile::open(path, pack).unwrap_or_else(|refused| panic!("{}: {refused}", path.display()));
    paths.iter().map(|path| (path.display().to_string(), read(path))).collect()
}

fn pack() -> Pack {
    generate::pack().unwrap_or_else(|error| panic!("{error}"))
}

/// The assessment as JSON, from the facts on.
fn bytes(pack: &Pack, file: &ClientFile) -> String {
    let confirmed = Confirmed::new();
    let prepared = Prepared::new(pack, file, file.as_of.unwrap());
    serde_json::to_string(&assess::assess(&prepared.input(pack, &confirmed, &[], "test"))).unwrap()
}

#[test]
fn the_same_facts_law_and_day_give_the_same_bytes() {
    // The pack is read twice as well: nothing may hang on where a map happens to keep what.
    let (pack, again) = (pack(), pack());
    for ((name, file), (_, file_again)) in clients(&pack).iter().zip(clients(&again)) {
        let (first, second) = (bytes(&pack, file), bytes(&again, &file_again));
        let differ = first.bytes().zip(second.bytes()).position(|(a, b)| a != b);
        assert!(
            first == second,
            "{name} differs from byte {differ:?}: {}",
            differ.map_or("", |at| first.get(at.saturating_sub(80)..at + 80).unwrap_or_default())
        );
    }
}

#[test]
fn no_assessment_holds_a_name_or_a_number_of_the_client() {
    let pack = pack();
    let mut named = 0;
    for (name, file) in clients(&pack) {
        let shown = bytes(&pack, &file);
        for part in file.names.iter().flat_map(client::Name::parts).filter(|p| p.chars().count() > 3) {
            named += 1;
            let whole = |(at, _): (usize, &str)| !letter_beside(&shown, at, part.len());
            assert!(!shown.match_indices(part).any(whole), "{name}: the assessment holds a name");
        }
        for number in file.a_numbers.iter().flatten() {
            let digits: String = number.to_string().chars().filter(char::is_ascii_digit).collect();
            let plain: String = shown.chars().filter(|c| *c != '-').collect();
            assert!(digits.len() >= 8 && !plain.contains(&digits), "{name}: the assessment holds an A-number");
        }
    }
    assert!(named > 0, "no worked client has a name");
}

/// Whether this is part of a longer word, or of a case's name (Matter of Someone-Else).
fn letter_beside(text: &str, at: usize, length: usize) -> bool {
    let before = text[..at].chars().next_back();
    let behind = text[at + length..].chars().next();
    before.into_iter().chain(behind).any(|c| c.is_alphabetic() || c == '-')
}
