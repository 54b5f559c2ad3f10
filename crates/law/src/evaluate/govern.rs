//! Which clauses govern: by the day, by the place, by how lately the law was seen.

use super::{Evaluation, MOST_TRIALS};
use crate::about::About;
use crate::compile::same;
use crate::program::{ClauseId, ConclusionId, Node, NodeId, ProvisionId};
use crate::span_of_law::SpanOfLaw;
use std::collections::BTreeMap;
use truth::{Answer, Causes, Day, Interval, Reason, Region, Truth, Value};

/// How long after it was last seen a volatile provision still counts as seen, in days.
pub const SEEN_FOR: i32 = 90;

/// One possible world: which day and which place each selector has in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    /// By selector; none where it is not narrowed to a day.
    days: Vec<(NodeId, Option<Day>)>,
    places: Vec<(NodeId, Option<NodeId>, Region)>,
}

/// All possible worlds, and what would tell them apart.
pub(crate) struct Worlds {
    pub all: Vec<World>,
    pub causes: Causes,
}

impl Evaluation<'_> {
    /// The possible worlds that the clauses of a conclusion tell apart.
    pub(crate) fn worlds(&mut self, id: ConclusionId) -> Worlds {
        let pack = self.pack;
        let clauses = &pack.program.conclusions[id as usize].clauses;
        let mut days: Vec<(NodeId, Vec<ClauseId>)> = Vec::new();
        let mut places: Vec<(NodeId, Option<NodeId>, Vec<Region>)> = Vec::new();
        for clause in clauses {
            let it = &pack.program.clauses[*clause as usize];
            if let Some(day) = it.day {
                match days.iter_mut().find(|(d, _)| same(&pack.program, *d, day)) {
                    Some((_, all)) => all.push(*clause),
                    None => days.push((day, vec![*clause])),
                }
            }
            if let Some((region, place, at)) = it.place {
                let is = |p: NodeId, a: Option<NodeId>| same(&pack.program, p, place) && same_or_none(pack, a, at);
                match places.iter_mut().find(|(p, a, _)| is(*p, *a)) {
                    Some((_, _, all)) => all.push(region),
                    None => places.push((place, at, vec![region])),
                }
            }
        }
        let mut causes = Causes::none();
        let mut of_days = Vec::new();
        for (node, clauses) in days {
            let (possible, open) = self.possible_days(node, &clauses);
            causes = causes.union(&open);
            of_days.push((node, possible));
        }
        let mut of_places = Vec::new();
        for (place, at, scopes) in places {
            let (possible, open) = self.possible_places(place, at, &scopes);
            causes = causes.union(&open);
            of_places.push((place, at, possible));
        }
        let sizes = of_days.iter().map(|(_, p)| p.len()).chain(of_places.iter().map(|(_, _, p)| p.len()));
        let product = sizes.fold(1_usize, |all, n| all.saturating_mul(n.max(1)));
        if product > MOST_TRIALS {
            // Too many to try: one world in which no selector is narrowed, so that what depends on one is unknown.
            let days = of_days.iter().map(|(node, possible)| (*node, if possible.len() == 1 { possible[0] } else { None })).collect();
            let whole = |possible: &[Region]| possible.iter().copied().reduce(Region::join).unwrap_or(Region::ANY);
            let places = of_places.iter().map(|(place, at, possible)| (*place, *at, whole(possible))).collect();
            return Worlds { all: vec![World { days, places }], causes };
        }
        let mut worlds = vec![World::default()];
        for (node, possible) in &of_days {
            worlds = spread(&worlds, possible, |world, day| world.days.push((*node, *day)));
        }
        for (place, at, possible) in &of_places {
            worlds = spread(&worlds, possible, |world, region| world.places.push((*place, *at, *region)));
        }
        Worlds { all: worlds, causes }
    }

    /// One representative day of each stretch in which the same clauses govern.
    fn possible_days(&mut self, node: NodeId, clauses: &[ClauseId]) -> (Vec<Option<Day>>, Causes) {
        let answer = self.node(node);
        if answer.none == Truth::Yes {
            return (vec![Some(self.as_of)], Causes::none());
        }
        let days = if let Value::Date(days) = answer.value { days } else { Interval::ANY };
        let mut turns: Vec<Day> = Vec::new();
        for clause in clauses {
            let it = &self.pack.program.clauses[*clause as usize];
            turns.extend(it.spans.iter().flat_map(SpanOfLaw::turns));
            let provision = &self.pack.provisions[it.provision as usize];
            if provision.volatile {
                turns.push(Day::from_number(self.seen_until(it.provision).number() + 1));
            }
        }
        turns.sort_unstable();
        turns.dedup();
        let first = days.lo.or_else(|| turns.first().map(|t| t.previous()).filter(|t| days.hi.is_none_or(|hi| *t <= hi))).or(days.hi);
        let mut possible: Vec<Option<Day>> = first.map(Some).into_iter().collect();
        possible.extend(turns.into_iter().filter(|t| first.is_some_and(|f| *t > f) && days.hi.is_none_or(|hi| *t <= hi)).map(Some));
        if possible.is_empty() {
            possible.push(Some(self.as_of));
        }
        if answer.none == Truth::Unknown && !possible.contains(&Some(self.as_of)) {
            possible.push(Some(self.as_of));
        }
        (possible, answer.causes)
    }

    /// One representative place of each set of places in which the same clauses govern.
    fn possible_places(&mut self, place: NodeId, at: Option<NodeId>, scopes: &[Region]) -> (Vec<Region>, Causes) {
        let (region, causes) = self.place_at(place, at);
        let mut classes: BTreeMap<Vec<bool>, Region> = BTreeMap::new();
        for bit in 0..128 {
            let here = Region(1 << bit);
            if region.0 & here.0 != 0 {
                let signature = scopes.iter().map(|scope| here.within(*scope) == Truth::Yes).collect();
                classes.entry(signature).or_insert(here);
            }
        }
        (classes.into_values().collect(), causes)
    }

    /// A place as it was on a day: as recorded, if it is known to have been so since then.
    fn place_at(&mut self, place: NodeId, at: Option<NodeId>) -> (Region, Causes) {
        let everywhere = self.pack.places.everywhere();
        let answer = self.node(place);
        let region = if let Value::Place(region) = answer.value { Region(region.0 & everywhere.0) } else { everywhere };
        let region = if region.0 == 0 { everywhere } else { region };
        let Some(at) = at else { return (region, answer.causes) };
        let day = self.node(at);
        let day = if day.none == Truth::Yes { Answer::known(Value::Date(Interval::exactly(self.as_of))) } else { day };
        let Some(since) = self.since_of(place) else { return (region, answer.causes) };
        let held = since.compare(truth::Comparison::LessOrEqual, &day, 0);
        if held.as_truth() == Truth::Yes {
            (region, answer.causes)
        } else {
            let open = answer.causes.union(&since.causes).union(&day.causes);
            // All is known but where it was on that earlier day.
            (everywhere, if open.is_empty() { self.place_not_known(place) } else { open })
        }
    }

    fn place_not_known(&self, place: NodeId) -> Causes {
        let Node::Field(field, slot) = self.pack.program.nodes[place as usize] else { return Causes::none() };
        let entry = slot.and_then(|s| self.bound.get(usize::from(s)).copied());
        Causes::one(Reason::NotKnown, About::Fact(field, entry).pack())
    }

    /// The `since` field beside a place.
    fn since_of(&mut self, place: NodeId) -> Option<Answer> {
        let Node::Field(field, slot) = self.pack.program.nodes[place as usize] else { return None };
        let record = self.pack.model.fields[field as usize].record;
        let since = self.pack.model.field(record, "since")?;
        let entry = slot.and_then(|s| self.bound.get(usize::from(s)).copied());
        Some(self.case.get(&self.pack.model, since, entry))
    }

    /// Whether a clause governs in a world.
    pub(crate) fn governs_in(&self, clause: ClauseId, world: &World) -> Answer {
        let pack = self.pack;
        let it = &pack.program.clauses[clause as usize];
        let day = match it.day {
            None => Some(self.as_of),
            Some(node) => world.days.iter().find(|(d, _)| same(&pack.program, *d, node)).and_then(|(_, day)| *day),
        };
        let unseen = || Causes::one(Reason::NotSeen, About::Clause(clause).pack());
        let in_time = match day {
            None => Answer::truth(Truth::Unknown, unseen()),
            Some(day) => {
                let truth = it.spans.iter().map(|span| self.span_holds(it.provision, span, day)).fold(Truth::No, Truth::or);
                Answer::truth(truth, unseen())
            }
        };
        let Some((scope, place, at)) = it.place else { return in_time };
        let here = world.places.iter().find(|(p, a, _)| same(&pack.program, *p, place) && same_or_none(pack, *a, at));
        let truth = here.map_or(Truth::Unknown, |(_, _, region)| region.within(scope));
        in_time.and(&Answer::truth(truth, Causes::none()))
    }

    /// Whether a clause may govern in any possible world of its own.
    pub(crate) fn may_govern(&mut self, clause: ClauseId) -> Answer {
        let it = &self.pack.program.clauses[clause as usize];
        let days = it.day.map(|node| self.possible_days(node, &[clause]));
        let places = it.place.map(|(scope, place, at)| (place, at, self.possible_places(place, at, &[scope])));
        let mut worlds = vec![World::default()];
        let mut causes = Causes::none();
        if let (Some(node), Some((possible, open))) = (it.day, days) {
            causes = causes.union(&open);
            worlds = spread(&worlds, &possible, |world, day| world.days.push((node, *day)));
        }
        if let Some((place, at, (possible, open))) = places {
            causes = causes.union(&open);
            worlds = spread(&worlds, &possible, |world, region| world.places.push((place, at, *region)));
        }
        let answers: Vec<Answer> = worlds.iter().map(|world| self.governs_in(clause, world)).collect();
        let joined = answers.into_iter().reduce(|a, b| a.join(&b)).unwrap_or_else(|| Answer::truth(Truth::Unknown, Causes::none()));
        Answer::truth(joined.as_truth(), joined.causes.union(&causes))
    }

    /// Whether a span holds on a day, and was seen to hold lately enough.
    pub(crate) fn span_holds(&self, provision: ProvisionId, span: &SpanOfLaw, day: Day) -> Truth {
        let holds = span.holds(day);
        let volatile = self.pack.provisions[provision as usize].volatile;
        if holds == Truth::Yes && volatile && span.is_open() && day > self.seen_until(provision) { Truth::Unknown } else { holds }
    }

    /// The last day for which a volatile provision counts as seen: by the pack, or by the office's confirmation of
    /// this very version.
    #[must_use]
    pub fn seen_until(&self, provision: ProvisionId) -> Day {
        let it = &self.pack.provisions[provision as usize];
        let seen = match self.confirmed.get(&it.id) {
            Some((version, day)) if *version == it.version => it.last_seen.max(*day),
            _ => it.last_seen,
        };
        Day::from_number(seen.number() + SEEN_FOR)
    }
}

fn same_or_none(pack: &crate::pack::Pack, a: Option<NodeId>, b: Option<NodeId>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => same(&pack.program, a, b),
        _ => false,
    }
}

fn spread<T>(worlds: &[World], possible: &[T], add: impl Fn(&mut World, &T)) -> Vec<World> {
    let mut all = Vec::with_capacity(worlds.len() * possible.len().max(1));
    for world in worlds {
        for one in possible {
            let mut next = world.clone();
            add(&mut next, one);
            all.push(next);
        }
    }
    all
}
