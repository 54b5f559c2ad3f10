//! Learning more never flips a decided answer.
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

use oracle::engine;
use oracle::forms::Forms;
use oracle::refine::refined;
use oracle::run::{Drawn, answered, check, drawn, runs};
use std::cell::{Cell, RefCell};

#[test]
fn a_decided_answer_stays_as_facts_become_known() {
    let (forms, steps, kept) = (RefCell::new(Forms::default()), Cell::new(0_usize), Cell::new(0_usize));
    runs(160, |numbers| {
        let drawn = drawn(numbers, 4096)?;
        let Drawn { pack, case, .. } = &drawn;
        forms.borrow_mut().count(pack, case);
        let questions = engine::questions(pack, case);
        let mut now = case.clone();
        let mut before = answered(&drawn, &now, &questions)?;
        let mut from = oracle::choices::Choices::new(&numbers.0);
        while let Some((next, what)) = refined(&now, &mut from) {
            steps.set(steps.get() + 1);
            let after = answered(&drawn, &next, &questions)?;
            for (((id, entry), old), new) in questions.iter().zip(&before).zip(&after) {
                let Some(old) = old else { continue };
                kept.set(kept.get() + 1);
                if new.as_ref() != Some(old) {
                    let name = engine::with_entry(pack, *id, *entry);
                    let why = format!("{name} was {old:?} and became {new:?} when {what}\nbefore:\n{}", now.text());
                    return check(Some((*id, why)), pack, &next);
                }
            }
            (now, before) = (next, after);
        }
        Ok(())
    });
    println!("{} steps, {} decided answers kept\n{}", steps.get(), kept.get(), forms.borrow().shown());
}
