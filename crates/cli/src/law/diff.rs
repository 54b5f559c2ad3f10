//! `forbear law diff DAY DAY`: which provisions govern on one day and not on the other, and what concludes otherwise
//! with no facts at all.

use law::case::Case;
use law::source::Sources;
use law::{Confirmed, Evaluation};
use std::io::Write;
use std::process::ExitCode;
use truth::{Day, Truth};

pub fn run(sources: Sources, from: Day, to: Day) -> ExitCode {
    let pack = match super::usable(sources) {
        Ok(pack) => pack,
        Err(code) => return code,
    };
    let mut out = std::io::stdout().lock();
    let (case, confirmed) = (Case::default(), Confirmed::default());
    let (a, b) = (Evaluation::new(&pack, &case, from, &confirmed), Evaluation::new(&pack, &case, to, &confirmed));
    let mut count = 0;
    for (number, it) in (0_u32..).zip(&pack.provisions) {
        let (before, after) = (a.in_force(number), b.in_force(number));
        let what = match (before, after) {
            (x, y) if x == y => continue,
            (Truth::No, Truth::Yes) => "begins to govern",
            (Truth::Yes, Truth::No) => "no longer governs",
            (_, Truth::Unknown) => "is not known to govern any more (not seen lately, or its bound is not known)",
            (Truth::Unknown, Truth::Yes) => "is known to govern",
            (Truth::Unknown, Truth::No) => "is known not to govern",
            _ => continue,
        };
        let spans: Vec<String> = it.in_force.iter().map(ToString::to_string).collect();
        let _ = writeln!(
            out,
            "{:<32} {what}\n{:<32} {} · {} · {}",
            it.id,
            "",
            it.title.en,
            it.cite.first().map_or("", String::as_str),
            spans.join(", ")
        );
        count += 1;
    }
    let _ = writeln!(out, "{count} provisions differ between {from} and {to}");
    ExitCode::SUCCESS
}
