//! The next best question: the unknown fact that bears on most of what is still open, safety first.

use crate::input::Input;
use crate::line::{Asking, both};
use crate::model::NextQuestion;
use law::about::About;
use law::case::Case;
use law::program::{ConclusionId, Sort};
use law::{Evaluation, Words};
use std::collections::HashMap;
use truth::{Answer, Cause, Choice, Kind, Truth, Value};

/// How much a goal weighs when questions are ranked: any safety answer before all others.
fn is_safety(sort: &Sort) -> bool {
    matches!(sort, Sort::Danger(_) | Sort::Power(_) | Sort::Lift { .. } | Sort::Cap(_) | Sort::Duty(_))
}

/// The conclusions that a reader waits for.
pub(crate) fn goals(input: &Input<'_>) -> Vec<ConclusionId> {
    let pack = input.pack;
    // Parts of a program are not waited for by themselves: once the whole is closed, no part opens it.
    let whole = |c: &law::program::Conclusion| pack.provisions[c.provision as usize].group.is_empty();
    // A way to ask that has a word of its own on whether it is open is shown by that alone.
    let by_open = |c: &law::program::Conclusion| {
        c.name.strip_suffix(".met").is_some_and(|word| pack.program.conclusion(&format!("{word}.open")).is_some())
    };
    let shown = |c: &law::program::Conclusion| match c.sort {
        Sort::Danger(_) | Sort::Power(_) | Sort::Duty(_) | Sort::Lift { .. } | Sort::Cap(_) => true,
        Sort::Met => whole(c) && !by_open(c),
        Sort::Plain => c.name.ends_with(".open") && whole(c),
        _ => false,
    };
    pack.program.numbered().filter(|(_, c)| c.subject.is_none() && shown(c)).map(|(id, _)| id).collect()
}

/// Whether the page of a way to ask says that it is made before anything else is asked.
pub(crate) fn goes_first(provision: &law::provision::Provision) -> bool {
    provision.front.get("goes_first").and_then(|v| v.as_bool()).unwrap_or(false)
}

/// What a fact bears on.
#[derive(Clone, Copy, Default)]
struct Bears {
    /// Whether contact is dangerous.
    gate: usize,
    /// The gate, and what must be kept.
    safety: usize,
    /// Ways that are made before anything else is asked.
    first: usize,
    /// All that is open.
    all: usize,
}

/// Ranks the facts that could still change an open goal: where the person is before anything else, then how much of the
/// gate waits for it, of safety, of what goes first, of all; then the question's own place among the sixteen. With each
/// stands how many safety goals and how many goals wait for it.
pub fn ranked(asking: &mut Asking<'_>) -> Vec<(Cause, usize, usize)> {
    let pack = asking.input.pack;
    let mut count: HashMap<u64, (Cause, Bears)> = HashMap::new();
    for id in goals(asking.input) {
        let answer = asking.evaluation.conclusion(id, None);
        if answer.is_decided() {
            continue;
        }
        let conclusion = &pack.program.conclusions[id as usize];
        let safety = is_safety(&conclusion.sort);
        let gate = safety && !matches!(conclusion.sort, Sort::Duty(_));
        let first = goes_first(&pack.provisions[conclusion.provision as usize]);
        for cause in answer.causes.as_slice().iter().filter(|c| c.reason.is_of_fact()) {
            let (_, bears) = count.entry(cause.about).or_insert((*cause, Bears::default()));
            bears.gate += usize::from(gate);
            bears.safety += usize::from(safety);
            bears.first += usize::from(first);
            bears.all += 1;
        }
    }
    // Where the person is now: the first fact of the first group.
    let whereabouts = |cause: &Cause| match About::unpack(cause.about) {
        About::Fact(field, _) => {
            let it = &pack.model.fields[field as usize];
            it.group == Some(1) && pack.model.records[it.record as usize].fields.start == field
        }
        _ => false,
    };
    let group = |cause: &Cause| match About::unpack(cause.about) {
        About::Fact(field, _) => pack.model.fields[field as usize].group.unwrap_or(99),
        About::List(record) => pack.model.fields[pack.model.records[record as usize].fields.start as usize].group.unwrap_or(98),
        _ => 100,
    };
    let mut all: Vec<(Cause, Bears)> = count.into_values().collect();
    // What sources disagree on is settled before anything new is asked; what was put off to another day comes last.
    all.sort_by_cached_key(|(cause, bears)| {
        let turn = match cause.reason {
            truth::Reason::Conflict => 0,
            truth::Reason::NotToday => 2,
            _ => 1,
        };
        let weight = (whereabouts(cause), bears.gate, bears.safety, bears.first, bears.all);
        (turn, std::cmp::Reverse(weight), group(cause), cause.about)
    });
    all.into_iter().map(|(cause, bears)| (cause, bears.safety, bears.all)).collect()
}

/// The next question, with what each answer would settle.
pub fn next_question(asking: &mut Asking<'_>) -> Option<NextQuestion> {
    let ranked = ranked(asking);
    let (cause, safety, goals_open) = *ranked.first()?;
    let fact = asking.missing_fact(&cause)?;
    let answers = settles(asking, &cause);
    Some(NextQuestion { fact, bears_on: goals_open, bears_on_safety: safety, facts_open: ranked.len(), answers })
}

/// Each possible answer, and the open goals that it would decide.
fn settles(asking: &mut Asking<'_>, cause: &Cause) -> Vec<(Words, Vec<Words>)> {
    let input = asking.input;
    let pack = input.pack;
    let mut all = Vec::new();
    let goals = goals(input);
    let decided: Vec<ConclusionId> = goals.iter().copied().filter(|id| asking.evaluation.conclusion(*id, None).is_decided()).collect();
    for (words, case) in possible_answers(input, cause) {
        let mut after = Evaluation::refined(&asking.evaluation, &case, vec![cause.about]);
        let mut settled = Vec::new();
        for id in goals.iter().copied() {
            if decided.contains(&id) {
                continue;
            }
            let answer = after.conclusion(id, None);
            if answer.is_decided() {
                let value = pack.value_words(&answer, None);
                let name = pack.conclusion_words(id);
                settled.push(both(format!("{}: {}", name.en, value.en), format!("{}: {}", name.es, value.es)));
            }
        }
        all.push((words, settled));
    }
    all
}

/// A case for each answer that a yes/no, a choice or a list can have.
pub(crate) fn possible_answers(input: &Input<'_>, cause: &Cause) -> Vec<(Words, Case)> {
    let model = &input.pack.model;
    let with = |field: u32, entry: Option<u16>, value: Value| {
        let mut case = input.case.clone();
        match entry {
            None => case.set(field, Answer::known(value)),
            Some(n) => case.set_entry(model, field, n, Some(Answer::known(value))),
        }
        case
    };
    match About::unpack(cause.about) {
        About::List(record) => {
            let mut case = input.case.clone();
            case.set_complete(record, true);
            let none = input.case.entries(record).0 == 0;
            vec![(if none { both("there is none", "no hay") } else { both("that is all", "es todo") }, case)]
        }
        About::Fact(field, entry) => {
            let it = &model.fields[field as usize];
            match it.kind {
                Kind::YesNo => vec![
                    (both("yes", "sí"), with(field, entry, Value::YesNo(Truth::Yes))),
                    (both("no", "no"), with(field, entry, Value::YesNo(Truth::No))),
                ],
                Kind::Choice if !it.country => {
                    let stated = input.case.get(model, field, entry);
                    let open = |s: &u16| match &stated.value {
                        Value::Choice(Choice::Of(all)) => all.contains(s),
                        _ => true,
                    };
                    let of = |s: &u16| (input.pack.symbol_words(*s, Some(field)), with(field, entry, Value::Choice(Choice::exactly(*s))));
                    it.values.iter().filter(|s| open(s)).map(of).collect()
                }
                _ if it.optional => {
                    let mut case = input.case.clone();
                    match entry {
                        None => case.set(field, Answer::none(it.kind)),
                        Some(n) => case.set_entry(model, field, n, Some(Answer::none(it.kind))),
                    }
                    vec![(both("none", "no hay"), case)]
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}
