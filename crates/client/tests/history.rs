//! What a history comes to: the day decides, sources are heard together, order never matters, nothing is lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test may stop where it fails")]

mod pack;

use client::{ClientFile, FaultKind, Resolved, SetAside, Subject, would_fall};
use law::Pack;
use law::example::written;
use pack::{ABSENCE, HEAD, pack, read};
use proptest::prelude::*;
use truth::{Answer, Day, Reason, Truth};

struct Told {
    pack: Pack,
    file: ClientFile,
    known: Resolved,
}

fn told(text: &str) -> Told {
    let pack = pack();
    let file = read(&pack, &format!("{HEAD}{text}")).unwrap();
    let known = file.resolve(&pack);
    Told { pack, file, known }
}

impl Told {
    fn field(&self, path: &str) -> (u32, Option<u16>) {
        match Subject::parse(&self.pack.model, path).unwrap() {
            Subject::Field(field, entry) => (field, entry),
            _ => panic!("{path} is no field"),
        }
    }
    fn answer(&self, path: &str) -> Answer {
        let (field, entry) = self.field(path);
        self.known.case.get(&self.pack.model, field, entry)
    }
    fn value(&self, path: &str) -> String {
        written(&self.pack, &self.answer(path))
    }
    fn reasons(&self, path: &str) -> Vec<Reason> {
        self.answer(path).causes.as_slice().iter().map(|c| c.reason).collect()
    }
    fn conflicts(&self) -> Vec<String> {
        self.known.conflicts.iter().map(|c| c.subject.path(&self.pack.model)).collect()
    }
    fn orders(&self) -> (u16, bool) {
        let (count, missing) = self.known.case.entries(self.pack.model.list("orders").unwrap());
        (count, missing.is_empty())
    }
}

fn change(fact: &str, what: &str, on: &str, source: &str) -> String {
    format!("[[changes]]\nfact = \"{fact}\"\n{what}\non = {on}\nby = \"paralegal\"\nsource = \"{source}\"\ncertainty = \"documented\"\n")
}

fn ice(on: &str, source: &str) -> String {
    change("custody.kind", "value = \"ice\"", on, source)
}

fn free(on: &str, source: &str) -> String {
    change("custody.kind", "value = \"free\"", on, source)
}

fn clear(fact: &str, on: &str) -> String {
    change(fact, "clear = true", on, "office")
}

#[test]
fn what_one_source_says_later_replaces_what_it_said_before_wherever_it_stands_in_the_file() {
    for text in
        [ice("2026-07-02", "locator") + &free("2026-07-05", "locator"), free("2026-07-05", "locator") + &ice("2026-07-02", "Locator ")]
    {
        let told = told(&text);
        assert_eq!(told.value("custody.kind"), "free");
        assert!(told.conflicts().is_empty());
        let (field, entry) = told.field("custody.kind");
        let from = told.known.provenance(field, entry).unwrap();
        assert_eq!((from.statements.len(), from.newest().unwrap().on.to_string()), (1, "2026-07-05".to_owned()));
    }
}

#[test]
fn two_sources_that_contradict_each_other_are_both_kept_and_neither_clears_a_danger() {
    let told = told(&(ice("2026-07-02", "locator") + &free("2026-07-05", "wife")));
    assert_eq!(told.value("custody.kind"), "unknown");
    assert_eq!(told.reasons("custody.kind"), [Reason::Conflict]);
    assert_eq!(told.conflicts(), ["custody.kind"]);
    assert_eq!(told.known.conflicts[0].statements.len(), 2);
    // What both leave impossible stays impossible: not in a jail.
    let jail = told.pack.model.symbols.known("jail").unwrap();
    let truth::Value::Choice(kind) = told.answer("custody.kind").value else { panic!() };
    assert_eq!(kind.within(&[jail]), Truth::No);
}

#[test]
fn one_source_that_says_two_things_on_one_day_is_in_conflict_with_itself() {
    let told = told(&(ice("2026-07-02", "wife") + &free("2026-07-02", "wife")));
    assert_eq!(told.reasons("custody.kind"), [Reason::Conflict]);
}

#[test]
fn a_closer_day_from_another_source_makes_it_closer_and_is_no_conflict() {
    let told = told("[[facts.orders]]\nissued = { value = 2019, source = \"client\" }\n");
    assert_eq!(told.reasons("orders[0].issued"), [Reason::PartlyKnown]);
    let told = self::told(
        &("[[facts.orders]]\nissued = 2019\n".to_owned() + &change("orders[0].issued", "value = 2019-03-06", "2026-07-09", "order")),
    );
    assert_eq!(told.value("orders[0].issued"), "2019-03-06");
    assert!(told.conflicts().is_empty());
}

#[test]
fn unknown_later_from_one_source_replaces_its_own_word_only() {
    let unknown = change("custody.kind", "value = \"unknown\"", "2026-07-09", "wife");
    let told = told(&(ice("2026-07-02", "wife") + &unknown));
    assert_eq!((told.value("custody.kind"), told.reasons("custody.kind")), ("unknown".to_owned(), vec![Reason::NotKnown]));
    let told = self::told(&(ice("2026-07-02", "locator") + &unknown));
    assert_eq!(told.value("custody.kind"), "ice");
}

#[test]
fn nothing_said_is_not_asked_and_unknown_is_not_the_same() {
    let told = told("[facts.client]\nfear_of_return = \"not today\"\n");
    assert_eq!(told.reasons("client.born"), [Reason::NotAsked]);
    assert_eq!(told.reasons("client.fear_of_return"), [Reason::NotToday]);
}

#[test]
fn a_blank_is_refused_so_that_it_can_never_erase() {
    let pack = pack();
    let text = format!("{HEAD}{}{}", ice("2026-07-02", "locator"), change("custody.kind", "value = \"\"", "2026-07-09", "locator"));
    assert_eq!(read(&pack, &text).unwrap_err().kind(), Some(FaultKind::Blank));
}

#[test]
fn clearing_takes_back_what_every_source_said_before_and_leaves_what_is_said_after() {
    let told = told(&(ice("2026-07-02", "locator") + &free("2026-07-03", "wife") + &clear("custody.kind", "2026-07-04")));
    assert_eq!(told.reasons("custody.kind"), [Reason::NotAsked]);
    assert!(told.conflicts().is_empty());
    assert_eq!(told.file.history.len(), 3, "and all of it stays in the history");
    let told = self::told(&(ice("2026-07-02", "locator") + &clear("custody.kind", "2026-07-04") + &free("2026-07-05", "wife")));
    assert_eq!(told.value("custody.kind"), "free");
}

#[test]
fn said_and_cleared_on_one_day_is_a_conflict_since_no_one_can_tell_which_came_last() {
    for text in [
        ice("2026-07-04", "locator") + &clear("custody.kind", "2026-07-04"),
        clear("custody.kind", "2026-07-04") + &ice("2026-07-04", "locator"),
    ] {
        let told = told(&text);
        assert_eq!((told.value("custody.kind"), told.reasons("custody.kind")), ("unknown".to_owned(), vec![Reason::Conflict]));
        assert_eq!(told.known.conflicts[0].cleared, Day::parse("2026-07-04").ok());
    }
    let agreed = told(&(ice("2026-07-04", "locator") + &clear("custody.kind", "2026-07-04") + &ice("2026-07-05", "wife")));
    assert_eq!(agreed.value("custody.kind"), "ice", "what is said after stands where it agrees");
    let closer = "[[facts.orders]]\nkind = \"in_absentia\"\n".to_owned()
        + &change("orders[0].issued", "value = 2019-03-06", "2026-07-04", "order")
        + &clear("orders[0].issued", "2026-07-04")
        + &change("orders[0].issued", "value = 2019", "2026-07-05", "client");
    assert_eq!(told(&closer).reasons("orders[0].issued"), [Reason::PartlyKnown], "but what may be cleared makes nothing closer");
    let not = told(&(ice("2026-07-04", "locator") + &clear("custody.kind", "2026-07-04") + &free("2026-07-05", "wife")));
    assert_eq!(not.reasons("custody.kind"), [Reason::Conflict]);
}

const TWO_ORDERS: &str = "[facts]\ncomplete = [\"orders\"]\n[[facts.orders]]\nissued = 2001-01-01\n[[facts.orders]]\nissued = 2019-03-06\n";

#[test]
fn an_order_written_down_by_mistake_can_be_taken_back_and_the_next_keeps_its_own_facts() {
    let told = told(&(TWO_ORDERS.to_owned() + &clear("orders[0]", "2026-07-09")));
    assert_eq!(told.orders(), (1, true));
    assert_eq!(told.value("orders[0].issued"), "2019-03-06", "counted as in the case");
    let (field, _) = told.field("orders[0].issued");
    assert_eq!(told.known.path(&told.pack.model, field, Some(0)), "orders[1].issued", "and named as in the file");
    let orders = told.pack.model.list("orders").unwrap();
    assert_eq!((told.known.number_in_case(orders, 1), told.known.number_in_case(orders, 0)), (Some(0), None));
    let told = self::told(&(TWO_ORDERS.to_owned() + &clear("orders[0]", "2026-07-01")));
    assert_eq!(
        (told.orders().0, told.conflicts()),
        (2, vec!["orders[0].issued".to_owned(), "orders[0]".to_owned()]),
        "on one day: it stays, in conflict"
    );
    assert_eq!(told.reasons("orders[0].issued"), [Reason::Conflict]);
}

#[test]
fn a_list_said_to_be_complete_is_not_once_an_entry_comes_later() {
    let added = change("orders[2].issued", "value = 2020", "2026-07-09", "court");
    let told = told(&(TWO_ORDERS.to_owned() + &added));
    assert_eq!(told.orders(), (3, false));
    assert!(matches!(told.known.set_aside[..], [SetAside::CompleteBefore { entry: 2, .. }]));
    let again = change("orders", "complete = true", "2026-07-10", "court");
    assert_eq!(self::told(&(TWO_ORDERS.to_owned() + &added + &again)).orders(), (3, true));
}

#[test]
fn who_says_there_may_be_more_is_heard_against_who_says_these_are_all() {
    let more = change("orders", "complete = false", "2026-07-10", "court");
    let told = told(&(TWO_ORDERS.to_owned() + &more));
    assert_eq!((told.orders(), told.conflicts()), ((2, false), vec!["orders".to_owned()]));
    assert!(!self::told(&(TWO_ORDERS.to_owned() + &clear("orders", "2026-07-10"))).orders().1);
}

#[test]
fn an_order_before_birth_is_kept_and_both_days_count_as_in_conflict() {
    let told =
        told("[facts.client]\nborn = 1990-03-04\n[[facts.orders]]\nissued = 1985-01-01\nkind = \"in_absentia\"\nappeal_taken = 1980\n");
    assert_eq!(told.known.impossible.len(), 2, "every broken rule is told");
    for path in ["client.born", "orders[0].issued", "orders[0].appeal_taken"] {
        assert_eq!((told.value(path), told.reasons(path)), ("unknown".to_owned(), vec![Reason::Conflict]), "{path}");
        let (field, entry) = told.field(path);
        let from = told.known.provenance(field, entry).unwrap();
        assert!(from.conflict && from.statements.len() == 1, "kept with its source");
    }
    assert_eq!(told.value("orders[0].kind"), "in_absentia");
    assert!(told.known.impossible.iter().any(|i| i.say.en == "An order cannot come before birth."));
}

#[test]
fn what_is_only_perhaps_impossible_is_left_alone() {
    let told = told("[facts.client]\nborn = 1990\n[[facts.orders]]\nissued = 1990\n");
    assert!(told.known.impossible.is_empty());
}

#[test]
fn a_fact_tells_its_source_its_age_and_whether_it_is_assumed() {
    let text = "[facts.client]\nborn = \"about 1984\"\n".to_owned() + &ice("2026-07-02", "locator");
    let told = told(&text);
    let (born, _) = told.field("client.born");
    let (kind, _) = told.field("custody.kind");
    let from = told.known.provenance(kind, None).unwrap();
    let newest = from.newest().unwrap();
    assert_eq!(
        (newest.source.as_str(), newest.by.as_str(), newest.certainty.name(), newest.written.as_str()),
        ("locator", "paralegal", "documented", "ice")
    );
    let on = |day: &str| Day::parse(day).unwrap();
    assert!(!from.stale(&told.pack, kind, on("2026-07-03")) && from.stale(&told.pack, kind, on("2026-07-04")), "it keeps for one day");
    let from = told.known.provenance(born, None).unwrap();
    assert!(from.assumption && !from.stale(&told.pack, born, on("2030-01-01")));
    let exact = self::told(&(text + &change("client.born", "value = 1984-05-01", "2026-07-09", "passport")));
    assert!(!exact.known.provenance(born, None).unwrap().assumption, "a passport makes the assumption idle");
}

#[test]
fn of_two_sources_the_newest_that_knows_something_tells_how_fresh_a_fact_is() {
    let unknown = change("custody.kind", "value = \"unknown\"", "2026-07-09", "wife");
    for text in [
        ice("2026-07-02", "locator") + &ice("2026-07-05", "jail roll") + &unknown,
        unknown.clone() + &ice("2026-07-05", "jail roll") + &ice("2026-07-02", "locator"),
    ] {
        let told = told(&text);
        let (kind, _) = told.field("custody.kind");
        let from = told.known.provenance(kind, None).unwrap();
        assert_eq!((from.statements.len(), from.newest().unwrap().source.as_str()), (3, "jail roll"));
        assert_eq!(from.statements.iter().map(|s| s.source.as_str()).collect::<Vec<_>>(), ["wife", "jail roll", "locator"]);
    }
}

fn answer(on: &str, answer: &str, name: &str) -> String {
    format!(
        "[[answers]]\nversion = \"any\"\nquestion = \"order.excused\"\nelement = \"order[0]\"\nanswer = \"{answer}\"\nname = \"{name}\"\non = {on}\n"
    )
}

#[test]
fn the_latest_answer_stands_and_two_lawyers_who_disagree_on_one_day_have_not_answered() {
    let order = "[[facts.orders]]\nissued = 2019-03-06\n";
    let given = |text: String| {
        let told = told(&(order.to_owned() + &text));
        let truth = told.known.case.analyses.get(&("order.excused".to_owned(), Some(0))).map(|a| a.truth);
        (truth, told.known.set_aside.len())
    };
    assert_eq!(given(answer("2026-07-03", "no", "B") + &answer("2026-07-02", "yes", "A")), (Some(Truth::No), 0));
    assert_eq!(given(answer("2026-07-03", "no", "B") + &answer("2026-07-03", "yes", "A")), (Some(Truth::Unknown), 1));
    assert_eq!(given(answer("2026-07-02", "yes", "A") + &clear("orders[0]", "2026-07-09")), (None, 1));
}

#[test]
fn who_clears_a_fact_is_told_first_which_deadlines_fall_with_it() {
    let pack = pack();
    let file = read(&pack, ABSENCE).unwrap();
    let day = Day::parse("2026-07-15").unwrap();
    let falls = |path: &str| {
        let falls = would_fall(&file, &pack, Subject::parse(&pack.model, path).unwrap(), day);
        let facts: Vec<String> = falls.facts.iter().map(|s| s.path(&pack.model)).collect();
        let deadlines: Vec<(String, Option<u16>)> =
            falls.deadlines.iter().map(|d| (pack.program.conclusions[d.conclusion as usize].name.clone(), d.element)).collect();
        (facts, deadlines)
    };
    let deadline = ("order.exceptional".to_owned(), Some(0));
    let duty = ("duty.say_why".to_owned(), None);
    assert_eq!(falls("orders[0].issued"), (vec!["orders[0].issued".to_owned()], vec![deadline.clone()]));
    let (facts, deadlines) = falls("orders[0]");
    assert_eq!(facts.len(), 4);
    assert_eq!(deadlines, [deadline, duty]);
    assert_eq!(falls("custody.since"), (vec![], vec![]));
    assert_eq!(falls("orders").0, ["orders"]);
    let earlier = Day::parse("2026-06-01").unwrap();
    let issued = Subject::parse(&pack.model, "orders[0].issued").unwrap();
    assert_eq!(would_fall(&file, &pack, issued, earlier).facts.len(), 1, "whatever day is asked about, all that was said is cleared");
    assert_eq!(read(&pack, ABSENCE).unwrap(), file, "asking changes nothing");
}

/// One change of a generated history.
fn any_change() -> impl Strategy<Value = String> {
    let what = prop_oneof![
        Just(("custody.kind", "value = \"ice\"")),
        Just(("custody.kind", "value = [\"ice\", \"jail\"]")),
        Just(("custody.kind", "value = \"unknown\"")),
        Just(("custody.kind", "clear = true")),
        Just(("orders[0].issued", "value = \"2019\"")),
        Just(("orders[0].issued", "value = 2019-03-06")),
        Just(("orders[0].issued", "value = \"about 2018\"")),
        Just(("orders[0].issued", "clear = true")),
        Just(("orders[0].appeal_taken", "value = \"none\"")),
        Just(("orders[0].appeal_taken", "value = 2018-01-01")),
        Just(("orders[1].issued", "value = 2001")),
        Just(("orders[1]", "clear = true")),
        Just(("orders[0].sentence", "value = \"90 days\"")),
        Just(("orders[0].sentence", "value = \"3 months\"")),
        Just(("orders", "complete = true")),
        Just(("orders", "complete = false")),
        Just(("client.born", "value = 2018-06-01")),
    ];
    (what, 1..5_u8, prop_oneof![Just("client"), Just("order"), Just("Client")])
        .prop_map(|((fact, what), day, source)| change(fact, what, &format!("2026-07-0{day}"), source))
}

type Known = (Vec<(u32, Option<u16>, Answer)>, Vec<(u32, bool, usize)>, Vec<client::Conflict>, Vec<SetAside>, String);

fn known(pack: &Pack, text: &str) -> Known {
    let file = read(pack, text).unwrap();
    let resolved = file.resolve(pack);
    let case = &resolved.case;
    let facts = case.all_stated(&pack.model).map(|(f, n)| (f, n, case.get(&pack.model, f, n))).collect();
    let mut lists: Vec<_> = case.all_lists().collect();
    lists.sort_unstable();
    (facts, lists, resolved.conflicts, resolved.set_aside, file.fingerprint(pack))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_a_history_never_matters(changes in prop::collection::vec(any_change(), 1..9), seed in prop::collection::vec(any::<u32>(), 9)) {
        let pack = pack_once();
        let head = format!("{HEAD}[[facts.orders]]\nkind = \"in_absentia\"\n[[facts.orders]]\nkind = \"after_hearing\"\n");
        let first = known(pack, &format!("{head}{}", changes.concat()));
        let mut order: Vec<usize> = (0..changes.len()).collect();
        order.sort_by_key(|n| seed[*n]);
        let shuffled: String = order.into_iter().map(|n| changes[n].as_str()).collect();
        prop_assert_eq!(known(pack, &format!("{head}{shuffled}")), first);
    }

    #[test]
    fn no_history_makes_a_decided_answer_with_gaps_or_an_open_one_without(changes in prop::collection::vec(any_change(), 1..9)) {
        let pack = pack_once();
        let text = format!("{HEAD}[[facts.orders]]\nkind = \"in_absentia\"\n[[facts.orders]]\nkind = \"after_hearing\"\n{}", changes.concat());
        let (facts, .., conflicts, _, _) = known(pack, &text);
        for (field, entry, answer) in &facts {
            prop_assert_eq!(answer.is_decided(), answer.causes.is_empty(), "{:?}", (field, entry, answer));
        }
        for conflict in conflicts {
            if let Subject::Field(field, None) = conflict.subject {
                let answer = facts.iter().find(|(f, ..)| *f == field).map(|(.., a)| a);
                prop_assert!(answer.is_none_or(|a| a.causes.as_slice().iter().any(|c| c.reason == Reason::Conflict)));
            }
        }
    }
}

fn pack_once() -> &'static Pack {
    static PACK: std::sync::OnceLock<Pack> = std::sync::OnceLock::new();
    PACK.get_or_init(pack)
}
