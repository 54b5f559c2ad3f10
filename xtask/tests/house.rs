//! The rules of the house: what ARCHITECTURE.md promises and no single crate can test alone.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

#[path = "house/rust_source.rs"]
mod rust_source;

use rust_source::{Source, all};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use xtask::{generate, root};

/// The crates from top to bottom; an arrow may only point to a crate further down.
const ORDER: [&str; 5] = ["forbear-cli", "forbear-assess", "forbear-client", "forbear-law", "forbear-truth"];

/// Beside the program: free to use any crate, and no crate may use them.
const BESIDE: [&str; 2] = ["xtask", "forbear-bench"];

fn list(found: &[String]) -> String {
    found.iter().map(|f| format!("\n  {f}")).collect()
}

/// The law as it stands in the folder.
fn pack() -> law::Pack {
    generate::pack().unwrap_or_else(|error| panic!("{error}"))
}

/// Where a literal or a name fulfils something, as `crates/law/src/pack.rs:12: what`.
fn places(sources: &[Source], wanted: impl Fn(&Source, &rust_source::Word) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for word in &source.words {
            if let Some(what) = wanted(source, word) {
                found.push(format!("{}:{}: {what}", source.path, word.line));
            }
        }
    }
    found
}

#[test]
fn crates_use_only_crates_below_them() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let out =
        Command::new(cargo).args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(root()).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let mut upward = Vec::new();
    let mut seen = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        seen.push(name.to_owned());
        let rank = |name: &str| ORDER.iter().position(|n| *n == name);
        for dependency in package["dependencies"].as_array().unwrap() {
            let to = dependency["name"].as_str().unwrap();
            let kind = dependency["kind"].as_str().unwrap_or("normal");
            let up = match (rank(name), rank(to)) {
                (Some(from), Some(to)) => to <= from,
                (Some(_), None) => BESIDE.contains(&to),
                (None, _) => false,
            };
            if up {
                upward.push(format!("{name} -> {to} ({kind})"));
            }
        }
    }
    assert!(upward.is_empty(), "these arrows point upward; move what is shared down, or pass it in:{}", list(&upward));
    let unknown: Vec<&String> = seen.iter().filter(|n| !ORDER.contains(&n.as_str()) && !BESIDE.contains(&n.as_str())).collect();
    assert!(unknown.is_empty(), "give these crates a place in ORDER, and in ARCHITECTURE.md: {unknown:?}");
}

#[test]
fn only_the_command_line_reads_the_clock() {
    let clocks = ["SystemTime", "Instant", "Timestamp", "Zoned", "ZonedDateTime"];
    let found = places(&all(&["truth", "law", "client", "assess"]), |_, word| {
        (!word.literal && clocks.contains(&word.text.as_str())).then(|| word.text.clone())
    });
    assert!(found.is_empty(), "a day comes in as an argument, so that every answer can be asked again:{}", list(&found));
    let now = places(&all(&["cli"]), |source, word| {
        (!word.literal && clocks.contains(&word.text.as_str()) && !source.path.ends_with("clock.rs")).then(|| source.path.clone())
    });
    let files: std::collections::BTreeSet<&str> = now.iter().filter_map(|n| n.split(':').next()).collect();
    assert!(files.is_empty(), "the clock is read in clock.rs and nowhere else, not in {files:?}");
}

#[test]
fn an_assessment_knows_no_screen_and_no_disk() {
    let found = places(&all(&["truth", "assess"]), |_, word| {
        let outside = ["fs", "File", "stdout", "stderr", "println", "eprintln", "print", "eprint", "env"];
        (!word.literal && outside.contains(&word.text.as_str())).then(|| word.text.clone())
    });
    assert!(found.is_empty(), "`truth` and `assess` are functions of what is passed in:{}", list(&found));
}

#[test]
fn no_statement_of_law_stands_in_rust() {
    let found = places(&program_and_templates(), |_, word| word.literal.then(|| law_in(&word.text)).flatten());
    assert!(found.is_empty(), "law stands in `law/`, dated and cited, and nowhere else:{}", list(&found));
}

/// Everything that people can be shown by the program itself.
fn program_and_templates() -> Vec<Source> {
    let mut sources = all(&["truth", "law", "client", "assess", "cli"]);
    sources.extend(rust_source::templates());
    sources
}

/// A citation, a day or an amount of money in a text.
fn law_in(text: &str) -> Option<String> {
    let signs = ["INA ", "U.S.C.", "C.F.R.", "CFR", "I&N Dec", "Fed. Reg.", "Pub. L.", "F.4th", "F.3d"];
    let followed = |sign: &str, by: fn(char) -> bool| text.split(sign).skip(1).any(|after| after.trim_start().starts_with(by));
    let matter = followed("Matter of ", char::is_uppercase).then_some("Matter of");
    // Alone it is typography: it is kept on one line with the number that follows.
    let section = followed("§", |c| c.is_ascii_digit()).then_some("§");
    let sign = signs.into_iter().find(|s| text.contains(*s)).or(matter).or(section).map(|s| format!("a citation ({s})"));
    let day = || days(text).into_iter().find(|d| !SAMPLE_DAYS.contains(&d.as_str())).map(|d| format!("a day ({d})"));
    let amount = |after: &str| after.split(|c: char| !c.is_ascii_digit() && c != ',').next().filter(|a| !a.is_empty()).map(str::to_owned);
    let money = || text.split('$').skip(1).filter_map(amount).find(|a| a != SAMPLE_AMOUNT).map(|a| format!("an amount of money (${a})"));
    sign.or_else(day).or_else(money)
}

/// Days that messages use to show how a day is written. None of them is a day of the law.
const SAMPLE_DAYS: [&str; 9] =
    ["1990-03-04", "2001-02-03", "2004-05-06", "2009-05-03", "2010-06-15", "2020-01-01", "2026-07-04", "2026-07-15", "2026-10-01"];

/// The amount that messages use to show how money is written.
const SAMPLE_AMOUNT: &str = "10,000";

/// Every `2001-02-03` in a text.
fn days(text: &str) -> Vec<String> {
    let shape = |w: &[u8]| w.iter().enumerate().all(|(n, b)| if n == 4 || n == 7 { *b == b'-' } else { b.is_ascii_digit() });
    text.as_bytes().windows(10).filter(|w| shape(w)).map(|w| String::from_utf8_lossy(w).into_owned()).collect()
}

#[test]
fn no_danger_duty_or_act_is_named_in_rust() {
    use law::program::Sort;
    let pack = pack();
    let judged =
        |sort: &Sort| matches!(sort, Sort::Danger(_) | Sort::Duty(_) | Sort::Act { .. } | Sort::Risk | Sort::Lift { .. } | Sort::Cap(_));
    let full: Vec<&str> = pack.program.conclusions.iter().filter(|c| judged(&c.sort)).map(|c| c.name.as_str()).collect();
    // A bare name of one word is an ordinary word as well.
    let bare: Vec<&str> =
        full.iter().filter_map(|name| name.split_once('.')).map(|(_, name)| name).filter(|name| name.contains('_')).collect();
    assert!(full.len() > 40 && bare.len() > 20, "the pack was not read");
    let found = places(&all(&["truth", "law", "client", "assess", "cli"]), |_, word| {
        let text = word.text.as_str();
        (word.literal && (full.contains(&text) || bare.contains(&text))).then(|| text.to_owned())
    });
    assert!(found.is_empty(), "the program must treat all dangers, duties and acts alike:{}", list(&found));
}

#[test]
fn nothing_opens_a_connection() {
    let sockets = ["net", "TcpStream", "TcpListener", "UdpSocket", "UnixStream", "UnixListener", "ToSocketAddrs"];
    let mut found = places(&all(&["truth", "law", "client", "assess", "cli"]), |_, word| {
        (!word.literal && sockets.contains(&word.text.as_str())).then(|| word.text.clone())
    });
    // Nothing may start another program either: what that one does nobody here can promise.
    for source in all(&["truth", "law", "client", "assess", "cli"]) {
        let names: Vec<&str> = source.words.iter().filter(|w| !w.literal).map(|w| w.text.as_str()).collect();
        let starts = (0..names.len()).any(|at| names[at] == "process" && names[at..].iter().take(5).any(|n| *n == "Command"));
        found.extend(starts.then(|| format!("{}: std::process::Command", source.path)));
    }
    let lock: toml::Table = std::fs::read_to_string(root().join("Cargo.lock")).unwrap().parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let family = name.split(['-', '_']).next().unwrap_or(name);
        if NETWORK.contains(&name) || ["tokio", "hyper", "hickory", "quinn", "rustls", "curl", "openssl", "async"].contains(&family) {
            found.push(format!("Cargo.lock: {name}"));
        }
    }
    assert!(packages.len() > 20, "the lock file was not read");
    assert!(found.is_empty(), "no build opens a network connection:{}", list(&found));
}

/// Crates that open connections, or exist to serve those that do.
const NETWORK: [&str; 26] = [
    "actix-web",
    "attohttpc",
    "axum",
    "curl",
    "git2",
    "h2",
    "h3",
    "http",
    "isahc",
    "mio",
    "minreq",
    "native-tls",
    "reqwest",
    "smol",
    "socket2",
    "ssh2",
    "surf",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "url-fetch",
    "warp",
    "webpki",
    "webpki-roots",
    "websocket",
];

#[test]
fn no_crate_is_unsafe() {
    let manifest: toml::Table = std::fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    assert_eq!(manifest["workspace"]["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    let sources = all(&["truth", "law", "client", "assess", "cli"]);
    let used = places(&sources, |_, word| (!word.literal && word.text == "unsafe").then(|| "unsafe".to_owned()));
    assert!(used.is_empty(), "{}", list(&used));
    let tops: Vec<&Source> = sources.iter().filter(|s| s.path.ends_with("src/lib.rs") || s.path.ends_with("src/main.rs")).collect();
    assert_eq!(tops.len(), 5, "one top a crate");
    for top in tops {
        assert!(top.text.contains("#![forbid(unsafe_code)]"), "{} does not forbid unsafe code", top.path);
    }
}

#[test]
fn displayed_words_promise_nothing() {
    let mut found = places(&program_and_templates(), |_, word| {
        (word.literal && !HEARD.contains(&word.text.as_str())).then(|| promise_in(&word.text)).flatten()
    });
    let pack = pack();
    let mut shown: Vec<(&str, &str)> = pack.program.conclusions.iter().map(|c| (c.name.as_str(), c.words.en.as_str())).collect();
    shown.extend(pack.provisions.iter().map(|p| (p.id.as_str(), p.title.en.as_str())));
    shown.extend(pack.program.statements.iter().map(|s| ("a statement", s.words.en.as_str())));
    shown
        .extend(pack.model.fields.iter().flat_map(|f| [(f.name.as_str(), f.label.en.as_str()), (f.name.as_str(), f.question.en.as_str())]));
    found.extend(shown.iter().filter_map(|(name, text)| promise_in(text).map(|w| format!("law: {name}: {w}: {text}"))));
    assert!(found.is_empty(), "STYLE.md says which words to use instead:{}", list(&found));
}

/// The first word of a text that promises more than anybody knows, or that blames.
fn promise_in(text: &str) -> Option<String> {
    let text = format!(" {} ", text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " "));
    NEVER.iter().find(|never| text.contains(&format!(" {never} "))).map(|never| (*never).to_owned())
}

#[rustfmt::skip]
const NEVER: [&str; 13] = [
    "safe", "qualify", "qualifies", "likely to be granted", "strong case", "score", "illegal", "clean record", "no bar", "invalid", "oops",
    "simply", "click here",
];

/// Words of other people's messages, which the program listens for in order to say something else.
const HEARD: [&str; 3] = ["invalid", "invalid date", "invalid value"];

#[test]
fn files_are_small_and_named_for_what_they_hold() {
    let nameless = ["utils.rs", "util.rs", "helpers.rs", "helper.rs", "common.rs", "manager.rs", "data.rs", "misc.rs"];
    let mut found = Vec::new();
    for source in all(&["truth", "law", "client", "assess", "cli"]) {
        let lines = source.text.lines().count();
        if lines >= 600 {
            found.push(format!("{}: {lines} lines; split it at 600", source.path));
        }
        if nameless.iter().any(|n| source.path.ends_with(&format!("/{n}"))) {
            found.push(format!("{}: named for nothing it holds", source.path));
        }
        if !source.text.trim_start().starts_with("//!") {
            found.push(format!("{}: does not say what it is", source.path));
        }
    }
    assert!(found.is_empty(), "{}", list(&found));
}

#[test]
fn generated_files_are_what_the_law_makes_them() {
    for (name, made) in generate::files(&pack()).unwrap_or_else(|error| panic!("{error}")) {
        let kept = std::fs::read_to_string(root().join(name)).unwrap_or_default();
        assert!(kept == made, "{name} is stale. Run: cargo run -p xtask -- generate");
    }
}

#[test]
fn links_between_the_papers_lead_somewhere() {
    let mut found = Vec::new();
    for name in
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "STYLE.md", "CHANGELOG.md", "SECURITY.md", "law/LANGUAGE.md", "bench/README.md"]
    {
        let path = root().join(name);
        let Ok(text) = std::fs::read_to_string(&path) else {
            found.push(format!("{name} is missing"));
            continue;
        };
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap_or_default().split('#').next().unwrap_or_default();
            let outside = target.is_empty() || target.contains("://");
            if !outside && !path.parent().unwrap_or(Path::new("")).join(target).exists() {
                found.push(format!("{name}: {target}"));
            }
        }
    }
    assert!(found.is_empty(), "these do not exist:{}", list(&found));
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    let paper = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let sources: BTreeMap<String, String> = rust_source::every_rust_file();
    let mut missing = Vec::new();
    let mut named = 0;
    // In the table of invariants a test stands as `path::name`.
    for line in paper.lines().filter(|l| l.starts_with("| I")) {
        let tests: Vec<&str> = line.split('`').skip(1).step_by(2).filter(|t| t.contains(".rs::")).collect();
        named += usize::from(!tests.is_empty());
        for test in tests {
            let (file, name) = test.split_once("::").unwrap();
            if !sources.get(file).is_some_and(|text| text.contains(&format!("fn {name}"))) {
                missing.push(test.to_owned());
            }
        }
    }
    assert!(named >= 7, "the table of invariants was not read");
    assert!(missing.is_empty(), "ARCHITECTURE.md names tests that do not exist:{}", list(&missing));
}
