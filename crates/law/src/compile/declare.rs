//! First pass: every conclusion gets its name, so that order in the pack never matters.

use super::{Compiler, Pending, Type};
use crate::deadline::Holidays;
use crate::facts::RecordId;
use crate::program::{Conclusion, ConclusionId, Sort, Table};
use crate::provision::{toml_day, words_of};
use crate::span_of_law::SpanOfLaw;
use crate::syntax::{At, Clause, Expr, Form, Name, Recipient, Words};
use truth::Kind;

/// What a clause is about: the conclusion's full name, the list it is of, and its sort.
pub(crate) struct Target {
    pub name: String,
    pub subject: Option<RecordId>,
    pub sort: Sort,
    pub words: Words,
    pub closed: bool,
}

impl Compiler<'_> {
    /// The target of a clause; none for statements and burdens.
    pub(crate) fn target(&self, pending: &Pending) -> Option<Target> {
        let word = self.provisions[pending.provision as usize].word();
        let none = Words::default;
        let target =
            |name: String, subject, sort, words: &Words, closed| Some(Target { name, subject, sort, words: words.clone(), closed });
        let plain = |name: &Name| {
            let (name, subject) = self.full_name(name, &word);
            target(name, subject, Sort::Plain, &none(), false)
        };
        let prefixed = |prefix: &str, name: &Name| {
            let subject = if name.parts.len() > 1 { self.model.record(&name.parts[0]).filter(|r| self.model.is_list(*r)) } else { None };
            (format!("{prefix}.{}", name.parts.last().map_or("", String::as_str)), subject)
        };
        match &pending.written.clause {
            Clause::Ground(name, _) | Clause::GroundsComplete(name) | Clause::NotModelled(name, _) => plain(name),
            Clause::ExceptionsComplete(name) | Clause::Rule(name, ..) => plain(name),
            // A question for a person is its own name.
            Clause::Analysis(name, words, ..) => {
                let (name, subject) = self.full_name(name, &word);
                target(name, subject, Sort::Plain, words, false)
            }
            Clause::Exception(name, ..) | Clause::ExceptionNotModelled(name, ..) => {
                let (name, subject) = self.full_name(name, &word);
                target(name, subject, Sort::Exception, &none(), true)
            }
            Clause::Requirement(name, words, _) => {
                let (name, subject) = self.full_name(name, &word);
                target(name, subject, Sort::Requirement, words, true)
            }
            Clause::RequirementsComplete => target(format!("{word}.met"), None, Sort::Met, &none(), false),
            Clause::Weighs(direction, words, _) => target(format!("{word}.weighs"), None, Sort::Weighs(*direction), words, true),
            Clause::Danger(name, words, ..) => target(prefixed("danger", name).0, None, Sort::Danger(Vec::new()), words, true),
            Clause::DangersComplete(_) | Clause::Statement(_) | Clause::Burden(..) => None,
            Clause::Power(recipient, _) | Clause::PowerComplete(recipient) => {
                target(format!("power.{}", recipient.name()), None, Sort::Power(*recipient), &none(), false)
            }
            Clause::Lift(name, words, from, to, recipients, ..) => {
                let sort = Sort::Lift { from: *from, to: *to, recipients: recipients.clone(), except: Vec::new() };
                target(prefixed("lift", name).0, None, sort, words, true)
            }
            Clause::Cap(name, words, ..) => target(prefixed("cap", name).0, None, Sort::Cap(Vec::new()), words, true),
            Clause::Duty(name, words, ..) => {
                let (full, subject) = prefixed("duty", name);
                target(full, subject, Sort::Duty(None), words, true)
            }
            Clause::Act(name, words, right, plan, _) => {
                let (full, subject) = prefixed("act", name);
                target(full, subject, Sort::Act { right: *right, plan: *plan }, words, true)
            }
            Clause::Risk(name, words, _) => target(prefixed("risk", name).0, None, Sort::Risk, words, true),
            Clause::Deadline(deadline) => {
                let (name, subject) = self.full_name(&deadline.name, &word);
                target(name, subject, Sort::Deadline, &deadline.words, true)
            }
        }
    }

    /// `order.late` of each order; `bond.hearing` as it stands; `open` as the file's own.
    pub(crate) fn full_name(&self, name: &Name, file_word: &str) -> (String, Option<RecordId>) {
        if name.parts.len() == 1 {
            return (format!("{file_word}.{}", name.parts[0]), None);
        }
        let subject = self.model.record(&name.parts[0]).filter(|r| self.model.is_list(*r) && name.parts.len() == 2);
        (name.dotted(), subject)
    }

    pub(super) fn declare(&mut self, pending: &Pending) {
        if let Clause::DangersComplete(recipients) = &pending.written.clause {
            for recipient in recipients.clone() {
                let name = format!("dangers.{}", recipient.name());
                self.enter(
                    pending,
                    Target { name, subject: None, sort: Sort::DangersComplete(recipient), words: Words::default(), closed: false },
                );
            }
            return;
        }
        let Some(target) = self.target(pending) else { return };
        let name_at = pending.written.at.clone();
        let taken = target.name.split('.').next().and_then(|first| self.model.record(first));
        if let (Some(record), Some(last)) = (taken, target.name.split('.').nth(1))
            && self.model.field(record, last).is_some()
        {
            let text = format!("`{}` is a fact; a conclusion needs a name of its own", target.name);
            self.report(pending.provision, "law::name", name_at, text);
            return;
        }
        self.enter(pending, target);
    }

    fn enter(&mut self, pending: &Pending, target: Target) {
        let Some(id) = self.program.conclusion(&target.name) else {
            let fixed = !matches!(pending.written.clause, Clause::Rule(..)) && target.sort != Sort::Deadline;
            let kind = if fixed { Some(Type::of(Kind::YesNo)) } else { None };
            let kind = if target.sort == Sort::Deadline { Some(Type { optional: true, ..Type::of(Kind::Date) }) } else { kind };
            let unsure = matches!(pending.written.clause, Clause::GroundsComplete(_) | Clause::ExceptionsComplete(_));
            self.types.push(if unsure { None } else { kind });
            let number = u32::try_from(self.program.conclusions.len()).unwrap_or(u32::MAX);
            self.program.by_name.insert(target.name.clone(), number);
            self.program.conclusions.push(Conclusion {
                name: target.name,
                subject: target.subject,
                kind: Kind::YesNo,
                sort: target.sort,
                words: target.words,
                provision: pending.provision,
                clauses: Vec::new(),
                burden: None,
                closed: target.closed,
            });
            return;
        };
        let existing = &mut self.program.conclusions[id as usize];
        let same_sort = std::mem::discriminant(&existing.sort) == std::mem::discriminant(&target.sort);
        if existing.sort == Sort::Plain && target.sort != Sort::Plain {
            existing.sort = target.sort;
            existing.words = target.words;
            existing.closed = target.closed;
            existing.provision = pending.provision;
        } else if target.sort != Sort::Plain && (!same_sort || existing.closed) {
            let text = format!("`{}` is already defined; a second definition would hide the first", target.name);
            let other = self.provisions[existing.provision as usize].id.clone();
            self.report_with(
                pending.provision,
                "law::name",
                pending.written.at.clone(),
                text,
                Some(format!("it stands in `{other}`; choose another name")),
            );
        }
        let is_truth = matches!(pending.written.clause, Clause::Ground(..) | Clause::Analysis(..) | Clause::NotModelled(..));
        if self.types[id as usize].is_none() && is_truth {
            self.types[id as usize] = Some(Type::of(Kind::YesNo));
        }
    }

    /// `met` of each file that has requirements.
    pub(super) fn declare_met(&mut self, written: &[Pending]) {
        for pending in written.iter().filter(|p| matches!(p.written.clause, Clause::Requirement(..))) {
            let name = format!("{}.met", self.provisions[pending.provision as usize].word());
            if self.program.conclusion(&name).is_none() {
                self.enter(pending, Target { name, subject: None, sort: Sort::Met, words: Words::default(), closed: false });
                if let Some(last) = self.types.last_mut() {
                    *last = Some(Type::of(Kind::YesNo));
                }
            }
        }
    }

    /// The kind of each value that rules give, from what they say.
    pub(super) fn infer_kinds(&mut self, written: &[Pending]) {
        loop {
            let mut changed = false;
            for pending in written {
                let Clause::Rule(_, value, _) = &pending.written.clause else { continue };
                let Some(target) = self.target(pending) else { continue };
                let Some(id) = self.program.conclusion(&target.name) else { continue };
                if matches!(value.form, Form::None) {
                    // One rule says there is none: every reader must ask first.
                    if let Some(known) = self.types[id as usize].as_mut().filter(|t| !t.optional) {
                        known.optional = true;
                        changed = true;
                    }
                    continue;
                }
                let found = self.infer(value, pending, target.subject);
                let known = &mut self.types[id as usize];
                match (known.as_mut(), found) {
                    (None, Some(found)) => {
                        *known = Some(found);
                        changed = true;
                    }
                    (Some(known), Some(found)) if known.kind == found.kind => {
                        if found.optional && !known.optional {
                            known.optional = true;
                            changed = true;
                        }
                        // One rule that can give any country makes the whole any.
                        if found.kind == Kind::Choice && found.values.is_none() && known.values.is_some() {
                            known.values = None;
                            changed = true;
                        }
                        if let (Some(all), Some(more)) = (&mut known.values, found.values) {
                            for symbol in more {
                                if !all.contains(&symbol) {
                                    all.push(symbol);
                                    changed = true;
                                }
                            }
                        }
                    }
                    _ => {}
                }
            }
            if !changed {
                return;
            }
        }
    }

    fn infer(&mut self, value: &Expr, pending: &Pending, subject: Option<RecordId>) -> Option<Type> {
        use super::resolve::Meaning;
        let mut scope = super::Scope { file_word: self.provisions[pending.provision as usize].word(), ..Default::default() };
        scope.binders.extend(subject.map(|record| super::Binder { record, var: None, slot: 0 }));
        Some(match &value.form {
            Form::Whole(_) | Form::Elapsed(..) | Form::Count(..) => Type::of(Kind::Whole),
            Form::Sum(field, each) => {
                let record = self.model.record(&each.record.dotted())?;
                let field = self.model.field(record, field.parts.last()?)?;
                Type::of(self.model.fields[field as usize].kind)
            }
            Form::Money(_) => Type::of(Kind::Money),
            Form::Day(_) | Form::AsOf => Type::of(Kind::Date),
            Form::Extreme(..) | Form::ExtremeOf(..) => Type { optional: true, ..Type::of(Kind::Date) },
            Form::Span(_) => Type::of(Kind::Span),
            Form::Text(_) => Type::of(Kind::Text),
            Form::None => return None,
            Form::Plus(_, left, _) => self.infer(left, pending, subject)?,
            Form::If(_, then, otherwise) => {
                let none = |e: &Expr| matches!(e.form, Form::None);
                match (self.infer(then, pending, subject), self.infer(otherwise, pending, subject)) {
                    (Some(a), Some(b)) => {
                        let values = a.values.zip(b.values).map(|(a, b)| a.into_iter().chain(b).collect());
                        Type { kind: a.kind, values, optional: a.optional || b.optional }
                    }
                    (Some(it), None) | (None, Some(it)) => Type { optional: it.optional || none(then) || none(otherwise), ..it },
                    (None, None) => return None,
                }
            }
            Form::Lookup(column, table, _) => {
                let table = self.program.tables.iter().find(|t| t.name == *table)?;
                let column = table.columns.iter().position(|c| c == column)?;
                Type { optional: true, ..Type::of(table.kind_of(column)) }
            }
            Form::Name(name) => match self.meaning(name, &scope) {
                Meaning::Field(field, _) => self.field_type(field),
                Meaning::Conclusion(id, _) => self.kind_of(id).cloned()?,
                Meaning::Nothing if name.parts.len() == 1 => {
                    let symbol = self.model.symbols.number(&name.parts[0]);
                    Type { kind: Kind::Choice, values: Some(vec![symbol]), optional: false }
                }
                _ => return None,
            },
            _ => Type::of(Kind::YesNo),
        })
    }

    pub(crate) fn field_type(&self, field: u32) -> Type {
        let field = &self.model.fields[field as usize];
        let values = (field.kind == Kind::Choice && !field.country).then(|| field.values.clone());
        Type { kind: field.kind, values, optional: field.optional }
    }

    /// Tables and the federal holidays.
    pub(super) fn tables(&mut self) {
        for (index, provision) in (0_u32..).zip(self.provisions) {
            if provision.kind != "tables" {
                continue;
            }
            let covers = provision.front.get("covers").and_then(toml::Value::as_str).unwrap_or("..");
            let Ok(covers) = SpanOfLaw::parse(covers) else {
                self.report(index, "law::table", At::default(), "`covers` is a span, such as \"2001-02-03..2004-05-06\"");
                continue;
            };
            let rows: Vec<&toml::Table> = provision
                .front
                .get("row")
                .and_then(toml::Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(toml::Value::as_table)
                .collect();
            let mut columns: Vec<String> = Vec::new();
            for key in rows.iter().flat_map(|r| r.keys()) {
                if !columns.contains(key) {
                    columns.push(key.clone());
                }
            }
            if provision.id == "federal-holidays" {
                let mut days: Vec<_> = rows.iter().filter_map(|r| r.get("day").and_then(toml_day)).collect();
                days.sort_unstable();
                let covered = match (covers.turns().min(), covers.turns().max()) {
                    (Some(from), Some(to)) if from < to => Some((from, to)),
                    _ => None,
                };
                if rows.iter().any(|r| r.get("name").and_then(words_of).is_none()) {
                    self.report(index, "law::table", At::default(), "every holiday has a name in English and Spanish");
                }
                self.program.holidays = Holidays { days, covered };
            }
            // TOML tables have no first column: a table says which one is its key.
            let named = provision.front.get("key").and_then(toml::Value::as_str);
            let Some(key) = named.and_then(|key| columns.iter().position(|c| c == key)) else {
                self.report_with(
                    index,
                    "law::table",
                    At::default(),
                    "a table says which column is its key",
                    Some(format!("write `key = \"…\"`, one of: {}", columns.join(", "))),
                );
                continue;
            };
            let rows = rows.iter().map(|r| columns.iter().map(|c| r.get(c).cloned()).collect()).collect();
            self.program.tables.push(Table { name: provision.word(), provision: index, covers, columns, key, rows });
        }
    }

    /// Recipients whose dangers are declared complete somewhere.
    pub(crate) fn recipients_declared(&self, recipient: Recipient) -> Option<ConclusionId> {
        self.program.conclusion(&format!("dangers.{}", recipient.name()))
    }
}
