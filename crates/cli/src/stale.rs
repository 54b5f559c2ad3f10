//! `forbear law stale`: which provisions must be looked at again, riskiest first, and how to confirm each.

use crate::confirmations;
use crate::failure::Failure;
use law::provision::{Confidence, Provision};
use law::source::Sources;
use law::span_of_law::SpanOfLaw;
use law::{Evaluation, Pack};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use truth::Day;

/// Prints the list. `as_of` is the day asked for; `confirmations` the office's file.
#[must_use]
pub fn run(sources: Sources, as_of: Day, confirmations: Option<&Path>) -> ExitCode {
    match list(sources, as_of, confirmations) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.show(),
    }
}

fn list(sources: Sources, as_of: Day, path: Option<&Path>) -> Result<(), Failure> {
    let pack = Pack::new(sources)?;
    let confirmations = confirmations::read(path, &pack, as_of.max(crate::clock::today()))?;
    let case = law::case::Case::default();
    let evaluation = Evaluation::new(&pack, &case, as_of, &confirmations.confirmed);
    let open = |p: &Provision| p.volatile && p.in_force.iter().any(SpanOfLaw::is_open);
    let mut stale: Vec<&Provision> = Vec::new();
    let mut soon: Vec<&Provision> = Vec::new();
    for (number, provision) in (0_u32..).zip(&pack.provisions).filter(|(_, p)| open(p)) {
        let left = evaluation.seen_until(number).number() - as_of.number();
        if left < 0 {
            stale.push(provision);
        } else if left <= SOON {
            soon.push(provision);
        }
    }
    let mut out = std::io::stdout().lock();
    let today = law::wording::day(as_of).en;
    let _ = writeln!(out, "As of {today}, {} provisions are too old to rest on and {} more will be within {SOON} days.", stale.len(), soon.len());
    let _ = writeln!(out, "Until an attorney looks at its source, each answers “not known”, and a danger counts in full.\n");
    for (title, mut all) in [("TOO OLD NOW, riskiest first", stale), ("SOON TOO OLD", soon)] {
        if all.is_empty() {
            continue;
        }
        let _ = writeln!(out, "{title}");
        all.sort_by_key(|p| (risk(p), p.confidence, p.last_seen, p.id.clone()));
        for provision in all {
            show(&mut out, provision);
        }
        let _ = writeln!(out);
    }
    for by in &confirmations.by {
        let _ = writeln!(out, "Confirmed: {} by {}, {} ({})", by.provision, by.name, by.day, by.source);
    }
    let _ = writeln!(out, "To confirm one, add to your confirmations file and name that file with --confirmations:");
    let _ = writeln!(out, "  [[confirmation]]\n  provision = \"…\"\n  version = \"…\"\n  source = \"what you opened\"\n  day = {as_of}\n  name = \"who looked\"");
    Ok(())
}

/// A provision that turns too old within so many days is named ahead of time.
const SOON: i32 = 14;

/// Danger first, then days, then programs and ways to ask, then policy, then the rest.
fn risk(provision: &Provision) -> u8 {
    match (provision.kind.as_str(), provision.group.as_str()) {
        // The page that calls the list of dangers whole closes every gate at once.
        ("safety", "dangers") if provision.id == "complete" => 0,
        ("safety", "dangers" | "gate") => 1,
        ("safety", _) => 2,
        ("deadlines", _) => 3,
        ("programs" | "avenues" | "relief", _) => 4,
        ("policy", _) => 5,
        _ => 6,
    }
}

fn show(out: &mut impl Write, it: &Provision) {
    let confidence = match it.confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
        Confidence::Unverified => "unverified",
    };
    let folder = if it.group.is_empty() { it.kind.clone() } else { format!("{}/{}", it.kind, it.group) };
    let _ = writeln!(out, "△ {}  ({folder})", it.id);
    let _ = writeln!(out, "    {}", it.title.en);
    let _ = writeln!(out, "    last seen {} · confidence {confidence} · {} · version {}", it.last_seen, it.source, &it.version[..16.min(it.version.len())]);
    let _ = writeln!(out, "    open: {}", it.cite.join("; "));
}
