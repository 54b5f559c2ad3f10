//! What cannot be: facts that contradict each other, by the rules that their declarations state.

use crate::case::Case;
use crate::evaluate::{Confirmed, Evaluation};
use crate::facts::FieldId;
use crate::pack::Pack;
use crate::program::Node;
use crate::syntax::Words;
use truth::{Day, Truth};

/// Facts that cannot all be so.
#[derive(Clone, Debug)]
pub struct Impossibility {
    /// What to say of it.
    pub say: Words,
    /// The facts, each with its entry.
    pub facts: Vec<(FieldId, Option<u16>)>,
}

/// Every rule that surely is broken. What is only perhaps impossible is left alone.
///
/// No rule may depend on the day the question is asked for, so that moving that day makes no conflict.
#[must_use]
pub fn impossibilities(pack: &Pack, case: &Case) -> Vec<Impossibility> {
    let confirmed = Confirmed::default();
    let mut evaluation = Evaluation::new(pack, case, Day::from_number(0), &confirmed);
    let mut found = Vec::new();
    for rule in &pack.program.impossible {
        let entries: Vec<Vec<u16>> = if pack.model.is_list(rule.record) { (0..case.entries(rule.record).0).map(|n| vec![n]).collect() } else { vec![Vec::new()] };
        for bound in entries {
            if evaluation.step(rule.when, &bound).as_truth() != Truth::Yes {
                continue;
            }
            let mut facts = Vec::new();
            pack.program.walk(rule.when, &mut |node| {
                if let Node::Field(field, slot) = node {
                    let entry = slot.and_then(|s| bound.get(usize::from(s)).copied());
                    if slot.is_none() || entry.is_some() {
                        facts.push((field, entry));
                    }
                }
            });
            facts.sort_unstable();
            facts.dedup();
            found.push(Impossibility { say: rule.say.clone(), facts });
        }
    }
    found
}
