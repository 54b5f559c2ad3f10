//! A provision: front matter, prose, `law` blocks, `example` blocks.

use crate::report::Report;
use crate::source::{File, fingerprint};
use crate::span_of_law::SpanOfLaw;
use crate::syntax::Words;
use truth::Day;

/// How sure the research was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// From memory or unread.
    Unverified,
    /// Weak sources.
    Low,
    /// Fair sources.
    Medium,
    /// Good sources.
    High,
}

impl Confidence {
    /// As written in front matter.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unverified => "unverified",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A fenced block and where its text starts in the file.
#[derive(Clone, Debug)]
pub struct Block {
    /// What follows the fence's word on its line (an example's source).
    pub about: String,
    /// Its text.
    pub text: String,
    /// The byte of the file where the text starts.
    pub offset: usize,
}

/// One provision as written.
#[derive(Clone, Debug)]
pub struct Provision {
    /// Unique in the pack: the file's stem.
    pub id: String,
    /// Index of its file among the pack's sources.
    pub file: usize,
    /// Its top folder: its kind.
    pub kind: String,
    /// The folders below that, if any (`morton-2011`, `dangers`).
    pub group: String,
    /// What it is called.
    pub title: Words,
    /// Citations.
    pub cite: Vec<String>,
    /// When it is in force.
    pub in_force: Vec<SpanOfLaw>,
    /// The newest day on which a source showed it in force.
    pub last_seen: Day,
    /// Whether it is of a kind that changes without notice.
    pub volatile: bool,
    /// How sure the research was.
    pub confidence: Confidence,
    /// The attorney who reviewed it and when, or `none`.
    pub reviewed: String,
    /// Statute, regulation, precedent, policy, practice or judgment.
    pub source: String,
    /// Lines of the source notes that it holds.
    pub notes: Vec<String>,
    /// Where it stands among its kind.
    pub order: i64,
    /// All of its front matter.
    pub front: toml::Table,
    /// The prose, without blocks.
    pub prose: String,
    /// Its `law` blocks.
    pub blocks: Vec<Block>,
    /// Its examples.
    pub examples: Vec<Block>,
    /// A fingerprint of the file: the version that confirmations and answers bind to.
    pub version: String,
}

impl Provision {
    /// The id as expressions write it.
    #[must_use]
    pub fn word(&self) -> String {
        self.id.replace('-', "_")
    }

    /// A pair of texts from the front matter, if it is there.
    #[must_use]
    pub fn words(&self, key: &str) -> Option<Words> {
        words_of(self.front.get(key)?)
    }

    /// A list of texts from the front matter; empty if it is not there.
    #[must_use]
    pub fn texts(&self, key: &str) -> Vec<String> {
        texts_of(self.front.get(key))
    }
}

/// `{ en = "…", es = "…" }`
pub(crate) fn words_of(value: &toml::Value) -> Option<Words> {
    let pair = value.as_table()?;
    Some(Words { en: pair.get("en")?.as_str()?.to_owned(), es: pair.get("es")?.as_str()?.to_owned() })
}

pub(crate) fn texts_of(value: Option<&toml::Value>) -> Vec<String> {
    let of = |v: &toml::Value| v.as_str().map(str::to_owned);
    value.and_then(toml::Value::as_array).map(|a| a.iter().filter_map(of).collect()).unwrap_or_default()
}

/// A file taken apart: front matter and body.
pub(crate) struct Parts {
    pub front: toml::Table,
    pub prose: String,
    pub blocks: Vec<Block>,
    pub examples: Vec<Block>,
}

/// The words that front matter common to all provisions must have.
const COMMON: [&str; 6] = ["title", "cite", "in_force", "last_seen", "confidence", "source"];

/// What each kind must say besides.
fn required(kind: &str, group: &str) -> &'static [&'static str] {
    match (kind, group) {
        ("avenues" | "programs", "") => &["decides", "effect", "cost", "risk"],
        ("safety", "dangers") => &["learn", "cost_rank"],
        ("evidence", _) => &["issuer", "watch"],
        ("tables", _) => &["row"],
        ("policy", _) => &["instrument"],
        _ => &[],
    }
}

/// Front-matter keys whose value is a pair of texts.
const PAIRS: [&str; 9] = ["title", "decides", "effect", "cost", "risk", "learn", "issuer", "watch", "next"];

/// The folders a provision may stand in.
pub(crate) const FOLDERS: [&str; 14] = [
    "facts",
    "statutes",
    "regulations",
    "precedents",
    "policy",
    "avenues",
    "programs",
    "relief",
    "safety",
    "posture",
    "deadlines",
    "evidence",
    "tables",
    "offenses",
];

/// Takes a file apart at its fences.
pub(crate) fn take_apart(file: &File, reports: &mut Vec<Report>) -> Option<Parts> {
    let start = "+++\n".len();
    let Some(end) =
        file.text.strip_prefix("+++\n").and_then(|rest| rest.find("\n+++\n").or_else(|| rest.strip_suffix("\n+++").map(str::len)))
    else {
        reports.push(
            Report::new(file, "law::front", 0..3, "the file has no front matter")
                .help("begin it with a line `+++`, TOML, and a line `+++`"),
        );
        return None;
    };
    let front: toml::Table = match file.text[start..start + end].parse() {
        Ok(front) => front,
        Err(error) => {
            let at = error_span(&error, start);
            reports.push(Report::new(file, "law::front", at, format!("the front matter is not TOML: {}", error_message(&error))));
            return None;
        }
    };
    let body_at = (start + end + "\n+++\n".len()).min(file.text.len());
    let (mut prose, mut blocks, mut examples) = (String::new(), Vec::new(), Vec::new());
    let mut open: Option<(String, String, usize)> = None;
    let mut at = body_at;
    for line in file.text[body_at..].split_inclusive('\n') {
        let fence = line.trim_end().strip_prefix("```");
        match (&mut open, fence) {
            (None, Some(words)) => {
                let (word, about) = words.split_once(' ').unwrap_or((words, ""));
                open = Some((word.to_owned(), about.trim().to_owned(), at + line.len()));
                if word != "law" && word != "example" {
                    let text = format!("a fence of kind `{word}` has no meaning");
                    reports
                        .push(Report::new(file, "law::fence", at..at + line.trim_end().len(), text).help("use `law` or `example SOURCE`"));
                }
            }
            (Some((word, about, offset)), Some("")) => {
                let block = Block { about: about.clone(), text: file.text[*offset..at].to_owned(), offset: *offset };
                if word == "law" {
                    blocks.push(block)
                } else if word == "example" {
                    examples.push(block)
                }
                open = None;
            }
            (Some(_), _) => {}
            (None, None) => prose.push_str(line),
        }
        at += line.len();
    }
    if let Some((_, _, offset)) = open {
        reports.push(
            Report::new(file, "law::fence", offset..offset, "a fenced block is never closed")
                .help("close it with a line of three backticks"),
        );
    }
    Some(Parts { front, prose: prose.trim().to_owned(), blocks, examples })
}

/// Reads a file as a provision; every fault is reported.
pub(crate) fn read(file: &File, index: usize, parts: Parts, reports: &mut Vec<Report>) -> Option<Provision> {
    let faults = reports.len();
    let front = &parts.front;
    let at = |key: &str| key_at(file, key);
    let mut fault = |key: &str, what: String| reports.push(Report::new(file, "law::front", at(key), what));
    let group = {
        let folders: Vec<&str> = file.path.split('/').collect();
        folders.get(1..folders.len().saturating_sub(1)).map(|g| g.join("/")).unwrap_or_default()
    };
    let kind = file.folder().to_owned();
    if !FOLDERS.contains(&kind.as_str()) {
        fault("", format!("`{kind}` is no folder of the pack"));
    }
    for key in COMMON.iter().chain(required(&kind, &group)) {
        if !front.contains_key(*key) {
            fault("", format!("the front matter does not say `{key}`"));
        }
    }
    for key in PAIRS {
        if front.get(key).is_some_and(|v| words_of(v).is_none_or(|w| w.en.trim().is_empty() || w.es.trim().is_empty())) {
            fault(key, format!("`{key}` needs English and Spanish: {{ en = \"…\", es = \"…\" }}"));
        }
    }
    let text = |key: &str| front.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
    let confidence = match text("confidence").as_str() {
        "high" => Confidence::High,
        "medium" => Confidence::Medium,
        "low" => Confidence::Low,
        "unverified" => Confidence::Unverified,
        other => {
            fault("confidence", format!("confidence is high, medium, low or unverified, not `{other}`"));
            Confidence::Unverified
        }
    };
    let source = text("source");
    if !["statute", "regulation", "precedent", "policy", "practice", "judgment"].contains(&source.as_str()) {
        fault("source", format!("source is statute, regulation, precedent, policy, practice or judgment, not `{source}`"));
    }
    let in_force: Vec<SpanOfLaw> = texts_of(front.get("in_force"))
        .iter()
        .filter_map(|span| SpanOfLaw::parse(span).map_err(|e| fault("in_force", e.to_string())).ok())
        .collect();
    if front.contains_key("in_force")
        && in_force.is_empty()
        && front.get("in_force").and_then(toml::Value::as_array).is_none_or(|a| !a.is_empty())
    {
        fault("in_force", "in_force lists spans: [\"2001-02-03..2004-05-06\"]".to_owned());
    }
    let cite = texts_of(front.get("cite"));
    if cite.is_empty() {
        fault("cite", "a provision without a citation is not law".to_owned());
    }
    for citation in cite.iter().filter(|c| !crate::citation::parses(c)) {
        fault("cite", format!("`{citation}` does not read as a citation"));
    }
    let last_seen = front.get("last_seen").and_then(toml_day).unwrap_or_else(|| {
        fault("last_seen", "last_seen is a day, such as 2026-07-04".to_owned());
        Day::from_number(0)
    });
    let title = front.get("title").and_then(words_of).unwrap_or_default();
    if reports.len() > faults {
        return None;
    }
    Some(Provision {
        id: file.stem().to_owned(),
        file: index,
        kind,
        group,
        title,
        cite,
        in_force,
        last_seen,
        volatile: front.get("volatile").and_then(toml::Value::as_bool).unwrap_or(false),
        confidence,
        reviewed: front.get("reviewed").and_then(toml::Value::as_str).unwrap_or("none").to_owned(),
        source,
        notes: texts_of(front.get("notes")),
        order: front.get("order").and_then(toml::Value::as_integer).unwrap_or(1000),
        version: fingerprint(&file.text)[..16].to_owned(),
        front: parts.front,
        prose: parts.prose,
        blocks: parts.blocks,
        examples: parts.examples,
    })
}

/// A TOML date, or a text that is one.
pub(crate) fn toml_day(value: &toml::Value) -> Option<Day> {
    match value {
        toml::Value::Datetime(date) => Day::parse(&date.to_string()).ok(),
        toml::Value::String(text) => Day::parse(text).ok(),
        _ => None,
    }
}

/// Where a key stands in the front matter; the first line if it is not there.
pub(crate) fn key_at(file: &File, key: &str) -> crate::syntax::At {
    let found = if key.is_empty() { None } else { file.text.find(&format!("\n{key}")).map(|at| at + 1) };
    found.map_or(0..3, |at| at..at + key.len())
}

pub(crate) fn error_span(error: &toml::de::Error, offset: usize) -> crate::syntax::At {
    error.span().map_or(offset..offset, |span| span.start + offset..span.end + offset)
}

pub(crate) fn error_message(error: &toml::de::Error) -> String {
    error.message().lines().collect::<Vec<_>>().join("; ")
}
