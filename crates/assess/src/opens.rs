//! What would change an answer that says not to make contact: one short sentence for each recipient, so that nobody
//! takes a single missing fact for the key to a door that several things keep shut.
//!
//! It is no advice to seek anything. Only facts that are still to be learned are named; what is known is never supposed
//! to be otherwise.

use crate::changes::{find, level_words, open_words};
use crate::line::{Asking, both};
use crate::model::{Change, Opens, Safety, State};
use crate::safety::is_of_a_search;
use law::{Level, Recipient, Words};

/// By recipient that is closed, what would change that; recipients of whom the same is to be said together.
pub(crate) fn opens(asking: &Asking<'_>, safety: &Safety, changes: &[Change]) -> Vec<Opens> {
    let mut all: Vec<Opens> = Vec::new();
    for verdict in safety.verdicts.iter().filter(|v| v.level == Level::Stop) {
        let recipient = verdict.recipient;
        let (words, facts) = if !verdict.complete {
            let words = both(
                "No fact changes it until an attorney has confirmed that the list of dangers is whole.",
                "Ningún dato lo cambia hasta que un abogado confirme que la lista de peligros está completa.",
            );
            (words, Vec::new())
        } else if let Some(holds) = safety.keeps_closed.iter().find(|k| k.state == State::Yes && k.closes.contains(&recipient)) {
            let (en, es) = (holds.danger.en.trim_end_matches('.'), holds.danger.es.trim_end_matches('.'));
            let words =
                both(format!("Nothing else changes it while this holds: {en}."), format!("Nada más lo cambia mientras siga esto: {es}."));
            let words = match &holds.learn {
                Some(learn) => both(
                    format!("{} What may settle it: {}", words.en, learn.en),
                    format!("{} Qué puede resolverlo: {}", words.es, learn.es),
                ),
                None => words,
            };
            (words, Vec::new())
        } else if let Some(change) = change_for(asking, safety, changes, recipient) {
            let facts: Vec<String> = change.path.split("; ").map(str::to_owned).collect();
            (by_facts(asking, changes, change, recipient), facts)
        } else if verdict.power == State::No {
            (both("It has nothing to decide in this case.", "No tiene nada que decidir en este caso."), Vec::new())
        } else {
            by_ruling_out(safety, recipient)
        };
        match all.iter_mut().find(|o| o.words == words) {
            Some(same) => same.recipients.push(recipient),
            None => all.push(Opens { recipients: vec![recipient], words, facts }),
        }
    }
    all
}

/// With more dangers open than this a change that clears them all at once is an odd one, and no way to go.
const MOST_DANGERS: usize = 3;

/// The change of fewest facts, all of them unknown now, that leads to a plan.
fn change_for<'c>(asking: &Asking<'_>, safety: &Safety, changes: &'c [Change], recipient: Recipient) -> Option<&'c Change> {
    if safety.keeps_closed.iter().filter(|k| k.closes.contains(&recipient)).count() > MOST_DANGERS {
        return None;
    }
    let id = format!("verdict.{}", recipient.name());
    let milder = [level_words(Level::Plan), level_words(Level::Ask)];
    let leads = |c: &&Change| c.moves.iter().any(|m| m.id == id && milder.contains(&m.to));
    // A search that nobody has made yet is a known none, and is still to be made.
    let open = |path: &str| {
        find(asking.input, path).is_none_or(|(field, entry)| {
            let answer = asking.input.case.get(&asking.input.pack.model, field, entry);
            !answer.is_decided() || answer.none == truth::Truth::Yes && is_of_a_search(asking.input.pack, field)
        })
    };
    changes.iter().filter(leads).filter(|c| c.path.split("; ").all(open)).min_by_key(|c| c.path.matches("; ").count())
}

fn by_facts(asking: &Asking<'_>, changes: &[Change], change: &Change, recipient: Recipient) -> Words {
    let id = format!("verdict.{}", recipient.name());
    let to = change.moves.iter().find(|m| m.id == id).map_or_else(|| open_words(State::NotKnown), |m| m.to.clone());
    let (en, es) = (&change.if_words.en, &change.if_words.es);
    let several = changes.iter().filter(|c| c.path == change.path && c.moves.iter().any(|m| m.id == id && m.to == to)).count() > 1;
    match find(asking.input, &change.path).filter(|_| several) {
        // More than one answer leads there: then the fact is what counts, not one answer to it.
        Some((field, _)) => {
            let label = &asking.input.pack.model.fields[field as usize].label;
            both(
                format!("Some answers to this make it “{}”, others do not: {}.", to.en, label.en),
                format!("Según qué resulte de esto, pasa a «{}» o no: {}.", to.es, label.es),
            )
        }
        None if !change.path.contains("; ") => {
            both(format!("It becomes “{}” if this turns out so: {en}.", to.en), format!("Pasa a «{}» si resulta esto: {es}.", to.es))
        }
        None => both(
            format!("It becomes “{}” if all of this turns out so; none of it is enough alone: {en}.", to.en),
            format!("Pasa a «{}» si resulta todo esto; nada de ello basta por sí solo: {es}.", to.es),
        ),
    }
}

/// Too many things are unknown for a list: how many, and which to learn first.
fn by_ruling_out(safety: &Safety, recipient: Recipient) -> (Words, Vec<String>) {
    let unknown: Vec<_> = safety.keeps_closed.iter().filter(|k| k.closes.contains(&recipient)).collect();
    let first = unknown.iter().find_map(|k| k.missing.first());
    let facts = first.map(|f| f.path.clone()).into_iter().collect();
    let (en, es) = first.map_or_else(Default::default, |f| {
        (format!(" To learn first: {}.", f.label.en), format!(" Para averiguar primero: {}.", f.label.es))
    });
    let words = match unknown.len() {
        0 => both(format!("No one fact is enough.{en}"), format!("Ningún dato basta por sí solo.{es}")),
        n => both(
            format!("{n} dangers are not known, and each must be ruled out; no one fact is enough.{en}"),
            format!("Hay {n} peligros que no se conocen, y hay que descartar cada uno; ningún dato basta por sí solo.{es}"),
        ),
    };
    (words, facts)
}
