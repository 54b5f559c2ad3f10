//! Commands that add to a client file: nothing that was there changes, nothing is lost, and only the owner reads it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]

mod forbear;

use forbear::{copy, forbear, listing};
use tempfile::TempDir;

fn unchanged_before(path: &str, before: &str) -> String {
    let after = std::fs::read_to_string(path).unwrap();
    assert!(after.starts_with(before), "what was there stays, byte for byte");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    after[before.len()..].to_owned()
}

#[test]
fn a_later_fact_is_added_to_the_history() {
    let folder = TempDir::new().unwrap();
    let path = copy(folder.path(), "verdicts/08-in-court-relief-there.toml");
    let before = std::fs::read_to_string(&path).unwrap();
    let ran = forbear(&[
        "fact",
        &path,
        "warrant.any_open",
        "yes",
        "--source",
        "clerk's search",
        "--certainty",
        "documented",
        "--by",
        "attorney",
        "--on",
        "2026-07-16",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("not encrypted"));
    let added = unchanged_before(&path, &before);
    assert!(added.contains("[[changes]]") && added.contains("warrant.any_open"), "{added}");
    assert!(forbear(&["assess", &path]).out.contains("⬣ Do not contact ICE's lawyers"));
    // What the calendar does not have is refused, and nothing is written.
    let before = std::fs::read(&path).unwrap();
    for (fact, value) in [
        ("client.born", "2023-02-29"),
        ("client.bron", "1990"),
        ("custody.kind", "zoo"),
        ("orders", "all"),
        ("orders[7].issued", "2020"),
        ("client.born", ""),
    ] {
        let ran = forbear(&["fact", &path, fact, value, "--source", "s", "--certainty", "documented", "--by", "b"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{fact} {value}: {}", ran.err);
        assert_eq!(std::fs::read(&path).unwrap(), before, "{fact} {value}");
    }
    assert_eq!(listing(folder.path()), ["client.toml"]);
}

#[test]
fn clearing_names_the_deadlines_that_fall_and_waits_for_yes() {
    let folder = TempDir::new().unwrap();
    let path = copy(folder.path(), "published/v24-late-in-snow.toml");
    let before = std::fs::read_to_string(&path).unwrap();
    let arguments = ["clear", &path, "orders[0].issued", "--by", "paralegal", "--on", "2026-07-16"];
    let ran = forbear(&arguments);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("FALLS:") && ran.out.contains("Nothing was changed. Add --yes to clear."), "{}", ran.out);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
    let ran = forbear(&[&arguments[..], &["--yes"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("FALLS:"));
    let added = unchanged_before(&path, &before);
    assert!(added.contains("clear = true"), "{added}");
}

#[test]
fn an_attorneys_answer_is_bound_to_the_law_and_the_facts_and_asked_again_when_they_change() {
    let folder = TempDir::new().unwrap();
    let path = copy(folder.path(), "published/v24-late-in-snow.toml");
    let before = std::fs::read_to_string(&path).unwrap();
    let question = "order[0].exceptional_circumstances";
    let ran = forbear(&["answer", &path, question, "yes", "--name", "R. Ibarra", "--reasons", "The road was closed", "--on", "2026-07-16"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let added = unchanged_before(&path, &before);
    assert!(added.contains("version") && added.contains("weighed"), "{added}");
    let stands = |path: &str| forbear(&["assess", path, "--explain", question]).out.lines().next().unwrap_or_default().to_owned();
    assert!(stands(&path).starts_with('■'), "{}", stands(&path));
    // A fact that was weighed changes: the question is open again.
    let weighed = forbear(&["assess", &path, "--explain", question, "--format", "json"]);
    let weighed: serde_json::Value = serde_json::from_str(&weighed.out).unwrap();
    let fact = first_fact(&weighed).expect("the question weighs facts");
    let ran =
        forbear(&["fact", &path, &fact, "unknown", "--source", "client", "--certainty", "client says", "--by", "p", "--on", "2026-07-17"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = forbear(&["clear", &path, &fact, "--by", "p", "--on", "2026-07-18", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(stands(&path).starts_with('◆') || stands(&path).starts_with('⊙'), "{}", stands(&path));
}

/// The first fact of a proof.
fn first_fact(of: &serde_json::Value) -> Option<String> {
    match of {
        serde_json::Value::Object(map) => {
            if map.get("kind").is_some_and(|k| k == "fact") {
                return map.get("path")?.as_str().map(str::to_owned);
            }
            map.values().find_map(first_fact)
        }
        serde_json::Value::Array(all) => all.iter().find_map(first_fact),
        _ => None,
    }
}

#[test]
fn nothing_but_a_question_can_be_answered() {
    let folder = TempDir::new().unwrap();
    let path = copy(folder.path(), "published/v24-late-in-snow.toml");
    let before = std::fs::read(&path).unwrap();
    for question in ["danger.no_case", "order[9].exceptional_circumstances", "nothing.at_all"] {
        let ran = forbear(&["answer", &path, question, "yes", "--name", "R. Ibarra", "--reasons", "r"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.said().contains("order[0].exceptional_circumstances"), "{}", ran.err);
        assert!(!ran.err.contains("Ibarra"));
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_confirmation_of_the_situation_shows_beside_the_verdict_and_changes_none() {
    let folder = TempDir::new().unwrap();
    let path = copy(folder.path(), "verdicts/08-in-court-relief-there.toml");
    let strip = |out: &str| out.lines().filter(|l| l.starts_with(['⬣', '△', '○', '□'])).take(4).map(str::to_owned).collect::<Vec<_>>();
    let before = forbear(&["assess", &path]).out;
    let ran = forbear(&[
        "confirm",
        &path,
        "--name",
        "R. Ibarra",
        "--eoir-checked",
        "2026-07-15",
        "--custody-checked",
        "2026-07-15",
        "--on",
        "2026-07-15",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let after = forbear(&["assess", &path]).out;
    assert!(after.contains("Situation confirmed by R. Ibarra, July 15, 2026."), "{after}");
    assert_eq!(strip(&before), strip(&after));
}

#[test]
fn the_schema_is_json_and_knows_the_facts() {
    let ran = forbear(&["schema"]);
    let schema: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    assert!(schema["$schema"].as_str().unwrap().contains("2020-12"));
    assert!(ran.out.contains("in_absentia"));
}

#[test]
fn help_says_what_each_ending_means() {
    let ran = forbear(&["--help"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("0 done · 1 a test or check failed"), "{}", ran.out);
}
