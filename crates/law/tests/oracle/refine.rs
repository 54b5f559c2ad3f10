//! Learning a little more about a case.

use super::ast::{Kind, Val};
use super::calendar::{civil, shown};
use super::case::{Case, Known, Open};
use super::choices::Choices;
use super::print::money;
use super::schema::{FIELDS, PLACES, RECORDS};

/// The case with one thing better known, and what it is; none if everything is known.
pub fn refined(case: &Case, from: &mut Choices<'_>) -> Option<(Case, String)> {
    let open = case.open();
    if open.is_empty() {
        return None;
    }
    let chosen = from.pick(&open);
    let way = from.below(case.ways(&chosen));
    let narrow = from.chance(1, 2);
    let name = |field: usize| format!("{}.{}", RECORDS[FIELDS[field].record].name, FIELDS[field].name);
    match &chosen {
        Open::Single(field) => {
            let mut next = case.clone();
            let known = better(*field, &case.singles[field], way, narrow, from);
            let what = format!("{} became {known:?}", name(*field));
            next.singles.insert(*field, known);
            Some((next, what))
        }
        Open::Entry(record, n, field) => {
            let mut next = case.clone();
            let list = next.lists.get_mut(record)?;
            let known = better(*field, &list.entries[*n][field], way, narrow, from);
            let what = format!("{} of entry {n} became {known:?}", name(*field));
            list.entries[*n].insert(*field, known);
            Some((next, what))
        }
        Open::List(record) => {
            let mut next = case.clone();
            let list = next.lists.get_mut(record)?;
            if narrow && !list.further.is_empty() {
                // One more entry turns up; of it, some facts are known, and the list may still be longer.
                let entry = list.further.remove(0);
                let partly = |(field, value): (usize, Val), from: &mut Choices<'_>| {
                    let known = if from.chance(1, 2) { Known::Is(value) } else { Known::Perhaps(None, vec![value]) };
                    (field, known)
                };
                let entry = entry.into_iter().map(|e| partly(e, from)).collect();
                list.entries.push(entry);
                return Some((next, format!("one more {} turned up", RECORDS[*record].name)));
            }
            let closed = case.closed(&chosen, way);
            Some((closed, format!("the list of {} was closed with {way} more", RECORDS[*record].name)))
        }
    }
}

/// A fact known exactly, or, where nothing was known of it, in part.
fn better(field: usize, known: &Known, way: usize, narrow: bool, from: &mut Choices<'_>) -> Known {
    let Known::Perhaps(text, domain) = known else { return known.clone() };
    let value = domain[way];
    let nothing_known = text.as_ref().is_none_or(|t| t == "\"unknown\"");
    if !narrow || !nothing_known || value == Val::None {
        return Known::Is(value);
    }
    let (text, fits): (String, Box<dyn Fn(&Val) -> bool>) = match (FIELDS[field].kind, value) {
        (Kind::Day, Val::Day(day)) => {
            let (year, month, _) = civil(day);
            match from.below(4) {
                0 => (format!("\"{year}\""), Box::new(move |v| matches!(v, Val::Day(d) if civil(*d).0 == year))),
                1 => (
                    format!("\"{year}-{month:02}\""),
                    Box::new(move |v| matches!(v, Val::Day(d) if (civil(*d).0, civil(*d).1) == (year, month))),
                ),
                2 => (format!("\"before {}\"", shown(day + 1)), Box::new(move |v| matches!(v, Val::Day(d) if *d <= day))),
                _ => (format!("\"after {}\"", shown(day - 1)), Box::new(move |v| matches!(v, Val::Day(d) if *d >= day))),
            }
        }
        (Kind::Whole, Val::Whole(n)) => (format!("\"at least {n}\""), Box::new(move |v| matches!(v, Val::Whole(m) if *m >= n))),
        (Kind::Money, Val::Money(n)) => (format!("\"at most {}\"", money(n)), Box::new(move |v| matches!(v, Val::Money(m) if *m <= n))),
        (Kind::Word(_), Val::Word(word)) => {
            let other = from.pick(domain);
            let Val::Word(second) = other else { return Known::Is(value) };
            (format!("[\"{word}\", \"{second}\"]"), Box::new(move |v| *v == value || *v == other))
        }
        (Kind::Place, Val::Place(n)) => {
            let (id, state, _) = PLACES[usize::from(n)];
            let wider = if state.is_empty() { id } else { state };
            let bits = super::schema::region(wider);
            (format!("\"{wider}\""), Box::new(move |v| matches!(v, Val::Place(p) if bits >> p & 1 == 1)))
        }
        _ => return Known::Is(value),
    };
    let left = domain.iter().copied().filter(|v| fits(v)).collect();
    Known::Perhaps(Some(text), left)
}
