//! What the law concludes in a completed case. Facts are two-valued here; what stays open is only what the law
//! itself leaves open: grounds nobody wrote, no rule, authorities that disagree, law not seen to be in force, an
//! analysis nobody answered.

use super::ast::{Bound, Clause, Deadline, Expr, Force, Kind, Pack, Says, Scope, Sort, Val};
use super::calendar;
use super::case::{Binding, Case, Facts};
use super::schema::{FIELDS, PLACES, RECORDS, holidays, region};
use std::collections::HashMap;

/// The values something may have: sorted, without repeats, never empty. `Top` is anything at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Out {
    Set(Vec<Val>),
    Top,
}

impl Out {
    pub fn one(value: Val) -> Self {
        Self::Set(vec![value])
    }

    pub fn of(values: impl IntoIterator<Item = Val>) -> Self {
        let mut all: Vec<Val> = values.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        Self::Set(all)
    }

    pub fn truth(it: bool) -> Self {
        Self::one(Val::Bool(it))
    }

    pub fn unsure() -> Self {
        Self::of([Val::Bool(false), Val::Bool(true)])
    }

    /// From whether it may be yes and whether it may be no.
    pub fn from_truths((yes, no): (bool, bool)) -> Self {
        Self::of([Val::Bool(true)].into_iter().filter(|_| yes).chain([Val::Bool(false)].into_iter().filter(|_| no)))
    }

    /// Whether it may be yes, whether it may be no.
    pub fn truths(&self) -> (bool, bool) {
        match self {
            Self::Top => (true, true),
            Self::Set(all) if all.iter().any(|v| !matches!(v, Val::Bool(_))) => (true, true),
            Self::Set(all) => (all.contains(&Val::Bool(true)), all.contains(&Val::Bool(false))),
        }
    }

    pub fn not(&self) -> Self {
        let (yes, no) = self.truths();
        Self::from_truths((no, yes))
    }

    pub fn and(&self, other: &Self) -> Self {
        let ((yes, no), (other_yes, other_no)) = (self.truths(), other.truths());
        Self::from_truths((yes && other_yes, no || other_no))
    }

    pub fn or(&self, other: &Self) -> Self {
        let ((yes, no), (other_yes, other_no)) = (self.truths(), other.truths());
        Self::from_truths((yes || other_yes, no && other_no))
    }

    pub fn union(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Set(a), Self::Set(b)) => Self::of(a.iter().chain(b).copied()),
            _ => Self::Top,
        }
    }

    /// The single value, if the law gives but one.
    pub fn determinate(&self) -> Option<Val> {
        match self {
            Self::Set(all) if all.len() == 1 => Some(all[0]),
            _ => None,
        }
    }
}

/// Places that are not known to have been so on the day: by the selector's words, the place tried.
type World = HashMap<String, u8>;

pub struct Reader<'a> {
    pub pack: &'a Pack,
    pub facts: &'a Facts,
    pub case: &'a Case,
    /// Keeps no sets of values: what may be several values may be anything. An engine may know more than this, and
    /// must never know less.
    pub flat: bool,
    pub bound: Vec<usize>,
    memo: HashMap<(usize, Option<usize>), Out>,
}

impl<'a> Reader<'a> {
    pub fn new(pack: &'a Pack, facts: &'a Facts, case: &'a Case, flat: bool) -> Self {
        Self { pack, facts, case, flat, bound: Vec::new(), memo: HashMap::new() }
    }

    pub fn settled(&self, out: Out) -> Out {
        let booleans = |all: &[Val]| all.iter().all(|v| matches!(v, Val::Bool(_)));
        match out {
            Out::Set(all) if self.flat && all.len() > 1 && !booleans(&all) => Out::Top,
            out => out,
        }
    }

    pub fn conclude(&mut self, id: usize, entry: Option<usize>) -> Out {
        if let Some(known) = self.memo.get(&(id, entry)) {
            return known.clone();
        }
        let outer = std::mem::replace(&mut self.bound, entry.into_iter().collect());
        let mut out: Option<Out> = None;
        for world in self.worlds(id) {
            let here = self.conclude_in(id, entry, &world);
            out = Some(out.map_or(here.clone(), |so_far| so_far.union(&here)));
        }
        self.bound = outer;
        let out = self.settled(out.unwrap_or(Out::Top));
        self.memo.insert((id, entry), out.clone());
        out
    }

    /// The clauses that speak of a conclusion, with the provision each stands in.
    fn clauses(&self, id: usize) -> Vec<(usize, &'a Clause)> {
        let pack = self.pack;
        let of = |says: &Says| match says {
            Says::Ground(it) | Says::Complete(it) | Says::NotModelled(it) | Says::ExceptionsComplete(it) => *it == id,
            Says::Rule(it, _) | Says::Analysis(it, _) | Says::Deadline(it, _) => *it == id,
            Says::Exception(it, to) | Says::ExceptionNotModelled(it, to) => *it == id || *to == id,
            Says::DangersComplete(recipients) => {
                let it = &pack.conclusions[id];
                it.sort == Sort::DangersComplete && recipients.iter().any(|r| super::print_pack::RECIPIENTS[*r].to_lowercase() == it.name)
            }
            Says::Statement | Says::Burden(_) => false,
        };
        let all = pack.provisions.iter().enumerate().flat_map(|(n, p)| p.clauses.iter().map(move |c| (n, c)));
        all.filter(|(_, c)| of(&c.says)).collect()
    }

    /// Every possible place of each selector whose place on its day is not known.
    fn worlds(&mut self, id: usize) -> Vec<World> {
        let mut worlds = vec![World::new()];
        for (_, clause) in self.clauses(id) {
            let Some((_, place, at)) = &clause.selectors.place else { continue };
            let key = format!("{place:?} {at:?}");
            if worlds[0].contains_key(&key) || self.place(place, at.as_ref()).is_some() {
                continue;
            }
            let all = 0..u8::try_from(PLACES.len()).unwrap_or(0);
            worlds = worlds
                .iter()
                .flat_map(|w| all.clone().map(|p| w.clone().into_iter().chain([(key.clone(), p)]).collect()).collect::<Vec<World>>())
                .collect();
        }
        worlds
    }

    /// A place as it was on a day; none if it is not known to have been so since then.
    fn place(&mut self, place: &Expr, at: Option<&Expr>) -> Option<u8> {
        let Some(Val::Place(now)) = self.eval(place).determinate() else { return None };
        let (Some(at), Expr::Field(slot, field)) = (at, place) else { return Some(now) };
        let record = FIELDS[*field].record;
        let Some(since) = (0..FIELDS.len()).find(|f| FIELDS[*f].record == record && FIELDS[*f].name == "since") else { return Some(now) };
        let day = match self.eval(at).determinate()? {
            Val::Day(day) => day,
            _ => self.case.as_of,
        };
        match self.eval(&Expr::Field(*slot, since)).determinate()? {
            Val::Day(since) if since <= day => Some(now),
            _ => None,
        }
    }

    /// Whether a clause governs: may it, may it not.
    fn governs(&mut self, provision: usize, clause: &Clause, world: &World) -> Out {
        let it = &self.pack.provisions[provision];
        let day = match &clause.selectors.by {
            None => self.case.as_of,
            Some(by) => match self.eval(by).determinate() {
                Some(Val::Day(day)) => day,
                Some(_) => self.case.as_of,
                None => return Out::unsure(),
            },
        };
        let spans = clause.selectors.span.map_or_else(|| it.in_force.clone(), |own| vec![own]);
        let seen = it.confirmed.filter(|(_, right)| *right).map_or(it.last_seen, |(on, _)| on.max(it.last_seen));
        let mut in_time = Out::truth(false);
        for span in &spans {
            let mut now = Out::from_truths(holds(span, day));
            if now == Out::truth(true) && it.volatile && span.to == Bound::Open && day > seen + 90 {
                now = Out::unsure();
            }
            in_time = in_time.or(&now);
        }
        let Some((scope, place, at)) = &clause.selectors.place else { return in_time };
        let here = self.place(place, at.as_ref()).or_else(|| world.get(&format!("{place:?} {at:?}")).copied());
        in_time.and(&here.map_or_else(Out::unsure, |n| Out::truth(within(scope, n))))
    }

    fn when(&mut self, clause: &Clause) -> Out {
        clause.when.as_ref().map_or(Out::truth(true), |when| self.eval(when))
    }

    fn conclude_in(&mut self, id: usize, entry: Option<usize>, world: &World) -> Out {
        let it = &self.pack.conclusions[id];
        match it.sort {
            Sort::Met => return self.met(id, world),
            Sort::Rules | Sort::Deadline => return self.by_rules(id, entry, world),
            Sort::DangersComplete => {
                let clauses = self.clauses(id);
                return clauses
                    .into_iter()
                    .fold(Out::truth(false), |all, (provision, clause)| all.or(&self.governs(provision, clause, world)));
            }
            _ => {}
        }
        let clauses = self.clauses(id);
        let closed = !matches!(it.sort, Sort::Grounds | Sort::Power);
        let (mut ground, mut complete) = (Out::truth(false), Out::truth(closed));
        let (mut exception, mut exceptions_complete, mut named) = (Out::truth(false), Out::truth(false), false);
        for (provision, clause) in clauses {
            let governs = self.governs(provision, clause, world);
            match &clause.says {
                Says::Ground(_) => {
                    let holds = self.when(clause);
                    // A factor of an instrument that is not in force says nothing at all.
                    let silent = if super::open_bugs::FACTOR_NOT_KNOWN_IN_FORCE {
                        governs == Out::truth(false)
                    } else {
                        governs != Out::truth(true)
                    };
                    if it.sort == Sort::Weighs && silent {
                        return Out::unsure();
                    }
                    ground = ground.or(&governs.and(&holds));
                }
                Says::Exception(own, _) if *own == id => {
                    let holds = self.when(clause);
                    ground = ground.or(&governs.and(&holds));
                }
                Says::ExceptionNotModelled(own, _) if *own == id => ground = ground.or(&governs.and(&Out::unsure())),
                Says::NotModelled(_) => ground = ground.or(&governs.and(&Out::unsure())),
                Says::Complete(_) => complete = complete.or(&governs),
                Says::Exception(other, _) => {
                    named = true;
                    let of = self.pack.conclusions[*other].subject.and(entry);
                    let holds = self.conclude(*other, of);
                    exception = exception.or(&governs.and(&holds));
                }
                Says::ExceptionNotModelled(..) => {
                    named = true;
                    exception = exception.or(&governs.and(&Out::unsure()));
                }
                Says::ExceptionsComplete(_) => exceptions_complete = exceptions_complete.or(&governs),
                _ => {}
            }
        }
        let base = ground.or(&complete.not().and(&Out::unsure()));
        if !named {
            return base;
        }
        base.and(&exception.or(&exceptions_complete.not().and(&Out::unsure())).not())
    }

    /// Every requirement that is law there and then is fulfilled, and no other is left out.
    fn met(&mut self, id: usize, world: &World) -> Out {
        let home = self.pack.conclusions[id].home;
        let mut complete = Out::truth(false);
        for (provision, clause) in self.clauses(id) {
            complete = complete.or(&self.governs(provision, clause, world));
        }
        let mut all = complete.or(&Out::unsure());
        for other in 0..self.pack.conclusions.len() {
            let requirement = &self.pack.conclusions[other];
            if requirement.sort != Sort::Requirement || requirement.home != home {
                continue;
            }
            let mut asked = Out::truth(false);
            for (provision, clause) in self.clauses(other) {
                let worlds = self.worlds(other);
                let one = worlds.iter().map(|w| self.governs(provision, clause, w)).reduce(|a, b| a.union(&b)).unwrap_or_else(Out::unsure);
                asked = asked.or(&one);
            }
            let fulfilled = self.conclude(other, None);
            all = all.and(&asked.not().or(&fulfilled));
        }
        all
    }

    fn by_rules(&mut self, id: usize, entry: Option<usize>, world: &World) -> Out {
        let it = &self.pack.conclusions[id];
        let nothing_said = match (it.sort, it.kind) {
            (Sort::Deadline, _) => Out::one(Val::None),
            (_, Kind::Bool) => Out::unsure(),
            _ => Out::Top,
        };
        let disagree = if it.kind == Kind::Bool { Out::unsure() } else { Out::Top };
        let mut rules: Vec<(usize, &Clause, Out, Out)> = Vec::new();
        for (provision, clause) in self.clauses(id) {
            let holds = self.governs(provision, clause, world).and(&self.when(clause));
            if holds.truths().0 {
                let value = self.value(id, entry, clause);
                rules.push((provision, clause, holds, value));
            }
        }
        let open: Vec<usize> = (0..rules.len()).filter(|n| rules[*n].2.truths().1).collect();
        let mut out: Option<Out> = None;
        for choice in 0..1_usize << open.len() {
            let silent = |n: usize| open.iter().position(|o| *o == n).is_some_and(|bit| choice >> bit & 1 == 1);
            let speaking: Vec<usize> = (0..rules.len()).filter(|n| !silent(*n)).collect();
            let displaced = |n: usize| speaking.iter().any(|m| rules[*m].1.selectors.instead_of.contains(&rules[n].0));
            let left: Vec<usize> = speaking.iter().copied().filter(|n| !displaced(*n)).collect();
            let here = match left.as_slice() {
                [] => nothing_said.clone(),
                [one] => rules[*one].3.clone(),
                several => {
                    let values: Option<Vec<Val>> = several.iter().map(|n| rules[*n].3.determinate()).collect();
                    match values {
                        Some(values) if values.iter().all(|v| *v == values[0]) => Out::one(values[0]),
                        _ => disagree.clone(),
                    }
                }
            };
            out = Some(out.map_or(here.clone(), |so_far| so_far.union(&here)));
        }
        out.unwrap_or(nothing_said)
    }

    fn value(&mut self, id: usize, entry: Option<usize>, clause: &Clause) -> Out {
        match &clause.says {
            Says::Rule(_, value) => self.eval(value),
            Says::Analysis(..) => match self.case.analyses.get(&(id, entry)) {
                Some(given) if matches!(given.bound_to, Binding::Any | Binding::Right) => given.answer.map_or_else(Out::unsure, Out::truth),
                _ => Out::unsure(),
            },
            Says::Deadline(_, deadline) => match self.eval(&deadline.after) {
                Out::Top => Out::Top,
                Out::Set(days) => {
                    let last: Option<Vec<Val>> = days
                        .into_iter()
                        .map(|d| if let Val::Day(d) = d { last_day(deadline, d).map(Val::Day) } else { Some(Val::None) })
                        .collect();
                    last.map_or(Out::Top, Out::of)
                }
            },
            _ => Out::Top,
        }
    }
}

/// The last day after a day; none where it hangs on holidays that the pack does not hold.
fn last_day(deadline: &Deadline, after: i32) -> Option<i32> {
    let (days, from, to) = holidays();
    let off = |day: i32| match calendar::weekday(day) {
        6 | 7 => Some(true),
        _ if day < from || day >= to => None,
        _ => Some(days.contains(&day)),
    };
    let mut day = after;
    if deadline.working {
        let mut left = deadline.span.1;
        while left > 0 {
            day += 1;
            left -= i32::from(!off(day)?);
        }
    } else {
        day = calendar::plus(after, deadline.span.0, deadline.span.1);
    }
    while deadline.rolls && off(day)? {
        day += 1;
    }
    Some(day)
}

/// Whether a span of law holds on a day: may it, may it not.
pub fn holds(span: &Force, day: i32) -> (bool, bool) {
    let begun = match span.from {
        Bound::Open => (true, false),
        Bound::Unknown => (true, true),
        Bound::On(first) => (day >= first, day < first),
        Bound::Within(earliest, latest) => (day >= earliest, day < latest),
    };
    let going = match span.to {
        Bound::Open => (true, false),
        Bound::Unknown => (true, true),
        Bound::On(end) => (day < end, day >= end),
        Bound::Within(earliest, latest) => (day < latest, day >= earliest),
    };
    (begun.0 && going.0, begun.1 || going.1)
}

pub fn within(scope: &Scope, place: u8) -> bool {
    let bits = |names: &[&str]| names.iter().fold(0, |all, n| all | region(n));
    bits(&scope.of) & !bits(&scope.except) & (1 << place) != 0
}

/// The name of a record, for messages.
pub fn record_name(record: usize) -> &'static str {
    RECORDS[record].name
}
