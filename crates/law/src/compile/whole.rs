//! Third pass: what can only be seen of the whole.

use super::Compiler;
use super::exclusive::{exclusive, same};
use crate::program::{Clause, ConclusionId, Says, Sort};
use crate::span_of_law::Edge;
use truth::Region;

impl Compiler<'_> {
    pub(super) fn check_whole(&mut self) {
        self.grounds_or_rules();
        self.cycles();
        self.displacements();
        self.disagreements();
        self.exceptions_to_nothing();
        self.words();
        self.unused();
    }

    /// What people read has words in both languages: from the clause, or from `[words]` in the front matter.
    fn words(&mut self) {
        let mut missing = Vec::new();
        for id in 0..self.program.conclusions.len() {
            let conclusion = &self.program.conclusions[id];
            let plain = matches!(conclusion.sort, Sort::Plain | Sort::Exception);
            if !plain || !conclusion.words.en.is_empty() || conclusion.name.ends_with(".open") {
                continue;
            }
            let short = conclusion.name.rsplit('.').next().unwrap_or_default().to_owned();
            let found = [conclusion.name.as_str(), &short].into_iter().find_map(|key| {
                conclusion.clauses.iter().find_map(|c| {
                    let provision = &self.provisions[self.program.clauses[*c as usize].provision as usize];
                    provision.front.get("words").and_then(|w| w.get(key)).and_then(crate::provision::words_of)
                })
            });
            match (found, conclusion.clauses.first().copied()) {
                (Some(words), _) => self.program.conclusions[id].words = words,
                (None, Some(clause)) => missing.push((clause, format!("`{}` has no words for people to read", conclusion.name), short)),
                (None, None) => {}
            }
        }
        for (clause, text, short) in missing {
            self.report_clause(
                clause,
                "law::words",
                text,
                Some(format!("write in the front matter: [words], {short} = {{ en = \"…\", es = \"…\" }}")),
            );
        }
    }

    /// A conclusion that nothing uses and nothing shows is left over, or a name is misspelt somewhere.
    fn unused(&mut self) {
        let count = self.program.conclusions.len();
        let mut used = vec![false; count];
        for id in 0..count {
            for other in self.program.rests_on(id) {
                used[other as usize] = true;
            }
        }
        for conclusion in &self.program.conclusions {
            let conditions = match &conclusion.sort {
                Sort::Danger(levels) | Sort::Cap(levels) => levels.iter().filter_map(|l| l.condition).collect(),
                Sort::Duty(day) => day.iter().copied().collect(),
                _ => Vec::new(),
            };
            for root in conditions {
                self.program.walk(root, &mut |node| {
                    if let crate::program::Node::Conclusion(other, _) = node {
                        used[other as usize] = true;
                    }
                });
            }
        }
        let mut found = Vec::new();
        for (id, conclusion) in self.program.conclusions.iter().enumerate() {
            let provision = &self.provisions[conclusion.provision as usize];
            let shown = conclusion.name.ends_with(".open")
                || provision
                    .front
                    .get("show")
                    .and_then(toml::Value::as_array)
                    .is_some_and(|a| a.iter().any(|n| n.as_str() == Some(&conclusion.name)))
                || provision.front.get("learnable").and_then(|l| l.get("when")).and_then(toml::Value::as_str) == Some(&conclusion.name)
                || provision.id == "who-decides-now";
            if !used[id] && !shown && matches!(conclusion.sort, Sort::Plain) {
                found.push((conclusion.clauses.first().copied(), conclusion.name.clone()));
            }
        }
        for (clause, name) in found {
            if let Some(clause) = clause {
                let help = format!("use it, or show it: `show = [\"{name}\"]` in the front matter");
                self.report_clause(clause, "law::unused", format!("nothing uses `{name}`, and nothing shows it"), Some(help));
            }
        }
    }

    /// A conclusion has grounds or rules, never both.
    fn grounds_or_rules(&mut self) {
        let mut found = Vec::new();
        for conclusion in &self.program.conclusions {
            let says = |wanted: fn(&Says) -> bool| conclusion.clauses.iter().find(|c| wanted(&self.program.clauses[**c as usize].says));
            let ground = says(|s| matches!(s, Says::Ground | Says::Complete | Says::NotModelled(_)));
            let rule = says(|s| matches!(s, Says::Value(_) | Says::Analysis(..)));
            if let (Some(_), Some(rule)) = (ground, rule) {
                found.push((
                    *rule,
                    format!("`{}` has grounds (`when`) elsewhere and a rule (`is`) here; it can have only one of the two", conclusion.name),
                ));
            }
        }
        for (clause, text) in found {
            self.report_clause(clause, "law::rules", text, None);
        }
    }

    pub(crate) fn report_clause(&mut self, clause: u32, code: &'static str, text: String, help: Option<String>) {
        let Clause { provision, at, .. } = self.program.clauses[clause as usize].clone();
        self.report_with(provision, code, at, text, help);
    }

    /// A conclusion may not rest on itself.
    fn cycles(&mut self) {
        let count = self.program.conclusions.len();
        let edges: Vec<Vec<ConclusionId>> = (0..count).map(|id| self.program.rests_on(id)).collect();
        let mut state = vec![0_u8; count];
        for start in 0..count {
            // Depth first, with the path kept so that the report can name it.
            let mut path: Vec<(usize, usize)> = vec![(start, 0)];
            while let Some((at, next)) = path.last().copied() {
                if next == 0 && state[at] == 2 {
                    path.pop();
                    continue;
                }
                state[at] = 1;
                let Some(to) = edges[at].get(next).map(|e| *e as usize) else {
                    state[at] = 2;
                    path.pop();
                    continue;
                };
                if let Some(last) = path.last_mut() {
                    last.1 += 1;
                }
                if state[to] == 1 {
                    let from = path.iter().position(|(n, _)| *n == to).unwrap_or(0);
                    let names: Vec<&str> = path[from..]
                        .iter()
                        .map(|(n, _)| self.program.conclusions[*n].name.as_str())
                        .chain([self.program.conclusions[to].name.as_str()])
                        .collect();
                    let text = format!("these rest on each other in a circle: {}", names.join(" → "));
                    if let Some(clause) = self.program.conclusions[to].clauses.first().copied() {
                        self.report_clause(
                            clause,
                            "law::cycle",
                            text,
                            Some("break the circle: one of them must rest on facts alone".into()),
                        );
                    }
                    return;
                }
                if state[to] == 0 {
                    path.push((to, 0));
                }
            }
        }
    }

    /// `instead of` must name a provision with a rule for the same conclusion, and never go in circles.
    fn displacements(&mut self) {
        let mut found = Vec::new();
        for conclusion in &self.program.conclusions {
            for clause in &conclusion.clauses {
                let it = &self.program.clauses[*clause as usize];
                for other in &it.instead_of {
                    let others: Vec<&Clause> =
                        conclusion.clauses.iter().map(|c| &self.program.clauses[*c as usize]).filter(|c| c.provision == *other).collect();
                    let id = &self.provisions[*other as usize].id;
                    if others.is_empty() {
                        found.push((*clause, format!("`{id}` has no rule for `{}` that could be displaced", conclusion.name)));
                    } else if *other == it.provision || others.iter().any(|o| o.instead_of.contains(&it.provision)) {
                        found.push((*clause, format!("`{id}` and this displace each other in a circle")));
                    }
                }
            }
        }
        for (clause, text) in found {
            self.report_clause(clause, "law::displaces", text, None);
        }
    }

    /// Two rules of different value that may govern the same day and place.
    fn disagreements(&mut self) {
        let mut found = Vec::new();
        for conclusion in &self.program.conclusions {
            let rules: Vec<u32> = conclusion
                .clauses
                .iter()
                .copied()
                .filter(|c| matches!(self.program.clauses[*c as usize].says, Says::Value(_) | Says::Analysis(..)))
                .collect();
            for (n, first) in rules.iter().enumerate() {
                for second in &rules[n + 1..] {
                    let (a, b) = (&self.program.clauses[*first as usize], &self.program.clauses[*second as usize]);
                    let settled = |x: &Clause, y: &Clause| x.instead_of.contains(&y.provision) || x.conflicts.contains(&y.provision);
                    let agree = match (&a.says, &b.says) {
                        (Says::Value(x), Says::Value(y)) => same(&self.program, *x, *y),
                        _ => false,
                    };
                    if agree || settled(a, b) || settled(b, a) || exclusive(&self.program, a.when, b.when) || !self.may_meet(a, b) {
                        continue;
                    }
                    let other = &self.provisions[a.provision as usize].id;
                    found.push((
                        *second,
                        format!("this rule and one in `{other}` may govern the same day and place and differ about `{}`", conclusion.name),
                    ));
                }
            }
        }
        for (clause, text) in found {
            let help = "say `instead of ID` or `conflicts with ID`, or make their conditions exclude each other".to_owned();
            self.report_clause(clause, "law::disagree", text, Some(help));
        }
    }

    /// Whether two clauses can govern together, as far as their spans and places show.
    fn may_meet(&self, a: &Clause, b: &Clause) -> bool {
        let same_day = match (a.day, b.day) {
            (None, None) => true,
            (Some(x), Some(y)) => same(&self.program, x, y),
            _ => false,
        };
        let apart = same_day && a.spans.iter().all(|s| b.spans.iter().all(|t| s.is_apart(t)));
        let same_place = match (a.place, b.place) {
            (Some((r, x, _)), Some((s, y, _))) => !same(&self.program, x, y) || Region(r.0 & s.0).0 != 0,
            _ => true,
        };
        !apart && same_place
    }

    /// An exception whose base has no ground takes away nothing.
    fn exceptions_to_nothing(&mut self) {
        let mut found = Vec::new();
        for conclusion in &self.program.conclusions {
            let says = |c: &u32| &self.program.clauses[*c as usize].says;
            let exception = conclusion.clauses.iter().find(|c| matches!(says(c), Says::Exception(_) | Says::ExceptionNotModelled(_)));
            let ground = conclusion.clauses.iter().any(|c| matches!(says(c), Says::Ground | Says::NotModelled(_)));
            let rules = conclusion.clauses.iter().any(|c| matches!(says(c), Says::Value(_) | Says::Analysis(..)));
            if let Some(clause) = exception.filter(|_| !ground || rules) {
                found.push((*clause, format!("an exception to nothing: `{}` has no ground to take away from", conclusion.name)));
            }
        }
        for (clause, text) in found {
            self.report_clause(clause, "law::exception", text, None);
        }
    }
}

impl crate::span_of_law::SpanOfLaw {
    /// Whether two spans surely share no day.
    pub(crate) fn is_apart(&self, other: &Self) -> bool {
        let ends_before = |a: Edge, b: Edge| match (a, b) {
            (Edge::On(end), Edge::On(start)) => end.hi.zip(start.lo).is_some_and(|(end, start)| end <= start),
            _ => false,
        };
        ends_before(self.to, other.from) || ends_before(other.to, self.from)
    }
}
