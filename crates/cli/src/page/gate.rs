//! What keeps contact closed, in the order in which it is learned; the acts; the risks.

use super::desk::{Desk, LineView, Missing, Said, fact_anchor};
use super::mark::{self, Mark};
use super::phrases;
use super::strip::{besides_dangers, short_name};
use assess::model::{Act, Danger, KeepsClosed, State, Verdict};
use law::Recipient;
use std::collections::BTreeSet;

/// Why contact is closed.
pub struct Gate<'a> {
    /// Groups of dangers that wait for the same facts.
    pub unknown: Vec<Group<'a>>,
    /// Dangers that are known and close.
    pub known: Vec<DangerView<'a>>,
    /// Dangers that close nobody but call for a plan.
    pub others: Vec<DangerView<'a>>,
    pub recipients: Vec<Answer<'a>>,
    pub cleared: Option<String>,
    pub right: Vec<ActView<'a>>,
    pub right_maybe: Vec<ActView<'a>>,
    pub never: Vec<ActView<'a>>,
    pub risks: Vec<LineView<'a>>,
    pub risks_maybe: Vec<LineView<'a>>,
    pub statements: Vec<(&'a str, Vec<Said<'a>>)>,
}

/// Dangers that wait for the same facts.
pub struct Group<'a> {
    pub number: usize,
    pub facts: Vec<Missing<'a>>,
    pub learn: Vec<&'a str>,
    pub closes: String,
    pub dangers: Vec<DangerView<'a>>,
}

/// A danger.
pub struct DangerView<'a> {
    pub line: LineView<'a>,
    pub levels: String,
    pub learn: Option<&'a str>,
}

/// A recipient's answer.
pub struct Answer<'a> {
    pub name: String,
    pub mark: Mark,
    pub power: Mark,
    pub reasons: Vec<&'a str>,
    pub dangers: Vec<(&'a str, String)>,
    pub rests: Vec<String>,
    pub whole: bool,
}

/// An act.
pub struct ActView<'a> {
    pub line: LineView<'a>,
    pub plan: bool,
    pub sure: bool,
}

/// Builds it.
pub fn gate<'a>(desk: &mut Desk<'a>) -> Gate<'a> {
    let safety = &desk.page.safety;
    let recipients = safety.verdicts.iter().map(|v| answer(desk, v)).collect();
    let unknown = groups(desk);
    let closing = |danger: &Danger| safety.keeps_closed.iter().any(|k| k.id == danger.line.id);
    // A danger that holds and would lift with a fact stands under that fact.
    let to_learn = |danger: &Danger| safety.keeps_closed.iter().any(|k| k.id == danger.line.id && k.state != State::Yes);
    let mut known = Vec::new();
    let mut others = Vec::new();
    for danger in &safety.dangers {
        match (closing(danger), danger.line.state) {
            (true, State::Yes) if !to_learn(danger) => known.push(view(desk, danger, None)),
            (true, _) => {}
            (false, _) => others.push(view(desk, danger, None)),
        }
    }
    let acts = |desk: &mut Desk<'a>, all: &'a [Act]| -> Vec<ActView<'a>> {
        all.iter().map(|a| ActView { line: desk.line(&a.line), plan: a.plan, sure: a.line.state == State::Yes }).collect()
    };
    let (right, right_maybe) = acts(desk, &safety.right).into_iter().partition(|a: &ActView<'_>| a.sure);
    let never = acts(desk, &safety.never);
    let mut risks = Vec::new();
    let mut risks_maybe = Vec::new();
    for risk in &safety.risks {
        let line = desk.line(risk);
        if risk.state == State::Yes { risks.push(line) } else { risks_maybe.push(line) }
    }
    let mut statements: Vec<(&str, Vec<Said<'_>>)> = Vec::new();
    for statement in &safety.statements {
        let title = desk.say(&statement.authority.title);
        let said = desk.said(statement);
        match statements.iter_mut().find(|(t, _)| *t == title) {
            Some((_, all)) => all.push(said),
            None => statements.push((title, vec![said])),
        }
    }
    let cleared = safety.cleared.len();
    let cleared = (cleared > 0).then(|| phrases::cleared(cleared, desk.lang));
    Gate { unknown, known, others, recipients, cleared, right, right_maybe, never, risks, risks_maybe, statements }
}

/// Dangers that are not known, gathered by the facts they wait for; the order of the first of them stays.
fn groups<'a>(desk: &mut Desk<'a>) -> Vec<Group<'a>> {
    let safety = &desk.page.safety;
    let mut gathered: Vec<(Vec<&str>, Vec<&'a KeepsClosed>)> = Vec::new();
    for keeps in safety.keeps_closed.iter().filter(|k| k.state != State::Yes) {
        let facts: Vec<&str> = keeps.missing.iter().map(|m| m.path.as_str()).collect();
        match gathered.iter_mut().find(|(f, _)| *f == facts) {
            Some((_, all)) => all.push(keeps),
            None => gathered.push((facts, vec![keeps])),
        }
    }
    let mut groups = Vec::new();
    let mut placed = BTreeSet::new();
    for (n, (_, all)) in gathered.into_iter().enumerate() {
        let mut facts: Vec<Missing<'a>> = all.first().map(|k| k.missing.iter().map(|m| desk.missing(m)).collect()).unwrap_or_default();
        for fact in &mut facts {
            fact.anchor = placed.insert(fact.path).then(|| fact_anchor(fact.path));
        }
        let mut learn: Vec<&str> = Vec::new();
        let own = all.iter().filter_map(|k| desk.maybe(k.learn.as_ref()));
        let of_facts = facts.iter().filter_map(|f| f.learn);
        for way in own.chain(of_facts.take(usize::from(all.iter().all(|k| k.learn.is_none())))) {
            if !learn.contains(&way) {
                learn.push(way);
            }
        }
        let closes = Recipient::ALL
            .into_iter()
            .filter(|r| all.iter().any(|k| k.closes.contains(r)))
            .map(|r| short_name(r, desk))
            .collect::<Vec<_>>()
            .join(" · ");
        let ids: Vec<&str> = all.iter().map(|k| k.id.as_str()).collect();
        let dangers = safety.dangers.iter().filter(|d| ids.contains(&d.line.id.as_str())).map(|d| view(desk, d, Some(&closes))).collect();
        groups.push(Group { number: n + 1, facts, learn, closes, dangers });
    }
    groups
}

/// A danger, with how strictly it answers for whom; whom it closes is left out where the heading above names the same.
fn view<'a>(desk: &mut Desk<'a>, danger: &'a Danger, closes: Option<&str>) -> DangerView<'a> {
    let lang = desk.lang;
    let mut levels: Vec<String> = Vec::new();
    for level in [law::Level::Stop, law::Level::NothingToDecide, law::Level::Plan, law::Level::Ask] {
        let names: Vec<&str> = danger.levels.iter().filter(|(_, l)| *l == level).map(|(r, _)| short_name(*r, desk)).collect();
        let names = names.join(" · ");
        if !names.is_empty() && (level != law::Level::Stop || closes != Some(names.as_str())) {
            levels.push(format!("{names}: {}", lang.of(&assess::changes::level_words(level))));
        }
    }
    let mark = mark::of_danger(danger.shown(), lang);
    DangerView { line: desk.marked(&danger.line, mark), levels: levels.join("; "), learn: desk.maybe(danger.learn.as_ref()) }
}

fn answer<'a>(desk: &Desk<'a>, verdict: &'a Verdict) -> Answer<'a> {
    let all = &desk.page.safety.dangers;
    let deciding = all.iter().filter(|d| verdict.decided_by.contains(&d.line.id));
    let dangers = deciding.map(|d| (desk.say(&d.line.words), super::desk::anchor(&d.line.id))).collect();
    Answer {
        name: phrases::capital(desk.say(&verdict.name)),
        mark: mark::of_level(verdict.level, desk.lang),
        power: mark::of(verdict.power, desk.lang),
        reasons: besides_dangers(desk, verdict),
        dangers,
        rests: verdict
            .complete_by
            .iter()
            .map(|by| format!("{} {}, {}.", desk.words.list_rests_on, by.name, phrases::day(&by.day, desk.lang)))
            .collect(),
        whole: verdict.complete,
    }
}
