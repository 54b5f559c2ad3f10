//! The program as a person starts it: from its start to its end, its output thrown away.

use crate::measure::Median;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The release build that stands beside this program.
pub fn beside() -> Result<PathBuf, String> {
    let here = std::env::current_exe().map_err(|e| format!("cannot tell where this program stands: {e}"))?;
    let program = here.with_file_name(format!("forbear{}", std::env::consts::EXE_SUFFIX));
    if program.exists() {
        Ok(program)
    } else {
        Err(format!("{} is missing. Run: cargo build --release --package forbear-cli", program.display()))
    }
}

/// Starts it this many times.
pub fn timed(program: &Path, runs: u32, arguments: &[&OsStr]) -> Result<Median, String> {
    let mut all = Vec::new();
    for run in 0..=runs {
        let start = Instant::now();
        let ended = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let took = start.elapsed();
        let ended = ended.map_err(|e| format!("cannot start {}: {e}", program.display()))?;
        if !ended.success() {
            return Err(format!("{} {arguments:?} ended with {ended}", program.display()));
        }
        // The first start reads the program from disk.
        if run > 0 {
            all.push(took);
        }
    }
    Ok(Median::of(all))
}
