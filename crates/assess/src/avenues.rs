//! Ways to ask, programs, relief: open, closed and why, or not known and which fact decides.

use crate::line::{Asking, both};
use crate::model::{Avenue, Evidence, Line, State, Verdict};
use law::program::{ProvisionId, Sort};
use law::provision::Provision;
use law::{Level, Recipient, Words};
use std::sync::Arc;
use truth::Value;

/// The provisions of a kind that conclude `open` or `met`.
pub fn avenues(asking: &mut Asking<'_>, kind: &str, verdicts: &[Verdict]) -> Vec<Avenue> {
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
        let (keeps, loses) = (told(asking, provision, "keeps"), told(asking, provision, "loses"));
        let words = |key: &str| provision.words(key);
        let asked_of: Vec<Recipient> =
            Recipient::ALL.into_iter().filter(|r| provision.texts("asked_of").iter().any(|n| n == r.name())).collect();
        let never = if matches!(line.state, State::No | State::NotModelled) { None } else { never_act(asking, provision) };
        let (gate, gate_closed) = match &never {
            Some(act) => (Some(never_right(act)), true),
            None => gate(asking, provision, line.state, &asked_of, verdicts),
        };
        let avenue = Avenue {
            line,
            asked_of,
            gate,
            gate_closed,
            never,
            goes_first: crate::questions::goes_first(provision),
            keeps,
            loses,
            decides: words("decides"),
            effect: words("effect"),
            cost: words("cost"),
            risk: words("risk"),
            requirements,
            statements,
            evidence,
        };
        all.push((provision.order, avenue));
    }
    // Open first, then what a fact or an analysis would decide, then what is never right here, then closed.
    let rank = |a: &Avenue| match a.line.state {
        _ if a.never.is_some() => 4,
        State::Yes => 0,
        State::NeedsAnalysis => 1,
        State::NotKnown | State::Disagree => 2,
        State::LawNotSeen => 3,
        State::No => 5,
        State::NotModelled => 6,
    };
    all.sort_by_key(|(order, a)| (rank(a), *order));
    all.into_iter().map(|(_, a)| a).collect()
}

/// What an avenue keeps or costs this client: the conclusions that its front matter names under `keeps` or `loses`, but
/// for those that are known not to hold.
fn told(asking: &mut Asking<'_>, provision: &Provision, key: &str) -> Vec<Arc<Line>> {
    let program = &asking.input.pack.program;
    let named = provision.texts(key);
    let find = |name: &String| program.conclusion(&format!("{}.{name}", provision.word())).or_else(|| program.conclusion(name));
    let ids: Vec<_> = named.iter().filter_map(find).collect();
    ids.into_iter().map(|id| asking.shared_line(id)).filter(|line| line.state != State::No).collect()
}

/// What the safety answer says of asking now, and whether it closes it: "open to ask" is about the law of the avenue,
/// and must never read as leave to write.
fn gate(
    asking: &mut Asking<'_>,
    provision: &Provision,
    state: State,
    asked_of: &[Recipient],
    verdicts: &[Verdict],
) -> (Option<Words>, bool) {
    if matches!(state, State::No | State::NotModelled) {
        return (None, false);
    }
    // Where the pack does not say to whom it is asked, all recipients count.
    let concerned: Vec<&Verdict> = verdicts.iter().filter(|v| asked_of.is_empty() || asked_of.contains(&v.recipient)).collect();
    let closed: Vec<&Verdict> = concerned.iter().copied().filter(|v| v.level == Level::Stop).collect();
    if closed.is_empty() {
        let plan = concerned.iter().any(|v| v.level == Level::Plan);
        return (
            plan.then(|| both("only with a named lawyer's written plan", "solo con el plan escrito de un abogado identificado")),
            false,
        );
    }
    let names = |f: fn(&Words) -> &String, and: &str| closed.iter().map(|v| f(&v.name).clone()).collect::<Vec<_>>().join(and);
    let (en, es) = (names(|w| &w.en, " or "), names(|w| &w.es, " ni con "));
    // An act that stays right is judged by itself; every other word to the same recipient stays closed.
    if let Some(plan) = right_act(asking, provision) {
        let how = if plan {
            both(", only with a named lawyer's written plan", ", solo con el plan escrito de un abogado identificado")
        } else {
            both("", "")
        };
        let words = both(
            format!("this act by itself stays right{}; no other word to {en}", how.en),
            format!("este acto por sí solo sigue siendo correcto{}; nada más se dice a {}", how.es, names(|w| &w.es, " ni a ")),
        );
        return (Some(words), false);
    }
    (
        Some(both(
            format!("do not contact {en} about it now: see safety"),
            format!("no se comunique ahora por esto con {es}: vea seguridad"),
        )),
        true,
    )
}

fn never_right(act: &Words) -> Words {
    both(format!("never right in this case: {}", act.en), format!("nunca es correcto en este caso: {}", act.es))
}

/// The act that the front matter names (`never = "ask_dismissal"`), if it is, or may be, never right for this client.
fn never_act(asking: &mut Asking<'_>, provision: &Provision) -> Option<Words> {
    let name = provision.front.get("never")?.as_str()?;
    let id = asking.input.pack.program.conclusion(&format!("act.{name}"))?;
    let holds = asking.evaluation.conclusion(id, None).as_truth() != truth::Truth::No;
    holds.then(|| asking.input.pack.conclusion_words(id))
}

/// The act that the front matter names (`act = "stay"`), if it is right for this client; and whether only under a plan.
fn right_act(asking: &mut Asking<'_>, provision: &Provision) -> Option<bool> {
    let name = provision.front.get("act")?.as_str()?;
    let id = asking.input.pack.program.conclusion(&format!("act.{name}"))?;
    let conclusion = &asking.input.pack.program.conclusions[id as usize];
    let Sort::Act { right: true, plan } = conclusion.sort else { return None };
    let entries: Vec<Option<u16>> = match conclusion.subject {
        None => vec![None],
        Some(record) => (0..asking.evaluation.entries(record)).map(Some).collect(),
    };
    entries.into_iter().any(|entry| asking.evaluation.conclusion(id, entry).as_truth() == truth::Truth::Yes).then_some(plan)
}

fn requirements(asking: &mut Asking<'_>, provision: ProvisionId) -> Vec<Line> {
    let pack = asking.input.pack;
    let mut all = Vec::new();
    for &id in pack.program.requirements_of(provision) {
        let clauses = &pack.program.conclusions[id as usize].clauses;
        if clauses.iter().any(|c| asking.evaluation.governs(*c, None).as_truth() != truth::Truth::No) {
            all.push(asking.line(id, None));
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
        .map(|(_, p)| Evidence {
            id: p.id.clone(),
            title: p.title.clone(),
            stage: stage(asking, &p.id),
            issuer: p.words("issuer"),
            watch: p.words("watch"),
        })
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
