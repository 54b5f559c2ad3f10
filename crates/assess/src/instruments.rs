//! The policy instruments in force on the day, and their factors for this client.

use crate::avenues::evidence;
use crate::line::{Asking, both};
use crate::model::{Authority, Factor, Instrument, State, Statement};
use law::Words;
use law::program::{Conclusion, Sort};
use law::provision::Provision;
use std::collections::HashSet;
use std::sync::Arc;
use truth::Truth;

/// Instruments that govern on the day, or may; each with the factors that hold or are not known.
pub fn instruments(asking: &mut Asking<'_>) -> Vec<Instrument> {
    let pack = asking.input.pack;
    let mut all: Vec<(i64, Instrument)> = Vec::new();
    // Folders that hold one instrument: it is the file named like its folder.
    let policy = || pack.provisions.iter().filter(|p| p.kind == "policy");
    let whole: HashSet<&str> = policy().filter(|p| p.id == p.group).map(|p| p.group.as_str()).collect();
    let weighs: Vec<(u32, &Conclusion)> = pack.program.numbered().filter(|(_, c)| matches!(c.sort, Sort::Weighs(_))).collect();
    for (number, provision) in (0_u32..).zip(&pack.provisions).filter(|(_, p)| p.kind == "policy") {
        let in_force = match asking.evaluation.in_force(number) {
            Truth::No => continue,
            Truth::Yes => State::Yes,
            Truth::Unknown => State::LawNotSeen,
        };
        let factors = |asking: &mut Asking<'_>| -> Vec<Factor> {
            let mut factors = Vec::new();
            for (id, conclusion) in weighs.iter().copied() {
                let Sort::Weighs(direction) = conclusion.sort else { continue };
                let of = &pack.provisions[conclusion.provision as usize];
                let same = of.group == provision.group && of.front.get("instrument") == provision.front.get("instrument");
                if same && of.kind == "policy" && asking.evaluation.in_force(conclusion.provision) != Truth::No {
                    factors.push((
                        of.order,
                        Factor { line: asking.line(id, None), direction, evidence: evidence(asking, conclusion.provision) },
                    ));
                }
            }
            factors.sort_by_key(|(order, f)| (*order, f.line.id.clone()));
            factors.into_iter().map(|(_, f)| f).collect()
        };
        // The instrument itself is the file named like its folder; files beside it are its parts, unless the folder
        // holds several instruments.
        let is_part = provision.id != provision.group && whole.contains(provision.group.as_str());
        if is_part {
            continue;
        }
        let statements = asking.statements(|p| {
            p.kind == "policy" && (p.id == provision.id || (provision.id == provision.group && p.group == provision.group))
        });
        let factors = if provision.id == provision.group { factors(asking) } else { Vec::new() };
        // What it says holds in other places only: here it is an empty name.
        let speaks = pack.program.statements.iter().any(|s| pack.program.clauses[s.clause as usize].provision == number);
        if speaks && statements.is_empty() && factors.is_empty() {
            continue;
        }
        let authority = asking.authority(number);
        let statements = said_of(provision, in_force, &authority).into_iter().chain(statements).collect();
        all.push((
            provision.order,
            Instrument { id: provision.id.clone(), title: provision.title.clone(), authority, in_force, factors, statements },
        ));
    }
    all.sort_by_key(|(order, i)| (i.factors.is_empty(), *order, i.id.clone()));
    all.into_iter().map(|(_, i)| i).collect()
}

/// Whom an instrument binds, and what the notes know of how one asks under it: form and recipient.
fn said_of(provision: &Provision, state: State, authority: &Arc<Authority>) -> Option<Statement> {
    let labels = [("binds", both("Binds", "Obliga a")), ("form", both("Form", "Formulario")), ("recipient", both("Asked of", "Se pide a"))];
    let said: Vec<_> = labels.into_iter().filter_map(|(key, label)| Some((label, provision.words(key)?))).collect();
    let join = |of: fn(&Words) -> &str| said.iter().map(|(label, it)| format!("{}: {}", of(label), of(it))).collect::<Vec<_>>().join(". ");
    let words = both(join(|w| &w.en), join(|w| &w.es));
    (!said.is_empty()).then(|| Statement { words, state, authority: Arc::clone(authority) })
}
