//! Which forms of the language a run has drawn, and how often.

use super::ast::{Bound, Expr, Pack, Says, Sort};
use super::case::{Case, Known};
use super::generate::{inside, walk};
use super::schema::{FIELDS, is_list};
use std::collections::BTreeMap;

#[derive(Default)]
pub struct Forms(pub BTreeMap<&'static str, usize>);

/// Every form that must turn up in a run.
pub const ALL: &[&str] = &[
    "ground",
    "grounds complete",
    "not modelled",
    "exception",
    "exception to an exception",
    "exception not modelled",
    "exceptions complete",
    "rule",
    "rule when",
    "several rules",
    "instead of",
    "conflicts with",
    "analysis",
    "analysis of other facts",
    "analysis of another version",
    "analysis bound and accepted",
    "requirement",
    "requirements complete",
    "weighs",
    "danger",
    "dangers complete",
    "power",
    "duty",
    "act",
    "risk",
    "statement",
    "burden",
    "deadline calendar",
    "deadline working",
    "deadline rolling",
    "deadline when",
    "timely",
    "of each entry",
    "span of its own",
    "by the day of an event",
    "in a place",
    "in several places",
    "except places",
    "place at a day",
    "partly known bound",
    "unknown bound",
    "two spans",
    "volatile",
    "confirmed",
    "and",
    "or",
    "not",
    "comparison",
    "in a set",
    "not in a set",
    "within",
    "has",
    "has an entry",
    "any",
    "every",
    "nested twice",
    "nested three times",
    "count",
    "count distinct",
    "sum",
    "earliest",
    "latest",
    "earliest of",
    "latest of",
    "years from",
    "months from",
    "days from",
    "plus",
    "minus",
    "if then else",
    "lookup",
    "as of",
    "named entry",
    "cited conclusion",
    "cited exception",
    "list not complete",
    "place not known",
    "day not known",
    "day partly known",
    "choice partly known",
    "place partly known",
    "number partly known",
    "span partly known",
    "yes/no not known",
    "optional not known",
    "entry's fact not known",
];

impl Forms {
    pub fn add(&mut self, form: &'static str) {
        debug_assert!(ALL.contains(&form), "{form}");
        *self.0.entry(form).or_default() += 1;
    }

    fn add_if(&mut self, holds: bool, form: &'static str) {
        if holds {
            self.add(form);
        }
    }

    pub fn missing(&self) -> Vec<&'static str> {
        ALL.iter().copied().filter(|f| !self.0.contains_key(f)).collect()
    }

    pub fn shown(&self) -> String {
        self.0.iter().map(|(form, n)| format!("{form} {n}")).collect::<Vec<_>>().join(", ")
    }

    /// Counts what a pack and a case hold.
    pub fn count(&mut self, pack: &Pack, case: &Case) {
        self.clauses(pack);
        self.expressions(pack);
        self.case(case);
    }

    fn clauses(&mut self, pack: &Pack) {
        for provision in &pack.provisions {
            self.add_if(provision.volatile, "volatile");
            self.add_if(provision.confirmed.is_some(), "confirmed");
            self.add_if(provision.in_force.len() > 1, "two spans");
            let own = provision.clauses.iter().filter_map(|c| c.selectors.span.as_ref());
            for force in provision.in_force.iter().chain(own) {
                for bound in [force.from, force.to] {
                    self.add_if(matches!(bound, Bound::Within(..)), "partly known bound");
                    self.add_if(bound == Bound::Unknown, "unknown bound");
                }
            }
            for clause in &provision.clauses {
                self.clause(pack, clause);
            }
        }
        for concl in &pack.conclusions {
            self.add_if(concl.subject.is_some(), "of each entry");
        }
    }

    fn clause(&mut self, pack: &Pack, clause: &super::ast::Clause) {
        let selectors = &clause.selectors;
        self.add_if(selectors.span.is_some(), "span of its own");
        self.add_if(selectors.by.is_some(), "by the day of an event");
        self.add_if(!selectors.instead_of.is_empty(), "instead of");
        self.add_if(!selectors.conflicts.is_empty(), "conflicts with");
        if let Some((scope, _, at)) = &selectors.place {
            self.add("in a place");
            self.add_if(scope.of.len() > 1, "in several places");
            self.add_if(!scope.except.is_empty(), "except places");
            self.add_if(at.is_some(), "place at a day");
        }
        let sort = |id: usize| pack.conclusions[id].sort;
        match &clause.says {
            Says::Ground(id) => self.add(match sort(*id) {
                Sort::Requirement => "requirement",
                Sort::Weighs => "weighs",
                Sort::Danger => "danger",
                Sort::Power => "power",
                Sort::Duty => "duty",
                Sort::Act => "act",
                Sort::Risk => "risk",
                _ => "ground",
            }),
            Says::Complete(id) => self.add(if sort(*id) == Sort::Met { "requirements complete" } else { "grounds complete" }),
            Says::NotModelled(_) => self.add("not modelled"),
            Says::Exception(_, to) => {
                self.add("exception");
                self.add_if(sort(*to) == Sort::Exception, "exception to an exception");
            }
            Says::ExceptionNotModelled(..) => self.add("exception not modelled"),
            Says::ExceptionsComplete(_) => self.add("exceptions complete"),
            Says::Rule(id, _) => {
                self.add("rule");
                self.add_if(clause.when.is_some(), "rule when");
                let same = |c: &super::ast::Clause| matches!(c.says, Says::Rule(other, _) if other == *id);
                self.add_if(pack.provisions.iter().flat_map(|p| &p.clauses).filter(|c| same(c)).count() > 1, "several rules");
            }
            Says::Analysis(..) => self.add("analysis"),
            Says::Deadline(_, it) => {
                self.add(if it.working { "deadline working" } else { "deadline calendar" });
                self.add_if(it.rolls, "deadline rolling");
                self.add_if(clause.when.is_some(), "deadline when");
            }
            Says::DangersComplete(_) => self.add("dangers complete"),
            Says::Statement => self.add("statement"),
            Says::Burden(_) => self.add("burden"),
        }
    }

    fn expressions(&mut self, pack: &Pack) {
        let mut found = Vec::new();
        walk(pack, &mut |expr| found.push(expr.clone()));
        for expr in &found {
            if let Some(form) = form(expr) {
                self.add(form);
            }
            if let Expr::Any(each) | Expr::Every(each, _) | Expr::Count(_, each) | Expr::Sum(_, each) | Expr::Extreme(_, _, each) = expr {
                self.add_if(each.var.is_some(), "named entry");
                self.add_if(depth(expr) == 2, "nested twice");
                self.add_if(depth(expr) >= 3, "nested three times");
            }
            if let Expr::Concl(_, id) = expr {
                self.add_if(pack.conclusions[*id].sort == Sort::Exception, "cited exception");
            }
        }
    }

    fn case(&mut self, case: &Case) {
        for list in case.lists.values() {
            self.add_if(!list.complete, "list not complete");
            for (field, known) in list.entries.iter().flatten() {
                self.add_if(matches!(known, Known::Perhaps(..)), "entry's fact not known");
                self.known(*field, known);
            }
        }
        for (field, known) in &case.singles {
            self.known(*field, known);
        }
        for given in case.analyses.values() {
            match given.bound_to {
                super::case::Binding::OtherFacts => self.add("analysis of other facts"),
                super::case::Binding::OtherVersion => self.add("analysis of another version"),
                super::case::Binding::Right => self.add("analysis bound and accepted"),
                super::case::Binding::Any => {}
            }
        }
    }

    fn known(&mut self, field: usize, known: &Known) {
        use super::ast::Kind;
        let Known::Perhaps(text, _) = known else { return };
        let part = text.as_ref().is_some_and(|t| t != "\"unknown\"");
        let it = &FIELDS[field];
        self.add_if(it.optional && !part, "optional not known");
        match (it.kind, part) {
            (Kind::Day, false) => self.add("day not known"),
            (Kind::Day, true) => self.add("day partly known"),
            (Kind::Place, false) => self.add("place not known"),
            (Kind::Place, true) => self.add("place partly known"),
            (Kind::Word(_) | Kind::Country, true) => self.add("choice partly known"),
            (Kind::Whole | Kind::Money, true) => self.add("number partly known"),
            (Kind::Span, true) => self.add("span partly known"),
            (Kind::Bool, _) => self.add("yes/no not known"),
            _ => {}
        }
        debug_assert!(it.record < super::schema::RECORDS.len() && (is_list(it.record) || it.record < 3));
    }
}

/// How many lists are nested in an expression, itself included.
fn depth(expr: &Expr) -> usize {
    let mut parts = Vec::new();
    let mut first = true;
    inside(expr, &mut |part| {
        if !std::mem::take(&mut first) {
            parts.push(part.clone());
        }
    });
    let own = usize::from(matches!(expr, Expr::Any(_) | Expr::Every(..) | Expr::Count(..) | Expr::Sum(..) | Expr::Extreme(..)));
    own + parts.iter().map(depth).max().unwrap_or(0)
}

fn form(expr: &Expr) -> Option<&'static str> {
    use super::ast::Unit;
    Some(match expr {
        Expr::And(..) => "and",
        Expr::Or(..) => "or",
        Expr::Not(_) => "not",
        Expr::Cmp(..) => "comparison",
        Expr::In(false, ..) => "in a set",
        Expr::In(true, ..) => "not in a set",
        Expr::Within(..) => "within",
        Expr::Has(_) => "has",
        Expr::HasEntry(_) => "has an entry",
        Expr::Any(_) => "any",
        Expr::Every(..) => "every",
        Expr::Count(None, _) => "count",
        Expr::Count(Some(_), _) => "count distinct",
        Expr::Sum(..) => "sum",
        Expr::Extreme(false, ..) => "earliest",
        Expr::Extreme(true, ..) => "latest",
        Expr::ExtremeOf(false, _) => "earliest of",
        Expr::ExtremeOf(true, _) => "latest of",
        Expr::Elapsed(Unit::Years, ..) => "years from",
        Expr::Elapsed(Unit::Months, ..) => "months from",
        Expr::Elapsed(Unit::Days, ..) => "days from",
        Expr::Plus(false, ..) => "plus",
        Expr::Plus(true, ..) => "minus",
        Expr::If(..) => "if then else",
        Expr::Timely(..) => "timely",
        Expr::Lookup(..) => "lookup",
        Expr::AsOf => "as of",
        Expr::Concl(..) => "cited conclusion",
        Expr::Lit(_) | Expr::Field(..) => return None,
    })
}
