//! Where an attorney must answer: the published decisions nearest to the question, what they found, and the client's own
//! facts beside those that decided there. The decision answers nothing for the client.
//!
//! A precedent says in its front matter on which conclusion it speaks (`on`), what was answered there (`held`) and which
//! facts decided (`likens`). One that does not govern on the day and place is not named.

use crate::line::{Asking, both};
use crate::model::{Nearest, ProofStep, State};
use law::Words;
use law::case::Case;
use law::program::ProvisionId;

impl Asking<'_> {
    /// The precedents on the questions that keep a conclusion open, in the order of the pack.
    pub(crate) fn nearest(&mut self, proof: &ProofStep) -> Vec<Nearest> {
        let mut questions = Vec::new();
        open_questions(proof, &mut questions);
        let mut all = Vec::new();
        for (number, entry) in self.precedents_on(&questions) {
            let pack = self.input.pack;
            let provision = &pack.provisions[number as usize];
            let found = self.statements(|p| p.id == provision.id);
            if found.is_empty() {
                continue;
            }
            let held = provision.front.get("held").and_then(|v| v.as_str()).unwrap_or_default();
            let compared = provision.texts("likens").iter().filter_map(|path| self.compared(path, entry)).collect();
            all.push(Nearest {
                title: provision.title.clone(),
                held: held_words(held),
                found,
                compared,
                authority: self.authority(number),
            });
        }
        all
    }

    /// Which provisions speak on one of the questions, each with the entry that the question is about.
    fn precedents_on(&self, questions: &[(String, Option<u16>)]) -> Vec<(ProvisionId, Option<u16>)> {
        let provisions = &self.input.pack.provisions;
        let mut all = Vec::new();
        for (number, provision) in (0_u32..).zip(provisions).filter(|(_, p)| p.kind == "precedents") {
            let Some(on) = provision.front.get("on").and_then(|v| v.as_str()) else { continue };
            if let Some((_, entry)) = questions.iter().find(|(name, _)| name == on) {
                all.push((number, *entry));
            }
        }
        all
    }

    /// A fact of the client that decided there: its name and its value, of each entry where the question is about none.
    fn compared(&self, path: &str, entry: Option<u16>) -> Option<(Words, Words)> {
        let (pack, case): (_, &Case) = (self.input.pack, self.input.case);
        let (record, field) = path.split_once('.')?;
        let record = pack.model.record(record)?;
        let field = pack.model.field(record, field)?;
        let value = |entry| pack.value_words(&case.get(&pack.model, field, entry), Some(field));
        let label = pack.model.fields[field as usize].label.clone();
        if !pack.model.is_list(record) {
            return Some((label, value(None)));
        }
        let count = case.entries(record).0;
        let entry = entry.and_then(|e| self.input.number_in_case(record, e));
        let entries: Vec<u16> = entry.filter(|e| *e < count).map_or_else(|| (0..count).collect(), |e| vec![e]);
        if entries.is_empty() {
            return Some((label, both("none is written down", "no consta nada")));
        }
        let values: Vec<Words> = entries.into_iter().map(|e| value(Some(e))).collect();
        let join = |of: fn(&Words) -> &str| values.iter().map(of).collect::<Vec<_>>().join(" / ");
        Some((label, both(join(|w| &w.en), join(|w| &w.es))))
    }
}

/// The conclusions of a proof that wait for an attorney, without and with their entry.
fn open_questions(step: &ProofStep, found: &mut Vec<(String, Option<u16>)>) {
    if step.state == State::NeedsAnalysis
        && let Some(name) = &step.name
        && let Some(question) = law::evaluate::split_entry(name)
        && !found.contains(&question)
    {
        found.push(question);
    }
    step.parts.iter().for_each(|part| open_questions(part, found));
}

fn held_words(held: &str) -> Words {
    match held {
        "yes" => both("There the answer was yes", "Allí la respuesta fue sí"),
        "no" => both("There the answer was no", "Allí la respuesta fue no"),
        other => both(other, other),
    }
}
