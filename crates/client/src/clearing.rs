//! What falls with a fact that is cleared: other facts, and the deadlines and duties that rest on it.

use crate::entry::{Certainty, Entry, Said};
use crate::file::ClientFile;
use crate::resolve::Resolved;
use crate::subject::Subject;
use law::Pack;
use law::evaluate::{Confirmed, Evaluation};
use law::facts::RecordId;
use law::program::{ConclusionId, Sort};
use truth::{Answer, Day, Truth};

/// What would no longer be known if a fact were cleared.
#[derive(Clone, Debug, PartialEq)]
pub struct Falls {
    /// Facts, as the file counts entries.
    pub facts: Vec<Subject>,
    /// Deadlines and duties.
    pub deadlines: Vec<Fallen>,
}

/// A deadline or duty that would no longer be known.
#[derive(Clone, Debug, PartialEq)]
pub struct Fallen {
    /// The conclusion.
    pub conclusion: ConclusionId,
    /// Of which entry, as the file counts.
    pub element: Option<u16>,
    /// What is known of it now: the last day, or that the duty stands.
    pub now: Answer,
}

/// What would fall if a fact, an entry or a completeness statement were cleared, on a day. Changes nothing.
#[must_use]
pub fn would_fall(file: &ClientFile, pack: &Pack, subject: Subject, as_of: Day) -> Falls {
    let mut cleared = file.clone();
    // Later than anything said, so that it clears all of it.
    let on = file.history.iter().map(|e| e.on).max().unwrap_or(as_of).max(as_of).next();
    let said = Said::Clear;
    cleared.history.push(Entry { subject, said, source: String::new(), certainty: Certainty::Inferred, by: String::new(), on });
    let (before, after) = (file.resolve(pack), cleared.resolve(pack));
    Falls { facts: facts_that_fall(pack, &before, &after), deadlines: deadlines_that_fall(pack, &before, &after, as_of) }
}

fn facts_that_fall(pack: &Pack, before: &Resolved, after: &Resolved) -> Vec<Subject> {
    let model = &pack.model;
    let stated = before.case.all_stated(model).map(|(field, entry)| before.subject(model, field, entry));
    let still: Vec<Subject> = after.case.all_stated(model).map(|(field, entry)| after.subject(model, field, entry)).collect();
    let mut fallen: Vec<Subject> = stated.filter(|s| !still.contains(s)).collect();
    let complete =
        |of: &Resolved| -> Vec<RecordId> { of.case.all_lists().filter(|(_, whole, _)| *whole).map(|(record, ..)| record).collect() };
    let still = complete(after);
    fallen.extend(complete(before).into_iter().filter(|r| !still.contains(r)).map(Subject::List));
    fallen.sort_unstable();
    fallen
}

fn deadlines_that_fall(pack: &Pack, before: &Resolved, after: &Resolved, as_of: Day) -> Vec<Fallen> {
    let confirmed = Confirmed::default();
    let mut was = Evaluation::new(pack, &before.case, as_of, &confirmed);
    let mut is = Evaluation::new(pack, &after.case, as_of, &confirmed);
    let mut fallen = Vec::new();
    for (id, conclusion) in pack.program.numbered().filter(|(_, c)| matches!(c.sort, Sort::Deadline | Sort::Duty(_))) {
        let entries: Vec<Option<u16>> = match conclusion.subject {
            None => vec![None],
            Some(record) => (0..before.case.entries(record).0).map(Some).collect(),
        };
        for entry in entries {
            let now = was.conclusion(id, entry);
            if !binds(&now) {
                continue;
            }
            let element = conclusion.subject.zip(entry).map(|(record, n)| before.number_in_file(record, n));
            let stands = match (conclusion.subject, element) {
                (Some(record), Some(n)) => after.number_in_case(record, n).is_some_and(|n| binds(&is.conclusion(id, Some(n)))),
                _ => binds(&is.conclusion(id, None)),
            };
            if !stands {
                fallen.push(Fallen { conclusion: id, element, now });
            }
        }
    }
    fallen
}

/// Whether something must be done: a duty that is so, a last day that has at least one end.
fn binds(answer: &Answer) -> bool {
    match &answer.value {
        truth::Value::YesNo(truth) => *truth == Truth::Yes,
        truth::Value::Date(days) => answer.none != Truth::Yes && (days.lo.is_some() || days.hi.is_some()),
        _ => false,
    }
}
