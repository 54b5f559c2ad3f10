//! Families: each judged alone; a packet for all takes the stricter verdict; what is confidential stays in its own file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]

mod forbear;

use forbear::{forbear, root};
use std::fs;
use tempfile::TempDir;

/// The client of one file, with links to others beside it.
fn linked(folder: &TempDir, client: &str, links: &[(&str, &str, Option<&str>)]) -> String {
    let mut text = fs::read_to_string(root().join(client)).unwrap();
    for (name, is, from) in links {
        text.push_str(&format!("\n[[family]]\nfile = \"{name}\"\nis = \"{is}\"\n"));
        if let Some(from) = from {
            fs::copy(root().join(from), folder.path().join(name)).unwrap();
        }
    }
    let path = folder.path().join("client.toml");
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn json(path: &str) -> serde_json::Value {
    let ran = forbear(&["assess", path, "--family", "--format", "json", "--as-of", "2026-07-15"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

const STOPPED: &str = "clients/verdicts/06-in-absentia-no-motion.toml";
const ASKED: &str = "clients/verdicts/10-in-court-uscis-petition.toml";
const MOTHER: &str = "clients/miami-in-absentia.toml";

fn together(page: &serde_json::Value) -> Vec<String> {
    page["family"]["together"].as_array().unwrap().iter().map(|s| s["level"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_packet_for_two_takes_the_stricter_verdict_of_the_two() {
    let folder = TempDir::new().unwrap();
    let path = linked(&folder, ASKED, &[("other.toml", "spouse", Some(STOPPED))]);
    let page = json(&path);
    let own: Vec<&str> = page["safety"]["verdicts"].as_array().unwrap().iter().map(|v| v["level"].as_str().unwrap()).collect();
    let theirs: Vec<&str> =
        page["family"]["relatives"][0]["verdicts"].as_array().unwrap().iter().map(|v| v["level"].as_str().unwrap()).collect();
    assert_ne!(own, theirs, "the two are meant to differ");
    assert_eq!(together(&page)[0], "stop", "own {own:?}, theirs {theirs:?}");
    // The client's own answer does not move: each is judged alone.
    assert_eq!(
        own,
        json(root().join(ASKED).to_str().unwrap())["safety"]["verdicts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|v| v["level"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_linked_file_that_cannot_be_read_closes_and_is_named_as_such() {
    let folder = TempDir::new().unwrap();
    let path = linked(&folder, ASKED, &[("gone.toml", "child", None)]);
    let page = json(&path);
    assert!(page["family"]["relatives"][0]["withheld"]["en"].as_str().unwrap().contains("is not shown here"));
    assert!(together(&page).iter().all(|level| level == "stop"));
}

#[test]
fn nothing_of_a_protected_file_is_shown_in_another() {
    let folder = TempDir::new().unwrap();
    let path = linked(&folder, ASKED, &[("hers.toml", "spouse", Some(MOTHER))]);
    let page = json(&path);
    let shown = page["family"]["relatives"][0].to_string();
    assert!(page["family"]["relatives"][0]["withheld"]["en"].as_str().unwrap().contains("is not shown here"));
    for secret in ["K4MX", "absentia", "verdict", "2006"] {
        let mut kept = page["family"]["relatives"][0].clone();
        kept.as_object_mut().unwrap().remove("verdicts");
        assert!(!kept.to_string().contains(secret), "{secret} in {shown}");
    }
    assert_eq!(page["family"]["relatives"][0]["verdicts"].as_array().unwrap().len(), 0);
    let text = forbear(&["assess", &path]);
    assert!(!text.out.contains("K4MX"), "{}", text.out);
}

/// The page that one spouse takes home said "Confidential by law" of the other's file: that alone tells who spoke to
/// whom. Without the office's switch the page is the same, whatever the linked file holds.
#[test]
fn the_page_that_goes_home_does_not_tell_that_a_relative_has_a_protected_file() {
    let of = |client: &str, format: &str| {
        let folder = TempDir::new().unwrap();
        let path = linked(&folder, ASKED, &[("other.toml", "spouse", Some(client))]);
        forbear(&["assess", &path, "--format", format]).out
    };
    for format in ["text", "html", "json"] {
        let protected = of(MOTHER, format);
        assert!(protected.contains("was not opened for this page"), "{format}");
        assert_eq!(protected, of(STOPPED, format), "{format}: the protected file shows");
    }
    // On the office's own page a protected file reads like one that is gone.
    let folder = TempDir::new().unwrap();
    let gone = json(&linked(&folder, ASKED, &[("gone.toml", "spouse", None)]));
    let folder = TempDir::new().unwrap();
    let hers = json(&linked(&folder, ASKED, &[("hers.toml", "spouse", Some(MOTHER))]));
    assert_eq!(gone["family"], hers["family"]);
}

#[test]
fn consent_of_each_and_the_question_of_one_lawyer_for_several_are_put() {
    let folder = TempDir::new().unwrap();
    let path = linked(&folder, ASKED, &[("other.toml", "spouse", Some(STOPPED))]);
    let ran = forbear(&["assess", &path, "--family", "--lang", "es"]);
    let text = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("FAMILIA: cada quien por separado (1)"), "{text}");
    assert!(text.contains("Cada adulto cuyos datos salen firma su propio permiso"));
    assert!(text.contains("Un solo abogado para varios"));
    assert!(text.contains("La dirección de la solicitud es la de todos los que viven ahí."));
}
