//! What would change it: changes of fact that move an answer, one fact at a time; and where no single fact opens a
//! door, the two or three that do together ([`crate::together`]).
//!
//! Nothing is kept. A change that makes a verdict stricter, or closes a door, is shown as such. Answers of one fact
//! that move the same answers alike stand in one line.

use crate::input::Input;
use crate::line::{Asking, both, state_of};
use crate::model::{Change, MissingFact, Move};
use crate::questions::{goals, possible_answers, ranked};
use crate::safety;
use crate::together;
use law::about::About;
use law::case::Case;
use law::program::ConclusionId;
use law::{Level, Recipient, Words};
use truth::{Cause, Truth};

/// At most this many single changes are tried.
const MOST_TRIED: usize = 32;

/// Of so many facts that are not known, the most telling first.
const MOST_OPEN: usize = 24;

/// The answers that a change can move.
pub(crate) struct Standing {
    pub(crate) verdicts: [Level; 4],
    pub(crate) answers: Vec<(ConclusionId, truth::Answer)>,
}

/// Where everything stands.
pub(crate) fn standing(asking: &mut Asking<'_>) -> Standing {
    let verdicts = safety::verdicts(asking);
    let shown: Vec<ConclusionId> = goals(asking.input)
        .into_iter()
        .filter(|id| {
            let name = &asking.input.pack.program.conclusions[*id as usize].name;
            name.ends_with(".open") || name.ends_with(".met")
        })
        .collect();
    let answers = shown.into_iter().map(|id| (id, way(asking, id))).collect();
    Standing { verdicts, answers }
}

/// Whether a way is open: its own answer, and that the act it needs is not never right.
fn way(asking: &mut Asking<'_>, id: ConclusionId) -> truth::Answer {
    let open = asking.evaluation.conclusion(id, None);
    match never_act_of(asking.input, id) {
        Some(act) => open.and(&asking.evaluation.conclusion(act, None).not()),
        None => open,
    }
}

/// The act that the front matter of a way names under `never`.
fn never_act_of(input: &Input<'_>, way: ConclusionId) -> Option<ConclusionId> {
    let program = &input.pack.program;
    let provision = &input.pack.provisions[program.conclusions[way as usize].provision as usize];
    program.conclusion(&format!("act.{}", provision.front.get("never")?.as_str()?))
}

/// What moves between two standings.
pub(crate) fn moves(input: &Input<'_>, before: &Standing, after: &Standing) -> Vec<Move> {
    let mut all = Vec::new();
    for (n, recipient) in Recipient::ALL.into_iter().enumerate() {
        let (from, to) = (before.verdicts[n], after.verdicts[n]);
        if from != to {
            let name = law::wording::recipient(recipient);
            let words = both(format!("Contact with {}", name.en), format!("Contacto con {}", name.es));
            all.push(Move {
                id: format!("verdict.{}", recipient.name()),
                words,
                from: level_words(from),
                to: level_words(to),
                closes: to > from,
            });
        }
    }
    for ((id, from), (_, to)) in before.answers.iter().zip(&after.answers) {
        let (a, b) = (state_of(from), state_of(to));
        if a == b {
            continue;
        }
        let pack = input.pack;
        let conclusion = &pack.program.conclusions[*id as usize];
        let closes = to.as_truth() == Truth::No;
        let words = pack.provisions[conclusion.provision as usize].title.clone();
        all.push(Move { id: conclusion.name.clone(), words, from: open_words(a), to: open_words(b), closes });
    }
    all
}

/// A level, in a few words.
#[must_use]
pub fn level_words(level: Level) -> Words {
    match level {
        Level::Stop => both("do not contact", "no comunicarse"),
        Level::NothingToDecide => both("nothing to decide here", "nada que decidir aquí"),
        Level::Plan => both("only with a lawyer's plan", "solo con el plan de un abogado"),
        Level::Ask => both("may be asked with consent; risk remains", "se puede pedir con consentimiento; sigue habiendo riesgo"),
    }
}

/// An avenue's state, in a few words.
#[must_use]
pub fn open_words(state: crate::model::State) -> Words {
    use crate::model::State as S;
    match state {
        S::Yes => both("open to ask", "se puede pedir"),
        S::No => both("closed", "no se puede pedir ahora"),
        S::NotKnown => both("not known", "no se sabe"),
        S::NeedsAnalysis => both("needs a lawyer's analysis", "requiere análisis de un abogado"),
        S::Disagree => both("sources disagree", "las fuentes no coinciden"),
        S::LawNotSeen => both("law not seen lately", "ley no vista últimamente"),
        S::NotModelled => both("not modelled yet", "todavía no incluido"),
    }
}

/// Changes that move a verdict, an avenue or a program: of facts not known, one at a time and several together. What is
/// known is not supposed to be otherwise: nobody can learn that, and [`what_if`] is there for whoever wants to try.
pub fn changes(asking: &mut Asking<'_>) -> Vec<Change> {
    let before = standing(asking);
    let single = tried(asking, &before, true);
    let mut all = together::changes(asking, &before, &single);
    all.extend(alike(single));
    // Contact first, then what opens most, then what takes fewest facts; what only closes comes last.
    let opens = |c: &Change, contact: bool| c.moves.iter().filter(|m| !m.closes && (!contact || m.id.starts_with("verdict."))).count();
    let facts = |c: &Change| c.path.matches("; ").count();
    all.sort_by_key(|c| (std::cmp::Reverse(opens(c, true)), std::cmp::Reverse(opens(c, false)), facts(c), c.path.clone()));
    all
}

/// Several answers of one fact that move the same answers alike, as one change.
fn alike(single: Vec<(Words, Change)>) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    for (value, change) in single {
        match all.iter_mut().find(|other| other.path == change.path && other.moves == change.moves) {
            Some(other) => {
                let words = &other.if_words;
                other.if_words = both(format!("{}; or {}", words.en, value.en), format!("{}; o {}", words.es, value.es));
            }
            None => all.push(change),
        }
    }
    all
}

/// What a fact is called where an answer follows.
pub(crate) fn label(asking: &Asking<'_>, cause: &Cause) -> Words {
    match About::unpack(cause.about) {
        About::List(record) => asking.input.pack.model.records[record as usize].title.clone(),
        _ => asking.missing_fact(cause).map_or_else(|| both("", ""), |fact| fact.label),
    }
}

/// Single changes, each with the words of the answer that is supposed.
///
/// A fact that is not known can move only what names it among its gaps, so nothing else is worked out again.
fn tried(asking: &mut Asking<'_>, before: &Standing, only_what_can_move: bool) -> Vec<(Words, Change)> {
    let movable = safety::movable(asking);
    let input = asking.input;
    let facts: Vec<Cause> = ranked(asking).into_iter().map(|(cause, ..)| cause).take(MOST_OPEN).collect();
    let mut all = Vec::new();
    let mut count = 0;
    for cause in facts {
        let open = only_what_can_move;
        let names_it = |answer: &truth::Answer| answer.causes.as_slice().iter().any(|c| c.about == cause.about);
        let verdicts_move = !open || movable.by(cause.about);
        if !verdicts_move && !before.answers.iter().any(|(_, answer)| names_it(answer)) {
            continue;
        }
        for (words, case) in possible_answers(input, &cause) {
            if count >= MOST_TRIED || is_as_stated(input, &cause, &case) {
                continue;
            }
            count += 1;
            let changed = Input { numbers: input.numbers.clone(), ..Input::bare(input.pack, &case, input.as_of, input.confirmed) };
            let mut trying = if open { Asking::refined(&asking.evaluation, &changed, vec![cause.about]) } else { Asking::new(&changed) };
            let answers = before.answers.iter();
            let answers = answers.map(|(id, was)| (*id, if open && !names_it(was) { was.clone() } else { way(&mut trying, *id) }));
            let answers = answers.collect();
            let verdicts = if verdicts_move { safety::verdicts(&mut trying) } else { before.verdicts };
            let moved = moves(input, before, &Standing { verdicts, answers });
            if moved.is_empty() {
                continue;
            }
            let Some(fact) = asking.missing_fact(&cause) else { continue };
            let MissingFact { path, learn, .. } = fact;
            let label = label(asking, &cause);
            let if_words = both(format!("{}: {}", label.en, words.en), format!("{}: {}", label.es, words.es));
            all.push((words, Change { path, if_words, how: learn, moves: moved }));
        }
    }
    all
}

/// The field and the entry of a path that the client file writes; nothing for a list.
pub(crate) fn find(input: &Input<'_>, path: &str) -> Option<(u32, Option<u16>)> {
    let model = &input.pack.model;
    let (record, field) = path.rsplit_once('.')?;
    match record.split_once('[') {
        None => Some((model.field(model.record(record)?, field)?, None)),
        Some((list, rest)) => {
            let record = model.list(list)?;
            let entry = input.number_in_case(record, rest.trim_end_matches(']').parse().ok()?)?;
            Some((model.field(record, field)?, Some(entry)))
        }
    }
}

fn is_as_stated(input: &Input<'_>, cause: &Cause, case: &Case) -> bool {
    match About::unpack(cause.about) {
        About::Fact(field, entry) => input.case.get(&input.pack.model, field, entry) == case.get(&input.pack.model, field, entry),
        _ => false,
    }
}

/// What moves when one case is exchanged for another.
#[must_use]
pub fn what_if(input: &Input<'_>, case: &Case) -> Vec<Move> {
    let before = standing(&mut Asking::new(input));
    let changed = Input::bare(input.pack, case, input.as_of, input.confirmed);
    let after = standing(&mut Asking::new(&changed));
    moves(input, &before, &after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::from_client::Prepared;
    use client::ClientFile;
    use law::{Confirmed, Pack};
    use std::path::Path;

    #[test]
    fn leaving_out_what_cannot_move_loses_no_change() {
        let (pack, _) = Pack::examine(law::source::Sources::embedded());
        let clients = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../clients");
        let mut found = 0;
        for file in [
            "miami-not-in-proceedings.toml",
            "miami-overstay.toml",
            "miami-in-absentia.toml",
            "verdicts/00-nothing-known.toml",
            "published/v24-late-in-snow.toml",
        ] {
            let file = ClientFile::open(&clients.join(file), &pack).unwrap();
            let prepared = Prepared::new(&pack, &file, file.as_of.unwrap());
            let confirmed = Confirmed::default();
            let input = prepared.input(&pack, &confirmed, &[], "");
            let (mut quick, mut whole) = (Asking::new(&input), Asking::new(&input));
            // The quick way skips trials that move nothing, so it may come further before it stops.
            let (at_first, all) = (standing(&mut quick), standing(&mut whole));
            let (quick, whole) = (tried(&mut quick, &at_first, true), tried(&mut whole, &all, false));
            for change in &whole {
                assert!(quick.contains(change), "{}: {}", change.1.path, change.1.if_words.en);
            }
            found += whole.len();
        }
        assert!(found > 0);
    }

    #[test]
    fn a_door_shut_by_three_things_shows_what_opens_it_together() {
        let (pack, _) = Pack::examine(law::source::Sources::embedded());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../clients/miami-overstay.toml");
        let file = ClientFile::open(&file, &pack).unwrap();
        let prepared = Prepared::new(&pack, &file, file.as_of.unwrap());
        let confirmed = Confirmed::default();
        let input = prepared.input(&pack, &confirmed, &[], "");
        let all = changes(&mut Asking::new(&input));
        let together = all.iter().find(|c| c.path == "warrant.checked_on; warrant.any_open; charges").unwrap();
        let opens: Vec<&str> = together.moves.iter().filter(|m| !m.closes).map(|m| m.id.as_str()).collect();
        assert!(opens.contains(&"verdict.opla") && opens.contains(&"verdict.uscis"), "{opens:?}");
        // The words that the reader could type say the same.
        let supposed = "warrant.checked_on=2026-07-15; warrant.any_open=no; charges=complete";
        let mut supposing =
            ClientFile::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../clients/miami-overstay.toml"), &pack).unwrap();
        supposing.suppose(&pack, supposed).unwrap();
        let case = supposing.resolve(&pack).case;
        assert_eq!(what_if(&input, &case), together.moves);
    }

    #[test]
    fn answers_of_one_fact_that_move_the_same_stand_in_one_line() {
        let change = |value: &str| {
            let words = both(value, value);
            let if_words = both(format!("Stage: {value}"), format!("Etapa: {value}"));
            (words, Change { path: "proceedings.stage".into(), if_words, how: None, moves: Vec::new() })
        };
        let all = alike(vec![change("closed: on hold"), change("ended: by order")]);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].if_words.en, "Stage: closed: on hold; or ended: by order");
    }
}
