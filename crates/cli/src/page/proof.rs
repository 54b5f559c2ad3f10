//! A proof in three layers: the sentence, at most five rows that decide, every step numbered so that it can be named by
//! telephone. Steps come flat, as a list opens and closes, so that a template needs no recursion.
//!
//! No reasoning stands twice on a page: a conclusion that has a line of its own is proved there, any other where it is met
//! first, and elsewhere a link leads to it.

use super::desk::{Desk, anchor};
use super::mark::{self, Mark};
use super::phrases;
use super::sources::Cited;
use crate::language::Language;
use crate::source_words;
use assess::model::{FactSource, Line, ProofStep, State};
use std::collections::BTreeSet;

/// At most this many rows decide.
const MOST_ROWS: usize = 5;

/// Why a line stands as it does.
#[derive(Clone, Debug)]
pub struct Proof<'a> {
    /// What decides, at most five.
    pub rows: Vec<Row<'a>>,
    /// How many more there are.
    pub more: Option<String>,
    /// Every step, in order.
    pub steps: Vec<Event<'a>>,
}

/// A fact that decides.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    pub condition: &'a str,
    pub mark: Mark,
    pub answer: &'a str,
    pub source: Option<Told<'a>>,
    pub cited: Option<Cited>,
}

/// A list of steps opens or closes, a step begins or ends.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "a page holds few steps, each once")]
pub enum Event<'a> {
    Open,
    Close,
    Begin(Step<'a>),
    End,
}

/// A step.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    pub number: String,
    pub mark: Option<Mark>,
    pub words: String,
    pub answer: &'a str,
    /// Where its own steps stand, if not here.
    pub see: Option<See>,
    /// The name by which other proofs lead to it, where they may.
    pub spot: Option<String>,
    /// The fact that the step is about.
    pub fact: Option<Known<'a>>,
    pub cited: Option<Cited>,
}

/// A fact, where a step says it.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// What it is, and its value, where the step's own words do not say so.
    pub label: Option<(&'a str, Option<&'a str>)>,
    pub source: Option<Told<'a>>,
    pub path: Option<&'a str>,
}

/// Where the steps of a conclusion stand that is not proved again.
#[derive(Clone, Debug)]
pub struct See {
    pub words: String,
    pub anchor: String,
}

/// Up to this many steps are quicker read again than looked up.
const FEW_STEPS: usize = 2;

/// Where a fact comes from.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// Which paper, or who.
    pub source: &'a str,
    /// Whether that stands as it was written, in another language than the page.
    pub foreign: bool,
    /// How sure, who wrote it down, when.
    pub rest: String,
}

/// The proof of a line.
pub fn proof<'a>(desk: &mut Desk<'a>, line: &'a Line) -> Proof<'a> {
    let mut steps = Vec::new();
    // The line cites its provision itself: where one clause decides, its conditions are the first steps.
    let parts = match line.proof.parts.as_slice() {
        [only] if only.kind == "clause" && !only.parts.is_empty() && only.authority.as_ref() == Some(&line.authority) => &only.parts,
        parts => parts,
    };
    list(desk, line, parts, "", &mut steps);
    let (rows, more) = rows(desk, line);
    Proof { rows, more, steps }
}

/// The leaves that decide: what is open first where the line is open.
fn rows<'a>(desk: &mut Desk<'a>, line: &'a Line) -> (Vec<Row<'a>>, Option<String>) {
    let mut leaves: Vec<(&ProofStep, Option<&ProofStep>)> = Vec::new();
    gather(&line.proof, None, &mut leaves);
    let mut seen = BTreeSet::new();
    leaves.retain(|(leaf, _)| seen.insert((leaf.path.as_deref(), leaf.words.en.as_str())));
    let open = !matches!(line.state, State::Yes | State::No);
    let decided = |leaf: &ProofStep| matches!(leaf.state, State::Yes | State::No);
    if open {
        leaves.sort_by_key(|(leaf, _)| decided(leaf));
    }
    let more = leaves.len().saturating_sub(MOST_ROWS);
    leaves.truncate(MOST_ROWS);
    let rows = leaves
        .into_iter()
        .map(|(leaf, clause)| Row {
            condition: desk.say(&leaf.words),
            mark: leaf_mark(leaf, desk),
            answer: desk.say(&leaf.answer),
            source: fact_source(leaf, desk),
            cited: clause.and_then(|c| c.authority.as_ref()).map(|a| desk.register.cite(a)),
        })
        .collect();
    (rows, (more > 0).then(|| phrases::more(more, desk.lang)))
}

/// The facts that a proof rests on, each once: what a lawyer weighs where no rule decides.
#[must_use]
pub fn facts_used(desk: &Desk<'_>, line: &Line) -> String {
    let mut leaves = Vec::new();
    gather(&line.proof, None, &mut leaves);
    let mut seen = BTreeSet::new();
    let facts = leaves.into_iter().map(|(leaf, _)| leaf).filter(|leaf| leaf.kind == "fact" && seen.insert(leaf.path.as_deref()));
    facts.map(|leaf| format!("{}: {}", desk.lang.of(&leaf.words), desk.lang.of(&leaf.answer))).collect::<Vec<_>>().join("; ")
}

fn gather<'a>(step: &'a ProofStep, clause: Option<&'a ProofStep>, leaves: &mut Vec<(&'a ProofStep, Option<&'a ProofStep>)>) {
    if matches!(step.kind, "fact" | "gap" | "list") {
        leaves.push((step, clause));
        return;
    }
    // An exception that does not apply decides nothing here; the full steps show it.
    if step.kind == "exception" && step.state == State::No {
        return;
    }
    let clause = if step.authority.is_some() { Some(step) } else { clause };
    for part in &step.parts {
        gather(part, clause, leaves);
    }
}

/// A fact's value is shown in words; only whether it is known has a shape.
fn leaf_mark(step: &ProofStep, desk: &Desk<'_>) -> Mark {
    mark::of(step.state, desk.lang)
}

fn list<'a>(desk: &mut Desk<'a>, of: &'a Line, parts: &'a [ProofStep], under: &str, events: &mut Vec<Event<'a>>) {
    if parts.is_empty() {
        return;
    }
    let (exceptions, steps): (Vec<&ProofStep>, Vec<&ProofStep>) = parts.iter().partition(|p| p.kind == "exception");
    let number = |n: usize| if under.is_empty() { n.to_string() } else { format!("{under}.{n}") };
    events.push(Event::Open);
    let mut count = 0;
    for part in steps {
        count += 1;
        step(desk, of, part, number(count), events);
    }
    if !exceptions.is_empty() {
        let number = number(count + 1);
        let applies = exceptions.iter().filter(|e| e.state == State::Yes).count();
        let open = exceptions.iter().filter(|e| !matches!(e.state, State::Yes | State::No)).count();
        let words = phrases::exceptions(exceptions.len(), applies, open, desk.lang);
        events.push(Event::Begin(Step {
            number: number.clone(),
            mark: None,
            words,
            answer: "",
            see: None,
            spot: None,
            fact: None,
            cited: None,
        }));
        events.push(Event::Open);
        for (n, exception) in exceptions.into_iter().enumerate() {
            step(desk, of, exception, format!("{number}.{}", n + 1), events);
        }
        events.push(Event::Close);
        events.push(Event::End);
    }
    events.push(Event::Close);
}

fn step<'a>(desk: &mut Desk<'a>, of: &'a Line, it: &'a ProofStep, number: String, events: &mut Vec<Event<'a>>) {
    let is_fact = it.kind == "fact";
    let (clause, parts) = one_clause(it);
    let authority = match it.kind {
        "clause" | "exception" => it.authority.as_ref(),
        _ => clause.and_then(|c| c.authority.as_ref()),
    };
    let (see, spot) = elsewhere(desk, of, it, &number);
    let (fact, parts) = if see.is_some() { (None, &[][..]) } else { one_fact(parts) };
    // The line itself cites its own provision.
    let cited = authority.filter(|a| **a != of.authority).map(|a| desk.register.cite(a));
    let fact = if is_fact { Some(known(desk, it, None)) } else { fact.map(|f| known(desk, f, Some(it))) };
    events.push(Event::Begin(Step {
        number: number.clone(),
        mark: Some(leaf_mark(it, desk)),
        words: desk.say(&it.words).trim_end_matches('.').to_owned(),
        answer: desk.say(&it.answer),
        see,
        spot,
        fact,
        cited,
    }));
    list(desk, of, parts, &number, events);
    events.push(Event::End);
}

/// A conclusion that rests on a single clause is one step with it, citing the clause.
fn one_clause(it: &ProofStep) -> (Option<&ProofStep>, &[ProofStep]) {
    match it.parts.as_slice() {
        [only] if it.kind == "conclusion" && only.kind == "clause" && only.answer == it.answer => (Some(only), &only.parts),
        parts => (None, parts),
    }
}

/// A fact, beside the condition on it if there is one.
fn known<'a>(desk: &Desk<'a>, fact: &'a ProofStep, condition: Option<&ProofStep>) -> Known<'a> {
    let label = condition
        .filter(|c| c.words != fact.words || c.answer != fact.answer)
        .map(|c| (desk.say(&fact.words), (c.answer != fact.answer).then(|| desk.say(&fact.answer))));
    Known { label, source: fact_source(fact, desk), path: fact.path.as_deref() }
}

/// A condition on a single fact is one step with it.
fn one_fact(parts: &[ProofStep]) -> (Option<&ProofStep>, &[ProofStep]) {
    match parts {
        [only] if only.kind == "fact" && only.parts.is_empty() => (Some(only), &[]),
        parts => (None, parts),
    }
}

/// Where the steps of a conclusion stand if not here; or, if here, the name by which others find them.
fn elsewhere(desk: &mut Desk<'_>, of: &Line, it: &ProofStep, number: &str) -> (Option<See>, Option<String>) {
    let Some(name) = it.name.as_deref().filter(|_| matches!(it.kind, "conclusion" | "exception" | "again")) else {
        return (None, None);
    };
    let again = it.kind == "again";
    if name == of.id {
        return (again.then(|| See { words: desk.words.see_this_line.to_owned(), anchor: anchor(name) }), None);
    }
    if !again && it.parts.iter().map(steps).sum::<usize>() <= FEW_STEPS {
        return (None, None);
    }
    if desk.has_line(name) {
        return (Some(See { words: desk.words.see_own_line.to_owned(), anchor: anchor(name) }), None);
    }
    if let Some((anchor, line, at)) = desk.steps_of(name) {
        let words =
            if line == of.id { format!("{} {at}", desk.words.see) } else { phrases::see_step(at, desk.line_words(line), desk.lang) };
        return (Some(See { words, anchor: anchor.to_owned() }), None);
    }
    if again {
        return (None, None);
    }
    (None, Some(desk.steps_stand_here(name, &of.id, number)))
}

fn steps(of: &ProofStep) -> usize {
    1 + of.parts.iter().map(steps).sum::<usize>()
}

/// Where a fact comes from: source, how sure, who wrote it down, when.
fn fact_source<'a>(step: &'a ProofStep, desk: &Desk<'_>) -> Option<Told<'a>> {
    match (&step.source, step.kind) {
        (Some(source), _) => Some(told(source, desk)),
        (None, "fact") => Some(Told { source: desk.words.nobody_said, foreign: false, rest: String::new() }),
        (None, _) => None,
    }
}

fn told<'a>(of: &'a FactSource, desk: &Desk<'_>) -> Told<'a> {
    let words = desk.words;
    let spanish = (desk.lang == Language::Es).then(|| source_words::in_spanish(&of.source)).flatten();
    let by = if desk.lang == Language::Es { source_words::in_spanish(&of.by).unwrap_or(&of.by) } else { &of.by };
    let mut parts = vec![phrases::certainty(&of.certainty, desk.lang), by.to_owned()];
    if !of.on.is_empty() {
        parts.push(phrases::day(&of.on, desk.lang));
    }
    if of.assumed && of.certainty != "assumed" {
        parts.push(words.assumed.to_owned());
    }
    if of.stale {
        parts.push(words.stale.to_owned());
    }
    if of.conflict {
        parts.push(words.in_conflict.to_owned());
    }
    parts.retain(|p| !p.is_empty());
    let rest = parts.join(" · ");
    Told {
        source: spanish.unwrap_or(&of.source),
        foreign: desk.lang == Language::Es && spanish.is_none() && !of.source.is_empty(),
        rest: if of.source.is_empty() { rest } else { format!(" · {rest}") },
    }
}
