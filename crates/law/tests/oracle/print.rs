//! Expressions as text, with no more parentheses than they need.

use super::ast::{Expr, Kind, Op, Pack, Scope, Sort, Unit, Val};
use super::calendar;
use super::schema::{FIELDS, PLACES, RECORDS, TABLES, is_list};

/// Where an expression stands: in which file, inside which lists.
pub struct Here<'a> {
    pub pack: &'a Pack,
    pub file: usize,
    pub binders: Vec<(usize, Option<&'static str>)>,
    /// Prints bare names where they mean the same.
    pub bare: bool,
}

/// A conclusion as the whole pack names it.
pub fn full_name(pack: &Pack, id: usize) -> String {
    let it = &pack.conclusions[id];
    let name = &it.name;
    if let Some(list) = it.subject {
        return format!("{}.{name}", RECORDS[list].name);
    }
    match it.sort {
        Sort::Danger => format!("danger.{name}"),
        Sort::Duty => format!("duty.{name}"),
        Sort::Act => format!("act.{name}"),
        Sort::Risk => format!("risk.{name}"),
        Sort::Power => format!("power.{name}"),
        Sort::DangersComplete => format!("dangers.{name}"),
        _ => format!("{}.{name}", pack.provisions[it.home].id),
    }
}

/// A value as a `law` block writes it.
pub fn literal(value: Val) -> String {
    match value {
        Val::None => "none".into(),
        Val::Bool(b) => if b { "yes" } else { "no" }.into(),
        Val::Whole(n) => n.to_string(),
        Val::Money(cents) => money(cents),
        Val::Day(day) => calendar::shown(day),
        Val::Span(months, days) => span(months, days),
        Val::Text(text) => format!("\"{text}\""),
        Val::Word(word) => word.into(),
        Val::Place(n) => PLACES[usize::from(n)].0.into(),
    }
}

pub fn money(cents: i64) -> String {
    let (dollars, rest) = (cents / 100, cents % 100);
    let dollars = if dollars >= 1000 { format!("{},{:03}", dollars / 1000, dollars % 1000) } else { dollars.to_string() };
    if rest == 0 { format!("${dollars}") } else { format!("${dollars}.{rest:02}") }
}

pub fn span(months: i32, days: i32) -> String {
    let part = |n: i32, unit: &str| format!("{n} {unit}{}", if n == 1 { "" } else { "s" });
    let mut parts = Vec::new();
    if months != 0 && months % 12 == 0 {
        parts.push(part(months / 12, "year"));
    } else if months != 0 {
        parts.push(part(months, "month"));
    }
    if days != 0 || parts.is_empty() {
        parts.push(part(days, "day"));
    }
    parts.join(" ")
}

pub fn scope(scope: &Scope) -> String {
    let names = |names: &[&str]| if names.len() == 1 { names[0].to_owned() } else { format!("{{ {} }}", names.join(", ")) };
    if scope.except.is_empty() { names(&scope.of) } else { format!("{} except {}", names(&scope.of), names(&scope.except)) }
}

/// How tightly a form binds: `or` 1, `and` 2, `not` 3, comparison 4, sum 5, all else 6. A form whose last part runs
/// on as far as it can is 0.
fn level(expr: &Expr) -> u8 {
    match expr {
        Expr::Any(_) | Expr::Every(..) | Expr::Count(..) | Expr::Sum(..) | Expr::Extreme(..) | Expr::If(..) => 0,
        Expr::Or(..) => 1,
        Expr::And(..) => 2,
        Expr::Not(_) => 3,
        Expr::Cmp(..) | Expr::In(..) | Expr::Within(..) => 4,
        Expr::Plus(..) | Expr::Elapsed(..) | Expr::Timely(..) | Expr::Lookup(..) => 5,
        _ => 6,
    }
}

impl Here<'_> {
    /// A whole expression that ends its clause or stands before a selector.
    pub fn whole(&mut self, expr: &Expr) -> String {
        self.shown(expr)
    }

    /// A whole expression inside a selector: one that runs on could take the next selector for its own.
    pub fn selecting(&mut self, expr: &Expr) -> String {
        self.part(expr, 1)
    }

    /// A whole expression before another word, which must not be taken for the name of a list's entry.
    pub fn before_word(&mut self, expr: &Expr) -> String {
        let bare = |each: &super::ast::Each| each.var.is_none() && each.filter.is_none();
        let runs_on = match expr {
            Expr::Any(each) | Expr::Count(_, each) | Expr::Sum(_, each) | Expr::Extreme(_, _, each) => bare(each),
            _ => false,
        };
        if runs_on { format!("({})", self.shown(expr)) } else { self.shown(expr) }
    }

    /// A part, in parentheses where it binds less tightly than its place needs.
    fn part(&mut self, expr: &Expr, needs: u8) -> String {
        let text = self.shown(expr);
        if level(expr) < needs { format!("({text})") } else { text }
    }

    fn shown(&mut self, expr: &Expr) -> String {
        match expr {
            Expr::Lit(value) => literal(*value),
            Expr::AsOf => "as_of".into(),
            Expr::Field(slot, field) => self.field(*slot, *field),
            Expr::Concl(slot, id) => self.conclusion(*slot, *id),
            Expr::And(a, b) => format!("{} and {}", self.part(a, 2), self.part(b, 3)),
            Expr::Or(a, b) => format!("{} or {}", self.part(a, 1), self.part(b, 2)),
            Expr::Not(a) => format!("not {}", self.part(a, 3)),
            Expr::Cmp(op, a, b) => {
                let sign = match op {
                    Op::Equal => "=",
                    Op::NotEqual => "!=",
                    Op::Less => "<",
                    Op::AtMost => "<=",
                    Op::More => ">",
                    Op::AtLeast => ">=",
                };
                format!("{} {sign} {}", self.part(a, 5), self.part(b, 5))
            }
            Expr::In(not, a, items) => {
                let items: Vec<String> = items.iter().map(|i| self.part(i, 1)).collect();
                format!("{} {}in {{ {} }}", self.part(a, 5), if *not { "not " } else { "" }, items.join(", "))
            }
            Expr::Within(a, of) => format!("{} within {}", self.part(a, 5), scope(of)),
            Expr::Has(a) => format!("has {}", self.part(a, 6)),
            Expr::HasEntry(list) => format!("has {}", RECORDS[*list].name),
            Expr::Any(each) => self.each("any", each, |_| String::new()),
            Expr::Every(each, body) => self.each("every", each, |here| format!(" holds {}", here.part(body, 1))),
            Expr::Count(None, each) => self.each("count of", each, |_| String::new()),
            Expr::Count(Some(field), each) => self.each(&format!("count distinct {} of", FIELDS[*field].name), each, |_| String::new()),
            Expr::Sum(field, each) => self.each(&format!("sum {} of", FIELDS[*field].name), each, |_| String::new()),
            Expr::Extreme(last, value, each) => {
                self.binders.push((each.list, each.var));
                let value = self.part(value, 5);
                self.binders.pop();
                self.each(&format!("{} {value} of", extreme(*last)), each, |_| String::new())
            }
            Expr::ExtremeOf(last, items) => {
                let items: Vec<String> = items.iter().map(|i| self.part(i, 1)).collect();
                format!("{} of {{ {} }}", extreme(*last), items.join(", "))
            }
            Expr::Elapsed(unit, a, b) => {
                let unit = match unit {
                    Unit::Years => "years",
                    Unit::Months => "months",
                    Unit::Days => "days",
                };
                format!("{unit} from {} to {}", self.part(a, 5), self.part(b, 5))
            }
            // `years from a to b + c` would add to b.
            Expr::Plus(minus, a, b) => format!(
                "{} {} {}",
                self.part(a, if matches!(**a, Expr::Plus(..)) { 5 } else { 6 }),
                if *minus { "-" } else { "+" },
                self.part(b, 6)
            ),
            Expr::If(c, a, b) => format!("if {} then {} else {}", self.part(c, 1), self.part(a, 1), self.part(b, 1)),
            Expr::Timely(slot, deadline, by) => format!("timely {} by {}", self.conclusion(*slot, *deadline), self.part(by, 5)),
            Expr::Lookup(table, column, key) => {
                let table = &TABLES[*table];
                format!("lookup {} of {} by {}", table.columns[*column].0, table.id, self.part(key, 5))
            }
        }
    }

    fn each(&mut self, words: &str, each: &super::ast::Each, body: impl FnOnce(&mut Self) -> String) -> String {
        self.binders.push((each.list, each.var));
        let var = each.var.map(|v| format!(" {v}")).unwrap_or_default();
        let filter = each.filter.as_ref().map(|f| format!(" where {}", self.part(f, 1))).unwrap_or_default();
        let body = body(self);
        self.binders.pop();
        format!("{words} {}{var}{filter}{body}", RECORDS[each.list].name)
    }

    fn field(&self, slot: Option<usize>, field: usize) -> String {
        let it = &FIELDS[field];
        let Some(slot) = slot else { return format!("{}.{}", RECORDS[it.record].name, it.name) };
        let hidden = |list: usize| FIELDS.iter().any(|f| f.record == list && f.name == it.name);
        self.of_entry(slot, it.name, hidden)
    }

    fn conclusion(&self, slot: Option<usize>, id: usize) -> String {
        let it = &self.pack.conclusions[id];
        if let Some(slot) = slot {
            return self.of_entry(slot, &it.name, |list| it.subject == Some(list));
        }
        let full = full_name(self.pack, id);
        let own = full.strip_prefix(&format!("{}.", self.pack.provisions[self.file].id)).map(str::to_owned);
        own.filter(|_| self.bare).unwrap_or(full)
    }

    /// A name of an entry: bare, where no list further inside has one of the same name.
    fn of_entry(&self, slot: usize, name: &str, hidden_by: impl Fn(usize) -> bool) -> String {
        let (list, var) = self.binders[slot];
        let hidden = self.binders[slot + 1..].iter().any(|(inner, _)| hidden_by(*inner));
        let shadowed = self.binders[slot + 1..].iter().any(|(inner, v)| *inner == list && v.is_none());
        if !hidden && (self.bare || (var.is_none() && shadowed)) {
            return name.to_owned();
        }
        format!("{}.{name}", var.unwrap_or(RECORDS[list].name))
    }
}

fn extreme(last: bool) -> &'static str {
    if last { "latest" } else { "earliest" }
}

/// The kind of a fact as its declaration writes it.
pub fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Bool => "yes/no",
        Kind::Whole => "whole",
        Kind::Money => "money",
        Kind::Day => "date",
        Kind::Span => "span",
        Kind::Text => "text",
        Kind::Word(_) => "one of",
        Kind::Country => "country",
        Kind::Place => "place",
    }
}

/// Whether a record's entries are named one by one.
pub fn list_of(record: usize) -> Option<&'static str> {
    if is_list(record) { RECORDS[record].list } else { None }
}
