//! `forbear assess`: the page in the terminal, its proofs, what-ifs, confirmations, files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]

mod forbear;

use forbear::{copy, file, forbear, forbear_reading, listing, pack, root};
use tempfile::TempDir;

const OVERSTAY: &str = "clients/miami-overstay.toml";
const MOTHER: &str = "clients/miami-in-absentia.toml";
const WALK_IN: &str = "clients/miami-not-in-proceedings.toml";

#[test]
fn the_page_opens_with_danger_and_what_must_be_kept() {
    for (lang, order) in [
        (
            "en",
            [
                "SAFETY",
                "KEEP",
                "DECIDE NOW",
                "DEADLINES",
                "NEXT QUESTION",
                "STAYS RIGHT",
                "NEVER RIGHT",
                "WAYS TO ASK",
                "PROGRAMS",
                "POLICY OF THE DAY",
                "WHAT WOULD CHANGE IT",
                "reviewed by: no attorney yet",
            ],
        ),
        (
            "es",
            [
                "SEGURIDAD",
                "CUMPLA",
                "DECIDIR AHORA",
                "PLAZOS",
                "LA PREGUNTA SIGUIENTE",
                "SIGUE SIENDO CORRECTO",
                "NUNCA ES CORRECTO",
                "MANERAS DE PEDIR",
                "PROGRAMAS",
                "POLÍTICA VIGENTE",
                "QUÉ LO CAMBIARÍA",
                "revisado por: ningún abogado todavía",
            ],
        ),
    ] {
        for client in [OVERSTAY, MOTHER, WALK_IN] {
            let ran = forbear(&["assess", client, "--lang", lang]);
            assert_eq!(ran.code, 0, "{}", ran.err);
            let text = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
            let places: Vec<usize> =
                order.iter().map(|part| text.find(part).unwrap_or_else(|| panic!("{client} in {lang} lacks {part}"))).collect();
            assert!(places.is_sorted(), "{client}: {order:?} {places:?}");
            for line in ran.out.lines() {
                assert!(line.chars().count() <= 80, "wider than 80 columns: {line}");
            }
        }
    }
}

#[test]
fn nothing_ever_reads_as_safe_or_as_a_chance() {
    for (lang, never) in [
        (
            "en",
            vec![
                "you are safe",
                "it is safe",
                "is safe to",
                "qualify",
                "likely to be granted",
                "strong case",
                "score",
                "clean record",
                "no bar",
                "oops",
                "eligible",
            ],
        ),
        ("es", vec!["es seguro comunicarse", "sin peligro", "califica", "elegible", "puntaje"]),
    ] {
        for client in
            [OVERSTAY, MOTHER, WALK_IN, "clients/verdicts/08-in-court-relief-there.toml", "clients/verdicts/00-nothing-known.toml"]
        {
            let text = forbear(&["assess", client, "--lang", lang]).out.to_lowercase();
            for word in &never {
                assert!(!text.contains(word), "{client} in {lang} says {word:?}");
            }
        }
    }
}

#[test]
fn without_a_terminal_there_is_no_color() {
    let ran = forbear(&["assess", OVERSTAY]);
    assert!(!ran.out.contains('\u{1b}'));
    assert!(ran.out.contains("⬣ Do not contact") && ran.out.contains("△ "), "shape and word carry the answer");
}

#[test]
fn two_runs_give_the_same_bytes_in_every_form() {
    for client in [OVERSTAY, MOTHER, WALK_IN] {
        for form in ["text", "html", "json"] {
            let run = || forbear(&["assess", client, "--format", form, "--lang", "es"]).out;
            assert_eq!(run(), run(), "{client} {form}");
        }
    }
}

#[test]
fn the_data_has_its_version_and_four_verdicts() {
    let ran = forbear(&["assess", OVERSTAY, "--format", "json"]);
    let page: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    assert_eq!(page["schema"], "forbear-assessment/1");
    assert_eq!(page["as_of"], "2026-07-15");
    let verdicts = page["safety"]["verdicts"].as_array().unwrap();
    let recipients: Vec<&str> = verdicts.iter().map(|v| v["recipient"].as_str().unwrap()).collect();
    assert_eq!(recipients, ["opla", "ero", "uscis", "court"]);
    assert!(page["safety"]["dangers"].as_array().unwrap().iter().all(|d| d["levels"].is_object()));
    assert!(page["decide_now"].as_array().unwrap().len() <= 7);
    assert_eq!(page["receipt"]["reviewed"], "none");
}

#[test]
fn no_name_and_no_a_number_reaches_any_output() {
    for client in [OVERSTAY, MOTHER, WALK_IN] {
        let table: toml::Table = std::fs::read_to_string(root().join(client)).unwrap().parse().unwrap();
        let mut hidden: Vec<String> = Vec::new();
        for number in table.get("a_numbers").and_then(toml::Value::as_array).into_iter().flatten() {
            hidden.push(number.as_str().unwrap().trim_start_matches('A').to_owned());
        }
        for name in table.get("names").and_then(toml::Value::as_array).into_iter().flatten() {
            hidden.extend(name.get("family").and_then(toml::Value::as_array).into_iter().flatten().map(|f| f.as_str().unwrap().to_owned()));
        }
        assert!(!hidden.is_empty(), "{client} has names to hide");
        for form in ["text", "html", "json"] {
            let ran = forbear(&["assess", client, "--format", form]);
            for secret in &hidden {
                assert!(!ran.out.contains(secret) && !ran.err.contains(secret), "{client} as {form} shows {secret}");
            }
        }
    }
}

#[test]
fn a_proof_is_numbered_cites_names_its_sources_and_says_what_would_decide_it() {
    let ran = forbear(&["assess", MOTHER, "--explain", "rescind_in_absentia.open"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for part in [
        "PROOF",
        "  1 ",
        "1.1 ",
        "INA § 240(b)(5)(C)",
        "reviewed by no attorney yet",
        "EOIR case information, document",
        "The client must prove it",
        "Yes if",
        "How to learn it without ICE",
    ] {
        assert!(ran.said().contains(part.trim()), "lacks {part:?}: {}", ran.out);
    }
    let verdict = forbear(&["assess", MOTHER, "--explain", "verdict.opla", "--lang", "es"]);
    assert!(verdict.said().contains("danger.absentia_no_stay") && verdict.said().contains("PRUEBA DE LA RESPUESTA"), "{}", verdict.out);
    let data = forbear(&["assess", MOTHER, "--explain", "verdict.opla", "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&data.out).expect("it is JSON");
    assert!(data["verdict"].is_array());
}

#[test]
fn what_nobody_knows_names_its_facts_and_both_answers() {
    let ran = forbear(&["assess", "clients/verdicts/00-nothing-known.toml", "--explain", "danger.no_case"]);
    assert!(ran.said().contains("No if: Stage of the case:"), "{}", ran.out);
    assert!(ran.said().contains("Yes if: Stage of the case: No case was ever opened"), "{}", ran.out);
    assert!(ran.said().contains("and Any order of removal"), "it takes two facts: {}", ran.out);
}

#[test]
fn an_exception_that_does_not_apply_is_part_of_the_proof_with_its_reason() {
    let folder = TempDir::new().unwrap();
    let law = pack(folder.path(), "a when client.poor\ngrounds of a complete\nexception n to a when client.rich\nexceptions to a complete");
    let text = "format = \"forbear-client/1\"\ncode = \"T3\"\nas_of = 2026-07-15\n[said]\nby = \"p\"\non = 2026-07-15\nsource = \"bank paper\"\ncertainty = \"documented\"\n[facts.client]\npoor = true\nrich = false\n";
    let path = file(folder.path(), "c.toml", text);
    let ran = forbear(&["assess", &path, "--law", &law, "--explain", "p.a"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let said = ran.said();
    assert!(said.contains("Exceptions checked: 1, none applies"), "{said}");
    assert!(said.contains("Is rich: no") && said.contains("bank paper, document, July 15, 2026"), "{said}");
    let ran = forbear(&["assess", &path, "--law", &law, "--explain", "p.a", "--what-if", "client.rich=yes"]);
    assert!(ran.said().contains("Exceptions checked: 1, 1 applies"), "{}", ran.out);
}

#[test]
fn trying_a_change_says_that_nothing_is_saved_and_saves_nothing() {
    let folder = TempDir::new().unwrap();
    let path = copy(folder.path(), "verdicts/08-in-court-relief-there.toml");
    let before = std::fs::read(&path).unwrap();
    let ran = forbear(&["assess", &path, "--what-if", "warrant.any_open=yes"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Trying a change. Nothing is saved."));
    assert!(
        ran.said().contains("Contact with ICE's lawyers (OPLA): may be asked with consent; risk remains → do not contact"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("⬣ Do not contact ICE's lawyers"), "the changed strip follows");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(listing(folder.path()), ["client.toml"]);
    // The same from standard input, in Spanish, as data.
    let ran = forbear_reading(&["assess", &path, "--what-if-file", "-", "--lang", "es"], "# prueba\nwarrant.any_open = yes\n");
    assert!(ran.out.contains("Se prueba un cambio. No se guarda nada."), "{}{}", ran.out, ran.err);
    let ran = forbear(&["assess", &path, "--what-if", "warrant.any_open=yes", "custody.kind=ice", "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    assert_eq!(data["nothing_is_saved"], true);
    assert_eq!(data["supposed"].as_array().unwrap().len(), 2);
}

#[test]
fn a_file_with_facts_is_for_its_owner_only_and_says_that_it_is_not_encrypted() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("page.html");
    std::fs::write(&out, "old").unwrap();
    let ran = forbear(&["assess", OVERSTAY, "--format", "html", "--out", &out.display().to_string()]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains("not encrypted"), "{}", ran.err);
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.starts_with("<!doctype html>"));
    assert_eq!(listing(folder.path()), ["page.html"], "nothing half-written stays");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let ran = forbear(&["assess", OVERSTAY, "--out", &folder.path().join("no/such/folder.txt").display().to_string()]);
    assert_eq!(ran.code, 2);
}

#[test]
fn a_place_is_an_assumption_only_where_the_place_is_not_known_and_the_page_says_so() {
    let ran = forbear(&["assess", OVERSTAY, "--place", "TX-S"]);
    assert!(ran.said().contains("Asked for the place TX-S: nothing is assumed from it"), "{}", ran.out);
    let folder = TempDir::new().unwrap();
    let text = "format = \"forbear-client/1\"\ncode = \"T2\"\nas_of = 2026-07-15\n[said]\nby = \"p\"\non = 2026-07-15\nsource = \"client\"\ncertainty = \"client says\"\n[facts.custody]\nkind = \"ice\"\n";
    let path = file(folder.path(), "c.toml", text);
    let ran = forbear(&["assess", &path, "--place", "TX-S"]);
    assert!(ran.said().contains("Asked for the place TX-S, assumed for what is not known:"), "{}", ran.out);
    assert!(ran.said().contains("Place of custody"), "{}", ran.out);
}

/// The version of a provision, as `law stale` prints it.
fn version(id: &str) -> String {
    let (pack, _) = law::Pack::examine(law::source::Sources::embedded());
    pack.provision(id).unwrap_or_else(|| panic!("{id}")).1.version.clone()
}

#[test]
fn a_confirmation_lifts_one_provision_in_one_version_and_every_page_says_whose_it_is() {
    let folder = TempDir::new().unwrap();
    // Its hearing is still ahead on the day asked for: one that has passed unexplained closes by itself.
    let client = std::fs::read_to_string(root().join("clients/verdicts/08-in-court-relief-there.toml")).unwrap();
    let client = file(folder.path(), "client.toml", client.replace("2026-09-14", "2027-01-11"));
    let client = client.as_str();
    let assess = |confirmations: &str, form: &str| {
        forbear(&["assess", client, "--as-of", "2026-10-05", "--confirmations", confirmations, "--format", form])
    };
    let entry = |provision: &str, version: &str| {
        format!(
            "[[confirmation]]\nprovision = \"{provision}\"\nversion = \"{version}\"\nsource = \"dockets of all four courts\"\nday = 2026-10-01\nname = \"Rosa Ibarra\"\n\n"
        )
    };
    // Without it the gate opens nowhere.
    let none = file(folder.path(), "none.toml", "");
    assert!(assess(&none, "text").out.contains("⬣ Do not contact ICE's lawyers"));
    // With the list of dangers confirmed, and the volatile dangers, as far as they are volatile.
    let stale = forbear(&["assess", client, "--as-of", "2026-10-05", "--format", "json"]);
    let stale: serde_json::Value = serde_json::from_str(&stale.out).unwrap();
    let ids: Vec<String> = stale["receipt"]["stale"].as_array().unwrap().iter().map(|a| a["id"].as_str().unwrap().to_owned()).collect();
    assert!(ids.contains(&"complete".to_owned()), "{ids:?}");
    let all: String = ids.iter().map(|id| entry(id, &version(id))).collect();
    let all = file(folder.path(), "all.toml", all);
    for form in ["text", "json", "html"] {
        let ran = assess(&all, form);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{form}");
        assert!(ran.out.contains("Rosa Ibarra"), "{form} names whose confirmation it rests on");
    }
    assert!(assess(&all, "text").out.contains("○ ICE's lawyers (OPLA): a request may be made"), "{}", assess(&all, "text").out);
    // Of another version it counts for nothing, and says so.
    let other = file(folder.path(), "other.toml", entry("complete", "0000000000000000"));
    let ran = assess(&other, "text");
    assert!(ran.out.contains("⬣ Do not contact ICE's lawyers"));
    assert!(ran.err.contains("another version") && ran.err.contains("complete"), "{}", ran.err);
    let unknown = file(folder.path(), "unknown.toml", entry("complet", "0000000000000000"));
    assert!(assess(&unknown, "text").err.contains("did you mean `complete`"));
    // What does not read stops the run, with its line.
    for (fault, line) in [
        ("day = 2026-10-01", "day = 2026-02-30"),
        ("name = \"Rosa Ibarra\"", "name = \" \""),
        ("source", "sauce"),
        ("day = 2026-10-01", "day = 2999-01-01"),
    ] {
        let text = entry("complete", &version("complete")).replace(fault, line);
        let path = file(folder.path(), "faulty.toml", text);
        let ran = assess(&path, "text");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line}: {}", ran.err);
        assert!(ran.err.contains("faulty.toml:"), "{line}: {}", ran.err);
    }
}

#[test]
fn a_day_long_after_the_law_was_seen_says_so_and_keeps_duties_and_right_acts() {
    let (then, late) = (forbear(&["assess", MOTHER]), forbear(&["assess", MOTHER, "--as-of", "2026-11-25"]));
    assert!(late.out.contains("LAW TO LOOK AT AGAIN") && late.out.contains("last seen in force"), "{}", late.out);
    assert!(late.out.matches("⬣ Do not contact").count() + late.out.matches("nothing to decide here").count() >= 4, "{}", late.out);
    let right = |out: &str| out.contains("File the motion to rescind");
    assert!(right(&then.out) && right(&late.out));
}

#[test]
fn law_stale_lists_what_to_look_at_riskiest_first_and_what_the_office_confirmed_no_longer() {
    let ran = forbear(&["law", "stale", "--as-of", "2026-11-25"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let first = ran.out.lines().find(|l| l.starts_with('△')).unwrap();
    assert_eq!(first, "△ complete (safety/dangers)");
    assert!(ran.out.contains(&format!("version {}", version("complete"))) && ran.out.contains("open: "), "{}", ran.out);
    let folder = TempDir::new().unwrap();
    let entry = format!(
        "[[confirmation]]\nprovision = \"complete\"\nversion = \"{}\"\nsource = \"dockets\"\nday = 2026-11-20\nname = \"Rosa Ibarra\"\n",
        version("complete")
    );
    let path = file(folder.path(), "confirmed.toml", entry);
    let ran = forbear(&["law", "stale", "--as-of", "2026-11-25", "--confirmations", &path]);
    assert!(!ran.out.contains("△ complete (safety/dangers)") && ran.out.contains("■ complete: Rosa Ibarra"), "{}", ran.out);
}

#[test]
fn an_old_file_never_keeps_the_gate_open_without_saying_what_today_says() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../clients/verdicts/10-in-court-uscis-petition.toml");
    let run = |more: &[&str]| {
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_forbear")).arg("assess").arg(file).args(more).output().unwrap();
        String::from_utf8(out.stdout).unwrap()
    };
    // The file fixes July 15, 2026; every later day is past the ninety days of the sources.
    for (format, words) in
        [("text", "is for July 15, 2026"), ("html", "This answer, and every count of days, is for"), ("json", "\"not_today\": {")]
    {
        let page = run(&["--format", format]);
        assert!(page.contains(words), "{format}");
        assert!(page.contains("do not contact"), "{format}");
    }
    assert!(run(&["--lang", "es"]).contains("Esta respuesta, y toda cuenta de días"));
}

/// A proof that is not repeated is worth nothing if the link to it leads nowhere.
#[test]
fn every_link_of_a_page_leads_to_something_on_it() {
    for client in [OVERSTAY, MOTHER, WALK_IN, "clients/verdicts/20-tps-ended.toml", "clients/verdicts/21-cuban-recognizance.toml"] {
        for lang in ["en", "es"] {
            let page = forbear(&["assess", client, "--lang", lang, "--format", "html"]).out;
            let after = |mark: &'static str| page.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
            let names: std::collections::BTreeSet<&str> = after(" id=\"").collect();
            let goals: std::collections::BTreeSet<&str> = after("href=\"#").collect();
            assert!(goals.len() > 100, "{client}: only {} links", goals.len());
            let lost: Vec<&&str> = goals.difference(&names).collect();
            assert!(lost.is_empty(), "{client} in {lang}: {lost:?} lead nowhere");
        }
    }
}

/// The same client, law and day read otherwise on another day ("today: do not contact"); a receipt without that day
/// would call two pages one.
#[test]
fn every_page_carries_the_day_it_was_made() {
    let old = forbear(&["assess", "clients/miami-overstay.toml", "--as-of", "2026-07-15"]);
    let data = forbear(&["assess", "clients/miami-overstay.toml", "--as-of", "2026-07-15", "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&data.out).unwrap();
    let made = data["safety"]["not_today"]["made"].as_str().unwrap();
    let words = law::wording::day(truth::Day::parse(made).unwrap());
    assert!(old.said().contains(&format!("as of July 15, 2026 made on {} reviewed by", words.en)), "{}", old.out);
    let spanish = forbear(&["assess", "clients/miami-overstay.toml", "--as-of", "2026-07-15", "--lang", "es"]).said();
    assert!(spanish.contains(&format!("hecho el {}", words.es)), "{spanish}");
    // A page of its own day is kept and read on later days: it says the day too, in the line that stays in view.
    let today = forbear(&["assess", "clients/miami-overstay.toml", "--as-of", made]);
    assert!(today.said().contains(&format!("made on {}", words.en)), "{}", today.out);
    let today = forbear(&["assess", "clients/miami-overstay.toml", "--as-of", made, "--format", "html"]);
    assert!(today.out.contains(&format!("Made {}: on a later day, make it again", words.en)));
}

/// "Employer letter" alone sends somebody to an employer who learns from it what the employer must not.
#[test]
fn each_paper_stands_once_in_a_checklist_with_its_stage_its_issuer_and_its_warning() {
    let data = forbear(&["assess", OVERSTAY, "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&data.out).unwrap();
    let mut papers = std::collections::BTreeMap::new();
    let ways = ["avenues", "programs", "relief"].into_iter().flat_map(|part| data[part].as_array().unwrap());
    let ways = ways.filter(|a| !["no", "not-modelled"].contains(&a["line"]["state"].as_str().unwrap()));
    let factors = data["instruments"].as_array().unwrap().iter().flat_map(|i| i["factors"].as_array().unwrap());
    let factors = factors.filter(|f| f["line"]["state"] != "no");
    for paper in ways.chain(factors).flat_map(|of| of["evidence"].as_array().unwrap()) {
        papers.insert(paper["id"].as_str().unwrap(), paper);
    }
    assert!(papers.len() > 10, "{}", papers.len());
    for (lang, heading, next) in [("en", "EVIDENCE CHECKLIST", "WHAT WOULD CHANGE IT"), ("es", "LISTA DE PRUEBAS", "QUÉ LO CAMBIARÍA")] {
        let text = forbear(&["assess", OVERSTAY, "--lang", lang]).out;
        let list = text.split_once(heading).expect("it has a part of its own").1.split_once(next).expect("which ends").0;
        let list = list.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(list.starts_with(&format!("({})", papers.len())), "{list}");
        for paper in papers.values() {
            let words = |of: &serde_json::Value| of[lang].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
            let stage = match (paper["stage"].as_str().unwrap(), lang) {
                ("missing", "en") => "missing",
                ("missing", _) => "falta",
                ("to-get", "en") => "to get",
                ("to-get", _) => "por conseguir",
                (_, "en") => "in hand",
                _ => "ya lo tiene",
            };
            let line = format!(" {}: {stage}", words(&paper["title"]));
            assert_eq!(list.matches(&line).count(), 1, "{line}: {list}");
            for told in ["issuer", "watch"].into_iter().filter(|told| paper[told].is_object()) {
                assert!(list.contains(words(&paper[told]).trim_end_matches('.')), "{told} of {line}");
            }
        }
    }
}

#[test]
fn the_schema_of_the_assessment_is_printed_as_it_is_kept_and_the_client_file_stays_the_first() {
    let kept = std::fs::read_to_string(root().join("docs/assessment.schema.json")).unwrap();
    let printed = forbear(&["schema", "assessment"]);
    assert_eq!((printed.code, printed.out), (0, kept));
    let (first, named) = (forbear(&["schema"]), forbear(&["schema", "client"]));
    assert!(first.out.contains("urn:forbear-client:1") && first.out == named.out, "{}", first.err);
}
