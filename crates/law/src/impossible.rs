//! What cannot be: facts that contradict each other, by the rules that their declarations state.

use crate::case::Case;
use crate::evaluate::{Confirmed, Evaluation};
use crate::facts::FieldId;
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
}

/// The facts that make a condition so: of an `or` only the sides that hold, of a list only the entries that fulfil.
fn gather(evaluation: &mut Evaluation<'_>, node: NodeId, bound: &[u16], facts: &mut Vec<(FieldId, Option<u16>)>) {
    let pack = evaluation.pack;
    match pack.program.nodes[node as usize] {
        Node::Field(field, slot) => facts.push((field, slot.and_then(|s| bound.get(usize::from(s)).copied()))),
        Node::Or(a, b) => {
            for side in [a, b] {
                if evaluation.step(side, bound).as_truth() == Truth::Yes {
                    gather(evaluation, side, bound, facts);
                }
            }
        }
        Node::Any(record, slot, Some(filter)) => {
            for entry in 0..evaluation.entries(record) {
                let mut inner = bound.to_vec();
                inner.truncate(usize::from(slot));
                inner.push(entry);
                if evaluation.step(filter, &inner).as_truth() == Truth::Yes {
                    gather(evaluation, filter, &inner, facts);
                }
            }
        }
        // What is counted or compared over a whole list names no single entry.
        Node::Every(..) | Node::Count(..) | Node::Sum(..) | Node::Extreme(..) => {}
        other => {
            let mut below = Vec::new();
            pack.program.below(other, &mut below);
            for inner in below {
                gather(evaluation, inner, bound, facts);
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
            let mut facts = Vec::new();
            gather(&mut evaluation, rule.when, &bound, &mut facts);
            facts.sort_unstable();
            facts.dedup();
            found.push(Impossibility { say: rule.say.clone(), facts });
        }
    }
    found
}
