//! From a history to the one case that law is applied to.

use crate::combine::{self, Combined};
use crate::entry::{Entry, Said};
use crate::file::ClientFile;
use crate::provenance::{Provenance, Statement};
use crate::subject::Subject;
use law::Pack;
use law::about::About;
use law::case::{Analyzed, Case};
use law::facts::{FactModel, FieldId, RecordId};
use law::impossible::{Impossibility, impossibilities};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use truth::{Answer, Causes, Day, Reason, Truth};

/// A client's facts, ready for law, and what was found on the way.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The facts. Lists hold no entries that were taken back, so an entry's number here may be less than in the
    /// file; see [`Resolved::path`].
    pub case: Case,
    /// Facts about which sources disagree, or a statement and its clearing on the same day. Each counts as
    /// everything that its sources leave possible.
    pub conflicts: Vec<Conflict>,
    /// Facts that cannot all be so; each counts as unknown. Entries are counted as in the case.
    pub impossible: Vec<Impossibility>,
    /// What was said and is kept, but does not count, and why.
    pub set_aside: Vec<SetAside>,
    provenance: HashMap<(FieldId, Option<u16>), Provenance>,
    /// By list: for each entry of the case, its number in the file.
    numbers: BTreeMap<RecordId, Vec<u16>>,
}

/// Statements about one subject that contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// About what, as the file counts entries.
    pub subject: Subject,
    /// All of them, newest first; empty where the conflict is about a list or an entry as such.
    pub statements: Vec<Statement>,
    /// The day on which it was also cleared, if that is what they contradict.
    pub cleared: Option<Day>,
}

/// Something that was said and does not count.
#[derive(Clone, Debug, PartialEq)]
pub enum SetAside {
    /// A list was said to be complete before this entry was added; it counts as not known to be complete.
    CompleteBefore {
        /// Which list.
        list: RecordId,
        /// When it was said to be complete.
        said: Day,
        /// The entry, as the file counts, that was written down later.
        entry: u16,
    },
    /// Answers of the same day to one question disagree; the question counts as answered "unknown".
    AnswersDisagree {
        /// Which question.
        question: String,
        /// Of which entry, as the file counts.
        element: Option<u16>,
        /// The day.
        on: Day,
    },
    /// An answer that does not say for which version of the law and which facts it was given: it does not count.
    AnswerNotBound {
        /// Which question.
        question: String,
        /// Of which entry, as the file counts.
        element: Option<u16>,
    },
    /// An answer about an entry that was taken back, or that the pack no longer asks.
    AnswerWithoutQuestion {
        /// Which question.
        question: String,
        /// Of which entry, as the file counts.
        element: Option<u16>,
    },
}

impl Resolved {
    /// Where a fact comes from; the entry is counted as in the case. `None` if nothing counts for it.
    #[must_use]
    pub fn provenance(&self, field: FieldId, entry: Option<u16>) -> Option<&Provenance> {
        self.provenance.get(&(field, entry))
    }

    /// The path of a fact of the case as the client file writes it.
    #[must_use]
    pub fn path(&self, model: &FactModel, field: FieldId, entry: Option<u16>) -> String {
        self.subject(model, field, entry).path(model)
    }

    /// A fact of the case as the client file counts it.
    #[must_use]
    pub fn subject(&self, model: &FactModel, field: FieldId, entry: Option<u16>) -> Subject {
        Subject::Field(field, entry.map(|n| self.number_in_file(model.fields[field as usize].record, n)))
    }

    /// The number that an entry of the case has in the file.
    #[must_use]
    pub fn number_in_file(&self, record: RecordId, entry: u16) -> u16 {
        self.numbers.get(&record).and_then(|all| all.get(usize::from(entry))).copied().unwrap_or(entry)
    }

    /// The number that an entry of the file has in the case, if it counts.
    #[must_use]
    pub fn number_in_case(&self, record: RecordId, entry: u16) -> Option<u16> {
        let at = self.numbers.get(&record)?.iter().position(|n| *n == entry)?;
        u16::try_from(at).ok()
    }
}

impl ClientFile {
    /// Makes one case of the history.
    ///
    /// Of what one source says about a fact only its latest day counts; what counts from several sources is
    /// combined. Neither the order of the file nor the day the question is asked for has any part in it.
    #[must_use]
    pub fn resolve(&self, pack: &Pack) -> Resolved {
        let mut by_subject: BTreeMap<Subject, Vec<&Entry>> = BTreeMap::new();
        for entry in &self.history {
            by_subject.entry(entry.subject).or_default().push(entry);
        }
        let mut resolving = Resolving {
            pack,
            supposed: self.supposed.iter().map(|(subject, said)| (*subject, said)).collect(),
            by_subject,
            out: Resolved {
                case: Case::default(),
                conflicts: Vec::new(),
                impossible: Vec::new(),
                set_aside: Vec::new(),
                provenance: HashMap::new(),
                numbers: BTreeMap::new(),
            },
        };
        resolving.entries();
        resolving.completeness();
        resolving.fields();
        resolving.answers(self);
        resolving.impossible();
        let mut out = resolving.out;
        out.conflicts.sort_by_key(|c| c.subject);
        out
    }
}

struct Resolving<'a> {
    pack: &'a Pack,
    supposed: BTreeMap<Subject, &'a Said>,
    by_subject: BTreeMap<Subject, Vec<&'a Entry>>,
    out: Resolved,
}

/// The statements of a subject that count, and those that stand on the very day of its clearing.
struct Current<'a> {
    after: Vec<&'a Entry>,
    same_day: Vec<&'a Entry>,
    cleared: Option<Day>,
}

/// Of what was said after the last clearing, the latest day of each source.
fn current<'a>(said: &[&'a Entry], cleared: Option<Day>) -> Current<'a> {
    let cleared = said.iter().filter(|e| e.said == Said::Clear).map(|e| e.on).max().max(cleared);
    let mut latest: BTreeMap<String, Day> = BTreeMap::new();
    let standing = |e: &&&'a Entry| e.said != Said::Clear && cleared.is_none_or(|day| e.on >= day);
    for entry in said.iter().filter(standing) {
        let day = latest.entry(entry.source_key()).or_insert(entry.on);
        *day = entry.on.max(*day);
    }
    let counts = said.iter().filter(standing).filter(|e| latest.get(&e.source_key()) == Some(&e.on)).copied();
    let (same_day, after) = counts.partition(|e| Some(e.on) == cleared);
    Current { after, same_day, cleared }
}

impl Resolving<'_> {
    /// Which entries of each list there are.
    fn entries(&mut self) {
        let model = &self.pack.model;
        // By entry: the last day on which anything was said of it, the day it was taken back.
        let mut last: BTreeMap<(RecordId, u16), (Option<Day>, Option<Day>)> = BTreeMap::new();
        for (subject, said) in &self.by_subject {
            let Some(place) = subject.entry(model) else { continue };
            let (spoken, taken) = last.entry(place).or_default();
            for entry in said {
                match (&entry.said, subject) {
                    (Said::Clear, Subject::Entry(..)) => *taken = (*taken).max(Some(entry.on)),
                    (Said::Clear, _) => {}
                    _ => *spoken = (*spoken).max(Some(entry.on)),
                }
            }
        }
        for (subject, said) in &self.supposed {
            let Some(place) = subject.entry(model) else { continue };
            if **said == Said::Clear {
                if matches!(subject, Subject::Entry(..)) {
                    last.remove(&place);
                }
            } else {
                last.entry(place).or_insert((Some(Day::from_number(0)), None));
            }
        }
        for ((record, n), (spoken, taken)) in last {
            let Some(spoken) = spoken else { continue };
            if taken.is_some_and(|day| day > spoken) {
                continue;
            }
            if taken == Some(spoken) {
                // Said and taken back on one day: which came last cannot be known, so it stays, in conflict.
                self.out.conflicts.push(Conflict { subject: Subject::Entry(record, n), statements: Vec::new(), cleared: taken });
            }
            let numbers = self.out.numbers.entry(record).or_default();
            let number = u16::try_from(numbers.len()).unwrap_or(u16::MAX);
            numbers.push(n);
            self.out.case.add_entry(model, record, number);
        }
    }

    /// Which lists hold all there are.
    fn completeness(&mut self) {
        let lists: BTreeSet<RecordId> = self
            .by_subject
            .keys()
            .chain(self.supposed.keys())
            .filter_map(|s| if let Subject::List(record) = s { Some(*record) } else { None })
            .collect();
        for record in lists {
            let subject = Subject::List(record);
            if let Some(said) = self.supposed.get(&subject) {
                self.out.case.set_complete(record, **said == Said::Complete(true));
                continue;
            }
            let Current { after, same_day, cleared } = current(self.by_subject.get(&subject).map_or(&[][..], |all| all), None);
            let whole = |e: &&Entry| e.said == Said::Complete(true);
            let (yes, no) = (after.iter().chain(&same_day).any(whole), after.iter().chain(&same_day).any(|e| !whole(e)));
            if (yes && no) || (!same_day.is_empty() && after.is_empty()) {
                let cleared = cleared.filter(|_| !same_day.is_empty());
                self.out.conflicts.push(Conflict { subject, statements: Vec::new(), cleared });
                self.out.case.set_complete(record, false);
                continue;
            }
            // What was said to be all, before an entry was added, was said of another list.
            let said = after.iter().filter(|e| whole(e)).map(|e| e.on).max();
            let added = said.and_then(|said| self.added_after(record, said));
            if let (Some(said), Some(entry)) = (said, added) {
                self.out.set_aside.push(SetAside::CompleteBefore { list: record, said, entry });
            }
            self.out.case.set_complete(record, said.is_some() && added.is_none());
        }
    }

    /// The first entry of a list that was first written down after a day.
    fn added_after(&self, record: RecordId, day: Day) -> Option<u16> {
        let model = &self.pack.model;
        let first = |n: u16| {
            let of_entry = self.by_subject.iter().filter(|(subject, _)| subject.entry(model) == Some((record, n)));
            of_entry.flat_map(|(_, said)| said.iter()).filter(|e| e.said != Said::Clear).map(|e| e.on).min()
        };
        let numbers = self.out.numbers.get(&record)?;
        numbers.iter().copied().find(|n| first(*n).is_some_and(|first| first > day))
    }

    /// What is known of each fact.
    fn fields(&mut self) {
        let model = &self.pack.model;
        let subjects: BTreeSet<Subject> = self.by_subject.keys().chain(self.supposed.keys()).copied().collect();
        for subject in subjects {
            let Subject::Field(field, in_file) = subject else { continue };
            let record = model.fields[field as usize].record;
            let entry = match in_file {
                None => None,
                Some(n) => match self.out.number_in_case(record, n) {
                    Some(n) => Some(n),
                    None => continue,
                },
            };
            let whole_entry = in_file.map(|n| Subject::Entry(record, n));
            let supposed = self.supposed.get(&subject).copied();
            if let Some(said) = supposed {
                if let Said::Value { written, answer, about } = said {
                    let answer = rebased(answer, field, entry);
                    let statement = Statement {
                        written: written.as_str().map_or_else(|| written.to_string(), str::to_owned),
                        answer: answer.clone(),
                        source: "what if".to_owned(),
                        certainty: crate::entry::Certainty::Inferred,
                        by: "what if".to_owned(),
                        on: Day::from_number(0),
                        about: *about,
                    };
                    self.set(field, entry, answer);
                    self.out.provenance.insert((field, entry), Provenance::new(vec![statement], false, true));
                }
                continue;
            }
            let taken = whole_entry.and_then(|e| self.by_subject.get(&e)).map_or(&[][..], |all| all);
            let taken = taken.iter().filter(|e| e.said == Said::Clear).map(|e| e.on).max();
            let Current { after, same_day, cleared } = current(self.by_subject.get(&subject).map_or(&[][..], |all| all), taken);
            let about = About::Fact(field, entry).pack();
            let optional = model.fields[field as usize].optional;
            let Some(combined) = together(&after, &same_day, optional, about) else { continue };
            let statements: Vec<Statement> = after.iter().chain(&same_day).filter_map(|e| Statement::of(e)).collect();
            let provenance = Provenance::new(statements, combined.conflict, false);
            if combined.conflict {
                let cleared = cleared.filter(|_| !same_day.is_empty());
                self.out.conflicts.push(Conflict { subject, statements: provenance.statements.clone(), cleared });
            }
            self.set(field, entry, rebased(&combined.answer, field, entry));
            self.out.provenance.insert((field, entry), provenance);
        }
    }

    fn set(&mut self, field: FieldId, entry: Option<u16>, answer: Answer) {
        match entry {
            None => self.out.case.set(field, answer),
            Some(n) => self.out.case.set_entry(&self.pack.model, field, n, Some(answer)),
        }
    }

    /// The latest answer to each question.
    fn answers(&mut self, file: &ClientFile) {
        let program = &self.pack.program;
        let mut all: BTreeMap<(&str, Option<u16>), Vec<&crate::signed::GivenAnswer>> = BTreeMap::new();
        for answer in &file.answers {
            all.entry((&answer.question, answer.element)).or_default().push(answer);
        }
        for ((question, element), answers) in all {
            let subject = program.conclusion(question).map(|id| program.conclusions[id as usize].subject);
            let entry = match (subject, element) {
                (Some(None), None) => Some(None),
                (Some(Some(record)), Some(n)) => self.out.number_in_case(record, n).map(Some),
                _ => None,
            };
            let Some(entry) = entry else {
                self.out.set_aside.push(SetAside::AnswerWithoutQuestion { question: question.to_owned(), element });
                continue;
            };
            let Some(on) = answers.iter().map(|a| a.on).max() else { continue };
            let mut latest: Vec<_> = answers.into_iter().filter(|a| a.on == on).collect();
            latest.sort_by(|a, b| (&a.name, &a.reasons, &a.version, &a.weighed).cmp(&(&b.name, &b.reasons, &b.version, &b.weighed)));
            let Some(first) = latest.first() else { continue };
            // An answer to other facts or another version of the law is another answer.
            let agree = latest.iter().all(|a| (a.answer, &a.version, &a.weighed) == (first.answer, &first.version, &first.weighed));
            if !agree {
                self.out.set_aside.push(SetAside::AnswersDisagree { question: question.to_owned(), element, on });
            }
            // An answer binds to a version of the law and to the facts it weighed. Worked clients, which are kept
            // with the law, may say `version = "any"`.
            let (version, weighed) = match (first.version.as_deref(), first.weighed.as_deref()) {
                (Some("any"), _) => (None, None),
                (Some(version), Some(weighed)) => (Some(version.to_owned()), Some(weighed.to_owned())),
                _ => {
                    self.out.set_aside.push(SetAside::AnswerNotBound { question: question.to_owned(), element });
                    continue;
                }
            };
            let truth = if agree { first.answer } else { Truth::Unknown };
            let names: BTreeSet<&str> = latest.iter().map(|a| a.name.as_str()).collect();
            let analyzed = Analyzed {
                truth,
                version,
                weighed,
                name: names.into_iter().collect::<Vec<_>>().join(", "),
                on: on.to_string(),
                reasons: first.reasons.clone(),
            };
            self.out.case.analyses.insert((question.to_owned(), entry), analyzed);
        }
    }

    /// Facts that cannot all be so count as unknown, every one.
    fn impossible(&mut self) {
        let model = &self.pack.model;
        // All rules see the facts as they were said, so that one rule's conflict never hides another's.
        let mut found = impossibilities(self.pack, &self.out.case);
        for impossibility in &mut found {
            impossibility.facts.retain(|(field, entry)| self.out.case.stated(model, *field, *entry).is_some());
        }
        let facts: BTreeSet<(FieldId, Option<u16>)> = found.iter().flat_map(|i| i.facts.iter().copied()).collect();
        for (field, entry) in facts {
            let it = &model.fields[field as usize];
            let causes = Causes::one(Reason::Conflict, About::Fact(field, entry).pack());
            self.set(field, entry, Answer::unknown(it.kind, it.optional, causes));
            if let Some(provenance) = self.out.provenance.get_mut(&(field, entry)) {
                provenance.conflict = true;
            }
        }
        // A list that is part of a contradiction is no longer known to hold all there are.
        for list in found.iter().flat_map(|i| i.lists.iter().copied()) {
            self.out.case.set_complete(list, false);
        }
        self.out.impossible = found;
    }
}

/// What the statements of a fact come to. Those of the day of its clearing may have come before or after it, so
/// both are possible.
fn together(after: &[&Entry], same_day: &[&Entry], optional: bool, about: u64) -> Option<Combined> {
    let answers = |entries: &[&Entry]| -> Vec<Answer> {
        entries.iter().filter_map(|e| if let Said::Value { answer, .. } = &e.said { Some(answer.clone()) } else { None }).collect()
    };
    let (after, same_day) = (answers(after), answers(same_day));
    if after.is_empty() {
        // Only what may have been cleared: it may be so, or nothing may be known.
        let kind = same_day.first()?.value.kind();
        return Some(Combined { answer: Answer::unknown(kind, optional, Causes::one(Reason::Conflict, about)), conflict: true });
    }
    let all: Vec<&Answer> = after.iter().chain(&same_day).collect();
    let combined = combine::all(&all, about)?;
    // Where they agree, the later statements stand whether or not the others were cleared.
    if combined.conflict { Some(combined) } else { combine::all(&after.iter().collect::<Vec<_>>(), about) }
}

/// The reasons of an answer name the fact as the case counts its entries, not as the file does.
fn rebased(answer: &Answer, field: FieldId, entry: Option<u16>) -> Answer {
    let about = About::Fact(field, entry).pack();
    let causes = answer.causes.as_slice().iter().map(|cause| truth::Cause { about, ..*cause }).collect();
    Answer { causes, ..answer.clone() }
}
