//! The assessment as one self-contained page: no script, nothing loaded, every layer printable.
//!
//! The order is that of the reader's need: danger first, then what to decide and by when, then why, then all of it.
//! Rust chooses the words and the order; the templates in `templates/assessment` hold no rule.

mod answers;
mod changes;
mod compared;
mod desk;
mod family;
mod gate;
mod mark;
mod openings;
mod phrases;
mod policy;
mod practice_sheet;
mod proof;
mod rest;
mod sources;
mod strip;
mod style;
mod why;
mod words;

pub use changes::moved;
pub use phrases::done as done_words;
pub use practice_sheet::practice_sheet;

use crate::language::Language;
use askama::Template;
use assess::model::{Assessment, Move};
use desk::Desk;
use words::Interface;

/// How a page is made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Every layer open: for paper, and for readers that cannot open one.
    pub print: bool,
    /// What is only tried: what was supposed, and what it moves. Nothing of it is saved.
    pub trying: Option<(&'a [String], &'a [Move])>,
}

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the page could not be written: {0}")]
pub struct PageError(#[from] askama::Error);

#[derive(Template)]
#[template(path = "assessment/page.html")]
struct Page<'a> {
    w: &'static Interface,
    policy: String,
    sheet: &'static str,
    /// Whether every layer stands open.
    open: bool,
    code: &'a str,
    title: Option<&'a str>,
    as_of: &'a str,
    /// The day it was made, and that it is for that day only.
    made: Option<String>,
    next_day: Option<(String, String, bool)>,
    /// What has passed, and whether lately.
    gone_by: Option<(String, bool)>,
    place: Option<(&'a str, Vec<&'a str>)>,
    supposed: &'a [String],
    tried: Vec<changes::Moved<'a>>,
    trying: bool,
    strip: strip::Strip<'a>,
    now: Vec<answers::Now<'a>>,
    days: answers::Days<'a>,
    facts: answers::Facts<'a>,
    gate: gate::Gate<'a>,
    posture: rest::Posture<'a>,
    avenues: openings::Openings<'a>,
    compared: compared::Compared<'a>,
    family: Option<family::Family<'a>>,
    programs: openings::Openings<'a>,
    relief: openings::Openings<'a>,
    law: policy::Policy<'a>,
    opening: Vec<changes::Changed<'a>>,
    closing: Vec<changes::Changed<'a>>,
    /// How many more there are than the printed summary names.
    more_changes: Option<String>,
    others: rest::Others<'a>,
    receipt: rest::Receipt<'a>,
    sources: Vec<sources::Entry<'a>>,
}

/// The whole assessment as one page.
///
/// # Errors
/// That the page could not be written.
pub fn render(page: &Assessment, language: Language, options: Options<'_>) -> Result<String, PageError> {
    let desk = &mut Desk::new(page, language);
    // In the order of the page: a proof stands where its line is met first, and provisions are numbered likewise.
    let strip = strip::strip(desk);
    let days = answers::days(desk);
    let gate = gate::gate(desk);
    let family = family::family(desk);
    let posture = rest::posture(desk);
    let avenues = openings::openings(desk, &page.avenues);
    let compared = compared::compared(desk);
    let programs = openings::openings(desk, &page.programs);
    let relief = openings::openings(desk, &page.relief);
    let law = policy::policy(desk);
    let (opening, closing) = changes::changes(desk);
    let others = rest::others(desk);
    let receipt = rest::receipt(desk);
    let (supposed, moves) = options.trying.unwrap_or((&[], &[]));
    let page = Page {
        w: desk.words,
        policy: style::policy(),
        sheet: style::SHEET,
        open: options.print,
        code: &page.code,
        title: desk.maybe(page.title.as_ref()),
        as_of: desk.say(&page.as_of_words),
        // Of a page for another day the strip says it, with what the answer was.
        made: page
            .receipt
            .made
            .as_ref()
            .filter(|_| page.safety.not_today.is_none())
            .map(|day| phrases::made(&phrases::day(day, language), language)),
        next_day: answers::next_day(desk),
        gone_by: answers::passed(desk),
        place: page.place.as_ref().map(|p| (p.name.as_str(), p.filled.iter().map(|(_, label)| desk.say(label)).collect())),
        supposed,
        tried: changes::moved(language, moves),
        trying: options.trying.is_some(),
        strip,
        now: answers::decide_now(desk),
        days,
        facts: answers::facts(desk),
        gate,
        family,
        posture,
        avenues,
        compared,
        programs,
        relief,
        law,
        more_changes: (opening.len() + closing.len()).checked_sub(4).filter(|n| *n > 0).map(|n| phrases::more(n, language)),
        opening,
        closing,
        others,
        receipt,
        sources: desk.register.entries(&page.receipt.pack_last_seen),
    };
    Ok(page.render()?)
}
