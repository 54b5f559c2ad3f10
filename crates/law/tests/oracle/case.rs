//! One client as this second reading sees it: some facts known, some not, and every way to complete them.

use super::ast::{Kind, Val};
use super::print::{literal, money, span};
use super::schema::{FIELDS, PLACES, RECORDS, fields_of, is_list};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Facts known to the last.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub singles: BTreeMap<usize, Val>,
    /// By record; each entry by field.
    pub lists: BTreeMap<usize, Vec<BTreeMap<usize, Val>>>,
}

/// What is known of one fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    Is(Val),
    /// As a client file writes it (`None`: not asked), and what it may turn out to be.
    Perhaps(Option<String>, Vec<Val>),
}

/// An attorney's answer to an analysis, and what it was given for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Analyzed {
    pub answer: Option<bool>,
    pub bound_to: Binding,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Binding {
    /// Any version and any facts, as in examples.
    Any,
    /// This version and these facts.
    Right,
    OtherVersion,
    OtherFacts,
}

/// A list, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    pub entries: Vec<BTreeMap<usize, Known>>,
    pub complete: bool,
    /// Entries that may exist beside these, where the list is not complete.
    pub further: Vec<BTreeMap<usize, Val>>,
}

#[derive(Clone, Debug, Default)]
pub struct Case {
    pub as_of: i32,
    /// A field that is not here is not asked about and no law of the pack reads it.
    pub singles: BTreeMap<usize, Known>,
    pub lists: BTreeMap<usize, Entries>,
    /// By conclusion and entry.
    pub analyses: BTreeMap<(usize, Option<usize>), Analyzed>,
}

/// A place in a case where something is not known.
#[derive(Clone, Debug)]
pub enum Open {
    Single(usize),
    Entry(usize, usize, usize),
    List(usize),
}

impl Case {
    /// Everything that is not known.
    pub fn open(&self) -> Vec<Open> {
        let perhaps = |k: &Known| matches!(k, Known::Perhaps(..));
        let mut all: Vec<Open> = self.singles.iter().filter(|(_, k)| perhaps(k)).map(|(f, _)| Open::Single(*f)).collect();
        for (record, list) in &self.lists {
            for (n, entry) in list.entries.iter().enumerate() {
                all.extend(entry.iter().filter(|(_, k)| perhaps(k)).map(|(f, _)| Open::Entry(*record, n, *f)));
            }
            if !list.complete {
                all.push(Open::List(*record));
            }
        }
        all
    }

    /// How many ways there are to complete one gap.
    pub fn ways(&self, open: &Open) -> usize {
        let of = |k: &Known| if let Known::Perhaps(_, domain) = k { domain.len() } else { 1 };
        match open {
            Open::Single(field) => of(&self.singles[field]),
            Open::Entry(record, n, field) => of(&self.lists[record].entries[*n][field]),
            // None of the further entries, the first, or the first and the second …
            Open::List(record) => self.lists[record].further.len() + 1,
        }
    }

    /// The case with one gap closed in one way.
    pub fn closed(&self, open: &Open, way: usize) -> Self {
        let mut next = self.clone();
        let is = |k: &mut Known| {
            if let Known::Perhaps(_, domain) = k {
                *k = Known::Is(domain[way]);
            }
        };
        match open {
            Open::Single(field) => next.singles.get_mut(field).into_iter().for_each(is),
            Open::Entry(record, n, field) => next.lists.get_mut(record).and_then(|l| l.entries[*n].get_mut(field)).into_iter().for_each(is),
            Open::List(record) => {
                let list = next.lists.get_mut(record).expect("an open list is there");
                for entry in list.further.drain(..).take(way) {
                    list.entries.push(entry.into_iter().map(|(f, v)| (f, Known::Is(v))).collect());
                }
                list.complete = true;
            }
        }
        next
    }

    /// How many completions there are; stops counting at `most`.
    pub fn completions(&self, most: usize) -> usize {
        self.open().iter().fold(1, |all: usize, open| all.saturating_mul(self.ways(open)).min(most))
    }

    /// Calls for each completion, until it says stop.
    pub fn complete(&self, each: &mut impl FnMut(&Facts) -> bool) -> bool {
        match self.open().first() {
            None => each(&self.facts()),
            Some(open) => (0..self.ways(open)).all(|way| self.closed(open, way).complete(each)),
        }
    }

    /// The facts of a case in which nothing is open.
    fn facts(&self) -> Facts {
        let known = |k: &Known| match k {
            Known::Is(value) => *value,
            Known::Perhaps(_, domain) => domain[0],
        };
        let entry = |e: &BTreeMap<usize, Known>| e.iter().map(|(f, k)| (*f, known(k))).collect();
        Facts {
            singles: self.singles.iter().map(|(f, k)| (*f, known(k))).collect(),
            lists: self.lists.iter().map(|(r, l)| (*r, l.entries.iter().map(entry).collect())).collect(),
        }
    }

    /// As an example writes it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let complete: Vec<&str> = self.lists.iter().filter(|(_, l)| l.complete).filter_map(|(r, _)| RECORDS[*r].list).collect();
        let _ = writeln!(text, "complete = {complete:?}");
        for (number, record) in RECORDS.iter().enumerate().filter(|(n, _)| !is_list(*n)) {
            let lines: String = fields_of(number).filter_map(|f| line(f, self.singles.get(&f)?)).collect();
            if !lines.is_empty() {
                let _ = write!(text, "[{}]\n{lines}", record.name);
            }
        }
        for (record, list) in &self.lists {
            for entry in &list.entries {
                let lines: String = entry.iter().filter_map(|(f, k)| line(*f, k)).collect();
                let _ = write!(text, "[[{}]]\n{lines}", RECORDS[*record].list.unwrap_or_default());
            }
        }
        text
    }
}

fn line(field: usize, known: &Known) -> Option<String> {
    let written = match known {
        Known::Is(value) => written(*value),
        Known::Perhaps(Some(written), _) => written.clone(),
        Known::Perhaps(None, _) => return None,
    };
    Some(format!("{} = {written}\n", FIELDS[field].name))
}

/// A value as a client file writes it.
pub fn written(value: Val) -> String {
    match value {
        Val::Bool(b) => b.to_string(),
        Val::Whole(n) => n.to_string(),
        Val::Day(_) => literal(value),
        Val::Money(cents) => format!("\"{}\"", money(cents)),
        Val::Span(months, days) => format!("\"{}\"", span(months, days)),
        Val::Text(text) => format!("{text:?}"),
        Val::None => "\"none\"".into(),
        Val::Word(word) => format!("\"{word}\""),
        Val::Place(n) => format!("\"{}\"", PLACES[usize::from(n)].0),
    }
}

/// The kind of a field.
pub fn kind_of(field: usize) -> Kind {
    FIELDS[field].kind
}
