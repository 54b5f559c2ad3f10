//! What to decide now, the days, the facts to settle.

use super::desk::{Desk, LineView, Missing, Paper, anchor, fact_anchor, waiting};
use super::mark::{self, Mark};
use super::phrases;
use crate::source_words;
use assess::model::{Deadline, Duty, MissingFact, NextQuestion, State};
use std::collections::{BTreeSet, HashMap};
use truth::Day as CalendarDay;

/// A row to decide now.
pub struct Now<'a> {
    pub words: &'a str,
    pub mark: Mark,
    pub stands: String,
    pub timed: bool,
    pub anchor: String,
}

/// At most seven rows.
#[must_use]
pub fn decide_now<'a>(desk: &Desk<'a>) -> Vec<Now<'a>> {
    let page = desk.page;
    let timed = |id: &str| page.deadlines.iter().any(|d| d.line.id == id);
    let to_learn = |path: &str| page.safety.keeps_closed.iter().any(|k| k.state != State::Yes && k.missing.iter().any(|m| m.path == path));
    let row = |row: &'a assess::model::Row| Now {
        words: desk.say(&row.words).trim_end_matches('.'),
        mark: mark::of_avenue(row.state, desk.lang),
        stands: phrases::capital(desk.say(&row.stands)),
        timed: timed(&row.id),
        anchor: match () {
            () if row.id.starts_with("verdict.") => "closed".to_owned(),
            () if to_learn(&row.id) => fact_anchor(&row.id),
            // Only a duty waits for it, so nothing lists it among what keeps the gate closed.
            () if page.next_question.as_ref().is_some_and(|q| q.fact.path == row.id) => "question".to_owned(),
            () => anchor(&row.id),
        },
    };
    page.decide_now.iter().map(row).collect()
}

/// The days and the duties.
pub struct Days<'a> {
    pub upcoming: Vec<Day<'a>>,
    pub without_day: Vec<LineView<'a>>,
    pub may_be_due: Vec<LineView<'a>>,
    pub passed: Vec<Day<'a>>,
    /// What was done in time.
    pub done: Vec<Day<'a>>,
}

/// A day.
pub struct Day<'a> {
    pub when: String,
    pub passed_since: bool,
    pub away: String,
    pub near: bool,
    pub partly: bool,
    pub government: bool,
    pub line: LineView<'a>,
    /// Duties that fall on the same day.
    pub also: Vec<LineView<'a>>,
}

/// The days and the duties, each once.
pub fn days<'a>(desk: &mut Desk<'a>) -> Days<'a> {
    let page = desk.page;
    let mut dated: Vec<(i64, Day<'a>)> = page.deadlines.iter().filter(|d| !d.is_kept()).map(|d| (d.in_days, day(desk, d))).collect();
    let done = page.deadlines.iter().filter(|d| d.is_kept()).map(|d| day(desk, d)).collect();
    let (mut without_day, mut may_be_due) = (Vec::new(), Vec::new());
    for duty in &page.safety.duties {
        let known = page.deadlines.iter().any(|d| d.line.id == duty.line.id);
        match (duty.line.state, duty.in_days) {
            (State::Yes, _) if known => {}
            (State::Yes, Some(in_days)) => {
                let line = desk.line(&duty.line);
                match dated.iter_mut().find(|(n, d)| *n == in_days && !d.government) {
                    Some((_, same)) => same.also.push(line),
                    None => dated.push((in_days, duty_day(desk, duty, in_days, line))),
                }
            }
            (State::Yes, None) => without_day.push(desk.line(&duty.line)),
            _ => may_be_due.push(desk.line(&duty.line)),
        }
    }
    // The last to pass is the likeliest to be mended.
    dated.sort_by_key(|(n, _)| if *n < 0 { -n } else { *n });
    // What has passed since the day asked for stands with what had passed.
    let (upcoming, passed): (Vec<_>, Vec<_>) = dated.into_iter().partition(|(n, d)| *n >= 0 && !d.passed_since);
    let days = |all: Vec<(i64, Day<'a>)>| all.into_iter().map(|(_, day)| day).collect();
    Days { upcoming: days(upcoming), without_day, may_be_due, passed: days(passed), done }
}

/// A duty with a day that no deadline names.
fn duty_day<'a>(desk: &Desk<'a>, of: &'a Duty, in_days: i64, line: LineView<'a>) -> Day<'a> {
    let words = of.day_words.as_ref().map_or("", |w| desk.say(w));
    Day {
        when: phrases::capital(words),
        passed_since: of.passed_since,
        away: away(in_days, of.passed_since, true, desk),
        near: of.passed_since || (-30..=7).contains(&in_days),
        partly: false,
        government: false,
        line,
        also: Vec::new(),
    }
}

fn day<'a>(desk: &mut Desk<'a>, of: &'a Deadline) -> Day<'a> {
    let away = match &of.done {
        Some(done) => phrases::done(desk.say(&done.day_words), done.in_time, desk.lang),
        None => away(of.in_days, of.passed_since, of.line.id.starts_with("duty."), desk),
    };
    Day {
        when: phrases::capital(desk.say(&of.day_words)),
        passed_since: of.passed_since,
        away,
        near: !of.is_kept() && (of.passed_since || (-30..=7).contains(&of.in_days)),
        partly: of.partly,
        government: of.due_from == "government",
        line: desk.line(&of.line),
        also: Vec::new(),
    }
}

/// How far away, and that it has ended where it has.
fn away(in_days: i64, passed_since: bool, appointment: bool, desk: &Desk<'_>) -> String {
    let words = phrases::away_or_passed(in_days, passed_since, desk.lang);
    if in_days < 0 { phrases::ended(&words, appointment, desk.lang) } else { words }
}

/// How many days after the day asked for the page was made: the line that stays in view counts from when it was made.
fn made_after(desk: &Desk<'_>) -> i64 {
    let day = |iso: &str| CalendarDay::parse(iso).map(|d| i64::from(d.number()));
    let made = desk.page.safety.not_today.as_ref().and_then(|today| day(&today.made).ok());
    made.zip(day(&desk.page.as_of).ok()).map_or(0, |(made, as_of)| (made - as_of).max(0))
}

/// A day farther off than two years is no next day: the list of days has it.
const NEXT_WITHIN: i64 = 730;

/// The next day that the client must keep.
#[must_use]
pub fn next_day(desk: &Desk<'_>) -> Option<(String, String, bool)> {
    let after = made_after(desk);
    let next = desk.page.deadlines.iter().find(|d| d.in_days >= after && d.due_from == "client" && !d.is_kept())?;
    let in_days = next.in_days - after;
    if in_days > NEXT_WITHIN {
        return None;
    }
    Some((phrases::capital(desk.say(&next.day_words)), phrases::away(in_days, desk.lang), in_days <= 7))
}

/// How many days of the client have passed, and the last of them; with whether that is so lately that it may be mended.
#[must_use]
pub fn passed(desk: &Desk<'_>) -> Option<(String, bool)> {
    let after = made_after(desk);
    let passed = || desk.page.deadlines.iter().filter(|d| d.in_days < after && d.due_from == "client" && !d.is_kept());
    let last = passed().max_by_key(|d| d.in_days)?;
    let ago = last.in_days - after;
    let words = phrases::passed(passed().count(), &phrases::day(&last.day, desk.lang), &phrases::away(ago, desk.lang), desk.lang);
    Some((words, ago >= -30))
}

/// The facts to settle.
pub struct Facts<'a> {
    pub conflicts: Vec<&'a str>,
    pub question: Option<Question<'a>>,
    pub stale: Vec<(&'a str, String)>,
    pub set_aside: Vec<&'a str>,
    pub claims: Vec<(&'a str, &'a str, String)>,
    pub missing: Vec<(Missing<'a>, String)>,
    pub papers: Vec<(&'static str, Paper<'a>)>,
}

/// The next best question.
pub struct Question<'a> {
    pub fact: Missing<'a>,
    pub bears: String,
    pub open: String,
    /// An answer, how much it settles, and what.
    pub answers: Vec<(String, Option<String>, Vec<String>)>,
    /// That none settles anything alone, and what is to be learned with it.
    pub none_settles: Option<String>,
}

/// Conflicts first, then the next question, then the rest.
#[must_use]
pub fn facts<'a>(desk: &Desk<'a>) -> Facts<'a> {
    let (page, lang) = (desk.page, desk.lang);
    Facts {
        conflicts: page.conflicts.iter().map(|c| desk.say(&c.words)).collect(),
        question: page.next_question.as_ref().map(|q| question(desk, q)),
        stale: page.stale_facts.iter().map(|(_, label, on)| (desk.say(label), phrases::day(on, lang))).collect(),
        set_aside: page.set_aside.iter().map(|w| desk.say(w)).collect(),
        claims: page
            .claims
            .iter()
            .map(|(says, by, on)| (says.as_str(), source_words::in_language(by, lang), phrases::day(on, lang)))
            .collect(),
        missing: every_missing(desk),
        papers: every_paper(desk),
    }
}

fn question<'a>(desk: &Desk<'a>, of: &'a NextQuestion) -> Question<'a> {
    let answers: Vec<_> = of
        .answers
        .iter()
        .map(|(answer, settled)| {
            let settled: Vec<String> = settled.iter().map(|w| desk.say(w).replace(".: ", ": ")).collect();
            let count = (!settled.is_empty()).then(|| phrases::settles(settled.len(), desk.lang));
            (phrases::capital(desk.say(answer)), count, settled)
        })
        .collect();
    let none = !answers.is_empty() && answers.iter().all(|(_, count, _)| count.is_none());
    Question {
        fact: desk.missing(&of.fact),
        bears: phrases::bears_on(of.bears_on, of.bears_on_safety, desk.lang),
        open: phrases::facts_open(of.facts_open, desk.lang),
        none_settles: none.then(|| phrases::none_settles(&learned_with(desk, &of.fact.path), desk.lang)),
        answers,
    }
}

/// What the open lines that wait for a fact wait for besides, what most of them wait for first.
fn learned_with<'a>(desk: &Desk<'a>, path: &str) -> Vec<&'a str> {
    let mut with: Vec<(&'a MissingFact, usize)> = Vec::new();
    for line in waiting(desk.page).filter(|l| l.missing.iter().any(|m| m.path == path)) {
        for fact in line.missing.iter().filter(|m| m.path != path) {
            match with.iter_mut().find(|(known, _)| known.path == fact.path) {
                Some((_, count)) => *count += 1,
                None => with.push((fact, 1)),
            }
        }
    }
    with.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    with.into_iter().map(|(fact, _)| desk.say(&fact.label)).collect()
}

/// Every fact that something on the page waits for: conflicts first, then what most answers wait for.
fn every_missing<'a>(desk: &Desk<'a>) -> Vec<(Missing<'a>, String)> {
    let mut all: Vec<(&'a MissingFact, usize)> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    for fact in waiting(desk.page).flat_map(|l| &l.missing) {
        let next = all.len();
        let place = *at.entry(&fact.path).or_insert(next);
        match all.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => all.push((fact, 1)),
        }
    }
    all.sort_by_key(|(fact, count)| (fact.reason != "sources disagree", std::cmp::Reverse(*count)));
    all.into_iter().map(|(fact, count)| (desk.missing(fact), phrases::bears_here(count, desk.lang))).collect()
}

/// Every document that an open door or a factor names: missing first, then what is to be got, then what is in hand.
fn every_paper<'a>(desk: &Desk<'a>) -> Vec<(&'static str, Paper<'a>)> {
    let page = desk.page;
    let of_avenues = page
        .avenues
        .iter()
        .chain(&page.programs)
        .chain(&page.relief)
        .filter(|a| !matches!(a.line.state, State::No | State::NotModelled))
        .flat_map(|a| &a.evidence);
    let of_factors = page.instruments.iter().flat_map(|i| &i.factors).filter(|f| f.line.state != State::No).flat_map(|f| &f.evidence);
    let mut seen = BTreeSet::new();
    let all: Vec<_> = of_avenues.chain(of_factors).filter(|e| seen.insert(e.id.as_str())).collect();
    let stages = [("missing", desk.words.missing), ("to-get", desk.words.to_get), ("in-hand", desk.words.in_hand)];
    stages.iter().flat_map(|(stage, words)| all.iter().filter(move |e| e.stage == *stage).map(|e| (*words, desk.paper(e)))).collect()
}
