//! The order of files, clauses, fields, rows, entries and names means nothing.
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

use oracle::ast::Pack;
use oracle::case::Case;
use oracle::choices::Choices;
use oracle::engine;
use oracle::forms::Forms;
use oracle::run::{Drawn, answered, check, drawn, runs};
use proptest::prelude::TestCaseError;
use std::cell::RefCell;

/// The same pack laid out another way: clauses and blocks elsewhere in their file, bare names or full ones, files
/// under other names and so in another order.
fn shuffled(pack: &Pack, from: &mut Choices<'_>) -> Pack {
    let mut next = pack.clone();
    from.shuffle(&mut next.layout);
    next.layout.iter_mut().for_each(|n| *n = n.wrapping_mul(31).wrapping_add(7));
    let mut names: Vec<usize> = (0..pack.provisions.len()).collect();
    from.shuffle(&mut names);
    for (provision, name) in next.provisions.iter_mut().zip(names) {
        provision.id = format!("file{name}");
    }
    next
}

/// The same case with the entries of each list in another order; where each entry went.
fn turned(case: &Case, from: &mut Choices<'_>) -> (Case, Vec<(usize, Vec<usize>)>) {
    let mut next = case.clone();
    let mut went = Vec::new();
    for (record, list) in &mut next.lists {
        let mut order: Vec<usize> = (0..list.entries.len()).collect();
        from.shuffle(&mut order);
        list.entries = order.iter().map(|n| list.entries[*n].clone()).collect();
        went.push((*record, order));
    }
    (next, went)
}

#[test]
fn a_pack_laid_out_another_way_answers_the_same() {
    let forms = RefCell::new(Forms::default());
    runs(120, |numbers| {
        let drawn = drawn(numbers, 256)?;
        let Drawn { pack, case, .. } = &drawn;
        forms.borrow_mut().count(pack, case);
        let questions = engine::questions(pack, case);
        let before = engine::written(pack, &drawn.read, case, &questions);
        let mut from = Choices::new(&numbers.1);
        for _ in 0..2 {
            let other = shuffled(pack, &mut from);
            let read = engine::read(&other).map_err(|why| TestCaseError::fail(format!("refused in another order: {why}")))?;
            let after = engine::written(&other, &read, case, &questions);
            for (((id, entry), old), new) in questions.iter().zip(&before).zip(&after) {
                if old != new {
                    let name = engine::with_entry(pack, *id, *entry);
                    return check(
                        Some((
                            *id,
                            format!("{name}: {old} in one order, {new} in another\n{}", oracle::print_pack::listed(&other, &[*id])),
                        )),
                        pack,
                        case,
                    );
                }
            }
        }
        Ok(())
    });
    println!("{}", forms.borrow().shown());
}

#[test]
fn entries_in_another_order_are_the_same_entries() {
    runs(120, |numbers| {
        let drawn = drawn(numbers, 256)?;
        let Drawn { pack, case, .. } = &drawn;
        let mut case = case.clone();
        // An answer to an analysis names its entry.
        case.analyses.retain(|(_, entry), _| entry.is_none());
        let questions = engine::questions(pack, &case);
        let before = answered(&drawn, &case, &questions)?;
        let (other, went) = turned(&case, &mut Choices::new(&numbers.0));
        let after = answered(&drawn, &other, &questions)?;
        for ((id, entry), old) in questions.iter().zip(&before) {
            let order =
                pack.conclusions[*id].subject.and_then(|list| went.iter().find(|(record, _)| *record == list)).map(|(_, order)| order);
            let now = entry.and_then(|n| order?.iter().position(|o| *o == n));
            let place = questions.iter().position(|q| *q == (*id, now)).expect("asked before");
            if *old != after[place] {
                let name = engine::with_entry(pack, *id, *entry);
                return check(
                    Some((*id, format!("{name}: {old:?}, and {:?} with the entries turned\n{}", after[place], other.text()))),
                    pack,
                    &case,
                );
            }
        }
        Ok(())
    });
}
