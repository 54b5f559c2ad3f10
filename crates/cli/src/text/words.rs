//! Shapes and small phrases that several parts of the page share.

use crate::language::Language;
use assess::model::{Authority, Line, State};
use law::Level;
use truth::Day;

/// The shape of an answer.
#[must_use]
pub fn shape(state: State) -> &'static str {
    match state {
        State::Yes => "■",
        State::No => "□",
        State::NotKnown => "⊙",
        State::NeedsAnalysis => "◆",
        State::Disagree => "◎",
        State::LawNotSeen => "△",
        State::NotModelled => "·",
    }
}

/// The shape of a verdict.
#[must_use]
pub fn verdict_shape(level: Level) -> &'static str {
    match level {
        Level::Stop => "⬣",
        Level::Plan => "△",
        Level::Ask => "○",
        Level::NothingToDecide => "□",
    }
}

/// How an answer stands, in a word or two.
#[must_use]
pub fn state(state: State, lang: Language) -> &'static str {
    match state {
        State::Yes => lang.pick("yes", "sí"),
        State::No => lang.pick("no", "no"),
        State::NotKnown => lang.pick("not known", "no se sabe"),
        State::NeedsAnalysis => lang.pick("needs a lawyer's analysis", "requiere análisis de un abogado"),
        State::Disagree => lang.pick("sources disagree", "las fuentes no coinciden"),
        State::LawNotSeen => lang.pick("law not seen lately", "ley no vista últimamente"),
        State::NotModelled => lang.pick("not modelled yet", "todavía no incluido"),
    }
}

/// A written day in words; as written, if it is none.
#[must_use]
pub fn day(iso: &str, lang: Language) -> String {
    match Day::parse(iso) {
        Ok(day) => lang.of(&law::wording::day(day)).to_owned(),
        Err(_) => iso.to_owned(),
    }
}

/// How far away a day is.
#[must_use]
pub fn in_days(days: i64, lang: Language) -> String {
    // Beyond two years nobody counts days.
    let (count, en, es) = if days.abs() > 730 { (days.abs() / 365, "years", "años") } else { (days.abs(), "days", "días") };
    match (days, lang) {
        (0, _) => lang.pick("today", "hoy").into(),
        (1, _) => lang.pick("tomorrow", "mañana").into(),
        (-1, _) => lang.pick("yesterday", "ayer").into(),
        (n, Language::En) if n > 0 => format!("in {count} {en}"),
        (n, Language::Es) if n > 0 => format!("en {count} {es}"),
        (_, Language::En) => format!("{count} {en} ago"),
        (_, Language::Es) => format!("hace {count} {es}"),
    }
}

/// How far away a day is; of one that was to come on the day asked for and is gone, that it is.
#[must_use]
pub fn in_days_or_passed(days: i64, passed_since: bool, lang: Language) -> String {
    if passed_since { lang.pick("passed since then", "ya pasó desde entonces").to_owned() } else { in_days(days, lang) }
}

/// What a line rests on, short: citation, how sure, when seen, who confirmed it.
#[must_use]
pub fn source(authority: &Authority, lang: Language) -> String {
    let mut parts = vec![authority.cite.join("; ")];
    if authority.confidence != "high" {
        parts.push(format!("{} {}", lang.pick("confidence", "certeza"), confidence(authority.confidence, lang)));
    }
    parts.push(format!("{} {}", lang.pick("seen", "vista el"), day(&authority.last_seen, lang)));
    if let Some(by) = &authority.confirmed {
        parts.push(format!("{} {}, {}", lang.pick("confirmed by", "confirmada por"), by.name, day(&by.day, lang)));
    }
    format!("[{}]", parts.join(" · "))
}

/// How sure the research was.
#[must_use]
pub fn confidence(name: &str, lang: Language) -> &str {
    match name {
        "high" => lang.pick("high", "alta"),
        "medium" => lang.pick("medium", "media"),
        "low" => lang.pick("low", "baja"),
        "unverified" => lang.pick("unverified", "sin verificar"),
        other => other,
    }
}

/// Why a line stands as it does, in one sentence with its source and the name that `--explain` takes.
#[must_use]
pub fn because(line: &Line, lang: Language) -> String {
    let why = lang.of(&line.because);
    let source = source(&line.authority, lang);
    let named = format!("{source} ({})", line.id);
    if why.is_empty() { named } else { format!("{} {named}", ended(why)) }
}

/// With a capital at the start.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// With a full stop, unless it ends already.
#[must_use]
pub fn ended(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '?', '!', '”', '»']) { text.to_owned() } else { format!("{text}.") }
}
