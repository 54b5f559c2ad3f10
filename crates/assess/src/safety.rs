//! The gate: may this person, or a lawyer for them, contact the government of their own accord, and whom?
//!
//! It fails closed. A danger that is not known for any reason counts in full; a recipient is closed unless the list
//! of its dangers is known to be whole on that day; nothing here ever says "safe". The order of verdicts is that of
//! [`law::Level`]: stop over nothing-to-decide over plan over ask. The dangers, the powers, the few rules that make
//! a verdict milder, and what an unknown power does, are law and stand in `law/safety`.

use crate::line::{Asking, both, state_of};
use crate::model::{Act, ConfirmedBy, Danger, Duty, KeepsClosed, MissingFact, Safety, State, Verdict};
use crate::not_today::not_today;
use crate::verdict_words::{self, Open};
use law::program::{ConclusionId, LevelOf, Sort};
use law::{Level, Recipient, Words};
use std::collections::HashSet;
use truth::{Truth, Value};

/// A danger and how it stands.
struct Held<'p> {
    id: ConclusionId,
    truth: Truth,
    /// Whether facts are missing that could decide it.
    of_facts: bool,
    levels: &'p [LevelOf],
}

/// The bare verdicts, without lines and proofs: what tests and what-if compare.
#[must_use]
pub fn verdicts(asking: &mut Asking<'_>) -> [Level; 4] {
    let held = held(asking);
    Recipient::ALL.map(|r| weigh(asking, &held, r).level)
}

/// Which gaps could move a verdict, were they closed.
pub(crate) struct Movable {
    /// Gaps of powers, lifts, caps, their conditions, and of the lists of dangers: each can move a verdict by itself.
    single: HashSet<u64>,
    /// By recipient: the gaps of each danger that closes it. A closed door opens only by a gap of all of them.
    closing: [Vec<HashSet<u64>>; 4],
    /// By recipient that is not closed: the gaps of every danger.
    any: [HashSet<u64>; 4],
}

impl Movable {
    /// Whether closing this gap could move a verdict.
    pub fn by(&self, about: u64) -> bool {
        let opens = |of: &Vec<HashSet<u64>>| !of.is_empty() && of.iter().all(|gaps| gaps.contains(&about));
        self.single.contains(&about) || self.closing.iter().any(opens) || self.any.iter().any(|gaps| gaps.contains(&about))
    }
}

/// Works out which gaps could move a verdict. A danger that is decided has none; what is known to hold keeps a door
/// closed whatever else is learned.
pub(crate) fn movable(asking: &mut Asking<'_>) -> Movable {
    let pack = asking.input.pack;
    let gaps = |causes: &truth::Causes| causes.as_slice().iter().map(|c| c.about).collect::<HashSet<u64>>();
    let mut single = HashSet::new();
    for (id, conclusion) in pack.program.numbered() {
        match &conclusion.sort {
            Sort::Power(_) | Sort::Lift { .. } | Sort::DangersComplete(_) => {}
            Sort::Cap(levels) => {
                for condition in levels.iter().filter_map(|l| l.condition) {
                    single.extend(gaps(&asking.evaluation.step(condition, &[]).causes));
                }
            }
            _ => continue,
        }
        single.extend(gaps(&asking.evaluation.conclusion(id, None).causes));
    }
    let mut movable = Movable { single, closing: Default::default(), any: Default::default() };
    for danger in held(asking).iter().filter(|d| d.truth != Truth::No) {
        let own = gaps(&asking.evaluation.conclusion(danger.id, None).causes);
        for (n, recipient) in Recipient::ALL.into_iter().enumerate() {
            let mut all = own.clone();
            for condition in danger.levels.iter().filter(|l| l.recipient == recipient).filter_map(|l| l.condition) {
                all.extend(gaps(&asking.evaluation.step(condition, &[]).causes));
            }
            if level(asking, danger, recipient) == Some(Level::Stop) {
                movable.closing[n].push(all);
            } else {
                movable.any[n].extend(all);
            }
        }
    }
    for n in 0..4 {
        if !movable.closing[n].is_empty() {
            movable.any[n].clear();
        }
    }
    movable
}

/// The verdicts, with their words.
pub(crate) fn judged(asking: &mut Asking<'_>) -> Vec<Verdict> {
    let held = held(asking);
    Recipient::ALL.iter().map(|r| judge(asking, &held, *r)).collect()
}

/// Works out the safety part.
pub fn safety(asking: &mut Asking<'_>) -> Safety {
    let pack = asking.input.pack;
    let held = held(asking);
    let verdicts: Vec<Verdict> = Recipient::ALL.iter().map(|r| judge(asking, &held, *r)).collect();
    let mut dangers = Vec::new();
    let mut cleared = Vec::new();
    for danger in &held {
        if danger.truth == Truth::No {
            cleared.push(pack.program.conclusions[danger.id as usize].name.clone());
            continue;
        }
        let levels = Recipient::ALL.iter().filter_map(|r| level(asking, danger, *r).map(|l| (*r, l))).collect();
        let provision = &pack.provisions[pack.program.conclusions[danger.id as usize].provision as usize];
        let cost_rank = provision.front.get("cost_rank").and_then(|v| v.as_integer()).unwrap_or(9);
        let line = asking.line(danger.id, None);
        dangers.push((provision.order, Danger { line, until_searched: false, levels, cost_rank, learn: provision.words("learn") }));
    }
    // What holds comes before what is not known; then the order of the pack.
    dangers.sort_by_key(|(order, d)| (d.line.state != State::Yes, *order));
    let mut dangers: Vec<Danger> = dangers.into_iter().map(|(_, d)| d).collect();
    let keeps_closed = keeps_closed(asking, &dangers, &verdicts);
    let duties = duties(asking);
    let unlooked = |d: &Danger| d.line.state == State::Yes && keeps_closed.iter().any(|k| k.id == d.line.id && k.state == State::NotKnown);
    for danger in &mut dangers {
        danger.until_searched = unlooked(danger);
    }
    let statements = asking.statements(|p| p.kind == "safety" && (p.group == "checks" || p.group == "gate" || p.group.is_empty()));
    Safety {
        notice: notice(asking, &verdicts, &held),
        keeps_closed,
        not_today: not_today(asking, &duties),
        duties,
        right: acts(asking, true),
        never: acts(asking, false),
        risks: sorted(asking, |s| *s == Sort::Risk).into_iter().filter(|l| l.state != State::No).collect(),
        statements,
        not_final: not_final(asking),
        opens: Vec::new(),
        confirmed_by: asking.input.confirmation.as_ref().map(|(name, day, ..)| (name.clone(), day.to_string())),
        verdicts,
        dangers,
        cleared,
    }
}

fn held<'a>(asking: &mut Asking<'a>) -> Vec<Held<'a>> {
    let pack = asking.input.pack;
    let mut all = Vec::new();
    for (id, conclusion) in pack.program.numbered() {
        if let Sort::Danger(levels) = &conclusion.sort {
            let answer = asking.evaluation.conclusion(id, None);
            let of_facts = answer.causes.as_slice().iter().any(|c| c.reason.is_of_fact());
            all.push(Held { id, truth: answer.as_truth(), of_facts, levels });
        }
    }
    all
}

/// How strict a danger is toward a recipient; a condition that is not known counts as met.
fn level(asking: &mut Asking<'_>, danger: &Held<'_>, recipient: Recipient) -> Option<Level> {
    if danger.truth == Truth::No {
        return None;
    }
    let mut strictest = None;
    for of in danger.levels.iter().filter(|l| l.recipient == recipient) {
        let met = of.condition.map_or(Truth::Yes, |c| asking.evaluation.step(c, &[]).as_truth());
        if met != Truth::No {
            strictest = strictest.max(Some(of.level));
        }
    }
    strictest
}

/// How strict a verdict is, and what made it so; without a word of it.
struct Weighed {
    level: Level,
    /// The strictest danger.
    strictest: Level,
    /// The dangers of that strictness, those that hold first.
    deciding: Vec<ConclusionId>,
    /// The rules that made it milder.
    rules: Vec<Words>,
    /// The rule that fixed it.
    fixed: Option<Words>,
    power: Option<truth::Answer>,
    complete: bool,
}

fn weigh(asking: &mut Asking<'_>, held: &[Held<'_>], recipient: Recipient) -> Weighed {
    let pack = asking.input.pack;
    let mut rules: Vec<Words> = Vec::new();
    let mut lifts: Vec<(Level, Level, &[ConclusionId], &Words)> = Vec::new();
    for (id, conclusion) in pack.program.numbered() {
        if let Sort::Lift { from, to, recipients, except } = &conclusion.sort
            && recipients.contains(&recipient)
            && asking.evaluation.conclusion(id, None).as_truth() == Truth::Yes
        {
            lifts.push((*from, *to, except, &conclusion.words));
        }
    }
    let mut strictest = Level::Ask;
    let mut deciding: Vec<(Level, ConclusionId)> = Vec::new();
    for danger in held {
        let Some(mut here) = level(asking, danger, recipient) else { continue };
        for (from, to, except, words) in &lifts {
            if here == *from && !except.contains(&danger.id) {
                here = *to;
                if !rules.contains(words) {
                    rules.push((*words).clone());
                }
            }
        }
        strictest = strictest.max(here);
        deciding.push((here, danger.id));
    }
    let power_id = pack.program.conclusion(&format!("power.{}", recipient.name()));
    let power = power_id.map(|id| asking.evaluation.conclusion(id, None));
    let power_truth = power.as_ref().map_or(Truth::Unknown, truth::Answer::as_truth);
    // A recipient whose dangers nobody claims to have written down completely stays closed.
    let complete = pack
        .program
        .conclusion(&format!("dangers.{}", recipient.name()))
        .is_some_and(|id| asking.evaluation.conclusion(id, None).as_truth() == Truth::Yes);
    let mut level = match power_truth {
        _ if strictest == Level::Stop => Level::Stop,
        Truth::No => Level::NothingToDecide,
        // A door that would be closed if that were known must not stand open because it is not.
        Truth::Unknown => Level::Stop,
        Truth::Yes if !complete => Level::Stop,
        Truth::Yes => strictest,
    };
    let mut fixed = None;
    if let Some((to, words)) = capped(asking, recipient)
        && (complete || to == Level::NothingToDecide)
    {
        level = to;
        fixed = Some(words);
    }
    deciding.retain(|(l, _)| *l == strictest.max(Level::Plan));
    // What holds is named before what is not known.
    deciding.sort_by_key(|(_, id)| !holds(held, *id));
    let deciding = deciding.into_iter().map(|(_, id)| id).collect();
    Weighed { level, strictest, deciding, rules, fixed, power, complete }
}

fn holds(held: &[Held<'_>], id: ConclusionId) -> bool {
    held.iter().any(|h| h.id == id && h.truth == Truth::Yes)
}

/// A verdict in words.
fn judge(asking: &mut Asking<'_>, held: &[Held<'_>], recipient: Recipient) -> Verdict {
    let Weighed { level, strictest, deciding, mut rules, fixed, power, complete } = weigh(asking, held, recipient);
    let pack = asking.input.pack;
    let power_truth = power.as_ref().map_or(Truth::Unknown, truth::Answer::as_truth);
    let complete_by = if complete { completeness_of(asking, recipient) } else { Vec::new() };
    let mut reason = match power_truth {
        _ if strictest == Level::Stop => both("", ""),
        Truth::No => both("Nothing to decide here.", "Aquí no hay nada que decidir."),
        Truth::Unknown => both("Not known: whether it has anything to decide.", "No se sabe si tiene algo que decidir."),
        Truth::Yes if !complete => {
            let since = list_seen(asking, recipient);
            both(
                format!(
                    "The law has not been checked since {}: nobody has confirmed that the dangers written down are all there are.",
                    since.en
                ),
                format!("La ley no se ha revisado desde el {}: nadie ha confirmado que estos sean todos los peligros.", since.es),
            )
        }
        Truth::Yes => both("", ""),
    };
    if let Some(words) = fixed {
        reason = words.clone();
        rules.push(words);
    }
    let first = deciding.first().copied().filter(|_| level == strictest);
    let open = match first.filter(|id| !holds(held, *id)) {
        Some(id) => Some(not_known(asking, &deciding, id)),
        // Closed by a gap of its own: a power that is not known, or a list of dangers that nobody called whole.
        None if level == Level::Stop && strictest != Level::Stop => {
            Some(if power_truth == Truth::Unknown { Open::Power } else { Open::Law(list_seen(asking, recipient)) })
        }
        None => None,
    };
    let because = if reason.en.is_empty() { verdict_words::because(asking, first, open.as_ref(), level) } else { reason };
    Verdict {
        recipient,
        name: law::wording::recipient(recipient),
        level,
        words: verdict_words::of(recipient, level, open.as_ref()),
        because,
        decided_by: deciding.iter().map(|id| pack.program.conclusions[*id as usize].name.clone()).collect(),
        power: power.as_ref().map_or(State::NotModelled, state_of),
        complete,
        complete_by,
        rules,
    }
}

/// Whose confirmation the completeness of a recipient's dangers rests on.
fn completeness_of(asking: &Asking<'_>, recipient: Recipient) -> Vec<ConfirmedBy> {
    let program = &asking.input.pack.program;
    let Some(id) = program.conclusion(&format!("dangers.{}", recipient.name())) else { return Vec::new() };
    program.conclusions[id as usize].clauses.iter().filter_map(|c| asking.confirmed_by(program.clauses[*c as usize].provision)).collect()
}

/// A verdict that a rule fixes; only where it is known which.
fn capped(asking: &mut Asking<'_>, recipient: Recipient) -> Option<(Level, Words)> {
    let pack = asking.input.pack;
    for (id, conclusion) in pack.program.numbered() {
        let Sort::Cap(levels) = &conclusion.sort else { continue };
        if asking.evaluation.conclusion(id, None).as_truth() != Truth::Yes {
            continue;
        }
        for of in levels.iter().filter(|l| l.recipient == recipient) {
            let met = of.condition.map_or(Truth::Yes, |c| asking.evaluation.step(c, &[]).as_truth());
            if met == Truth::Yes {
                return Some((of.level, conclusion.words.clone()));
            }
        }
    }
    None
}

/// What decides the dangers that are not known: the facts of the danger that needs fewest; else the law's own gap.
fn not_known(asking: &mut Asking<'_>, deciding: &[ConclusionId], first: ConclusionId) -> Open {
    let mut fewest: Option<Vec<MissingFact>> = None;
    for id in deciding {
        let causes = asking.evaluation.conclusion(*id, None).causes;
        let missing = asking.missing(causes.as_slice());
        if !missing.is_empty() && fewest.as_ref().is_none_or(|f| missing.len() < f.len()) {
            fewest = Some(missing);
        }
    }
    if let Some(missing) = fewest {
        let names = |f: fn(&Words) -> &String| missing.iter().take(2).map(|m| f(&m.label).clone()).collect::<Vec<_>>().join("; ");
        return Open::Facts(both(names(|w| &w.en), names(|w| &w.es)));
    }
    let not_seen = asking.evaluation.conclusion(first, None).causes.as_slice().iter().any(|c| c.reason == truth::Reason::NotSeen);
    if !not_seen {
        return Open::Other;
    }
    let pack = asking.input.pack;
    Open::Law(law::wording::day(pack.provisions[pack.program.conclusions[first as usize].provision as usize].last_seen))
}

/// When the list of a recipient's dangers was last seen to be whole.
fn list_seen(asking: &Asking<'_>, recipient: Recipient) -> Words {
    let pack = asking.input.pack;
    let id = pack.program.conclusion(&format!("dangers.{}", recipient.name()));
    let clauses = id.map(|id| pack.program.conclusions[id as usize].clauses.as_slice()).unwrap_or_default();
    let seen = clauses.iter().map(|c| pack.provisions[pack.program.clauses[*c as usize].provision as usize].last_seen).max();
    seen.map_or_else(|| both("a day not known", "una fecha que no se sabe"), law::wording::day)
}

fn notice(asking: &Asking<'_>, verdicts: &[Verdict], held: &[Held<'_>]) -> Option<Words> {
    let closed = |v: &Verdict| v.level == Level::Stop;
    if !verdicts.iter().any(closed) {
        return None;
    }
    // Of facts that are missing, not of law that has grown old: then the facts are known, and the verdicts say why.
    let facts_missing = held.iter().any(|h| h.truth == Truth::Unknown && h.of_facts);
    let nothing_known = verdicts.iter().all(closed) && facts_missing && !held.iter().any(|h| h.truth == Truth::Yes);
    if !nothing_known {
        return Some(verdict_words::closed());
    }
    let words = verdict_words::nothing_known();
    Some(match whereabouts(asking) {
        Some(first) => both(format!("{} First question: {}", words.en, first.en), format!("{} Primera pregunta: {}", words.es, first.es)),
        None => words,
    })
}

/// The question where the person is, as long as nothing is said of it.
fn whereabouts(asking: &Asking<'_>) -> Option<Words> {
    let model = &asking.input.pack.model;
    let field = model.field(model.record("custody")?, "kind")?;
    let answer = asking.input.case.get(model, field, None);
    let said = answer.is_decided() || answer.causes.as_slice().iter().any(|c| c.reason == truth::Reason::Conflict);
    (!said).then(|| model.fields[field as usize].question.clone())
}

/// Dangers that close, cheapest and safest to learn first; those that are not known before those that hold.
fn keeps_closed(asking: &mut Asking<'_>, dangers: &[Danger], verdicts: &[Verdict]) -> Vec<KeepsClosed> {
    let closed: Vec<Recipient> = verdicts.iter().filter(|v| v.level == Level::Stop).map(|v| v.recipient).collect();
    let mut all: Vec<(bool, i64, KeepsClosed)> = Vec::new();
    for danger in dangers {
        let closes: Vec<Recipient> =
            danger.levels.iter().filter(|(r, l)| *l == Level::Stop && closed.contains(r)).map(|(r, _)| *r).collect();
        if closes.is_empty() {
            continue;
        }
        let mut missing: Vec<MissingFact> = danger.line.missing.clone();
        let line = &danger.line;
        let mut state = line.state;
        // Some dangers hold only because nobody has looked: there, learning is the cure.
        if let Some(unlooked) = only_unlooked(asking, &line.id).filter(|_| state == State::Yes) {
            state = State::NotKnown;
            missing.splice(0..0, unlooked);
        }
        missing.truncate(6);
        let keeps = KeepsClosed { danger: line.words.clone(), id: line.id.clone(), state, missing, learn: danger.learn.clone(), closes };
        all.push((state == State::Yes, danger.cost_rank, keeps));
    }
    all.sort_by_key(|(holds, rank, _)| (*holds, *rank));
    all.into_iter().map(|(_, _, keeps)| keeps).collect()
}

/// The facts that a search would bring, where a danger holds for want of that search alone.
fn only_unlooked(asking: &mut Asking<'_>, danger: &str) -> Option<Vec<MissingFact>> {
    let pack = asking.input.pack;
    let id = pack.program.conclusion(danger)?;
    let (when, _) = searches(pack, id)?;
    // Known to hold for another cause: then no search helps.
    if asking.evaluation.conclusion(when, None).as_truth() == Truth::No {
        return None;
    }
    Some(unlooked(asking, id).iter().filter_map(|cause| asking.missing_fact(cause)).collect())
}

/// The facts of a danger that a search would bring and that nobody has searched for.
pub(crate) fn unlooked(asking: &mut Asking<'_>, danger: ConclusionId) -> Vec<truth::Cause> {
    let pack = asking.input.pack;
    let fields = searches(pack, danger).map(|(_, fields)| fields).unwrap_or_default();
    let open = fields.into_iter().filter(|field| {
        let answer = asking.input.case.get(&pack.model, *field, None);
        answer.none != Truth::No || answer.as_truth() == Truth::No || !answer.is_decided()
    });
    let cause = |field| truth::Cause { reason: truth::Reason::NotKnown, about: law::about::About::Fact(field, None).pack() };
    open.map(cause).collect()
}

/// `learnable` in the front matter of a danger: the conclusion that says that only a search is missing, and the facts
/// that the search brings.
fn searches(pack: &law::Pack, danger: ConclusionId) -> Option<(ConclusionId, Vec<u32>)> {
    let provision = pack.program.conclusions[danger as usize].provision;
    let learnable = pack.provisions[provision as usize].front.get("learnable")?.as_table()?;
    let when = pack.program.conclusion(learnable.get("when")?.as_str()?)?;
    let facts = learnable.get("facts")?.as_array()?.iter().filter_map(|f| f.as_str()?.split_once('.'));
    let fields = facts.filter_map(|(record, field)| pack.model.field(pack.model.record(record)?, field));
    Some((when, fields.collect()))
}

/// Whether a fact is the day of a search that a danger waits for.
pub(crate) fn is_of_a_search(pack: &law::Pack, field: u32) -> bool {
    let dangers = pack.program.numbered().filter(|(_, c)| matches!(c.sort, Sort::Danger(_)));
    dangers.into_iter().any(|(id, _)| searches(pack, id).is_some_and(|(_, fields)| fields.contains(&field)))
}

/// The dangers that alone decide that a recipient stays closed.
pub(crate) fn stopping(asking: &mut Asking<'_>, recipient: Recipient) -> Vec<ConclusionId> {
    let held = held(asking);
    let weighed = weigh(asking, &held, recipient);
    if weighed.level == Level::Stop { weighed.deciding } else { Vec::new() }
}

fn sorted(asking: &mut Asking<'_>, wanted: impl Fn(&Sort) -> bool) -> Vec<crate::model::Line> {
    let pack = asking.input.pack;
    let mut lines = Vec::new();
    for (id, conclusion) in pack.program.numbered().filter(|(_, c)| wanted(&c.sort)) {
        let entries: Vec<Option<u16>> = match conclusion.subject {
            None => vec![None],
            Some(record) => (0..asking.evaluation.entries(record)).map(Some).collect(),
        };
        for entry in entries {
            lines.push(asking.line(id, entry));
        }
    }
    lines
}

/// Duties that hold, by day; those that are not known stay as questions, never as silence.
pub(crate) fn duties(asking: &mut Asking<'_>) -> Vec<Duty> {
    let pack = asking.input.pack;
    let mut all = Vec::new();
    for (id, conclusion) in pack.program.numbered() {
        let Sort::Duty(day) = &conclusion.sort else { continue };
        let entries: Vec<Option<u16>> = match conclusion.subject {
            None => vec![None],
            Some(record) => (0..asking.evaluation.entries(record)).map(Some).collect(),
        };
        for entry in entries {
            let truth = asking.evaluation.conclusion(id, entry).as_truth();
            if truth == Truth::No {
                continue;
            }
            let bound: Vec<u16> = entry.into_iter().collect();
            let day = day.map(|node| asking.evaluation.step(node, &bound)).filter(|a| a.none != Truth::Yes);
            let days = day.as_ref().and_then(|a| if let Value::Date(days) = &a.value { Some(*days) } else { None });
            // A day known only to lie before another may be today.
            let earliest = days.and_then(|d| d.lo.or_else(|| d.hi.map(|hi| hi.min(asking.input.as_of))));
            let in_days = earliest.map(|d| i64::from(d.number()) - i64::from(asking.input.as_of.number()));
            let day_words = days.filter(|d| *d != truth::Interval::ANY).map(|d| match d.exact() {
                Some(day) => law::wording::weekday_and_day(day),
                None => law::wording::days(d),
            });
            let line = asking.line(id, entry);
            let passed_since = earliest.is_some_and(|day| asking.input.has_passed_since(day));
            all.push(Duty { line, day: earliest.map(|d| d.to_string()), day_words, in_days, passed_since });
        }
    }
    // By day; what holds without a day next; questions last.
    all.sort_by_key(|d| (d.line.state != State::Yes, d.in_days.unwrap_or(i64::MAX), d.line.id.clone()));
    all
}

/// Acts that are right, or never right. An act that may be never right is listed as never: that is the closed side.
fn acts(asking: &mut Asking<'_>, right_wanted: bool) -> Vec<Act> {
    let pack = asking.input.pack;
    let mut all = Vec::new();
    for (id, conclusion) in pack.program.numbered() {
        let Sort::Act { right, plan } = conclusion.sort else { continue };
        if right != right_wanted {
            continue;
        }
        let entries: Vec<Option<u16>> = match conclusion.subject {
            None => vec![None],
            Some(record) => (0..asking.evaluation.entries(record)).map(Some).collect(),
        };
        for entry in entries {
            if asking.evaluation.conclusion(id, entry).as_truth() != Truth::No {
                all.push(Act { line: asking.line(id, entry), plan });
            }
        }
    }
    all.sort_by_key(|a| (a.line.state != State::Yes, a.line.id.clone()));
    all
}

/// What is missing before anything can be final. It changes no verdict.
fn not_final(asking: &Asking<'_>) -> Vec<Words> {
    let day = asking.input.as_of;
    let mut missing = Vec::new();
    let confirmation = asking.input.confirmation.as_ref();
    if confirmation.is_none_or(|(name, ..)| name.trim().is_empty()) {
        missing.push(both(
            "A named practitioner has not confirmed this situation.",
            "Falta que un profesional identificado confirme esta situación.",
        ));
    }
    // Either the practitioner's confirmation or the facts may hold the look-up of the day.
    let checked = |signed: Option<truth::Day>, field: &str| {
        signed == Some(day) || exactly(asking, "search", field) == Some(Value::Date(truth::Interval::exactly(day)))
    };
    if !checked(confirmation.and_then(|(_, _, eoir, _)| *eoir), "eoir_checked") {
        missing.push(both("No EOIR look-up of the same day.", "Falta la consulta de EOIR del mismo día."));
    }
    if !checked(confirmation.and_then(|(_, _, _, custody)| *custody), "custody_checked") {
        missing.push(both("No custody check of the same day.", "Falta la revisión de custodia del mismo día."));
    }
    if exactly(asking, "consent", "lawyer_named") != Some(Value::YesNo(Truth::Yes)) {
        missing.push(both("No lawyer is named for any contact.", "Falta el nombre del abogado o abogada para cualquier comunicación."));
    }
    if exactly(asking, "consent", "signed").is_none() {
        missing.push(both("The client has not signed an informed consent.", "Falta que el cliente firme su consentimiento informado."));
    }
    missing
}

/// What is exactly known of a field of a single record, and is not none.
fn exactly(asking: &Asking<'_>, record: &str, field: &str) -> Option<Value> {
    let model = &asking.input.pack.model;
    let answer = asking.input.case.get(model, model.field(model.record(record)?, field)?, None);
    (answer.is_decided() && answer.none == Truth::No).then_some(answer.value)
}
