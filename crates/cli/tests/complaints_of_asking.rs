//! What people who do this work complained of, one test each: what is asked, in which order, of whom, and what must not
//! be guessed from a court's screen or from silence.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]

mod forbear;
mod page;

use assess::from_client::Prepared;
use assess::line::Asking;
use assess::questions::next_question;
use forbear::{copy, file, forbear};
use page::{HEAD, Page, client as written, record, take_back, worked};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

const COURT: &str = "EOIR case information";

/// Complaint B9: lawyers need first the full name, the birth date, and every state of an arrest. A record out of memory
/// is not a record, however complete the client calls it; the question names every place lived in.
#[test]
fn a_record_from_memory_is_not_complete_until_every_place_was_asked() {
    let folder = TempDir::new().unwrap();
    let path = copy(folder.path(), "verdicts/08-in-court-relief-there.toml");
    let (danger, bars) = ("danger.record_unread", "cancellation_42b.no_barring_offense");
    let whole = Page::of(&path);
    assert!(whole.is_cleared(danger) && whole.state(bars) == "yes" && whole.verdict("opla") == "ask");
    // The same lists, all "complete", and nobody asked where the client lived.
    take_back(&path, "record.complete_sources", "2026-07-16");
    let memory = Page::of(&path);
    assert_eq!((memory.state(danger), memory.state(bars)), ("not-known", "not-known"));
    assert!(memory.missing(danger).contains(&"record.complete_sources"));
    assert_eq!((memory.verdict("opla"), memory.verdict("court")), ("plan", "plan"), "nothing is filed on a record from memory");
    assert_eq!(memory.next(), Some("record.complete_sources"), "and that is what is asked next");
    for (lang, every_place) in [("en", "every place you lived, not from memory"), ("es", "cada lugar donde vivió, y no de la memoria")] {
        let question = memory.0["next_question"]["fact"]["question"][lang].as_str().unwrap();
        assert!(question.contains(every_place), "{question}");
        assert!(memory.0["next_question"]["fact"]["learn"][lang].is_string(), "and how to learn it");
    }
    record(&path, "record.complete_sources", "no", "client", "2026-07-17");
    assert_eq!(Page::of(&path).state(danger), "yes");
    take_back(&path, "record.complete_sources", "2026-07-18");
    record(&path, "record.complete_sources", "yes", "courts of Florida and Texas, FBI record", "2026-07-19");
    assert!(Page::of(&path).is_cleared(danger));
    // A name that was never looked up keeps an order possible.
    take_back(&path, "search.every_name_and_number", "2026-07-20");
    let page = Page::of(&path);
    assert!(!page.is_cleared("danger.hidden_order") && page.missing("danger.hidden_order").contains(&"search.every_name_and_number"));
    assert_eq!(page.verdict("opla"), "stop");
}

/// Complaint B11: people decline the question about status, and a tool must not guess. What rests on it stays open and
/// says so; everything else is shown; each question gives its reason; and who said "not today" is asked something else.
#[test]
fn a_declined_question_is_neither_yes_nor_no_and_stops_nothing_else() {
    let folder = TempDir::new().unwrap();
    let path = written(
        folder.path(),
        "[facts]\ncomplete = [\"orders\"]\n[facts.custody]\nkind = \"free\"\n[facts.proceedings]\nstage = \"pending_judge\"\nnext_hearing = 2026-09-14\n",
    );
    let asked_first = Page::of(&path).next().expect("there is something to ask").to_owned();
    assert_eq!(asked_first, "statuses", "the story needs the status to be what is asked");
    record(&path, "statuses[0].kind", "not today", "client", "2026-07-15");
    record(&path, "client.nationality", "unknown", "client", "2026-07-15");
    let page = Page::of(&path);
    for (way, fact, reason) in [
        ("cancellation_42a.met", "statuses[0].kind", "not asked today"),
        ("temporary_protected_status.met", "statuses[0].kind", "not asked today"),
        ("cuban_adjustment.met", "client.nationality", "asked, not known"),
    ] {
        assert_eq!(page.state(way), "not-known", "{way}");
        let missing = page.way(way)["line"]["missing"].as_array().unwrap();
        assert!(missing.iter().any(|m| m["path"] == fact && m["reason"] == reason), "{way}: {missing:?}");
    }
    for danger in ["danger.status_ended", "danger.parolee_expedited", "danger.refugee_review"] {
        assert!(!page.is_cleared(danger) && page.state(danger) == "not-known", "{danger}");
    }
    // The rest of the page is there.
    let hearing = page.0["safety"]["duties"].as_array().unwrap().iter().find(|d| d["line"]["id"] == "duty.hearing").unwrap();
    assert_eq!((hearing["line"]["state"].as_str(), hearing["day"].as_str()), (Some("yes"), Some("2026-09-14")));
    assert_eq!((page.state("administrative_closure.open"), page.state("petition_for_review.open")), ("yes", "no"));
    // Whatever is asked says why, in both languages.
    let mut questions = 0;
    each_question(&page.0, &mut |fact| {
        questions += 1;
        for lang in ["en", "es"] {
            assert!(!fact["why"][lang].as_str().unwrap().trim().is_empty(), "{} is asked without a reason", fact["path"]);
        }
    });
    assert!(questions > 100, "{questions}");
    for (lang, why) in [("en", "Why: "), ("es", "Por qué: ")] {
        let text = forbear(&["assess", &path, "--lang", lang]).out;
        let asked = text.split(if lang == "en" { "NEXT QUESTION" } else { "LA PREGUNTA SIGUIENTE" }).nth(1).unwrap();
        assert!(asked.lines().take(8).any(|line| line.trim_start().starts_with(why)), "{asked}");
    }
    assert_ne!(page.next(), Some("statuses[0].kind"), "put off to another day, and asked again in the same breath");
    // The question before all others, put off: the next one is another, and where the person is stays open in everything else.
    let nothing = written(folder.path(), "");
    assert_eq!(Page::of(&nothing).next(), Some("custody.kind"));
    record(&nothing, "custody.kind", "not today", "client", "2026-07-15");
    let page = Page::of(&nothing);
    assert!(page.next().is_some_and(|next| next != "custody.kind"), "{:?}", page.next());
    assert!(["opla", "ero", "uscis", "court"].into_iter().all(|r| page.verdict(r) == "stop"), "nothing opens by silence");
}

/// Each fact that a page asks for.
fn each_question(of: &Value, visit: &mut impl FnMut(&Value)) {
    match of {
        Value::Object(map) => {
            if map.contains_key("question") && map.contains_key("why") && map.contains_key("path") {
                visit(of);
            }
            map.values().for_each(|v| each_question(v, visit));
        }
        Value::Array(all) => all.iter().for_each(|v| each_question(v, visit)),
        _ => {}
    }
}

/// Complaint B19: the court does not record who came; "in absentia" in its data is a kind of decision. From an order in
/// absentia nobody concludes why, or whether notice came; from an order after a hearing nobody concludes that all
/// hearings were attended.
#[test]
fn no_attendance_is_read_out_of_a_decision() {
    let folder = TempDir::new().unwrap();
    let order = |kind: &str| {
        let of = |name: &str, value: &str| format!("{name} = {{ value = {value}, source = \"{COURT}\", certainty = \"documented\" }}\n");
        let stage = of("stage", "\"ordered\"");
        let entry = of("kind", &format!("\"{kind}\"")) + &of("issued", "2026-05-04");
        written(folder.path(), &format!("[facts]\ncomplete = [\"orders\"]\n[facts.proceedings]\n{stage}[[facts.orders]]\n{entry}"))
    };
    let path = order("in_absentia");
    let page = Page::of(&path);
    let grounds = "rescind_in_absentia.met";
    let missing = if page.line(grounds).is_some() { page.missing(grounds) } else { page.missing("rescind_in_absentia.open") };
    for fact in ["orders[0].hearing_notice", "orders[0].notice_of_time_and_place", "orders[0].in_custody_then"] {
        assert!(missing.contains(&fact), "{fact} was concluded from the word of a screen: {missing:?}");
    }
    let weighed = forbear(&["assess", &path, "--explain", "order[0].exceptional_circumstances"]).said();
    for fact in ["Reason for the absence", "All earlier hearings attended", "Court called that day"] {
        assert!(weighed.contains(&format!("{fact}: not known — nobody has said")), "{fact}: {weighed}");
    }
    // The other way about: there was a hearing, and a missed one before it is still asked about.
    let page = Page::of(&order("after_hearing"));
    assert!(page.is_cleared("danger.absentia_no_stay"));
    assert_eq!(page.state("danger.hidden_order"), "not-known");
    assert!(page.missing("danger.hidden_order").contains(&"search.missed_hearing"), "{:?}", page.missing("danger.hidden_order"));
}

/// Complaint B20: the court's own system has no interface for programs, so somebody types what its screen shows. It keeps
/// the day on which it was looked up, grows old after that day and not after the day of writing, and a later look-up
/// leaves the earlier in the file.
#[test]
fn what_was_copied_from_the_courts_screen_keeps_the_day_of_the_look_up() {
    let folder = TempDir::new().unwrap();
    let path = written(folder.path(), "");
    for (fact, value) in
        [("proceedings.stage", "pending_judge"), ("proceedings.next_hearing", "2026-10-06"), ("search.eoir_checked", "2026-07-01")]
    {
        record(&path, fact, value, COURT, "2026-07-01");
    }
    let proof = forbear(&["assess", &path, "--as-of", "2026-07-08", "--explain", "who_decides_now.judge_decides"]).said();
    assert!(proof.contains("EOIR case information, document, July 1, 2026"), "{proof}");
    let old = |day: &str| -> Vec<String> {
        let page = Page::asked(&path, &["--as-of", day]);
        page.0["stale_facts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| format!("{} {}", f["path"].as_str().unwrap(), f["on"].as_str().unwrap()))
            .collect()
    };
    assert_eq!(old("2026-07-02"), Vec::<String>::new());
    assert_eq!(old("2026-07-08"), ["search.eoir_checked 2026-07-01"], "a look-up of the same day is wanted");
    assert_eq!(
        old("2026-07-09"),
        ["proceedings.next_hearing 2026-07-01", "proceedings.stage 2026-07-01", "search.eoir_checked 2026-07-01"],
        "seven days are over"
    );
    assert!(forbear(&["assess", &path, "--as-of", "2026-07-09"]).said().contains("Next hearing: last asked July 1, 2026; ask again"));
    // Looked up again: the new day governs, and the old one can still be read.
    let before = fs::read_to_string(&path).unwrap();
    record(&path, "proceedings.next_hearing", "2026-09-01", COURT, "2026-07-15");
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.starts_with(&before) && after.contains("2026-10-06") && after.contains("2026-09-01"));
    let page = Page::of(&path);
    let hearing = page.0["safety"]["duties"].as_array().unwrap().iter().find(|d| d["line"]["id"] == "duty.hearing").unwrap();
    assert_eq!(hearing["day"], "2026-09-01");
    assert!(page.0["conflicts"].as_array().unwrap().is_empty(), "one source, two days: no conflict");
    let not_final: Vec<&str> = page.0["safety"]["not_final"].as_array().unwrap().iter().map(|w| w["en"].as_str().unwrap()).collect();
    assert!(not_final.contains(&"No EOIR look-up of the same day."), "{not_final:?}");
}

/// Asks what the page would ask next, answers it, and so on until nothing is left to ask; gives the questions in their
/// order. It ends early at a choice that the story has no answer to.
fn interview(answers: &[(&str, &str)]) -> Vec<String> {
    let pack = law::Pack::examine(law::source::Sources::embedded()).0;
    let confirmed = law::Confirmed::default();
    let (mut said, mut asked) = (String::new(), Vec::new());
    loop {
        let mut file = client::ClientFile::read("client.toml", HEAD.as_bytes(), &pack).unwrap();
        if !said.is_empty() {
            file.suppose(&pack, &said).unwrap();
        }
        let prepared = Prepared::new(&pack, &file, truth::Day::parse("2026-07-15").unwrap());
        let input = prepared.input(&pack, &confirmed, &[], "");
        let Some(question) = next_question(&mut Asking::new(&input)) else { return asked };
        let fact = question.fact.path;
        assert!(question.bears_on > 0, "{fact} is asked, and nothing waits for it");
        assert!(!asked.contains(&fact), "{fact} is asked twice: {asked:?}");
        let choices: Vec<&str> = question.answers.iter().map(|(answer, _)| answer.en.as_str()).collect();
        let answer = match (answers.iter().find(|(name, _)| *name == fact), choices.as_slice()) {
            (Some((_, answer)), _) => *answer,
            (None, ["there is none" | "that is all"]) => "complete",
            (None, ["yes", "no"]) => "no",
            (None, ["none"]) => "none",
            (None, _) => "",
        };
        said.push_str(&format!("{fact}={answer}\n"));
        asked.push(fact);
        if answer.is_empty() {
            return asked;
        }
    }
}

/// Complaint B21: an interview asked for the court before the address that decides it. What decides comes before what it
/// decides: the stage before the court, whether there is any before which one, and no court at all where no case is.
#[test]
fn nothing_is_asked_before_what_decides_it() {
    let about = [
        ("client.born", "1990-03-04"),
        ("client.citizenship_claim", "none"),
        ("client.citizenship_proof", "none"),
        ("client.capacity", "no_doubt"),
        ("client.registered", "yes"),
        ("last_entry.manner", "admitted_visa"),
        ("last_entry.day", "2016-04-02"),
        ("proceedings.pretermission_motion", "none"),
        ("proceedings.dhs_motion_pending", "none"),
        ("custody.section_236c_ground", "none"),
        ("record.complete_sources", "yes"),
        ("search.every_name_and_number", "yes"),
    ];
    for (stage, custody) in [("never", "free"), ("pending_judge", "free"), ("pending_judge", "ice"), ("closed", "free")] {
        let asked = interview(&[&about[..], &[("proceedings.stage", stage), ("custody.kind", custody)]].concat());
        assert!(asked.len() > 40, "{stage}: {asked:?}");
        let place = |fact: &str| asked.iter().position(|a| a == fact);
        assert_eq!(place("custody.kind"), Some(0), "where the person is comes first: {asked:?}");
        assert!(place("proceedings.stage").is_some_and(|at| at <= 2), "then orders and where the case stands: {asked:?}");
        let before = |first: &str, then: &str| {
            if let Some(then_at) = asked.iter().position(|a| a.starts_with(then)) {
                assert!(place(first).is_some_and(|at| at < then_at), "{stage}: {then} is asked before {first}: {asked:?}");
            }
        };
        before("proceedings.stage", "proceedings.court");
        for of_custody in ["custody.place", "custody.since", "custody.section_236c_ground", "custody.habeas"] {
            before("custody.kind", of_custody);
        }
        for list in ["orders", "statuses", "filings", "charges", "convictions", "trips", "relatives"] {
            before(list, &format!("{list}["));
            assert!(asked.iter().all(|a| !a.starts_with(&format!("{list}["))), "there is none of {list} to ask about: {asked:?}");
        }
        // A hearing day is asked for whatever the stage: it may be known where nobody knew of a case.
        let court = asked.iter().any(|a| a.starts_with("proceedings.court"));
        assert!(stage != "never" || !court, "no case, no court: {asked:?}");
    }
}

/// Complaint B21: a tool said "this PDF has no fields" of a file that had some. Whatever is refused is refused for what it
/// is, and nothing is refused that reads.
#[test]
fn no_file_is_refused_for_a_reason_that_is_not_so() {
    let folder = TempDir::new().unwrap();
    let pdf = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /AcroForm << /Fields [2 0 R] >> >>\nendobj\n";
    let ran = forbear(&["assess", &file(folder.path(), "form.pdf", pdf)]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.said().contains("not UTF-8 text") && !ran.said().contains("no fields"), "{}", ran.err);
    let ran = forbear(&["assess", &file(folder.path(), "empty.toml", "")]);
    assert!(ran.code == 2 && ran.said().contains("nothing says that this is a client file"), "{}", ran.err);
    let ran = forbear(&["assess", &file(folder.path(), "later.toml", HEAD.replace("client/1", "client/2"))]);
    assert!(ran.code == 2 && ran.said().contains("reads forbear-client/1 and no other format"), "{}", ran.err);
    // Windows line ends, a mark at the start, capitals in the name, no ending at all: all of these are client files.
    let mark = format!("\u{feff}{HEAD}");
    for (name, text) in [("a.toml", HEAD.replace('\n', "\r\n")), ("b.toml", mark), ("C.TOML", HEAD.to_owned()), ("client", HEAD.to_owned())]
    {
        let ran = forbear(&["assess", &file(folder.path(), name, &text)]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        assert!(ran.out.starts_with("Assessment T7"), "{name}");
    }
    // And every worked client reads from where it stands.
    assert_eq!(forbear(&["assess", &worked("miami-overstay.toml")]).code, 0);
}
