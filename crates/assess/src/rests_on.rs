//! Which provisions a page rests on.

use crate::model::{Act, Assessment, Authority, Avenue, ConfirmedBy, Evidence, Line, ProofStep, Statement};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// The ids of all provisions that something on the page rests on.
#[must_use]
pub fn provisions(page: &Assessment) -> BTreeSet<&str> {
    let mut found = Found::default();
    let safety = &page.safety;
    safety.dangers.iter().for_each(|d| found.line(&d.line));
    safety.duties.iter().for_each(|d| found.line(&d.line));
    safety.risks.iter().for_each(|l| found.line(l));
    safety.right.iter().chain(&safety.never).for_each(|Act { line, .. }| found.line(line));
    found.statements(&safety.statements);
    page.deadlines.iter().for_each(|d| found.line(&d.line));
    page.posture.iter().chain(&page.conclusions).for_each(|l| found.line(l));
    found.statements(&page.posture_statements);
    page.avenues.iter().chain(&page.programs).chain(&page.relief).for_each(|a| found.avenue(a));
    for instrument in &page.instruments {
        found.0.insert(&instrument.authority.id);
        found.statements(&instrument.statements);
        for factor in &instrument.factors {
            found.line(&factor.line);
            found.evidence(&factor.evidence);
        }
    }
    found.0
}

/// Every confirmation that a line rests on.
#[must_use]
pub fn confirmations(line: &Line) -> Vec<&ConfirmedBy> {
    fn below<'p>(step: &'p ProofStep, found: &mut Vec<&'p ConfirmedBy>) {
        if let Some(by) = step.authority.as_ref().and_then(|a| a.confirmed.as_ref())
            && !found.contains(&by)
        {
            found.push(by);
        }
        step.parts.iter().for_each(|p| below(p, found));
    }
    let mut found: Vec<&ConfirmedBy> = line.authority.confirmed.iter().collect();
    below(&line.proof, &mut found);
    found
}

/// The ids, and which authorities were met already: one is shared by hundreds of steps.
#[derive(Default)]
struct Found<'p>(BTreeSet<&'p str>, HashSet<*const Authority>);

impl<'p> Found<'p> {
    fn line(&mut self, line: &'p Line) {
        self.0.insert(&line.authority.id);
        self.step(&line.proof);
        self.0.extend(line.nearest.iter().map(|n| n.authority.id.as_str()));
    }

    fn step(&mut self, step: &'p ProofStep) {
        if let Some(authority) = &step.authority
            && self.1.insert(Arc::as_ptr(authority))
        {
            self.0.insert(&authority.id);
        }
        step.parts.iter().for_each(|p| self.step(p));
    }

    fn statements(&mut self, all: &'p [Statement]) {
        self.0.extend(all.iter().map(|s| s.authority.id.as_str()));
    }

    fn evidence(&mut self, all: &'p [Evidence]) {
        self.0.extend(all.iter().map(|e| e.id.as_str()));
    }

    fn avenue(&mut self, avenue: &'p Avenue) {
        avenue.lines().for_each(|l| self.line(l));
        self.statements(&avenue.statements);
        self.evidence(&avenue.evidence);
    }
}
