//! Second pass, clauses: what each says, when and where it governs.

use super::{Binder, Compiler, Pending, Scope, Type};
use crate::program::{Clause as Made, ConclusionId, LevelOf, NodeId, ProvisionId, Says, Sort, Statement};
use crate::span_of_law::{Edge, SpanOfLaw, edge};
use crate::syntax::{Clause, Expr, LevelClause, Name, Selectors};
use truth::{Kind, Region};

/// When and where a clause governs, and what it yields to.
type Governing = (Vec<SpanOfLaw>, Option<NodeId>, Option<(Region, NodeId, Option<NodeId>)>, Vec<ProvisionId>, Vec<ProvisionId>);

impl Compiler<'_> {
    pub(super) fn lower_clause(&mut self, pending: &Pending) {
        let provision = pending.provision;
        let mut scope = Scope { file_word: self.provisions[provision as usize].word(), ..Scope::default() };
        let target = self.target(pending);
        if let Some(record) = target.as_ref().and_then(|t| t.subject) {
            scope.binders.push(Binder { record, var: None, slot: 0 });
        }
        let id = target.as_ref().and_then(|t| self.program.conclusion(&t.name));
        let says = match &pending.written.clause {
            Clause::Statement(words) => {
                if let Some(clause) = self.made(pending, Says::Ground, None, &mut scope) {
                    self.program.statements.push(Statement { words: words.clone(), clause });
                }
                return;
            }
            Clause::Burden(party, name) => {
                let full = self.full_name(name, &scope.file_word).0;
                match self.program.conclusion(&full) {
                    Some(id) => self.program.conclusions[id as usize].burden = Some(*party),
                    None => {
                        let meaning = self.meaning(name, &scope);
                        let _: Option<()> = self.unknown_name(provision, name, &scope, meaning);
                    }
                }
                return;
            }
            Clause::DangersComplete(recipients) => {
                for recipient in recipients.clone() {
                    if let (Some(id), Some(clause)) =
                        (self.recipients_declared(recipient), self.made(pending, Says::Complete, None, &mut scope))
                    {
                        self.program.conclusions[id as usize].clauses.push(clause);
                    }
                }
                return;
            }
            Clause::Exception(_, to, when) => {
                self.exception(pending, id, to, Some(when), &mut scope);
                return;
            }
            Clause::ExceptionNotModelled(_, to, words) => {
                // The exception is a conclusion of its own: asked for by name, it is not known either.
                if let Some(id) = id {
                    self.attach(pending, id, Says::NotModelled(words.clone()), None, &mut scope);
                }
                if let Some(base) = self.base_of_exception(provision, to, &mut scope) {
                    self.attach(pending, base, Says::ExceptionNotModelled(words.clone()), None, &mut scope);
                }
                return;
            }
            Clause::Ground(_, when)
            | Clause::Requirement(_, _, when)
            | Clause::Weighs(_, _, when)
            | Clause::Power(_, when)
            | Clause::Risk(_, _, when) => Some((Says::Ground, Some(when))),
            Clause::Act(_, _, _, _, when) => Some((Says::Ground, Some(when))),
            Clause::GroundsComplete(_) | Clause::RequirementsComplete | Clause::PowerComplete(_) => Some((Says::Complete, None)),
            Clause::NotModelled(_, words) => Some((Says::NotModelled(words.clone()), None)),
            Clause::ExceptionsComplete(_) => Some((Says::ExceptionsComplete, None)),
            Clause::Rule(_, value, when) => {
                let want = id.and_then(|id| self.kind_of(id).cloned());
                let Some((node, found)) = self.lower(provision, value, &mut scope, want.as_ref()) else { return };
                if let Some(want) = want.filter(|w| w.kind != found.kind) {
                    let text =
                        format!("here it is {}, elsewhere {}", super::expression::named(found.kind), super::expression::named(want.kind));
                    self.report(provision, "law::type", value.at.clone(), text);
                    return;
                }
                Some((Says::Value(node), when.as_ref()))
            }
            Clause::Analysis(_, words, weighing, when) => {
                let nodes: Option<Vec<NodeId>> =
                    weighing.iter().map(|name| self.name_node(provision, name, &scope).map(|(node, _)| node)).collect();
                nodes.map(|nodes| (Says::Analysis(words.clone(), nodes), when.as_ref()))
            }
            Clause::Danger(_, _, levels, when) => {
                let levels = self.levels(provision, levels, &mut scope);
                self.set_sort(id, Sort::Danger(levels));
                Some((Says::Ground, Some(when)))
            }
            Clause::Cap(_, _, levels, when) => {
                let levels = self.levels(provision, levels, &mut scope);
                self.set_sort(id, Sort::Cap(levels));
                Some((Says::Ground, Some(when)))
            }
            Clause::Lift(_, _, from, to, recipients, except, when) => {
                let mut found = Vec::new();
                for name in except {
                    match self.program.conclusion(&format!("danger.{}", name.dotted())) {
                        Some(danger) => found.push(danger),
                        None => {
                            let _: Option<()> = self.unknown_name(provision, name, &scope, super::resolve::Meaning::Nothing);
                        }
                    }
                }
                self.set_sort(id, Sort::Lift { from: *from, to: *to, recipients: recipients.clone(), except: found });
                Some((Says::Ground, Some(when)))
            }
            Clause::Duty(_, _, day, when) => {
                let day = day.as_ref().and_then(|day| self.day(provision, day, &mut scope));
                self.set_sort(id, Sort::Duty(day));
                Some((Says::Ground, Some(when)))
            }
            Clause::Deadline(deadline) if deadline.working && deadline.span.months != 0 => {
                let help = Some("write the days, or count calendar days".to_owned());
                self.report_with(
                    provision,
                    "law::deadline",
                    pending.written.at.clone(),
                    "working days are counted in days, not in months or years",
                    help,
                );
                None
            }
            Clause::Deadline(deadline) => self.day(provision, &deadline.after, &mut scope).map(|after| {
                let (span, working, rolls, due_from) = (deadline.span, deadline.working, deadline.rolls, deadline.due_from);
                (Says::Deadline { span, after, working, rolls, due_from }, deadline.when.as_ref())
            }),
        };
        let (Some((says, when)), Some(id)) = (says, id) else { return };
        self.attach(pending, id, says, when, &mut scope);
    }

    fn set_sort(&mut self, id: Option<ConclusionId>, sort: Sort) {
        if let Some(id) = id {
            self.program.conclusions[id as usize].sort = sort;
        }
    }

    fn attach(&mut self, pending: &Pending, id: ConclusionId, says: Says, when: Option<&Expr>, scope: &mut Scope) {
        let when = match when {
            None => None,
            Some(when) => match self.condition(pending.provision, when, scope) {
                Some(node) => Some(node),
                None => return,
            },
        };
        if let Some(clause) = self.made(pending, says, when, scope) {
            self.program.conclusions[id as usize].clauses.push(clause);
        }
    }

    fn made(&mut self, pending: &Pending, says: Says, when: Option<NodeId>, scope: &mut Scope) -> Option<u32> {
        let (spans, day, place, instead_of, conflicts) = self.governing(pending, scope)?;
        let at = pending.written.at.clone();
        self.program.clauses.push(Made { provision: pending.provision, at, says, when, spans, day, place, instead_of, conflicts });
        u32::try_from(self.program.clauses.len() - 1).ok()
    }

    /// `exception N to X`: N is a conclusion of its own, and X carries a clause that refers to it.
    fn exception(&mut self, pending: &Pending, id: Option<ConclusionId>, to: &Name, when: Option<&Expr>, scope: &mut Scope) {
        let Some(id) = id else { return };
        self.attach(pending, id, Says::Ground, when, scope);
        let Some(base) = self.base_of_exception(pending.provision, to, scope) else { return };
        if self.program.conclusions[id as usize].subject.is_some() && self.program.conclusions[base as usize].subject.is_none() {
            let text = format!("this exception is of each entry of a list, and `{}` is of none: it could never be asked", to.dotted());
            self.report(pending.provision, "law::exception", to.at.clone(), text);
            return;
        }
        if let Some(clause) = self.made(pending, Says::Exception(id), None, scope) {
            self.program.conclusions[base as usize].clauses.push(clause);
        }
    }

    fn base_of_exception(&mut self, provision: ProvisionId, to: &Name, scope: &mut Scope) -> Option<ConclusionId> {
        let (full, subject) = self.full_name(to, &scope.file_word);
        let base = self.program.conclusion(&full).or_else(|| self.program.conclusion(&to.dotted()));
        let Some(base) = base.filter(|b| self.program.conclusions[*b as usize].clauses.iter().all(|_| true)) else {
            self.report(
                provision,
                "law::exception",
                to.at.clone(),
                format!("an exception to nothing: no conclusion is called `{}`", to.dotted()),
            );
            return None;
        };
        let of = self.program.conclusions[base as usize].subject;
        if of != subject && of.is_some() {
            self.report(provision, "law::exception", to.at.clone(), format!("`{}` is of each entry of a list; name it so", to.dotted()));
            return None;
        }
        Some(base)
    }

    fn levels(&mut self, provision: ProvisionId, levels: &[LevelClause], scope: &mut Scope) -> Vec<LevelOf> {
        let mut all = Vec::new();
        for clause in levels {
            let condition = match &clause.condition {
                None => None,
                Some(condition) => match self.condition(provision, condition, scope) {
                    Some(node) => Some(node),
                    None => continue,
                },
            };
            all.extend(clause.recipients.iter().map(|recipient| LevelOf { level: clause.level, recipient: *recipient, condition }));
        }
        all
    }

    /// When and where a clause governs.
    fn governing(&mut self, pending: &Pending, scope: &mut Scope) -> Option<Governing> {
        let provision = pending.provision;
        let selectors: &Selectors = &pending.written.selectors;
        let mut end = |bound: &Option<(String, crate::syntax::At)>| match bound {
            None => Some(Edge::Open),
            Some((text, at)) => edge(text).map_err(|e| self.report(provision, "law::span", at.clone(), e.to_string())).ok(),
        };
        let spans = if selectors.from.is_some() || selectors.to.is_some() {
            let span = SpanOfLaw { from: end(&selectors.from)?, to: end(&selectors.to)? };
            if let (Edge::On(from), Edge::On(to)) = (span.from, span.to)
                && from.before(to) != truth::Truth::Yes
            {
                let at = selectors.to.as_ref().map_or_else(|| pending.written.at.clone(), |(_, at)| at.clone());
                self.report(provision, "law::span", at, "this span ends before it begins, or on the same day");
                return None;
            }
            vec![span]
        } else {
            self.provisions[provision as usize].in_force.clone()
        };
        let day = match &selectors.day {
            None => None,
            Some(day) => Some(self.day(provision, day, scope)?),
        };
        let place = match &selectors.place {
            None => None,
            Some((region, place, at)) => {
                let region = self.region(provision, region)?;
                let (node, found) = self.lower(provision, place, scope, None)?;
                if found.kind != Kind::Place {
                    self.report(provision, "law::type", place.at.clone(), "a place is needed here");
                    return None;
                }
                let at = match at {
                    None => None,
                    Some(at) => Some(self.day(provision, at, scope)?),
                };
                Some((region, node, at))
            }
        };
        let mut ids = |names: &[(String, crate::syntax::At)]| {
            let mut found = Vec::new();
            for (name, at) in names {
                match self.provision_named(name) {
                    Some(id) => found.push(id),
                    None => {
                        let near = crate::report::nearest(name, self.provisions.iter().map(|p| p.id.as_str()))
                            .map(|n| format!("did you mean `{n}`?"));
                        self.report_with(provision, "law::name", at.clone(), format!("the pack has no provision `{name}`"), near);
                    }
                }
            }
            found
        };
        let instead_of = ids(&selectors.instead_of);
        let conflicts = ids(&selectors.conflicts);
        Some((spans, day, place, instead_of, conflicts))
    }

    /// What cannot be, as the fact files declare it.
    pub(super) fn impossible(&mut self) {
        for rule in self.model.impossible.clone() {
            self.fact_file = Some(rule.file);
            let mut scope = Scope::default();
            if self.model.is_list(rule.record) {
                scope.binders.push(Binder { record: rule.record, var: None, slot: 0 });
            }
            if let Some(when) = self.condition(0, &rule.when, &mut scope) {
                let mut of_day = false;
                self.program.walk(when, &mut |node| of_day |= node == crate::program::Node::AsOf);
                if of_day {
                    self.report(0, "law::facts", rule.when.at.clone(), "what cannot be may not depend on the day asked for");
                }
                self.program.impossible.push(crate::program::Cannot { record: rule.record, when, say: rule.say });
            }
        }
        self.fact_file = None;
    }

    /// Copies the inferred kinds onto the conclusions.
    pub(super) fn default_unknown_kinds(&mut self) {
        for (conclusion, found) in self.program.conclusions.iter_mut().zip(&self.types) {
            conclusion.kind = found.as_ref().map_or(Kind::YesNo, |t: &Type| t.kind);
        }
    }
}
