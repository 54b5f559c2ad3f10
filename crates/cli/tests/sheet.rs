//! `forbear sheet`: one page for the first hours of a detention, one for the time before any contact.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]

mod forbear;

use forbear::forbear;

const HELD: &str = "clients/verdicts/11-held-by-ice.toml";
const WALK_IN: &str = "clients/miami-not-in-proceedings.toml";

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_first_hours_name_place_circuit_bond_habeas_papers_and_calls() {
    let ran = forbear(&["sheet", "detained", HELD]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = words(&ran.out);
    for part in [
        "Detained today",
        "Place of custody: FL-S",
        "Federal circuit of that place: 11",
        "Bond hearing",
        "Habeas in the district of confinement, before a transfer",
        "× Sign a paper that the person does not understand",
        "Detained: whom to call, in this order",
        "Go to the immigration hearing",
        "Law reviewed by: no attorney yet",
    ] {
        assert!(text.contains(part), "{part} is missing: {text}");
    }
}

#[test]
fn a_place_that_is_not_known_brings_no_circuit() {
    let ran = forbear(&["sheet", "detained", "clients/verdicts/00-nothing-known.toml"]);
    let text = words(&ran.out);
    assert!(text.contains("Federal circuit of that place: not known"), "{text}");
    assert!(text.contains("□ Place of custody: not known (not known)") || text.contains("□ Place of custody: not known"), "{text}");
}

#[test]
fn before_any_contact_all_fourteen_checks_and_what_keeps_it_closed_stand_there() {
    let ran = forbear(&["sheet", "before-contact", WALK_IN, "--lang", "es"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = words(&ran.out);
    assert!(text.contains("Antes de todo contacto"), "{text}");
    assert!(text.contains("Lo que lo mantiene cerrado"));
    let checks = text.split("Catorce comprobaciones antes de todo contacto").nth(1).unwrap();
    let checks = checks.split("Antes de que algo sea definitivo").next().unwrap();
    assert_eq!(checks.matches('□').count(), 14, "{checks}");
}

#[test]
fn the_page_to_print_carries_no_script_and_says_the_same() {
    let ran = forbear(&["sheet", "detained", HELD, "--format", "html"]);
    assert!(ran.out.contains("default-src &#39;none&#39;"));
    assert!(!ran.out.contains("<script"));
    for part in ["Place of custody: FL-S", "Federal circuit of that place: 11", "Habeas in the district of confinement"] {
        assert!(ran.out.contains(part), "{part}");
    }
}
