//! From clauses to a conclusion: grounds and exceptions, or rules.

use super::Evaluation;
use super::govern::World;
use crate::about::About;
use crate::case::Analyzed;
use crate::deadline::last_day;
use crate::program::{ClauseId, ConclusionId, NodeId, Says, Sort};
use truth::{Answer, Causes, Kind, Reason, Truth};

/// With more rules than this that may or may not govern, the answer is unknown without trying each combination.
const MOST_OPEN_RULES: usize = 12;

/// A rule that may govern in a world.
struct Candidate {
    clause: ClauseId,
    governs: Answer,
    value: Answer,
}

impl Evaluation<'_> {
    pub(super) fn conclude(&mut self, id: ConclusionId, entry: Option<u16>) -> Answer {
        let worlds = self.worlds(id);
        let mut joined: Option<Answer> = None;
        for world in &worlds.all {
            let here = self.conclude_in(id, entry, world);
            joined = Some(match joined {
                None => here,
                Some(so_far) => so_far.join(&here),
            });
        }
        let joined = joined.unwrap_or_else(|| self.unknown(id, Reason::NoRule));
        if joined.is_decided() || worlds.causes.is_empty() {
            return joined;
        }
        Answer { causes: joined.causes.union(&worlds.causes), ..joined }
    }

    fn conclude_in(&mut self, id: ConclusionId, entry: Option<u16>, world: &World) -> Answer {
        let pack = self.pack;
        let conclusion = &pack.program.conclusions[id as usize];
        let says = |c: &ClauseId| &pack.program.clauses[*c as usize].says;
        if conclusion.sort == Sort::Met {
            return self.met(id, world);
        }
        if conclusion.clauses.iter().any(|c| matches!(says(c), Says::Value(_) | Says::Analysis(..) | Says::Deadline { .. })) {
            return self.by_rules(id, entry, world);
        }
        // A factor of an instrument that does not govern says nothing; its "no" would read as "not a priority".
        if matches!(conclusion.sort, Sort::Weighs(_)) {
            let governs =
                conclusion.clauses.iter().fold(Answer::truth(Truth::No, Causes::none()), |all, c| all.or(&self.governs_in(*c, world)));
            return match governs.as_truth() {
                Truth::No => self.unknown(id, Reason::NoRule),
                Truth::Yes => self.by_grounds(id, conclusion.closed, world),
                Truth::Unknown => {
                    let joined = self.by_grounds(id, conclusion.closed, world).join(&self.unknown(id, Reason::NoRule));
                    Answer { causes: joined.causes.union(&governs.causes), ..joined }
                }
            };
        }
        if matches!(conclusion.sort, Sort::DangersComplete(_)) {
            return conclusion.clauses.iter().fold(Answer::truth(Truth::No, Causes::none()), |all, c| all.or(&self.governs_in(*c, world)));
        }
        let base = self.by_grounds(id, conclusion.closed, world);
        let mut exceptions = Answer::truth(Truth::No, Causes::none());
        let mut complete = Answer::truth(Truth::No, Causes::none());
        let mut named = false;
        for clause in &conclusion.clauses {
            let governs = self.governs_in(*clause, world);
            match says(clause) {
                Says::Exception(other) => {
                    named = true;
                    let of_entry = pack.program.conclusions[*other as usize].subject.and(entry);
                    // An exception that the law of the day does not have cannot be asked whether it applies.
                    if governs.as_truth() != Truth::No {
                        let holds = self.conclusion(*other, of_entry);
                        exceptions = exceptions.or(&governs.and(&holds));
                    }
                }
                Says::ExceptionNotModelled(_) => {
                    named = true;
                    exceptions = exceptions.or(&governs.and(&gap(Reason::NotModelled, About::Clause(*clause))));
                }
                Says::ExceptionsComplete => complete = complete.or(&governs),
                _ => {}
            }
        }
        if !named {
            return base;
        }
        let left_out = complete.not().and(&gap(Reason::NotModelled, About::Conclusion(id, entry)));
        base.and(&exceptions.or(&left_out).not())
    }

    fn by_grounds(&mut self, id: ConclusionId, closed: bool, world: &World) -> Answer {
        let pack = self.pack;
        let mut base = Answer::truth(Truth::No, Causes::none());
        let mut complete = Answer::truth(Truth::from(closed), Causes::none());
        for clause in &pack.program.conclusions[id as usize].clauses {
            let it = &pack.program.clauses[*clause as usize];
            if !matches!(it.says, Says::Ground | Says::NotModelled(_) | Says::Complete) {
                continue;
            }
            let governs = self.governs_in(*clause, world);
            match it.says {
                Says::Complete => complete = complete.or(&governs),
                _ if governs.as_truth() == Truth::No || base.as_truth() == Truth::Yes => {}
                Says::NotModelled(_) => base = base.or(&governs.and(&gap(Reason::NotModelled, About::Clause(*clause)))),
                _ => {
                    let holds = it.when.map_or_else(|| Answer::truth(Truth::Yes, Causes::none()), |when| self.node(when));
                    base = base.or(&governs.and(&holds));
                }
            }
        }
        base.or(&complete.not().and(&gap(Reason::NotModelled, About::Conclusion(id, None))))
    }

    /// All requirements of the file that are law on the day, and no others.
    fn met(&mut self, id: ConclusionId, world: &World) -> Answer {
        let pack = self.pack;
        let met = &pack.program.conclusions[id as usize];
        let mut complete = Answer::truth(Truth::No, Causes::none());
        for clause in &met.clauses {
            complete = complete.or(&self.governs_in(*clause, world));
        }
        let mut all = complete.or(&gap(Reason::NotModelled, About::Conclusion(id, None)));
        for &other in pack.program.requirements_of(met.provision) {
            let requirement = &pack.program.conclusions[other as usize];
            let mut asked = Answer::truth(Truth::No, Causes::none());
            for clause in &requirement.clauses {
                asked = asked.or(&self.may_govern(*clause));
            }
            if asked.as_truth() != Truth::No {
                let fulfilled = self.conclusion(other, None);
                all = all.and(&asked.not().or(&fulfilled));
            }
        }
        all
    }

    fn by_rules(&mut self, id: ConclusionId, entry: Option<u16>, world: &World) -> Answer {
        let pack = self.pack;
        let kind = pack.program.conclusions[id as usize].kind;
        let mut candidates: Vec<Candidate> = Vec::new();
        for clause in &pack.program.conclusions[id as usize].clauses {
            let it = &pack.program.clauses[*clause as usize];
            let mut governs = self.governs_in(*clause, world);
            if governs.as_truth() != Truth::No
                && let Some(when) = it.when
            {
                governs = governs.and(&self.node(when));
            }
            if governs.as_truth() != Truth::No {
                let value = self.value_of(id, entry, *clause);
                candidates.push(Candidate { clause: *clause, governs, value });
            }
        }
        let open: Vec<usize> = (0..candidates.len()).filter(|n| candidates[*n].governs.as_truth() == Truth::Unknown).collect();
        if open.len() > MOST_OPEN_RULES {
            let causes = candidates.iter().fold(Causes::none(), |all, c| all.union(&c.governs.causes).union(&c.value.causes));
            return Answer::unknown(kind, true, causes);
        }
        let mut joined: Option<Answer> = None;
        for combination in 0..1_u32 << open.len() {
            let holds: Vec<bool> =
                (0..candidates.len()).map(|n| open.iter().position(|o| *o == n).is_none_or(|bit| combination >> bit & 1 == 1)).collect();
            let here = self.outcome(id, kind, &candidates, &holds);
            joined = Some(match joined {
                None => here,
                Some(so_far) => so_far.join(&here),
            });
        }
        let joined = joined.unwrap_or_else(|| self.unknown(id, Reason::NoRule));
        if joined.is_decided() {
            return joined;
        }
        let causes = open.iter().fold(joined.causes.clone(), |all, n| all.union(&candidates[*n].governs.causes));
        Answer { causes, ..joined }
    }

    /// The value where exactly these candidates hold.
    fn outcome(&self, id: ConclusionId, kind: Kind, candidates: &[Candidate], holds: &[bool]) -> Answer {
        let pack = self.pack;
        let holding = || candidates.iter().zip(holds).filter(|(_, holds)| **holds).map(|(c, _)| c);
        let displaced = |c: &Candidate| {
            let provision = pack.program.clauses[c.clause as usize].provision;
            holding().any(|other| pack.program.clauses[other.clause as usize].instead_of.contains(&provision))
        };
        let left: Vec<&Candidate> = holding().filter(|c| !displaced(c)).collect();
        let Some((first, rest)) = left.split_first() else {
            // No deadline where no rule sets one; anything else is not known.
            let no_deadline = pack.program.conclusions[id as usize].sort == Sort::Deadline;
            return if no_deadline { Answer::none(kind) } else { self.unknown(id, Reason::NoRule) };
        };
        if rest.is_empty() {
            return first.value.clone();
        }
        if left.iter().all(|c| c.value.is_decided()) {
            let agree = rest
                .iter()
                .all(|c| c.value.none == first.value.none && (first.value.none == Truth::Yes || c.value.value == first.value.value));
            if agree {
                return first.value.clone();
            }
            let causes =
                left.iter().map(|c| truth::Cause { reason: Reason::AuthoritiesConflict, about: About::Clause(c.clause).pack() }).collect();
            return Answer::unknown(kind, true, causes);
        }
        let causes = left.iter().fold(Causes::none(), |all, c| all.union(&c.value.causes));
        Answer::unknown(kind, true, causes)
    }

    fn value_of(&mut self, id: ConclusionId, entry: Option<u16>, clause: ClauseId) -> Answer {
        let pack = self.pack;
        match &pack.program.clauses[clause as usize].says {
            Says::Value(node) => self.node(*node),
            Says::Analysis(_, weighing) => self.analyzed(id, entry, clause, weighing),
            Says::Deadline { span, after, working, rolls, .. } => {
                let after = self.node(*after);
                last_day(&pack.program.holidays, &after, *span, *working, *rolls, About::Clause(clause).pack())
            }
            _ => self.unknown(id, Reason::NoRule),
        }
    }

    /// A person's answer, if it was given for this version and these facts; else the question stays open.
    fn analyzed(&mut self, id: ConclusionId, entry: Option<u16>, clause: ClauseId, weighing: &[NodeId]) -> Answer {
        let pack = self.pack;
        let name = pack.program.conclusions[id as usize].name.clone();
        let open = gap(Reason::NeedsAnalysis, About::Conclusion(id, entry));
        let case = self.case;
        let Some(Analyzed { truth, version, weighed, .. }) = case.analyses.get(&(name, entry)) else { return open };
        let provision = &pack.provisions[pack.program.clauses[clause as usize].provision as usize];
        let same_law = version.as_ref().is_none_or(|v| *v == provision.version);
        let same_facts = weighed.as_ref().is_none_or(|w| *w == self.fingerprint_of(weighing));
        if same_law && same_facts { Answer::truth(*truth, open.causes) } else { open }
    }

    /// What an answer to an analysis binds to: the values of the facts it weighs.
    fn fingerprint_of(&mut self, weighing: &[NodeId]) -> String {
        let values: Vec<String> = weighing.iter().map(|node| self.node(*node)).map(|a| format!("{:?} {:?}", a.value, a.none)).collect();
        crate::source::fingerprint(&values.join("\n"))[..16].to_owned()
    }

    /// The version of the law and the fingerprint of the facts that an answer given now would bind to.
    pub fn binding(&mut self, id: ConclusionId, entry: Option<u16>) -> Option<(String, String)> {
        let pack = self.pack;
        let clause = pack.program.conclusions[id as usize].clauses.iter().find_map(|c| match &pack.program.clauses[*c as usize].says {
            Says::Analysis(_, weighing) => Some((*c, weighing)),
            _ => None,
        });
        let (clause, weighing) = clause?;
        let outer = std::mem::replace(&mut self.bound, entry.into_iter().collect());
        let weighed = self.fingerprint_of(weighing);
        self.bound = outer;
        Some((pack.provisions[pack.program.clauses[clause as usize].provision as usize].version.clone(), weighed))
    }

    fn unknown(&self, id: ConclusionId, reason: Reason) -> Answer {
        let kind = self.pack.program.conclusions[id as usize].kind;
        // "No rule" agrees with no value, so the answer may also be that there is none.
        Answer::unknown(kind, kind != Kind::YesNo, Causes::one(reason, About::Conclusion(id, None).pack()))
    }
}

/// Unknown, for a reason of the law's own.
fn gap(reason: Reason, about: About) -> Answer {
    Answer::truth(Truth::Unknown, Causes::one(reason, about.pack()))
}
