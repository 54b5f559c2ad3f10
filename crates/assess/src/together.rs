//! What only several facts together would change: a door that two or three things keep shut opens by none of them
//! alone, and a reader who sees single changes only would think it walled up.

use crate::changes::{self, Standing};
use crate::input::Input;
use crate::line::{Asking, both};
use crate::model::{Change, MissingFact, Move, State};
use crate::questions::possible_answers;
use crate::safety;
use law::about::About;
use law::case::Case;
use law::program::ConclusionId;
use law::{Evaluation, Level, Recipient, Words};
use std::collections::HashSet;
use truth::{Answer, Cause, Interval, Kind, Reason, Truth, Value};

/// So many facts together; more than that is no advice.
const MOST_FACTS: usize = 3;

/// So many pairs are tried for one avenue.
const MOST_PAIRS: usize = 40;

/// One fact and the answer that is supposed for it.
struct Supposed {
    cause: Cause,
    words: Words,
}

/// Changes of two or three facts, where no single change in `single` opens the same door.
pub(crate) fn changes(asking: &mut Asking<'_>, before: &Standing, single: &[(Words, Change)]) -> Vec<Change> {
    let opened = |id: &str| single.iter().any(|(_, c)| c.moves.iter().any(|m| m.id == id && !m.closes));
    let mut all: Vec<Change> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    for (n, recipient) in Recipient::ALL.into_iter().enumerate() {
        if before.verdicts[n] != Level::Stop || opened(&format!("verdict.{}", recipient.name())) {
            continue;
        }
        let Some((supposed, case)) = unlocked(asking, recipient) else { continue };
        push(asking, before, &supposed, &case, &mut seen, &mut all);
    }
    for (id, answer) in &before.answers {
        let name = &asking.input.pack.program.conclusions[*id as usize].name;
        let opens = |m: &Move| m.id == *name && m.to == changes::open_words(State::Yes);
        if answer.is_decided() || single.iter().map(|(_, c)| c).chain(&all).any(|c| c.moves.iter().any(opens)) {
            continue;
        }
        let Some((supposed, case)) = pair(asking, *id, answer) else { continue };
        push(asking, before, &supposed, &case, &mut seen, &mut all);
    }
    all
}

/// The facts, one for each danger that closes a recipient, that would clear them all; none if one of them is known to
/// hold whatever is learned, or if it takes too many.
fn unlocked(asking: &mut Asking<'_>, recipient: Recipient) -> Option<(Vec<Supposed>, Case)> {
    let input = asking.input;
    let mut case = input.case.clone();
    let mut supposed: Vec<Supposed> = Vec::new();
    for danger in safety::stopping(asking, recipient) {
        loop {
            let now = Input::bare(input.pack, &case, input.as_of, input.confirmed);
            let mut trying = Asking::new(&now);
            let answer = trying.evaluation.conclusion(danger, None);
            if answer.as_truth() == Truth::No {
                break;
            }
            if supposed.len() >= MOST_FACTS {
                return None;
            }
            // Where nobody has searched yet, the search comes first: until it is made, no other fact clears the danger.
            let new = |cause: &Cause| supposed.iter().all(|s| s.cause.about != cause.about);
            let search = safety::unlooked(&mut trying, danger).into_iter().find(new);
            let step = match search {
                Some(cause) => answers(&now, &cause).into_iter().next().map(|(words, next)| (cause, words, next)),
                None => cleared(&now, danger, answer.causes.as_slice()),
            };
            let (cause, words, next) = step?;
            supposed.push(Supposed { cause, words });
            case = next;
        }
    }
    Some((supposed, case))
}

/// A fact, and the answer, by which a danger is known not to hold.
fn cleared(now: &Input<'_>, danger: ConclusionId, causes: &[Cause]) -> Option<(Cause, Words, Case)> {
    causes.iter().filter(|c| c.reason.is_of_fact()).find_map(|cause| {
        answers(now, cause).into_iter().find_map(|(words, next)| {
            let after = Evaluation::new(now.pack, &next, now.as_of, now.confirmed).conclusion(danger, None);
            (after.as_truth() == Truth::No).then_some((*cause, words, next))
        })
    })
}

/// Two facts that together open an avenue or meet a program that is not known.
fn pair(asking: &Asking<'_>, id: ConclusionId, answer: &Answer) -> Option<(Vec<Supposed>, Case)> {
    let input = asking.input;
    let facts: Vec<Cause> = answer.causes.as_slice().iter().filter(|c| c.reason.is_of_fact()).take(4).copied().collect();
    let mut tried = 0;
    for (n, first) in facts.iter().enumerate() {
        for (one, case) in answers(input, first) {
            let supposed = Input::bare(input.pack, &case, input.as_of, input.confirmed);
            for second in &facts[n + 1..] {
                for (two, both_known) in answers(&supposed, second) {
                    tried += 1;
                    if tried > MOST_PAIRS {
                        return None;
                    }
                    let learned = vec![first.about, second.about];
                    let after = Evaluation::refined(&asking.evaluation, &both_known, learned).conclusion(id, None);
                    if after.as_truth() == Truth::Yes {
                        let facts = vec![Supposed { cause: *first, words: one }, Supposed { cause: *second, words: two }];
                        return Some((facts, both_known));
                    }
                }
            }
        }
    }
    None
}

/// The answers that a fact can have; a search that nobody made, as made on the day of the question.
fn answers(input: &Input<'_>, cause: &Cause) -> Vec<(Words, Case)> {
    if let About::Fact(field, None) = About::unpack(cause.about)
        && input.pack.model.fields[field as usize].kind == Kind::Date
        && safety::is_of_a_search(input.pack, field)
    {
        let mut case = input.case.clone();
        case.set(field, Answer::known(Value::Date(Interval::exactly(input.as_of))));
        return vec![(law::wording::day(input.as_of), case)];
    }
    possible_answers(input, cause)
}

/// Keeps a change of several facts, if anything moves and it is not there already.
fn push(asking: &mut Asking<'_>, before: &Standing, supposed: &[Supposed], case: &Case, seen: &mut HashSet<String>, all: &mut Vec<Change>) {
    let input = asking.input;
    let facts: Vec<(MissingFact, &Words)> =
        supposed.iter().filter_map(|s| Some((asking.missing_fact(&asked(s.cause))?, &s.words))).collect();
    if facts.len() != supposed.len() || facts.is_empty() {
        return;
    }
    let path = facts.iter().map(|(f, _)| f.path.clone()).collect::<Vec<_>>().join("; ");
    let changed = Input::bare(input.pack, case, input.as_of, input.confirmed);
    // What was open is known now, so what was decided stays; a search that was known not to be made is another matter.
    let all_open = supposed.iter().all(|s| is_open(input, &s.cause));
    let learned = supposed.iter().map(|s| s.cause.about).collect();
    let mut supposing = if all_open { Asking::refined(&asking.evaluation, &changed, learned) } else { Asking::new(&changed) };
    let after = changes::standing(&mut supposing);
    let moves = changes::moves(input, before, &after);
    if moves.is_empty() || !seen.insert(path.clone()) {
        return;
    }
    let list = |f: fn(&Words) -> &String, and: &str| {
        let each = facts.iter().zip(supposed).map(|((_, words), s)| format!("{}: {}", f(&changes::label(asking, &s.cause)), f(words)));
        each.collect::<Vec<_>>().join(and)
    };
    let if_words = both(list(|w| &w.en, ", and "), list(|w| &w.es, ", y "));
    let mut how: Vec<Words> = Vec::new();
    for words in facts.iter().filter_map(|(fact, _)| fact.learn.clone()) {
        if !how.contains(&words) {
            how.push(words);
        }
    }
    let join = |f: fn(&Words) -> &String| how.iter().map(f).cloned().collect::<Vec<_>>().join(" ");
    let how = (!how.is_empty()).then(|| both(join(|w| &w.en), join(|w| &w.es)));
    all.push(Change { path, if_words, how, moves });
}

fn is_open(input: &Input<'_>, cause: &Cause) -> bool {
    match About::unpack(cause.about) {
        About::Fact(field, entry) => !input.case.get(&input.pack.model, field, entry).is_decided(),
        _ => true,
    }
}

/// A cause as one of a fact that is asked for.
fn asked(cause: Cause) -> Cause {
    if cause.reason.is_of_fact() { cause } else { Cause { reason: Reason::NotKnown, ..cause } }
}
