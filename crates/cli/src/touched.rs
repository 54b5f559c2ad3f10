//! Which clients of a folder rest on which provision: who is affected when law grows old or changes.

use crate::failure::Failure;
use ::assess::from_client::Prepared;
use ::assess::rests_on;
use client::ClientFile;
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
        let confirmed = Confirmed::default();
        let tables: Vec<BTreeSet<u32>> = (0_u32..).zip(&pack.provisions).map(|(number, _)| pack.program.tables_of(number)).collect();
        for path in files(folder)? {
            let Ok(file) = ClientFile::open(&path, pack) else {
                touched.unread += 1;
                continue;
            };
            let prepared = Prepared::new(pack, &file, as_of);
            let page = ::assess::assess(&prepared.input(pack, &confirmed, &[], ""));
            touched.read += 1;
            // What is too old and bears on the page without standing in it: the list of dangers, above all.
            let old = page.receipt.stale.iter().map(|a| a.id.as_str());
            let mut rests: BTreeSet<&str> = rests_on::provisions(&page).into_iter().chain(old).collect();
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
