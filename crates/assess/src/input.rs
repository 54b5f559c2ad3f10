//! What an assessment is made from.

use crate::model::{AskedPlace, ConfirmedBy, Conflict, FactSource};
use law::case::Case;
use law::{Confirmed, Pack, Words};
use std::collections::HashMap;
use std::sync::Arc;
use truth::Day;

/// Everything an assessment rests on. The same input gives the same assessment, to the byte.
pub struct Input<'a> {
    /// The law.
    pub pack: &'a Pack,
    /// The resolved facts.
    pub case: &'a Case,
    /// The day asked for.
    pub as_of: Day,
    /// Today, where somebody knows it. This crate reads no clock; who asks about another day is told so.
    pub today: Option<Day>,
    /// The office's confirmations: provision, version, day.
    pub confirmed: &'a Confirmed,
    /// The same with names and sources.
    pub confirmations: Vec<ConfirmedBy>,
    /// The office's code for the client.
    pub code: String,
    /// What a worked client shows.
    pub title: Option<Words>,
    /// Where each fact comes from.
    pub sources: HashMap<(u32, Option<u16>), Arc<FactSource>>,
    /// By list: the number that each of its entries has in the client file. A list that is not here is numbered alike.
    pub numbers: HashMap<u32, Vec<u16>>,
    /// The place asked for.
    pub place: Option<AskedPlace>,
    /// Facts in conflict.
    pub conflicts: Vec<Conflict>,
    /// What is kept and does not count.
    pub set_aside: Vec<Words>,
    /// Claims: words, by, on.
    pub claims: Vec<(String, String, String)>,
    /// The practitioner's confirmation of the situation: name, day, EOIR checked, custody checked.
    pub confirmation: Option<(String, Day, Option<Day>, Option<Day>)>,
    /// Fingerprint of the facts.
    pub facts_hash: String,
    /// The program's version.
    pub program: String,
}

impl<'a> Input<'a> {
    /// A case and nothing around it: for tests and for trying things out.
    #[must_use]
    pub fn bare(pack: &'a Pack, case: &'a Case, as_of: Day, confirmed: &'a Confirmed) -> Self {
        Self {
            pack,
            case,
            as_of,
            today: None,
            confirmed,
            confirmations: Vec::new(),
            code: String::new(),
            title: None,
            sources: HashMap::new(),
            numbers: HashMap::new(),
            place: None,
            conflicts: Vec::new(),
            set_aside: Vec::new(),
            claims: Vec::new(),
            confirmation: None,
            facts_hash: String::new(),
            program: String::new(),
        }
    }

    /// Whether a day was still to come on the day asked for, and has passed today.
    #[must_use]
    pub fn has_passed_since(&self, day: Day) -> bool {
        day >= self.as_of && self.today.is_some_and(|today| day < today)
    }

    /// The number that an entry of a list has in the client file.
    #[must_use]
    pub fn number_in_file(&self, record: u32, entry: u16) -> u16 {
        self.numbers.get(&record).and_then(|all| all.get(usize::from(entry))).copied().unwrap_or(entry)
    }

    /// The number that an entry of the client file has in the case; nothing if it was taken back.
    #[must_use]
    pub fn number_in_case(&self, record: u32, entry: u16) -> Option<u16> {
        match self.numbers.get(&record) {
            None => Some(entry),
            Some(all) => all.iter().position(|n| *n == entry).and_then(|n| u16::try_from(n).ok()),
        }
    }

    /// A fact as the client file writes it.
    #[must_use]
    pub fn path(&self, field: u32, entry: Option<u16>) -> String {
        let record = self.pack.model.fields[field as usize].record;
        self.pack.model.path(field, entry.map(|n| self.number_in_file(record, n)))
    }
}
