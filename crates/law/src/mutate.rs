//! Mutants of the law: one comparison, day, connective, ground or exception changed at a time. An example must fail
//! for each; one that none notices is a hole in the examples, or is no change at all.

use crate::example::{Example, run};
use crate::pack::Pack;
use crate::program::{ConclusionId, Node, NodeId, Says, Sort};
use crate::span_of_law::{Edge, SpanOfLaw};
use crate::syntax::{Direction, Level};
use std::collections::BTreeMap;
use truth::{Comparison as C, Day, Interval, Span};

/// One change of the law.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The kind of change.
    pub operator: &'static str,
    /// Which conclusion it changes.
    pub conclusion: ConclusionId,
    /// Where in the provision's file.
    pub at: std::ops::Range<usize>,
    /// Of which provision.
    pub provision: u32,
    /// What was changed to what.
    pub what: String,
    patch: Patch,
}

#[derive(Clone, Debug)]
enum Patch {
    Node(NodeId, Node),
    Item(usize, NodeId),
    Drop(ConclusionId, u32),
    When(u32, Option<NodeId>),
    Spans(u32, Vec<SpanOfLaw>),
    Deadline(u32, Says),
    Sort(ConclusionId, Sort),
    Unplaced(u32),
}

/// What came of a run.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// By operator: mutants made, and noticed.
    pub by_operator: BTreeMap<&'static str, (usize, usize)>,
    /// Those that no example noticed.
    pub survivors: Vec<Mutant>,
}

impl Pack {
    /// Every mutant of the conclusions whose provision path contains `only`.
    #[must_use]
    pub fn mutants(&self, only: Option<&str>) -> Vec<Mutant> {
        let mut all = Vec::new();
        for (id, conclusion) in self.program.numbered() {
            for clause in &conclusion.clauses {
                let it = &self.program.clauses[*clause as usize];
                let path = &self.sources.files[self.provisions[it.provision as usize].file].path;
                if only.is_some_and(|only| !path.contains(only)) {
                    continue;
                }
                let mut add = |operator, at: &std::ops::Range<usize>, what: String, patch| {
                    all.push(Mutant { operator, conclusion: id, at: at.clone(), provision: it.provision, what, patch });
                };
                let said = match &it.says {
                    Says::Ground => "ground",
                    Says::Exception(_) => "exception",
                    Says::Value(_) => "rule",
                    Says::Complete | Says::ExceptionsComplete => "complete",
                    Says::Analysis(..) => "analysis",
                    Says::NotModelled(_) | Says::ExceptionNotModelled(_) => "not modelled",
                    Says::Deadline { .. } => "deadline",
                };
                add(
                    if said == "ground" && matches!(conclusion.sort, Sort::Danger(_)) { "drop danger" } else { "drop clause" },
                    &it.at,
                    format!("this {said} left out"),
                    Patch::Drop(id, *clause),
                );
                if it.place.is_some() {
                    add("place", &it.at, "governs everywhere".into(), Patch::Unplaced(*clause));
                }
                for (n, span) in it.spans.iter().enumerate() {
                    for (edge, shift) in [(0, 1), (0, -1), (1, 1), (1, -1)] {
                        if let Some(moved) = shifted(span, edge, shift) {
                            let mut spans = it.spans.clone();
                            spans[n] = moved;
                            add("span", &it.at, format!("in force {span} becomes {moved}"), Patch::Spans(*clause, spans));
                        }
                    }
                }
                if let Says::Deadline { span, after, working, rolls, due_from } = it.says.clone() {
                    let with = |span, working, rolls| Says::Deadline { span, after, working, rolls, due_from };
                    for days in [1, -1] {
                        let longer = Span { months: span.months, days: span.days + days };
                        add("deadline", &it.at, format!("{span} becomes {longer}"), Patch::Deadline(*clause, with(longer, working, rolls)));
                    }
                    add("deadline", &it.at, "counting the other days".into(), Patch::Deadline(*clause, with(span, !working, rolls)));
                    add("deadline", &it.at, "rolling the other way".into(), Patch::Deadline(*clause, with(span, working, !rolls)));
                }
                let value = if let Says::Value(node) = it.says { Some(node) } else { None };
                for root in it.when.into_iter().chain(value) {
                    self.mutants_of_nodes(root, id, it.provision, &mut all);
                }
                if let (Some(_), Says::Value(_)) = (it.when, &it.says) {
                    all.push(Mutant {
                        operator: "when",
                        conclusion: id,
                        at: it.at.clone(),
                        provision: it.provision,
                        what: "the rule's `when` left out".into(),
                        patch: Patch::When(*clause, None),
                    });
                }
            }
            self.mutants_of_sort(id, only, &mut all);
        }
        all
    }

    fn mutants_of_nodes(&self, root: NodeId, conclusion: ConclusionId, provision: u32, all: &mut Vec<Mutant>) {
        let mut open = vec![root];
        let mut order = Vec::new();
        while let Some(id) = open.pop() {
            order.push(id);
            self.program.below(self.program.nodes[id as usize], &mut open);
        }
        for id in order {
            let (_, at) = self.program.text_range(id);
            let mut add = |operator, what: &str, node| {
                let patch = Patch::Node(id, node);
                all.push(Mutant { operator, conclusion, at: at.clone(), provision, what: what.to_owned(), patch });
            };
            match self.program.nodes[id as usize] {
                Node::And(a, b) => add("and/or", "`and` becomes `or`", Node::Or(a, b)),
                Node::Or(a, b) => add("and/or", "`or` becomes `and`", Node::And(a, b)),
                // `not x` becomes `x`, by asking it twice over.
                Node::Not(a) => add("not", "`not` left out", Node::Or(a, a)),
                Node::Compare(how, a, b) => {
                    let flips: &[(C, &str)] = match how {
                        C::Less => &[(C::LessOrEqual, "`<` becomes `<=`"), (C::GreaterOrEqual, "`<` becomes `>=`")],
                        C::LessOrEqual => &[(C::Less, "`<=` becomes `<`"), (C::Greater, "`<=` becomes `>`")],
                        C::Greater => &[(C::GreaterOrEqual, "`>` becomes `>=`"), (C::LessOrEqual, "`>` becomes `<=`")],
                        C::GreaterOrEqual => &[(C::Greater, "`>=` becomes `>`"), (C::Less, "`>=` becomes `<`")],
                        C::Equal => &[(C::NotEqual, "`=` becomes `!=`")],
                        C::NotEqual => &[(C::Equal, "`!=` becomes `=`")],
                    };
                    for (flip, what) in flips {
                        add("comparison", what, Node::Compare(*flip, a, b));
                    }
                }
                Node::Whole(n) => {
                    add("threshold", &format!("{n} becomes {}", n + 1), Node::Whole(n + 1));
                    add("threshold", &format!("{n} becomes {}", n - 1), Node::Whole(n - 1));
                }
                Node::Money(n) => add("threshold", "a cent more", Node::Money(n + 1)),
                Node::Day(day) => {
                    add("day", &format!("{day} becomes {}", day.next()), Node::Day(day.next()));
                    add("day", &format!("{day} becomes {}", day.previous()), Node::Day(day.previous()));
                }
                Node::Span(span) => {
                    for days in [1, -1] {
                        let moved = Span { months: span.months, days: span.days + days };
                        add("threshold", &format!("{span} becomes {moved}"), Node::Span(moved));
                    }
                }
                Node::Within(a, region) => {
                    add("place", "the place turned inside out", Node::Within(a, truth::Region(!region.0 & self.places.everywhere().0)))
                }
                Node::Extreme(last, r, s, f, v) => add("first/last", "earliest and latest exchanged", Node::Extreme(!last, r, s, f, v)),
                Node::ExtremeOf(last, f, n) => add("first/last", "earliest and latest exchanged", Node::ExtremeOf(!last, f, n)),
                Node::Any(r, s, Some(f)) => add("any/every", "`any` becomes `every`", Node::Every(r, s, None, f)),
                Node::Has(a) => add("has", "`has` turned round", Node::Not(a)),
                Node::In(_, first, count) if count > 1 => {
                    for n in first..first + count {
                        let other = if n == first { first + 1 } else { first };
                        let patch = Patch::Item(n as usize, self.program.items[other as usize]);
                        let dropped = self.node_words(self.program.items[n as usize]).en;
                        all.push(Mutant {
                            operator: "set",
                            conclusion,
                            at: at.clone(),
                            provision,
                            what: format!("`{dropped}` left out of the set"),
                            patch,
                        });
                    }
                }
                _ => {}
            }
        }
    }

    /// Directions and levels: what no `when` shows.
    fn mutants_of_sort(&self, id: ConclusionId, only: Option<&str>, all: &mut Vec<Mutant>) {
        let conclusion = &self.program.conclusions[id as usize];
        let path = &self.sources.files[self.provisions[conclusion.provision as usize].file].path;
        let at = conclusion.clauses.first().map_or(0..0, |c| self.program.clauses[*c as usize].at.clone());
        if only.is_some_and(|only| !path.contains(only)) {
            return;
        }
        let mut add = |operator, what: String, sort| {
            all.push(Mutant {
                operator,
                conclusion: id,
                at: at.clone(),
                provision: conclusion.provision,
                what,
                patch: Patch::Sort(id, sort),
            })
        };
        match &conclusion.sort {
            Sort::Weighs(direction) => {
                let other = if *direction == Direction::For { Direction::Against } else { Direction::For };
                add("direction", "the factor weighs the other way".into(), Sort::Weighs(other));
            }
            Sort::Danger(levels) => {
                for (n, level) in levels.iter().enumerate() {
                    let mut less = levels.clone();
                    less.remove(n);
                    add("level", format!("{} for {} left out", level.level.name(), level.recipient.name()), Sort::Danger(less));
                    let mut other = levels.clone();
                    other[n].level = if level.level == Level::Stop { Level::Plan } else { Level::Stop };
                    add(
                        "level",
                        format!("{} for {} becomes {}", level.level.name(), level.recipient.name(), other[n].level.name()),
                        Sort::Danger(other),
                    );
                    if level.condition.is_some() {
                        let mut always = levels.clone();
                        always[n].condition = None;
                        add(
                            "level",
                            format!("the condition on {} for {} left out", level.level.name(), level.recipient.name()),
                            Sort::Danger(always),
                        );
                    }
                }
            }
            Sort::Act { right, plan } => {
                add("act", "right and never exchanged".into(), Sort::Act { right: !right, plan: *plan });
                if *right {
                    add("act", "with and without a plan exchanged".into(), Sort::Act { right: *right, plan: !plan });
                }
            }
            Sort::Lift { from, to, recipients, except } => {
                for n in 0..except.len() {
                    let mut less = except.clone();
                    less.remove(n);
                    add(
                        "lift",
                        "one danger more is lifted".into(),
                        Sort::Lift { from: *from, to: *to, recipients: recipients.clone(), except: less },
                    );
                }
                for n in 0..recipients.len() {
                    let mut less = recipients.clone();
                    less.remove(n);
                    add(
                        "lift",
                        format!("not toward {}", recipients[n].name()),
                        Sort::Lift { from: *from, to: *to, recipients: less, except: except.clone() },
                    );
                }
            }
            _ => {}
        }
    }

    /// Makes the change; what it returns undoes it.
    pub fn apply(&mut self, mutant: &Mutant) -> Undo {
        let program = &mut self.program;
        Undo(
            match mutant.patch.clone() {
                Patch::Node(id, node) => Patch::Node(id, std::mem::replace(&mut program.nodes[id as usize], node)),
                Patch::Item(n, node) => Patch::Item(n, std::mem::replace(&mut program.items[n], node)),
                Patch::Drop(id, clause) => {
                    let clauses = &mut program.conclusions[id as usize].clauses;
                    clauses.retain(|c| *c != clause);
                    Patch::Drop(id, clause)
                }
                Patch::When(clause, when) => Patch::When(clause, std::mem::replace(&mut program.clauses[clause as usize].when, when)),
                Patch::Spans(clause, spans) => Patch::Spans(clause, std::mem::replace(&mut program.clauses[clause as usize].spans, spans)),
                Patch::Deadline(clause, says) => {
                    Patch::Deadline(clause, std::mem::replace(&mut program.clauses[clause as usize].says, says))
                }
                Patch::Sort(id, sort) => Patch::Sort(id, std::mem::replace(&mut program.conclusions[id as usize].sort, sort)),
                Patch::Unplaced(clause) => {
                    let place = program.clauses[clause as usize].place.take();
                    return Undo::placed(clause, place);
                }
            },
            None,
        )
    }

    /// Takes the change back.
    pub fn undo(&mut self, undo: Undo, order: &[u32]) {
        let program = &mut self.program;
        match undo.0 {
            Patch::Node(id, node) => program.nodes[id as usize] = node,
            Patch::Item(n, node) => program.items[n] = node,
            Patch::Drop(id, _) => program.conclusions[id as usize].clauses = order.to_vec(),
            Patch::When(clause, when) => program.clauses[clause as usize].when = when,
            Patch::Spans(clause, spans) => program.clauses[clause as usize].spans = spans,
            Patch::Deadline(clause, says) => program.clauses[clause as usize].says = says,
            Patch::Sort(id, sort) => program.conclusions[id as usize].sort = sort,
            Patch::Unplaced(clause) => program.clauses[clause as usize].place = undo.1,
        }
    }

    /// Runs every mutant against the examples that can see it. `also` is asked where no example noticed: other
    /// tests, such as worked clients.
    pub fn mutate(&mut self, examples: &[Example], only: Option<&str>, mut also: impl FnMut(&Self, &Mutant) -> bool) -> Tally {
        let mutants = self.mutants(only);
        let sees = self.sees(examples);
        let mut tally = Tally::default();
        for mutant in mutants {
            let order = self.program.conclusions[mutant.conclusion as usize].clauses.clone();
            let undo = self.apply(&mutant);
            let listed = self.is_listed(&mutant);
            let noticed =
                listed || sees[mutant.conclusion as usize].iter().any(|n| !run(self, &examples[*n]).is_empty()) || also(self, &mutant);
            self.undo(undo, &order);
            let count = tally.by_operator.entry(mutant.operator).or_default();
            count.0 += 1;
            if noticed { count.1 += 1 } else { tally.survivors.push(mutant) }
        }
        tally
    }

    /// A moved bound of a span that `law check` compares with the instrument list: the check notices.
    fn is_listed(&self, mutant: &Mutant) -> bool {
        let provision = &self.provisions[mutant.provision as usize];
        let rows = provision.front.get("instrument").is_some_and(|i| i.as_str().is_some() || i.as_array().is_some_and(|a| !a.is_empty()));
        let own = |clause: u32| self.program.clauses[clause as usize].spans == provision.in_force;
        match &mutant.patch {
            // The change is already made when this is asked, so the clause no longer equals the file's span.
            Patch::Spans(clause, spans) => rows && !own(*clause) && spans.len() == provision.in_force.len(),
            _ => false,
        }
    }

    /// For each conclusion, the examples whose expectations rest on it.
    fn sees(&self, examples: &[Example]) -> Vec<Vec<usize>> {
        let count = self.program.conclusions.len();
        let below: Vec<Vec<ConclusionId>> = (0..count).map(|id| self.program.rests_on(id)).collect();
        let mut all = vec![Vec::new(); count];
        for (n, example) in examples.iter().enumerate() {
            let mut open: Vec<ConclusionId> = Vec::new();
            for name in example.expect.iter().map(|(name, _)| name).chain(example.must_not.iter().map(|(name, _)| name)) {
                let name = name.strip_suffix(".judged").or_else(|| name.strip_suffix(".levels")).unwrap_or(name).to_owned();
                let name = name.strip_suffix(".direction").map_or_else(|| name.clone(), |factor| format!("{factor}.weighs"));
                if let Some(id) = crate::evaluate::split_entry(&name).and_then(|(name, _)| self.program.conclusion(&name)) {
                    open.push(id);
                }
            }
            let mut seen = vec![false; count];
            while let Some(id) = open.pop() {
                if !std::mem::replace(&mut seen[id as usize], true) {
                    all[id as usize].push(n);
                    open.extend(&below[id as usize]);
                }
            }
        }
        all
    }
}

/// What takes a change back.
pub struct Undo(Patch, Option<(truth::Region, NodeId, Option<NodeId>)>);

impl Undo {
    fn placed(clause: u32, place: Option<(truth::Region, NodeId, Option<NodeId>)>) -> Self {
        Self(Patch::Unplaced(clause), place)
    }
}

/// A span with one end moved by a day.
fn shifted(span: &SpanOfLaw, end: u8, by: i32) -> Option<SpanOfLaw> {
    let shift = |edge: Edge| match edge {
        Edge::On(days) => days.exact().map(|d| Edge::On(Interval::exactly(Day::from_number(d.number() + by)))),
        _ => None,
    };
    Some(if end == 0 { SpanOfLaw { from: shift(span.from)?, to: span.to } } else { SpanOfLaw { from: span.from, to: shift(span.to)? } })
}
