//! What would change it: changes of up to three facts, gathered by facts, and by what they move.

use super::desk::Desk;
use super::phrases;
use crate::language::Language;
use assess::model::{Change, Move};

/// Changes of the same facts that move the same answers.
pub struct Changed<'a> {
    pub if_words: String,
    pub how: Option<&'a str>,
    pub moves: Vec<Moved<'a>>,
    pub opens: bool,
}

/// An answer that moves.
pub struct Moved<'a> {
    pub words: &'a str,
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
        moves: change.moves.iter().map(|m| moved(desk.lang, m)).collect(),
        opens: change.moves.iter().any(|m| !m.closes),
    });
    all.partition(|c| c.opens)
}

/// An answer that moves, in a language.
#[must_use]
pub fn moved(lang: Language, it: &Move) -> Moved<'_> {
    Moved { words: lang.of(&it.words), from: lang.of(&it.from), to: lang.of(&it.to), closes: it.closes }
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
