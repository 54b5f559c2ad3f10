//! Tests made from the pack itself: the empty case, each fact of an example made unknown, the days around every
//! bound of every span.

use crate::case::Case;
use crate::evaluate::{Confirmed, Evaluation};
use crate::example::{Example, written};
use crate::pack::Pack;
use crate::program::Sort;
use truth::{Answer, Causes, Day, Reason, Truth};

/// A generated test that failed.
#[derive(Clone, Debug)]
pub struct Broken {
    /// Where: the path of the provision.
    pub path: String,
    /// What is wrong.
    pub what: String,
}

/// How many were run, and which failed.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// How many were run.
    pub run: usize,
    /// Which failed.
    pub broken: Vec<Broken>,
}

fn path(pack: &Pack, provision: u32) -> String {
    pack.sources.files[pack.provisions[provision as usize].file].path.clone()
}

/// With nothing known, nothing favorable or adverse about a client may follow.
#[must_use]
pub fn empty_case(pack: &Pack) -> Outcome {
    let mut outcome = Outcome::default();
    let (case, confirmed) = (Case::default(), Confirmed::default());
    let days = pack
        .provisions
        .iter()
        .map(|p| p.last_seen)
        .chain(pack.provisions.iter().flat_map(|p| p.in_force.iter().flat_map(|s| s.turns().collect::<Vec<_>>())));
    let mut days: Vec<Day> = days.collect();
    days.sort_unstable();
    days.dedup();
    for day in days {
        let mut evaluation = Evaluation::new(pack, &case, day, &confirmed);
        for (id, conclusion) in pack.program.numbered().filter(|(_, c)| c.subject.is_none()) {
            outcome.run += 1;
            let truth = evaluation.conclusion(id, None).as_truth();
            let speaks = match conclusion.sort {
                Sort::Danger(_)
                | Sort::Requirement
                | Sort::Weighs(_)
                | Sort::Duty(_)
                | Sort::Risk
                | Sort::Exception
                | Sort::Lift { .. }
                | Sort::Cap(_) => true,
                Sort::Met => truth == Truth::Yes,
                // An avenue may be closed by law that asks no fact (no power to close cases, 2018 to 2021).
                Sort::Plain => truth == Truth::Yes && conclusion.name.ends_with(".open"),
                _ => false,
            };
            let decided = truth == Truth::Yes
                || truth == Truth::No && conclusion.clauses.iter().any(|c| evaluation.governs(*c, None).as_truth() == Truth::Yes);
            if speaks && decided && asks_facts(pack, id, &mut Vec::new()) {
                let answer = if truth == Truth::Yes { "yes" } else { "no" };
                outcome.broken.push(Broken {
                    path: path(pack, conclusion.provision),
                    what: format!("with no facts, on {day}, `{}` is {answer}", conclusion.name),
                });
            }
        }
    }
    outcome.broken.dedup_by(|a, b| a.path == b.path);
    outcome
}

/// Whether a conclusion rests on any fact.
fn asks_facts(pack: &Pack, id: u32, seen: &mut Vec<u32>) -> bool {
    use crate::program::{Node, Says};
    if seen.contains(&id) {
        return false;
    }
    seen.push(id);
    for clause in &pack.program.conclusions[id as usize].clauses {
        let it = &pack.program.clauses[*clause as usize];
        let value = match it.says {
            Says::Value(node) => Some(node),
            Says::Deadline { after, .. } => Some(after),
            Says::Analysis(..) => return true,
            _ => None,
        };
        let (mut facts, mut others) = (false, Vec::new());
        for root in it.when.into_iter().chain(value) {
            pack.program.walk(root, &mut |node| match node {
                Node::Field(..)
                | Node::HasEntry(_)
                | Node::Any(..)
                | Node::Every(..)
                | Node::Count(..)
                | Node::Sum(..)
                | Node::Extreme(..) => facts = true,
                Node::Conclusion(other, _) => others.push(other),
                _ => {}
            });
        }
        if facts || others.into_iter().any(|other| asks_facts(pack, other, seen)) {
            return true;
        }
    }
    false
}

/// Each fact of an example made unknown in turn: an expected answer may only go to unknown, never to another.
#[must_use]
pub fn facts_unknown(pack: &Pack, example: &Example) -> Outcome {
    let mut outcome = Outcome::default();
    let confirmed = Confirmed::default();
    let mut compare = |case: &Case, what: &str| {
        let mut evaluation = Evaluation::new(pack, case, example.as_of, &confirmed);
        // Which way a factor weighs and how an act is judged is no matter of fact.
        for (name, expected) in
            example.expect.iter().filter(|(n, _)| !n.ends_with(".direction") && !n.ends_with(".judged") && !n.ends_with(".levels"))
        {
            outcome.run += 1;
            let found = evaluation.named(name).map_or_else(String::new, |a| written(pack, &a));
            if found != *expected && found != "unknown" {
                let text = format!("example {}: with {what} unknown, {name} goes from {expected} to {found}", example.source);
                outcome.broken.push(Broken { path: path(pack, example.provision), what: text });
            }
        }
    };
    for (field, entry) in example.case.all_stated(&pack.model) {
        let mut case = example.case.clone();
        let it = &pack.model.fields[field as usize];
        let about = crate::about::About::Fact(field, entry).pack();
        let unknown = Answer::unknown(it.kind, it.optional, Causes::one(Reason::NotKnown, about));
        match entry {
            None => case.set(field, unknown),
            Some(n) => case.set_entry(&pack.model, field, n, Some(unknown)),
        }
        compare(&case, &pack.model.path(field, entry));
    }
    for (record, complete, _) in example.case.all_lists() {
        if complete {
            let mut case = example.case.clone();
            case.set_complete(record, false);
            compare(&case, pack.model.records[record as usize].list.as_deref().unwrap_or("a list"));
        }
    }
    for answer in example.case.analyses.keys() {
        let mut case = example.case.clone();
        case.analyses.remove(answer);
        compare(&case, &answer.0);
    }
    outcome
}

/// The day before, of and after every exactly known bound: a clause governs from its first day and no longer on its
/// end day. The bounds are read again from the front matter's own text.
#[must_use]
pub fn bounds(pack: &Pack) -> Outcome {
    let mut outcome = Outcome::default();
    let (case, confirmed) = (Case::default(), Confirmed::default());
    for (id, provision) in (0_u32..).zip(&pack.provisions) {
        let spans = provision.texts("in_force");
        let exact: Vec<(Option<Day>, Option<Day>)> =
            spans.iter().filter_map(|s| s.split_once("..")).map(|(from, to)| (Day::parse(from).ok(), Day::parse(to).ok())).collect();
        // Own arithmetic: in some span by plain comparison of days; partly known bounds are left to their own tests.
        if spans
            .iter()
            .zip(&exact)
            .any(|(s, (from, to))| s.split_once("..").is_some_and(|(f, t)| f.is_empty() != from.is_none() || t.is_empty() != to.is_none()))
        {
            continue;
        }
        let inside = |day: Day| exact.iter().any(|(from, to)| from.is_none_or(|f| f <= day) && to.is_none_or(|t| day < t));
        let open = exact.iter().any(|(_, to)| to.is_none());
        let clause = pack
            .program
            .clauses
            .iter()
            .position(|c| c.provision == id && c.spans == provision.in_force && c.day.is_none() && c.place.is_none());
        let Some(clause) = clause.and_then(|c| u32::try_from(c).ok()) else { continue };
        for bound in exact.iter().flat_map(|(a, b)| [*a, *b]).flatten() {
            for day in [bound.previous(), bound, bound.next()] {
                let stale = provision.volatile && open && day.number() > provision.last_seen.number() + crate::evaluate::SEEN_FOR;
                let expected = if stale && inside(day) { Truth::Unknown } else { Truth::from(inside(day)) };
                let found = Evaluation::new(pack, &case, day, &confirmed).governs(clause, None).as_truth();
                outcome.run += 1;
                if found != expected {
                    outcome
                        .broken
                        .push(Broken { path: path(pack, id), what: format!("on {day} it should govern: {expected:?}, found {found:?}") });
                }
            }
        }
    }
    outcome
}
