//! What a supposed change moves of what must be kept: duties and last days that come, go, or change their day.
//!
//! A hearing that drops out of a page unsaid is missed, so a change says of each what stood before and what stands now.

use ::assess::model::{Assessment, Line, Move, State};
use law::Words;
use std::collections::BTreeMap;

/// Duties and deadlines that differ between two assessments, in the order of the pages.
#[must_use]
pub fn moves(before: &Assessment, after: &Assessment) -> Vec<Move> {
    let (was, is) = (kept(before), kept(after));
    let mut all: Vec<(u8, Move)> = Vec::new();
    for (id, (words, now, rank)) in &is {
        let from = was.get(id).map_or_else(|| pair("was not on the page", "no estaba en la página"), |(_, before, _)| before.clone());
        if from != *now {
            all.push((*rank, moved(id, words, from, now.clone())));
        }
    }
    for (id, (words, before, rank)) in was.iter().filter(|(id, _)| !is.contains_key(*id)) {
        all.push((*rank, moved(id, words, before.clone(), pair("no longer on the page", "ya no está en la página"))));
    }
    all.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    all.into_iter().map(|(_, it)| it).collect()
}

type Kept<'a> = BTreeMap<&'a str, (&'a Words, Words, u8)>;

/// Every duty and every last day, by name: what it is, and how it stands.
fn kept(page: &Assessment) -> Kept<'_> {
    let mut all = Kept::new();
    for it in &page.deadlines {
        all.insert(&it.line.id, (&it.line.words, stands(&it.line, Some(&it.day_words)), 1));
    }
    for it in &page.safety.duties {
        all.insert(&it.line.id, (&it.line.words, stands(&it.line, it.day_words.as_ref()), 0));
    }
    all
}

fn stands(line: &Line, day: Option<&Words>) -> Words {
    let known = if line.state == State::Yes { pair("to keep", "por cumplir") } else { ::assess::changes::open_words(line.state) };
    match day {
        Some(day) if line.state == State::Yes => day.clone(),
        Some(day) => pair(&format!("{} ({})", day.en, known.en), &format!("{} ({})", day.es, known.es)),
        None => known,
    }
}

fn moved(id: &str, words: &Words, from: Words, to: Words) -> Move {
    let bare = |text: &str| text.trim_end_matches('.').to_owned();
    Move { id: id.to_owned(), words: pair(&bare(&words.en), &bare(&words.es)), from, to, closes: false }
}

fn pair(en: &str, es: &str) -> Words {
    Words { en: en.to_owned(), es: es.to_owned() }
}
