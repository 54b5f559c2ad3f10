//! A proof in three layers: the sentence, at most five rows that decide, every step numbered so that it can be named by
//! telephone. Steps come flat, as a list opens and closes, so that a template needs no recursion.

use super::desk::Desk;
use super::mark::{self, Mark};
use super::phrases;
use super::source_words;
use super::sources::Cited;
use crate::language::Language;
use assess::model::{FactSource, Line, ProofStep, State};
use std::collections::{BTreeSet, HashMap};

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
    pub see: Option<String>,
    pub source: Option<Told<'a>>,
    pub path: Option<&'a str>,
    pub cited: Option<Cited>,
}

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
    list(desk, &line.proof.parts, "", &mut HashMap::new(), &mut steps);
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

fn list<'a>(
    desk: &mut Desk<'a>,
    parts: &'a [ProofStep],
    under: &str,
    numbered: &mut HashMap<&'a str, String>,
    events: &mut Vec<Event<'a>>,
) {
    if parts.is_empty() {
        return;
    }
    let (exceptions, steps): (Vec<&ProofStep>, Vec<&ProofStep>) = parts.iter().partition(|p| p.kind == "exception");
    let number = |n: usize| if under.is_empty() { n.to_string() } else { format!("{under}.{n}") };
    events.push(Event::Open);
    let mut count = 0;
    for part in steps {
        count += 1;
        step(desk, part, &number(count), numbered, events);
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
            source: None,
            path: None,
            cited: None,
        }));
        events.push(Event::Open);
        for (n, exception) in exceptions.into_iter().enumerate() {
            step(desk, exception, &format!("{number}.{}", n + 1), numbered, events);
        }
        events.push(Event::Close);
        events.push(Event::End);
    }
    events.push(Event::Close);
}

fn step<'a>(desk: &mut Desk<'a>, it: &'a ProofStep, number: &str, numbered: &mut HashMap<&'a str, String>, events: &mut Vec<Event<'a>>) {
    let mut see = None;
    if let Some(name) = &it.name {
        if it.kind == "again" {
            see = numbered.get(name.as_str()).map(|n| format!("{} {n}", desk.words.see));
        } else {
            numbered.entry(name).or_insert_with(|| number.to_owned());
        }
    }
    let is_fact = it.kind == "fact";
    let cited = match (&it.authority, it.kind) {
        (Some(authority), "clause" | "exception") => Some(desk.register.cite(authority)),
        _ => None,
    };
    events.push(Event::Begin(Step {
        number: number.to_owned(),
        mark: Some(leaf_mark(it, desk)),
        words: desk.say(&it.words).trim_end_matches('.').to_owned(),
        answer: desk.say(&it.answer),
        see,
        source: fact_source(it, desk).filter(|_| is_fact),
        path: it.path.as_deref().filter(|_| is_fact),
        cited,
    }));
    list(desk, &it.parts, number, numbered, events);
    events.push(Event::End);
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
