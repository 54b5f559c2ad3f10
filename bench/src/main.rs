//! The speeds that Forbear promises, measured on worked clients.
//!
//! Each thing is done many times and its median is kept: a median is what a person at a laptop meets, and one slow run
//! (a cold cache, another program) does not move it. Nothing here fails a build; a number is for people to read.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

mod machine;
mod measure;
mod program;

use assess::from_client::Prepared;
use assess::line::Asking;
use clap::Parser;
use client::ClientFile;
use law::source::Sources;
use law::{Confirmed, Pack};
use measure::{Median, median};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use truth::Day;

/// Measures, and prints a page of Markdown.
#[derive(Parser)]
struct Arguments {
    /// How often each thing is done.
    #[arg(long, default_value_t = 200)]
    runs: u32,
    /// The program to start; without it, the release build beside this one.
    #[arg(long)]
    program: Option<PathBuf>,
}

/// The clients that stand for a practice.
const CLIENTS: [&str; 3] = ["miami-overstay", "miami-not-in-proceedings", "miami-in-absentia"];

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    println!("# Speeds\n");
    machine::print();
    println!("Medians of {} runs each, release build; an assessment works on two threads.\n", arguments.runs);
    println!("| what | of | median | slowest | promise |\n| --- | --- | --- | --- | --- |");
    let row =
        |what: &str, of: &str, it: Median, promise: &str| println!("| {what} | {of} | {} | {} | {promise} |", it.middle(), it.worst());

    let (pack, faults) = Pack::examine(Sources::read(&root.join("law"))?);
    if !faults.is_empty() {
        eprintln!("the law pack has {} faults; speeds are measured all the same. See `forbear law check`", faults.len());
    }
    let confirmed = Confirmed::new();
    for name in CLIENTS {
        let file = ClientFile::open(&root.join(format!("clients/{name}.toml")), &pack)?;
        let day = file.as_of.unwrap_or(Day::from_number(0));
        let whole = || {
            let prepared = Prepared::new(&pack, &file, day);
            assess::assess(&prepared.input(&pack, &confirmed, &[], "bench"))
        };
        row("assessment with all proofs", name, median(arguments.runs, whole), "5 ms");
        let prepared = Prepared::new(&pack, &file, day);
        let input = prepared.input(&pack, &confirmed, &[], "bench");
        row(
            "next question, nothing worked out before",
            name,
            median(arguments.runs, || assess::questions::next_question(&mut Asking::new(&input))),
            "",
        );
        let mut warm = Asking::new(&input);
        black_box(assess::questions::next_question(&mut warm));
        row("next question, beside an assessment", name, median(arguments.runs, || assess::questions::next_question(&mut warm)), "1 ms");
        row("  of which: resolve the file", name, median(arguments.runs, || Prepared::new(&pack, &file, day)), "");
        row(
            "  of which: verdicts of the gate alone",
            name,
            median(arguments.runs, || assess::safety::verdicts(&mut Asking::new(&input))),
            "",
        );
        let made = whole();
        row("  afterwards: as JSON", name, median(arguments.runs, || serde_json::to_string(&made)), "");
    }
    let (name, slowest) = slowest(root, &pack, &confirmed, arguments.runs.min(20))?;
    row("assessment with all proofs", &format!("{name}, the slowest of all worked clients"), slowest, "5 ms");
    row("read and check the pack, in memory", "law/", median(arguments.runs.min(50), || Pack::examine(Sources::embedded())), "");

    let program = arguments.program.clone().map_or_else(program::beside, Ok)?;
    let few = arguments.runs.min(50);
    for name in CLIENTS {
        let file = root.join(format!("clients/{name}.toml"));
        for format in ["text", "html", "json"] {
            let it = program::timed(&program, few, &["assess".as_ref(), file.as_os_str(), "--format".as_ref(), format.as_ref()])?;
            row(&format!("start to printed assessment, {format}"), name, it, "150 ms");
        }
    }
    row("`forbear law check`, start to end", "law/", program::timed(&program, few, &["law".as_ref(), "check".as_ref()])?, "1 s");
    Ok(())
}

/// The worked client whose assessment takes longest.
fn slowest(root: &Path, pack: &Pack, confirmed: &Confirmed, runs: u32) -> Result<(String, Median), Box<dyn std::error::Error>> {
    let mut slowest: Option<(String, Median)> = None;
    for folder in std::fs::read_dir(root.join("clients"))? {
        let folder = folder?.path();
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !name.ends_with(".toml") || name == "expected.toml" {
                continue;
            }
            let file = ClientFile::open(&path, pack)?;
            let day = file.as_of.unwrap_or(Day::from_number(0));
            let it = median(runs, || {
                let prepared = Prepared::new(pack, &file, day);
                assess::assess(&prepared.input(pack, confirmed, &[], "bench"))
            });
            if slowest.as_ref().is_none_or(|(_, so_far)| so_far.is_below(it)) {
                slowest = Some((name, it));
            }
        }
    }
    slowest.ok_or_else(|| "there are no worked clients in clients/".into())
}
