//! What does not read ends with code 2, says where and what was expected, writes nothing and repeats no name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]

mod forbear;

use forbear::{Ran, file, forbear, listing, pack};
use tempfile::TempDir;

const GIVEN: &str = "Xiomara";
const SURNAME: &str = "Quispe";
const NUMBER: &str = "A298-765-431";

/// A small client; `more` goes to the end, where facts stand.
fn client(more: &str) -> String {
    format!(
        "format = \"forbear-client/1\"\ncode = \"T1\"\nas_of = 2026-07-15\na_numbers = [\"{NUMBER}\"]\n\n[said]\nby = \"paralegal\"\non = 2026-07-15\nsource = \"client\"\ncertainty = \"client says\"\n\n[[names]]\ngiven = \"{GIVEN}\"\nfamily = [\"{SURNAME}\"]\n\n[facts.client]\nborn = 1990-03-04\n{more}"
    )
}

fn line_of(text: &str, what: &str) -> usize {
    text[..text.find(what).expect("it is in the text")].matches('\n').count() + 1
}

/// Assesses a faulty file with an output file: refused, nothing written, nobody named.
fn refused(name: &str, bytes: impl AsRef<[u8]>, line: Option<usize>) -> Ran {
    let folder = TempDir::new().unwrap();
    let path = file(folder.path(), name, bytes);
    let out = folder.path().join("out.txt").display().to_string();
    let ran = forbear(&["assess", &path, "--out", &out]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_eq!(ran.out, "");
    assert_eq!(listing(folder.path()), [name], "nothing was written");
    assert!(ran.err.contains(name), "{}", ran.err);
    if let Some(line) = line {
        assert!(ran.err.contains(&format!("{name}:{line}:")), "line {line}: {}", ran.err);
    }
    for hidden in [GIVEN, SURNAME, NUMBER, "298-765", "298765431"] {
        assert!(!ran.err.contains(hidden), "{hidden} in: {}", ran.err);
    }
    ran
}

#[test]
fn the_small_client_itself_reads() {
    let folder = TempDir::new().unwrap();
    let path = file(folder.path(), "c.toml", client(""));
    let ran = forbear(&["assess", &path]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Assessment T1"));
    for hidden in [GIVEN, SURNAME, "298"] {
        assert!(!ran.out.contains(hidden), "the assessment shows the code, never {hidden}");
    }
}

#[test]
fn a_value_of_the_wrong_type() {
    let text = client("registered = 12\n");
    let ran = refused("c.toml", &text, Some(line_of(&text, "registered")));
    assert!(ran.said().contains("found a whole number") && ran.said().contains("Write one of the values"), "{}", ran.err);
    let text = client("[facts.custody]\nkind = { value = true }\n");
    refused("c.toml", &text, Some(line_of(&text, "kind")));
}

#[test]
fn a_field_that_does_not_exist() {
    let text = client("borm = 1990-03-04\n");
    let ran = refused("c.toml", &text, Some(line_of(&text, "borm")));
    assert!(ran.said().contains("born"), "it says which was meant: {}", ran.err);
    let text = client("[facts.cutsody]\nkind = \"free\"\n");
    refused("c.toml", &text, Some(line_of(&text, "cutsody")));
}

#[test]
fn a_day_that_the_calendar_does_not_have() {
    for day in ["2023-02-29", "\"2023-02-30\"", "\"2023-13-01\"", "\"2026-06-31..2026-07-01\""] {
        let text = client("").replace("1990-03-04", day);
        refused("c.toml", &text, Some(line_of(&text, "born")));
    }
    let ran = forbear(&["assess", "clients/miami-overstay.toml", "--as-of", "2026-02-30"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("--as-of"), "{}", ran.err);
}

#[test]
fn bytes_that_are_not_text() {
    let mut bytes = client("").into_bytes();
    let at = bytes.iter().position(|b| *b == b'Q').unwrap();
    bytes[at] = 0xff;
    let line = line_of(&client(""), SURNAME);
    let ran = refused("c.toml", &bytes, Some(line));
    assert!(ran.said().contains("UTF-8"), "{}", ran.err);
}

#[test]
fn a_file_cut_anywhere_is_read_or_refused_and_never_ends_the_program() {
    let pack = law::Pack::examine(law::source::Sources::embedded()).0;
    for (name, text) in
        [("c.toml", client("complete = []\n[[facts.orders]]\nkind = \"in_absentia\"\nissued = \"about 2009\"\n")), ("c.json", json())]
    {
        let bytes = text.as_bytes();
        for end in 0..=bytes.len() {
            match client::ClientFile::read(name, &bytes[..end], &pack) {
                Ok(read) => {
                    let prepared = assess::from_client::Prepared::new(&pack, &read, truth::Day::parse("2026-07-15").unwrap());
                    let confirmed = law::Confirmed::default();
                    let _ = assess::assess(&prepared.input(&pack, &confirmed, &[], ""));
                }
                Err(refused) => {
                    let said = format!("{refused} {refused:?} {:?}", miette::Report::new(refused.clone()));
                    assert!(!refused.faults.is_empty());
                    assert!(!said.contains(GIVEN) && !said.contains(SURNAME) && !said.contains("298-7"), "{name} cut at {end}: {said}");
                }
            }
        }
    }
    // And as a person would see it.
    let text = client("");
    for end in [0, 1, 30, text.len() / 2, text.len() - 9] {
        let ran = refused("c.toml", &text.as_bytes()[..end], None);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
    }
}

fn json() -> String {
    format!(
        r#"{{"format": "forbear-client/1", "code": "T1", "as_of": "2026-07-15", "a_numbers": ["{NUMBER}"],
 "names": [{{"given": "{GIVEN}", "family": ["{SURNAME}"]}}],
 "said": {{"by": "paralegal", "on": "2026-07-15", "source": "client", "certainty": "client says"}},
 "facts": {{"client": {{"born": "1990-03-04"}}}}}}"#
    )
}

#[test]
fn the_same_client_in_json_gives_the_same_answers() {
    let folder = TempDir::new().unwrap();
    let (toml, json) = (file(folder.path(), "c.toml", client("")), file(folder.path(), "c.json", json()));
    let (a, b) = (forbear(&["assess", &toml, "--format", "json"]), forbear(&["assess", &json, "--format", "json"]));
    assert_eq!((a.code, b.code), (0, 0), "{}{}", a.err, b.err);
    let page = |text: &str| {
        let mut page: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
        // The fingerprint is of the statements as they were written.
        page["receipt"]["facts"].take();
        page
    };
    assert_eq!(page(&a.out), page(&b.out));
}

#[test]
fn a_file_of_forty_megabytes() {
    let mut text = client("");
    while text.len() < 40 << 20 {
        text.push_str("# a long comment that says nothing, again and again and again\n");
    }
    let ran = refused("c.toml", &text, None);
    assert!(ran.said().contains("MiB"), "{}", ran.err);
}

#[test]
fn an_a_number_of_eleven_digits() {
    let text = client("").replace(NUMBER, "A298-765-431-22");
    let ran = refused("c.toml", &text, Some(line_of(&text, "a_numbers")));
    assert!(ran.said().contains("8 or 9 digits"), "{}", ran.err);
}

#[test]
fn a_file_that_is_not_there_and_a_folder_in_its_place() {
    for path in ["no-such-client.toml", "clients"] {
        let ran = forbear(&["assess", path]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.err.contains(path));
    }
}

#[test]
fn a_pack_that_goes_round_in_a_circle() {
    let folder = TempDir::new().unwrap();
    let path = file(folder.path(), "c.toml", client(""));
    let law = pack(folder.path(), "a when b\ngrounds of a complete\nb when a or client.poor\ngrounds of b complete");
    let ran = forbear(&["assess", &path, "--law", &law]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    assert!(ran.err.contains("posture/p.md:") && ran.err.contains("law::cycle"), "{}", ran.err);
}

#[test]
fn a_folder_without_law_and_a_folder_that_is_not_there() {
    let folder = TempDir::new().unwrap();
    let path = file(folder.path(), "c.toml", client(""));
    for law in [folder.path().display().to_string(), folder.path().join("nowhere").display().to_string()] {
        let ran = forbear(&["assess", &path, "--law", &law]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    }
}

#[test]
fn a_slip_on_the_command_line_says_what_was_expected_in_our_own_words() {
    let overstay = "clients/miami-overstay.toml";
    for (arguments, expected) in [
        (vec!["assess", overstay, "--lang", "fr"], "en, es"),
        (vec!["assess", overstay, "--place", "Miamy"], "place"),
        (vec!["assess", overstay, "--explain", "danger.no_cas"], "danger.no_case"),
        (vec!["assess", overstay, "--what-if", "custody.kind=zoo"], "ice"),
        (vec!["assess", overstay, "--what-if", "custdy.kind=ice"], "custody"),
        (vec!["assess", overstay, "--confirmations", "nowhere.toml"], "nowhere.toml"),
        (vec!["fact", overstay, "custody.kind", "ice", "--source", "s", "--certainty", "sure", "--by", "b"], "documented"),
    ] {
        let ran = forbear(&arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.err);
        assert!(ran.said().contains(expected), "{arguments:?}: {}", ran.err);
        for never in ["invalid", "oops", "illegal", "panicked"] {
            assert!(!ran.err.to_lowercase().contains(never), "{never}: {}", ran.err);
        }
    }
}

#[test]
fn facts_that_contradict_each_other_are_accepted_kept_and_head_what_is_to_settle() {
    let folder = TempDir::new().unwrap();
    let more = "[[changes]]\nfact = \"client.born\"\nvalue = 1991-05-06\non = 2026-07-15\nby = \"attorney\"\nsource = \"passport\"\ncertainty = \"documented\"\n";
    let path = file(folder.path(), "c.toml", client(more));
    let ran = forbear(&["assess", &path]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let said = ran.said();
    assert!(
        said.contains("FACTS TO SETTLE") && said.contains("March 4, 1990") && said.contains("May 6, 1991") && said.contains("passport"),
        "{said}"
    );
    // An entry before birth cannot be; both facts count as unknown.
    let path = file(folder.path(), "d.toml", client("[facts.last_entry]\nday = 1980-01-01\n"));
    let ran = forbear(&["assess", &path]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("◎ "), "{}", ran.out);
}

/// Who reads only "the last entry cannot come before birth" cannot tell which of the two to mend, or whom to ask.
#[test]
fn facts_that_cannot_all_be_so_show_each_value_with_its_source_who_wrote_it_and_when() {
    let folder = TempDir::new().unwrap();
    let more = "[facts.last_entry]\nday = { value = 1980-01-01, source = \"I-94\", by = \"attorney\", on = 2026-07-10, certainty = \"documented\" }\n";
    let path = file(folder.path(), "c.toml", client(more));
    let ran = forbear(&["assess", &path]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let said = ran.said();
    for part in [
        "The last entry cannot come before birth. Date of birth: March 4, 1990 (client, paralegal, July 15, 2026).",
        "Day of the last entry: January 1, 1980 (I-94, attorney, July 10, 2026)",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let spanish = forbear(&["assess", &path, "--lang", "es"]).said();
    assert!(spanish.contains("1 de enero de 1980 (I-94, attorney, 10 de julio de 2026)"), "{spanish}");
    // Sources that disagree say who wrote each, too.
    let more = "[[changes]]\nfact = \"client.born\"\nvalue = 1991-05-06\non = 2026-07-14\nby = \"attorney\"\nsource = \"passport\"\ncertainty = \"documented\"\n";
    let said = forbear(&["assess", &file(folder.path(), "d.toml", client(more))]).said();
    assert!(said.contains("May 6, 1991 (passport, attorney, July 14, 2026)"), "{said}");
}

/// A script that looks only at the first lines of an error must still see the exit code of bad input, not a crash.
#[test]
fn who_stops_reading_an_error_still_gets_its_exit_code() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("cut.toml");
    std::fs::write(&path, "format = \"forbear-client/1\"\ncode = \"CUT1\"\n[facts.client]\nborn = { value = 19").unwrap();
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_forbear"));
    let mut child = program.arg("assess").arg(&path).stderr(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

/// What other programs export is often one single line. A fault far out on it once ended the program with a panic,
/// whose words may hold what the client said.
#[test]
fn a_fault_past_column_65535_of_a_line_is_refused_with_its_place_and_ends_no_program() {
    let far = 70_000;
    let named = |ran: &Ran, place: &str| {
        assert!(ran.err.contains(place), "{place}: {}", ran.err);
        assert!(ran.err.contains("help:") && !ran.err.contains("panicked"), "{}", ran.err);
        assert!(ran.err.len() < 4_000, "the line is cut: {} bytes", ran.err.len());
    };
    // JSON, valid and cut short, all on one line.
    let text = json().replace('\n', "").replace("\"code\"", &format!("{}\"code\"", " ".repeat(far)));
    let wrong = text.replace("\"1990-03-04\"", "true");
    let column = wrong.find("true").unwrap() + 1;
    let ran = refused("long.json", &wrong, Some(1));
    named(&ran, &format!("long.json:1:{column}"));
    assert!(ran.err.contains("born"), "the place itself is shown: {}", ran.err);
    named(&refused("cut.json", &text[..text.len() - 3], Some(1)), "cut.json:1:");
    named(&refused("deep.json", "[".repeat(100_000), Some(1)), "deep.json:1:");
    // TOML: the fault behind a long line's words, and a fault that is itself as long.
    let wrong = client(&format!("fear_of_return = {}7\n", " ".repeat(far)));
    named(&refused("long.toml", &wrong, Some(line_of(&wrong, "fear_of_return"))), &format!(":{}", far + 18));
    let wrong = client(&format!("born_{} = 7\n", "x".repeat(far)));
    refused("name.toml", &wrong, Some(line_of(&wrong, "born_")));
    // Wherever a file that a person names is shown.
    let folder = TempDir::new().unwrap();
    let good = file(folder.path(), "c.toml", client(""));
    let line = format!("[[confirmation]]\nprovision = {}7\n", " ".repeat(far));
    let ran = forbear(&["assess", &good, "--confirmations", &file(folder.path(), "office.toml", line)]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    named(&ran, &format!("office.toml:2:{}", far + 13));
    let law = pack(folder.path(), &format!("a when {}client.porr\ngrounds of a complete", " ".repeat(far)));
    let ran = forbear(&["assess", &good, "--law", &law]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    named(&ran, &format!("posture/p.md:15:{}", far + 8));
    let ran = forbear(&["law", "--law", &law, "check"]);
    assert_eq!(ran.code, 1, "a check that finds faults: {}", ran.err);
    assert!(ran.out.contains(&format!("posture/p.md:15:{}", far + 8)) && ran.out.contains("client.poor"), "{}", ran.out);
}
