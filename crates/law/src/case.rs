//! The facts of one case, resolved: what is known of each field, of each entry of each list.

use crate::about::About;
use crate::facts::{FactModel, FieldId, RecordId};
use std::collections::HashMap;
use truth::{Answer, Causes, Reason, Truth};

/// The entries of a list.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// Whether the list holds all there are: yes, or not known.
    pub complete: bool,
    /// By entry, then by field of the record.
    pub entries: Vec<Vec<Option<Answer>>>,
}

/// A person's answer to an analysis question.
#[derive(Clone, Debug)]
pub struct Analyzed {
    /// The answer.
    pub truth: Truth,
    /// The version of the provision it was given for; `None` accepts any (examples).
    pub version: Option<String>,
    /// A fingerprint of the facts it weighed; `None` accepts any (examples).
    pub weighed: Option<String>,
    /// Who answered.
    pub name: String,
    /// When, as written.
    pub on: String,
    /// Why.
    pub reasons: String,
}

/// The resolved facts of one case.
#[derive(Clone, Debug, Default)]
pub struct Case {
    singles: HashMap<FieldId, Answer>,
    lists: HashMap<RecordId, Entries>,
    /// Answers to analysis questions, by conclusion name and entry.
    pub analyses: HashMap<(String, Option<u16>), Analyzed>,
}

impl Case {
    /// Sets a field of a single record.
    pub fn set(&mut self, field: FieldId, answer: Answer) {
        self.singles.insert(field, answer);
    }

    /// Forgets a field: it is again not asked.
    pub fn forget(&mut self, field: FieldId) {
        self.singles.remove(&field);
    }

    /// Sets a field of an entry, adding entries up to it.
    pub fn set_entry(&mut self, model: &FactModel, field: FieldId, entry: u16, answer: Option<Answer>) {
        let record = model.fields[field as usize].record;
        let fields = model.records[record as usize].fields.clone();
        let list = self.lists.entry(record).or_default();
        while list.entries.len() <= usize::from(entry) {
            list.entries.push(vec![None; fields.len()]);
        }
        list.entries[usize::from(entry)][(field - fields.start) as usize] = answer;
    }

    /// Makes sure the entry is there, though nothing may be known of it.
    pub fn add_entry(&mut self, model: &FactModel, record: RecordId, entry: u16) {
        let fields = model.records[record as usize].fields.len();
        let list = self.lists.entry(record).or_default();
        while list.entries.len() <= usize::from(entry) {
            list.entries.push(vec![None; fields]);
        }
    }

    /// Says whether a list holds all there are.
    pub fn set_complete(&mut self, record: RecordId, complete: bool) {
        self.lists.entry(record).or_default().complete = complete;
    }

    /// What is known of a field; not asked if nothing is.
    #[must_use]
    pub fn get(&self, model: &FactModel, field: FieldId, entry: Option<u16>) -> Answer {
        self.stated(model, field, entry).cloned().unwrap_or_else(|| {
            let it = &model.fields[field as usize];
            Answer::unknown(it.kind, it.optional, Causes::one(Reason::NotAsked, About::Fact(field, entry).pack()))
        })
    }

    /// What was said of a field, if anything was.
    #[must_use]
    pub fn stated(&self, model: &FactModel, field: FieldId, entry: Option<u16>) -> Option<&Answer> {
        match entry {
            None => self.singles.get(&field),
            Some(entry) => {
                let record = model.fields[field as usize].record;
                let first = model.records[record as usize].fields.start;
                self.lists.get(&record)?.entries.get(usize::from(entry))?.get((field - first) as usize)?.as_ref()
            }
        }
    }

    /// How many entries a list has, and the gap if it may not hold all.
    #[must_use]
    pub fn entries(&self, record: RecordId) -> (u16, Causes) {
        let missing = || Causes::one(Reason::Incomplete, About::List(record).pack());
        match self.lists.get(&record) {
            None => (0, missing()),
            Some(list) => (u16::try_from(list.entries.len()).unwrap_or(u16::MAX), if list.complete { Causes::none() } else { missing() }),
        }
    }

    /// Every field that something was said of.
    pub fn all_stated<'a>(&'a self, model: &'a FactModel) -> impl Iterator<Item = (FieldId, Option<u16>)> + 'a {
        let singles = self.singles.keys().map(|f| (*f, None));
        let lists = self.lists.iter().flat_map(move |(record, list)| {
            let first = model.records[*record as usize].fields.start;
            list.entries.iter().enumerate().flat_map(move |(n, entry)| {
                let n = u16::try_from(n).unwrap_or(u16::MAX);
                entry.iter().enumerate().filter(|(_, a)| a.is_some()).map(move |(f, _)| (first + u32::try_from(f).unwrap_or(0), Some(n)))
            })
        });
        let mut all: Vec<_> = singles.chain(lists).collect();
        all.sort_unstable();
        all.into_iter()
    }

    /// The lists that are there, and whether each holds all.
    pub fn all_lists(&self) -> impl Iterator<Item = (RecordId, bool, usize)> + '_ {
        self.lists.iter().map(|(record, list)| (*record, list.complete, list.entries.len()))
    }
}
