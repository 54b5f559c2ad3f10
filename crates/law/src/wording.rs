//! Conditions in words, from the labels of facts, in both languages.

use crate::pack::Pack;
use crate::program::{ConclusionId, Node, NodeId, Sort};
use crate::syntax::Words;
use truth::{Answer, Comparison as C, Day, Interval, Kind, Span, Symbol, Truth, Unit, Value};

const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const MONTHS_ES: [&str; 12] =
    ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKDAYS_ES: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];

fn both(en: impl Into<String>, es: impl Into<String>) -> Words {
    Words { en: en.into(), es: es.into() }
}

fn glue(parts: &[&Words], between: (&str, &str)) -> Words {
    let join =
        |f: fn(&Words) -> &str, between: &str| parts.iter().map(|w| f(w)).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(between);
    both(join(|w| &w.en, between.0), join(|w| &w.es, between.1))
}

/// A day in words: "August 3, 2026"; "3 de agosto de 2026". Never in digits only.
#[must_use]
pub fn day(day: Day) -> Words {
    let (y, m, d) = day.calendar();
    let month = usize::try_from(m - 1).unwrap_or(0).min(11);
    both(format!("{} {d}, {y}", MONTHS_EN[month]), format!("{d} de {} de {y}", MONTHS_ES[month]))
}

/// A day with its weekday: "Monday, August 3, 2026".
#[must_use]
pub fn weekday_and_day(it: Day) -> Words {
    let n = usize::try_from(it.weekday() - 1).unwrap_or(0).min(6);
    let words = day(it);
    both(format!("{}, {}", WEEKDAYS_EN[n], words.en), format!("{}, {}", WEEKDAYS_ES[n], words.es))
}

/// A day known or partly known: "sometime in 2009", "before June 15, 2010".
#[must_use]
pub fn days(of: Interval<Day>) -> Words {
    match (of.lo, of.hi) {
        (Some(lo), Some(hi)) if lo == hi => day(lo),
        (Some(lo), Some(hi)) => {
            let (from, to) = (lo.calendar(), hi.calendar());
            let next = hi.next().calendar();
            if from.1 == 1 && from.2 == 1 && next.1 == 1 && next.2 == 1 {
                return if from.0 == to.0 {
                    both(format!("sometime in {}", from.0), format!("en algún momento de {}", from.0))
                } else {
                    both(format!("sometime from {} to {}", from.0, to.0), format!("en algún momento entre {} y {}", from.0, to.0))
                };
            }
            if (from.0, from.1) == (to.0, to.1) && from.2 == 1 && next.2 == 1 {
                let month = usize::try_from(from.1 - 1).unwrap_or(0).min(11);
                return both(
                    format!("sometime in {} {}", MONTHS_EN[month], from.0),
                    format!("en algún momento de {} de {}", MONTHS_ES[month], from.0),
                );
            }
            let (a, b) = (day(lo), day(hi));
            both(format!("between {} and {}", a.en, b.en), format!("entre el {} y el {}", a.es, b.es))
        }
        (Some(lo), None) => {
            let a = day(lo);
            both(format!("on or after {}", a.en), format!("el {} o después", a.es))
        }
        (None, Some(hi)) => {
            let a = day(hi);
            both(format!("on or before {}", a.en), format!("el {} o antes", a.es))
        }
        (None, None) => both("on a day not known", "en una fecha que no se sabe"),
    }
}

/// A length of time.
#[must_use]
pub fn span(of: Span) -> Words {
    let unit = |n: i32, one: (&str, &str), many: (&str, &str)| match n {
        0 => Words::default(),
        1 => both(format!("1 {}", one.0), format!("1 {}", one.1)),
        n => both(format!("{n} {}", many.0), format!("{n} {}", many.1)),
    };
    let parts = [
        unit(of.months / 12, ("year", "año"), ("years", "años")),
        unit(of.months % 12, ("month", "mes"), ("months", "meses")),
        unit(of.days, ("day", "día"), ("days", "días")),
    ];
    let all = glue(&[&parts[0], &parts[1], &parts[2]], (" and ", " y "));
    if all.en.is_empty() { both("0 days", "0 días") } else { all }
}

/// A whole-number range.
fn number(of: Interval<i64>, show: impl Fn(i64) -> String) -> Words {
    match (of.lo, of.hi) {
        (Some(a), Some(b)) if a == b => both(show(a), show(a)),
        (Some(a), Some(b)) => both(format!("{} to {}", show(a), show(b)), format!("de {} a {}", show(a), show(b))),
        (Some(a), None) => both(format!("at least {}", show(a)), format!("al menos {}", show(a))),
        (None, Some(b)) => both(format!("at most {}", show(b)), format!("como mucho {}", show(b))),
        (None, None) => both("not known", "no se sabe"),
    }
}

fn money(cents: i64) -> String {
    let whole = (cents / 100).to_string();
    let mut grouped = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) && digit != '-' {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if cents % 100 == 0 { format!("${grouped}") } else { format!("${grouped}.{:02}", cents % 100) }
}

impl Pack {
    /// Words for a named possibility, as the field that has it says.
    #[must_use]
    pub fn symbol_words(&self, symbol: Symbol, field: Option<u32>) -> Words {
        let own = field.and_then(|f| self.model.fields[f as usize].value_labels.get(&symbol));
        let any = || self.model.fields.iter().find_map(|f| f.value_labels.get(&symbol));
        let named = || self.named_value(self.model.symbols.name(symbol));
        own.or_else(named).or_else(any).cloned().unwrap_or_else(|| {
            let name = self.model.symbols.name(symbol).replace('_', " ");
            both(name.clone(), name)
        })
    }

    /// A value in words.
    #[must_use]
    pub fn value_words(&self, answer: &Answer, field: Option<u32>) -> Words {
        if answer.none == Truth::Yes {
            return both("none", "no hay");
        }
        let unknown = || both("not known", "no se sabe");
        let words = match &answer.value {
            Value::YesNo(Truth::Yes) => both("yes", "sí"),
            Value::YesNo(Truth::No) => both("no", "no"),
            Value::YesNo(Truth::Unknown) => unknown(),
            Value::Whole(n) => number(*n, |n| n.to_string()),
            Value::Money(n) => number(*n, money),
            Value::Date(d) if *d == Interval::ANY => unknown(),
            Value::Date(d) => days(*d),
            Value::Span(s) => match (s.lo, s.hi) {
                (Some(a), Some(b)) if a == b => span(a),
                (Some(a), None) => {
                    let a = span(a);
                    both(format!("at least {}", a.en), format!("al menos {}", a.es))
                }
                (None, Some(a)) => {
                    let a = span(a);
                    both(format!("at most {}", a.en), format!("como mucho {}", a.es))
                }
                (Some(a), Some(b)) => {
                    let (a, b) = (span(a), span(b));
                    both(format!("{} to {}", a.en, b.en), format!("de {} a {}", a.es, b.es))
                }
                (None, None) => unknown(),
            },
            Value::Text(t) => t.as_ref().map_or_else(unknown, |t| both(t.to_string(), t.to_string())),
            Value::Choice(truth::Choice::Any) => unknown(),
            Value::Choice(truth::Choice::Of(all)) => {
                let words: Vec<Words> = all.iter().map(|s| self.symbol_words(*s, field)).collect();
                glue(&words.iter().collect::<Vec<_>>(), (" or ", " o "))
            }
            Value::Place(region) if region.0 & self.places.everywhere().0 == self.places.everywhere().0 => unknown(),
            Value::Place(region) => {
                let name = self.places.shown(*region);
                both(name.clone(), name.replace(" or ", " o "))
            }
        };
        if answer.none == Truth::Unknown && answer.value.is_exact() {
            return both(format!("{}, or none", words.en), format!("{}, o no hay", words.es));
        }
        words
    }

    /// What a conclusion is called.
    #[must_use]
    pub fn conclusion_words(&self, id: ConclusionId) -> Words {
        let conclusion = &self.program.conclusions[id as usize];
        if !conclusion.words.en.is_empty() {
            return conclusion.words.clone();
        }
        let title = &self.provisions[conclusion.provision as usize].title;
        let last = conclusion.name.rsplit('.').next().unwrap_or_default();
        match (&conclusion.sort, last) {
            (Sort::Met, _) => both(format!("{}: every requirement met", title.en), format!("{}: todos los requisitos cumplidos", title.es)),
            (Sort::Power(r), _) => {
                both(format!("{} has something to decide", recipient(*r).en), format!("{} tiene algo que decidir", recipient(*r).es))
            }
            (_, "open") => both(format!("{}: open to ask", title.en), format!("{}: se puede pedir", title.es)),
            _ => title.clone(),
        }
    }

    /// What a conclusion is called as a step of a proof. One without words of its own would bear the title of its page,
    /// as the page's answer does, and the two may differ: it is called a step.
    #[must_use]
    pub fn step_words(&self, id: ConclusionId) -> Words {
        let conclusion = &self.program.conclusions[id as usize];
        let words = self.conclusion_words(id);
        let named = !conclusion.words.en.is_empty() || !matches!(conclusion.sort, Sort::Plain) || conclusion.name.ends_with(".open");
        if named { words } else { both(format!("{} (a step)", words.en), format!("{} (un paso)", words.es)) }
    }

    /// A condition in words.
    #[must_use]
    pub fn node_words(&self, node: NodeId) -> Words {
        let inner = |n: NodeId| self.node_words(n);
        match self.program.nodes[node as usize] {
            Node::YesNo(it) => {
                if it {
                    both("yes", "sí")
                } else {
                    both("no", "no")
                }
            }
            Node::None(_) => both("none", "no hay"),
            Node::AsOf => both("the day asked for", "el día de la pregunta"),
            Node::Whole(n) => both(n.to_string(), n.to_string()),
            Node::Money(cents) => both(money(cents), money(cents)),
            Node::Day(d) => day(d),
            Node::Span(s) => span(s),
            Node::Symbol(s) => self.symbol_words(s, None),
            Node::Text(t) => {
                let text = self.program.texts.get(t as usize).cloned().unwrap_or_default();
                both(text.clone(), text)
            }
            Node::Place(r) => both(self.places.shown(r), self.places.shown(r)),
            Node::Field(field, _) => self.model.fields[field as usize].label.clone(),
            Node::Conclusion(id, _) => self.conclusion_words(id),
            Node::And(a, b) => glue(&[&inner(a), &inner(b)], (", and ", ", y ")),
            Node::Or(a, b) => glue(&[&inner(a), &inner(b)], (", or ", ", o ")),
            Node::Not(a) => {
                let w = inner(a);
                both(format!("not: {}", w.en), format!("no: {}", w.es))
            }
            Node::Compare(how, a, b) => {
                let of = self.field_of(a).or_else(|| self.field_of(b));
                let side = |n: NodeId| match self.program.nodes[n as usize] {
                    Node::Symbol(s) => self.symbol_words(s, of),
                    _ => inner(n),
                };
                let sign = self.comparison_words(how, a, b);
                glue(&[&side(a), &sign, &side(b)], (" ", " "))
            }
            Node::In(a, first, count) => {
                let of = self.field_of(a);
                let items: Vec<Words> = self
                    .program
                    .run(first, count)
                    .iter()
                    .map(|n| match self.program.nodes[*n as usize] {
                        Node::Symbol(s) => self.symbol_words(s, of),
                        _ => inner(*n),
                    })
                    .collect();
                let items = glue(&items.iter().collect::<Vec<_>>(), (" / ", " / "));
                let w = inner(a);
                both(format!("{} is one of: {}", w.en, items.en), format!("{} es una de estas: {}", w.es, items.es))
            }
            Node::Within(a, region) => {
                let (w, place) = (inner(a), self.places.shown(region));
                both(format!("{} lies within {place}", w.en), format!("{} está en {place}", w.es))
            }
            Node::Has(a) => {
                let w = inner(a);
                both(format!("{}: there is one", w.en), format!("{}: hay", w.es))
            }
            Node::HasEntry(record) => {
                let title = &self.model.records[record as usize].title;
                both(format!("{}: there is one", title.en), format!("{}: hay", title.es))
            }
            Node::Any(record, _, filter) => self.listed(record, filter, ("some", "alguna entrada de")),
            Node::Every(record, _, filter, body) => {
                let (some, must) = (self.listed(record, filter, ("every", "toda entrada de")), inner(body));
                both(format!("{}: {}", some.en, must.en), format!("{}: {}", some.es, must.es))
            }
            Node::Count(record, _, filter, _) => self.listed(record, filter, ("the number of", "el número de")),
            Node::Sum(record, _, filter, field) => {
                let (list, what) = (self.listed(record, filter, ("all", "todo")), inner(field));
                both(format!("the sum of {} over {}", what.en, list.en), format!("la suma de {} en {}", what.es, list.es))
            }
            Node::Extreme(last, record, _, filter, value) => {
                let (list, what) = (self.listed(record, filter, ("any", "cada")), inner(value));
                let which = if last { ("the latest", "la última") } else { ("the earliest", "la primera") };
                both(format!("{} {} ({})", which.0, what.en, list.en), format!("{} {} ({})", which.1, what.es, list.es))
            }
            Node::ExtremeOf(last, first, count) => {
                let items: Vec<Words> = self.program.run(first, count).iter().map(|n| inner(*n)).collect();
                let items = glue(&items.iter().collect::<Vec<_>>(), ("; ", "; "));
                let which = if last { ("the latest of", "la última de") } else { ("the earliest of", "la primera de") };
                both(format!("{}: {}", which.0, items.en), format!("{}: {}", which.1, items.es))
            }
            Node::Elapsed(unit, a, b) => {
                let unit = match unit {
                    Unit::Years => ("years", "años"),
                    Unit::Months => ("months", "meses"),
                    Unit::Days => ("days", "días"),
                };
                let (a, b) = (inner(a), inner(b));
                both(format!("{} from {} to {}", unit.0, a.en, b.en), format!("{} desde {} hasta {}", unit.1, a.es, b.es))
            }
            Node::Plus(minus, a, b) => {
                let sign = if minus { ("minus", "menos") } else { ("plus", "más") };
                let (a, b) = (inner(a), inner(b));
                both(format!("{} {} {}", a.en, sign.0, b.en), format!("{} {} {}", a.es, sign.1, b.es))
            }
            Node::If(c, a, b) => {
                let (c, a, b) = (inner(c), inner(a), inner(b));
                both(format!("if {}: {}; else: {}", c.en, a.en, b.en), format!("si {}: {}; si no: {}", c.es, a.es, b.es))
            }
            Node::Timely(deadline, by) => {
                let (d, b) = (inner(deadline), inner(by));
                both(format!("{}: on time ({})", b.en, d.en), format!("{}: dentro del plazo ({})", b.es, d.es))
            }
            Node::Lookup(table, column, _) => {
                let it = &self.program.tables[table as usize];
                let title = &self.provisions[it.provision as usize].title;
                let column = &it.columns[column as usize];
                both(format!("{} ({column})", title.en), format!("{} ({column})", title.es))
            }
        }
    }

    fn listed(&self, record: u32, filter: Option<NodeId>, which: (&str, &str)) -> Words {
        let title = &self.model.records[record as usize].title;
        let head = both(format!("{} {}", which.0, lower_first(&title.en)), format!("{} «{}»", which.1, lower_first(&title.es)));
        match filter {
            None => head,
            Some(filter) => {
                let w = self.node_words(filter);
                both(format!("{} where {}", head.en, w.en), format!("{} donde {}", head.es, w.es))
            }
        }
    }

    fn comparison_words(&self, how: C, a: NodeId, b: NodeId) -> Words {
        let dated = [a, b].into_iter().any(|n| self.kind_of_node(n) == Kind::Date);
        match (how, dated) {
            (C::Equal, _) => both("is", "es"),
            (C::NotEqual, _) => both("is not", "no es"),
            (C::Less, true) => both("is before", "es antes de"),
            (C::LessOrEqual, true) => both("is on or before", "es a más tardar"),
            (C::Greater, true) => both("is after", "es después de"),
            (C::GreaterOrEqual, true) => both("is on or after", "es desde"),
            (C::Less, false) => both("is less than", "es menos de"),
            (C::LessOrEqual, false) => both("is at most", "es como mucho"),
            (C::Greater, false) => both("is more than", "es más de"),
            (C::GreaterOrEqual, false) => both("is at least", "es al menos"),
        }
    }

    fn kind_of_node(&self, node: NodeId) -> Kind {
        match self.program.nodes[node as usize] {
            Node::Field(f, _) => self.model.fields[f as usize].kind,
            Node::Conclusion(c, _) => self.program.conclusions[c as usize].kind,
            Node::AsOf | Node::Day(_) | Node::Extreme(..) | Node::ExtremeOf(..) => Kind::Date,
            Node::Plus(_, a, _) => self.kind_of_node(a),
            _ => Kind::YesNo,
        }
    }

    fn field_of(&self, node: NodeId) -> Option<u32> {
        match self.program.nodes[node as usize] {
            Node::Field(field, _) => Some(field),
            _ => None,
        }
    }
}

/// What a recipient is called.
#[must_use]
pub fn recipient(of: crate::syntax::Recipient) -> Words {
    use crate::syntax::Recipient as R;
    match of {
        R::Opla => both("ICE's lawyers (OPLA)", "los abogados de ICE (OPLA)"),
        R::Ero => both("ICE's officers (ERO)", "los agentes de ICE (ERO)"),
        R::Uscis => both("USCIS", "USCIS"),
        R::Court => both("the immigration court", "la corte de inmigración"),
    }
}

/// With a small letter at the start; an abbreviation keeps its capitals.
#[must_use]
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        // An abbreviation keeps its capitals.
        (Some(a), Some(b)) if a.is_uppercase() && !b.is_uppercase() => a.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}
