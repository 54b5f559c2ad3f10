//! What would change it: changes of up to three facts, gathered by facts, and by what they move.

use super::desk::Desk;
use super::phrases;
use crate::language::Language;
use assess::model::{Change, Move};

/// So many answers that move alike are named on the printed summary.
const FEW: usize = 2;

/// Changes of the same facts that move the same answers.
pub struct Changed<'a> {
    pub if_words: String,
    pub how: Option<&'a str>,
    pub moves: Vec<Moved<'a>>,
    pub opens: bool,
}

/// Answers that move alike.
pub struct Moved<'a> {
    /// Which, each once.
    pub words: String,
    /// The first few of them.
    pub few: String,
    pub from: &'a str,
    pub to: &'a str,
    pub closes: bool,
}

/// What opens first; what only closes apart.
#[must_use]
pub fn changes<'a>(desk: &Desk<'a>) -> (Vec<Changed<'a>>, Vec<Changed<'a>>) {
    let mut gathered: Vec<(&'a Change, Vec<&'a str>)> = Vec::new();
    for change in &desk.page.changes {
        match gathered.iter_mut().find(|(first, _)| first.path == change.path && first.moves == change.moves) {
            Some((_, all)) => all.push(desk.say(&change.if_words)),
            None => gathered.push((change, vec![desk.say(&change.if_words)])),
        }
    }
    let all = gathered.into_iter().map(|(change, ifs)| Changed {
        if_words: together(&ifs, desk),
        how: desk.maybe(change.how.as_ref()),
        moves: moved(desk.lang, &change.moves),
        opens: change.moves.iter().any(|m| !m.closes),
    });
    all.partition(|c| c.opens)
}

/// Answers that move, those that move alike together, in a language.
#[must_use]
pub fn moved(lang: Language, all: &[Move]) -> Vec<Moved<'_>> {
    let mut alike: Vec<(&Move, Vec<&str>)> = Vec::new();
    for it in all {
        let words = lang.of(&it.words);
        match alike.iter_mut().find(|(first, _)| first.from == it.from && first.to == it.to && first.closes == it.closes) {
            Some((_, names)) if names.contains(&words) => {}
            Some((_, names)) => names.push(words),
            None => alike.push((it, vec![words])),
        }
    }
    let mut told = Vec::new();
    for (it, names) in alike {
        let few = phrases::some(&names, FEW, lang);
        told.push(Moved { words: names.join("; "), few, from: lang.of(&it.from), to: lang.of(&it.to), closes: it.closes });
    }
    told
}

/// "Stage: closed" and "Stage: never" as "Stage: closed or never".
fn together(ifs: &[&str], desk: &Desk<'_>) -> String {
    let [first, rest @ ..] = ifs else { return String::new() };
    if rest.is_empty() {
        return (*first).to_owned();
    }
    let shared = rest.iter().fold(*first, |shared, next| {
        let same = shared.char_indices().zip(next.chars()).take_while(|((_, a), b)| a == b).last();
        same.map_or("", |((at, c), _)| &shared[..at + c.len_utf8()])
    });
    let label = shared.rfind(": ").map_or("", |at| &shared[..at + 2]);
    let values: Vec<String> = ifs.iter().map(|i| i[label.len()..].to_owned()).collect();
    format!("{label}{}", phrases::either(&values, desk.lang))
}
