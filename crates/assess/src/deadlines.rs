//! Last days, soonest first. What has passed stays visible.

use crate::line::{Asking, both, first_leaves};
use crate::model::{Deadline, Done, Duty, State};
use law::program::{ConclusionId, Node, NodeId, Says, Sort};
use law::syntax::Party;
use truth::{Truth, Value};

/// Every deadline that has a day, and every duty that has one.
pub fn deadlines(asking: &mut Asking<'_>, duties: &[Duty]) -> Vec<Deadline> {
    let pack = asking.input.pack;
    let today = i64::from(asking.input.as_of.number());
    let mut all = Vec::new();
    for (id, conclusion) in pack.program.numbered().filter(|(_, c)| c.sort == Sort::Deadline) {
        let entries: Vec<Option<u16>> = match conclusion.subject {
            None => vec![None],
            Some(record) => (0..asking.evaluation.entries(record)).map(Some).collect(),
        };
        let due_from = conclusion.clauses.iter().find_map(|c| match &pack.program.clauses[*c as usize].says {
            Says::Deadline { due_from, .. } => Some(*due_from),
            _ => None,
        });
        for entry in entries {
            let answer = asking.evaluation.conclusion(id, entry);
            let Value::Date(days) = &answer.value else { continue };
            let (Some(earliest), false) = (days.lo, answer.none == Truth::Yes) else { continue };
            let mut line = asking.line(id, entry);
            if answer.none == Truth::Unknown && line.state == State::Yes {
                line.state = State::NotKnown;
            }
            if line.state == State::LawNotSeen {
                // The day it counts from is known; only the holidays of that year are not in the pack.
                let from = first_leaves(&line.proof).unwrap_or_default();
                let join = |from: &str, more: &str| if from.is_empty() { more.to_owned() } else { format!("{from}; {more}") };
                line.because = both(
                    join(&from.en, "holidays of that year are not in the pack, so it may be some days later"),
                    join(&from.es, "no constan aquí los feriados de ese año, así que puede ser unos días después"),
                );
            }
            all.push(Deadline {
                line,
                day: earliest.to_string(),
                day_words: law::wording::weekday_and_day(earliest),
                partly: days.exact().is_none() || answer.none == Truth::Unknown,
                in_days: i64::from(earliest.number()) - today,
                passed_since: asking.input.has_passed_since(earliest),
                due_from: if due_from == Some(Party::Government) { "government" } else { "client" },
                done: done(asking, id, entry),
            });
        }
    }
    for duty in duties.iter().filter(|d| d.line.state == State::Yes) {
        if told_by(asking, duty, &all) {
            continue;
        }
        if let (Some(day), Some(in_days), Some(words)) = (&duty.day, duty.in_days, &duty.day_words) {
            all.push(Deadline {
                line: duty.line.clone(),
                day: day.clone(),
                day_words: words.clone(),
                partly: false,
                in_days,
                passed_since: duty.passed_since,
                due_from: "client",
                done: None,
            });
        }
    }
    // What is to come first, soonest first; then what has passed, latest first; what was done in time at the end.
    all.sort_by_key(|d| {
        let turn = match (d.is_kept(), d.in_days >= 0) {
            (true, _) => 2,
            (false, true) => 0,
            (false, false) => 1,
        };
        (turn, d.in_days.abs(), d.line.id.clone())
    });
    all
}

/// The act that a deadline waits for, where it is known to be done, and whether in time: what the law asks by
/// `timely DEADLINE by DAY`.
fn done(asking: &mut Asking<'_>, deadline: ConclusionId, entry: Option<u16>) -> Option<Done> {
    let program = &asking.input.pack.program;
    let of_it = |node: &Node| match node {
        Node::Timely(of, by) => {
            let names_it = matches!(program.nodes[*of as usize], Node::Conclusion(id, _) if id == deadline);
            (names_it && program.nodes[*by as usize] != Node::AsOf).then_some(*by)
        }
        _ => None,
    };
    let asked: Vec<(NodeId, NodeId)> = (0..).zip(&program.nodes).filter_map(|(n, node)| Some((n, of_it(node)?))).collect();
    let bound: Vec<u16> = entry.into_iter().collect();
    asked.into_iter().find_map(|(timely, by)| {
        let by = asking.evaluation.step(by, &bound);
        let Value::Date(days) = &by.value else { return None };
        let day = days.exact().filter(|_| by.none == Truth::No)?;
        let in_time = match asking.evaluation.step(timely, &bound).as_truth() {
            Truth::Yes => true,
            Truth::No => false,
            Truth::Unknown => return None,
        };
        Some(Done { day: day.to_string(), day_words: law::wording::day(day), in_time })
    })
}

impl Deadline {
    /// Whether what it waited for was done in time.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.done.as_ref().is_some_and(|done| done.in_time)
    }
}

/// Whether the day of a duty comes from a deadline that is listed already with that day.
fn told_by(asking: &Asking<'_>, duty: &Duty, listed: &[Deadline]) -> bool {
    let program = &asking.input.pack.program;
    let Some((id, _)) = asking.find(&duty.line.id) else { return false };
    let Sort::Duty(Some(day)) = &program.conclusions[id as usize].sort else { return false };
    let mut told = false;
    program.walk(*day, &mut |node| {
        if let Node::Conclusion(other, _) = node {
            let name = &program.conclusions[other as usize].name;
            told |= listed
                .iter()
                .any(|d| Some(&d.day) == duty.day.as_ref() && law::evaluate::split_entry(&d.line.id).is_some_and(|(n, _)| n == *name));
        }
    });
    told
}
