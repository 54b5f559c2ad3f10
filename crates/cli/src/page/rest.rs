//! Where the case stands, the other answers of the law, and the receipt.

use super::desk::{Desk, LineView, Said};
use super::openings::weighed;
use super::phrases;
use super::sources::Cited;
use assess::model::{Avenue, State};

/// Where the case stands.
pub struct Posture<'a> {
    pub stage: String,
    pub lines: Vec<LineView<'a>>,
    pub statements: Vec<Said<'a>>,
}

/// Builds it.
pub fn posture<'a>(desk: &mut Desk<'a>) -> Posture<'a> {
    let page = desk.page;
    Posture {
        stage: phrases::capital(desk.say(&page.stage)),
        lines: page.posture.iter().map(|l| desk.line(l)).collect(),
        statements: desk.all_said(&page.posture_statements),
    }
}

/// Conclusions that no other part shows.
pub struct Others<'a> {
    pub stand: Vec<LineView<'a>>,
    pub no: Vec<LineView<'a>>,
    pub later: Vec<LineView<'a>>,
}

/// Builds it.
pub fn others<'a>(desk: &mut Desk<'a>) -> Others<'a> {
    let page = desk.page;
    let mut others = Others { stand: Vec::new(), no: Vec::new(), later: Vec::new() };
    let avenues = || page.avenues.iter().chain(&page.programs).chain(&page.relief);
    let told = |a: &'a Avenue| a.consequences().filter(|_| a.line.state != State::No);
    let with_an_avenue = |id: &str| avenues().flat_map(|a| weighed(page, a).chain(told(a))).any(|l| l.id == id);
    let elsewhere = |id: &str| page.posture.iter().any(|p| p.id == id) || with_an_avenue(id);
    for line in page.conclusions.iter().filter(|c| !elsewhere(&c.id)) {
        let column = match line.state {
            State::No => &mut others.no,
            State::NotModelled => &mut others.later,
            _ => &mut others.stand,
        };
        column.push(desk.line(line));
    }
    others
}

/// What makes the page reproducible.
pub struct Receipt<'a> {
    pub pack: &'a str,
    pub pack_short: &'a str,
    pub facts: &'a str,
    pub facts_short: &'a str,
    /// The day it was made, in words.
    pub made: Option<String>,
    pub as_of: String,
    pub program: &'a str,
    pub pack_last_seen: String,
    pub reviewed: &'a str,
    pub stale: Vec<(&'a str, Cited)>,
    pub confirmations: Vec<String>,
}

/// Builds it.
pub fn receipt<'a>(desk: &mut Desk<'a>) -> Receipt<'a> {
    let (receipt, lang) = (&desk.page.receipt, desk.lang);
    let stale = receipt.stale.iter().map(|a| (desk.say(&a.title), desk.register.cite(a))).collect();
    let confirmations = receipt
        .confirmations
        .iter()
        .map(|by| format!("{}: {}, {} ({})", by.provision, by.name, phrases::day(&by.day, lang), by.source))
        .collect();
    Receipt {
        pack: &receipt.pack,
        pack_short: short(&receipt.pack),
        facts: &receipt.facts,
        facts_short: short(&receipt.facts),
        made: receipt.made.as_ref().map(|day| phrases::day(day, lang)),
        as_of: phrases::day(&receipt.as_of, lang),
        program: &receipt.program,
        pack_last_seen: phrases::day(&receipt.pack_last_seen, lang),
        reviewed: if receipt.reviewed == "none" { desk.words.no_attorney } else { &receipt.reviewed },
        stale,
        confirmations,
    }
}

fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}
