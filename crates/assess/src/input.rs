//! What an assessment is made from.

use crate::model::{Conflict, FactSource};
use law::case::Case;
use law::{Confirmed, Pack, Words};
use std::collections::HashMap;
use truth::Day;

/// Everything an assessment rests on. The same input gives the same assessment, to the byte.
pub struct Input<'a> {
    /// The law.
    pub pack: &'a Pack,
    /// The resolved facts.
    pub case: &'a Case,
    /// The day asked for.
    pub as_of: Day,
    /// The office's confirmations: provision, version, day.
    pub confirmed: &'a Confirmed,
    /// The same with names, for the receipt.
    pub confirmations: Vec<(String, String, String)>,
    /// The office's code for the client.
    pub code: String,
    /// What a worked client shows.
    pub title: Option<Words>,
    /// Where each fact comes from.
    pub sources: HashMap<(u32, Option<u16>), FactSource>,
    /// Facts in conflict.
    pub conflicts: Vec<Conflict>,
    /// Claims: words, by, on.
    pub claims: Vec<(String, String, String)>,
    /// The practitioner's confirmation of the situation: name, day, EOIR checked, custody checked.
    pub confirmation: Option<(String, Day, Option<Day>, Option<Day>)>,
    /// Fingerprint of the facts.
    pub facts_hash: String,
    /// The program's version.
    pub program: String,
}
