//! What people who do this work complained of, one test each: the client file, its numbers, days, family and secrets.
//! The law has its own in `complaints_of_law.rs`, the asking in `complaints_of_asking.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]

mod forbear;
mod page;

use client::ClientFile;
use forbear::{copy, file, forbear, listing};
use page::{HEAD, Page, client as written, record, take_back, worked};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use tempfile::TempDir;

fn read(path: &str) -> ClientFile {
    static PACK: OnceLock<law::Pack> = OnceLock::new();
    let pack = PACK.get_or_init(|| law::Pack::examine(law::source::Sources::embedded()).0);
    ClientFile::open(Path::new(path), pack).unwrap_or_else(|refused| panic!("{path}: {refused}"))
}

fn numbers(path: &str) -> Option<Vec<String>> {
    read(path).a_numbers.map(|all| all.iter().map(ToString::to_string).collect())
}

/// What a machine in this time zone prints.
fn in_zone(zone: &str, arguments: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_forbear")).args(arguments).env("TZ", zone).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// Complaint B1: a law office's database showed a birthday in local time, and so a day off. One day decides here: June
/// 16, 1981 is young enough for DACA, the 15th is not.
#[test]
fn a_birthday_is_never_a_day_off_west_or_east_of_greenwich() {
    let mut pages = Vec::new();
    for zone in ["PST8", "JST-9"] {
        let folder = TempDir::new().unwrap();
        let path = written(folder.path(), "");
        let said = ["--source", "birth certificate", "--certainty", "documented", "--by", "paralegal", "--on", "2026-07-15"];
        in_zone(zone, &[&["fact", &path, "client.born", "1981-06-16"], &said[..]].concat());
        let kept = fs::read_to_string(&path).unwrap();
        assert!(kept.contains("1981-06-16") && !kept.contains("1981-06-15") && !kept.contains("1981-06-17"), "{zone}: {kept}");
        let rule = "daca.under_31_on_2012_06_15";
        let english = in_zone(zone, &["assess", &path, "--explain", rule]);
        assert!(english.starts_with('■') && english.contains("Date of birth: June 16, 1981"), "{zone}: {english}");
        let spanish = in_zone(zone, &["assess", &path, "--explain", rule, "--lang", "es"]);
        assert!(spanish.contains("16 de junio de 1981"), "{zone}: {spanish}");
        let mut page: serde_json::Value = serde_json::from_str(&in_zone(zone, &["assess", &path, "--format", "json"])).unwrap();
        // What today is does differ between the two, and the page says what it would be today.
        page["safety"]["not_today"].take();
        page["receipt"]["made"].take();
        pages.push(page);
    }
    assert!(pages[0] == pages[1], "the same client, two pages");
    // A moment in time is no birthday.
    let folder = TempDir::new().unwrap();
    for moment in ["1981-06-16T00:00:00-08:00", "\"1981-06-16T00:00:00Z\""] {
        let path = written(folder.path(), &format!("[facts.client]\nborn = {moment}\n"));
        let ran = forbear(&["assess", &path]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{moment}");
        assert!(ran.said().contains("Date of birth"), "{}", ran.err);
    }
}

/// Complaint B2: wrong A-numbers were stored, and a rule came years later. Every way of writing one number is that
/// number; the zero in front stays; none and several are both answers; what is no A-number is refused with a reason.
#[test]
fn a_wrong_a_number_is_refused_and_a_right_one_keeps_its_zero() {
    let folder = TempDir::new().unwrap();
    let with = |numbers: &str| file(folder.path(), "client.toml", format!("a_numbers = {numbers}\n{HEAD}"));
    for form in ["\"A012-345-678\"", "\"A12 345 678\"", "\"12345678\"", "\"012345678\"", "12345678"] {
        let path = with(&format!("[{form}]"));
        assert_eq!(numbers(&path), Some(vec!["A012-345-678".to_owned()]), "{form}");
        // And it is still that number after somebody has written in the file.
        record(&path, "client.born", "1990-03-04", "passport", "2026-07-15");
        assert_eq!(numbers(&path), Some(vec!["A012-345-678".to_owned()]), "{form}, written to");
    }
    assert_eq!(numbers(&with("[]")), Some(vec![]), "known to have none");
    assert_eq!(numbers(&file(folder.path(), "client.toml", HEAD)), None, "nobody asked");
    let several = numbers(&with("[\"A012-345-678\", \"A098 617 240\"]"));
    assert_eq!(several, Some(vec!["A012-345-678".to_owned(), "A098-617-240".to_owned()]));
    for (wrong, reason, help) in [
        ("1234567", "8 or 9 digits; this has 7", "7 digits is written with zeros in front"),
        ("A01234567890", "8 or 9 digits; this has 11", "Read it again from the notice"),
        ("A01B345678", "another sign in it", "A012-345-678"),
        ("MSC2190012345", "another sign in it", "A012-345-678"),
    ] {
        let ran = forbear(&["assess", &with(&format!("[\"{wrong}\"]"))]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{wrong}");
        assert!(ran.said().contains(reason) && ran.said().contains(help), "{wrong}: {}", ran.err);
        assert!(!ran.err.contains(wrong), "a number is never repeated: {}", ran.err);
    }
}

/// Complaint B4: who derives from whom was switched on the form. A link says what the other person is of this client,
/// each file for itself, and it comes back from every command and format as it was.
#[test]
fn mother_and_child_are_never_switched() {
    let folder = TempDir::new().unwrap();
    let link = |client: &str, name: &str, other: &str, is: &str| {
        let text = fs::read_to_string(worked(client)).unwrap();
        file(folder.path(), name, format!("{text}\n[[family]]\nfile = \"{other}\"\nis = \"{is}\"\n"))
    };
    let mother = link("verdicts/06-in-absentia-no-motion.toml", "mother.toml", "child.toml", "child");
    let child = link("verdicts/10-in-court-uscis-petition.toml", "child.toml", "mother.toml", "parent");
    let shown = |path: &str| {
        let page = Page::asked(path, &["--family"]);
        let relative = &page.0["family"]["relatives"][0];
        let word = |lang: &str| relative["words"][lang].as_str().unwrap().to_owned();
        (relative["is"].as_str().unwrap().to_owned(), word("en"), word("es"), relative["code"].as_str().unwrap().to_owned())
    };
    let words = |is: &str, en: &str, es: &str, code: &str| (is.to_owned(), en.to_owned(), es.to_owned(), code.to_owned());
    assert_eq!(shown(&mother), words("child", "Child", "Hijo o hija", "V10"));
    assert_eq!(shown(&child), words("parent", "Parent", "Padre o madre", "V06"));
    // Written to, and written as JSON, it stays what it was.
    for path in [&mother, &child] {
        let (before, said) = (read(path).family, shown(path));
        assert_eq!(forbear(&["confirm", path, "--name", "R. Ibarra", "--on", "2026-07-15"]).code, 0);
        record(path, "client.married", "no", "client", "2026-07-15");
        assert_eq!(read(path).family, before);
        assert_eq!(shown(path), said);
    }
    let json = r#"{"format": "forbear-client/1", "code": "V10", "family": [{"file": "mother.toml", "is": "parent"}]}"#;
    let json = file(folder.path(), "other.json", json);
    assert_eq!(read(&json).family, read(&child).family);
    // A word that could be read both ways is no relation.
    let ran = forbear(&["assess", &link("verdicts/00-nothing-known.toml", "unclear.toml", "child.toml", "derivative")]);
    assert!(ran.code == 2 && ran.said().contains("spouse, child, parent"), "{}", ran.err);
}

/// Complaint B4 once more: the direction decides. A citizen of 30 counts for cancellation as the client's parent and not
/// as the client's child, and a citizen parent asks anew whether the client is a citizen.
#[test]
fn a_switched_relation_would_change_the_answer_so_it_must_not_be_guessed() {
    let folder = TempDir::new().unwrap();
    let relative = |relation: &str| {
        let facts = "[facts]\ncomplete = [\"relatives\"]\n[facts.client]\ncitizenship_claim = \"none\"\n[facts.proceedings]\nstage = \"pending_judge\"\n";
        let of = format!("[[facts.relatives]]\nrelation = {relation}\nstatus = \"citizen\"\nborn = 1996-01-02\nmarried = false\n");
        Page::of(&written(folder.path(), &format!("{facts}{of}")))
    };
    let counts = "cancellation_42b.relative_who_counts";
    let (child, either) = (relative("\"child\""), relative("[\"child\", \"parent\"]"));
    assert_eq!(child.state(counts), "no");
    assert!(child.0["conflicts"].as_array().unwrap().is_empty());
    assert_eq!(either.state(counts), "not-known");
    assert!(either.missing(counts).contains(&"relatives[0].relation"));
    let parent = relative("\"parent\"");
    let settle = parent.0["conflicts"][0]["paths"].as_array().unwrap();
    assert!(settle.iter().any(|p| p == "client.citizenship_claim"), "a citizen parent is a sign of citizenship: {settle:?}");
}

/// Complaint B6: one list of statuses held both "green card" and "LPR" and no "deported". One thing has one word; where
/// the person is, what was ordered and which status the person has are three facts, and none moves another.
#[test]
fn custody_order_and_status_are_three_facts_and_each_status_has_one_word() {
    let folder = TempDir::new().unwrap();
    let schema: serde_json::Value = serde_json::from_str(&forbear(&["schema"]).out).unwrap();
    let words = schema.to_string();
    assert!(words.contains("\"permanent_resident\"") && !words.contains("\"lpr\"") && !words.contains("\"green_card\""));
    let path = written(folder.path(), "");
    for twin in ["lpr", "green_card", "deported", "detained"] {
        let said = ["--source", "s", "--certainty", "documented", "--by", "p"];
        let ran = forbear(&[&["fact", &path, "statuses[0].kind", twin], &said[..]].concat());
        assert_eq!(ran.code, 2, "{twin}");
        assert!(ran.said().contains("permanent_resident"), "it says which words there are: {}", ran.err);
    }
    let path = copy(folder.path(), "verdicts/20-tps-ended.toml");
    let status = |path: &str| {
        let ran = forbear(&["assess", path, "--explain", "danger.status_ended"]);
        ran.out.lines().next().unwrap().to_owned()
    };
    let (before, stood) = (Page::of(&path), status(&path));
    assert!(stood.starts_with('■'), "{stood}");
    // ICE arrests the person: the status that ended is as it was, and no order has come of it.
    take_into_custody(&path);
    let held = Page::of(&path);
    assert_eq!(status(&path), stood);
    assert_eq!(before.0["stage"], held.0["stage"]);
    assert!(held.is_cleared("danger.final_order") && held.is_cleared("danger.reinstatement"), "custody is no order");
    assert_ne!(before.state("bond.open"), held.state("bond.open"), "but custody it is");
    // A removal carried out is a fact of the order, and it leaves the person wherever they are.
    let ordered = Page::if_so(&path, &["orders[0].kind=after_hearing", "orders[0].issued=2019-03-06", "orders[0].carried_out=yes"]);
    assert_eq!(ordered.state("bond.open"), held.state("bond.open"));
    assert!(!ordered.is_cleared("danger.reinstatement"));
}

/// ICE holds the person from July 16 on: what was said of custody before is taken back, and then said anew.
fn take_into_custody(path: &str) {
    take_back(path, "custody.kind", "2026-07-16");
    take_back(path, "custody.since", "2026-07-16");
    for (fact, value) in [("custody.kind", "ice"), ("custody.place", "FL-S"), ("custody.since", "2026-07-16")] {
        record(path, fact, value, "ICE locator", "2026-07-17");
    }
}

/// Complaint B8: names and a telephone number went out in the address of a request, and the whole address was logged. A
/// page asks nothing of any server, and no name, number or file name is in what a program would log.
#[test]
fn nothing_that_names_a_client_is_in_a_link_a_log_or_the_name_of_a_file() {
    let secrets = ["Menjívar", "Portillo", "Rosa Elvira", "617-240", "617240"];
    let folder = TempDir::new().unwrap();
    let text = fs::read_to_string(worked("miami-in-absentia.toml")).unwrap();
    let path = file(folder.path(), "Portillo A098617240.toml", &text);
    file(folder.path(), "Rosa Elvira.toml", "no client file");
    let page = forbear(&["assess", &path, "--format", "html"]).out;
    let links = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let out: Vec<&str> = links.filter(|goal| !goal.starts_with('#')).collect();
    assert!(out.is_empty(), "{out:?} lead away from the page");
    assert!(!page.contains("<form") && !page.contains("<script") && !page.contains("src="), "the page sends nothing");
    assert!(page.contains("default-src &#39;none&#39;") && page.contains("form-action &#39;none&#39;"), "and may send nothing");
    // What the commands say: what they wrote, what they found stale, what they could not read.
    let folder_path = folder.path().display().to_string();
    let stale = forbear(&["law", "stale", "--as-of", "2026-11-25", "--clients", &folder_path]);
    assert!(stale.out.contains("touches 1 client: K4MX") && stale.out.contains("1 files do not read"), "{}", stale.out);
    let said = ["--source", "client", "--certainty", "client says", "--by", "paralegal", "--on", "2026-07-16"];
    let added = forbear(&[&["fact", &path, "client.married", "yes"], &said[..]].concat());
    assert_eq!(added.code, 0, "{}", added.err);
    let broken = file(folder.path(), "c.toml", text.replace("given  = \"Rosa\"", "given  = Rosa"));
    let refused = forbear(&["assess", &broken]);
    assert_eq!(refused.code, 2);
    for ran in [&stale.out, &stale.err, &added.out, &refused.out, &refused.err, &page] {
        for secret in secrets {
            assert!(!ran.contains(secret), "{secret} in: {ran}");
        }
    }
    assert_eq!(listing(folder.path()), ["Portillo A098617240.toml", "Rosa Elvira.toml", "c.toml"], "no copy under another name");
}

/// Complaint B8: the code stands on every page and in every list, so it is neither a name nor a number of the client.
#[test]
fn the_code_of_a_client_is_never_an_a_number_or_a_name() {
    let folder = TempDir::new().unwrap();
    let who = "a_numbers = [\"A098-617-240\"]\n";
    let name = "[[names]]\ngiven = \"Rosa Elvira\"\nfamily = [\"Portillo\"]\n";
    for code in ["Rosa Portillo", "A098-617-240", "A098617240", "098617240", "98617240", "PORTILLO", "2026-portillo"] {
        let text = format!("{who}{}{name}", HEAD.replace("T7", code));
        let ran = forbear(&["assess", &file(folder.path(), "client.toml", text)]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{code} was taken for a code");
        assert!(ran.said().contains("never a name") && !ran.err.contains(code), "{code}: {}", ran.err);
    }
    // An office's own count is a code, though it may have nine digits.
    for code in ["T7", "24-0123456", "9AH", "P2_new-case", "19-00098617"] {
        let text = format!("{who}{}{name}", HEAD.replace("T7", code));
        assert_eq!(read(&file(folder.path(), "client.toml", text)).code, code);
    }
}

/// Complaint B22: one docket number led to several records, and to the wrong one. Two files with one A-number stay two
/// clients; a link goes by the file that was named, and a client with two numbers is still one.
#[test]
fn one_number_on_two_files_never_makes_them_one_client() {
    let folder = TempDir::new().unwrap();
    let order = |issued: &str| {
        format!("[facts]\ncomplete = [\"orders\"]\n[[facts.orders]]\nkind = \"after_hearing\"\nby = \"judge\"\nissued = {issued}\n")
    };
    let with = |name: &str, code: &str, numbers: &str, facts: &str| {
        file(folder.path(), name, format!("a_numbers = [{numbers}]\n{}{facts}", HEAD.replace("T7", code)))
    };
    let one = with("one.toml", "ONE", "\"A098-617-240\"", &order("2026-06-22"));
    let two = with("two.toml", "TWO", "\"A098-617-240\", \"A216-084-573\"", &order("2026-07-01"));
    let alone = with("alone.toml", "TWO", "", &order("2026-07-01"));
    let appeal = "order[0].board_appeal_30";
    assert_eq!(Page::of(&one).deadline(appeal), Some("2026-07-22"));
    assert_eq!(Page::of(&two).deadline(appeal), Some("2026-07-31"));
    // No number leads to another file's facts: with them and without, the page is the same.
    assert!(Page::of(&two).0 == Page::of(&alone).0, "a number changed an answer");
    fs::remove_file(&alone).unwrap();
    let stale = forbear(&["law", "stale", "--as-of", "2026-11-25", "--clients", &folder.path().display().to_string()]);
    assert!(stale.out.contains("2 clients were read") && stale.out.contains("touches 2 clients: ONE, TWO"), "{}", stale.out);
}

/// Complaint B22: one client has many proceedings. Each order keeps its own day and its own deadlines.
#[test]
fn two_orders_of_two_courts_keep_their_own_days() {
    let folder = TempDir::new().unwrap();
    let order = |kind: &str, court: &str, issued: &str| {
        format!("[[facts.orders]]\nkind = \"{kind}\"\ncourt = \"{court}\"\nby = \"judge\"\nissued = {issued}\n")
    };
    let facts = "[facts]\ncomplete = [\"orders\"]\n".to_owned()
        + &order("after_hearing", "MIA", "2026-07-01")
        + &order("in_absentia", "DAL", "2026-03-02");
    let path = written(folder.path(), &facts);
    let page = Page::of(&path);
    assert_eq!(page.deadline("order[0].board_appeal_30"), Some("2026-07-31"));
    assert_eq!(page.deadline("order[1].rescind_180"), Some("2026-08-31"));
    assert_eq!((page.deadline("order[1].board_appeal_30"), page.deadline("order[0].rescind_180")), (None, None));
    // What is learned of one is not said of the other.
    record(&path, "orders[1].issued", "2026-03-02", "court file", "2026-07-15");
    record(&path, "orders[0].appeal_taken", "2026-07-10", "receipt", "2026-07-15");
    let page = Page::of(&path);
    assert_eq!(page.deadline("order[1].rescind_180"), Some("2026-08-31"));
    let text = forbear(&["assess", &path]).said();
    assert!(text.contains("order of removal 2)"), "each is named by its number: {text}");
}
