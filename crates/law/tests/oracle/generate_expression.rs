//! Expressions drawn at random, always of a fitting kind, and guarded where something may be none.

use super::ast::{Each, Expr, Kind, Op, Pack, Scope, Sort, Unit, Val};
use super::choices::Choices;
use super::schema::{FIELDS, ORDER, REGIONS, TABLES, TRIP, field_named, is_list, values};

/// Names of entries, by how deep they are bound.
const VARS: [&str; 5] = ["one", "two", "three", "four", "five"];

/// More lists than this are never nested.
const DEEPEST: usize = 3;

pub struct Draw<'a> {
    pub from: Choices<'a>,
    pub pack: Pack,
    /// Conclusions that may be cited: those with a smaller number.
    pub upto: usize,
    /// The lists around, outermost first, and the name of each entry.
    pub binders: Vec<(usize, Option<&'static str>)>,
    /// Cites no conclusion and no table, and compares nothing that hangs on the calendar: facts decide it alone.
    pub plain: bool,
    /// The words that a conclusion may be compared with, by conclusion.
    pub words: Vec<Vec<Val>>,
}

fn boxed(expr: Expr) -> Box<Expr> {
    Box::new(expr)
}

impl Draw<'_> {
    /// A yes/no.
    pub fn truth(&mut self, depth: usize) -> Expr {
        if depth == 0 {
            return self.leaf();
        }
        let less = depth - 1;
        let deep = self.binders.len() < DEEPEST;
        match self.from.below(20) {
            0 | 1 => self.leaf(),
            2 | 3 => Expr::And(boxed(self.truth(less)), boxed(self.truth(less))),
            4 | 5 => Expr::Or(boxed(self.truth(less)), boxed(self.truth(less))),
            6 => Expr::Not(boxed(self.truth(less))),
            7 => self.comparison(less),
            8 => self.membership(less),
            9 => {
                let place = self.value(Kind::Place, 0);
                Expr::Within(boxed(place), self.scope(3))
            }
            10 => self.guarded(less),
            11 | 12 if deep => Expr::Any(self.each(less)),
            13 | 14 if deep => {
                let (each, body) = self.each_with(less, |draw| draw.truth(less));
                Expr::Every(each, boxed(body))
            }
            15 => Expr::If(boxed(self.truth(less)), boxed(self.truth(less)), boxed(self.truth(less))),
            16 => self.timely().unwrap_or_else(|| self.guarded(less)),
            17 if !self.plain => self.looked_up(),
            18 if deep && !self.plain && !super::open_bugs::UNGUARDED_EXTREME => {
                let first = self.extreme(less);
                let other = self.value(Kind::Day, 0);
                let op = self.op(Kind::Day);
                Expr::Cmp(op, boxed(first), boxed(other))
            }
            19 => Expr::HasEntry(self.list()),
            _ => self.comparison(less),
        }
    }

    fn leaf(&mut self) -> Expr {
        match self.from.below(6) {
            1 if !self.binders.is_empty() => {
                let slot = self.from.below(self.binders.len());
                Expr::Field(Some(slot), field_named(self.binders[slot].0, "final"))
            }
            2 => self.comparison(0),
            3 | 4 => self.cited(Kind::Bool, false).unwrap_or_else(|| self.flag()),
            5 if self.from.chance(1, 4) => Expr::Lit(Val::Bool(self.from.chance(1, 2))),
            5 => self.guarded(0),
            _ => self.flag(),
        }
    }

    fn flag(&mut self) -> Expr {
        self.field(Kind::Bool, false).unwrap_or(Expr::Field(None, 0))
    }

    fn list(&mut self) -> usize {
        self.from.pick(&[ORDER, TRIP])
    }

    fn op(&mut self, kind: Kind) -> Op {
        match kind {
            Kind::Day | Kind::Whole | Kind::Money | Kind::Span => {
                self.from.pick(&[Op::Less, Op::AtMost, Op::More, Op::AtLeast, Op::Equal, Op::NotEqual])
            }
            _ => self.from.pick(&[Op::Equal, Op::NotEqual]),
        }
    }

    fn comparison(&mut self, depth: usize) -> Expr {
        let kinds = [
            Kind::Day,
            Kind::Whole,
            Kind::Word(0),
            Kind::Money,
            Kind::Place,
            Kind::Word(1),
            Kind::Country,
            Kind::Text,
            Kind::Bool,
            Kind::Whole,
            Kind::Day,
            Kind::Span,
        ];
        let kind = self.from.pick(&kinds[..if self.plain { 11 } else { 12 }]);
        let left = self.named(kind).unwrap_or_else(|| self.value(kind, depth));
        let known = if let Expr::Concl(_, id) = &left { self.words[*id].clone() } else { values(kind) };
        let right = match (kind, self.from.below(3)) {
            (Kind::Word(_) | Kind::Country | Kind::Place, 2) => self.field(kind, false).unwrap_or(Expr::Lit(known[0])),
            (Kind::Word(_), 1) if depth > 0 => {
                let one = |draw: &mut Self| Expr::Lit(draw.from.pick(&known));
                Expr::If(boxed(self.truth(depth - 1)), boxed(one(self)), boxed(one(self)))
            }
            (Kind::Word(_) | Kind::Country | Kind::Place | Kind::Text | Kind::Bool, _) => Expr::Lit(self.from.pick(&known)),
            (_, 0) => self.literal(kind),
            _ => self.value(kind, depth),
        };
        let op = self.op(kind);
        // `yes = client.reply` reads as a yes/no.
        let turns = matches!(right, Expr::Lit(_) | Expr::Field(..)) && !matches!(left, Expr::Lit(_)) && kind != Kind::Word(1);
        if turns && self.from.chance(1, 5) { Expr::Cmp(op, boxed(right), boxed(left)) } else { Expr::Cmp(op, boxed(left), boxed(right)) }
    }

    /// A literal that a `law` block can write.
    pub fn literal(&mut self, kind: Kind) -> Expr {
        let all: Vec<Val> = values(kind).into_iter().filter(|v| !matches!(v, Val::Span(m, d) if *m != 0 && *d != 0)).collect();
        Expr::Lit(self.from.pick(&all))
    }

    fn membership(&mut self, depth: usize) -> Expr {
        let kinds = [Kind::Word(0), Kind::Whole, Kind::Word(1), Kind::Day, Kind::Country, Kind::Place, Kind::Text, Kind::Money];
        let kind = self.from.pick(&kinds[..if super::open_bugs::MONEY_IN_A_SET { 7 } else { 8 }]);
        let left = self.named(kind).unwrap_or_else(|| self.value(kind, depth));
        let known = if let Expr::Concl(_, id) = &left { self.words[*id].clone() } else { values(kind) };
        let mut items: Vec<Expr> = self.from.some(&known).into_iter().take(4).map(Expr::Lit).collect();
        if matches!(kind, Kind::Day | Kind::Whole | Kind::Word(_)) && self.from.chance(1, 4) {
            items.push(self.field(kind, false).unwrap_or(Expr::Lit(known[0])));
        }
        let negated = self.from.chance(1, 3);
        Expr::In(negated, boxed(left), items)
    }

    pub fn scope(&mut self, most: usize) -> Scope {
        let mut of = vec![self.from.pick(&REGIONS)];
        if most > 1 && self.from.chance(1, 3) {
            of = self.from.some(&REGIONS[1..]).into_iter().take(most).collect();
        }
        let except = if self.from.chance(1, 4) { vec![self.from.pick(&REGIONS[1..])] } else { Vec::new() };
        Scope { of, except }
    }

    /// Something that may be none, asked about as the check demands.
    fn guarded(&mut self, depth: usize) -> Expr {
        let kind = self.from.pick(&[Kind::Day, Kind::Whole]);
        let Some(it) = self.cited(kind, true).filter(|_| self.from.chance(1, 2)).or_else(|| self.field(kind, true)) else {
            return self.flag();
        };
        let has = Expr::Has(boxed(it.clone()));
        if self.from.chance(1, 4) {
            return has;
        }
        let left = match (kind, self.from.below(3)) {
            (Kind::Day, 1) => Expr::Plus(self.from.chance(1, 2), boxed(it), boxed(self.literal(Kind::Span))),
            (Kind::Day, 2) => {
                let unit = self.unit();
                let other = self.value(Kind::Day, 0);
                let number = Expr::Elapsed(unit, boxed(it), boxed(other));
                let asked = Expr::Cmp(self.op(Kind::Whole), boxed(number), boxed(self.literal(Kind::Whole)));
                return self.with_guard(has, asked, depth);
            }
            (Kind::Whole, 1) => Expr::Plus(self.from.chance(1, 2), boxed(it), boxed(self.value(Kind::Whole, 0))),
            _ => it,
        };
        let right = self.value(kind, depth.min(1));
        let asked = Expr::Cmp(self.op(kind), boxed(left), boxed(right));
        self.with_guard(has, asked, depth)
    }

    fn with_guard(&mut self, has: Expr, asked: Expr, depth: usize) -> Expr {
        match self.from.below(4) {
            1 => Expr::And(boxed(asked), boxed(has)),
            2 => Expr::Or(boxed(Expr::Not(boxed(has))), boxed(asked)),
            3 => Expr::If(boxed(has), boxed(asked), boxed(self.truth(depth.min(1)))),
            _ => Expr::And(boxed(has), boxed(asked)),
        }
    }

    fn unit(&mut self) -> Unit {
        self.from.pick(&[Unit::Years, Unit::Months, Unit::Days])
    }

    fn timely(&mut self) -> Option<Expr> {
        let (slot, id) = self.citable(|it| it.sort == Sort::Deadline)?;
        let by = match self.from.below(3) {
            0 => self.field(Kind::Day, true)?,
            1 => self.field(Kind::Day, false)?,
            _ => self.value(Kind::Day, 1),
        };
        Some(Expr::Timely(slot, id, boxed(by)))
    }

    /// A cell of a table, compared.
    fn looked_up(&mut self) -> Expr {
        let cells = [(0, 1), (0, 2), (0, 3), (0, 4), (2, 1), (1, 1)];
        let (table, column) = self.from.pick(&cells[..if super::open_bugs::LOOKUP_BY_PLACE { 5 } else { 6 }]);
        let columns = TABLES[table].columns;
        let key = self.field(columns[0].1, false).unwrap_or(Expr::Field(None, 0));
        let kind = columns[column].1;
        let cell = Expr::Lookup(table, column, boxed(key));
        let op = self.op(kind);
        Expr::Cmp(op, boxed(cell), boxed(self.literal(kind)))
    }

    /// The first or last day of entries, or of several days.
    pub fn extreme(&mut self, depth: usize) -> Expr {
        let last = self.from.chance(1, 2);
        if self.from.chance(1, 3) {
            let mut items = vec![self.field(Kind::Day, true).unwrap_or(Expr::AsOf), self.value(Kind::Day, 0)];
            if self.from.chance(1, 2) {
                items.push(self.value(Kind::Day, depth.min(1)));
            }
            return Expr::ExtremeOf(last, items);
        }
        let (each, value) = self.each_with(depth, |draw| {
            let slot = draw.binders.len() - 1;
            let name = match (draw.binders[slot].0, draw.from.chance(1, 2)) {
                (ORDER, false) => "issued",
                (ORDER, true) => "ended",
                (_, false) => "began",
                (_, true) => "back",
            };
            let day = Expr::Field(Some(slot), field_named(draw.binders[slot].0, name));
            let optional = name == "ended" || name == "back";
            if !optional && draw.from.chance(1, 4) { Expr::Plus(false, boxed(day), boxed(draw.literal(Kind::Span))) } else { day }
        });
        Expr::Extreme(last, boxed(value), each)
    }

    pub fn each(&mut self, depth: usize) -> Each {
        self.each_with(depth, |_| ()).0
    }

    fn each_with<T>(&mut self, depth: usize, body: impl FnOnce(&mut Self) -> T) -> (Each, T) {
        let list = self.list();
        let bound = self.binders.iter().any(|(other, _)| *other == list);
        let var = if bound || self.from.chance(1, 3) { Some(VARS[self.binders.len()]) } else { None };
        self.binders.push((list, var));
        let filter = if self.from.chance(3, 4) { Some(boxed(self.truth(depth))) } else { None };
        let body = body(self);
        self.binders.pop();
        (Each { list, var, filter }, body)
    }

    /// A fact of this kind: of an entry around, if there is one, or of the client.
    pub fn field(&mut self, kind: Kind, optional: bool) -> Option<Expr> {
        let fits =
            |record: usize| move |f: &usize| FIELDS[*f].record == record && FIELDS[*f].kind == kind && FIELDS[*f].optional == optional;
        let mut all: Vec<Expr> = Vec::new();
        for (slot, (list, _)) in self.binders.iter().enumerate() {
            let of: Vec<Expr> = (0..FIELDS.len()).filter(fits(*list)).map(|f| Expr::Field(Some(slot), f)).collect();
            all.extend(of.iter().cloned());
            all.extend(of);
        }
        all.extend((0..FIELDS.len()).filter(|f| !is_list(FIELDS[*f].record) && fits(FIELDS[*f].record)(f)).map(|f| Expr::Field(None, f)));
        if all.is_empty() { None } else { Some(self.from.pick(&all)) }
    }

    /// A fact or conclusion, never a literal, for the kinds whose literals mean nothing by themselves.
    fn named(&mut self, kind: Kind) -> Option<Expr> {
        if !matches!(kind, Kind::Word(_) | Kind::Country | Kind::Place | Kind::Text) {
            return None;
        }
        self.cited(kind, false).filter(|_| self.from.chance(1, 2)).or_else(|| self.field(kind, false))
    }

    /// A conclusion of this kind that may be cited here.
    fn cited(&mut self, kind: Kind, optional: bool) -> Option<Expr> {
        self.citable(|it| it.kind == kind && it.optional == optional).map(|(slot, id)| Expr::Concl(slot, id))
    }

    fn citable(&mut self, fits: impl Fn(&super::ast::Concl) -> bool) -> Option<(Option<usize>, usize)> {
        if self.plain {
            return None;
        }
        let mut all = Vec::new();
        for (id, it) in self.pack.conclusions.iter().enumerate().take(self.upto).filter(|(_, it)| fits(it)) {
            if super::open_bugs::EXCEPTION_NOT_MODELLED && super::engine::left_out(&self.pack, id) {
                continue;
            }
            match it.subject {
                None => all.push((None, id)),
                Some(list) => all.extend((0..self.binders.len()).filter(|s| self.binders[*s].0 == list).map(|s| (Some(s), id))),
            }
        }
        if all.is_empty() { None } else { Some(self.from.pick(&all)) }
    }

    /// A value that is never none.
    pub fn value(&mut self, kind: Kind, depth: usize) -> Expr {
        let deep = depth > 0 && self.binders.len() < DEEPEST;
        let less = depth.saturating_sub(1);
        match (kind, self.from.below(9)) {
            (Kind::Bool, 1) if depth > 0 => return self.truth(less),
            (Kind::Day, 1) => return Expr::AsOf,
            (Kind::Day | Kind::Whole | Kind::Money | Kind::Span, 2) => return self.literal(kind),
            (Kind::Day, 3) => {
                let span = if self.from.chance(1, 4) { Expr::Field(None, field_named(0, "term")) } else { self.literal(Kind::Span) };
                return Expr::Plus(self.from.chance(1, 2), boxed(self.value(kind, less.min(1))), boxed(span));
            }
            (Kind::Whole, 3) if deep => return Expr::Count(None, self.each(less)),
            (Kind::Whole, 4) if deep => {
                let each = self.each(less);
                let fields: Vec<usize> = super::schema::fields_of(each.list).filter(|f| FIELDS[*f].name != "final").collect();
                return Expr::Count(Some(self.from.pick(&fields)), each);
            }
            (Kind::Whole, 5) if deep => {
                let each = self.each(less);
                return Expr::Sum(field_named(each.list, if each.list == ORDER { "amount" } else { "length" }), each);
            }
            (Kind::Money, 4) if deep => {
                let mut each = self.each(less);
                if each.list == ORDER {
                    return Expr::Sum(field_named(ORDER, "fee"), each);
                }
                each.filter = None;
                return Expr::Sum(field_named(ORDER, "fee"), Each { list: ORDER, ..each });
            }
            (Kind::Whole, 6) => return Expr::Elapsed(self.unit(), boxed(self.value(Kind::Day, 0)), boxed(self.value(Kind::Day, 0))),
            (Kind::Whole | Kind::Money, 7) if depth > 0 => {
                return Expr::Plus(self.from.chance(1, 2), boxed(self.value(kind, less)), boxed(self.value(kind, less)));
            }
            (Kind::Day | Kind::Whole | Kind::Money, 8) if depth > 0 => {
                return Expr::If(boxed(self.truth(less)), boxed(self.value(kind, less)), boxed(self.value(kind, less)));
            }
            (_, 5) => {
                if let Some(cited) = self.cited(kind, false) {
                    return cited;
                }
            }
            _ => {}
        }
        self.field(kind, false).unwrap_or_else(|| self.literal(kind))
    }
}
