//! `plant`: puts one fault at a time into the engine and sees whether a test notices.
//!
//! A test that never fails proves nothing. Each fault here is one that would tell a client something wrong, so each
//! must make a test fail. The faults go into a copy in the temporary folder; the project itself is never changed.

mod faults;

use crate::generate::write;
use crate::step::{self, Failed, root};
use faults::FAULTS;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Arguments of `plant`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Plant only the faults whose name contains this.
    #[arg(long)]
    only: Option<String>,
    /// How many cases the tests that draw their own may draw; few, since every fault has a test that draws nothing.
    #[arg(long, default_value_t = 16)]
    cases: u32,
}

/// One fault.
struct Fault {
    /// Short, with hyphens.
    name: &'static str,
    /// What it would do to a client.
    harm: &'static str,
    /// From the project's folder.
    file: &'static str,
    /// Text that stands exactly once in the file.
    find: &'static str,
    /// What is put in its place.
    put: &'static str,
}

impl Fault {
    /// The file with the fault in it, or why it does not fit there.
    fn planted(&self, text: &str) -> Result<String, String> {
        match text.matches(self.find).count() {
            1 => Ok(text.replacen(self.find, self.put, 1)),
            0 => Err(format!("its text no longer stands in {}. Follow the change in xtask/src/plant/faults.rs", self.file)),
            n => Err(format!("its text stands {n} times in {}. Make it longer in xtask/src/plant/faults.rs", self.file)),
        }
    }
}

/// What became of a fault.
enum Fate {
    /// These tests failed.
    Caught(Vec<String>),
    /// All tests passed.
    Survived,
    /// It could not be tried, for this reason.
    NotTried(String),
}

/// Plants every fault and prints what became of each.
///
/// # Errors
/// [`Failed`], if a fault survives or does not fit, if the tests fail without any fault, or if the copy cannot be made.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let wanted = |fault: &&Fault| arguments.only.as_ref().is_none_or(|only| fault.name.contains(only.as_str()));
    let chosen: Vec<&Fault> = FAULTS.iter().filter(wanted).collect();
    if chosen.is_empty() {
        return Err(Failed::Asked("no fault has that in its name. Leave out --only to plant all of them".to_owned()));
    }
    let copy = Copy::made(arguments.cases)?;
    eprintln!("== the tests without a fault, in {}", copy.folder.display());
    match copy.tested(&EVERYTHING)? {
        Fate::Survived => {}
        Fate::Caught(tests) => {
            let tests = tests.join(", ");
            return Err(Failed::Asked(format!(
                "without any fault these tests fail: {tests}. Mend them first; until then they catch anything"
            )));
        }
        Fate::NotTried(why) => return Err(Failed::Asked(format!("without any fault the tests do not build:\n{why}"))),
    }
    let mut left = Vec::new();
    for fault in &chosen {
        let fate = copy.fate(fault)?;
        let said = match &fate {
            Fate::Caught(tests) => format!("caught      {}\n            by {}", fault.name, tests.join(", ")),
            Fate::Survived => format!("NOT CAUGHT  {}\n            in {}: {}", fault.name, fault.file, fault.harm),
            Fate::NotTried(why) => format!("NOT TRIED   {}\n            {why}", fault.name),
        };
        eprintln!("{said}");
        if !matches!(fate, Fate::Caught(_)) {
            left.push(fault.name);
        }
    }
    eprintln!("{} faults planted, {} caught", chosen.len(), chosen.len() - left.len());
    if left.is_empty() { Ok(()) } else { Err(Failed::Asked(format!("no test caught: {}. Write the test that does", left.join(", ")))) }
}

/// What is copied, beside nothing else: the whole workspace, since Cargo reads every member of it.
const COPIED: [&str; 6] = ["Cargo.toml", "Cargo.lock", "bench", "crates", "law", "xtask"];

/// The tests that must notice, in packages of Cargo.
const EVERYTHING: [&str; 4] = ["--package", "forbear-truth", "--package", "forbear-law"];

/// The same, the quickest first: a fault that one step catches needs no further one.
const STEPS: [&[&str]; 3] =
    [&["--package", "forbear-truth", "--lib"], &["--package", "forbear-law", "--lib", "--test", "answers"], &EVERYTHING];

/// A copy of the project.
struct Copy {
    folder: PathBuf,
    target: PathBuf,
    cases: u32,
}

impl Copy {
    /// Copies what the tests need. The folder keeps its name, so that a second run builds little.
    fn made(cases: u32) -> Result<Self, Failed> {
        let folder = std::env::temp_dir().join("forbear-plant");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(|why| Failed::File { path: folder.clone(), why })?;
        }
        for name in COPIED {
            copied(&root().join(name), &folder.join(name))?;
        }
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target/plant"), PathBuf::from);
        Ok(Self { folder, target, cases })
    }

    /// Plants a fault, runs the tests, and takes it out again.
    fn fate(&self, fault: &Fault) -> Result<Fate, Failed> {
        let path = self.folder.join(fault.file);
        let sound = std::fs::read_to_string(&path).map_err(|why| Failed::File { path: path.clone(), why })?;
        let planted = match fault.planted(&sound) {
            Ok(planted) => planted,
            Err(why) => return Ok(Fate::NotTried(why)),
        };
        write(&path, &planted)?;
        let mut fate = Fate::Survived;
        // The tests of `truth` cannot see a fault of what stands above it.
        let skipped = usize::from(!fault.file.starts_with("crates/truth/"));
        for step in &STEPS[skipped..] {
            fate = self.tested(step)?;
            if !matches!(fate, Fate::Survived) {
                break;
            }
        }
        write(&path, &sound)?;
        Ok(fate)
    }

    /// Builds the tests and runs them. What does not build was never tried: no test has caught it.
    fn tested(&self, what: &[&str]) -> Result<Fate, Failed> {
        let built = self.cargo(what, &["--no-run"])?;
        if !built.status.success() {
            return Ok(Fate::NotTried(format!("it does not build:\n{}", ending(&built.stderr))));
        }
        let ran = self.cargo(what, &[])?;
        if ran.status.success() {
            return Ok(Fate::Survived);
        }
        let failed = failed_tests(&String::from_utf8_lossy(&ran.stdout));
        // Something other than a test went wrong: an interrupted run catches nothing.
        Ok(if failed.is_empty() { Fate::NotTried(format!("the tests broke off:\n{}", ending(&ran.stderr))) } else { Fate::Caught(failed) })
    }

    fn cargo(&self, what: &[&str], further: &[&str]) -> Result<Output, Failed> {
        let cargo = step::cargo();
        let mut command = Command::new(&cargo);
        command.args(["test", "--locked"]).args(what).args(further).current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", &self.target).env("PROPTEST_CASES", self.cases.to_string()).env("RUST_BACKTRACE", "0");
        command.output().map_err(|why| Failed::NotStarted { what: format!("{cargo} test"), why })
    }
}

/// The tests that failed, from the lines `test NAME ... FAILED`.
fn failed_tests(output: &str) -> Vec<String> {
    let mut all: Vec<String> =
        output.lines().filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED")).map(str::to_owned).collect();
    all.sort();
    all
}

/// The last lines of what a command said.
fn ending(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let lines: Vec<&str> = said.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}

/// Copies a file, or a folder with all in it but what was built there.
fn copied(from: &Path, to: &Path) -> Result<(), Failed> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |why| Failed::File { path, why }
    };
    if !from.is_dir() {
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).map_err(failed(folder))?;
        }
        std::fs::copy(from, to).map_err(failed(from))?;
        return Ok(());
    }
    for entry in std::fs::read_dir(from).map_err(failed(from))? {
        let entry = entry.map_err(failed(from))?;
        if entry.file_name() != "target" {
            copied(&entry.path(), &to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_fault_fits_the_program_as_it_stands() {
        for fault in &FAULTS {
            let text = std::fs::read_to_string(root().join(fault.file)).unwrap();
            let planted = fault.planted(&text).unwrap_or_else(|why| panic!("{}: {why}", fault.name));
            assert_ne!(planted, text, "{} changes nothing", fault.name);
        }
        let names: BTreeSet<&str> = FAULTS.iter().map(|f| f.name).collect();
        assert_eq!(names.len(), FAULTS.len(), "each has a name of its own");
    }

    #[test]
    fn a_text_that_is_gone_or_stands_twice_is_said() {
        let fault = Fault { name: "n", harm: "h", file: "f", find: "a < b", put: "a <= b" };
        assert_eq!(fault.planted("if a < b {}").unwrap(), "if a <= b {}");
        assert!(fault.planted("if a > b {}").unwrap_err().contains("no longer"));
        assert!(fault.planted("a < b; a < b").unwrap_err().contains("2 times"));
    }

    #[test]
    fn only_tests_that_failed_are_named() {
        let output = "test a::b ... ok\ntest c::d ... FAILED\ntest result: FAILED. 1 passed; 1 failed\n";
        assert_eq!(failed_tests(output), ["c::d"]);
    }
}
