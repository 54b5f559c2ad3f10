//! Rust files as words: names and literals, without comments, documentation and tests.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's own reading of the source: it fails loudly")]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use xtask::root;

/// A name or a literal.
pub struct Word {
    pub line: usize,
    pub text: String,
    pub literal: bool,
}

/// A file of a crate.
pub struct Source {
    /// Below the project's folder.
    pub path: String,
    pub text: String,
    pub words: Vec<Word>,
}

/// The files of these crates, without files of tests alone.
pub fn all(crates: &[&str]) -> Vec<Source> {
    let mut sources = Vec::new();
    for name in crates {
        for path in rust_files(&root().join("crates").join(name).join("src")) {
            let shown = shown(&path);
            if shown.ends_with("/tests.rs") || shown.contains("/tests/") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{shown}: {error}"));
            let mut words = Vec::new();
            gather(tokens, &mut words);
            sources.push(Source { path: shown, text, words });
        }
    }
    assert!(!sources.is_empty(), "no source was read");
    sources
}

/// The templates of pages and papers: each line's own words, without tags and without what is filled in.
pub fn templates() -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![root().join("templates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let words = text.lines().enumerate().map(|(n, line)| Word { line: n + 1, text: own_words(line), literal: true }).collect();
            sources.push(Source { path: shown(&path), text, words });
        }
    }
    sources
}

/// A line of a template without what stands in `{…}` and `<…>`.
fn own_words(line: &str) -> String {
    let mut depth = 0_u32;
    let mut own = String::new();
    for letter in line.chars() {
        match letter {
            '{' | '<' => depth += 1,
            '}' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => own.push(letter),
            _ => {}
        }
    }
    own
}

/// The text of every Rust file of the project, by path.
pub fn every_rust_file() -> BTreeMap<String, String> {
    let folders = ["crates", "xtask", "bench", "fuzz"].map(|f| root().join(f));
    let paths = folders.iter().filter(|f| f.exists()).flat_map(|f| rust_files(f));
    paths.map(|path| (shown(&path), std::fs::read_to_string(&path).unwrap())).collect()
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            if path.file_name().is_some_and(|n| n != "target") {
                found.extend(rust_files(&path));
            }
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

fn gather(tokens: TokenStream, words: &mut Vec<Word>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                let inner = matches!(tokens.peek(), Some(TokenTree::Punct(p)) if p.as_char() == '!');
                if inner {
                    tokens.next();
                }
                let Some(TokenTree::Group(attribute)) = tokens.next() else { continue };
                let attribute = attribute.stream().to_string().replace(' ', "");
                if attribute == "cfg(test)" && !inner {
                    // The item that follows is a test: up to its body, or to the semicolon that ends it.
                    for next in tokens.by_ref() {
                        match next {
                            TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => break,
                            TokenTree::Punct(p) if p.as_char() == ';' => break,
                            _ => {}
                        }
                    }
                }
            }
            TokenTree::Group(group) => gather(group.stream(), words),
            TokenTree::Ident(name) => words.push(Word { line: name.span().start().line, text: name.to_string(), literal: false }),
            TokenTree::Literal(it) => words.push(Word { line: it.span().start().line, text: unquoted(&it.to_string()), literal: true }),
            TokenTree::Punct(_) => {}
        }
    }
}

/// A literal without its quotes. Escapes stay as written.
fn unquoted(literal: &str) -> String {
    let start = literal.find('"').map_or(0, |at| at + 1);
    let end = literal.rfind('"').unwrap_or(literal.len());
    literal.get(start..end.max(start)).unwrap_or(literal).to_owned()
}
