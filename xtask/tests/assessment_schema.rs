//! The JSON form of an assessment keeps the shape that its schema promises, for every worked client.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]

use assess::from_client::Prepared;
use assess::model::SCHEMA;
use client::ClientFile;
use serde_json::{Value, json};
use std::path::PathBuf;
use truth::Day;
use xtask::{assessment_schema, generate, root};

fn worked_clients() -> Vec<PathBuf> {
    let mut open = vec![root().join("clients")];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") && path.file_name().is_some_and(|n| n != "expected.toml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn assessed(pack: &law::Pack, path: &std::path::Path) -> Value {
    let file = ClientFile::open(path, pack).unwrap_or_else(|refused| panic!("{refused}"));
    let prepared = Prepared::new(pack, &file, file.as_of.unwrap_or_else(|| Day::parse("2026-07-15").unwrap()));
    let confirmed = law::Confirmed::default();
    let input = prepared.input(pack, &confirmed, &[], "0.1.0");
    // Made on another day than the one asked for, as an office would see it.
    let input = assess::Input { today: Some(Day::parse("2026-11-25").unwrap()), ..input };
    serde_json::to_value(assess::assess(&input)).unwrap()
}

/// A program that reads assessments breaks without a word where a field is renamed under it.
#[test]
fn every_worked_client_comes_out_in_the_shape_that_the_schema_promises() {
    let pack = generate::pack().unwrap_or_else(|error| panic!("{error}"));
    let validator = jsonschema::draft202012::new(&assessment_schema::schema().unwrap_or_else(|error| panic!("{error}"))).unwrap();
    let clients = worked_clients();
    assert!(clients.len() > 200, "{}", clients.len());
    for path in clients {
        let page = assessed(&pack, &path);
        let faults: Vec<String> = validator.iter_errors(&page).take(3).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{}: {}", path.display(), faults.join("\n"));
    }
}

#[test]
fn another_version_a_field_too_few_a_field_too_many_and_a_word_not_promised_are_refused() {
    let pack = generate::pack().unwrap_or_else(|error| panic!("{error}"));
    let schema = assessment_schema::schema().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((&schema["properties"]["schema"]["const"], &schema["$id"]), (&json!(SCHEMA), &json!("urn:forbear-assessment:1")));
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let page = assessed(&pack, &root().join("clients/miami-overstay.toml"));
    assert!(validator.is_valid(&page));
    let changes: [fn(&mut Value); 5] = [
        |page| page["schema"] = json!("forbear-assessment/2"),
        |page| drop(page["safety"]["verdicts"][0].as_object_mut().unwrap().remove("level")),
        |page| page["receipt"]["signed"] = json!("2026-07-15"),
        |page| page["avenues"][0]["line"]["state"] = json!("maybe"),
        |page| page["safety"]["dangers"][0]["levels"] = json!({ "ice": "stop" }),
    ];
    for (n, change) in changes.into_iter().enumerate() {
        let mut other = page.clone();
        change(&mut other);
        assert!(!validator.is_valid(&other), "change {n} was not noticed");
    }
}
