//! Packs drawn at random: files, clauses, and where and when they govern.

use super::ast::{Bound, Clause, Concl, Deadline, Expr, Force, Kind, Pack, Provision, Says, Selectors, Sort, Val};
use super::calendar::day;
use super::choices::Choices;
use super::generate_expression::Draw;
use super::schema::{FIELDS, ORDER, TABLES, TRIP, field_named, grid, values};

/// How deep an expression may be.
const DEPTH: usize = 3;

/// A pack from a list of numbers.
pub fn pack(numbers: &[u16]) -> Pack {
    let mut draw =
        Draw { from: Choices::new(numbers), pack: Pack::default(), upto: 0, binders: Vec::new(), plain: false, words: Vec::new() };
    draw.pack.layout = numbers.iter().rev().take(200).copied().collect();
    for _ in 0..TABLES.len() {
        let force = if draw.from.chance(1, 4) { draw.force() } else { Force::default() };
        draw.pack.tables_cover.push(force);
    }
    let count = 1 + draw.from.below(5);
    for _ in 0..count {
        draw.upto = draw.pack.conclusions.len();
        match draw.from.below(16) {
            0..=4 => draw.grounds(),
            5..=9 => draw.rules(),
            10 | 11 => draw.program(),
            12 => draw.weighs(),
            13 => draw.danger(),
            14 => draw.deadline(),
            _ => draw.small_things(),
        }
    }
    draw.pack
}

impl Draw<'_> {
    fn conclusion(&mut self, kind: Kind, sort: Sort, subject: Option<usize>, home: usize) -> usize {
        let id = self.pack.conclusions.len();
        self.pack.conclusions.push(Concl { name: format!("c{id}"), subject, kind, optional: false, sort, home });
        self.words.push(values(kind));
        id
    }

    /// A new file.
    fn fresh(&mut self, folder: &'static str) -> usize {
        let id = self.pack.provisions.len();
        let volatile = self.from.chance(1, 4);
        // Ninety days before a day of the grid, or one day less.
        let last_seen = self.from.pick(&grid()) - 90 - i32::from(self.from.chance(1, 2));
        let mut in_force = vec![Force { from: Bound::On(day(1990, 1, 1)), to: Bound::Open }];
        if self.from.chance(1, 3) {
            in_force = vec![self.force()];
            if self.from.chance(1, 3) {
                in_force.push(self.force());
            }
        }
        let confirmed = if volatile && self.from.chance(1, 2) {
            Some((self.from.pick(&grid()) - 90 - i32::from(self.from.chance(1, 2)), self.from.chance(2, 3)))
        } else {
            None
        };
        self.pack.provisions.push(Provision {
            id: format!("p{id}"),
            folder,
            in_force,
            last_seen,
            volatile,
            confirmed,
            clauses: Vec::new(),
        });
        id
    }

    /// A file of the plain kinds: a new one, or one that is there.
    fn file(&mut self) -> usize {
        let plain: Vec<usize> =
            (0..self.pack.provisions.len()).filter(|p| ["statutes", "programs"].contains(&self.pack.provisions[*p].folder)).collect();
        if !plain.is_empty() && self.from.chance(1, 2) { self.from.pick(&plain) } else { self.fresh("statutes") }
    }

    /// A span of law that turns on days of the grid; at least one end is a bound.
    fn force(&mut self) -> Force {
        let grid = grid();
        let first = self.from.below(grid.len() - 1);
        let last = first + 1 + self.from.below(grid.len() - first - 1);
        let (from, to) = (Bound::On(grid[first]), Bound::On(grid[last]));
        match self.from.below(9) {
            0 | 1 => Force { from, to: Bound::Open },
            2 => Force { from: Bound::Open, to },
            3 | 4 => Force { from, to },
            5 => Force { from: self.vague(), to: Bound::Open },
            6 => Force { from: Bound::Open, to: self.vague() },
            7 => Force { from, to: Bound::Unknown },
            _ => Force { from: Bound::Unknown, to: Bound::Open },
        }
    }

    /// A bound known only by its year or month.
    fn vague(&mut self) -> Bound {
        if self.from.chance(1, 2) {
            Bound::Within(day(2013, 1, 1), day(2013, 12, 31))
        } else {
            Bound::Within(day(2013, 7, 1), day(2013, 7, 31))
        }
    }

    fn add(&mut self, file: usize, says: Says, when: Option<Expr>, selectors: Selectors) {
        self.pack.provisions[file].clauses.push(Clause { says, when, selectors });
    }

    /// Where and when a clause governs; mostly everywhere and always.
    fn selectors(&mut self) -> Selectors {
        let mut all = Selectors::default();
        if self.from.chance(1, 5) {
            all.span = Some(self.force());
            if self.from.chance(1, 2) {
                all.by = Some(self.plainly(|draw| draw.event()));
            }
        }
        if self.from.chance(1, 5) {
            // Several places in braces stand after a bound only: after an expression they would read as values.
            let scope = self.scope(if all.span.is_some() { 3 } else { 1 });
            let place = self.plainly(|draw| draw.field(Kind::Place, false)).unwrap_or(Expr::Field(None, field_named(1, "place")));
            let at = match self.from.below(3) {
                0 => None,
                1 => Some(Expr::AsOf),
                _ => Some(self.plainly(|draw| draw.event())),
            };
            all.place = Some((scope, place, at));
        }
        all
    }

    fn plainly<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.plain, true);
        let found = draw(self);
        self.plain = before;
        found
    }

    /// The day of an event, which may not have happened.
    fn event(&mut self) -> Expr {
        match self.from.below(4) {
            0 | 1 => self.field(Kind::Day, true).unwrap_or(Expr::AsOf),
            2 => self.field(Kind::Day, false).unwrap_or(Expr::AsOf),
            _ => self.extreme(1),
        }
    }

    /// Sometimes the conclusion is of each entry of a list.
    fn subject(&mut self) -> Option<usize> {
        let subject = if self.from.chance(1, 4) { Some(self.from.pick(&[ORDER, TRIP])) } else { None };
        self.binders = subject.map(|list| (list, None)).into_iter().collect();
        subject
    }

    fn grounds(&mut self) {
        let home = self.file();
        let subject = self.subject();
        let id = self.conclusion(Kind::Bool, Sort::Grounds, subject, home);
        for n in 0..1 + self.from.below(3) {
            let file = if n > 0 && self.from.chance(1, 2) { self.file() } else { home };
            let (when, selectors) = (self.truth(DEPTH), self.selectors());
            self.add(file, Says::Ground(id), Some(when), selectors);
        }
        if self.from.chance(3, 4) {
            let selectors = if self.from.chance(1, 3) { self.selectors() } else { Selectors::default() };
            self.add(home, Says::Complete(id), None, selectors);
        }
        if self.from.chance(1, 6) {
            let selectors = self.selectors();
            self.add(home, Says::NotModelled(id), None, selectors);
        }
        if self.from.chance(1, 3) {
            self.exceptions(id, subject, home, 0);
        }
        if self.from.chance(1, 5) {
            self.add(home, Says::Burden(id), None, Selectors::default());
        }
        self.binders.clear();
    }

    /// Exceptions to a conclusion, some with exceptions of their own.
    fn exceptions(&mut self, to: usize, subject: Option<usize>, home: usize, depth: usize) {
        for _ in 0..1 + self.from.below(2) {
            let file = if self.from.chance(1, 3) { self.file() } else { home };
            let id = self.conclusion(Kind::Bool, Sort::Exception, subject, file);
            if self.from.chance(1, 6) {
                let selectors = self.selectors();
                self.add(file, Says::ExceptionNotModelled(id, to), None, selectors);
                continue;
            }
            let (when, selectors) = (self.truth(2), self.selectors());
            self.add(file, Says::Exception(id, to), Some(when), selectors);
            if depth < 2 && self.from.chance(1, 3) {
                self.exceptions(id, subject, file, depth + 1);
            }
        }
        if self.from.chance(3, 4) {
            let selectors = if self.from.chance(1, 4) { self.selectors() } else { Selectors::default() };
            self.add(home, Says::ExceptionsComplete(to), None, selectors);
        }
    }

    fn rules(&mut self) {
        let kind = self.from.pick(&[
            Kind::Bool,
            Kind::Bool,
            Kind::Whole,
            Kind::Word(0),
            Kind::Day,
            Kind::Money,
            Kind::Span,
            Kind::Text,
            Kind::Place,
            Kind::Country,
            Kind::Day,
        ]);
        let home = self.fresh("statutes");
        let subject = self.subject();
        let id = self.conclusion(kind, Sort::Rules, subject, home);
        let optional = kind == Kind::Day && self.from.chance(1, 2);
        let count = 1 + self.from.below(3);
        let pattern = if count == 1 { 0 } else { 1 + self.from.below(6) };
        let mut first: Option<Expr> = None;
        let mut files: Vec<usize> = Vec::new();
        let flag = self.plainly(|draw| draw.field(Kind::Bool, false)).unwrap_or(Expr::Field(None, 0));
        let one_place = Expr::Field(None, field_named(1, "place"));
        let (mut words, mut literals) = (Vec::new(), Vec::new());
        let mut analysed = false;
        for n in 0..count {
            let file = if n == 0 { home } else { self.fresh("precedents") };
            let value = match first.clone() {
                Some(value) if pattern == 6 => value,
                _ => self.rule_value(kind, optional),
            };
            match &value {
                Expr::Lit(word) => {
                    words.push(*word);
                    literals.push(*word);
                }
                _ => words.extend(values(kind)),
            }
            first.get_or_insert_with(|| value.clone());
            let mut when = if self.from.chance(2, 3) { Some(self.truth(2)) } else { None };
            let mut selectors = self.selectors();
            match pattern {
                // Conditions that exclude each other by form; only two can.
                1 if n < 2 => {
                    let part = if n == 0 { flag.clone() } else { Expr::Not(Box::new(flag.clone())) };
                    when = Some(when.map_or(part.clone(), |w| Expr::And(Box::new(part), Box::new(w))));
                }
                // The later displaces all the earlier, or the last one and conflicts with those before it.
                2 => selectors.instead_of = files.clone(),
                3 => {
                    selectors.instead_of = files.last().copied().into_iter().collect();
                    selectors.conflicts = files.iter().rev().skip(1).copied().collect();
                }
                4 => {
                    let of = vec![["circuit 11", "circuit 5", "circuit 6"][n]];
                    selectors.place = Some((super::ast::Scope { of, except: Vec::new() }, one_place.clone(), None));
                }
                5 => {
                    let cuts = [Bound::Open, Bound::On(day(2013, 2, 28)), Bound::On(day(2013, 7, 4)), Bound::Open];
                    selectors.by = None;
                    selectors.span = Some(Force { from: cuts[n], to: if n + 1 == count { Bound::Open } else { cuts[n + 1] } });
                }
                6 if matches!(first, Some(Expr::Lit(_))) => {}
                _ => selectors.conflicts = files.clone(),
            }
            let analysis = kind == Kind::Bool && !analysed && matches!(pattern, 0..=5) && self.from.chance(1, 4);
            if analysis {
                analysed = true;
                let weighing = (0..self.from.below(3)).filter_map(|_| self.field(Kind::Day, true)).collect();
                self.add(file, Says::Analysis(id, weighing), when, selectors);
            } else {
                self.add(file, Says::Rule(id, value), when, selectors);
            }
            files.push(file);
        }
        self.pack.conclusions[id].optional = optional;
        if matches!(kind, Kind::Word(_) | Kind::Country) {
            let named: Vec<Val> = if kind == Kind::Country && super::open_bugs::RULES_OF_COUNTRIES { literals.clone() } else { Vec::new() };
            if !named.is_empty() {
                words = named;
            }
            words.sort_unstable();
            words.dedup();
            self.words[id] = words;
        }
        self.binders.clear();
    }

    fn rule_value(&mut self, kind: Kind, optional: bool) -> Expr {
        match kind {
            Kind::Bool if self.from.chance(1, 3) => self.truth(2),
            Kind::Bool => Expr::Lit(Val::Bool(self.from.chance(1, 2))),
            Kind::Day if optional => match self.from.below(3) {
                0 => self.field(Kind::Day, true).unwrap_or(Expr::AsOf),
                _ => self.extreme(1),
            },
            Kind::Place => self.field(Kind::Place, false).unwrap_or(Expr::Field(None, field_named(1, "place"))),
            Kind::Word(_) | Kind::Country | Kind::Text if self.from.chance(2, 3) => self.literal(kind),
            Kind::Word(_) | Kind::Country | Kind::Text => self.field(kind, false).unwrap_or_else(|| self.literal(kind)),
            _ => self.value(kind, 2),
        }
    }

    fn program(&mut self) {
        let home = self.fresh("programs");
        for _ in 0..1 + self.from.below(3) {
            let id = self.conclusion(Kind::Bool, Sort::Requirement, None, home);
            let (when, selectors) = (self.truth(DEPTH), self.selectors());
            self.add(home, Says::Ground(id), Some(when), selectors);
        }
        let met = self.conclusion(Kind::Bool, Sort::Met, None, home);
        self.pack.conclusions[met].name = "met".into();
        if self.from.chance(3, 4) {
            let selectors = if self.from.chance(1, 3) { self.selectors() } else { Selectors::default() };
            self.add(home, Says::Complete(met), None, selectors);
        }
    }

    fn weighs(&mut self) {
        let home = self.fresh("policy/memo");
        let id = self.conclusion(Kind::Bool, Sort::Weighs, None, home);
        self.pack.conclusions[id].name = "weighs".into();
        let (when, selectors) = (self.truth(DEPTH), self.selectors());
        self.add(home, Says::Ground(id), Some(when), selectors);
    }

    fn danger(&mut self) {
        let home = self.fresh("safety/dangers");
        let id = self.conclusion(Kind::Bool, Sort::Danger, None, home);
        let (when, selectors) = (self.truth(DEPTH), self.selectors());
        self.add(home, Says::Ground(id), Some(when), selectors);
        if self.pack.conclusions.iter().any(|c| c.sort == Sort::DangersComplete) || self.from.chance(1, 2) {
            return;
        }
        for (recipient, name) in [(0, "opla"), (3, "court")] {
            let id = self.conclusion(Kind::Bool, Sort::DangersComplete, None, home);
            self.pack.conclusions[id].name = name.into();
            let selectors = self.selectors();
            self.add(home, Says::DangersComplete(vec![recipient]), None, selectors);
        }
        let selectors = self.selectors();
        self.add(home, Says::DangersComplete(vec![0, 3]), None, selectors);
    }

    fn deadline(&mut self) {
        let home = self.file();
        let subject = self.subject();
        let id = self.conclusion(Kind::Day, Sort::Deadline, subject, home);
        self.pack.conclusions[id].optional = true;
        let working = self.from.chance(1, 3);
        let span = if working {
            (0, i32::try_from(self.from.below(12)).unwrap_or(0))
        } else {
            self.from.pick(&[(0, 30), (0, 180), (1, 0), (6, 0), (12, 0), (0, 1)])
        };
        let after = self.event();
        let rolls = self.from.chance(1, 2);
        let when = if self.from.chance(1, 2) { Some(self.truth(1)) } else { None };
        let selectors = self.selectors();
        self.add(home, Says::Deadline(id, Deadline { span, after, working, rolls }), when, selectors);
        // Something rests on it, so that it is often asked.
        let by = self.event();
        let on_time = self.conclusion(Kind::Bool, Sort::Grounds, subject, home);
        let timely = Expr::Timely(subject.map(|_| 0), id, Box::new(by));
        self.add(home, Says::Ground(on_time), Some(timely), Selectors::default());
        self.add(home, Says::Complete(on_time), None, Selectors::default());
        self.binders.clear();
    }

    /// Duties, acts, risks, powers, statements.
    fn small_things(&mut self) {
        let (folder, sort) = self.from.pick(&[
            ("safety/duties", Sort::Duty),
            ("safety/acts", Sort::Act),
            ("safety/risks", Sort::Risk),
            ("posture", Sort::Power),
        ]);
        let home = self.fresh(folder);
        if sort == Sort::Power && self.pack.conclusions.iter().any(|c| c.sort == Sort::Power) {
            self.add(home, Says::Statement, None, Selectors::default());
            return;
        }
        let id = self.conclusion(Kind::Bool, sort, None, home);
        let (when, selectors) = (self.truth(DEPTH), self.selectors());
        self.add(home, Says::Ground(id), Some(when), selectors);
        if sort == Sort::Power {
            self.pack.conclusions[id].name = "uscis".into();
            if self.from.chance(1, 2) {
                let selectors = self.selectors();
                self.add(home, Says::Complete(id), None, selectors);
            }
        }
        let selectors = self.selectors();
        self.add(home, Says::Statement, None, selectors);
    }
}

/// Visits every expression of a pack, with the parts inside each.
pub fn walk(pack: &Pack, visit: &mut dyn FnMut(&Expr)) {
    for clause in pack.provisions.iter().flat_map(|p| &p.clauses) {
        walk_clause(clause, visit);
    }
}

/// Visits every expression of a clause.
pub fn walk_clause(clause: &Clause, visit: &mut dyn FnMut(&Expr)) {
    let selectors = &clause.selectors;
    let (place, at) = selectors.place.as_ref().map_or((None, None), |(_, p, at)| (Some(p), at.as_ref()));
    for root in clause.when.iter().chain(selectors.by.iter()).chain(place).chain(at) {
        inside(root, visit);
    }
    match &clause.says {
        Says::Rule(_, value) => inside(value, visit),
        Says::Analysis(_, weighing) => weighing.iter().for_each(|w| inside(w, visit)),
        Says::Deadline(_, it) => inside(&it.after, visit),
        _ => {}
    }
}

/// Visits an expression and every part of it.
pub fn inside(expr: &Expr, visit: &mut dyn FnMut(&Expr)) {
    visit(expr);
    let mut parts: Vec<&Expr> = Vec::new();
    match expr {
        Expr::Lit(_) | Expr::AsOf | Expr::Field(..) | Expr::Concl(..) | Expr::HasEntry(_) => {}
        Expr::And(a, b) | Expr::Or(a, b) | Expr::Cmp(_, a, b) | Expr::Elapsed(_, a, b) | Expr::Plus(_, a, b) => parts.extend([&**a, &**b]),
        Expr::Not(a) | Expr::Within(a, _) | Expr::Has(a) | Expr::Timely(_, _, a) | Expr::Lookup(_, _, a) => parts.push(a),
        Expr::In(_, a, items) => {
            parts.push(a);
            parts.extend(items);
        }
        Expr::ExtremeOf(_, items) => parts.extend(items),
        Expr::Any(it) | Expr::Count(_, it) | Expr::Sum(_, it) => parts.extend(it.filter.as_deref()),
        Expr::Every(it, body) | Expr::Extreme(_, body, it) => {
            parts.extend(it.filter.as_deref());
            parts.push(body);
        }
        Expr::If(a, b, c) => parts.extend([&**a, &**b, &**c]),
    }
    for part in parts {
        inside(part, visit);
    }
}

/// Every field that some law of the pack reads.
pub fn read_fields(pack: &Pack) -> Vec<usize> {
    let mut all = Vec::new();
    walk(pack, &mut |expr| match expr {
        Expr::Field(_, field) | Expr::Sum(field, _) | Expr::Count(Some(field), _) => all.push(*field),
        _ => {}
    });
    if all.contains(&field_named(1, "place")) {
        all.push(field_named(1, "since"));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Every list that some law of the pack reads.
pub fn read_lists(pack: &Pack) -> Vec<usize> {
    let mut all: Vec<usize> = read_fields(pack).into_iter().map(|f| FIELDS[f].record).filter(|r| super::schema::is_list(*r)).collect();
    all.extend(pack.conclusions.iter().filter_map(|c| c.subject));
    walk(pack, &mut |expr| match expr {
        Expr::Any(it) | Expr::Every(it, _) | Expr::Count(_, it) | Expr::Sum(_, it) | Expr::Extreme(_, _, it) => all.push(it.list),
        Expr::HasEntry(list) => all.push(*list),
        _ => {}
    });
    all.sort_unstable();
    all.dedup();
    all
}
