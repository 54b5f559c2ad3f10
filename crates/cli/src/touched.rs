//! Which clients of a folder rest on which provision: who is affected when law grows old or changes.
//!
//! What is too old counts as not known for everybody, and a list on which each provision touches each client orders
//! nothing. So each client is assessed as if the office had just confirmed everything: whoever still has an answer
//! other than "no" that rests on a provision is touched by it.

use crate::failure::Failure;
use ::assess::from_client::Prepared;
use ::assess::model::{Assessment, Line, ProofStep, State};
use client::ClientFile;
use law::program::Sort;
use law::{Confirmed, Pack};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use truth::Day;

/// The clients of a folder, by the provisions that their assessments rest on.
#[derive(Default)]
pub struct Touched {
    by_provision: BTreeMap<String, Vec<String>>,
    /// How many clients were read.
    pub read: usize,
    /// How many files could not be: they may be touched by anything.
    pub unread: usize,
}

impl Touched {
    /// Reads every client file of a folder and of the folders in it, and assesses each as of the day.
    ///
    /// # Errors
    /// That the folder cannot be read. A file that is no client counts as not read; its name is not shown.
    pub fn read(pack: &Pack, folder: &Path, as_of: Day) -> Result<Self, Failure> {
        let mut touched = Self::default();
        let confirmed: Confirmed = pack.provisions.iter().map(|p| (p.id.clone(), (p.version.clone(), as_of))).collect();
        let closes: Vec<&str> = closes_the_list(pack).collect();
        let tables: Vec<BTreeSet<u32>> = (0_u32..).zip(&pack.provisions).map(|(number, _)| pack.program.tables_of(number)).collect();
        for path in files(folder)? {
            let Ok(file) = ClientFile::open(&path, pack) else {
                touched.unread += 1;
                continue;
            };
            let prepared = Prepared::new(pack, &file, as_of);
            let page = ::assess::assess(&prepared.input(pack, &confirmed, &[], ""));
            touched.read += 1;
            let mut rests = Rests::default();
            rests.page(&page);
            let mut rests: BTreeSet<&str> = rests.0.into_iter().chain(closes.iter().copied()).collect();
            // A row of a table decides without being a step of any proof.
            let looked_up = rests.iter().filter_map(|id| pack.provision(id)).flat_map(|(number, _)| &tables[number as usize]);
            let looked_up: Vec<&str> = looked_up.map(|number| pack.provisions[*number as usize].id.as_str()).collect();
            rests.extend(looked_up);
            for provision in rests {
                touched.by_provision.entry(provision.to_owned()).or_default().push(file.code.clone());
            }
        }
        touched.by_provision.values_mut().for_each(|codes| codes.sort());
        Ok(touched)
    }

    /// The codes of the clients that rest on a provision.
    #[must_use]
    pub fn codes(&self, provision: &str) -> &[String] {
        self.by_provision.get(provision).map_or(&[], Vec::as_slice)
    }
}

/// The pages that call the list of dangers whole: without them every verdict of every client is closed.
fn closes_the_list(pack: &Pack) -> impl Iterator<Item = &str> {
    let whole = pack.program.conclusions.iter().filter(|c| matches!(c.sort, Sort::DangersComplete(_)));
    let clauses = whole.flat_map(|c| &c.clauses).map(|clause| pack.program.clauses[*clause as usize].provision);
    clauses.map(|number| pack.provisions[number as usize].id.as_str())
}

/// The provisions on which an answer other than "no" rests.
#[derive(Default)]
struct Rests<'p>(BTreeSet<&'p str>);

impl<'p> Rests<'p> {
    fn page(&mut self, page: &'p Assessment) {
        let safety = &page.safety;
        safety.dangers.iter().for_each(|d| self.line(&d.line));
        safety.duties.iter().for_each(|d| self.line(&d.line));
        safety.right.iter().chain(&safety.never).for_each(|a| self.line(&a.line));
        page.deadlines.iter().for_each(|d| self.line(&d.line));
        safety.risks.iter().chain(&page.posture).chain(&page.conclusions).for_each(|l| self.line(l));
        // Of a way that is closed nothing more is asked.
        let ways = page.avenues.iter().chain(&page.programs).chain(&page.relief).filter(|a| a.line.state != State::No);
        ways.flat_map(|a| a.lines()).for_each(|l| self.line(l));
        page.instruments.iter().flat_map(|i| &i.factors).for_each(|f| self.line(&f.line));
    }

    fn line(&mut self, line: &'p Line) {
        if line.state == State::No {
            return;
        }
        self.0.insert(&line.authority.id);
        self.step(&line.proof);
    }

    fn step(&mut self, step: &'p ProofStep) {
        self.0.extend(step.authority.as_ref().map(|a| a.id.as_str()));
        step.parts.iter().for_each(|p| self.step(p));
    }
}

/// TOML and JSON files of a folder and those in it, in order; what tests expect of clients is none.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable =
        |why: std::io::Error| Failure::new(format!("--clients: the folder cannot be read: {why}"), "Name a folder of client files");
    let mut all = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            // A link could lead round in a circle, or out of the folder that was named.
            if path.is_symlink() {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "toml" || e == "json") && path.file_name().is_none_or(|n| n != "expected.toml")
            {
                all.push(path);
            }
        }
    }
    all.sort();
    Ok(all)
}
