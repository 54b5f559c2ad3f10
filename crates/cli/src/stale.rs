//! `forbear law stale`: which provisions must be looked at again, riskiest first, and how to confirm each.

use crate::assess::day_of;
use crate::clock::today;
use crate::failure::Failure;
use crate::touched::Touched;
use crate::{confirmations, law_pack};
use law::program::{LevelOf, Node, Sort};
use law::provision::Provision;
use law::source::Sources;
use law::span_of_law::{Edge, SpanOfLaw};
use law::{Evaluation, Pack};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use truth::{Day, Truth};

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
    let decides = deciding_contact(&pack);
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
    let unknown: Vec<&Provision> = pack.provisions.iter().filter(|p| state_not_known(p, as_of)).collect();
    let mut out = format!(
        "As of {}, {} are too old to rest on; {} more will be within {SOON} days; of {} it is not known whether they stand.\n\
         Until an attorney looks at its source, each answers “not known”, and a danger counts in full.\n",
        law::wording::day(as_of).en,
        counted(stale.len()),
        soon.len(),
        unknown.len()
    );
    if let Some(touched) = &touched {
        out.push_str(&format!("{} clients were read", touched.read));
        if touched.unread > 0 {
            out.push_str(&format!("; {} files do not read as clients, and may be touched by anything", touched.unread));
        }
        out.push_str(".\n");
    }
    let lists = [("TOO OLD NOW, riskiest first", stale), ("STATE NOT KNOWN: check each, riskiest first", unknown), ("SOON TOO OLD", soon)];
    for (title, mut all) in lists {
        if all.is_empty() {
            continue;
        }
        out.push_str(&format!("\n{title}\n"));
        let count = |p: &Provision| touched.as_ref().map_or(0, |t| t.codes(&p.id).len());
        let risk = |p: &Provision| risk(p, decides.contains(p.id.as_str()));
        all.sort_by_key(|p| (risk(p), std::cmp::Reverse(count(p)), p.confidence, p.last_seen, p.id.clone()));
        for provision in all {
            out.push_str(&shown(provision));
            if state_not_known(provision, as_of) {
                out.push_str(&since_when(provision, as_of));
            }
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
         that file with --confirmations. Each lifts the age of one provision, in the version that was read. It settles no\n\
         state that is not known: what was found out goes into the provision itself, as its days in force.\n\n\
         [[confirmation]]\nprovision = \"ID\"\nversion = \"VERSION\"\nsource = \"what was opened\"\nday = {as_of}\nname = \"who looked\"\n"
    ));
    Ok(out)
}

fn counted(n: usize) -> String {
    if n == 1 { "1 provision".to_owned() } else { format!("{n} provisions") }
}

/// A provision that turns too old within so many days is named ahead of time.
const SOON: i32 = 14;

/// Whether nobody knows on the day if it stands: its end, or its beginning, was never found.
fn state_not_known(provision: &Provision, as_of: Day) -> bool {
    provision.in_force.iter().map(|span| span.holds(as_of)).reduce(Truth::or) == Some(Truth::Unknown)
}

/// Since when, and what to find out.
fn since_when(provision: &Provision, as_of: Day) -> String {
    let of = |edge: Edge| if let Edge::On(days) = edge { days.lo } else { None };
    let open = provision.in_force.iter().filter(|span| span.holds(as_of) == Truth::Unknown);
    // Known to end some day inside an interval, it is not known since that interval began.
    let since = open.filter_map(|span| of(span.to).or_else(|| of(span.from)).filter(|day| *day <= as_of)).max();
    match since {
        Some(day) => format!("    state not known since {day}: check whether it stands\n"),
        None => "    state not known on any day: check when it began, and whether it stands\n".to_owned(),
    }
}

/// Provisions of which a danger, a power or another rule of the gate rests on something, however far down.
fn deciding_contact(pack: &Pack) -> BTreeSet<&str> {
    let program = &pack.program;
    let mut open: Vec<u32> = Vec::new();
    for (id, conclusion) in program.numbered() {
        let levels: &[LevelOf] = match &conclusion.sort {
            Sort::Danger(levels) | Sort::Cap(levels) => levels,
            Sort::Power(_) | Sort::Lift { .. } | Sort::DangersComplete(_) => &[],
            _ => continue,
        };
        open.push(id);
        for condition in levels.iter().filter_map(|l| l.condition) {
            program.walk(condition, &mut |node| {
                if let Node::Conclusion(other, _) = node {
                    open.push(other);
                }
            });
        }
    }
    let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let conclusion = &program.conclusions[id as usize];
        let clauses = conclusion.clauses.iter().map(|clause| program.clauses[*clause as usize].provision);
        found.extend(clauses.chain([conclusion.provision]).map(|number| pack.provisions[number as usize].id.as_str()));
        open.extend(program.rests_on(id as usize));
    }
    // An order of a court that a danger names, and nothing else, bears on it whether or not a clause asks for it.
    let dangers = pack.provisions.iter().filter(|p| p.kind == "safety" && p.group == "dangers");
    let named: BTreeSet<&str> = dangers.flat_map(|p| &p.cite).map(String::as_str).collect();
    let only_named = |p: &&Provision| !p.cite.is_empty() && p.cite.iter().all(|cite| named.contains(cite.as_str()));
    found.extend(pack.provisions.iter().filter(only_named).map(|p| p.id.as_str()));
    found
}

/// Danger first, then what a danger rests on, then days, then programs and ways to ask, then policy, then the rest.
fn risk(provision: &Provision, decides_contact: bool) -> u8 {
    match (provision.kind.as_str(), provision.group.as_str()) {
        // The page that calls the list of dangers whole closes every gate at once.
        ("safety", "dangers") if provision.id == "complete" => 0,
        ("safety", "dangers" | "gate") => 1,
        ("safety", _) => 2,
        _ if decides_contact => 2,
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
        (0, _) => "    touches no client: no answer other than “no” rests on it\n".to_owned(),
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

    /// A court order whose end nobody found answers "not known" as surely as law that is too old; left out of the list
    /// it is never looked up again.
    #[test]
    fn law_whose_end_was_never_found_is_listed_by_risk_with_the_day_since_when_it_is_not_known() {
        let text = text("2026-11-25");
        let part = text.split_once("STATE NOT KNOWN").expect("it is a part of the list").1;
        let of = |id: &str| part.split("△ ").find(|p| p.starts_with(&format!("{id} "))).unwrap_or_else(|| panic!("{id} is in the list"));
        assert!(of("chirla-stay").contains("state not known since 2025-08-01: check"), "{}", of("chirla-stay"));
        for id in ["maldonado-bautista", "rodriguez-vazquez", "eoir-email-may30", "u-bfd-2021", "labor-da-2023", "morton-aug2010"] {
            of(id);
        }
        let place = |id: &str| part.find(&format!("△ {id} ")).unwrap();
        assert!(place("chirla-stay") < place("u-bfd-2021"), "a danger rests on it: {part}");
        // What is known to have ended, or to stand, is not in it.
        assert!(!part.contains("△ johnson-2014") && !part.contains("△ complete "));
    }

    /// A list on which every provision touches every client cannot say where to begin.
    #[test]
    fn a_provision_touches_only_clients_of_whom_an_answer_other_than_no_rests_on_it() {
        let clients = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../clients/verdicts");
        let text =
            list(Sources::embedded(), Day::parse("2026-11-25").unwrap(), None, Some(&clients)).unwrap_or_else(|_| panic!("it lists"));
        let count = |id: &str| -> usize {
            let part = text.split("△ ").find(|p| p.starts_with(&format!("{id} "))).unwrap_or_else(|| panic!("{id} is in the list"));
            let line = part.lines().find_map(|l| l.trim().strip_prefix("touches ")).unwrap();
            line.split(' ').next().unwrap().parse().unwrap_or(0)
        };
        let read: usize = text.split(" clients were read").next().unwrap().rsplit(['\n', ' ']).next().unwrap().parse().unwrap();
        assert_eq!(count("complete"), read, "it closes every gate");
        assert!(count("lpr-record") > 0 && count("lpr-record") * 4 < read, "{} of {read}", count("lpr-record"));
        let counts: BTreeSet<usize> = text.split("△ ").skip(1).filter_map(|p| p.split(' ').next()).map(count).collect();
        assert!(counts.len() > 10, "so that they order: {counts:?}");
    }
}
