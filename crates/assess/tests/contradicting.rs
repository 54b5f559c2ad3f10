//! Clients whose facts contradict each other: kept as said, counted as unknown, and never a milder answer for it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test may stop where it fails")]

use assess::Input;
use assess::line::Asking;
use client::ClientFile;
use law::{Confirmed, Level, Pack, Recipient};
use std::path::Path;

#[test]
fn facts_that_cannot_all_be_so_never_open_a_door() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contradicting");
    let pack = Pack::embedded().unwrap();
    let expected: toml::Table = std::fs::read_to_string(folder.join("expected.toml")).unwrap().parse().unwrap();
    assert_eq!(expected.len(), 5);
    for (file, wanted) in expected {
        let client = ClientFile::open(&folder.join(&file), &pack).unwrap();
        let resolved = client.resolve(&pack);
        assert!(!resolved.impossible.is_empty(), "{file}: no rule says that this cannot be");
        let confirmed = Confirmed::default();
        let input = Input::bare(&pack, &resolved.case, client.as_of.unwrap(), &confirmed);
        let levels = assess::safety::verdicts(&mut Asking::new(&input));
        for (recipient, level) in Recipient::ALL.into_iter().zip(levels) {
            let name = wanted["verdict"][recipient.name()].as_str().unwrap();
            let least = [Level::Ask, Level::Plan, Level::NothingToDecide, Level::Stop].into_iter().find(|l| l.name() == name).unwrap();
            assert!(level >= least, "{file}: {} is {}, milder than {name}", recipient.name(), level.name());
        }
    }
}
