//! The gate fails closed: no gap, no pair of situations, no paper and no age of the law opens it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]

mod clients;

use assess::Input;
use assess::line::Asking;
use assess::safety::verdicts;
use clients::{expected, law, prepared};
use law::case::Case;
use law::facts::RecordId;
use law::{Confirmed, Level, Recipient};
use truth::{Answer, Causes, Day, Interval, Reason, Value};

fn levels(case: &Case, as_of: Day) -> [Level; 4] {
    let confirmed = Confirmed::default();
    let input = Input::bare(law(), case, as_of, &confirmed);
    verdicts(&mut Asking::new(&input))
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Every client of the verdict table, resolved.
fn table() -> Vec<(String, Case, Day)> {
    let of = |row: clients::Expected| {
        let prepared = prepared("verdicts", &row.file);
        (row.file, prepared.case, prepared.as_of)
    };
    expected("verdicts").into_iter().map(of).collect()
}

/// The twenty-five situations themselves, without the clients that only show one danger or one level each.
fn situations() -> Vec<(String, Case, Day)> {
    table().into_iter().filter(|(file, ..)| !file.starts_with("part2-") && !file.starts_with("rt-")).collect()
}

/// What a change made milder, in words.
fn milder(what: &str, before: [Level; 4], after: [Level; 4]) -> Option<String> {
    let lost = Recipient::ALL.iter().zip(before.iter().zip(&after)).filter(|(_, (b, a))| a < b);
    let lost: Vec<String> = lost.map(|(r, (b, a))| format!("{} {} to {}", r.name(), b.name(), a.name())).collect();
    (!lost.is_empty()).then(|| format!("{what}: {}", lost.join(", ")))
}

/// A gap of one fact, or of one list's completeness.
#[derive(Clone, Copy, Debug)]
enum Gap {
    Fact(u32, Option<u16>),
    List(RecordId),
}

fn gaps(case: &Case) -> Vec<Gap> {
    let model = &law().model;
    let mut all: Vec<Gap> = case.all_stated(model).map(|(f, e)| Gap::Fact(f, e)).collect();
    let mut lists: Vec<RecordId> = case.all_lists().filter(|(_, complete, _)| *complete).map(|(r, ..)| r).collect();
    lists.sort_unstable();
    all.extend(lists.into_iter().map(Gap::List));
    all
}

fn make(case: &mut Case, gap: Gap) {
    let model = &law().model;
    match gap {
        Gap::Fact(field, None) => case.forget(field),
        Gap::Fact(field, Some(n)) => case.set_entry(model, field, n, None),
        Gap::List(record) => case.set_complete(record, false),
    }
}

fn name(gap: Gap) -> String {
    let model = &law().model;
    match gap {
        Gap::Fact(field, entry) => model.path(field, entry),
        Gap::List(record) => format!("{} complete", model.records[record as usize].list.clone().unwrap_or_default()),
    }
}

#[test]
fn making_any_fact_unknown_never_opens_the_gate() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (file, case, as_of) in table() {
        let before = levels(&case, as_of);
        for gap in gaps(&case) {
            let mut less = case.clone();
            make(&mut less, gap);
            tried += 1;
            wrong.extend(milder(&format!("{file} without {}", name(gap)), before, levels(&less, as_of)));
        }
    }
    println!("{tried} gaps");
    assert!(tried > 2000);
    assert!(wrong.is_empty(), "{} of {tried} gaps open something:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn making_many_facts_unknown_at_once_never_opens_the_gate() {
    let mut wrong = Vec::new();
    // A small generator of our own: the same gaps on every machine.
    let mut seed: u64 = 20_260_715;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    for (file, case, as_of) in table() {
        let before = levels(&case, as_of);
        let all = gaps(&case);
        for round in 0..24 {
            let mut less = case.clone();
            // A few facts, half of them, nearly all.
            let keep_one_in = [12, 2, 1][round % 3];
            let mut made = Vec::new();
            for gap in &all {
                let gone = if keep_one_in == 1 { next() % 8 != 0 } else { next() % keep_one_in == 0 };
                if gone {
                    make(&mut less, *gap);
                    made.push(name(*gap));
                }
            }
            wrong.extend(milder(&format!("{file} without {}", made.join(", ")), before, levels(&less, as_of)));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is known where either of two cases may be so.
fn either(a: &Case, b: &Case) -> Case {
    let model = &law().model;
    let mut joined = Case::default();
    for (field, entry) in a.all_stated(model).filter(|(_, e)| e.is_none()) {
        if let (Some(x), Some(y)) = (a.stated(model, field, entry), b.stated(model, field, entry)) {
            joined.set(field, x.join(y));
        }
    }
    let of = |case: &Case, record: RecordId| -> Vec<Vec<Option<Answer>>> {
        let fields = model.records[record as usize].fields.clone();
        (0..case.entries(record).0).map(|n| fields.clone().map(|f| case.stated(model, f, Some(n)).cloned()).collect()).collect()
    };
    for (record, _) in model.records.iter().enumerate().filter(|(_, r)| r.list.is_some()) {
        let record = u32::try_from(record).unwrap();
        // Lists that differ: nothing is known of their entries. Lists that agree stay.
        if of(a, record) == of(b, record) && a.entries(record).1.is_empty() && b.entries(record).1.is_empty() {
            copy_list(a, &mut joined, record);
            joined.set_complete(record, true);
        }
    }
    joined
}

fn copy_list(from: &Case, to: &mut Case, record: RecordId) {
    let model = &law().model;
    let first = to.entries(record).0;
    for n in 0..from.entries(record).0 {
        to.add_entry(model, record, first + n);
        for field in model.records[record as usize].fields.clone() {
            if let Some(answer) = from.stated(model, field, Some(n)) {
                to.set_entry(model, field, first + n, Some(answer.clone()));
            }
        }
    }
}

/// The lists of both, one behind the other; single facts as either has them.
fn together(a: &Case, b: &Case) -> Case {
    let model = &law().model;
    let mut joined = either(a, b);
    for (record, _) in model.records.iter().enumerate().filter(|(_, r)| r.list.is_some()) {
        let record = u32::try_from(record).unwrap();
        if joined.entries(record).1.is_empty() {
            continue;
        }
        copy_list(a, &mut joined, record);
        copy_list(b, &mut joined, record);
        joined.set_complete(record, a.entries(record).1.is_empty() && b.entries(record).1.is_empty());
    }
    joined
}

fn stricter(a: [Level; 4], b: [Level; 4]) -> [Level; 4] {
    std::array::from_fn(|n| a[n].max(b[n]))
}

/// Who has something to decide, in the order of the page.
fn powers(case: &Case, as_of: Day) -> [truth::Truth; 4] {
    let confirmed = Confirmed::default();
    let mut evaluation = law::Evaluation::new(law(), case, as_of, &confirmed);
    Recipient::ALL.map(|r| evaluation.named(&format!("power.{}", r.name())).expect("each recipient has a power").as_truth())
}

#[test]
fn where_either_of_two_situations_may_be_so_the_stricter_verdict_holds() {
    let table = situations();
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for (n, (file, a, as_of)) in table.iter().enumerate() {
        let before = levels(a, *as_of);
        for (other, b, _) in &table[n + 1..] {
            tried += 1;
            let wanted = stricter(before, levels(b, *as_of));
            wrong.extend(milder(&format!("{file} or {other}"), wanted, levels(&either(a, b), *as_of)));
        }
    }
    println!("{tried} pairs");
    assert!(wrong.is_empty(), "{} of {tried} pairs:\n{}", wrong.len(), wrong.join("\n"));
}

/// A danger that is not known counts as one that holds.
const COUNTS: [truth::Truth; 2] = [truth::Truth::Yes, truth::Truth::Unknown];

/// Dangers that hold, do not, or are not known.
fn held(case: &Case, as_of: Day, wanted: &[truth::Truth]) -> Vec<String> {
    let confirmed = Confirmed::default();
    let mut evaluation = law::Evaluation::new(law(), case, as_of, &confirmed);
    let all = law().program.numbered().filter(|(_, c)| matches!(c.sort, law::program::Sort::Danger(_)));
    let all: Vec<(u32, String)> = all.map(|(id, c)| (id, c.name.clone())).collect();
    all.into_iter().filter(|(id, _)| wanted.contains(&evaluation.conclusion(*id, None).as_truth())).map(|(_, name)| name).collect()
}

#[test]
fn two_situations_together_give_the_stricter_verdict() {
    let table = situations();
    let (mut wrong, mut together_too) = (Vec::new(), 0);
    for (n, (file, a, as_of)) in table.iter().enumerate() {
        let (before, dangers) = (levels(a, *as_of), held(a, *as_of, &COUNTS));
        for (other, b, _) in &table[n + 1..] {
            let both = together(a, b);
            let gone = held(&both, *as_of, &[truth::Truth::No]);
            // Some situations exclude each other: who has an order is not without a case and without an order.
            if dangers.iter().chain(&held(b, *as_of, &COUNTS)).any(|d| gone.contains(d)) {
                continue;
            }
            together_too += 1;
            // Where one of the two brings a recipient something to decide, it is no longer "nothing to decide here", and a
            // danger that is only as strict toward who has no power is judged anew.
            let (power, of_a, of_b) = (powers(&both, *as_of), powers(a, *as_of), powers(b, *as_of));
            let levels_b = levels(b, *as_of);
            let of = |n: usize, own: [truth::Truth; 4], level: [Level; 4]| if own[n] == power[n] { level[n] } else { Level::Ask };
            let wanted = std::array::from_fn(|n| of(n, of_a, before).max(of(n, of_b, levels_b)));
            wrong.extend(milder(&format!("{file} and {other}"), wanted, levels(&both, *as_of)));
        }
    }
    println!("{together_too} pairs can be together");
    assert!(together_too > 200, "{together_too}");
    assert!(wrong.is_empty(), "{} of {together_too} pairs:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_confirmation_and_the_check_of_the_same_day_make_it_final_and_change_no_verdict() {
    let model = &law().model;
    let field = |record: &str, name: &str| model.field(model.record(record).unwrap(), name).unwrap();
    let (eoir, custody, signed, lawyer) =
        (field("search", "eoir_checked"), field("search", "custody_checked"), field("consent", "signed"), field("consent", "lawyer_named"));
    for row in expected("verdicts") {
        let prepared = prepared("verdicts", &row.file);
        let confirmed = Confirmed::default();
        let mut seen = Vec::new();
        for all_done in [false, true] {
            let mut case = prepared.case.clone();
            // Looked up the day before is looked up; it is not of the same day.
            let checked = if all_done { prepared.as_of } else { prepared.as_of.previous() };
            for check in [eoir, custody] {
                case.set(check, Answer::known(Value::Date(Interval::exactly(checked))));
            }
            case.set(
                signed,
                if all_done { Answer::known(Value::Date(Interval::exactly(prepared.as_of))) } else { Answer::none(truth::Kind::Date) },
            );
            case.set(lawyer, Answer::known(Value::YesNo(truth::Truth::from(all_done))));
            let mut input = Input::bare(law(), &case, prepared.as_of, &confirmed);
            input.confirmation = all_done.then(|| ("A. Lawyer".to_owned(), prepared.as_of, Some(prepared.as_of), Some(prepared.as_of)));
            let page = assess::assess(&input);
            assert_eq!(page.safety.not_final.is_empty(), all_done, "{}: {:?}", row.file, page.safety.not_final);
            assert_eq!(page.safety.confirmed_by.is_some(), all_done);
            seen.push(page.safety.verdicts.iter().map(|v| v.level).collect::<Vec<_>>());
        }
        assert_eq!(seen[0], seen[1], "{}", row.file);
    }
}

#[test]
fn with_nothing_known_all_four_are_closed_and_no_danger_is_called_true() {
    let case = Case::default();
    let confirmed = Confirmed::default();
    let page = assess::assess(&Input::bare(law(), &case, day("2026-07-15"), &confirmed));
    assert!(page.safety.verdicts.iter().all(|v| v.level == Level::Stop));
    assert!(page.safety.dangers.iter().all(|d| d.line.state != assess::model::State::Yes));
    assert!(page.safety.notice.is_some_and(|n| n.en.contains("do not skip it") && n.es.contains("no falte")));
    let first = page.next_question.expect("there is something to ask");
    assert!(first.bears_on_safety > 0);
    assert!(!page.safety.keeps_closed.is_empty());
    assert!(!page.safety.duties.is_empty(), "duties show as questions");
}

/// A case in court whose next hearing is still to come in autumn: one that has passed unexplained closes by itself.
fn with_a_hearing_ahead() -> Case {
    let model = &law().model;
    let next_hearing = model.field(model.record("proceedings").unwrap(), "next_hearing").unwrap();
    let (_, mut case, _) = table().into_iter().find(|(f, ..)| f.starts_with("08-")).unwrap();
    case.set(next_hearing, truth::Answer::known(truth::Value::Date(truth::Interval::exactly(day("2027-01-11")))));
    case
}

/// A hearing was missed and nobody wrote it down: the page went on saying "may be asked" and "go to the hearing".
#[test]
fn a_hearing_that_has_passed_unexplained_closes_the_gate_and_is_no_longer_a_day_to_go() {
    let (_, case, as_of) = table().into_iter().find(|(f, ..)| f.starts_with("08-")).unwrap();
    assert_eq!(levels(&case, as_of)[0], Level::Ask);
    let confirmed = Confirmed::default();
    let page = assess::assess(&Input::bare(law(), &case, day("2026-09-20"), &confirmed));
    assert_eq!(page.safety.verdicts[0].level, Level::Stop, "{:?}", page.safety.verdicts[0].decided_by);
    let known = |id: &str| page.safety.duties.iter().any(|d| d.line.id == id && d.line.state == assess::model::State::Yes);
    assert!(
        known("duty.hearing_passed") && !known("duty.hearing"),
        "{:?}",
        page.safety.duties.iter().map(|d| &d.line.id).collect::<Vec<_>>()
    );
}

#[test]
fn when_nobody_has_looked_at_the_law_since_summer_the_gate_opens_nowhere() {
    for (file, case, _) in table() {
        let late = levels(&case, day("2026-11-25"));
        assert!(late.iter().all(|l| matches!(l, Level::Stop | Level::NothingToDecide)), "{file}: {late:?}");
    }
    // October 2 is day 90; from the 3rd on nothing opens.
    let case = with_a_hearing_ahead();
    assert_eq!(levels(&case, day("2026-10-02"))[0], Level::Ask);
    assert_eq!(levels(&case, day("2026-10-03"))[0], Level::Stop);
}

#[test]
fn a_named_confirmation_of_the_list_of_dangers_opens_what_its_own_law_leaves_open_and_every_page_says_whose_it_is() {
    let case = with_a_hearing_ahead();
    let as_of = day("2026-10-03");
    let mut confirmed = Confirmed::default();
    let mut by = Vec::new();
    for provision in law().provisions.iter().filter(|p| p.kind == "safety" && p.volatile) {
        confirmed.insert(provision.id.clone(), (provision.version.clone(), day("2026-10-01")));
        by.push(assess::model::ConfirmedBy {
            provision: provision.id.clone(),
            source: "dockets".into(),
            day: "2026-10-01".into(),
            name: "Rosa Ibarra".into(),
        });
    }
    let mut input = Input::bare(law(), &case, as_of, &confirmed);
    input.confirmations = by;
    let page = assess::assess(&input);
    let opla = &page.safety.verdicts[0];
    assert_eq!(opla.level, Level::Ask, "{:?}", opla.decided_by);
    assert!(opla.complete_by.iter().any(|b| b.name == "Rosa Ibarra"));
    assert!(page.receipt.confirmations.iter().any(|b| b.name == "Rosa Ibarra"));
    // Another version of the file is another text: nobody confirmed that.
    for (version, _) in confirmed.values_mut() {
        *version = "0000000000000000".into();
    }
    assert_eq!(levels_confirmed(&case, as_of, &confirmed)[0], Level::Stop);
}

fn levels_confirmed(case: &Case, as_of: Day, confirmed: &Confirmed) -> [Level; 4] {
    verdicts(&mut Asking::new(&Input::bare(law(), case, as_of, confirmed)))
}

#[test]
fn a_conflict_counts_as_unknown_and_keeps_the_gate_closed() {
    let model = &law().model;
    let stage = model.field(model.record("warrant").unwrap(), "any_open").unwrap();
    let (_, mut case, as_of) = table().into_iter().find(|(f, ..)| f.starts_with("08-")).unwrap();
    assert_eq!(levels(&case, as_of)[0], Level::Ask);
    case.set(stage, Answer::unknown(truth::Kind::YesNo, false, Causes::one(Reason::Conflict, law::about::About::Fact(stage, None).pack())));
    assert_eq!(levels(&case, as_of)[0], Level::Stop);
    let confirmed = Confirmed::default();
    let next = assess::assess(&Input::bare(law(), &case, as_of, &confirmed)).next_question.expect("it is the next thing to settle");
    assert_eq!(next.fact.path, "warrant.any_open");
}

/// A practitioner who reads only "decide now" must not meet a way there whose act is never right for this client.
#[test]
fn a_way_whose_act_is_never_right_is_shut_and_never_among_what_to_decide() {
    let mut met = 0;
    for (file, case, as_of) in table() {
        let page = assess::assess(&Input::bare(law(), &case, as_of, &Confirmed::default()));
        let never: Vec<&str> =
            page.safety.never.iter().filter(|a| a.line.state == assess::model::State::Yes).map(|a| a.line.id.as_str()).collect();
        for way in page.avenues.iter().filter(|a| a.never.is_some()) {
            met += 1;
            assert!(way.gate_closed, "{file}: {} is not shut", way.line.id);
            assert!(page.decide_now.iter().all(|row| row.id != way.line.id), "{file}: {} stands under what to decide", way.line.id);
        }
        if never.contains(&"act.ask_dismissal") {
            let dismissal = page.avenues.iter().find(|a| a.line.id == "dismissal.open").expect("the pack has it");
            let closed = dismissal.line.state == assess::model::State::No;
            assert!(dismissal.never.is_some() || closed, "{file}: dismissal reads open though the act is never right");
        }
    }
    assert!(met > 0, "no worked client has such a way");
}
