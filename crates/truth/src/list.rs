//! What may be said over a list that may not hold all there are.

use crate::{Answer, Causes, Day, Interval, Kind, Truth, Value};
use std::collections::BTreeSet;

/// One entry of a list: whether it counts, and the value asked of it.
#[derive(Clone, Debug)]
pub struct Member {
    /// Whether the entry fulfils the `where`.
    pub counts: Answer,
    /// The value taken from it.
    pub value: Answer,
}

/// Whether some entry fulfils. Over an incomplete list never `no`: `missing` holds the gap.
#[must_use]
pub fn any(entries: impl IntoIterator<Item = Answer>, missing: &Causes) -> Answer {
    let rest = Answer::truth(if missing.is_empty() { Truth::No } else { Truth::Unknown }, missing.clone());
    entries.into_iter().fold(rest, |so_far, entry| so_far.or(&entry))
}

/// Whether all entries fulfil. Over an incomplete list never `yes`.
#[must_use]
pub fn every(entries: impl IntoIterator<Item = Answer>, missing: &Causes) -> Answer {
    let rest = Answer::truth(if missing.is_empty() { Truth::Yes } else { Truth::Unknown }, missing.clone());
    entries.into_iter().fold(rest, |so_far, entry| so_far.and(&entry))
}

/// How many entries fulfil: at least those that surely do, at most those that may; without end over an
/// incomplete list.
#[must_use]
pub fn count(entries: &[Answer], missing: &Causes) -> Answer {
    let of = |truth| entries.iter().filter(|e| e.as_truth() == truth).count();
    let (sure, may) = (of(Truth::Yes), of(Truth::Unknown));
    let causes = gaps(entries.iter(), missing);
    numbers(sure, missing.is_empty().then_some(sure + may), causes)
}

/// How many different values the fulfilling entries have.
///
/// The least is the number of different known values among the sure entries (an unknown value may repeat one of
/// them); the most counts every entry of unknown value as one of its own.
#[must_use]
pub fn count_distinct(entries: &[Member], missing: &Causes) -> Answer {
    let mut sure = BTreeSet::new();
    let mut known = BTreeSet::new();
    let mut open = 0;
    let mut sure_but_open = false;
    for entry in entries.iter().filter(|e| e.counts.as_truth() != Truth::No && e.value.none != Truth::Yes) {
        if entry.value.is_decided() {
            let name = format!("{:?}", entry.value.value);
            if entry.counts.as_truth() == Truth::Yes {
                sure.insert(name.clone());
            }
            known.insert(name);
        } else {
            open += 1;
            sure_but_open |= entry.counts.as_truth() == Truth::Yes && entry.value.none == Truth::No;
        }
    }
    let least = if sure.is_empty() && sure_but_open { 1 } else { sure.len() };
    let causes = entries
        .iter()
        .filter(|e| e.counts.as_truth() != Truth::No)
        .fold(missing.clone(), |all, e| all.union(&e.counts.causes).union(&e.value.causes));
    numbers(least, missing.is_empty().then_some(known.len() + open), causes)
}

/// The sum over the fulfilling entries.
///
/// No term is below nothing (a caller adds up counts and amounts of a client, which are never written so): a term
/// that may not count, or may be missing from the list, can only raise the sum.
#[must_use]
pub fn sum(kind: Kind, entries: &[Member], missing: &Causes) -> Answer {
    let terms = entries.iter().filter(|e| e.counts.as_truth() != Truth::No && e.value.none != Truth::Yes);
    let (mut lo, mut hi) = (Some(0_i64), if missing.is_empty() { Some(0_i64) } else { None });
    let mut causes = missing.clone();
    for term in terms {
        let range = match &term.value.value {
            Value::Whole(i) | Value::Money(i) => *i,
            _ => Interval::ANY,
        };
        let range = Interval { lo: Some(range.lo.map_or(0, |l| l.max(0))), hi: range.hi };
        let sure = term.counts.as_truth() == Truth::Yes && term.value.none == Truth::No;
        let least = if sure { range.lo } else { range.lo.map(|l| l.min(0)) };
        let most = if sure { range.hi } else { range.hi.map(|h| h.max(0)) };
        lo = lo.zip(least).and_then(|(a, b)| a.checked_add(b));
        hi = hi.zip(most).and_then(|(a, b)| a.checked_add(b));
        causes = causes.union(&term.counts.causes).union(&term.value.causes);
    }
    let range = Interval { lo, hi };
    let value = if kind == Kind::Money { Value::Money(range) } else { Value::Whole(range) };
    if value.is_exact() { Answer::known(value) } else { Answer { value, none: Truth::No, causes } }
}

/// The earliest day of the fulfilling entries; none is skipped; of nothing, none.
#[must_use]
pub fn earliest(entries: &[Member], missing: &Causes) -> Answer {
    extreme(entries, missing, true)
}

/// The latest day of the fulfilling entries.
#[must_use]
pub fn latest(entries: &[Member], missing: &Causes) -> Answer {
    extreme(entries, missing, false)
}

/// The surely included entries bound one end; those that may be included can only move the other.
fn extreme(entries: &[Member], missing: &Causes, first: bool) -> Answer {
    let candidates: Vec<(Truth, Interval<Day>, Causes)> = entries
        .iter()
        .filter(|e| e.counts.as_truth() != Truth::No && e.value.none != Truth::Yes)
        .map(|e| {
            let days = if let Value::Date(days) = &e.value.value { *days } else { Interval::ANY };
            (e.counts.as_truth().and(e.value.none.not()), days, e.counts.causes.union(&e.value.causes))
        })
        .collect();
    // Seen from the end that is asked for: `near` is the end that the answer cannot pass for sure entries.
    let near = |days: &Interval<Day>| if first { days.hi } else { days.lo };
    let far = |days: &Interval<Day>| if first { days.lo } else { days.hi };
    let closer = |a: Day, b: Day| if first { a.min(b) } else { a.max(b) };
    let sure = candidates.iter().filter(|(counts, ..)| *counts == Truth::Yes);
    let bound = sure.clone().filter_map(|(_, days, _)| near(days)).reduce(closer);
    let is_there = if sure.clone().next().is_some() {
        Truth::Yes
    } else if candidates.is_empty() && missing.is_empty() {
        return Answer::none(Kind::Date);
    } else {
        Truth::Unknown
    };
    // An entry that lies wholly beyond the bound cannot be the answer; its gaps do not matter.
    let beyond = |days: &Interval<Day>| match (far(days), bound) {
        (Some(end), Some(bound)) => closer(end, bound) == bound && end != bound,
        _ => false,
    };
    let open: Vec<_> = candidates.iter().filter(|(_, days, _)| !beyond(days)).collect();
    let limit = if missing.is_empty() {
        open.iter().map(|(_, days, _)| far(days)).reduce(|a, b| a.zip(b).map(|(a, b)| closer(a, b))).flatten()
    } else {
        None
    };
    let days = if first { Interval { lo: limit, hi: bound } } else { Interval { lo: bound, hi: limit } };
    // Where nothing is sure, nothing bounds the near end but the entries themselves.
    let days = if is_there == Truth::Yes { days } else { spread(&open, missing, days) };
    let value = Value::Date(days);
    if is_there == Truth::Yes && value.is_exact() {
        return Answer::known(value);
    }
    let causes = open.iter().fold(missing.clone(), |all, (_, _, causes)| all.union(causes));
    Answer { value, none: is_there.not(), causes }
}

/// The days that any of the entries can have, for a list of which none is sure to count.
fn spread(open: &[&(Truth, Interval<Day>, Causes)], missing: &Causes, or: Interval<Day>) -> Interval<Day> {
    if missing.is_empty() { open.iter().map(|(_, days, _)| *days).reduce(Interval::join).unwrap_or(or) } else { Interval::ANY }
}

fn numbers(least: usize, most: Option<usize>, causes: Causes) -> Answer {
    let number = |n: usize| i64::try_from(n).ok();
    let value = Value::Whole(Interval { lo: number(least), hi: most.and_then(number) });
    if value.is_exact() { Answer::known(value) } else { Answer { value, none: Truth::No, causes } }
}

fn gaps<'a>(entries: impl Iterator<Item = &'a Answer>, missing: &Causes) -> Causes {
    entries.fold(missing.clone(), |all, entry| all.union(&entry.causes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reason;

    fn yes() -> Answer {
        Answer::truth(Truth::Yes, Causes::none())
    }
    fn perhaps(about: u64) -> Answer {
        Answer::truth(Truth::Unknown, Causes::one(Reason::NotAsked, about))
    }
    fn on(text: &str) -> Answer {
        let days = Day::parse_partly(text).unwrap();
        Answer { value: Value::Date(days), none: Truth::No, causes: Causes::one(Reason::PartlyKnown, 7) }
    }
    fn more() -> Causes {
        Causes::one(Reason::Incomplete, 99)
    }

    #[test]
    fn an_incomplete_list_never_says_none_or_all() {
        assert_eq!(any([], &more()).as_truth(), Truth::Unknown);
        assert_eq!(any([yes()], &more()).as_truth(), Truth::Yes);
        assert_eq!(every([yes()], &more()).as_truth(), Truth::Unknown);
        assert_eq!(any([], &Causes::none()).as_truth(), Truth::No);
        assert_eq!(count(&[yes(), perhaps(1)], &more()).value, Value::Whole(Interval { lo: Some(1), hi: None }));
    }

    fn worth(cents: i64) -> Answer {
        Answer::known(Value::Money(Interval::exactly(cents)))
    }

    #[test]
    fn what_may_count_may_be_counted() {
        let entries = [yes(), perhaps(1), Answer::truth(Truth::No, Causes::none())];
        assert_eq!(count(&entries, &Causes::none()).value, Value::Whole(Interval { lo: Some(1), hi: Some(2) }));
        assert_eq!(count(&entries[..1], &Causes::none()), Answer::known(Value::Whole(Interval::exactly(1))));
    }

    #[test]
    fn what_may_count_may_raise_the_sum() {
        let members = [Member { counts: yes(), value: worth(300) }, Member { counts: perhaps(1), value: worth(500) }];
        let total = sum(Kind::Money, &members, &Causes::none());
        assert_eq!(total.value, Value::Money(Interval { lo: Some(300), hi: Some(800) }));
        assert_eq!(total.causes, Causes::one(Reason::NotAsked, 1));
        assert_eq!(sum(Kind::Money, &members[..1], &Causes::none()), worth(300));
        assert_eq!(sum(Kind::Money, &members[..1], &more()).value, Value::Money(Interval { lo: Some(300), hi: None }));
    }

    #[test]
    fn the_earliest_is_bounded_above_by_what_is_sure() {
        let members = [Member { counts: yes(), value: on("2010") }, Member { counts: perhaps(1), value: on("2008") }];
        let answer = earliest(&members, &Causes::none());
        assert_eq!(answer.value, Value::Date(Day::parse_partly("2008-01-01..2010-12-31").unwrap()));
        let answer = earliest(&members[..1], &more());
        assert_eq!(answer.value, Value::Date(Day::parse_partly("..2010-12-31").unwrap()));
        assert_eq!(earliest(&[], &Causes::none()).none, Truth::Yes);
        assert_eq!(earliest(&[], &more()).none, Truth::Unknown);
    }

    #[test]
    fn an_entry_that_cannot_win_brings_no_question() {
        let exact = Answer::known(Value::Date(Day::parse_partly("2005-01-01").unwrap()));
        let members = [Member { counts: yes(), value: exact.clone() }, Member { counts: perhaps(1), value: on("2010") }];
        assert_eq!(earliest(&members, &Causes::none()), exact);
    }
}
