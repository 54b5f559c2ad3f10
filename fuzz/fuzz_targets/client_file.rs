//! Any bytes as a client file, in both shapes: no panic, every fault has its place and can be shown, and what is read
//! holds together.
#![no_main]

use client::{ClientFile, Subject, would_fall};
use law::Pack;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;
use truth::Day;

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    // As far as it can be read: what is wrong with the pack is not asked here.
    PACK.get_or_init(|| Pack::examine(law::source::Sources::embedded()).0)
}

fuzz_target!(|bytes: &[u8]| {
    let pack = pack();
    // Far out on its line too: what other programs export is often one single line.
    let far = [&[b' '; 70_000][..], bytes].concat();
    for (name, bytes) in [("client.toml", bytes), ("client.json", bytes), ("client.json", &far[..])] {
        match ClientFile::read(name, bytes, pack) {
            Err(refused) => {
                assert!(!refused.faults.is_empty());
                assert!(refused.faults.iter().all(|f| f.line.is_some() && !f.what.is_empty() && !f.help.is_empty()));
                assert!(!refused.to_string().is_empty());
                // What a person sees is made here, by another library: it must hold for any line.
                assert!(!format!("{:?}", miette::Report::new(refused)).is_empty());
            }
            Ok(file) => {
                let known = file.resolve(pack);
                for (field, entry) in known.case.all_stated(&pack.model) {
                    let answer = known.case.get(&pack.model, field, entry);
                    assert_eq!(answer.is_decided(), answer.causes.is_empty());
                    assert!(known.provenance(field, entry).is_some());
                    assert!(Subject::parse(&pack.model, &known.path(&pack.model, field, entry)).is_ok());
                }
                let mut turned = file.clone();
                turned.history.reverse();
                assert_eq!(turned.fingerprint(pack), file.fingerprint(pack));
                let (as_of, first) = (Day::from_number(20_000), file.history.first().map(|e| e.subject));
                if let Some(subject) = first {
                    let _ = would_fall(&file, pack, subject, as_of);
                }
            }
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let empty = "format = \"forbear-client/1\"\ncode = \"X\"\n";
        if let Ok(mut file) = ClientFile::read("empty.toml", empty.as_bytes(), pack)
            && file.suppose(pack, text).is_ok()
        {
            let _ = file.resolve(pack);
        }
    }
});
