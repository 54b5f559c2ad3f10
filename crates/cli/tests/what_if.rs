//! What a supposed change says it moves: answers, what must be kept, and that it cannot be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]

mod forbear;

use forbear::{file, forbear, root};
use serde_json::Value;
use tempfile::TempDir;

const IN_COURT: &str = "clients/verdicts/08-in-court-relief-there.toml";

fn tried(supposed: &str, more: &[&str]) -> forbear::Ran {
    let ran = forbear(&[&["assess", IN_COURT, "--what-if", supposed], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran
}

/// A hearing that drops out of the page while the program says "no answer moves" is a hearing that is missed.
#[test]
fn a_hearing_that_drops_out_is_said_with_its_day_in_text_page_and_data() {
    let supposed = "proceedings.next_hearing=none";
    let said = tried(supposed, &[]).said();
    assert!(!said.contains("No answer moves"), "{said}");
    assert!(said.contains("Monday, September 14, 2026 → no longer on the page"), "{said}");
    // Where no hearing is left, looking the case up takes its place.
    let none = tried("proceedings.next_hearing=none; proceedings.merits_hearing=none", &[]).said();
    assert!(none.contains("was not on the page → to keep"), "what takes its place: {none}");
    let said = tried(supposed, &["--lang", "es"]).said();
    assert!(said.contains("lunes, 14 de septiembre de 2026 → ya no está en la página"), "{said}");
    let page = tried(supposed, &["--format", "html"]).out;
    assert!(page.contains("no longer on the page"), "the page lists it among the moves");
    let data: Value = serde_json::from_str(&tried(supposed, &["--format", "json"]).out).unwrap();
    let hearing = data["moves"].as_array().unwrap().iter().find(|m| m["id"] == "duty.hearing").expect("it is among the moves");
    assert_eq!((hearing["from"]["en"].as_str(), hearing["closes"].as_bool()), (Some("Monday, September 14, 2026"), Some(false)));
}

#[test]
fn a_hearing_on_another_day_says_both_days_and_a_duty_that_is_settled_says_that_it_is() {
    let said = tried("proceedings.next_hearing=2026-08-03", &[]).said();
    assert!(said.contains("Monday, September 14, 2026 → Monday, August 3, 2026"), "{said}");
    let said = tried("proceedings.pretermission_motion=none", &[]).said();
    assert!(!said.contains("No answer moves") && said.contains("not known → no longer on the page"), "{said}");
    let said = tried("client.best_language=Mam", &[]).said();
    assert!(said.contains("No answer moves."), "{said}");
}

/// What cannot be counts as not known, so the answers below belong to another case than the one that was typed.
#[test]
fn what_cannot_stand_beside_the_file_is_said_before_any_answer() {
    let ran = tried("last_entry.day=1950-01-01", &[]);
    let said = ran.said();
    let (contradiction, answers) = (said.find("This contradicts itself or the file").unwrap(), said.find("Assessment V08").unwrap());
    assert!(contradiction < answers, "{said}");
    assert!(said.contains("Day of the last entry: January 1, 1950 (last_entry.day)"), "what was typed: {said}");
    assert!(said.contains("Date of birth: January 19, 1982 (client, paralegal, July 15, 2026)"), "{said}");
    let data: Value = serde_json::from_str(&tried("last_entry.day=1950-01-01", &["--format", "json"]).out).unwrap();
    assert!(data["contradicts"][0]["es"].as_str().unwrap().contains("La última entrada no puede"), "{}", data["contradicts"]);
    let page = tried("last_entry.day=1950-01-01", &["--format", "html", "--lang", "es"]).out;
    assert!(page.contains("Esto se contradice o contradice el expediente"));
    // Nothing is said where nothing contradicts.
    assert!(!tried("proceedings.next_hearing=none", &[]).said().contains("contradicts"));
    let ran = forbear(&["assess", IN_COURT, "--what-if", "custody.kind=ice", "custody.kind=free"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "one of two would count, unsaid");
    assert!(ran.said().contains("custody.kind is supposed twice"), "{}", ran.err);
}

/// Who tries the README's example and reads "No answer moves" learns that the program does nothing.
#[test]
fn the_example_of_the_readme_moves_answers() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let client = readme.split("```toml\n").skip(1).find(|block| block.contains("forbear-client/1")).unwrap();
    let folder = TempDir::new().unwrap();
    let path = file(folder.path(), "3K7Q.toml", client.split("```").next().unwrap());
    let mut tried = 0;
    for line in readme.lines().filter(|l| l.starts_with("forbear fact 3K7Q.toml") || l.contains("3K7Q.toml --what-if")) {
        // What stands in quotes is one argument.
        let parts = line.split('"').enumerate();
        let words = parts.flat_map(|(n, part)| if n % 2 == 1 { vec![part] } else { part.split_whitespace().collect() });
        let arguments: Vec<&str> = words.skip(1).map(|word| if word == "3K7Q.toml" { path.as_str() } else { word }).collect();
        let ran = forbear(&arguments);
        assert_eq!(ran.code, 0, "{line}: {}", ran.err);
        if line.contains("--what-if") {
            assert!(ran.out.contains(" → ") && !ran.out.contains("No answer moves"), "{line}: {}", ran.out);
            tried += 1;
        }
    }
    assert_eq!(tried, 1);
}
