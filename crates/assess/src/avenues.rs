//! Ways to ask, programs, relief: open, closed and why, or not known and which fact decides.

use crate::line::Asking;
use crate::model::{Avenue, Evidence, Line, State};
use law::program::{ProvisionId, Sort};
use truth::Value;

/// The provisions of a kind that conclude `open` or `met`.
pub fn avenues(asking: &mut Asking<'_>, kind: &str) -> Vec<Avenue> {
    let pack = asking.input.pack;
    let mut all: Vec<(i64, Avenue)> = Vec::new();
    for (number, provision) in (0_u32..).zip(&pack.provisions).filter(|(_, p)| p.kind == kind && p.group.is_empty()) {
        let word = provision.word();
        let open = [format!("{word}.open"), format!("{word}.met")].into_iter().find_map(|n| pack.program.conclusion(&n));
        let Some(open) = open else { continue };
        let requirements = requirements(asking, number);
        let mut line = asking.line(open, None);
        line.words = provision.title.clone();
        let statements = asking.statements(|p| p.id == provision.id);
        let evidence = evidence(asking, number);
        let words = |key: &str| provision.words(key);
        let avenue = Avenue { line, decides: words("decides"), effect: words("effect"), cost: words("cost"), risk: words("risk"), requirements, statements, evidence };
        all.push((provision.order, avenue));
    }
    // Open first, then what a fact or an analysis would decide, then closed.
    let rank = |s: State| match s {
        State::Yes => 0,
        State::NeedsAnalysis => 1,
        State::NotKnown | State::Disagree => 2,
        State::LawNotSeen => 3,
        State::No => 4,
        State::NotModelled => 5,
    };
    all.sort_by_key(|(order, a)| (rank(a.line.state), *order));
    all.into_iter().map(|(_, a)| a).collect()
}

fn requirements(asking: &mut Asking<'_>, provision: ProvisionId) -> Vec<Line> {
    let pack = asking.input.pack;
    let mut all = Vec::new();
    for (id, conclusion) in pack.program.numbered() {
        if conclusion.sort == Sort::Requirement && conclusion.provision == provision {
            let governs = conclusion.clauses.iter().any(|c| asking.evaluation.governs(*c, None).as_truth() != truth::Truth::No);
            if governs {
                all.push(asking.line(id, None));
            }
        }
    }
    all
}

/// The documents that a provision names, each with its stage for this client.
pub fn evidence(asking: &Asking<'_>, provision: ProvisionId) -> Vec<Evidence> {
    let pack = asking.input.pack;
    let ids = pack.provisions[provision as usize].texts("evidence");
    ids.iter()
        .filter_map(|id| pack.provision(id))
        .filter(|(_, p)| p.kind == "evidence")
        .map(|(_, p)| Evidence { id: p.id.clone(), title: p.title.clone(), stage: stage(asking, &p.id), issuer: p.words("issuer"), watch: p.words("watch") })
        .collect()
}

/// In hand, to get, or missing, as the client's documents say; what nobody wrote down is missing.
fn stage(asking: &Asking<'_>, id: &str) -> &'static str {
    let model = &asking.input.pack.model;
    let Some(record) = model.record("document") else { return "missing" };
    let (Some(kind), Some(stage)) = (model.field(record, "kind"), model.field(record, "stage")) else { return "missing" };
    let mut best = "missing";
    for entry in 0..asking.input.case.entries(record).0 {
        let is_this = matches!(asking.input.case.get(model, kind, Some(entry)).value, Value::Text(Some(t)) if &*t == id);
        if !is_this {
            continue;
        }
        if let Value::Choice(choice) = asking.input.case.get(model, stage, Some(entry)).value
            && let Some(symbol) = choice.exact()
        {
            match model.symbols.name(symbol) {
                "in_hand" => return "in-hand",
                "to_get" => best = "to-get",
                _ => {}
            }
        }
    }
    best
}
