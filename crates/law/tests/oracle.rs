//! Whatever the engine decides, every completion of the facts gives; and where all facts are known, it decides
//! whatever the law does.
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

use oracle::ast::{Pack, Val};
use oracle::case::Case;
use oracle::engine;
use oracle::forms::Forms;
use oracle::interpret::{Out, Reader};
use oracle::run::{Drawn, answered, check, drawn, runs};
use std::cell::RefCell;

/// How the engine's answers stood.
#[derive(Default, Debug)]
struct Tally {
    cases: usize,
    completions: usize,
    decided: usize,
    decided_with_gaps: usize,
    unknown: usize,
}

#[test]
fn a_decided_answer_holds_in_every_completion() {
    let (forms, tally) = (RefCell::new(Forms::default()), RefCell::new(Tally::default()));
    runs(160, |numbers| {
        let drawn = drawn(numbers, most())?;
        let Drawn { pack, case, .. } = &drawn;
        forms.borrow_mut().count(pack, case);
        let questions = engine::questions(pack, case);
        let answers = answered(&drawn, case, &questions)?;
        let mut tally = tally.borrow_mut();
        tally.cases += 1;
        tally.decided += answers.iter().flatten().count();
        tally.unknown += answers.iter().filter(|a| a.is_none()).count();
        if !case.open().is_empty() {
            tally.decided_with_gaps += answers.iter().flatten().count();
        }
        let mut wrong = None;
        case.complete(&mut |facts| {
            tally.completions += 1;
            let mut reader = Reader::new(pack, facts, case, false);
            for ((id, entry), answer) in questions.iter().zip(&answers) {
                let Some(answer) = answer else { continue };
                let law = reader.conclude(*id, *entry);
                if law != Out::one(*answer) {
                    let name = engine::with_entry(pack, *id, *entry);
                    wrong = Some((*id, format!("{name}: the engine says {answer:?}, and in this completion it is {law:?}\n{facts:?}")));
                    return false;
                }
            }
            true
        });
        check(wrong, pack, case)
    });
    println!("{:?}\n{}", tally.borrow(), forms.borrow().shown());
}

#[test]
fn where_all_facts_are_known_the_engine_knows_what_the_law_does() {
    let (forms, tally) = (RefCell::new(Forms::default()), RefCell::new(Tally::default()));
    runs(400, |numbers| {
        let drawn = drawn(numbers, 0)?;
        let Drawn { pack, case, .. } = &drawn;
        forms.borrow_mut().count(pack, case);
        let questions = engine::questions(pack, case);
        let answers = answered(&drawn, case, &questions)?;
        let wrong = known_to_the_last(pack, case, &questions, &answers, &mut tally.borrow_mut());
        check(wrong, pack, case)
    });
    println!("{:?}\n{}", tally.borrow(), forms.borrow().shown());
}

fn known_to_the_last(
    pack: &Pack,
    case: &Case,
    questions: &[(usize, Option<usize>)],
    answers: &[Option<Val>],
    tally: &mut Tally,
) -> Option<(usize, String)> {
    let mut wrong = None;
    case.complete(&mut |facts| {
        tally.cases += 1;
        let (mut most, mut least) = (Reader::new(pack, facts, case, false), Reader::new(pack, facts, case, true));
        for ((id, entry), answer) in questions.iter().zip(answers) {
            let (most, least) = (most.conclude(*id, *entry), least.conclude(*id, *entry));
            let name = engine::with_entry(pack, *id, *entry);
            match answer {
                Some(answer) => {
                    tally.decided += 1;
                    if most != Out::one(*answer) {
                        wrong = Some((*id, format!("{name}: the engine says {answer:?}, the law {most:?}")));
                    }
                }
                None => {
                    tally.unknown += 1;
                    if let Some(value) = least.determinate() {
                        wrong = Some((*id, format!("{name}: the engine does not know, though the law says {value:?}")));
                    }
                }
            }
        }
        wrong.is_none()
    });
    wrong
}

/// More completions than this are not tried.
fn most() -> usize {
    std::env::var("FORBEAR_COMPLETIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(256)
}

#[test]
fn every_form_of_the_language_is_drawn() {
    let mut forms = Forms::default();
    for seed in 0..600 {
        let numbers = oracle::run::numbers(seed);
        let pack = oracle::generate::pack(&numbers);
        let case = oracle::generate_case::case(&pack, &oracle::run::numbers(seed + 10_000), 256);
        forms.count(&pack, &case);
    }
    println!("{}", forms.shown());
    assert!(forms.missing().is_empty(), "never drawn: {:?}", forms.missing());
}
