//! A practitioner's sheet as a page to print: boxes to tick, no script, nothing loaded.

use super::PageError;
use super::style::policy_of;
use crate::language::Language;
use crate::text::item_state;
use askama::Template;
use assess::model::State;
use assess::sheets::{Kind, Sheet};

const SHEET: &str = include_str!("../../../../templates/sheet/sheet.css");

#[derive(Template)]
#[template(path = "sheet/sheet.html")]
struct Page<'a> {
    lang: &'static str,
    policy: String,
    sheet: &'static str,
    title: &'a str,
    code: &'a str,
    as_of: String,
    not_today: Option<&'a str>,
    parts: Vec<Part<'a>>,
    foot: String,
}

struct Part<'a> {
    title: &'a str,
    /// The class of its items, where they have no box to tick.
    kind: Option<&'static str>,
    items: Vec<Item<'a>>,
    /// The sources of the part, each once.
    sources: String,
}

struct Item<'a> {
    words: &'a str,
    known: bool,
    stands: Option<&'static str>,
    more: Option<&'a str>,
}

/// The sheet as a page.
///
/// # Errors
/// That the page could not be written.
pub fn practice_sheet(it: &Sheet, lang: Language) -> Result<String, PageError> {
    let reviewed = if it.reviewed == "none" { lang.pick("no attorney yet", "ningún abogado todavía") } else { &it.reviewed };
    let short = |hash: &str| hash.chars().take(12).collect::<String>();
    let page = Page {
        lang: lang.pick("en", "es"),
        policy: policy_of(SHEET),
        sheet: SHEET,
        title: lang.of(&it.title),
        code: &it.code,
        as_of: format!("{} {}", lang.pick("As of", "Según la ley al"), lang.of(&it.as_of)),
        not_today: it.not_today.as_ref().map(|w| lang.of(w)),
        parts: it.parts.iter().map(|p| part(p, lang)).collect(),
        foot: format!(
            "{} {reviewed} · {} {} · {} {}",
            lang.pick("Law reviewed by:", "Ley revisada por:"),
            lang.pick("law pack", "ley"),
            short(&it.pack),
            lang.pick("facts", "hechos"),
            short(&it.facts)
        ),
    };
    Ok(page.render()?)
}

fn part<'a>(it: &'a assess::sheets::Part, lang: Language) -> Part<'a> {
    let mut cites: Vec<String> = Vec::new();
    for authority in it.items.iter().filter_map(|i| i.authority.as_ref()) {
        let sure = if authority.confidence == "high" {
            String::new()
        } else {
            format!(" ({})", crate::text::confidence(authority.confidence, lang))
        };
        let cite = format!("{}{sure}", authority.cite.join("; "));
        if !cites.contains(&cite) {
            cites.push(cite);
        }
    }
    let item = |i: &'a assess::sheets::Item| Item {
        words: lang.of(&i.words),
        known: i.state == Some(State::Yes),
        stands: i.state.filter(|s| *s != State::Yes).map(|s| item_state(s, lang)),
        more: i.more.as_ref().map(|m| lang.of(m)),
    };
    Part { title: lang.of(&it.title), kind: kind(it.kind), items: it.items.iter().map(item).collect(), sources: cites.join(" · ") }
}

fn kind(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Tick => None,
        Kind::Never => Some("never"),
        Kind::Said => Some("said"),
    }
}
