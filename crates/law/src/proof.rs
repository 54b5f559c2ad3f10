//! Why an answer is what it is: a short tree that a lawyer can check, down to the facts.
//!
//! A proof shows what decides: of an `and` that fails, the parts that fail; of an `or` that holds, the parts that
//! hold; of what is unknown, what is still open. Exceptions that did not apply stay part of it.

use crate::about::About;
use crate::evaluate::Evaluation;
use crate::program::{ClauseId, ConclusionId, Node, NodeId, Says, Sort};
use crate::syntax::Words;
use std::sync::Arc;
use truth::{Answer, Reason, Truth};

/// A step of a proof.
#[derive(Clone, Debug)]
pub struct Proof {
    /// What the step is about.
    pub step: Step,
    /// The step in words.
    pub words: Arc<Words>,
    /// What came out.
    pub answer: Answer,
    /// What decides it.
    pub parts: Vec<Proof>,
}

/// What a step of a proof is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A conclusion.
    Conclusion(ConclusionId, Option<u16>),
    /// A clause of a provision: this is where the citation belongs.
    Clause(ClauseId),
    /// A condition.
    Condition,
    /// A fact.
    Fact(u32, Option<u16>),
    /// Whether a list is complete.
    List(u32),
    /// An exception, and what came of it.
    Exception(ConclusionId, Option<u16>),
    /// Something the law leaves open.
    Gap(Reason),
    /// A conclusion shown elsewhere in the same proof.
    Again(ConclusionId, Option<u16>),
}

/// Deeper than this a proof refers on instead of going on.
const DEEPEST: usize = 14;

impl Evaluation<'_> {
    /// The proof of a conclusion.
    pub fn proof(&mut self, id: ConclusionId, entry: Option<u16>) -> Proof {
        let mut seen = Vec::new();
        self.prove(id, entry, &mut seen, 0)
    }

    fn prove(&mut self, id: ConclusionId, entry: Option<u16>, seen: &mut Vec<(ConclusionId, Option<u16>)>, depth: usize) -> Proof {
        let answer = self.conclusion(id, entry);
        let words = self.pack.shown_step(id);
        if seen.contains(&(id, entry)) || depth > DEEPEST {
            return Proof { step: Step::Again(id, entry), words, answer, parts: Vec::new() };
        }
        seen.push((id, entry));
        let mut parts = if self.pack.program.conclusions[id as usize].sort == Sort::Met {
            self.prove_requirements(id, answer.as_truth(), seen, depth)
        } else {
            self.prove_clauses(id, entry, &answer, seen, depth)
        };
        for gap in gaps_of_law(&answer, id) {
            if !parts.iter().any(|p| p.step == gap.step) {
                parts.push(gap);
            }
        }
        Proof { step: Step::Conclusion(id, entry), words, answer, parts }
    }

    fn prove_requirements(
        &mut self,
        id: ConclusionId,
        wanted: Truth,
        seen: &mut Vec<(ConclusionId, Option<u16>)>,
        depth: usize,
    ) -> Vec<Proof> {
        let pack = self.pack;
        let provision = pack.program.conclusions[id as usize].provision;
        let mut parts = Vec::new();
        for &requirement in pack.program.requirements_of(provision) {
            let governs =
                pack.program.conclusions[requirement as usize].clauses.iter().any(|c| self.governs(*c, None).as_truth() != Truth::No);
            if governs && self.conclusion(requirement, None).as_truth() == wanted {
                parts.push(self.prove(requirement, None, seen, depth + 1));
            }
        }
        parts
    }

    fn prove_clauses(
        &mut self,
        id: ConclusionId,
        entry: Option<u16>,
        answer: &Answer,
        seen: &mut Vec<(ConclusionId, Option<u16>)>,
        depth: usize,
    ) -> Vec<Proof> {
        let pack = self.pack;
        let bound: Vec<u16> = entry.into_iter().collect();
        let mut parts = Vec::new();
        for clause in &pack.program.conclusions[id as usize].clauses {
            let it = &pack.program.clauses[*clause as usize];
            let governs = self.governs(*clause, entry);
            if governs.as_truth() == Truth::No {
                continue;
            }
            match &it.says {
                Says::Ground => {
                    let holds = it.when.map_or_else(|| Answer::truth(Truth::Yes, truth::Causes::none()), |when| self.step(when, &bound));
                    let both = governs.and(&holds);
                    // Of a conclusion that is decided yes by one ground the others do not matter, and of one that an
                    // exception takes away the ground still does.
                    if answer.as_truth() == Truth::Yes && both.as_truth() != Truth::Yes
                        || answer.as_truth() == Truth::Unknown && both.as_truth() == Truth::No
                    {
                        continue;
                    }
                    let conditions = it.when.map(|when| self.prove_condition(when, &bound, seen, depth + 1)).unwrap_or_default();
                    parts.push(self.clause_step(*clause, both, conditions, &governs));
                }
                Says::Value(_) | Says::Analysis(..) | Says::Deadline { .. } => {
                    let holds = it.when.map_or_else(|| Answer::truth(Truth::Yes, truth::Causes::none()), |when| self.step(when, &bound));
                    let both = governs.and(&holds);
                    // That there is none is decided by the conditions that fail; a value, by those that hold.
                    if both.as_truth() == Truth::No && answer.none != Truth::Yes {
                        continue;
                    }
                    let mut conditions = it.when.map(|when| self.prove_condition(when, &bound, seen, depth + 1)).unwrap_or_default();
                    match &it.says {
                        _ if both.as_truth() == Truth::No => {}
                        Says::Value(value) => conditions.extend(self.leaves(*value, &bound, seen, depth + 1)),
                        Says::Deadline { after, .. } => conditions.extend(self.leaves(*after, &bound, seen, depth + 1)),
                        Says::Analysis(_, weighing) => {
                            for node in weighing.clone() {
                                conditions.extend(self.leaves(node, &bound, seen, depth + 1));
                            }
                        }
                        _ => {}
                    }
                    parts.push(self.clause_step(*clause, both, conditions, &governs));
                }
                Says::Exception(other) => {
                    let of_entry = pack.program.conclusions[*other as usize].subject.and(entry);
                    let holds = self.conclusion(*other, of_entry);
                    let inner = self.prove(*other, of_entry, seen, depth + 1);
                    parts.push(Proof {
                        step: Step::Exception(*other, of_entry),
                        words: pack.shown_step(*other),
                        answer: holds,
                        parts: inner.parts,
                    });
                }
                _ => {}
            }
        }
        parts
    }

    /// A clause; where place or lateness of sight leaves it open whether it governs, that is said first.
    fn clause_step(&self, clause: ClauseId, answer: Answer, mut parts: Vec<Proof>, governs: &Answer) -> Proof {
        let pack = self.pack;
        let title = pack.shown_title(pack.program.clauses[clause as usize].provision);
        if !governs.is_decided() {
            for cause in governs.causes.as_slice() {
                parts.insert(
                    0,
                    Proof { step: Step::Gap(cause.reason), words: Arc::clone(&title), answer: governs.clone(), parts: Vec::new() },
                );
            }
            parts.dedup_by(|a, b| a.step == b.step && matches!(a.step, Step::Gap(_)));
        }
        Proof { step: Step::Clause(clause), words: title, answer, parts }
    }

    /// The parts of a condition that decide it.
    fn prove_condition(&mut self, node: NodeId, bound: &[u16], seen: &mut Vec<(ConclusionId, Option<u16>)>, depth: usize) -> Vec<Proof> {
        let pack = self.pack;
        let answer = self.step(node, bound);
        let truth = answer.as_truth();
        match pack.program.nodes[node as usize] {
            Node::And(..) | Node::Or(..) => {
                let is_and = matches!(pack.program.nodes[node as usize], Node::And(..));
                let decides = if is_and { Truth::No } else { Truth::Yes };
                let mut all = Vec::new();
                for part in self.flat(node, is_and) {
                    let value = self.step(part, bound).as_truth();
                    // Unknown: what is open, and what already speaks for it.
                    let matters =
                        if truth == decides { value == decides } else { truth == value || truth == Truth::Unknown && value != decides };
                    if matters {
                        all.extend(self.prove_condition(part, bound, seen, depth));
                    }
                }
                all
            }
            Node::Not(inner) if matches!(pack.program.nodes[inner as usize], Node::And(..) | Node::Or(..)) => {
                let parts = self.prove_condition(inner, bound, seen, depth + 1);
                vec![Proof { step: Step::Condition, words: pack.shown_node(node), answer, parts }]
            }
            Node::Conclusion(id, slot) => {
                let entry = slot.and_then(|s| bound.get(usize::from(s)).copied());
                vec![self.prove(id, entry, seen, depth + 1)]
            }
            Node::Field(field, slot) => vec![self.fact(field, slot, bound)],
            Node::Any(record, slot, filter) | Node::Every(record, slot, filter, _) | Node::Count(record, slot, filter, _) => {
                let mut parts = Vec::new();
                let body = if let Node::Every(_, _, _, body) = pack.program.nodes[node as usize] { Some(body) } else { None };
                let (count, missing) = self.case.entries(record);
                for entry in 0..count {
                    let mut inner = bound.to_vec();
                    inner.truncate(usize::from(slot));
                    inner.push(entry);
                    let counts = filter.map_or(Truth::Yes, |f| self.step(f, &inner).as_truth());
                    let holds = body.map_or(counts, |b| counts.not().or(self.step(b, &inner).as_truth()));
                    if holds == truth || body.is_none() && truth == Truth::Unknown && counts != Truth::No {
                        let steps = filter.map(|f| self.prove_condition(f, &inner, seen, depth + 1)).unwrap_or_default();
                        let more = body
                            .filter(|_| counts != Truth::No)
                            .map(|b| self.prove_condition(b, &inner, seen, depth + 1))
                            .unwrap_or_default();
                        let title = &pack.model.records[record as usize].title;
                        let number = entry + 1;
                        let words = Arc::new(Words { en: format!("{} {number}", title.en), es: format!("{} {number}", title.es) });
                        let answer = Answer::truth(holds, answer.causes.clone());
                        parts.push(Proof { step: Step::Condition, words, answer, parts: steps.into_iter().chain(more).collect() });
                    }
                }
                if !missing.is_empty() && truth == Truth::Unknown {
                    parts.push(self.list_gap(record));
                }
                if count == 0 && missing.is_empty() {
                    parts.push(self.empty_list(record));
                }
                vec![Proof { step: Step::Condition, words: pack.shown_node(node), answer, parts }]
            }
            _ => {
                let parts = self.leaves(node, bound, seen, depth + 1);
                vec![Proof { step: Step::Condition, words: pack.shown_node(node), answer, parts }]
            }
        }
    }

    fn flat(&self, node: NodeId, is_and: bool) -> Vec<NodeId> {
        match (self.pack.program.nodes[node as usize], is_and) {
            (Node::And(a, b), true) | (Node::Or(a, b), false) => [self.flat(a, is_and), self.flat(b, is_and)].concat(),
            _ => vec![node],
        }
    }

    /// The facts and conclusions directly under a step.
    fn leaves(&mut self, node: NodeId, bound: &[u16], seen: &mut Vec<(ConclusionId, Option<u16>)>, depth: usize) -> Vec<Proof> {
        let pack = self.pack;
        match pack.program.nodes[node as usize] {
            Node::Field(field, slot) => vec![self.fact(field, slot, bound)],
            Node::Conclusion(id, slot) => {
                let entry = slot.and_then(|s| bound.get(usize::from(s)).copied());
                vec![self.prove(id, entry, seen, depth + 1)]
            }
            Node::HasEntry(record) => match self.case.entries(record) {
                (0, missing) if missing.is_empty() => vec![self.empty_list(record)],
                (0, _) => vec![self.list_gap(record)],
                _ => Vec::new(),
            },
            Node::Any(..) | Node::Every(..) | Node::Count(..) => self.prove_condition(node, bound, seen, depth),
            Node::Extreme(_, record, slot, filter, value) | Node::Sum(record, slot, filter, value) => {
                let mut all = Vec::new();
                let (count, missing) = self.case.entries(record);
                for entry in 0..count {
                    let mut inner = bound.to_vec();
                    inner.truncate(usize::from(slot));
                    inner.push(entry);
                    // What is not counted shows why it is not.
                    match filter.filter(|f| self.step(*f, &inner).as_truth() == Truth::No) {
                        Some(filter) => all.extend(self.prove_condition(filter, &inner, seen, depth + 1)),
                        None => all.extend(self.leaves(value, &inner, seen, depth + 1)),
                    }
                }
                if !missing.is_empty() {
                    all.push(self.list_gap(record));
                } else if count == 0 {
                    all.push(self.empty_list(record));
                }
                all
            }
            other => {
                let mut below = Vec::new();
                pack.program.below(other, &mut below);
                below.into_iter().flat_map(|n| self.leaves(n, bound, seen, depth)).collect()
            }
        }
    }

    fn fact(&mut self, field: u32, slot: Option<u8>, bound: &[u16]) -> Proof {
        let entry = slot.and_then(|s| bound.get(usize::from(s)).copied());
        let answer = self.case.get(&self.pack.model, field, entry);
        Proof { step: Step::Fact(field, entry), words: self.pack.shown_label(field), answer, parts: Vec::new() }
    }

    /// A list that is known to hold nothing is a fact, and decides like one.
    fn empty_list(&self, record: u32) -> Proof {
        let words = self.pack.model.records[record as usize].title.clone();
        Proof { step: Step::List(record), words: Arc::new(words), answer: Answer::none(truth::Kind::YesNo), parts: Vec::new() }
    }

    fn list_gap(&self, record: u32) -> Proof {
        let title = &self.pack.model.records[record as usize].title;
        let words = Words { en: format!("Whether this lists every one: {}", title.en), es: format!("Si aquí están todos: {}", title.es) };
        let causes = truth::Causes::one(Reason::Incomplete, About::List(record).pack());
        Proof { step: Step::List(record), words: Arc::new(words), answer: Answer::truth(Truth::Unknown, causes), parts: Vec::new() }
    }
}

/// What the law itself leaves open about a conclusion.
fn gaps_of_law(answer: &Answer, id: ConclusionId) -> Vec<Proof> {
    let mut all = Vec::new();
    for cause in answer.causes.as_slice() {
        let own = matches!(About::unpack(cause.about), About::Conclusion(c, _) if c == id);
        let words = match cause.reason {
            Reason::NotModelled if own => Words {
                en: "The pack does not yet hold every ground".into(),
                es: "Aún no están aquí todos los motivos de la ley".into(),
            },
            Reason::NoRule if own => {
                Words { en: "No rule governs this day and place".into(), es: "Ninguna regla rige ese día y en ese lugar".into() }
            }
            Reason::NeedsAnalysis if own => {
                Words { en: "An attorney must answer this".into(), es: "Falta el análisis de un abogado".into() }
            }
            Reason::AuthoritiesConflict => Words { en: "Authorities disagree".into(), es: "Las autoridades no coinciden".into() },
            _ => continue,
        };
        all.push(Proof { step: Step::Gap(cause.reason), words: Arc::new(words), answer: answer.clone(), parts: Vec::new() });
    }
    all.dedup_by(|a, b| a.step == b.step);
    all
}
