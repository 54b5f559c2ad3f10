//! The safety strip: whom not to contact, by recipient, and beside it what must be kept.

use super::desk::{Desk, anchor};
use super::mark::{self, Mark};
use super::phrases;
use assess::changes::level_words;
use assess::model::{Danger, DueNow, Duty, Opens, State, Verdict};
use law::{Level, Recipient};

/// The top of the page.
pub struct Strip<'a> {
    /// Citation of the law that keeps facts on this page confidential.
    pub protected: Option<String>,
    /// What the one line says that stays in view and heads every printed page.
    pub short: Vec<Short>,
    /// Recipients by answer, strictest first.
    pub groups: Vec<Group<'a>>,
    /// What must be kept, by day.
    pub kept: Vec<Kept<'a>>,
    /// What may have to be kept.
    pub may_be_due: Vec<Kept<'a>>,
    /// Whether what may have to be kept is short enough to stand in the same column.
    pub beside: bool,
    /// That the answer is not today's, and what today's is.
    pub not_today: Option<(&'a str, Vec<String>)>,
    /// What is missing before anything is final.
    pub not_final: Vec<&'a str>,
    /// Who confirmed the situation.
    pub confirmed: Option<String>,
}

/// Recipients with one answer, in a few words.
pub struct Short {
    pub mark: Mark,
    pub words: &'static str,
    pub names: String,
}

/// Recipients with one answer.
pub struct Group<'a> {
    pub mark: Mark,
    pub stop: bool,
    /// "Do not contact A, B and C about this case."
    pub headline: String,
    /// What is said in large type besides; the first sentence apart.
    pub notice: Vec<&'a str>,
    /// Why: the first dangers, or another reason.
    pub reasons: Vec<Reason<'a>>,
    /// How many more dangers stand behind it.
    pub more: Option<String>,
    /// Where the day asked for is not today: the stricter answers of the day the page was made.
    pub since: Vec<String>,
    /// What would change it, and of whom.
    pub opens: Vec<(String, &'a str)>,
}

/// Why a group reads as it does.
pub struct Reason<'a> {
    pub words: String,
    pub open: Option<&'a str>,
    /// Where its proof stands.
    pub why: Option<String>,
}

/// A duty, short.
pub struct Kept<'a> {
    pub when: Option<String>,
    pub away: Option<String>,
    pub near: bool,
    pub words: &'a str,
    pub anchor: String,
}

/// At most this many reasons stand in the strip.
const MOST_REASONS: usize = 2;

/// So many lines of duties fill the column beside the verdicts; a duty that is known takes two.
const MOST_BESIDE: usize = 10;

/// Builds it.
#[must_use]
pub fn strip<'a>(desk: &Desk<'a>) -> Strip<'a> {
    let safety = &desk.page.safety;
    let mut groups = Vec::new();
    let mut short = Vec::new();
    for level in [Level::Stop, Level::Plan, Level::Ask, Level::NothingToDecide] {
        let of: Vec<&'a Verdict> = safety.verdicts.iter().filter(|v| v.level == level).collect();
        if !of.is_empty() {
            groups.push(group(desk, level, &of, &groups));
        }
        // The line that stays in view is what somebody acts on: never milder than the day the page was made.
        let now: Vec<Recipient> = safety.verdicts.iter().filter(|v| v.level.max(made(desk, v)) == level).map(|v| v.recipient).collect();
        if !now.is_empty() {
            short.push(in_short(desk, level, &now));
        }
    }
    if let (Some(notice), Some(first)) = (&safety.notice, groups.first_mut()) {
        first.notice = sentences(desk.say(notice));
        // Where nothing is known to hold and everybody is closed, the notice says it all, and nothing milder stands by.
        let nothing_holds = first.stop
            && safety.verdicts.iter().all(|v| v.level == Level::Stop)
            && !safety.dangers.iter().any(|d| d.line.state == State::Yes);
        if let (true, Some((head, rest))) = (nothing_holds, first.notice.clone().split_first()) {
            first.headline = (*head).to_owned();
            first.notice = rest.to_vec();
            first.reasons.clear();
            first.more = None;
        }
    }
    let (kept, may_be_due): (Vec<&Duty>, Vec<&Duty>) = safety.duties.iter().partition(|d| d.line.state == State::Yes);
    let confirmed =
        safety.confirmed_by.as_ref().map(|(name, on)| format!("{} {name}, {}.", desk.words.confirmed_by, phrases::day(on, desk.lang)));
    let beside = 2 * kept.len() + may_be_due.len() <= MOST_BESIDE;
    Strip {
        beside,
        protected: protected(desk),
        short,
        groups,
        kept: kept.into_iter().map(|d| kept_one(desk, d)).collect(),
        may_be_due: may_be_due.into_iter().map(|d| kept_one(desk, d)).collect(),
        not_today: safety.not_today.as_ref().map(|today| (desk.say(&today.words), today.due.iter().map(|d| due(desk, d)).collect())),
        not_final: safety.not_final.iter().map(|w| desk.say(w)).collect(),
        confirmed,
    }
}

/// The first citation of the law that keeps facts of this page confidential.
fn protected(desk: &Desk<'_>) -> Option<String> {
    desk.page.protected.as_ref().and_then(|a| a.cite.first().cloned())
}

/// What must be kept on the day the page was made and was not yet to be kept on the day asked for.
fn due(desk: &Desk<'_>, of: &DueNow) -> String {
    let words = desk.say(&of.words).trim_end_matches('.');
    match &of.day_words {
        Some(day) => format!("{}: {words}.", phrases::capital(desk.say(day))),
        None => format!("{words}."),
    }
}

/// The answer of the day the page was made.
fn made(desk: &Desk<'_>, of: &Verdict) -> Level {
    let today = desk.page.safety.not_today.as_ref().and_then(|t| t.levels.iter().find(|(r, _)| *r == of.recipient));
    today.map_or(of.level, |(_, level)| *level)
}

fn in_short(desk: &Desk<'_>, level: Level, of: &[Recipient]) -> Short {
    let words = match level {
        Level::Stop => desk.words.stop_short,
        Level::Plan => desk.words.plan_short,
        Level::NothingToDecide => desk.words.nothing_short,
        Level::Ask => desk.words.ask_short,
    };
    let names: Vec<&str> = of.iter().map(|r| short_name(*r, desk)).collect();
    Short { mark: mark::of_level(level, desk.lang), words, names: names.join(" · ") }
}

/// A recipient in one word.
#[must_use]
pub fn short_name(of: Recipient, desk: &Desk<'_>) -> &'static str {
    match of {
        Recipient::Opla => "OPLA",
        Recipient::Ero => "ERO",
        Recipient::Uscis => "USCIS",
        Recipient::Court => desk.lang.pick("court", "corte"),
    }
}

fn group<'a>(desk: &Desk<'a>, level: Level, of: &[&'a Verdict], above: &[Group<'a>]) -> Group<'a> {
    let names: Vec<String> = of.iter().map(|v| desk.say(&v.name).to_owned()).collect();
    let words = desk.words;
    let headline = match level {
        Level::Stop => format!("{} {} {}", words.stop, phrases::either(&names, desk.lang), words.about_this_case),
        Level::Plan => format!("{}: {}.", phrases::capital(&phrases::list(&names, desk.lang)), lower(words.plan)),
        Level::NothingToDecide => format!("{}: {}.", phrases::capital(&phrases::list(&names, desk.lang)), lower(words.nothing)),
        Level::Ask => format!("{}: {}.", phrases::capital(&phrases::list(&names, desk.lang)), lower(words.ask)),
    };
    let (reasons, more) = reasons(desk, of, above);
    let opens = if level == Level::Stop { desk.page.safety.opens.iter().map(|o| opens(desk, o)).collect() } else { Vec::new() };
    Group {
        since: since(desk, of),
        opens,
        mark: mark::of_level(level, desk.lang),
        stop: level == Level::Stop,
        headline,
        notice: Vec::new(),
        reasons,
        more: (more > 0).then(|| phrases::more(more, desk.lang)),
    }
}

/// What would change the answer of some recipients; whose, where it is not that of all who are closed.
fn opens<'a>(desk: &Desk<'a>, of: &'a Opens) -> (String, &'a str) {
    let closed = desk.page.safety.verdicts.iter().filter(|v| v.level == Level::Stop).count();
    let names: Vec<&str> = of.recipients.iter().map(|r| short_name(*r, desk)).collect();
    let names = if names.len() == closed { String::new() } else { phrases::capital(&names.join(", ")) };
    (names, desk.say(&of.words))
}

/// "On November 25, 2026: do not contact.", where that is stricter.
fn since(desk: &Desk<'_>, of: &[&Verdict]) -> Vec<String> {
    let Some(today) = &desk.page.safety.not_today else { return Vec::new() };
    let mut all: Vec<String> = Vec::new();
    for verdict in of.iter().filter(|v| made(desk, v) > v.level) {
        let words = phrases::when_made(desk.say(&today.made_words), desk.say(&level_words(made(desk, verdict))), desk.lang);
        let words = if of.len() > 1 { format!("{}: {}", phrases::capital(desk.say(&verdict.name)), lower(&words)) } else { words };
        all.push(words);
    }
    all
}

/// Dangers that decide for any of them, what holds first; then reasons that are no danger, with whom they are about. What a
/// stricter answer has said already is not said again.
fn reasons<'a>(desk: &Desk<'a>, of: &[&'a Verdict], above: &[Group<'a>]) -> (Vec<Reason<'a>>, usize) {
    let deciding: Vec<_> = desk.page.safety.dangers.iter().filter(|d| of.iter().any(|v| v.decided_by.contains(&d.line.id))).collect();
    let is_said = |words: &str| above.iter().flat_map(|g| &g.reasons).any(|r| r.words == words);
    let (said, deciding): (Vec<&Danger>, Vec<&Danger>) = deciding.into_iter().partition(|d| is_said(desk.say(&d.line.words)));
    let mut deciding = deciding;
    // What is known to hold before what counts as true until it is searched for.
    deciding.sort_by_key(|d| d.shown() != State::Yes);
    let mut found: Vec<Reason<'a>> = Vec::new();
    for danger in deciding.iter().take(MOST_REASONS) {
        let open = (danger.shown() != State::Yes).then(|| mark::of_danger(danger.shown(), desk.lang).word);
        found.push(Reason { words: desk.say(&danger.line.words).to_owned(), open, why: Some(anchor(&danger.line.id)) });
    }
    for verdict in of {
        for words in besides_dangers(desk, verdict) {
            let name = phrases::capital(desk.say(&verdict.name));
            let words = if of.len() > 1 { format!("{name}: {}", lower(words)) } else { words.to_owned() };
            found.push(Reason { words, open: None, why: None });
        }
    }
    if !said.is_empty() {
        found.push(Reason { words: phrases::as_above(said.len(), !found.is_empty(), desk.lang), open: None, why: None });
    }
    (found, deciding.len().saturating_sub(MOST_REASONS))
}

/// Why a recipient reads as it does, besides dangers.
#[must_use]
pub fn besides_dangers<'a>(desk: &Desk<'a>, verdict: &'a Verdict) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for words in std::iter::once(&verdict.because).chain(&verdict.rules) {
        let is_danger = desk.page.safety.dangers.iter().any(|d| d.line.words.en.trim_end_matches('.') == words.en.trim_end_matches('.'));
        let words = desk.say(words);
        if !is_danger && !words.is_empty() && !found.contains(&words) {
            found.push(words);
        }
    }
    found
}

fn kept_one<'a>(desk: &Desk<'a>, duty: &'a Duty) -> Kept<'a> {
    let near = duty.passed_since || duty.in_days.is_some_and(|n| (-30..=7).contains(&n));
    Kept {
        when: duty.day_words.as_ref().map(|w| phrases::capital(desk.say(w))),
        away: duty.in_days.map(|n| phrases::away_or_passed(n, duty.passed_since, desk.lang)),
        near,
        words: desk.say(&duty.line.words).trim_end_matches('.'),
        anchor: anchor(&duty.line.id),
    }
}

/// "A b. C d." as "A b." and "C d."
fn sentences(text: &str) -> Vec<&str> {
    // A sentence ends where a space and a capital follow: the point inside "U.S.C. so" ends none.
    let opens = |c: char| c.is_uppercase() || matches!(c, '¿' | '¡' | '“' | '«');
    let mut all = Vec::new();
    let mut from = 0;
    for (at, sign) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!')) {
        let end = at + sign.len_utf8();
        if text[end..].strip_prefix(' ').and_then(|rest| rest.chars().next()).is_some_and(opens) {
            all.push(text[from..end].trim());
            from = end;
        }
    }
    all.extend(Some(text[from..].trim()).filter(|rest| !rest.is_empty()));
    all
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_comes_apart_at_its_sentences() {
        assert_eq!(sentences("Do not. Why 8 U.S.C. so? Go"), ["Do not.", "Why 8 U.S.C. so?", "Go"]);
        assert_eq!(sentences("One only."), ["One only."]);
    }
}
