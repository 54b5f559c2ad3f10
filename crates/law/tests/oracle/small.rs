//! Small packs written by hand over the drawn schema, for cases that read like cases.

use super::choices::Choices;
use super::print_pack;
use law::source::{File, Sources};
use law::{Confirmed, Evaluation};
use truth::Day;

/// A provision's front matter, with a line of its own (`volatile = true`).
fn front(extra: &str, path: &str, law: &str) -> String {
    let pair = "{ en = \"Words\", es = \"Palabras\" }";
    let mut lines = vec![
        ("title", pair.to_owned()),
        ("cite", "[\"INA § 1\"]".to_owned()),
        ("in_force", "[\"1990-01-01..\"]".to_owned()),
        ("last_seen", "2026-07-04".to_owned()),
        ("confidence", "\"high\"".to_owned()),
        ("source", "\"statute\"".to_owned()),
    ];
    if path.starts_with("policy/") {
        lines.push(("instrument", "\"MEMO\"".to_owned()));
    }
    if path.starts_with("programs/") {
        lines.extend(["decides", "effect", "cost", "risk"].map(|k| (k, pair.to_owned())));
    }
    let own = |key: &str| extra.lines().any(|l| l.starts_with(key));
    let lines: String = lines.iter().filter(|(k, _)| !own(k)).map(|(k, v)| format!("{k} = {v}\n")).collect();
    let names = named(law);
    let stem = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
    let shown: Vec<String> = names.iter().map(|n| if n.contains('.') { n.clone() } else { format!("{stem}.{n}") }).collect();
    let mut short: Vec<&str> = names.iter().filter_map(|n| n.rsplit('.').next()).collect();
    short.sort_unstable();
    short.dedup();
    let words: String = short.iter().map(|n| format!("{n} = {pair}\n")).collect();
    let words = if names.is_empty() { String::new() } else { format!("show = {shown:?}\n[words]\n{words}") };
    format!("+++\n{lines}{extra}\n{words}+++\n")
}

/// The conclusions that some law names at the margin.
fn named(law: &str) -> Vec<String> {
    let clauses = law.lines().filter(|l| l.starts_with(|c: char| c.is_alphabetic()));
    let named = clauses.filter_map(|line| {
        let mut words = line.split_whitespace();
        let first = words.next()?;
        let name = match first {
            "exception" => words.next()?,
            "requirement" | "requirements" | "weighs" | "danger" | "dangers" | "power" | "lift" | "cap" | "duty" | "act" | "risk"
            | "deadline" | "statement" | "burden" | "grounds" | "exceptions" => return None,
            name => name,
        };
        Some(name.to_owned())
    });
    named.collect()
}

/// The files of the drawn schema, without law.
fn schema() -> Vec<File> {
    let empty = super::ast::Pack { tables_cover: vec![super::ast::Force::default(); 3], ..Default::default() };
    let _ = Choices::new(&[]);
    print_pack::files(&empty).into_iter().map(|(path, text)| File::new(path, text)).collect()
}

/// Reads a pack of these provisions: path, further front matter, law.
pub fn examine(provisions: &[(&str, &str, &str)]) -> Result<law::Pack, String> {
    let mut files = schema();
    for (path, extra, law) in provisions {
        let path = if path.contains('/') { format!("{path}.md") } else { format!("statutes/{path}.md") };
        let body = if law.is_empty() { String::new() } else { format!("```law\n{law}\n```\n") };
        let text = format!("{}What it says.\n{body}", front(extra, &path, law));
        files.retain(|f| f.path != path);
        files.push(File::new(path, text));
    }
    law::Pack::new(Sources::sorted(files)).map_err(|refused| refused.to_string())
}

/// A pack that must be accepted.
pub fn pack(provisions: &[(&str, &str, &str)]) -> law::Pack {
    examine(provisions).unwrap_or_else(|why| panic!("{why}"))
}

/// The answer to a conclusion on a day, as examples write it.
pub fn answer(pack: &law::Pack, as_of: &str, facts: &str, name: &str) -> String {
    answer_with(pack, as_of, facts, name, &Confirmed::new())
}

pub fn answer_with(pack: &law::Pack, as_of: &str, facts: &str, name: &str, confirmed: &Confirmed) -> String {
    let case = super::engine::facts(pack, facts);
    let mut evaluation = Evaluation::new(pack, &case, Day::parse(as_of).expect("a day"), confirmed);
    let answer = evaluation.named(name).unwrap_or_else(|| panic!("nothing is called {name}"));
    law::example::written(pack, &answer)
}

/// The answer where one file, `p.md`, holds all the law.
pub fn of_law(law: &str, facts: &str, name: &str) -> String {
    answer(&pack(&[("p", "", law)]), "2013-07-05", facts, name)
}
