//! One conclusion as a line: how it stands, why in a sentence, what is missing, the proof.

use crate::input::Input;
use crate::model::{Authority, ConfirmedBy, Line, MissingFact, ProofStep, State};
use law::Evaluation;
use law::Words;
use law::about::About;
use law::program::{ConclusionId, ProvisionId};
use law::proof::{Proof, Step};
use law::syntax::Party;
use law::wording::lower_first;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use truth::{Answer, Cause, Reason, Truth};

/// An evaluation and what it was made from.
pub struct Asking<'a> {
    /// The input.
    pub input: &'a Input<'a>,
    /// The answers.
    pub evaluation: Evaluation<'a>,
    /// Provisions as they are shown: hundreds of steps rest on each.
    authorities: RefCell<HashMap<ProvisionId, Arc<Authority>>>,
    /// Lines that stand in more places than one.
    lines: HashMap<ConclusionId, Arc<Line>>,
}

/// Words in both languages.
#[must_use]
pub fn both(en: impl Into<String>, es: impl Into<String>) -> Words {
    Words { en: en.into(), es: es.into() }
}

impl<'a> Asking<'a> {
    /// Asks nothing yet.
    #[must_use]
    pub fn new(input: &'a Input<'a>) -> Self {
        Self::with(input, Evaluation::new(input.pack, input.case, input.as_of, input.confirmed))
    }

    /// Asks the same of a case in which facts are known that were not.
    #[must_use]
    pub fn refined(before: &'a Evaluation<'a>, input: &'a Input<'a>, learned: Vec<u64>) -> Self {
        Self::with(input, Evaluation::refined(before, input.case, learned))
    }

    fn with(input: &'a Input<'a>, evaluation: Evaluation<'a>) -> Self {
        Self { input, evaluation, authorities: RefCell::default(), lines: HashMap::new() }
    }

    /// A provision, as something that is rested on.
    #[must_use]
    pub fn authority(&self, provision: ProvisionId) -> Arc<Authority> {
        Arc::clone(self.authorities.borrow_mut().entry(provision).or_insert_with(|| Arc::new(self.authority_anew(provision))))
    }

    fn authority_anew(&self, provision: ProvisionId) -> Authority {
        let it = &self.input.pack.provisions[provision as usize];
        Authority {
            id: it.id.clone(),
            title: it.title.clone(),
            cite: it.cite.iter().map(|cite| named_for_readers(cite)).collect(),
            confidence: it.confidence.name(),
            last_seen: it.last_seen.to_string(),
            reviewed: it.reviewed.clone(),
            source: it.source.clone(),
            volatile: it.volatile,
            confirmed: self.confirmed_by(provision),
        }
    }

    /// Who confirmed a provision that would be too old on the day without that.
    #[must_use]
    pub fn confirmed_by(&self, provision: ProvisionId) -> Option<ConfirmedBy> {
        let it = &self.input.pack.provisions[provision as usize];
        let alone = truth::Day::from_number(it.last_seen.number() + law::evaluate::SEEN_FOR);
        let needed = it.volatile && alone < self.input.as_of && self.evaluation.seen_until(provision) >= self.input.as_of;
        if needed { self.input.confirmations.iter().find(|c| c.provision == it.id).cloned() } else { None }
    }

    /// A conclusion by name, if the pack has it.
    pub fn line_named(&mut self, name: &str) -> Option<Line> {
        let (id, entry) = self.find(name)?;
        Some(self.line(id, entry))
    }

    /// A conclusion without entries as a line that may stand in several places.
    pub fn shared_line(&mut self, id: ConclusionId) -> Arc<Line> {
        if let Some(line) = self.lines.get(&id) {
            return Arc::clone(line);
        }
        let line = Arc::new(self.line(id, None));
        self.lines.insert(id, Arc::clone(&line));
        line
    }

    /// A conclusion as a line.
    pub fn line(&mut self, id: ConclusionId, entry: Option<u16>) -> Line {
        let answer = self.evaluation.conclusion(id, entry);
        let proof = self.evaluation.proof(id, entry);
        let pack = self.input.pack;
        let conclusion = &pack.program.conclusions[id as usize];
        let state = state_of(&answer);
        let missing = self.missing(answer.causes.as_slice());
        let step = self.step(proof);
        let nearest = if answer.is_decided() { Vec::new() } else { self.nearest(&step) };
        let mut words = pack.conclusion_words(id);
        if let (Some(record), Some(n)) = (conclusion.subject, entry) {
            let title = &pack.model.records[record as usize].title;
            let n = self.input.number_in_file(record, n) + 1;
            words =
                both(format!("{} ({} {n})", words.en, title.en.to_lowercase()), format!("{} ({} {n})", words.es, title.es.to_lowercase()));
        }
        Line {
            id: self.named(id, entry),
            words,
            state,
            because: because(state, &step, &missing),
            missing,
            nearest,
            authority: self.authority(conclusion.provision),
            burden: conclusion.burden.map(|party| match party {
                Party::Client => both("The client must prove it", "Le toca probarlo al cliente"),
                Party::Government => both("The government must prove it", "Le toca probarlo al gobierno"),
            }),
            proof: step,
        }
    }

    /// Whether a provision that still holds was last seen too long before the day, and nobody of the office has looked since.
    #[must_use]
    pub fn not_seen(&self, number: law::program::ProvisionId) -> bool {
        let provision = &self.input.pack.provisions[number as usize];
        let open = provision.in_force.iter().any(law::span_of_law::SpanOfLaw::is_open);
        provision.volatile && open && self.input.as_of > self.evaluation.seen_until(number)
    }

    /// `danger.no_case`; `order[0].late` of an entry, counted as the client file counts.
    #[must_use]
    pub fn named(&self, id: ConclusionId, entry: Option<u16>) -> String {
        let conclusion = &self.input.pack.program.conclusions[id as usize];
        match (conclusion.subject, entry, conclusion.name.split_once('.')) {
            (Some(record), Some(n), Some((word, rest))) => format!("{word}[{}].{rest}", self.input.number_in_file(record, n)),
            _ => conclusion.name.clone(),
        }
    }

    /// A conclusion and its entry by the name that [`Asking::named`] gives.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(ConclusionId, Option<u16>)> {
        let (plain, entry) = law::evaluate::split_entry(name)?;
        let id = self.input.pack.program.conclusion(&plain)?;
        match (self.input.pack.program.conclusions[id as usize].subject, entry) {
            (None, None) => Some((id, None)),
            (Some(record), Some(n)) => {
                let entry = self.input.number_in_case(record, n)?;
                (entry < self.evaluation.entries(record)).then_some((id, Some(entry)))
            }
            _ => None,
        }
    }

    /// Facts that could still change an answer: conflicts first, then in the order of the facts.
    #[must_use]
    pub fn missing(&self, causes: &[Cause]) -> Vec<MissingFact> {
        let mut all: Vec<MissingFact> = Vec::new();
        let rank = |r: Reason| if r == Reason::Conflict { 0 } else { 1 };
        let mut causes: Vec<&Cause> = causes.iter().filter(|c| c.reason.is_of_fact()).collect();
        causes.sort_by_key(|c| (rank(c.reason), c.about));
        for cause in causes {
            if let Some(fact) = self.missing_fact(cause)
                && !all.iter().any(|f| f.path == fact.path)
            {
                all.push(fact);
            }
        }
        all
    }

    /// A gap about a fact, as something to ask.
    #[must_use]
    pub fn missing_fact(&self, cause: &Cause) -> Option<MissingFact> {
        let model = &self.input.pack.model;
        let reason = reason_name(cause.reason);
        match About::unpack(cause.about) {
            About::Fact(field, entry) => {
                let it = &model.fields[field as usize];
                let mut label = it.label.clone();
                if let Some(n) = entry {
                    let title = &model.records[it.record as usize].title;
                    let n = self.input.number_in_file(it.record, n) + 1;
                    label = both(
                        format!("{} ({} {n})", label.en, title.en.to_lowercase()),
                        format!("{} ({} {n})", label.es, title.es.to_lowercase()),
                    );
                }
                Some(MissingFact {
                    path: self.input.path(field, entry),
                    label,
                    question: it.question.clone(),
                    why: it.why.clone(),
                    learn: it.learn.clone(),
                    reason,
                })
            }
            About::List(record) => {
                let it = &model.records[record as usize];
                let first = &model.fields[it.fields.start as usize];
                let path = it.list.clone().unwrap_or_else(|| it.name.clone());
                let title = &it.title;
                let (lower_en, lower_es) = (lower_first(&title.en), lower_first(&title.es));
                let (label, question) = if self.evaluation.entries(record) == 0 {
                    let label = both(format!("Any {lower_en}"), format!("Si hay {lower_es}"));
                    let question =
                        both(format!("Is there any {lower_en}? {}", first.question.en), format!("¿Hay {lower_es}? {}", first.question.es));
                    (label, question)
                } else {
                    let label = both(format!("Any other {lower_en}"), format!("Si hay más: {lower_es}"));
                    let more = both("Are all listed here, or is there another?", "¿Constan aquí todos los que hay, o falta alguno?");
                    (label, both(format!("{}: {}", title.en, more.en), format!("{}: {}", title.es, more.es)))
                };
                Some(MissingFact { path, label, question, why: first.why.clone(), learn: first.learn.clone(), reason })
            }
            _ => None,
        }
    }

    /// A proof as data.
    #[must_use]
    pub fn step(&self, proof: Proof) -> ProofStep {
        let pack = self.input.pack;
        let kind = match proof.step {
            Step::Conclusion(..) => "conclusion",
            Step::Clause(_) => "clause",
            Step::Condition => "condition",
            Step::Fact(..) => "fact",
            Step::List(_) => "list",
            Step::Exception(..) => "exception",
            Step::Gap(_) => "gap",
            Step::Again(..) => "again",
        };
        let authority = match proof.step {
            Step::Conclusion(id, _) | Step::Again(id, _) | Step::Exception(id, _) => {
                Some(self.authority(pack.program.conclusions[id as usize].provision))
            }
            Step::Clause(clause) => Some(self.authority(pack.program.clauses[clause as usize].provision)),
            _ => None,
        };
        let (path, source, field) = match proof.step {
            Step::Fact(field, entry) => {
                (Some(self.input.path(field, entry)), self.input.sources.get(&(field, entry)).cloned(), Some(field))
            }
            Step::List(record) => (pack.model.records[record as usize].list.clone(), None, None),
            _ => (None, None, None),
        };
        let answer = match proof.step {
            Step::Gap(reason) => Arc::new(gap_words(reason)),
            Step::List(_) if proof.answer.none == Truth::Yes => {
                Arc::new(both("none, and the list is complete", "no hay, y la lista está completa"))
            }
            Step::List(_) => Arc::new(both("not known", "no se sabe")),
            _ => pack.shown_value(&proof.answer, field),
        };
        ProofStep {
            kind,
            words: proof.words,
            answer,
            state: state_of(&proof.answer),
            name: match proof.step {
                Step::Conclusion(id, entry) | Step::Again(id, entry) | Step::Exception(id, entry) => Some(self.named(id, entry)),
                _ => None,
            },
            authority,
            path,
            source,
            parts: proof.parts.into_iter().map(|p| self.step(p)).collect(),
        }
    }
}

/// A citation as a reader meets it: a row of the research notes says that it is one.
fn named_for_readers(cite: &str) -> String {
    match cite.split_once(' ') {
        Some(("verdicts", row)) => format!("Research notes, verdicts {row}"),
        Some(("pd-timeline", row)) => format!("Research notes, timeline {row}"),
        Some(("corrections", row)) => format!("Research notes, corrections {row}"),
        _ => cite.to_owned(),
    }
}

/// How an answer stands to a reader. Questions of fact come before questions for analysis.
#[must_use]
pub fn state_of(answer: &Answer) -> State {
    if answer.is_decided() {
        return match answer.as_truth() {
            Truth::No => State::No,
            _ => State::Yes,
        };
    }
    let has = |wanted: fn(Reason) -> bool| answer.causes.as_slice().iter().any(|c| wanted(c.reason));
    if has(|r| r == Reason::Conflict) {
        State::Disagree
    } else if has(Reason::is_of_fact) {
        State::NotKnown
    } else if has(|r| r == Reason::AuthoritiesConflict) {
        // Once the facts are known, the courts are left that do not agree.
        State::Disagree
    } else if has(|r| r == Reason::NeedsAnalysis) {
        State::NeedsAnalysis
    } else if has(|r| r == Reason::NotSeen) {
        State::LawNotSeen
    } else if has(|r| matches!(r, Reason::NotModelled | Reason::NoRule)) {
        State::NotModelled
    } else {
        State::NotKnown
    }
}

fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::NotAsked => "not asked",
        Reason::NotToday => "not asked today",
        Reason::NotKnown => "asked, not known",
        Reason::PartlyKnown => "known only in part",
        Reason::Incomplete => "list not complete",
        Reason::Conflict => "sources disagree",
        Reason::NeedsAnalysis => "needs a lawyer's analysis",
        Reason::NotModelled => "not modelled yet",
        Reason::NoRule => "no rule governs",
        Reason::AuthoritiesConflict => "authorities disagree",
        Reason::NotSeen => "law not seen in force lately",
        Reason::NoValue => "there is none",
    }
}

fn gap_words(reason: Reason) -> Words {
    match reason {
        Reason::NotSeen => {
            both("not known to be in force that day; check the source", "no se sabe si estaba vigente ese día; consulte la fuente")
        }
        Reason::NotModelled => both("not modelled yet", "todavía no incluido"),
        Reason::NoRule => both("no rule governs", "ninguna regla rige"),
        Reason::NeedsAnalysis => both("needs a lawyer's analysis", "requiere análisis de un abogado"),
        Reason::AuthoritiesConflict => both("authorities disagree", "las autoridades no coinciden"),
        other => both(reason_name(other), "no se sabe"),
    }
}

/// The first thing that decides, in a sentence.
fn because(state: State, proof: &ProofStep, missing: &[MissingFact]) -> Words {
    match state {
        State::NotKnown | State::Disagree if !missing.is_empty() => {
            let names = |f: fn(&Words) -> &String| missing.iter().take(2).map(|m| f(&m.label).clone()).collect::<Vec<_>>().join("; ");
            let more = missing.len().saturating_sub(2);
            let (en, es) = if more > 0 { (format!(" and {more} more"), format!(" y {more} más")) } else { (String::new(), String::new()) };
            both(format!("Not known: {}{en}", names(|w| &w.en)), format!("No se sabe: {}{es}", names(|w| &w.es)))
        }
        State::NeedsAnalysis => question_in(proof).unwrap_or_else(|| both("A lawyer must analyze it", "Falta el análisis de un abogado")),
        State::LawNotSeen => {
            both("The law of that day was not seen; check the source", "No se ha visto la ley de ese día; consulte la fuente")
        }
        State::NotModelled => both("Not modelled yet", "Todavía no incluido"),
        _ => first_leaves(proof).unwrap_or_else(|| {
            both("The law of that day says so, whatever the facts", "Así es según la ley de ese día, sean cuales sean los hechos")
        }),
    }
}

/// The facts nearest the top that decide, as "label: value"; where no fact does, the conditions.
pub(crate) fn first_leaves(proof: &ProofStep) -> Option<Words> {
    let mut found: Vec<Words> = Vec::new();
    gather(proof, &mut found, |step| step.kind == "fact" || step.kind == "list");
    if found.is_empty() {
        gather(proof, &mut found, |step| step.kind == "condition" && step.parts.is_empty());
    }
    let take = |f: fn(&Words) -> &String| found.iter().map(|w| f(w).clone()).collect::<Vec<_>>().join("; ");
    if found.is_empty() { None } else { Some(both(take(|w| &w.en), take(|w| &w.es))) }
}

/// The first three different ones of the steps that are wanted.
fn gather(proof: &ProofStep, found: &mut Vec<Words>, wanted: impl Fn(&ProofStep) -> bool + Copy) {
    for part in &proof.parts {
        if wanted(part) {
            let said = both(format!("{}: {}", part.words.en, part.answer.en), format!("{}: {}", part.words.es, part.answer.es));
            if !found.contains(&said) {
                found.push(said);
            }
        } else if part.kind != "exception" || part.state == State::Yes && proof.state == State::No {
            // An exception that did not apply decided nothing; one that did is the reason.
            gather(part, found, wanted);
        }
        if found.len() >= 3 {
            return;
        }
    }
}

fn question_in(proof: &ProofStep) -> Option<Words> {
    let own = (proof.kind == "conclusion" && proof.state == State::NeedsAnalysis && proof.parts.iter().any(|p| p.kind == "gap"))
        .then(|| Words::clone(&proof.words));
    proof.parts.iter().find_map(question_in).or(own)
}
