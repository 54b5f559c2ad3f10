//! `forbear law stale`: which provisions must be looked at again, riskiest first, and how to confirm each.

use crate::assess::day_of;
use crate::clock::today;
use crate::failure::Failure;
use crate::touched::Touched;
use crate::{confirmations, law_pack};
use law::Evaluation;
use law::provision::Provision;
use law::source::Sources;
use law::span_of_law::SpanOfLaw;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use truth::Day;

/// Arguments of `forbear law stale`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The day asked for, YYYY-MM-DD; without it, today.
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// The office's confirmations (TOML); what they hold up is not listed.
    #[arg(long, value_name = "FILE")]
    confirmations: Option<PathBuf>,
    /// A folder of client files: says of each provision which clients rest on it, by their codes.
    #[arg(long, value_name = "DIR")]
    clients: Option<PathBuf>,
}

/// `forbear law stale`
#[must_use]
pub fn command(sources: Sources, arguments: &Arguments) -> ExitCode {
    let as_of = arguments.as_of.as_deref().map_or_else(|| Ok(today()), |text| day_of("--as-of", text));
    match as_of {
        Ok(as_of) => run(sources, as_of, arguments.confirmations.as_deref(), arguments.clients.as_deref()),
        Err(failure) => failure.show(),
    }
}

/// Prints the list for a day, given the office's file of confirmations.
#[must_use]
pub fn run(sources: Sources, as_of: Day, confirmations: Option<&Path>, clients: Option<&Path>) -> ExitCode {
    match list(sources, as_of, confirmations, clients) {
        Ok(text) => {
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(failure) => failure.show(),
    }
}

fn list(sources: Sources, as_of: Day, path: Option<&Path>, clients: Option<&Path>) -> Result<String, Failure> {
    let pack = law_pack::checked(sources)?;
    let touched = clients.map(|folder| Touched::read(&pack, folder, as_of)).transpose()?;
    let confirmations = confirmations::read(path, &pack, as_of.max(today()))?;
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
    let mut out = format!(
        "As of {}, {} are too old to rest on; {} more will be within {SOON} days.\n\
         Until an attorney looks at its source, each answers “not known”, and a danger counts in full.\n",
        law::wording::day(as_of).en,
        counted(stale.len()),
        soon.len()
    );
    if let Some(touched) = &touched {
        out.push_str(&format!("{} clients were read", touched.read));
        if touched.unread > 0 {
            out.push_str(&format!("; {} files do not read as clients, and may be touched by anything", touched.unread));
        }
        out.push_str(".\n");
    }
    for (title, mut all) in [("TOO OLD NOW, riskiest first", stale), ("SOON TOO OLD", soon)] {
        if all.is_empty() {
            continue;
        }
        out.push_str(&format!("\n{title}\n"));
        let count = |p: &Provision| touched.as_ref().map_or(0, |t| t.codes(&p.id).len());
        all.sort_by_key(|p| (risk(p), std::cmp::Reverse(count(p)), p.confidence, p.last_seen, p.id.clone()));
        for provision in all {
            out.push_str(&shown(provision));
            if let Some(touched) = &touched {
                out.push_str(&whom(touched.codes(&provision.id)));
            }
        }
    }
    if !confirmations.by.is_empty() {
        out.push_str("\nCONFIRMED BY THE OFFICE\n");
    }
    for by in &confirmations.by {
        out.push_str(&format!("■ {}: {}, {} ({})\n", by.provision, by.name, by.day, by.source));
    }
    out.push_str(&format!(
        "\nTo confirm one: open its source, read the provision (`forbear law show ID`), add this to a file of yours, and name\n\
         that file with --confirmations. Each lifts the age of one provision, in the version that was read.\n\n\
         [[confirmation]]\nprovision = \"ID\"\nversion = \"VERSION\"\nsource = \"what was opened\"\nday = {as_of}\nname = \"who looked\"\n"
    ));
    Ok(out)
}

fn counted(n: usize) -> String {
    if n == 1 { "1 provision".to_owned() } else { format!("{n} provisions") }
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

/// The clients that rest on a provision, by their codes.
fn whom(codes: &[String]) -> String {
    const MOST: usize = 12;
    let more = codes.len().saturating_sub(MOST);
    let named = codes.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    match (codes.len(), more) {
        (0, _) => "    touches no client\n".to_owned(),
        (1, _) => format!("    touches 1 client: {named}\n"),
        (n, 0) => format!("    touches {n} clients: {named}\n"),
        (n, more) => format!("    touches {n} clients: {named} and {more} more\n"),
    }
}

fn shown(it: &Provision) -> String {
    let folder = if it.group.is_empty() { it.kind.clone() } else { format!("{}/{}", it.kind, it.group) };
    format!(
        "△ {} ({folder})\n    {}\n    last seen {} · confidence {} · {} · version {}\n    open: {}\n",
        it.id,
        it.title.en,
        it.last_seen,
        it.confidence.name(),
        it.source,
        it.version,
        it.cite.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use law::source::Sources;

    fn text(day: &str) -> String {
        list(Sources::embedded(), Day::parse(day).unwrap(), None, None).unwrap_or_else(|_| panic!("the embedded pack lists"))
    }

    #[test]
    fn the_list_of_dangers_comes_first_because_it_closes_every_gate() {
        let late = text("2026-11-25");
        let first = late.lines().find(|l| l.starts_with('△')).unwrap();
        assert_eq!(first, "△ complete (safety/dangers)");
        let place = |what: &str| late.find(what).unwrap_or_else(|| panic!("{what} is in the list"));
        assert!(place("(safety/dangers)") < place("(policy/2025-2026)"));
        assert!(late.contains("version ") && late.contains("open: "));
    }

    #[test]
    fn each_provision_names_the_clients_that_rest_on_it() {
        let clients = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../clients/verdicts");
        let text =
            list(Sources::embedded(), Day::parse("2026-11-25").unwrap(), None, Some(&clients)).unwrap_or_else(|_| panic!("it lists"));
        let warrant = text.split("△ ").find(|part| part.starts_with("warrant ")).unwrap();
        assert!(warrant.contains("touches ") && warrant.contains(" clients: "), "{warrant}");
        assert!(text.contains("clients were read"), "{text}");
    }

    #[test]
    fn what_was_seen_lately_is_not_listed_but_is_named_two_weeks_ahead() {
        assert!(!text("2026-07-15").contains("△ complete"));
        let soon = text("2026-09-25");
        assert!(soon.find("SOON TOO OLD").unwrap() < soon.find("△ complete").unwrap());
    }
}
