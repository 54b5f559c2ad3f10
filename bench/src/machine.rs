//! What it was measured on.

use std::process::Command;

/// Prints the machine and the versions.
pub fn print() {
    let field = |file: &str, key: &str| {
        let text = std::fs::read_to_string(file).ok()?;
        let line = text.lines().find(|l| l.starts_with(key))?;
        Some(line.split_once(':').map_or(line, |(_, value)| value).trim().to_owned())
    };
    let said = |program: &str, arguments: &[&str]| {
        let out = Command::new(program).args(arguments).output().ok()?;
        Some(String::from_utf8_lossy(&out.stdout).trim().to_owned()).filter(|t| !t.is_empty())
    };
    let or = |it: Option<String>| it.unwrap_or_else(|| "not known".to_owned());
    let cores = std::thread::available_parallelism().map_or_else(|_| "not known".to_owned(), |n| n.to_string());
    println!("- processor: {}, {cores} cores", or(field("/proc/cpuinfo", "model name")));
    println!("- memory: {}", or(field("/proc/meminfo", "MemTotal")));
    println!(
        "- system: {} {}",
        std::env::consts::OS,
        or(field("/etc/os-release", "PRETTY_NAME=")).replace("PRETTY_NAME=", "").trim_matches('"')
    );
    println!("- compiler: {}", or(said("rustc", &["--version"])));
    println!("- forbear {} at {}\n", env!("CARGO_PKG_VERSION"), or(said("git", &["describe", "--always", "--dirty"])));
}
