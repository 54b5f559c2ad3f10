//! From a client file to what an assessment is made from.

use crate::input::Input;
use crate::line::both;
use crate::model::{AskedPlace, ConfirmedBy, Conflict, FactSource};
use client::{ClientFile, Provenance, Resolved, SetAside};
use law::case::Case;
use law::{Confirmed, Pack, Words};
use std::collections::HashMap;
use std::sync::Arc;
use truth::{Answer, Causes, Day, Kind, Reason, Truth, Value};

/// Fields that a place asked for stands in for while they are not known: they choose which law governs. Each with the
/// field and value by which it is known that there is no such place.
const PLACE_FACTS: [(&str, &str, &str, &str); 2] = [("proceedings", "court", "stage", "never"), ("custody", "place", "kind", "free")];

/// A client file, made ready for the questions of one day.
pub struct Prepared {
    /// The resolved facts.
    pub case: Case,
    /// The day asked for.
    pub as_of: Day,
    code: String,
    title: Option<Words>,
    sources: HashMap<(u32, Option<u16>), Arc<FactSource>>,
    numbers: HashMap<u32, Vec<u16>>,
    place: Option<AskedPlace>,
    conflicts: Vec<Conflict>,
    set_aside: Vec<Words>,
    claims: Vec<(String, String, String)>,
    confirmation: Option<(String, Day, Option<Day>, Option<Day>)>,
    facts_hash: String,
}

impl Prepared {
    /// Resolves a file for a day. Conflicts stay in it, as unknown facts that head what is missing.
    #[must_use]
    pub fn new(pack: &Pack, file: &ClientFile, as_of: Day) -> Self {
        let resolved = file.resolve(pack);
        let model = &pack.model;
        let mut sources = HashMap::new();
        for (field, entry) in resolved.case.all_stated(model) {
            if let Some(provenance) = resolved.provenance(field, entry) {
                sources.insert((field, entry), Arc::new(source(pack, provenance, field, as_of)));
            }
        }
        let lists: Vec<(u32, u16)> =
            resolved.case.all_lists().map(|(record, _, count)| (record, u16::try_from(count).unwrap_or(u16::MAX))).collect();
        let numbers =
            lists.into_iter().map(|(record, count)| (record, (0..count).map(|n| resolved.number_in_file(record, n)).collect())).collect();
        let latest =
            file.confirmations.iter().filter(|c| c.on <= as_of).max_by_key(|c| (c.on, c.eoir_checked, c.custody_checked, c.name.clone()));
        Self {
            as_of,
            code: file.code.clone(),
            title: file.title.clone(),
            sources,
            numbers,
            place: None,
            conflicts: conflicts(pack, &resolved),
            set_aside: resolved.set_aside.iter().map(|s| set_aside(pack, s)).collect(),
            claims: file.claims.iter().map(|c| (c.says.clone(), c.by.clone(), c.on.to_string())).collect(),
            confirmation: latest.map(|c| (c.name.clone(), c.on, c.eoir_checked, c.custody_checked)),
            facts_hash: file.fingerprint(pack),
            case: resolved.case,
        }
    }

    /// Asks for a place: where the court or the place of custody is not known, this stands in for it, marked as
    /// assumed. Whatever is known stays.
    ///
    /// # Errors
    /// The place most like it, if the pack knows none of this name.
    pub fn ask_in(&mut self, pack: &Pack, name: &str) -> Result<(), Option<String>> {
        let Some(region) = pack.places.named(name) else {
            return Err(law::report::nearest(name, pack.places.names()).map(str::to_owned));
        };
        let mut filled = Vec::new();
        for (record, field, beside, without) in PLACE_FACTS {
            let Some(record) = pack.model.record(record) else { continue };
            let Some(id) = pack.model.field(record, field) else { continue };
            let stands = pack.model.field(record, beside).map(|f| self.case.get(&pack.model, f, None).value);
            if let (Some(Value::Choice(choice)), Some(without)) = (stands, pack.model.symbols.known(without))
                && choice.exact() == Some(without)
            {
                continue;
            }
            let known = self.case.get(&pack.model, id, None);
            let open = known.none != Truth::Yes
                && matches!(&known.value, Value::Place(r) if r.0 & pack.places.everywhere().0 == pack.places.everywhere().0);
            // Sources that disagree stay in the open: a conflict is not settled by an assumption.
            let in_conflict = known.causes.as_slice().iter().any(|c| c.reason == Reason::Conflict);
            if !open || in_conflict {
                continue;
            }
            self.case.set(
                id,
                Answer {
                    value: Value::Place(region),
                    none: known.none,
                    causes: if known.none == Truth::Unknown { known.causes } else { Causes::none() },
                },
            );
            let words = both("place asked for", "lugar de la consulta");
            let by = FactSource { source: words.en, certainty: "assumed".into(), assumed: true, ..FactSource::default() };
            self.sources.insert((id, None), Arc::new(by));
            filled.push((pack.model.path(id, None), pack.model.fields[id as usize].label.clone()));
        }
        self.place = Some(AskedPlace { name: name.to_owned(), filled });
        Ok(())
    }

    /// The number that an entry of the client file has in the case; nothing if it was taken back.
    #[must_use]
    pub fn number_in_case(&self, record: u32, entry: u16) -> Option<u16> {
        self.numbers.get(&record)?.iter().position(|n| *n == entry).and_then(|n| u16::try_from(n).ok())
    }

    /// What an assessment is made from.
    #[must_use]
    pub fn input<'a>(&'a self, pack: &'a Pack, confirmed: &'a Confirmed, confirmations: &[ConfirmedBy], program: &str) -> Input<'a> {
        Input {
            confirmations: confirmations.to_vec(),
            code: self.code.clone(),
            title: self.title.clone(),
            sources: self.sources.clone(),
            numbers: self.numbers.clone(),
            place: self.place.clone(),
            conflicts: self.conflicts.clone(),
            set_aside: self.set_aside.clone(),
            claims: self.claims.clone(),
            confirmation: self.confirmation.clone(),
            facts_hash: self.facts_hash.clone(),
            program: program.to_owned(),
            ..Input::bare(pack, &self.case, self.as_of, confirmed)
        }
    }
}

fn source(pack: &Pack, provenance: &Provenance, field: u32, as_of: Day) -> FactSource {
    let newest = provenance.newest();
    FactSource {
        source: newest.map(|s| s.source.clone()).unwrap_or_default(),
        certainty: newest.map(|s| s.certainty.name().to_owned()).unwrap_or_default(),
        by: newest.map(|s| s.by.clone()).unwrap_or_default(),
        on: newest.map(|s| s.on.to_string()).unwrap_or_default(),
        stale: provenance.stale(pack, field, as_of),
        assumed: provenance.assumption || provenance.supposed,
        conflict: provenance.conflict,
    }
}

/// Facts on which sources disagree, and facts that cannot all be so.
fn conflicts(pack: &Pack, resolved: &Resolved) -> Vec<Conflict> {
    let model = &pack.model;
    let mut all = Vec::new();
    for conflict in &resolved.conflicts {
        let label = match conflict.subject {
            client::Subject::Field(field, _) => model.fields[field as usize].label.clone(),
            client::Subject::Entry(record, _) | client::Subject::List(record) => model.records[record as usize].title.clone(),
        };
        let field = if let client::Subject::Field(field, _) = conflict.subject { Some(field) } else { None };
        let said = |lang: fn(&Words) -> &String| {
            let mut parts: Vec<String> = conflict.statements.iter().map(|s| statement(pack, s, field, lang)).collect();
            if let Some(day) = conflict.cleared {
                let day = law::wording::day(day);
                parts.push(lang(&both(format!("cleared ({})", day.en), format!("retirado ({})", day.es))).clone());
            }
            parts.join("; ")
        };
        let (en, es) = (said(|w| &w.en), said(|w| &w.es));
        let words = both(format!("{}: sources disagree: {en}", label.en), format!("{}: las fuentes no coinciden: {es}", label.es));
        all.push(Conflict { paths: vec![conflict.subject.path(model)], words });
    }
    for broken in &resolved.impossible {
        let mut paths: Vec<String> = broken.facts.iter().map(|(field, entry)| resolved.path(model, *field, *entry)).collect();
        paths.extend(broken.lists.iter().filter_map(|list| model.records[*list as usize].list.clone()));
        all.push(Conflict { paths, words: contradiction(pack, resolved, broken) });
    }
    all
}

/// What cannot be, and what each fact of it was said to be, where, by whom and when: one of them must be mended.
fn contradiction(pack: &Pack, resolved: &Resolved, broken: &law::impossible::Impossibility) -> Words {
    let model = &pack.model;
    let said = |lang: fn(&Words) -> &String| {
        let of = |(field, entry): &(u32, Option<u16>)| {
            let provenance = resolved.provenance(*field, *entry)?;
            let record = model.fields[*field as usize].record;
            let which = entry.map(|n| format!(" ({})", resolved.number_in_file(record, n) + 1)).unwrap_or_default();
            let values: Vec<String> = if provenance.supposed {
                let supposed = both("supposed", "supuesto");
                let values = provenance.statements.iter().map(|s| lang(&pack.value_words(&s.answer, Some(*field))).clone());
                values.map(|value| format!("{value} ({})", lang(&supposed))).collect()
            } else {
                provenance.statements.iter().map(|s| statement(pack, s, Some(*field), lang)).collect()
            };
            Some(format!("{}{which}: {}", lang(&model.fields[*field as usize].label), values.join("; ")))
        };
        broken.facts.iter().filter_map(of).collect::<Vec<_>>().join(". ")
    };
    let together =
        |say: &str, said: String| if said.is_empty() { say.to_owned() } else { format!("{}. {said}", say.trim_end_matches('.')) };
    both(together(&broken.say.en, said(|w| &w.en)), together(&broken.say.es, said(|w| &w.es)))
}

/// What one source says of a fact: the value, then the source, who wrote it down, and when.
fn statement(pack: &Pack, of: &client::Statement, field: Option<u32>, lang: fn(&Words) -> &String) -> String {
    let value = match of.answer.value.kind() {
        Kind::Text => both(of.written.clone(), of.written.clone()),
        _ => pack.value_words(&of.answer, field),
    };
    format!("{} ({}, {}, {})", lang(&value), of.source, of.by, lang(&law::wording::day(of.on)))
}

fn set_aside(pack: &Pack, of: &SetAside) -> Words {
    let entry_of = |element: Option<u16>| element.map(|n| format!(" ({})", n + 1)).unwrap_or_default();
    match of {
        SetAside::CompleteBefore { list, said, entry } => {
            let (title, day) = (&pack.model.records[*list as usize].title, law::wording::day(*said));
            both(
                format!(
                    "{}: called complete on {}, before entry {} was added. Ask again whether all are listed.",
                    title.en,
                    day.en,
                    entry + 1
                ),
                format!(
                    "{}: se dio por completa el {}, antes de agregar la entrada {}. Pregunte otra vez si están todas.",
                    title.es,
                    day.es,
                    entry + 1
                ),
            )
        }
        SetAside::AnswersDisagree { question, element, on } => {
            let (words, day, which) = (question_words(pack, question), law::wording::day(*on), entry_of(*element));
            both(
                format!("{}{which}: two attorneys' answers of {} disagree; neither is used.", words.en, day.en),
                format!("{}{which}: dos respuestas de abogados del {} no coinciden; no se usa ninguna.", words.es, day.es),
            )
        }
        SetAside::AnswerNotBound { question, element } => {
            let (words, which) = (question_words(pack, question), entry_of(*element));
            both(
                format!(
                    "{}{which}: the answer does not say for which law and facts it was given, so it does not count; record it again with `forbear answer`.",
                    words.en
                ),
                format!(
                    "{}{which}: la respuesta no dice para qué ley y qué hechos se dio, así que no cuenta; regístrela otra vez con `forbear answer`.",
                    words.es
                ),
            )
        }
        SetAside::AnswerWithoutQuestion { question, element } => {
            let (words, which) = (question_words(pack, question), entry_of(*element));
            both(
                format!(
                    "{}{which}: an attorney's answer is kept, but the entry it was about was taken back, or nothing asks it any more.",
                    words.en
                ),
                format!(
                    "{}{which}: se guarda la respuesta de un abogado, pero se retiró la entrada a la que se refería, o ya nada la pregunta.",
                    words.es
                ),
            )
        }
    }
}

fn question_words(pack: &Pack, question: &str) -> Words {
    match pack.program.conclusion(question) {
        Some(id) => pack.conclusion_words(id),
        None => both(question, question),
    }
}
