//! Steps of expressions.

use super::Evaluation;
use crate::about::About;
use crate::facts::RecordId;
use crate::program::{Node, NodeId};
use std::sync::Arc;
use truth::{Answer, Causes, Choice, Comparison, Interval, Kind, Member, Reason, Region, SpanRange, Truth, Value, elapsed};

impl Evaluation<'_> {
    pub(crate) fn node(&mut self, id: NodeId) -> Answer {
        let pack = self.pack;
        match pack.program.nodes[id as usize] {
            Node::YesNo(it) => Answer::truth(Truth::from(it), Causes::none()),
            Node::None(kind) => Answer::none(kind),
            Node::AsOf => Answer::known(Value::Date(Interval::exactly(self.as_of))),
            Node::Whole(n) => Answer::known(Value::Whole(Interval::exactly(n))),
            Node::Money(cents) => Answer::known(Value::Money(Interval::exactly(cents))),
            Node::Day(day) => Answer::known(Value::Date(Interval::exactly(day))),
            Node::Span(span) => Answer::known(Value::Span(SpanRange::exactly(span))),
            Node::Symbol(symbol) => Answer::known(Value::Choice(Choice::exactly(symbol))),
            Node::Text(text) => Answer::known(Value::Text(pack.program.texts.get(text as usize).map(|t| Arc::from(t.as_str())))),
            Node::Place(region) => Answer::known(Value::Place(region)),
            Node::Field(field, slot) => {
                let entry = self.entry(slot);
                self.case.get(&pack.model, field, entry)
            }
            Node::Conclusion(conclusion, slot) => {
                let entry = self.entry(slot);
                self.conclusion(conclusion, entry)
            }
            Node::And(a, b) => {
                let left = self.node(a);
                if left.as_truth() == Truth::No { left } else { left.and(&self.node(b)) }
            }
            Node::Or(a, b) => {
                let left = self.node(a);
                if left.as_truth() == Truth::Yes { left } else { left.or(&self.node(b)) }
            }
            Node::Not(a) => self.node(a).not(),
            Node::Compare(how, a, b) => self.node(a).compare(how, &self.node(b), About::Node(id).pack()),
            Node::In(a, first, count) => {
                let value = self.node(a);
                if let Some(within) = self.in_symbols(&value, first, count) {
                    return within;
                }
                let mut found = Answer::truth(Truth::No, Causes::none());
                for item in pack.program.run(first, count) {
                    found = found.or(&value.compare(Comparison::Equal, &self.node(*item), About::Node(id).pack()));
                }
                found
            }
            Node::Within(place, scope) => {
                let answer = self.node(place);
                let region =
                    if let Value::Place(region) = answer.value { Region(region.0 & pack.places.everywhere().0) } else { Region::ANY };
                let truth = if answer.none == Truth::No { region.within(scope) } else { Truth::Unknown };
                Answer::truth(truth, answer.causes)
            }
            Node::Has(a) => self.node(a).present(),
            Node::HasEntry(record) => {
                let (count, missing) = self.case.entries(record);
                let present = if count > 0 {
                    Truth::Yes
                } else if missing.is_empty() {
                    Truth::No
                } else {
                    Truth::Unknown
                };
                Answer::truth(present, missing)
            }
            Node::Any(record, slot, filter) => {
                let (entries, missing) = self.each(record, slot, filter);
                truth::any(entries, &missing)
            }
            Node::Every(record, slot, filter, body) => {
                let (count, missing) = self.case.entries(record);
                let mut all = Vec::new();
                for entry in 0..count {
                    self.bind(slot, entry);
                    let counts = self.filter(filter);
                    let holds = if counts.as_truth() == Truth::No { counts.not() } else { counts.not().or(&self.node(body)) };
                    all.push(holds);
                }
                self.unbind(slot);
                truth::every(all, &missing)
            }
            Node::Count(record, slot, filter, None) => {
                let (entries, missing) = self.each(record, slot, filter);
                truth::count(&entries, &missing)
            }
            Node::Count(record, slot, filter, Some(field)) => {
                let (members, missing) = self.members(record, slot, filter, field);
                truth::count_distinct(&members, &missing)
            }
            Node::Sum(record, slot, filter, field) => {
                let (members, missing) = self.members(record, slot, filter, field);
                let money =
                    matches!(pack.program.nodes[field as usize], Node::Field(f, _) if pack.model.fields[f as usize].kind == Kind::Money);
                truth::sum(if money { Kind::Money } else { Kind::Whole }, &members, &missing)
            }
            Node::Extreme(last, record, slot, filter, day) => {
                let (members, missing) = self.members(record, slot, filter, day);
                if last { truth::latest(&members, &missing) } else { truth::earliest(&members, &missing) }
            }
            Node::ExtremeOf(last, first, count) => {
                let mut members = Vec::new();
                for item in pack.program.run(first, count) {
                    members.push(Member { counts: Answer::truth(Truth::Yes, Causes::none()), value: self.node(*item) });
                }
                if last { truth::latest(&members, &Causes::none()) } else { truth::earliest(&members, &Causes::none()) }
            }
            Node::Elapsed(unit, from, to) => {
                let (from, to) = (self.node(from), self.node(to));
                let (Value::Date(a), Value::Date(b)) = (&from.value, &to.value) else {
                    return Answer::unknown(Kind::Whole, false, Causes::none());
                };
                if from.none != Truth::No || to.none != Truth::No {
                    let none = Causes::one(Reason::NoValue, About::Node(id).pack());
                    let known_none = from.none == Truth::Yes || to.none == Truth::Yes;
                    return Answer::unknown(Kind::Whole, false, if known_none { none } else { from.causes.union(&to.causes) });
                }
                let between = |x: Option<truth::Day>, y: Option<truth::Day>| x.zip(y).map(|(x, y)| elapsed(unit, x, y));
                let value = Value::Whole(Interval { lo: between(a.hi, b.lo), hi: between(a.lo, b.hi) });
                let causes = if value.is_exact() { Causes::none() } else { from.causes.union(&to.causes) };
                Answer { value, none: Truth::No, causes }
            }
            Node::Plus(minus, a, b) => plus(minus, &self.node(a), &self.node(b)),
            Node::If(condition, then, otherwise) => {
                let asked = self.node(condition);
                match asked.as_truth() {
                    Truth::Yes => self.node(then),
                    Truth::No => self.node(otherwise),
                    Truth::Unknown => {
                        let joined = self.node(then).join(&self.node(otherwise));
                        if joined.is_decided() { joined } else { Answer { causes: joined.causes.union(&asked.causes), ..joined } }
                    }
                }
            }
            Node::Timely(deadline, by) => {
                let (deadline, by) = (self.node(deadline), self.node(by));
                let today = Answer::known(Value::Date(Interval::exactly(self.as_of)));
                let within = |by: &Answer| {
                    Answer { none: Truth::No, ..by.clone() }.compare(Comparison::LessOrEqual, &deadline, About::Node(id).pack())
                };
                let timely = match by.none {
                    Truth::Yes => within(&today),
                    Truth::No => within(&by),
                    Truth::Unknown => {
                        let joined = within(&today).join(&within(&by));
                        Answer::truth(joined.as_truth(), joined.causes.union(&by.causes))
                    }
                };
                if deadline.none == Truth::Unknown { Answer::truth(Truth::Unknown, timely.causes.union(&deadline.causes)) } else { timely }
            }
            Node::Lookup(table, column, key) => {
                let key = self.node(key);
                self.lookup(table, column, &key, About::Node(id).pack())
            }
        }
    }

    fn entry(&self, slot: Option<u8>) -> Option<u16> {
        slot.and_then(|slot| self.bound.get(usize::from(slot)).copied())
    }

    fn bind(&mut self, slot: u8, entry: u16) {
        self.bound.truncate(usize::from(slot));
        self.bound.push(entry);
    }

    fn unbind(&mut self, slot: u8) {
        self.bound.truncate(usize::from(slot));
    }

    fn filter(&mut self, filter: Option<NodeId>) -> Answer {
        filter.map_or_else(|| Answer::truth(Truth::Yes, Causes::none()), |node| self.node(node))
    }

    fn each(&mut self, record: RecordId, slot: u8, filter: Option<NodeId>) -> (Vec<Answer>, Causes) {
        let (count, missing) = self.case.entries(record);
        let mut all = Vec::new();
        for entry in 0..count {
            self.bind(slot, entry);
            all.push(self.filter(filter));
        }
        self.unbind(slot);
        (all, missing)
    }

    fn members(&mut self, record: RecordId, slot: u8, filter: Option<NodeId>, value: NodeId) -> (Vec<Member>, Causes) {
        let (count, missing) = self.case.entries(record);
        let mut all = Vec::new();
        for entry in 0..count {
            self.bind(slot, entry);
            let counts = self.filter(filter);
            let value = self.node(value);
            all.push(Member { counts, value });
        }
        self.unbind(slot);
        (all, missing)
    }

    /// A set of possibilities against a set of named values, at once: `{a, b}` is in `{a, b, c}` though neither
    /// comparison alone is decided.
    fn in_symbols(&self, value: &Answer, first: u32, count: u32) -> Option<Answer> {
        let Value::Choice(choice) = &value.value else { return None };
        let these: Option<Vec<u16>> = self
            .pack
            .program
            .run(first, count)
            .iter()
            .map(|n| match self.pack.program.nodes[*n as usize] {
                Node::Symbol(symbol) => Some(symbol),
                _ => None,
            })
            .collect();
        let truth = if value.none == Truth::Yes { Truth::Unknown } else { choice.within(&these?) };
        Some(Answer::truth(truth, value.causes.clone()))
    }

    /// A column of the row with this key. Of a key that is not exactly known every possible row is tried; a place
    /// finds the row of the smallest region that holds it.
    fn lookup(&self, table: u32, column: u32, key: &Answer, about: u64) -> Answer {
        let pack = self.pack;
        let it = &pack.program.tables[table as usize];
        let shape = it.kind_of(column as usize);
        if key.none != Truth::No || self.span_holds(it.provision, &it.covers, self.as_of) != Truth::Yes {
            return Answer::unknown(shape, true, key.causes.union(&Causes::one(Reason::NotSeen, about)));
        }
        let text = |row: &[Option<toml::Value>]| match row.get(it.key) {
            Some(Some(toml::Value::String(text))) => text.clone(),
            Some(Some(other)) => other.to_string(),
            _ => String::new(),
        };
        let named = |name: &str| it.rows.iter().find(|r| text(r) == name);
        let rows: Option<Vec<Option<&Vec<Option<toml::Value>>>>> = match &key.value {
            Value::Choice(Choice::Of(all)) => Some(all.iter().map(|s| named(pack.model.symbols.name(*s))).collect()),
            Value::Text(Some(key)) => Some(vec![named(key)]),
            Value::Date(d) => d.exact().map(|d| vec![named(&d.to_string())]),
            Value::Whole(n) => n.exact().map(|n| vec![named(&n.to_string())]),
            Value::Place(region) => {
                let regions: Vec<(Region, &Vec<Option<toml::Value>>)> =
                    it.rows.iter().filter_map(|r| Some((pack.places.named(&text(r))?, r))).collect();
                let row_of = |here: Region| {
                    regions.iter().filter(|(r, _)| here.within(*r) == Truth::Yes).min_by_key(|(r, _)| r.0.count_ones()).map(|(_, r)| *r)
                };
                let region = region.0 & pack.places.everywhere().0;
                Some((0..128).map(|bit| Region(1 << bit)).filter(|here| region & here.0 != 0).map(row_of).collect())
            }
            _ => None,
        };
        let cell = |row: &Option<&Vec<Option<toml::Value>>>| match row.and_then(|r| r.get(column as usize)).and_then(Option::as_ref) {
            None => Answer::none(shape),
            Some(value) => {
                cell_value(value, shape).map_or_else(|| Answer::unknown(shape, true, Causes::one(Reason::NotSeen, about)), Answer::known)
            }
        };
        let joined = rows.iter().flatten().map(cell).reduce(|a, b| a.join(&b));
        match joined {
            Some(answer) if answer.is_decided() => answer,
            Some(answer) => Answer { causes: answer.causes.union(&key.causes), ..answer },
            None => Answer::unknown(shape, true, key.causes.clone()),
        }
    }
}

/// A cell of a table as a value.
fn cell_value(value: &toml::Value, shape: Kind) -> Option<Value> {
    match value {
        toml::Value::Integer(n) => Some(Value::Whole(Interval::exactly(*n))),
        toml::Value::Boolean(b) => Some(Value::YesNo(Truth::from(*b))),
        toml::Value::Datetime(d) => truth::Day::parse(&d.to_string()).ok().map(|d| Value::Date(Interval::exactly(d))),
        toml::Value::String(text) if shape == Kind::Date => truth::Day::parse(text).ok().map(|d| Value::Date(Interval::exactly(d))),
        toml::Value::String(text) if shape == Kind::Money => money(text).map(|c| Value::Money(Interval::exactly(c))),
        toml::Value::String(text) => Some(Value::Text(Some(Arc::from(text.as_str())))),
        _ => None,
    }
}

fn money(text: &str) -> Option<i64> {
    let (whole, cents) = text.trim_start_matches('$').split_once('.').map_or((text.trim_start_matches('$'), None), |(w, c)| (w, Some(c)));
    crate::lexer::cents_of(whole, cents)
}

/// Adds a span to a day, or numbers to numbers; what leaves the calendar leaves the end open.
fn plus(minus: bool, a: &Answer, b: &Answer) -> Answer {
    if a.none == Truth::Yes || b.none == Truth::Yes {
        return Answer { none: Truth::Yes, ..a.clone() };
    }
    let value = match (&a.value, &b.value) {
        (Value::Date(days), Value::Span(span)) => {
            let signed = |s: truth::Span| if minus { s.backwards() } else { s };
            let (near, far) = if minus { (span.hi, span.lo) } else { (span.lo, span.hi) };
            let add = |day: Option<truth::Day>, s: Option<truth::Span>| day.zip(s).and_then(|(d, s)| d.plus(signed(s)));
            Value::Date(Interval { lo: add(days.lo, near), hi: add(days.hi, far) })
        }
        (Value::Whole(x), Value::Whole(y)) => Value::Whole(added(minus, *x, *y)),
        (Value::Money(x), Value::Money(y)) => Value::Money(added(minus, *x, *y)),
        (other, _) => Value::unknown(other.kind()),
    };
    let none = a.none.or(b.none);
    let causes = if value.is_exact() && none == Truth::No { Causes::none() } else { a.causes.union(&b.causes) };
    Answer { value, none, causes }
}

fn added(minus: bool, x: Interval<i64>, y: Interval<i64>) -> Interval<i64> {
    let both = |a: Option<i64>, b: Option<i64>| a.zip(b).and_then(|(a, b)| if minus { a.checked_sub(b) } else { a.checked_add(b) });
    if minus { Interval { lo: both(x.lo, y.hi), hi: both(x.hi, y.lo) } } else { Interval { lo: both(x.lo, y.lo), hi: both(x.hi, y.hi) } }
}
