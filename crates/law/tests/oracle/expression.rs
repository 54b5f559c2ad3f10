//! What an expression comes to in a completed case: the values it may have, given what the law itself leaves open.

use super::ast::{Each, Expr, Op, Unit, Val};
use super::calendar;
use super::interpret::{Out, Reader};
use super::schema::{FIELDS, TABLES, region};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

type Spans = ((i32, i32), (i32, i32), bool);

thread_local! {
    static SPANS: RefCell<HashMap<Spans, Option<bool>>> = RefCell::new(HashMap::new());
}

impl Reader<'_> {
    pub fn eval(&mut self, expr: &Expr) -> Out {
        let out = match expr {
            Expr::Lit(value) => Out::one(*value),
            Expr::AsOf => Out::one(Val::Day(self.case.as_of)),
            Expr::Field(slot, field) => {
                let found = match slot {
                    None => self.facts.singles.get(field),
                    Some(slot) => self.facts.lists.get(&FIELDS[*field].record).and_then(|l| l.get(self.bound[*slot])?.get(field)),
                };
                found.map_or(Out::Top, |v| Out::one(*v))
            }
            Expr::Concl(slot, id) => {
                let entry = slot.map(|s| self.bound[s]);
                self.conclude(*id, entry)
            }
            Expr::And(a, b) => self.eval(a).and(&self.eval(b)),
            Expr::Or(a, b) => self.eval(a).not().and(&self.eval(b).not()).not(),
            Expr::Not(a) => self.eval(a).not(),
            Expr::Cmp(op, a, b) => {
                let (a, b) = (self.eval(a), self.eval(b));
                pairs(&a, &b, |x, y| compared(*op, x, y))
            }
            Expr::In(negated, a, items) => {
                let a = self.eval(a);
                let mut found = Out::truth(false);
                for item in items {
                    let item = self.eval(item);
                    found = found.or(&pairs(&a, &item, |x, y| compared(Op::Equal, x, y)));
                }
                // Of a value that may be one of several, each is asked by itself.
                if let Out::Set(all) = &a
                    && all.len() > 1
                    && !self.flat
                {
                    let each = |reader: &mut Self, value: Val| reader.eval(&Expr::In(false, Box::new(Expr::Lit(value)), items.clone()));
                    found = all.clone().into_iter().map(|v| each(self, v)).reduce(|x, y| x.union(&y)).unwrap_or(found);
                }
                if *negated { found.not() } else { found }
            }
            Expr::Within(place, scope) => {
                let inside = scope.of.iter().fold(0, |all, n| all | region(n)) & !scope.except.iter().fold(0, |all, n| all | region(n));
                match self.eval(place) {
                    Out::Top => Out::unsure(),
                    Out::Set(all) => Out::of(all.into_iter().flat_map(|v| match v {
                        Val::Place(n) => vec![Val::Bool(inside >> n & 1 == 1)],
                        _ => both(),
                    })),
                }
            }
            Expr::Has(a) => match self.eval(a) {
                Out::Top => Out::unsure(),
                Out::Set(all) => Out::of(all.into_iter().map(|v| Val::Bool(v != Val::None))),
            },
            Expr::HasEntry(list) => Out::truth(self.entries(*list) > 0),
            Expr::Any(each) => {
                let counts = self.counts(each, |_| ());
                counts.into_iter().fold(Out::truth(false), |so_far, (counts, ())| so_far.or(&counts))
            }
            Expr::Every(each, body) => {
                let counts = self.counts(each, |reader| reader.eval(body));
                counts.into_iter().fold(Out::truth(true), |so_far, (counts, holds)| so_far.and(&counts.not().or(&holds)))
            }
            Expr::Count(None, each) => {
                let entries = self.counts(each, |_| Out::one(Val::Whole(1)));
                chosen(&entries, |values| Val::Whole(i64::try_from(values.len()).unwrap_or(0)))
            }
            Expr::Count(Some(field), each) => {
                let entries = self.field_of_each(*field, each);
                chosen(&entries, |values| Val::Whole(values.iter().collect::<BTreeSet<_>>().len().try_into().unwrap_or(0)))
            }
            Expr::Sum(field, each) => {
                let entries = self.field_of_each(*field, each);
                let money = FIELDS[*field].kind == super::ast::Kind::Money;
                if money && entries.is_empty() && super::open_bugs::SUM_OF_NOTHING {
                    return Out::Top;
                }
                chosen(&entries, |values| {
                    let total = values.iter().map(|v| if let Val::Whole(n) | Val::Money(n) = v { *n } else { 0 }).sum();
                    if money { Val::Money(total) } else { Val::Whole(total) }
                })
            }
            Expr::Extreme(last, value, each) => {
                let entries = self.counts(each, |reader| reader.eval(value));
                let entries: Vec<_> = entries.into_iter().map(|(counts, day)| (counts, self.any_day(day))).collect();
                chosen(&entries, |days| first_or_last(*last, days))
            }
            Expr::ExtremeOf(last, items) => {
                let mut entries = Vec::new();
                for item in items {
                    let day = self.eval(item);
                    entries.push((Out::truth(true), self.any_day(day)));
                }
                chosen(&entries, |days| first_or_last(*last, days))
            }
            Expr::Elapsed(unit, a, b) => {
                let (a, b) = (self.eval(a), self.eval(b));
                values(&a, &b, |x, y| match (x, y) {
                    (Val::Day(x), Val::Day(y)) => Some(Val::Whole(match unit {
                        Unit::Years => calendar::whole(12, x, y),
                        Unit::Months => calendar::whole(1, x, y),
                        Unit::Days => i64::from(y - x),
                    })),
                    _ => None,
                })
            }
            Expr::Plus(minus, a, b) => {
                let (a, b) = (self.eval(a), self.eval(b));
                let nothing = Out::one(Val::None);
                if a == nothing || b == nothing {
                    return nothing;
                }
                let sign: i32 = if *minus { -1 } else { 1 };
                values(&a, &b, |x, y| match (x, y) {
                    (Val::Day(d), Val::Span(months, days)) => Some(Val::Day(calendar::plus(d, sign * months, sign * days))),
                    (Val::Whole(x), Val::Whole(y)) => Some(Val::Whole(x + i64::from(sign) * y)),
                    (Val::Money(x), Val::Money(y)) => Some(Val::Money(x + i64::from(sign) * y)),
                    (Val::None, _) | (_, Val::None) => Some(Val::None),
                    _ => None,
                })
            }
            Expr::If(c, a, b) => match self.eval(c).truths() {
                (true, false) => self.eval(a),
                (false, true) => self.eval(b),
                _ => self.eval(a).union(&self.eval(b)),
            },
            Expr::Timely(slot, deadline, by) => {
                let entry = slot.map(|s| self.bound[s]);
                let (deadline, by) = (self.conclude(*deadline, entry), self.eval(by));
                let as_of = self.case.as_of;
                pairs(&deadline, &by, |last, done| match (last, done) {
                    (Val::Day(last), Val::Day(done)) => vec![Val::Bool(done <= last)],
                    (Val::Day(last), Val::None) => vec![Val::Bool(as_of <= last)],
                    _ => both(),
                })
            }
            Expr::Lookup(table, column, key) => {
                let covers = self.pack.tables_cover[*table];
                let inside = super::interpret::holds(&covers, self.case.as_of) == (true, false);
                match self.eval(key) {
                    Out::Set(keys) if inside && !keys.contains(&Val::None) => Out::of(keys.into_iter().map(|key| {
                        let row = TABLES[*table].rows.iter().find(|row| row[0] == Some(key));
                        row.and_then(|row| row[*column]).unwrap_or(Val::None)
                    })),
                    _ => Out::Top,
                }
            }
        };
        self.settled(out)
    }

    /// A day of which nothing is known still leaves a bound to the others: it is tried as none and as many days.
    fn any_day(&self, day: Out) -> Out {
        if self.flat || day != Out::Top {
            return day;
        }
        let far = [Val::None, Val::Day(calendar::day(1900, 1, 1)), Val::Day(calendar::day(2100, 1, 1))];
        let near = super::schema::grid().into_iter().flat_map(|d| [d - 1, d, d + 1]).map(Val::Day);
        Out::of(far.into_iter().chain(near))
    }

    pub fn entries(&self, list: usize) -> usize {
        self.facts.lists.get(&list).map_or(0, Vec::len)
    }

    /// Each entry of a list: whether it counts, and what is asked of it.
    fn counts<T>(&mut self, each: &Each, mut ask: impl FnMut(&mut Self) -> T) -> Vec<(Out, T)> {
        let mut all = Vec::new();
        for entry in 0..self.entries(each.list) {
            self.bound.push(entry);
            let counts = each.filter.as_ref().map_or(Out::truth(true), |f| self.eval(f));
            all.push((counts, ask(self)));
            self.bound.pop();
        }
        all
    }

    fn field_of_each(&mut self, field: usize, each: &Each) -> Vec<(Out, Out)> {
        let slot = self.bound.len();
        self.counts(each, |reader| reader.eval(&Expr::Field(Some(slot), field)))
    }
}

fn both() -> Vec<Val> {
    vec![Val::Bool(false), Val::Bool(true)]
}

/// The truths that every pair of possible values may give.
fn pairs(a: &Out, b: &Out, holds: impl Fn(Val, Val) -> Vec<Val>) -> Out {
    match (a, b) {
        (Out::Set(a), Out::Set(b)) => Out::of(a.iter().flat_map(|x| b.iter().flat_map(|y| holds(*x, *y)).collect::<Vec<_>>())),
        _ => Out::unsure(),
    }
}

/// The values that every pair of possible values gives; anything, if some pair gives none.
fn values(a: &Out, b: &Out, make: impl Fn(Val, Val) -> Option<Val>) -> Out {
    let (Out::Set(a), Out::Set(b)) = (a, b) else { return Out::Top };
    let made: Option<Vec<Val>> = a.iter().flat_map(|x| b.iter().map(|y| make(*x, *y)).collect::<Vec<_>>()).collect();
    made.map_or(Out::Top, Out::of)
}

/// What a fold over the entries may come to, with every entry that may count taken and left.
fn chosen(entries: &[(Out, Out)], fold: impl Fn(&[Val]) -> Val) -> Out {
    let mut ways: Vec<Vec<Val>> = vec![Vec::new()];
    for (counts, value) in entries {
        let (yes, no) = counts.truths();
        let mut next = Vec::new();
        if no {
            next.extend(ways.iter().cloned());
        }
        if yes {
            let Out::Set(values) = value else { return Out::Top };
            for value in values {
                let with = |way: &Vec<Val>| way.iter().copied().chain(Some(*value).filter(|v| *v != Val::None)).collect();
                next.extend(ways.iter().map(with).collect::<Vec<_>>());
            }
        }
        ways = next;
        if ways.len() > 2000 {
            return Out::Top;
        }
    }
    Out::of(ways.iter().map(|w| fold(w)))
}

fn first_or_last(last: bool, days: &[Val]) -> Val {
    let found = if last { days.iter().max() } else { days.iter().min() };
    found.copied().unwrap_or(Val::None)
}

/// Whether a comparison holds; both where one side is none, or where it hangs on the calendar.
fn compared(op: Op, a: Val, b: Val) -> Vec<Val> {
    if a == Val::None || b == Val::None {
        return both();
    }
    let one = |holds: Option<bool>| holds.map_or_else(both, |h| vec![Val::Bool(h)]);
    let less = |a: Val, b: Val| match (a, b) {
        (Val::Span(m, d), Val::Span(n, e)) => spans((m, d), (n, e), true),
        _ => Some(a < b),
    };
    match op {
        Op::Equal | Op::NotEqual => {
            let same = match (a, b) {
                (Val::Span(m, d), Val::Span(n, e)) => spans((m, d), (n, e), false),
                _ => Some(a == b),
            };
            one(same.map(|s| s == (op == Op::Equal)))
        }
        Op::Less => one(less(a, b)),
        Op::AtLeast => one(less(a, b).map(|l| !l)),
        Op::More => one(less(b, a)),
        Op::AtMost => one(less(b, a).map(|l| !l)),
    }
}

fn spans(a: (i32, i32), b: (i32, i32), shorter: bool) -> Option<bool> {
    SPANS.with(|known| {
        *known
            .borrow_mut()
            .entry((a, b, shorter))
            .or_insert_with(|| if shorter { calendar::shorter(a, b) } else { calendar::as_long(a, b) })
    })
}
