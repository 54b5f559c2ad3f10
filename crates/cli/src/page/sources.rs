//! The provisions that a page rests on, numbered as they are first met: a line shows a number and a citation, the
//! register at the end says the rest once.

use super::phrases;
use crate::language::Language;
use assess::model::Authority;
use std::collections::{BTreeSet, HashMap};

/// At most this many citations stand in a line; the register has them all.
const SHORT: usize = 1;

/// Provisions by number.
pub struct Register<'a> {
    lang: Language,
    stale: BTreeSet<&'a str>,
    numbers: HashMap<&'a str, usize>,
    all: Vec<&'a Authority>,
}

/// A provision where it is used.
#[derive(Clone, Debug)]
pub struct Cited {
    /// Its number in the register.
    pub number: usize,
    /// The first citation, and how many more.
    pub cite: String,
    /// How sure, where it is not high.
    pub confidence: Option<String>,
    /// Whether it was last seen in force too long ago to rest on.
    pub stale: bool,
    /// Who confirmed it.
    pub confirmed: Option<String>,
}

/// A provision in the register.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    pub number: usize,
    pub id: &'a str,
    pub title: &'a str,
    pub cite: String,
    pub kind: String,
    pub confidence: String,
    pub sure: bool,
    /// The day, where it is not that of the whole pack.
    pub last_seen: Option<String>,
    pub stale: bool,
    pub volatile: bool,
    pub reviewed: Option<&'a str>,
    pub confirmed: Option<String>,
}

impl<'a> Register<'a> {
    /// An empty one.
    #[must_use]
    pub fn new(stale: &'a [std::sync::Arc<Authority>], lang: Language) -> Self {
        Self { lang, stale: stale.iter().map(|a| a.id.as_str()).collect(), numbers: HashMap::new(), all: Vec::new() }
    }

    /// Cites a provision, and gives it a number if it has none.
    pub fn cite(&mut self, authority: &'a Authority) -> Cited {
        let lang = self.lang;
        let next = self.all.len() + 1;
        let number = *self.numbers.entry(&authority.id).or_insert(next);
        if number == next {
            self.all.push(authority);
        }
        let mut cite = authority.cite.iter().take(SHORT).cloned().collect::<Vec<_>>().join("; ");
        if authority.cite.len() > SHORT {
            cite = match lang {
                Language::En => format!("{cite} and {} more", authority.cite.len() - SHORT),
                Language::Es => format!("{cite} y {} más", authority.cite.len() - SHORT),
            };
        }
        Cited {
            number,
            cite,
            confidence: (authority.confidence != "high").then(|| match lang {
                Language::En => format!("confidence {}", phrases::confidence(authority.confidence, lang)),
                Language::Es => format!("certeza {}", phrases::confidence(authority.confidence, lang)),
            }),
            stale: self.stale.contains(authority.id.as_str()),
            confirmed: self.confirmed(authority),
        }
    }

    fn confirmed(&self, authority: &Authority) -> Option<String> {
        let by = authority.confirmed.as_ref()?;
        let day = phrases::day(&by.day, self.lang);
        Some(match self.lang {
            Language::En => format!("confirmed by {}, {day}", by.name),
            Language::Es => format!("confirmado por {}, {day}", by.name),
        })
    }

    /// All that were cited, by number; what holds for most is said once, above them.
    #[must_use]
    pub fn entries(&self, pack_last_seen: &str) -> Vec<Entry<'a>> {
        let lang = self.lang;
        let entry = |(n, a): (usize, &&'a Authority)| Entry {
            number: n + 1,
            id: &a.id,
            title: lang.of(&a.title),
            cite: a.cite.join("; "),
            kind: phrases::kind(&a.source, lang),
            confidence: phrases::confidence(a.confidence, lang),
            sure: a.confidence == "high",
            last_seen: (a.last_seen != pack_last_seen).then(|| phrases::day(&a.last_seen, lang)),
            stale: self.stale.contains(a.id.as_str()),
            volatile: a.volatile,
            reviewed: (a.reviewed != "none").then_some(a.reviewed.as_str()),
            confirmed: self.confirmed(a),
        };
        self.all.iter().enumerate().map(entry).collect()
    }
}
