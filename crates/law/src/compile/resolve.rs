//! What a name means where it stands.

use super::{Compiler, Scope};
use crate::facts::{FieldId, RecordId};
use crate::program::{ConclusionId, Slot};
use crate::syntax::Name;

/// What a name can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Field(FieldId, Option<Slot>),
    Conclusion(ConclusionId, Option<Slot>),
    /// A list by its record's name.
    List(RecordId),
    /// A field or conclusion of a list entry, but of which entry is not said.
    OfWhich(RecordId),
    Nothing,
}

impl Compiler<'_> {
    pub(crate) fn meaning(&self, name: &Name, scope: &Scope) -> Meaning {
        match name.parts.as_slice() {
            [bare] => self.bare(bare, scope),
            [first, second] => self.dotted(first, second, scope),
            _ => self.program.conclusion(&name.dotted()).map_or(Meaning::Nothing, |id| Meaning::Conclusion(id, None)),
        }
    }

    fn bare(&self, bare: &str, scope: &Scope) -> Meaning {
        for binder in scope.binders.iter().rev() {
            if let Some(found) = self.of_entry(binder.record, binder.slot, bare) {
                return found;
            }
        }
        if let Some(id) = self.program.conclusion(&format!("{}.{bare}", scope.file_word)) {
            return Meaning::Conclusion(id, None);
        }
        match self.model.record(bare) {
            Some(record) if self.model.is_list(record) => Meaning::List(record),
            _ => Meaning::Nothing,
        }
    }

    fn dotted(&self, first: &str, second: &str, scope: &Scope) -> Meaning {
        let named = |b: &&super::Binder| b.var.as_deref() == Some(first);
        let of_record = |b: &&super::Binder| self.model.records[b.record as usize].name == first;
        let unnamed = |b: &&super::Binder| b.var.is_none() && of_record(b);
        let binders = scope.binders.iter().rev();
        let binder = binders.clone().find(named).or_else(|| binders.clone().find(unnamed)).or_else(|| binders.clone().find(of_record));
        if let Some(binder) = binder {
            return self.of_entry(binder.record, binder.slot, second).unwrap_or(Meaning::Nothing);
        }
        if let Some(record) = self.model.record(first) {
            if self.model.is_list(record) {
                return Meaning::OfWhich(record);
            }
            if let Some(field) = self.model.field(record, second) {
                return Meaning::Field(field, None);
            }
        }
        self.program.conclusion(&format!("{first}.{second}")).map_or(Meaning::Nothing, |id| Meaning::Conclusion(id, None))
    }

    /// A field or conclusion of the entry of a list that is bound.
    fn of_entry(&self, record: RecordId, slot: Slot, name: &str) -> Option<Meaning> {
        if let Some(field) = self.model.field(record, name) {
            return Some(Meaning::Field(field, Some(slot)));
        }
        let full = format!("{}.{name}", self.model.records[record as usize].name);
        let id = self.program.conclusion(&full)?;
        (self.program.conclusions[id as usize].subject == Some(record)).then_some(Meaning::Conclusion(id, Some(slot)))
    }

    /// Every name that could have been meant here.
    pub(crate) fn names_here(&self, scope: &Scope) -> Vec<String> {
        let mut all: Vec<String> = self.program.conclusions.iter().map(|c| c.name.clone()).collect();
        for field in &self.model.fields {
            let record = &self.model.records[field.record as usize];
            all.push(format!("{}.{}", record.name, field.name));
            if scope.binders.iter().any(|b| b.record == field.record) {
                all.push(field.name.clone());
            }
        }
        let own = format!("{}.", scope.file_word);
        let short: Vec<String> = all.iter().filter_map(|n| n.strip_prefix(&own)).map(str::to_owned).collect();
        all.extend(short);
        all.extend(self.model.records.iter().map(|r| r.name.clone()));
        all
    }
}
