//! Where a fact comes from: every statement that counts, and how fresh the last one is.

use crate::entry::{Certainty, Entry, Said};
use law::Pack;
use law::facts::FieldId;
use std::fmt;
use truth::{Answer, Day, Reason};

/// One statement that counts for a fact.
#[derive(Clone, PartialEq)]
pub struct Statement {
    /// As it was written, for a reader.
    pub written: String,
    /// As it is understood.
    pub answer: Answer,
    /// Who or which paper says it.
    pub source: String,
    /// How it is known.
    pub certainty: Certainty,
    /// Who wrote it down.
    pub by: String,
    /// The day it was written down.
    pub on: Day,
    /// Whether the range it stands for is an assumption ("about 2009").
    pub about: bool,
}

impl fmt::Debug for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Statement({:?}, {})", self.certainty, self.on)
    }
}

impl Statement {
    pub(crate) fn of(entry: &Entry) -> Option<Self> {
        let Said::Value { written, answer, about } = &entry.said else { return None };
        Some(Self {
            written: shown(written),
            answer: answer.clone(),
            source: entry.source.clone(),
            certainty: entry.certainty,
            by: entry.by.clone(),
            on: entry.on,
            about: *about,
        })
    }
}

/// A written value without the marks of the file format.
fn shown(written: &toml::Value) -> String {
    match written {
        toml::Value::String(text) => text.clone(),
        toml::Value::Boolean(truth) => if *truth { "yes" } else { "no" }.to_owned(),
        toml::Value::Array(all) => all.iter().map(shown).collect::<Vec<_>>().join(" or "),
        other => other.to_string(),
    }
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The statements that count, newest first; never empty.
    pub statements: Vec<Statement>,
    /// Whether they contradict each other, or another fact.
    pub conflict: bool,
    /// Whether the value rests on an assumption: somebody wrote "about", and no exact statement replaced it.
    pub assumption: bool,
    /// Whether it is only supposed, by a what-if.
    pub supposed: bool,
}

impl Provenance {
    /// Of statements in any order.
    pub(crate) fn new(mut statements: Vec<Statement>, conflict: bool, supposed: bool) -> Self {
        statements.sort_by(|a, b| {
            b.on.cmp(&a.on).then_with(|| (&a.source, &a.written, a.certainty, &a.by).cmp(&(&b.source, &b.written, b.certainty, &b.by)))
        });
        // An exact statement beside an assumed range, in agreement, makes the assumption idle.
        let exact = !conflict && statements.iter().any(|s| !s.about && s.answer.is_decided());
        let assumption = !exact && statements.iter().any(|s| s.about);
        Self { statements, conflict, assumption, supposed }
    }

    /// The newest statement that knows something; else the newest.
    #[must_use]
    pub fn newest(&self) -> Option<&Statement> {
        let knows = |s: &&Statement| !s.answer.causes.as_slice().iter().any(|c| matches!(c.reason, Reason::NotKnown | Reason::NotToday));
        self.statements.iter().find(knows).or_else(|| self.statements.first())
    }

    /// Whether the newest statement that knows something is older than the field's shelf life on a day.
    #[must_use]
    pub fn stale(&self, pack: &Pack, field: FieldId, as_of: Day) -> bool {
        let shelf_life = pack.model.fields.get(field as usize).and_then(|f| f.shelf_life);
        let until = |s: &Statement| shelf_life.and_then(|span| s.on.plus(span));
        self.newest().and_then(until).is_some_and(|last| last < as_of)
    }
}
