//! The whole assessment.

use crate::avenues::avenues;
use crate::changes::{changes, level_words, open_words};
use crate::deadlines::deadlines;
use crate::input::Input;
use crate::instruments::instruments;
use crate::line::{Asking, both};
use crate::model::{Assessment, Authority, Avenue, ConfirmedBy, Deadline, Line, NextQuestion, Receipt, Row, SCHEMA, Safety, State};
use crate::opens::opens;
use crate::questions::next_question;
use crate::rests_on;
use crate::safety::safety;
use law::Level;
use law::program::Sort;
use std::collections::BTreeSet;
use std::sync::Arc;
use truth::Day;

/// How many rows stand under "Decide now" at most.
const MOST_ROWS: usize = 7;

/// Makes an assessment. The same input gives the same assessment.
#[must_use]
pub fn assess(input: &Input<'_>) -> Assessment {
    // The gate and the doors rest on the same answers and wait for nothing of each other: two processors work on a page.
    std::thread::scope(|scope| {
        let doors = scope.spawn(|| Doors::of(input));
        let gate = Gate::of(input);
        let doors = doors.join().unwrap_or_else(|_| Doors::of(input));
        joined(input, gate, doors)
    })
}

/// What rests on the gate: danger, days, the next question, what would change it; and the instruments of the day.
struct Gate<'a> {
    asking: Asking<'a>,
    safety: Safety,
    deadlines: Vec<Deadline>,
    next_question: Option<NextQuestion>,
    changes: Vec<crate::model::Change>,
    instruments: Vec<crate::model::Instrument>,
}

impl<'a> Gate<'a> {
    fn of(input: &'a Input<'a>) -> Self {
        let mut asking = Asking::new(input);
        let safety = safety(&mut asking);
        let deadlines = deadlines(&mut asking, &safety.duties);
        let next_question = next_question(&mut asking);
        let changes = changes(&mut asking);
        let instruments = instruments(&mut asking);
        Self { asking, safety, deadlines, next_question, changes, instruments }
    }
}

/// What can be asked, and where the case stands.
struct Doors {
    avenues: Vec<Avenue>,
    programs: Vec<Avenue>,
    relief: Vec<Avenue>,
    posture: Vec<Line>,
    posture_statements: Vec<crate::model::Statement>,
    conclusions: Vec<Line>,
}

impl Doors {
    fn of(input: &Input<'_>) -> Self {
        let mut asking = Asking::new(input);
        let asking = &mut asking;
        let verdicts = crate::safety::judged(asking);
        Self {
            avenues: avenues(asking, "avenues", &verdicts),
            programs: avenues(asking, "programs", &verdicts),
            relief: avenues(asking, "relief", &verdicts),
            posture: posture(asking),
            posture_statements: asking.statements(|p| p.kind == "posture"),
            conclusions: others(asking),
        }
    }
}

fn joined(input: &Input<'_>, gate: Gate<'_>, doors: Doors) -> Assessment {
    let Gate { mut asking, mut safety, deadlines, next_question, changes, instruments } = gate;
    let Doors { avenues: avenues_, programs, relief, posture, posture_statements, conclusions } = doors;
    let asking = &mut asking;
    safety.opens = opens(asking, &safety, &changes);
    let mut not_seen = |of: &Avenue| {
        let waits_for_law = asking.find(&of.line.id).is_some_and(|(id, entry)| {
            asking.evaluation.conclusion(id, entry).causes.as_slice().iter().any(|c| c.reason == truth::Reason::NotSeen)
        });
        waits_for_law || asking.input.pack.provision(&of.line.authority.id).is_some_and(|(number, _)| asking.not_seen(number))
    };
    let decide_now = decide_now(&safety, &deadlines, next_question.as_ref(), &avenues_, &programs, &mut not_seen);
    let mut page = Assessment {
        schema: SCHEMA,
        code: input.code.clone(),
        title: input.title.clone(),
        as_of: input.as_of.to_string(),
        as_of_words: law::wording::weekday_and_day(input.as_of),
        place: input.place.clone(),
        decide_now,
        deadlines,
        next_question,
        posture,
        stage: stage(input),
        posture_statements,
        avenues: avenues_,
        programs,
        relief,
        conclusions,
        instruments,
        changes,
        family: None,
        conflicts: input.conflicts.clone(),
        set_aside: input.set_aside.clone(),
        stale_facts: stale_facts(input),
        claims: input.claims.clone(),
        receipt: blank_receipt(input),
        protected: protected(input, &safety),
        safety,
    };
    let rests = rests_on::provisions(&page);
    let (stale, confirmations, reviewed) = law_of(asking, &rests, &page.safety);
    (page.receipt.stale, page.receipt.confirmations, page.receipt.reviewed) = (stale, confirmations, reviewed);
    page
}

/// A danger whose page says that the facts behind it are `confidential`, where such a fact is known.
fn protected(input: &Input<'_>, safety: &Safety) -> Option<Arc<Authority>> {
    let marked = |id: &str| input.pack.provision(id).and_then(|(_, p)| p.front.get("confidential")?.as_bool()).unwrap_or(false);
    let known = safety.dangers.iter().filter(|d| matches!(d.line.state, State::Yes | State::Disagree));
    known.map(|d| &d.line.authority).find(|a| marked(&a.id)).cloned()
}

/// The stage, as the facts say it.
fn stage(input: &Input<'_>) -> law::Words {
    let model = &input.pack.model;
    let field = model.record("proceedings").and_then(|r| model.field(r, "stage"));
    field.map_or_else(|| both("not known", "no se sabe"), |f| input.pack.value_words(&input.case.get(model, f, None), Some(f)))
}

/// Who decides now, and what else the pack concludes about where the case stands.
fn posture(asking: &mut Asking<'_>) -> Vec<Line> {
    let pack = asking.input.pack;
    let own = |c: &law::program::Conclusion| {
        let provision = &pack.provisions[c.provision as usize];
        provision.kind == "posture" && provision.id == "who-decides-now" && c.subject.is_none() && c.sort == Sort::Plain
    };
    let ids: Vec<u32> = pack.program.numbered().filter(|(_, c)| own(c)).map(|(id, _)| id).collect();
    ids.into_iter().map(|id| asking.line(id, None)).filter(|l| l.state != State::No).collect()
}

/// Conclusions with words of their own that no other part of the page shows; of entries of a list, each entry's.
fn others(asking: &mut Asking<'_>) -> Vec<Line> {
    let pack = asking.input.pack;
    // Posture has a part of its own.
    let pages = pack.provisions.iter().filter(|p| p.kind != "posture");
    let named = pages.filter_map(|p| p.front.get("show")?.as_array()).flatten().filter_map(|name| pack.program.conclusion(name.as_str()?));
    let mut ids: Vec<u32> = named.collect();
    ids.sort_unstable();
    ids.dedup();
    let mut all = Vec::new();
    for id in ids {
        let conclusion = &pack.program.conclusions[id as usize];
        if conclusion.sort != Sort::Plain {
            continue;
        }
        match conclusion.subject {
            None => all.push((id, None)),
            Some(record) => all.extend((0..asking.evaluation.entries(record)).map(|entry| (id, Some(entry)))),
        }
    }
    all.into_iter().map(|(id, entry)| asking.line(id, entry)).collect()
}

/// At most seven rows: what is due soon, the question that bears on safety, then doors that are open or wait for one
/// answer. A door that is open while the gate is closed says so in its own row.
fn decide_now(
    safety: &Safety,
    deadlines: &[Deadline],
    next: Option<&NextQuestion>,
    avenues: &[Avenue],
    programs: &[Avenue],
    not_seen: &mut dyn FnMut(&Avenue) -> bool,
) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for duty in deadlines.iter().filter(|d| (-30..=60).contains(&d.in_days) && d.due_from == "client" && !d.is_kept()).take(4) {
        let when = match duty.in_days {
            0 => both("today", "hoy"),
            1 => both("tomorrow", "mañana"),
            -1 => both("passed yesterday", "pasó ayer"),
            n if n > 0 => both(format!("in {n} days"), format!("en {n} días")),
            n => both(format!("passed {} days ago", -n), format!("pasó hace {} días", -n)),
        };
        let when = if duty.passed_since { both("passed since then", "ya pasó desde entonces") } else { when };
        let from = if duty.partly { both("; earliest possible day", "; primera fecha posible") } else { both("", "") };
        let stands =
            both(format!("{} ({}{})", duty.day_words.en, when.en, from.en), format!("{} ({}{})", duty.day_words.es, when.es, from.es));
        rows.push(Row { words: duty.line.words.clone(), stands, state: duty.line.state, id: duty.line.id.clone() });
    }
    if let Some(next) = next.filter(|n| n.bears_on_safety > 0) {
        let waits = |k: &&crate::model::KeepsClosed| k.state != State::Yes && k.missing.iter().any(|m| m.path == next.fact.path);
        let closed = safety.keeps_closed.iter().filter(waits).count();
        let (en, es) = (&next.fact.label.en, &next.fact.label.es);
        let stands = match closed {
            0 => both(format!("{en} (it bears on safety)"), format!("{es} (pesa en la seguridad)")),
            1 => both(format!("{en} (a danger waits for it)"), format!("{es} (un peligro depende de eso)")),
            n => both(format!("{en} ({n} dangers wait for it)"), format!("{es} ({n} peligros dependen de eso)")),
        };
        rows.push(Row { words: both("To learn first", "Averiguar primero"), stands, state: State::NotKnown, id: next.fact.path.clone() });
    }
    if let Some(verdict) = safety.verdicts.iter().find(|v| !v.complete) {
        let stands = both(
            "no verdict opens until an attorney confirms the list of dangers",
            "ninguna respuesta se abre hasta que un abogado confirme la lista de peligros",
        );
        let words = both("Look at the law again", "Volver a revisar la ley");
        rows.push(Row { words, stands, state: State::LawNotSeen, id: format!("dangers.{}", verdict.recipient.name()) });
    }
    let row = |a: &Avenue| {
        let state = open_words(a.line.state);
        let stands = match a.line.state {
            State::Yes | State::NotModelled => state,
            // Its reason begins with these very words.
            State::NotKnown => a.line.because.clone(),
            _ => both(format!("{}: {}", state.en, a.line.because.en), format!("{}: {}", state.es, a.line.because.es)),
        };
        // Who reads only the first words must not take them for leave to write.
        let stands = match &a.gate {
            Some(g) if a.gate_closed => {
                both(format!("{}; by its own law: {}", g.en, stands.en), format!("{}; según su propia ley: {}", g.es, stands.es))
            }
            Some(g) => both(format!("{} ({})", stands.en, g.en), format!("{} ({})", stands.es, g.es)),
            None => stands,
        };
        Row { words: a.line.words.clone(), stands, state: a.line.state, id: a.line.id.clone() }
    };
    // What is never right here is nothing to decide; nor is what rests on law that nobody saw lately, until someone has.
    let mut seen = |a: &&Avenue| a.line.state == State::Yes || !not_seen(a);
    let all: Vec<&Avenue> = avenues.iter().chain(programs).filter(|a| a.never.is_none()).filter(&mut seen).collect();
    // While the gate waits for facts, doors that wait for the same facts would only crowd the page.
    let waiting = if rows.iter().any(|r| r.state == State::NotKnown) { 2 } else { MOST_ROWS };
    // What must be made before anything else is asked comes first.
    let not_closed = |a: &Avenue| !matches!(a.line.state, State::No | State::NotModelled);
    let (first, all): (Vec<&Avenue>, Vec<&Avenue>) = all.into_iter().partition(|a| a.goes_first && not_closed(a));
    rows.extend(first.into_iter().map(row));
    // What the gate shuts is not decided now: it stands below, among the ways to ask.
    for wanted in [State::Yes, State::NeedsAnalysis, State::NotKnown, State::Disagree] {
        let most = if wanted == State::NotKnown { waiting } else { MOST_ROWS };
        rows.extend(all.iter().filter(|a| a.line.state == wanted && !a.gate_closed).take(most).map(|a| row(a)));
    }
    if rows.is_empty()
        && let Some(verdict) = safety.verdicts.iter().rev().max_by_key(|v| v.level)
    {
        let state = if verdict.level == Level::Stop { State::No } else { State::NotKnown };
        let words = both("Any contact with the government", "Toda comunicación con el gobierno");
        rows.push(Row { words, stands: level_words(verdict.level), state, id: format!("verdict.{}", verdict.recipient.name()) });
    }
    rows.truncate(MOST_ROWS);
    rows
}

fn stale_facts(input: &Input<'_>) -> Vec<(String, law::Words, String)> {
    let model = &input.pack.model;
    let mut all: Vec<_> = input
        .sources
        .iter()
        .filter(|(_, s)| s.stale)
        .map(|((field, entry), s)| (input.path(*field, *entry), model.fields[*field as usize].label.clone(), s.on.clone()))
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

fn blank_receipt(input: &Input<'_>) -> Receipt {
    let newest = input.pack.provisions.iter().map(|p| p.last_seen).max().unwrap_or(Day::from_number(0));
    Receipt {
        pack: input.pack.hash.clone(),
        facts: input.facts_hash.clone(),
        as_of: input.as_of.to_string(),
        made: input.today.map(|day| day.to_string()),
        program: input.program.clone(),
        pack_last_seen: newest.to_string(),
        confirmations: Vec::new(),
        reviewed: "none".to_owned(),
        stale: Vec::new(),
    }
}

/// Of the law that a page rests on: what is too old on the day, whose confirmations hold it up, who reviewed it.
fn law_of(asking: &Asking<'_>, rests: &BTreeSet<&str>, safety: &Safety) -> (Vec<Arc<Authority>>, Vec<ConfirmedBy>, String) {
    let input = asking.input;
    let closes_the_list = |p: &law::provision::Provision| p.kind == "safety" && p.group == "dangers";
    let mut stale = Vec::new();
    let mut confirmations: Vec<ConfirmedBy> = safety.verdicts.iter().flat_map(|v| v.complete_by.clone()).collect();
    let mut reviewed = BTreeSet::new();
    for (number, provision) in (0_u32..).zip(&input.pack.provisions) {
        // The page that calls the list of dangers whole bears on every verdict without being a step of any proof.
        if !rests.contains(provision.id.as_str()) && !closes_the_list(provision) {
            continue;
        }
        reviewed.insert(provision.reviewed.as_str());
        confirmations.extend(asking.confirmed_by(number));
        if asking.not_seen(number) {
            stale.push(asking.authority(number));
        }
    }
    confirmations.sort_by(|a, b| a.provision.cmp(&b.provision));
    confirmations.dedup();
    let reviewed = if reviewed.contains("none") { "none".to_owned() } else { reviewed.into_iter().collect::<Vec<_>>().join("; ") };
    (stale, confirmations, reviewed)
}
