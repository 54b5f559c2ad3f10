//! Every worked client is read, fits the schema, and comes to a case.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test may stop where it fails")]

mod pack;

use client::{ClientFile, schema};
use law::Pack;
use law::source::Sources;
use pack::{ABSENCE, HEAD, pack, read};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The pack of the repository, as far as it can be read: what is wrong with it is for its own tests to say.
fn whole_pack() -> Pack {
    Pack::examine(Sources::read(&top().join("law")).unwrap()).0
}

fn worked_clients() -> Vec<PathBuf> {
    let mut open = vec![top().join("clients")];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "toml" || e == "json") && path.file_name().is_some_and(|n| n != "expected.toml")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn json_of(text: &str) -> Value {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(n) => n.into(),
            toml::Value::Float(n) => n.into(),
            toml::Value::Boolean(truth) => truth.into(),
            toml::Value::Datetime(day) => day.to_string().into(),
            toml::Value::Array(all) => all.into_iter().map(plain).collect::<Vec<_>>().into(),
            toml::Value::Table(table) => Value::Object(table.into_iter().map(|(k, v)| (k, plain(v))).collect()),
        }
    }
    plain(toml::Value::Table(text.parse().unwrap()))
}

#[test]
fn every_worked_client_is_read_fits_the_schema_and_contradicts_nothing() {
    let pack = whole_pack();
    let validator = jsonschema::draft202012::new(&schema(&pack)).unwrap();
    let files = worked_clients();
    assert!(files.len() > 30, "{}", files.len());
    let mut faults = Vec::new();
    for path in &files {
        let text = std::fs::read_to_string(path).unwrap();
        let json = if path.extension().is_some_and(|e| e == "json") { text.parse().unwrap() } else { json_of(&text) };
        faults.extend(validator.iter_errors(&json).map(|e| format!("{}: {} {e}", path.display(), e.instance_path())));
        match ClientFile::open(path, &pack) {
            Ok(file) => {
                let known = file.resolve(&pack);
                faults
                    .extend(known.conflicts.iter().map(|c| format!("{}: conflict about {}", path.display(), c.subject.path(&pack.model))));
                faults.extend(known.impossible.iter().map(|i| format!("{}: {}", path.display(), i.say.en)));
                faults.extend(known.set_aside.iter().map(|s| format!("{}: {s:?}", path.display())));
                let as_json = ClientFile::read("the same.json", json.to_string().as_bytes(), &pack).unwrap();
                let facts = |file: &ClientFile| {
                    let case = file.resolve(&pack).case;
                    case.all_stated(&pack.model).map(|(f, n)| (f, n, case.get(&pack.model, f, n))).collect::<Vec<_>>()
                };
                assert_eq!(facts(&file), facts(&as_json), "{}", path.display());
                // A receipt names the facts, not the format that they came in.
                assert_eq!(file.fingerprint(&pack), as_json.fingerprint(&pack), "{}", path.display());
            }
            Err(refused) => faults.push(refused.to_string()),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_schema_and_the_reader_agree_on_every_written_form() {
    let pack = pack();
    let schema = schema(&pack);
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let (mut good, mut bad) = (0, 0);
    let field = |record: &str, name: &str, value: &str| format!("{HEAD}[facts.{record}]\n{name} = {value}\n");
    let of_order = |name: &str, value: &str| format!("{HEAD}[[facts.orders]]\n{name} = {value}\n");
    let mut files =
        vec![ABSENCE.to_owned(), HEAD.to_owned(), HEAD.replace("X1", "José Marte"), HEAD.replace("/1", "/2"), format!("zz = 1\n{HEAD}")];
    for value in [
        "1984",
        "1984-03-04",
        "\"1984\"",
        "\"1984-03\"",
        "\"before 1984\"",
        "\"about 1984\"",
        "\"1984..1985-03\"",
        "\"..1985\"",
        "\"1985..\"",
        "\"soon\"",
        "true",
        "12",
        "1.5",
        "[1984]",
        "\"none\"",
        "\"unknown\"",
        "\"not today\"",
        "\"\"",
    ] {
        files.push(field("client", "born", value));
        files.push(field("custody", "since", value));
    }
    for value in ["\"HN\"", "[\"HN\", \"SV\"]", "[]", "\"hn\"", "\"HND\"", "\"unknown\"", "3"] {
        files.push(field("client", "nationality", value));
    }
    for value in ["\"FL\"", "\"FL-S\"", "\"circuit 11\"", "[\"FL-S\", \"abroad\"]", "\"US\"", "\"Oz\"", "true"] {
        files.push(field("client", "residence", value));
    }
    for value in ["true", "\"yes\"", "\"no\"", "\"unknown\"", "\"maybe\"", "1"] {
        files.push(of_order("carried_out", value));
    }
    for value in ["12", "\"10..20\"", "\"at least 3\"", "\"at most 3\"", "\"twelve\"", "1.5", "true"] {
        files.push(of_order("days", value));
    }
    for value in ["\"$10,000\"", "\"$10,000.50\"", "10000", "\"at least $500\"", "\"none\"", "\"much\"", "\"$10.5\""] {
        files.push(field("custody", "bond", value));
    }
    for value in ["\"180 days\"", "\"1 year 6 months\"", "\"at least 1 year\"", "\"1 year..2 years\"", "\"none\"", "\"long\"", "180"] {
        files.push(of_order("sentence", value));
    }
    for value in [
        "\"ice\"",
        "[\"ice\", \"jail\"]",
        "\"home\"",
        "{ value = \"ice\", source = \"locator\" }",
        "{ value = \"ice\", sauce = \"x\" }",
        "{ source = \"x\" }",
        "{ value = \"ice\", certainty = \"sure\" }",
    ] {
        files.push(field("custody", "kind", value));
    }
    for value in ["\"Spanish\"", "\"Mam\"", "\"\"", "3"] {
        files.push(field("client", "best_language", value));
    }
    for number in ["\"A012-345-678\"", "\"A12 345 678\"", "12345678", "\"1234567\"", "\"A01234567890\"", "\"MSC2190012345\""] {
        files.push(format!("a_numbers = [{number}]\n{HEAD}"));
    }
    files.push(format!("a_numbers = []\n{HEAD}"));
    for file in files {
        let reads = read(&pack, &file).is_ok();
        assert_eq!(reads, validator.is_valid(&json_of(&file)), "{file}");
        *(if reads { &mut good } else { &mut bad }) += 1;
    }
    assert!(good > 40 && bad > 30, "{good} {bad}");
}
