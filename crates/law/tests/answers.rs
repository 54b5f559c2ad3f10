//! One small law and one small case for each promise of the engine: what a fault there would tell a client is said in
//! the name. Each of these fails for a planted fault (`cargo run -p xtask -- plant`), whatever the drawn cases find.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::type_complexity,
    clippy::large_enum_variant,
    clippy::too_many_arguments,
    missing_docs,
    dead_code,
    unused_imports,
    reason = "tests fail loudly, and each uses a part of what they share"
)]

#[path = "oracle/mod.rs"]
mod oracle;

use law::case::Analyzed;
use law::{Confirmed, Evaluation};
use oracle::engine;
use oracle::small::{answer, of_law, pack};
use truth::{Day, Truth};

const POOR: &str = "[client]\npoor = true\n";
const NOT_POOR: &str = "[client]\npoor = false\n";

/// Asks `p.late` of a law, with the client's facts.
fn late(law: &str, facts: &str) -> String {
    of_law(law, facts, "p.late")
}

#[test]
fn a_list_of_grounds_that_nobody_closed_never_says_no() {
    assert_eq!(late("late when client.poor", NOT_POOR), "unknown");
    assert_eq!(late("late when client.poor\ngrounds of late complete", NOT_POOR), "no");
}

#[test]
fn a_ground_that_nobody_has_written_keeps_the_answer_open() {
    let law = "late when client.poor\nlate not modelled \"Words\" es \"Palabras\"\ngrounds of late complete";
    assert_eq!(late(law, POOR), "yes");
    assert_eq!(late(law, NOT_POOR), "unknown");
}

#[test]
fn an_exception_that_may_apply_keeps_the_answer_open() {
    let law = "late when client.poor\ngrounds of late complete\nexception excused to late when client.ill\nexceptions to late complete";
    assert_eq!(late(law, "[client]\npoor = true\nill = false\n"), "yes");
    assert_eq!(late(law, "[client]\npoor = true\nill = true\n"), "no");
    assert_eq!(late(law, POOR), "unknown");
}

#[test]
fn an_exception_that_nobody_has_written_keeps_the_answer_open() {
    let law = "late when client.poor\ngrounds of late complete\n\
               exception excused to late not modelled \"Words\" es \"Palabras\"\nexceptions to late complete";
    assert_eq!(late(law, POOR), "unknown");
    assert_eq!(late(law, NOT_POOR), "no");
}

#[test]
fn exceptions_that_nobody_closed_keep_the_answer_open() {
    let law = "late when client.poor\ngrounds of late complete\nexception excused to late when client.ill";
    assert_eq!(late(law, "[client]\npoor = true\nill = false\n"), "unknown");
}

#[test]
fn a_rule_instead_of_another_is_the_only_one() {
    let rules = pack(&[("p", "", "fee is 1"), ("q", "", "p.fee is 2\n  instead of p")]);
    assert_eq!(answer(&rules, "2013-07-05", "", "p.fee"), "2");
}

#[test]
fn of_two_authorities_that_disagree_neither_is_chosen() {
    let rules = pack(&[("p", "", "fee is 1"), ("q", "", "p.fee is 2\n  conflicts with p")]);
    assert_eq!(answer(&rules, "2013-07-05", "", "p.fee"), "unknown");
    let rules = pack(&[("p", "", "fee is 1"), ("q", "", "p.fee is 1\n  conflicts with p")]);
    assert_eq!(answer(&rules, "2013-07-05", "", "p.fee"), "1");
}

#[test]
fn every_place_where_a_client_may_be_is_tried() {
    let law = "late is yes\n  in US except TX by custody.place\nlate is no\n  in TX by custody.place";
    assert_eq!(late(law, "[custody]\nplace = \"FL\"\n"), "yes");
    assert_eq!(late(law, "[custody]\nplace = \"TX\"\n"), "no");
    assert_eq!(late(law, "[custody]\nplace = \"US\"\n"), "unknown");
    assert_eq!(late(law, "[custody]\nplace = \"circuit 11\"\n"), "yes");
    assert_eq!(late(law, ""), "unknown");
}

#[test]
fn a_client_held_since_an_unknown_day_may_have_been_elsewhere_before() {
    let law = "late is yes\n  in circuit 11 by custody.place at client.born\nlate is no\n  in circuit 5 by custody.place at client.born";
    let held = |since: &str| format!("[client]\nborn = 2013-02-01\n[custody]\nplace = \"FL\"\n{since}");
    assert_eq!(late(law, &held("since = 2013-01-01\n")), "yes");
    assert_eq!(late(law, &held("since = 2013-03-01\n")), "unknown");
    assert_eq!(late(law, &held("")), "unknown");
}

#[test]
fn what_may_not_have_happened_yet_is_also_tried_today() {
    let law = "late when client.poor\n  to 2013-01-01 by (earliest issued of order where final)\ngrounds of late complete";
    let order = |last: &str| format!("complete = [\"orders\"]\n[[orders]]\nissued = 2012-05-01\n{last}{POOR}");
    assert_eq!(late(law, &order("final = true\n")), "yes");
    assert_eq!(late(law, &order("final = false\n")), "no");
    assert_eq!(late(law, &order("")), "unknown");
}

#[test]
fn volatile_law_not_seen_for_more_than_ninety_days_is_not_known_to_be_in_force() {
    let front = "volatile = true\nlast_seen = 2013-01-01\n";
    let law = pack(&[("p", front, "late when client.poor\ngrounds of late complete")]);
    assert_eq!(answer(&law, "2013-04-01", POOR, "p.late"), "yes");
    assert_eq!(answer(&law, "2013-04-02", POOR, "p.late"), "unknown");
}

#[test]
fn a_factor_of_an_instrument_that_does_not_govern_says_nothing() {
    let front = "in_force = [\"2014-01-01..\"]\n";
    let law = pack(&[("policy/memo/p", front, "weighs for \"Words\" es \"Palabras\" when client.poor")]);
    assert_eq!(answer(&law, "2013-07-05", NOT_POOR, "p.weighs"), "unknown");
    assert_eq!(answer(&law, "2013-07-05", POOR, "p.weighs"), "unknown");
    assert_eq!(answer(&law, "2014-01-01", POOR, "p.weighs"), "yes");
}

#[test]
fn a_program_is_met_only_when_every_requirement_is_known_to_be() {
    let law = "requirement first \"Words\" es \"Palabras\" when client.poor\n\
               requirement second \"Words\" es \"Palabras\" when client.ill\nrequirements complete";
    let program = pack(&[("programs/p", "", law)]);
    let met = |facts: &str| answer(&program, "2013-07-05", facts, "p.met");
    assert_eq!(met("[client]\npoor = true\nill = true\n"), "yes");
    assert_eq!(met("[client]\npoor = true\nill = false\n"), "no");
    assert_eq!(met("[client]\npoor = false\nill = true\n"), "no");
    assert_eq!(met(POOR), "unknown");
}

#[test]
fn an_if_whose_condition_is_not_known_may_be_either() {
    let law = "fee is if client.poor then 1 else 2";
    assert_eq!(of_law(law, POOR, "p.fee"), "1");
    assert_eq!(of_law(law, NOT_POOR, "p.fee"), "2");
    assert_eq!(of_law(law, "", "p.fee"), "unknown");
    assert_eq!(of_law("fee is if client.poor then 1 else 1", "", "p.fee"), "1");
}

#[test]
fn the_last_day_itself_is_in_time() {
    let law = "deadline reply \"Words\" es \"Palabras\" is 30 days after client.born\n \
               counting calendar rolling none due from client\n\
               late when not timely reply by client.left\ngrounds of late complete";
    let left = |day: &str| format!("[client]\nborn = 2013-05-01\nleft = {day}\n");
    assert_eq!(late(law, &left("2013-05-31")), "no");
    assert_eq!(late(law, &left("2013-06-01")), "yes");
    assert_eq!(late(law, &left("\"none\"")), "yes");
    assert_eq!(late(law, &left("\"2013-05\"")), "no");
    assert_eq!(late(law, &left("\"2013\"")), "unknown");
}

#[test]
fn the_birthday_of_someone_whose_birth_year_alone_is_known_may_not_have_passed() {
    let law = "late when years from client.born to as_of >= 18\ngrounds of late complete";
    assert_eq!(late(law, "[client]\nborn = 1995-07-05\n"), "yes");
    assert_eq!(late(law, "[client]\nborn = 1995-07-06\n"), "no");
    assert_eq!(late(law, "[client]\nborn = \"1995\"\n"), "unknown");
}

#[test]
fn each_entry_of_a_list_has_an_answer_of_its_own() {
    let law = "order.old when final\ngrounds of order.old complete\nlate when every order holds old\ngrounds of late complete";
    let orders = |second: bool| format!("complete = [\"orders\"]\n[[orders]]\nfinal = true\n[[orders]]\nfinal = {second}\n");
    assert_eq!(late(law, &orders(true)), "yes");
    assert_eq!(late(law, &orders(false)), "no");
}

#[test]
fn an_entry_that_may_not_count_can_still_spoil_all_of_them() {
    let law = "late when every order where final holds issued < 2013-01-01\ngrounds of late complete";
    let order = |last: &str| format!("complete = [\"orders\"]\n[[orders]]\nissued = 2013-05-01\n{last}");
    assert_eq!(late(law, &order("final = true\n")), "no");
    assert_eq!(late(law, &order("final = false\n")), "yes");
    assert_eq!(late(law, &order("")), "unknown");
}

#[test]
fn a_place_that_is_not_known_has_no_row_of_a_table() {
    let law = "fee is lookup floor of offices by custody.place";
    let at = |place: &str| of_law(law, &format!("[custody]\nplace = \"{place}\"\n"), "p.fee");
    assert_eq!(at("FL-S"), "1");
    assert_eq!(at("TX"), "2");
    assert_eq!(at("OH"), "none");
    assert_eq!(at("US"), "unknown");
    assert_eq!(of_law(law, "", "p.fee"), "unknown");
}

/// `p.late` where an attorney said yes, for a version of the law and some facts.
fn analyzed(version: impl Fn(String) -> String, weighed: impl Fn(String) -> String) -> String {
    let law = pack(&[("p", "", "late is analysis \"Question\" es \"Pregunta\" weighing { client.born }")]);
    let mut case = engine::facts(&law, "[client]\nborn = 1990-01-01\n");
    let (as_of, confirmed) = (Day::parse("2013-07-05").unwrap(), Confirmed::new());
    let id = law.program.conclusion("p.late").unwrap();
    let binding = Evaluation::new(&law, &case, as_of, &confirmed).binding(id, None).unwrap();
    let given = Analyzed {
        truth: Truth::Yes,
        version: Some(version(binding.0)),
        weighed: Some(weighed(binding.1)),
        name: "A. Lawyer".into(),
        on: "2013-07-01".into(),
        reasons: "Reasons.".into(),
    };
    case.analyses.insert(("p.late".to_owned(), None), given);
    let answer = Evaluation::new(&law, &case, as_of, &confirmed).named("p.late").unwrap();
    law::example::written(&law, &answer)
}

#[test]
fn an_attorneys_answer_counts_only_for_the_law_and_the_facts_it_was_given_for() {
    let same = |text: String| text;
    let other = |_: String| "another".to_owned();
    assert_eq!(analyzed(same, same), "yes");
    assert_eq!(analyzed(other, same), "unknown");
    assert_eq!(analyzed(same, other), "unknown");
}
