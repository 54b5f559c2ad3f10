//! Second pass, expressions: names become numbers, kinds must fit, what may be none must be asked about.

use super::resolve::Meaning;
use super::{Binder, Compiler, Guarded, Scope, Type};
use crate::facts::RecordId;
use crate::program::{Node, NodeId, ProvisionId};
use crate::report::nearest;
use crate::syntax::{At, Each, Expr, Form, Name, Scope as Places};
use truth::{Comparison, Kind, Region};

type Lowered = Option<(NodeId, Type)>;

impl Compiler<'_> {
    /// Lowers an expression that must be a yes/no.
    pub(crate) fn condition(&mut self, provision: ProvisionId, expr: &Expr, scope: &mut Scope) -> Option<NodeId> {
        let (node, found) = self.lower(provision, expr, scope, None)?;
        if found.kind == Kind::YesNo {
            return Some(node);
        }
        let text = format!("a condition is a yes or no; this is {}", named(found.kind));
        self.report(provision, "law::type", expr.at.clone(), text);
        None
    }

    /// Lowers an expression that must be a day.
    pub(crate) fn day(&mut self, provision: ProvisionId, expr: &Expr, scope: &mut Scope) -> Option<NodeId> {
        let (node, found) = self.lower(provision, expr, scope, None)?;
        if found.kind == Kind::Date {
            return Some(node);
        }
        self.report(provision, "law::type", expr.at.clone(), format!("a day is needed here; this is {}", named(found.kind)));
        None
    }

    /// Lowers an expression. `want` lends its values to bare names.
    pub(crate) fn lower(&mut self, provision: ProvisionId, expr: &Expr, scope: &mut Scope, want: Option<&Type>) -> Lowered {
        let at = &expr.at;
        let yes_no = || Type::of(Kind::YesNo);
        let (node, kind) = match &expr.form {
            // Some choices have values called yes and no.
            Form::YesNo(it) => match self.value_called(if *it { "yes" } else { "no" }, want) {
                Some(symbol) => (Node::Symbol(symbol), want.cloned()?),
                None => (Node::YesNo(*it), yes_no()),
            },
            // Some choices have a value called none, which is not the same as there being none.
            Form::None if self.value_called("none", want).is_some() => {
                let symbol = self.value_called("none", want)?;
                (Node::Symbol(symbol), want.cloned()?)
            }
            Form::None => {
                let kind = want.map_or(Kind::Date, |w| w.kind);
                (Node::None(kind), Type { optional: true, ..want.cloned().unwrap_or(Type::of(kind)) })
            }
            Form::AsOf => (Node::AsOf, Type::of(Kind::Date)),
            Form::Whole(n) => (Node::Whole(*n), Type::of(Kind::Whole)),
            Form::Money(cents) => (Node::Money(*cents), Type::of(Kind::Money)),
            Form::Day(day) => (Node::Day(*day), Type::of(Kind::Date)),
            Form::Span(span) => (Node::Span(*span), Type::of(Kind::Span)),
            Form::Text(text) => {
                self.program.texts.push(text.clone());
                let index = u32::try_from(self.program.texts.len() - 1).unwrap_or(0);
                (Node::Text(index), Type::of(Kind::Text))
            }
            Form::Name(name) => self.name(provision, name, scope, want)?,
            Form::And(left, right) | Form::Or(left, right) => {
                let both = matches!(expr.form, Form::And(..));
                let before = scope.guards.len();
                // What the right side asks guards the left, and the other way round; for `or`, what it denies.
                self.guards_of(right, both, scope);
                let a = self.condition(provision, left, scope);
                scope.guards.truncate(before);
                self.guards_of(left, both, scope);
                let b = self.condition(provision, right, scope);
                scope.guards.truncate(before);
                let (a, b) = (a?, b?);
                (if both { Node::And(a, b) } else { Node::Or(a, b) }, yes_no())
            }
            Form::Not(inner) => (Node::Not(self.condition(provision, inner, scope)?), yes_no()),
            Form::Compare(how, left, right) => return self.comparison(provision, at, *how, left, right, scope),
            Form::In(left, items) => {
                let (a, of) = self.lower(provision, left, scope, None)?;
                self.must_be_asked(provision, a, left, scope);
                let mut nodes = Vec::new();
                for item in items {
                    let (node, found) = self.lower(provision, item, scope, Some(&of))?;
                    if found.kind != of.kind {
                        self.report(
                            provision,
                            "law::type",
                            item.at.clone(),
                            format!("{} among values of {}", named(found.kind), named(of.kind)),
                        );
                        return None;
                    }
                    nodes.push(node);
                }
                let (first, count) = self.run_of(&nodes);
                (Node::In(a, first, count), yes_no())
            }
            Form::Within(place, region) => {
                let (a, found) = self.lower(provision, place, scope, None)?;
                if found.kind != Kind::Place {
                    self.report(
                        provision,
                        "law::type",
                        place.at.clone(),
                        format!("`within` asks of a place; this is {}", named(found.kind)),
                    );
                    return None;
                }
                (Node::Within(a, self.region(provision, region)?), yes_no())
            }
            Form::Has(name) => match self.meaning(name, scope) {
                Meaning::List(record) => (Node::HasEntry(record), yes_no()),
                Meaning::Field(field, slot) => {
                    if !self.model.fields[field as usize].optional {
                        let text = format!("`{}` always has a value, known or not; `has` asks of what may be none", name.dotted());
                        self.report_with(
                            provision,
                            "law::has",
                            name.at.clone(),
                            text,
                            Some("declare the field `optional = true` if it can be none".into()),
                        );
                        return None;
                    }
                    let inner = self.node(provision, at, Node::Field(field, slot));
                    (Node::Has(inner), yes_no())
                }
                Meaning::Conclusion(id, slot) => {
                    let inner = self.node(provision, at, Node::Conclusion(id, slot));
                    (Node::Has(inner), yes_no())
                }
                other => return self.unknown_name(provision, name, scope, other),
            },
            Form::Any(each) => {
                let (record, slot, filter) = self.bound(provision, each, scope, |_, _| Some(()))?;
                (Node::Any(record, slot, filter.0), yes_no())
            }
            Form::Every(each, holds) => {
                let (record, slot, (filter, body)) =
                    self.bound(provision, each, scope, |this, scope| this.condition(provision, holds, scope))?;
                (Node::Every(record, slot, filter, body), yes_no())
            }
            Form::Count(distinct, each) => {
                let (record, slot, (filter, field)) = self.bound(provision, each, scope, |this, scope| match distinct {
                    None => Some(None),
                    Some(name) => this.name_node(provision, name, scope).map(|(node, _)| Some(node)),
                })?;
                (Node::Count(record, slot, filter, field), Type::of(Kind::Whole))
            }
            Form::Sum(field, each) => {
                let (record, slot, (filter, (node, kind))) =
                    self.bound(provision, each, scope, |this, scope| this.name_node(provision, field, scope))?;
                if !matches!(self.program.nodes[node as usize], Node::Field(..)) {
                    self.report(
                        provision,
                        "law::type",
                        field.at.clone(),
                        "only a field of the list is added up; a conclusion could be below nothing",
                    );
                    return None;
                }
                if !matches!(kind.kind, Kind::Whole | Kind::Money) {
                    self.report(provision, "law::type", field.at.clone(), format!("only numbers add up; this is {}", named(kind.kind)));
                    return None;
                }
                (Node::Sum(record, slot, filter, node), Type::of(kind.kind))
            }
            Form::Extreme(last, value, each) => {
                let (record, slot, (filter, node)) = self.bound(provision, each, scope, |this, scope| this.day(provision, value, scope))?;
                (Node::Extreme(*last, record, slot, filter, node), Type { optional: true, ..Type::of(Kind::Date) })
            }
            Form::ExtremeOf(last, items) => {
                let nodes: Option<Vec<NodeId>> = items.iter().map(|item| self.day(provision, item, scope)).collect();
                let (first, count) = self.run_of(&nodes?);
                (Node::ExtremeOf(*last, first, count), Type { optional: true, ..Type::of(Kind::Date) })
            }
            Form::Elapsed(unit, from, to) => {
                let a = self.day(provision, from, scope)?;
                let b = self.day(provision, to, scope)?;
                self.must_be_asked(provision, a, from, scope);
                self.must_be_asked(provision, b, to, scope);
                (Node::Elapsed(*unit, a, b), Type::of(Kind::Whole))
            }
            Form::Plus(minus, left, right) => {
                let (a, left_type) = self.lower(provision, left, scope, want)?;
                let (b, right_type) = self.lower(provision, right, scope, None)?;
                let kind = match (left_type.kind, right_type.kind) {
                    (Kind::Date, Kind::Span) => Kind::Date,
                    (Kind::Whole, Kind::Whole) => Kind::Whole,
                    (Kind::Money, Kind::Money) => Kind::Money,
                    (x, y) => {
                        self.report(provision, "law::type", at.clone(), format!("{} and {} do not add", named(x), named(y)));
                        return None;
                    }
                };
                if left_type.optional {
                    self.must_be_asked(provision, a, left, scope);
                }
                (Node::Plus(*minus, a, b), Type { optional: left_type.optional, ..Type::of(kind) })
            }
            Form::If(condition, then, otherwise) => {
                let c = self.condition(provision, condition, scope)?;
                let before = scope.guards.len();
                self.guards_of(condition, true, scope);
                let a = self.lower(provision, then, scope, want);
                scope.guards.truncate(before);
                let b = self.lower(provision, otherwise, scope, want);
                let ((a, x), (b, y)) = (a?, b?);
                if x.kind != y.kind {
                    self.report(
                        provision,
                        "law::type",
                        at.clone(),
                        format!("one way it is {}, the other {}", named(x.kind), named(y.kind)),
                    );
                    return None;
                }
                (Node::If(c, a, b), Type { optional: x.optional || y.optional, ..x })
            }
            Form::Timely(name, by) => {
                let Meaning::Conclusion(id, slot) = self.meaning(name, scope) else {
                    let meaning = self.meaning(name, scope);
                    return self.unknown_name(provision, name, scope, meaning);
                };
                if self.program.conclusions[id as usize].sort != crate::program::Sort::Deadline {
                    self.report(provision, "law::type", name.at.clone(), format!("`{}` is no deadline", name.dotted()));
                    return None;
                }
                let deadline = self.node(provision, &name.at, Node::Conclusion(id, slot));
                let by = self.day(provision, by, scope)?;
                (Node::Timely(deadline, by), yes_no())
            }
            Form::Lookup(field, table, key) => return self.lookup(provision, at, field, table, key, scope),
        };
        Some((self.node(provision, at, node), kind))
    }

    /// The value of a wanted choice that a word of the language also names.
    fn value_called(&self, word: &str, want: Option<&Type>) -> Option<truth::Symbol> {
        let want = want.filter(|w| w.kind == Kind::Choice)?;
        self.model.symbols.known(word).filter(|s| want.values.as_ref().is_some_and(|all| all.contains(s)))
    }

    fn comparison(&mut self, provision: ProvisionId, at: &At, how: Comparison, left: &Expr, right: &Expr, scope: &mut Scope) -> Lowered {
        // A bare name may be a value of the other side: read the side that is surely a fact first.
        let swap = self.is_bare_value(left, scope) && !self.is_bare_value(right, scope);
        let (first, second) = if swap { (right, left) } else { (left, right) };
        let (a, x) = self.lower(provision, first, scope, None)?;
        let (b, y) = self.lower(provision, second, scope, Some(&x))?;
        if x.kind != y.kind {
            let text = format!("{} is compared with {}", named(x.kind), named(y.kind));
            self.report(provision, "law::type", at.clone(), text);
            return None;
        }
        let ordered = !matches!(how, Comparison::Equal | Comparison::NotEqual);
        if ordered && !matches!(x.kind, Kind::Whole | Kind::Money | Kind::Date | Kind::Span) {
            self.report(provision, "law::type", at.clone(), format!("{} has no order", named(x.kind)));
            return None;
        }
        self.must_be_asked(provision, a, first, scope);
        self.must_be_asked(provision, b, second, scope);
        let (a, b) = if swap { (b, a) } else { (a, b) };
        Some((self.node(provision, at, Node::Compare(how, a, b)), Type::of(Kind::YesNo)))
    }

    fn is_bare_value(&self, expr: &Expr, scope: &Scope) -> bool {
        match &expr.form {
            Form::Name(name) => name.parts.len() == 1 && self.meaning(name, scope) == Meaning::Nothing,
            Form::YesNo(_) | Form::None => true,
            _ => false,
        }
    }

    fn name(&mut self, provision: ProvisionId, name: &Name, scope: &Scope, want: Option<&Type>) -> Option<(Node, Type)> {
        // Where a choice is wanted, one of its values comes before any fact of the same name.
        if let ([bare], Some(want)) = (name.parts.as_slice(), want.filter(|w| w.kind == Kind::Choice))
            && let Some(symbol) = self.model.symbols.known(bare)
            && want.values.as_ref().map_or(bare.len() == 2, |all| all.contains(&symbol))
        {
            return Some((Node::Symbol(symbol), want.clone()));
        }
        if let ([bare], Some(Kind::Place)) = (name.parts.as_slice(), want.map(|w| w.kind))
            && let Some(region) = self.places.named(bare)
        {
            if region.0.count_ones() > 1 {
                let text = format!("`{bare}` is more than one place, so nothing equals it");
                self.report_with(provision, "law::place", name.at.clone(), text, Some(format!("write `… within {bare}`")));
                return None;
            }
            return Some((Node::Place(region), Type::of(Kind::Place)));
        }
        match self.meaning(name, scope) {
            Meaning::Field(field, slot) => Some((Node::Field(field, slot), self.field_type(field))),
            Meaning::Conclusion(id, slot) => {
                let kind = self.kind_of(id).cloned().unwrap_or(Type::of(Kind::YesNo));
                Some((Node::Conclusion(id, slot), kind))
            }
            other => {
                if let (Meaning::Nothing, [bare], Some(want)) = (other, name.parts.as_slice(), want.filter(|w| w.kind == Kind::Choice)) {
                    let values: Vec<String> = want.values.iter().flatten().map(|s| self.model.symbols.name(*s).to_owned()).collect();
                    let near =
                        nearest(bare, values.iter().map(String::as_str)).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
                    let help = format!("it is one of: {}{near}", values.join(", "));
                    self.report_with(
                        provision,
                        "law::name",
                        name.at.clone(),
                        format!("`{bare}` is none of the values it is compared with"),
                        Some(help),
                    );
                    return None;
                }
                let _: Option<()> = self.unknown_name(provision, name, scope, other);
                None
            }
        }
    }

    pub(crate) fn name_node(&mut self, provision: ProvisionId, name: &Name, scope: &Scope) -> Lowered {
        let (node, kind) = self.name(provision, name, scope, None)?;
        Some((self.node(provision, &name.at, node), kind))
    }

    pub(crate) fn unknown_name<T>(&mut self, provision: ProvisionId, name: &Name, scope: &Scope, meaning: Meaning) -> Option<T> {
        let dotted = name.dotted();
        let (text, help) = match meaning {
            Meaning::OfWhich(record) => {
                let record = &self.model.records[record as usize].name;
                (
                    format!("`{dotted}`: of which {record}?"),
                    Some(format!("write `any {record} where …`, or define `{record}.NAME` of each {record}")),
                )
            }
            Meaning::List(record) => {
                let record = &self.model.records[record as usize].name;
                (format!("`{dotted}` is a list, not a value"), Some(format!("write `has {record}` or `any {record} where …`")))
            }
            _ => {
                let names = self.names_here(scope);
                let near = nearest(&dotted, names.iter().map(String::as_str)).map(|n| format!("did you mean `{n}`?"));
                (format!("nothing in the pack is called `{dotted}`"), near)
            }
        };
        self.report_with(provision, "law::name", name.at.clone(), text, help);
        None
    }

    /// Binds the entries of a list, lowers the `where`, then what is asked of each.
    fn bound<T>(
        &mut self,
        provision: ProvisionId,
        each: &Each,
        scope: &mut Scope,
        body: impl FnOnce(&mut Self, &mut Scope) -> Option<T>,
    ) -> Option<(RecordId, u8, (Option<NodeId>, T))> {
        let Some(record) = self.model.record(&each.record.dotted()).filter(|r| self.model.is_list(*r)) else {
            let lists: Vec<String> = self.model.records.iter().filter(|r| r.list.is_some()).map(|r| r.name.clone()).collect();
            let near = nearest(&each.record.dotted(), lists.iter().map(String::as_str)).map(|n| format!("did you mean `{n}`?"));
            let help = near.or_else(|| Some("name the record, not its list: `any order`, not `any orders`".into()));
            self.report_with(
                provision,
                "law::name",
                each.record.at.clone(),
                format!("`{}` is no record that is kept as a list", each.record.dotted()),
                help,
            );
            return None;
        };
        let slot = u8::try_from(scope.binders.len()).ok().filter(|s| *s < 8)?;
        scope.binders.push(Binder { record, var: each.var.clone(), slot });
        let before = scope.guards.len();
        let filter = match &each.filter {
            None => Some(None),
            Some(filter) => self.condition(provision, filter, scope).map(Some),
        };
        if let Some(filter) = &each.filter {
            self.guards_of(filter, true, scope);
        }
        let body = body(self, scope);
        scope.guards.truncate(before);
        scope.binders.pop();
        Some((record, slot, (filter?, body?)))
    }

    /// What an expression asks about with `has`, where it holds (`asks`) or where it fails (`not asks`).
    fn guards_of(&self, expr: &Expr, holds: bool, scope: &mut Scope) {
        match (&expr.form, holds) {
            (Form::And(a, b), true) | (Form::Or(a, b), false) => {
                self.guards_of(a, holds, scope);
                self.guards_of(b, holds, scope);
            }
            (Form::Not(inner), _) => self.guards_of(inner, !holds, scope),
            (Form::Has(name), true) => match self.meaning(name, scope) {
                Meaning::Field(field, slot) => scope.guards.push(Guarded::Field(field, slot)),
                Meaning::Conclusion(id, slot) => scope.guards.push(Guarded::Conclusion(id, slot)),
                _ => {}
            },
            _ => {}
        }
    }

    /// Reports a value that may be none and is used without asking.
    fn must_be_asked(&mut self, provision: ProvisionId, node: NodeId, expr: &Expr, scope: &Scope) {
        let guarded = match self.program.nodes[node as usize] {
            Node::Field(field, slot) if self.model.fields[field as usize].optional => Guarded::Field(field, slot),
            Node::Conclusion(id, slot) if self.kind_of(id).is_some_and(|t| t.optional) => Guarded::Conclusion(id, slot),
            _ => return,
        };
        if scope.guards.contains(&guarded) {
            return;
        }
        let Form::Name(name) = &expr.form else { return };
        let text = format!("`{}` may be none, and nothing here asks", name.dotted());
        self.report_with(provision, "law::unguarded", expr.at.clone(), text, Some(format!("write `has {0} and … {0} …`", name.dotted())));
    }

    pub(crate) fn run_of(&mut self, nodes: &[NodeId]) -> (u32, u32) {
        let first = u32::try_from(self.program.items.len()).unwrap_or(u32::MAX);
        self.program.items.extend_from_slice(nodes);
        (first, u32::try_from(nodes.len()).unwrap_or(0))
    }

    /// The region of a scope such as `US except TX`.
    pub(crate) fn region(&mut self, provision: ProvisionId, scope: &Places) -> Option<Region> {
        let mut region = 0_u128;
        let mut known = true;
        for (names, add) in [(&scope.of, true), (&scope.except, false)] {
            for name in names {
                match self.places.named(name) {
                    Some(found) if add => region |= found.0,
                    Some(found) => region &= !found.0,
                    None => {
                        known = false;
                        let near = nearest(name, self.places.names()).map(|n| format!("did you mean `{n}`?"));
                        self.report_with(provision, "law::place", scope.at.clone(), format!("`{name}` is no place the pack knows"), near);
                    }
                }
            }
        }
        known.then_some(Region(region))
    }

    fn lookup(&mut self, provision: ProvisionId, at: &At, field: &str, table: &str, key: &Expr, scope: &mut Scope) -> Lowered {
        let Some(index) = self.program.tables.iter().position(|t| t.name == table) else {
            let names: Vec<String> = self.program.tables.iter().map(|t| t.name.clone()).collect();
            let near = nearest(table, names.iter().map(String::as_str)).map(|n| format!("did you mean `{n}`?"));
            self.report_with(provision, "law::table", at.clone(), format!("the pack has no table `{table}`"), near);
            return None;
        };
        let columns = self.program.tables[index].columns.clone();
        let (Some(column), false) = (columns.iter().position(|c| c == field), columns.is_empty()) else {
            self.report_with(
                provision,
                "law::table",
                at.clone(),
                format!("table `{table}` has no column `{field}`"),
                Some(format!("it has: {}", columns.join(", "))),
            );
            return None;
        };
        let (key, _) = self.lower(provision, key, scope, None)?;
        let kind = self.program.tables[index].kind_of(column);
        let number = |n: usize| u32::try_from(n).unwrap_or(0);
        let node = self.node(provision, at, Node::Lookup(number(index), number(column), key));
        Some((node, Type { optional: true, ..Type::of(kind) }))
    }
}

/// A kind, for a message.
pub(crate) fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::YesNo => "a yes/no",
        Kind::Whole => "a whole number",
        Kind::Money => "an amount of money",
        Kind::Date => "a day",
        Kind::Span => "a length of time",
        Kind::Text => "a text",
        Kind::Choice => "one of several values",
        Kind::Place => "a place",
    }
}
