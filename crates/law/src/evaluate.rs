//! From facts and law to answers, on a day.
//!
//! Every conclusion is worked out once and remembered. An answer is decided only where every completion of what is
//! unknown gives it (the promise of [`truth`]); place and day, which choose *which* law governs, are tried whole.

mod conclude;
mod govern;
mod node;

use crate::case::Case;
use crate::pack::Pack;
use crate::program::{ClauseId, ConclusionId, NodeId};
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use truth::{Answer, Day, Truth};

pub use govern::SEEN_FOR;

/// Provisions that an attorney of the office has checked: by id, the version checked and the day.
pub type Confirmed = HashMap<String, (String, Day)>;

/// More combinations of possible places and days than this are not tried: the answer is then unknown.
const MOST_TRIALS: usize = 4096;

/// One evaluation: a pack, a case, a day.
pub struct Evaluation<'a> {
    /// The law.
    pub pack: &'a Pack,
    /// The facts.
    pub case: &'a Case,
    /// The day the question is asked for.
    pub as_of: Day,
    confirmed: &'a Confirmed,
    known: FxHashMap<(ConclusionId, Option<u16>), Answer>,
    /// Of the same case before these facts were known: an answer there that does not name any of them among its gaps
    /// is the answer here.
    before: Option<(&'a Evaluation<'a>, Vec<u64>)>,
    /// The entries bound by the enclosing lists, by slot.
    bound: Vec<u16>,
}

impl<'a> Evaluation<'a> {
    /// Asks nothing yet.
    #[must_use]
    pub fn new(pack: &'a Pack, case: &'a Case, as_of: Day, confirmed: &'a Confirmed) -> Self {
        Self { pack, case, as_of, confirmed, known: FxHashMap::default(), before: None, bound: Vec::new() }
    }

    /// The same question of a case in which facts are known that were not: `learned`, as [`crate::about::About`] packs
    /// them. What was worked out before and cannot move is not worked out again: a decided answer stays (refinement
    /// flips none), and an open one waits only for the facts that it names.
    #[must_use]
    pub fn refined(before: &'a Evaluation<'a>, case: &'a Case, learned: Vec<u64>) -> Self {
        Self { before: Some((before, learned)), ..Self::new(before.pack, case, before.as_of, before.confirmed) }
    }

    /// What the law concludes; of an entry, for conclusions that are of each entry of a list.
    pub fn conclusion(&mut self, id: ConclusionId, entry: Option<u16>) -> Answer {
        if let Some(answer) = self.known.get(&(id, entry)) {
            return answer.clone();
        }
        if let Some((before, learned)) = &self.before
            && let Some(answer) = before.settled(id, entry, learned)
        {
            return answer.clone();
        }
        let outer = std::mem::replace(&mut self.bound, entry.into_iter().collect());
        let answer = self.conclude(id, entry);
        self.bound = outer;
        self.known.insert((id, entry), answer.clone());
        answer
    }

    /// An answer that was worked out here, or before, and that knowing some facts cannot move.
    fn settled(&self, id: ConclusionId, entry: Option<u16>, learned: &[u64]) -> Option<&Answer> {
        let waits = |answer: &&Answer| !answer.causes.as_slice().iter().any(|c| learned.contains(&c.about));
        match (self.known.get(&(id, entry)), &self.before) {
            (Some(answer), _) => Some(answer).filter(waits),
            (None, Some((before, more))) => before.settled(id, entry, more).filter(waits),
            (None, None) => None,
        }
    }

    /// The answer to a conclusion by its name, `danger.no_case` or `order[0].late`.
    pub fn named(&mut self, name: &str) -> Option<Answer> {
        let (name, entry) = split_entry(name)?;
        let id = self.pack.program.conclusion(&name)?;
        let of_list = self.pack.program.conclusions[id as usize].subject.is_some();
        (of_list == entry.is_some()).then(|| self.conclusion(id, entry))
    }

    /// A step of a clause of a conclusion, worked out for an entry of its list.
    pub fn step(&mut self, node: NodeId, entries: &[u16]) -> Answer {
        let outer = std::mem::replace(&mut self.bound, entries.to_vec());
        let answer = self.node(node);
        self.bound = outer;
        answer
    }

    /// Whether a clause governs on the day, for an entry; every possible place and day counts as possible.
    pub fn governs(&mut self, clause: ClauseId, entry: Option<u16>) -> Answer {
        let outer = std::mem::replace(&mut self.bound, entry.into_iter().collect());
        let answer = self.may_govern(clause);
        self.bound = outer;
        answer
    }

    /// Whether a provision is in force on the day the question is asked for, and seen so lately enough.
    #[must_use]
    pub fn in_force(&self, provision: crate::program::ProvisionId) -> Truth {
        let spans = &self.pack.provisions[provision as usize].in_force;
        spans.iter().map(|span| self.span_holds(provision, span, self.as_of)).fold(Truth::No, Truth::or)
    }

    /// How many entries a list has.
    #[must_use]
    pub fn entries(&self, record: crate::facts::RecordId) -> u16 {
        self.case.entries(record).0
    }
}

/// `order[2].late` to `order.late` and 2.
#[must_use]
pub fn split_entry(name: &str) -> Option<(String, Option<u16>)> {
    let Some((before, rest)) = name.split_once('[') else { return Some((name.to_owned(), None)) };
    let (number, after) = rest.split_once(']')?;
    Some((format!("{before}{after}"), Some(number.parse().ok()?)))
}
