//! What cannot be: facts that contradict each other, by the rules that their declarations state.

use crate::case::Case;
use crate::evaluate::{Confirmed, Evaluation};
use crate::facts::{FieldId, RecordId};
use crate::pack::Pack;
use crate::program::{Node, NodeId};
use crate::syntax::Words;
use truth::{Day, Truth};

/// Facts that cannot all be so.
#[derive(Clone, Debug)]
pub struct Impossibility {
    /// What to say of it.
    pub say: Words,
    /// The facts, each with its entry.
    pub facts: Vec<(FieldId, Option<u16>)>,
    /// The lists that the rule rests on: what they hold, or do not hold, is part of the contradiction.
    pub lists: Vec<RecordId>,
}

/// What a broken rule rests on.
#[derive(Default)]
struct Rests {
    facts: Vec<(FieldId, Option<u16>)>,
    lists: Vec<RecordId>,
}

/// The facts that make a condition so: of an `or` only the sides that hold, of a list only the entries that fulfil.
fn gather(evaluation: &mut Evaluation<'_>, node: NodeId, bound: &[u16], rests: &mut Rests) {
    let pack = evaluation.pack;
    match pack.program.nodes[node as usize] {
        Node::Field(field, slot) => rests.facts.push((field, slot.and_then(|s| bound.get(usize::from(s)).copied()))),
        Node::Or(a, b) => {
            for side in [a, b] {
                if evaluation.step(side, bound).as_truth() == Truth::Yes {
                    gather(evaluation, side, bound, rests);
                }
            }
        }
        Node::HasEntry(record) | Node::Any(record, _, None) => rests.lists.push(record),
        Node::Any(record, slot, Some(filter)) => {
            rests.lists.push(record);
            for entry in 0..evaluation.entries(record) {
                let mut inner = bound.to_vec();
                inner.truncate(usize::from(slot));
                inner.push(entry);
                if evaluation.step(filter, &inner).as_truth() == Truth::Yes {
                    gather(evaluation, filter, &inner, rests);
                }
            }
        }
        // What is counted or compared over a whole list names no single entry.
        Node::Every(record, ..) | Node::Count(record, ..) | Node::Sum(record, ..) | Node::Extreme(_, record, ..) => {
            rests.lists.push(record)
        }
        other => {
            let mut below = Vec::new();
            pack.program.below(other, &mut below);
            for inner in below {
                gather(evaluation, inner, bound, rests);
            }
        }
    }
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
        let entries: Vec<Vec<u16>> =
            if pack.model.is_list(rule.record) { (0..case.entries(rule.record).0).map(|n| vec![n]).collect() } else { vec![Vec::new()] };
        for bound in entries {
            if evaluation.step(rule.when, &bound).as_truth() != Truth::Yes {
                continue;
            }
            let mut rests = Rests::default();
            gather(&mut evaluation, rule.when, &bound, &mut rests);
            let Rests { mut facts, mut lists } = rests;
            facts.sort_unstable();
            facts.dedup();
            lists.sort_unstable();
            lists.dedup();
            found.push(Impossibility { say: rule.say.clone(), facts, lists });
        }
    }
    found
}
