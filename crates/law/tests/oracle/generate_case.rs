//! Cases drawn at random for a pack: only facts that its law reads, some of them not known.

use super::ast::{Kind, Pack, Says, Val};
use super::calendar::{civil, day, shown};
use super::case::{Analyzed, Binding, Case, Entries, Known, Open, written};
use super::choices::Choices;
use super::generate::{read_fields, read_lists};
use super::print::{money, span};
use super::schema::{FIELDS, PLACES, REGIONS, fields_of, grid, region, values};
use std::collections::BTreeMap;

/// A case with at most `most` completions; with 0, every fact is known.
pub fn case(pack: &Pack, numbers: &[u16], most: usize) -> Case {
    let mut from = Choices::new(numbers);
    let fields = read_fields(pack);
    let as_of = from.pick(&grid()) + i32::from(from.chance(1, 4));
    let mut case = Case { as_of, ..Case::default() };
    for field in fields.iter().filter(|f| !super::schema::is_list(FIELDS[**f].record)) {
        case.singles.insert(*field, Known::Is(value(*field, &mut from)));
    }
    for list in read_lists(pack) {
        let entry = |from: &mut Choices<'_>| -> BTreeMap<usize, Val> {
            fields_of(list).filter(|f| fields.contains(f)).map(|f| (f, value(f, from))).collect()
        };
        let entries = (0..from.below(4)).map(|_| entry(&mut from).into_iter().map(|(f, v)| (f, Known::Is(v))).collect()).collect();
        case.lists.insert(list, Entries { entries, complete: true, further: Vec::new() });
    }
    open_some(pack, &mut case, most, &mut from);
    analyses(pack, &mut case, &mut from);
    case
}

fn value(field: usize, from: &mut Choices<'_>) -> Val {
    let it = &FIELDS[field];
    if it.optional && from.chance(1, 3) { Val::None } else { from.pick(&values(it.kind)) }
}

/// Makes some facts unknown or partly known, while few enough completions are left.
fn open_some(pack: &Pack, case: &mut Case, most: usize, from: &mut Choices<'_>) {
    let fields = read_fields(pack);
    let mut all: Vec<Open> = case.singles.keys().map(|f| Open::Single(*f)).collect();
    for (record, list) in &case.lists {
        all.push(Open::List(*record));
        for (n, entry) in list.entries.iter().enumerate() {
            all.extend(entry.keys().map(|f| Open::Entry(*record, n, *f)));
        }
    }
    from.shuffle(&mut all);
    let wanted = if most == 0 { 0 } else { from.below(13) };
    for open in all.into_iter().take(wanted) {
        let before = case.clone();
        match &open {
            Open::Single(field) => {
                let known = perhaps(*field, from);
                case.singles.insert(*field, known);
            }
            Open::Entry(record, n, field) => {
                let known = perhaps(*field, from);
                if let Some(list) = case.lists.get_mut(record) {
                    list.entries[*n].insert(*field, known);
                }
            }
            Open::List(record) => {
                let further = (0..1 + from.below(2))
                    .map(|_| fields_of(*record).filter(|f| fields.contains(f)).map(|f| (f, value(f, from))).collect())
                    .collect();
                if let Some(list) = case.lists.get_mut(record) {
                    list.complete = false;
                    list.further = further;
                }
            }
        }
        if case.completions(most + 1) > most {
            *case = before;
        }
    }
}

/// Something less than a value, and up to four values that it may be.
fn perhaps(field: usize, from: &mut Choices<'_>) -> Known {
    let it = &FIELDS[field];
    let all = values(it.kind);
    let anything = |from: &mut Choices<'_>| {
        let mut domain = few(&all, from);
        if it.optional {
            domain.push(Val::None);
        }
        Known::Perhaps(if from.chance(1, 2) { Some("\"unknown\"".into()) } else { None }, domain)
    };
    if from.chance(1, 2) {
        return anything(from);
    }
    let of = |text: String, fits: &dyn Fn(&Val) -> bool, from: &mut Choices<'_>| {
        let domain: Vec<Val> = all.iter().copied().filter(|v| fits(v)).collect();
        if domain.is_empty() { None } else { Some(Known::Perhaps(Some(text), few(&domain, from))) }
    };
    let found = match it.kind {
        Kind::Day => {
            let (a, b) = (from.pick(&grid()), from.pick(&grid()));
            let (lo, hi) = (a.min(b), a.max(b));
            let (year, month, _) = civil(a);
            let is = |v: &Val, holds: &dyn Fn(i32) -> bool| matches!(v, Val::Day(d) if holds(*d));
            match from.below(6) {
                0 => of(format!("\"{year}\""), &|v| is(v, &|d| civil(d).0 == year), from),
                1 => of(format!("\"{year}-{month:02}\""), &|v| is(v, &|d| (civil(d).0, civil(d).1) == (year, month)), from),
                2 => of(format!("\"before {}\"", shown(a)), &|v| is(v, &|d| d < a), from),
                3 => of(format!("\"after {}\"", shown(a)), &|v| is(v, &|d| d > a), from),
                4 => of(format!("\"about {year}\""), &|v| is(v, &|d| (day(year - 1, 1, 1)..day(year + 2, 1, 1)).contains(&d)), from),
                _ => of(format!("\"{}..{}\"", shown(lo), shown(hi)), &|v| is(v, &|d| lo <= d && d <= hi), from),
            }
        }
        Kind::Whole | Kind::Money => {
            let number = |v: &Val| if let Val::Whole(n) | Val::Money(n) = v { *n } else { 0 };
            let (a, b) = (number(&from.pick(&all)), number(&from.pick(&all)));
            let (lo, hi) = (a.min(b), a.max(b));
            let text = |n: i64| if it.kind == Kind::Money { money(n) } else { n.to_string() };
            match from.below(3) {
                0 => of(format!("\"at least {}\"", text(lo)), &|v| number(v) >= lo, from),
                1 => of(format!("\"at most {}\"", text(hi)), &|v| number(v) <= hi, from),
                _ => of(format!("\"{}..{}\"", text(lo), text(hi)), &|v| lo <= number(v) && number(v) <= hi, from),
            }
        }
        Kind::Word(_) | Kind::Country => {
            let some = from.some(&all);
            let names: Vec<&str> = some.iter().map(|v| if let Val::Word(w) = v { *w } else { "" }).collect();
            of(format!("{names:?}"), &|v| some.contains(v), from)
        }
        Kind::Place => {
            let name = from.pick(&REGIONS);
            let mut bits = region(name);
            let mut text = format!("\"{name}\"");
            if from.chance(1, 2) {
                let n = from.below(PLACES.len());
                bits |= 1 << n;
                text = format!("[\"{name}\", \"{}\"]", PLACES[n].0);
            }
            of(text, &|v| matches!(v, Val::Place(n) if bits >> n & 1 == 1), from)
        }
        Kind::Span => {
            let (a, b) = from.pick(&[((0, 30), (0, 180)), ((1, 0), (6, 0)), ((6, 0), (24, 0)), ((0, 180), (0, 365))]);
            let between = |v: &Val| matches!(v, Val::Span(m, d) if (a.0 == 0) == (*m == 0) && (*d == 0) == (a.1 == 0) && (*m, *d) >= a && (*m, *d) <= b);
            of(format!("\"{}..{}\"", span(a.0, a.1), span(b.0, b.1)), &between, from)
        }
        Kind::Bool | Kind::Text => None,
    };
    match found {
        Some(Known::Perhaps(text, domain)) => Known::Perhaps(text, domain),
        _ => anything(from),
    }
}

/// The first, the last, and up to two between.
fn few(all: &[Val], from: &mut Choices<'_>) -> Vec<Val> {
    let mut found = vec![all[0], all[all.len() - 1], from.pick(all), from.pick(all)];
    found.sort_unstable();
    found.dedup();
    found
}

/// Answers to some of the analyses.
fn analyses(pack: &Pack, case: &mut Case, from: &mut Choices<'_>) {
    for clause in pack.provisions.iter().flat_map(|p| &p.clauses) {
        let Says::Analysis(id, weighing) = &clause.says else { continue };
        let entries: Vec<Option<usize>> = match pack.conclusions[*id].subject {
            None => vec![None],
            Some(list) => (0..case.lists.get(&list).map_or(0, |l| l.entries.len())).map(Some).collect(),
        };
        for entry in entries {
            let answer = from.pick(&[Some(true), Some(false), None]);
            // An answer binds to the facts it weighed: where one of them is still open, closing it is a correction.
            let open = weighing.iter().any(|w| is_open(case, w, entry));
            let bindings = if open {
                [Binding::Any, Binding::OtherVersion, Binding::OtherFacts, Binding::Any]
            } else {
                [Binding::Any, Binding::Right, Binding::OtherVersion, Binding::OtherFacts]
            };
            if from.chance(4, 5) {
                let bound_to = if weighing.is_empty() { from.pick(&bindings[..2]) } else { from.pick(&bindings) };
                case.analyses.insert((*id, entry), Analyzed { answer, bound_to });
            }
        }
    }
}

fn is_open(case: &Case, weighed: &super::ast::Expr, entry: Option<usize>) -> bool {
    let super::ast::Expr::Field(slot, field) = weighed else { return false };
    let known = match (slot, entry) {
        (Some(_), Some(n)) => case.lists.get(&FIELDS[*field].record).and_then(|l| l.entries.get(n)?.get(field)),
        _ => case.singles.get(field),
    };
    matches!(known, Some(Known::Perhaps(..)))
}

/// For messages.
pub fn shown_value(value: Val) -> String {
    written(value)
}
